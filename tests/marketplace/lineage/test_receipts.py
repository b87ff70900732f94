from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.lineage.models import Receipt
from marketplace.lineage.receipts import (
    give_receipt,
    holds_receipt,
    receipt_holders,
    versions_received,
)
from storage.digests import Digest
from tests.marketplace.lineage.examples import START

LATER = START + timedelta(hours=1)
FIRST, SECOND = Digest("a" * 64), Digest("b" * 64)


def test_the_first_receipt_is_kept(session: Session) -> None:
    account, version = uuid4(), uuid4()

    give_receipt(session, account, version, digest=FIRST, at=START)
    give_receipt(session, account, version, digest=SECOND, at=LATER)

    (receipt,) = session.execute(select(Receipt).where(Receipt.account_id == account)).scalars()
    assert (receipt.version_id, receipt.digest, receipt.at) == (version, FIRST, START)


def test_a_receipt_holds_for_exactly_its_version_and_only_afterwards(session: Session) -> None:
    account, version = uuid4(), uuid4()
    give_receipt(session, account, version, digest=FIRST, at=START)

    assert holds_receipt(session, account, version, before=LATER)
    assert not holds_receipt(session, account, version, before=START)
    assert not holds_receipt(session, account, uuid4(), before=LATER)
    assert not holds_receipt(session, uuid4(), version, before=LATER)


def test_many_versions_are_asked_about_at_once(session: Session) -> None:
    account, held, other = uuid4(), uuid4(), uuid4()
    give_receipt(session, account, held, digest=FIRST, at=START)

    assert versions_received(session, account, [held, other], before=LATER) == {held}


def test_holders_come_in_the_order_they_were_given_it(session: Session) -> None:
    version, early, late = uuid4(), uuid4(), uuid4()
    give_receipt(session, late, version, digest=FIRST, at=LATER)
    give_receipt(session, early, version, digest=FIRST, at=START)

    assert receipt_holders(session, version) == (early, late)
