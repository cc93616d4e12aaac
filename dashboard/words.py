"""The officials' words for what the code names, and the sign that stands beside each colour."""

from __future__ import annotations

import alerts.words
from collectors.tables.faults import RowFault

COLOURS = ("red", "yellow", "blue")
COLOUR_NAMES = alerts.words.COLOURS
COLOUR_SIGNS = alerts.words.SIGNS
CARD_STATES = alerts.words.STATES
SUBJECT_KINDS = alerts.words.SUBJECTS
ENDED_STATES = ("closed", "revoked")

COLUMN_ANSWERS = {"fresh": "正常", "stale": "超期", "not_checked": "未检查", "check_failed": "检查失败"}
COLUMN_SIGNS = {"fresh": "✓", "stale": "▲", "not_checked": "○", "check_failed": "✕"}

HEALTH = {"new": "○ 未运行", "ok": "✓ 正常", "failing": "✕ 异常"}
SOURCE_KINDS = {
    "request_log": "依申请公开台账",
    "message_log": "留言台账",
    "column": "网站栏目",
    "site_home": "网站首页",
    "account_feed": "政务新媒体",
}
RULE_STATUS = {
    "official": "官方原文",
    "observed": "公开通报所见",
    "unverified": "待核原文",
    "policy": "本地政策（可修改）",
}
CARD_EVENTS = alerts.words.CARD_EVENTS
QUARANTINE_REASONS = {fault.value: fault.words for fault in RowFault}
REQUEST_STANDINGS = {
    "unconfirmed": "网上提交，尚未双方确认",
    "running": "办理中",
    "consulting": "征求意见中（不计时）",
    "awaiting_correction": "等待申请人补正",
    "awaiting_fee": "等待申请人缴费",
    "overdue": "逾期未答复",
    "replied": "已答复",
    "transferred": "已转送",
    "withdrawn": "申请人撤回",
    "abandoned": "视为放弃",
}


def colour_label(colour: str) -> str:
    """Return sign and word of a card's colour, such as "■ 红牌"."""
    return f"{COLOUR_SIGNS[colour]} {COLOUR_NAMES[colour]}"
