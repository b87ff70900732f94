"""What is said of an act on a version, and of one upstream of it, in both languages."""

from collections.abc import Callable, Mapping

from marketplace.catalogue.values import VersionFacts
from marketplace.ledger.days import day_of
from marketplace.lineage.acts import Act
from marketplace.workflow.marking import SeenAct, SeenMark
from verification.findings import Text
from verification.rights.licences import find_licence

_RESTRICTED = Text("제한된 데이터의 한 판", "a version of a restricted dataset")


def named(version: VersionFacts | None) -> Text:
    """Return a version as sentences name it."""
    if version is None:
        return _RESTRICTED
    title = version.described.title
    return Text(
        f"«{title.shown}» {version.number}판",
        f"“{title.en or title.shown}”, version {version.number}",
    )


def _called(licence: str | None) -> Text:
    """Return a licence by its name; one that is on no list by what was written."""
    found = find_licence(licence or "")
    return Text(found.name_ko, found.name_en) if found else Text(licence or "", licence or "")


def _relicensed(each: SeenAct) -> Text:
    act = each.correction
    day = day_of(act.holds_from)
    before, now = _called(act.licence_before), _called(act.licence)
    return Text(
        f"이용허락이 {day.year}. {day.month}. {day.day}.부터 바뀝니다: {before.ko} → "
        f"{now.ko}. 그 전에 받은 사람의 조건은 그대로입니다.",
        f"The licence changes on {day.isoformat()}: {before.en} → {now.en}. "
        "Whoever received it before keeps their terms.",
    )


OF_ITSELF: Mapping[Act, Callable[[SeenAct], Text]] = {
    Act.WITHDRAW: lambda _: Text(
        "철회된 판이라 내려받을 수 없습니다.",
        "This version is withdrawn and cannot be downloaded.",
    ),
    Act.CORRECT: lambda _: Text(
        "이 판을 바로잡은 판이 나왔습니다.", "A later version corrects this one."
    ),
    Act.REPLACE: lambda _: Text(
        "이 판을 대신하는 데이터가 있습니다.", "Another dataset stands in its place."
    ),
    Act.RELICENSE: _relicensed,
}
"""What is said of an act on the version itself."""


def _conflict(each: SeenMark, licence: str) -> Text:
    source, new, own = named(each.source), _called(each.mark.cause.licence), _called(licence)
    return Text(
        f"이 데이터가 나온 {source.ko}의 이용허락이 {new.ko} 조건으로 바뀌어, 이 판의 "
        f"이용허락 {own.ko} 조건과 어긋납니다. 그 전에 받아 만든 것의 조건은 그대로입니다.",
        f"{source.en}, from which this was made, is now under {new.en}, which does not go together "
        f"with {own.en}. What was made before keeps its terms.",
    )


def _upstream(korean: str, english: str) -> Callable[[SeenMark, str], Text]:
    """Return what says something of the version acted on, named in either language."""

    def said(each: SeenMark, _licence: str) -> Text:
        source = named(each.source)
        return Text(korean.format(source.ko), english.format(source.en))

    return said


UPSTREAM: Mapping[Act, Callable[[SeenMark, str], Text]] = {
    Act.WITHDRAW: _upstream(
        "이 데이터가 나온 {}이 철회되었습니다.",
        "{}, from which this was made, has been withdrawn.",
    ),
    Act.CORRECT: _upstream(
        "이 데이터가 나온 {}이 바로잡혔습니다.",
        "{}, from which this was made, has been corrected.",
    ),
    Act.REPLACE: _upstream(
        "이 데이터가 나온 {}을 다른 데이터가 대신합니다.",
        "Another dataset stands in the place of {}, from which this was made.",
    ),
    Act.RELICENSE: _conflict,
}
"""What is said of a mark, by the act that left it."""
