"""How a reader says that a file cannot be read: the fault becomes a finding about that file."""

from verification.errors import VerificationError
from verification.findings import Finding, Location, Severity


class FileFault(VerificationError):
    """The file, or a part of it, cannot be read as what it is. Never leaves `verification.reading`.

    The message is written here and holds nothing of the file: what engines say quotes cells.
    """

    def __init__(self, code: str, message: str, at: Location) -> None:
        super().__init__(code)
        self.finding = Finding(code, Severity.ERROR, message, at)
