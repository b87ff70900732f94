"""The published rule versions: read all, publish the next."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.ledger.days import day_of
from marketplace.ledger.errors import RulesRefused
from marketplace.ledger.models import RuleVersion
from marketplace.ledger.rules import Rules, read_rules


def published_rules(session: Session) -> tuple[Rules, ...]:
    """Return every rule version that was ever published, in order."""
    rows = session.execute(select(RuleVersion).order_by(RuleVersion.number)).scalars()
    return tuple(read_rules(row.number, row.valid_from, row.body) for row in rows)


def publish_rules(session: Session, rules: Rules, *, at: datetime) -> RuleVersion:
    """Publish the next rule version. It rules from the start of a later day, never backwards.

    Raises `RulesRefused` where it begins today or earlier, before the version it follows, or does
    not carry the next number.
    """
    newest = max(published_rules(session), key=lambda earlier: earlier.number)
    rules = read_rules(rules.number, rules.valid_from, rules.body())
    if rules.number != newest.number + 1:
        raise RulesRefused(rules.number, f"the next number is {newest.number + 1}")
    if rules.valid_from <= day_of(at):
        raise RulesRefused(rules.number, "it must begin on a later day than the one it is made on")
    if rules.valid_from < newest.valid_from:
        raise RulesRefused(rules.number, "it would begin before the version it follows")
    row = RuleVersion(
        number=rules.number, valid_from=rules.valid_from, body=rules.body(), published_at=at
    )
    session.add(row)
    return row
