"""What the synthetic world is made of: pure data, the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """One agency. ``holder``: region whose folder keeps its log; ``lag``: how often it is late (1 = as most)."""

    code: str
    name: str
    short_name: str
    region_code: str
    kind: str
    group: str | None
    holder: str
    lag: float
    has_data: bool
    contacts: tuple[ContactPlan, ...]


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """Somebody who receives an agency's cards; nobody real."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """One entry in the log of a request; ``kind`` and ``detail`` in the words of ``metrics.facts``."""

    kind: str
    on: date
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """One application, generated from ``scenario``; ``events`` up to the world's day, in their order.

    ``applicant``: kind of applicant, a column of Table 3 of the annual report.
    """

    agency_code: str
    holder: str
    number: str
    description: str
    channel: str
    scenario: str
    events: tuple[PlannedEvent, ...]
    applicant: str = "natural_person"

    def first(self, kind: str) -> PlannedEvent | None:
        """The first event of a kind, if there is one."""
        return next((event for event in self.events if event.kind == kind), None)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One listing page. ``make``: how the page is built; ``behaviour``: how the server answers (``ok`` or a failure).

    ``dates``: of its items in the order shown; empty for a blank column. ``dated`` false: the page shows no date.
    """

    path: str
    name: str
    category: str
    limit_days: int
    counts_as: str
    make: str
    behaviour: str
    dates: tuple[date, ...]
    dated: bool = True
    future: tuple[date, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether a look at the page shows the list."""
        return self.behaviour in ("ok", "slow")

    @property
    def newest(self) -> date | None:
        """Date of the newest item that a reader can see."""
        return max(self.dates) if self.dated and self.dates else None


@dataclass(frozen=True, slots=True)
class SitePlan:
    """One website. Its home page lists the newest items of its news and notice columns."""

    agency_code: str
    path: str
    name: str
    scenario: str
    home_behaviour: str
    home_dated: bool
    columns: tuple[ColumnPlan, ...]
    unregistered: tuple[ColumnPlan, ...] = ()
    """Columns that the site shows and nobody has registered: for discovery."""
    in_maintenance: bool = False
    access: str = "steady"
    """How it opens when it is visited: steady, shaky (a warning), unsteady (fails W2), closed for two days."""
    visited_until: date | None = None
    """The last whole day of visits."""

    @property
    def home_columns(self) -> tuple[ColumnPlan, ...]:
        """The columns whose items the home page shows."""
        return tuple(c for c in self.columns if c.counts_as == "news" or c.category == "notice")

    @property
    def home_newest(self) -> date | None:
        """Newest date on the home page, if it shows dates at all."""
        dates = [c.newest for c in self.home_columns if c.newest is not None]
        return max(dates) if self.home_dated and dates else None


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """One new-media account with the days of its posts (newest first) and how its feed answers."""

    agency_code: str
    platform: str
    handle: str
    name: str
    account_class: str
    scenario: str
    behaviour: str
    posts: tuple[date, ...]

    @property
    def path(self) -> str:
        """Where its feed is served."""
        return f"/feeds/{self.platform}/{self.handle}.xml"

    @property
    def key(self) -> str:
        """What names the account for ever."""
        return f"{self.platform}:{self.handle}"


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """One message (留言) left on a site (``site_path``) or an account (``account_key``)."""

    agency_code: str
    holder: str
    number: str
    title: str
    scenario: str
    site_path: str | None
    account_key: str | None
    asked_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class CatalogueItemPlan:
    """One item of the catalogue; ``limit_days`` none: it need not be renewed."""

    code: str
    field: str
    name: str
    limit_days: int | None


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """Who must publish an item, and the path of the column that holds it; none where it is missing."""

    item: CatalogueItemPlan
    agency_code: str
    column_path: str | None


@dataclass(frozen=True, slots=True)
class World:
    """Everything there is, one year up to ``as_of``."""

    seed: int
    as_of: date
    scale: float
    agencies: tuple[AgencyPlan, ...]
    sites: tuple[SitePlan, ...]
    accounts: tuple[AccountPlan, ...]
    requests: tuple[RequestPlan, ...]
    messages: tuple[MessagePlan, ...]
    duties: tuple[DutyPlan, ...] = ()

    @property
    def holders(self) -> tuple[str, ...]:
        """Codes of the regions that keep a log, in order."""
        return tuple(sorted({agency.holder for agency in self.agencies}))

    def agency_named(self) -> dict[str, AgencyPlan]:
        """Agencies by code."""
        return {agency.code: agency for agency in self.agencies}
