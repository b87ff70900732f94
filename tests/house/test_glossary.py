"""The glossary names what the code names: each thing still lives where it says."""

import importlib
import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from marketplace.accounts.actor import Role
from marketplace.ledger.kinds import EventKind
from submissions.tally import Decision
from tests.house.source import ROOT
from verification.evidence.assurance import Assurance
from verification.findings import Severity
from verification.report import Outcome, Verdict
from verification.rights.access import Access

GLOSSARY = ROOT / "docs" / "glossary.md"
HANGUL = re.compile("[가-힣]")

SETS: tuple[type[StrEnum], ...] = (
    Access,
    Assurance,
    Decision,
    EventKind,
    Outcome,
    Role,
    Severity,
    Verdict,
)
"""Closed sets whose every member the glossary spells out."""


def entries(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield word, Korean word, meaning and place of each row."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| Word "):
            word, korean, meaning, place = (each.strip() for each in line.strip("| ").split(" | "))
            yield word, korean, meaning, place.strip("`")


def lives(place: str) -> bool:
    """Tell whether a dotted path leads to something: a module, or what is named in one."""
    steps = place.split(".")
    for cut in range(len(steps), 0, -1):
        try:
            found: object = importlib.import_module(".".join(steps[:cut]))
        except ModuleNotFoundError:
            continue
        for step in steps[cut:]:
            found = getattr(found, step, None)
        return found is not None
    return False


ROWS = list(entries(GLOSSARY.read_text(encoding="utf-8")))


def test_every_word_stands_once_with_a_korean_one_and_a_meaning() -> None:
    words = [word for word, *_ in ROWS]

    assert len(words) == len(set(words)) > 40
    assert [row[0] for row in ROWS if not HANGUL.search(row[1]) or len(row[2]) < 12] == []


@pytest.mark.parametrize(("word", "place"), [(row[0], row[3]) for row in ROWS])
def test_what_a_word_names_lives_where_it_says(word: str, place: str) -> None:
    assert lives(place), f"{word}: nothing at {place}"


def test_a_place_where_nothing_lives_is_seen() -> None:
    assert [lives("storage.objects.Gone"), lives("nowhere.at.all")] == [False, False]


@pytest.mark.parametrize("members", SETS)
def test_the_members_of_closed_sets_are_named(members: type[StrEnum]) -> None:
    text = GLOSSARY.read_text(encoding="utf-8")

    assert [each.value for each in members if not re.search(rf"\b{each.value}\b", text)] == []
