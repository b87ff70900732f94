from uuid import UUID

from marketplace.cli.demo.derivations.by_hand import BY_HAND
from marketplace.cli.demo.derivations.plot import WAVES
from marketplace.cli.demo.reshaping import correlation, quarter_of, read_csv, trend
from marketplace.cli.demo.shelf import ORIGINALS
from marketplace.cli.demo.tables import Form, Table, written
from submissions.manifest import read_manifest
from tests.verification.personal.columns import codes_of
from verification.codes import CODES


def played() -> dict[str, Table]:
    """Make everything of everything, in memory, as its makers would of what they downloaded."""
    tables = {original.name: original.table() for original in ORIGINALS}
    for wave in WAVES:
        for derived in wave:
            sources = (tables[source.name] for source in derived.sources)
            records = [read_csv(written(source, Form.CP949)) for source in sources]
            tables[derived.name] = derived.table(*records)
    return tables


def test_every_derivation_has_rows_and_a_key_that_tells_them_apart() -> None:
    tables = played()

    for wave in WAVES:
        for derived in wave:
            table = tables[derived.name]
            key = [place for place, column in enumerate(table.columns) if column.key]
            keys = [tuple(row[place] for place in key) for row in table.rows]
            assert keys, derived.name
            assert len(set(keys)) == len(keys), derived.name


def test_the_manifest_of_a_derivation_names_its_sources() -> None:
    for wave in WAVES:
        for derived in wave:
            datasets = [UUID(int=number) for number, _ in enumerate(derived.sources)]
            document = derived.manifest((dataset, 1) for dataset in datasets)
            sources = read_manifest(document).sources
            assert [(each.dataset, each.how) for each in sources] == [
                (dataset, source.how)
                for dataset, source in zip(datasets, derived.sources, strict=True)
            ]


def test_only_what_is_to_be_blocked_holds_what_blocks() -> None:
    with_numbers = [
        name
        for name, table in played().items()
        for place, column in enumerate(table.columns)
        if any(
            CODES[code].blocks
            for code in codes_of(column.name, [str(row[place]) for row in table.rows])
        )
    ]

    assert with_numbers == [BY_HAND[1].name]


def test_a_trend_is_the_slope_of_the_line_through_the_values() -> None:
    assert [trend([1, 2, 3]), trend([4, 4, 4]), trend([6, 3, 0])] == [1.0, 0.0, -3.0]


def test_a_correlation_tells_how_two_rows_of_numbers_go_together() -> None:
    assert correlation([1, 2, 3], [2, 4, 6]) == 1.0
    assert correlation([1, 2, 3], [6, 4, 2]) == -1.0
    assert correlation([1, 2, 3], [5, 5, 5]) == 0.0


def test_a_quarter_has_three_months() -> None:
    months = [f"2025-{number:02}" for number in (1, 3, 4, 6, 7, 9, 10, 12)]

    assert [quarter_of(month)[-1] for month in months] == list("11223344")
