"""Many hostile recipes in one process that is confined as that of a recipe is, one after another.

A start costs more than an attack. Each is told apart from the others by what it says, and the
process goes on: none may have changed what holds the next.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.child import RESULT, confined, run

_ROOT = Path(__file__).parents[4]
_BEGIN = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
    "from tests.verification.evidence.replay.one_child import main; main()"
)
STOPPED = frozenset({"refused", "failed"})


def all_in_one(
    attacks: Mapping[str, str], source: Path, folder: Path, bounds: Bounds
) -> Mapping[str, tuple[str, str]]:
    """Run attacks in one process, the look at their text left out; how each ended, and its rows."""
    for own in ("in", "out", "spilled"):
        (folder / own).mkdir(parents=True)
    (folder / "in" / "0.parquet").write_bytes(source.read_bytes())
    work = {"attacks": dict(attacks), "bounds": asdict(bounds), "parent": os.getpid()}
    done = subprocess.run(
        (sys.executable, "-I", "-c", _BEGIN),
        cwd=folder,
        env={},
        input=json.dumps(work).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    return {name: (end, told) for name, (end, told) in json.loads(done.stdout).items()}


def main() -> None:
    """Do the work that is told on standard input."""
    work = json.load(sys.stdin)
    bounds = Bounds(**work["bounds"])
    engine, _ = confined({"s1": "0.parquet"}, bounds, parent=os.getppid())
    ended: dict[str, Any] = {}
    for name, sql in work["attacks"].items():
        RESULT.unlink(missing_ok=True)
        said = run(sql, frozenset({"s1"}), engine, bounds, gated=False)
        rows = pq.ParquetFile(RESULT).read().to_pylist() if RESULT.is_file() else []
        ended[name] = said["end"], str(rows) + str(said)
    sys.stdout.write(json.dumps(ended))
    sys.stdout.flush()
    os._exit(0)
