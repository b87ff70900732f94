"""What reasons and menus are called on pages, in Korean and English."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.ledger.kinds import Menu, Reason


@dataclass(frozen=True)
class Text:
    """The same sentence in both languages."""

    ko: str
    en: str


REASONS: Mapping[Reason, Text] = {
    Reason.DOWNLOAD: Text("데이터를 내려받았습니다.", "A dataset was downloaded."),
    Reason.MENU: Text("메뉴를 이용했습니다.", "A menu was used."),
    Reason.UPLOAD: Text(
        "제공한 자료가 승인·공개되었습니다.", "What was given was approved and published."
    ),
    Reason.NEW_VERSION: Text(
        "자기 데이터셋의 새 판이 공개되었습니다.",
        "A new version of one's own dataset was published.",
    ),
    Reason.IMPORT: Text(
        "목록으로 일괄 등록한 데이터가 공개되었습니다.",
        "A dataset loaded from a list was published.",
    ),
    Reason.OWN_DATASET: Text(
        "자기가 제공한 데이터의 내려받기는 인정하지 않습니다.",
        "Downloads of one's own dataset do not count.",
    ),
    Reason.OWN_DEPARTMENT: Text(
        "같은 부서 데이터의 내려받기는 인정하지 않습니다.",
        "Downloads of one's own department's dataset do not count.",
    ),
    Reason.REPEATED_DOWNLOAD: Text(
        "같은 판의 내려받기는 한 사람에 한 번만 인정합니다.",
        "A version counts once for each person.",
    ),
    Reason.MENU_NOT_LISTED: Text(
        "인정 대상으로 공표된 메뉴가 아닙니다.", "The menu is not on the published list."
    ),
    Reason.REPEATED_MENU: Text(
        "같은 메뉴는 하루에 한 번만 인정합니다.", "A menu counts once a day."
    ),
    Reason.MENU_LIMIT: Text(
        "오늘 인정할 수 있는 메뉴 이용 횟수를 다 썼습니다.",
        "The day's limit of menu uses is reached.",
    ),
    Reason.SAME_CONTENT: Text(
        "내용이 똑같은 자료가 이미 인정되었습니다.", "Exactly this content was counted before."
    ),
    Reason.REPEATED_IMPORT: Text(
        "일괄 등록은 데이터셋마다 한 번만 인정합니다.",
        "Loading from a list counts once for each dataset.",
    ),
    Reason.WITHDRAWN: Text(
        "공개가 철회되어 제공 점수를 되돌렸습니다.",
        "The version was withdrawn, and its points went with it.",
    ),
    Reason.OFFERED_AGAIN: Text(
        "철회가 취소되어 되돌린 제공 점수를 돌려주었습니다.",
        "The withdrawal was undone, and what it took was given back.",
    ),
}

MENUS: Mapping[Menu, Text] = {
    Menu.ROWS: Text("행 골라 받기", "Select rows"),
    Menu.BUILD: Text("이 데이터로 만들기", "Build on this"),
    Menu.LINEAGE: Text("계보 보기", "Lineage"),
    Menu.REPORT: Text("검증 보고서 보기", "Verification report"),
    Menu.CITATION: Text("인용문 받기", "Citation"),
}
