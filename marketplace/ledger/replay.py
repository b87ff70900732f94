"""The ledger told again: the same events, in the order they were recorded, give the same postings.

Nothing here reads a table: who has the events and the rules can recompute every point.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from marketplace.ledger.days import day_of
from marketplace.ledger.facts import (
    Download,
    EventFacts,
    History,
    MenuUse,
    OfferedAgain,
    PostingFacts,
    Upload,
    Withdrawal,
)
from marketplace.ledger.recognition import posting_for
from marketplace.ledger.rules import Rules, in_force


def replay(
    events: Iterable[EventFacts], versions: Sequence[Rules]
) -> Iterator[tuple[EventFacts, PostingFacts | None]]:
    """Yield each event with what it posts, given all the events before it."""
    memory = Memory()
    for event in events:
        rules = in_force(versions, day_of(event.at))
        posting = posting_for(event, memory.recall(event), rules)
        if posting is not None:
            memory.note(event, posting)
        yield event, posting


class Memory:
    """What was counted so far. It grows with what counts, not with what happens."""

    def __init__(self) -> None:
        self._downloads: set[tuple[UUID | None, UUID]] = set()
        self._menus: defaultdict[tuple[UUID | None, date], set[str]] = defaultdict(set)
        self._uploads: dict[UUID, tuple[Upload, PostingFacts]] = {}
        self._withdrawn: dict[UUID, tuple[Upload, PostingFacts]] = {}
        self._standing: Counter[str | UUID] = Counter()

    def recall(self, event: EventFacts) -> History:
        """Return the history of an event that is about to be recognised."""
        match event.deed:
            case Download(version):
                counted = (event.actor.id, version.version) in self._downloads
                return History(version_counted=counted)
            case MenuUse():
                used = self._menus.get((event.actor.id, day_of(event.at)), set())
                return History(menus_counted=frozenset(used))
            case Upload(version, content=content):
                return History(
                    content_counted=self._standing[content] > 0,
                    dataset_counted=self._standing[version.dataset] > 0,
                )
            case OfferedAgain(version, content=content):
                _, posting = self._withdrawn.get(version.version, (None, None))
                return History(
                    content_counted=content is not None and self._standing[content] > 0,
                    dataset_counted=self._standing[version.dataset] > 0,
                    withdrawal=posting,
                )
            case withdrawal:
                _, posting = self._uploads.get(withdrawal.version.version, (None, None))
                return History(upload=posting)

    def note(self, event: EventFacts, posting: PostingFacts) -> None:
        """Remember what an event posted."""
        match event.deed:
            case Withdrawal(version):
                upload, _ = self._uploads.pop(version.version)
                self._withdrawn[version.version] = upload, posting
                self._stand(upload, posting)
            case OfferedAgain(version):
                upload, _ = self._withdrawn.pop(version.version)
                self._uploads[version.version] = upload, posting
                self._stand(upload, posting)
            case Upload(version) as upload:
                self._uploads[version.version] = upload, posting
                self._stand(upload, posting)
            case _ if not posting.recognised:
                pass
            case Download(version):
                self._downloads.add((posting.account, version.version))
            case use:
                self._menus[posting.account, posting.day].add(use.menu)

    def _stand(self, upload: Upload, posting: PostingFacts) -> None:
        # +1 for an upload that counts, -1 when it is taken back, 0 for one that never counted.
        sign = (posting.recognised > 0) - (posting.recognised < 0)
        self._standing.update({upload.content: sign, upload.version.dataset: sign})
