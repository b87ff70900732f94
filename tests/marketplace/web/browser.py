"""A browser: follows nothing by itself, keeps its cookie, sends the token of the form it fills."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.accounts.models import Account
from tests.factories.accounts import PASSWORD
from tests.house.application import by_cookie

_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')


@dataclass(frozen=True)
class Browser:
    client: FlaskClient

    @classmethod
    def of(cls, application: Flask, account: Account | None = None) -> "Browser":
        """Return a browser in which nobody is signed in, or this account is."""
        client = by_cookie(application, account.id) if account else application.test_client()
        return cls(client)

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.client.get(address, headers=headers)

    def page(self, address: str) -> str:
        """Return the words of a page that must be there, without its markup."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return words(answer)

    def post(self, address: str, **fields: Any) -> TestResponse:
        found = _TOKEN.search(self.get("/help").get_data(as_text=True))
        assert found is not None
        return self.client.post(address, data={"csrf_token": found[1], **fields})

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        return self.post("/sign-in", email=email, password=password, **more)

    def is_signed_in(self) -> bool:
        return self.get("/account").status_code == 200


def words(answer: TestResponse) -> str:
    """Return what a page says: its text, runs of white space as one blank."""
    plain = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", unescape(plain))


def faults(answer: TestResponse) -> list[str]:
    """Return what a refused form says beside its fields."""
    html = answer.get_data(as_text=True)
    return [unescape(each) for each in re.findall(r'<p class="fault"[^>]*>([^<]*)</p>', html)]


def summary(answer: TestResponse) -> str:
    """Return what a refused form says at its top."""
    found = re.search(r'id="faults".*?<ul>(.*?)</ul>', answer.get_data(as_text=True), re.DOTALL)
    return "" if found is None else " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())
