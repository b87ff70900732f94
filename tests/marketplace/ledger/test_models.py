import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from marketplace.ledger.services import record_download
from storage.database import make_engine
from tests.marketplace.ledger.examples import MORNING, official, version

TABLES = ("events", "postings", "rule_versions")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET menu = 'x'",
        "UPDATE postings SET amount = 100",
        "UPDATE rule_versions SET body = '{}'",
        *(f"DELETE FROM {table}" for table in TABLES),
    ],
)
def test_the_ledger_cannot_be_rewritten(session: Session, change: str) -> None:
    record_download(session, official(), version(), at=MORNING)

    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(change))


@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_not_empty_it(session: Session, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text(f"TRUNCATE {table} CASCADE"))


def test_nor_does_it_let_the_owner(database_owner_url: str) -> None:
    engine = make_engine(database_owner_url)

    for table in TABLES:
        with (
            engine.connect() as connection,
            pytest.raises(IntegrityError, match="append-only"),
        ):
            connection.execute(text(f"TRUNCATE {table} CASCADE"))
    engine.dispose()
