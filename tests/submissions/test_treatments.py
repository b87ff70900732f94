import pytest

from submissions.errors import NotEditable, TreatmentFaulty, TreatmentRefused
from submissions.models import Submission, SubmissionFile
from submissions.opening import within
from submissions.treat import declared_after
from submissions.treatments import Order, check_steps, fault_of_step, treatable, treated_name
from tests.verification.treatment.bench import opened, treatment
from verification.limits import Deadline
from verification.treatment.applying import Asked, apply
from verification.treatment.step import Given


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("people.csv", [], "people_비식별.csv"),
        ("people.v1.xlsx", [], "people.v1_비식별.csv"),
        ("people", [], "people_비식별.csv"),
        ("people_비식별.csv", ["people_비식별.csv"], "people_비식별_2.csv"),
        ("people_비식별_2.csv", [], "people_비식별.csv"),
        ("people_정제.csv", [], "people_비식별.csv"),
        (f"{'가' * 196}.csv", [], f"{'가' * 150}_비식별.csv"),
    ],
)
def test_a_treated_file_has_a_name_of_its_own(name: str, taken: list[str], made: str) -> None:
    assert treated_name(name, taken, "비식별") == made


def test_every_fault_of_the_steps_is_told() -> None:
    steps = ({"step": "mask"}, {"step": "tidy-text"}, {"step": "mask", "column": "a", "keep": -1})

    with pytest.raises(TreatmentFaulty) as faulty:
        check_steps(Order(steps))

    assert [each.pointer for each in faulty.value.faults] == ["/steps/0", "/steps/2/keep"]
    check_steps(Order(({"step": "tidy-text"},)))


def test_a_fault_of_the_whole_has_no_place() -> None:
    faults = [fault_of_step(place, "column-unknown", "없음").faults[0] for place in (None, 3)]

    assert [each.pointer for each in faults] == ["", "/steps/3"]


def test_only_a_whole_file_of_what_can_be_changed_is_treated() -> None:
    unfinished = SubmissionFile(name="a.csv", completed_at=None)

    with pytest.raises(NotEditable):
        treatable(Submission(state="in-review"), unfinished)
    with pytest.raises(TreatmentRefused) as refused:
        treatable(Submission(state="draft"), unfinished)

    assert refused.value.code == "file-unfinished"


def test_what_takes_too_long_is_refused() -> None:
    table = opened({"a": ["1", "2"]})

    assert len(list(within(table, Deadline(60)).batches())) == 1
    with pytest.raises(TreatmentRefused) as refused:
        list(within(table, Deadline(0)).batches())

    assert refused.value.code == "took-too-long"


def test_what_is_declared_follows_the_steps(tmp_path: object) -> None:
    from pathlib import Path

    table = opened({"나이": ["34"], "금액(천원)": ["5"], "이름": ["가"], "동": ["나"], "2": ["."]})
    steps = (
        {"step": "age-band", "column": "나이"},
        {"step": "drop-columns", "columns": ["이름"]},
        {"step": "header-unit", "column": "금액(천원)", "name": "금액", "unit": "천원"},
        {"step": "rename-columns", "names": [["동", "읍면동"]]},
    )
    asked, path = Asked(), Path(str(tmp_path)) / "t.csv"
    log = apply(table, treatment(*steps), Given(), asked, path=path, mark=False).log
    declared = [
        {"name": "나이", "type": "integer", "codes": ["34"], "meaning": "만 나이"},
        {"name": "금액(천원)", "type": "integer", "unit": None},
        {"name": "이름", "type": "string"},
        {"name": "동", "type": "string"},
    ]

    assert declared_after(declared, log) == [
        {"name": "나이", "type": None, "codes": None, "meaning": "만 나이"},
        {"name": "금액", "type": "integer", "unit": "천원"},
        {"name": "읍면동", "type": "string"},
    ]
