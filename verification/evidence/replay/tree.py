"""The tree that the engine's parser makes of a text, part by part."""

from collections.abc import Iterator, Mapping
from typing import Any

Tree = Mapping[str, Any]


def nodes(tree: Tree | list[Tree]) -> Iterator[Tree]:
    """Yield every part of a tree, as it stands in the text, however deep it is."""
    waiting: list[Any] = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def text_of(node: Tree) -> str:
    """The text that a constant is; nothing for whatever else."""
    literal = node.get("literal") or {}
    return str(literal["text"]) if literal.get("kind") == "STRING" else ""


def figure_of(node: Tree) -> str:
    """The figure that a constant is, as it is written; nothing for whatever else."""
    literal = node.get("literal") or {}
    return str(literal["text"]) if literal.get("kind") in _FIGURES else ""


_FIGURES = frozenset({"INTEGER", "FLOAT", "DECIMAL", "NUMERIC"})
