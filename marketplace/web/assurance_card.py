"""What an assurance rests on, as badges and pages tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from marketplace.workflow.assuring import Ground

_MOST = 5


@dataclass(frozen=True)
class GroundLine:
    """One step: how, from what, how much of it is shown, and where its source stands.

    Of what is restricted `title` and `origin` are ''; an external source has no dataset.
    """

    how: str
    title: str
    dataset: UUID | None
    number: int | None
    step: str
    origin: str


@dataclass(frozen=True)
class AssuranceCard:
    """The steps, weakest first; `more` is how many are not listed here."""

    grounds: tuple[GroundLine, ...] = ()
    more: int = 0


def assurance_card(grounds: Sequence[Ground], *, most: int = _MOST) -> AssuranceCard:
    """Return what is shown beside an assurance; nothing for an original."""
    return AssuranceCard(tuple(map(_line, grounds[:most])), max(0, len(grounds) - most))


def _line(ground: Ground) -> GroundLine:
    step, source = ground.step, ground.source
    outside = step.external.title if step.external else ""
    return GroundLine(
        how=step.how,
        title=source.described.title.shown if source else outside,
        dataset=source.dataset_id if source else None,
        number=source.number if source else None,
        step=step.assurance.value,
        origin=ground.origin.value if source or outside else "",
    )
