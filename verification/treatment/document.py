"""A treatment as a document: a list of steps, and which key its pseudonyms were made with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from verification.errors import StepRefused
from verification.treatment.aggregating import Aggregate
from verification.treatment.areas import AreaNames
from verification.treatment.generalising import AddressTo, AgeBand, AmountBand, DateTo, Grid, Round
from verification.treatment.hiding import DropColumns, DropRows, Mask, Pseudonym
from verification.treatment.reshaping import DropRecords, FillDown, RenameColumns, WideToLong
from verification.treatment.step import Given, Names, Step
from verification.treatment.tidying import (
    HeaderUnit,
    IsoDates,
    MissingMarks,
    PlainNumbers,
    TidyText,
)

DE_IDENTIFY: tuple[type[Step], ...] = (
    DropColumns,
    DropRows,
    Mask,
    Pseudonym,
    AgeBand,
    DateTo,
    AmountBand,
    AddressTo,
    Round,
    Grid,
    Aggregate,
)
REFINE: tuple[type[Step], ...] = (
    DropRecords,
    RenameColumns,
    FillDown,
    TidyText,
    MissingMarks,
    PlainNumbers,
    IsoDates,
    HeaderUnit,
    AreaNames,
    WideToLong,
)
STEPS: Mapping[str, type[Step]] = MappingProxyType(
    {each.step: each for each in (*DE_IDENTIFY, *REFINE)}
)


@dataclass(frozen=True)
class Treatment:
    """Steps in their order. `key_id` says which key, never the key."""

    steps: tuple[Step, ...]
    key_id: str | None = None

    def document(self) -> dict[str, Any]:
        """The treatment as JSON."""
        return {"steps": [step.document() for step in self.steps], "key_id": self.key_id}

    def names_after(self, names: Names) -> Names:
        """The columns it leaves; raise `StepRefused` for the first step that does not apply."""
        for place, step in enumerate(self.steps):
            try:
                names = step.names_after(names)
            except StepRefused as refused:
                raise StepRefused(refused.code, refused.about, place=place) from None
        return names

    def needs(self, given: Given) -> None:
        """Raise `StepRefused` for the first step that lacks something."""
        for place, step in enumerate(self.steps):
            lacking = step.lacks(given)
            if lacking is not None:
                raise StepRefused(lacking.code, lacking.about, place=place)


def treatment_of(document: Mapping[str, Any]) -> Treatment:
    """Return the treatment that a document says; it has no faults by the schema."""
    steps = tuple(_step(each) for each in document["steps"])
    return Treatment(steps, document.get("key_id"))


def asks_for_key(steps: Iterable[Step]) -> bool:
    """Whether a step makes pseudonyms."""
    return any(isinstance(step, Pseudonym) for step in steps)


def _step(document: Mapping[str, Any]) -> Step:
    kind = STEPS[document["step"]]
    named = {each.name for each in fields(kind)}
    said = {name: _frozen(value) for name, value in document.items() if name in named}
    return kind(**said)


def _frozen(value: object) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_frozen(each) for each in value)
    return value
