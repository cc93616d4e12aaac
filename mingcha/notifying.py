"""Which way notices leave, as the settings decide."""

from __future__ import annotations

from alerts.channels.contract import Channel
from alerts.channels.folder.channel import FolderChannel
from alerts.channels.smtp.channel import SmtpChannel
from mingcha.settings import Settings


def mail_channel(settings: Settings) -> Channel:
    """Return the mail server, or a folder of messages where none is set."""
    if settings.smtp_host is None:
        return FolderChannel(settings.outbox_folder, settings.mail_from)
    return SmtpChannel(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.mail_from,
        starttls=settings.smtp_starttls,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
    )
