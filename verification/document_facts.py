"""What is known of a document once it was looked into. Its text is never among it."""

from dataclasses import dataclass
from enum import StrEnum

from verification.findings import Finding, Location


class DocumentKind(StrEnum):
    """What a document is by its content. OLE is any other document of old office programs."""

    PDF = "pdf"
    HWPX = "hwpx"
    HWP = "hwp"
    DOCX = "docx"
    PPTX = "pptx"
    ODT = "odt"
    DOC = "doc"
    OLE = "ole"
    HTML = "html"
    RTF = "rtf"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    TIFF = "tiff"
    SVG = "svg"
    MP3 = "mp3"
    WAV = "wav"
    OGG = "ogg"
    M4A = "m4a"
    MP4 = "mp4"
    ZIP = "zip"
    TEXT = "text"
    UNKNOWN = "unknown"


WITH_TEXT = frozenset(
    {
        DocumentKind.PDF,
        DocumentKind.HWPX,
        DocumentKind.DOCX,
        DocumentKind.PPTX,
        DocumentKind.ODT,
        DocumentKind.HTML,
        DocumentKind.SVG,
        DocumentKind.TEXT,
    }
)
"""Kinds whose text is taken out and searched."""

PICTURES = frozenset(
    {
        DocumentKind.PNG,
        DocumentKind.JPEG,
        DocumentKind.GIF,
        DocumentKind.WEBP,
        DocumentKind.TIFF,
    }
)
"""Kinds that are one picture. A drawing (SVG) is text, and searched as such."""


class Trait(StrEnum):
    """What a document was seen to have. How often, is counted.

    Pages are counted where the kind has any (slides are pages); silent ones hold no text, broken
    ones could not be read. A truncated document was not searched to its end.
    """

    PAGE = "page"
    SILENT_PAGE = "silent-page"
    BROKEN_PAGE = "broken-page"
    TRUNCATED = "truncated"
    PICTURE = "picture"
    SCRIPT = "script"
    MACROS = "macros"
    ATTACHMENT = "attachment"
    OUTSIDE = "outside"
    STRAY_NAME = "stray-name"
    LOCATION = "location"
    AUTHOR = "author"


@dataclass(frozen=True)
class DocumentFacts:
    """What a document is, what was seen in it, and how much of its text was searched.

    `lines` and `characters` count the text that was searched; `personal` are the findings of that
    search.
    """

    kind: DocumentKind
    traits: tuple[tuple[Trait, int], ...] = ()
    lines: int = 0
    characters: int = 0
    personal: tuple[Finding, ...] = ()

    def count(self, trait: Trait) -> int:
        """How often a trait was seen."""
        return dict(self.traits).get(trait, 0)


@dataclass(frozen=True)
class EnclosedDocument:
    """A document within an archive: where it lies, what it is, and why it was not read to its end.

    `at.sheet` is its name in the archive.
    """

    at: Location
    facts: DocumentFacts
    faults: tuple[Finding, ...] = ()
