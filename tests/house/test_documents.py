"""Decisions are numbered and say the same four things; fragments are called by their kind."""

import re
from collections.abc import Iterator, Sequence

import pytest

from tests.house.source import ROOT, tracked

DECISION = re.compile(r"docs/decisions/(\d{4})-[a-z0-9-]+\.md")
FRAGMENT = re.compile(r"changes/[a-z0-9-]+\.(added|changed|fixed|removed|security)\.md")
LINK = re.compile(r"`([\w./-]+\.(?:md|py|json|yaml|toml|txt))`")
PARTS = ("Context", "Decision", "Consequences")


def misnumbered(paths: Sequence[str]) -> Iterator[str]:
    """Yield the decisions that break the row of numbers, or have no number."""
    for place, path in enumerate(sorted(paths), start=1):
        match = DECISION.fullmatch(path)
        if match is None or int(match[1]) != place:
            yield path


def decisions() -> list[str]:
    return [path for path in tracked() if path.startswith("docs/decisions/")]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert list(misnumbered(decisions())) == []


def test_a_gap_is_seen() -> None:
    assert list(misnumbered(["docs/decisions/0001-a.md", "docs/decisions/0003-b.md"])) == [
        "docs/decisions/0003-b.md"
    ]


@pytest.mark.parametrize("path", decisions())
def test_a_decision_says_why_what_and_what_follows(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")

    assert text.startswith(f"# {int(path.rsplit('/', maxsplit=1)[-1][:4])}. ")
    assert [part for part in PARTS if not re.search(rf"^(## |\*\*){part}", text, re.M)] == []


def test_fragments_are_called_by_their_kind() -> None:
    there = [path for path in tracked() if path.startswith("changes/")]

    assert "changes/README.md" in there
    assert [each for each in there if not FRAGMENT.fullmatch(each)] == ["changes/README.md"]


def guides() -> list[str]:
    return [path for path in tracked() if re.fullmatch(r"[A-Z]+\.md|docs/[\w-]+\.md", path)]


@pytest.mark.parametrize("document", guides())
def test_what_a_document_points_to_is_there(document: str) -> None:
    named = LINK.findall((ROOT / document).read_text(encoding="utf-8"))
    # `00NN_words.py` stands for whichever comes next; a bare name is explained by its sentence.
    paths = [each for each in named if "/" in each and "NN" not in each]

    assert [each for each in paths if not (ROOT / each.lstrip("/")).exists()] == []
