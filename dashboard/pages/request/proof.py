"""What a request stands on: which file, which run, when it was recorded, and the fingerprint of each entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import html

from dashboard.components import empty_note, section, table
from dashboard.pages.request.queries import Entry, Origin, RequestView
from dashboard.words import REQUEST_EVENTS
from metrics.law_days import law_minute

_SHOWN = 12


def proof_section(view: RequestView) -> Any:
    """Return one line for each entry, in the order in which they were recorded, and the files behind them."""
    if not view.entries:
        return section("证据", empty_note("没有登记任何事项。"), wide=True)
    entries = sorted(view.entries, key=lambda entry: entry.event.id)
    rows = [_row(entry, view.origins.get(entry.event.run_id or 0)) for entry in entries]
    heads = ["事项", "日期", "登记时间", "来自", "采集批次", "登记指纹"]
    shown = table(heads, rows, label="证据")
    note = "登记指纹由事项、日期、内容算出，同一内容指纹相同；登记只增不改"
    return section("证据", shown, *_files(list(view.origins.values())), note=note, wide=True)


def _row(entry: Entry, origin: Origin | None) -> list[Any]:
    event = entry.event
    name = REQUEST_EVENTS.get(event.kind, event.kind)
    return [
        html.Del(name) if entry.corrected_by is not None else name,
        event.happened_on.isoformat(),
        _moment(event.recorded_at),
        _place(entry, origin),
        "—" if origin is None else f"第 {origin.run.id} 批",
        html.Code(event.fingerprint[:_SHOWN], title=event.fingerprint),
    ]


def _place(entry: Entry, origin: Origin | None) -> str:
    """Return the file, sheet and row that told of an entry, as far as they are kept."""
    if origin is None:
        return "人工登记"
    event = entry.event
    name = origin.file.name if origin.file is not None else origin.source.name
    sheet = f"［{event.source_sheet}］" if event.source_sheet else ""
    return f"{name}{sheet}" + (f" 第 {event.source_row} 行" if event.source_row else "")


def _files(origins: Sequence[Origin]) -> list[Any]:
    """Return the files and their hashes; a run whose file was taken in before has only its own words."""
    parts: list[Any] = []
    for origin in sorted(origins, key=lambda one: one.run.id):
        head = f"第 {origin.run.id} 批　{origin.source.name}　{_moment(origin.run.finished_at)}"
        if origin.file is not None:
            words = f"{head}　{origin.file.name}　文件 SHA-256 {origin.file.content_hash}"
        else:
            words = f"{head}　{origin.run.message or ''}"
        parts.append(html.P(words, className="note"))
    return parts


def _moment(at: datetime) -> str:
    return law_minute(at)
