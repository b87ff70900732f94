"""The process a document is read in: it bounds itself, reads, and writes what it sees.

It writes lines, each a JSON list: ["kind", kind], ["text", place, text], ["saw", trait, count],
["fault", code, message], at last ["end"]. It knows of no setting, store or database, and writes
no word of a library's: those quote the file.
"""

import json
import resource
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from verification.documents.bounds import Bounds
from verification.documents.kinds import kind_of
from verification.documents.reading import reader_of
from verification.documents.seen import Passage, Seen, clipped
from verification.faults import FileFault

OUT_OF_MEMORY = 3
"""The status with which the process ends when it may not allocate more."""


def main(path: str, bounds_json: str) -> None:
    """Read the document at a path within bounds, and write what is seen of it."""
    sys.excepthook = _tell
    warnings.simplefilter("ignore")  # they quote the file
    bounds = Bounds(**json.loads(bounds_json))
    _bound(bounds)
    try:
        _read(Path(path), bounds)
    except FileFault as fault:
        _write("fault", fault.finding.code, fault.finding.message)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    _write("end")


def _read(path: Path, bounds: Bounds) -> None:
    kind = kind_of(path)
    reader = reader_of(kind)
    _write("kind", kind)
    for seen in clipped(reader(path, bounds), bounds):
        _write(*_words(seen))


def _words(seen: Seen) -> Iterator[object]:
    if isinstance(seen, Passage):
        # A lone surrogate is no character, and no one could read it.
        yield from ("text", seen.place, seen.text.encode("utf-8", "replace").decode())
    else:
        yield from ("saw", seen.trait, seen.count)


def _write(*words: object) -> None:
    line = json.dumps(words, ensure_ascii=False).encode() + b"\n"
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()  # what was seen before an end by force counts


def _bound(bounds: Bounds) -> None:
    for what, limit in (
        # Not RLIMIT_AS: it counts mapped files and what allocators only reserve.
        (resource.RLIMIT_DATA, bounds.memory_bytes),
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def _tell(fault: type[BaseException], _said: BaseException, where: TracebackType | None) -> None:
    """Write the class of what was raised, and the last line it came through; never its words."""
    frames = traceback.extract_tb(where)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    _write("broke", f"{fault.__name__} at {place}")


if __name__ == "__main__":
    main(*sys.argv[1:])
