"""Takes the tables out of a web page, well-formed or not. Nothing that it names is fetched.

What a page holds besides is kept as text, so that it can be searched: around its tables, in
comments and scripts, and in what its tags say.
"""

import html
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.laying import Laying
from verification.formats.page_tags import BROKEN, HIDDEN, Tag
from verification.limits import Limits

_MOST_NESTED = 30  # tables one within another
_MOST_TABLES = 3_000  # with those that only place things
_ACROSS_AT_MOST, _DOWN_AT_MOST = 1_000, 65_534  # the bounds that the HTML standard gives
_HIDDEN_STYLE = re.compile(r"display\s*+:\s*+none|mso-hide\s*+:\s*+all", re.IGNORECASE)
_STRETCH = re.compile(r"\b(col|row)span\s*+=\s*+[\"']?+\s*+(\d{1,9})", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:alt|title|value|content|placeholder|href|src|action|data-?\w{0,30}+|on\w{1,30}+)"
    r"\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]++)",
    re.IGNORECASE,
)
_CELLS = ("td", "th")
_BREAKS = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_CELL_OF_A_ROW = re.compile(r"<t[dr]\b", re.IGNORECASE)


class _Open:
    """A table whose end has not come yet. `span` is that of the open cell: across and down."""

    def __init__(self, at: Location, limits: Limits) -> None:
        self.laying = Laying(at, limits)
        self.in_row = False
        self.span: tuple[int, int] | None = None
        self.pieces: list[str] = []


class PageTables:
    """Takes a page tag by tag; then holds its `tables` in the order in which they begin.

    `around` is text outside of them, `unseen` what a browser does not show, `scripts` how many
    there are. Raises `FileFault` where a limit is passed.
    """

    def __init__(self, at: Location, limits: Limits) -> None:
        self._at, self._limits = at, limits
        self._open: list[_Open] = []
        self._told: set[str] = set()
        self.tables: list[Laying] = []
        self.around: list[str] = []
        self.unseen: dict[str, None] = {}
        self.scripts = 0

    def take(self, tag: Tag) -> None:
        """Take the next tag, and the text behind it; raises `FileFault`."""
        name, attributes, behind = tag
        if attributes:
            self._listen(name, attributes)
        step = _STEPS.get(name)
        if step is not None:
            step(self, attributes)
        elif name.lstrip("/") in _BREAKS:
            self._break_line()
        if behind:
            self._say(html.unescape(behind) if "&" in behind else behind)

    def finish(self) -> None:
        """End whatever is open."""
        while self._open:
            self._end_table()

    def _listen(self, name: str, attributes: str) -> None:
        """Keep what a tag says out of sight; the same is not looked at twice."""
        if name == HIDDEN:
            self.unseen[attributes] = None
        elif name == BROKEN:
            if _CELL_OF_A_ROW.search(attributes):
                message = "손상되어 끝까지 읽을 수 없는 파일입니다."
                raise FileFault("unreadable", message, self._at)
            self.unseen[attributes] = None
        elif attributes not in self._told:
            self._told.add(attributes)
            for value in _TELLING.findall(attributes):
                self.unseen[html.unescape(value.strip("\"'"))] = None

    def _say(self, text: str) -> None:
        """Take text where it stands: in a cell, or around the tables."""
        if self._open and self._open[-1].span:
            # A line break of the source is a space; those that tags make come by another way.
            self._open[-1].pieces.append(text.replace("\r", " ").replace("\n", " "))
        elif not text.isspace():
            self.around.append(" ".join(text.split()))

    def _begin_script(self, _attributes: str) -> None:
        self.scripts += 1

    def _break_line(self) -> None:
        if self._open:
            self._open[-1].pieces.append("\n")

    def _begin_table(self, _attributes: str) -> None:
        if self._open and self._open[-1].span is None:
            self._end_table()  # the one before was never ended
        if len(self._open) == _MOST_NESTED:
            message = "표 안의 표가 너무 깊어 읽지 않았습니다."
            raise FileFault("unreadable", message, self._at)
        self._open.append(_Open(self._at, self._limits))
        self.tables.append(self._open[-1].laying)
        if len(self.tables) > _MOST_TABLES:
            message = f"표가 {_MOST_TABLES:,}개보다 많습니다."
            raise FileFault("too-many-sheets", message, self._at)

    def _begin_row(self, attributes: str) -> None:
        if not self._open:
            self._begin_table("")
        self._end_row()
        hidden = bool(attributes and _HIDDEN_STYLE.search(attributes))
        self._open[-1].laying.begin_row(hidden=hidden)
        self._open[-1].in_row = True

    def _begin_cell(self, attributes: str) -> None:
        if not self._open or not self._open[-1].in_row:
            self._begin_row("")
        self._end_cell()
        self._open[-1].span = _span(attributes) if attributes else (1, 1)
        self._open[-1].pieces = []

    def _end_cell(self, _attributes: str = "") -> None:
        table = self._open[-1] if self._open else None
        if table is not None and table.span is not None:
            across, down = table.span
            table.laying.cell(_tidy(table.pieces), across=across, down=down)
            table.span = None

    def _end_row(self, _attributes: str = "") -> None:
        if self._open and self._open[-1].in_row:
            self._end_cell()
            self._open[-1].laying.end_row()
            self._open[-1].in_row = False

    def _end_table(self, _attributes: str = "") -> None:
        if self._open:
            self._end_row()
            self._open.pop()


_STEPS: Mapping[str, Callable[[PageTables, str], None]] = MappingProxyType(
    {
        "script": PageTables._begin_script,
        "table": PageTables._begin_table,
        "tr": PageTables._begin_row,
        "/table": PageTables._end_table,
        **dict.fromkeys(("thead", "tbody", "tfoot", "/tr"), PageTables._end_row),
        **dict.fromkeys(_CELLS, PageTables._begin_cell),
        **dict.fromkeys((f"/{name}" for name in _CELLS), PageTables._end_cell),
    }
)


def _span(attributes: str) -> tuple[int, int]:
    """How far a cell stretches, across and down; down to the end where it says 0."""
    said = {name.lower(): int(count) for name, count in _STRETCH.findall(attributes)}
    across = min(max(1, said.get("col", 1)), _ACROSS_AT_MOST)
    return across, min(said.get("row", 1) or _DOWN_AT_MOST, _DOWN_AT_MOST)


def _tidy(pieces: list[str]) -> str:
    """The text of a cell as it is shown: single spaces, and lines where a tag begins one."""
    lines = "".join(pieces).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
