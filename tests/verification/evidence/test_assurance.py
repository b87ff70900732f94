from dataclasses import replace
from uuid import UUID

import pytest

from verification.evidence.assurance import Assurance, assurance, weakest
from verification.sources import SourceFacts

SOURCE = SourceFacts(
    dataset=UUID(int=1),
    version=1,
    title="정류장",
    licence="CC-BY-4.0",
    access="public",
    generation=0,
    assurance="original",
    department=None,
    published=True,
    withdrawn=False,
    obtained=True,
    owned=False,
)
OWNED = replace(SOURCE, obtained=False, owned=True)
UNSEEN = replace(SOURCE, obtained=False)
OF_DECLARED = replace(SOURCE, assurance="declared")


def test_the_order_runs_from_declared_to_original() -> None:
    ordered = sorted(Assurance, key=lambda each: each.rank)

    assert ordered == ["declared", "obtained", "consistent", "reproduced", "original"]


def test_an_original_weakens_nothing() -> None:
    assert weakest([]) is Assurance.ORIGINAL
    assert weakest([Assurance.ORIGINAL, Assurance.CONSISTENT]) is Assurance.CONSISTENT


@pytest.mark.parametrize(
    ("sources", "external", "shown"),
    [
        ([], 0, "original"),
        ([SOURCE], 0, "obtained"),
        ([OWNED], 0, "obtained"),
        ([UNSEEN], 0, "declared"),
        ([SOURCE, UNSEEN], 0, "declared"),
        ([SOURCE], 1, "declared"),
        ([], 1, "declared"),
        ([OF_DECLARED], 0, "declared"),
        ([replace(SOURCE, assurance="reproduced")], 0, "obtained"),
    ],
)
def test_a_version_is_shown_as_strongly_as_its_weakest_path(
    sources: list[SourceFacts], external: int, shown: str
) -> None:
    assert assurance(sources, external=external) == shown
