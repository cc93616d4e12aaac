"""Sends messages to a mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

from alerts.channels.contract import Connection
from alerts.channels.smtp.problems import unavailable, unavailable_or_refused

_SECONDS = 20.0


@dataclass(frozen=True)
class SmtpChannel:
    """A mail server. ``seconds``: how long one answer of it may take."""

    host: str
    port: int
    sender: str
    starttls: bool = False
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: float = _SECONDS
    name: str = "smtp"

    @contextmanager
    def open(self) -> Iterator[Connection]:
        """Connect, encrypt and sign in as set; raises ``ChannelUnavailable`` in words."""
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        except (OSError, smtplib.SMTPException) as error:
            raise unavailable(self.host, self.port, error) from error
        try:
            self._prepare(server)
            yield _SmtpConnection(server, self)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _prepare(self, server: smtplib.SMTP) -> None:
        try:
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
            if self.username is not None:
                server.login(self.username, self.password or "")
        except (OSError, smtplib.SMTPException) as error:
            raise unavailable(self.host, self.port, error) from error


@dataclass(frozen=True)
class _SmtpConnection:
    server: smtplib.SMTP
    channel: SmtpChannel

    def send(self, message: EmailMessage) -> None:
        """Hand the message to the server."""
        try:
            address = message["To"].addresses[0].addr_spec
            self.server.sendmail(self.channel.sender, [address], message.as_bytes(policy=SMTP))
        except (OSError, smtplib.SMTPException) as error:
            raise unavailable_or_refused(self.channel.host, self.channel.port, error) from error
