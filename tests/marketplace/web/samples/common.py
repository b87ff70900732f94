"""What all pages are given, and the small values several rooms share."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Value
from typing import Any

AT = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
ID = "6f1d7a52-8d3c-4a31-9a70-3a1d6f0f3b11"
OTHER = "0c2b6a4e-55c1-4c0c-8a2e-6f6f4b1d9f02"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

YES = Value(allowed=True, reason="")
NO = Value(allowed=False, reason="자기 부서의 제출은 결정하지 못합니다.")

SIGNED_IN = {
    "site": Value(name="환류", is_demonstration=True),
    "actor": Value(name="김하늘", is_signed_in=True),
    "doors": Value(
        submit=True, reviews=True, disputes=True, points=True, quality=True, administration=True
    ),
    "unread": 3,
    "page_address": "/datasets",
    "locale": "ko",
}
ANONYMOUS = {
    "site": Value(name="환류", is_demonstration=False),
    "actor": Value(name="", is_signed_in=False),
    "doors": Value(
        submit=False,
        reviews=False,
        disputes=False,
        points=False,
        quality=False,
        administration=False,
    ),
    "unread": 0,
    "page_address": "/",
    "locale": "ko",
}

PAGER = Value(
    number=2,
    last=5,
    previous="?page=1",
    following="?page=3",
    near=[(1, "?page=1"), (2, "?page=2"), (3, "?page=3")],
)
ONE_PAGE = Value(number=1, last=1, previous=None, following=None, near=[(1, "?page=1")])
PERIODS = [
    Value(value="2026", words="2026년", is_chosen=True),
    Value(value="2025", words="2025년", is_chosen=False),
]
RULES = Value(
    version="2026-1",
    since=AT.date(),
    sentences=[
        "자기 것과 자기 부서 것을 내려받으면 0점입니다.",
        "한 사람이 같은 데이터의 같은 판을 여러 번 받아도 한 번입니다.",
        "메뉴 이용은 공개한 목록의 메뉴마다 하루 한 번입니다.",
    ],
)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def form(faults: dict[str, str] | None = None, **values: Any) -> Value:
    return Value(
        values={name.replace("__", "-"): each for name, each in values.items()}, faults=faults or {}
    )
