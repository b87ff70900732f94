"""Finding codes about licences, access classes and sources."""

from verification.findings import FindingCode

CODES: tuple[FindingCode, ...] = ()
