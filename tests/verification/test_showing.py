from verification.showing import shown


def test_numbers_of_persons_are_hidden_before_a_text_is_cut() -> None:
    assert shown("x" * 10 + " 900101-1234567", at_most=20) == "x" * 10 + " ******-*" + "…"


def test_a_text_is_shown_in_one_line() -> None:
    assert shown("a\nb\0c") == "a b c"


def test_a_giant_cell_is_shown_by_its_beginning() -> None:
    assert shown("가" * 1_000_000) == "가" * 59 + "…"
