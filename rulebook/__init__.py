"""The law and the calendars as data (TOML), and the loader that refuses what does not fit."""

from rulebook.annual_report_forms import (
    ApplicantColumn,
    DisclosureRow,
    RemedyBlock,
    RemedyResult,
    ReportCheck,
    ReportForm,
    RequestRow,
)
from rulebook.calendar import Calendar, LocalDay, RegionalNotice, SpecialDay, YearNotice
from rulebook.catalogues import AccountClass, ColumnCategory, Grade, ReplyKind, Scoring
from rulebook.errors import RulebookError
from rulebook.loader import Rulebook, load_rulebook
from rulebook.measures import MeasureDefinition
from rulebook.rules import CardRule, Rule

__all__ = [
    "AccountClass",
    "ApplicantColumn",
    "Calendar",
    "CardRule",
    "ColumnCategory",
    "DisclosureRow",
    "Grade",
    "LocalDay",
    "MeasureDefinition",
    "RemedyBlock",
    "RemedyResult",
    "RegionalNotice",
    "ReplyKind",
    "ReportCheck",
    "ReportForm",
    "RequestRow",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Scoring",
    "SpecialDay",
    "YearNotice",
    "load_rulebook",
]
