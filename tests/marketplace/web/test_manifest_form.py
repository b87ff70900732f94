from typing import Any

import pytest

from marketplace.web.manifest_faults import field_faults
from marketplace.web.manifest_form import fields_of, keywords_in, manifest_of, rows_of
from submissions.errors import ManifestFaulty
from submissions.manifest import read_manifest

DATASET = "6f1d7a52-8d3c-4a31-9a70-3a1d6f0f3b11"
WHOLE: dict[str, str] = {
    "title": "정류장별 승차 집계",
    "title-en": "Boardings by stop",
    "description": "날마다\r\n모았습니다.",
    "kind": "data",
    "category": "교통물류",
    "keywords": "버스, 승차,, 버스",
    "licence": "CC-BY-4.0",
    "access": "joint",
    "update_cycle": "monthly",
    "period-from": "2024-01-01",
    "period-to": "2024-12-31",
    "method": "정류장 코드로 묶었습니다.",
    "deviations": "",
    "recipe-sql": "SELECT 1",
    "recipe-output": "a.csv",
    "sources-3-dataset": DATASET,
    "sources-3-version": "2",
    "sources-3-how": "aggregate",
    "sources-3-as": "s1",
    "sources-3-group": "",
    "sources-3-note": "",
    "sources-5-title": "기상 관측",
    "sources-5-url": "https://example.org/a",
    "sources-5-publisher": "기상청",
    "sources-5-licence": "KOGL-1",
    "sources-5-how": "join",
    "sources-5-note": "기온",
    "sources-9-title": "",
    "sources-9-how": "subset",
    "columns-0-name": "노선",
    "columns-0-type": "string",
    "columns-0-meaning": "노선 이름",
    "columns-0-codes": "B1=급행\nB2",
    "columns-0-key": "yes",
    "columns-0-required": "yes",
    "columns-2-name": "승차",
    "columns-2-unit": "명",
    "columns-2-codes": "",
    "rules": '[{"kind": "order", "columns": ["노선", "승차"], "sheet": "1"}]',
    "rows": "12",
    "columns-4-name": "",
    "columns-4-type": "date",
}
MANIFEST: dict[str, Any] = {
    "dataset": None,
    "title": {"ko": "정류장별 승차 집계", "en": "Boardings by stop"},
    "description": {"ko": "날마다\n모았습니다."},
    "kind": "data",
    "category": "교통물류",
    "licence": "CC-BY-4.0",
    "access": "joint",
    "keywords": ["버스", "승차"],
    "update_cycle": "monthly",
    "period": {"from": "2024-01-01", "to": "2024-12-31"},
    "columns": [
        {
            "name": "노선",
            "type": "string",
            "meaning": "노선 이름",
            "unit": None,
            "key": True,
            "nullable": False,
            "codes": {"B1": "급행", "B2": "B2"},
        },
        {
            "name": "승차",
            "type": None,
            "meaning": None,
            "unit": "명",
            "key": False,
            "nullable": None,
            "codes": None,
        },
    ],
    "rules": [{"kind": "order", "columns": ["노선", "승차"], "sheet": "1"}],
    "rows": 12,
    "sources": [
        {
            "dataset": DATASET,
            "version": 2,
            "how": "aggregate",
            "as": "s1",
            "group": None,
            "note": None,
        },
        {
            "external": {
                "title": "기상 관측",
                "url": "https://example.org/a",
                "publisher": "기상청",
                "licence": "KOGL-1",
            },
            "how": "join",
            "note": "기온",
        },
    ],
    "recipe": {"sql": "SELECT 1", "output": "a.csv"},
    "method": "정류장 코드로 묶었습니다.",
    "deviations": None,
}


def faults_of(**changed: str) -> dict[str, str]:
    fields = {**WHOLE, **{name.replace("__", "-"): value for name, value in changed.items()}}
    try:
        read_manifest(manifest_of(fields))
    except ManifestFaulty as refused:
        return field_faults(fields, refused.faults)
    return {}


@pytest.mark.parametrize(
    "text",
    ["{", "[1]", "1", "[NaN]", "[" * 100_000, '[{"kind": "order", "columns": ["없음", "승차"]}]'],
)
def test_what_is_no_list_of_rules_is_told_beside_its_field(text: str) -> None:
    assert list(faults_of(rules=text)) == ["rules"]


@pytest.mark.parametrize("text", ["많이", "-1", "1e999", "[1]"])
def test_what_is_no_number_of_rows_is_told_beside_its_field(text: str) -> None:
    assert list(faults_of(rows=text)) == ["rows"]


def test_what_a_new_version_corrects_is_a_number_and_a_reason() -> None:
    said = {"dataset": DATASET, "corrects-version": "2", "corrects-reason": "2월이 빠졌습니다."}
    manifest = manifest_of({**WHOLE, **said})

    assert manifest["corrects"] == {"version": 2, "reason": "2월이 빠졌습니다."}
    assert {name: fields_of(manifest)[name] for name in said} == said
    assert faults_of(**{name.replace("-", "__"): value for name, value in said.items()}) == {}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("corrects-reason", {"corrects__version": "2", "dataset": DATASET}),
        ("corrects-version", {"corrects__reason": "까닭", "dataset": DATASET}),
        ("corrects-version", {"corrects__version": "둘", "corrects__reason": "까닭"}),
        ("corrects-version", {"corrects__version": "2", "corrects__reason": "까닭"}),
    ],
)
def test_what_is_missing_of_a_correction_is_told_beside_its_field(
    field: str, given: dict[str, str]
) -> None:
    assert list(faults_of(**given)) == [field]


def test_the_fields_make_the_manifest() -> None:
    assert manifest_of(WHOLE) == MANIFEST
    assert faults_of() == {}


def test_a_manifest_comes_back_from_the_fields_it_was_shown_in() -> None:
    kept = dict(read_manifest(MANIFEST).body)

    assert dict(read_manifest(manifest_of(fields_of(kept))).body) == kept


def test_codes_without_names_stay_a_list() -> None:
    fields = {**WHOLE, "columns-0-codes": "B1\nB2"}

    column = manifest_of(fields)["columns"][0]

    assert column["codes"] == ["B1", "B2"]
    assert fields_of({**MANIFEST, "columns": [column]})["columns-0-codes"] == "B1\nB2"


def test_rows_in_which_nothing_was_written_do_not_count() -> None:
    assert [(row.n, row.kind) for row in rows_of(WHOLE, "sources")] == [
        (3, "known"),
        (5, "external"),
    ]
    assert [row.n for row in rows_of(WHOLE, "columns")] == [0, 2]
    assert rows_of({"sources-x-title": "a", "sources-1234567-title": "a"}, "sources") == ()


def test_keywords_stand_between_commas_each_once() -> None:
    assert keywords_in(" 버스 ,승차,버스, ") == ["버스", "승차"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": " "}, {"title": "제목: 적어 주세요."}),
        ({"title__en": "a" * 201}, {"title-en": "영어 제목: 너무 깁니다. 줄여 주세요."}),
        ({"kind": ""}, {"kind": "종류: 골라 주세요."}),
        ({"category": ""}, {"category": "분류: 골라 주세요."}),
        ({"licence": ""}, {"licence": "이용허락: 골라 주세요."}),
        ({"access": "request"}, {"access": "누가 받을 수 있나: 골라 주세요."}),
        ({"keywords": "가" * 61}, {"keywords": "키워드: 너무 깁니다. 줄여 주세요."}),
        ({"description": "가" * 20_001}, {"description": "설명: 너무 깁니다. 줄여 주세요."}),
        (
            {"period__from": "어제"},
            {"period-from": "기간 처음: 날짜를 2026-01-31처럼 적어 주세요."},
        ),
        ({"period__to": "2023-01-01"}, {"period-to": "기간의 끝이 시작보다 빠릅니다."}),
        ({"recipe__sql": ""}, {"recipe-sql": "SQL: 적어 주세요."}),
        ({"recipe__output": ""}, {"recipe-output": "결과 파일 이름: 적어 주세요."}),
        (
            {"sources__3__version": "둘"},
            {"sources-3-version": "1번째 원천 · 판: 판 번호를 1부터의 수로 적어 주세요."},
        ),
        (
            {"sources__3__version": ""},
            {"sources-3-version": "1번째 원천 · 판: 판 번호를 1부터의 수로 적어 주세요."},
        ),
        (
            {"sources__3__version": "99999999999"},
            {"sources-3-version": "1번째 원천 · 판: 그런 판은 없습니다."},
        ),
        (
            {"sources__3__dataset": "x"},
            {"sources-3-dataset": "1번째 원천 · 데이터셋: 찾은 데이터에서 다시 골라 주세요."},
        ),
        (
            {"sources__3__as": "1 2"},
            {
                "sources-3-as": (
                    "1번째 원천 · 부르는 이름: "
                    "영문자로 시작해 영문자, 숫자, 밑줄(_)로만 적어 주세요."
                )
            },
        ),
        (
            {"sources__5__url": "ftp://a"},
            {
                "sources-5-url": (
                    "2번째 원천 · 주소: http:// 또는 https://로 시작하는 주소를 적어 주세요."
                )
            },
        ),
        ({"sources__5__title": ""}, {"sources-5-title": "2번째 원천 · 이름: 적어 주세요."}),
        ({"sources__5__licence": ""}, {"sources-5-licence": "2번째 원천 · 이용허락: 골라 주세요."}),
        (
            {
                "sources__7__dataset": DATASET,
                "sources__7__version": "2",
                "sources__7__how": "aggregate",
            },
            {"sources-7-dataset": "같은 원천이 같은 방식으로 두 번 적혔습니다."},
        ),
        ({"columns__2__name": ""}, {"columns-2-name": "2번째 열 · 열 이름: 적어 주세요."}),
        (
            {"columns__2__name": "노선"},
            {"columns-2-name": "같은 이름의 컬럼이 두 번 선언되었습니다."},
        ),
        ({"columns__2__type": "money"}, {"columns-2-type": "2번째 열 · 형식: 골라 주세요."}),
        (
            {"columns__2__codes": "가" * 301},
            {"columns-2-codes": "2번째 열 · 코드: 너무 깁니다. 줄여 주세요."},
        ),
        ({"dataset": "x"}, {"": "쓸 수 없는 값입니다."}),
    ],
)
def test_each_fault_stands_beside_its_field(
    changed: dict[str, str], expected: dict[str, str]
) -> None:
    assert faults_of(**changed) == expected


def test_an_empty_form_tells_everything_that_is_missing() -> None:
    with pytest.raises(ManifestFaulty) as refused:
        read_manifest(manifest_of({}))

    assert set(field_faults({}, refused.value.faults)) == {"title", "kind", "category", "licence"}
