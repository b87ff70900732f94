"""The values that go into the catalogue and come out of it; none of them knows a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from marketplace.catalogue.models import Form
from storage.digests import Digest

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Texts:
    """A text in the languages it was given in; Korean is what people are shown first."""

    ko: str | None = None
    en: str | None = None

    @property
    def shown(self) -> str:
        """The Korean text, or the English one where there is none."""
        return self.ko or self.en or ""

    def as_json(self) -> dict[str, str]:
        """Return the texts that are there, by language."""
        return {code: text for code, text in (("ko", self.ko), ("en", self.en)) if text}


@dataclass(frozen=True)
class PublishedFile:
    """One file in one form, already in the published bucket and among the stored objects.

    `name` is that of the original whatever the form, so that a file's forms are found by it.
    `made_by`: of a refined one, the steps that made it, with their log and first rows, masked.
    """

    name: str
    media_type: str
    size: int
    digest: Digest
    form: Form = Form.ORIGINAL
    sheet: str | None = None
    rows: int | None = None
    made_by: Row | None = None


@dataclass(frozen=True)
class Preview:
    """The first rows of a table, masked, as text."""

    file: str
    sheet: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """Return the preview as the database keeps it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
        }


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a version says of itself, as its manifest did.

    `licence_reason`: why a public body bars the commercial use of it. `terms`: of the contract it
    was bought under.
    """

    title: Texts
    description: Texts
    kind: str
    category: str
    licence: str
    access: str
    keywords: tuple[str, ...] = ()
    update_cycle: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    columns: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    method: str | None = None
    deviations: str | None = None
    licence_reason: str | None = None
    terms: Row | None = None


@dataclass(frozen=True, kw_only=True)
class PublishedVersion:
    """All that publishing needs. Without `dataset_id` a new dataset begins with it.

    `publisher` is the name of the department or organisation; None for a person on their own,
    whose name is looked up when it is shown, since it can be erased.
    """

    submission_id: UUID
    maker_id: UUID
    described: Description
    files: tuple[PublishedFile, ...]
    generation: int
    assurance: str
    report_digest: str
    department_id: UUID | None = None
    publisher: str | None = None
    dataset_id: UUID | None = None
    previews: tuple[Preview, ...] = ()


@dataclass(frozen=True)
class Withdrawal:
    """When and why a version was withdrawn."""

    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class VersionFacts:
    """One version, whole, for a page or a program.

    `shows_cells` False: it was bought, and whoever asks sees what it is and not what is in it.
    """

    id: UUID
    dataset_id: UUID
    number: int
    is_latest: bool
    submission_id: UUID
    maker_id: UUID
    owner_id: UUID
    department_id: UUID | None
    publisher: str | None
    published_at: datetime
    described: Description
    generation: int
    assurance: str
    report_digest: str
    files: tuple[PublishedFile, ...]
    previews: tuple[Preview, ...]
    withdrawal: Withdrawal | None
    shows_cells: bool = True

    @property
    def originals(self) -> tuple[PublishedFile, ...]:
        """The files as they came."""
        return tuple(file for file in self.files if file.form is Form.ORIGINAL)

    @property
    def tables(self) -> tuple[PublishedFile, ...]:
        """The tables as they came, then those in refined form."""
        forms = (Form.TABLE, Form.REFINED)
        return tuple(file for form in forms for file in self.files if file.form is form)

    def forms_of(self, name: str, form: Form) -> tuple[PublishedFile, ...]:
        """The tables of a file in a form, in their order."""
        return tuple(file for file in self.files if file.name == name and file.form is form)


@dataclass(frozen=True)
class NamedVersion:
    """How a version is called, and where it stands."""

    id: UUID
    dataset_id: UUID
    number: int
    title: Texts


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of a dataset's versions."""

    id: UUID
    number: int
    published_at: datetime
    generation: int
    assurance: str
    licence: str
    access: str
    withdrawal: Withdrawal | None


@dataclass(frozen=True)
class DatasetFacts:
    """A dataset's page: the version it shows and the list of all, newest first.

    `shown` is the latest version not withdrawn, or the last one where all have been withdrawn.
    """

    id: UUID
    owner_id: UUID
    department_id: UUID | None
    first_published_at: datetime
    withdrawn_at: datetime | None
    downloads: int
    people: int
    shown: VersionFacts
    versions: tuple[VersionLine, ...]
    adopted_by: UUID | None = None
    is_curated: bool = False


@dataclass(frozen=True)
class DatasetLine:
    """One dataset in a list."""

    id: UUID
    version: int
    title: Texts
    summary: str
    kind: str
    category: str
    generation: int
    assurance: str
    licence: str
    access: str
    update_cycle: str | None
    formats: tuple[str, ...]
    keywords: tuple[str, ...]
    owner_id: UUID
    department_id: UUID | None
    first_published_at: datetime
    published_at: datetime
    downloads: int
    people: int
    adopted_by: UUID | None = None
    is_curated: bool = False
