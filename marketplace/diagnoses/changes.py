"""What two reports say differently: scores, columns, and the codes of what was found. Pure."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.diagnoses.aside import found_in
from verification.quality import Indicator

Report = Mapping[str, Any]
Column = tuple[str, str]

FEWEST_COLUMNS = 3
"""Tables of fewer columns are alike by chance: a code and a name are not a form."""

_MOST_NAMES = 100


@dataclass(frozen=True)
class Changes:
    """What changed from one diagnosis to the next. `scores`: indicator → before and after."""

    scores: Mapping[str, tuple[float, float]]
    columns_gone: tuple[str, ...] = ()
    columns_new: tuple[str, ...] = ()
    columns_retyped: tuple[str, ...] = ()
    codes_new: tuple[str, ...] = ()
    codes_gone: tuple[str, ...] = ()

    @property
    def fall(self) -> float:
        """The most points any indicator has fallen by; 0 where none has."""
        return max((before - after for before, after in self.scores.values()), default=0.0)

    @property
    def schema(self) -> tuple[str, ...]:
        """The columns that went, came or are of another type."""
        return (*self.columns_gone, *self.columns_new, *self.columns_retyped)

    def as_json(self) -> dict[str, Any]:
        """Return what changed as the database keeps it; a list of names ends at a hundred."""
        return {
            "scores": {name: list(pair) for name, pair in self.scores.items()},
            "columns_gone": list(self.columns_gone[:_MOST_NAMES]),
            "columns_new": list(self.columns_new[:_MOST_NAMES]),
            "columns_retyped": list(self.columns_retyped[:_MOST_NAMES]),
            "codes_new": list(self.codes_new),
            "codes_gone": list(self.codes_gone),
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> "Changes":
        """Return what `as_json` made a document of."""
        return cls(
            scores={name: (pair[0], pair[1]) for name, pair in body.get("scores", {}).items()},
            columns_gone=tuple(body.get("columns_gone", ())),
            columns_new=tuple(body.get("columns_new", ())),
            columns_retyped=tuple(body.get("columns_retyped", ())),
            codes_new=tuple(body.get("codes_new", ())),
            codes_gone=tuple(body.get("codes_gone", ())),
        )


NOTHING = Changes({})


def changes_between(before: Report | None, after: Report) -> Changes:
    """Return what a report says otherwise than the one before it; nothing where there is none.

    Timeliness is left out: it falls by itself, and is judged as being stale.
    """
    if before is None:
        return NOTHING
    gone, new, retyped = _columns(before, after)
    codes_before, codes_after = _codes(before), _codes(after)
    return Changes(
        scores=_scores(before.get("quality") or {}, after.get("quality") or {}),
        columns_gone=gone,
        columns_new=new,
        columns_retyped=retyped,
        codes_new=tuple(sorted(codes_after - codes_before)),
        codes_gone=tuple(sorted(codes_before - codes_after)),
    )


def schemas_in(report: Report) -> tuple[str, ...]:
    """Return a digest for the columns of each table in a report, whatever their order."""
    tables = (_table(file) for file in report.get("files", ()))
    return tuple(sorted({schema_digest(table) for table in tables if len(table) >= FEWEST_COLUMNS}))


def schema_digest(columns: Sequence[Column]) -> str:
    """Return one digest for a set of columns: names without spaces or case, and types."""
    lines = sorted({f"{plain_name(name)}\t{kind}" for name, kind in columns})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plain_name(name: str) -> str:
    """Return a column's name as two offices would both have written it."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _scores(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    found = {}
    for indicator in Indicator:
        then = (before.get(indicator) or {}).get("score")
        now = (after.get(indicator) or {}).get("score")
        if then is not None and now is not None and then != now:
            found[indicator.value] = (float(then), float(now))
    return found


def _columns(
    before: Report, after: Report
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The columns gone, new and of another type, each table beside the one most like it."""
    earlier = [dict(table) for file in before["files"] if (table := _table(file))]
    gone: set[str] = set()
    new: set[str] = set()
    retyped: set[str] = set()
    for file in after["files"]:
        now = dict(_table(file))
        if not now or not earlier:
            continue
        then = max(earlier, key=lambda other: len(other.keys() & now.keys()))
        gone |= then.keys() - now.keys()
        new |= now.keys() - then.keys()
        retyped |= {name for name in then.keys() & now.keys() if then[name] != now[name]}
    return tuple(sorted(gone)), tuple(sorted(new)), tuple(sorted(retyped))


def _table(file: Mapping[str, Any]) -> tuple[Column, ...]:
    return tuple((column["name"], column["type"]) for column in file.get("columns", ()))


def _codes(report: Report) -> set[str]:
    return {place.code for place in found_in(report)}
