"""Measures a large CSV through the real door: from `submit` until its report is there.

    python -m bench door [--megabytes 100] [--rounds 3] [--url http://… --token …]

Without an address it starts a whole stack of its own, in a folder that is gone afterwards. The
file is announced, sent to the store by the presigned address, completed and submitted, as any
program would. `wall_s` is the median from the call of `submit` until the submission is seen
verified; `upload_s` what came before. `peak_mb` is the largest sum of PSS over the verifying
worker and all below it, in 10^6 bytes: known only of a stack that was started here.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.forked import MEGABYTE, memory_of_tree, say
from bench.transactions import COLUMNS, write_transactions
from marketplace.config import Settings
from tests.factories.submissions import make_manifest
from tests.journeys.person import UNDER_WAY, Json, Person
from tests.journeys.town import running_town

ROW_BYTES = 167.6
AT_MOST_S = 6.0
PATIENCE_S = 900.0


@dataclass(frozen=True)
class Door:
    """Who comes to the door, and how much memory the worker behind it takes at this moment."""

    person: Person
    memory: Callable[[], float]


@dataclass(frozen=True)
class Passed:
    """How long a file took to be sent and to be verified, and the worker's peak, in bytes."""

    upload_s: float
    wall_s: float
    peak: float


def main(arguments: Sequence[str]) -> int:
    """Run the measurement; return the exit status."""
    asked = _asked(arguments)
    rows = round(asked.megabytes * MEGABYTE / ROW_BYTES)
    with _door(asked) as door, tempfile.TemporaryDirectory(prefix="hw-bench-") as folder:
        path = Path(folder) / "transactions.csv"
        passed = []
        for number in range(asked.rounds):
            # Other bytes each time: what the store holds already would cost less.
            write_transactions(path, rows, seed=number)
            passed.append(_pass(door, path, rows))
    wall = statistics.median(each.wall_s for each in passed)
    walls = sorted(each.wall_s for each in passed)
    peak = max(each.peak for each in passed) / MEGABYTE
    say(
        {
            "bench": "door",
            "rows": rows,
            "wall_s": round(wall, 2),
            "cpu_s": None,
            "peak_mb": round(peak, 1) or None,
            "ratio_to": f"{AT_MOST_S:g} s",
            "ratio": round(wall / AT_MOST_S, 2),
            "at_most": 1.0,
            "held": wall <= AT_MOST_S,
            "mb": asked.megabytes,
            "rounds": asked.rounds,
            "spread": {"wall_s": [round(walls[0], 2), round(walls[-1], 2)]},
            "upload_s": round(statistics.median(each.upload_s for each in passed), 2),
        }
    )
    return int(wall > AT_MOST_S)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench door",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--megabytes", type=float, default=100.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--url", help="a stack that runs already")
    parser.add_argument("--token", help="somebody's token there, who may submit")
    asked = parser.parse_args(arguments)
    if bool(asked.url) != bool(asked.token):
        parser.error("--url and --token go together")
    return asked


@contextmanager
def _door(asked: argparse.Namespace) -> Iterator[Door]:
    if asked.url:
        headers = {"Authorization": f"Bearer {asked.token}"}
        with httpx.Client(base_url=f"{asked.url}/api/v1", headers=headers, timeout=30) as http:
            yield Door(Person(http), lambda: 0.0)
    else:
        with running_town(MULTIPART_BYTES=str(Settings.multipart_bytes)) as town:
            worker = town.pids()["worker-verify"]
            yield Door(town.official, lambda: memory_of_tree(worker))


def _pass(door: Door, path: Path, rows: int) -> Passed:
    """Have a file verified and make sure that all of it was."""
    person, peak = door.person, 0.0
    columns = [{"name": name, "type": kind.value} for name, kind in COLUMNS.items()]
    began = time.perf_counter()
    submission = person.draft(make_manifest("교통카드 이력", columns=columns))
    _send(person, submission, path)

    def is_settled(seen: Json) -> bool:
        nonlocal peak
        peak = max(peak, door.memory())
        return seen["state"] not in UNDER_WAY

    submitted = time.perf_counter()
    person.submit(submission)
    seen = person.once(submission, is_settled, seconds=PATIENCE_S)
    report = person.get(f"/submissions/{submission}/report")
    settled = time.perf_counter()
    read = sum(file["rows"] or 0 for file in report["files"])
    assert read == rows, f"{read} rows of {rows} were read; it is {seen['state']}"
    crashed = [check["check"] for check in report["checks"] if check["outcome"] == "crashed"]
    assert not crashed, crashed
    return Passed(submitted - began, settled - submitted, peak)


def _send(person: Person, submission: str, path: Path) -> None:
    """Announce a file and send it to the store, whole or in parts, as the answer says."""
    body = {"name": path.name, "size": path.stat().st_size, "media_type": "text/csv"}
    file = person.post(f"/submissions/{submission}/files", body, expect=201)
    upload: dict[str, Any] = file["upload"]
    with path.open("rb") as content:
        if upload["method"] == "single":
            _put(upload["url"], content.read(), upload["headers"])
            person.complete(submission, file)
            return
        parts = []
        for part in upload["parts"]:
            answer = _put(part["url"], content.read(upload["part_size"]), {})
            parts.append({"number": part["number"], "etag": answer.headers["etag"]})
    person.complete(submission, file, parts)


def _put(address: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
    answer = httpx.put(address, content=content, headers=headers, timeout=300)
    assert answer.status_code == 200, answer.status_code
    return answer
