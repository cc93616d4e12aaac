"""The address under which calendar programs read the due days: shown once, when it is made."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.components import section
from dashboard.request_filter import RequestFilter
from dashboard.scope import Scope
from dashboard.security.calendar_tokens import token_since
from metrics.law_days import law_minute

FEED, MAKE, REVOKE, AGENCY = "feed-state", "feed-make", "feed-revoke", "feed-agency"


def feed_section(session: Session, scope: Scope, wanted: RequestFilter) -> Any:
    """Return what the feed is, whether there is one, and the buttons."""
    whose = "所选单位" if wanted.agency else "您管辖范围内全部单位" if scope.agency_id is None else "本单位"
    what = f"在日历程序中按网址订阅{whose}未办结申请的到期日；只含编号、单位和日期，不含申请人和申请内容。"
    return section(
        "日历订阅（iCal）",
        html.P(what),
        html.Div(feed_state(session, scope), id=FEED, role="status"),
        html.Div(
            [
                html.Button("生成订阅网址", id=MAKE, type="button", className="plain-button"),
                html.Button("撤销订阅网址", id=REVOKE, type="button", className="plain-button"),
            ],
            className="action-row",
        ),
        dcc.Store(id=AGENCY, data=wanted.agency),
        note="网址即钥匙，请勿转发；重新生成、撤销或者修改密码后，原网址立即失效",
    )


def feed_state(session: Session, scope: Scope, address: str | None = None) -> Any:
    """Return the new address, or since when there is one."""
    if address is not None:
        return [html.P("订阅网址（只显示这一次，请立即复制）："), html.Pre(address, className="raw feed-address")]
    since = token_since(session, scope)
    if since is None:
        return html.P("目前没有订阅网址。", className="note")
    return html.P(f"订阅网址生成于 {law_minute(since)}。", className="note")
