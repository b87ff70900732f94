"""The terms of a contract as pages show them, line by line."""

from collections.abc import Mapping
from typing import Any

from marketplace.web.labels import ACCESSES
from marketplace.web.marking import N_
from verification.terms import read_terms

Line = tuple[str, str]


def terms_lines(body: Mapping[str, Any] | None) -> tuple[Line, ...]:
    """Return what the terms in a manifest say, by label; nothing where it has none."""
    terms = read_terms(body)
    if terms is None:
        return ()
    outputs = (
        "행 단위 자료도 내보낼 수 있음"
        if terms.rows
        else f"집계만, 묶음마다 원천 {terms.behind}행 이상"
    )
    return (
        (N_("계약"), f"{terms.contract} ({terms.vendor})"),
        (N_("계약 기간"), f"{terms.begin} – {terms.end}"),
        (N_("허용된 결과"), outputs),
        (N_("결과의 공개 범위"), f"{ACCESSES[terms.access]}까지"),
        (N_("허용된 목적"), ", ".join(terms.purposes)),
    )
