from collections.abc import Callable
from dataclasses import dataclass

import pytest

from marketplace.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command left behind: its status and its words."""

    status: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Say:
    """Run a command against a database of this test's own."""
    needed = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "REDIS_URL", "SECRET_KEY")
    for name in needed:
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("DATABASE_URL", database_url)

    def run(*words: str) -> Said:
        status = main(words)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run
