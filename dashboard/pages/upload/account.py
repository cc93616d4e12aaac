"""What became of a file that was imported."""

from __future__ import annotations

from typing import Any

from dash import html
from sqlalchemy.orm import Session

from collectors.recording.row_words import reason_words
from dashboard.components import link, section, table
from dashboard.pages.upload.queries import source_name
from dashboard.scope import Scope
from dashboard.uploads.kept import UploadState
from dashboard.words import QUARANTINE_REASONS


def account_section(session: Session, scope: Scope, state: UploadState) -> Any:  # noqa: ARG001  # the account is one's own
    """Return the account of every row, and where those set aside can be mended."""
    result = state.result or {}
    counts = [[f"{result.get(name, 0):,}" for name in ("rows", "accepted", "unchanged", "quarantined")]]
    parts: list[Any] = [table(["共计（行）", "接收", "未变", "隔离"], counts, label="导入结果")]
    reasons = "、".join(reason_words(result.get("reasons", {})))
    if reasons:
        parts.append(html.P(["隔离原因：", reasons, "　", _quarantine(result["source_id"])]))
        rows = [
            [
                str(line["row"]),
                line["field"],
                QUARANTINE_REASONS.get(line["reason"], line["reason"]),
                line["explanation"],
            ]
            for line in result.get("problems", [])
        ]
        parts.append(table(["行", "字段", "原因", "说明"], rows, label="隔离的行"))
    parts.append(html.P(link("查看申请", "/requests")))
    return section("导入结果", *parts, note=f"来源：{source_name(session, result['source_id'])}", wide=True)


def _quarantine(source_id: int) -> Any:
    return link("查看隔离的行", f"/sources?quarantine={source_id}")
