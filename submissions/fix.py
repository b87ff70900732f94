"""The work of fixing: a version's files, one of them with some cells changed, put away anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from uuid import UUID

import pyarrow.parquet as pq

from storage.digests import Digest, digest_of_file
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.fixed import PutFile
from submissions.keys import new_key
from submissions.treatments import CSV
from verification.errors import NotRewritable
from verification.fixes.patch import Patch
from verification.fixes.plain import write_plain
from verification.fixes.rewriting import rewrite


@dataclass(frozen=True)
class HeldTable:
    """A table of a published file: its sheet, and where its copy lies here."""

    sheet: str | None
    copy: Path


@dataclass(frozen=True)
class HeldFile:
    """A published file and its tables. `is_text`: it was read as delimited text."""

    name: str
    digest: Digest
    media_type: str
    is_text: bool
    tables: tuple[HeldTable, ...] = ()


@dataclass(frozen=True)
class Change:
    """What is changed: the cells of a patch, in these rows of one table of one file."""

    file: str
    sheet: str | None
    patch: Patch
    places: tuple[int, ...]


@dataclass(frozen=True)
class Room:
    """Where it is worked, and for which draft."""

    store: ObjectStore
    submission_id: UUID
    folder: Path


def fix(files: Sequence[HeldFile], change: Change, room: Room) -> tuple[tuple[PutFile, ...], bool]:
    """Put a version's files away with a change made, and tell whether every other byte is kept.

    Where it could not be, the tables of the changed file stand there as CSV. Raises what the store
    raises.
    """
    kept: list[PutFile] = []
    whole = True
    for number, file in enumerate(files):
        path = room.folder / f"{number}.original"
        room.store.download(Bucket.PUBLISHED, file.digest, path)
        if file.name != change.file:
            kept.append(_put(room, file.name, file.media_type, path))
        elif (changed := _rewritten(file, change, path)) is not None:
            kept.append(_put(room, file.name, file.media_type, changed))
        else:
            whole = False
            taken = {each.name for each in files if each.name != file.name}
            kept += _as_tables(file, change, room, taken)
    return tuple(kept), whole


def _rewritten(file: HeldFile, change: Change, path: Path) -> Path | None:
    table = next((each for each in file.tables if each.sheet == change.sheet), None)
    if not file.is_text or table is None:
        return None
    target = path.with_suffix(".fixed")
    try:
        names = pq.read_schema(table.copy).names
        rewrite(path, target, change.patch, change.places, names)
    except NotRewritable:
        return None
    return target


def _as_tables(file: HeldFile, change: Change, room: Room, taken: set[str]) -> Iterator[PutFile]:
    for number, table in enumerate(file.tables):
        path = room.folder / f"table-{number}"
        is_meant = table.sheet == change.sheet
        write_plain(table.copy, path, change.patch if is_meant else None, change.places)
        name = _name(file, table.sheet if len(file.tables) > 1 else None, taken)
        taken.add(name)
        yield _put(room, name, CSV, path)


def _name(file: HeldFile, sheet: str | None, taken: set[str]) -> str:
    stem = PurePath(file.name).stem
    named = f"{stem}-{sheet}".replace("/", "-").replace("\\", "-")[:150] if sheet else stem
    name, number = f"{named}.csv", 2
    while name in taken:
        name, number = f"{named}-{number}.csv", number + 1
    return name


def _put(room: Room, name: str, media_type: str, path: Path) -> PutFile:
    key = new_key(room.submission_id)
    facts = room.store.put_file(Bucket.QUARANTINE, key, path, media_type=media_type)
    return PutFile(name, key, facts.etag, facts.size, digest_of_file(path), media_type)
