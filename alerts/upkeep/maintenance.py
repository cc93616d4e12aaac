"""Times of maintenance (rule MAINT): entered with a reason, as long as the rule allows, cancelled, never deleted."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from alerts.upkeep.errors import UpkeepError, required_reason
from metrics.law_days import SHANGHAI
from rulebook import Rulebook
from store import Database
from store.audit import append_audit
from store.models import MaintenanceWindow, Site


def enter_maintenance(
    database: Database,
    rulebook: Rulebook,
    site_id: int,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    actor: str,
    now: datetime,
) -> int:
    """Enter a window (UTC) and return its id; ``UpkeepError`` where the rule does not allow it.

    One that lies in the past is allowed and changes nothing that was found already.
    """
    why = required_reason(reason)
    longest = rulebook.limit("MAINT", "longest_days")
    if ends_at <= starts_at:
        raise UpkeepError("结束时间应晚于开始时间")
    if ends_at - starts_at > timedelta(days=longest):
        raise UpkeepError(f"一次维护最长 {longest} 天（规则 MAINT）；长期停用请办理网站停用")
    with database.write() as session:
        site = session.get(Site, site_id)
        if site is None or site.retired_on is not None:
            raise UpkeepError("没有这个网站，或者已停用")
        window = MaintenanceWindow(
            site_id=site_id, starts_at=starts_at, ends_at=ends_at, reason=why, entered_by=actor, entered_at=now
        )
        session.add(window)
        session.flush()
        detail = {"window": window.id, "from": _local(starts_at), "to": _local(ends_at), "reason": why}
        append_audit(session, at=now, actor=actor, action="site.maintenance", subject=f"site:{site_id}", detail=detail)
        return window.id


def cancel_maintenance(database: Database, window_id: int, reason: str, actor: str, now: datetime) -> None:
    """The window counts no more for looks to come; ``UpkeepError`` if there is none."""
    why = required_reason(reason)
    with database.write() as session:
        standing = (MaintenanceWindow.id == window_id, MaintenanceWindow.cancelled_at.is_(None))
        window = session.scalar(select(MaintenanceWindow).where(*standing).with_for_update(key_share=True))
        if window is None:
            raise UpkeepError("没有这个维护期，或者已取消")
        window.cancelled_at, window.cancelled_by = now, actor
        subject = f"site:{window.site_id}"
        detail = {"window": window_id, "reason": why}
        append_audit(session, at=now, actor=actor, action="site.maintenance_cancelled", subject=subject, detail=detail)


def _local(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).isoformat(timespec="minutes")
