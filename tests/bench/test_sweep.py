"""A sweep says of every file what was read, and nothing of what stands in it."""

import json
from pathlib import Path

import pytest

from bench.sweep import main
from tests.factories.files import csv, residents


def test_a_sweep_tells_of_every_file_and_sums_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.csv").write_bytes(csv(("가", "나"), [(1, "x"), (2, "y"), (2, "y")]))
    (tmp_path / "below" / "b.csv").write_bytes(b"")
    (tmp_path / "c.csv").write_bytes(csv(("비고",), [(residents()["dashed"],)]))

    status = main([str(tmp_path)])

    said = capsys.readouterr().out
    first, second, third, summary = map(json.loads, said.splitlines())
    assert status == 0
    assert (first["name"], first["ended"], first["codes"]) == (
        "a.csv",
        "well",
        {"duplicate-row": 1},
    )
    assert [(t["rows"], t["columns"]) for t in first["tables"]] == [(3, 2)]
    assert (second["name"], second["tables"], second["odd"]) == ("below/b.csv", [], ["no table"])
    assert third["verdict"] == "blocked"
    assert (summary["files"], summary["ended"], summary["bad"]) == (3, {"well": 3}, [])
    assert residents()["dashed"][7:] not in said
