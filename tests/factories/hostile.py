"""Files that mean harm or nothing good, made in code: each small on disk, or streamed to it.

Every one has to be refused by a finding that says why, or read without harm: no crash, no hang,
no more memory than others take, and nothing from outside the file in what is said of it.
"""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.factories import hostile_documents as documents
from tests.factories import workbooks
from tests.factories.archives import (
    archive,
    in_cp949,
    link,
    lying,
    member,
    nested,
    overlapping,
    repeated,
    zipped,
)

MEGABYTE = 1 << 20
SECRET = "file:///etc/passwd"


@dataclass(frozen=True)
class Hostile:
    """A hostile file. `said`: the codes one of which refuses it; none where it may be read."""

    name: str
    make: Callable[[], bytes]
    said: frozenset[str] = frozenset()


TOO_MUCH = frozenset({"unpacks-too-large", "too-many-cells", "file-too-large", "took-too-long"})
BROKEN = frozenset({"unreadable", "encrypted"})
TOO_WIDE = frozenset({"too-many-columns", "record-too-long"})
LOST = frozenset({"broken-characters"})
NESTED = TOO_MUCH | {"archive-nested", "unreadable"}
ENTITIES = frozenset({"entities-declared", "unreadable"})
UNSAFE = frozenset({"archive-name-unsafe"})


def bomb_in_zip(megabytes: int = 300) -> bytes:
    """A table that unpacks to a thousand times its size."""
    block = b"0,0\n" * (MEGABYTE // 4)
    return archive([repeated("a.csv", block, megabytes, head=b"a,b\n")])


def lying_zip() -> bytes:
    """A table of 300 MB that the archive says has ten bytes."""
    block = b"0,0\n" * (MEGABYTE // 4)
    return archive([lying(repeated("a.csv", block, 300, head=b"a,b\n"), 10)])


def many_of_one() -> bytes:
    """Four thousand names for one member of 16 MB."""
    return overlapping(repeated("a.csv", b"0,0\n" * (MEGABYTE // 4), 16, head=b"a,b\n"), 4_000)


def traversing() -> bytes:
    """Members that would land outside the folder they are unpacked into."""
    table = b"a,b\n1,2\n"
    names = (
        "../../up.csv",
        "/var/rooted.csv",
        "C:\\drive.csv",
        "a\\..\\..\\back.csv",
        "a/./../b.csv",
    )
    return archive([*(member(name, table) for name in names), link("link.csv", "/etc/passwd")])


def korean_names() -> bytes:
    """Tables whose names are in CP949, as a Korean Windows packs them."""
    return in_cp949(("정류장.csv", "현황/승하차.csv"), "가,나\n1,2\n".encode("cp949"))


def many_members() -> bytes:
    """More members than are looked into."""
    return zipped({f"{number}.csv": "a,b\n1,2\n" for number in range(6_000)})


def wide(columns: int = 1_000_000) -> bytes:
    """A million columns of one row."""
    header = ",".join(f"c{number}" for number in range(columns))
    return f"{header}\n{'1,' * (columns - 1)}1\n".encode()


def open_quote() -> bytes:
    """A quote that is never closed, and two megabytes after it."""
    return b'a,b\n1,2\n3,"4\n' + b"5,6\n" * (MEGABYTE // 2)


def no_mark_utf_16(order: str) -> bytes:
    """UTF-16 that does not say so."""
    return (
        "구분,값\n".encode(f"utf-16-{order}") + "세종,1\n조치원,2\n".encode(f"utf-16-{order}") * 50
    )


def mixed_encodings(otherwise: int) -> bytes:
    """A thousand rows, of which the last so many are in CP949 and those above in UTF-8."""
    above = "세종,1\n".encode() * (1_000 - otherwise)
    return "지역,값\n".encode() + above + "조치원,2\n".encode("cp949") * otherwise


def nul_bytes() -> bytes:
    """A table with NUL bytes in cells, between them and at its end."""
    return b"a,b\n1,2\x00\n\x00,3\n4,\x00\x00\n" + b"5,6\n" * 50 + b"\x00" * 4_096


def formulas_in_csv() -> bytes:
    """Cells a spreadsheet would take for formulas."""
    return b'a,b\n=1+1,@SUM(A1)\n+cmd|\' /C calc\'!A0,-2+3\n"=HYPERLINK(""http://x"")",\t=1\n'


def deep_json(levels: int = 200_000) -> bytes:
    """Lists in lists, deeper than any reader's stack."""
    return b"[" * levels + b"]" * levels


def claiming_parquet(rows: int = 2**31) -> bytes:
    """A Parquet file of a thousand rows whose footer says that there are two billion.

    The footer is Thrift's compact form: a count stands there as 0x16 and a zigzag varint.
    """
    real, content = 12_345, io.BytesIO()
    pq.write_table(pa.table({"a": pa.array([7] * real, pa.int64())}), content)
    whole = content.getvalue()
    (length,) = struct.unpack("<I", whole[-8:-4])
    body, footer = whole[: -8 - length], whole[-8 - length : -8]
    claimed = footer.replace(b"\x16" + _varint(2 * real), b"\x16" + _varint(2 * rows))
    assert claimed != footer
    return body + claimed + struct.pack("<I", len(claimed)) + b"PAR1"


def _varint(number: int) -> bytes:
    written = b""
    while number > 0x7F:
        written += bytes([number & 0x7F | 0x80])
        number >>= 7
    return written + bytes([number])


def claiming_shapes() -> bytes:
    """A shapefile whose headers claim two billion records and hold none."""
    shape = struct.pack(">I20xI", 9994, 2**31 - 1) + struct.pack("<II", 1000, 1) + bytes(64)
    table = struct.pack("<B3BIHH20x", 3, 124, 1, 1, 2**31 - 1, 65, 11)
    field = b"name".ljust(11, b"\0") + b"C" + bytes(4) + bytes([10]) + bytes(15)
    return zipped({"a.shp": shape, "a.shx": shape, "a.dbf": table + field + b"\r"})


HOSTILE: tuple[Hostile, ...] = (
    Hostile("bomb.zip", bomb_in_zip, TOO_MUCH),
    Hostile("lying.zip", lying_zip, TOO_MUCH | BROKEN),
    Hostile("many-of-one.zip", many_of_one, TOO_MUCH | BROKEN),
    Hostile("many-members.zip", many_members, TOO_MUCH),
    Hostile("nested.zip", lambda: nested(5, 8), NESTED),
    Hostile("traversing.zip", traversing, UNSAFE),
    Hostile("korean-names.zip", korean_names),
    Hostile("shapes.zip", claiming_shapes, BROKEN),
    Hostile("corners.xlsx", workbooks.corners, TOO_MUCH | TOO_WIDE),
    Hostile("bomb.xlsx", lambda: workbooks.bomb(300), TOO_MUCH),
    Hostile("one-text.xlsx", lambda: workbooks.one_text_everywhere(50_000, 32_000), TOO_MUCH),
    Hostile("merged-whole.xlsx", workbooks.merged_whole),
    Hostile("foreign-entity.xlsx", lambda: workbooks.foreign_entity(SECRET), ENTITIES),
    Hostile("foreign-grammar.xlsx", lambda: workbooks.foreign_grammar("http://127.0.0.1:9/x.dtd")),
    Hostile("laughing.xlsx", workbooks.laughing, ENTITIES),
    Hostile("formulas.xlsx", workbooks.formulas),
    Hostile("locked.xlsx", workbooks.locked, BROKEN),
    Hostile("repeated.ods", workbooks.repeated_in_ods, TOO_MUCH | TOO_WIDE),
    Hostile("wide.csv", wide, TOO_WIDE),
    Hostile("open-quote.csv", open_quote, frozenset({"open-quote", "record-too-long"})),
    Hostile("nul-bytes.csv", nul_bytes, frozenset({"nul-bytes", "not-text"})),
    Hostile("utf-16-le.csv", lambda: no_mark_utf_16("le")),
    Hostile("utf-16-be.csv", lambda: no_mark_utf_16("be")),
    Hostile("mixed-encodings.csv", lambda: mixed_encodings(500), frozenset({"not-text"}) | LOST),
    Hostile("odd-rows.csv", lambda: mixed_encodings(5), LOST),
    Hostile("formulas.csv", formulas_in_csv),
    Hostile("quotes.csv", lambda: b'a,b\n"' + b'""' * MEGABYTE),
    Hostile("one-line.csv", lambda: b"x" * (20 * MEGABYTE), TOO_WIDE),
    Hostile("deep.json", deep_json),
    Hostile("bomb.docx", lambda: documents.bomb_in_docx(300), TOO_MUCH),
    Hostile("bomb.hwpx", lambda: documents.bomb_in_hwpx(300), TOO_MUCH),
    Hostile("foreign-entity.docx", lambda: documents.foreign_entity_in_docx(SECRET)),
    Hostile("bomb.pdf", lambda: documents.bomb_in_pdf(300)),
    Hostile("endless.pdf", documents.endless_pdf),
    Hostile("vast.png", documents.vast_png),
    Hostile("claiming.parquet", claiming_parquet, frozenset({"too-many-rows"}) | BROKEN),
)


def write_giant_cell(path: Path, size: int = 1_000_000_000) -> None:
    """Write a table one cell of which has a billion bytes; on disk it takes as many."""
    with path.open("wb") as file:
        file.write(b'a,b\n1,"')
        for _ in range(size // 1_000_000):
            file.write(b"x" * 1_000_000)
        file.write(b'"\n2,3\n')
