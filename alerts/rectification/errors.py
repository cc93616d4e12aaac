"""Why an action on a card was refused. The texts are shown to the person who tried."""

from __future__ import annotations


class RectificationError(Exception):
    """An action that was refused; the text is Chinese."""


class NotAllowedNow(RectificationError):
    """The card is not in a state in which this can be done, or something needed is missing."""


class StillAtFault(RectificationError):
    """The matter still shows the fault, or nobody has looked since the agency said it was mended."""
