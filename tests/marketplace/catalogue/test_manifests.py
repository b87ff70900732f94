from datetime import date

from marketplace.catalogue.manifests import described_by
from marketplace.catalogue.values import Description, Texts
from submissions.manifest import read_manifest

SMALLEST = {
    "title": {"ko": "정류장별 승차 집계"},
    "kind": "data",
    "category": "교통",
    "licence": "CC-BY-4.0",
}


def test_a_manifest_that_says_little_is_described_in_full() -> None:
    assert described_by(read_manifest(SMALLEST).body) == Description(
        title=Texts("정류장별 승차 집계"),
        description=Texts(),
        kind="data",
        category="교통물류",
        licence="CC-BY-4.0",
        access="public",
    )


def test_a_manifest_that_says_all_is_described_as_it_says() -> None:
    column = {"name": "정류장", "type": "string"}
    source = {
        "external": {
            "title": "관측",
            "url": "https://data.kma.example",
            "publisher": "기상청",
            "licence": "KOGL-1",
        },
        "how": "join",
    }
    said = {
        **SMALLEST,
        "title": {"ko": "승차", "en": "Boardings"},
        "description": {"ko": "설명", "en": "About"},
        "keywords": ["버스"],
        "access": "joint",
        "update_cycle": "monthly",
        "period": {"from": "2024-01-01", "to": None},
        "columns": [column],
        "sources": [source],
        "method": "합계",
        "deviations": "없음",
    }

    assert described_by(read_manifest(said).body) == Description(
        title=Texts("승차", "Boardings"),
        description=Texts("설명", "About"),
        kind="data",
        category="교통물류",
        licence="CC-BY-4.0",
        access="joint",
        keywords=("버스",),
        update_cycle="monthly",
        period_from=date(2024, 1, 1),
        period_to=None,
        columns=(column,),
        sources=(source,),
        method="합계",
        deviations="없음",
    )
