"""What notices say, in Korean and English. The facts they name are put in as plain text."""

from collections.abc import Mapping
from typing import Any

from marketplace.notices.collaboration_texts import COLLABORATION_TEMPLATES
from marketplace.notices.correction_texts import CORRECTION_TEMPLATES
from marketplace.notices.kinds import NoticeKind, Target
from marketplace.notices.wording import Language, Template, Wording


def render(kind: NoticeKind, facts: Mapping[str, Any], language: Language) -> Wording:
    """Return the title and body of a notice in a language."""
    template = TEMPLATES[kind]
    wording = template.ko if language is Language.KO else template.en
    return Wording(wording.title.format_map(facts), wording.body.format_map(facts))


TEMPLATES: Mapping[NoticeKind, Template] = {
    NoticeKind.RETURNED: Template(
        Target.SUBMISSION,
        Wording(
            "보완 요청: {title}",
            "심사자가 제출을 돌려보냈습니다. 의견을 확인하고 고친 뒤 다시 제출해 주세요.",
        ),
        Wording(
            "Returned: {title}",
            "A reviewer returned your submission. Read the reason, change it and submit it again.",
        ),
    ),
    NoticeKind.BLOCKED: Template(
        Target.SUBMISSION,
        Wording(
            "제출이 차단되었습니다: {title}",
            "검증에서 공개할 수 없는 내용이 확인되었습니다. 보고서를 보고 파일을 바꾸어 주세요.",
        ),
        Wording(
            "Blocked: {title}",
            "Verification found what must not be published. See the report and replace the file.",
        ),
    ),
    NoticeKind.ACCEPTED: Template(
        Target.SUBMISSION,
        Wording("승인되었습니다: {title}", "심사가 끝났습니다. 정제를 거쳐 곧 공개됩니다."),
        Wording("Accepted: {title}", "The review is over. It is refined and published shortly."),
    ),
    NoticeKind.REJECTED: Template(
        Target.SUBMISSION,
        Wording(
            "반려되었습니다: {title}",
            "심사자가 제출을 받아들이지 않았습니다. 사유를 확인해 주세요.",
        ),
        Wording("Rejected: {title}", "A reviewer did not accept your submission. Read the reason."),
    ),
    NoticeKind.PUBLISHED: Template(
        Target.VERSION,
        Wording(
            "공개되었습니다: {title}", "이제 다른 사람이 찾아 그 위에 새 데이터를 만들 수 있습니다."
        ),
        Wording("Published: {title}", "Others can now find it and build on it."),
    ),
    NoticeKind.HELD: Template(
        Target.SUBMISSION,
        Wording(
            "검증이 멈추었습니다: {title}",
            "검증이 여러 번 중단되어 관리자의 확인을 기다립니다. 파일은 그대로 보관됩니다.",
        ),
        Wording(
            "Held: {title}",
            "Verification broke off several times; an administrator has to look. Nothing is lost.",
        ),
    ),
    NoticeKind.PRIVACY_RELEASED: Template(
        Target.SUBMISSION,
        Wording(
            "차단이 풀렸습니다: {title}",
            "개인정보 심사자가 오탐으로 확인하여 심사가 이어집니다.",
        ),
        Wording(
            "Released: {title}",
            "A privacy reviewer found no personal data in it after all; the review goes on.",
        ),
    ),
    NoticeKind.EVIDENCE_CHANGED: Template(
        Target.SUBMISSION,
        Wording("다시 검증합니다: {title}", "출처의 상태가 바뀌어 새 보고서로 다시 심사합니다."),
        Wording(
            "Verified again: {title}",
            "The state of a source has changed, so it is reviewed again on a new report.",
        ),
    ),
    NoticeKind.DECISION_DUE: Template(
        Target.REVIEW,
        Wording("심사 기한이 다가옵니다: {title}", "{due}까지 결정해 주세요."),
        Wording("Decision due: {title}", "Please decide by {due}."),
    ),
    NoticeKind.DECISION_ESCALATED: Template(
        Target.REVIEW,
        Wording(
            "심사 기한이 지났습니다: {title}",
            "{due}까지 결정되지 않았습니다. 심사자를 다시 정해 주세요.",
        ),
        Wording(
            "Decision overdue: {title}",
            "No decision was made by {due}. Please find another reviewer.",
        ),
    ),
    NoticeKind.BUILT_ON_YOURS: Template(
        Target.LINEAGE,
        Wording(
            "내 데이터로 새 데이터가 만들어졌습니다: {source}",
            "‘{title}’의 출처로 쓰였습니다. 사실과 다르면 이의를 제기할 수 있습니다.",
        ),
        Wording(
            "Someone built on yours: {source}",
            "“{title}” names it as a source. If that is not so, you may dispute it.",
        ),
    ),
    NoticeKind.DISPUTE_RAISED: Template(
        Target.LINEAGE,
        Wording(
            "출처에 이의가 제기되었습니다: {title}",
            "‘{source}’의 제공자가 파생 관계에 이의를 제기했습니다.",
        ),
        Wording(
            "A source is disputed: {title}",
            "The owner of “{source}” disputes that this was made from it.",
        ),
    ),
    NoticeKind.DISPUTE_RESOLVED: Template(
        Target.LINEAGE,
        Wording(
            "이의가 처리되었습니다: {title}", "‘{source}’에 관한 이의의 처리 결과를 확인해 주세요."
        ),
        Wording(
            "A dispute is resolved: {title}",
            "See how the dispute about “{source}” was resolved.",
        ),
    ),
    **CORRECTION_TEMPLATES,
    NoticeKind.ERROR_REPORTED: Template(
        Target.ERROR_REPORTS,
        Wording(
            "오류가 신고되었습니다: {title}",
            "신고를 보고 답해 주세요. 몇 판에서 고쳤는지, 오류가 아니면 그 까닭을 적습니다.",
        ),
        Wording(
            "An error was reported: {title}",
            "Please read the report and answer it: in which version it is mended, or why it is no "
            "error.",
        ),
    ),
    NoticeKind.ERROR_ANSWERED: Template(
        Target.ERROR_REPORTS,
        Wording(
            "오류 신고에 답이 왔습니다: {title}",
            "데이터를 맡은 사람이 신고하신 오류에 답했습니다.",
        ),
        Wording(
            "Your error report was answered: {title}",
            "Whoever holds the data has answered the error you reported.",
        ),
    ),
    **COLLABORATION_TEMPLATES,
    NoticeKind.PERSONAL_DATA_FOUND: Template(
        Target.VERSION,
        Wording(
            "공개된 데이터에서 개인정보로 보이는 값을 찾았습니다: {title}",
            "재진단에서 찾았고 아직 아무도 판단하지 않았습니다. 개인정보가 맞으면 지금 판을 "
            "철회하고 고친 판을 올려 주세요. 자동으로 내리지는 않습니다.",
        ),
        Wording(
            "What looks like personal data was found in what is published: {title}",
            "A diagnosis found it, and nobody has decided on it. If it is personal data, withdraw "
            "the version now and offer a corrected one. Nothing is withdrawn by itself.",
        ),
    ),
    NoticeKind.RETIRE_PROPOSED: Template(
        Target.VERSION,
        Wording(
            "폐기를 검토해 주세요: {title}",
            "오랫동안 갱신되지 않았고 이용도 없습니다. 새 판을 올리거나 까닭을 적어 철회해 주세요.",
        ),
        Wording(
            "Consider retiring: {title}",
            "It has long not been updated, and nobody uses it. Offer a new version, or withdraw it "
            "with the reason.",
        ),
    ),
    NoticeKind.MERGE_PROPOSED: Template(
        Target.VERSION,
        Wording(
            "병합을 검토해 주세요: {title}",
            "열 구성이 같은 데이터가 더 있습니다: {source}. 하나로 합치면 찾기 쉽습니다.",
        ),
        Wording(
            "Consider merging: {title}",
            "There is more with the same columns: {source}. As one it is easier to find.",
        ),
    ),
    NoticeKind.TOKEN_EXPIRES: Template(
        Target.TOKENS,
        Wording(
            "API 토큰이 곧 만료됩니다: {title}",
            "{due}까지 쓸 수 있습니다. 계속 쓰려면 기한을 늘려 주세요.",
        ),
        Wording(
            "An API token is about to expire: {title}",
            "It works until {due}. Renew it to go on using it.",
        ),
    ),
}
