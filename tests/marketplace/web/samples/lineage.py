"""A lineage as a page shows it."""

from types import SimpleNamespace as Value

from tests.marketplace.web.samples.common import ID


def node(title: str, generation: int, *nearer: Value, **more: object) -> Value:
    facts: dict[str, object] = {
        "title": title,
        "dataset": ID,
        "number": 1,
        "generation": generation,
        "assurance": "declared",
        "licence": "CC-BY-4.0",
        "access": "public",
        "how": "",
        "publisher": "",
        "url": "",
        "is_here": False,
        "is_withdrawn": False,
        "is_restricted": False,
        "nearer": list(nearer),
    }
    return Value(**{**facts, **more})


ANCESTORS = [
    node(
        "정류장별 승차 집계",
        1,
        node(
            "세종시 버스 승하차 기록",
            0,
            how="aggregate",
            assurance="original",
            licence="KOGL-1",
            number=3,
        ),
        node(
            "기상 관측",
            0,
            how="join",
            url="https://data.kma.go.kr",
            publisher="기상청",
            number=None,
        ),
        node("", 0, how="filter", is_restricted=True),
        is_here=True,
        assurance="obtained",
        number=2,
    ),
]
DESCENDANTS = [
    node(
        "승차량으로 본 생활권 구분",
        2,
        node("혼잡 예측", 3, how="analyse"),
        how="analyse",
        is_withdrawn=True,
    ),
]
ALONE = [node("정류장별 승차 집계", 0, is_here=True, assurance="original")]
