import csv
import io
from pathlib import Path
from uuid import UUID, uuid4

import openpyxl
import pytest

from marketplace.workflow import sweeping, verifying
from storage.transfers import Bucket
from submissions.models import SetAsideFile
from tests.factories.files import residents
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.house import House

NUMBER = residents()["dashed"]
ADDRESS = "/api/v1/submissions/{submission_id}/files/{file_id}/treatments"
CONTENT = (
    "이름,주민등록번호,나이\n" + "".join(f"홍길{n},{NUMBER},{20 + n}\n" for n in range(10))
).encode()
STEPS = [
    {"step": "drop-columns", "columns": ["주민등록번호"]},
    {"step": "pseudonym", "columns": ["이름"]},
    {"step": "age-band", "column": "나이"},
]


@pytest.fixture
def blocked(house: House) -> UUID:
    made = house.offer(house.official, {"people.csv": CONTENT})
    assert house.state(made) == "blocked"
    return made


def path_of(house: House, submission: UUID) -> str:
    return f"/submissions/{submission}/files/{house.submission(submission).files[0].id}/treatments"


def lines_of(house: House, submission: UUID, folder: Path) -> list[list[str]]:
    file = house.submission(submission).files[0]
    target = folder / "treated"
    house.services.objects.download(Bucket.QUARANTINE, file.key, target, etag=file.etag)
    return list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))


def test_a_preview_shows_and_changes_nothing(call: Caller, house: House, blocked: UUID) -> None:
    path, file = path_of(house, blocked), house.submission(blocked).files[0].id

    answer = call("POST", path, "official", json={"steps": STEPS, "quasi": ["나이"]})

    told = answer.get_json()
    assert faults_of(answer, ADDRESS) == []
    assert (answer.status_code, told["file"], told["state"]) == (200, None, "blocked")
    assert (told["columns"], told["after"]["rows"][0][1]) == (["이름", "나이"], "20~29")
    assert [told["alike"][when]["k"] for when in ("before", "after")] == [1, 10]
    assert (house.submission(blocked).files[0].id, house.state(blocked)) == (file, "blocked")


def test_nothing_raw_is_answered(call: Caller, house: House, blocked: UUID) -> None:
    text = call("POST", path_of(house, blocked), "official", json={"steps": STEPS}).text

    assert NUMBER not in text
    assert "홍길" not in text


def test_a_treated_file_is_offered_instead_and_passes(
    call: Caller, house: House, blocked: UUID, tmp_path: Path
) -> None:
    before = house.submission(blocked).files[0]

    answer = call(
        "POST", path_of(house, blocked), "official", json={"steps": STEPS, "preview": False}
    )

    told = answer.get_json()
    assert faults_of(answer, ADDRESS) == []
    assert (answer.status_code, told["state"]) == (201, "draft")
    assert told["file"]["name"] == "people_비식별.csv"
    header, first, *_ = lines_of(house, blocked, tmp_path)
    assert (header, first[1], len(first[0])) == (["이름", "나이"], "20~29", 16)
    # The bytes that hold the numbers are kept until they are purged, and offered no more.
    assert house.services.objects.holds(Bucket.QUARANTINE, before.key)
    assert call("POST", f"/submissions/{blocked}/submit", "official").status_code == 202
    verifying.verify_submission(house.services, blocked)
    assert house.state(blocked) == "in-review"
    assert house.events(blocked)[-4:] == ["treat", "submit", "claim", "admit"]


def test_what_was_done_is_told_of_both_files(call: Caller, house: House, blocked: UUID) -> None:
    path = path_of(house, blocked)
    call("POST", path, "official", json={"steps": STEPS, "preview": False})

    of_old, of_new = (call("GET", each, "official") for each in (path, path_of(house, blocked)))

    assert faults_of(of_new, ADDRESS) == []
    assert of_old.get_json() == of_new.get_json()
    told = of_new.get_json()["items"][0]
    assert (told["file"], told["made"]) == ("people.csv", "people_비식별.csv")
    assert [each["step"]["step"] for each in told["log"]] == [each["step"] for each in STEPS]
    assert (len(told["key_id"]), NUMBER in of_new.text) == (16, False)
    # What is kept for good shows outlines, and of pseudonyms too.
    assert told["log"][1]["changes"][0]["before"] == "***"
    assert set(told["log"][1]["changes"][0]["after"]) == {"*"}


def test_the_same_key_is_used_within_one_submission(
    call: Caller, house: House, blocked: UUID, tmp_path: Path
) -> None:
    steps = [STEPS[0], STEPS[1]]
    other = house.offer(house.official, {"people.csv": CONTENT})
    again = house.offer(house.official, {"people.csv": CONTENT, "more.csv": CONTENT})
    names = []
    for submission in (blocked, other, again):
        for file in list(house.submission(submission).files):
            path = f"/submissions/{submission}/files/{file.id}/treatments"
            call("POST", path, "official", json={"steps": steps, "preview": False})
        names.append(lines_of(house, submission, tmp_path)[1][0])

    files = house.submission(again).files
    assert len(set(names)) == 3
    assert files[0].claimed_digest == files[1].claimed_digest


def test_steps_are_proposed_and_can_be_sent_as_they_are(
    call: Caller, house: House, blocked: UUID
) -> None:
    path = path_of(house, blocked)

    answer = call("GET", f"{path}/proposed", "official")

    told = answer.get_json()
    steps = [each["step"] for each in told["de_identify"]]
    assert faults_of(answer, f"{ADDRESS}/proposed") == []
    assert (told["refine"], told["quasi"]) == ([], ["나이"])
    assert [each["step"] for each in steps] == ["drop-columns", "age-band"]
    sent = call("POST", path, "official", json={"steps": steps, "quasi": told["quasi"]})
    assert (sent.status_code, sent.get_json()["columns"]) == (200, ["이름", "나이"])


def test_a_draft_is_refined_as_proposed(call: Caller, house: House, tmp_path: Path) -> None:
    made = house.draft(house.official)
    content = '일자,금액(천원)\n2024.01.02.,"1,234"\n20240103,-\n'.encode("cp949")
    house.upload(house.official, made, "표.csv", content)
    path = path_of(house, made)

    told = call("GET", f"{path}/proposed", "official").get_json()
    steps = [each["step"] for each in told["refine"]]
    done = call("POST", path, "official", json={"steps": steps, "preview": False})

    assert (told["de_identify"], done.status_code) == ([], 201)
    assert done.get_json()["file"]["name"] == "표_정제.csv"
    assert lines_of(house, made, tmp_path) == [
        ["일자", "금액"],
        ["2024-01-02", "1234"],
        ["2024-01-03", ""],
    ]


def office_workbook() -> bytes:
    """A sheet as offices make them: title, merged head, merged cells, totals, notes."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("읍면동별 인구 현황",),
        ("구분", "성별", "2019년", "2020년", "2021년"),
        ("조치원읍", "남", "1,000", "1,200", "-"),
        (None, "여", "1,100", "1,300", "1,400"),
        ("연기면", "남", "2,000", "2,200", "2,300"),
        (None, "여", "2,100", "2,300", "2,400"),
        ("합계", None, "6,200", "7,000", "6,100"),
        ("※ 주민등록인구 기준",),
    ):
        sheet.append(row)
    for merged in ("A1:E1", "A3:A4", "A5:A6"):
        sheet.merge_cells(merged)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_spreadsheet_as_offices_make_them_becomes_a_table(
    call: Caller, house: House, tmp_path: Path
) -> None:
    made = house.draft(house.official)
    house.upload(house.official, made, "인구.xlsx", office_workbook())
    path = path_of(house, made)

    told = call("GET", f"{path}/proposed", "official").get_json()
    steps = [each["step"] for each in told["refine"]]
    done = call("POST", path, "official", json={"steps": steps, "preview": False})

    assert done.status_code == 201, done.text
    header, *rows = lines_of(house, made, tmp_path)
    assert header == ["구분", "성별", "연도", "값"]
    assert rows[:4] == [
        ["조치원읍", "남", "2019", "1000"],
        ["조치원읍", "남", "2020", "1200"],
        ["조치원읍", "남", "2021", ""],
        ["조치원읍", "여", "2019", "1100"],
    ]
    assert (len(rows), rows[-1]) == (12, ["연기면", "여", "2021", "2400"])


def test_a_step_that_does_not_apply_is_told_with_its_place(
    call: Caller, house: House, blocked: UUID
) -> None:
    steps = [STEPS[0], {"step": "mask", "column": "주민등록번호"}]

    answer = call("POST", path_of(house, blocked), "official", json={"steps": steps})

    assert code(answer) == (422, "treatment-faulty")
    assert [(each["pointer"], each["code"]) for each in answer.get_json()["errors"]] == [
        ("/steps/1", "column-unknown")
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"steps": []},
        {"steps": [{"step": "shuffle"}]},
        {"steps": [{"step": "mask"}]},
        {"steps": STEPS, "key": "mine"},
        {"steps": [{"step": "drop-rows", "column": "a", "when": "one-of", "values": [NUMBER]}]},
    ],
)
def test_nonsense_is_refused(
    call: Caller, house: House, blocked: UUID, body: dict[str, object]
) -> None:
    answer = call("POST", path_of(house, blocked), "official", json=body)

    assert answer.status_code == 422
    assert NUMBER not in answer.text


def test_a_sheet_that_is_not_there_is_refused(call: Caller, house: House, blocked: UUID) -> None:
    body = {"steps": STEPS, "sheet": "없음"}

    assert code(call("POST", path_of(house, blocked), "official", json=body)) == (409, "no-table")


def test_only_its_submitter_treats_a_file(call: Caller, house: House, blocked: UUID) -> None:
    path = path_of(house, blocked)

    assert code(call("POST", path, "privacy", json={"steps": STEPS})) == (403, "submitters-only")
    assert code(call("POST", path, "citizen", json={"steps": STEPS})) == (404, "not-found")
    assert call("POST", path, json={"steps": STEPS}).status_code == 401
    assert call("GET", path, "privacy").get_json() == {"items": []}


def test_what_is_handed_in_is_treated_no_more(call: Caller, house: House) -> None:
    made = house.hand_in(house.official)

    answer = call("POST", path_of(house, made), "official", json={"steps": [{"step": "tidy-text"}]})

    assert code(answer) == (409, "not-editable")


def test_a_file_that_is_not_there_is_not_found(call: Caller, house: House, blocked: UUID) -> None:
    path = f"/submissions/{blocked}/files/{uuid4()}/treatments"

    assert code(call("POST", path, "official", json={"steps": STEPS})) == (404, "file-not-found")
    assert code(call("GET", path, "official")) == (404, "file-not-found")


def test_declared_columns_follow_the_treatment(call: Caller, house: House) -> None:
    columns = [
        {"name": "이름", "type": "string", "meaning": "성명"},
        {"name": "주민등록번호", "type": "string"},
        {"name": "나이", "type": "integer"},
    ]
    made = house.offer(house.official, {"people.csv": CONTENT}, columns=columns)

    call("POST", path_of(house, made), "official", json={"steps": STEPS, "preview": False})

    declared = house.submission(made).manifest["columns"]
    assert [(each["name"], each["type"]) for each in declared] == [("이름", None), ("나이", None)]
    assert declared[0]["meaning"] == "성명"


def test_set_aside_bytes_are_purged_after_a_while(
    call: Caller, house: House, blocked: UUID
) -> None:
    key = house.submission(blocked).files[0].key
    call("POST", path_of(house, blocked), "official", json={"steps": STEPS, "preview": False})

    sweeping.purge(house.services)
    assert house.services.objects.holds(Bucket.QUARANTINE, key)
    sweeping.purge(house.later(days=house.services.settings.purge_days + 1))

    assert not house.services.objects.holds(Bucket.QUARANTINE, key)
    with house.session() as session:
        left = session.query(SetAsideFile).filter(SetAsideFile.purged_at.is_(None)).count()
    assert left == 0
