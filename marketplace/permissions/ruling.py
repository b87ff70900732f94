"""What a rule answers: yes, no with a reason, or that there is nothing there to ask about."""

from dataclasses import dataclass

from marketplace.errors import Reason


@dataclass(frozen=True)
class Ruling:
    """The answer of one rule. `reason` is None when it is yes, and when the thing is hidden."""

    allowed: bool
    reason: Reason | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether to this actor the thing does not exist."""
        return not self.allowed and self.reason is None


YES = Ruling(allowed=True)
HIDDEN = Ruling(allowed=False)


def no(reason: Reason) -> Ruling:
    """Return a refusal that says why."""
    return Ruling(allowed=False, reason=reason)


SIGN_IN_REQUIRED = Reason("sign-in-required", "로그인이 필요합니다.", "Sign in first.")
ADMINISTRATORS_ONLY = Reason(
    "administrators-only", "관리자만 할 수 있습니다.", "Only administrators do this."
)
OWNERS_ONLY = Reason(
    "owners-only",
    "이 데이터셋의 소유자만 할 수 있습니다.",
    "Only the owner of the dataset does this.",
)
HOLDERS_ONLY = Reason(
    "holders-only",
    "이 데이터셋의 소유자나 그 부서만 할 수 있습니다.",
    "Only the owner of the dataset and their department do this.",
)
OWN_DATASET = Reason(
    "own-dataset",
    "소유 부서의 데이터에 있는 개인정보는 다른 부서의 개인정보 심사자가 판단합니다.",
    "Whether it is personal data a privacy reviewer of another department decides.",
)
OWN_DEPARTMENTS_DATA = Reason(
    "own-departments-data",
    "소속 부서의 데이터로만 상호검증을 요청합니다.",
    "A department asks with a dataset of its own.",
)
OTHER_DEPARTMENTS_DATA = Reason(
    "other-departments-data",
    "상호검증은 다른 부서의 데이터와 합니다. 자기 부서에는 요청할 수 없습니다.",
    "A department asks another one, never itself.",
)
ASKED_DEPARTMENT_ONLY = Reason(
    "asked-department-only",
    "요청받은 부서의 공무원만 답합니다.",
    "Only officials of the department that was asked answer.",
)
ADOPTERS_ONLY = Reason(
    "adopters-only",
    "채택한 부서의 공무원만 할 수 있습니다.",
    "Only officials of the department that adopted it do this.",
)
CURATORS_ONLY = Reason("curators-only", "선정 담당만 할 수 있습니다.", "Only curators do this.")
OWN_WORK = Reason(
    "own-work",
    "본인이 만든 데이터는 선정할 수 없습니다.",
    "Nobody gives the mark to what they made themselves.",
)
PROPOSERS_ONLY = Reason(
    "proposers-only", "제안한 사람만 할 수 있습니다.", "Only whoever proposed it does this."
)
SUBMITTERS_ONLY = Reason(
    "submitters-only", "제출한 사람만 할 수 있습니다.", "Only whoever submitted it does this."
)
OFFICIALS_ONLY = Reason(
    "officials-only",
    "공무원 또는 산하기관 담당자만 할 수 있습니다.",
    "Only officials and members of affiliated bodies do this.",
)
REVIEWERS_ONLY = Reason("reviewers-only", "심사자만 할 수 있습니다.", "Only reviewers do this.")
OWN_SUBMISSION = Reason(
    "own-submission",
    "본인이 제출한 것은 심사할 수 없습니다.",
    "Nobody decides on a submission of their own.",
)
PARTY_TO_IT = Reason(
    "party-to-it",
    "양쪽 어느 데이터의 소유자나 소유 부서도 이 이의를 처리할 수 없습니다.",
    "Nobody resolves a dispute about their own data or their department's.",
)
OWN_DEPARTMENT = Reason(
    "own-department",
    "소속 부서에서 제출한 것은 심사할 수 없습니다.",
    "Nobody decides on a submission of their own department.",
)
ROLE_NOT_HELD = Reason(
    "role-not-held",
    "이 심사에 필요한 역할이 없습니다.",
    "You do not hold the role this decision is taken in.",
)
ROLE_NOT_AWAITED = Reason(
    "role-not-awaited",
    "이 역할의 심사를 기다리고 있지 않습니다.",
    "No decision in this role is awaited.",
)
ALREADY_DECIDED = Reason(
    "already-decided",
    "이미 심사에 참여했습니다. 다른 역할로도 다시 심사할 수 없습니다.",
    "You have decided already, and nobody decides twice, in whatever role.",
)
JOINT_ONLY = Reason(
    "joint-only",
    "공동활용 데이터는 공무원과 산하기관 담당자만 받을 수 있습니다.",
    "Data in joint use is for officials and members of affiliated bodies.",
)
CLOSED_TO_OTHERS = Reason(
    "closed-to-others",
    "비공개 데이터는 소유 부서에서만 받을 수 있습니다.",
    "Closed data is for the department that owns it.",
)
BUYERS_ONLY = Reason(
    "buyers-only",
    "계약으로 산 자료는 산 부서에서만 받을 수 있습니다.",
    "Bought data is for the department that bought it.",
)
NO_DOOR_YET = Reason(
    "no-door-yet",
    "이 접근등급의 제공 절차가 아직 없습니다.",
    "There is no procedure for this access class yet.",
)
VERSION_WITHDRAWN = Reason(
    "version-withdrawn", "철회된 판입니다.", "This version has been withdrawn."
)

REASONS = (
    SIGN_IN_REQUIRED,
    ADMINISTRATORS_ONLY,
    OWNERS_ONLY,
    HOLDERS_ONLY,
    OWN_DATASET,
    OWN_DEPARTMENTS_DATA,
    OTHER_DEPARTMENTS_DATA,
    ASKED_DEPARTMENT_ONLY,
    ADOPTERS_ONLY,
    CURATORS_ONLY,
    OWN_WORK,
    PROPOSERS_ONLY,
    SUBMITTERS_ONLY,
    OFFICIALS_ONLY,
    REVIEWERS_ONLY,
    OWN_SUBMISSION,
    PARTY_TO_IT,
    OWN_DEPARTMENT,
    ROLE_NOT_HELD,
    ROLE_NOT_AWAITED,
    ALREADY_DECIDED,
    JOINT_ONLY,
    CLOSED_TO_OTHERS,
    BUYERS_ONLY,
    NO_DOOR_YET,
    VERSION_WITHDRAWN,
)
"""Every reason a rule gives."""
