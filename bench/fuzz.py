"""Verifies odd tables until the time is up, and tells of those over which a check crashed.

    python -m bench fuzz [--seconds 60] [--seed 1] [--keep FOLDER]

Every table is drawn from the pools below: numbers at the edge of what a machine holds, dates that
are none, marks, long texts, other encodings, damaged bytes, declarations that do not fit. A crash
is a line of JSON with its place in the code; the file is kept if a folder is named. It ends with
status 1 if there was one.
"""

import argparse
import csv
import io
import logging
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.engines import crashed_in, report_on
from bench.forked import say
from verification.declaration import ColumnType, Declaration, DeclaredColumn

_BIG = "9" * 400
POOLS: tuple[tuple[str, ...], ...] = (
    ("1", "2", "3", "-1", "0"),
    ("12345678901234567", "12345678901234568", "9" * 19, "18446744073709551616", _BIG, f"-{_BIG}"),
    ("1e308", "-1e308", "1e-320", "1e400", "nan", "inf", "-Infinity", f"0.{_BIG}"),
    ("2024-01-01", "2024-02-30", "20240101", "2024.1.2", "2024년 1월 2일", "0000-00-00"),
    ("9999-12-31", "0001-01-01", "1900-02-29", "1899-12-31"),
    ("2024-01-01 00:00:00", "2024-01-01T24:00:00", "2024-01-01 25:61", "2024-01-01T00:00:00Z"),
    ("12:00", "24:00", "25:00", "9:5", "2024", "9999", "202401", "202413", "2024.1"),
    ("Y", "N", "예", "아니오", "true", "FALSE"),
    ("1,234", "1,23,4", "(1,234)", "△5", "₩1,000", "1.5%", "50 %", "--5", "٣", "１２３", "½"),
    ("x", "*", "-", "…", "해당없음", "NULL", "#N/A", "#DIV/0!"),
    ("가나다", "뷁", "占쏙옙", "\ufffd", "\u200b", "\u00a0", "😀", "a\u0301", "\u202ea", "\x01"),
    ("a" * 70_000, "가" * 30_000, ""),
    ("37.55", "1e3", "1_000", "0x1F", "1.", ".5", "-.5", "1e", "00012", "00"),
    ('"q"', "a,b", "x\ny", "x\r\ny", "\t", "\\", "'", "=1+1", "@a"),
    ("3611010100", "36110", "1111010100"),
    ("",),
)
HEADS = ("a", "값", "연도", "일자", "합계", "금액(천원)", "비율(%)", "성명", "", "법정동코드")
HEADS += ("시작일", "종료일", "여부", "전화번호", "x" * 300)


class _Places(logging.Handler):
    """Keeps what is logged of crashes: which check, which error, which line."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def main(arguments: Sequence[str]) -> int:
    """Go on until the time is up; return the exit status."""
    asked = _asked(arguments)
    places = _Places()
    logger = logging.getLogger("verification.guard")
    logger.addHandler(places)
    logger.propagate = False
    ending, number, bad = time.monotonic() + asked.seconds, 0, 0
    with tempfile.TemporaryDirectory(prefix="hw-fuzz-") as folder:
        while time.monotonic() < ending:
            number += 1
            draw = random.Random(f"{asked.seed}-{number}")
            path = Path(folder) / "a.csv"
            names, content = odd_table(draw)
            path.write_bytes(content)
            places.said.clear()
            report = report_on(path, name=path.name, declaration=_declared(names, draw))
            if crashed := crashed_in(report):
                bad += 1
                say({"number": number, "crashed": crashed, "places": sorted(set(places.said))})
                _keep(asked.keep, f"{asked.seed}-{number}.csv", content)
    say({"bench": "fuzz", "seed": asked.seed, "files": number, "bad": bad})
    return int(bad > 0)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    return parser.parse_args(arguments)


def _keep(folder: Path | None, name: str, content: bytes) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def odd_table(draw: random.Random) -> tuple[list[str], bytes]:
    """Return the names and the bytes of a table such as nobody should send."""
    width, rows = draw.choice((1, 1, 2, 3, 5, 9, 70)), draw.choice((0, 1, 2, 3, 5, 20, 200))
    pools = [_pool(draw, longest=1_000 if rows > 20 else 10**6) for _ in range(width)]
    names = [f"{draw.choice(HEADS)}{draw.choice(('', place))}" for place in range(width)]
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=draw.choice(",;\t|"),
        quoting=draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator=draw.choice(("\n", "\r\n")),
    )
    writer.writerow(names)
    for _ in range(rows):
        row = [draw.choice(pool) for pool in pools]
        writer.writerow(row[:-1] if draw.random() < 0.02 else row)
    encoding = draw.choice(("utf-8", "utf-8", "utf-8-sig", "cp949", "utf-16"))
    content = bytearray(text.getvalue().encode(encoding, "replace"))
    for _ in range(draw.choice((0, 0, 0, 0, 3)) if content else 0):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return names, bytes(content)


def _pool(draw: random.Random, *, longest: int) -> list[str]:
    pools = draw.sample(POOLS, draw.choice((1, 1, 2)))
    cells = [cell for pool in pools for cell in pool if len(cell) <= longest]
    return [*cells, *draw.choice(((), ("",)))] or [""]


def _declared(names: Sequence[str], draw: random.Random) -> Declaration:
    """A declaration of nothing, or of every column as something it need not be."""
    kinds: list[Any] = [None, *ColumnType]
    columns = (
        DeclaredColumn(
            name or "x",
            draw.choice(kinds),
            key=draw.random() < 0.2,
            nullable=draw.choice((None, True, False)),
            codes=draw.choice((None, None, ("1", "Y"))),
        )
        for name in dict.fromkeys(names)
    )
    said = tuple(columns) if draw.random() < 0.6 else ()
    return Declaration("data", "CC-BY-4.0", "public", columns=said)
