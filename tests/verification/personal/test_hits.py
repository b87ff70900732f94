from verification.codes import CODES
from verification.personal.headers import Says
from verification.personal.hits import Heading
from verification.personal.told import TOLD_BY_COLUMN


def test_a_heading_knows_its_neighbours_and_not_itself_twice() -> None:
    heading = Heading.of("전화번호", ("성명", "전화번호"))

    assert heading.says == {Says.PHONE}
    assert heading.beside == {Says.NAME}
    assert heading.of_people
    assert not Heading.of("전화번호", ("도서관명",)).of_people


def test_columns_that_are_hidden_whole_are_named_by_codes_there_are() -> None:
    assert set(CODES) >= TOLD_BY_COLUMN
