"""What fixes raise: one class a reason, the facts as attributes."""

from collections.abc import Sequence
from uuid import UUID

from marketplace.errors import MarketplaceError
from submissions.faults import Fault


class FixesError(MarketplaceError):
    """Base of all that fixes raise."""


class FixMissing(FixesError):
    """There is no such fix."""

    def __init__(self, fix_id: UUID) -> None:
        super().__init__(f"no fix {fix_id}")
        self.fix_id = fix_id


class FixFaulty(FixesError):
    """Cells of the fix do not fit the version; each fault points at one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"the fix has {len(faults)} faults")
        self.faults = tuple(faults)


class FixesLimited(FixesError):
    """Somebody proposed as many fixes as one may in a day."""

    def __init__(self, most: int, retry_after: int) -> None:
        super().__init__(f"no more than {most} fixes in a while")
        self.most = most
        self.retry_after = retry_after


class TooManyFixesOpen(FixesError):
    """Somebody has as many fixes of a dataset open as one may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"no more than {most} open fixes")
        self.most = most


class FixClosed(FixesError):
    """The fix was answered or withdrawn before."""

    def __init__(self, fix_id: UUID) -> None:
        super().__init__(f"fix {fix_id} is closed")
        self.fix_id = fix_id


class FixUnderWay(FixesError):
    """An accepted fix of the dataset waits to be published: the next is based on that version."""

    def __init__(self, submission_id: UUID) -> None:
        super().__init__(f"submission {submission_id} is not published yet")
        self.submission_id = submission_id


class NotTheLatest(FixesError):
    """Only the latest version can be fixed."""

    def __init__(self, number: int, latest: int) -> None:
        super().__init__(f"version {number} is not the latest, {latest}")
        self.number = number
        self.latest = latest
