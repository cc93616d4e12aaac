"""Whether websites open: visits spread over the day (W2), told apart from failures of our own network."""

from collectors.availability.plan import DueVisit, due_slot, planned_at
from collectors.availability.recording import Probe, Visit, record_visits
from collectors.availability.visiting import VisitContext, VisitSummary, visit_sites

__all__ = [
    "DueVisit",
    "Probe",
    "Visit",
    "VisitContext",
    "VisitSummary",
    "due_slot",
    "planned_at",
    "record_visits",
    "visit_sites",
]
