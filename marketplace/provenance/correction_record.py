"""What was done to a version, and upstream of it, in the terms of PROV.

An act is an activity of whoever owns the version, or of an administrator. A version that stands in
the place of another is its revision. A mark is the influence of an act upstream.
"""

from collections.abc import Sequence

from prov.constants import PROV_LABEL, PROV_TYPE
from prov.identifier import QualifiedName

from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.acts import Act
from marketplace.lineage.corrections import CorrectionRow
from marketplace.provenance.facts import ActFacts, MarkFacts
from marketplace.provenance.record import Record


def say_corrected(record: Record, version: VersionFacts, facts: ActFacts) -> None:
    """Say what was done to the version itself, and what stands in its place."""
    act = facts.act
    activity = _say_act(record, act)
    by_owner = act.by_id in {None, version.owner_id}
    role = record.role("owner" if by_owner else "administrator")
    record.document.wasAssociatedWith(activity, role)
    record.document.used(activity, record.id("version", version.id))
    if act.undoes_id is not None:
        record.document.wasInformedBy(activity, record.id("correction", act.undoes_id))
    if facts.successor is not None:
        successor = record.version(facts.successor)
        record.document.revision(successor, record.id("version", version.id), activity)


def say_withdrawn(record: Record, version: VersionFacts, acts: Sequence[ActFacts]) -> None:
    """Say that the version is no longer offered, if so, and by which act."""
    if version.withdrawal is None:
        return
    standing = (each.act for each in acts if each.act.act is Act.WITHDRAW and each.act.stands)
    act = next(standing, None)
    withdrawal = (
        record.document.activity(
            record.id("withdrawal", version.id),
            endTime=version.withdrawal.at,
            other_attributes={
                PROV_TYPE: record.ours["Withdrawal"],
                **record.said(reason=version.withdrawal.reason),
            },
        )
        if act is None
        else record.id("correction", act.id)
    )
    invalidated = record.id("version", version.id)
    record.document.wasInvalidatedBy(invalidated, withdrawal, version.withdrawal.at)


def say_marked(record: Record, version: VersionFacts, facts: MarkFacts) -> None:
    """Say what an act upstream made of the version; of a hidden source only what kind it was."""
    mark = facts.mark
    said = record.said(
        mark=mark.kind.value,
        depth=mark.depth,
        since=mark.since,
        clearedBy=mark.cleared.by.value if mark.cleared else None,
        clearedAt=mark.cleared.at if mark.cleared else None,
    )
    if facts.source is None:
        # Not even the id of the act is told: its version could be found by it.
        hidden = record.document.activity(
            record.id("restricted-correction", f"{version.id}/{facts.place}"),
            other_attributes={
                PROV_TYPE: record.ours["Correction"],
                **record.said(act=mark.cause.act.value),
            },
        )
        record.document.wasInfluencedBy(record.id("version", version.id), hidden, None, said)
        return
    activity = _say_act(record, mark.cause)
    record.document.used(activity, record.version(facts.source))
    record.document.wasInfluencedBy(record.id("version", version.id), activity, None, said)


def _say_act(record: Record, act: CorrectionRow) -> QualifiedName:
    named = record.id("correction", act.id)
    record.document.activity(
        named,
        endTime=act.at,
        other_attributes={
            PROV_TYPE: record.ours["Correction"],
            PROV_LABEL: act.act.value,
            **record.said(
                act=act.act.value,
                reason=act.reason,
                holdsFrom=act.holds_from,
                licence=act.licence,
                licenceBefore=act.licence_before,
                undoneAt=act.undone_at,
            ),
        },
    )
    return named
