"""Submissions, from the first form to what became of them."""

from types import SimpleNamespace as Value

from marketplace.web.labels import COLUMN_TYPES, CYCLES, HOWS, KIND_HINTS, KINDS, STATES
from submissions.categories import CATEGORIES
from tests.marketplace.web.samples import refined
from tests.marketplace.web.samples.collaborations import FIXED
from tests.marketplace.web.samples.common import AT, ID, NO, ONE_PAGE, OTHER, PAGER, YES, days, form
from tests.marketplace.web.samples.reports import COUNTS, GROUPS, REPORTS
from verification.findings import Text


def choice(value: str, words: str, hint: str = "", refused: str = "") -> Value:
    return Value(value=value, words=words, hint=hint, refused=refused)


KIND_CHOICES = [choice(value, words, KIND_HINTS[value]) for value, words in KINDS.items()]
LICENCES = [
    choice("CC-BY-4.0", "크리에이티브 커먼즈 저작자표시 4.0"),
    choice(
        "CC-BY-SA-4.0",
        "크리에이티브 커먼즈 저작자표시-동일조건변경허락 4.0",
        "의견이 갈려 확인이 필요합니다.",
    ),
    choice(
        "KOGL-1", "공공누리 제1유형 (출처표시)", refused="공공누리는 공공기관만 붙일 수 있습니다."
    ),
    choice(
        "CC0-1.0", "크리에이티브 커먼즈 권리 포기 1.0", refused="원천이 출처 표시를 요구합니다."
    ),
]
ACCESSES = [
    choice("public", "누구나", refused="원천이 공무원 공동활용 데이터입니다."),
    choice("joint", "공무원 공동활용", "공무원이 서로 내려받습니다."),
    choice("closed", "소속 부서만", "올린 부서만 내려받습니다."),
]
RECENT = [Value(dataset=OTHER, version=3, title="세종시 버스 승하차 기록", by="교통정책과")]
START = {
    "dataset": None,
    "form": form(
        title="정류장별 승차 집계",
        kind="data",
        licence="CC-BY-4.0",
        access="joint",
        sources__0__how="aggregate",
        sources__0__dataset=OTHER,
        sources__0__version="3",
        faults={
            "category": "분류를 골라 주세요.",
            "sources-1-url": "주소는 http로 시작해야 합니다.",
        },
    ),
    "source_rows": [
        Value(n=0, kind="known", title="세종시 버스 승하차 기록"),
        Value(n=1, kind="external", title=""),
    ],
    "next_source": 2,
    "recent": RECENT,
    "hows": list(HOWS.items()),
    "external_licences": [("KOGL-1", "공공누리 제1유형"), ("CC-BY-4.0", "CC BY 4.0")],
    "kinds": KIND_CHOICES,
    "categories": CATEGORIES,
    "licences": LICENCES,
    "accesses": ACCESSES,
    "conflict": "",
    "own_data": True,
    "may_buy": True,
    "may_offer_originals": False,
}
FILES = [
    Value(
        id=ID,
        name="승차집계.csv",
        size=5_242_881,
        is_complete=True,
        present=5_242_881,
        rows=100_000,
    ),
    Value(id=OTHER, name="보고서.pdf", size=812_000, is_complete=False, present=400_000, rows=None),
]
EDIT = START | {
    "submission": Value(id=ID, title="정류장별 승차 집계", state="draft", is_new_version=False),
    "form": form(
        title="정류장별 승차 집계", kind="data", licence="CC-BY-4.0", columns__0__key="yes"
    ),
    "returned": [],
    "blocked": [],
    "files": FILES,
    "limits": Value(files=20, bytes=1_073_741_824),
    "column_rows": [0],
    "next_column": 1,
    "column_types": list(COLUMN_TYPES.items()),
    "cycles": list(CYCLES.items()),
    "can": Value(submit=YES),
}
HISTORY = [
    Value(event="return", at=AT, actor="박심사", reason="단위를 적어 주세요.", state="returned"),
    Value(event="claim", at=AT - days(1), actor="", reason="", state="verifying"),
    Value(event="submit", at=AT - days(1), actor="이나래", reason="", state="submitted"),
]
DECISIONS = [
    Value(role="quality", decision="return", by="박심사", reason="단위를 적어 주세요.", at=AT),
    Value(role="privacy", decision="accept", by="최보호", reason="", at=AT),
    Value(role="quality", decision="reject", by="정품질", reason="원천과 맞지 않습니다.", at=AT),
]
SUBMITTED = Value(
    id=ID,
    title="정류장별 승차 집계",
    state="in-review",
    kind="data",
    category="교통물류",
    licence="CC-BY-4.0",
    licence_name="크리에이티브 커먼즈 저작자표시 4.0",
    licence_reason="사진의 권리가 제3자에게 있습니다.",
    access="public",
    terms=(("계약", "2026-12 (카드사)"), ("계약 기간", "2026-01-01 – 2026-12-31")),
    lane="one",
    awaits=["quality", "privacy"],
    submitted_at=AT - days(1),
    due_at=AT + days(4),
    description="정류장과 날짜로 모았습니다.",
    method="정류장 코드로 묶어 합했습니다.",
    keywords=["버스", "승차"],
    update_cycle="monthly",
)
SUBMISSION = {
    "submission": SUBMITTED,
    "is_moving": False,
    "progress": None,
    "place": "progress",
    "files": FILES,
    "sources": [
        Value(
            title="세종시 버스 승하차 기록",
            number=3,
            how="aggregate",
            address="/d",
            note="정류장별 합",
        ),
        Value(title="기상 관측", number=None, how="join", address="", note=""),
    ],
    "report": Value(counts=COUNTS, groups=GROUPS[:2], more=1, address="/report"),
    "refined": refined.page(),
    "is_false_hit_possible": True,
    "decisions": DECISIONS,
    "history": HISTORY,
    "published": Value(title="정류장별 승차 집계", number=1, address="/d"),
    "held_reason": "",
    "fixed": FIXED,
    "restated": Value(
        outcome="made",
        version=1,
        sources=[Value(title="세종시 버스 승하차 기록", before=2, now=3)],
        why="",
        about="",
        figures=[(Text("더해진 행", "Rows added"), 2)],
        columns=["환승"],
        examples=[
            {"change": "changed", "row": 3, "column": "승차", "before": "4", "now": "5"},
            {"change": "removed", "row": None, "column": None, "before": "가 | 1", "now": None},
        ],
    ),
    "can": Value(edit=YES, submit=YES, cancel=YES, release=NO),
    "form": form(),
}


def moved(stage: str, rows: int | None, of: int | None, **more: object) -> Value:
    told = {"ahead": None, "files": 2, "files_done": None, "seconds": 4}
    return Value(stage=stage, rows=rows, of=of, **{**told, **more})


MOVING = SUBMISSION | {
    "submission": Value(**{**vars(SUBMITTED), "state": "verifying", "due_at": None, "lane": ""}),
    "is_moving": True,
    "progress": moved("checking", 4, 19),
    "report": None,
    "refined": refined.NONE_YET,
    "decisions": [],
}
REFINED = {
    "submission": SUBMITTED,
    "refined": refined.page(),
    "ticked": refined.TICKED,
    "is_mine": True,
    "refused": "",
}
PROGRESSES = [
    moved("waiting", None, None, ahead=3),
    moved("fetching", 1, 2, seconds=59),
    moved("reading", 1_200_000, None, seconds=61),
    moved("reading", 3_200_000, 3_000_000, files_done=1, seconds=90),
    moved("keeping", 0, 2),
    moved("publishing", None, None, files=0),
]


def standing(state: str) -> dict[str, object]:
    return SUBMISSION | {"submission": Value(**{**vars(SUBMITTED), "state": state})}


def listed(title: str, state: str, *awaits: str) -> Value:
    return Value(
        id=ID,
        title=title,
        state=state,
        kind="data",
        lane="one",
        awaits=awaits,
        changed_at=AT,
        published="",
    )


MINE = {
    "submissions": [
        listed("정류장별 승차 집계", "in-review", "quality"),
        listed("승차량으로 본 생활권", "blocked"),
        listed("혼잡 지도", "published"),
        listed("시험", "draft"),
    ],
    "states": [Value(value="in-review", total=1, is_chosen=True, address="?state=in-review")],
    "pager": PAGER,
}
TREATING = {
    "submission": SUBMITTED,
    "file": {"id": ID, "name": "주민.csv"},
    "table": Value(
        sheet=None,
        columns=[
            Value(
                number=0,
                name="주민번호",
                found=[Text("주민등록번호가 들어 있음", "Resident numbers")],
                reason=Text("열을 지웁니다.", "The column is left out."),
            ),
            Value(number=1, name="<b>1000", found=[], reason=None),
        ],
    ),
    "ways": [("keep", "그대로 두기"), ("drop", "열 지우기")],
    "form": form(way__0="drop", quasi__1="yes"),
    "told": None,
}
TOLD = {
    "log": [{"unread": 2, "unread_at": [{"column": "나이"}]}, {"unread": 0, "unread_at": []}],
    "alike": {"before": {"k": 1}, "after": {"k": 4, "wanted": 5, "rows_under": 12}},
    "before": {"columns": ["주민번호", "나이"], "rows": [["******-*******", "34"]]},
    "after": {"columns": ["나이"], "rows": [["30~39"], [None]]},
}
PAGES = [
    ("submissions/treat.html", TREATING),
    ("submissions/treat.html", TREATING | {"told": TOLD}),
    (
        "submissions/treat.html",
        TREATING | {"form": form(faults={"": "바꿀 열을 하나 이상 고르세요."})},
    ),
    ("submissions/new.html", START),
    (
        "submissions/new.html",
        START
        | {
            "dataset": Value(id=ID, title="승차"),
            "may_offer_originals": True,
            "conflict": "«가»와 «나»의 이용허락이 함께할 수 없습니다.",
            "recent": [],
        },
    ),
    ("submissions/edit.html", EDIT),
    (
        "submissions/edit.html",
        EDIT | {"files": [], "returned": DECISIONS[:1], "blocked": GROUPS, "can": Value(submit=NO)},
    ),
    ("submissions/_source_choices.html", {"found": []}),
    ("submissions/mine.html", MINE),
    ("submissions/mine.html", MINE | {"submissions": [], "states": [], "pager": ONE_PAGE}),
    ("submissions/submission.html", MOVING),
    *(("submissions/submission.html", standing(state)) for state in STATES),
    *(
        (
            "submissions/_moved.html",
            {"submission": MOVING["submission"], "place": place, "progress": progress},
        )
        for progress in PROGRESSES
        for place in ("progress", "progress-at-desk")
    ),
    *(
        ("submissions/refined.html", REFINED | changed)
        for changed in (
            {},
            {"refined": refined.page(wanted=False, chosen=True)},
            {"refined": refined.page(fixed="심사자가 이미 결정하기 시작했습니다.")},
            {"refined": refined.NONE, "is_mine": False},
            {"refined": refined.NONE_YET, "refused": "다듬을 것이 없는 표입니다."},
        )
    ),
    *(("submissions/report.html", {"submission": SUBMITTED, "report": each}) for each in REPORTS),
]
