"""What people are told of fixes, cross-verifications and adoptions."""

from collections.abc import Mapping

from marketplace.notices.kinds import NoticeKind, Target
from marketplace.notices.wording import Template, Wording

COLLABORATION_TEMPLATES: Mapping[NoticeKind, Template] = {
    NoticeKind.ADOPTED: Template(
        Target.VERSION,
        Wording(
            "만드신 데이터를 시가 채택했습니다: {title}",
            "맡은 부서가 정한 주기로 갱신합니다. 만든 분의 이름은 그대로 남습니다.",
        ),
        Wording(
            "The city adopted what you made: {title}",
            "A department keeps it up to date from now on. It still names you as its maker.",
        ),
    ),
    NoticeKind.ADOPTION_UNDONE: Template(
        Target.VERSION,
        Wording("채택이 취소되었습니다: {title}", "데이터 화면에서 까닭을 확인해 주세요."),
        Wording("The adoption was undone: {title}", "The page of the dataset says why."),
    ),
    NoticeKind.CURATED: Template(
        Target.VERSION,
        Wording(
            "‘세종 공유데이터’로 선정되었습니다: {title}",
            "선정 기준마다 적은 의견을 데이터 화면에서 볼 수 있습니다.",
        ),
        Wording(
            "It bears the mark of the city’s shared data: {title}",
            "The page of the dataset says what was found for each criterion.",
        ),
    ),
    NoticeKind.CURATION_UNDONE: Template(
        Target.VERSION,
        Wording(
            "‘세종 공유데이터’ 선정이 취소되었습니다: {title}",
            "데이터 화면에서 까닭을 확인해 주세요. 채택은 그대로입니다.",
        ),
        Wording(
            "It no longer bears the mark of the city’s shared data: {title}",
            "The page of the dataset says why. The adoption stands.",
        ),
    ),
    NoticeKind.CROSS_ASKED: Template(
        Target.CROSS,
        Wording(
            "상호검증 요청이 왔습니다: {title}",
            "다른 부서가 이 데이터를 자기 데이터와 견주어 보자고 합니다. 견준 결과가 나오면 "
            "확인하거나 의견을 적어 주세요.",
        ),
        Wording(
            "A cross-verification was asked for: {title}",
            "Another department asks to hold this dataset against one of theirs. Once it is "
            "compared, please confirm the result or comment on it.",
        ),
    ),
    NoticeKind.CROSS_COMPARED: Template(
        Target.CROSS,
        Wording(
            "상호검증 결과가 나왔습니다: {title}",
            "두 데이터에 함께 있는 행과 칸을 견주었습니다.",
        ),
        Wording(
            "A cross-verification is done: {title}",
            "The rows and cells that both datasets have were compared.",
        ),
    ),
    NoticeKind.CROSS_ANSWERED: Template(
        Target.CROSS,
        Wording(
            "상호검증에 답이 왔습니다: {title}",
            "요청받은 부서가 견준 결과를 보고 답했습니다.",
        ),
        Wording(
            "A cross-verification was answered: {title}",
            "The department that was asked has answered.",
        ),
    ),
    NoticeKind.FIX_PROPOSED: Template(
        Target.FIXES,
        Wording(
            "고침 제안이 왔습니다: {title}",
            "어느 칸을 무엇으로 고칠지 적어 보냈습니다. 견주어 보고 받아들이거나 까닭을 적어 "
            "거절해 주세요.",
        ),
        Wording(
            "A fix was proposed: {title}",
            "Somebody proposes other values for some cells. Please look at them, and accept them "
            "or say why not.",
        ),
    ),
    NoticeKind.FIX_ANSWERED: Template(
        Target.FIXES,
        Wording(
            "고침 제안에 답이 왔습니다: {title}",
            "데이터를 맡은 사람이 보내신 제안에 답했습니다.",
        ),
        Wording(
            "Your fix was answered: {title}",
            "The owner of the data has answered the fix you proposed.",
        ),
    ),
    NoticeKind.FIX_PUBLISHED: Template(
        Target.VERSION,
        Wording(
            "제안하신 고침이 공개되었습니다: {title}",
            "새 판의 화면에 제안하신 분으로 이름이 올랐습니다.",
        ),
        Wording(
            "Your fix is published: {title}",
            "The page of the new version names you as whoever proposed it.",
        ),
    ),
}
