"""What the evidence of a report comes to, as far as it decides who has to look at an offer."""

from collections.abc import Iterable, Mapping
from typing import Any

from verification.report import Report
from verification.rights.access import Access


def contradicted(evidence: Iterable[Mapping[str, Any]]) -> bool:
    """Whether anything of it says that the content is not what it is said to be."""
    return any(entry["verdict"] == "contradicted" for entry in evidence)


def reproduced_openly(report: Report) -> bool:
    """Whether all that is offered was reproduced, from sources that anyone may have.

    A second file beside the recipe's output, or a source it does not read, is not reproduced.
    """
    told = [entry for entry in report.evidence if entry["verdict"] == "reproduced"]
    outputs = {(entry["output"], entry["sheet"]) for entry in told}
    read = {(each["dataset"], each["version"]) for entry in told for each in entry["sources"]}
    return (
        bool(told)
        and bool(report.sources)
        and all((file.name, file.sheet) in outputs for file in report.files)
        and all(_is_open(state) for state in report.sources)
        and all((state["dataset"], state["version"]) in read for state in report.sources)
    )


def _is_open(state: Mapping[str, Any]) -> bool:
    held = bool(state.get("known")) and not state.get("withdrawn")
    return held and state.get("access") == Access.PUBLIC
