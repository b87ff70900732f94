from dataclasses import replace
from uuid import uuid4

import pytest

from marketplace.ledger.facts import (
    NOBODY,
    ActorFacts,
    Deed,
    Download,
    Earning,
    EventFacts,
    History,
    MenuUse,
    PostingFacts,
    Withdrawal,
)
from marketplace.ledger.kinds import Reason
from marketplace.ledger.recognition import Recognition, posting_for, recognise
from tests.marketplace.ledger.examples import (
    MORNING,
    RULES,
    TODAY,
    citizen,
    official,
    upload,
    version,
)

NEW = History()
ME = official()
MINE = version(ME)
OURS = version(official(ME.department))
THEIRS = version()


def event(actor: ActorFacts, deed: Deed) -> EventFacts:
    return EventFacts(uuid4(), actor, deed, MORNING)


@pytest.mark.parametrize(
    ("deed", "history", "recognition"),
    [
        (Download(THEIRS), NEW, Recognition(1, 1, Reason.DOWNLOAD)),
        (Download(MINE), NEW, Recognition(1, 0, Reason.OWN_DATASET)),
        (Download(OURS), NEW, Recognition(1, 0, Reason.OWN_DEPARTMENT)),
        (
            Download(THEIRS),
            History(version_counted=True),
            Recognition(1, 0, Reason.REPEATED_DOWNLOAD),
        ),
        (MenuUse("citation"), NEW, Recognition(1, 1, Reason.MENU)),
        (MenuUse("window-gazing"), NEW, Recognition(1, 0, Reason.MENU_NOT_LISTED)),
        (
            MenuUse("citation"),
            History(menus_counted=frozenset({"citation"})),
            Recognition(1, 0, Reason.REPEATED_MENU),
        ),
        (
            MenuUse("citation"),
            History(menus_counted=frozenset({"lineage", "build-on-this"})),
            Recognition(1, 1, Reason.MENU),
        ),
        (
            MenuUse("citation"),
            History(menus_counted=frozenset({"lineage", "build-on-this", "rows-selection"})),
            Recognition(1, 0, Reason.MENU_LIMIT),
        ),
        (upload(MINE, "data"), NEW, Recognition(5, 5, Reason.UPLOAD)),
        (upload(MINE, "document"), NEW, Recognition(5, 5, Reason.UPLOAD)),
        (upload(MINE, "analysis"), NEW, Recognition(10, 10, Reason.UPLOAD)),
        (upload(MINE, "visualisation"), NEW, Recognition(10, 10, Reason.UPLOAD)),
        (upload(replace(MINE, number=2)), NEW, Recognition(5, 5, Reason.NEW_VERSION)),
        (
            upload(replace(MINE, number=2)),
            History(dataset_counted=True),
            Recognition(5, 5, Reason.NEW_VERSION),
        ),
        (upload(MINE), History(content_counted=True), Recognition(5, 0, Reason.SAME_CONTENT)),
        (upload(MINE, imported=True), NEW, Recognition(5, 5, Reason.IMPORT)),
        (
            upload(replace(MINE, number=2), imported=True),
            History(dataset_counted=True),
            Recognition(5, 0, Reason.REPEATED_IMPORT),
        ),
    ],
)
def test_what_counts_and_why(deed: Earning, history: History, recognition: Recognition) -> None:
    assert recognise(ME, deed, history, RULES) == recognition


def test_people_without_a_department_are_of_no_department_together() -> None:
    firm = citizen()
    of_a_citizen = version(citizen())

    assert recognise(firm, Download(of_a_citizen), NEW, RULES).recognised == 1


def test_a_rule_version_can_leave_a_reason_out() -> None:
    lenient = replace(RULES, refuse=RULES.refuse - {Reason.OWN_DEPARTMENT})

    assert recognise(ME, Download(OURS), NEW, lenient) == Recognition(1, 1, Reason.DOWNLOAD)


def test_the_posting_says_to_whom_for_whom_and_when() -> None:
    happened = event(ME, Download(THEIRS))

    assert posting_for(happened, NEW, RULES) == PostingFacts(
        event=happened.id,
        account=ME.id or uuid4(),
        department=ME.department,
        day=TODAY,
        amount=1,
        recognised=1,
        reason=Reason.DOWNLOAD,
        rule_version=1,
    )


@pytest.mark.parametrize("actor", [citizen(), ActorFacts(uuid4(), uuid4(), official=False)])
def test_who_is_no_official_has_points_but_no_department_has_them(actor: ActorFacts) -> None:
    posting = posting_for(event(actor, Download(THEIRS)), NEW, RULES)

    assert posting is not None
    assert (posting.recognised, posting.department) == (1, None)


def test_nobody_has_points_for_what_nobody_did() -> None:
    assert posting_for(event(NOBODY, Download(THEIRS)), NEW, RULES) is None


def test_withdrawal_takes_back_what_the_upload_posted() -> None:
    posted = posting_for(event(ME, upload(MINE, "analysis")), NEW, RULES)
    withdrawn = event(official(), Withdrawal(MINE))

    assert posted is not None
    assert posting_for(withdrawn, History(upload=posted), RULES) == replace(
        posted,
        event=withdrawn.id,
        amount=-10,
        recognised=-10,
        reason=Reason.WITHDRAWN,
        counter_of=posted.event,
    )


def test_withdrawing_what_was_never_posted_takes_nothing() -> None:
    assert posting_for(event(ME, Withdrawal(MINE)), NEW, RULES) is None
