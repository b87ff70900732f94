"""What the command `push` does: the manifest drafted, the file sent, handed in and waited for."""

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from marketplace.cli.command import DONE, REFUSED
from marketplace.cli.drafting import draft, read_source
from marketplace.cli.errors import AskedWrongly
from marketplace.cli.finding_sources import found_source, unreceived
from marketplace.cli.import_run import media_type_of
from marketplace.cli.recipe_file import read_recipe
from marketplace.cli.sending import StoreClient
from marketplace.cli.server import Server, server_of
from marketplace.cli.telling import is_refuted, lines_of
from marketplace.config import ClientSettings
from storage.digests import digest_of_file
from storage.transfers import SignedRequest
from submissions.states import State
from submissions.uploads import MultipartUpload, SignedPart, SingleUpload

PAUSE = 0.3
_UNDER_WAY = frozenset({State.SUBMITTED, State.VERIFYING, State.ACCEPTED})


def run(arguments: Namespace, settings: ClientSettings) -> int:
    """Offer a file; 0 when it is handed in and nothing refutes it, 1 otherwise."""
    try:
        sql = read_recipe(arguments.recipe)
        if not arguments.file.is_file():
            raise AskedWrongly(f"{arguments.file}: no such file")
    except OSError as fault:
        print(f"error: {fault.filename}: {fault.strerror}", file=sys.stderr)
        return REFUSED
    asked = [read_source(text) for text in arguments.sources]
    server = server_of(arguments.server, settings, signed_in=True)
    sources = [found_source(server, each) for each in asked]
    for source in unreceived(server, sources):
        print(f"note: you hold no receipt for {source.dataset}@{source.version}", file=sys.stderr)
    made = server.post("/submissions", draft(arguments, sources, sql))
    submission = str(made["id"])
    print(f"draft {submission}")
    _send(server, submission, arguments.file, made_name=_output(made, arguments.file))
    if arguments.draft:
        return DONE
    server.post(f"/submissions/{submission}/submit")
    return DONE if arguments.no_wait else _wait(server, submission)


def _output(made: dict[str, Any], file: Path) -> str:
    recipe = made["manifest"].get("recipe")
    return str(recipe["output"]) if recipe else file.name


def _send(server: Server, submission: str, path: Path, *, made_name: str) -> None:
    announced = {
        "name": made_name,
        "size": path.stat().st_size,
        "media_type": media_type_of(path.name),
        "sha256": digest_of_file(path),
    }
    file = server.post(f"/submissions/{submission}/files", announced)
    parts = StoreClient().send(_upload(file["upload"]), path)
    body = {"parts": [{"number": part.number, "etag": part.etag} for part in parts]}
    server.post(f"/submissions/{submission}/files/{file['id']}/complete", body if parts else None)
    print(f"sent {made_name}")


def _upload(how: dict[str, Any]) -> SingleUpload | MultipartUpload:
    if how["method"] == "single":
        return SingleUpload(SignedRequest(how["url"], how["headers"]))
    parts = tuple(SignedPart(part["number"], part["url"]) for part in how["parts"])
    return MultipartUpload(how["part_size"], parts, ())


def _wait(server: Server, submission: str) -> int:
    """Wait until no worker has anything to do with it, and tell what came of it."""
    while (seen := server.get(f"/submissions/{submission}"))["state"] in _UNDER_WAY:
        time.sleep(PAUSE)
    state = State(seen["state"])
    if seen["report_digest"] is None:
        print(state)
        return REFUSED
    report = server.get(f"/submissions/{submission}/report")
    for line in lines_of(report):
        print(line)
    where = f" {seen['dataset']}@{seen['version']}" if state is State.PUBLISHED else ""
    print(f"{state}{where}")
    return REFUSED if is_refuted(report) else DONE
