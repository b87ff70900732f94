"""Reads a Parquet file as a table of text, whatever types its columns have."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from verification.faults import FileFault
from verification.findings import Finding, Location, Severity
from verification.formats.names import unique_names
from verification.formats.workshop import Content, Workshop
from verification.limits import Limits
from verification.tables import OpenTable, TableHead

_BATCH_ROWS = 65_536

_BREAKS = (pa.ArrowException, OSError, ValueError, KeyError)
"""What the engine raises over a damaged file: a column that is not where the footer says it is a
`KeyError`, a name that is no text a `ValueError`."""


def read_parquet(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The table of a Parquet file; raises `FileFault`."""
    here, limits = content.here, workshop.limits
    try:
        facts = pq.read_metadata(content.path)
        _refuse_large(facts, here, limits)
        schema = pq.read_schema(content.path)
        header = tuple(schema.names)
    except _BREAKS as broken:
        raise _fault(broken, here) from None
    head = TableHead(
        file=content.name,
        sheet=here.sheet,
        names=unique_names(header),
        header=header,
        noticed=tuple(nested_noticed(_nested(schema), here)),
    )
    batches = partial(_batches, content.path, facts, here, limits)
    # A row of nulls was meant: there are no stray lines in this format.
    rows: int = facts.num_rows
    return (OpenTable(head, batches, blank_rows_count=True, expected=lambda: rows),)


def nested_noticed(columns: int, at: Location) -> Iterator[Finding]:
    """Yield the note on columns that hold more than one value a cell, if there are any."""
    if columns:
        message = f"한 칸에 여러 값이 든 열이 {columns}개 있어 글자로만 비교합니다."
        yield Finding("nested-column", Severity.NOTE, message, at, count=columns)


def _nested(schema: pa.Schema) -> int:
    return sum(pa.types.is_nested(field.type) for field in schema)


def _fault(broken: Exception, at: Location) -> FileFault:
    if "encrypt" in str(broken).lower():
        return FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", at)
    return FileFault("unreadable", "손상되었거나 지원하지 않는 Parquet 파일입니다.", at)


def _refuse_large(facts: Any, at: Location, limits: Limits) -> None:
    if facts.num_columns > limits.columns:
        raise FileFault("too-many-columns", f"열이 {limits.columns:,}개보다 많습니다.", at)
    if facts.num_rows > limits.rows:
        raise FileFault("too-many-rows", f"행이 {limits.rows:,}개보다 많습니다.", at)
    groups = (facts.row_group(place) for place in range(facts.num_row_groups))
    if sum(group.total_byte_size for group in groups) > limits.unpacked_bytes:
        raise _bomb(at)


def _dictionaries(facts: Any) -> list[str]:
    """The columns kept as dictionaries: read so, a text that a million rows share comes once."""
    if not facts.num_row_groups:
        return []
    chunks = (facts.row_group(0).column(place) for place in range(facts.num_columns))
    return [
        chunk.path_in_schema
        for chunk in chunks
        if chunk.physical_type == "BYTE_ARRAY" and chunk.has_dictionary_page
    ]


def _batches(path: Path, facts: Any, at: Location, limits: Limits) -> Iterator[pa.RecordBatch]:
    """The rows as text; raises `FileFault` where the file is damaged or unpacks too large."""
    try:
        with pq.ParquetFile(
            path,
            read_dictionary=_dictionaries(facts),
            page_checksum_verification=True,
            # In nanoseconds, the default, what lies beyond 2262 becomes another moment.
            coerce_int96_timestamp_unit="us",
        ) as content:
            yield from _batches_of(content, at, limits)
    except (*_BREAKS, duckdb.Error) as broken:
        raise _fault(broken, at) from None


def _batches_of(content: pq.ParquetFile, at: Location, limits: Limits) -> Iterator[pa.RecordBatch]:
    unpacked = 0
    with duckdb.connect() as engine:
        for batch in content.iter_batches(_BATCH_ROWS):
            unpacked += sum(_unpacked_bytes(cells) for cells in batch.columns)
            if unpacked > limits.unpacked_bytes:
                raise _bomb(at)
            text = [_as_text(cells, engine) for cells in batch.columns]
            yield pa.record_batch(text, names=[str(place) for place in range(len(text))])


def _bomb(at: Location) -> FileFault:
    return FileFault("unpacks-too-large", "압축을 풀면 한도보다 커지는 파일입니다.", at)


def _unpacked_bytes(cells: pa.Array) -> int:
    if not pa.types.is_dictionary(cells.type):
        return int(cells.nbytes)
    if not len(cells.dictionary):
        return 0
    lengths = pc.fill_null(pc.binary_length(cells.dictionary), 0).to_numpy(zero_copy_only=False)
    used = cells.indices.drop_null().to_numpy(zero_copy_only=False)
    return int(np.take(lengths, used).sum(dtype=np.int64))


def _as_text(cells: pa.Array, engine: duckdb.DuckDBPyConnection) -> pa.Array:
    """A column as text, each cell as its type writes it; what has no text form goes by SQL."""
    text = _legible(cells.cast(pa.string()) if _casts(cells.type) else _by_sql(cells, engine))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _casts(kind: pa.DataType) -> bool:
    is_kind = pa.types
    if is_kind.is_dictionary(kind):
        return _casts(kind.value_type)
    return bool(
        is_kind.is_string(kind)
        or is_kind.is_large_string(kind)
        or is_kind.is_integer(kind)
        or is_kind.is_floating(kind)
        or is_kind.is_decimal(kind)
        or is_kind.is_boolean(kind)
        or (is_kind.is_temporal(kind) and not is_kind.is_duration(kind))
    )


def _legible(text: pa.Array) -> pa.Array:
    """The text, with replacement characters where its bytes are none: no writer checks them."""
    raw = text.cast(pa.binary())
    try:
        return raw.cast(pa.string())
    except pa.ArrowInvalid:
        cells = raw.to_pylist()
        decoded = [cell if cell is None else cell.decode("utf-8", "replace") for cell in cells]
        return pa.array(decoded, pa.string())


def _by_sql(cells: pa.Array, engine: duckdb.DuckDBPyConnection) -> pa.Array:
    engine.register("cells", pa.table({"cell": cells}))
    result = engine.sql("SELECT cell::VARCHAR AS cell FROM cells").to_arrow_table()
    return result.column(0).combine_chunks().cast(pa.string())
