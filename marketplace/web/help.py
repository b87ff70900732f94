"""Help: how the loop works, what licences leave, how points are counted."""

from collections.abc import Iterator

from flask import Blueprint, render_template

from marketplace.http.door import now, public, session
from marketplace.ledger.kinds import Reason
from marketplace.ledger.rules import Rules
from marketplace.ledger.texts import MENUS, REASONS
from marketplace.web.labels import KINDS
from marketplace.workflow.scoring import rules_today
from verification.evidence.assurance import Assurance
from verification.rights.licences import LICENCES

guide = Blueprint("web_help", __name__)

_OF_MENUS = frozenset({Reason.MENU_NOT_LISTED, Reason.REPEATED_MENU, Reason.MENU_LIMIT})
_LANES = (
    (
        "자동",
        "주인이 같은 모양의 새 판을 올렸고 주의할 것이 없을 때. 일부는 뽑아 심사합니다.",
    ),
    ("심사 1명", "그 밖의 모든 것. 개인정보가 의심되거나 문서이면 개인정보 심사자가 함께 봅니다."),
    ("심사 2명", "내용이 원천과 어긋나거나 이용허락이 서로 맞는지 다툼이 있을 때."),
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
            "name": each.name_ko,
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


def _weights(rules: Rules) -> Iterator[tuple[str, int]]:
    yield "내려받기", rules.download
    yield "메뉴 이용", rules.menu
    for kind, weight in rules.uploads.items():
        yield f"{KINDS.get(kind, kind)} 올리기", weight


def _sentences(rules: Rules) -> Iterator[str]:
    yield from (text.ko for reason, text in REASONS.items() if reason in rules.refuse - _OF_MENUS)
    menus = ", ".join(sorted(text.ko for menu, text in MENUS.items() if menu in rules.menus))
    yield f"메뉴는 다음만 인정합니다: {menus}."
    yield f"메뉴 이용은 하루 {rules.menus_per_day}번까지, 같은 메뉴는 한 번만 인정합니다."
