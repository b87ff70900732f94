"""The type of a column, from how many of its cells look like each."""

from dataclasses import dataclass

from verification.declaration import ColumnType
from verification.gathering.column import ColumnTally
from verification.gathering.plan import GUESSED
from verification.kernels.traits import FITS, LOOKS

NEARLY = 0.95
ENOUGH = 20


@dataclass(frozen=True)
class Guess:
    """The type a column seems to have; `nearly` where only nearly every cell is of it."""

    type: ColumnType
    nearly: bool = False


def guessed(tally: ColumnTally) -> Guess:
    """The type of a column nobody declared; text where nothing else fits nearly every cell."""
    filled = tally.filled
    if not filled:
        return Guess(ColumnType.STRING)
    looks = {kind: tally.with_trait(LOOKS[kind]) for kind in GUESSED}
    whole = next((kind for kind in GUESSED if looks[kind] == filled), None)
    if whole is not None:
        return Guess(whole)
    nearest = max(GUESSED, key=lambda kind: looks[kind])
    # What says that there is no value speaks neither for a type nor against it.
    values = filled - sum(tally.marks.values())
    if filled < ENOUGH or not looks[nearest] or looks[nearest] < NEARLY * values:
        return Guess(ColumnType.STRING)
    # A cell that is of the type and only looks otherwise, as `000` does, is no stranger.
    stranger = tally.with_trait(FITS[nearest]) < filled
    return Guess(nearest, nearly=True) if stranger else Guess(ColumnType.STRING)


def kind_of(tally: ColumnTally, declared: ColumnType | None) -> ColumnType:
    """The type that every cell of a column is of: the declared one if so, else the guessed one."""
    if declared is None:
        guess = guessed(tally)
        return ColumnType.STRING if guess.nearly else guess.type
    return declared if tally.with_trait(FITS[declared]) == tally.filled else ColumnType.STRING
