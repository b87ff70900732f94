"""Reads a ZIP archive of tables: each member as what it is, the parts of a shapefile as one.

Members are unpacked one by one into files that bear our names, never theirs. An archive within the
archive is refused: nothing is unpacked twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from verification.faults import FileFault
from verification.findings import Finding
from verification.formats import archive
from verification.formats.archive import Member
from verification.formats.detect import detected_format
from verification.formats.shapes import Parts, read_shapefile
from verification.formats.workshop import Content, Reader, Workshop
from verification.subject import FileFormat
from verification.tables import OpenTable

_LEFT_BY_PROGRAMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_BESIDE_SHAPES = frozenset(
    (".shx", ".prj", ".cpg", ".cst", ".fix", ".qix", ".sbn", ".sbx", ".qpj", ".qmd", ".xml", ".shp")
)
_PARTS: Mapping[str, str] = {
    ".dbf": "table", ".shp": "shapes", ".shx": "index", ".prj": "projection",
    ".cpg": "code_page", ".cst": "code_page",
}  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """What is in an archive: tables, and the members that are none, unpacked to be looked into.

    `noticed` is what is wrong with some of its members.
    """

    tables: tuple[OpenTable, ...] = ()
    documents: tuple[Content, ...] = ()
    noticed: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Opened:
    """What came of one member: tables, a document, or why there is neither."""

    tables: tuple[OpenTable, ...] = ()
    fault: Finding | None = None
    document: Content | None = None


def read_archive(
    content: Content, workshop: Workshop, readers: Mapping[FileFormat, Reader]
) -> Bundle:
    """The tables and documents among the members, in the archive's order.

    Raises `FileFault` where the archive is damaged, locked, unsafe or too large, and where not one
    of its members could be read.
    """
    here, limits = content.here, workshop.limits
    members = archive.members_of(content.path, here, limits)
    archive.refuse_unsafe(members, here)
    members = tuple(member for member in members if not _is_left(member))
    shapefiles = _shapefiles(members)
    beside = {member for group in shapefiles.values() for member in group}
    opened = []
    for place, member in enumerate(members):
        if member in shapefiles or member not in beside:
            room = workshop.room(f"member-{place}")
            group = shapefiles.get(member, ())
            opened.append(_opened(_Unpacking(content, room, readers), member, group))
    return _gathered(opened)


@dataclass(frozen=True)
class _Unpacking:
    content: Content
    room: Workshop
    readers: Mapping[FileFormat, Reader]

    def unpacked(self, member: Member, name: str) -> Path:
        path = self.room.folder / name
        archive.unpack(self.content.path, member, path, self.content.here)
        return path


def _opened(work: _Unpacking, member: Member, group: Sequence[Member]) -> _Opened:
    content = replace(work.content, member=member.name)
    try:
        if group:
            paths = {
                _PARTS[_suffix(part)]: work.unpacked(part, f"part{_suffix(part)}")
                for part in group
                if _suffix(part) in _PARTS
            }
            return _Opened(read_shapefile(Parts(**paths), content, work.room))
        content = replace(content, path=work.unpacked(member, "member"))
        return _read(content, work)
    except FileFault as fault:
        return _Opened(fault=fault.finding)


def _read(content: Content, work: _Unpacking) -> _Opened:
    kind = detected_format(content.path, content.called)
    if kind is FileFormat.ZIP:
        message = "압축 파일 안에 또 압축 파일이 있어 읽지 않았습니다."
        raise FileFault("archive-nested", message, content.here)
    if not content.path.stat().st_size:
        return _Opened()
    tables = work.readers[kind](content, work.room) if kind in work.readers else ()
    return _Opened(tables) if tables else _Opened(document=content)


def _gathered(opened: Sequence[_Opened]) -> Bundle:
    found = Bundle(
        tables=tuple(table for each in opened for table in each.tables),
        documents=tuple(each.document for each in opened if each.document),
        noticed=tuple(each.fault for each in opened if each.fault),
    )
    if found.noticed and not (found.tables or found.documents):
        first = found.noticed[0]
        raise FileFault(first.code, first.message, first.at)
    return found


def _shapefiles(members: Sequence[Member]) -> Mapping[Member, tuple[Member, ...]]:
    """The parts of each shapefile that has shapes and a table, by the member it is called after."""
    by_stem: dict[str, list[Member]] = {}
    for member in members:
        by_stem.setdefault(_stem(member), []).append(member)
    found = {}
    for parts in by_stem.values():
        by_suffix = {_suffix(part): part for part in parts}
        if {".shp", ".dbf"} <= set(by_suffix):
            own = (part for part in parts if _suffix(part) in _BESIDE_SHAPES | {".dbf"})
            found[by_suffix[".shp"]] = tuple(own)
    return found


def _stem(member: Member) -> str:
    path = PurePosixPath(member.name.removesuffix(".xml"))
    return str(path.with_suffix("")).casefold() if path.name else ""


def _suffix(member: Member) -> str:
    return PurePosixPath(member.name).suffix.lower()


def _is_left(member: Member) -> bool:
    """Whether a program left it there on its own: nobody meant to hand it in."""
    return member.name.startswith(_LEFT_BY_PROGRAMS[0]) or member.name.endswith(
        _LEFT_BY_PROGRAMS[1:]
    )
