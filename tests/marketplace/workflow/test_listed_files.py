import unicodedata

import pytest

from marketplace.workflow.catalogue_list import Entry
from marketplace.workflow.listed_files import FileFault, FolderNames, NoFile


def entry(*stems: str, file_name: str = "", extensions: tuple[str, ...] = ()) -> Entry:
    return Entry(
        line=2,
        key="1",
        title="가",
        manifest={},
        file_name=file_name,
        file_stems=stems or ("가",),
        extensions=frozenset(extensions),
    )


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("세종시_버스 정류장", "세종시_버스 정류장.csv"),
        ("세종시_버스 정류장", "세종시 버스_정류장.CSV"),
        ("세종시_버스 정류장", unicodedata.normalize("NFD", "세종시_버스 정류장.csv")),
        ("세종시_버스 정류장", "세종시_버스정류장_20240101.csv"),
        ("세종시_버스 정류장", "세종시_버스정류장 2024.csv"),
        ("세종시_버스 정류장_20240101", "세종시-버스-정류장-20240101.csv"),
    ],
)
def test_a_file_is_found_by_the_name_of_its_dataset(stem: str, name: str) -> None:
    assert FolderNames.of(("다른 것.csv", name)).find(entry(stem)) == name


def test_the_name_in_the_list_counts_alone() -> None:
    names = FolderNames.of(("a.csv", "가.csv"))

    assert names.find(entry(file_name="A.csv")) == "a.csv"
    assert names.find(entry(file_name="나.csv")) == NoFile(FileFault.MISSING, "나.csv")


def test_a_name_that_leads_out_of_the_folder_leads_nowhere() -> None:
    names = FolderNames.of(("passwd", "가.csv"))

    found = names.find(entry(file_name="../../etc/passwd"))

    assert found == NoFile(FileFault.MISSING, "../../etc/passwd")


def test_of_several_the_one_with_the_extension_of_the_list_is_meant() -> None:
    names = FolderNames.of(("가.csv", "가.xlsx"))

    assert names.find(entry(extensions=("xlsx",))) == "가.xlsx"
    assert names.find(entry()) == NoFile(FileFault.AMBIGUOUS, "가.csv, 가.xlsx")


def test_another_extension_than_the_list_says_is_better_than_none() -> None:
    assert FolderNames.of(("가.xlsx",)).find(entry(extensions=("csv",))) == "가.xlsx"


def test_of_dated_files_the_newest_is_meant() -> None:
    names = FolderNames.of(("가_20231231.csv", "가_20240630.csv", "가_2022.csv"))

    assert names.find(entry()) == "가_20240630.csv"


def test_what_is_not_there_is_said() -> None:
    assert FolderNames.of(()).find(entry("나", "다")) == NoFile(FileFault.MISSING, "나")
