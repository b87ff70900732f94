"""What the command `check` does: the file verified here, by the platform's checks and recipe."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from marketplace.cli.command import DONE, REFUSED
from marketplace.cli.drafting import draft, read_source
from marketplace.cli.errors import AskedWrongly
from marketplace.cli.recipe_file import read_recipe
from marketplace.cli.server import server_of
from marketplace.cli.shelf import Shelf
from marketplace.cli.telling import is_refuted, lines_of
from marketplace.config import ClientSettings
from submissions.errors import ManifestFaulty
from submissions.manifest import read_manifest
from verification.reading import OfferedFile
from verification.report import as_json
from verification.runner import verify


def run(arguments: Namespace, settings: ClientSettings) -> int:
    """Verify a file; 0 when nothing refutes it, 1 otherwise. Nothing is handed in."""
    try:
        with TemporaryDirectory() as folder:
            return _check(arguments, settings, Path(folder))
    except ManifestFaulty as faulty:
        for fault in faulty.faults:
            print(f"error: {fault.pointer}: {fault.message}", file=sys.stderr)
        return REFUSED
    except OSError as fault:
        print(f"error: {fault.filename}: {fault.strerror}", file=sys.stderr)
        return REFUSED


def _check(arguments: Namespace, settings: ClientSettings, folder: Path) -> int:
    sql = read_recipe(arguments.recipe)
    if not arguments.file.is_file():
        raise AskedWrongly(f"{arguments.file}: no such file")
    reached = cache(partial(server_of, arguments.server, settings, signed_in=False))
    shelf = Shelf(reached, folder)
    sources = [shelf.take(read_source(text)) for text in arguments.sources]
    manifest = read_manifest(draft(arguments, sources, sql))
    output = manifest.recipe.output if manifest.recipe else arguments.file.name
    workdir = folder / "work"
    workdir.mkdir()
    verified = verify(
        [OfferedFile(output, arguments.file.resolve())],
        manifest.declaration(public_body=False),
        shelf,
        workdir=workdir,
        at=datetime.now(UTC),
    )
    report = as_json(verified.report)
    for line in lines_of(report):
        print(line)
    return REFUSED if is_refuted(report) else DONE
