"""Shapefiles and dBase tables, written by GDAL and read by ours."""

import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest

from tests.verification.formats.opening import archive, cells, faults, noticed, opened
from verification.limits import Limits
from verification.subject import FileFormat

POINTS = [struct.pack("<BIdd", 1, 1, 127.5, 36.25), struct.pack("<BIdd", 1, 1, -1.0, 2.0)]
SQUARE = struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 3, 1, 1, 2.5, 0, 0)


def shapefile(
    folder: Path,
    shapes: list[bytes | None],
    kind: str,
    *,
    encoding: str = "UTF-8",
    crs: str = "EPSG:4326",
) -> dict[str, bytes]:
    """The parts of a shapefile, by their suffix."""
    place = folder / "made"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    fields: list[Any] = [
        np.array(["가나다", "라"][: len(shapes)], dtype=object),
        np.array([1.25, 2.0][: len(shapes)]),
        np.array([7, 12345678901][: len(shapes)]),
        np.array(["2024-01-02", "NaT"][: len(shapes)], dtype="datetime64[D]"),
    ]
    pyogrio.raw.write(
        place / "s.shp",
        np.array(shapes, dtype=object),
        fields,
        ["이름", "rate", "count", "day"],
        geometry_type=kind,
        crs=crs,
        encoding=encoding,
        driver="ESRI Shapefile",
    )
    return {path.suffix: path.read_bytes() for path in place.iterdir()}


def packed(parts: dict[str, bytes], *left_out: str) -> bytes:
    return archive({f"지도/s{end}": part for end, part in parts.items() if end not in left_out})


@pytest.mark.parametrize("encoding", ["UTF-8", "CP949"])
def test_points_are_rows_with_their_coordinates(tmp_path: Path, encoding: str) -> None:
    parts = shapefile(tmp_path, [*POINTS], "Point", encoding=encoding)

    found = opened(tmp_path, "a.zip", packed(parts))

    (table,) = found.tables
    assert (table.head.sheet, noticed(found)) == ("지도/s.shp", [])
    assert cells(table) == {
        "이름": ["가나다", "라"],
        "rate": ["1.250000000000000", "2.000000000000000"],
        "count": ["7", "12345678901"],
        "day": ["2024-01-02", None],
        "geometry_type": ["Point", "Point"],
        "longitude": ["127.5", "-1"],
        "latitude": ["36.25", "2"],
    }


def test_other_shapes_are_rows_with_their_box_and_a_missing_one_is_null(tmp_path: Path) -> None:
    parts = shapefile(tmp_path, [SQUARE, None], "Polygon", crs="EPSG:5179")

    for left_out in ((), (".shx",), (".cpg",)):
        room = tmp_path / f"without{''.join(left_out)}"
        room.mkdir()
        found = opened(room, "a.zip", packed(parts, *left_out))

        columns = cells(found.tables[0])
        assert noticed(found) == [("geometry-boxed", 2)]
        assert {name: columns[name] for name in list(columns)[4:]} == {
            "geometry_type": ["Polygon", None],
            "x_min": ["0", None],
            "y_min": ["0", None],
            "x_max": ["3", None],
            "y_max": ["2.5", None],
        }


def test_shapes_whose_coordinates_nobody_can_place_are_said(tmp_path: Path) -> None:
    parts = shapefile(tmp_path, [*POINTS], "Point")

    assert noticed(opened(tmp_path, "a.zip", packed(parts, ".prj"))) == [("projection-missing", 1)]


def test_a_dbase_table_is_read_alone_and_in_an_archive(tmp_path: Path) -> None:
    parts = shapefile(tmp_path, [*POINTS], "Point", encoding="CP949")

    for name, content in (("a.dbf", parts[".dbf"]), ("a.zip", archive({"s.dbf": parts[".dbf"]}))):
        room = tmp_path / name
        room.mkdir()
        found = opened(room, name, content)

        assert cells(found.tables[0])["이름"] == ["가나다", "라"]
        assert list(cells(found.tables[0])) == ["이름", "rate", "count", "day"]


def test_rows_marked_as_deleted_are_still_there_and_said(tmp_path: Path) -> None:
    table = bytearray(shapefile(tmp_path, [*POINTS], "Point")[".dbf"])
    (body,) = struct.unpack_from("<H", table, 8)
    table[body] = ord("*")

    found = opened(tmp_path, "a.dbf", bytes(table))

    assert (noticed(found), cells(found.tables[0])["count"]) == (
        [("deleted-rows", 1)],
        ["7", "12345678901"],
    )


def dbase(*fields: tuple[str, str, int], rows: list[bytes]) -> bytes:
    described = b"".join(
        struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), length, 0)
        for name, kind, length in fields
    )
    record = 1 + sum(length for _, _, length in fields)
    head = struct.pack("<4BIHH20x", 3, 124, 1, 1, len(rows), 32 + len(described) + 1, record)
    return head + described + b"\r" + b"".join(b" " + row for row in rows) + b"\x1a"


def test_fields_of_every_kind_become_text(tmp_path: Path) -> None:
    content = dbase(
        ("C", "C", 4), ("N", "N", 4), ("D", "D", 8), ("L", "L", 1), ("I", "I", 4), ("B", "B", 8),
        rows=[
            "가\x1e".encode() + b" 1.5" + b"20240102" + b"T" + struct.pack("<id", -3, 0.1),
            b"    " + b"****" + b"        " + b"?" + struct.pack("<id", 0, 2.0),
            "나".encode() + b"x" + b"12\0\0" + b"2024    " + b" " + struct.pack("<id", 1, 1e20),
        ],
    )  # fmt: skip

    assert cells(opened(tmp_path, "a.dbf", content).tables[0]) == {
        "C": ["가", None, "나x"],
        "N": ["1.5", None, "12"],
        "D": ["2024-01-02", None, "2024"],
        "L": ["T", "?", None],
        "I": ["-3", "0", "1"],
        "B": ["0.1", "2", "1e+20"],
    }


def test_parts_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    two = shapefile(tmp_path, [*POINTS], "Point")
    one = shapefile(tmp_path, POINTS[:1], "Point")
    broken = two[".shx"][:100] + struct.pack(">ii", 1 << 29, 10) * 2

    for place, (parts, code) in enumerate(
        [
            ({**two, ".dbf": one[".dbf"]}, "shape-parts-differ"),
            ({**two, ".shx": broken}, "unreadable"),
            ({**two, ".shp": b"<OGRVRTDataSource/>"}, "unreadable"),
            ({**two, ".dbf": two[".dbf"][:60]}, "unreadable"),
        ]
    ):
        room = tmp_path / str(place)
        room.mkdir()
        assert faults(opened(room, "a.zip", packed(parts))) == [code]


def test_tables_larger_than_the_limits_are_refused(tmp_path: Path) -> None:
    content = dbase(("A", "C", 1), ("B", "C", 1), rows=[b"xy"] * 20)

    for place, limits in enumerate([Limits(columns=1), Limits(rows=10), Limits(cells=30)]):
        room = tmp_path / str(place)
        room.mkdir()
        code = ("too-many-columns", "too-many-rows", "too-many-cells")[place]
        assert faults(opened(room, "a.dbf", content, limits=limits)) == [code]


def test_text_that_begins_like_a_dbase_file_is_none(tmp_path: Path) -> None:
    facts = opened(tmp_path, "a.csv", b"\x03,b\n1,2\n").facts

    assert facts.format is FileFormat.CSV
