import pytest

from marketplace.notices.kinds import NoticeKind
from marketplace.notices.texts import TEMPLATES, render
from marketplace.notices.wording import Language, Wording

FACTS = {"title": "정류장별 승차", "source": "버스 승하차", "due": "5월 6일"}


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", Language)
def test_every_kind_is_worded_in_both_languages(kind: NoticeKind, language: Language) -> None:
    wording = render(kind, FACTS, language)

    assert wording.title
    assert wording.body
    assert "{" not in wording.title + wording.body


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_text_names_a_fact_beyond_the_known_ones(kind: NoticeKind) -> None:
    assert TEMPLATES[kind].names <= FACTS.keys()


def test_a_fact_is_plain_text_however_it_looks() -> None:
    facts = {"title": "{source.__class__} {0}", "due": "now"}

    assert render(NoticeKind.DECISION_DUE, facts, Language.EN) == Wording(
        "Decision due: {source.__class__} {0}", "Please decide by now."
    )
