"""Whatever is done to a document's bytes, what comes of it is a fault or text, never a crash."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verification.documents.papers import docx, hwpx, pdf, photo, picture, seen
from verification.documents.kinds import kind_of
from verification.faults import FileFault

CORE = "<a xmlns:dc='d'><dc:creator>x</dc:creator></a>"
PHOTO = photo(latitude=True, artist="Kim", comment="c")
WHOLE = {
    "pdf": pdf("first", "second", author="Kim"),
    "docx": docx("a", "b", **{"docProps__core.xml": CORE}),
    "hwpx": hwpx("a", extra={"BinData/1.jpg": PHOTO}),
    "jpeg": PHOTO,
    "png": picture("PNG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "tiff": picture("TIFF"),
    "html": b"<html><p title='b'>x</p><!-- y --><script>z</script>",
    "svg": b"<?xml version='1.0'?><svg><text>x</text></svg>",
}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3), st.integers(0, 9)),
    min_size=1,
    max_size=8,
)
"""Where something is put, what, and how many bytes go for it."""


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, over what is odd in a picture
@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_a_damaged_document_is_a_fault_at_most(
    kind: str, changes: Sequence[tuple[float, bytes, int]]
) -> None:
    content = WHOLE[kind]
    for share, put, gone in changes:
        at = int(share * len(content))
        content = content[:at] + put + content[at + gone :]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a").write_bytes(content or b"x")
        try:
            seen(folder, kind_of(folder / "a"), content)
        except FileFault as fault:
            assert fault.finding.code in {
                *("unreadable", "encrypted", "unpacks-too-large", "document-entities")
            }
