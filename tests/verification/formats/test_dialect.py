import pytest

from verification.formats.dialect import Layout, header_place, layout_of, looks_like_values


def layout(sample: str, *, whole: bool = True) -> Layout:
    found = layout_of(sample, whole=whole)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sample", "delimiter", "header"),
    [
        ("a,b\n1,2\n", ",", ("a", "b")),
        ("a\tb\n1\t2\n", "\t", ("a", "b")),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";", ("a", "b")),
        ("a|b\n1|2\n", "|", ("a", "b")),
        ("a\n1\n2\n", ",", ("a",)),
        ('"a\nb",c\n1,2\n', ",", ("a\nb", "c")),
        ("a,b\n1,2\nragged\n3,4,5\n6,7\n", ",", ("a", "b")),
        ("a,b,c\n1,2\n3\n1\n", ",", ("a", "b", "c")),
    ],
)
def test_the_delimiter_is_the_one_that_makes_records_alike(
    sample: str, delimiter: str, header: tuple[str, ...]
) -> None:
    found = layout(sample)

    assert (found.delimiter, found.header) == (delimiter, header)


def test_titles_above_a_wider_header_are_set_apart() -> None:
    found = layout("2024년 현황,,\n\n구분,남,여\n가,1,2\n")

    assert found.header == ("구분", "남", "여")
    assert found.preamble == ("2024년 현황", "")
    assert found.body == len("2024년 현황,,\n\n구분,남,여\n")


def test_a_narrow_header_above_numbers_is_no_title() -> None:
    assert layout("a\n1,2\n3,4\n").header == ("a",)


def test_a_blank_text_has_no_layout() -> None:
    assert layout_of("\n \n", whole=True) is None
    assert header_place([(None, ""), ()]) is None


def test_a_record_cut_off_by_the_sample_does_not_count() -> None:
    assert layout_of("a,b,c", whole=False) is None
    assert layout("a,b\n1,2\n3", whole=False).regularity == 1.0


def test_a_cell_longer_than_the_module_reads_ends_the_sample() -> None:
    assert layout("a,b\n1," + "x" * 200_000 + "\n").header == ("a", "b")


def test_only_regular_text_is_a_table_by_itself() -> None:
    assert layout("a\tb\n1\t2\n").is_table
    assert not layout("Dear all,\nhow are you, and you, and you\nwell\nbye, now\n").is_table


@pytest.mark.parametrize(
    ("header", "values"),
    [
        (("이름", "값"), False),
        (("1", "가"), True),
        (("1,234", "0.5"), True),
        (("구분", "2023", "2024"), False),
        (("", ""), False),
    ],
)
def test_a_header_of_values_is_suspicious(header: tuple[str, ...], values: bool) -> None:
    assert looks_like_values(header) is values


def test_a_delimiter_at_the_end_of_every_record_is_a_nameless_column() -> None:
    layout = layout_of("a,b\n1,2,\n3,4,\n", whole=True)

    assert layout is not None
    assert layout.header == ("a", "b", "")


def test_a_mark_that_was_kept_is_no_part_of_a_name() -> None:
    layout = layout_of("\ufeffa,b\n1,2\n", whole=True)

    assert layout is not None
    assert layout.header == ("a", "b")
