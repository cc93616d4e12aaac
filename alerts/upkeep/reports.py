"""What an officer enters of an annual report: that it was handed in (提交), or published where no column shows it."""

from __future__ import annotations

from datetime import date, datetime

from alerts.upkeep.errors import UpkeepError
from metrics.law_days import law_day
from store import Database
from store.audit import append_audit
from store.insert import insert_new
from store.models import Agency, AnnualReportEntry
from store.models.base import fingerprint

KINDS = {"submitted": "提交", "published": "公布"}


def enter_report(database: Database, agency_id: int, year: int, kind: str, on: date, actor: str, now: datetime) -> bool:
    """Enter the day on which the report on ``year`` was submitted or published; false if that was entered before.

    An entry of publication counts like a look that showed it on the day it is entered.
    """
    today = law_day(now)
    if not date(year + 1, 1, 1) <= on <= today:
        raise UpkeepError(f"{year} 年度报告的{KINDS[kind]}日期应在 {year + 1}-01-01 至 {today} 之间")
    with database.write() as session:
        if session.get(Agency, agency_id) is None:
            raise UpkeepError("没有这个单位")
        entry = {
            "agency_id": agency_id,
            "year": year,
            "kind": kind,
            "happened_on": on,
            "first_seen_on": today,
            "entered_by": actor,
            "recorded_at": now,
            "fingerprint": fingerprint(kind, agency_id, year, on, None),
        }
        if not insert_new(session, AnnualReportEntry, [entry]):
            return False
        detail = {"year": year, "on": on.isoformat()}
        subject = f"agency:{agency_id}"
        append_audit(session, at=now, actor=actor, action=f"annual_report.{kind}", subject=subject, detail=detail)
        return True
