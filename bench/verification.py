"""Measures the verification of a large CSV beside what others do with it; a JSON line a figure.

    python -m bench verification [--rows 100000 1000000] [--rounds 3] [--frictionless-to 1000000]

Every engine is warm and runs in a fork; the runs are interleaved, round by round, over one
generated file, so what else the machine does falls on all alike. A figure is the median of its
rounds, `spread` the least and the greatest. `wall_s` and `cpu_s` are those of the fork, its start
and end included; `peak_mb` is the largest sum of PSS over worker and fork, in 10^6 bytes, and
`rss_mb` the fork's own largest RSS, which counts shared and mapped pages in full. Every worker has
our libraries loaded, so the peaks of the others are up to 150 MB higher than they would be alone.

`ratio` is the line's `wall_s` through that of `ratio_to`, or its `peak_mb` through that peak; what
it has to keep to stands beside it, and the command ends with status 1 if one does not hold. On a
machine that has other work too `cpu_ratio`, the same of `cpu_s`, is the one to trust.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.forked import Ran, say
from bench.transactions import write_transactions
from bench.warm import Warm, warm

ROWS = (100_000, 1_000_000, 10_000_000)
MILLION = 1_000_000

OURS, CP949 = "verification", "verification-cp949"
RUNS: Mapping[str, tuple[str, str]] = {
    OURS: ("verification", "utf-8"),
    CP949: ("verification", "cp949"),
    "duckdb-count": ("duckdb-count", "utf-8"),
    "sha256": ("sha256", "utf-8"),
    "frictionless": ("frictionless", "utf-8"),
}
"""What is run in a round, in this order: the engine, and the encoding of the file it is given."""


@dataclass(frozen=True)
class Ratio:
    """A comparison: of which run with which, and what it keeps to from so many rows on."""

    run: str
    to: str
    at_least: Mapping[int, float] = field(default_factory=dict)
    at_most: Mapping[int, float] = field(default_factory=dict)


RATIOS = (
    Ratio(OURS, "duckdb-count", at_most={MILLION: 8.0}),
    Ratio(OURS, "sha256"),
    Ratio(CP949, OURS, at_most={MILLION: 1.15}),
    Ratio("frictionless", OURS, at_least={MILLION: 10.0, 10 * MILLION: 12.0}),
)
PEAK_MB_AT_MOST = 1_000.0
PEAK_GROWTH_AT_MOST = 1.5


@dataclass
class Figures:
    """Prints figures, and remembers whether what one has to keep to was broken."""

    broken: bool = False

    def say(self, figure: dict[str, Any]) -> None:
        """Print a figure, with `held` where there is something to hold to."""
        ratio = figure.get("ratio")
        if ratio is not None and ("at_most" in figure or "at_least" in figure):
            high, low = figure.get("at_most", ratio), figure.get("at_least", ratio)
            figure["held"] = low <= ratio <= high
            self.broken = self.broken or not figure["held"]
        say(figure)


def main(arguments: Sequence[str]) -> int:
    """Run the measurements; return the exit status."""
    asked = _asked(arguments)
    figures, peaks = Figures(), {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hw-bench-")))
        engines = dict.fromkeys(engine for engine, _ in RUNS.values())
        workers = {name: stack.enter_context(warm(name)) for name in engines}
        for rows in asked.rows:
            medians = measure(rows, asked, workers, folder=folder, figures=figures)
            peaks[rows] = medians[OURS]["peak_mb"]
    _say_growth(peaks, figures)
    return int(figures.broken)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench verification",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rows", type=int, nargs="+", default=list(ROWS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--frictionless-to",
        type=int,
        default=MILLION,
        help="the most rows frictionless is asked to read: ten million take it many minutes",
    )
    return parser.parse_args(arguments)


def measure(
    rows: int,
    asked: argparse.Namespace,
    workers: Mapping[str, Warm],
    *,
    folder: Path,
    figures: Figures,
) -> dict[str, dict[str, Any]]:
    """Run every engine over a file of so many rows, say the figures, and return the medians."""
    paths = {encoding: folder / f"transactions-{encoding}.csv" for encoding in ("utf-8", "cp949")}
    for encoding, path in paths.items():
        planted = write_transactions(path, rows, encoding=encoding, seed=asked.seed)
    size = paths["utf-8"].stat().st_size
    left_out = {"frictionless"} if rows > asked.frictionless_to else set()
    runs = _rounds(rows, asked.rounds, workers, paths=paths, names=RUNS.keys() - left_out)
    for path in paths.values():
        path.unlink()
    medians = {name: {"bench": name, "rows": rows, **_median(ran)} for name, ran in runs.items()}
    read = runs[OURS][0].answer
    medians[OURS] |= {
        "mb": round(size / 1e6, 1),
        "load": round(os.getloadavg()[0], 1),
        "verdict": read["verdict"],
        "found": read["found"],
        "planted": asdict(planted),
    }
    for median in medians.values():
        figures.say(median)
    for name in left_out:
        figures.say({"bench": name, "rows": rows, "not_run": "only if asked: --frictionless-to"})
    for ratio in RATIOS:
        if ratio.run in medians and ratio.to in medians:
            figures.say(_ratio(ratio, rows, medians))
    return medians


def _rounds(
    rows: int,
    rounds: int,
    workers: Mapping[str, Warm],
    *,
    paths: Mapping[str, Path],
    names: Set[str],
) -> dict[str, list[Ran]]:
    """Run the named in turn, round by round."""
    runs: dict[str, list[Ran]] = {name: [] for name in RUNS if name in names}
    for _ in range(rounds):
        for name, ran in runs.items():
            engine, encoding = RUNS[name]
            ran.append(_run(workers[engine], paths[encoding], rows))
    return runs


def _run(worker: Warm, path: Path, rows: int) -> Ran:
    ran = worker.run(path)
    assert ran.ended == "well", (worker.name, ran.ended)
    read = ran.answer.get("rows", rows)
    assert read == rows, f"{worker.name} read {read} rows of {rows}"
    assert not ran.answer.get("crashed"), (worker.name, ran.answer["crashed"])
    return ran


def _median(runs: Sequence[Ran]) -> dict[str, Any]:
    of = {
        name: [getattr(ran, name) for ran in runs]
        for name in ("wall_s", "cpu_s", "peak_mb", "rss_mb")
    }
    return {
        **{name: _rounded(statistics.median(values)) for name, values in of.items()},
        "ratio_to": None,
        "ratio": None,
        "rounds": len(runs),
        "spread": {name: _ends(of[name]) for name in ("wall_s", "cpu_s", "peak_mb")},
    }


def _ends(values: Iterable[float]) -> list[float]:
    ordered = sorted(values)
    return [_rounded(ordered[0]), _rounded(ordered[-1])]


def _ratio(ratio: Ratio, rows: int, medians: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    one, other = medians[ratio.run], medians[ratio.to]
    return {
        "bench": ratio.run,
        "rows": rows,
        **{name: one[name] for name in ("wall_s", "cpu_s", "peak_mb")},
        "ratio_to": ratio.to,
        "ratio": round(one["wall_s"] / other["wall_s"], 2),
        "cpu_ratio": round(one["cpu_s"] / other["cpu_s"], 2),
        **_kept("at_least", ratio.at_least, rows),
        **_kept("at_most", ratio.at_most, rows),
    }


def _kept(name: str, bounds: Mapping[int, float], rows: int) -> dict[str, float]:
    reached = [bounds[least] for least in sorted(bounds) if rows >= least]
    return {name: reached[-1]} if reached else {}


def _say_growth(peaks: Mapping[int, float], figures: Figures) -> None:
    """Say how the peak grows with the rows, and hold the largest to what a worker may take."""
    first = peaks.get(MILLION)
    for rows, peak in peaks.items():
        line = {"bench": f"{OURS}-peak", "rows": rows, "peak_mb": peak}
        figures.say(
            {
                **line,
                "ratio_to": f"{PEAK_MB_AT_MOST:.0f} MB",
                "ratio": round(peak / PEAK_MB_AT_MOST, 2),
                "at_most": 1.0,
            }
        )
        if first is not None and rows > MILLION:
            figures.say(
                {
                    **line,
                    "ratio_to": f"{OURS}-peak of {MILLION} rows",
                    "ratio": round(peak / first, 2),
                    "at_most": PEAK_GROWTH_AT_MOST,
                }
            )


def _rounded(value: float) -> float:
    return round(value, 3 if value < 10 else 1)
