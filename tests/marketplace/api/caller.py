"""Somebody of the house at the API, in this process."""

from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.accounts.tokens import issue_token
from tests.marketplace.workflow.house import House

PREFIX = "/api/v1"


@dataclass
class Caller:
    client: FlaskClient
    house: House
    tokens: dict[str, str] = field(default_factory=dict)

    def __call__(
        self, method: str, path: str, who: str | None = None, **request: Any
    ) -> TestResponse:
        headers = dict(request.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.token(who)}"
        return self.client.open(f"{PREFIX}{path}", method=method, headers=headers, **request)

    def token(self, who: str) -> str:
        """Return a token of theirs, the same each time."""
        if who not in self.tokens:
            account_id = self.house.people[who].id
            assert account_id is not None
            with self.house.session() as session:
                issued = issue_token(session, account_id, name="t", at=self.house.services.now())
            self.tokens[who] = issued.token
        return self.tokens[who]


def code(answer: TestResponse) -> tuple[int, str]:
    """Return status and problem code of a refusal."""
    body = answer.get_json(force=True)
    return answer.status_code, body["code"]
