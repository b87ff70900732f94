"""Proposing improvements to owners: when a version is published or diagnosed, once a cause."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from marketplace.catalogue.models import Dataset, Version
from marketplace.config import Settings
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import notify
from marketplace.workflow.diagnosing import subject_of, title_of
from marketplace.workflow.improving import groups_alike, may_be_retired
from marketplace.workflow.watching import shown_versions


def propose(session: Session, version: Version, settings: Settings, *, at: datetime) -> None:
    """Tell the owner of a version what could be improved about it, each thing once."""
    _propose_to_retire(session, version, settings, at=at)
    propose_to_merge(session, version, at=at)


def propose_to_merge(session: Session, version: Version, *, at: datetime) -> None:
    """Tell the owners of datasets that have the same columns as this one, each group once."""
    dataset = session.get_one(Dataset, version.dataset_id)
    for group in groups_alike(session, _of_one_holder(dataset)):
        if dataset.id not in group.datasets:
            continue
        others = shown_versions(session, Dataset.id.in_(group.datasets))
        about = subject_of(version)
        for owner_id in dict.fromkeys(each.owner_id for each in others):
            notify(
                session,
                owner_id,
                NoticeKind.MERGE_PROPOSED,
                cause=f"merge:{group.schema}",
                at=at,
                about=about,
                facts={
                    "title": title_of(version),
                    "source": ", ".join(
                        sorted(each.title for each in others if each.dataset_id != dataset.id)[:3]
                    ),
                },
            )


def _propose_to_retire(
    session: Session, version: Version, settings: Settings, *, at: datetime
) -> None:
    shown = shown_versions(session, Dataset.id == version.dataset_id)
    for each in shown:
        if each.version_id in may_be_retired(session, shown, settings, at=at):
            notify(
                session,
                each.owner_id,
                NoticeKind.RETIRE_PROPOSED,
                cause=f"retire:{version.id}",
                at=at,
                about=subject_of(version),
                facts={"title": title_of(version)},
            )


def _of_one_holder(dataset: Dataset) -> ColumnElement[bool]:
    """The datasets of whoever holds this one: a department, or a person without."""
    if dataset.department_id is not None:
        return Dataset.department_id == dataset.department_id
    return Dataset.department_id.is_(None) & (Dataset.owner_id == dataset.owner_id)
