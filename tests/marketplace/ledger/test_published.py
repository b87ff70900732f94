from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.ledger.errors import RulesRefused
from marketplace.ledger.published import publish_rules, published_rules
from marketplace.ledger.recompute import recompute
from marketplace.ledger.rules import Rules
from marketplace.ledger.services import record_download
from tests.marketplace.ledger.examples import MORNING, RULES, TODAY, official, version

TOMORROW = TODAY + timedelta(days=1)
SECOND = replace(RULES, number=2, valid_from=TOMORROW, download=3)


def test_the_first_rules_are_published_from_the_start(session: Session) -> None:
    menus = frozenset({"rows-selection", "build-on-this", "citation"})

    assert published_rules(session) == (replace(RULES, menus=menus),)


def test_new_rules_count_from_their_day_on_and_change_nothing_before(session: Session) -> None:
    reader = official()
    publish_rules(session, SECOND, at=MORNING)

    before = record_download(session, reader, version(), at=MORNING)
    after = record_download(session, reader, version(), at=MORNING + timedelta(days=1))

    postings = [recorded.posting for recorded in (before, after)]
    assert [(row.amount, row.rule_version) for row in postings if row] == [(1, 1), (3, 2)]
    assert recompute(session) == ()


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        (replace(SECOND, number=3), "the next number is 2"),
        (replace(SECOND, valid_from=TODAY), "later day"),
        (replace(SECOND, menu=-1), "negative"),
    ],
)
def test_rules_are_never_published_backwards(session: Session, rules: Rules, why: str) -> None:
    with pytest.raises(RulesRefused, match=why):
        publish_rules(session, rules, at=MORNING)


def test_rules_do_not_begin_before_those_they_follow(session: Session) -> None:
    publish_rules(session, replace(SECOND, valid_from=date(2027, 1, 1)), at=MORNING)
    third = replace(SECOND, number=3, valid_from=date(2026, 12, 31))

    with pytest.raises(RulesRefused, match="before the version it follows"):
        publish_rules(session, third, at=MORNING)
