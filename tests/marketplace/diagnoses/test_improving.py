"""What the programme's improvement tasks propose."""

from datetime import date, timedelta
from uuid import UUID

from marketplace.diagnoses.improving import (
    Alike,
    RetireBounds,
    Shelved,
    UseFacts,
    alike,
    may_retire,
)
from marketplace.diagnoses.watch import WatchFacts

TODAY = date(2026, 11, 2)
OLD = date(2020, 12, 31)
A, B, C, D = (UUID(int=n) for n in range(1, 5))
KIM, LEE, WATER = (UUID(int=n) for n in range(11, 14))


def proposed(
    reaches_to: date = OLD, cycle: str | None = "yearly", use: UseFacts | None = None
) -> bool:
    facts = WatchFacts(registered=reaches_to, reaches_to=reaches_to, update_cycle=cycle)
    return may_retire(facts, use or UseFacts(), RetireBounds(), today=TODAY)


def test_what_is_long_stale_and_unused_is_proposed_for_retirement() -> None:
    assert proposed()


def test_what_is_used_or_built_on_or_not_that_stale_stays() -> None:
    taken = TODAY - timedelta(days=365)

    assert not proposed(use=UseFacts(last_taken=taken))
    assert proposed(use=UseFacts(last_taken=taken - timedelta(days=1)))
    assert not proposed(use=UseFacts(built_on=1))
    assert not proposed(reaches_to=date(2023, 12, 31))
    assert not proposed(cycle="once")
    assert not proposed(cycle=None)


def shelf(
    dataset: UUID, *schemas: str, owner: UUID = KIM, department: UUID | None = None
) -> Shelved:
    return Shelved(dataset, owner, department, schemas)


def test_datasets_of_one_form_and_one_holder_are_found_together() -> None:
    assert alike([shelf(A, "s"), shelf(B, "s"), shelf(C, "t")]) == (Alike("s", KIM, (A, B)),)


def test_a_department_holds_what_its_people_own_and_strangers_share_nothing() -> None:
    together = [shelf(A, "s", department=WATER), shelf(B, "s", owner=LEE, department=WATER)]

    assert alike(together) == (Alike("s", WATER, (A, B)),)
    assert alike([shelf(A, "s"), shelf(B, "s", owner=LEE)]) == ()


def test_the_largest_group_comes_first() -> None:
    found = alike([shelf(A, "s", "t"), shelf(B, "s"), shelf(C, "t"), shelf(D, "t")])

    assert [group.datasets for group in found] == [(A, C, D), (A, B)]


def test_workbooks_alike_in_several_sheets_are_one_group() -> None:
    assert alike([shelf(A, "s", "t"), shelf(B, "t", "s")]) == (Alike("s", KIM, (A, B)),)


def test_a_dataset_with_two_tables_of_one_form_is_not_a_group() -> None:
    assert alike([shelf(A, "s", "s")]) == ()
