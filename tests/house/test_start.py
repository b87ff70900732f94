"""The web tier starts without the engines: they are the workers'."""

import subprocess
import sys

import pytest

from tests.house.application import NOWHERE
from tests.house.source import ROOT

ENGINES = frozenset({"pandas", "pyarrow", "duckdb", "numpy", "openpyxl", "python_calamine", "prov"})
START = """
import sys
from marketplace.app import create_app
from marketplace.config import Settings
create_app(Settings.from_env())
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def imported_by(program: str) -> set[str]:
    """Return the top-level names that a program has imported when it ends."""
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**NOWHERE, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


def test_the_web_tier_starts_without_the_engines() -> None:
    assert ENGINES & imported_by(START) == set()


@pytest.mark.parametrize("engine", ["duckdb"])
def test_an_engine_at_the_start_is_seen(engine: str) -> None:
    assert engine in imported_by(f"import {engine}\n{START}")
