"""Sending notices as e-mail: one at a time, each at most once, whatever is killed when.

A mail is taken up and committed before it is handed over, so a job that is killed leaves one that
nobody sends again. What the server certainly did not take goes back to wait.
"""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from uuid import UUID

from marketplace.accounts.mail import address_of
from marketplace.config import Settings
from marketplace.notices.errors import LetterRefused, LetterUnknown, PostUnavailable
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.mails import (
    Letter,
    MailOutcome,
    end_mail,
    is_mail_waiting,
    put_mail_back,
    take_up_mail,
)
from marketplace.notices.post import Counter, PostOffice
from marketplace.notices.texts import render
from marketplace.notices.wording import Language
from marketplace.services import Services
from marketplace.workflow.nudges import ask_for_mailing
from storage.database import transaction

SENT_AT_ONCE = 100
"""After so many other jobs have their turn."""


def send_mails(services: Services) -> None:
    """Send the mails that are due. Safe to run twice; a server that is away is tried again later.

    Without a mail server in the settings nothing is sent, and what waits goes on waiting.
    """
    settings = services.settings
    if not settings.smtp_host or not _is_waiting(services):
        return
    try:
        with _post_office(settings).opened() as counter:
            for _ in range(SENT_AT_ONCE):
                if not _send_next(services, counter):
                    return
    except PostUnavailable:
        # The sweep asks again.
        return
    with transaction(services.make_session) as session:
        ask_for_mailing(session, at=services.now())


def _is_waiting(services: Services) -> bool:
    with transaction(services.make_session) as session:
        return is_mail_waiting(session, at=services.now())


def _send_next(services: Services, counter: Counter) -> bool:
    """Send the mail that waits longest; return False where none does."""
    with transaction(services.make_session) as session:
        letter = take_up_mail(session, at=services.now())
        address = address_of(session, letter.account_id) if letter else None
    if letter is None:
        return False
    if address is None:
        _end(services, letter.notice_id, MailOutcome.UNWANTED)
        return True
    sender = services.settings.smtp_from
    try:
        counter.take(message_of(letter, address, services), sender=sender, recipient=address)
    except LetterRefused as refused:
        if refused.for_good:
            _end(services, letter.notice_id, MailOutcome.REFUSED)
        else:
            _put_back(services, letter.notice_id)
    except LetterUnknown:
        _end(services, letter.notice_id, MailOutcome.UNKNOWN)
        raise PostUnavailable(LetterUnknown.__name__) from None
    except PostUnavailable:
        _put_back(services, letter.notice_id)
        raise
    else:
        _end(services, letter.notice_id, MailOutcome.SENT)
    return True


def _end(services: Services, notice_id: UUID, outcome: MailOutcome) -> None:
    with transaction(services.make_session) as session:
        end_mail(session, notice_id, outcome, at=services.now())


def _put_back(services: Services, notice_id: UUID) -> None:
    with transaction(services.make_session) as session:
        put_mail_back(session, notice_id, at=services.now())


def message_of(letter: Letter, address: str, services: Services) -> EmailMessage:
    """Return the words of a notice as a letter: Korean first, English below, and where to look."""
    settings = services.settings
    site = settings.public_url.rstrip("/")
    kind = NoticeKind(letter.kind)
    korean, english = (render(kind, letter.facts, each) for each in (Language.KO, Language.EN))
    about = letter.about
    where = (
        f"{site}/datasets/{about.dataset}/versions/{about.version_number}"
        if about.dataset and about.version_number
        else f"{site}/notices"
    )
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.smtp_from
    message["To"] = address
    # A line end in a title would begin another header.
    message["Subject"] = " ".join(korean.title.split())
    message["Date"] = format_datetime(services.now())
    message["Message-ID"] = make_msgid(letter.notice_id.hex, settings.smtp_from.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"{korean.title}\n{korean.body}\n\n{english.title}\n{english.body}\n\n{where}\n\n"
        f"전자우편으로 받지 않으려면 / To stop these e-mails: {site}/account\n"
    )
    return message


def _post_office(settings: Settings) -> PostOffice:
    return PostOffice(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_user,
        settings.smtp_password,
        starttls=settings.smtp_starttls,
    )
