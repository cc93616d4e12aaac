"""What was done to a site or a column in the registry: who, when, what and why, as the audit trail has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.components import section, table
from metrics.law_days import law_minute
from store.models import AuditEntry

MOST_SHOWN = 30
_ACTORS = {"command line": "命令行", "system": "系统"}


def _retired(detail: Mapping[str, Any]) -> str:
    return f"自 {detail.get('on')} 起停用，解除 {detail.get('cards_lapsed', 0)} 张牌"


def _restored(detail: Mapping[str, Any]) -> str:
    return f"{detail.get('retired_on')} 的停用撤回，恢复 {detail.get('cards_reinstated', 0)} 张牌"


def _limit(detail: Mapping[str, Any]) -> str:
    return f"{_days(detail.get('from'))} → {_days(detail.get('to'))}"


def _window(detail: Mapping[str, Any]) -> str:
    begin, end = (str(detail.get(name, ""))[:16].replace("T", " ") for name in ("from", "to"))
    return f"第 {detail.get('window')} 号，{begin} 至 {end}"


def _discovered(detail: Mapping[str, Any]) -> str:
    counts = f"访问 {detail.get('asked', 0)} 次，列表页 {detail.get('found', 0)} 个，新提出 {detail.get('new', 0)} 个"
    return f"{counts}；首页无法读取：{detail['problem']}" if detail.get("problem") else counts


_DEEDS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "column.retired": ("停用", _retired),
    "column.restored": ("恢复使用", _restored),
    "column.limit_set": ("设定更新期限", _limit),
    "site.retired": ("停用", _retired),
    "site.restored": ("恢复使用", _restored),
    "site.maintenance": ("登记维护期", _window),
    "site.maintenance_cancelled": ("取消维护期", lambda detail: f"第 {detail.get('window')} 号"),
    "site.discovery_wished": ("要求查找栏目", lambda detail: f"最多访问 {detail.get('budget')} 次"),
    "site.discovery_stopped": ("停止查找栏目", lambda _: "—"),
    "site.discovered": ("查找栏目", _discovered),
}


def changes_of(session: Session, subject: str) -> Sequence[AuditEntry]:
    """Return the newest changes of a thing ("column:17"), the newest first. The caller asked the scope."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject == subject, AuditEntry.action.in_(_DEEDS))
        .order_by(AuditEntry.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def changes_section(changes: Sequence[AuditEntry]) -> list[Any]:
    """Draw them; a thing that nobody changed has no section."""
    if not changes:
        return []
    heads = ["时间", "经办", "事项", "内容", "理由"]
    note = f"最近 {MOST_SHOWN} 条" if len(changes) == MOST_SHOWN else f"{len(changes)} 条，与审计记录一致"
    shown = table(heads, [_row(entry) for entry in changes], label="登记变更")
    return [section("登记变更", shown, note=note, wide=True)]


def actor_words(actor: str) -> str:
    """Return a user name as it is, and what is no user in words."""
    return _ACTORS.get(actor, actor)


def _row(entry: AuditEntry) -> list[Any]:
    name, words = _DEEDS[entry.action]
    moment = html.Span(law_minute(entry.at), className="nowrap")
    return [moment, actor_words(entry.actor), name, words(entry.detail), entry.detail.get("reason") or "—"]


def _days(days: object) -> str:
    return f"{days} 天" if days else "类别期限"
