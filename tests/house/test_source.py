"""The reader of the tree sees what the rules are asked about."""

from tests.house.source import Import, Module, modules, tracked


def test_imports_are_seen_wherever_they_stand() -> None:
    text = """
import os.path
from storage import digests
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from marketplace.app import create_app
def late():
    import pandas
    importlib.import_module("duckdb")
"""

    assert {each.target for each in Module("verification/a.py", text).imports()} == {
        "os.path",
        "storage.digests",
        "typing.TYPE_CHECKING",
        "marketplace.app.create_app",
        "pandas",
        "duckdb",
    }


def test_relative_imports_are_named_in_full() -> None:
    module = Module("verification/checks/a.py", "from ..errors import FileGone\nfrom . import b\n")
    package = Module("verification/checks/__init__.py", "from . import b\n")

    assert list(module.imports()) == [
        Import(1, "verification.errors.FileGone"),
        Import(2, "verification.checks.b"),
    ]
    assert list(package.imports()) == [Import(1, "verification.checks.b")]


def test_the_whole_tree_is_read() -> None:
    paths = {module.path for module in modules()}

    assert {"storage/objects.py", "submissions/states.py", "marketplace/app.py"} <= paths
    assert "README.md" in tracked() or "pyproject.toml" in tracked()
