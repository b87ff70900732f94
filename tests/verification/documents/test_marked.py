from pathlib import Path

import pytest

from tests.verification.documents.papers import Traits, seen, traits
from verification.document_facts import DocumentKind as Kind
from verification.faults import FileFault

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
VBA = "_VBA_PROJECT".encode("utf-16-le")


def hwp(flags: int) -> bytes:
    return OLE + b"HWP Document File".ljust(32, b"\0") + b"\0\3\0\5" + flags.to_bytes(4, "little")


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        (Kind.HWP, hwp(0b0001), {}),
        (Kind.HWP, hwp(0b1001), {"script": 1}),
        (Kind.DOC, OLE + VBA, {"macros": 1}),
        (Kind.OLE, OLE, {}),
        (Kind.RTF, rb"{\rtf1 {\object\objemb{\*\objdata 01}}}", {"attachment": 1}),
        (Kind.RTF, rb"{\rtf1 {\*\template http://a.example/t.dot}}", {"outside": 1}),
        (Kind.MP3, b"ID3\3\0\0\0\0\0\x20TPE1\0\0\0\4\0\0\0Kim", {"author": 1}),
        (Kind.MP3, b"ID3\3\0\0\0\0\0\x20TIT2\0\0\0\4\0\0\0Hey", {}),
        (Kind.WAV, b"RIFF\0\0\0\0WAVELIST\0\0\0\0INFOIART\4\0\0\0Kim\0", {"author": 1}),
        (Kind.OGG, b"OggS\0\2vorbisARTIST=Kim", {"author": 1}),
        (Kind.M4A, b"\0\0\0\x20ftypM4A moovudta\xa9ART\0", {"author": 1}),
        (Kind.MP4, b"moovudta\xa9xyz\0\x12\x15\xc7+36.4800+127.2890/", {"location": 1}),
        (Kind.MP4, b"moov\xa9xyz", {}),
        (Kind.ZIP, b"PK\3\4", {}),
        (Kind.UNKNOWN, b"\0\1", {}),
    ],
)
def test_marks_are_seen_in_what_no_library_reads(
    tmp_path: Path, kind: Kind, content: bytes, found: Traits
) -> None:
    assert traits(seen(tmp_path, kind, content)) == found


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.HWP, hwp(0b00011)),
        (Kind.HWP, hwp(0b10001)),
        (Kind.OLE, OLE + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_what_opens_with_a_password_only_is_refused(
    tmp_path: Path, kind: Kind, content: bytes
) -> None:
    with pytest.raises(FileFault, match="encrypted"):
        seen(tmp_path, kind, content)
