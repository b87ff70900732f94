"""What the errors of fixes, cross-verifications and adoptions mean over HTTP."""

from collections.abc import Mapping
from http import HTTPStatus

from marketplace.adoptions import errors as adoptions
from marketplace.cross_verifications import errors as crosses
from marketplace.fixes import errors as fixes
from marketplace.http.meaning import Meaning

S = HTTPStatus

COLLABORATION_MEANINGS: Mapping[type[Exception], Meaning] = {
    adoptions.NotProven: Meaning(
        S.CONFLICT,
        "not-proven",
        "원천과의 관계가 대조나 재현으로 확인된 파생 데이터만 채택합니다.",
        "Only what is shown to be consistent or reproduced is adopted; this is {assurance}.",
    ),
    adoptions.AdoptedAlready: Meaning(
        S.CONFLICT, "adopted-already", "이미 채택한 부서가 있습니다.", "It is adopted already."
    ),
    adoptions.NotAdopted: Meaning(
        S.CONFLICT, "not-adopted", "채택한 부서가 없습니다.", "No department has adopted it."
    ),
    adoptions.CurationUnchanged: Meaning(
        S.CONFLICT, "curation-unchanged", "이미 그렇게 되어 있습니다.", "That is so already."
    ),
    adoptions.TooManyCases: Meaning(
        S.CONFLICT,
        "too-many-cases",
        "정책 반영 사례는 데이터마다 {most}건까지입니다. 지난 사례를 취소한 뒤 올려 주세요.",
        "{most} policy cases a dataset at the most; take one back first.",
    ),
    adoptions.AdoptionError: Meaning(
        S.CONFLICT, "adoption-refused", "지금은 할 수 없습니다.", "{why}"
    ),
    crosses.CrossVerifiedAlready: Meaning(
        S.CONFLICT,
        "cross-verified-already",
        "이 두 판은 이미 견주었거나 견주고 있습니다.",
        "These two versions are compared already, or are being so.",
    ),
    crosses.NotComparedYet: Meaning(
        S.CONFLICT,
        "not-compared-yet",
        "아직 견주는 중입니다. 결과가 나온 뒤 답해 주세요.",
        "It is not compared yet; answer once there is a result.",
    ),
    crosses.CrossAnsweredAlready: Meaning(
        S.CONFLICT, "cross-answered-already", "이미 답했습니다.", "It was answered already."
    ),
    crosses.TooManyCompared: Meaning(
        S.CONFLICT,
        "too-many-compared",
        "한 사람이 한 번에 {most}건까지 견줍니다. 결과가 나온 뒤 다시 요청해 주세요.",
        "{most} comparisons at a time; ask again once one is done.",
    ),
    crosses.CrossVerificationError: Meaning(
        S.CONFLICT, "cross-verification-refused", "지금은 할 수 없습니다.", "{why}"
    ),
    fixes.FixFaulty: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "fix-faulty",
        "이 판과 맞지 않는 칸이 있습니다. errors의 각 항목을 확인해 주세요.",
        "Cells of the fix do not fit this version; see each entry of errors.",
    ),
    fixes.FixesLimited: Meaning(
        S.TOO_MANY_REQUESTS,
        "fixes-limited",
        "고침 제안은 하루 {most}건까지입니다. {retry_after}초 뒤에 다시 보내 주세요.",
        "{most} fixes a day at the most; try again in {retry_after} seconds.",
    ),
    fixes.TooManyFixesOpen: Meaning(
        S.CONFLICT,
        "too-many-fixes-open",
        "이 데이터에 답을 기다리는 고침 제안이 {most}건 있습니다. 답을 받은 뒤 다시 보내 주세요.",
        "{most} of your fixes of it wait for an answer; propose more once they are answered.",
    ),
    fixes.FixClosed: Meaning(
        S.CONFLICT,
        "fix-closed",
        "이미 답했거나 거두어들인 제안입니다.",
        "The fix was answered or withdrawn already.",
    ),
    fixes.FixUnderWay: Meaning(
        S.CONFLICT,
        "fix-under-way",
        "앞서 받아들인 고침 제안의 새 판이 아직 공개되지 않았습니다. 공개하거나 취소한 뒤 받아들여 "
        "주세요.",
        "The version of a fix accepted before is not published yet; publish or cancel it first.",
    ),
    fixes.NotTheLatest: Meaning(
        S.CONFLICT,
        "not-the-latest",
        "최신 판만 고칠 수 있습니다. 지금 최신은 {latest}판입니다.",
        "Only the latest version can be fixed, which is {latest}.",
    ),
    fixes.FixesError: Meaning(S.CONFLICT, "fixes-refused", "지금은 할 수 없습니다.", "{why}"),
}
