"""Hostile files are refused by a finding that says why, or read without harm."""

import json
import time
from pathlib import Path

import pytest

from tests.factories import workbooks
from tests.factories.hostile import HOSTILE, Hostile
from tests.verification.offers import codes, verified
from tests.verification.reading import rows_of
from verification.report import Outcome, as_json
from verification.runner import Verification
from verification.subject import FileFormat

WITHIN_SECONDS = 30.0


def reported(folder: Path, name: str, content: bytes) -> Verification:
    made = verified(folder, {name: content})
    assert [run.check for run in made.report.checks if run.outcome is Outcome.CRASHED] == []
    return made


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_what_means_harm_is_refused_or_read_without_it(tmp_path: Path, hostile: Hostile) -> None:
    content = hostile.make()
    began = time.monotonic()

    made = reported(tmp_path, hostile.name, content)

    assert time.monotonic() - began < WITHIN_SECONDS
    found = {code for code, _ in codes(made)}
    kept = {file.format for file in made.report.files} == {FileFormat.DOCUMENT.value}
    # A document is kept as it is: nobody has unpacked or parsed it.
    assert not hostile.said or kept or found & hostile.said


def test_nothing_lands_outside_the_folder_that_was_given(tmp_path: Path) -> None:
    (traversing,) = (each for each in HOSTILE if each.name == "traversing.zip")
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)

    reported(inner, traversing.name, traversing.make())

    above = (tmp_path, tmp_path / "a", tmp_path / "a" / "b")
    assert [[path.name for path in place.iterdir()] for place in above] == [["a"], ["b"], ["c"]]


def test_no_foreign_file_is_told_of(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame-0123456789")

    made = reported(tmp_path, "a.xlsx", workbooks.foreign_entity(secret.as_uri()))

    assert "sesame" not in json.dumps(as_json(made.report))


def test_formulas_of_a_workbook_show_the_value_they_last_had() -> None:
    header, *rows = rows_of(workbooks.formulas(), "a.xlsx")
    last = workbooks.FORMULAS.values()

    assert header == ["값", "식"]
    # What the last cell shows, an error, is no value.
    assert [cell for _, cell in rows][:-1] == [value or "" for value in last][:-1]
