"""Update cycles as others write them: the names in catalogue lists, the repetition for machines."""

from collections.abc import Mapping
from types import MappingProxyType

from marketplace.catalogue.words import run_together

REPETITIONS: Mapping[str, str | None] = MappingProxyType(
    {
        "realtime": "R/PT1S",
        "hourly": "R/PT1H",
        "daily": "R/P1D",
        "weekly": "R/P1W",
        "monthly": "R/P1M",
        "quarterly": "R/P3M",
        "half-yearly": "R/P6M",
        "yearly": "R/P1Y",
        "irregular": None,
        "once": None,
    }
)
"""Every cycle a manifest may name, most frequent first, with its ISO 8601 repeating interval."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "realtime": ("실시간", "상시"),
    "hourly": ("매시간", "시간", "1시간"),
    "daily": ("매일", "일간", "일", "1일"),
    "weekly": ("매주", "주간", "주", "1주"),
    "monthly": ("매월", "월간", "월", "1개월"),
    "quarterly": ("분기", "분기별", "매분기", "3개월"),
    "half-yearly": ("반기", "반기별", "매반기", "6개월"),
    "yearly": ("매년", "연간", "연", "년", "1년", "연1회"),
    "irregular": ("수시", "비정기", "부정기"),
    "once": ("한번", "일회성", "1회성", "없음"),
}


def find_cycle(name: str) -> str | None:
    """Return the cycle a name stands for (`월간`, `Monthly`, `half-yearly`), or None."""
    return _BY_NAME.get(run_together(name))


_BY_NAME = {run_together(name): code for code, names in _NAMES.items() for name in (code, *names)}
