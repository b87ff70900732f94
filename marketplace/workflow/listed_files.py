"""Which file of a folder a row of a list means. Pure: it is asked for names and looks at no disk.

A name from a list is never made into a path: it is compared with the names that are there.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from marketplace.workflow.catalogue_list import Entry

_DATE = re.compile(r"(?:19|20)\d{2}(?:\d{2}){0,2}$")


class FileFault(StrEnum):
    """Why no file was found for a row."""

    MISSING = "file-missing"
    AMBIGUOUS = "file-ambiguous"


@dataclass(frozen=True)
class NoFile:
    """There is no such file, or there are several; `text` names what was looked for or found."""

    fault: FileFault
    text: str


@dataclass(frozen=True)
class FolderNames:
    """The names of the files in a folder, to be found by more forms than one."""

    by_name: Mapping[str, tuple[str, ...]]
    by_stem: Mapping[str, tuple[str, ...]]
    by_undated: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> "FolderNames":
        """Return the names of a folder."""
        kept = sorted(names)
        return cls(
            by_name=_grouped((_folded(name), name) for name in kept),
            by_stem=_grouped((_folded(PurePath(name).stem), name) for name in kept),
            by_undated=_grouped((_undated(name), name) for name in kept),
        )

    def find(self, entry: Entry) -> str | NoFile:
        """Return the name of the entry's file.

        The name the list gives counts alone where it gives one. Else the file is called as the
        dataset is, with one of its extensions; of several dated ones the newest.
        """
        if entry.file_name:
            found = self.by_name.get(_folded(entry.file_name), ())
            return _only(found, entry.file_name)
        stems = [_folded(stem) for stem in entry.file_stems]
        for names in (self.by_stem, self.by_undated):
            found = tuple(dict.fromkeys(name for stem in stems for name in names.get(stem, ())))
            found = _with_extension(found, entry.extensions)
            if found:
                return _only(_newest(found), entry.file_stems[0])
        return NoFile(FileFault.MISSING, entry.file_stems[0])


def _folded(name: str) -> str:
    """Return a name as it is compared: composed, without case, spaces, underscores, hyphens."""
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFC", name).casefold())


def _undated(name: str) -> str:
    return _DATE.sub("", _folded(PurePath(name).stem))


def _date_of(name: str) -> str:
    dated = _DATE.search(_folded(PurePath(name).stem))
    return dated.group().ljust(8, "0") if dated else ""


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, tuple[str, ...]] = {}
    for key, name in pairs:
        grouped[key] = (*grouped.get(key, ()), name)
    return grouped


def _with_extension(names: tuple[str, ...], extensions: Collection[str]) -> tuple[str, ...]:
    fitting = tuple(
        name for name in names if PurePath(name).suffix.lower().removeprefix(".") in extensions
    )
    # Lists say `CSV` of what was replaced by a spreadsheet long ago.
    return fitting or names


def _newest(names: tuple[str, ...]) -> tuple[str, ...]:
    last = max(_date_of(name) for name in names)
    return tuple(name for name in names if _date_of(name) == last)


def _only(names: tuple[str, ...], wanted: str) -> str | NoFile:
    match names:
        case ():
            return NoFile(FileFault.MISSING, wanted)
        case (only,):
            return only
        case several:
            return NoFile(FileFault.AMBIGUOUS, ", ".join(several))
