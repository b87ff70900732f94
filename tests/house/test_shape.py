"""Files are short, say what they are about in their name, and packages hold no code."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import ROOT, Module, modules, tracked

MOST_LINES = 300
MOST_FUNCTION_LINES = 60
WRITTEN_BY_HAND = (".py", ".js", ".mjs", ".css", ".html", ".sql")
# Made by the font's own build, one face a line.
MADE = ("marketplace/static/",)
EMPTY_WORDS = frozenset(
    ("asset", "handler", "helper", "item", "manager", "package", "resource", "util")
)
EMPTY_NAMES = frozenset(("data", "process"))
"""What says nothing in a name, or stands for another thing here; and nothing as a whole name."""

TODO = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")
EVERYWHERE = ("storage", "verification", "submissions", "marketplace", "migrations", "wsgi")


def too_long(path: str, text: str) -> Iterator[str]:
    """Yield a file that is longer than a reader holds in mind."""
    lines = text.count("\n")
    if path.endswith(WRITTEN_BY_HAND) and not path.startswith(MADE) and lines > MOST_LINES:
        yield f"{path}: {lines} lines"


def long_functions(module: Module) -> Iterator[str]:
    """Yield the functions one has to scroll."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_FUNCTION_LINES:
                yield f"{module.path}:{node.lineno} {node.name}: {lines} lines"


def more_than_a_docstring(module: Module) -> Iterator[str]:
    """Yield a package that holds anything but its docstring, or lacks one."""
    if module.is_package:
        match module.tree.body:
            case [ast.Expr(value=ast.Constant(value=str()))]:
                return
            case _:
                yield module.path


def badly_named(path: str) -> Iterator[str]:
    """Yield a file or folder of Python whose name is one of the forbidden words."""
    if path.endswith(".py"):
        for step in path.removesuffix(".py").split("/"):
            words = step.removeprefix("test_").strip("_").split("_")
            if EMPTY_WORDS.intersection(each.removesuffix("s") for each in words) or (
                "_".join(words).removesuffix("s") in EMPTY_NAMES
            ):
                yield f"{path}: {step}"


def unnumbered_todos(path: str, text: str) -> Iterator[str]:
    """Yield the places that put something off without a number to find it by."""
    for number, line in enumerate(text.splitlines(), start=1):
        if TODO.search(line):
            yield f"{path}:{number}"


def texts() -> Iterator[tuple[str, str]]:
    """Yield the tracked files that are written by hand, with their text."""
    for path in tracked():
        if path.endswith((*WRITTEN_BY_HAND, ".md", ".toml")) and not path.startswith(MADE):
            yield path, (ROOT / path).read_text(encoding="utf-8")


def test_no_file_is_longer_than_a_reader_holds_in_mind() -> None:
    assert [each for path, text in texts() for each in too_long(path, text)] == []


def test_a_long_file_is_seen() -> None:
    assert list(too_long("storage/a.py", "x\n" * 301)) == ["storage/a.py: 301 lines"]
    assert list(too_long("storage/a.py", "x\n" * 300)) == []


def test_no_function_has_to_be_scrolled() -> None:
    found = [each for module in modules(*EVERYWHERE) for each in long_functions(module)]

    assert [each for each in found if not each.startswith("migrations/versions/")] == []


def test_a_long_function_is_seen() -> None:
    module = Module("storage/a.py", "def long():\n" + "    x = 1\n" * 60)

    assert list(long_functions(module)) == ["storage/a.py:1 long: 61 lines"]


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    found = [each for module in modules(*EVERYWHERE) for each in more_than_a_docstring(module)]

    assert found == []


def test_code_in_a_package_is_seen() -> None:
    code = Module("storage/__init__.py", '"""Bytes."""\nfrom storage.objects import ObjectStore\n')
    nothing = Module("storage/__init__.py", "")

    assert [*more_than_a_docstring(code), *more_than_a_docstring(nothing)] == [
        "storage/__init__.py",
        "storage/__init__.py",
    ]


def test_every_module_is_named_for_what_it_knows() -> None:
    assert [each for path in tracked() for each in badly_named(path)] == []


def test_a_name_that_says_nothing_is_seen() -> None:
    assert list(badly_named("marketplace/utils/a.py")) == ["marketplace/utils/a.py: utils"]
    assert list(badly_named("storage/file_helpers.py")) == ["storage/file_helpers.py: file_helpers"]
    assert list(badly_named("verification/checks/data.py")) == ["verification/checks/data.py: data"]
    assert list(badly_named("verification/checks/personal_data.py")) == []


def test_what_is_put_off_has_a_number() -> None:
    this = "tests/house/test_shape.py"
    found = [
        each for path, text in texts() if path != this for each in unnumbered_todos(path, text)
    ]

    assert found == []


def test_something_put_off_without_a_number_is_seen() -> None:
    text = "# TODO(#12): later\n# TODO: some day\n"

    assert list(unnumbered_todos("storage/a.py", text)) == ["storage/a.py:2"]


def test_every_test_folder_is_a_package() -> None:
    paths = set(tracked())
    folders = {path.rpartition("/")[0] for path in paths if path.startswith("tests/")}
    with_tests = {
        folder
        for folder in folders
        if any(path.startswith(f"{folder}/") and path.endswith(".py") for path in paths)
    }

    assert sorted(each for each in with_tests if f"{each}/__init__.py" not in paths) == []
