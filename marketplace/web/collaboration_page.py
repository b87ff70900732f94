"""What people did together for a dataset, as its page is given it."""

from typing import Any

from flask import url_for

from marketplace.adoptions.values import CRITERIA, EntryRow
from marketplace.catalogue.cycles import REPETITIONS
from marketplace.catalogue.values import VersionFacts
from marketplace.workflow.adopting import AdoptionSeen
from marketplace.workflow.collaborating import Collaboration, Fixed
from marketplace.workflow.cross_verifying import CrossSeen, SideSeen

Shape = dict[str, Any]


def collaboration_context(together: Collaboration, version: VersionFacts) -> Shape:
    """Return the part of what `datasets/dataset.html` is given."""
    return {
        "fix": _fix(together.fix),
        "crosses": [_cross(each, version) for each in together.crosses],
        "ask_cross": _ask(version) if together.may_cross else "",
        "adoption": _adoption(together.adoption),
    }


def _ask(version: VersionFacts) -> str:
    return url_for(
        "web_cross_verifications.asking", dataset_id=version.dataset_id, number=version.number
    )


def _fix(fixed: Fixed | None) -> Shape | None:
    if fixed is None:
        return None
    credit = fixed.credit
    return {
        "by": fixed.by,
        "corrects": credit.corrects,
        "cells": credit.cells,
        "columns": credit.columns,
    }


def _cross(seen: CrossSeen, version: VersionFacts) -> Shape:
    row, told = seen.row, seen.evidence
    return {
        "id": row.id,
        "own": _side(seen.own),
        "other": _side(seen.other),
        "at": row.at,
        "verdict": row.verdict or "",
        "why": told.get("why", ""),
        "rows": told.get("rows"),
        "other_rows": told.get("other_rows"),
        "shared_rows": told.get("shared_rows"),
        "key_columns": told.get("keys", ()),
        "columns": told.get("columns", ()),
        "examples": told.get("examples", ()),
        "answer": row.answer.value if row.answer else "",
        "comment": row.comment,
        "answered_at": row.answered_at,
        "answers": url_for(
            "web_cross_verifications.answer", dataset_id=version.dataset_id, cross_id=row.id
        )
        if seen.may_answer
        else "",
    }


def _side(seen: SideSeen) -> Shape:
    side = seen.side
    return {
        "title": seen.title,
        "department": seen.department,
        "number": side.number,
        "file": side.file,
        "sheet": side.sheet or "",
        "address": url_for("web_datasets.version", dataset_id=side.dataset_id, number=side.number),
    }


def _adoption(seen: AdoptionSeen) -> Shape:
    stands = seen.standing
    return {
        "department": seen.department,
        "cycle": stands.update_cycle or "",
        "since": stands.since,
        "is_curated": stands.is_curated,
        "criteria": [
            {"name": each.value, "words": words, "note": (stands.criteria or {}).get(each, "")}
            for each, words in CRITERIA.items()
        ],
        "cases": [{"id": case_id, "case": case, "at": at} for case_id, case, at in stands.cases],
        "history": [_entry(each) for each in seen.entries],
        "cycles": list(REPETITIONS),
        "may_adopt": seen.may_adopt,
        "may_keep": seen.may_keep,
        "may_curate": seen.may_curate,
    }


def _entry(entry: EntryRow) -> Shape:
    return {"event": entry.event.value, "at": entry.at, "reason": entry.reason}
