"""A warm worker of one engine: it has all loaded, and forks for each file, as the real one does.

    python -m bench.warm ENGINE

It reads lines of JSON, `{"path": …, "seconds": …}`, and answers each with what the run took.
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.engines import ENGINES
from bench.forked import Bounds, Ran, run_forked
from bench.transactions import write_transactions
from marketplace.worker import ENGINES as LOADED
from verification import warming

WARM_UP_ROWS = 2_000


def main() -> int:
    """Warm up, then run what is asked for until there is nothing more."""
    (name,) = sys.argv[1:]
    engine = ENGINES[name]
    if name == "verification":
        load_as_the_worker_does()
    with TemporaryDirectory(prefix="hw-bench-") as folder:
        path = Path(folder) / "small.csv"
        write_transactions(path, WARM_UP_ROWS)
        engine(path)
    for line in sys.stdin:
        asked = json.loads(line)
        path = Path(asked["path"])
        ran = run_forked(lambda path=path: engine(path), Bounds(seconds=asked["seconds"]))
        print(json.dumps(asdict(ran)), flush=True)
    return 0


def load_as_the_worker_does() -> None:
    """Load and compile what the verifying worker has before its first fork."""
    for module in LOADED:
        importlib.import_module(module)
    warming.warm()


@dataclass(frozen=True)
class Warm:
    """A warm worker, seen from outside."""

    name: str
    process: "subprocess.Popen[str]"

    def run(self, path: Path, *, seconds: float = 3_600.0) -> Ran:
        """Have the engine read a file, in a fork of its own."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"path": str(path), "seconds": seconds}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return Ran(**answer)


@contextmanager
def warm(name: str) -> Iterator[Warm]:
    """Start a warm worker of an engine; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.warm", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Warm(name, process)
        assert process.stdin is not None
        process.stdin.close()


if __name__ == "__main__":
    sys.exit(main())
