from dataclasses import replace
from datetime import UTC, datetime

from marketplace.catalogue.citation import Cited, citation, schema_org
from marketplace.catalogue.values import DatasetFacts, PublishedFile, Texts
from tests.factories.catalogue import NOON, make_facts, make_file

HERE = Cited("https://hwanryu.example/datasets/1")


def page(**described: object) -> DatasetFacts:
    version = make_facts(files=[make_file("승차.csv")], **described)
    return DatasetFacts(
        id=version.dataset_id,
        owner_id=version.owner_id,
        department_id=None,
        first_published_at=datetime(2025, 12, 31, 16, tzinfo=UTC),
        withdrawn_at=None,
        downloads=0,
        people=0,
        shown=version,
        versions=(),
    )


def address(file: PublishedFile) -> str:
    return f"{HERE.url}/files/{file.name}"


def test_a_version_is_cited_by_author_year_title_number_and_address() -> None:
    assert citation(make_facts(), HERE) == (
        "세종특별자치시 대중교통과 (2026). 세종시 정류장별 승차 집계 (제2판). 환류. "
        "https://hwanryu.example/datasets/1"
    )


def test_a_person_is_cited_by_name_until_it_is_erased() -> None:
    version = replace(make_facts(), publisher=None)

    assert citation(version, replace(HERE, maker="김하나")).startswith("김하나 (2026). ")
    assert citation(version, HERE).startswith("이름을 밝히지 않은 제공자 (2026). ")


def test_programs_read_the_dataset_in_terms_of_schema_org() -> None:
    dataset = page()
    file = dataset.shown.originals[0]

    assert schema_org(dataset, HERE, file_url=address) == {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": HERE.url,
        "url": HERE.url,
        "identifier": str(dataset.id),
        "name": "세종시 정류장별 승차 집계",
        "alternateName": "Boardings by stop",
        "description": "시내버스 교통카드 이력을 정류장별로 모은 것입니다.",
        "keywords": ["버스", "승하차"],
        "about": "교통물류",
        "version": "2",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "datePublished": "2026-01-01",
        "dateModified": NOON.date().isoformat(),
        "temporalCoverage": "2024-01-01/2024-12-31",
        "repeatFrequency": "R/P1M",
        "creator": {"@type": "Organization", "name": "세종특별자치시 대중교통과"},
        "creditText": citation(dataset.shown, HERE),
        "variableMeasured": ["정류장", "boarding_count"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": "승차.csv",
                "contentUrl": f"{HERE.url}/files/승차.csv",
                "encodingFormat": "text/csv",
                "contentSize": f"{file.size} B",
                "sha256": file.digest,
            }
        ],
    }


def test_what_is_not_known_is_left_out() -> None:
    dataset = page(
        description=Texts(),
        keywords=(),
        columns=(),
        licence="OTHER",
        update_cycle=None,
        period_from=None,
        period_to=None,
        sources=({"how": "join", "external": {"url": "https://data.example"}}, {"dataset": "x"}),
    )
    dataset = replace(dataset, shown=replace(dataset.shown, publisher=None, files=()))

    told = schema_org(dataset, HERE, file_url=address)

    assert told["isBasedOn"] == ["https://data.example"]
    assert told["description"] == told["name"]
    assert told["license"] == "OTHER"
    assert {
        "creator",
        "keywords",
        "temporalCoverage",
        "repeatFrequency",
        "distribution",
    }.isdisjoint(told)


def test_a_period_open_on_one_side_says_so() -> None:
    told = schema_org(page(period_to=None), HERE, file_url=address)

    assert told["temporalCoverage"] == "2024-01-01/.."
