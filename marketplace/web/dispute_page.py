"""Disputes as pages show them: those that wait for a reviewer, and those about one version."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import url_for

from marketplace.accounts.actor import Actor
from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.disputes import DisputeRow
from marketplace.lineage.queries import DerivationRow
from marketplace.permissions.asking import ruling_on
from marketplace.permissions.permission import Permission
from marketplace.workflow.disputing import Disputed, facts_of

Shape = dict[str, Any]


def waiting_dispute(actor: Actor, each: Disputed) -> Shape:
    """Return a dispute that waits, and whether whoever reads resolves it."""
    return {
        "id": each.dispute.id,
        "reason": each.dispute.reason,
        "at": each.dispute.raised_at,
        "version": _version(each.version),
        "source": _version(each.source),
        "how": each.step.how,
        "assurance": each.step.assurance.value,
        "can": ruling_on(actor, Permission.DISPUTE_RESOLVE, facts_of(each)),
    }


def disputes_about(
    disputes: Iterable[DisputeRow],
    steps: Iterable[DerivationRow],
    versions: Mapping[UUID, VersionFacts | None],
) -> list[Shape]:
    """Return what the page of a version shows of the disputes about its steps."""
    sources = {row.id: row.source_version_id for row in steps}
    return [
        _about(each, versions.get(source) if (source := sources[each.derivation_id]) else None)
        for each in disputes
    ]


def _about(each: DisputeRow, source: VersionFacts | None) -> Shape:
    return {
        "source": _version(source) if source else None,
        "reason": each.reason,
        "at": each.raised_at,
        "outcome": each.outcome.value if each.outcome else "open",
        "resolution": each.resolution or "",
        "resolved_at": each.resolved_at,
    }


def _version(version: VersionFacts) -> Shape:
    return {
        "title": version.described.title.shown,
        "number": version.number,
        "address": url_for(
            "web_datasets.version", dataset_id=version.dataset_id, number=version.number
        ),
    }
