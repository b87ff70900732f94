"""What closed sets are called on a page: one table a set, its value → the Korean word.

A value that a table lacks is shown as it is, so that a new one never breaks a page; a test compares
the tables with the sets they name.
"""

from collections.abc import Mapping

from marketplace.web.catalogue_words import CATEGORIES, CYCLES
from marketplace.web.collaboration_words import COLLABORATION_LABELS
from marketplace.web.content_labels import CONTENT_LABELS
from marketplace.web.correction_labels import CORRECTION_LABELS
from marketplace.web.marking import N_
from marketplace.web.quality_words import (
    DIAGNOSES,
    ERROR_OUTCOMES,
    ERROR_TONES,
    SCOPES,
    WATCH_REASONS,
    WATCH_TONES,
)
from marketplace.web.report_labels import (
    CHECKS,
    FILLINGS,
    INDICATOR_HINTS,
    INDICATORS,
    OUTCOME_MARKS,
    OUTCOME_TONES,
    OUTCOMES,
    REPLAY_TONES,
    REPLAY_VERDICTS,
    ROW_CHANGES,
    ROW_CLASSES,
    SEVERITIES,
    SEVERITY_TONES,
    STAGES,
    STAGES_IN_SHORT,
    VERDICTS,
)

STATES = {
    "draft": N_("작성 중"),
    "submitted": N_("접수됨"),
    "verifying": N_("검증 중"),
    "held": N_("관리자 확인 중"),
    "blocked": N_("막힘"),
    "in-review": N_("심사 중"),
    "returned": N_("보완 요청"),
    "rejected": N_("반려"),
    "accepted": N_("승인됨"),
    "published": N_("공개됨"),
    "cancelled": N_("취소됨"),
}
STATE_TONES = {
    "held": "warn",
    "blocked": "bad",
    "returned": "warn",
    "rejected": "bad",
    "accepted": "good",
    "published": "good",
    "cancelled": "quiet",
    "draft": "quiet",
}
EVENTS = {
    "create": N_("작성 시작"),
    "submit": N_("제출"),
    "claim": N_("검증 시작"),
    "pass": N_("검증 마침"),
    "block": N_("검증에서 막힘"),
    "accept-unseen": N_("자동 승인"),
    "admit": N_("검증 뒤 접수"),
    "crash": N_("검증이 중단되어 다시 시도"),
    "hold": N_("관리자에게 넘김"),
    "retry": N_("다시 검증"),
    "change": N_("내용 수정"),
    "release": N_("개인정보 오탐으로 해제"),
    "accept": N_("승인"),
    "return": N_("보완 요청"),
    "reject": N_("반려"),
    "evidence-changed": N_("근거가 바뀌어 다시 검증"),
    "bytes-changed": N_("파일이 바뀌어 막힘"),
    "publish": N_("공개"),
    "cancel": N_("취소"),
    "decide": N_("심사 의견"),
    "treat": N_("처리"),
    "refine": N_("정제본 고르기"),
}
KINDS = {
    "data": N_("데이터"),
    "analysis": N_("분석 결과"),
    "visualisation": N_("시각화"),
    "document": N_("문서"),
}
KIND_HINTS = {
    "data": N_("표로 읽을 수 있는 파일입니다. CSV, XLSX, Parquet."),
    "analysis": N_("원천, 방법, 결과 표가 함께 있어야 합니다."),
    "visualisation": N_("원천이 되는 데이터와 함께 냅니다."),
    "document": N_("표가 아닌 파일입니다. 개인정보 심사를 함께 받습니다."),
}
HOWS = {
    "subset": N_("일부 열·행 고르기"),
    "filter": N_("조건으로 거르기"),
    "join": N_("다른 데이터와 합치기"),
    "clean": N_("정제"),
    "aggregate": N_("집계"),
    "analyse": N_("분석"),
    "visualise": N_("시각화"),
    "other": N_("그 밖"),
}
ASSURANCES = {
    "declared": N_("신고됨"),
    "obtained": N_("받은 기록 있음"),
    "consistent": N_("내용 일치"),
    "reproduced": N_("재현됨"),
    "original": N_("원본"),
}
ASSURANCE_HINTS = {
    "declared": N_("원천이 실재하고 이용허락이 맞는 것까지 확인했습니다."),
    "obtained": N_("제출 전에 그 원천의 그 판을 받은 기록까지 확인했습니다."),
    "consistent": N_("원천과 내용을 견주어 맞는 것까지 확인했습니다."),
    "reproduced": N_("적어 낸 가공 절차를 다시 돌려 같은 결과를 얻었습니다."),
    "original": N_("원천 없이 기관이 처음 낸 데이터입니다."),
}
ACCESSES = {
    "public": N_("누구나"),
    "joint": N_("공무원 공동활용"),
    "request": N_("신청 후 이용"),
    "contract": N_("계약 이용"),
    "safezone": N_("안심구역"),
    "closed": N_("소속 부서만"),
}
ACCESS_HINTS = {
    "public": N_("로그인 없이 누구나 내려받습니다."),
    "joint": N_("공무원이 서로 내려받습니다. 목록은 모두에게 보입니다."),
    "contract": N_("계약으로 산 자료입니다. 산 부서만 내려받고, 설명은 모두에게 보입니다."),
    "closed": N_("올린 부서만 내려받습니다. 목록은 모두에게 보입니다."),
}
ROLES = {
    "citizen": N_("시민"),
    "firm": N_("기업"),
    "researcher": N_("연구자"),
    "official": N_("공무원"),
    "affiliate": N_("소속·산하기관"),
    "quality": N_("품질 심사자"),
    "privacy": N_("개인정보 심사자"),
    "curator": N_("선정 담당"),
    "administrator": N_("관리자"),
}
LANES = {
    "auto": N_("자동"),
    "one": N_("심사 1명"),
    "two": N_("심사 2명"),
}
DECISIONS = {
    "accept": N_("승인"),
    "return": N_("보완 요청"),
    "reject": N_("반려"),
}
DECISION_HINTS = {
    "accept": N_("이대로 공개해도 됩니다."),
    "return": N_("고치면 받을 수 있습니다. 무엇을 고칠지 적어 주세요."),
    "reject": N_("받을 수 없습니다. 까닭을 적어 주세요."),
}
COLUMN_TYPES = {
    "string": N_("문자"),
    "integer": N_("정수"),
    "number": N_("수"),
    "boolean": N_("여부"),
    "date": N_("날짜"),
    "datetime": N_("일시"),
    "time": N_("시각"),
    "year": N_("연도"),
    "yearmonth": N_("연월"),
}
ACCOUNT_EVENTS = {
    "registered": N_("가입"),
    "role-granted": N_("역할을 줌"),
    "role-withdrawn": N_("역할을 거둠"),
    "department-assigned": N_("소속을 정함"),
    "hr-id-set": N_("인사 번호를 정함"),
    "password-changed": N_("비밀번호를 바꿈"),
    "reset-asked": N_("비밀번호 다시 정하기를 요청함"),
    "reset-issued": N_("비밀번호를 다시 정할 주소를 만듦"),
    "password-reset": N_("비밀번호를 다시 정함"),
    "token-issued": N_("토큰을 만듦"),
    "token-renewed": N_("토큰 기한을 늘림"),
    "token-revoked": N_("토큰을 없앰"),
    "closed": N_("계정을 닫음"),
}
DEPARTMENT_KINDS = {
    "department": N_("부서"),
    "affiliated-body": N_("소속·산하기관"),
    "organisation": N_("단체·기업"),
}
IN_LANGUAGES = {
    "ko": N_("한국어로"),
    "en": N_("영어로"),
}
FORMS = {
    "original": N_("원본 그대로"),
    "table": N_("Parquet 사본"),
    "refined": N_("정제본"),
}
STEPS = {
    "drop-records": N_("자료가 아닌 행 빼기"),
    "rename-columns": N_("열 이름 고르기"),
    "fill-down": N_("합쳐진 칸 채우기"),
    "tidy-text": N_("글자 고르기"),
    "missing-marks": N_("없음 표시를 빈칸으로"),
    "plain-numbers": N_("숫자로 읽히게 하기"),
    "iso-dates": N_("날짜를 한 꼴로"),
    "header-unit": N_("단위를 열 이름에서 떼기"),
    "area-names": N_("행정구역 이름 붙이기"),
    "wide-to-long": N_("연도별 열을 행으로"),
}
STAGE_UNITS = {
    "fetching": N_("파일"),
    "reading": N_("행"),
    "checking": N_("검사"),
    "tracing": N_("견줌"),
    "copying": N_("표"),
    "keeping": N_("표"),
}
USE_KINDS = {
    "download": N_("내려받기"),
    "menu": N_("메뉴 이용"),
    "upload": N_("올리기"),
    "withdrawal": N_("철회"),
}
SORTS = {
    "relevance": N_("관련도"),
    "newest": N_("최신"),
    "title": N_("이름"),
    "generation": N_("차수 높은 순"),
    "uses": N_("많이 받은 순"),
}

LABELS: Mapping[str, Mapping[str, str]] = {
    **COLLABORATION_LABELS,
    "state": STATES,
    "state-tone": STATE_TONES,
    "event": EVENTS,
    "kind": KINDS,
    "kind-hint": KIND_HINTS,
    "how": HOWS,
    "assurance": ASSURANCES,
    "assurance-hint": ASSURANCE_HINTS,
    "access": ACCESSES,
    "category": CATEGORIES,
    "access-hint": ACCESS_HINTS,
    "role": ROLES,
    "lane": LANES,
    "decision": DECISIONS,
    "decision-hint": DECISION_HINTS,
    "severity": SEVERITIES,
    "severity-tone": SEVERITY_TONES,
    "outcome": OUTCOMES,
    "outcome-tone": OUTCOME_TONES,
    "outcome-mark": OUTCOME_MARKS,
    "filling": FILLINGS,
    "in-language": IN_LANGUAGES,
    "indicator": INDICATORS,
    "indicator-hint": INDICATOR_HINTS,
    "cycle": CYCLES,
    "column-type": COLUMN_TYPES,
    "account-event": ACCOUNT_EVENTS,
    "department-kind": DEPARTMENT_KINDS,
    "form": FORMS,
    "step": STEPS,
    "stage": STAGES,
    "stage-short": STAGES_IN_SHORT,
    "stage-unit": STAGE_UNITS,
    "check": CHECKS,
    "verdict": VERDICTS,
    **CONTENT_LABELS,
    "replay-verdict": REPLAY_VERDICTS,
    "replay-tone": REPLAY_TONES,
    "row-class": ROW_CLASSES,
    "row-change": ROW_CHANGES,
    "use": USE_KINDS,
    "scope": SCOPES,
    "diagnosis": DIAGNOSES,
    "error-outcome": ERROR_OUTCOMES,
    "error-tone": ERROR_TONES,
    "watch-reason": WATCH_REASONS,
    "watch-tone": WATCH_TONES,
    "sort": SORTS,
    **CORRECTION_LABELS,
}
"""Every table, by the name a template asks for: `state | label('state')`."""
