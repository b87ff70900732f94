"""What may be handed in: sizes, counts and how large uploads are cut."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20
MOST_PARTS = 10_000


@dataclass(frozen=True)
class IntakeLimits:
    """Limits on what is announced, enforced before a byte is sent."""

    file_bytes: int = 2048 * MEBIBYTE
    files: int = 50
    multipart_from: int = 64 * MEBIBYTE
    part_bytes: int = 16 * MEBIBYTE

    def part_size(self, size: int) -> int:
        """Return the size of a part so that a file of `size` bytes has at most 10,000."""
        least = -(-size // MOST_PARTS)
        return max(self.part_bytes, -(-least // MEBIBYTE) * MEBIBYTE)
