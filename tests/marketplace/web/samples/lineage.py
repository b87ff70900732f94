"""A lineage as a page shows it."""

from types import SimpleNamespace as Value

from marketplace.web.lineage_graph import Box, Column, Graph, Line
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
        "marks": [],
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
GRAPH = Graph(
    width=832,
    height=240,
    columns=(Column(12, 0, 4, 220), Column(328, 1, 0, 120), Column(644, 2, 0, 120)),
    boxes=(
        Box(
            "a",
            12,
            40,
            "세종시 버스 승하차 기록",
            ID,
            3,
            "",
            0,
            "original",
            "KOGL-1",
            "public",
            on="b",
        ),
        Box("x", 12, 136, "기상 관측", url="https://data.kma.go.kr", licence="KOGL-1", on="b"),
        Box(
            "b",
            328,
            40,
            "정류장별 승차 집계",
            ID,
            2,
            "",
            1,
            "obtained",
            "CC-BY-4.0",
            "public",
            marks=("stale", "tainted"),
            is_here=True,
            back="a x",
            on="c",
        ),
        Box("c", 644, 40, "", is_restricted=True, back="b"),
    ),
    lines=(
        Line(
            "a b",
            "M196 77C250 77 280 77 328 77",
            "aggregate",
            "KOGL-1",
            "public",
            "obtained",
            262,
            77,
            True,
            False,
        ),
        Line(
            "x b",
            "M196 173C250 173 280 77 328 77",
            "join",
            "KOGL-1",
            "",
            "declared",
            262,
            125,
            True,
            False,
        ),
        Line(
            "b c",
            "M512 77C560 77 600 77 644 77",
            "analyse",
            "CC-BY-4.0",
            "public",
            "declared",
            578,
            77,
            False,
            True,
        ),
    ),
    more=True,
)
