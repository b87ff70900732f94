"""Reviews, points, notices."""

from types import SimpleNamespace as Value

from marketplace.web.labels import KINDS
from tests.marketplace.web.samples import refined
from tests.marketplace.web.samples.common import (
    AT,
    ID,
    NO,
    ONE_PAGE,
    PAGER,
    PERIODS,
    RULES,
    YES,
    days,
    form,
)
from tests.marketplace.web.samples.offers import DECISIONS, FILES, HISTORY, SUBMISSION, SUBMITTED
from tests.marketplace.web.samples.reports import COLUMNS, COUNTS, PREVIEW, REPORT


def waiting(title: str, **more: object) -> Value:
    facts: dict[str, object] = {
        "id": ID,
        "title": title,
        "state": "in-review",
        "by": "이나래",
        "department": "",
        "kind": "data",
        "generation": 1,
        "lane": "one",
        "awaits": ["quality"],
        "counts": COUNTS,
        "has_privacy": False,
        "due_at": AT + days(2),
        "is_late": False,
        "claimed_by": "",
        "is_mine": False,
        "can": YES,
    }
    return Value(**{**facts, **more})


QUEUE = {
    "entries": [
        waiting("정류장별 승차 집계", is_mine=True),
        waiting(
            "상권 분석",
            lane="two",
            awaits=["quality", "privacy"],
            has_privacy=True,
            is_late=True,
            claimed_by="박심사",
            kind="analysis",
            generation=2,
        ),
        waiting("우리 부서 데이터", department="교통정책과", can=NO),
    ],
    "filters": [Value(words="품질", address="?role=quality", is_chosen=True, total=3)],
    "pager": PAGER,
    "figures": Value(waiting=12, late=1, mine=1),
}
DESK = {
    "submission": Value(
        **vars(SUBMITTED),
        by="이나래",
        department="",
        generation=1,
        lane_words="주의가 있어 한 사람이 봅니다",
        is_late=False,
        is_new_version=False,
    ),
    "files": FILES,
    "sources": SUBMISSION["sources"],
    "history": HISTORY,
    "decisions": DECISIONS[1:2],
    "report": REPORT,
    "previews": [PREVIEW],
    "refined": refined.page(),
    "with_refined": form(with_refined="yes"),
    "is_moving": False,
    "progress": None,
    "place": "progress-at-desk",
    "columns": COLUMNS,
    "claim": Value(by="", at=None, is_mine=False),
    "needs": [
        Value(role="quality", is_done=False, by=""),
        Value(role="privacy", is_done=True, by="최보호"),
    ],
    "may_decide": [Value(role="quality", allowed=True, reason="")],
    "can": Value(claim=YES, release=YES),
    "form": form(
        faults={"reason": "보완을 요청하려면 까닭을 적어 주세요."}, decision="return", kind="data"
    ),
    "kinds": list(KINDS.items()),
}
REFUSED_DESK = DESK | {
    "may_decide": [Value(role="quality", allowed=False, reason="자기 것은 결정하지 못합니다.")],
    "claim": Value(by="박심사", at=AT, is_mine=False),
    "can": Value(claim=NO, release=NO),
    "form": form(),
    "previews": [],
    "refined": refined.NONE,
    "report": None,
}


def posting(use: str, title: str, raw: int, recognised: int, reason: str, **more: object) -> Value:
    return Value(
        **{
            "day": AT.date(),
            "use": use,
            "title": title,
            "address": "/d",
            "raw": raw,
            "recognised": recognised,
            "is_pending": False,
            "reason": reason,
            "rule_version": "2026-1",
            **more,
        }
    )


POINTS = {
    "total": Value(recognised=23, raw=31, pending=5),
    "rules": RULES,
    "postings": [
        posting("download", "세종시 버스 승하차 기록", 1, 1, "처음 받음"),
        posting("download", "세종시 버스 승하차 기록", 1, 0, "같은 판을 이미 받음"),
        posting("upload", "정류장별 승차 집계", 5, 0, "공개되면 인정", is_pending=True),
        posting("menu", "", 1, 1, "오늘 처음", address=""),
    ],
    "department": Value(name="교통정책과", headcount=12, recognised_mean=9.5, raw_mean=11.25),
    "cases": 1,
    "periods": PERIODS,
    "pager": ONE_PAGE,
}
DEPARTMENTS = {
    "rows": [
        Value(
            name="교통정책과",
            headcount=12,
            people=7,
            raw=135,
            recognised=114,
            raw_mean=11.25,
            recognised_mean=9.5,
            cases=1,
            is_mine=True,
        ),
        Value(
            name="환경정책과",
            headcount=9,
            people=2,
            raw=60,
            recognised=12,
            raw_mean=6.666,
            recognised_mean=1.333,
            cases=0,
            is_mine=False,
        ),
    ],
    "periods": PERIODS,
    "rules": RULES,
    "cases": [
        Value(
            case=Value(
                title="새벽 첫차 앞당기기",
                effect="첫차를 20분 앞당겼습니다.",
                importance="새벽에 일하는 사람의 발",
                novelty="시민이 만든 자료를 처음 썼습니다.",
                use="달마다 배차를 살핍니다.",
            ),
            department="교통정책과",
            title="정류장별 승차 집계",
            address="/d",
            at=AT,
        )
    ],
    "pager": ONE_PAGE,
}
NOTICES = {
    "notices": [
        Value(
            id=ID,
            title="정류장별 승차 집계가 공개되었습니다",
            words="1차 데이터로 공개되었습니다.",
            address="/d",
            at=AT,
            is_read=False,
        ),
        Value(
            id=ID,
            title="누군가 내 데이터로 만들었습니다",
            words="",
            address="",
            at=AT,
            is_read=True,
        ),
    ],
    "unread": 1,
    "pager": PAGER,
}
DISPUTES = {
    "disputes": [
        Value(
            id=ID,
            reason="저희 자료와 정류장 이름이 다릅니다.",
            at=AT,
            version=Value(title="승차 많은 정류장", number=1, address="/made"),
            source=Value(title="정류장별 승하차", number=2, address="/source"),
            how="filter",
            assurance="obtained",
            can=can,
        )
        for can in (YES, NO)
    ],
    "pager": ONE_PAGE,
}
PAGES = [
    ("reviews/disputes.html", DISPUTES),
    ("reviews/disputes.html", DISPUTES | {"disputes": []}),
    ("reviews/queue.html", QUEUE),
    ("reviews/queue.html", QUEUE | {"entries": [], "filters": [], "pager": ONE_PAGE}),
    ("reviews/desk.html", DESK),
    (
        "reviews/desk.html",
        DESK
        | {
            "may_decide": [
                Value(role="quality", allowed=True, reason=""),
                Value(role="privacy", allowed=True, reason=""),
            ],
            "claim": Value(by="나", at=AT, is_mine=True),
            "form": form(),
        },
    ),
    ("reviews/desk.html", REFUSED_DESK),
    ("points/mine.html", POINTS),
    ("points/mine.html", POINTS | {"postings": [], "department": None, "cases": 0}),
    ("points/departments.html", DEPARTMENTS),
    ("points/departments.html", DEPARTMENTS | {"rows": [], "cases": []}),
    ("notices/inbox.html", NOTICES),
    ("notices/inbox.html", NOTICES | {"notices": [], "unread": 0, "pager": ONE_PAGE}),
]
