import pytest
from sqlalchemy.orm import Session, sessionmaker

from storage.database import transaction
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import Browser


@pytest.fixture
def shelf(make_session: sessionmaker[Session]) -> None:
    with transaction(make_session) as session:
        publish(session, title="버스 승차 기록")
        publish(session, title="버스 승차 집계", generation=1, assurance="obtained")
        publish(session, title="미세먼지 측정", category="환경기상", licence="KOGL-1")


@pytest.mark.usefixtures("shelf")
def test_words_find_and_filters_narrow(anyone: Browser) -> None:
    assert "3종" in anyone.page("/datasets")
    assert "«승차» 찾은 결과" in anyone.page("/datasets?q=승차")
    assert "미세먼지 측정" not in anyone.page("/datasets?q=승차")
    assert "1종" in anyone.page("/datasets?category=환경기상")
    assert "1종" in anyone.page("/datasets?q=승차&generation=0")
    assert "2종" in anyone.page("/datasets?generation=0&generation=1&category=교통물류")


@pytest.mark.usefixtures("shelf")
def test_derived_stands_for_every_generation_but_the_first(anyone: Browser) -> None:
    page = anyone.page("/datasets?generation=derived")

    assert "버스 승차 집계" in page
    assert "버스 승차 기록" not in page
    assert "되돌아온 데이터 1" in page


@pytest.mark.usefixtures("shelf")
def test_each_filter_can_be_taken_back(anyone: Browser) -> None:
    html = anyone.get("/datasets?q=승차&licence=CC-BY-4.0&page=1").get_data(as_text=True)

    assert 'href="?q=%EC%8A%B9%EC%B0%A8"' in html
    assert "CC BY" in html
    assert 'href="/datasets?q=%EC%8A%B9%EC%B0%A8"' in html


@pytest.mark.usefixtures("shelf")
def test_a_filter_nothing_was_found_of_stays_to_be_taken_back(anyone: Browser) -> None:
    page = anyone.page("/datasets?q=미세먼지&category=교통물류")

    assert "찾은 데이터가 없습니다 필터를 줄여 보세요." in page
    assert "교통물류 0" in page


@pytest.mark.usefixtures("shelf")
def test_pages_keep_the_search_in_their_addresses(anyone: Browser) -> None:
    html = anyone.get("/datasets?q=승차&per_page=1&page=1").get_data(as_text=True)

    assert 'href="?q=%EC%8A%B9%EC%B0%A8&amp;per_page=1&amp;page=2" rel="next"' in html
    assert 'rel="prev"' not in html


@pytest.mark.parametrize(
    "query", ["page=x", "page=0", "page=99999", "generation=z", "sort=none", "category=%00"]
)
def test_what_makes_no_sense_is_refused_with_a_page(anyone: Browser, query: str) -> None:
    answer = anyone.get(f"/datasets?{query}")

    assert answer.status_code == 422
    assert "고칠 곳이 있습니다" in answer.get_data(as_text=True)


def test_a_resident_number_looked_for_is_not_shown_again(anyone: Browser) -> None:
    assert "1234568" not in anyone.page("/datasets?q=900101-1234568")
