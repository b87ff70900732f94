"""In which order it happens, and who looks at what."""

from marketplace.cli.demo.derivations import names
from marketplace.cli.demo.derivations.by_hand import BY_HAND
from marketplace.cli.demo.derivations.first import FIRST
from marketplace.cli.demo.derivations.later import SECOND, THIRD

WAVES = ((*BY_HAND, *FIRST), SECOND, THIRD)
"""A wave needs what the wave before it published."""

VISITS = (
    ("official1", (names.NURSERIES, names.VISITORS, names.RESTAURANTS)),
    ("official2", (names.BUSES, names.STOPS, "세출예산 기능별 현황", "읍면동 업종별 사업체 현황")),
    ("official3", (names.BUSES, names.AIR, names.WALKING)),
    ("quality1", (names.BUSES, names.HELD)),
    ("quality2", (names.HELD, "민원 분야별 월별 처리 현황")),
    ("privacy", ("병의원과 약국 현황",)),
    ("citizen", ("문화행사 목록", names.PARKS)),
)
"""Who looks at what without making something of it."""
