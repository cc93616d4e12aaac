"""What every channel offers, and the two ways in which it can fail."""

from __future__ import annotations

from contextlib import AbstractContextManager
from email.message import EmailMessage
from typing import Protocol


class ChannelUnavailable(Exception):
    """The channel itself cannot be reached; no message was at fault. The text is Chinese, for the ledger."""


class MessageRefused(Exception):
    """This one message was not taken. ``permanent``: trying again would end the same. The text is Chinese."""

    def __init__(self, reason: str, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


class Connection(Protocol):
    """An open channel."""

    def send(self, message: EmailMessage) -> None:
        """Hand over one message; raises ``MessageRefused`` or ``ChannelUnavailable``."""


class Channel(Protocol):
    """A way to send messages. ``name`` is kept in the ledger; ``sender`` is the address they come from."""

    @property
    def name(self) -> str:
        """Name in the ledger."""

    @property
    def sender(self) -> str:
        """Address the messages come from."""

    def open(self) -> AbstractContextManager[Connection]:
        """Connect for a number of messages; raises ``ChannelUnavailable``."""
