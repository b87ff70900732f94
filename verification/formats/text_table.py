"""Opens the table of a delimited text, alone or within an archive."""

from dataclasses import dataclass

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.delimited import TextFile, layout_of_file, open_delimited
from verification.formats.detect import expected_format
from verification.formats.encoding import encoding_of
from verification.formats.workshop import Content, Workshop
from verification.subject import FileFormat
from verification.tables import OpenTable

_LOST = 10  # one byte in so many means nothing: it never was text


@dataclass(frozen=True)
class _Member(TextFile):
    """A text file that may be a member of an archive."""

    at: Location

    @property
    def here(self) -> Location:
        return self.at


def read_text(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The table of a delimited text, none if it is plain text; raises `FileFault`."""
    here = content.here
    promised = expected_format(content.called) is FileFormat.CSV
    encoding = encoding_of(content.path)
    if encoding.lost * _LOST > content.path.stat().st_size:
        if promised:
            raise FileFault("not-text", "글자로 읽을 수 없는 파일입니다.", here)
        return ()
    text = _Member(content.path, content.name, encoding, here)
    layout, offset = layout_of_file(text, workshop.limits)
    if not promised and not layout.is_table:
        return ()
    return (open_delimited(text, layout, offset, workshop.limits),)
