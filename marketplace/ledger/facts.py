"""The frozen values recognition works on. None of them knows a table or a session."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from marketplace.ledger.kinds import EventKind, Reason


@dataclass(frozen=True)
class ActorFacts:
    """Who did it, as they stood at the time; without an id, someone who was not signed in.

    `official`: their points count for their department.
    """

    id: UUID | None = None
    department: UUID | None = None
    official: bool = False


NOBODY = ActorFacts()


@dataclass(frozen=True)
class VersionFacts:
    """The version an event is about, and whose it was at the time."""

    dataset: UUID
    version: UUID
    number: int
    owner: UUID | None
    owner_department: UUID | None = None


@dataclass(frozen=True)
class Download:
    """A file of a version was fetched."""

    kind: ClassVar[EventKind] = EventKind.DOWNLOAD
    version: VersionFacts


@dataclass(frozen=True)
class MenuUse:
    """A menu was used, on a version or on none."""

    kind: ClassVar[EventKind] = EventKind.MENU
    menu: str
    version: VersionFacts | None = None


@dataclass(frozen=True)
class Upload:
    """An approved submission was published; `content` is the digest of what it brought."""

    kind: ClassVar[EventKind] = EventKind.UPLOAD
    version: VersionFacts
    submission_kind: str
    content: str
    submission: UUID | None = None
    imported: bool = False


@dataclass(frozen=True)
class Withdrawal:
    """A version was withdrawn."""

    kind: ClassVar[EventKind] = EventKind.WITHDRAWAL
    version: VersionFacts


@dataclass(frozen=True)
class OfferedAgain:
    """The withdrawal of a version was undone; `content` and `imported` are those of its upload."""

    kind: ClassVar[EventKind] = EventKind.OFFERED_AGAIN
    version: VersionFacts
    content: str | None = None
    imported: bool = False


Earning = Download | MenuUse | Upload
Deed = Earning | Withdrawal | OfferedAgain


@dataclass(frozen=True)
class EventFacts:
    """An event: who did what, and when."""

    id: UUID
    actor: ActorFacts
    deed: Deed
    at: datetime


@dataclass(frozen=True)
class PostingFacts:
    """What an event posts: to whom, for whom, how much of it counts, and why.

    `counter_of` is the event whose posting this one takes back.
    """

    event: UUID
    account: UUID
    department: UUID | None
    day: date
    amount: int
    recognised: int
    reason: Reason
    rule_version: int
    counter_of: UUID | None = None


@dataclass(frozen=True)
class History:
    """What was counted before the event, as far as the event's kind has to know.

    A posting that was taken back does not count.

    Attributes:
        version_counted: a download of this version by this person.
        menus_counted: the menus used by this person on this day.
        content_counted: an upload, by anyone, of exactly this content.
        dataset_counted: an upload into this dataset.
        upload: of a withdrawal: what stands of what the version's upload posted.
        withdrawal: of a version offered again: what its withdrawal took back.
    """

    version_counted: bool = False
    menus_counted: frozenset[str] = frozenset()
    content_counted: bool = False
    dataset_counted: bool = False
    upload: PostingFacts | None = None
    withdrawal: PostingFacts | None = None
