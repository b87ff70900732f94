"""Doing an import: every row taken in, sent, handed in; then waiting for what the workers say."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from marketplace.accounts.actor import Actor
from marketplace.cli.import_report import Offering, Outcome, ReportLine, line_of
from marketplace.cli.sending import StoreClient
from marketplace.cli.waiting import Pace, Tell, standings
from marketplace.services import Services
from marketplace.workflow import importing
from marketplace.workflow.catalogue_list import CatalogueList, Entry, RefusedRow
from marketplace.workflow.importing import Offered, Standing
from marketplace.workflow.listed_files import FolderNames, NoFile
from marketplace.workflow.offering import Counter
from storage.database import transaction
from storage.digests import digest_of_file
from storage.errors import StoreRefused
from submissions.errors import FileRefused, ManifestFaulty
from verification.history import find_report

DOCUMENTS = frozenset(
    {".pdf", ".hwp", ".hwpx", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".md", ".txt"}
)
"""What is handed in as a document: no row of a list says of what kind its file is."""

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".hwp": "application/x-hwp",
    ".hwpx": "application/hwp+zip",
}


@dataclass
class Import:
    """One run of one list, on behalf of one official; at a pace, or all at once."""

    services: Services
    actor: Actor
    folder: Path
    tell: Tell
    pace: Pace | None = None
    refused: list[ReportLine] = field(default_factory=list)
    offerings: list[Offering] = field(default_factory=list)

    def hand_in(self, listed: CatalogueList) -> None:
        """Hand in every row that can be; what went before is found, not done again.

        Raises what the store and the database raise when they do not answer: run it again.
        """
        self.refused.extend(_refused(row) for row in listed.refused)
        names = FolderNames.of(path.name for path in self.folder.iterdir() if path.is_file())
        client = StoreClient()
        for number, entry in enumerate(listed.entries, start=1):
            self.tell("handing in", number, len(listed.entries))
            self._offer(client, entry, names.find(entry))

    def lines(self) -> tuple[ReportLine, ...]:
        """Return what became of every row, in the order of the list."""
        found = standings(self.services, [each.submission_id for each in self.offerings])
        handed_in = (
            line_of(each, found[each.submission_id], self._report(found[each.submission_id]))
            for each in self.offerings
        )
        return tuple(sorted((*self.refused, *handed_in), key=lambda line: line.line))

    def _offer(self, client: StoreClient, entry: Entry, name: str | NoFile) -> None:
        if isinstance(name, NoFile):
            self._refuse(entry, "", f"{name.fault}: {name.text}")
            return
        try:
            submission_id = self._hand_in(client, entry, self.folder / name)
        except ManifestFaulty as faulty:
            told = "; ".join(f"{fault.pointer}: {fault.message}" for fault in faulty.faults)
            self._refuse(entry, name, told)
        except FileRefused as refused:
            self._refuse(entry, name, refused.fault.message)
        except (StoreRefused, OSError) as fault:
            self._refuse(entry, name, str(fault))
        else:
            self.offerings.append(Offering(entry.line, entry.key, entry.title, name, submission_id))

    def _hand_in(self, client: StoreClient, entry: Entry, path: Path) -> UUID:
        services, offered = self.services, _offered(entry, path)
        counter = Counter.of(services.objects, services.settings)
        with transaction(services.make_session) as session:
            taken = importing.take_in(
                session, self.actor, offered, counter=counter, at=services.now()
            )
        if taken.upload is None:
            return taken.submission_id
        parts = () if taken.upload.how is None else client.send(taken.upload.how, path)
        with transaction(services.make_session) as session:
            importing.hand_in(
                session,
                self.actor,
                taken.submission_id,
                parts=parts,
                counter=counter,
                at=services.now(),
            )
        services.relay()
        if self.pace is not None:
            self.pace.follow(taken.submission_id)
        return taken.submission_id

    def _refuse(self, entry: Entry, file: str, reason: str) -> None:
        refused = ReportLine(entry.line, entry.key, entry.title, file, Outcome.REFUSED, reason)
        self.refused.append(refused)

    def _report(self, standing: Standing) -> Mapping[str, Any] | None:
        if standing.report_digest is None:
            return None
        with transaction(self.services.make_session) as session:
            return find_report(session, standing.report_digest)


def media_type_of(name: str) -> str:
    """Return what a file is called to be, by its name alone."""
    suffix = Path(name).suffix.lower()
    known = _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


def _offered(entry: Entry, path: Path) -> Offered:
    kind = "document" if path.suffix.lower() in DOCUMENTS else "data"
    return Offered(
        key=entry.key,
        manifest={**entry.manifest, "kind": kind},
        name=path.name,
        size=path.stat().st_size,
        media_type=media_type_of(path.name),
        digest=digest_of_file(path),
    )


def _refused(row: RefusedRow) -> ReportLine:
    reason = f"{row.fault}: {row.text}" if row.text else str(row.fault)
    return ReportLine(row.line, row.key, row.title, "", Outcome.REFUSED, reason)
