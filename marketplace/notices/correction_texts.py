"""What people are told when something they rely on was corrected."""

from collections.abc import Mapping

from marketplace.notices.kinds import NoticeKind, Target
from marketplace.notices.wording import Template, Wording

CORRECTION_TEMPLATES: Mapping[NoticeKind, Template] = {
    NoticeKind.SOURCE_WITHDRAWN: Template(
        Target.LINEAGE,
        Wording(
            "쓰고 있는 데이터의 공개가 철회되었습니다: {source}",
            "‘{title}’의 계보를 확인해 주세요.",
        ),
        Wording(
            "A source was withdrawn: {source}",
            "Please look at the lineage of “{title}”.",
        ),
    ),
    NoticeKind.SOURCE_CORRECTED: Template(
        Target.LINEAGE,
        Wording(
            "쓰고 있는 데이터가 바로잡혔습니다: {source}",
            "고친 판이 나왔습니다. ‘{title}’의 계보에서 까닭과 고친 판을 확인해 주세요.",
        ),
        Wording(
            "A source was corrected: {source}",
            "There is a corrected version. See why, and which, in the lineage of “{title}”.",
        ),
    ),
    NoticeKind.SOURCE_REPLACED: Template(
        Target.LINEAGE,
        Wording(
            "쓰고 있는 데이터를 다른 것이 대신합니다: {source}",
            "‘{title}’의 계보에서 까닭과 대신하는 데이터를 확인해 주세요.",
        ),
        Wording(
            "A source was replaced: {source}",
            "See why, and what stands in its place, in the lineage of “{title}”.",
        ),
    ),
    NoticeKind.SOURCE_RELICENSED: Template(
        Target.LINEAGE,
        Wording(
            "쓰고 있는 데이터의 이용허락이 바뀌었습니다: {source}",
            "이미 받아 쓰는 것은 받을 때의 조건 그대로입니다. ‘{title}’의 계보에서 앞으로의 조건과 "
            "어긋나는 것이 있는지 확인해 주세요.",
        ),
        Wording(
            "A source has another licence now: {source}",
            "What you hold keeps the terms you were given it under. See in the lineage of "
            "“{title}” whether anything conflicts with the terms from now on.",
        ),
    ),
    NoticeKind.CORRECTION_UNDONE: Template(
        Target.LINEAGE,
        Wording(
            "바로잡은 일이 취소되었습니다: {source}",
            "앞서 알려 드린 철회나 정정, 대체가 취소되었습니다. ‘{title}’의 계보를 확인해 주세요.",
        ),
        Wording(
            "A correction was undone: {source}",
            "What you were told of before (withdrawn, corrected, replaced) no longer holds. See "
            "the lineage of “{title}”.",
        ),
    ),
}
