from pathlib import Path

import pytest

from tests.marketplace.cli.conftest import Say


@pytest.mark.parametrize(
    "words",
    [(), ("unknown",), ("accounts",), ("accounts", "grant", "a@b.test", "king"), ("accounts", "x")],
)
def test_wrong_use_is_two(say: Say, words: tuple[str, ...]) -> None:
    said = say(*words)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: python -m marketplace")


def test_help_is_no_mistake(say: Say) -> None:
    said = say("accounts", "--help")

    assert (said.status, said.err) == (0, "")
    assert "departments" in said.out


def test_a_missing_setting_is_named(
    say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATA", str(tmp_path))

    said = say("accounts", "list")

    assert said.status == 2
    assert "DATABASE_URL" in said.err


def test_a_database_that_is_not_there_is_said_without_its_address(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://kim:secret-word@127.0.0.1:1/none")

    said = say("accounts", "list")

    assert (said.status, said.err) == (1, "error: the database does not answer\n")
