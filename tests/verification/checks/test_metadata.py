from datetime import date

from tests.verification.offers import declare, found, named, offer, table
from verification.checks.metadata import CHECKS
from verification.declaration import DeclaredColumn

METADATA = named(CHECKS, "metadata")
ROWS = {"일자": [f"2024-{month:02}-01" for month in range(1, 13)]}


def test_a_number_in_the_description_that_is_not_that_of_the_file_is_found() -> None:
    right, wrong = declare(description="모두 12행"), declare(description="모두 13행")

    assert found(METADATA, offer(table(ROWS), declared=right)) == []
    assert found(METADATA, offer(table(ROWS), declared=wrong)) == [
        ("description-drift", None, None)
    ]


def test_a_period_that_is_not_that_of_the_dates_is_found() -> None:
    year = {"period_from": date(2024, 1, 1), "period_to": date(2024, 12, 31)}
    later = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31)}

    assert found(METADATA, offer(table(ROWS), declared=declare(**year))) == []
    assert found(METADATA, offer(table(ROWS), declared=declare(**later))) == [
        ("period-drift", None, "일자")
    ]


def test_nothing_declared_drifts_from_nothing() -> None:
    said = declare(DeclaredColumn("일자"))

    assert found(METADATA, offer(table(ROWS), declared=said)) == []
