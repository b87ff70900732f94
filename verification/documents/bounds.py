"""How much of a document is looked into before the reader stops, and how much it may use."""

from dataclasses import dataclass

from verification.limits import MEBIBYTE


@dataclass(frozen=True)
class Bounds:
    """The bounds of one document.

    A page of text takes pypdf some 25 ms, so that 800 pages take 20 of the 25 seconds. `seconds`
    are of processor time, `wall_seconds` of the clock; `memory_bytes` is what the process may
    allocate, its libraries among it (40 MB). `unpacked_bytes` and `ratio` bound an archive, by
    what it declares. A picture is never decoded: `pixels` protect those who open it.
    """

    seconds: int = 25
    wall_seconds: float = 28.0
    memory_bytes: int = 512 * MEBIBYTE
    pages: int = 800
    characters: int = 5_000_000
    passages: int = 200_000
    objects: int = 200_000
    members: int = 5_000
    unpacked_bytes: int = 512 * MEBIBYTE
    ratio: int = 300
    pixels: int = 200_000_000
    pictures: int = 300
    picture_bytes: int = 32 * MEBIBYTE


BOUNDS = Bounds()
