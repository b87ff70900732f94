from dataclasses import replace

import pytest

from tests.verification.offers import named, offer
from verification.checks.documents import CHECKS
from verification.document_facts import DocumentFacts, DocumentKind, Trait
from verification.findings import Finding, Severity
from verification.subject import FileFacts, FileFormat, Subject

PDF = DocumentFacts(DocumentKind.PDF, ((Trait.PAGE, 3),), lines=9, characters=1_200)
FAULT = Finding("unreadable", Severity.ERROR, "x")


def of(name: str, document: DocumentFacts | None, **more: object) -> Subject:
    file = FileFacts(name, 10, FileFormat.DOCUMENT, document=document)
    return replace(offer(), file=replace(file, **more))


def said(check: str, subject: Subject) -> list[tuple[str, str, int, str]]:
    return [
        (each.code, each.severity.value, each.count, each.message)
        for each in named(CHECKS, check).find(subject)
    ]


def codes(check: str, subject: Subject) -> list[str]:
    return [code for code, _, _, _ in said(check, subject)]


def test_the_reviewer_is_told_what_was_searched() -> None:
    assert said("document-type", of("a.pdf", PDF)) == [
        (
            "read-as-document",
            "note",
            1,
            "PDF 문서: 3쪽에서 글자 1,200자를 꺼내 개인정보를 검사하였습니다.",
        )
    ]


def test_the_reviewer_is_told_what_was_not() -> None:
    scanned = replace(
        PDF,
        traits=(
            *((Trait.PAGE, 3), (Trait.SILENT_PAGE, 2), (Trait.BROKEN_PAGE, 1)),
            *((Trait.PICTURE, 2), (Trait.ATTACHMENT, 1), (Trait.TRUNCATED, 1)),
        ),
        characters=0,
    )

    assert said("document-type", of("a.pdf", scanned)) == [
        (
            "read-as-document",
            "note",
            1,
            "PDF 문서: 3쪽에서 꺼낸 글자가 없습니다.",
        ),
        (
            "document-not-searched",
            "note",
            1,
            "자동으로 살피지 못한 것: 글자가 없는 쪽 2개, 읽지 못한 쪽 1개, 글자를 꺼낼 수 없는 "
            "그림 2개, 안에 든 파일 1개, 한도를 넘은 뒷부분.",
        ),
    ]


@pytest.mark.parametrize(
    ("kind", "unsearched"),
    [
        (DocumentKind.PNG, "글자를 꺼낼 수 없는 그림"),
        (DocumentKind.MP3, "소리에 담긴 말"),
        (DocumentKind.MP4, "영상에 담긴 말과 모습"),
        (DocumentKind.HWP, "글자를 꺼내지 않는 형식의 내용 전부"),
        (DocumentKind.UNKNOWN, "글자를 꺼내지 않는 형식의 내용 전부"),
    ],
)
def test_what_no_text_comes_out_of_is_left_to_a_person(kind: DocumentKind, unsearched: str) -> None:
    (_, (code, _, _, message)) = said("document-type", of("a", DocumentFacts(kind)))

    assert (code, message) == ("document-not-searched", f"자동으로 살피지 못한 것: {unsearched}.")


def test_a_document_is_what_its_name_says() -> None:
    mismatch = [
        message
        for code, _, _, message in said("document-type", of("a.hwpx", PDF))
        if code == "type-mismatch"
    ]

    assert mismatch == ["이름은 한글(HWPX) 문서이나 내용은 PDF 문서입니다."]
    assert "type-mismatch" not in codes("document-type", of("a.dat", PDF))


def test_a_table_under_the_name_of_a_document_is_no_document() -> None:
    book = of("a.pdf", None, format=FileFormat.XLSX)

    assert said("document-type", book) == [
        ("type-mismatch", "error", 1, "이름은 PDF 문서이나 내용은 XLSX 파일입니다.")
    ]


def test_of_a_broken_document_no_type_is_claimed_and_what_was_seen_is_told() -> None:
    broken = of("a.hwpx", PDF, faults=(FAULT,))

    assert [(code, message) for code, _, _, message in said("document-type", broken)] == [
        ("read-as-document", "PDF 문서: 3쪽에서 글자 1,200자를 꺼내 개인정보를 검사하였습니다."),
        ("document-not-searched", "자동으로 살피지 못한 것: 읽기를 멈춘 곳 뒤의 내용."),
    ]
    assert codes("document-type", of("a.pdf", None, faults=(FAULT,))) == []
    assert codes("document-type", of("a.pdf", None)) == ["read-as-document"]


def test_what_a_document_carries_is_found_with_its_count() -> None:
    traits = (
        *((Trait.SCRIPT, 2), (Trait.ATTACHMENT, 3), (Trait.OUTSIDE, 1), (Trait.STRAY_NAME, 1)),
        *((Trait.LOCATION, 4), (Trait.AUTHOR, 1), (Trait.PICTURE, 9)),
    )

    found = said("document-contents", of("a.pdf", replace(PDF, traits=traits)))

    assert [(code, severity, count) for code, severity, count, _ in found] == [
        ("document-script", "error", 2),
        ("document-attachment", "warning", 3),
        ("document-outside", "warning", 1),
        ("document-stray-name", "error", 1),
        ("document-location", "warning", 4),
        ("document-author", "note", 1),
    ]


def test_scripts_of_a_page_are_a_warning_for_charts_have_them() -> None:
    page = DocumentFacts(DocumentKind.HTML, ((Trait.SCRIPT, 2),))

    ((code, severity, _, _),) = said("document-contents", of("a.html", page))

    assert (code, severity) == ("document-script", "warning")


def test_what_the_search_of_the_text_found_counts_for_security() -> None:
    check = named(CHECKS, "document-personal-data")
    hit = Finding("mobile-number", Severity.WARNING, "3쪽: x")
    subject = of("a.pdf", replace(PDF, personal=(hit,)))

    assert (list(check.find(subject)), check.checked(subject)) == ([hit], 9)


@pytest.mark.parametrize("check", [check.name for check in CHECKS])
def test_a_table_is_none_of_their_business(check: str) -> None:
    assert (said(check, offer()), named(CHECKS, check).checked(offer())) == ([], 0)
