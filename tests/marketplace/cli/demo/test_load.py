"""The whole load, once: cut short on its way, begun again, and then once more."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.catalogue.models import Version
from marketplace.cli.demo.cast import ACCOUNTS_FILE, choose_passwords, open_accounts
from marketplace.cli.demo.load import load
from marketplace.cli.demo.stage import Stage
from marketplace.cli.main import main
from marketplace.ledger.models import Event, Posting
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from storage.database import transaction
from storage.objects import ObjectStore
from submissions.models import Submission
from submissions.states import State
from tests.marketplace.cli.workbench import connected, settings_of, working


class CutShort(Exception):
    """Somebody pulled the plug."""


class Plug:
    """Pulls itself once it has been told so many times how far things are."""

    def __init__(self, after: int) -> None:
        self.left = after

    def tell(self, _stage: str, _done: int, _of: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise CutShort


def stood(services: Services) -> dict[str, object]:
    """Return what stands in the database."""
    with transaction(services.make_session) as session:
        states = session.execute(select(Submission.state)).scalars()
        generations = session.execute(select(Version.generation, Version.assurance)).all()
        recognised = session.execute(select(func.sum(Posting.recognised))).scalar_one()
        events = session.execute(select(Event.kind)).scalars()
        return {
            "states": Counter(State(state) for state in states),
            "versions": Counter((number, assurance) for number, assurance in generations),
            "recognised": recognised,
            "events": Counter(events),
        }


@pytest.fixture
def env(
    database_url: str, store: Store, object_store: ObjectStore, valkey: Valkey, tmp_path: Path
) -> dict[str, str]:
    # Enough by lot that reviewers have to decide on originals too.
    more = {"DATA": str(tmp_path), "AUDIT_SHARE": "0.1"}
    return settings_of(database_url, store, valkey.url, **more)


@pytest.mark.timeout(300)
def test_the_demonstration_is_loaded_once_however_often_it_is_begun(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with connected(env) as services, working(services):
        with transaction(services.make_session) as session:
            open_accounts(session, choose_passwords(tmp_path), at=services.now())
        for after in (20, 50):
            with pytest.raises(CutShort):
                load(Stage(services, Plug(after).tell))
        assert main(["demo", "load"]) == 0
        first = stood(services)
        assert main(["demo", "load"]) == 0

        assert stood(services) == first
    assert first["states"] == {
        State.PUBLISHED: 59,
        State.BLOCKED: 1,
        State.RETURNED: 1,
        State.IN_REVIEW: 2,
    }
    assert first["versions"] == {
        (0, "original"): 44,
        (1, "consistent"): 7,
        (1, "reproduced"): 1,
        (2, "obtained"): 1,
        (2, "consistent"): 3,
        (3, "obtained"): 3,
    }
    assert len(json.loads((tmp_path / ACCOUNTS_FILE).read_text())) == 11
