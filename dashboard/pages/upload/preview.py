"""What was understood of a file: the account of the trial, problems, unknown words, the first rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import html

from collectors.recording.row_words import reason_words
from dashboard.components import aria, empty_note, section, table
from dashboard.page import Visit
from dashboard.reply_words import outcome_words
from dashboard.uploads.kept import UploadState
from dashboard.words import QUARANTINE_REASONS, REQUEST_EVENTS

WORD, KEEP_WORD = "upload-word", "upload-word-keep"
_WORDS_SHOWN = 20


def preview_sections(visit: Visit, state: UploadState) -> list[Any]:
    """Return the sections of a file that was read; none before."""
    shown = state.preview
    if shown is None:
        return []
    if shown["error"]:
        words = "请在上面指明各列的含义，然后重新读取。" if shown["columns"] else ""
        return [section("无法读取", html.P(f"{shown['error']}。{words}", role="alert"), wide=True)]
    names = outcome_words(visit.services.rulebook)
    return [_account(shown), _problems(shown), _unknown(shown, names), _rows(shown, names)]


def _account(shown: Mapping[str, Any]) -> Any:
    notes = [html.P(note, className="note") for note in shown["notes"]]
    account = shown["account"]
    if account is None:
        words = f"共 {shown['read']:,} 行。文件较大，未试导入；导入时逐批写入并显示进度。"
        return section("试导入结果", html.P(words), *notes, wide=True)
    counts = [[f"{account[name]:,}" for name in ("rows", "accepted", "unchanged", "quarantined")]]
    heads = ["共计（行）", "接收", "未变", "隔离"]
    reasons = "、".join(reason_words(account["reasons"]))
    parts = [html.P(f"隔离原因：{reasons}", className="note")] if reasons else []
    return section(
        "试导入结果", table(heads, counts, label="试导入结果"), *parts, *notes, note="尚未写入任何数据", wide=True
    )


def _problems(shown: Mapping[str, Any]) -> Any:
    if not shown["problems"]:
        return section("问题", empty_note("没有发现问题。"), wide=True)
    rows = [
        [str(line["row"]), line["field"], QUARANTINE_REASONS.get(line["reason"], line["reason"]), line["explanation"]]
        for line in shown["problems"]
    ]
    return section(
        "问题",
        table(["行", "字段", "原因", "说明"], rows, label="问题"),
        note=f"前 {len(rows)} 个；导入时这些行进入隔离区，可改正后再次导入",
        wide=True,
    )


def _unknown(shown: Mapping[str, Any], names: Mapping[str, str]) -> Any:
    words = list(shown["words"].items())[:_WORDS_SHOWN]
    if not words:
        return None
    options = [{"value": code, "label": name} for code, name in names.items()]
    rows = [
        [
            word,
            f"{count:,}",
            dmc.Select(
                id={"type": WORD, "word": word},
                data=options,
                searchable=True,
                size="xs",
                w=280,
                placeholder="请选择含义",
                **aria(label=f"“{word}”的含义"),
            ),
        ]
        for word, count in words
    ]
    keep = html.Button("记入词表并重新读取", id=KEEP_WORD, type="button", className="plain-button")
    return section(
        "词表中没有的状态用语",
        table(["用语", "行数", "含义"], rows, label="词表中没有的状态用语"),
        keep,
        note="不说明也可以导入，答复类型记为未说明",
        wide=True,
    )


def _rows(shown: Mapping[str, Any], names: Mapping[str, str]) -> Any:
    rows = [
        [
            str(line["row"]),
            line["number"] or "—",
            line["agency"] or "—",
            "；".join(f"{REQUEST_EVENTS.get(kind, kind)} {day}" for kind, day in line["events"]) or "—",
            names.get(line["outcome"], line["outcome"]) or "—",
            line["problem"] or "",
        ]
        for line in shown["rows"]
    ]
    heads = ["行", "编号", "单位", "事件", "答复类型", "问题"]
    return section("前 20 行的理解", table(heads, rows, label="前 20 行的理解"), wide=True)
