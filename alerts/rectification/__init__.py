"""What follows a card: the agency explains and mends, the collector looks again, an officer closes or revokes.

Every action is one transaction: the state, a line in the card's history and a line in the audit trail together.
"""

from alerts.rectification.errors import NotAllowedNow, RectificationError, StillAtFault
from alerts.rectification.fault import MatterLook, look_at_matter, still_at_fault
from alerts.rectification.looks import LooksSummary, ask_new_look, record_looks
from alerts.rectification.of_agency import explain, say_done
from alerts.rectification.of_officer import close, confirm, revoke, urge

__all__ = [
    "LooksSummary",
    "MatterLook",
    "NotAllowedNow",
    "RectificationError",
    "StillAtFault",
    "ask_new_look",
    "close",
    "confirm",
    "explain",
    "look_at_matter",
    "record_looks",
    "revoke",
    "say_done",
    "still_at_fault",
    "urge",
]
