"""The names of all that can be permitted."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing someone may be allowed to do: `thing:action`, in the words of the house.

    In the order of the alphabet. Each has a rule in `rules.RULES`, and every route names one.
    """

    ACCOUNT_ADMINISTER = "account:administer"
    ACCOUNT_OWN = "account:own"
    ADOPTION_ADOPT = "adoption:adopt"
    ADOPTION_CURATE = "adoption:curate"
    ADOPTION_KEEP = "adoption:keep"
    CROSS_ANSWER = "cross:answer"
    CROSS_ASK = "cross:ask"
    DATASET_ADD_VERSION = "dataset:add-version"
    DATASET_READ = "dataset:read"
    DEPARTMENT_ADMINISTER = "department:administer"
    DERIVATION_DISPUTE = "derivation:dispute"
    DIAGNOSIS_READ = "diagnosis:read"
    DISPUTE_READ = "dispute:read"
    DISPUTE_RESOLVE = "dispute:resolve"
    ERROR_ANSWER = "error:answer"
    ERROR_REPORT = "error:report"
    FINDING_SET_ASIDE = "finding:set-aside"
    FIX_ANSWER = "fix:answer"
    FIX_PROPOSE = "fix:propose"
    FIX_READ = "fix:read"
    FIX_WITHDRAW = "fix:withdraw"
    IMPORT_RUN = "import:run"
    NOTICE_READ = "notice:read"
    POINTS_READ = "points:read"
    POINTS_READ_DEPARTMENTS = "points:read-departments"
    QUALITY_READ = "quality:read"
    QUALITY_READ_ALL = "quality:read-all"
    RECEIPT_READ_OWN = "receipt:read-own"
    REVIEW_QUEUE = "review:queue"
    SUBMISSION_CANCEL = "submission:cancel"
    SUBMISSION_CREATE = "submission:create"
    SUBMISSION_DECIDE = "submission:decide"
    SUBMISSION_EDIT = "submission:edit"
    SUBMISSION_LIST_OWN = "submission:list-own"
    SUBMISSION_READ = "submission:read"
    SUBMISSION_RELEASE = "submission:release"
    SUBMISSION_RETRY = "submission:retry"
    SUBMISSION_SUBMIT = "submission:submit"
    TOKEN_OWN = "token:own"  # noqa: S105  the name of a permission
    VERSION_CORRECT = "version:correct"
    VERSION_READ_BYTES = "version:read-bytes"
