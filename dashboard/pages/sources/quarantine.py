"""Rows that could not be used: how many of which source, each with its reason, and the file to mend."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from flask import abort
from sqlalchemy.orm import Session

from collectors.recording.jobs import FILE_KINDS
from dashboard.components import empty_note, link, section, table
from dashboard.pages.sources import queries
from dashboard.pages.sources.listing import moment
from dashboard.scope import Scope
from dashboard.words import QUARANTINE_REASONS, SOURCE_KINDS
from store.models import Source

AGAIN, AGAIN_MESSAGE, SHOWN = "quarantine-again", "quarantine-message", "quarantine-source"
_HOW_TO_MEND = (
    "下载后在原列中改正，另存为 CSV 或 XLSX，在“导入台账”页上传、放回该来源的收件目录或用“mingcha import”导入即可；"
    "末尾以“隔离”开头的四列供查对，导入时不读取，同一文件重复导入不会重复计数。"
)


def quarantine_section(session: Session, scope: Scope) -> Any:
    """Return one line for each source with rows in quarantine."""
    found = queries.count_quarantine(session, scope)
    if not found:
        return section("隔离的数据行", empty_note("没有无法使用的数据行。"), wide=True)
    rows = [
        [
            link(line.source.name, f"/sources?quarantine={line.source.id}"),
            SOURCE_KINDS.get(line.source.kind, line.source.kind),
            f"{line.rows:,}",
            moment(line.newest),
            _download(line.source.id),
        ]
        for line in found
    ]
    total = sum(line.rows for line in found)
    shown = table(["来源", "类别", "行数", "最近收到", "改正"], rows, label="隔离的数据行")
    return section("隔离的数据行", shown, html.P(_HOW_TO_MEND, className="note"), note=f"共 {total:,} 行", wide=True)


def quarantine_of_source(session: Session, scope: Scope, source_id: int) -> Any:
    """Return the newest rows of one source with field and reason; a source outside the scope is a 404."""
    total = next((line for line in queries.count_quarantine(session, scope) if line.source.id == source_id), None)
    if total is None:
        abort(404)
    rows = [
        [
            row.file,
            str(row.row),
            row.field,
            QUARANTINE_REASONS.get(row.reason, row.reason),
            row.explanation,
            str(row.raw.get(row.field) or "—"),
            moment(row.recorded_at),
        ]
        for row in queries.quarantine(session, scope, source_id)
    ]
    shown = f"共 {total.rows:,} 行" if len(rows) == total.rows else f"共 {total.rows:,} 行，显示最近 {len(rows)} 行"
    heads = ["文件", "行", "字段", "原因", "说明", "原值", "收到"]
    return html.Div(
        [
            html.P(link("← 数据来源", "/sources")),
            html.H1(f"隔离的数据行：{total.source.name}"),
            html.P(_HOW_TO_MEND, className="note"),
            *_again(scope, total.source),
            section("数据行", table(heads, rows, label="隔离的数据行"), _download(source_id), note=shown),
        ]
    )


def _again(scope: Scope, source: Source) -> list[Any]:
    """The button to read the rows again once something was mended: for logs, by officers."""
    if not scope.is_officer or source.kind not in FILE_KINDS:
        return []
    button = html.Button("重新读取", id=AGAIN, type="button", className="plain-button")
    words = html.Span("登记信息、词表或者读取方式改正后，由此重新读取这些行。", className="note")
    message = html.P(id=AGAIN_MESSAGE, className="note", role="alert")
    return [html.Div([button, words], className="action-row"), message, dcc.Store(id=SHOWN, data=source.id)]


def _download(source_id: int) -> Any:
    return html.A("下载 CSV", href=f"/sources/{source_id}/quarantine", className="link", download="")
