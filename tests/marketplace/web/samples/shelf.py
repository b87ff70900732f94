"""Home, search and datasets."""

from types import SimpleNamespace as Value

from marketplace.web.assurance_card import AssuranceCard
from submissions.categories import CATEGORIES
from tests.marketplace.web.samples import corrections, lineage, refined
from tests.marketplace.web.samples.collaborations import ADOPTED, AGREED, COMPARING, NOT_ADOPTED
from tests.marketplace.web.samples.common import (
    AT,
    DIGEST,
    ID,
    NO,
    ONE_PAGE,
    OTHER,
    PAGER,
    YES,
    days,
)
from tests.marketplace.web.samples.grounds import DISPUTES, GROUNDS
from tests.marketplace.web.samples.reports import COLUMNS, COUNTS, PREVIEW, QUALITY, REPORT


def found(title: str, generation: int, assurance: str, **more: object) -> Value:
    facts: dict[str, object] = {
        "id": ID,
        "number": 2,
        "title": title,
        "summary": "버스 승하차 기록을 정류장과 날짜로 모은 표입니다. 환승은 빼고 세었습니다.",
        "by": "교통정책과",
        "category": "교통물류",
        "published_at": AT - days(3),
        "generation": generation,
        "assurance": assurance,
        "grounds": GROUNDS,
        "licence": "CC-BY-4.0",
        "access": "public",
        "kind": "data",
        "update_cycle": "monthly",
        "derived": 4,
        "adopted_by": "도로과",
        "is_curated": True,
        "marks": [],
    }
    return Value(**{**facts, **more})


RESULTS = [
    found("세종시 버스 승하차 기록", 0, "original", licence="KOGL-1"),
    found("정류장별 승차 집계", 1, "obtained", by="이나래 (연구자)", marks=["stale", "tainted"]),
    found(
        "승차량으로 본 생활권 구분",
        2,
        "reproduced",
        kind="analysis",
        by="세종데이터(주)",
        derived=0,
        adopted_by="",
        is_curated=False,
    ),
    found("정류장 혼잡 예측", 3, "declared", access="joint", update_cycle="", summary=""),
]
STORY = [
    Value(dataset=ID, number=3, title="세종시 버스 승하차 기록", generation=0, by="교통정책과"),
    Value(dataset=ID, number=1, title="정류장별 승차 집계", generation=1, by="이나래"),
    Value(
        dataset=ID, number=1, title="승차량으로 본 생활권 구분", generation=2, by="세종데이터(주)"
    ),
]
HOME = {
    "figures": Value(datasets=731, derived=58, verified=912, givers=41),
    "categories": [
        Value(name=name, total=(index * 37) % 90) for index, name in enumerate(CATEGORIES)
    ],
    "returned": RESULTS[1:],
    "story": STORY,
}


def facet(name: str, words: str, *choices: tuple[str, str, int, bool]) -> Value:
    return Value(
        name=name,
        words=words,
        choices=[Value(value=v, words=w, total=t, is_chosen=c) for v, w, t, c in choices],
    )


SEARCH = {
    "query": Value(q="버스", sort="relevance"),
    "curated": True,
    "total": 10_000,
    "total_is": "at-least",
    "facets": [
        facet(
            "category",
            "분류",
            ("교통물류", "교통물류", 51, True),
            ("환경기상", "환경기상", 12, False),
        ),
        facet("generation", "차수", ("0", "원천", 300, False), ("1", "1차", 41, False)),
        facet("assurance", "확인 정도", ("obtained", "받은 기록 있음", 20, False)),
        facet("licence", "이용허락", ("CC-BY-4.0", "CC BY 4.0", 33, False)),
        facet("access", "누가 받나", ("public", "누구나", 350, False)),
    ],
    "active": [Value(words="교통물류", address="?q=버스")],
    "sorts": [Value(value="relevance", is_chosen=True), Value(value="newest", is_chosen=False)],
    "results": RESULTS,
    "pager": PAGER,
    "clear": "?q=버스",
}
NOTHING_FOUND = SEARCH | {
    "results": [],
    "total": 0,
    "total_is": "exact",
    "pager": ONE_PAGE,
    "facets": [],
}


DATASET = {
    "dataset": Value(
        id=ID,
        title="정류장별 승차 집계",
        title_en="Boardings by stop",
        description="버스 승하차 기록을 정류장과 날짜로 모았습니다.\n\n<script>alert(1)</script>",
        category="교통물류",
        keywords=["버스", "승차", "정류장"],
        by="이나래 (연구자)",
        department="",
        kind="data",
        update_cycle="monthly",
        period="2024. 1. 1. – 2024. 12. 31.",
        method="노선별 기록을 정류장 코드로 묶어 합했습니다.",
        deviations="",
        is_latest=False,
        latest=3,
    ),
    "version": Value(
        number=2,
        published_at=AT,
        generation=1,
        assurance="obtained",
        grounds=GROUNDS,
        licence="CC-BY-4.0",
        access="public",
        marks=["stale"],
        notes="2월 자료를 더했습니다.",
        withdrawn_reason="",
    ),
    "licence": Value(
        id="CC-BY-4.0",
        name="크리에이티브 커먼즈 저작자표시 4.0",
        url="https://creativecommons.org/licenses/by/4.0/",
        reason="사진의 권리가 제3자에게 있습니다.",
        terms=(("계약", "2026-12 (카드사)"),),
        attribution="'집계', 세종시 (Creative Commons BY 4.0)\n열람이 제한된 데이터셋을 썼습니다.",
        attribution_en="'Counts', Sejong (Creative Commons BY 4.0)\nIt uses a restricted dataset.",
        attribution_address="/datasets/1/versions/1/attribution",
    ),
    "versions": [
        Value(number=3, published_at=AT, is_shown=False, is_withdrawn=False, address="#3"),
        Value(
            number=2, published_at=AT - days(30), is_shown=True, is_withdrawn=False, address="#2"
        ),
        Value(
            number=1, published_at=AT - days(60), is_shown=False, is_withdrawn=True, address="#1"
        ),
    ],
    "banners": [
        Value(
            tone="warn",
            words="이 데이터가 나온 «버스 승하차 기록» 3판이 바로잡혔습니다.",
            reason="<b>1000</b>",
            address="/datasets/a/versions/4",
            link="«세종시 버스 승하차 기록» 4판",
        ),
        Value(
            tone="bad",
            words="이 데이터가 나온 제한된 데이터의 한 판이 철회되었습니다.",
            reason="",
            address="",
            link="",
        ),
    ],
    "disputes": DISPUTES,
    "files": [
        Value(
            name="승차집계.csv",
            media_type="text/csv",
            size=5_242_881,
            sha256=DIGEST,
            form="original",
            rows=100_000,
            address="/f",
            parquet="/p",
        ),
        Value(
            name="설명서.hwp",
            media_type="application/x-hwp",
            size=812,
            sha256=DIGEST,
            form="original",
            rows=None,
            address="/f",
            parquet="",
        ),
    ],
    "record": corrections.RECORD,
    "refined": [
        Value(table=refined.TABLE, size=1234, sha256="a" * 64, address="/refined"),
    ],
    "preview": PREVIEW,
    "columns": COLUMNS,
    "report": Value(quality=QUALITY, counts=COUNTS, verified_at=AT, address="/report"),
    "graph": lineage.GRAPH,
    "ancestors": lineage.ANCESTORS,
    "descendants": lineage.DESCENDANTS,
    "has_more_descendants": True,
    "used_by": [
        Value(
            **vars(found("승차량으로 본 생활권 구분", 2, "declared", kind="analysis")),
            is_disputed=True,
            disputes="/dispute",
        ),
        Value(
            **vars(found("혼잡 지도", 2, "obtained", kind="visualisation")),
            is_disputed=False,
            disputes="",
        ),
    ],
    "citation": "이나래 (2026). 정류장별 승차 집계 (2판) [데이터]. 환류. https://example.org/datasets/6f1d",
    "citation_address": f"/datasets/{ID}/versions/2/citation",
    "structured": {"@type": "Dataset", "description": "</script><script>alert(1)</script>"},
    "error_reports": {"send": "/datasets/a/versions/2/error-reports", "listed": "/datasets/a/e"},
    "fixes": {"send": "/datasets/a/versions/2/fixes", "listed": "/datasets/a/fixes"},
    "fix": Value(by="김하나", corrects=1, cells=2, columns=("승차",)),
    "crosses": [AGREED, COMPARING],
    "ask_cross": "/datasets/a/versions/2/cross-verifications",
    "adoption": ADOPTED,
    "can": Value(download=YES, build_on=YES, new_version=YES, correct=YES, report_error=YES),
    "newer": 1,
}
ORIGINAL = DATASET | {
    "crosses": [],
    "ask_cross": "",
    "adoption": NOT_ADOPTED,
    "disputes": [],
    "fix": None,
    "dataset": Value(**{**vars(DATASET["dataset"]), "is_latest": True}),  # type: ignore[arg-type]
    "version": Value(
        number=1,
        published_at=AT,
        generation=0,
        assurance="original",
        grounds=AssuranceCard(),
        licence="KOGL-1",
        access="joint",
        marks=[],
        notes="",
        withdrawn_reason="",
    ),
    "graph": None,
    "ancestors": lineage.ALONE,
    "descendants": [],
    "has_more_descendants": False,
    "used_by": [],
    "banners": [],
    "record": [],
    "refined": [],
    "preview": None,
    "columns": [],
    "can": Value(download=NO, build_on=NO, new_version=NO, correct=NO, report_error=NO),
}
PAGES = [
    ("home.html", HOME),
    ("home.html", HOME | {"returned": [], "story": []}),
    ("search/search.html", SEARCH),
    ("search/search.html", NOTHING_FOUND),
    ("search/search.html", NOTHING_FOUND | {"active": [], "query": Value(q="", sort="newest")}),
    ("datasets/dataset.html", DATASET),
    ("datasets/dataset.html", ORIGINAL),
    (
        "datasets/report.html",
        {"dataset": Value(id=OTHER, title="승차"), "version": Value(number=1), "report": REPORT},
    ),
    *corrections.PAGES,
]
