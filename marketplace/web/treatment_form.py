"""The form by which a file is de-identified: for each column what to do with it, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.web.marking import N_
from marketplace.workflow.proposals import de_identifying, found_in, table_in
from submissions.treatments import Order
from verification.codes import CODES
from verification.findings import Text

Body = Mapping[str, Any]
Step = dict[str, Any]

KEEP = "keep"
WAYS: Mapping[str, tuple[str, Callable[[str], Step]]] = {
    "drop": (N_("열 지우기"), lambda name: {"step": "drop-columns", "columns": [name]}),
    "mask": (
        N_("첫 글자만 남기고 가리기"),
        lambda name: {"step": "mask", "column": name, "keep": 1},
    ),
    "digits": (
        N_("숫자만 가리기"),
        lambda name: {"step": "mask", "column": name, "digits_only": True},
    ),
    "pseudonym": (
        N_("가명으로 바꾸기"),
        lambda name: {"step": "pseudonym", "columns": [name]},
    ),
    "age": (N_("나이를 10세 단위로"), lambda name: {"step": "age-band", "column": name}),
    "year": (N_("날짜를 연도만"), lambda name: _dated(name, "year")),
    "decade": (N_("날짜를 10년 단위로"), lambda name: _dated(name, "decade")),
    "month": (N_("날짜를 달까지만"), lambda name: _dated(name, "month")),
    "area": (N_("주소를 읍면동까지만"), lambda name: {"step": "address-to", "column": name}),
    "grid": (N_("좌표를 약 100 m 격자로"), lambda name: {"step": "grid", "column": name}),
    "round": (
        N_("100 단위로 반올림"),
        lambda name: {"step": "round", "column": name, "to": 100},
    ),
}
"""What the form offers for a column: its words, and the step it is."""

KEEP_WORDS = N_("그대로 두기")


@dataclass(frozen=True)
class ColumnChoice:
    """A column of the form. `found`: titles of what was found in it; `reason`: of the proposal."""

    number: int
    name: str
    found: tuple[Text, ...]
    reason: Text | None


@dataclass(frozen=True)
class TableForm:
    """A table that is to be de-identified, and what the form begins with."""

    sheet: str | None
    columns: tuple[ColumnChoice, ...]
    proposed: Mapping[str, str]


def table_form(body: Body, file: str, sheet: str | None) -> TableForm | None:
    """Return the form of a file's table, filled as proposed; None where it holds none."""
    named = table_in(body, file, sheet)
    if named is None:
        return None
    names = [column["name"] for column in named["columns"]]
    found = found_in(body, named)
    proposals, quasi = de_identifying(body, named)
    proposed, reasons = {}, {}
    for each in proposals:
        for name in each.step.touched():
            proposed[name] = _way_of(each.step.document())
            reasons[name] = each.reason
    filled = {f"way-{at}": proposed.get(name, KEEP) for at, name in enumerate(names)}
    ticked = {f"quasi-{at}": "yes" for at, name in enumerate(names) if name in quasi}
    return TableForm(
        sheet=named["sheet"],
        columns=tuple(
            ColumnChoice(
                at,
                name,
                tuple(CODES[code].title for code in found.get(name, {}) if code in CODES),
                reasons.get(name),
            )
            for at, name in enumerate(names)
        ),
        proposed={**filled, **ticked},
    )


def order_of(table: TableForm, fields: Mapping[str, str]) -> Order:
    """Return what the sent form asks for; what is none of the ways is left as it is."""
    steps = [
        WAYS[fields[f"way-{column.number}"]][1](column.name)
        for column in table.columns
        if fields.get(f"way-{column.number}") in WAYS
    ]
    quasi = [each.name for each in table.columns if fields.get(f"quasi-{each.number}")]
    return Order(tuple(steps), tuple(quasi), table.sheet)


def _dated(name: str, unit: str) -> Step:
    return {"step": "date-to", "column": name, "unit": unit}


def _way_of(document: Body) -> str:
    match document:
        case {"step": "mask", "digits_only": True}:
            return "digits"
        case {"step": "date-to", "unit": "month"}:
            return "month"
        case _:
            return _BY_STEP[document["step"]]


_BY_STEP = {
    "drop-columns": "drop",
    "mask": "mask",
    "pseudonym": "pseudonym",
    "age-band": "age",
    "date-to": "year",
    "address-to": "area",
    "grid": "grid",
    "round": "round",
    "amount-band": "round",
}
