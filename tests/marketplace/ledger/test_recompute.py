from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session

from marketplace.ledger.facts import Download, MenuUse, OfferedAgain, Upload, Withdrawal
from marketplace.ledger.kinds import Reason
from marketplace.ledger.models import Posting
from marketplace.ledger.recompute import recompute
from marketplace.ledger.services import (
    record_download,
    record_menu_use,
    record_offered_again,
    record_upload,
    record_withdrawal,
)
from tests.marketplace.ledger.deeds import Happening, lives
from tests.marketplace.ledger.examples import MORNING, TODAY, official, version


def live(session: Session, happening: Happening) -> None:
    actor, deed, at = happening
    match deed:
        case Download(wanted):
            record_download(session, actor, wanted, at=at)
        case MenuUse(menu, about):
            record_menu_use(session, actor, menu, at=at, version=about)
        case Upload() if actor.id is not None:
            record_upload(session, actor, deed, at=at)
        case Withdrawal(withdrawn):
            record_withdrawal(session, actor, withdrawn, at=at)
        case OfferedAgain(again):
            record_offered_again(session, actor, again, at=at)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives)
def test_anyone_who_recomputes_the_ledger_gets_the_same(
    session: Session, life: list[Happening]
) -> None:
    savepoint = session.begin_nested()
    for happening in life:
        live(session, happening)

    assert recompute(session) == ()

    savepoint.rollback()


def test_a_posting_that_the_rules_do_not_give_is_found(session: Session) -> None:
    own = official()
    recorded = record_download(session, own, version(own), at=MORNING)
    nobodys = record_withdrawal(session, own, version(), at=MORNING)
    session.add(
        Posting(
            id=uuid4(),
            event_id=nobodys.event.id,
            account_id=own.id,
            day=TODAY,
            amount=50,
            recognised=50,
            reason=Reason.UPLOAD,
            rule_version=1,
        )
    )

    (difference,) = recompute(session)

    assert difference.event == nobodys.event.id != recorded.event.id
    assert difference.expected is None
    assert difference.stored is not None
    assert difference.stored.recognised == 50
