"""Generates bus card transactions: the same bytes for the same seed, and what was planted in them.

Sixteen columns, some 160 bytes a row: nulls, quoted newlines and quotes, rows that repeat an
earlier one, fares that are no number, and personal data of people who are not in a memo column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.numbers import business_number, checked_card_number, dashed, resident_number
from verification.declaration import ColumnType, Declaration, DeclaredColumn

CHUNK = 100_000
"""Rows made at a time. Each chunk draws for itself: whole chunks begin every longer file alike."""

COLUMNS: Mapping[str, ColumnType] = {
    "tx_id": ColumnType.INTEGER,
    "card_hash": ColumnType.STRING,
    "card_type": ColumnType.STRING,
    "route_id": ColumnType.STRING,
    "route_name": ColumnType.STRING,
    "vehicle_id": ColumnType.STRING,
    "stop_id": ColumnType.STRING,
    "stop_name": ColumnType.STRING,
    "tagged_at": ColumnType.DATETIME,
    "alighted_at": ColumnType.DATETIME,
    "fare": ColumnType.INTEGER,
    "transfers": ColumnType.INTEGER,
    "distance_km": ColumnType.NUMBER,
    "lat": ColumnType.NUMBER,
    "lon": ColumnType.NUMBER,
    "memo": ColumnType.STRING,
}
DECLARATION = Declaration(
    "data",
    "CC-BY-4.0",
    "public",
    columns=tuple(DeclaredColumn(name, kind) for name, kind in COLUMNS.items()),
)

# How often each is planted in a hundred thousand rows. Bad fares stay below a thousand in ten
# million rows: there frictionless stops reading.
DUPLICATES = 50
BAD_FARES = 6
PERSONAL: Mapping[str, int] = {
    "resident": 1,
    "foreigner": 1,
    "phone": 12,
    "email": 6,
    "card": 2,
    "business": 4,
}

_CARD_TYPES = ("일반", "청소년", "어린이", "경로", "장애인")
_TOWNS = ("조치원", "한솔", "새롬", "도담", "아름", "종촌", "고운", "소담", "보람", "금남", "장군")
_PLACES = (
    "초등학교",
    "주민센터",
    "아파트",
    "시장",
    "우체국",
    "마을회관",
    "도서관",
    "보건소",
    "공원",
)
_NOT_FARES = ("무료", "확인필요", "1250원", "-")
_MEMOS = (
    "환승",
    "잔액 부족",
    "단말기 점검",
    "정류장 우회",
    "다인승 2명",
    "하차 태그 없음",
    "막차",
    '"환승,\n하차 확인"',
    '"""빠른"" 하차"',
    '"요금, 다시 계산"',
)
_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), np.uint8)


@dataclass(frozen=True)
class Planted:
    """What stands in a generated file: rows that repeat an earlier one, and odd cells by kind."""

    rows: int
    duplicates: int
    bad_fares: int
    personal: Mapping[str, int]


def write_transactions(path: Path, rows: int, *, encoding: str = "utf-8", seed: int = 1) -> Planted:
    """Write a CSV of so many transactions, chunk by chunk, and return what was planted."""
    planted = Planted(0, 0, 0, dict.fromkeys(PERSONAL, 0))
    with path.open("wb") as file:
        file.write((",".join(COLUMNS) + "\n").encode(encoding))
        for first in range(0, rows, CHUNK):
            size = min(CHUNK, rows - first)
            lines, there = _chunk(first, size, np.random.default_rng([seed, first]))
            planted = _sum(planted, there)
            file.write(lines if encoding == "utf-8" else str(lines, "utf-8").encode(encoding))
    return planted


def _sum(one: Planted, other: Planted) -> Planted:
    return Planted(
        one.rows + other.rows,
        one.duplicates + other.duplicates,
        one.bad_fares + other.bad_fares,
        {kind: count + other.personal[kind] for kind, count in one.personal.items()},
    )


def _chunk(first: int, size: int, draw: np.random.Generator) -> tuple[memoryview, Planted]:
    counts = {
        "duplicates": _share(DUPLICATES, size),
        "sources": _share(DUPLICATES, size),
        "fares": _share(BAD_FARES, size),
        **{kind: _share(count, size) for kind, count in PERSONAL.items()},
    }
    # No row is odd in two ways, so the counts are exact.
    odd = draw.choice(size, sum(counts.values()), replace=False)
    ends = np.cumsum(list(counts.values()))
    places = dict(zip(counts, np.split(odd, ends[:-1]), strict=True))
    memos = {
        int(row): written
        for kind in PERSONAL
        for row, written in zip(places[kind], _personal(kind, counts[kind], draw), strict=True)
    }
    columns = _columns(first, size, draw, fares=places["fares"], memos=memos)
    lines = pc.binary_join_element_wise(*columns, ",", null_handling="replace", null_replacement="")
    order = np.arange(size)
    pairs = np.sort(np.stack([places["sources"], places["duplicates"]]), axis=0)
    order[pairs[1]] = pairs[0]
    lines = pc.binary_join_element_wise(lines.take(pa.array(order)), "", "\n")
    planted = Planted(
        size, counts["duplicates"], counts["fares"], {kind: counts[kind] for kind in PERSONAL}
    )
    return _bytes(lines), planted


def _share(count: int, size: int) -> int:
    return round(count * size / CHUNK)


def _bytes(lines: pa.StringArray) -> memoryview:
    """The texts of an array that is no slice, one after the other."""
    _, offsets, text = lines.buffers()
    return memoryview(text)[: int(np.frombuffer(offsets, np.int32)[len(lines)])]


def _columns(
    first: int,
    size: int,
    draw: np.random.Generator,
    *,
    fares: np.ndarray,
    memos: Mapping[int, str],
) -> Iterator[pa.Array]:
    stops = draw.integers(0, 2_000, size)
    routes = draw.integers(0, 420, size)
    tagged = _BEGIN + np.sort(draw.integers(0, 86_400, size)) + 86_400 * (first // CHUNK)
    yield _text(np.arange(first + 1, first + size + 1))
    yield _hashes(draw.integers(0, max(1_000, 2 * first), size))
    yield _of(_CARD_TYPES, draw.choice(5, size, p=[0.7, 0.12, 0.05, 0.11, 0.02]))
    yield _of([f"B{number:04}" for number in range(420)], routes)
    yield _of([f"세종 {number + 1}번" for number in range(420)], routes)
    yield _of([f"V{number:05}" for number in range(900)], draw.integers(0, 900, size))
    yield _of([f"{number:05}" for number in range(2_000)], stops)
    yield _of(_stop_names(), stops)
    yield _moments(tagged)
    yield _moments(tagged + draw.integers(120, 5_400, size), nulls=draw.random(size) < 0.15)
    yield _fares(size, draw, bad=fares)
    yield _text(np.minimum(draw.geometric(0.7, size) - 1, 4))
    yield _of(
        [f"{number / 100:.2f}" for number in range(3_000)],
        np.minimum(draw.exponential(600, size).astype(np.int64), 2_999),
        nulls=draw.random(size) < 0.05,
    )
    yield _joined("36.", _text(draw.integers(400_000, 700_000, size)))
    yield _joined("127.", _text(draw.integers(200_000, 400_000, size)))
    yield _memos(size, draw, memos)


_BEGIN = int(np.datetime64("2024-01-01", "s").astype(np.int64))


def _stop_names() -> list[str]:
    return [
        f"{_TOWNS[number % 11]} {_PLACES[number // 11 % 9]} {number // 99 + 1}단지"
        for number in range(2_000)
    ]


def _text(numbers: np.ndarray) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _joined(start: str, rest: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(start, rest, "")


def _of(
    pool: Sequence[str | None], places: np.ndarray, *, nulls: np.ndarray | None = None
) -> pa.Array:
    return pa.array(pool, pa.string()).take(pa.array(places, mask=nulls))


def _moments(seconds: np.ndarray, *, nulls: np.ndarray | None = None) -> pa.Array:
    return pa.array(seconds, mask=nulls).cast(pa.timestamp("s")).cast(pa.string())


def _hashes(cards: np.ndarray) -> pa.Array:
    """Sixteen hexadecimal digits for each card: SplitMix64's mixing of its number."""
    mixed = cards.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    digits = _HEX.reshape(256, 2)[(mixed ^ (mixed >> np.uint64(31))).view(np.uint8)]
    offsets = np.arange(0, 16 * len(cards) + 1, 16, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(digits.tobytes())]
    return pa.Array.from_buffers(pa.string(), len(cards), buffers)


def _fares(size: int, draw: np.random.Generator, *, bad: np.ndarray) -> pa.Array:
    pool = [str(fare) for fare in range(0, 5_000, 50)]
    places = np.minimum(draw.poisson(28, size), 99)
    places[bad] = 100 + np.arange(len(bad)) % len(_NOT_FARES)
    nulls = draw.random(size) < 0.01
    nulls[bad] = False
    return _of([*pool, *_NOT_FARES], places, nulls=nulls)


def _memos(size: int, draw: np.random.Generator, planted: Mapping[int, str]) -> pa.Array:
    pool = [None, *_MEMOS, *planted.values()]
    places = np.where(draw.random(size) < 0.6, 0, draw.integers(1, len(_MEMOS) + 1, size))
    places[np.fromiter(planted, np.int64)] = np.arange(len(_MEMOS) + 1, len(pool))
    return _of(pool, places)


def _personal(kind: str, count: int, draw: np.random.Generator) -> Iterator[str]:
    """Yield memos that hold a made-up identifier of that kind."""
    for _ in range(count):
        front = f"{draw.integers(50, 99)}{draw.integers(1, 13):02}{draw.integers(1, 29):02}"
        middle, last = draw.integers(1_000, 10_000, 2)
        if kind == "resident":
            yield f"분실 신고 {dashed(resident_number(front, f'{draw.integers(1, 3)}0{middle}'))}"
        elif kind == "foreigner":
            yield f"외국인 승객 {dashed(resident_number(front, f'50{middle}', foreign=True))}"
        elif kind == "phone":
            yield f"연락처 010-{middle}-{last}"
        elif kind == "email":
            yield f"문의 rider{middle}{last}@mail.example"
        elif kind == "card":
            front = f"4{middle}{last}{draw.integers(10**5, 10**6)}"
            yield f"카드 {_in_fours(checked_card_number(front))}"
        else:
            yield f"가맹점 {_business(business_number(f'{middle}{last}7'))}"


def _in_fours(sixteen: str) -> str:
    return "-".join(sixteen[start : start + 4] for start in range(0, 16, 4))


def _business(ten: str) -> str:
    return f"{ten[:3]}-{ten[3:5]}-{ten[5:]}"
