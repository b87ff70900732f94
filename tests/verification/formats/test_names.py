from verification.formats.names import unique_names


def test_names_are_made_unique_and_never_empty() -> None:
    header = ("a", "", "a", "a_2", " a ", "column_2")

    assert unique_names(header) == ("a", "column_2", "a_3", "a_2", "a_4", "column_2_2")
