"""Whether a text is one query that reads its sources and nothing else, and always says the same.

It looks at the tree the engine's own parser makes of the text, and lets through only what it knows.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from verification.evidence.replay.functions import (
    NAMING_AN_AGGREGATE,
    NAMING_TYPES,
    REGISTERED,
    TABLE_FUNCTIONS,
    TYPES_OF_THE_DAY,
    VALUES_OF_THE_SESSION,
    allowed_of,
    words,
)
from verification.evidence.replay.own_values import holds_values
from verification.evidence.replay.tree import Tree, nodes, text_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Why(StrEnum):
    """Why a text is no recipe."""

    NO_SQL = "no-sql"
    NO_SINGLE_SELECT = "no-single-select"
    TABLE_UNKNOWN = "table-unknown"
    FUNCTION_NOT_ALLOWED = "function-not-allowed"
    FORM_NOT_ALLOWED = "form-not-allowed"
    NAMES_TAKEN = "names-taken"


@dataclass(frozen=True)
class Refused:
    """A text is no recipe. `about` are words of the text itself."""

    why: Why
    about: str = ""


@dataclass(frozen=True)
class Passed:
    """A text is a recipe that reads these of its tables, by their names in small letters.

    `holds_values`: it carries values of its own into the result, so that its rows need not be the
    sources'. Codes and their names are that, and so is a forgery: a person has to look.
    """

    reads: tuple[str, ...]
    holds_values: bool = False


_EXPRESSIONS = words(
    """
    BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA
    LAMBDA_REF OPERATOR POSITIONAL_REFERENCE STAR SUBQUERY TYPE WINDOW
    """
)
_TABLES = words("BASE_TABLE EMPTY EXPRESSION_LIST JOIN PIVOT SUBQUERY TABLE_FUNCTION")
_QUERIES = words("SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE")
_TABLE_MARKS = words("sample query_location")


def gate(sql: str, tables: frozenset[str], engine: "DuckDBPyConnection") -> Passed | Refused:
    """Whether a text may be run, given the names of its tables in small letters.

    What the engine raises over a text that is no SQL goes on.
    """
    if not _is_single_select(sql, engine):
        return Refused(Why.NO_SINGLE_SELECT)
    (serialised,) = engine.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()
    tree = json.loads(serialised[0])
    if tree.get("error") or len(tree["statements"]) != 1:
        return Refused(Why.NO_SINGLE_SELECT)
    registered = {name for (name,) in engine.execute(REGISTERED).fetchall()}
    look = _Look(tables, allowed_of(registered), _own_names(tree))
    taken = {name for (name,) in engine.execute(_TAKEN).fetchall()} - tables
    for name in sorted(look.own):
        if name in taken or not name.isidentifier():
            return Refused(Why.NAMES_TAKEN, name)
    refused = next(look.at(tree["statements"][0]), None)
    return refused or Passed(tuple(sorted(look.read)), holds_values(tree))


def _is_single_select(sql: str, engine: "DuckDBPyConnection") -> bool:
    try:
        sql.encode()
        kinds = [each.type.name for each in engine.extract_statements(sql)]
    except ValueError:  # a text that is no Unicode, or a statement the library has no word for
        return False
    return kinds == ["SELECT"]


_TAKEN = """
    SELECT lower(view_name) FROM duckdb_views() UNION SELECT lower(table_name) FROM duckdb_tables()
"""
"""A name of the query's own must not be the engine's too: outside its part it would mean that."""


def _own_names(tree: Tree) -> frozenset[str]:
    """The names that the query itself gives to parts of it (WITH), in small letters."""
    return frozenset(
        str(entry["key"]).lower()
        for node in nodes(tree)
        for entry in (node.get("cte_map") or {}).get("map", ())
    )


@dataclass
class _Look:
    """A look through a tree: what it may name, and which tables it was seen to read."""

    tables: frozenset[str]
    functions: frozenset[str]
    own: frozenset[str]
    read: set[str] = field(default_factory=set)

    def at(self, tree: Tree) -> Iterator[Refused]:
        """Yield what must not stand there."""
        if tree.get("named_param_map"):
            yield Refused(Why.FORM_NOT_ALLOWED, "?")
        for node in nodes(tree):
            yield from self._at_node(node)

    def _at_node(self, node: Tree) -> Iterator[Refused]:
        kind = str(node.get("type", ""))
        if "class" in node:
            yield from self._at_expression(node, str(node["class"]))
        elif node.keys() >= _TABLE_MARKS:
            yield from self._at_table(node, kind)
        elif kind.endswith("_NODE") and kind not in _QUERIES:
            yield Refused(Why.FORM_NOT_ALLOWED, kind.removesuffix("_NODE"))
        if node.get("sample") is not None:
            yield Refused(Why.FORM_NOT_ALLOWED, "SAMPLE")

    def _at_expression(self, node: Tree, kind: str) -> Iterator[Refused]:
        if kind not in _EXPRESSIONS:
            yield Refused(Why.FORM_NOT_ALLOWED, kind)
        elif "function_name" in node:
            yield from self._at_function(node)
        elif kind == "COLUMN_REF":
            names = [str(name).lower() for name in node["column_names"]]
            if len(names) == 1 and names[0] in VALUES_OF_THE_SESSION:
                yield Refused(Why.FUNCTION_NOT_ALLOWED, names[0])
        elif kind == "TYPE" and TYPES_OF_THE_DAY.fullmatch(str(node["type_name"])):
            yield Refused(Why.FORM_NOT_ALLOWED, str(node["type_name"]))

    def _at_function(self, node: Tree) -> Iterator[Refused]:
        name = str(node["function_name"]).lower()
        if name not in self.functions or node.get("schema") or node.get("catalog"):
            yield Refused(Why.FUNCTION_NOT_ALLOWED, name)
        elif name in NAMING_AN_AGGREGATE and _said(node, 1).lower() not in self.functions:
            yield Refused(Why.FUNCTION_NOT_ALLOWED, _said(node, 1) or name)
        elif name in NAMING_TYPES and TYPES_OF_THE_DAY.search(_said(node, 1) or "timetz"):
            yield Refused(Why.FORM_NOT_ALLOWED, name)

    def _at_table(self, node: Tree, kind: str) -> Iterator[Refused]:
        if kind not in _TABLES or node.get("at_clause"):
            yield Refused(Why.FORM_NOT_ALLOWED, kind)
        elif kind == "BASE_TABLE":
            yield from self._at_name(node)
        elif kind == "TABLE_FUNCTION":
            name = str(node["function"]["function_name"]).lower()
            if name not in TABLE_FUNCTIONS:
                yield Refused(Why.FUNCTION_NOT_ALLOWED, name)

    def _at_name(self, node: Tree) -> Iterator[Refused]:
        name = str(node["table_name"]).lower()
        plain = not node.get("schema_name") and not node.get("catalog_name")
        if plain and name in self.tables:
            self.read.add(name)
        elif not plain or name not in self.own:
            yield Refused(Why.TABLE_UNKNOWN, str(node["table_name"]))


def _said(node: Tree, place: int) -> str:
    """An argument of a function as it stands in the text; nothing where it is to be computed."""
    arguments = node["arguments"]
    return text_of(arguments[place]["expression"]) if place < len(arguments) else ""
