"""The words officials use for colours, states and problems."""

from __future__ import annotations

from metrics.facts import CheckOutcome
from rulebook import Rulebook
from store.models import FileOutcome

COLOURS = {"blue": "蓝牌", "yellow": "黄牌", "red": "红牌"}
SIGNS = {"blue": "●", "yellow": "▲", "red": "■"}
"""A sign beside each colour, for readers who cannot tell colours apart."""

STATES = {
    "open": "待整改",
    "explained": "已说明",
    "done": "待复查",
    "confirmed": "待销号",
    "closed": "已销号",
    "suspended": "申诉中",
    "revoked": "已撤销",
}

CARD_EVENTS = {
    "issued": "发牌",
    "withdrawn": "系统撤销",
    "reinstated": "系统恢复",
    "amended": "更正",
    "lapsed": "提醒解除",
    "explained": "书面说明",
    "done": "报告整改完成",
    "look_asked": "要求复查",
    "looked": "系统复查",
    "confirmed": "复查通过",
    "closed": "销号",
    "revoked": "撤销",
    "urged": "督办",
}

_FILE_OUTCOMES = {
    FileOutcome.OK: CheckOutcome.OK.words,
    FileOutcome.UNCHANGED: "没有新文件",
    FileOutcome.PARTLY: "部分行被隔离",
    FileOutcome.FAILED: "处理失败",
}
RUN_OUTCOMES = {outcome.value: outcome.words for outcome in CheckOutcome} | {
    outcome.value: words for outcome, words in _FILE_OUTCOMES.items()
}
"""Every way in which a run of a collector can end."""

DELIVERIES = {"waiting": "待发", "sending": "发送中", "sent": "已发出", "failed": "未能送达"}

SUBJECTS = {
    "request": "依申请公开",
    "column": "网站栏目",
    "site": "网站",
    "account": "政务新媒体账号",
    "case": "留言办件",
    "agency": "单位",
    "catalogue": "清单事项",
}

_PROBLEMS = {
    ("FOI-B", "before-3"): "依申请公开三个工作日内到期",
    ("FOI-B", "before-1"): "依申请公开次一工作日到期",
    ("FOI-Y", "overdue"): "依申请公开逾期未答复",
    ("FOI-Y", "extension"): "依申请公开延期不合规定",
    ("FOI-R", "overdue"): "依申请公开严重逾期未答复",
    ("FOI-R", "review"): "因未答复在复议诉讼中被纠正",
    ("WEB-Y", "stale"): "栏目超期未更新",
    ("WEB-Y", "blank"): "栏目空白",
    ("WEB-Y", "undated"): "栏目内容未标注日期",
    ("WEB-Y", "unanswered"): "网站留言超期未答复",
    ("WEB-B", "B-home"): "网站首页即将超期未更新",
    ("WEB-B", "B-blank"): "网站空白栏目接近上限",
    ("WEB-B", "B-stale"): "网站未更新栏目接近上限",
    ("AR-R", "annual-report"): "年度报告逾期",
    ("NM-R", "silent"): "政务新媒体断更",
    ("NM-R", "no-interaction"): "政务新媒体无有效互动",
}


def problem(rulebook: Rulebook, rule: str, occurrence: str) -> str:
    """What is wrong, in a few words: by the occurrence, else by the rule it names, else by the card rule."""
    aspect = occurrence.split(":", 1)[0]
    if (rule, aspect) in _PROBLEMS:
        return _PROBLEMS[rule, aspect]
    if aspect in rulebook.rules:
        return rulebook.rules[aspect].title
    return rulebook.card_rules[rule].title
