"""Help: how the loop works, what licences leave, how points are counted."""

from collections.abc import Iterator

from flask import Blueprint, render_template

from marketplace.http.door import now, public, session
from marketplace.ledger.kinds import Reason
from marketplace.ledger.rules import Rules
from marketplace.ledger.texts import MENUS, REASONS
from marketplace.web.marking import N_
from marketplace.workflow.scoring import rules_today
from verification.evidence.assurance import Assurance
from verification.findings import Text
from verification.rights.licences import LICENCES

guide = Blueprint("web_help", __name__)

_OF_MENUS = frozenset({Reason.MENU_NOT_LISTED, Reason.REPEATED_MENU, Reason.MENU_LIMIT})
_UPLOADS = {
    "data": N_("데이터 올리기"),
    "analysis": N_("분석 결과 올리기"),
    "visualisation": N_("시각화 올리기"),
    "document": N_("문서 올리기"),
}
_LANES = (
    (
        N_("자동"),
        N_("주인이 같은 모양의 새 판을 올렸고 주의할 것이 없을 때. 일부는 뽑아 심사합니다."),
    ),
    (
        N_("심사 1명"),
        N_("그 밖의 모든 것. 개인정보가 의심되거나 문서이면 개인정보 심사자가 함께 봅니다."),
    ),
    (N_("심사 2명"), N_("내용이 원천과 어긋나거나 이용허락이 서로 맞는지 다툼이 있을 때.")),
)


@guide.get("/help")
@public
def how() -> str:
    """Say how the loop works."""
    assurances = [each.value for each in Assurance]
    return render_template("help/how.html", assurances=assurances, lanes=_LANES)


@guide.get("/help/licences")
@public
def licences() -> str:
    """List the licences."""
    rows = [
        {
            "id": each.id,
            "name": Text(each.name_ko, each.name_en),
            "url": each.url,
            "attribution": each.attribution,
            "commercial": each.commercial,
            "derivatives": each.derivatives,
            "public_bodies_only": each.public_bodies_only,
        }
        for each in LICENCES.values()
    ]
    return render_template("help/licences.html", licences=rows)


@guide.get("/help/points")
@public
def points() -> str:
    """Say how points are counted, by the rules in force today."""
    rules = rules_today(session(), at=now())
    return render_template(
        "help/points.html",
        weights=list(_weights(rules)),
        rules={
            "version": rules.number,
            "since": rules.valid_from,
            "sentences": list(_sentences(rules)),
        },
    )


def _weights(rules: Rules) -> Iterator[tuple[str | Text, int]]:
    yield N_("내려받기"), rules.download
    yield N_("메뉴 이용"), rules.menu
    for kind, weight in rules.uploads.items():
        yield _UPLOADS.get(kind, kind), weight


def _sentences(rules: Rules) -> Iterator[Text]:
    refused = rules.refuse - _OF_MENUS
    for reason, text in REASONS.items():
        if reason in refused:
            yield Text(text.ko, text.en)
    menus = sorted((text.ko, text.en) for menu, text in MENUS.items() if menu in rules.menus)
    korean, english = (", ".join(names[place] for names in menus) for place in (0, 1))
    yield Text(f"메뉴는 다음만 인정합니다: {korean}.", f"Only these menus count: {english}.")
    yield Text(
        f"메뉴 이용은 하루 {rules.menus_per_day}번까지, 같은 메뉴는 한 번만 인정합니다.",
        f"Menu use counts up to {rules.menus_per_day} times a day, the same menu once.",
    )
