"""What every error of the house means over HTTP: the only such table.

A class not named here is answered as its nearest base is (`errors.meaning_of`); `tests/house` sees
to it that each has one. Words are in Korean and English; `{names}` stand for the error's
attributes.
"""

from collections.abc import Mapping
from http import HTTPStatus

from marketplace import errors as market
from marketplace.access import errors as access
from marketplace.accounts import errors as accounts
from marketplace.catalogue import errors as catalogue
from marketplace.diagnoses import errors as diagnoses
from marketplace.http.auth import TokenRefused
from marketplace.http.bodies import BodyFaulty
from marketplace.http.collaboration_meanings import COLLABORATION_MEANINGS
from marketplace.http.idempotency import KeyReused
from marketplace.http.meaning import Meaning
from marketplace.ledger import errors as ledger
from marketplace.lineage import errors as lineage
from marketplace.notices import errors as notices
from storage import errors as storage
from submissions import errors as submissions
from verification import errors as verification

S = HTTPStatus


MEANINGS: Mapping[type[Exception], Meaning] = {
    # The request.
    BodyFaulty: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "request-faulty",
        "요청에 고칠 곳이 있습니다. errors의 각 항목을 확인해 주세요.",
        "The request has faults; see each entry of errors.",
    ),
    TokenRefused: Meaning(
        S.UNAUTHORIZED,
        "token-refused",
        "접근 토큰이 올바르지 않거나 폐기되었습니다. 새로 발급해 주세요.",
        "The access token is unknown or revoked; issue a new one.",
    ),
    KeyReused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "이 Idempotency-Key는 다른 요청에 쓰였습니다. 새 값을 쓰세요.",
        "This Idempotency-Key was used for another request; use a new one.",
    ),
    # Who may what.
    market.NotFound: Meaning(S.NOT_FOUND, "not-found", "찾을 수 없습니다.", "Not found."),
    market.SignInRequired: Meaning(
        S.UNAUTHORIZED, "sign-in-required", "로그인이 필요합니다.", "Sign in, or send a token."
    ),
    market.PermissionRefused: Meaning(S.FORBIDDEN, "permission-refused", "{why}", "{why}"),
    market.MarketplaceError: Meaning(
        S.CONFLICT, "refused", "지금은 할 수 없습니다.", "This cannot be done now."
    ),
    # Submissions.
    submissions.SubmissionError: Meaning(
        S.CONFLICT, "refused", "지금은 할 수 없습니다.", "This cannot be done now."
    ),
    submissions.TransitionRefused: Meaning(
        S.CONFLICT,
        "transition-refused",
        "'{state}' 상태에서는 할 수 없는 일입니다({event}).",
        "A submission that is {state} cannot be moved by {event}.",
    ),
    submissions.NotEditable: Meaning(
        S.CONFLICT,
        "not-editable",
        "'{state}' 상태에서는 고칠 수 없습니다. 초안, 보완 요청, 차단 상태에서만 고칩니다.",
        "A submission that is {state} cannot be changed; draft, returned and blocked ones can.",
    ),
    submissions.ManifestFaulty: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "manifest-faulty",
        "명세에 고칠 곳이 있습니다. errors의 각 항목을 확인해 주세요.",
        "The manifest has faults; see each entry of errors.",
    ),
    submissions.FileRefused: Meaning(
        S.UNPROCESSABLE_ENTITY, "file-refused", "{why}", "The file cannot be taken; see errors."
    ),
    submissions.FileMissing: Meaning(
        S.NOT_FOUND, "file-not-found", "파일을 찾을 수 없습니다.", "No such file."
    ),
    submissions.UploadUnfinished: Meaning(
        S.CONFLICT,
        "upload-unfinished",
        "{name}: {expected}바이트 중 {present}바이트만 있습니다. 나머지를 올리고 다시 완료하세요.",
        "{name}: {present} of {expected} bytes are there; send the rest, then complete again.",
    ),
    submissions.NothingToSubmit: Meaning(
        S.CONFLICT,
        "files-unfinished",
        "파일을 하나 이상 끝까지 올린 뒤 제출하세요.",
        "Upload at least one file to its end before submitting.",
    ),
    submissions.TreatmentFaulty: Meaning(
        S.UNPROCESSABLE_ENTITY, "treatment-faulty", "고칠 단계가 있습니다.", "Steps have faults."
    ),
    submissions.TreatmentRefused: Meaning(S.CONFLICT, "{code}", "{why}", "{why}"),
    submissions.EvidenceChanged: Meaning(
        S.CONFLICT,
        "evidence-changed",
        "읽으신 뒤에 보고서가 바뀌었습니다. 새 보고서를 보고 다시 결정해 주세요.",
        "The report has changed since you read it; read the new one and decide again.",
    ),
    submissions.RefinementMissing: Meaning(
        S.NOT_FOUND, "refinement-not-found", "정제본을 찾을 수 없습니다.", "No such refined table."
    ),
    submissions.RefinementFixed: Meaning(S.CONFLICT, "{code}", "{why}", "{why}"),
    submissions.RefinementsChanged: Meaning(
        S.CONFLICT,
        "refined-changed",
        "읽으신 뒤에 함께 낼 정제본이 바뀌었습니다. 다시 보고 결정해 주세요.",
        "Other refined tables would go along than those you saw; look again, then decide.",
    ),
    submissions.DecisionRefused: Meaning(S.CONFLICT, "{code}", "{why}", "{why}"),
    # Accounts.
    accounts.SignInRefused: Meaning(
        S.UNAUTHORIZED,
        "sign-in-refused",
        "전자우편 주소 또는 비밀번호가 맞지 않습니다.",
        "E-mail address or password is wrong.",
    ),
    accounts.SignInLimited: Meaning(
        S.TOO_MANY_REQUESTS,
        "sign-in-limited",
        "로그인 실패가 너무 많습니다. {retry_after}초 뒤에 다시 시도하세요.",
        "Too many failed attempts; try again in {retry_after} seconds.",
    ),
    accounts.AccountsError: Meaning(
        S.CONFLICT, "account-refused", "지금은 할 수 없습니다: {why}", "{why}"
    ),
    # Rooms below.
    catalogue.FilterRefused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "filter-refused",
        "{field}의 값을 쓸 수 없습니다.",
        "The value of {field} cannot be used.",
    ),
    catalogue.PageRefused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "page-refused",
        "쪽 번호는 1부터이고, 앞에서 {most}건까지만 넘겨 볼 수 있습니다. 조건을 좁혀 주세요.",
        "Pages begin with 1 and go through the first {most} results; ask for less.",
    ),
    catalogue.AlreadyWithdrawn: Meaning(
        S.CONFLICT, "already-withdrawn", "이미 철회된 판입니다.", "It has been withdrawn already."
    ),
    catalogue.NotWithdrawn: Meaning(
        S.CONFLICT, "not-withdrawn", "철회된 판이 아닙니다.", "It is not withdrawn."
    ),
    ledger.PeriodRefused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "period-refused",
        "기간은 2026, 2026-05, 2026-01-01..2026-06-30 처럼 적습니다.",
        "A period is written like 2026, 2026-05 or 2026-01-01..2026-06-30.",
    ),
    catalogue.CatalogueError: Meaning(
        S.CONFLICT, "catalogue-refused", "지금은 할 수 없습니다.", "{why}"
    ),
    lineage.AlreadyDisputed: Meaning(
        S.CONFLICT,
        "already-disputed",
        "이미 제기된 이의가 처리를 기다리고 있습니다.",
        "A dispute about it is open already.",
    ),
    lineage.NothingNewer: Meaning(
        S.CONFLICT,
        "nothing-newer",
        "원천에 새 판이 없어 다시 만들 것이 없습니다.",
        "No source has a newer version, so there is nothing to restate.",
    ),
    lineage.AlreadyResolved: Meaning(
        S.CONFLICT, "already-resolved", "이미 처리된 이의입니다.", "It was resolved already."
    ),
    lineage.CorrectionRefused: Meaning(S.UNPROCESSABLE_ENTITY, "{code}", "{why}", "{why}"),
    lineage.AlreadyUndone: Meaning(
        S.CONFLICT, "already-undone", "이미 취소된 일입니다.", "It was undone already."
    ),
    lineage.LineageError: Meaning(S.CONFLICT, "lineage-refused", "지금은 할 수 없습니다.", "{why}"),
    ledger.LedgerError: Meaning(S.CONFLICT, "ledger-refused", "지금은 할 수 없습니다.", "{why}"),
    diagnoses.AsideAlready: Meaning(
        S.CONFLICT,
        "aside-already",
        "이미 그렇게 되어 있습니다.",
        "That is so already.",
    ),
    diagnoses.AlreadyAnswered: Meaning(
        S.CONFLICT, "already-answered", "이미 답한 신고입니다.", "It was answered already."
    ),
    diagnoses.TooManyOpen: Meaning(
        S.CONFLICT,
        "too-many-open",
        "이 데이터에 답을 기다리는 신고가 {most}건 있습니다. 답을 받은 뒤 다시 신고해 주세요.",
        "{most} of your reports on it wait for an answer; report more once they are answered.",
    ),
    diagnoses.ErrorReportsLimited: Meaning(
        S.TOO_MANY_REQUESTS,
        "error-reports-limited",
        "오류 신고는 하루 {most}건까지입니다. {retry_after}초 뒤에 다시 신고해 주세요.",
        "{most} error reports a day at the most; try again in {retry_after} seconds.",
    ),
    diagnoses.MendedInWrong: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "mended-in-wrong",
        "고친 판의 번호가 맞지 않습니다. 신고된 판 뒤에 공개된 판의 번호를 적어 주세요.",
        "Name a version that was published after the one that was reported.",
    ),
    diagnoses.DiagnosesError: Meaning(
        S.CONFLICT, "diagnoses-refused", "지금은 할 수 없습니다.", "{why}"
    ),
    **COLLABORATION_MEANINGS,
    notices.NoticeError: Meaning(S.CONFLICT, "notice-refused", "지금은 할 수 없습니다.", "{why}"),
    verification.VerificationError: Meaning(
        S.CONFLICT, "verification-refused", "지금은 할 수 없습니다.", "{why}"
    ),
    access.AccessError: Meaning(
        S.INTERNAL_SERVER_ERROR,
        "rows-unreadable",
        "이 표의 행을 읽지 못했습니다. 저희 잘못이며 원본 파일은 그대로 받을 수 있습니다.",
        "The rows of this table could not be read; the file itself can be had.",
    ),
    access.RowsRefused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "rows-refused",
        "행을 고르는 조건을 쓸 수 없습니다. where=열:연산:값, select=열, sort=-열 처럼 적습니다.",
        "The rows asked for make no sense: {why}",
    ),
    access.ColumnUnknown: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "rows-refused",
        "이 표에 없는 열입니다. 열 이름을 확인해 주세요.",
        "The table has no such column.",
    ),
    access.ConditionFaulty: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "rows-refused",
        "조건은 where=열:연산:값 처럼 적습니다.",
        "A condition reads where=column:operator:value.",
    ),
    access.ValueRefused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "rows-refused",
        "이 열과 견줄 수 없는 값입니다({type}).",
        "The value is no {type}.",
    ),
    access.RowsPageRefused: Meaning(
        S.UNPROCESSABLE_ENTITY,
        "rows-refused",
        "1부터 {most}까지의 수여야 합니다.",
        "It must be a number from 1 to {most}.",
    ),
    access.RowsTooSlow: Meaning(
        S.SERVICE_UNAVAILABLE,
        "rows-too-slow",
        "시간 안에 읽지 못했습니다. 조건을 줄이거나 파일을 내려받아 주세요.",
        "This took too long; ask for less, or download the file.",
    ),
    # Storage.
    storage.StorageError: Meaning(
        S.SERVICE_UNAVAILABLE,
        "store-unavailable",
        "저장소가 응답하지 않습니다. 잠시 뒤 다시 시도하세요.",
        "The store does not answer; try again shortly.",
    ),
    storage.UploadIncomplete: Meaning(
        S.CONFLICT,
        "upload-incomplete",
        "올린 조각이 모자라거나 다릅니다. 파일 상태를 조회해 빠진 조각을 올려 주세요.",
        "Parts are missing or differ; ask for the file's state and send what is missing.",
    ),
    storage.StoreRefused: Meaning(
        S.CONFLICT, "store-refused", "저장소가 요청을 받지 않았습니다.", "The store refused."
    ),
    storage.StoreFull: Meaning(
        S.INSUFFICIENT_STORAGE,
        "store-full",
        "저장 공간이 없습니다. 잃은 것은 없으니 관리자에게 알린 뒤 다시 시도하세요.",
        "There is no room left; nothing is lost. Tell the administrator and try again.",
    ),
}
