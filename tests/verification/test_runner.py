import logging
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.verification.offers import AT, Shelf, codes, declare, verified
from verification.declaration import ColumnType, DeclaredColumn
from verification.errors import FileGone
from verification.findings import Finding, Location, Severity
from verification.limits import Limits
from verification.progress import Stage
from verification.reading import OfferedFile
from verification.report import Outcome, Verdict
from verification.runner import Verification, verify
from verification.subject import Check, Scope, Subject

CLEAN = "정류장,승차\n도담,3\n아름,5\n".encode("cp949")
NUMBER = "900101-1234567"


def breaking(subject: Subject) -> Iterator[Finding]:
    raise ValueError(f"cell {NUMBER}")


def speaking_of(code: str, text: str) -> Check:
    def find(subject: Subject) -> Iterator[Finding]:
        yield Finding(code, Severity.WARNING, "x", Location(column=text), samples=(text,))

    return Check("speaking", 1, Scope.TABLE, find)


class Told:
    """Hears how far a verification is; may break at one of the messages."""

    def __init__(self, breaks_at: int | None = None) -> None:
        self.heard: list[tuple[Stage, int, int | None, int | None]] = []
        self._breaks_at = breaks_at

    def __call__(
        self, stage: Stage, done: int, of: int | None, *, files: int | None = None
    ) -> None:
        if len(self.heard) == self._breaks_at:
            raise ConnectionError("lost")
        self.heard.append((stage, done, of, files))


def outcomes(verification: Verification) -> dict[str, Outcome]:
    return {run.check: run.outcome for run in verification.report.checks}


def test_a_clean_file_is_clean_and_has_a_typed_copy(tmp_path: Path) -> None:
    done = verified(tmp_path, {"a.csv": CLEAN})

    (copy,) = done.tables
    stored = pq.read_table(copy.path)
    assert (done.report.verdict, codes(done)) == (Verdict.CLEAN, [])
    assert set(outcomes(done).values()) == {Outcome.PASSED}
    assert (copy.file, copy.rows) == ("a.csv", 2)
    assert copy.columns == (("정류장", "string"), ("승차", "integer"))
    assert stored.to_pydict() == {"정류장": ["도담", "아름"], "승차": [3, 5]}
    assert pq.read_metadata(copy.path).row_group(0).column(0).compression == "ZSTD"


def test_a_column_with_a_bad_cell_stays_text_in_the_copy(tmp_path: Path) -> None:
    said = declare(DeclaredColumn("승차", ColumnType.INTEGER), DeclaredColumn("정류장"))

    done = verified(tmp_path, {"a.csv": CLEAN.replace(b"5", b"x")}, said)

    assert done.tables[0].columns == (("정류장", "string"), ("승차", "string"))
    assert (done.report.verdict, codes(done)) == (Verdict.FINDINGS, [("cell-type", 1)])


def test_a_copy_of_many_rows_holds_each_of_them_in_one_type(tmp_path: Path) -> None:
    numbers = [*range(250_000), 10**18]
    dates = ["2024-01-02"] * 250_000 + ["2024-01-02T03:04Z"]
    rows = "\n".join(f"{n},{n},{day}" for n, day in zip(numbers, dates, strict=True))

    done = verified(
        tmp_path, {"a.csv": f"n,long,day\n{rows}\n".replace(f"{10**18},", "7,", 1).encode()}
    )

    stored = pq.read_table(done.tables[0].path)
    assert stored["n"].to_pylist() == [*range(250_000), 7]
    # One number is too long, and one moment has a zone: neither column would be exact in its type.
    assert stored["long"].to_pylist() == list(map(str, numbers))
    assert stored["day"].to_pylist() == dates


def test_a_check_that_breaks_is_crashed_and_its_message_is_kept_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Check("broken", 1, Scope.TABLE, breaking)

    with caplog.at_level(logging.ERROR):
        done = verified(tmp_path, {"a.csv": CLEAN}, suite=(broken,))

    assert outcomes(done)["broken"] is Outcome.CRASHED
    assert done.report.verdict is Verdict.CRASHED
    (line,) = caplog.messages
    assert line.startswith("broken crashed: ValueError at test_runner.py:")
    assert "900101" not in caplog.text


def test_a_code_that_nobody_explains_is_a_crash(tmp_path: Path) -> None:
    done = verified(tmp_path, {"a.csv": CLEAN}, suite=(speaking_of("no-such-code", "x"),))

    assert outcomes(done)["speaking"] is Outcome.CRASHED


def test_checks_for_which_no_time_is_left_are_crashed(tmp_path: Path) -> None:
    done = verified(tmp_path, {"a.json": b"{}"}, limits=Limits(seconds=0))

    assert done.report.verdict is Verdict.CRASHED


def test_a_confirmed_number_blocks(tmp_path: Path) -> None:
    cells = "\n".join(f"{900101 + day:06d}-{1234567 + day}" for day in range(20))

    done = verified(tmp_path, {"a.csv": f"주민등록번호\n{cells}\n".encode()})

    assert done.report.verdict is Verdict.BLOCKED


def test_progress_is_told_in_rows_of_how_many_and_files_done(tmp_path: Path) -> None:
    told = Told()

    verified(tmp_path, {"a.csv": CLEAN, "b.txt": b"nothing"}, suite=(), progress=told)

    assert told.heard == [
        (Stage.READING, 0, None, 0),
        (Stage.READING, 0, None, 0),
        (Stage.READING, 0, None, 1),
        (Stage.READING, 0, 2, 1),
        (Stage.READING, 2, 2, 2),
    ]


def test_checks_are_told_of_how_many(tmp_path: Path) -> None:
    told, checks = Told(), (speaking_of("blank-row", "x"), speaking_of("blank-row", "y"))

    verified(tmp_path, {"a.csv": CLEAN}, suite=checks, progress=told)

    checking = [step for step in told.heard if step[0] is Stage.CHECKING]
    assert checking == [(Stage.CHECKING, 0, 2, None), (Stage.CHECKING, 1, 2, None)]


@pytest.mark.parametrize("breaks_at", range(4))
def test_what_the_told_one_raises_goes_up_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, breaks_at: int
) -> None:
    with pytest.raises(ConnectionError) as raised:
        verified(tmp_path, {"a.csv": CLEAN}, suite=(), progress=Told(breaks_at))

    assert (raised.value.args, caplog.messages) == (("lost",), [])


def test_a_file_that_is_gone_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        verify(
            [OfferedFile("a.csv", tmp_path / "gone")],
            declare(),
            Shelf(),
            workdir=tmp_path,
            at=AT,
        )
