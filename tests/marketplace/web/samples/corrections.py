"""What was done to a version, and the owner's page for doing more."""

from types import SimpleNamespace as Value

from tests.marketplace.web.samples.common import AT, ID, OTHER, days


def line(act: str, **more: object) -> Value:
    facts: dict[str, object] = {
        "at": AT,
        "act": act,
        "mark": "",
        "about": "",
        "address": "",
        "reason": "집계가 틀렸습니다.",
        "holds_from": None,
        "licence": "",
        "successor": "",
        "successor_address": "",
        "ended": "",
        "ended_at": None,
    }
    return Value(**{**facts, **more})


RECORD = [
    line("relicense", licence="CC-BY-NC-4.0", holds_from=AT + days(30)),
    line("correct", successor="«정류장별 승차 집계» 3판", successor_address="/3"),
    line("withdraw", ended="undone", ended_at=AT),
    line(
        "correct",
        mark="stale",
        about="«승하차 기록» 3판",
        address="/a",
        successor="«승하차 기록» 4판",
        successor_address="/4",
    ),
    line("withdraw", mark="tainted", about="제한된 데이터", reason=""),
    line(
        "relicense",
        mark="licence-conflict",
        about="«기상» 1판",
        address="/b",
        licence="CC-BY-NC-4.0",
        ended="relicensed",
        ended_at=AT,
    ),
]
CORRECTIONS = {
    "dataset": Value(id=ID, title="정류장별 승차 집계"),
    "version": Value(number=2, licence="CC-BY-4.0", is_withdrawn=False),
    "concerns": Value(descendants=1_204, people=3_011, more=True),
    "later": [4, 3],
    "licences": [("CC-BY-4.0", "저작자표시"), ("CC-BY-NC-4.0", "저작자표시-비영리")],
    "today": "2026-11-02",
    "acts": [
        Value(
            id=OTHER,
            act="correct",
            at=AT,
            reason="<script>alert(1)</script>",
            licence="",
            holds_from=None,
            successor="«정류장별 승차 집계» 3판",
            successor_address="/3",
            is_undone=False,
            may_undo=True,
        ),
        Value(
            id=ID,
            act="relicense",
            at=AT,
            reason="조례가 바뀌었습니다.",
            licence="CC-BY-NC-4.0",
            holds_from=AT + days(30),
            successor="",
            successor_address="",
            is_undone=True,
            may_undo=False,
        ),
    ],
}
PAGES = [
    ("datasets/corrections.html", CORRECTIONS),
    (
        "datasets/corrections.html",
        CORRECTIONS
        | {
            "version": Value(number=1, licence="KOGL-1", is_withdrawn=True),
            "later": [],
            "acts": [],
        },
    ),
]
