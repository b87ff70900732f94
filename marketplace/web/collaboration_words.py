"""What fixes, cross-verifications and adoptions are called on a page."""

from collections.abc import Mapping

from marketplace.web.marking import N_

FIX_OUTCOMES = {
    "": N_("답을 기다림"),
    "accepted": N_("받아들임"),
    "refused": N_("거절함"),
    "withdrawn": N_("거두어들임"),
}
FIX_TONES = {"": "warn", "accepted": "good", "refused": "bad", "withdrawn": "quiet"}

CROSS_VERDICTS = {
    "": N_("견주는 중"),
    "agrees": N_("일치"),
    "differs": N_("불일치"),
    "undecidable": N_("판단불가"),
}
CROSS_TONES = {"": "told", "agrees": "good", "differs": "bad", "undecidable": "quiet"}
CROSS_WHYS = {
    "no-rows": N_("행이 없는 표가 있습니다."),
    "no-shared-key": N_("두 표의 행을 하나씩 짝지을 열이 없습니다."),
    "no-shared-column": N_("짝지은 행에서 견줄, 이름이 같은 열이 없습니다."),
    "too-slow": N_("시간 안에 견주지 못했습니다."),
    "not-comparable": N_("메모리 안에서 견주지 못했습니다."),
    "crashed": N_("견주다 중단되었습니다."),
}
CROSS_ANSWERS = {
    "confirmed": N_("요청받은 부서가 확인함"),
    "commented": N_("요청받은 부서의 의견"),
}

ADOPTION_EVENTS = {
    "adopted": N_("채택함"),
    "adoption-undone": N_("채택을 취소함"),
    "curated": N_("‘세종 공유데이터’로 선정함"),
    "curation-undone": N_("선정을 취소함"),
    "case-added": N_("정책 반영 사례를 올림"),
    "case-undone": N_("정책 반영 사례를 취소함"),
}

COLLABORATION_LABELS: Mapping[str, Mapping[str, str]] = {
    "adoption-event": ADOPTION_EVENTS,
    "cross-answer": CROSS_ANSWERS,
    "cross-tone": CROSS_TONES,
    "cross-verdict": CROSS_VERDICTS,
    "cross-why": CROSS_WHYS,
    "fix-outcome": FIX_OUTCOMES,
    "fix-tone": FIX_TONES,
}
