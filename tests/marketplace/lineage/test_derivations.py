import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.errors import SourceNotOlder
from marketplace.lineage.graph import DerivationFacts, Standing
from marketplace.lineage.queries import DerivationRow, derivations_of
from tests.marketplace.lineage.examples import WEATHER, held, moment, name, publish, step
from verification.evidence.assurance import Assurance


def test_a_derivation_keeps_what_its_source_was_then(session: Session) -> None:
    source = held(1, Standing(2, Assurance.DECLARED))
    facts = DerivationFacts(source, "aggregate", Assurance.OBTAINED, "g", "s1", "by stop")

    record_derivations(session, name(2), [facts, DerivationFacts(WEATHER, "join")], at=moment(2))

    inside, outside = derivations_of(session, name(2))
    assert inside == DerivationRow(
        id=inside.id,
        version_id=name(2),
        position=1,
        source_version_id=name(1),
        external=None,
        how="aggregate",
        group="g",
        alias="s1",
        note="by stop",
        assurance=Assurance.OBTAINED,
        licence_then="CC-BY-4.0",
        generation_then=2,
        assurance_then=Assurance.DECLARED,
        at=moment(2),
    )
    assert (outside.position, outside.external, outside.licence_then) == (2, WEATHER, "KOGL-1")
    assert (outside.generation_then, outside.assurance_then) == (0, Assurance.DECLARED)


def test_an_original_has_no_derivations(session: Session) -> None:
    assert record_derivations(session, name(1), [], at=moment(1)) == ()
    assert derivations_of(session, name(1)) == ()


def test_recording_twice_is_once(session: Session) -> None:
    first = record_derivations(session, name(2), [step(1)], at=moment(2))

    assert record_derivations(session, name(2), [step(1)], at=moment(3)) == first
    assert len(derivations_of(session, name(2))) == 1


@pytest.mark.parametrize("source", [2, 3])
def test_an_edge_goes_to_an_older_version_only(session: Session, source: int) -> None:
    with pytest.raises(SourceNotOlder) as refused:
        record_derivations(session, name(2), [step(source)], at=moment(2))

    assert (refused.value.version_id, refused.value.source_version_id) == (name(2), name(source))


def test_no_version_is_made_from_itself_whatever_the_time(session: Session) -> None:
    with pytest.raises(SourceNotOlder):
        record_derivations(session, name(2), [step(2)], at=moment(9))


@pytest.mark.parametrize("change", ["UPDATE derivations SET how = 'x'", "DELETE FROM derivations"])
def test_what_was_recorded_stays(session: Session, change: str) -> None:
    publish(session, 2, [1])

    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(change))
