from collections import Counter
from pathlib import Path

import pytest

from marketplace.cli.demo.derivations import names
from marketplace.cli.demo.derivations.plot import VISITS, WAVES
from marketplace.cli.demo.derived import Fate
from marketplace.cli.demo.original import MADE_UP, MARK, Original
from marketplace.cli.demo.shelf import ORIGINALS, write_shelf
from marketplace.workflow.catalogue_list import read_list
from marketplace.workflow.column_list import read_columns
from marketplace.workflow.listed_files import FolderNames
from submissions.categories import CATEGORIES
from submissions.manifest import read_manifest

OFFICIALS = ("official1", "official2", "official3")


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, bytes, bytes]]:
    found = {}
    for official in OFFICIALS:
        folder = tmp_path_factory.mktemp(official)
        found[official] = (folder, *write_shelf(folder, official))
    return found


Shelves = dict[str, tuple[Path, bytes, bytes]]


def test_every_category_of_the_city_has_originals(shelves: Shelves) -> None:
    entries = [entry for _, content, _ in shelves.values() for entry in read_list(content).entries]

    counted = Counter(entry.manifest["category"] for entry in entries)
    assert (set(counted), min(counted.values())) == (set(CATEGORIES), 2)


def test_every_row_of_the_lists_has_its_file_and_no_fault(shelves: Shelves) -> None:
    for folder, content, columns in shelves.values():
        listed = read_list(content)
        declared = read_columns(columns)
        there = FolderNames.of(path.name for path in folder.iterdir())

        assert (listed.refused, listed.others) == ((), 0)
        for entry in listed.entries:
            assert isinstance(there.find(entry), str), entry.title
            read_manifest({**entry.manifest, "columns": list(declared.get(entry.key, ()))})


def test_the_same_bytes_are_made_every_time(shelves: Shelves, tmp_path: Path) -> None:
    for official in OFFICIALS:
        again = tmp_path / official
        again.mkdir()
        write_shelf(again, official)

        first = {path.name: path.read_bytes() for path in shelves[official][0].iterdir()}
        assert {path.name: path.read_bytes() for path in again.iterdir()} == first


def test_everything_says_that_it_is_a_demonstration() -> None:
    assert {original.title[-len(MARK) :] for original in ORIGINALS} == {MARK}
    assert [each.name for each in ORIGINALS if MADE_UP not in each.description] == [names.HELD]


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda each: each.name)
def test_the_keys_of_an_original_tell_its_rows_apart(original: Original) -> None:
    table = original.table()
    key = [place for place, column in enumerate(table.columns) if column.key]
    keys = [tuple(row[place] for place in key) for row in table.rows]

    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert not key or len(set(keys)) == len(keys)
    assert len(set(table.rows)) == len(table.rows)


def test_the_printed_total_of_the_city_is_not_the_sum_of_its_categories() -> None:
    (held,) = (each for each in ORIGINALS if each.name == names.HELD)
    *rows, printed = held.table().rows

    assert [row[0] for row in rows] == list(CATEGORIES)
    assert (sum(int(str(row[1])) for row in rows), printed[1]) == (708, 731)


def test_names_are_given_once() -> None:
    given = Counter([each.name for each in ORIGINALS] + [each.name for w in WAVES for each in w])

    assert [name for name, times in given.items() if times > 1] == []


def test_each_wave_is_made_of_what_came_before() -> None:
    there = {original.name for original in ORIGINALS}

    for wave in WAVES:
        wanted = {source.name for derived in wave for source in derived.sources}
        assert wanted <= there
        there |= {derived.name for derived in wave if derived.fate is Fate.PUBLISHED}

    assert {name for _, wanted in VISITS for name in wanted} <= there
