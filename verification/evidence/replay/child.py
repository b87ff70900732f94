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
from verification.evidence.replay.confine import Held, begin_no_more, bound, close_off, leave
from verification.evidence.replay.gate import Passed, Refused, Why, gate
from verification.evidence.replay.result import written

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READABLE, WRITABLE, SPILLED = Path("in"), Path("out"), Path("spilled")
"""The folders of its own, in the one it is started in."""
RESULT = WRITABLE / "result.parquet"

_TIME_ZONE = "Asia/Seoul"


def main() -> None:
    """Do the work that is told on standard input."""
    work = json.load(sys.stdin)
    sys.stdin.close()
    bounds = Bounds(**work["bounds"])
    engine, held = confined(work["tables"], bounds, parent=work["parent"])
    said = run(work["sql"], frozenset(work["tables"]), engine, bounds, gated=work["gated"])
    _say({**said, "held": [held.network, held.files, held.calls]})


def confined(
    tables: Mapping[str, str], bounds: Bounds, *, parent: int
) -> tuple["DuckDBPyConnection", Held]:
    """Give up whatever can be given up; return the engine that is left, over these tables."""
    bound(bounds)
    alone = leave(parent)
    import duckdb  # noqa: F401  read while files can still be read

    # Before the engine begins a thread: what one thread gives up, those there already keep.
    held = close_off(READABLE, (WRITABLE, SPILLED), network=alone)
    engine = _engine(tables, bounds)
    begin_no_more()
    return engine, held


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


def run(
    sql: str,
    tables: frozenset[str],
    engine: "DuckDBPyConnection",
    bounds: Bounds,
    *,
    gated: bool,
) -> dict[str, Any]:
    """Run a recipe, or refuse it; say how it ended. Its rows are at `RESULT`."""
    passed = _looked_at(sql, tables, engine) if gated else Passed(())
    if isinstance(passed, Refused):
        return {"end": "refused", "why": passed.why.value, "about": passed.about}
    failed = _failed(sql, engine, bounds)
    if failed is not None:
        return {"end": "failed", "why": failed[0], "about": failed[1]}
    return {"end": "done", "reads": list(passed.reads), "holds_values": passed.holds_values}


def _looked_at(sql: str, tables: frozenset[str], engine: "DuckDBPyConnection") -> Passed | Refused:
    import duckdb

    try:
        return gate(sql, tables, engine)
    except (duckdb.ParserException, duckdb.SyntaxException, duckdb.InvalidInputException):
        return Refused(Why.NO_SQL)
    except RecursionError:
        return Refused(Why.FORM_NOT_ALLOWED)


def _failed(sql: str, engine: "DuckDBPyConnection", bounds: Bounds) -> tuple[str, str] | None:
    """Write the rows; else the kind of what stopped that, and the name it is about."""
    import duckdb

    try:
        for statement in engine.extract_statements(sql):
            relation = engine.sql(statement)
            if relation is not None and not written(engine, relation, RESULT, bounds):
                return "TooMuch", ""
    except (duckdb.BinderException, duckdb.CatalogException) as fault:
        return type(fault).__name__, _named(str(fault), sql)
    except duckdb.Error as fault:  # whose words are about a cell
        return type(fault).__name__, ""
    except MemoryError:
        return "OutOfMemoryException", ""
    except ValueError:  # what the library has no word for, where nothing was looked at
        return "ParserException", ""
    return None


def _named(message: str, sql: str) -> str:
    """The name an error is about, if the recipe itself says it; else nothing."""
    quoted = message.split('"', maxsplit=2)
    return quoted[1] if len(quoted) > 2 and quoted[1] and quoted[1] in sql else ""


def _say(said: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    # Without taking down what the engine holds: everything is said and written.
    os._exit(0)
