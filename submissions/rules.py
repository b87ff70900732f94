"""The rules and numbers of rows that a manifest declares, and what no schema says of them."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from submissions.faults import Fault
from verification.declaration import DeclaredRows
from verification.declared_rules import (
    Condition,
    DeclaredFormula,
    DeclaredLogic,
    DeclaredOrder,
    DeclaredReference,
    DeclaredRule,
    TableName,
)

Body = Mapping[str, Any]


def declared_rules(bodies: list[Body]) -> tuple[DeclaredRule, ...]:
    """The rules of a manifest without faults, as values."""
    return tuple(_MADE[body["kind"]](body) for body in bodies)


def declared_rows(said: int | list[Body] | None) -> tuple[DeclaredRows, ...]:
    """The numbers of rows of a manifest without faults, as values."""
    match said:
        case None:
            return ()
        case int():
            return (DeclaredRows(said),)
        case _:
            return tuple(DeclaredRows(each["rows"], _table(each)) for each in said)


def rule_faults(document: Body) -> Iterator[Fault]:
    """Yield what is wrong with the rules of a manifest that its schema finds no fault with."""
    seen: list[Body] = []
    for position, rule in enumerate(document.get("rules") or ()):
        pointer = f"/rules/{position}"
        if rule in seen:
            yield Fault(pointer, "rule-twice", "같은 규칙이 두 번 적혔습니다.")
        seen.append(rule)
        yield from _unknown_columns(document, rule, pointer)
        found = _FAULTS.get(rule["kind"])
        if found is not None:
            yield from found(rule, pointer)


def rows_faults(document: Body) -> Iterator[Fault]:
    """Yield the tables whose number of rows is declared twice."""
    said = document.get("rows")
    seen: set[tuple[str, str | None]] = set()
    for position, each in enumerate(said if isinstance(said, list) else ()):
        named = (each["file"], each.get("sheet"))
        if named in seen:
            message = "같은 파일이나 시트의 행 수가 두 번 적혔습니다."
            yield Fault(f"/rows/{position}", "rows-twice", message)
        seen.add(named)


def _unknown_columns(document: Body, rule: Body, pointer: str) -> Iterator[Fault]:
    """Of a rule that names no table the columns are those declared, where any are."""
    known = {column["name"].strip() for column in document.get("columns") or ()}
    if not known or rule.get("file") or rule.get("sheet"):
        return
    for place, name in _NAMED[rule["kind"]](rule):
        if name.strip() not in known:
            message = (
                "선언한 컬럼에 없는 이름입니다. columns에 더하거나, 다른 표의 규칙이면 file이나 "
                "sheet를 적어 주세요."
            )
            yield Fault(f"{pointer}/{place}", "column-unknown", message)


def _formula_faults(rule: Body, pointer: str) -> Iterator[Fault]:
    if rule["total"] in rule["parts"]:
        message = "합계 열이 그 부분에도 들어 있습니다."
        yield Fault(f"{pointer}/parts", "total-among-parts", message)


def _logic_faults(rule: Body, pointer: str) -> Iterator[Fault]:
    if rule["when"]["column"] == rule["then"]["column"]:
        message = "서로 다른 두 열을 적어 주세요. 한 열의 값은 columns의 codes로 정합니다."
        yield Fault(f"{pointer}/then/column", "column-twice", message)


def _reference_faults(rule: Body, pointer: str) -> Iterator[Fault]:
    columns, to = rule["columns"], rule["to"]
    keys = to.get("columns", columns)
    if len(keys) != len(columns):
        message = f"열 {len(columns)}개가 가리키는 열도 {len(columns)}개여야 합니다."
        yield Fault(f"{pointer}/to/columns", "columns-unequal", message)
    if "file" not in to and "sheet" not in to and keys == columns:
        message = "같은 표의 같은 열을 가리킵니다. 가리키는 파일, 시트나 열을 적어 주세요."
        yield Fault(f"{pointer}/to", "refers-to-itself", message)


_FAULTS: Mapping[str, Callable[[Body, str], Iterator[Fault]]] = MappingProxyType(
    {"formula": _formula_faults, "logic": _logic_faults, "reference": _reference_faults}
)


def _listed(*keys: str) -> Callable[[Body], Iterator[tuple[str, str]]]:
    def named(rule: Body) -> Iterator[tuple[str, str]]:
        for key in keys:
            for position, name in enumerate(rule[key]):
                yield f"{key}/{position}", name

    return named


def _of_formula(rule: Body) -> Iterator[tuple[str, str]]:
    yield "total", rule["total"]
    yield from _listed("parts")(rule)


def _of_logic(rule: Body) -> Iterator[tuple[str, str]]:
    for key in ("when", "then"):
        yield f"{key}/column", rule[key]["column"]


_NAMED: Mapping[str, Callable[[Body], Iterator[tuple[str, str]]]] = MappingProxyType(
    {
        "order": _listed("columns"),
        "formula": _of_formula,
        "logic": _of_logic,
        "reference": _listed("columns"),
    }
)
"""Where the rules of a kind name columns of their own table."""


def _order(body: Body) -> DeclaredOrder:
    start, end = body["columns"]
    return DeclaredOrder(start, end, of=_table(body))


def _formula(body: Body) -> DeclaredFormula:
    parts, tolerance = tuple(body["parts"]), body.get("tolerance")
    return DeclaredFormula(body["total"], parts, tolerance, of=_table(body))


def _logic(body: Body) -> DeclaredLogic:
    return DeclaredLogic(_condition(body["when"]), _condition(body["then"]), of=_table(body))


def _condition(body: Body) -> Condition:
    one_of = body.get("one_of")
    listed = tuple(each.strip() for each in one_of) if one_of is not None else None
    return Condition(body["column"], listed, filled=body.get("filled", True))


def _reference(body: Body) -> DeclaredReference:
    to = body["to"]
    named = _table(to) if "file" in to or "sheet" in to else None
    keys = tuple(to.get("columns", body["columns"]))
    return DeclaredReference(tuple(body["columns"]), keys, named, of=_table(body))


def _table(body: Body) -> TableName:
    return TableName(body.get("file"), body.get("sheet"))


_MADE: Mapping[str, Callable[[Body], DeclaredRule]] = MappingProxyType(
    {"order": _order, "formula": _formula, "logic": _logic, "reference": _reference}
)
