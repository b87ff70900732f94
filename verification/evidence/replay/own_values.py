"""Whether a query carries values of its own into its result: then a person has to look at it."""

from verification.evidence.replay.functions import words
from verification.evidence.replay.tree import Tree, figure_of, nodes

_MANY_CONSTANTS = 50
_HARMLESS_FIGURES = words("0 1 -1")
_CHOOSING = words("if switch")
_MADE_OF_PARTS = words("list_value list_pack struct_pack row array_value")


def holds_values(tree: Tree) -> bool:
    """Whether a query has rows or figures of its own: VALUES, a bare SELECT 1, THEN 3, or many."""
    every = list(nodes(tree))
    constants = sum(node.get("class") == "CONSTANT" for node in every)
    return constants > _MANY_CONSTANTS or any(
        holds(node) for node in every for holds in (_rows, _chosen, _branch)
    )


def _rows(node: Tree) -> bool:
    """VALUES, a SELECT without a table, and figures in brackets: lists, maps and the like."""
    if node.get("type") == "EXPRESSION_LIST":
        return True
    if node.get("function_name") in _MADE_OF_PARTS:
        return any(_is_figure(each["expression"]) for each in node["arguments"])
    bare = node.get("type") == "SELECT_NODE" and node["from_table"]["type"] == "EMPTY"
    return bare and any(each.get("class") == "CONSTANT" for each in nodes(node["select_list"]))


def _chosen(node: Tree) -> bool:
    """A figure that stands where a condition holds, or does not."""
    if node.get("function_name") in _CHOOSING:
        return any(_is_figure(each["expression"]) for each in node["arguments"])
    checks = node.get("case_checks") or ()
    return any(_is_figure(check["then_expr"]) for check in checks) or (
        bool(checks) and _is_figure(node.get("else_expr") or {})
    )


def _branch(node: Tree) -> bool:
    """A part of a union that gives figures where another gives a column: no label, as a year is."""
    if node.get("type") != "SET_OPERATION_NODE":
        return False
    parts = [part["select_list"] for part in node["children"] if "select_list" in part]
    figures = [[_is_figure(cell) for cell in cells] for cells in zip(*parts, strict=False)]
    return any(any(each) and not all(each) for each in figures)


def _is_figure(node: Tree) -> bool:
    figure = figure_of(node)
    return bool(figure) and figure not in _HARMLESS_FIGURES
