"""Findings become cards, cards are told of, mended and closed. See docs/alerts.md."""
