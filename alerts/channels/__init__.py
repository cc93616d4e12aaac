"""Ways to reach a contact. One folder for each, with the same files: ``channel.py`` and ``problems.py``."""

from alerts.channels.contract import Channel, ChannelUnavailable, Connection, MessageRefused

__all__ = ["Channel", "ChannelUnavailable", "Connection", "MessageRefused"]
