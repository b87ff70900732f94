"""What an assurance rests on, and who disputes it."""

from types import SimpleNamespace as Value
from uuid import UUID

from marketplace.web.assurance_card import AssuranceCard, GroundLine
from tests.marketplace.web.samples.common import AT, OTHER

GROUNDS = AssuranceCard(
    (
        GroundLine(
            "aggregate", "세종시 버스 승하차 기록", UUID(OTHER), 3, "consistent", "original"
        ),
        GroundLine("join", "종관기상관측", None, None, "declared", "declared"),
        GroundLine("join", "", None, None, "obtained", ""),
    ),
    more=2,
)

DISPUTES = [
    Value(
        source=Value(title="세종시 버스 승하차 기록", number=3, address="/source"),
        reason="이름이 다릅니다.",
        at=AT,
        outcome="open",
        resolution="",
        resolved_at=None,
    ),
    Value(
        source=None,
        reason="합이 다릅니다.",
        at=AT,
        outcome="upheld",
        resolution="맞추어 보니 달랐습니다.",
        resolved_at=AT,
    ),
]
