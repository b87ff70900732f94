"""What the made-up datasets share of the city: its towns and neighbourhoods, months, days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi


@dataclass(frozen=True)
class Town:
    """An eup, myeon or dong: its administrative code, roughly where it is and how large."""

    name: str
    code: str
    latitude: float
    longitude: float
    people: int


TOWNS = (
    Town("조치원읍", "3611025000", 36.601, 127.298, 43_000),
    Town("연기면", "3611031000", 36.557, 127.278, 2_600),
    Town("연동면", "3611032000", 36.558, 127.330, 3_100),
    Town("부강면", "3611033000", 36.526, 127.369, 5_900),
    Town("금남면", "3611034000", 36.463, 127.280, 8_600),
    Town("장군면", "3611035000", 36.502, 127.208, 6_900),
    Town("연서면", "3611036000", 36.578, 127.262, 7_200),
    Town("전의면", "3611037000", 36.679, 127.194, 5_500),
    Town("전동면", "3611038000", 36.648, 127.262, 3_400),
    Town("소정면", "3611039000", 36.719, 127.163, 2_200),
    Town("한솔동", "3611051000", 36.476, 127.255, 18_000),
    Town("새롬동", "3611051500", 36.484, 127.249, 39_000),
    Town("도담동", "3611052000", 36.513, 127.260, 33_000),
    Town("해밀동", "3611052500", 36.531, 127.269, 12_000),
    Town("아름동", "3611053000", 36.513, 127.247, 23_000),
    Town("종촌동", "3611054000", 36.503, 127.247, 28_000),
    Town("고운동", "3611055000", 36.514, 127.235, 34_000),
    Town("소담동", "3611055500", 36.487, 127.302, 21_000),
    Town("반곡동", "3611055600", 36.496, 127.312, 25_000),
    Town("보람동", "3611056000", 36.479, 127.289, 19_000),
    Town("대평동", "3611057000", 36.469, 127.277, 11_000),
    Town("다정동", "3611058000", 36.497, 127.247, 27_000),
)

YEAR = 2025
MONTHS = tuple(f"{YEAR}-{month:02}" for month in range(1, 13))


def days() -> Iterator[date]:
    """Yield every day of the year."""
    first = date(YEAR, 1, 1)
    return (first + timedelta(days=number) for number in range(365))


def warmth(month: int, *, peak: int = 8) -> float:
    """Return how near a month is to the peak of the year: 1 there, -1 half a year away."""
    return cos((month - peak) * pi / 6)
