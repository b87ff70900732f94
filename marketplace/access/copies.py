"""The Parquet copies of tables: which one is meant, and a folder that keeps those last read.

A copy is named by its digest and never changes, so it can be kept by any number of processes
without asking each other. What is kept is a saving, never the truth: it can be deleted at any time.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from marketplace.access.errors import TableMissing
from marketplace.catalogue.models import Form
from marketplace.catalogue.values import PublishedFile, VersionFacts
from storage.digests import Digest
from storage.objects import ObjectStore
from storage.transfers import Bucket


def table_of(
    version: VersionFacts, file: str | None = None, sheet: str | None = None
) -> PublishedFile:
    """Return a table of a version, the first where nothing is named; raise `TableMissing`."""
    for table in version.files:
        if table.form is Form.TABLE and file in (None, table.name) and sheet in (None, table.sheet):
            return table
    raise TableMissing(file, sheet)


class KeptCopies:
    """Copies fetched from the store, `most_bytes` of them: the longest unread goes first."""

    def __init__(self, folder: Path, objects: ObjectStore, *, most_bytes: int) -> None:
        self._folder = folder
        self._objects = objects
        self._most_bytes = most_bytes

    def path(self, digest: Digest) -> Path:
        """Return where the copy lies, fetched if it was not there.

        Raises what the store raises. A copy being read may be deleted by another process: on
        Linux whoever has it open reads on.
        """
        return self._kept(digest, lambda arriving: self._fetch(digest, arriving))

    def made(self, digest: Digest, make: Callable[[Path, Path], None]) -> Path:
        """Return where the copy lies of a table that is published as text, made if there is none.

        `make` is given where the published bytes lie, and where their copy is to be. Raises what it
        raises, and what the store raises.
        """

        def arrive(arriving: Path) -> None:
            with tempfile.TemporaryDirectory() as folder:
                published = Path(folder) / "published"
                self._fetch(digest, published)
                make(published, arriving)

        return self._kept(digest, arrive)

    def _fetch(self, digest: Digest, path: Path) -> None:
        self._objects.download(Bucket.PUBLISHED, digest, path)

    def _kept(self, digest: Digest, arrive: Callable[[Path], None]) -> Path:
        kept = self._folder / f"{digest}.parquet"
        try:
            os.utime(kept)
        except FileNotFoundError:
            self._keep(kept, arrive)
        return kept

    def _keep(self, kept: Path, arrive: Callable[[Path], None]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=self._folder, prefix="arriving-")
        os.close(number)
        arriving = Path(name)
        try:
            arrive(arriving)
            arriving.replace(kept)
        finally:
            arriving.unlink(missing_ok=True)
        self._make_room(keep=kept)

    def _make_room(self, *, keep: Path) -> None:
        held = []
        for path in self._folder.glob("*.parquet"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            held.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in held)
        for _, size, path in sorted(held):
            if total <= self._most_bytes:
                return
            if path != keep:
                path.unlink(missing_ok=True)
                total -= size
