"""Finding codes about personal data."""

from verification.findings import FindingCode

CODES: tuple[FindingCode, ...] = ()
