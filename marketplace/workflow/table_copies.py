"""The Parquet copies of published tables that all processes of this machine share."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from marketplace.access.copies import KeptCopies
from marketplace.catalogue.models import Form
from marketplace.catalogue.values import PublishedFile
from marketplace.services import Services
from storage.errors import StorageError
from verification.guard import guarded

_SECONDS = 120.0
"""How long the copy of a refined table may take to be made."""


def copies_of(services: Services) -> KeptCopies:
    """Return them; what is not there yet is fetched when it is asked for."""
    settings = services.settings
    return KeptCopies(
        settings.data / "rows", services.objects, most_bytes=settings.rows_cache_bytes
    )


def copy_of(copies: KeptCopies, table: PublishedFile) -> Path | None:
    """Return where the copy of a table lies, as it came or refined.

    None where it is refined and cannot be read as one table. Raises what the store raises.
    """
    return _refined(copies, table) if table.form is Form.REFINED else copies.path(table.digest)


def _refined(copies: KeptCopies, file: PublishedFile) -> Path | None:
    """Return where the copy of a refined table lies, which is published as CSV alone."""
    away: list[StorageError] = []

    def work() -> Path | None:
        try:
            return copies.made(file.digest, partial(_copy, file))
        except StorageError as fault:
            away.append(fault)
            return None

    made = guarded("copying", work)
    if away:
        raise away[0]
    return made


def _copy(file: PublishedFile, published: Path, copy: Path) -> None:
    # The engines come with it: whoever asks for facts alone stays small.
    from verification.gathering.gather import Bench, gather
    from verification.gathering.plan import plan_of
    from verification.limits import Deadline, Limits
    from verification.matching import Match
    from verification.reading import OfferedFile, read_file

    deadline, limits = Deadline(_SECONDS), Limits()
    offered = OfferedFile("refined.csv", published, media_type=file.media_type, digest=file.digest)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (table,) = read_file(offered, folder=folder, limits=limits, deadline=deadline).tables
        gather(table, plan_of(table.head, Match(), ()), copy, Bench(folder, limits, deadline))
