"""`make backup` and `make restore`: a folder's database, objects and keys in one tar file.

The database is dumped first: what it names is in the store already and published objects are never
overwritten, so the objects copied after it can only be too many, never too few. Works beside a
running stack; otherwise the parts are started for as long as it takes.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from marketplace.config import Settings, run_environment
from marketplace.services import Services
from marketplace.stack.errors import (
    BackupUnreadable,
    FolderInUse,
    FolderNotEmpty,
    PartFailed,
    StackError,
)
from marketplace.stack.folder import LAYOUT, Folder
from marketplace.stack.objects_copy import copy_in, copy_out
from marketplace.stack.part import running
from marketplace.stack.postgres import OWNER, Postgres
from marketplace.stack.programs import postgres_program
from marketplace.stack.run import plan_of
from storage.errors import StorageError

DUMP = "database.dump"
CONTENTS = "contents.json"
SECRETS = "secrets.json"


def main(arguments: Sequence[str]) -> int:
    """Back up or restore the folder that DATA names, as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m marketplace")
    parser.add_argument("what", choices=("backup", "restore"))
    parser.add_argument("file", type=Path, help="the tar file to write, or to read")
    chosen = parser.parse_args(arguments)
    act = {"backup": back_up, "restore": restore}[chosen.what]
    try:
        act(run_environment(), chosen.file)
    except (StackError, StorageError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def back_up(env: Mapping[str, str], target: Path) -> None:
    """Write the backup, whole or not at all."""
    passing = target.with_name(target.name + ".part")
    with reachable(env) as settings, tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / DUMP
        _dump(settings, dump)
        passing.touch(mode=0o600)
        with tarfile.open(passing, "w") as archive:
            archive.add(dump, DUMP)
            _add_json(archive, Path(scratch), SECRETS, _secrets(settings))
            objects = copy_out(Services.from_settings(settings).objects, archive, Path(scratch))
            contents = {
                "layout": LAYOUT,
                "made_at": datetime.now(UTC).isoformat(),
                "dump_sha256": _sha256(dump),
                "objects": objects,
            }
            _add_json(archive, Path(scratch), CONTENTS, contents)
    passing.replace(target)
    print(f"backup of {len(objects)} objects and the database in {target}")


def restore(env: Mapping[str, str], source: Path) -> None:
    """Fill an empty folder from a backup; raise `FolderNotEmpty` if there is anything in it."""
    data = Path(env.get("DATA") or "var")
    if data.exists() and any(data.iterdir()):
        raise FolderNotEmpty(data)
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = Path(scratch)
        contents = _unpack(source, unpacked)
        folder = Folder.open(data)
        try:
            folder.write_private(SECRETS, json.loads((unpacked / SECRETS).read_text()))
            with _parts_of(folder, env) as settings:
                _load(folder, unpacked / DUMP)
                store = Services.from_settings(settings).objects
                store.ensure_buckets()
                copy_in(store, contents, unpacked, part_bytes=settings.multipart_bytes)
        finally:
            folder.close()
    print(f"{data} restored from {source}")


@contextmanager
def reachable(env: Mapping[str, str]) -> Iterator[Settings]:
    """Yield settings by which the parts of the folder answer, starting them if nobody has."""
    try:
        folder = Folder.open(Path(env.get("DATA") or "var"))
    except FolderInUse:
        yield Settings.from_env(env)
        return
    try:
        with _parts_of(folder, env) as settings:
            yield settings
    finally:
        folder.close()


@contextmanager
def _parts_of(folder: Folder, env: Mapping[str, str]) -> Iterator[Settings]:
    plan = plan_of(folder, env)
    with ExitStack() as stack:
        for part in plan.parts:
            stack.enter_context(running(part, folder.log(part.name)))
        yield Settings.from_env({**env, **plan.settings})


def _dump(settings: Settings, target: Path) -> None:
    url = settings.database_owner_url.replace("+psycopg", "", 1)
    program = str(postgres_program("pg_dump"))
    done = subprocess.run(
        [program, "--format=custom", f"--file={target}", f"--dbname={url}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise PartFailed("pg_dump", done.stderr.strip())


def _load(folder: Folder, dump: Path) -> None:
    database = Postgres(folder.path / "postgres", folder.run_folder() / "postgres")
    database.ensure_database()
    # Owner and rights are this server's; the next start grants the latter anew.
    ours = ("--no-owner", "--no-privileges", f"--role={OWNER}", "--exit-on-error")
    database.run_program("pg_restore", *ours, str(dump))


def _unpack(source: Path, into: Path) -> list[dict[str, str]]:
    try:
        with tarfile.open(source) as archive:
            _extract(archive, into)
        contents = json.loads((into / CONTENTS).read_text())
        layout, digest, objects = contents["layout"], contents["dump_sha256"], contents["objects"]
    except (OSError, tarfile.TarError, ValueError, KeyError) as fault:
        raise BackupUnreadable(source, type(fault).__name__) from None
    if layout > LAYOUT:
        raise BackupUnreadable(source, "a newer release wrote it")
    if _sha256(into / DUMP) != digest:
        raise BackupUnreadable(source, "its database dump is damaged")
    return list(objects)


def _extract(archive: tarfile.TarFile, into: Path) -> None:
    """Write the plain files of an archive, none of them outside `into`.

    By hand: `extractall` learnt its filter in 3.11.4, and 3.11 has been around since before.
    """
    for member in archive:
        target = (into / member.name).resolve()
        content = archive.extractfile(member) if member.isreg() else None
        if content is None or not target.is_relative_to(into.resolve()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as written:
            shutil.copyfileobj(content, written)


def _secrets(settings: Settings) -> dict[str, str]:
    return {
        "SECRET_KEY": settings.secret_key,
        "S3_ACCESS_KEY": settings.s3_access_key,
        "S3_SECRET_KEY": settings.s3_secret_key,
    }


def _add_json(archive: tarfile.TarFile, scratch: Path, name: str, content: object) -> None:
    path = scratch / name
    path.write_text(json.dumps(content, indent=1))
    archive.add(path, name)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
