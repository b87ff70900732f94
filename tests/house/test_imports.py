"""Imports run one way, and some libraries are spoken to in one place only."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.house.source import FOLDERS, ROOT, Module, layers, modules

KNOWN_BELOW: Mapping[str, tuple[str, ...]] = {
    **{folder: FOLDERS[: place + 1] for place, folder in enumerate(FOLDERS)},
    "migrations": (*FOLDERS, "migrations"),
    "wsgi": ("marketplace",),
}
"""What each folder may import of the house."""

# The supervisor brings databases to the head before it starts what uses them, and knows no other.
MAY_MIGRATE = ("marketplace/stack", "marketplace/cli")

PLACES: Mapping[str, tuple[str, ...]] = {
    "flask": (
        "marketplace/app.py",
        "marketplace/http",
        "marketplace/web",
        "marketplace/api",
        "marketplace/cli",
    ),
    "flask_login": ("marketplace/app.py", "marketplace/http", "marketplace/web"),
    "minio": ("storage/objects.py",),
    "rq": ("storage/queue.py", "marketplace/worker.py"),
}
"""The only places where a library may be imported."""
DRIVES_TESTS = {"bench/door.py", "bench/sweep.py"}
"""What is measured on the tests' own town and hostile files. All else runs without the tests."""

WSGI = """\
from marketplace.app import create_app
from marketplace.config import Settings
application = create_app(Settings.from_env())
"""


LINT = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports("pyproject.toml", no_cache=True, no_logo=True))
"""


def upward(module: Module) -> Iterator[str]:
    """Yield the imports of a module that its folder may not know."""
    house = {*FOLDERS, "migrations", "wsgi", "tests", "bench"}
    allowed = set(KNOWN_BELOW[module.folder])
    if module.stands_in(*MAY_MIGRATE):
        allowed.add("migrations")
    for each in module.imports():
        first = each.target.split(".")[0]
        if first in house and first not in allowed:
            yield f"{module.path}:{each.line} imports {each.target}"


def misplaced(module: Module) -> Iterator[str]:
    """Yield the imports of a library outside the places where it may be spoken to."""
    for each in module.imports():
        for library, places in PLACES.items():
            if each.is_of(library) and not module.stands_in(*places):
                yield f"{module.path}:{each.line} imports {each.target}"


def environment_reads(module: Module) -> Iterator[str]:
    """Yield the lines that look at the environment."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "environb" | "getenv"):
                yield f"{module.path}:{node.lineno}"
    for each in module.imports():
        if each.target in {"os.environ", "os.environb", "os.getenv"}:
            yield f"{module.path}:{each.line}"


def all_of(rule: Iterable[Iterator[str]]) -> list[str]:
    return [breach for breaches in rule for breach in breaches]


def test_nothing_imports_upward() -> None:
    assert all_of(upward(each) for each in modules(*KNOWN_BELOW)) == []


def test_an_import_upward_is_seen() -> None:
    under_type_checking = Module(
        "verification/a.py", "if TYPE_CHECKING:\n    from submissions.models import Submission\n"
    )
    in_a_function = Module("storage/a.py", "def late():\n    import marketplace.app\n")
    by_name = Module("submissions/a.py", "import_module('marketplace.jobs')\n")

    assert all_of(upward(each) for each in (under_type_checking, in_a_function, by_name)) == [
        "verification/a.py:2 imports submissions.models.Submission",
        "storage/a.py:2 imports marketplace.app",
        "submissions/a.py:1 imports marketplace.jobs",
    ]


def test_the_contracts_of_the_house_hold() -> None:
    # In a process of its own: the linter's set-up of logging silences every logger that is there.
    answer = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout


def test_an_import_between_neighbours_breaks_the_contracts(tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "marketplace" / "ledger" / "days.py").open("a") as days:
        days.write("\ndef _later():\n    import marketplace.notices.kinds\n")

    answer = subprocess.run(
        [sys.executable, "-c", LINT], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert "marketplace.ledger is not allowed to import marketplace.notices" in answer.stdout


def _all_but_python(folder: str, names: list[str]) -> set[str]:
    return {
        name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())
    } | {"static", "templates", "front"}


def test_a_benchmark_knows_the_tests_only_where_it_drives_them() -> None:
    knowing = {
        module.path
        for module in modules("bench")
        for each in module.imports()
        if each.is_of("tests")
    }

    assert knowing == DRIVES_TESTS


def test_everything_in_the_marketplace_has_a_layer() -> None:
    named = {name for layer in layers() for name in layer}
    there = {module.name.split(".")[1] for module in modules("marketplace") if "." in module.name}

    assert there - named == set()


def test_libraries_are_imported_only_where_they_are_spoken_to() -> None:
    assert all_of(misplaced(each) for each in modules()) == []


def test_a_library_in_the_wrong_place_is_seen() -> None:
    elsewhere = Module("marketplace/workflow/a.py", "from flask import g\nimport rq.job\n")
    at_home = Module("marketplace/worker.py", "from rq import Worker\n")

    assert all_of(misplaced(each) for each in (elsewhere, at_home)) == [
        "marketplace/workflow/a.py:1 imports flask.g",
        "marketplace/workflow/a.py:2 imports rq.job",
    ]


def test_only_the_settings_look_at_the_environment() -> None:
    others = [each for each in modules(*KNOWN_BELOW) if each.path != "marketplace/config.py"]

    assert all_of(environment_reads(each) for each in others) == []


def test_a_look_at_the_environment_is_seen() -> None:
    module = Module("storage/a.py", "import os\nhome = os.environ['HOME']\nfrom os import getenv\n")

    assert list(environment_reads(module)) == ["storage/a.py:2", "storage/a.py:3"]


def test_the_wsgi_module_makes_the_application_and_nothing_else() -> None:
    (wsgi,) = modules("wsgi")
    said = [node for node in wsgi.tree.body if not _is_docstring(node)]

    assert [ast.unparse(node) for node in said] == WSGI.splitlines()


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
