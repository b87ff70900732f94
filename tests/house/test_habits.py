"""Habits that keep promises: no message in a log, one committer, one clock, no broad except."""

import ast
from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.house.source import Module, modules

Rule = Callable[[ast.AST], bool]


def catches_everything(node: ast.AST) -> bool:
    """`except:`, `except Exception:` that does not raise again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = "" if node.type is None else ast.unparse(node.type)
    broad = caught in {"", "Exception", "BaseException"}
    return broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


def logs_a_message(node: ast.AST) -> bool:
    """`logger.exception(…)`, `exc_info=True`: what an engine raises may quote a cell."""
    match node:
        case ast.Call(
            func=ast.Attribute(attr="exception", value=ast.Name(id="logger" | "logging"))
        ):
            return True
        case ast.Call(func=ast.Attribute(attr="print_exc" | "format_exc" | "format_exception")):
            return True
        case ast.keyword(arg="exc_info"):
            return True
    return False


def commits(node: ast.AST) -> bool:
    """`session.commit()`: the door commits, nobody else."""
    match node:
        case ast.Call(func=ast.Attribute(attr="commit")):
            return True
    return False


def looks_at_the_clock(node: ast.AST) -> bool:
    """`datetime.now(…)`: the time is an argument."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=attr)):
            return attr in {"now", "utcnow", "today"}
        case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr="time")):
            return True
    return False


ALLOWED: Mapping[Rule, tuple[str, ...]] = {
    # A check that crashed is an outcome; a job or a chore that failed leaves without its words.
    catches_everything: ("verification/guard.py", "marketplace/worker.py"),
    logs_a_message: (),
    commits: ("storage/database.py", "marketplace/http/door.py"),
    looks_at_the_clock: ("marketplace/services.py", "marketplace/stack", "marketplace/cli"),
}
"""Each habit, and the only places that may break it."""


def breaches(rule: Rule, module: Module) -> Iterator[str]:
    """Yield the lines of a module that break a habit."""
    if not module.stands_in(*ALLOWED[rule]):
        for node in ast.walk(module.tree):
            if rule(node):
                yield f"{module.path}:{getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("rule", list(ALLOWED), ids=lambda rule: rule.__name__)
def test_the_habit_is_kept(rule: Rule) -> None:
    assert [each for module in modules() for each in breaches(rule, module)] == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (catches_everything, "try:\n    go()\nexcept Exception:\n    pass\n"),
        (catches_everything, "try:\n    go()\nexcept:\n    pass\n"),
        (logs_a_message, "logger.exception('crashed')"),
        (logs_a_message, "logger.error('crashed', exc_info=True)"),
        (commits, "def accept(session):\n    session.commit()\n"),
        (looks_at_the_clock, "at = datetime.now(UTC)"),
    ],
)
def test_a_breach_of_the_habit_is_seen(rule: Rule, text: str) -> None:
    assert len(list(breaches(rule, Module("submissions/a.py", text)))) == 1


def test_what_is_raised_again_is_not_swallowed() -> None:
    text = "try:\n    go()\nexcept Exception as fault:\n    raise JobFailed(str(fault)) from None\n"

    assert list(breaches(catches_everything, Module("submissions/a.py", text))) == []


def test_every_place_that_may_break_a_habit_is_there() -> None:
    paths = {module.path for module in modules()}

    assert [
        place
        for places in ALLOWED.values()
        for place in places
        if not any(path == place or path.startswith(f"{place}/") for path in paths)
    ] == []
