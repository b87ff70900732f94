"""The Korean sentences that the code says, each as the catalogue of what is told has it."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

HANGUL = re.compile("[가-힣]")
SENTENCE = re.compile(r"[가-힣][.]$")
_HOLE = re.compile(r"\{(\w*)(?::[^}]*)?\}")


def spoken(path: Path) -> Iterator[str]:
    """Yield the sentences of a module that do not stand beside their English."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        words = _words(node)
        inner = isinstance(above.get(node), ast.JoinedStr)
        if words and not inner and SENTENCE.search(words) and not _is_paired(node, above):
            yield _numbered(words)


def _words(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str() as words):
            return words
        case ast.JoinedStr(values=steps):
            return "".join(
                str(each.value) if isinstance(each, ast.Constant) else "{}" for each in steps
            )
        case _:
            return ""


def _numbered(words: str) -> str:
    """Return a sentence with its nameless holes numbered."""
    steps = _HOLE.split(words)
    names = [name or str(place) for place, name in enumerate(steps[1::2])]
    holes = [f"{{{name}}}" for name in names]
    return "".join(literal + hole for literal, hole in zip(steps[::2], [*holes, ""], strict=True))


def _is_paired(node: ast.AST, above: Mapping[ast.AST, ast.AST]) -> bool:
    """Tell whether its English is the next of its arguments, or it is for another catalogue."""
    holder = above.get(node)
    match holder:
        case ast.Call(func=ast.Name(id="N_")) | ast.Expr():
            return True
        case ast.Call(args=items) | ast.Tuple(elts=items) if node in items:
            following = items[items.index(node) + 1 :][:1]
            return any(_words(each) and not HANGUL.search(_words(each)) for each in following)
        case _:
            return False
