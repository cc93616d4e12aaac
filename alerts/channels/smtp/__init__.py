"""Mail by SMTP."""

from alerts.channels.smtp.channel import SmtpChannel

__all__ = ["SmtpChannel"]
