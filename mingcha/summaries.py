"""What a round of work came to, in the words of the command line; the verbs and the demo say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alerts.words import COLOURS, RUN_OUTCOMES, SUBJECTS
from collectors.recording.row_words import row_words

if TYPE_CHECKING:
    from alerts.evaluation import EvaluationSummary
    from alerts.notices import NotifySummary
    from collectors.collecting import CollectSummary


def collected(summary: CollectSummary) -> list[str]:
    """Sources, rows, and the runs by outcome."""
    ends = "，".join(f"{RUN_OUTCOMES[outcome]} {number} 次" for outcome, number in sorted(summary.outcomes.items()))
    health = f"成功 {summary.ok} 个，失败 {summary.failing} 个"
    if summary.held_back:
        health += f"，因网站要求暂缓访问推迟 {summary.held_back} 个"
    lines = [
        f"采集：来源 {summary.sources} 个（{health}），读取 {summary.fetched} 次",
        f"台账等数据：{row_words(summary)}",
    ]
    return [*lines, f"运行结果：{ends}"] if ends else lines


def evaluated(summary: EvaluationSummary) -> list[str]:
    """What was judged and which cards are new; then what could not be judged."""
    judged = f"审查 {summary.visited} 件，新问题 {summary.findings} 个"
    first = f"评估（截至 {summary.as_of}）：{judged}；新发 {cards(summary.cards)}，撤回 {summary.withdrawn} 个"
    moved = [f"工作日历更新：{summary.due_days_changed} 件申请的答复期限有变动"] if summary.due_days_changed else []
    return [first, *moved, *map(_problem, summary.problems)]


def _problem(problem: str) -> str:
    kind, _, rest = problem.partition(":")
    return f"无法评估：{SUBJECTS[kind]} {rest}"


def notified(summary: NotifySummary) -> str:
    """Notices and the fate of their mails."""
    mails = f"发出邮件 {summary.sent} 封，待发 {summary.waiting} 封，失败 {summary.failed} 封"
    return f"通知：新通知 {summary.notices} 份，{mails}"


def cards(counts: Mapping[str, int]) -> str:
    """Such as 蓝牌 1 张、黄牌 2 张、红牌 0 张."""
    return "、".join(f"{word} {counts[colour]} 张" for colour, word in COLOURS.items())
