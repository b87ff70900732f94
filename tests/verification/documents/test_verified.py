"""Documents through the whole verification."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench.numbers import resident_number
from tests.verification.documents.papers import docx, hwpx, pdf, photo
from tests.verification.formats.opening import archive
from tests.verification.offers import codes, verified
from verification.limits import Limits
from verification.report import Outcome, Verdict, as_json

MINE = resident_number("850202", "110001")
DASHED = f"{MINE[:6]}-{MINE[6:]}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf("first page", f"number {DASHED}")),
        ("a.hwpx", hwpx("가", f"번호 {DASHED}")),
        ("a.docx", docx("가", f"번호 {DASHED}")),
        ("a.txt", f"안내문\n\n번호는 {DASHED} 입니다\n".encode("cp949")),
        ("a.html", f"<html><p>가</p><script>var n = '{DASHED}'</script></html>".encode()),
        ("a.jpg", photo(comment=DASHED)),
        ("a.svg", f"<svg><text>{DASHED}</text></svg>".encode()),
    ],
)
def test_a_resident_number_in_a_document_blocks_and_is_shown_nowhere(
    tmp_path: Path, name: str, content: bytes
) -> None:
    report = verified(tmp_path, {name: content}).report

    told = json.dumps(as_json(report), ensure_ascii=False)
    assert report.verdict is Verdict.BLOCKED
    assert [f.code for f in report.findings if f.code.startswith("resident")] == ["resident-number"]
    assert (DASHED in told, MINE in told, MINE[6:] in told) == (False, False, False)


def test_a_clean_document_is_clean_and_says_what_was_searched(tmp_path: Path) -> None:
    done = verified(tmp_path, {"안내.docx": docx("세종시 안내문", "문의 044-300-2114")})

    assert (done.report.verdict, codes(done)) == (Verdict.CLEAN, [("read-as-document", 1)])
    assert done.report.quality.security.checked == 2


def test_a_document_with_macros_says_so(tmp_path: Path) -> None:
    done = verified(tmp_path, {"a.docm": docx("a", **{"word__vbaProject.bin": b"x"})})

    assert codes(done) == [("macros", 1), ("read-as-document", 1)]


def test_of_a_broken_document_what_could_be_read_was_searched(tmp_path: Path) -> None:
    content = hwpx(f"번호 {DASHED}", extra={"Contents/section1.xml": "<broken"})

    done = verified(tmp_path, {"a.hwpx": content})

    assert [code for code, _ in codes(done)] == [
        *("document-not-searched", "read-as-document", "resident-number", "unreadable")
    ]


def test_the_same_bytes_give_the_same_report(tmp_path: Path) -> None:
    content = pdf("one", "", f"number {DASHED}", author="Kim")
    reports = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        reports.append(verified(tmp_path / name, {"a.pdf": content}).report)

    assert reports[0] == reports[1]


def test_without_time_a_document_is_no_pass(tmp_path: Path) -> None:
    report = verified(tmp_path, {"a.pdf": pdf("a")}, limits=replace(Limits(), seconds=0.0)).report

    assert report.verdict is Verdict.CRASHED
    assert {run.outcome for run in report.checks if run.check.startswith("document")} == {
        Outcome.CRASHED
    }


def test_several_files_and_documents_each_have_their_place(tmp_path: Path) -> None:
    done = verified(tmp_path, {"a.csv": b"a,b\n1,2\n3,4\n", "b.pdf": b"%PDF-1.7", "c.csv": b""})

    files = [(file.name, file.format, file.rows) for file in done.report.files]
    assert files == [("a.csv", "csv", 2), ("b.pdf", "document", None), ("c.csv", "document", None)]
    assert [code for code, _ in codes(done)] == [
        *("document-not-searched", "empty-file", "read-as-document", "unreadable")
    ]


def test_a_resident_number_in_a_document_of_an_archive_blocks_and_is_placed(
    tmp_path: Path,
) -> None:
    members = {"표.csv": "구,수\n중구,1\n".encode(), "붙임.docx": docx("가", f"번호 {DASHED}")}

    for name, packed in {"with": members, "without": {"붙임.docx": members["붙임.docx"]}}.items():
        folder = tmp_path / name
        folder.mkdir()
        report = verified(folder, {"a.zip": archive(packed)}).report

        (found,) = (f for f in report.findings if f.code.startswith("resident"))
        assert (found.code, found.at.sheet) == ("resident-number", "붙임.docx")
        assert report.verdict is Verdict.BLOCKED
        assert DASHED not in json.dumps(as_json(report), ensure_ascii=False)
