"""The list of sources behind every number: filters, rows, pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.components import choice, empty_note, link, pager, section, table
from dashboard.filter_fields import text_field
from dashboard.pages.sources import queries
from dashboard.pages.sources.source_filter import SourceFilter
from dashboard.scope import Scope
from dashboard.words import HEALTH, SOURCE_KINDS, SOURCE_WAYS
from metrics.law_days import law_minute
from store.models import Source

KIND, STATE, TEXT = "sources-kind", "sources-health", "sources-text"


def source_list(session: Session, scope: Scope, wanted: SourceFilter) -> Any:
    """Return one page of the sources that ``wanted`` means, under its filters."""
    total = queries.count_sources(session, scope, wanted)
    found = queries.sources(session, scope, wanted)
    shown = source_table(found) if found else empty_note("没有符合条件的来源。")
    return html.Div(
        [
            html.P(link("← 数据来源", "/sources")),
            html.H1("来源名单"),
            html.Div(_filters(wanted), className="filters"),
            section(
                "来源",
                shown,
                pager(wanted.page, total, queries.LIST_LENGTH, lambda page: wanted.on_page(page).href()),
                note=f"共 {total:,} 个",
            ),
        ]
    )


def source_table(found: Sequence[Source], *, with_state: bool = True) -> Any:
    """Return sources with their last runs and words."""
    heads = ["类别", "名称", "最近运行", "最近成功", "说明"]
    rows = [
        [
            _kind(source),
            html.Span(_name(source), title=source.location),
            moment(source.last_run_at),
            moment(source.last_success_at),
            _words(source),
        ]
        for source in found
    ]
    if with_state:
        heads = ["状态", *heads]
        rows = [[HEALTH.get(source.health, source.health), *row] for source, row in zip(found, rows, strict=True)]
    return table(heads, rows, label="数据来源")


def moment(at: datetime | None) -> str:
    """Return a moment on Shanghai's clock; what never was is said."""
    return "从未" if at is None else law_minute(at)


def _kind(source: Source) -> str:
    """What a source tells of, and of a log how it comes."""
    kind = SOURCE_KINDS.get(source.kind, source.kind)
    return f"{kind} · {SOURCE_WAYS[source.way]}" if source.way in SOURCE_WAYS else kind


def _name(source: Source) -> Any:
    """A column or a website leads to its page, where every look is proved."""
    if source.site_column_id is not None:
        return link(source.name, f"/column/{source.site_column_id}")
    return source.name if source.site_id is None else link(source.name, f"/site/{source.site_id}")


def _words(source: Source) -> str:
    words = source.last_message or "—"
    return f"{words}（连续 {source.failures_in_a_row} 次）" if source.failures_in_a_row > 1 else words


def _filters(wanted: SourceFilter) -> list[Any]:
    return [
        choice(KIND, "类别", SOURCE_KINDS, wanted.kind, 190),
        choice(STATE, "状态", HEALTH, wanted.health, 190),
        text_field(TEXT, wanted.text, "名称、地址或说明", width=240),
        link("清除条件", SourceFilter().href()),
    ]
