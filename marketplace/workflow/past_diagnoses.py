"""The diagnoses of a dataset: what each came to, its report, and which of its findings count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import names_of
from marketplace.catalogue.models import Dataset, Version
from marketplace.diagnoses import recording, setting_aside
from marketplace.diagnoses.aside import Found, Place, counting
from marketplace.diagnoses.models import Diagnosis
from marketplace.diagnoses.setting_aside import Word
from marketplace.errors import NotFound
from marketplace.permissions.asking import require, ruling_on
from marketplace.permissions.facts import FindingFacts, HolderFacts
from marketplace.permissions.permission import Permission
from marketplace.permissions.ruling import Ruling
from marketplace.workflow.diagnosing import SHOWN
from marketplace.workflow.watching import DiagnosisSeen, seen_as
from verification.history import find_report

MOST_DIAGNOSES = 100
"""Twenty-five years of one every ninety days."""

MOST_FINDINGS = 100


@dataclass(frozen=True)
class PastDiagnosis:
    """A diagnosis, of which version it was, and whether there is a report of it."""

    id: UUID
    number: int
    seen: DiagnosisSeen
    has_report: bool


@dataclass(frozen=True)
class FindingSeen:
    """A finding of the last diagnosis that counts, or would if it were not set aside.

    `word` is the last that was said of it, `can` whether the actor may set it aside or count it.
    """

    place: Place
    found: Found
    word: Word | None
    can: Ruling

    @property
    def is_aside(self) -> bool:
        """Whether it is left out of what counts."""
        word = self.word
        return word is not None and word.is_aside and word.occurrences >= self.found.occurrences


@dataclass(frozen=True)
class DiagnosisHistory:
    """All diagnoses of one dataset, newest first, and the findings of the last one.

    `log` is all that was said of findings of the shown version, `names` of whoever said it.
    """

    dataset_id: UUID
    title: str
    diagnoses: tuple[PastDiagnosis, ...]
    findings: tuple[FindingSeen, ...]
    more_findings: int
    log: tuple[Word, ...]
    names: Mapping[UUID, str]


@dataclass(frozen=True)
class DiagnosisReport:
    """The report a diagnosis came to."""

    dataset_id: UUID
    title: str
    number: int
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True)
class LastTold:
    """The shown version of a dataset, and the last report on it."""

    version_id: UUID
    report: Mapping[str, Any]
    accepted: Mapping[str, Any] | None


def diagnosis_history(session: Session, actor: Actor, dataset_id: UUID) -> DiagnosisHistory:
    """Return the diagnoses of a dataset; raise `NotFound` for one that is not there for them."""
    title, holder = readable(session, actor, dataset_id)
    rows = session.execute(
        select(Diagnosis, Version.number)
        .join(Version, Version.id == Diagnosis.version_id)
        .where(Diagnosis.dataset_id == dataset_id)
        .order_by(Diagnosis.at.desc(), Diagnosis.attempt.desc())
        .limit(MOST_DIAGNOSES)
    )
    last = last_told(session, dataset_id)
    findings = _findings(session, actor, holder, last) if last else ()
    log = setting_aside.log_of(session, last.version_id) if last else ()
    return DiagnosisHistory(
        dataset_id,
        title,
        tuple(
            PastDiagnosis(row.id, number, seen_as(row), row.report_digest is not None)
            for row, number in rows
        ),
        findings[:MOST_FINDINGS],
        max(0, len(findings) - MOST_FINDINGS),
        log,
        names_of(session, {word.by for word in log}),
    )


def diagnosis_report(
    session: Session, actor: Actor, dataset_id: UUID, diagnosis_id: UUID
) -> DiagnosisReport:
    """Return the report of a diagnosis; raise `NotFound`, also where it came to none."""
    title, _ = readable(session, actor, dataset_id)
    found = session.execute(
        select(Diagnosis, Version.number)
        .join(Version, Version.id == Diagnosis.version_id)
        .where(Diagnosis.id == diagnosis_id, Diagnosis.dataset_id == dataset_id)
    ).one_or_none()
    if found is None or found[0].report_digest is None:
        raise NotFound("report", diagnosis_id)
    body = find_report(session, found[0].report_digest)
    if body is None:
        raise NotFound("report", diagnosis_id)
    return DiagnosisReport(dataset_id, title, found[1], found[0].at, body)


def readable(session: Session, actor: Actor, dataset_id: UUID) -> tuple[str, HolderFacts]:
    """Return the title of a dataset and whose it is; raise `NotFound` if not for this actor."""
    found = session.execute(
        select(Dataset.title_ko, Dataset.owner_id, Dataset.department_id).where(
            Dataset.id == dataset_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound("dataset", dataset_id)
    holder = HolderFacts(found.owner_id, found.department_id)
    require(actor, Permission.DIAGNOSIS_READ, holder)
    return found.title_ko, holder


def last_told(session: Session, dataset_id: UUID) -> LastTold | None:
    """Return the last report on what a dataset shows; None where there is none."""
    version = session.execute(
        select(Version).join(Dataset, SHOWN).where(Dataset.id == dataset_id)
    ).scalar_one_or_none()
    last = recording.find_last_told(session, version.id) if version else None
    if version is None or last is None or last.report_digest is None:
        return None
    report = find_report(session, last.report_digest)
    if report is None:
        return None
    return LastTold(version.id, report, find_report(session, version.report_digest))


def _findings(
    session: Session, actor: Actor, holder: HolderFacts, last: LastTold
) -> tuple[FindingSeen, ...]:
    words = setting_aside.words_on(session, last.version_id)
    rulings = {
        private: ruling_on(actor, Permission.FINDING_SET_ASIDE, FindingFacts(holder, private))
        for private in (True, False)
    }
    return tuple(
        FindingSeen(place, found, words.get(place), rulings[place.is_private])
        for place, found in counting(last.report, last.accepted).items()
    )
