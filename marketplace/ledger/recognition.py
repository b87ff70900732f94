"""Recognition: from an event and what was counted before it to its posting. Pure.

The weight of an event is always posted raw. Whether it is recognised is asked of a table: the first
refusal that applies and is in force gives the reason; if none does, the whole weight counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.ledger.days import day_of
from marketplace.ledger.facts import (
    ActorFacts,
    Download,
    Earning,
    EventFacts,
    History,
    MenuUse,
    OfferedAgain,
    PostingFacts,
    Upload,
    Withdrawal,
)
from marketplace.ledger.kinds import Reason
from marketplace.ledger.rules import Rules

Refusals = Sequence[tuple[Reason, bool]]


@dataclass(frozen=True)
class Recognition:
    """How much an event weighs, how much of it counts, and why."""

    amount: int
    recognised: int
    reason: Reason


def posting_for(event: EventFacts, history: History, rules: Rules) -> PostingFacts | None:
    """Return what the event posts, or None: nobody to post to, or nothing to take back."""
    actor, deed = event.actor, event.deed
    if isinstance(deed, Withdrawal):
        return _taken_back(event, history.upload) if history.upload else None
    if isinstance(deed, OfferedAgain):
        taken = history.withdrawal
        return _given_back(event, deed, taken, history, rules) if taken else None
    if actor.id is None:
        return None
    recognition = recognise(actor, deed, history, rules)
    return PostingFacts(
        event=event.id,
        account=actor.id,
        department=actor.department if actor.official else None,
        day=day_of(event.at),
        amount=recognition.amount,
        recognised=recognition.recognised,
        reason=recognition.reason,
        rule_version=rules.number,
    )


def recognise(actor: ActorFacts, deed: Earning, history: History, rules: Rules) -> Recognition:
    """Return how much of what a signed-in person did counts under the rules."""
    match deed:
        case Download():
            refusals = _download_refusals(actor, deed, history)
            return _weigh(rules.download, Reason.DOWNLOAD, refusals, rules)
        case MenuUse():
            return _weigh(rules.menu, Reason.MENU, _menu_refusals(deed, history, rules), rules)
        case upload:
            weight = rules.upload(upload.submission_kind)
            refusals = _upload_refusals(history, imported=upload.imported)
            return _weigh(weight, _upload_reason(upload), refusals, rules)


def _weigh(weight: int, counted: Reason, refusals: Refusals, rules: Rules) -> Recognition:
    for reason, applies in refusals:
        if applies and reason in rules.refuse:
            return Recognition(weight, 0, reason)
    return Recognition(weight, weight, counted)


def _download_refusals(actor: ActorFacts, deed: Download, history: History) -> Refusals:
    theirs = actor.department is not None and actor.department == deed.version.owner_department
    return (
        (Reason.OWN_DATASET, actor.id == deed.version.owner),
        (Reason.OWN_DEPARTMENT, theirs),
        (Reason.REPEATED_DOWNLOAD, history.version_counted),
    )


def _menu_refusals(deed: MenuUse, history: History, rules: Rules) -> Refusals:
    return (
        (Reason.MENU_NOT_LISTED, deed.menu not in rules.menus),
        (Reason.REPEATED_MENU, deed.menu in history.menus_counted),
        (Reason.MENU_LIMIT, len(history.menus_counted) >= rules.menus_per_day),
    )


def _upload_refusals(history: History, *, imported: bool) -> Refusals:
    return (
        (Reason.SAME_CONTENT, history.content_counted),
        (Reason.REPEATED_IMPORT, imported and history.dataset_counted),
    )


def _upload_reason(deed: Upload) -> Reason:
    if deed.imported:
        return Reason.IMPORT
    return Reason.UPLOAD if deed.version.number == 1 else Reason.NEW_VERSION


def _taken_back(event: EventFacts, upload: PostingFacts) -> PostingFacts:
    # The points go from whom and where they were posted to, under the rules they were posted by.
    return PostingFacts(
        event=event.id,
        account=upload.account,
        department=upload.department,
        day=day_of(event.at),
        amount=-upload.amount,
        recognised=-upload.recognised,
        reason=Reason.WITHDRAWN,
        rule_version=upload.rule_version,
        counter_of=upload.event,
    )


def _given_back(
    event: EventFacts, deed: OfferedAgain, taken: PostingFacts, history: History, rules: Rules
) -> PostingFacts:
    """Return what a withdrawal took; not recognised where the same counts elsewhere by now."""
    refusals = _upload_refusals(history, imported=deed.imported)
    given = _weigh(-taken.amount, Reason.OFFERED_AGAIN, refusals, rules)
    return PostingFacts(
        event=event.id,
        account=taken.account,
        department=taken.department,
        day=day_of(event.at),
        amount=given.amount,
        recognised=given.recognised if taken.recognised else 0,
        reason=given.reason,
        rule_version=taken.rule_version,
        counter_of=taken.event,
    )
