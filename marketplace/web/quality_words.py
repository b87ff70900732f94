"""What the watch-list says of each reason, and the figure that makes it apply."""

from collections.abc import Mapping

from marketplace.diagnoses.watch import Watched, WatchReason
from marketplace.web.marking import N_
from verification.findings import Text

SCOPES = {
    "own": N_("내 데이터"),
    "department": N_("우리 부서"),
    "city": N_("시 전체"),
}
WATCH_REASONS = {
    "personal-data": N_("개인정보 발견"),
    "lost": N_("파일을 찾을 수 없음"),
    "crashed": N_("진단이 끝나지 못함"),
    "errors": N_("오류 발견"),
    "error-reports": N_("오류 신고됨"),
    "disputed": N_("이의 제기됨"),
    "drifting": N_("품질이 떨어짐"),
    "schema-changed": N_("열이 바뀜"),
    "stale": N_("오래된 내용"),
    "overdue": N_("다음 등록이 늦음"),
}
WATCH_TONES = {
    "personal-data": "bad",
    "lost": "bad",
    "crashed": "bad",
    "errors": "bad",
    "error-reports": "warn",
    "disputed": "warn",
    "drifting": "warn",
    "schema-changed": "warn",
    "stale": "quiet",
    "overdue": "quiet",
}

ERROR_OUTCOMES = {
    "": N_("답을 기다림"),
    "mended": N_("고침"),
    "no-error": N_("오류 아님"),
}
ERROR_TONES = {"": "warn", "mended": "good", "no-error": "quiet"}

DIAGNOSES = {
    "clean": N_("문제 없음"),
    "findings": N_("고칠 곳 있음"),
    "blocked": N_("공개할 수 없는 내용 있음"),
    "crashed": N_("진단이 끝나지 못함"),
    "lost": N_("파일을 찾을 수 없음"),
}

_FIGURES: Mapping[WatchReason, tuple[str, str]] = {
    WatchReason.PERSONAL_DATA: ("{n:,.0f}가지", "{n:,.0f} kinds"),
    WatchReason.LOST: ("", ""),
    WatchReason.CRASHED: ("", ""),
    WatchReason.ERRORS: ("{n:,.0f}곳", "{n:,.0f} places"),
    WatchReason.ERROR_REPORTS: ("{n:,.0f}건", "{n:,.0f} open"),
    WatchReason.DISPUTED: ("{n:,.0f}건", "{n:,.0f} open"),
    WatchReason.DRIFTING: ("{n:,.1f}점", "{n:,.1f} points"),
    WatchReason.SCHEMA_CHANGED: ("{n:,.0f}열", "{n:,.0f} columns"),
    WatchReason.STALE: ("갱신 주기의 {n:,.1f}배", "{n:,.1f} update cycles"),
    WatchReason.OVERDUE: ("{n:,.0f}일", "{n:,.0f} days"),
}


def figure_words(each: Watched) -> Text:
    """Return the figure of a reason in words, in both languages."""
    korean, english = _FIGURES[each.reason]
    return Text(korean.format(n=each.figure), english.format(n=each.figure))
