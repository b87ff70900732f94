"""Why a step does not apply to a table, in words for people."""

from collections.abc import Mapping
from types import MappingProxyType

from submissions.errors import TreatmentFaulty
from submissions.treatments import fault_of_step
from verification.errors import StepRefused
from verification.personal.mask import mask


def faulty(refused: StepRefused) -> TreatmentFaulty:
    """The refusal of a step as a fault of the document it stands in."""
    message = _REFUSALS[refused.code].format(about=mask(refused.about))
    return fault_of_step(refused.place, refused.code, message)


_REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "column-unknown": "'{about}' 열이 없습니다.",
        "column-taken": "'{about}' 열이 이미 있습니다. 다른 이름을 쓰세요.",
        "columns-needed": "세로로 세울 열을 둘 이상 고르세요.",
        "no-column-left": "모든 열을 지울 수는 없습니다.",
        "number-needed": "비교할 숫자를 적어 주세요.",
        "edges-unsorted": "구간의 경계는 작은 수부터 서로 다르게 적어 주세요.",
        "key-needed": "가명을 만들 열쇠가 없습니다.",
        "areas-needed": "'{about}' 코드 목록이 없어 이름을 붙일 수 없습니다.",
        "too-large": "만들 표의 칸이 {about}개를 넘습니다. 단계를 줄여 주세요.",
        "labels-unlike": "이름은 세로로 세울 열과 수가 같아야 합니다.",
        "not-refining": "'{about}'은(는) 다듬는 단계가 아닙니다.",
        "aggregate-too-fine": "묶음이 너무 잘게 나뉩니다. 열을 줄이거나 더 넓은 구간으로 묶으세요.",
        "aggregate-open": (
            "합계로 작은 값을 알아낼 수 있는 묶음이 남습니다. 열을 줄이거나 더 넓은 구간으로 "
            "묶으세요."
        ),
    }
)
"""Why a step does not apply, in words for people."""
