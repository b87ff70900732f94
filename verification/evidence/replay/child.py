"""The process a recipe is run in: it gives up what it can, reads the recipe, runs it, says how.

It is told its work as JSON on standard input and writes one line of JSON: `{"end": …}`. It knows
of no setting, store or database, and passes on no word of the engine's: those quote cells.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.confine import begin_no_more, bound, close_off, leave
from verification.evidence.replay.gate import Passed, Refused, Why, gate

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

READABLE, WRITABLE, SPILLED = Path("in"), Path("out"), Path("spilled")
"""The folders of its own, in the one it is started in."""
RESULT = WRITABLE / "result.parquet"

_TIME_ZONE = "Asia/Seoul"


def main() -> None:
    """Do the work that is told on standard input."""
    work = json.load(sys.stdin)
    sys.stdin.close()
    bounds = Bounds(**work["bounds"])
    bound(bounds)
    alone = leave(work["parent"])
    import duckdb  # noqa: F401  read while files can still be read

    # Before the engine begins a thread: what one thread gives up, those there already keep.
    held = close_off(READABLE, (WRITABLE, SPILLED), network=alone)
    engine = _engine(work["tables"], bounds)
    begin_no_more()
    said = _run(work["sql"], frozenset(work["tables"]), engine, gated=work["gated"])
    _say({**said, "held": [held.network, held.files, held.calls]})


def _engine(tables: Mapping[str, str], bounds: Bounds) -> "DuckDBPyConnection":
    """The engine with one view a table, and nothing that can still be set."""
    import duckdb

    engine = duckdb.connect(config={"threads": 1, "async_threads": 1})
    files = sorted(str(READABLE / file) for file in set(tables.values()))
    listed = ", ".join(f"'{path}'" for path in (*files, RESULT))
    for setting in (
        f"SET memory_limit = '{bounds.engine_bytes}B'",
        f"SET temp_directory = '{SPILLED}'",
        f"SET max_temp_directory_size = '{bounds.spill_bytes}B'",
        f"SET TimeZone = '{_TIME_ZONE}'",
        "SET enable_progress_bar = false",  # it would be written where the answer is
        "SET python_enable_replacements = false",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET allow_community_extensions = false",
        f"SET allowed_paths = [{listed}]",
    ):
        engine.execute(setting)
    for name, file in tables.items():
        quoted = name.replace('"', '""')
        engine.execute(
            f"CREATE OR REPLACE VIEW \"{quoted}\" AS FROM read_parquet('{READABLE / file}')"
        )
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    return engine


def _run(
    sql: str, tables: frozenset[str], engine: "DuckDBPyConnection", *, gated: bool
) -> dict[str, Any]:
    import duckdb

    try:
        passed = gate(sql, tables, engine) if gated else Passed(())
    except (duckdb.ParserException, duckdb.SyntaxException, duckdb.InvalidInputException):
        passed = Refused(Why.NO_SQL)
    except RecursionError:
        passed = Refused(Why.FORM_NOT_ALLOWED)
    if isinstance(passed, Refused):
        return {"end": "refused", "why": passed.why.value, "about": passed.about}
    try:
        for statement in engine.extract_statements(sql):
            relation = engine.sql(statement)
            if relation is not None:
                _exact(relation).write_parquet(str(RESULT), compression="zstd")
    except duckdb.Error as fault:
        return {"end": "failed", "why": type(fault).__name__, "about": _named(str(fault), sql)}
    except MemoryError:
        return {"end": "failed", "why": "OutOfMemoryException", "about": ""}
    return {"end": "done", "reads": list(passed.reads)}


def _exact(relation: "DuckDBPyRelation") -> "DuckDBPyRelation":
    """The same rows, such that Parquet holds them exactly: sums of whole numbers are too wide."""
    kinds = [str(kind) for kind in relation.types]
    if "HUGEINT" not in kinds:
        return relation
    cells = (
        f"CAST(#{place} AS DECIMAL(38, 0))" if kind == "HUGEINT" else f"#{place}"
        for place, kind in enumerate(kinds, start=1)
    )
    names = (name.replace('"', '""') for name in relation.columns)
    listed = (f'{cell} AS "{name}"' for cell, name in zip(cells, names, strict=True))
    return relation.project(", ".join(listed))


def _named(message: str, sql: str) -> str:
    """The name an error is about, if the recipe itself says it; else nothing."""
    quoted = message.split('"', maxsplit=2)
    return quoted[1] if len(quoted) > 2 and quoted[1] and quoted[1] in sql else ""


def _say(said: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    # Without taking down what the engine holds: everything is said and written.
    os._exit(0)
