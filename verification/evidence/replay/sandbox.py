"""Runs a recipe in a process of its own, and says how it ended.

## Why apart
A recipe is a programme by a stranger. The engine's own locks hold its files and settings, but not
its memory and its time: a process can be bounded, and ended, whatever it is doing. What that
process gives up, and what holds where a kernel knows less, is written in `docs/recipes.md`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from verification.errors import RecipeRunningBroke
from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.child import READABLE, RESULT, SPILLED, WRITABLE

_ROOT = Path(__file__).parents[3]
_BEGIN = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
    "from verification.evidence.replay.child import main; main()"
)
_MOST_SAID = 65_536


@dataclass(frozen=True)
class Ran:
    """A recipe that came to its end: its rows, as Parquet, and which of its tables it read.

    `holds_values`: some of the rows may be the recipe's own.
    """

    result: Path
    reads: tuple[str, ...]
    holds_values: bool = False


@dataclass(frozen=True)
class Stopped:
    """A recipe that gave no rows. `code` is one of the catalogue's, `why` says it more exactly.

    `about` is a name of the recipe's own text, or nothing.
    """

    code: str
    why: str
    about: str = ""


def run_apart(
    sql: str,
    tables: Mapping[str, Path],
    *,
    folder: Path,
    bounds: Bounds,
    gated: bool = True,
) -> Ran | Stopped:
    """Run a recipe over Parquet tables, by their names, in an empty folder that is left behind.

    Each table is copied: nothing a recipe does reaches what others read. `gated` false leaves out
    the look at its text, so that tests see that the other fences hold without it. Raises
    `RecipeRunningBroke` where the process ended before it had looked at the recipe.
    """
    size = sum(path.stat().st_size for path in set(tables.values()))
    if size > bounds.sources_bytes:
        return Stopped("recipe-too-large", "sources")
    files = _laid_out(tables, folder)
    work = {
        "sql": sql,
        "tables": files,
        "bounds": asdict(bounds),
        "parent": os.getpid(),
        "gated": gated,
    }
    said, status = _ended(json.dumps(work).encode(), folder, bounds)
    return _outcome(said, status, folder)


def _laid_out(tables: Mapping[str, Path], folder: Path) -> dict[str, str]:
    """Copy the tables under neutral names; the names of the files by those of the tables."""
    for own in (READABLE, WRITABLE, SPILLED):
        (folder / own).mkdir()
    names = {path: f"{place}.parquet" for place, path in enumerate(dict.fromkeys(tables.values()))}
    for path, name in names.items():
        shutil.copyfile(path, folder / READABLE / name)
    return {table.lower(): names[path] for table, path in tables.items()}


def _ended(work: bytes, folder: Path, bounds: Bounds) -> tuple[Mapping[str, Any], int]:
    """What the process said, and the status it ended with; ended by us, it was late."""
    with subprocess.Popen(  # noqa: S603  our own interpreter, our own module
        (sys.executable, "-I", "-c", _BEGIN),
        cwd=folder,
        env={},  # no setting and no secret goes along
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(work, timeout=bounds.seconds)
        except subprocess.TimeoutExpired:
            return {}, -signal.SIGKILL
        finally:
            _end(process)
    return _read(said[:_MOST_SAID]), process.returncode


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all it started, whether or not it is still there."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _read(said: bytes) -> Mapping[str, Any]:
    try:
        read = json.loads(said)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL})

_OF_ENGINE: Mapping[str, tuple[str, str]] = {
    "BinderException": ("recipe-failed", "name-unknown"),
    "CatalogException": ("recipe-failed", "name-unknown"),
    "ParserException": ("recipe-failed", "no-sql"),
    "ConversionException": ("recipe-failed", "value-does-not-convert"),
    "OutOfRangeException": ("recipe-failed", "value-out-of-range"),
    "InvalidInputException": ("recipe-failed", "value-not-valid"),
    "PermissionException": ("recipe-refused", "outside-its-tables"),
    "OutOfMemoryException": ("recipe-too-large", "memory"),
    "IOException": ("recipe-too-large", "result"),
    "TooMuch": ("recipe-too-large", "result"),
    "InterruptException": ("recipe-too-slow", "time"),
}


def _outcome(said: Mapping[str, Any], status: int, folder: Path) -> Ran | Stopped:
    end, why, about = (str(said.get(word, "")) for word in ("end", "why", "about"))
    if end == "done":
        result = folder / RESULT
        if result.is_file():
            reads = tuple(map(str, said.get("reads", ())))
            return Ran(result, reads, said.get("holds_values") is True)
        return Stopped("recipe-failed", "no-rows")
    if end == "refused":
        return Stopped("recipe-refused", why, about)
    if end == "failed":
        code, reason = _OF_ENGINE.get(why, ("recipe-failed", "other"))
        return Stopped(code, reason, about)
    if status in _OF_TIME:
        return Stopped("recipe-too-slow", "time")
    if status > 0:
        raise RecipeRunningBroke(status)
    # It ended by itself without a word: memory ran out where no one could say so.
    return Stopped("recipe-too-large", "memory")
