"""Every table. Importing this package is what makes ``Base.metadata`` complete."""

from store.models.availability import ReferenceProbe, SiteVisit
from store.models.base import Base
from store.models.calendars import CalendarNotice, DueDayChange
from store.models.cards import Card, CardEvent, Delivery, Notice, NoticeCard, Rectification
from store.models.catalogue import AnnualReportEntry, CatalogueDuty, CatalogueItem
from store.models.facts import (
    REVIEW_AT_ONCE,
    AccountCheck,
    Case,
    CaseEvent,
    ColumnCheck,
    ColumnUpdate,
    Post,
    QuestionPage,
    Request,
    RequestEvent,
    SiteCheck,
)
from store.models.findings import EvaluationRun, Finding, LawVersion
from store.models.log_ways import ApiToken, LogWord, SourceProfile
from store.models.people import AuditEntry, CalendarToken, Lease, SavedView, SignInAttempt, User
from store.models.registry import Account, Agency, Contact, Region, Site, SiteColumn
from store.models.sources import (
    CollectorRun,
    Evidence,
    FileOutcome,
    HostRest,
    LookWish,
    QuarantineRow,
    Source,
    SourceFile,
)
from store.models.upkeep import ColumnProposal, DiscoveryRun, MaintenanceWindow

__all__ = [
    "REVIEW_AT_ONCE",
    "Account",
    "AccountCheck",
    "Agency",
    "ApiToken",
    "AnnualReportEntry",
    "AuditEntry",
    "Base",
    "CalendarToken",
    "CalendarNotice",
    "Card",
    "CardEvent",
    "Case",
    "CaseEvent",
    "CollectorRun",
    "CatalogueDuty",
    "CatalogueItem",
    "ColumnCheck",
    "ColumnProposal",
    "ColumnUpdate",
    "Contact",
    "Delivery",
    "DueDayChange",
    "DiscoveryRun",
    "EvaluationRun",
    "Evidence",
    "FileOutcome",
    "Finding",
    "HostRest",
    "LawVersion",
    "Lease",
    "LogWord",
    "LookWish",
    "MaintenanceWindow",
    "Notice",
    "NoticeCard",
    "Post",
    "QuarantineRow",
    "QuestionPage",
    "Rectification",
    "ReferenceProbe",
    "Region",
    "Request",
    "RequestEvent",
    "SavedView",
    "SignInAttempt",
    "Site",
    "SiteCheck",
    "SiteColumn",
    "SiteVisit",
    "Source",
    "SourceFile",
    "SourceProfile",
    "User",
]
