from tests.verification.offers import declare, found, named, offer, table
from verification.checks.values import CHECKS
from verification.declaration import DeclaredColumn

REQUIRED, CODES = named(CHECKS, "required-values"), named(CHECKS, "code-lists")


def test_cells_that_must_be_filled_and_are_not_are_found() -> None:
    rows = table({"a": ["1", None, " "], "b": [None, None, None]}, blank_rows_count=True)
    said = declare(DeclaredColumn("a", nullable=False), DeclaredColumn("b", nullable=True))

    assert found(REQUIRED, offer(rows, declared=said)) == [
        ("value-missing", 2, "a"),
        ("value-missing", 3, "a"),
    ]


def test_values_outside_the_code_list_are_found() -> None:
    rows = table({"동": ["도담동", "없는동", None, " 아름동 "]})
    said = declare(DeclaredColumn("동", codes=("도담동", "아름동")))

    assert found(CODES, offer(rows, declared=said)) == [("code-unknown", 2, "동")]
    assert CODES.checked(offer(rows, declared=said)) == 3
