"""Writes the rows a recipe gave as a file that people open: CSV, or Parquet where that is asked."""

import shutil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from verification.treatment.writing import FORMULA, HARMLESS, MARK

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARQUET = ".parquet"
_SEPARATORS = {".csv": ",", ".tsv": "\t", ".txt": "\t"}


def output_name(name: str) -> str:
    """The name under which rows are written: of what only a person can write again, as CSV."""
    suffix = PurePath(name).suffix.lower()
    known = suffix == PARQUET or suffix in _SEPARATORS
    return name if known else f"{PurePath(name).stem}.csv"


def write_output(result: Path, target: Path, name: str) -> None:
    """Write a result, Parquet, as the file of this name; no cell of it starts a formula."""
    suffix = PurePath(name).suffix.lower()
    if suffix == PARQUET:
        shutil.copyfile(result, target)
        return
    import duckdb

    body = target.with_name(f"{target.name}.body")
    with duckdb.connect() as engine:
        engine.execute("SET enable_progress_bar = false")
        engine.execute("SET TimeZone = 'Asia/Seoul'")
        cells = ", ".join(_cells(engine, result))
        separator = _SEPARATORS.get(suffix, ",")
        engine.execute(
            f"COPY (SELECT {cells} FROM {_file(result)}) TO {_quoted(str(body))} "
            f"(FORMAT csv, HEADER, DELIMITER {_quoted(separator)})"
        )
    with target.open("wb") as whole, body.open("rb") as rows:
        whole.write(MARK)
        shutil.copyfileobj(rows, whole)
    body.unlink()


def _cells(engine: "DuckDBPyConnection", result: Path) -> list[str]:
    described = engine.execute(f"DESCRIBE SELECT * FROM {_file(result)}").fetchall()
    return [_cell(str(name), str(kind)) for name, kind, *_ in described]


def _cell(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind != "VARCHAR":
        return quoted
    formula = f"regexp_matches({quoted}, {_quoted(FORMULA)})"
    harmless = f"regexp_matches({quoted}, {_quoted(HARMLESS)})"
    neutral = f"CASE WHEN {formula} AND NOT {harmless} THEN '''' || {quoted} ELSE {quoted} END"
    return f"{neutral} AS {quoted}"


def _file(path: Path) -> str:
    return f"read_parquet({_quoted(str(path))})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
