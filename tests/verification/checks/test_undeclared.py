"""Published tables that nobody declared are told of, and what their licence says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.verification.offers import Shelf, codes, declare, verified
from verification.checks.undeclared import undeclared
from verification.errors import NotGathered
from verification.overlap.sketch import sketch_of
from verification.report import Outcome
from verification.runner import Verification
from verification.sketches import Candidate
from verification.subject import Subject

ROWS = [f"{n * 31 % 97}번,{n * n * 7 % 99991},{n * 37 % 5003}.25" for n in range(60)]
FILE = "\n".join(("이름,수,값", *ROWS)).encode()
DATASET = UUID(int=5)


@pytest.fixture
def published(tmp_path: Path) -> Iterator[dict[str, Any]]:
    folder = tmp_path / "published"
    folder.mkdir()
    (copy,) = verified(folder, {"a.csv": FILE}).tables
    yield {
        "dataset": DATASET,
        "version": 3,
        "title": "원래 표",
        "licence": "KOGL-1",
        "access": "public",
        "generation": 0,
        "sketch": sketch_of(copy.path, "a.csv").kept(),
        "copy": lambda: copy.path,
    }


def offered(folder: Path, candidate: dict[str, Any], content: bytes = FILE) -> Verification:
    there = Candidate(**candidate)
    shelf = Shelf(alike=lambda _sketch: (there,))
    return verified(folder, {"b.csv": content}, declare(), shelf=shelf)


def messages(done: Verification) -> list[str]:
    return [finding.message for finding in done.report.findings]


def test_a_copy_is_told_of_by_its_rows(tmp_path: Path, published: dict[str, Any]) -> None:
    done = offered(tmp_path, published, FILE.decode().encode("cp949"))

    assert codes(done) == [("duplicate-of-published", 1), ("source-undeclared", 1)]
    assert messages(done)[0] == ("100 %의 행이 '원래 표' 제3판에 있는데 원천으로 적지 않았습니다.")
    assert done.report.overlaps[0]["columns"] == [["이름", "이름"], ["수", "수"], ["값", "값"]]


def test_more_than_all_of_it_is_told_from_the_other_side(
    tmp_path: Path, published: dict[str, Any]
) -> None:
    more = "\n".join(f"{n},{n * 101},{n}.5" for n in range(300)).encode()

    done = offered(tmp_path, published, FILE + b"\n" + more)

    assert messages(done) == [
        "'원래 표' 제3판의 행 100 %가 여기에 있는데 원천으로 적지 않았습니다."
    ]
    assert done.report.overlaps[0]["verdict"] == "superset"


def test_a_licence_that_forbids_is_told_unless_it_is_ones_own(
    tmp_path: Path, published: dict[str, Any]
) -> None:
    strict = {**published, "licence": "CC-BY-NC-4.0"}
    (tmp_path / "own").mkdir()

    others = offered(tmp_path, strict)
    own = offered(tmp_path / "own", {**strict, "owned": True})

    assert ("licence-laundered", 1) in codes(others)
    assert ("licence-laundered", 1) not in codes(own)


@pytest.mark.parametrize("kept", [{"restricted": True}, {"access": "joint"}])
def test_what_others_may_not_know_of_is_not_named(
    tmp_path: Path, published: dict[str, Any], kept: dict[str, Any]
) -> None:
    done = offered(tmp_path, {**published, **kept})

    assert codes(done) == [("source-undeclared", 1)]
    assert done.report.overlaps[0]["restricted"]
    assert "원래" not in str((done.report.overlaps, messages(done)))
    assert str(DATASET) not in str(done.report)


def test_a_source_that_is_declared_is_no_finding(tmp_path: Path, published: dict[str, Any]) -> None:
    done = offered(tmp_path, {**published, "declared": True})

    assert (codes(done), done.report.overlaps) == ([], ())


def test_a_published_copy_that_cannot_be_read_crashes_the_check_alone(
    tmp_path: Path, published: dict[str, Any]
) -> None:
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1")

    done = offered(tmp_path, {**published, "copy": lambda: broken})

    outcomes = {run.check: run.outcome for run in done.report.checks}
    assert outcomes.pop("undeclared-sources") is Outcome.CRASHED
    assert Outcome.CRASHED not in outcomes.values()


def test_looking_that_broke_is_not_nothing_found() -> None:
    with pytest.raises(NotGathered):
        next(undeclared(Subject(declare(), Shelf(), overlaps=None)))
