"""Columns of what names nobody, though some of it looks as if it did."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from bench.numbers import (
    barcode_number,
    business_number,
    corporate_number,
    dashed,
)

Column = tuple[str, list[str]]
MARCH_2011 = datetime(2011, 3, 1, tzinfo=UTC)


def _digits(random: Random, count: int) -> str:
    return f"{random.randrange(10 ** (count - 1), 10**count)}"


def companies(random: Random) -> Column:
    prefixes = ("110111", "130111", "160111", "200111", "180171")
    return "c1", [
        dashed(corporate_number(random.choice(prefixes), f"{random.randrange(10**6):06d}"))
        for _ in range(80)
    ]


def companies_without_dash(random: Random) -> Column:
    return "법인번호", [each.replace("-", "") for each in companies(random)[1]]


def a_few_companies(random: Random) -> Column:
    return "번호", companies(random)[1][:4]


def parcels(random: Random) -> Column:
    return "pnu", [
        f"36110{random.randint(101, 119)}00{random.choice('12')}{random.randint(1, 999):04d}"
        f"{random.randrange(50):04d}"
        for _ in range(80)
    ]


def parcels_in_parts(random: Random) -> Column:
    return "필지", [
        f"{each[:10]}-{each[10]}-{each[11:15]}-{each[15:]}" for each in parcels(random)[1]
    ]


def serial_numbers(random: Random) -> Column:
    return "접수번호", [_digits(random, 13) for _ in range(300)]


def a_few_serial_numbers(random: Random) -> Column:
    return "관리번호", [f"97{_digits(random, 11)}" for _ in range(12)]


def order_numbers(random: Random) -> Column:
    return "주문번호", [
        f"{2023 + random.randint(0, 2)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        f"{random.randrange(10**5):05d}"
        for _ in range(100)
    ]


def old_order_numbers(random: Random) -> Column:
    return "주문번호", [
        f"{2010 + random.randint(0, 2)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        f"{random.randrange(10**5):05d}"
        for _ in range(100)
    ]


def short_dated_numbers(random: Random) -> Column:
    return "접수번호", [
        f"{random.choice(('23', '24'))}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        f"{random.randrange(10**7):07d}"
        for _ in range(100)
    ]


def goods(random: Random) -> Column:
    return "c2", [barcode_number(f"8801{_digits(random, 8)}") for _ in range(60)]


def a_few_goods(random: Random) -> Column:
    return "상품", [barcode_number(f"8801{_digits(random, 8)}") for _ in range(2)]


def books(random: Random) -> Column:
    return "isbn", [barcode_number(f"97889{_digits(random, 7)}") for _ in range(60)]


def milliseconds(random: Random) -> Column:
    start = 1_600_000_000_000 + random.randrange(10**11)
    return "ts", [str(start + random.randrange(10**10)) for _ in range(100)]


def a_few_milliseconds(random: Random) -> Column:
    start = 1_700_000_000_000 + random.randrange(10**10)
    return "c3", [str(start + random.randrange(10**6)) for _ in range(6)]


def office_phones(random: Random) -> Column:
    return "관리부서 전화번호", [f"044-300-{_digits(random, 4)}" for _ in range(60)]


def call_centres(random: Random) -> Column:
    return "c5", [f"{random.choice((1588, 1644, 1899))}-{_digits(random, 4)}" for _ in range(60)]


def phones_of_libraries(random: Random) -> Column:
    return "도서관전화번호", [f"031-{_digits(random, 3)}-{_digits(random, 4)}" for _ in range(60)]


def moments_in_digits(random: Random) -> Column:
    return "c6", [
        f"{MARCH_2011 + timedelta(minutes=random.randrange(80_000)):%Y%m%d%H%M}" for _ in range(60)
    ]


def moments_with_seconds(random: Random) -> Column:
    return "수집", [
        f"{MARCH_2011 + timedelta(seconds=random.randrange(10**7)):%Y%m%d%H%M%S}" for _ in range(60)
    ]


def coordinates(random: Random) -> Column:
    return "x", [f"{random.randint(190_000, 210_000)}.{_digits(random, 7)}" for _ in range(60)]


def legal_areas(random: Random) -> Column:
    return "c7", [f"4113{random.choice('135')}1{random.randint(10, 30)}00" for _ in range(40)]


def firms(random: Random) -> Column:
    cells = [business_number(f"{_digits(random, 3)}81{_digits(random, 4)}") for _ in range(60)]
    return "사업자등록번호", [f"{each[:3]}-{each[3:5]}-{each[5:]}" for each in cells]


def versions(random: Random) -> Column:
    return "펌웨어 버전", [
        f"2.{random.randrange(9)}.{random.randrange(99)}.{random.randrange(999)}" for _ in "ab" * 20
    ]


def file_digests(random: Random) -> Column:
    return "sha256", [hashlib.sha256(random.randbytes(8)).hexdigest() for _ in range(20)]


def stops(random: Random) -> Column:
    return "노드ID", [f"SJB29{_digits(random, 13)}" for _ in range(60)]


CLEAN: Mapping[str, Callable[[Random], Column]] = {
    made.__name__: made
    for made in (
        companies,
        companies_without_dash,
        a_few_companies,
        parcels,
        parcels_in_parts,
        serial_numbers,
        a_few_serial_numbers,
        order_numbers,
        old_order_numbers,
        short_dated_numbers,
        goods,
        a_few_goods,
        books,
        milliseconds,
        a_few_milliseconds,
        office_phones,
        call_centres,
        phones_of_libraries,
        moments_in_digits,
        moments_with_seconds,
        coordinates,
        legal_areas,
        firms,
        versions,
        file_digests,
        stops,
    )
}
