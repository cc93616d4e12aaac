"""Times of maintenance of a website: what is entered, and the forms with which officers enter and cancel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components import empty_note, section, table
from dashboard.page import Visit
from dashboard.pages.site.queries import WINDOWS_SHOWN, SiteView
from dashboard.registry_changes import actor_words
from dashboard.registry_forms import form, reason_input
from metrics.law_days import law_minute
from store.models import MaintenanceWindow

BEGIN, END, REASON, ENTER = (f"site-window-{part}" for part in ("begin", "end", "reason", "enter"))
MESSAGE = "site-window-message"
CHOSEN, CANCEL_REASON, CANCEL = (f"site-window-{part}" for part in ("chosen", "cancel-reason", "cancel"))


def windows_section(visit: Visit, view: SiteView) -> list[Any]:
    """Return the times with their forms; a site without any has the section only where it can be entered."""
    in_use = visit.scope.is_officer and view.site.retired_on is None
    if not view.windows and not in_use:
        return []
    now = visit.services.clock()
    rows = [_row(window, now) for window in view.windows]
    heads = ["编号", "时间", "状态", "原因", "登记"]
    shown = table(heads, rows, label="维护期") if rows else empty_note("没有登记维护期。")
    note = "维护期内的检查不作为依据，期限照常计算"
    if len(rows) == WINDOWS_SHOWN:
        note += f"；最近 {WINDOWS_SHOWN} 个"
    forms = [*_forms(visit, view), html.P(id=MESSAGE, className="note", role="alert")] if in_use else []
    return [section("维护期", shown, *forms, note=note, wide=True)]


def _row(window: MaintenanceWindow, now: datetime) -> list[Any]:
    return [
        str(window.id),
        _span(window),
        _state(window, now),
        window.reason,
        f"{actor_words(window.entered_by)} {law_minute(window.entered_at)}",
    ]


def _span(window: MaintenanceWindow) -> str:
    return f"{law_minute(window.starts_at)} 至 {law_minute(window.ends_at)}"


def _state(window: MaintenanceWindow, now: datetime) -> str:
    if window.cancelled_at is not None:
        return f"已取消（{actor_words(window.cancelled_by or '—')}）"
    if now < window.starts_at:
        return "未开始"
    return "进行中" if now < window.ends_at else "已结束"


def _forms(visit: Visit, view: SiteView) -> list[Any]:
    longest = visit.services.rulebook.limit("MAINT", "longest_days")
    words = f"起止为北京时间，一次最长 {longest} 天（规则 MAINT）。此前已作出的认定不因补登而改变。"
    enter = form(
        "登记维护期",
        words,
        _moment(BEGIN, "开始"),
        _moment(END, "结束"),
        reason_input(REASON),
        dmc.Button("登记", id=ENTER, size="xs"),
    )
    standing = [window for window in view.windows if window.cancelled_at is None]
    if not standing:
        return [enter]
    choices = [{"value": str(window.id), "label": f"{window.id}　{_span(window)}"} for window in standing]
    cancel = form(
        "取消维护期",
        "取消以后的检查照常作为依据；登记和取消都保留在记录中。",
        dmc.Select(id=CHOSEN, label="维护期", data=choices, value=choices[0]["value"], allowDeselect=False, w=330),
        reason_input(CANCEL_REASON),
        dmc.Button("取消该维护期", id=CANCEL, size="xs", variant="outline", color="red"),
    )
    return [enter, cancel]


def _moment(identity: str, label: str) -> Any:
    of_kind: dict[str, Any] = {"inputProps": {"type": "datetime-local"}}
    return dmc.TextInput(id=identity, label=label, w=200, **of_kind)
