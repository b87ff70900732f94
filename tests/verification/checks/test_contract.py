from dataclasses import replace

import pytest

from tests.verification.offers import Found, found, named, offer
from verification.checks.contract import CHECKS
from verification.findings import Finding, Severity
from verification.subject import FileFacts, FileFormat

CSV = FileFacts("t.csv", 10, FileFormat.CSV, expected_format=FileFormat.CSV)
FAULT = Finding("unreadable", Severity.ERROR, "x")


@pytest.mark.parametrize(
    ("check", "file", "codes"),
    [
        ("file-type", CSV, []),
        ("file-type", replace(CSV, format=FileFormat.XLSX), ["type-mismatch"]),
        ("file-type", replace(CSV, format=FileFormat.XLSX, faults=(FAULT,)), []),
        ("file-type", replace(CSV, macros=True), ["macros"]),
        ("file-type", FileFacts("a.pdf", 10, FileFormat.DOCUMENT), []),
        ("file-digest", CSV, []),
        ("file-digest", replace(CSV, digest="ab", claimed_digest="AB"), []),
        ("file-digest", replace(CSV, digest="ab", claimed_digest="cd"), ["digest-mismatch"]),
        ("file-readable", CSV, []),
        ("file-readable", replace(CSV, faults=(FAULT,)), ["unreadable"]),
        ("file-readable", replace(CSV, lost_characters=2, encoding="cp949"), ["undecodable"]),
        ("file-readable", replace(CSV, nul_bytes=1), ["nul-bytes"]),
        ("file-readable", replace(CSV, nul_bytes=1, encoding="utf-16"), []),
        ("file-readable", replace(CSV, open_quote=True), ["open-quote"]),
    ],
)
def test_a_file_is_held_to_what_is_said_of_it(
    check: str, file: FileFacts, codes: list[str]
) -> None:
    findings: Found = found(named(CHECKS, check), replace(offer(), file=file))

    assert [code for code, _, _ in findings] == codes


def test_a_check_of_files_refuses_to_run_without_one() -> None:
    with pytest.raises(TypeError):
        found(CHECKS[0], replace(offer(), file=None))
