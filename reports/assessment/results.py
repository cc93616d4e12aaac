"""First sheet: one row for each agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metrics.finding import Severity
from reports.assessment.lines import NO_DATA, AgencyLine
from reports.assessment.workbook import Heading

KINDS = {"government": "政府", "department": "部门"}

HEADINGS = (
    Heading("名次", "number", 8),
    Heading("盟市内名次", "number", 10),
    Heading("盟市", "text", 14),
    Heading("地区", "text", 16),
    Heading("单位", "text", 30),
    Heading("类别", "text", 8),
    Heading("应办结申请（件）", "number", 12),
    Heading("按期答复率", "share", 12),
    Heading("逾期未答复（件）", "number", 12),
    Heading("未更新栏目（个）", "number", 12),
    Heading("未查明栏目（个）", "number", 12),
    Heading("申请答复用时中位数（工作日）", "points", 14),
    Heading("留言答复用时中位数（工作日）", "points", 14),
    Heading("红牌", "number", 8),
    Heading("黄牌", "number", 8),
    Heading("蓝牌", "number", 8),
    Heading("扣分", "points", 8),
    Heading("单项否决", "text", 10),
    Heading("得分", "points", 10),
    Heading("等次", "text", 10),
    Heading("说明", "text", 40),
)


def result_rows(lines: Sequence[AgencyLine]) -> list[list[Any]]:
    """A row for each line."""
    return [_row(line) for line in lines]


def _row(line: AgencyLine) -> list[Any]:
    result = line.result
    return [
        line.place or NO_DATA,
        line.place_in_league or NO_DATA,
        line.league,
        line.region,
        line.agency.name,
        KINDS.get(line.agency.kind, line.agency.kind),
        line.requests_due(),
        line.on_time_share(),
        line.overdue(),
        line.stale_columns(),
        line.unchecked_columns() if line.facts.columns else line.stale_columns(),
        line.reply_days(),
        line.message_days(),
        *(line.counted(result.cards.get(colour, 0)) for colour in (Severity.RED, Severity.YELLOW, Severity.BLUE)),
        line.counted(result.points),
        line.counted("是" if result.vetoed else "否"),
        NO_DATA if result.score is None else result.score,
        result.grade or NO_DATA,
        result.reason,
    ]
