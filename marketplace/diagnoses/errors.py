"""What diagnoses raise: one class a reason, the facts as attributes."""

from uuid import UUID

from marketplace.errors import MarketplaceError


class DiagnosesError(MarketplaceError):
    """Base of all that diagnoses raise."""


class AsideAlready(DiagnosesError):
    """The finding is set aside already, or counts already."""

    def __init__(self, code: str) -> None:
        super().__init__(f"nothing changes for {code}")
        self.code = code


class ErrorReportMissing(DiagnosesError):
    """There is no such error report."""

    def __init__(self, report_id: UUID) -> None:
        super().__init__(f"no error report {report_id}")
        self.report_id = report_id


class ErrorReportsLimited(DiagnosesError):
    """Somebody reported as many errors as one may in a while."""

    def __init__(self, most: int, retry_after: int) -> None:
        super().__init__(f"no more than {most} error reports in a while")
        self.most = most
        self.retry_after = retry_after


class TooManyOpen(DiagnosesError):
    """Somebody has as many open error reports about a dataset as one may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"no more than {most} open error reports")
        self.most = most


class AlreadyAnswered(DiagnosesError):
    """The error report was answered before."""

    def __init__(self, report_id: UUID) -> None:
        super().__init__(f"error report {report_id} is answered already")
        self.report_id = report_id


class MendedInWrong(DiagnosesError):
    """The version named as the one that is right is not there, or no later one."""

    def __init__(self, number: int | None) -> None:
        super().__init__(f"version {number} does not mend it")
        self.number = number
