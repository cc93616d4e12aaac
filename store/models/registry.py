"""Who is supervised and where to look: regions, agencies, contacts, sites, columns, accounts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class Region(Base):
    """A division with its GB/T 2260 code. ``kind``: province, league, banner.

    ``path`` is the chain of codes from the province down ("150000/150100/150102/"), so that a subtree is one prefix.
    """

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    path: Mapped[str] = mapped_column(String(60), unique=True)
    planned_separately: Mapped[bool] = mapped_column(default=False)


class Agency(Base):
    """Who is supervised. ``kind``: government, department. ``group``: A, B … where a league ranks groups apart.

    ``parent_id``: the agency above it (主管单位), where the registry names one.
    """

    __tablename__ = "agencies"
    __table_args__ = (UniqueConstraint("region_code", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str | None] = mapped_column(String(60))
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    group: Mapped[str | None] = mapped_column("ranking_group", String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)


class Contact(Base):
    """A person of an agency who receives its cards."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("agency_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254))
    active: Mapped[bool] = mapped_column(default=True)


class Site(Base):
    """A website of an agency. ``kind``: portal (门户网站), department (部门网站), special (专题网站), if it is known.

    One that is retired is not looked at any more; its history stays. ``visits_reviewed_on``: the last whole day whose
    visits (``SiteVisit``) an evaluation has used.
    """

    __tablename__ = "sites"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    home_url: Mapped[str] = mapped_column(String(1000), unique=True)
    kind: Mapped[str | None] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(default=True)
    retired_on: Mapped[date | None]
    retired_reason: Mapped[str | None] = mapped_column(String(300))
    retired_by: Mapped[str | None] = mapped_column(String(80))
    reviewed_check_id: Mapped[int] = mapped_column(default=0)
    visits_reviewed_on: Mapped[date | None]


class SiteColumn(Base):
    """A listing page of a site (栏目) with the category that decides its limit.

    ``limit_days``: this column's own limit in calendar days, else the category's. ``reviewed_check_id``: the newest
    check that an evaluation has used; later checks are what the next evaluation reads.
    """

    __tablename__ = "site_columns"
    __table_args__ = (UniqueConstraint("site_id", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(String(1000))
    category: Mapped[str] = mapped_column(String(40))
    limit_days: Mapped[int | None]
    selector: Mapped[str | None] = mapped_column(String(300))
    active: Mapped[bool] = mapped_column(default=True)
    retired_on: Mapped[date | None]
    retired_reason: Mapped[str | None] = mapped_column(String(300))
    retired_by: Mapped[str | None] = mapped_column(String(80))
    reviewed_check_id: Mapped[int] = mapped_column(default=0)


class Account(Base):
    """A new-media account. ``platform``: wechat, weibo, douyin, kuaishou, app. ``account_class``: see the rulebook."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("platform", "handle"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    platform: Mapped[str] = mapped_column(String(20))
    handle: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(120))
    account_class: Mapped[str] = mapped_column(String(40))
    active: Mapped[bool] = mapped_column(default=True)
    reviewed_check_id: Mapped[int] = mapped_column(default=0)
