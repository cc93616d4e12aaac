"""Mingcha 明察: watches whether governments keep their word to be open. This room starts it all."""

__version__ = "0.1.0"
