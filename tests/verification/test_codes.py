import re
from pathlib import Path

from verification import (
    codes_document,
    codes_earlier,
    codes_evidence,
    codes_file,
    codes_identifiers,
    codes_metadata,
    codes_personal,
    codes_recipe,
    codes_rights,
    codes_rules,
    codes_sheet,
    codes_structure,
    codes_table,
    codes_values,
)
from verification.codes import CODES
from verification.findings import Text
from verification.suite import SUITE

ROOT = Path(__file__).parents[2]
TABLES = (
    codes_document,
    codes_earlier,
    codes_file,
    codes_table,
    codes_structure,
    codes_sheet,
    codes_values,
    codes_rules,
    codes_personal,
    codes_evidence,
    codes_recipe,
    codes_rights,
    codes_metadata,
    codes_identifiers,
)
_NAMED = re.compile(r'(?:Finding|FileFault|Fault|_refusal)\(\s*"([a-z-]+)"')


def test_no_code_is_explained_twice() -> None:
    named = [entry.code for table in TABLES for entry in table.CODES]

    assert len(named) == len(set(named)) == len(CODES)


def test_every_code_is_explained_in_both_languages() -> None:
    texts = [
        (entry.code, text)
        for entry in CODES.values()
        for text in (entry.title, entry.meaning, entry.remedy)
    ]

    assert [code for code, text in texts if not _is_whole(text)] == []


def test_every_code_a_check_names_is_explained() -> None:
    sources = (ROOT / "verification").rglob("*.py")
    named = {code for path in sources for code in _NAMED.findall(path.read_text("utf-8"))}

    assert named - set(CODES) == set()


def test_every_code_stands_in_the_documentation() -> None:
    documented = re.findall(
        r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/checks.md").read_text("utf-8"), re.M
    )

    assert sorted(documented) == sorted(CODES)


def test_no_two_checks_share_a_name() -> None:
    names = [check.name for check in SUITE]

    assert len(names) == len(set(names))


def _is_whole(text: Text) -> bool:
    return (
        bool(re.search("[가-힣]", text.ko)) and bool(text.en) and not re.search("[가-힣]", text.en)
    )
