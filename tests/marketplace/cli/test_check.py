"""`check` without a server: the same verification, the sources being files here."""

import subprocess
import sys
from pathlib import Path

import pytest

from marketplace.cli.main import main
from tests.house.source import ROOT

SQL = "SELECT 구, sum(승차) AS 승차 FROM stops GROUP BY 구"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    for name, text in (
        ("source.csv", "구,승차\n가,1\n가,2\n나,3\n"),
        ("honest.csv", "구,승차\n나,3\n가,3\n"),
        ("forged.csv", "구,승차\n나,3\n가,4\n"),
        ("q.sql", SQL),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def check(made: Path, name: str, *words: str) -> int:
    return main(["check", str(made / name), *words, "--recipe", str(made / "q.sql")])


@pytest.mark.parametrize(("name", "status"), [("honest.csv", 0), ("forged.csv", 1)])
def test_a_recipe_is_run_here(made: Path, name: str, status: int) -> None:
    assert check(made, name, "--from", f"stops={made / 'source.csv'}") == status


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_recipe_is_read_in_the_encodings_of_editors(made: Path, encoding: str) -> None:
    (made / "q.sql").write_text(SQL, encoding=encoding)
    (made / "a=b.csv").write_bytes((made / "source.csv").read_bytes())

    assert check(made, "honest.csv", "--from", f"stops={made / 'a=b.csv'}") == 0


def test_a_recipe_that_is_no_text_is_said(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (made / "q.sql").write_bytes(b"\xff\xfe\xff")

    assert check(made, "honest.csv", "--from", f"stops={made / 'source.csv'}") == 1
    assert "UTF-8 or CP949" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "source.csv"), "name a source by its id"),
        (("--from", "a b=source.csv"), "letters, digits and _"),
        (("--from", "6f1d7a52-8d3c-4a31-9a70-3a1d6f0f3b11@x"), "number of a version"),
        (("--from", "6f1d7a52-8d3c-4a31-9a70-3a1d6f0f3b11@1"), "--server URL"),
        (("--from", "stops=/nowhere.csv"), "no such file"),
        (("--licence", "nothing"), "/licence"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    made: Path,
    words: tuple[str, ...],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HWANRYU_SERVER", raising=False)

    assert check(made, "honest.csv", *words) == 1
    assert said in capsys.readouterr().err


def test_a_server_that_is_away_is_said(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = "6f1d7a52-8d3c-4a31-9a70-3a1d6f0f3b11@1"

    assert check(made, "honest.csv", "--from", held, "--server", "http://127.0.0.1:1") == 1
    assert "does not answer" in capsys.readouterr().err


def test_it_imports_nothing_of_the_web(made: Path) -> None:
    program = (
        "import sys; from marketplace.cli.main import main; "
        f"main(['check', {str(made / 'honest.csv')!r}]); "
        "print('flask' in sys.modules or 'marketplace.web' in sys.modules)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert answer.stdout.splitlines()[-1] == "False"
