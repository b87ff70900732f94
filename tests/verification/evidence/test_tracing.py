"""The evidence of a whole verification, as it stands in the report."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.verification.evidence.tables import Columns, boardings, daily, kept, written
from tests.verification.offers import Shelf, codes, declare, verified
from verification.runner import Verification
from verification.sources import ExternalSource, SourceDeclaration, SourceFacts, SourceTable

FACTS = SourceFacts(
    dataset=UUID(int=1),
    version=1,
    title="승하차",
    licence="CC-BY-4.0",
    access="public",
    generation=0,
    assurance="original",
    department=None,
    published=True,
    withdrawn=False,
    obtained=True,
    owned=False,
)
BOARDINGS = boardings()


def csv(table: Columns) -> bytes:
    rows = zip(*table.values(), strict=True)
    return "\n".join(",".join(map(str, row)) for row in (tuple(table), *rows)).encode()


def traced(
    folder: Path,
    files: dict[str, bytes],
    *sources: tuple[str, Columns],
    external: bool = False,
    **more: Any,
) -> Verification:
    held, said = {}, []
    for number, (how, table) in enumerate(sources, start=1):
        path = written(folder, f"held-{number}", table)
        rows = len(next(iter(table.values())))
        held[UUID(int=number), 1] = (SourceTable("a.csv", None, rows, path),)
        said.append(SourceDeclaration(how, UUID(int=number), 1))
    if external:
        outside = ExternalSource("지도", "https://a.kr", "누군가", "CC-BY-4.0")
        said.append(SourceDeclaration("join", external=outside))
    facts = [replace(FACTS, dataset=dataset) for dataset, _ in held]
    declaration = declare(sources=tuple(said), **more)
    return verified(folder, files, declaration, shelf=Shelf(facts, held=held))


def test_an_entry_names_sources_figures_and_the_records_that_differ(tmp_path: Path) -> None:
    forged = {**BOARDINGS, "승차": [5 if n == 9 else c for n, c in enumerate(BOARDINGS["승차"])]}

    made = traced(tmp_path, {"a.csv": csv(forged)}, ("subset", BOARDINGS))

    (entry,) = made.report.evidence
    assert entry["sources"] == [
        {"dataset": str(UUID(int=1)), "version": 1, "share": round(319 / 320, 6)}
    ]
    assert (entry["how"], entry["output"], entry["verdict"]) == ("subset", "a.csv", "contradicted")
    assert entry["figures"]["rows"] == {
        "equal": 319,
        "source_incomplete": 0,
        "differs": 1,
        "not_compared": 0,
    }
    assert entry["rows"] == [
        {
            "row": 10,
            "column": "승차",
            "class": "differs",
            "why": "value",
            "submitted": "5",
            "source": str(BOARDINGS["승차"][9]),
            "key": {},
            "declared": False,
        }
    ]
    assert ("evidence-contradicted", 1) in codes(made)


def test_what_was_declared_to_differ_leaves_it_partly(tmp_path: Path) -> None:
    forged = {**BOARDINGS, "승차": [5 if n == 9 else c for n, c in enumerate(BOARDINGS["승차"])]}

    made = traced(
        tmp_path, {"a.csv": csv(forged)}, ("subset", BOARDINGS), deviations="승차 하나를 고쳤음"
    )

    assert made.report.evidence[0]["verdict"] == "partly"
    assert made.report.evidence[0]["figures"]["declared"] == 1


def test_what_nobody_declared_is_named_before_what_was(tmp_path: Path) -> None:
    """However much was declared further up."""
    rows = 1_300
    source: Columns = {
        "번호": [f"K{n}" for n in range(rows)],
        "금액": [1000 + n * 37 for n in range(rows)],
        "비고": [f"비고{n}" for n in range(rows)],
    }
    forged = {
        **source,
        "금액": [cell + 7 * (n == 1_250) for n, cell in enumerate(source["금액"])],
        "비고": [f"수정{n}" if n < 1_200 else cell for n, cell in enumerate(source["비고"])],
    }

    made = traced(tmp_path, {"a.csv": csv(forged)}, ("subset", source), deviations="비고는 고쳤음")

    (entry,) = made.report.evidence
    assert (entry["verdict"], len(entry["rows"])) == ("contradicted", 1_000)
    undeclared = [(each["row"], each["column"]) for each in entry["rows"] if not each["declared"]]
    assert undeclared == [(1_251, "금액")]


def test_each_table_is_held_to_the_source_it_is_of(tmp_path: Path) -> None:
    weather: Columns = {
        "관측일": [20240301 + day for day in range(31)],
        "기온": [round(3.17 + day * 0.61, 2) for day in range(31)],
    }
    files = {"a.csv": csv(daily(BOARDINGS)), "b.csv": csv(weather)}

    made = traced(tmp_path, files, ("aggregate", BOARDINGS), ("subset", weather))

    assert [
        (entry["output"], entry["how"], entry["verdict"]) for entry in made.report.evidence
    ] == [
        ("a.csv", "aggregate", "consistent"),
        ("b.csv", "subset", "consistent"),
    ]


def test_a_join_has_something_of_each_side(tmp_path: Path) -> None:
    days: Columns = {
        "사용일자": sorted(set(BOARDINGS["사용일자"]))[:30],
        "휴일": [f"휴일{day % 5}" for day in range(30)],
    }
    known = dict(zip(days["사용일자"], days["휴일"], strict=True))
    joined = {**BOARDINGS, "휴일": [known.get(day, "") for day in BOARDINGS["사용일자"]]}
    forged = {**joined, "휴일": ["휴일9" if n == 5 else c for n, c in enumerate(joined["휴일"])]}
    (tmp_path / "honest").mkdir()
    (tmp_path / "forged").mkdir()

    sides = (("join", BOARDINGS), ("join", days))
    honest = traced(tmp_path / "honest", {"a.csv": csv(joined)}, *sides).report.evidence
    lied = traced(tmp_path / "forged", {"a.csv": csv(forged)}, *sides).report.evidence

    assert [(entry["verdict"], entry["keys"]) for entry in honest] == [("consistent", ["사용일자"])]
    assert [(row["row"], row["column"]) for row in lied[0]["rows"]] == [(6, "휴일")]


def test_a_join_whose_key_is_left_out_names_it_and_the_share_of_each_source(tmp_path: Path) -> None:
    codes = [f"K{place:03}" for place in range(40)]
    names: Columns = {"코드": codes, "이름": [f"동{place}" for place in range(40)]}
    areas: Columns = {
        "코드": list(reversed(codes)),
        "면적": [7000 + place * 113 for place in range(40)],
    }
    joined = {"이름": names["이름"], "면적": list(reversed(areas["면적"]))}

    made = traced(tmp_path, {"a.csv": csv(joined)}, ("join", names), ("join", areas))

    (entry,) = made.report.evidence
    assert (entry["verdict"], entry["keys"]) == ("consistent", ["코드"])
    assert [source["share"] for source in entry["sources"]] == [1.0, 1.0]


def test_what_cannot_be_compared_says_why(tmp_path: Path) -> None:
    made = traced(tmp_path, {"a.csv": csv(BOARDINGS)}, ("subset", BOARDINGS), external=True)

    assert [(entry["verdict"], entry["why"]) for entry in made.report.evidence] == [
        ("undecidable", "source-external"),
        ("consistent", None),
    ]


def test_a_source_that_may_not_be_read_is_not_compared(tmp_path: Path) -> None:
    said = declare(sources=(SourceDeclaration("subset", UUID(int=1), 1),))

    made = verified(tmp_path, {"a.csv": csv(BOARDINGS)}, said, shelf=Shelf([FACTS]))

    assert made.report.evidence[0]["why"] == "source-not-readable"


def test_no_number_of_a_person_is_shown(tmp_path: Path) -> None:
    numbers = ["900101-1234567" if n == 3 else f"{n}" for n in range(320)]
    source = {**BOARDINGS, "메모": [f"{n}" for n in range(320)]}

    made = traced(tmp_path, {"a.csv": csv({**source, "메모": numbers})}, ("subset", source))

    assert "1234567" not in str(made.report.evidence)


def test_leaving_out_is_no_lie(tmp_path: Path) -> None:
    some = kept(BOARDINGS, lambda row: row["노선"] != "3호선")

    made = traced(tmp_path, {"a.csv": csv(some)}, ("filter", BOARDINGS))

    assert made.report.evidence[0]["verdict"] == "consistent"
