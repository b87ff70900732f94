from datetime import date
from typing import Any
from uuid import UUID

import pytest

from submissions.errors import ManifestFaulty
from submissions.manifest import read_manifest, schema
from tests.factories.files import residents
from tests.factories.submissions import STOPS, external_source, held_source, make_manifest
from verification.declaration import ColumnType

DATASET = "0f8fad5b-d9cb-469f-a165-70867728950e"


def faults_of(document: object) -> list[tuple[str, str]]:
    with pytest.raises(ManifestFaulty) as refused:
        read_manifest(document)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


@pytest.mark.parametrize("document", [None, [], "x", 1])
def test_what_is_no_object_is_no_manifest(document: object) -> None:
    assert faults_of(document) == [("", "schema-type")]


def test_every_fault_is_told_at_once_with_its_place() -> None:
    manifest = make_manifest(kind="song", access="request", keywords=[1])

    assert faults_of(manifest) == [
        ("/access", "schema-enum"),
        ("/keywords/0", "schema-type"),
        ("/kind", "schema-enum"),
    ]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"category": "없음"}, ("/category", "category-unknown")),
        ({"licence": "마음대로"}, ("/licence", "licence-unknown")),
        (
            {"period": {"from": "2024-12-31", "to": "2024-01-01"}},
            ("/period/to", "period-backwards"),
        ),
        ({"columns": [{"name": "가"}, {"name": "가"}]}, ("/columns/1/name", "column-twice")),
        ({"sources": [held_source(DATASET)] * 2}, ("/sources/1", "source-twice")),
        ({"title": residents()["plain"]}, ("/title/ko", "personal-data")),
        (
            {"columns": [{"name": "가", "meaning": residents()["full-width"]}]},
            ("/columns/0/meaning", "personal-data"),
        ),
        ({"sources": [{"how": "join"}]}, ("/sources/0", "schema-required")),
        ({"period": {"from": "어제"}}, ("/period/from", "schema-format")),
    ],
)
def test_what_the_schema_cannot_say_is_checked_too(
    changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    assert fault in faults_of(make_manifest(**changes))


def test_no_fault_quotes_a_resident_number() -> None:
    number = residents()["dashed"]

    with pytest.raises(ManifestFaulty) as refused:
        read_manifest(make_manifest(kind=number))

    [fault] = refused.value.faults
    assert number not in fault.message


def test_a_fault_says_no_more_than_fits() -> None:
    with pytest.raises(ManifestFaulty) as refused:
        read_manifest({**make_manifest(), "x" * 5_000: 1})

    assert {len(fault.message) for fault in refused.value.faults} == {300}


def test_what_was_left_out_is_filled_in() -> None:
    least = {"title": {"en": "Boardings"}, "kind": "data", "category": "교통 및 물류"}

    manifest = read_manifest({**least, "licence": "kogl-1"})

    assert manifest.body == {
        **least,
        "category": "교통물류",
        "licence": "KOGL-1",
        "dataset": None,
        "description": {},
        "keywords": [],
        "access": "public",
        "update_cycle": None,
        "period": None,
        "columns": [],
        "rules": [],
        "rows": None,
        "sources": [],
        "recipe": None,
        "method": None,
        "deviations": None,
        "licence_reason": None,
        "terms": None,
    }
    assert (manifest.title, manifest.kind, manifest.dataset) == ("Boardings", "data", None)


def test_text_is_composed_and_cleaned_of_what_no_database_takes() -> None:
    manifest = read_manifest(make_manifest("\u1100\u1161\u11a8\x00"))

    assert manifest.title == "각"


def test_the_checks_get_what_is_declared() -> None:
    columns = [*STOPS, {"name": "구", "type": None, "codes": {"1": "가"}, "unit": "명"}]
    manifest = read_manifest(
        make_manifest(
            dataset=DATASET,
            columns=columns,
            sources=[
                held_source(DATASET, 2.0, "filter", note="n", group="g"),  # type: ignore[arg-type]
                external_source(),
            ],
            period={"from": None, "to": "2024-12-31"},
        )
    )

    declared = manifest.declaration(public_body=True)

    assert declared.dataset == UUID(DATASET)
    assert declared.period_to == date(2024, 12, 31)
    assert [(each.name, each.type, each.key) for each in declared.columns] == [
        ("번호", ColumnType.INTEGER, True),
        ("승차", ColumnType.INTEGER, False),
        ("구", None, False),
    ]
    held, external = declared.sources
    assert (held.dataset, held.version, held.how, held.group) == (UUID(DATASET), 2, "filter", "g")
    assert type(held.version) is int
    assert external.external is not None
    assert external.external.publisher == "기상청"


def test_the_schema_is_the_one_that_is_served() -> None:
    assert schema()["$id"] == "/api/schemas/manifest.json"


def test_checks_hear_the_whole_period_and_all_that_the_description_says() -> None:
    period = {"from": "2024-01-01", "to": "2024-12-31"}
    prose = {"ko": "모두 12행", "en": "12 rows"}
    said = read_manifest(make_manifest(period=period, description=prose))
    silent = read_manifest(make_manifest(period=None, description=None))

    declared = said.declaration(public_body=False)
    assert (declared.period_from, declared.period_to) == (date(2024, 1, 1), date(2024, 12, 31))
    assert declared.description == "12 rows\n모두 12행"
    assert silent.declaration(public_body=False).description == ""
