"""Finding codes about the file."""

from verification.findings import FindingCode

CODES: tuple[FindingCode, ...] = ()
