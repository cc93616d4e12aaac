"""A small registry with sources, and a context with a clock that a test can move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from collectors.context import CollectContext
from collectors.fetching import FetchLimits
from store import Database
from store.models import Account, Agency, Region, Site, SiteColumn, Source

START = datetime(2026, 11, 20, 1, tzinfo=UTC)
LIMITS = FetchLimits(whole_answer_seconds=1.0, host_spacing_seconds=0.0, host_concurrency=4, allow_private=True)


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Go on, in the words of `timedelta`."""
        self.now += timedelta(**by)


@dataclass
class SmallWorld:
    """Two agencies of one name in two leagues, a site, and sources added by tests."""

    database: Database
    folder: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        with self.database.write() as session:
            session.add(Region(code="150000", name="内蒙古", kind="province", path="150000/"))
            session.flush()
            for code in ("150100", "150200"):
                session.add(Region(code=code, name=code, kind="league", parent_code="150000", path=f"150000/{code}/"))
            session.flush()
            for code in ("150100", "150200"):
                session.add(Agency(code=f"{code}-edu", name="教育局", region_code=code, kind="department"))
            session.add(
                Agency(
                    code="150100-fin", name="甲市财政局", short_name="财政局", region_code="150100", kind="department"
                )
            )

    @property
    def context(self) -> CollectContext:
        return CollectContext(self.folder / "inbox", self.folder / "evidence", self.clock, LIMITS, workers=4)

    def agency(self, code: str) -> int:
        with self.database.read() as session:
            return session.scalars(select(Agency.id).where(Agency.code == code)).one()

    def log_source(self, kind: str = "request_log", region: str | None = "150100", location: str = "甲市") -> int:
        (self.folder / "inbox" / location).mkdir(parents=True, exist_ok=True)
        return self._source(kind=kind, key=f"{kind}:{location}", location=location, region_code=region)

    def column_source(self, url: str, name: str = "通知公告") -> tuple[int, int]:
        site_id = self.site(url)
        with self.database.write() as session:
            column = SiteColumn(site_id=site_id, name=name, url=url, category="notice")
            session.add(column)
            session.flush()
            column_id = column.id
        return self._source(kind="column", key=url, location=url, site_column_id=column_id), column_id

    def site_source(self, url: str) -> tuple[int, int]:
        site_id = self.site(url)
        return self._source(kind="site_home", key=f"home:{url}", location=url, site_id=site_id), site_id

    def account_source(self, url: str) -> tuple[int, int]:
        agency_id = self.agency("150100-edu")
        with self.database.write() as session:
            account = Account(
                agency_id=agency_id, platform="wechat", handle="jy", name="教育发布", account_class="main"
            )
            session.add(account)
            session.flush()
            account_id = account.id
        return self._source(kind="account_feed", key=f"feed:{url}", location=url, account_id=account_id), account_id

    def site(self, url: str) -> int:
        agency_id, number = self.agency("150100-edu"), self._count(Site)
        with self.database.write() as session:
            site = Site(agency_id=agency_id, name=f"网站{number}", home_url=f"{url}#{number}")
            session.add(site)
            session.flush()
            return site.id

    def put(self, name: str, body: bytes, location: str = "甲市") -> None:
        (self.folder / "inbox" / location / name).write_bytes(body)

    def rows(self, table: Any, *order: Any) -> list[Any]:
        with self.database.read() as session:
            found = list(session.scalars(select(table).order_by(*(order or (table.id,)))))
            session.expunge_all()
            return found

    def source(self, source_id: int) -> Source:
        with self.database.read() as session:
            return session.get_one(Source, source_id)

    def _count(self, table: Any) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def _source(self, **values: Any) -> int:
        with self.database.write() as session:
            source = Source(name=values["key"], every_minutes=60, **values)
            session.add(source)
            session.flush()
            return source.id
