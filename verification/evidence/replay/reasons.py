"""Why a recipe gave nothing to compare, in the words of a finding."""

from collections.abc import Mapping
from types import MappingProxyType

from verification.evidence.replay.gate import Why

REASONS: Mapping[str, str] = MappingProxyType(
    {
        Why.NO_SQL: "SQL로 읽을 수 없는 가공 절차입니다.",
        Why.NO_SINGLE_SELECT: "SELECT 문 하나가 아닙니다.",
        Why.TABLE_UNKNOWN: "원천으로 적지 않은 표를 읽습니다.",
        Why.FUNCTION_NOT_ALLOWED: "부를 때마다 다르거나 밖을 읽는 함수는 쓸 수 없습니다.",
        Why.FORM_NOT_ALLOWED: "가공 절차에 쓸 수 없는 구문입니다.",
        Why.NAMES_TAKEN: "WITH에 쓸 수 없는 이름입니다.",
        "outside-its-tables": "원천이 아닌 것을 읽거나 쓰려 합니다.",
        "name-unknown": "원천에 없는 표나 열, 또는 맞지 않는 함수를 씁니다.",
        "value-does-not-convert": "그 형식으로 바꿀 수 없는 값이 있습니다. TRY_CAST를 쓰십시오.",
        "value-out-of-range": "계산한 값이 형식의 범위를 벗어납니다.",
        "value-not-valid": "함수에 넘긴 값이 맞지 않습니다.",
        "no-rows": "결과가 없습니다.",
        "other": "가공 절차가 오류로 끝났습니다.",
        "memory": "메모리 한도를 넘었습니다.",
        "result": "결과나 중간 파일이 한도를 넘었습니다.",
        "sources": "원천이 다시 돌리기에 너무 큽니다.",
        "time": "정해진 시간 안에 끝나지 않았습니다.",
        "comparing": "결과를 비교하는 일이 정해진 시간 안에 끝나지 않았습니다.",
        "comparing-memory": "결과가 너무 커서 비교하지 못했습니다.",
        "no-output": "결과라고 적은 파일이 표로 읽히는 파일 가운데 없습니다.",
        "no-sources": "다시 돌릴 원천의 표가 없습니다.",
    }
)
