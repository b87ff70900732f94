from uuid import UUID

from tests.verification.offers import Shelf, declare, found, named, offer, table
from verification.checks.earlier import CHECKS
from verification.sources import EarlierTable

EARLIER = named(CHECKS, "earlier-columns")
DATASET = UUID(int=1)
BEFORE = EarlierTable("old.csv", None, (("a", "integer"), ("b", "string")))


def test_columns_that_came_and_went_since_the_version_before_are_found() -> None:
    subject = offer(
        table({"a": ["1"], "c": ["2"]}),
        declared=declare(dataset=DATASET),
        shelf=Shelf(earlier=(BEFORE,)),
    )

    assert found(EARLIER, subject) == [("column-gone", None, "b"), ("column-new", None, "c")]


def test_a_new_dataset_has_nothing_before_it() -> None:
    assert found(EARLIER, offer(table({"a": ["1"]}), shelf=Shelf(earlier=(BEFORE,)))) == []


def test_the_same_columns_are_no_change() -> None:
    subject = offer(
        table({"b": ["1"], "a": ["2"]}),
        declared=declare(dataset=DATASET),
        shelf=Shelf(earlier=(BEFORE,)),
    )

    assert found(EARLIER, subject) == []
