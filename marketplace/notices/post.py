"""Handing letters to a mail server, so that it is known afterwards whether one was taken.

A letter is offered step by step. What goes wrong before its words are sent was certainly not taken;
a server that falls silent while it has the words may have taken them: `LetterUnknown`.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from marketplace.notices.errors import LetterRefused, LetterUnknown, PostUnavailable

TIMEOUT_SECONDS = 20
_OK = 250
_TRANSIENT = range(400, 500)


@dataclass(frozen=True)
class PostOffice:
    """How the mail server is reached. Without a user nobody signs in there."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool

    @contextmanager
    def opened(self) -> Iterator["Counter"]:
        """Yield a counter that takes letters; raise `PostUnavailable`."""
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        except (OSError, smtplib.SMTPException) as fault:
            raise PostUnavailable(type(fault).__name__) from None
        try:
            self._greet(server)
            yield Counter(server)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _greet(self, server: smtplib.SMTP) -> None:
        try:
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
            if self.user:
                server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException) as fault:
            # Its words may quote what was sent to it.
            raise PostUnavailable(type(fault).__name__) from None


@dataclass(frozen=True)
class Counter:
    """An open connection."""

    server: smtplib.SMTP

    def take(self, letter: EmailMessage, *, sender: str, recipient: str) -> None:
        """Hand over one letter to one recipient.

        Raises `LetterRefused` where it was not taken, `PostUnavailable` where the server went
        away before it had the words, and `LetterUnknown` where it went away with them.
        """
        self._offer(sender, recipient)
        try:
            code, _ = self.server.data(letter.as_bytes())
        except smtplib.SMTPDataError as fault:
            # Refused before the words: the server did not ask for them.
            raise LetterRefused(for_good=fault.smtp_code not in _TRANSIENT) from None
        except (OSError, smtplib.SMTPException):
            raise LetterUnknown from None
        if code != _OK:
            self._reset()
            raise LetterRefused(for_good=code not in _TRANSIENT)

    def _offer(self, sender: str, recipient: str) -> None:
        try:
            for code, _ in (self.server.mail(sender), self.server.rcpt(recipient)):
                if code not in {_OK, 251}:
                    self._reset()
                    raise LetterRefused(for_good=code not in _TRANSIENT)
        except UnicodeError:
            # An address in other letters than the server's protocol knows.
            raise LetterRefused(for_good=True) from None
        except (OSError, smtplib.SMTPException) as fault:
            raise PostUnavailable(type(fault).__name__) from None

    def _reset(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self.server.rset()
