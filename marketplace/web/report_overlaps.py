"""What a verification report says of published data that holds the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verification.findings import Text

Body = Mapping[str, Any]


@dataclass(frozen=True)
class OverlapLine:
    """A published version that shares content; without id and title where it is restricted.

    `explained`: what was declared accounts for it. `columns`: pairs of names, ours and theirs.
    """

    dataset: str
    version: int | None
    title: str
    verdict: Text
    words: Text
    licence: str
    columns: tuple[tuple[str, str], ...]
    explained: bool


_VERDICTS: Mapping[str, Text] = {
    "same": Text("같은 내용", "The same content"),
    "subset": Text("그 일부", "A part of it"),
    "superset": Text("그것을 모두 담음", "Holds all of it"),
    "near": Text("많이 겹침", "Much in common"),
}
_RESTRICTED = Text("많이 겹침", "Much in common")
_NO_MORE = Text(
    "이 표를 볼 수 있는 모두에게 알려진 데이터가 아니어서 더 밝히지 않습니다.",
    "Not everybody who may see this table may know of that data, so no more is told.",
)


def overlap_line(overlap: Body) -> OverlapLine:
    """Return an entry of a report's `overlaps` as pages show it."""
    if overlap["restricted"]:
        return OverlapLine("", None, "", _RESTRICTED, _NO_MORE, "", (), explained=False)
    return OverlapLine(
        dataset=overlap["dataset"],
        version=overlap["version"],
        title=overlap["title"],
        verdict=_VERDICTS[overlap["verdict"]],
        words=_words(overlap),
        licence=overlap["licence"],
        columns=tuple((one, other) for one, other in overlap["columns"]),
        explained=overlap["explained"],
    )


def _words(overlap: Body) -> Text:
    """How many rows are in common, both ways; rounded down, so that all is all."""
    rows, here, there = overlap["rows_compared"], overlap["share"], overlap["of_parent"]
    return Text(
        f"이 표 {rows:,}행의 {_percent(here)}가 거기에, 거기 행의 {_percent(there)}가 여기에 "
        "있습니다.",
        f"{_percent(here)} of the {rows:,} rows here stand there, "
        f"{_percent(there)} of the rows there stand here.",
    )


def _percent(share: float) -> str:
    return f"{int(share * 1000) / 10:g} %"
