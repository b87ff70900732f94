"""What a verification report says of the sources it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verification.findings import Text

Body = Mapping[str, Any]


@dataclass(frozen=True)
class EvidenceLine:
    """What is known of one source: (title, number) pairs, what was done, and figures."""

    how: str
    words: Text
    sources: tuple[tuple[str, int | None], ...]
    figures: tuple[tuple[Text, str], ...]


_UNKNOWN = Text("찾을 수 없는 원천입니다.", "This source cannot be found.")
_EXTERNAL = Text(
    "마켓 밖의 자료라 내용을 견줄 수 없습니다.", "It is outside the marketplace and not compared."
)
_WITHDRAWN = Text("회수된 판입니다.", "This version has been withdrawn.")
_OWNED = Text("낸 사람의 데이터입니다.", "It is the submitter's own.")
_OBTAINED = Text(
    "제출 전에 바로 이 판을 받은 기록이 있습니다.",
    "The submitter received this very version before submitting.",
)
_NOT_OBTAINED = Text(
    "이 판을 받은 기록이 없습니다. 적어 낸 말로만 확인됩니다.",
    "There is no receipt for this version: it is declared only.",
)
_LICENCE, _GENERATION = Text("이용허락", "Licence"), Text("차수", "Generation")


def evidence_line(state: Body, titles: Mapping[str, str]) -> EvidenceLine:
    """Return what a report knows of one source; `titles` by dataset id."""
    if "external" in state:
        outside = state["external"]
        named = ((f"{outside['title']} ({outside['publisher']})", None),)
        return EvidenceLine(
            state["how"], _EXTERNAL, named, figures=((_LICENCE, outside["licence"]),)
        )
    dataset = state.get("dataset", "")
    named_here = ((titles.get(dataset, dataset), state.get("version")),)
    if not state["known"]:
        return EvidenceLine(state["how"], _UNKNOWN, named_here, figures=())
    figures = ((_LICENCE, state["licence"]), (_GENERATION, str(state["generation"])))
    return EvidenceLine(state["how"], _standing(state), named_here, figures)


def _standing(state: Body) -> Text:
    told = (("withdrawn", _WITHDRAWN), ("owned", _OWNED), ("obtained", _OBTAINED))
    return next((words for name, words in told if state[name]), _NOT_OBTAINED)
