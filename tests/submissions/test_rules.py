"""What a manifest declares of several columns and of the number of rows, read and refused."""

from typing import Any

import pytest

from submissions.errors import ManifestFaulty
from submissions.manifest import read_manifest
from tests.factories.submissions import make_manifest
from verification.declaration import DeclaredRows
from verification.declared_rules import (
    Condition,
    DeclaredFormula,
    DeclaredLogic,
    DeclaredOrder,
    DeclaredReference,
    TableName,
)

ORDER = {"kind": "order", "columns": ["가", "나"]}
FORMULA = {"kind": "formula", "total": "계", "parts": ["가", "나"]}
LOGIC = {
    "kind": "logic",
    "when": {"column": "가", "one_of": ["폐업 "]},
    "then": {"column": "나", "filled": True},
}
REFERENCE = {"kind": "reference", "columns": ["가"], "to": {"sheet": "코드", "columns": ["나"]}}


def manifest_with(**changes: Any) -> dict[str, Any]:
    return {**make_manifest(), "columns": [], **changes}


def faults_of(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ManifestFaulty) as refused:
        read_manifest(manifest_with(**changes))
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def test_rules_of_every_kind_reach_the_checks() -> None:
    rules = [
        ORDER | {"file": "a.csv"},
        FORMULA | {"tolerance": 0.5},
        LOGIC,
        REFERENCE,
        {"kind": "reference", "columns": ["가"], "to": {"columns": ["나"]}},
    ]
    declared = read_manifest(manifest_with(rules=rules)).declaration(public_body=False)

    assert declared.rules == (
        DeclaredOrder("가", "나", TableName("a.csv")),
        DeclaredFormula("계", ("가", "나"), 0.5),
        DeclaredLogic(Condition("가", ("폐업",)), Condition("나")),
        DeclaredReference(("가",), ("나",), TableName(sheet="코드")),
        DeclaredReference(("가",), ("나",)),
    )


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        (None, ()),
        (12, (DeclaredRows(12),)),
        ([{"file": "a", "rows": 1}], (DeclaredRows(1, TableName("a")),)),
        ([{"file": "a", "sheet": "b", "rows": 0}], (DeclaredRows(0, TableName("a", "b")),)),
    ],
)
def test_declared_rows_reach_the_checks(said: object, rows: tuple[DeclaredRows, ...]) -> None:
    assert read_manifest(manifest_with(rows=said)).declaration(public_body=False).rows == rows


def test_a_manifest_of_before_there_were_rules_declares_none() -> None:
    declared = read_manifest(manifest_with()).declaration(public_body=False)

    assert (declared.rules, declared.rows) == ((), ())


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("시간순서", ("/rules/0", "schema-type")),
        ({"columns": ["가", "나"]}, ("/rules/0", "schema-required")),
        ({"kind": "시간순서"}, ("/rules/0/kind", "schema-enum")),
        ({"kind": "order"}, ("/rules/0", "schema-required")),
        (ORDER | {"columns": ["가"]}, ("/rules/0/columns", "schema-minItems")),
        (ORDER | {"columns": ["가", "가"]}, ("/rules/0/columns", "schema-uniqueItems")),
        (ORDER | {"when": {}}, ("/rules/0", "schema-additionalProperties")),
        (FORMULA | {"total": "가"}, ("/rules/0/parts", "total-among-parts")),
        (FORMULA | {"tolerance": -1}, ("/rules/0/tolerance", "schema-minimum")),
        (LOGIC | {"then": {"column": "나"}}, ("/rules/0/then", "schema-minProperties")),
        (
            LOGIC | {"then": {"column": "나", "filled": True, "one_of": ["1"]}},
            ("/rules/0/then", "schema-maxProperties"),
        ),
        (
            LOGIC | {"then": {"column": "가", "filled": True}},
            ("/rules/0/then/column", "column-twice"),
        ),
        (REFERENCE | {"to": {}}, ("/rules/0/to", "schema-minProperties")),
        (
            REFERENCE | {"columns": ["가", "다"]},
            ("/rules/0/to/columns", "columns-unequal"),
        ),
        (REFERENCE | {"to": {"columns": ["가"]}}, ("/rules/0/to", "refers-to-itself")),
        (ORDER | {"columns": ["가", "900101-1234567"]}, ("/rules/0/columns/1", "personal-data")),
    ],
)
def test_a_faulty_rule_is_told_with_its_place(rule: object, fault: tuple[str, str]) -> None:
    assert fault in faults_of(rules=[rule])


@pytest.mark.parametrize(
    ("rule", "pointer"),
    [
        (ORDER, "/rules/0/columns/1"),
        ({"kind": "formula", "total": "나", "parts": ["가"]}, "/rules/0/total"),
        ({"kind": "formula", "total": "가", "parts": ["나"]}, "/rules/0/parts/0"),
        (LOGIC, "/rules/0/then/column"),
        (REFERENCE | {"columns": ["나"], "to": {"sheet": "코드"}}, "/rules/0/columns/0"),
    ],
)
def test_where_columns_are_declared_rules_name_those(rule: dict[str, Any], pointer: str) -> None:
    columns = [{"name": "가"}]

    assert faults_of(columns=columns, rules=[rule]) == [(pointer, "column-unknown")]
    assert read_manifest(manifest_with(columns=columns, rules=[rule | {"sheet": "다른 표"}]))


def test_a_rule_and_a_number_of_rows_are_declared_once() -> None:
    of_file = {"file": "a", "rows": 1}

    assert faults_of(rules=[ORDER, ORDER]) == [("/rules/1", "rule-twice")]
    assert faults_of(rows=[of_file, of_file | {"rows": 2}]) == [("/rows/1", "rows-twice")]
    assert faults_of(rows=-1) == [("/rows", "schema-minimum")]
