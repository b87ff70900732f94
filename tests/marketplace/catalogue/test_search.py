from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from marketplace.catalogue import statements
from marketplace.catalogue.asked import Facet, read_search
from marketplace.catalogue.search import FacetCount, SearchPage, find_datasets
from marketplace.catalogue.service import count_use, withdraw_version
from marketplace.catalogue.values import DatasetLine, Texts
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC, Visibility
from tests.factories.catalogue import NOON, make_file, publish
from verification.rights.access import Access

Given = Mapping[str, Sequence[str]]


def found(session: Session, given: Given, visibility: Visibility = PUBLIC) -> SearchPage:
    return find_datasets(session, read_search(given), visibility)


def titles(session: Session, given: Given, visibility: Visibility = PUBLIC) -> list[str]:
    return [item.title.shown for item in found(session, given, visibility).items]


@pytest.fixture
def shelf(session: Session) -> dict[str, UUID]:
    """Five datasets, the later in the list the newer."""
    rows: tuple[dict[str, object], ...] = (
        {"title": "버스 정류장 현황", "keywords": ("대중교통",)},
        {"title": "자전거 대여소", "keywords": ("버스",), "category": "환경기상", "generation": 1},
        {
            "title": "공영 주차장",
            "description": Texts("시내버스 종점 곁의 주차장입니다."),
            "kind": "analysis",
        },
        {"title": "인구 통계", "columns": ({"name": "Population_Total"},), "licence": "KOGL-1"},
        {"title": "별 관측", "update_cycle": None, "period_from": None, "period_to": None},
    )
    plain = {"description": Texts("설명"), "keywords": (), "columns": ()}
    return {
        str(row["title"]): publish(
            session, **{**plain, **row}, at=NOON + timedelta(minutes=place)
        ).dataset_id
        for place, row in enumerate(rows)
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("버스", ["버스 정류장 현황", "자전거 대여소", "공영 주차장"]),
        ("버스정류장", ["버스 정류장 현황"]),
        ("정류장 버스", ["버스 정류장 현황"]),
        ("별", ["별 관측"]),
        ("내버스 종", ["공영 주차장"]),
        ("POPULATION total", ["인구 통계"]),
        ("ｐｏｐｕｌ", ["인구 통계"]),
        ("버스 인구", []),
        ("100%", []),
        ("%", ["별 관측", "인구 통계", "공영 주차장", "자전거 대여소", "버스 정류장 현황"]),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_words_are_found_wherever_they_stand_in_titles_first(
    session: Session, query: str, expected: list[str]
) -> None:
    assert titles(session, {"q": [query]}) == expected


def test_the_letters_of_a_word_scattered_over_a_text_are_not_the_word(session: Session) -> None:
    publish(session, title="교통카 통카드", keywords=(), description=Texts("설명"), columns=())

    assert titles(session, {"q": ["교통카드"]}) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"category": ["환경기상"]}, ["자전거 대여소"]),
        ({"category": ["환경기상", "교통물류"], "generation": ["1"]}, ["자전거 대여소"]),
        ({"licence": ["KOGL-1"]}, ["인구 통계"]),
        ({"kind": ["analysis"]}, ["공영 주차장"]),
        ({"kind": ["analysis"], "licence": ["KOGL-1"]}, []),
        ({"q": ["버스"], "generation": ["0"]}, ["버스 정류장 현황", "공영 주차장"]),
        ({"update_cycle": ["monthly"], "q": ["별"]}, []),
        ({"from": ["2025-01-01"]}, []),
        ({"to": ["2024-01-01"], "q": ["인구"]}, ["인구 통계"]),
        ({"department": [str(uuid4())]}, []),
        ({"format": ["xlsx"]}, []),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_filters_narrow_what_words_find(
    session: Session, given: Given, expected: list[str]
) -> None:
    assert titles(session, given) == expected


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("relevance", "별 관측"),
        ("newest", "별 관측"),
        ("title", "공영 주차장"),
        ("generation", "자전거 대여소"),
        ("uses", "인구 통계"),
    ],
)
def test_a_list_has_the_order_asked_for(
    session: Session, shelf: dict[str, UUID], sort: str, first: str
) -> None:
    count_use(session, shelf["인구 통계"], first=True)

    assert titles(session, {"sort": [sort], "per_page": ["1"]}) == [first]


def test_an_item_says_what_a_list_shows_of_a_dataset(session: Session) -> None:
    department_id = uuid4()
    version = publish(session, department_id=department_id, files=[make_file("a.csv")])

    page = found(session, {"q": ["승차"]})

    assert page.items == (
        DatasetLine(
            id=version.dataset_id,
            version=1,
            title=Texts("세종시 정류장별 승차 집계", "Boardings by stop"),
            summary="시내버스 교통카드 이력을 정류장별로 모은 것입니다.",
            kind="data",
            category="교통물류",
            generation=0,
            assurance="original",
            licence="CC-BY-4.0",
            access="public",
            update_cycle="monthly",
            formats=("CSV",),
            keywords=("버스", "승하차"),
            owner_id=version.maker_id,
            department_id=department_id,
            first_published_at=NOON,
            published_at=NOON,
            downloads=0,
            people=0,
        ),
    )


def test_matches_are_counted_under_every_facet(session: Session) -> None:
    department_id = uuid4()
    publish(session, department_id=department_id, files=[make_file("a.csv"), make_file("b.xlsx")])
    publish(
        session, category="교육", generation=2, assurance="declared", files=[make_file("c.csv")]
    )
    publish(session, category="교육", access="joint", update_cycle=None, files=[])

    page = found(session, {"category": ["교육", "교통물류"]}, EVERYTHING)

    assert (page.count, page.count_is, page.last_page) == (3, "exact", 1)
    assert page.facets == {
        Facet.CATEGORY: (FacetCount("교육", 2), FacetCount("교통물류", 1)),
        Facet.GENERATION: (FacetCount(0, 2), FacetCount(2, 1)),
        Facet.LICENCE: (FacetCount("CC-BY-4.0", 3),),
        Facet.KIND: (FacetCount("data", 3),),
        Facet.ACCESS: (FacetCount("public", 2), FacetCount("joint", 1)),
        Facet.ASSURANCE: (FacetCount("original", 2), FacetCount("declared", 1)),
        Facet.DEPARTMENT: (FacetCount(department_id, 1),),
        Facet.UPDATE_CYCLE: (FacetCount("monthly", 2),),
        Facet.FORMAT: (FacetCount("CSV", 2), FacetCount("XLSX", 1)),
    }


def test_nothing_found_is_an_exact_nothing(session: Session) -> None:
    page = found(session, {"q": ["없는낱말"]})

    assert (page.count, page.exact, page.items, page.last_page) == (0, True, (), 1)
    assert set(page.facets.values()) == {()}


def test_what_one_may_not_see_is_neither_found_nor_counted(session: Session) -> None:
    department_id = uuid4()
    publish(session, title="공동활용 버스", access="joint")
    publish(session, title="우리 부서 버스", access="closed", department_id=department_id)
    publish(session, title="열린 버스")

    asked = {"q": ["버스"], "sort": ["title"]}
    official = Visibility(frozenset({Access.PUBLIC, Access.JOINT}), department_id=department_id)

    assert titles(session, asked) == ["열린 버스"]
    assert found(session, asked).count == 1
    assert titles(session, asked, official) == ["공동활용 버스", "열린 버스", "우리 부서 버스"]


def test_a_withdrawn_dataset_leaves_the_search_or_shows_an_older_version(
    session: Session,
) -> None:
    first = publish(session, title="옛 이름")
    second = publish(session, dataset_id=first.dataset_id, title="새 이름")
    assert titles(session, {"q": ["이름"]}) == ["새 이름"]

    withdraw_version(session, second.id, reason="오류", at=NOON)
    assert titles(session, {"q": ["이름"]}) == ["옛 이름"]

    withdraw_version(session, first.id, reason="오류", at=NOON)
    assert titles(session, {"q": ["이름"]}) == []


@pytest.mark.usefixtures("shelf")
def test_pages_part_the_list_without_gap_or_repeat(session: Session) -> None:
    pages = [titles(session, {"per_page": ["2"], "page": [str(page)]}) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert list(chain(*pages)) == titles(session, {})


class TestWithMoreMatchesThanAreCounted:
    """The bound lowered to three, so that five datasets are more than are counted."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch, shelf: dict[str, UUID]) -> None:
        monkeypatch.setattr("marketplace.catalogue.search.MOST_COUNTED", 3)
        monkeypatch.setattr(statements, "MOST_COUNTED", 3)
        monkeypatch.setattr(statements, "RANKED", 4)

    def test_the_count_says_that_it_is_at_least(self, session: Session) -> None:
        page = found(session, {})

        assert (page.count, page.count_is) == (3, "at-least")

    @pytest.mark.parametrize("sort", ["relevance", "newest", "title", "generation", "uses"])
    def test_pages_part_the_list_without_gap_or_repeat(self, session: Session, sort: str) -> None:
        asked = {"sort": [sort], "per_page": ["2"]}

        pages = [titles(session, {**asked, "page": [page]}) for page in "123"]

        assert [len(page) for page in pages] == [2, 2, 1]
        assert len(set(chain(*pages))) == 5

    def test_the_newest_are_ordered_by_relevance_and_the_older_follow(
        self, session: Session
    ) -> None:
        for minutes, title in ((1, "버스 노선"), (2, "버스 요금"), (3, "따릉이")):
            at = NOON + timedelta(hours=1, minutes=minutes)
            publish(session, title=title, keywords=("버스",), at=at)
        asked = {"q": ["버스"], "per_page": ["4"]}

        first, second = (titles(session, {**asked, "page": [page]}) for page in "12")

        assert first == ["버스 요금", "버스 노선", "따릉이", "공영 주차장"]
        assert second == ["자전거 대여소", "버스 정류장 현황"]


@pytest.mark.usefixtures("shelf")
def test_a_search_leaves_the_planner_as_it_was(session: Session) -> None:
    found(session, {"q": ["버스"]})

    assert session.execute(text("SHOW enable_seqscan")).scalar_one() == "on"


def test_a_period_meets_the_days_asked_for(session: Session) -> None:
    publish(session, title="작년", period_from=date(2023, 1, 1), period_to=date(2023, 12, 31))
    publish(session, title="올해", period_from=date(2024, 1, 1), period_to=date(2024, 12, 31))

    assert titles(session, {"from": ["2023-06-01"], "to": ["2023-07-01"]}) == ["작년"]
