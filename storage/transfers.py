"""The values that cross the object store's counter: buckets, facts, signed requests, parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Bucket(StrEnum):
    """The two buckets, by what may be done with them."""

    QUARANTINE = "quarantine"
    PUBLISHED = "published"


@dataclass(frozen=True)
class ObjectFacts:
    """What the store says of an object: its size in bytes and its ETag."""

    size: int
    etag: str


@dataclass(frozen=True)
class SignedRequest:
    """A request anyone may send until it expires: the URL and the headers that must go with it."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UploadedPart:
    """One part of a multipart upload, as the store has it."""

    number: int
    etag: str
    size: int = 0
