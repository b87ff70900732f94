"""The watch-list, and what could be improved."""

from types import SimpleNamespace as Value

from tests.marketplace.web.samples.common import AT, ID, ONE_PAGE, PAGER
from verification.findings import Text

SCORES = [
    ("completeness", 99.5),
    ("consistency", 100.0),
    ("accuracy", None),
    ("security", 100.0),
    ("timeliness", 0.0),
]
ENTRY = Value(
    title="<script>alert(1)</script> 승차 집계",
    number=2,
    address="/datasets/a/versions/2",
    department="대중교통과",
    reasons=[
        {"reason": "personal-data", "words": Text("1가지", "1 kinds")},
        {"reason": "stale", "words": Text("갱신 주기의 3.0배", "3.0 update cycles")},
    ],
    scores=SCORES,
    diagnosed_at=AT,
    diagnoses="/quality/datasets/a",
    next_due=AT.date(),
)
NEVER = Value(**{**vars(ENTRY), "department": "", "diagnosed_at": None, "next_due": None})
WATCHED = {
    "query": Value(scope="city", reason="stale", department=ID),
    "scopes": ["own", "department", "city"],
    "reasons": [("personal-data", 1), ("stale", 2)],
    "departments": [(ID, "대중교통과")],
    "entries": [ENTRY, NEVER],
    "count": 2,
    "shown": 1200,
    "pager": PAGER,
}
NOTHING = {
    **WATCHED,
    "query": Value(scope="own", reason="", department=""),
    "departments": [],
    "entries": [],
    "count": 0,
    "pager": ONE_PAGE,
}
DATASET = Value(title="시설 목록", number=1, address="/datasets/b/versions/1")
IMPROVED = {
    "query": Value(scope="own"),
    "scopes": ["own"],
    "retire": [
        Value(**vars(DATASET), cycles_old=5.2, cycle="yearly", last_taken=None, is_own=True),
        Value(**vars(DATASET), cycles_old=5.2, cycle="monthly", last_taken=AT.date(), is_own=False),
    ],
    "merge": [
        Value(datasets=[DATASET, DATASET], columns=["이름", "주소", "전화"], department="공원과"),
        Value(datasets=[DATASET, DATASET], columns=["이름"], department=""),
    ],
    "tokens": [Value(id=ID, name="매월 집계", expires_at=AT)],
}
DIAGNOSED = {
    "number": 2,
    "at": AT,
    "is_first": False,
    "outcome": "findings",
    "scores": SCORES,
    "private": [Text("휴대전화번호", "mobile number")],
    "codes_new": [Text("빈 행", "blank row"), Text("칸 수가 다른 행", "ragged row")],
    "codes_gone": [],
    "columns_new": ["<script>alert(1)</script>"],
    "columns_gone": ["값"],
    "columns_retyped": [],
}
DIAGNOSES = {
    "title": "승차 집계",
    "address": "/datasets/a",
    "diagnoses": [DIAGNOSED, DIAGNOSED | {"is_first": True, "outcome": "clean", "private": []}],
}

PAGES = [
    ("quality/diagnoses.html", DIAGNOSES),
    ("quality/diagnoses.html", DIAGNOSES | {"diagnoses": []}),
    ("quality/watch_list.html", WATCHED),
    ("quality/watch_list.html", NOTHING),
    ("quality/watch_list.html", NOTHING | {"shown": 0}),
    ("quality/watch_list.html", WATCHED | {"entries": []}),
    ("quality/improvements.html", IMPROVED),
    ("quality/improvements.html", IMPROVED | {"retire": [], "merge": [], "tokens": []}),
]
