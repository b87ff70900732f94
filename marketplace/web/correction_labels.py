"""The words of corrections: acts, the marks they leave, and what takes these away."""

from collections.abc import Mapping

from marketplace.web.marking import N_

MARKS = {
    "tainted": N_("원천 철회됨"),
    "stale": N_("원천 바로잡힘"),
    "licence-conflict": N_("이용허락 어긋남"),
}
MARK_TONES = {
    "tainted": "bad",
    "stale": "warn",
    "licence-conflict": "warn",
}
MARK_HINTS = {
    "tainted": N_("이 데이터가 나온 데이터 가운데 철회된 것이 있습니다."),
    "stale": N_("이 데이터가 나온 데이터 가운데 고친 판이나 대신하는 데이터가 나온 것이 있습니다."),
    "licence-conflict": N_(
        "이 데이터가 나온 데이터의 이용허락이 바뀌어 지금의 이용허락과 어긋납니다."
    ),
}
ACTS = {
    "withdraw": N_("철회"),
    "correct": N_("정정"),
    "replace": N_("대체"),
    "relicense": N_("이용허락 변경"),
    "undo": N_("취소"),
}
CLEARINGS = {
    "undone": N_("취소되어 풀림"),
    "new-version": N_("새 판에서 고침"),
    "relicensed": N_("이용허락이 다시 맞음"),
}
DISPUTE_OUTCOMES = {
    "open": N_("이의 있음"),
    "upheld": N_("이의가 받아들여짐"),
    "dismissed": N_("이의가 받아들여지지 않음"),
}
DISPUTE_TONES = {"open": "warn", "upheld": "bad", "dismissed": "quiet"}

CORRECTION_LABELS: Mapping[str, Mapping[str, str]] = {
    "act": ACTS,
    "mark": MARKS,
    "mark-tone": MARK_TONES,
    "mark-hint": MARK_HINTS,
    "clearing": CLEARINGS,
    "dispute": DISPUTE_OUTCOMES,
    "dispute-tone": DISPUTE_TONES,
}
"""The tables by the names templates ask for."""
