"""The work of restating: the recipe run on newer sources, its rows put away as the draft's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from storage.digests import Digest, digest_of_file
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.keys import new_key
from submissions.manifest import Manifest
from submissions.treatments import CSV
from verification.declaration import Recipe
from verification.errors import ComparisonBroke, ComparisonTooSlow
from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.comparison import Compared, compared
from verification.evidence.replay.naming import named_tables
from verification.evidence.replay.output import PARQUET, output_name, write_output
from verification.evidence.replay.reasons import REASONS
from verification.evidence.replay.sandbox import Stopped, run_apart
from verification.showing import shown
from verification.sources import SourceLibrary, SourceTable

_PARQUET_TYPE = "application/vnd.apache.parquet"
EXAMPLES_AT_MOST = 50


@dataclass(frozen=True)
class Before:
    """The version that is restated: its tables are what the new rows are set beside."""

    dataset: UUID
    version: int


@dataclass(frozen=True)
class MadeFile:
    """The file that was made, in the quarantine, and the difference it makes."""

    name: str
    key: str
    etag: str
    size: int
    digest: Digest
    media_type: str
    told: Mapping[str, Any]


@dataclass(frozen=True)
class NoFile:
    """The recipe gave no rows; `told` says why, in our words."""

    told: Mapping[str, Any]


@dataclass(frozen=True)
class Room:
    """Where it is worked, and for which draft."""

    store: ObjectStore
    submission_id: UUID
    folder: Path
    bounds: Bounds


def restate(
    manifest: Manifest, recipe: Recipe, before: Before, library: SourceLibrary, room: Room
) -> MadeFile | NoFile:
    """Run a recipe on the sources a manifest names, and put the rows away as a file.

    Raises what the library and the store raise when they do not answer.
    """
    tables = {each.name: each.path for each in named_tables(manifest.sources, library)}
    if not tables:
        return _none(Stopped("recipe-sources-unavailable", "no-sources"))
    apart = room.folder / "apart"
    apart.mkdir()
    ran = run_apart(recipe.sql, tables, folder=apart, bounds=room.bounds)
    if isinstance(ran, Stopped):
        return _none(ran)
    earlier = _earlier(recipe, library.tables(before.dataset, before.version) or ())
    told = {} if earlier is None else _difference(ran.result, earlier.path, room)
    name = output_name(recipe.output)
    path = room.folder / "made"
    write_output(ran.result, path, name)
    media_type = _PARQUET_TYPE if name.lower().endswith(PARQUET) else CSV
    key = new_key(room.submission_id)
    facts = room.store.put_file(Bucket.QUARANTINE, key, path, media_type=media_type)
    return MadeFile(name, key, facts.etag, facts.size, digest_of_file(path), media_type, told)


def _none(stopped: Stopped) -> NoFile:
    about = shown(stopped.about) or None
    return NoFile({"why": stopped.code, "words": REASONS[stopped.why], "about": about})


def _earlier(recipe: Recipe, tables: tuple[SourceTable, ...]) -> SourceTable | None:
    return next((each for each in tables if each.file == recipe.output), None)


def _difference(result: Path, earlier: Path, room: Room) -> dict[str, Any]:
    """What the new rows change; nothing where they are too many to compare."""
    try:
        found = compared(
            result,
            earlier,
            folder=room.folder / "compared",
            show=lambda _column, cell: shown(cell),
            records=lambda places: [place + 1 for place in places],
            seconds=room.bounds.comparing_seconds,
        )
    except (ComparisonTooSlow, ComparisonBroke):
        return {}
    return {
        "rows": found.submitted,
        "before": found.reproduced,
        "equal": found.equal,
        "changed": found.altered,
        "added": found.extra,
        "removed": found.missing,
        "columns_added": [shown(each.name) for each in found.alignment.extra],
        "columns_removed": [shown(each.name) for each in found.alignment.missing],
        "examples": _examples(found),
    }


_CHANGES = {"altered": "changed", "extra": "added", "missing": "removed"}


def _examples(found: Compared) -> list[dict[str, Any]]:
    return [
        {
            "change": _CHANGES[each.kind],
            "row": each.row,
            "column": None if each.column is None else shown(each.column),
            "before": each.reproduced,
            "now": each.submitted,
        }
        for each in found.unlike[:EXAMPLES_AT_MOST]
    ]
