"""Which reader reads which kind of document. Libraries are imported when a kind asks for them."""

from verification.document_facts import PICTURES
from verification.document_facts import DocumentKind as Kind
from verification.documents.seen import Reader


def reader_of(kind: Kind) -> Reader:
    """The reader of a kind of document."""
    if kind is Kind.PDF:
        from verification.documents.pdf import read_pdf

        return read_pdf
    if kind in {Kind.DOCX, Kind.PPTX, Kind.ODT, Kind.HWPX}:
        from verification.documents import packed

        return packed.reader_of(kind)
    if kind in PICTURES:
        from verification.documents.pictures import read_picture

        return read_picture
    if kind in {Kind.TEXT, Kind.HTML, Kind.SVG}:
        from verification.documents import plain

        return plain.READERS[kind]
    from verification.documents import marked

    return marked.reader_of(kind)
