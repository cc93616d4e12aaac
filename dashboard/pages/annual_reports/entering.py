"""What officers enter of a report: the day it was handed in, or published where no column shows it."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from sqlalchemy.orm import Session

from alerts.upkeep.reports import KINDS
from dashboard.components import choice
from dashboard.page import Visit
from dashboard.places import agencies_in_scope
from dashboard.registry_forms import form

AGENCY, KIND, DAY, ENTER, MESSAGE = (f"annual-reports-{part}" for part in ("whose", "kind", "day", "enter", "message"))
_WORDS = "网上看得到公布，看不到提交；没有登记年报栏目的单位，公布情况也由督查人员登记。登记记入审计记录，不能删除。"


def entering_form(session: Session, visit: Visit, year: int, region: str | None) -> list[Any]:
    """Return the form for a report on ``year``; none for who supervises nobody."""
    if not visit.scope.is_officer:
        return []
    agencies = {str(id_): name for id_, name in agencies_in_scope(session, visit.scope, region, None)}
    latest: dict[str, Any] = {"inputProps": {"type": "date", "max": visit.services.today().isoformat()}}
    inputs = [
        choice(AGENCY, "单位", agencies, None, 260, empty="输入名称查找"),
        choice(KIND, "事项", KINDS, "submitted", 110),
        dmc.TextInput(id=DAY, label="日期", w=150, **latest),
        dmc.Button("登记", id=ENTER, size="xs"),
    ]
    said = html.P(id=MESSAGE, className="note", role="alert")
    return [form(f"登记 {year} 年度报告的提交或公布", _WORDS, *inputs), said]
