from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.disputes import (
    DisputeRow,
    Outcome,
    disputes_of,
    open_disputes,
    raise_dispute,
    resolve_dispute,
)
from marketplace.lineage.errors import (
    AlreadyDisputed,
    AlreadyResolved,
    DerivationMissing,
    DisputeMissing,
    NothingToDispute,
)
from marketplace.lineage.graph import DerivationFacts
from tests.marketplace.lineage.examples import WEATHER, moment, name, step

OWNER, JUDGE = uuid4(), uuid4()
NOW = moment(10)


def derivation(session: Session, *, external: bool = False) -> UUID:
    facts = DerivationFacts(WEATHER, "join") if external else step(1)
    (row,) = record_derivations(session, name(2), [facts], at=moment(2))
    return row.id


def dispute(session: Session, derivation_id: UUID) -> UUID:
    return raise_dispute(session, derivation_id, by=OWNER, reason="no row of ours", at=NOW).id


def test_a_dispute_is_raised_and_resolved(session: Session) -> None:
    edge = derivation(session)
    raised = dispute(session, edge)
    assert [row.id for row in open_disputes(session)[1]] == [raised]

    resolve_dispute(
        session, raised, by=JUDGE, outcome=Outcome.DISMISSED, resolution="they are", at=NOW
    )

    assert open_disputes(session) == (0, ())
    assert disputes_of(session, [edge]) == (
        DisputeRow(
            id=raised,
            derivation_id=edge,
            raised_by=OWNER,
            reason="no row of ours",
            raised_at=NOW,
            outcome=Outcome.DISMISSED,
            resolution="they are",
            resolved_by=JUDGE,
            resolved_at=NOW,
        ),
    )


def test_an_open_dispute_has_no_outcome_yet(session: Session) -> None:
    dispute(session, derivation(session))

    assert [row.outcome for row in open_disputes(session)[1]] == [None]


def test_one_dispute_about_a_derivation_is_open_at_a_time(session: Session) -> None:
    edge = derivation(session)
    first = dispute(session, edge)

    with pytest.raises(AlreadyDisputed) as refused:
        dispute(session, edge)
    assert refused.value.derivation_id == edge

    later = NOW + timedelta(days=1)
    resolve_dispute(session, first, by=JUDGE, outcome=Outcome.UPHELD, resolution="so", at=later)
    assert dispute(session, edge) != first


def test_a_dispute_is_resolved_once(session: Session) -> None:
    raised = dispute(session, derivation(session))
    resolve_dispute(session, raised, by=JUDGE, outcome=Outcome.UPHELD, resolution="so", at=NOW)

    with pytest.raises(AlreadyResolved) as refused:
        resolve_dispute(session, raised, by=JUDGE, outcome=Outcome.UPHELD, resolution="", at=NOW)

    assert refused.value.dispute_id == raised


def test_what_is_not_there_is_not_disputed(session: Session) -> None:
    nothing = uuid4()

    with pytest.raises(DerivationMissing) as no_derivation:
        dispute(session, nothing)
    with pytest.raises(DisputeMissing) as no_dispute:
        resolve_dispute(session, nothing, by=JUDGE, outcome=Outcome.UPHELD, resolution="", at=NOW)

    assert (no_derivation.value.derivation_id, no_dispute.value.dispute_id) == (nothing, nothing)


def test_an_external_source_has_no_owner_here(session: Session) -> None:
    edge = derivation(session, external=True)

    with pytest.raises(NothingToDispute) as refused:
        dispute(session, edge)

    assert refused.value.derivation_id == edge
