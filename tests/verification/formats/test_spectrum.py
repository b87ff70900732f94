"""The spectrum of CSV: twelve small files, each beside the rows that stand in it as JSON.

After the acid test of that name: `csvs/<name>.csv` beside `json/<name>.json` in a folder, a row an
object of texts. Another such folder is compared by `disagreements`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.verification.reading import rows_of

Objects = list[dict[str, str]]

SPECTRUM: dict[str, tuple[str, Objects]] = {
    "simple": ("가,나,다\n1,2,3\n", [{"가": "1", "나": "2", "다": "3"}]),
    "simple_crlf": ("a,b,c\r\n4,5,6\r\n", [{"a": "4", "b": "5", "c": "6"}]),
    "comma_in_quotes": (
        'name,place,code\nKim,"Sejong, Areum-dong",00012\n',
        [{"name": "Kim", "place": "Sejong, Areum-dong", "code": "00012"}],
    ),
    "empty": (
        'a,b,c\n1,"",""\n2,3,4\n',
        [{"a": "1", "b": "", "c": ""}, {"a": "2", "b": "3", "c": "4"}],
    ),
    "empty_crlf": (
        'a,b,c\r\n1,"",""\r\n2,3,4\r\n',
        [{"a": "1", "b": "", "c": ""}, {"a": "2", "b": "3", "c": "4"}],
    ),
    "escaped_quotes": (
        'a,b\n1,"he said ""yes"" twice"\n3,4\n',
        [{"a": "1", "b": 'he said "yes" twice'}, {"a": "3", "b": "4"}],
    ),
    "json": (
        'key,val\n1,"{""kind"": ""Point"", ""at"": [127.2, 36.5]}"\n',
        [{"key": "1", "val": '{"kind": "Point", "at": [127.2, 36.5]}'}],
    ),
    "location_coordinates": (
        'id,place\n7,"정부청사\n세종시\n(36.504210, 127.264930)"\n',
        [{"id": "7", "place": "정부청사\n세종시\n(36.504210, 127.264930)"}],
    ),
    "newlines": (
        'a,b,c\n1,2,3\n"twice\nbroken,\nline",5,6\n7,8,9\n',
        [
            {"a": "1", "b": "2", "c": "3"},
            {"a": "twice\nbroken,\nline", "b": "5", "c": "6"},
            {"a": "7", "b": "8", "c": "9"},
        ],
    ),
    "newlines_crlf": (
        'a,b,c\r\n1,2,3\r\n"once\r\nbroken",5,6\r\n',
        [{"a": "1", "b": "2", "c": "3"}, {"a": "once\r\nbroken", "b": "5", "c": "6"}],
    ),
    "quotes_and_newlines": (
        'a,b\n1,"say\n""yes""\nnow"\n3,4\n',
        [{"a": "1", "b": 'say\n"yes"\nnow'}, {"a": "3", "b": "4"}],
    ),
    "utf8": (
        "a,b,c\n1,2,3\n4,5,ʤ뷁\n",
        [{"a": "1", "b": "2", "c": "3"}, {"a": "4", "b": "5", "c": "ʤ뷁"}],
    ),
}


def disagreements(folder: Path) -> Iterator[str]:
    """Yield the names of the files of a folder that are read otherwise than their JSON says."""
    for path in sorted((folder / "csvs").glob("*.csv")):
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
        objects = expected if isinstance(expected, list) else [expected]
        header, *rows = rows_of(path.read_bytes(), path.name)
        if [dict(zip(header, row, strict=True)) for row in rows] != objects:
            yield path.stem


@pytest.fixture
def spectrum(tmp_path: Path) -> Path:
    """The twelve as a folder."""
    for place in ("csvs", "json"):
        (tmp_path / place).mkdir()
    for name, (text, objects) in SPECTRUM.items():
        (tmp_path / "csvs" / f"{name}.csv").write_bytes(text.encode())
        (tmp_path / "json" / f"{name}.json").write_text(json.dumps(objects), encoding="utf-8")
    return tmp_path


def test_every_file_of_the_spectrum_is_read_as_its_json_says(spectrum: Path) -> None:
    assert len(SPECTRUM) == 12
    assert list(disagreements(spectrum)) == []


def test_a_file_that_says_otherwise_is_seen(spectrum: Path) -> None:
    (spectrum / "csvs" / "simple.csv").write_text("가,나,다\n1,2,4\n", encoding="utf-8")

    assert list(disagreements(spectrum)) == ["simple"]
