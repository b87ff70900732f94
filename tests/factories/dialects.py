"""Delimited texts in every dialect, each with the rows that stand in it, header first.

An empty cell is "". The grid is every delimiter with every quoting, line end and mark; the traps
are texts that a reader somewhere took for something else.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

Rows = list[list[str]]

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|", "caret": "^"}
LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}
MARKS = {"bare": b"", "bom": codecs.BOM_UTF8}

_HEADER = ["구분", "이름", "값", "비고"]
_PLAIN: Rows = [
    _HEADER,
    ["00012", "세종", "37.55", "2024-01-02"],
    ["00013", "조치원", "1", ""],
    ["00014", "한솔", "-2.5", "a b"],
    ["00015", "도담", "1e3", "2024-12-31"],
]


@dataclass(frozen=True)
class Dialect:
    """A text and its rows. `name` says what is particular to it; `file` is what it is sent as."""

    name: str
    content: bytes
    rows: Rows
    file: str = "a.csv"


def grid() -> Iterator[Dialect]:
    """Yield the forty of five delimiters, quoting or none, two line ends, with and without mark.

    Where cells are quoted, some hold the delimiter, a quote and a line end.
    """
    for (name, mark), quoted, (end, line_end), (bom, head) in product(
        DELIMITERS.items(), (False, True), LINE_ENDS.items(), MARKS.items()
    ):
        rows = [*_PLAIN, ["00016", f"가{mark}나", 'a"b', "x\ny"]] if quoted else _PLAIN
        lines = (mark.join(_quoted(cell) if quoted else cell for cell in row) for row in rows)
        text = "".join(line + line_end for line in lines)
        label = f"{name}-{'quoted' if quoted else 'plain'}-{end}-{bom}"
        yield Dialect(label, head + text.encode(), rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _trap(
    name: str, text: str, *rows: str, encoding: str = "utf-8", file: str = "a.csv"
) -> Dialect:
    """A trap. Its rows are written with a bar between the cells."""
    return Dialect(name, text.encode(encoding), [row.split("|") for row in rows], file)


TRAPS: tuple[Dialect, ...] = (
    # An engine that casts takes each of the first for a whole number.
    _trap(
        "numbers-keep-their-text",
        "a,b\n37.55,1_000\n1e3,00012\n",
        "a|b",
        "37.55|1_000",
        "1e3|00012",
    ),
    _trap("zeros-lead", "코드,값\n00012,1\n00013,2\n", "코드|값", "00012|1", "00013|2"),
    # A sniffer that found two ragged lines took the bar for the delimiter, and read one column.
    _trap(
        "ragged-lines-do-not-change-the-delimiter",
        "a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n13,14,15\n",
        *("a|b|c", "1|2|3", "6|7|8", "13|14|15"),
    ),
    _trap("a-line-end-in-a-cell", 'a,b\n1,"x\ny"\n2,z\n', "a|b", "1|x\ny", "2|z"),
    _trap("a-windows-line-end-in-a-cell", 'a,b\r\n1,"x\r\ny"\r\n', "a|b", "1|x\r\ny"),
    _trap("a-quote-in-a-cell", 'a,b\n1,"say ""hi"""\n', "a|b", '1|say "hi"'),
    _trap("a-quote-inside-bare-text", 'a,b\n1,5" pipe\n2,x\n', "a|b", '1|5" pipe', "2|x"),
    _trap("a-quoted-header", '"a,1","b\nc"\n1,2\n', "a,1|b\nc", "1|2"),
    _trap("the-last-line-has-no-end", "a,b\n1,2", "a|b", "1|2"),
    _trap("empty-cells-at-the-end", "a,b,c\n1,,\n,,3\n", "a|b|c", "1||", "||3"),
    _trap("quoted-nothing-is-empty", 'a,b\n"",1\n', "a|b", "|1"),
    _trap("blanks-around-cells-stay", "a,b\n 1 , x\n", "a|b", " 1 | x"),
    _trap("thousands-marks-in-quotes", 'a,b\n"1,234","5,678"\n', "a|b", "1,234|5,678"),
    _trap("decimal-commas", "a;b\n1,5;2,5\n3,5;4,5\n", "a|b", "1,5|2,5", "3,5|4,5"),
    _trap("dates-with-colons", "a|b\n10:00|2024-01-01 00:00\n", "a|b", "10:00|2024-01-01 00:00"),
    _trap(
        "korean-of-windows",
        "지역,값\n뷁,1\n세종,2\n",
        "지역|값",
        "뷁|1",
        "세종|2",
        encoding="cp949",
    ),
    _trap("utf-16-with-its-mark", "지역\t값\n세종\t1\n", "지역|값", "세종|1", encoding="utf-16"),
    _trap("utf-8-with-its-mark", "지역,값\n세종,1\n", "지역|값", "세종|1", encoding="utf-8-sig"),
    _trap(
        "tabs-in-a-txt",
        "법정동코드\t법정동명\n3611010100\t반곡동\n",
        "법정동코드|법정동명",
        "3611010100|반곡동",
        file="a.txt",
    ),
    _trap("one-column", "이름\n가\n나\n", "이름", "가", "나"),
    _trap(
        "one-column-of-sentences", '의견\n"좋다, 아주"\n그렇다\n', "의견", "좋다, 아주", "그렇다"
    ),
    _trap("a-header-alone", "a,b\n", "a|b"),
    _trap("old-macintosh-lines", "a,b\r1,2\r3,4\r", "a|b", "1|2", "3|4"),
    _trap("mixed-line-ends", "a,b\r\n1,2\n3,4\r\n", "a|b", "1|2", "3|4"),
    _trap("blank-lines-are-no-rows", "a,b\n\n1,2\n\n\n3,4\n", "a|b", "1|2", "3|4"),
    _trap(
        "a-title-above",
        "2024년 현황,,\n구분,남,여\n가,1,2\n나,3,4\n",
        "구분|남|여",
        "가|1|2",
        "나|3|4",
    ),
    _trap("null-written-out", "a,b\nNULL,NA\nnull,-\n", "a|b", "NULL|NA", "null|-"),
    _trap("true-and-false-stay", "a,b\nTrue,0\nY,예\n", "a|b", "True|0", "Y|예"),
    _trap("a-hash-is-no-comment", "a,b\n#1,2\n3,#4\n", "a|b", "#1|2", "3|#4"),
    _trap("a-backslash-escapes-nothing", 'a,b\n"c:\\",2\n3,\\n\n', "a|b", "c:\\|2", "3|\\n"),
    _trap("an-apostrophe-quotes-nothing", "a,b\n'1,2'\n", "a|b", "'1|2'"),
    _trap("the-separator-is-said-for-excel", "sep=;\na;b\n1;2\n", "a|b", "1|2"),
    _trap("blanks-after-a-quote", 'a,b\n"x" ,1\n"y" ,2\n', "a|b", "x |1", "y |2"),
    _trap("blanks-before-a-quote", 'a,b\n1, "x"\n2, "y"\n', "a|b", '1| "x"', '2| "y"'),
    _trap("blank-lines-above", "\n\na,b\n1,2\n", "a|b", "1|2"),
    _trap("every-line-ends-in-a-comma", "a,b,\n1,2,\n3,4,\n", "a|b|", "1|2|", "3|4|"),
    _trap("double-returns", "a,b\r\r\n1,2\r\r\n", "a|b", "1|2"),
    _trap("the-end-mark-of-dos", "a,b\n1,2\n\x1a", "a|b", "1|2"),
    _trap("semicolons-in-cells", "a,b\n1,x;y;z\n2,p;q;r\n", "a|b", "1|x;y;z", "2|p;q;r"),
    _trap(
        "more-commas-than-semicolons",
        "번호;주소\n1;가,나,다\n2;라,마,바\n",
        "번호|주소",
        "1|가,나,다",
        "2|라,마,바",
    ),
    _trap("notes-below", "지역,값\n가,1\n나,2\n※ 출처: 통계청\n", "지역|값", "가|1", "나|2"),
    _trap("two-titles-above", "제목,,\n(단위: 명),,\n구분,남,여\n가,1,2\n", "구분|남|여", "가|1|2"),
    _trap(
        "a-bare-title-above", "현황\n구분,남,여\n가,1,2\n나,1,3\n", "구분|남|여", "가|1|2", "나|1|3"
    ),
    _trap("blanks-of-other-kinds", "a,b\n\u00a0,1\n\u3000,2\n", "a|b", "\u00a0|1", "\u3000|2"),
    _trap(
        "line-ends-of-unicode-end-no-line",
        "a,b\n1\u2028x,2\n3\x0by,4\n7\x85,8\n",
        "a|b",
        "1\u2028x|2",
        "3\x0by|4",
        "7\x85|8",
    ),
    _trap("a-return-in-a-cell", 'a,b\n1,"x\ry"\n', "a|b", "1|x\ry"),
    _trap("a-quoted-header-after-the-mark", '"a",b\n1,2\n', "a|b", "1|2", encoding="utf-8-sig"),
    _trap("names-that-repeat-or-lack", "a,a,\n1,2,3\n", "a|a|", "1|2|3"),
    _trap(
        "long-numbers-keep-every-digit",
        "a,b\n12345678901234567890,0.1000\n",
        "a|b",
        "12345678901234567890|0.1000",
    ),
)
