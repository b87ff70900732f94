import os
from dataclasses import replace
from pathlib import Path

import pytest

from marketplace.access.copies import KeptCopies, table_of
from marketplace.access.errors import TableMissing
from marketplace.catalogue.models import Form
from storage.digests import Digest, digest_of
from storage.errors import ObjectMissing
from storage.objects import ObjectStore
from storage.transfers import Bucket
from tests.factories.catalogue import make_facts, make_file


def stored(object_store: ObjectStore, folder: Path, content: bytes) -> Digest:
    path = folder / "content"
    path.write_bytes(content)
    digest = digest_of(content)
    object_store.put_file(Bucket.PUBLISHED, digest, path, media_type="application/parquet")
    return digest


def test_a_copy_is_fetched_once_and_read_from_the_folder_after(
    object_store: ObjectStore, tmp_path: Path
) -> None:
    digest = stored(object_store, tmp_path, b"PAR1 once PAR1")
    kept = KeptCopies(tmp_path / "copies", object_store, most_bytes=1_000)

    path = kept.path(digest)
    object_store.remove(Bucket.PUBLISHED, digest)

    assert kept.path(digest) == path
    assert path.read_bytes() == b"PAR1 once PAR1"


def test_the_copies_longest_unread_make_room(object_store: ObjectStore, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    kept = KeptCopies(folder, object_store, most_bytes=20)
    first, second, third = (
        stored(object_store, tmp_path, content) for content in (b"1" * 10, b"2" * 10, b"3" * 10)
    )
    for age, digest in ((300, first), (200, second)):
        path = kept.path(digest)
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    kept.path(first)

    kept.path(third)

    assert {path.stem for path in folder.iterdir()} == {first, third}


def test_a_copy_larger_than_the_room_is_given_all_the_same(
    object_store: ObjectStore, tmp_path: Path
) -> None:
    digest = stored(object_store, tmp_path, b"4" * 50)

    assert KeptCopies(tmp_path / "copies", object_store, most_bytes=1).path(digest).exists()


def test_what_the_store_does_not_hold_leaves_nothing_behind(
    object_store: ObjectStore, tmp_path: Path
) -> None:
    kept = KeptCopies(tmp_path / "copies", object_store, most_bytes=20)

    with pytest.raises(ObjectMissing):
        kept.path(digest_of(b"never stored"))

    assert list((tmp_path / "copies").iterdir()) == []


WORKBOOK = replace(
    make_facts(),
    files=(
        make_file("합계.xlsx"),
        make_file("합계.xlsx", form=Form.TABLE, sheet="2023", rows=1),
        make_file("합계.xlsx", form=Form.TABLE, sheet="2024", rows=2),
    ),
)


@pytest.mark.parametrize(
    ("named", "sheet"),
    [((None, None), "2023"), (("합계.xlsx", None), "2023"), ((None, "2024"), "2024")],
)
def test_a_table_is_the_one_named_or_the_first(
    named: tuple[str | None, str | None], sheet: str
) -> None:
    assert table_of(WORKBOOK, *named).sheet == sheet


@pytest.mark.parametrize("named", [("합계.xlsx", "2025"), ("없음.csv", None)])
def test_a_table_that_is_not_there_is_missing(named: tuple[str, str | None]) -> None:
    with pytest.raises(TableMissing):
        table_of(WORKBOOK, *named)
