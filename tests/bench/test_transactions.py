"""The generated file is the same each time, and holds what it says was planted in it."""

from pathlib import Path

import pandas as pd

from bench.numbers import resident_number
from bench.transactions import CHUNK, COLUMNS, Planted, write_transactions

ROWS = 200_000


def test_the_file_holds_what_is_said_to_be_planted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    planted = write_transactions(path, ROWS)

    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    numbers = frame["memo"].str.extract(r"(\d{6})-(\d{7})").dropna().agg("".join, axis=1)
    assert planted == Planted(
        rows=len(frame),
        duplicates=int(frame.duplicated().sum()),
        bad_fares=int((~frame["fare"].str.fullmatch(r"\d*")).sum()),
        personal={
            "resident": int(numbers.str[6].isin(["1", "2"]).sum()),
            "foreigner": int((numbers.str[6] == "5").sum()),
            "phone": int(frame["memo"].str.contains(r"010-\d{4}-\d{4}").sum()),
            "email": int(frame["memo"].str.contains("@").sum()),
            "card": int(frame["memo"].str.contains(r"\d{4}-\d{4}-\d{4}-\d{4}").sum()),
            "business": int(frame["memo"].str.contains(r"\d{3}-\d{2}-\d{5}").sum()),
        },
    )
    assert numbers.tolist() == [
        resident_number(number[:6], number[6:12], foreign=number[6] == "5") for number in numbers
    ]
    assert list(frame.columns) == list(COLUMNS)
    assert 150 < path.stat().st_size / ROWS < 175


def test_the_same_seed_makes_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    one, again, other = (tmp_path / name for name in "abc")

    for path, seed in ((one, 1), (again, 1), (other, 2)):
        write_transactions(path, 2_000, seed=seed)

    assert one.read_bytes() == again.read_bytes() != other.read_bytes()


def test_a_longer_file_begins_as_a_shorter_one_of_whole_chunks(tmp_path: Path) -> None:
    short, long = tmp_path / "short", tmp_path / "long"

    write_transactions(short, CHUNK)
    write_transactions(long, CHUNK + 500)

    assert long.read_bytes().startswith(short.read_bytes())


def test_both_encodings_hold_the_same_text(tmp_path: Path) -> None:
    plain, korean = tmp_path / "plain", tmp_path / "korean"

    write_transactions(plain, 2_000)
    write_transactions(korean, 2_000, encoding="cp949")

    assert korean.read_bytes().decode("cp949") == plain.read_bytes().decode("utf-8")
