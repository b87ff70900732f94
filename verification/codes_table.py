"""Finding codes about the table."""

from verification.findings import FindingCode

CODES: tuple[FindingCode, ...] = ()
