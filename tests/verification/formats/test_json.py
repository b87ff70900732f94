"""JSON in the shapes it is published in, and what numbers look like afterwards."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.formats.opening import cells, faults, noticed, opened
from verification.formats.json_stream import compact, value_of
from verification.limits import Limits
from verification.subject import FileFormat


def test_a_list_of_objects_is_a_table_with_every_name_that_occurs(tmp_path: Path) -> None:
    content = '[{"구": "중구", "수": 1.10}, {"수": null, "비고": true}]'.encode()

    (table,) = opened(tmp_path, "a.json", content).tables

    assert cells(table) == {"구": ["중구", None], "수": ["1.10", None], "비고": [None, "true"]}


def test_an_answer_of_an_interface_is_the_table_it_wraps(tmp_path: Path) -> None:
    content = b'{"info": {"total": "2", "result": {"code": "00"}, "row": [{"a": 1}, {"a": 2}]}}'

    found = opened(tmp_path, "a.json", content)

    (table,) = found.tables
    assert (table.head.sheet, cells(table)) == (None, {"a": ["1", "2"]})
    assert table.head.beside == ("info.total: 2", "info.result.code: 00")
    assert noticed(found) == [("outside-table", 2)]


def test_two_lists_of_objects_are_two_tables(tmp_path: Path) -> None:
    content = b'{"lines": [{"a": 1}], "x": {"stops": [{"b": 2}]}}'

    tables = opened(tmp_path, "a.json", content).tables

    assert {table.head.sheet: cells(table) for table in tables} == {
        "lines": {"a": ["1"]},
        "x.stops": {"b": ["2"]},
    }


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": {"0": 1, "1": 2}, "b": {"1": "y", "0": "x"}}',
        b'{"a": [1, 2], "b": ["x", "y"]}',
        b'[["a", "b"], [1, "x"], [2, "y"]]',
        b'{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n',
        '\ufeff[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]'.encode("utf-16-le"),
    ],
)
def test_columns_lists_and_lines_are_tables_as_well(tmp_path: Path, content: bytes) -> None:
    (table,) = opened(tmp_path, "a.json", content).tables

    assert cells(table) == {"a": ["1", "2"], "b": ["x", "y"]}


def test_lists_and_objects_in_a_cell_are_compact_json(tmp_path: Path) -> None:
    content = '[{"a": {"ㄱ": [1.0, null, "x\\"y"], "b": false}}, {"a": []}]'.encode()

    found = opened(tmp_path, "a.json", content)

    assert cells(found.tables[0]) == {"a": ['{"ㄱ":[1.0,null,"x\\"y"],"b":false}', "[]"]}
    assert noticed(found) == [("nested-column", 1)]


def test_a_name_that_stands_twice_is_said(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.json", b'[{"a": 1, "a": 2}, {"a": 3}]')

    assert cells(found.tables[0]) == {"a": ["2", "3"]}
    assert noticed(found) == [("name-repeated", 1)]


def test_lines_that_are_no_objects_are_unread_rows(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, "a.jsonl", b'{"a": 1}\n{"a": \n\n"x"\n{"a": 2}\n').tables

    assert cells(table) == {"a": ["1", "2"]}
    unread = table.unread()
    assert (unread.records.tolist(), unread.text) == ([2, 3], ('{"a":', '"x"'))


def test_half_a_character_becomes_the_replacement_character(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, "a.json", b'[{"a": "x\\ud800"}, {"a": "\\ud83d\\ude00"}]').tables

    assert cells(table) == {"a": ["x\ufffd", "\U0001f600"]}


def test_records_longer_than_what_is_read_at_once_come_through(tmp_path: Path) -> None:
    records = [{"n": n, "text": "가" * 1500} for n in range(2000)]
    content = json.dumps({"body": {"code": 7, "rows": records}}, ensure_ascii=False).encode()

    found = opened(tmp_path, "a.json", content)

    assert cells(found.tables[0])["n"] == [str(n) for n in range(2000)]
    assert found.tables[0].head.beside == ("body.code: 7",)


@pytest.mark.parametrize(
    "content", [b'{"title": "x", "tags": ["a", "b"]}', b"[1, 2]", b"{}", b"[]", b"[{}]"]
)
def test_json_without_records_is_a_document(tmp_path: Path, content: bytes) -> None:
    facts = opened(tmp_path, "a.json", content).facts

    assert (facts.format, facts.expected_format, facts.faults) == (FileFormat.DOCUMENT, None, ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'[{"a": 1}, {"a": 2', "unreadable"),
        (b'[{"a": 1}] x', "unreadable"),
        (b'[{"a" 1}]', "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b'{"a":' * 100_000, "unreadable"),
        (b'[{"a": "' + b"x" * 3_000_000 + b'"}]', "record-too-long"),
        (b"[{" + b",".join(b'"k%d":1' % n for n in range(60)) + b"}]", "too-many-columns"),
        (b"[" + b"[[1]]," * 40_000 + b"1]", "too-many-rows"),
        (b"[" + b"1," * 150_000 + b"1]", "too-many-cells"),
    ],
)
def test_json_that_is_damaged_or_too_large_is_a_fault(
    tmp_path: Path, content: bytes, code: str
) -> None:
    limits = Limits(columns=50, rows=10_000, record_bytes=1 << 20, loose_values=100_000)

    assert faults(opened(tmp_path, "a.json", content, limits=limits)) == [code]


def test_text_that_only_begins_like_json_is_a_document(tmp_path: Path) -> None:
    facts = opened(tmp_path, "a.txt", b"[[1]] see below\nand so on\n").facts

    assert (facts.format, facts.faults) == (FileFormat.DOCUMENT, ())


def feature(kind: str, coordinates: str, **properties: object) -> str:
    geometry = f'{{"type": "{kind}", "coordinates": {coordinates}}}'
    return f'{{"type": "Feature", "properties": {json.dumps(properties)}, "geometry": {geometry}}}'


def collection(*features: str) -> bytes:
    return f'{{"type": "FeatureCollection", "features": [{",".join(features)}]}}'.encode()


def test_points_are_given_by_their_coordinates_as_written(tmp_path: Path) -> None:
    content = collection(
        feature("Point", "[127.10, 36.5, 12]", west="x"),
        '{"type": "Feature", "id": 7, "properties": null, "geometry": null}',
    )

    found = opened(tmp_path, "a.geojson", content)

    assert (found.facts.format, noticed(found)) == (FileFormat.GEOJSON, [])
    assert cells(found.tables[0]) == {
        "west": ["x", None],
        "id": [None, "7"],
        "geometry_type": ["Point", None],
        "longitude": ["127.10", None],
        "latitude": ["36.5", None],
    }


def test_other_shapes_are_given_by_their_bounding_box(tmp_path: Path) -> None:
    content = collection(
        feature("Polygon", "[[[127.0, 36.50], [128.0, 36.6], [127.5, 9e1]]]"),
        feature("Point", "[-1, 2]"),
    )

    found = opened(tmp_path, "a.json", content)

    assert noticed(found) == [("geometry-boxed", 1)]
    assert cells(found.tables[0]) == {
        "geometry_type": ["Polygon", "Point"],
        "west": ["127.0", "-1"],
        "south": ["36.50", "2"],
        "east": ["128.0", "-1"],
        "north": ["9e1", "2"],
    }


_numbers = st.one_of(
    st.integers().map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(allow_nan=False, allow_infinity=False, places=4).map(lambda n: f"{n:f}"),
    st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", fullmatch=True),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_numbers, min_size=1, max_size=20))
def test_numbers_keep_the_form_they_are_written_in(tmp_path: Path, numbers: list[str]) -> None:
    text = "[" + ",".join(f'{{"n": {number}, "in": [{number}]}}' for number in numbers) + "]"

    (table,) = opened(_anew(tmp_path), "a.json", text.encode()).tables

    assert cells(table) == {"n": numbers, "in": [f"[{number}]" for number in numbers]}


_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


@given(_values)
def test_compact_json_says_what_the_json_said(value: object) -> None:
    assert json.loads(compact(value_of(json.dumps(value)))) == value


def _anew(folder: Path) -> Path:
    """A folder nobody has used yet."""
    room = folder / str(len(list(folder.iterdir())))
    room.mkdir()
    return room
