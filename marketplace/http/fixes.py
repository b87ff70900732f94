"""Fixes as requests carry them: as JSON, or as CSV, of cells or of a corrected file."""

from typing import Any

from flask import request

from marketplace.http.bodies import BodyFaulty, json_document, object_schema, query_text
from marketplace.workflow.fixing import CorrectedFile, FixSent
from submissions.faults import Fault, composed, schema_faults
from submissions.typed import personal_faults
from verification.fixes.patch import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_KEYS,
    FixedCell,
    Patch,
    PatchFault,
)

LONGEST_REASON = 500
CORRECTED = "corrected"
_NAME = {"type": "string", "minLength": 1, "maxLength": 200}
_CELL = {"type": "string", "maxLength": LONGEST_CELL}
_KEYS = {"type": "array", "items": _NAME, "minItems": 1, "maxItems": MOST_KEYS, "uniqueItems": True}
_REASON = {"type": "string", "minLength": 1, "maxLength": LONGEST_REASON, "pattern": r"\S"}
_FIX = object_schema(
    {
        "keys": _KEYS,
        "cells": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_CELLS,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["key", "column", "now", "proposed", "reason"],
                "properties": {
                    "key": {"type": "object", "additionalProperties": _CELL},
                    "column": _NAME,
                    "now": _CELL,
                    "proposed": _CELL,
                    "reason": _REASON,
                },
            },
        },
    },
    file={"type": ["string", "null"], "maxLength": 200},
    sheet={"type": ["string", "null"], "maxLength": 200},
)


def fix_sent() -> FixSent:
    """Return the fix a program sent; raise `BodyFaulty` with every fault.

    JSON, or `text/csv`: a patch, or with `?as=corrected` a table that was corrected.
    """
    if request.mimetype != "text/csv":
        return fix_of(json_document())
    content = request.get_data(cache=True)
    table = {name: query_text(name) or None for name in ("file", "sheet")}
    reason = query_text("reason", most=LONGEST_REASON)
    if query_text("as") == CORRECTED:
        return corrected(content, query_text("keys"), reason, **table)
    return fix_in_csv(content, reason, **table)


def fix_in_csv(content: bytes, reason: str, **table: str | None) -> FixSent:
    """Return the fix that the lines of a CSV are; raise `BodyFaulty`."""
    # It reads with what verification reads with: nothing of that at the start.
    from verification.fixes.sent import patch_sent

    document = patch_sent(content, reason=reason)
    if isinstance(document, PatchFault):
        raise BodyFaulty(Fault(document.pointer, document.code, document.message))
    return fix_of(composed({**document, **table}))


def corrected(content: bytes, keys: str, reason: str, **table: str | None) -> FixSent:
    """Return the fix that a corrected file is; `keys` are parted by commas, and may be none."""
    if not reason:
        raise BodyFaulty(Fault("?reason", "empty", "고친 까닭이나 출처를 적어 주세요."))
    faults = tuple(personal_faults({"reason": reason}))
    if faults:
        raise BodyFaulty(*faults)
    named = tuple(filter(None, (each.strip() for each in keys.split(","))))
    return FixSent(CorrectedFile(content, named[:MOST_KEYS], reason), **table)


def fix_of(document: object) -> FixSent:
    """Return the fix a JSON document is; raise `BodyFaulty` with every fault."""
    faults = schema_faults(_FIX, document) or tuple(personal_faults(document))
    if faults or not isinstance(document, dict):
        raise BodyFaulty(*faults)
    keys = tuple(document["keys"])
    strange = tuple(
        Fault(f"/cells/{place}/key", "key-incomplete", "열쇠 열마다 값을 하나씩 적어 주세요.")
        for place, cell in enumerate(document["cells"])
        if set(cell["key"]) != set(keys)
    )
    if strange:
        raise BodyFaulty(*strange)
    patch = Patch(keys, tuple(_cell(cell, keys) for cell in document["cells"]))
    return FixSent(patch, document.get("file"), document.get("sheet"))


def _cell(said: dict[str, Any], keys: tuple[str, ...]) -> FixedCell:
    return FixedCell(
        tuple(said["key"][name] for name in keys),
        said["column"],
        said["now"],
        said["proposed"],
        said["reason"],
    )
