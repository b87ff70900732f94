from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.mail import want_mail
from marketplace.accounts.models import Account
from marketplace.accounts.opening import close_account
from marketplace.lineage.acts import Act
from marketplace.notices.mails import MOST_TRIES, Mail
from marketplace.stack.ports import free_ports
from marketplace.workflow.mailing import send_mails
from marketplace.workflow.sweeping import carry_on
from storage.outbox import OutboxEntry
from tests.factories.post import Box, post_office
from tests.marketplace.workflow.house import later
from tests.marketplace.workflow.shelf import Shelf


@pytest.fixture
def post() -> Iterator[tuple[Box, int]]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def box(post: tuple[Box, int], shelf: Shelf) -> Box:
    """A mail server that the shelf's settings name."""
    box, port = post
    reached = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_starttls": False}
    settings = replace(shelf.services.settings, smtp_from="notices@hwanryu.example", **reached)
    shelf.services = replace(shelf.services, settings=settings)
    return box


def withdrawn(shelf: Shelf, *readers: Actor) -> None:
    """Withdraw what was given to some people."""
    shelf.put("a1")
    for reader in readers:
        shelf.receive(reader, "a1")
    shelf.act("a1", Act.WITHDRAW)


def outcomes(shelf: Shelf) -> list[str | None]:
    with shelf.session() as session:
        return list(session.execute(select(Mail.outcome)).scalars())


def test_what_people_are_told_goes_out_in_both_languages_with_an_address(
    shelf: Shelf, box: Box
) -> None:
    reader = shelf.person()
    withdrawn(shelf, reader)

    send_mails(shelf.services)

    ((recipient, letter),) = box.letters
    with shelf.session() as session:
        assert recipient == session.get_one(Account, reader.id).email
    assert letter["Subject"] == "쓰고 있는 데이터의 공개가 철회되었습니다: 데이터 a"
    assert (letter["From"], letter["Auto-Submitted"]) == (
        "notices@hwanryu.example",
        "auto-generated",
    )
    words = letter.get_content()
    assert "A source was withdrawn: 데이터 a" in words
    assert f"https://hwanryu.example/datasets/{shelf.facts('a1').dataset_id}/versions/1" in words
    assert "https://hwanryu.example/account" in words
    assert outcomes(shelf) == ["sent"]


def test_each_is_sent_once_however_often_the_job_runs(shelf: Shelf, box: Box) -> None:
    withdrawn(shelf, *(shelf.person() for _ in range(5)))

    for _ in range(3):
        send_mails(shelf.services)

    assert len({recipient for recipient, _ in box.letters}) == len(box.letters) == 5


class Killed(BaseException):
    """Ends a job wherever it is, as a kill would."""


@pytest.mark.parametrize("commits", range(1, 8))
def test_killed_between_any_two_steps_nobody_is_written_to_twice(
    shelf: Shelf, box: Box, commits: int
) -> None:
    withdrawn(shelf, *(shelf.person() for _ in range(3)))
    left = [commits]

    def kill(_session: Session) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    # Every second time the mail was taken up, and its words had not gone yet.
    event.listen(shelf.services.make_session, "after_commit", kill)
    try:
        send_mails(shelf.services)
    except Killed:
        pass
    finally:
        event.remove(shelf.services.make_session, "after_commit", kill)
    send_mails(shelf.services)

    recipients = [recipient for recipient, _ in box.letters]
    assert len(set(recipients)) == len(recipients) in {2, 3}
    assert outcomes(shelf).count(None) <= 1


def test_without_a_server_in_the_settings_nothing_is_asked_for(shelf: Shelf) -> None:
    withdrawn(shelf, shelf.person())

    send_mails(shelf.services)

    assert outcomes(shelf) == []


def test_a_server_that_is_away_is_tried_again_later(shelf: Shelf, box: Box) -> None:
    withdrawn(shelf, shelf.person())
    here = shelf.services
    nowhere = replace(here.settings, smtp_port=free_ports(1)[0])

    send_mails(replace(here, settings=nowhere))
    assert box.letters == []
    with shelf.session() as session:
        for entry in session.execute(select(OutboxEntry)).scalars():
            session.delete(entry)
    carry_on(later(here, minutes=1))

    with shelf.session() as session:
        asked = session.execute(select(OutboxEntry.job)).scalars().all()
    assert asked == ["marketplace.jobs.send_mails"]
    send_mails(here)
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    ("refusal", "tried"),
    [("451 not now", [None]), ("550 never", ["refused"])],
)
def test_a_letter_that_is_refused_waits_or_is_given_up(
    shelf: Shelf, box: Box, refusal: str, tried: list[str | None]
) -> None:
    withdrawn(shelf, shelf.person())
    box.refuse = refusal

    send_mails(shelf.services)

    assert outcomes(shelf) == tried
    box.refuse = ""
    send_mails(shelf.services)
    assert box.letters == []
    send_mails(later(shelf.services, hours=1))
    assert len(box.letters) == (1 if tried == [None] else 0)


def test_an_address_that_is_not_taken_is_given_up_after_some_tries(shelf: Shelf, box: Box) -> None:
    withdrawn(shelf, shelf.person())
    box.refuse_address = "450 full"

    for day in range(MOST_TRIES + 1):
        send_mails(later(shelf.services, days=day))

    assert outcomes(shelf) == ["refused"]


def test_a_server_that_falls_silent_with_the_words_is_not_given_them_again(
    shelf: Shelf, box: Box
) -> None:
    withdrawn(shelf, shelf.person())
    box.silent = True

    send_mails(shelf.services)
    box.silent = False
    send_mails(later(shelf.services, days=1))

    assert len(box.letters) == 1
    assert outcomes(shelf) == ["unknown"]


def test_who_wants_none_or_has_left_is_not_written_to(shelf: Shelf, box: Box) -> None:
    quiet, gone = shelf.person(), shelf.person()
    assert quiet.id is not None
    assert gone.id is not None
    withdrawn(shelf, quiet, gone)
    with shelf.session() as session:
        want_mail(session, quiet.id, wanted=False)
        close_account(session, gone.id, by=gone.id, at=shelf.tick())

    send_mails(shelf.services)

    assert box.letters == []
    assert outcomes(shelf) == ["unwanted", "unwanted"]
