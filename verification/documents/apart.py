"""Has a document read in a process of its own, and gathers what that saw before it ended.

## Why apart
What reads documents is written in Python and C by others, over files by strangers. Any of it may
loop, allocate without end or crash. In a process with bounds such an end is one more thing that is
known of the file, and not the end of the verification.
"""

import json
import logging
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from verification.document_facts import DocumentKind, Trait
from verification.documents.bounds import BOUNDS, Bounds
from verification.documents.child import OUT_OF_MEMORY
from verification.documents.seen import Passage
from verification.errors import DocumentReadingBroke
from verification.findings import Finding, Location, Severity

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Look:
    """What was seen of a document. Passages are raw text: they are searched, and let go."""

    kind: DocumentKind
    passages: tuple[Passage, ...]
    traits: tuple[tuple[Trait, int], ...]
    faults: tuple[Finding, ...]


def look_apart(path: Path, at: Location, *, seconds: float, bounds: Bounds = BOUNDS) -> Look:
    """Look into a document for so many seconds at most. Whatever is wrong with it is a fault.

    Raises `DocumentReadingBroke` where the process ended before it had looked at the file at all.
    """
    command = (
        sys.executable,
        "-m",
        "verification.documents.child",
        str(path.resolve()),
        json.dumps(asdict(bounds)),
    )
    try:
        ended = subprocess.run(  # noqa: S603  our own interpreter, our own module
            command,
            cwd=_ROOT,
            env={},  # no setting and no secret goes along
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=min(seconds, bounds.wall_seconds),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return _look(late.stdout or b"", -signal.SIGKILL, at)
    return _look(ended.stdout, ended.returncode, at)


def _look(written: bytes, status: int, at: Location) -> Look:
    told: dict[str, list[list[object]]] = {}
    for word, *rest in _lines(written):
        told.setdefault(str(word), []).append(rest)
    for (place,) in told.get("broke", ()):
        logger.warning("reading a document broke: %s", place)
    if not told.keys() & {"kind", "fault"} and status not in _BY_FORCE:
        raise DocumentReadingBroke(status)
    kinds = told.get("kind", [[DocumentKind.UNKNOWN]])
    traits: Counter[Trait] = Counter()
    for trait, count in told.get("saw", ()):
        traits[Trait(str(trait))] += int(str(count))
    texts = told.get("text", ())
    return Look(
        kind=DocumentKind(str(kinds[0][0])),
        passages=tuple(Passage(int(str(place)), str(text)) for place, text in texts),
        traits=tuple((trait, traits[trait]) for trait in Trait if traits[trait]),
        faults=tuple(_faults(told, status, at)),
    )


def _lines(written: bytes) -> Iterator[list[object]]:
    """What was written, without a last line that broke off."""
    for line in written.split(b"\n")[:-1]:
        yield json.loads(line)


_BY_FORCE = frozenset({-signal.SIGKILL, -signal.SIGXCPU, OUT_OF_MEMORY})


def _faults(told: dict[str, list[list[object]]], status: int, at: Location) -> Iterator[Finding]:
    for code, message in told.get("fault", ()):
        yield Finding(str(code), Severity.ERROR, str(message), at)
    if "end" in told:
        return
    if status in {-signal.SIGKILL, -signal.SIGXCPU}:
        message = "정해진 시간 안에 끝까지 읽지 못한 문서입니다."
        yield Finding("took-too-long", Severity.ERROR, message, at)
    elif status == OUT_OF_MEMORY:
        message = "읽는 데 메모리가 한도보다 많이 드는 문서입니다."
        yield Finding("unpacks-too-large", Severity.ERROR, message, at)
    else:
        message = "손상되어 끝까지 읽을 수 없는 문서입니다."
        yield Finding("unreadable", Severity.ERROR, message, at)
