"""Which column of a result is held against which of the table that was handed in, and as what."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """The kinds of types that values are compared by."""

    WHOLE = "whole"
    NUMBER = "number"
    MOMENT = "moment"
    TRUTH = "truth"
    TEXT = "text"


_FAMILIES = {
    "DOUBLE": Family.NUMBER,
    "FLOAT": Family.NUMBER,
    "REAL": Family.NUMBER,
    "DECIMAL": Family.NUMBER,
    "DATE": Family.MOMENT,
    "TIMESTAMP": Family.MOMENT,
    "BOOLEAN": Family.TRUTH,
}


def family_of(engine_type: str) -> Family:
    """The family of a type of the engine's, by its name."""
    plain = engine_type.split("(", maxsplit=1)[0]
    if engine_type.endswith("[]"):
        return Family.TEXT
    if plain.endswith("INT") or plain == "INTEGER" or engine_type.endswith(",0)"):
        return Family.WHOLE
    # TIMESTAMP WITH TIME ZONE, TIMESTAMP_NS and the like
    return _FAMILIES.get(plain.split()[0].split("_")[0], Family.TEXT)


@dataclass(frozen=True)
class Field:
    """A column of one side: its place, its name, and the family of its type."""

    place: int
    name: str
    family: Family


@dataclass(frozen=True)
class Pair:
    """Two columns that ought to say the same, and what their values are compared as.

    `decimals` are those printed in the table that was handed in; more digits than a number can
    hold for sure are no rounding.
    """

    submitted: Field
    reproduced: Field
    compared_as: Family
    decimals: int = 0

    @property
    def name(self) -> str:
        return self.submitted.name

    @property
    def mixed(self) -> bool:
        """Whether one side is text: its cells may be of the other's type, or not."""
        return Family.TEXT in (self.submitted.family, self.reproduced.family)


@dataclass(frozen=True)
class Alignment:
    """The columns of both sides. `missing` are the result's alone, `extra` the submitted table's.

    `by_place`: some were held against each other by their place, since no name told.
    """

    pairs: tuple[Pair, ...]
    missing: tuple[Field, ...] = ()
    extra: tuple[Field, ...] = ()
    by_place: bool = False


def align(submitted: Sequence[Field], reproduced: Sequence[Field]) -> Alignment:
    """Pair the columns by name; where as many are left on both sides, those by their place."""
    waiting = {_key(field.name): field for field in reversed(reproduced)}
    found: dict[int, Field] = {}
    for field in submitted:
        match = waiting.pop(_key(field.name), None)
        if match is not None:
            found[field.place] = match
    taken = {field.place for field in found.values()}
    left = [field for field in submitted if field.place not in found]
    others = [field for field in reproduced if field.place not in taken]
    by_place = bool(left) and len(left) == len(others)
    if by_place:
        found |= {field.place: other for field, other in zip(left, others, strict=True)}
        left, others = [], []
    pairs = tuple(_pair(field, found[field.place]) for field in submitted if field.place in found)
    return Alignment(pairs, tuple(others), tuple(left), by_place)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _pair(submitted: Field, reproduced: Field) -> Pair:
    return Pair(submitted, reproduced, _compared_as(submitted.family, reproduced.family))


def _compared_as(one: Family, other: Family) -> Family:
    both = {one, other}
    if both == {Family.WHOLE}:
        return Family.WHOLE
    if both == {Family.WHOLE, Family.TEXT}:
        return Family.TEXT  # codes, it may be: longer than a number holds exactly
    if Family.MOMENT in both:
        return Family.MOMENT
    if both & {Family.WHOLE, Family.NUMBER}:
        return Family.NUMBER
    return Family.TRUTH if Family.TRUTH in both else Family.TEXT
