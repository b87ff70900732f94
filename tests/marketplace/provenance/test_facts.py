from sqlalchemy.orm import Session

from marketplace.catalogue.queries import get_version
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC
from marketplace.provenance.facts import CheckOutcome, ProvenanceFacts, provenance_of
from tests.factories.catalogue import NOON, publish
from verification.models import StoredReport


def gathered(session: Session) -> ProvenanceFacts:
    version = publish(session)
    found = get_version(session, version.dataset_id, 1, EVERYTHING)
    return provenance_of(session, found, PUBLIC)


def test_checks_and_verdict_are_those_of_the_report_it_was_accepted_on(session: Session) -> None:
    finding = {"code": "duplicate-row", "count": 3}
    body = {
        "verdict": "findings",
        "checks": [
            {"check": "rows", "version": 2, "outcome": "failed", "findings": [finding, finding]}
        ],
    }
    digest = publish(session).report_digest
    session.add(StoredReport(digest=digest, body=body, created_at=NOON))
    session.flush()

    facts = gathered(session)

    assert (facts.verdict, facts.checks) == ("findings", (CheckOutcome("rows", 2, "failed", 6),))


def test_a_version_without_a_kept_report_or_submission_is_told_of(
    session: Session,
) -> None:
    facts = gathered(session)

    assert (facts.verdict, facts.checks, facts.decisions, facts.derivations) == (None, (), (), ())
