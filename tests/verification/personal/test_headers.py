import pytest

from verification.personal.headers import Says, said, wants_all_cells


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("주민등록번호", {Says.RESIDENT}),
        ("법인번호", {Says.CORPORATE, Says.OFFICE}),
        ("성명", {Says.NAME}),
        ("이름", {Says.NAME}),
        ("시설이름", {Says.OFFICE}),
        ("정류장명", set()),
        ("휴대전화", {Says.PHONE, Says.MOBILE}),
        ("관리기관전화번호", {Says.PHONE, Says.OFFICE}),
        ("전화번호", {Says.PHONE}),
        ("집주소", {Says.ADDRESS, Says.PRIVATE}),
        ("운전면허번호", {Says.LICENCE}),
        ("생년월일", {Says.BIRTH}),
        ("c1", {Says.NOTHING}),
        ("Unnamed: 3", {Says.NOTHING}),
        ("", {Says.NOTHING}),
    ],
)
def test_what_a_header_says(name: str, says: set[Says]) -> None:
    assert said(name) == says


@pytest.mark.parametrize("name", ["성명", "주소", "생년월일", "주민번호", "col3", "IP", "여권번호"])
def test_columns_that_may_hold_few_digits_are_looked_at_whole(name: str) -> None:
    assert wants_all_cells(name)


@pytest.mark.parametrize("name", ["민원내용", "승차", "기준일", "접수번호"])
def test_others_are_looked_at_where_they_hold_numbers(name: str) -> None:
    assert not wants_all_cells(name)
