"""What verification speaks of, as pages name it: checks, findings, verdicts, quality."""

from marketplace.web.marking import N_

SEVERITIES = {
    "error": N_("오류"),
    "warning": N_("주의"),
    "note": N_("참고"),
}
SEVERITY_TONES = {"error": "bad", "warning": "warn", "note": "told"}
OUTCOMES = {
    "passed": N_("통과"),
    "failed": N_("발견 있음"),
    "crashed": N_("검사 중단"),
    "skipped": N_("해당 없음"),
}
OUTCOME_TONES = {"passed": "good", "failed": "warn", "crashed": "bad", "skipped": "quiet"}
OUTCOME_MARKS = {"passed": "✓", "failed": "!", "crashed": "×", "skipped": "–"}
FILLINGS = {
    "value": N_("값 있음"),
    "null": N_("빈칸"),
    "blank": N_("공백만"),
    "suppressed": N_("가린 표시"),
    "missing": N_("없음 표시"),
}
INDICATORS = {
    "completeness": N_("완전성"),
    "consistency": N_("일관성"),
    "accuracy": N_("정확성"),
    "security": N_("보안성"),
    "timeliness": N_("적시성"),
}
INDICATOR_HINTS = {
    "completeness": N_("있어야 할 값이 있는가"),
    "consistency": N_("형식과 값이 서로 어긋나지 않는가"),
    "accuracy": N_("값이 정해진 형식과 범위에 드는가"),
    "security": N_("개인정보가 드러나지 않는가"),
    "timeliness": N_("갱신 주기를 지키는가"),
}
STAGES = {
    "waiting": N_("차례를 기다립니다"),
    "fetching": N_("파일을 가져옵니다"),
    "reading": N_("파일을 읽습니다"),
    "checking": N_("검사합니다"),
    "tracing": N_("원천과 견줍니다"),
    "copying": N_("통계를 내고 사본을 만듭니다"),
    "keeping": N_("사본을 보관합니다"),
    "publishing": N_("공개하는 중입니다"),
}
STAGES_IN_SHORT = {
    "fetching": N_("가져오기"),
    "reading": N_("읽기"),
    "checking": N_("검사"),
    "tracing": N_("견주기"),
    "copying": N_("사본"),
    "keeping": N_("보관"),
}
VERDICTS = {
    "clean": N_("표시할 만한 문제를 찾지 못했습니다."),
    "findings": N_("고칠 곳을 찾았습니다. 아래에서 확인하세요."),
    "crashed": N_("검사 하나가 끝나지 못했습니다. 다시 검증합니다."),
    "blocked": N_("이대로는 공개할 수 없는 문제를 찾았습니다."),
}
CHECKS = {
    "reading": N_("파일 읽기"),
    "file-type": N_("파일 형식"),
    "file-digest": N_("파일 지문"),
    "file-readable": N_("읽을 수 있는 파일"),
    "document-type": N_("문서의 형식"),
    "document-contents": N_("문서에 든 것"),
    "document-personal-data": N_("문서의 개인정보"),
    "header": N_("머리글"),
    "rows": N_("행의 모양"),
    "characters": N_("깨진 글자"),
    "repeated-columns": N_("되풀이되는 열"),
    "required-values": N_("있어야 할 값"),
    "code-lists": N_("코드 목록"),
    "declared-columns": N_("적어 낸 열"),
    "cell-types": N_("적어 낸 형식"),
    "mixed-types": N_("섞인 형식"),
    "amounts": N_("금액"),
    "quantities": N_("수량"),
    "rates": N_("율"),
    "flags": N_("여부"),
    "dates": N_("날짜"),
    "numbers": N_("번호"),
    "coordinates": N_("좌표"),
    "area-codes": N_("행정구역 코드"),
    "time-order": N_("시간순서 일관성"),
    "code-names": N_("코드와 이름의 논리관계"),
    "total-columns": N_("계산식: 합계 열"),
    "totals-in-rows": N_("계산식: 합계 행"),
    "declared-order": N_("적어 낸 시간순서"),
    "declared-formulas": N_("적어 낸 계산식"),
    "declared-logic": N_("적어 낸 논리관계"),
    "declared-references": N_("적어 낸 참조관계"),
    "references": N_("참조관계"),
    "declared-rules": N_("적어 낸 규칙의 적용"),
    "metadata": N_("설명과 파일"),
    "duplicate-rows": N_("되풀이되는 행"),
    "duplicate-keys": N_("되풀이되는 키"),
    "earlier-columns": N_("앞 판과 같은 열"),
    "earlier-contents": N_("앞 판과 견준 내용"),
    "resident-numbers": N_("주민등록번호"),
    "mobile-numbers": N_("휴대전화번호"),
    "sources": N_("원천 확인"),
    "identifiers": N_("그 밖의 개인정보"),
    "small-groups": N_("작은 집단"),
    "licence": N_("이용허락"),
    "access": N_("공개 범위"),
    "undeclared-sources": N_("적지 않은 원천"),
    "copying": N_("통계와 사본"),
    "evidence": N_("원천과의 대조"),
    "recipe": N_("가공 절차의 재현"),
}
REPLAY_VERDICTS = {
    "reproduced": N_("재현됨"),
    "contradicted": N_("다름"),
    "undecidable": N_("판단불가"),
}
REPLAY_TONES = {"reproduced": "good", "contradicted": "bad", "undecidable": "warn"}
ROW_CLASSES = {
    "altered": N_("바뀐 칸"),
    "missing": N_("빠진 행"),
    "extra": N_("없던 행"),
}
ROW_CHANGES = {
    "changed": N_("바뀐 칸"),
    "added": N_("더해진 행"),
    "removed": N_("없어진 행"),
}
