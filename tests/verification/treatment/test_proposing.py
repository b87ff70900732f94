from pathlib import Path

from tests.verification.treatment.bench import lines, opened, treated
from verification.personal.quasi import quasi_of
from verification.treatment.generalising import AddressTo, AgeBand, AmountBand, DateTo, Grid, Round
from verification.treatment.hiding import DropColumns, Mask
from verification.treatment.proposing import PersonalFacts, likely_quasi, propose
from verification.treatment.step import Step


def steps(facts: PersonalFacts) -> list[Step]:
    return [each.step for each in propose(facts)]


def test_what_names_a_person_is_left_out_or_masked() -> None:
    codes = {
        "주민번호": ["resident-number"],
        "이름": ["person-name"],
        "주소": ["home-address"],
        "생일": ["birth-date"],
        "전화": ["mobile-number"],
        "무엇": ["a-code-of-tomorrow"],
        "점수": [],
        "인원": ["small-cells"],
    }

    assert steps(PersonalFacts(codes)) == [
        DropColumns(("주민번호",)),
        Mask("이름", keep=1),
        AddressTo("주소"),
        DateTo("생일", "year"),
        DropColumns(("전화",)),
        DropColumns(("무엇",)),
    ]


def test_of_several_findings_the_gravest_decides() -> None:
    both = PersonalFacts({"메모": ["person-name", "resident-number"]})
    mobile = PersonalFacts({"메모": ["person-name", "mobile-number"]})

    assert steps(both) == steps(mobile) == [DropColumns(("메모",))]


def test_free_text_keeps_its_words() -> None:
    facts = PersonalFacts({"내용": ["resident-number"]}, texts=frozenset({"내용"}))

    assert steps(facts) == [Mask("내용", digits_only=True)]


def test_what_together_might_name_a_person_becomes_wider() -> None:
    quasi = (
        "나이",
        "생년월일",
        "거주지 주소",
        "위도",
        "소득",
        "연봉",
        "방문일시",
        "성별",
        "연령대",
    )

    found = steps(PersonalFacts({}, quasi=quasi, quartiles={"소득": (1234, 2345, 2349)}))

    assert found == [
        AgeBand("나이"),
        DateTo("생년월일", "year"),
        AddressTo("거주지 주소"),
        Grid("위도"),
        AmountBand("소득", (1200.0, 2300.0)),
        Round("연봉", 100),
        DateTo("방문일시", "month"),
    ]


def test_what_outsiders_may_know_is_looked_for_in_tables_of_persons() -> None:
    cameras, people = ["설치장소 주소", "위도", "설치일자"], ["이름", "나이", "성별", "점수"]

    def likely(names: list[str], *, of_persons: bool) -> tuple[str, ...]:
        return likely_quasi({name: quasi_of(name) for name in names}, of_persons=of_persons)

    assert likely(cameras, of_persons=False) == ()
    assert likely(cameras, of_persons=True) == tuple(cameras)
    assert likely(people, of_persons=False) == ("나이", "성별")


def test_a_column_is_treated_once() -> None:
    facts = PersonalFacts({"주소": ["home-address"]}, quasi=("주소",))

    assert steps(facts) == [AddressTo("주소")]


def test_every_reason_is_given_in_both_languages() -> None:
    facts = PersonalFacts({"a": ["x"], "b": ["home-address"]}, quasi=("나이",))

    assert all(each.reason.ko and each.reason.en for each in propose(facts))


def test_what_is_proposed_can_be_done(tmp_path: Path) -> None:
    table = opened({"주민번호": ["900101-1234568"], "이름": ["홍길동"], "나이": ["34"]})
    facts = PersonalFacts(
        {"주민번호": ["resident-number"], "이름": ["person-name"]}, quasi=("나이",)
    )

    _, content = treated(tmp_path, table, *(each.document() for each in steps(facts)))

    assert lines(content) == [["이름", "나이"], ["홍**", "30~39"]]
