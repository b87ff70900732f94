"""Digests: bytes are named by their SHA-256."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NewType

Digest = NewType("Digest", str)
"""A SHA-256 as 64 lower-case hexadecimal digits."""

CHUNK_BYTES = 1 << 20
_FORM = re.compile(r"[0-9a-f]{64}")


def as_digest(text: str) -> Digest:
    """Return `text` as a digest; raise `ValueError` if it has not the form of one."""
    if not _FORM.fullmatch(text):
        raise ValueError("a digest is 64 lower-case hexadecimal digits")
    return Digest(text)


def digest_of(content: bytes) -> Digest:
    """Return the digest of bytes in memory."""
    return Digest(hashlib.sha256(content).hexdigest())


def digest_of_chunks(chunks: Iterable[bytes]) -> Digest:
    """Return the digest of a stream, read once."""
    running = hashlib.sha256()
    for chunk in chunks:
        running.update(chunk)
    return Digest(running.hexdigest())


def digest_of_file(path: Path) -> Digest:
    """Return the digest of a file on disk."""
    with path.open("rb") as content:
        return Digest(hashlib.file_digest(content, "sha256").hexdigest())
