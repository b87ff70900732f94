"""Makers of files: small tables, and one as large as the judges use."""

from collections.abc import Iterable, Mapping, Sequence

from bench.numbers import dashed, resident_number

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def csv(
    header: Sequence[object], rows: Iterable[Sequence[object]], encoding: str = "utf-8"
) -> bytes:
    """Return a CSV with this header and these rows."""
    lines = (",".join(map(str, cells)) for cells in (header, *rows))
    return ("\n".join(lines) + "\n").encode(encoding)


def boardings(
    count: int, *, mark: str = "", bad: Mapping[int, str] | None = None, encoding: str = "utf-8"
) -> bytes:
    """Return boardings by stop. `bad` puts texts into the last column, by row from 1.

    `mark` makes the bytes of one test its own.
    """
    wrong = bad or {}
    rows = (
        (row, f"정류장{row % 500}{mark}", f"2024-01-{row % 28 + 1:02d}", wrong.get(row, row * 3))
        for row in range(1, count + 1)
    )
    return csv(("번호", "정류장", "일자", "승차"), rows, encoding)


def residents(front: str = "850202", *, count: int = 3) -> dict[str, str]:
    """Return made-up resident numbers as people write them: plain, dashed, in full width."""
    plain, second, third = (resident_number(front, f"10{n:04d}") for n in range(1, count + 1))
    return {
        "plain": plain,
        "dashed": dashed(second),
        "full-width": dashed(third).translate(FULL_WIDTH),
    }
