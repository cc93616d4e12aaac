"""Agencies are told of their cards: one notice for each agency and run, a line in the ledger for each recipient."""

from alerts.notices.notify import NotifySummary, notify

__all__ = ["NotifySummary", "notify"]
