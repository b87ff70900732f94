from typing import Any

import pytest

from marketplace.workflow.catalogue_list import (
    CatalogueList,
    RefusedRow,
    RowFault,
    cycle_of,
    keywords_of,
    plain_text,
    read_list,
)
from submissions.manifest import read_manifest

HEADER = (
    "목록키,목록유형,목록명,파일데이터명,분류체계,제공기관,관리부서명,업데이트 주기,확장자,"
    "키워드,설명,이용허락범위,시간범위,공간범위"
)
STOPS = (
    "15122958,FILE,세종시_버스 정류장,세종시_버스 정류장_20240101,교통및물류 - 도로,세종특별자치시,"
    '교통과,연간,CSV,"버스,정류장",정류장<br/>위치 &amp; 쉼터,이용허락범위 제한 없음,2024-01-01,'
    "시 전역"
)


def listed(*rows: str, header: str = HEADER) -> CatalogueList:
    return read_list("\n".join((header, *rows)).encode())


def test_a_row_becomes_a_manifest_without_faults() -> None:
    (entry,) = listed(STOPS).entries

    read_manifest(dict(entry.manifest))
    assert entry.manifest == {
        "title": {"ko": "세종시_버스 정류장"},
        "description": {
            "ko": "정류장\n위치 & 쉼터\n\n제공기관: 세종특별자치시\n관리부서: 교통과\n"
            "공간범위: 시 전역"
        },
        "kind": "data",
        "category": "교통물류",
        "keywords": ["버스", "정류장"],
        "licence": "이용허락범위 제한 없음",
        "access": "public",
        "update_cycle": "yearly",
        "period": {"from": "2024-01-01", "to": "2024-01-01"},
    }


def test_a_row_says_how_its_file_may_be_called() -> None:
    (entry,) = listed(STOPS).entries

    assert (entry.line, entry.key, entry.file_name) == (2, "15122958", "")
    assert entry.file_stems == ("세종시_버스 정류장_20240101", "세종시_버스 정류장")
    assert entry.extensions == {"csv"}


def test_rows_that_are_no_files_are_counted_and_left_alone() -> None:
    kinds = ("API", "STD", "파일", "file", "파일 데이터", "")
    rows = [
        f"{number},{kind},가,,교육,,,,,,,공공누리 제1유형,," for number, kind in enumerate(kinds)
    ]

    found = listed(*rows)

    assert (len(found.entries), found.others) == (4, 2)


@pytest.mark.parametrize(
    ("row", "fault", "text"),
    [
        ("9,FILE,,,교육,,,,,,,공공누리 제1유형,,", RowFault.TITLE_MISSING, ""),
        ("15122958,FILE,가,,교육,,,,,,,제한 없음,,", RowFault.KEY_REPEATED, "15122958"),
        ("9,FILE,가,,우주,,,,,,,제한 없음,,", RowFault.CATEGORY_UNKNOWN, "우주"),
        ("9,FILE,가,,,,,,,,,제한 없음,,", RowFault.CATEGORY_UNKNOWN, ""),
        ("9,FILE,가,,교육,,,,,,,협의,,", RowFault.LICENCE_UNKNOWN, "협의"),
        ("9,FILE,가,,교육,,,,,,,,,", RowFault.LICENCE_UNKNOWN, ""),
        ("9,FILE,가,,교육,,,,,,,제한 없음,,,남는 칸", RowFault.TOO_WIDE, ""),
    ],
)
def test_a_row_that_cannot_be_offered_says_why_and_keeps_no_other_back(
    row: str, fault: RowFault, text: str
) -> None:
    found = listed(STOPS, row)

    title = "" if fault is RowFault.TITLE_MISSING else "가"
    assert len(found.entries) == 1
    assert found.refused == (RefusedRow(3, row.split(",", maxsplit=1)[0], title, fault, text),)


def test_without_a_title_column_the_name_of_the_file_less_its_date_is_the_title() -> None:
    header = "파일데이터명,분류체계,이용허락범위"

    (entry,) = listed("세종시_공원_20240630,국토관리,공공누리 제1유형", header=header).entries

    assert (entry.title, entry.key) == ("세종시_공원", "세종시_공원")


def test_the_columns_may_be_called_otherwise_and_stand_anywhere() -> None:
    header = "라이선스,분류,데이터셋명,파일명,갱신주기,기간"

    (entry,) = listed("CC-BY-4.0,관광,가,가.csv,수시,작년", header=header).entries

    assert (entry.file_name, entry.manifest["update_cycle"]) == ("가.csv", "irregular")
    assert entry.manifest["description"] == {"ko": "시간범위: 작년"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("가<br/>나<BR>다", "가\n나\n다"),
        ("<p>가</p><p>나 <b>다</b></p>", "가\n나 다"),
        ("3 &lt; 4 &amp; a<b>c", "3 < 4 & ac"),
        ("0<x<1", "0<x<1"),
        ("가\xa0나  다\n\n\n\n라", "가 나 다\n\n라"),
    ],
)
def test_text_loses_the_marks_of_the_page_it_came_from(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("label", "cycle"),
    [
        ("연간", "yearly"), ("매월", "monthly"), ("분기", "quarterly"), ("수시", "irregular"),
        ("수시 (1회성 데이터)", "once"), ("실시간", "realtime"), ("기타", "irregular"),
        ("매년(7월)", "yearly"), ("", None), ("생각날 때", None),
    ],
)  # fmt: skip
def test_update_cycles_are_known_by_the_portals_labels(label: str, cycle: str | None) -> None:
    assert cycle_of(label) == cycle


def test_keywords_come_once_in_order_and_no_more_than_a_manifest_takes() -> None:
    many = ",".join(f"말{number}" for number in range(50))
    expected: dict[str, Any] = {
        "버스, 정류장;버스 |  시내  버스": ["버스", "정류장", "시내 버스"],
        "": [],
        "가" * 61: [],
        many: [f"말{number}" for number in range(30)],
    }

    assert {text: keywords_of(text) for text in expected} == expected
