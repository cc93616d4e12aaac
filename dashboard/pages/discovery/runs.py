"""Discoveries in scope: how far the open ones are, with a way to stop them, and what came of the last ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.components import aria, link, table
from dashboard.registry_changes import actor_words
from dashboard.scope import Scope
from metrics.law_days import law_minute
from store.models import DiscoveryRun, Site

SEEN, PROGRESS, STOP = "discovery-seen", "discovery-progress", "discovery-stop"
OPEN_SHOWN, ENDED_SHOWN = 50, 5
_OUTCOMES = {"done": "✓ 已完成", "stopped": "■ 已停止", "failed": "✕ 未成功"}

Line = tuple[DiscoveryRun, str]
"""A discovery and the name of its site."""


def runs_in_scope(session: Session, scope: Scope, site_id: int | None) -> list[Line]:
    """Return the open discoveries and the last that ended, each with its site's name; or those of the one site."""
    query = (
        select(DiscoveryRun, Site.name)
        .join(Site, Site.id == DiscoveryRun.site_id)
        .where(scope.sees(Site.agency_id))
        .order_by(DiscoveryRun.id.desc())
    )
    if site_id is not None:
        query = query.where(Site.id == site_id)
    still_open = session.execute(query.where(DiscoveryRun.finished_at.is_(None)).limit(OPEN_SHOWN))
    ended = session.execute(query.where(DiscoveryRun.finished_at.is_not(None)).limit(ENDED_SHOWN))
    return [(run, name) for run, name in [*still_open, *ended]]


def is_open(lines: Sequence[Line]) -> bool:
    """Whether somebody still waits for one of them."""
    return any(run.finished_at is None for run, _ in lines)


def mark_of(lines: Sequence[Line]) -> str:
    """Return a mark that changes when one begins, is asked to stop, or ends."""
    return "/".join(
        f"{run.id}:{run.started_at is not None:d}{run.stop_asked_at is not None:d}{run.outcome or ''}"
        for run, _ in lines
    )


def runs_block(lines: Sequence[Line]) -> list[Any]:
    """Draw them; nothing where there never was one."""
    kept = dcc.Store(id=SEEN, data=mark_of(lines))
    if not lines:
        return [kept]
    rows = [_row(run, site) for run, site in lines]
    return [kept, table(["网站", "进展", "要求"], rows, label="栏目查找")]


def progress_words(run: DiscoveryRun) -> list[Any]:
    """Return how far one is, as a bar and in words."""
    if run.finished_at is not None:
        return [html.Div(_ended(run))]
    if run.started_at is None:
        return [html.Div("等待采集进程开始，一般不超过一分钟")]
    ending = "，正在停止…" if run.stop_asked_at is not None else ""
    bar = html.Progress(value=str(run.asked), max=str(run.budget), className="upload-bar", **aria(label="已访问"))
    return [bar, html.Div(f"已访问 {run.asked} 次（最多 {run.budget} 次），找到列表页 {run.found} 个{ending}")]


def _ended(run: DiscoveryRun) -> str:
    counts = f"访问 {run.asked} 次，列表页 {run.found} 个，新提出 {run.new} 个"
    said = run.message or counts
    assert run.finished_at is not None
    return f"{_OUTCOMES.get(run.outcome or '', '已结束')} {law_minute(run.finished_at)}　{said}"


def _row(run: DiscoveryRun, site: str) -> list[Any]:
    progress: dict[str, Any] = {"type": PROGRESS, "run": run.id}
    return [
        link(site, f"/site/{run.site_id}"),
        [html.Div(progress_words(run), id=progress, role="status"), _deed(run)],
        f"{actor_words(run.wished_by)} {law_minute(run.wished_at)}",
    ]


def _deed(run: DiscoveryRun) -> Any:
    if run.finished_at is None:
        stop: dict[str, Any] = {"type": STOP, "site": run.site_id}
        asked = run.stop_asked_at is not None
        return None if asked else html.Button("停止", id=stop, type="button", className="plain-button")
    # A plain link: the page is drawn anew even where its address is the present one.
    return html.A("看待确认的栏目", href=f"/discovery?site={run.site_id}", className="link") if run.found else None
