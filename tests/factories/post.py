"""A mail server on the loopback, a real one: it takes letters, or is told how to fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from marketplace.stack.ports import free_ports


@dataclass
class Box:
    """What arrived. `refuse` is answered to every letter's words; `silent` hangs up on them."""

    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuse: str = ""
    refuse_address: str = ""
    silent: bool = False

    async def handle_RCPT(  # noqa: N802 -- the name and its parameters are the server's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuse_address:
            return self.refuse_address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refuse:
            return self.refuse
        message: Message = BytesParser(policy=default).parsebytes(cast(bytes, envelope.content))
        self.letters.append((envelope.rcpt_tos[0], cast(EmailMessage, message)))
        if self.silent:
            server.transport.close()
        return "250 taken"


@contextmanager
def post_office() -> Iterator[tuple[Box, int]]:
    """Run a mail server; give its box and its port."""
    box = Box()
    (port,) = free_ports(1)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
