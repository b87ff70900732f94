"""What a diagnosis keeps, and who is told."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from marketplace.catalogue.models import Version
from marketplace.notices.models import Notice
from tests.factories.files import csv, residents
from tests.marketplace.workflow.diagnosed import (
    diagnosed,
    diagnoses,
    forget,
    replace_bytes,
    version_from,
    version_of,
)
from tests.marketplace.workflow.house import SMALL, House
from verification.codes import CODES


def test_what_a_version_was_accepted_on_is_its_first_diagnosis(house: House) -> None:
    version = version_of(house)

    (first,) = diagnoses(house, version)

    with house.session() as session:
        accepted = session.get_one(Version, version).report_digest
    assert (first.attempt, first.outcome, first.report_digest, first.private) == (
        0,
        "clean",
        accepted,
        [],
    )
    assert first.quality is not None
    assert first.quality["completeness"] == {"score": 100.0, "errors": 0, "checked": 4}


def test_bytes_that_are_gone_are_said_to_be_lost(house: House) -> None:
    version = version_of(house, files={"a.csv": SMALL["a.csv"] + b"gone,1\n"})
    forget(house, version)

    assert diagnosed(house, version).outcome == "lost"


def test_personal_data_found_anew_is_told_and_nothing_is_withdrawn(house: House) -> None:
    number = residents()["plain"]
    version = version_of(house)
    replace_bytes(house, version, csv(("가", "나"), [(number, n) for n in range(3)]))

    found = diagnosed(house, version)

    assert found.outcome == "blocked"
    assert found.private == ["resident-number"]
    assert "resident-number" in found.changes["codes_new"]
    assert house.told(house.privacy) == ["personal-data-found"]
    assert house.told(house.official)[-1] == "personal-data-found"
    with house.session() as session:
        assert session.get_one(Version, version).withdrawn_at is None
        kept = session.execute(text("SELECT d::text FROM diagnoses d")).scalars().all()
        notices = [str(row.facts) for row in session.execute(select(Notice)).scalars()]
    assert not any(number in line for line in (*kept, *notices))


def test_the_same_personal_data_is_told_once(house: House) -> None:
    version = version_of(house)
    replace_bytes(house, version, csv(("가", "나"), [(residents()["plain"], n) for n in range(3)]))

    diagnosed(house, version)
    diagnosed(house, version, days=182)

    assert house.told(house.privacy) == ["personal-data-found"]
    assert diagnoses(house, version)[-1].private == ["resident-number"]


def test_every_code_that_calls_a_privacy_reviewer_is_told() -> None:
    assert {"resident-number", "mobile-number"} <= {
        code for code, entry in CODES.items() if entry.privacy
    }


def test_quality_that_falls_and_columns_that_change_are_kept_as_changes(house: House) -> None:
    table = csv(("코드", "이름", "값"), [(n, f"곳{n}", n) for n in range(30)])
    first = house.publish(house.official, files={"a.csv": table})
    worse = csv(("코드", "이름", "수"), [(n, f"곳{n}", "" if n % 2 else n) for n in range(30)])

    made = house.offer(house.official, files={"a.csv": worse}, dataset=str(first.dataset_id))
    house.decide(house.quality, made)
    house.run_jobs()

    (only,) = diagnoses(house, version_from(house, made))
    assert only.changes["scores"]["completeness"] == [100.0, 83.33]
    assert (only.changes["columns_gone"], only.changes["columns_new"]) == (["값"], ["수"])


@pytest.mark.parametrize("change", ["UPDATE diagnoses SET errors = 0", "DELETE FROM diagnoses"])
def test_a_diagnosis_stays_as_it_was(house: House, change: str) -> None:
    version_of(house)

    with pytest.raises(DatabaseError), house.session() as session:
        session.execute(text(change))
