"""What a verification came to, in lines for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from verification.codes import CODES

_MOST = 20


def lines_of(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the verdict, then each code with where it stands first, then what recipes showed."""
    yield f"verdict {report['verdict']}"
    found: dict[str, list[Mapping[str, Any]]] = {}
    for run in report["checks"]:
        for finding in run["findings"]:
            found.setdefault(finding["code"], []).append(finding)
        if run["outcome"] == "crashed":
            yield f"crashed {run['check']}"
    for code, findings in found.items():
        yield _finding(code, findings)
    for entry in report["evidence"]:
        yield from _evidence(entry)


def is_refuted(report: Mapping[str, Any]) -> bool:
    """Whether something is an error, or contradicts what the file is said to be."""
    severities = {f["severity"] for run in report["checks"] for f in run["findings"]}
    verdicts = {entry["verdict"] for entry in report["evidence"]}
    return "error" in severities or "contradicted" in verdicts or report["verdict"] == "crashed"


def _finding(code: str, findings: list[Mapping[str, Any]]) -> str:
    first, count = findings[0], sum(finding["count"] for finding in findings)
    at = first["at"]
    place = " ".join(
        f"{word} {at[word]}" for word in ("file", "row", "column") if at[word] is not None
    )
    samples = f" ({', '.join(first['samples'])})" if first["samples"] else ""
    known = CODES.get(code)
    title = known.title.en if known else code
    return f"{first['severity']} {code} × {count}: {title}{samples}" + (f" [{place}]" * bool(place))


def _evidence(entry: Mapping[str, Any]) -> Iterator[str]:
    why = " ".join(str(entry[word]) for word in ("why", "reason", "about") if entry.get(word))
    yield f"{entry['check']} {entry['verdict']}" + (f": {why}" if why else "")
    figures = entry["figures"]
    counted = [
        f"{name} {figures[name]}"
        for name in ("equal", "altered", "missing", "extra")
        if name in figures
    ]
    if counted:
        yield "  " + ", ".join(counted)
    for row in entry["rows"][:_MOST]:
        yield (
            f"  {row.get('class')} row {row.get('row') or '-'} {row.get('column') or ''}: "
            f"{row.get('submitted') or '-'} | {row.get('reproduced') or '-'}"
        )
