"""Versions and steps between them, for the tests of lineage."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import ORIGINAL, DerivationFacts, HeldSource, Standing
from verification.evidence.assurance import Assurance
from verification.sources import ExternalSource

START = datetime(2026, 5, 4, tzinfo=UTC)
WEATHER = ExternalSource("기온", "https://example.kr/t", "기상청", "KOGL-1")


def moment(number: int) -> datetime:
    """The moment at which the version with this number is published."""
    return START + timedelta(hours=number)


def name(number: int) -> UUID:
    return UUID(int=number)


def held(number: int, standing: Standing = ORIGINAL) -> HeldSource:
    return HeldSource(name(number), moment(number), "CC-BY-4.0", standing)


def step(
    number: int, *, how: str = "join", shown: Assurance = Assurance.OBTAINED
) -> DerivationFacts:
    return DerivationFacts(held(number), how, shown)


def publish(session: Session, number: int, sources: Sequence[int]) -> None:
    """Publish the version with this number, made from those with these."""
    steps = [step(source) for source in sources]
    record_derivations(session, name(number), steps, at=moment(number))
