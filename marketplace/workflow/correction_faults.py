"""Why an act on a version is refused, in both languages."""

from collections.abc import Sequence

from marketplace.errors import Reason
from verification.rights.families import REASONS
from verification.rights.licences import Judgement

NO_SUCCESSOR = Reason(
    "no-successor",
    "공개되어 있는 판을 골라 주세요. 철회된 판은 대신할 수 없습니다.",
    "Name a version that is published and not withdrawn.",
)
OF_ANOTHER = Reason(
    "of-another-dataset",
    "정정은 같은 데이터의 새 판으로 합니다. 다른 데이터로 바꾸려면 대체를 골라 주세요.",
    "A version is corrected by one of the same dataset; to name another dataset, replace it.",
)
OF_ITSELF = Reason(
    "of-the-same-dataset",
    "같은 데이터의 다른 판으로 고친 것이라면 정정을 골라 주세요.",
    "What a version of the same dataset mends is corrected, not replaced.",
)
NOT_LATER = Reason(
    "not-later",
    "고친 판은 이 판보다 나중에 공개된 판이어야 합니다.",
    "The corrected version has to be a later one.",
)
SUCCEEDED_ALREADY = Reason(
    "succeeded-already",
    "이미 그 판으로 바로잡았습니다.",
    "It names this version already.",
)
LEADS_BACK = Reason(
    "leads-back",
    "고르신 판은 거꾸로 이 판이 대신하고 있습니다. 앞선 일을 취소한 뒤 다시 해 주세요.",
    "This version stands in the place of the one you name; undo that first.",
)
SAME_LICENCE = Reason(
    "same-licence", "지금의 이용허락과 같습니다.", "It is offered under this licence now."
)
LICENCE_UNKNOWN = Reason(
    "licence-unknown",
    "등록된 이용허락을 골라 주세요. 예: CC-BY-4.0, KOGL-1",
    "Name a licence the marketplace knows, such as CC-BY-4.0 or KOGL-1.",
)
WITHOUT_TERMS = Reason(
    "without-terms",
    "계약 조건(terms)이 없는 판입니다. 계약 조건은 새 판의 명세에 적어 주세요.",
    "This version has no terms of a contract; state them in the manifest of a new version.",
)
BEFORE_TODAY = Reason(
    "before-today",
    "이용허락은 오늘이나 그 뒤의 날부터 바꿀 수 있습니다. 이미 받은 사람의 조건은 바뀌지 않습니다.",
    "A licence changes from today or a later day; nobody's terms change after the fact.",
)
TOO_FAR = Reason("too-far", "한 해 안의 날을 적어 주세요.", "Name a day within a year.")
NO_SUCH_ACT = Reason(
    "no-such-act", "이 판에 그런 일이 없습니다.", "No such act was done to this version."
)
NOT_UNDOABLE = Reason(
    "not-undoable",
    "이미 바뀐 이용허락은 취소하지 않고 다시 바꿉니다.",
    "A licence that holds already is not undone but changed again.",
)
UNDONE_BY_OTHERS = Reason(
    "undone-by-others",
    "그 일을 한 사람이나 관리자만 취소할 수 있습니다.",
    "Whoever did it undoes it, or an administrator.",
)


def licence_refused(judgements: Sequence[Judgement]) -> Reason:
    """Return why a licence may not be offered: what its sources say to it, the first of them."""
    for each in judgements:
        if each.parent is not None and each.reason is not None:
            ko, en = REASONS[each.reason]
            return Reason("licence-refused", f"{each.parent}: {ko}", f"{each.parent}: {en}")
        if each.reason is not None and each.reason.value != "unknown":
            ko, en = REASONS[each.reason]
            return Reason("licence-refused", ko, en)
    return LICENCE_UNKNOWN
