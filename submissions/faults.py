"""A fault of a document somebody sent: where it is, what it is, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault. `pointer` is a JSON Pointer (RFC 6901) into the document."""

    pointer: str
    code: str
    message: str
