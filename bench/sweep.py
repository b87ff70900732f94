"""Verifies every file below a folder, each in a fork that is watched; a JSON line a file.

    python -m bench sweep FOLDER… [--seconds 30] [--memory 1500]
    python -m bench sweep --hostile [--memory 500]

Of a file it says how the fork ended, what was read of it, and which codes were found: never what
stands in it. `odd` names what a person should look at: no table where the name promises one, one
column where the lines look divided, more records left out than read. A summary follows. It ends
with status 1 if one file took too much, or broke the fork or a check.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.engines import Facts, crashed_in, report_on
from bench.forked import Bounds, run_forked, say
from bench.warm import load_as_the_worker_does
from tests.factories.hostile import HOSTILE, write_giant_cell
from verification.declaration import Declaration
from verification.formats.detect import expected_format

_MARKS = (b",", b"\t", b";", b"|", b"^", b":", b"~")
DECLARATION = Declaration("data", "CC-BY-4.0", "public")


def main(arguments: Sequence[str]) -> int:
    """Sweep what is asked for; return the exit status."""
    asked = _asked(arguments)
    load_as_the_worker_does()
    bounds = Bounds(seconds=asked.seconds, memory_mb=asked.memory)
    with ExitStack() as stack:
        folders = list(asked.folders)
        if asked.hostile:
            name = stack.enter_context(tempfile.TemporaryDirectory(prefix="hw-sweep-"))
            write_hostile(Path(name))
            folders.append(Path(name))
        lines = []
        for folder in folders:
            for path in _files(folder):
                line = swept(path, bounds)
                say({"name": str(path.relative_to(folder)), **line})
                lines.append({"name": str(path.relative_to(folder)), **line})
    say(summary(lines))
    return int(any(_is_bad(line) for line in lines))


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench sweep",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--memory", type=float, default=1_500.0, help="most RSS, in 10^6 bytes")
    parser.add_argument("--hostile", action="store_true", help="bombs and the like, made anew")
    asked = parser.parse_args(arguments)
    if not asked.folders and not asked.hostile:
        parser.error("a folder, or --hostile")
    return asked


def write_hostile(folder: Path) -> None:
    """Write the hostile files of the tests, and a cell of a billion bytes."""
    for each in HOSTILE:
        (folder / each.name).write_bytes(each.make())
    write_giant_cell(folder / "giant-cell.csv")


def swept(path: Path, bounds: Bounds) -> dict[str, Any]:
    """Verify a file in a fork and say what came of it."""
    ran = run_forked(lambda: _seen(path), bounds)
    answer = ran.answer or {}
    return {
        "ended": ran.ended,
        **answer,
        "odd": list(_odd(path, answer)) if ran.answer else [],
        "seconds": round(ran.wall_s, 2),
        "peak_mb": round(ran.peak_mb, 1),
        "rss_mb": round(ran.rss_mb, 1),
    }


def _seen(path: Path) -> Facts:
    report = report_on(path, name=path.name, declaration=DECLARATION)
    codes: Counter[str] = Counter()
    for check in report["checks"]:
        for finding in check["findings"]:
            codes[finding["code"]] += finding["count"]
    files = report["files"]
    return {
        "format": files[0]["format"],
        "encoding": files[0]["encoding"],
        "size": files[0]["size"],
        "verdict": report["verdict"],
        "codes": dict(sorted(codes.items())),
        "tables": [
            {
                "rows": file["rows"],
                "columns": len(file["columns"]),
                "unread": file["unread_rows"],
                "types": dict(Counter(column["type"] for column in file["columns"])),
            }
            for file in files
            if file["rows"] is not None
        ],
        "crashed": crashed_in(report),
    }


def _odd(path: Path, seen: Facts) -> Iterator[str]:
    tables = seen["tables"]
    if not tables and expected_format(path.name) is not None:
        yield "no table"
    if any(table["columns"] == 1 for table in tables) and _is_divided(path):
        yield "one column of more"
    if any(table["unread"] > table["rows"] for table in tables):
        yield "more left out than read"


def _is_divided(path: Path) -> bool:
    """Whether most of the first lines of a text hold the same mark equally often."""
    with path.open("rb") as content:
        lines = [line for line in content.read(1 << 16).split(b"\n")[:20] if line.strip()]
    counts = (Counter(line.count(mark) for line in lines) for mark in _MARKS)
    return any(
        often > 0 and number * 2 > len(lines) > 1
        for count in counts
        for often, number in count.items()
    )


def summary(lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Say in one line what came of all files."""
    read = [line for line in lines if "verdict" in line]
    return {
        "bench": "sweep",
        "files": len(lines),
        "seconds": round(sum(line["seconds"] for line in lines), 1),
        "ended": dict(Counter(line["ended"] for line in lines)),
        "formats": dict(Counter(line["format"] for line in read)),
        "verdicts": dict(Counter(line["verdict"] for line in read)),
        "crashed": dict(Counter(check for line in read for check in line["crashed"])),
        "odd": dict(Counter(odd for line in lines for odd in line["odd"])),
        "bad": [line["name"] for line in lines if _is_bad(line)],
        "slowest": _most(lines, "seconds"),
        "largest": _most(lines, "rss_mb"),
    }


def _most(lines: Sequence[dict[str, Any]], measure: str) -> list[list[Any]]:
    ordered = sorted(lines, key=lambda line: -line[measure])[:5]
    return [[line["name"], line[measure]] for line in ordered]


def _is_bad(line: dict[str, Any]) -> bool:
    return line["ended"] != "well" or bool(line["crashed"])


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())
