"""A notice as a mail: text and HTML, the same bytes whenever it is built."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from store.models import Delivery, Notice

_ID_LENGTH = 32


def message_id(notice_number: str, channel: str, address: str) -> str:
    """The id of the message to ``address``; a resend has the same id, so that a mailbox keeps one."""
    digest = hashlib.sha256("\n".join((notice_number, channel, address)).encode()).hexdigest()
    return f"<{digest[:_ID_LENGTH]}@mingcha>"


def build_message(notice: Notice, delivery: Delivery, sender: str) -> EmailMessage:
    """The mail of ``notice`` to the recipient of ``delivery``."""
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = Address("明察", addr_spec=sender)
    message["To"] = Address(delivery.recipient, addr_spec=delivery.address)
    message["Date"] = format_datetime(notice.created_at)
    message["Message-ID"] = delivery.message_id
    message.set_content(notice.body_text, charset="utf-8", cte="base64")
    message.add_alternative(notice.body_html, subtype="html", charset="utf-8", cte="base64")
    message.set_boundary(f"=={delivery.message_id.strip('<>').split('@')[0]}==")
    return message
