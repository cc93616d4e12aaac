"""The limit of one column: its own, with the reason, or that of its category again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from alerts.upkeep.errors import UpkeepError, required_reason
from metrics.column_findings import LONGEST_OWN_LIMIT
from store import Database
from store.audit import append_audit
from store.models import SiteColumn


def set_column_limit(
    database: Database, column_id: int, days: int | None, reason: str, actor: str, now: datetime
) -> None:
    """Give the column a limit of its own in calendar days, or none: its category's. ``UpkeepError`` where it has that.

    Looks that come are judged by it. What was found under the limit before was true then, and stays.
    """
    why = required_reason(reason)
    if days is not None and not 1 <= days <= LONGEST_OWN_LIMIT:
        raise UpkeepError(f"更新期限应为 1 至 {LONGEST_OWN_LIMIT} 之间的天数")
    with database.write() as session:
        column = session.scalar(select(SiteColumn).where(SiteColumn.id == column_id).with_for_update(key_share=True))
        if column is None or column.retired_on is not None:
            raise UpkeepError("没有这个栏目，或者已停用")
        before = column.limit_days
        if before == days:
            raise UpkeepError("与现行期限相同，未作改动")
        column.limit_days = days
        detail = {"from": before, "to": days, "reason": why}
        subject = f"column:{column_id}"
        append_audit(session, at=now, actor=actor, action="column.limit_set", subject=subject, detail=detail)
