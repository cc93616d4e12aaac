"""The officials' words for what the code names, and the sign that stands beside each colour."""

from __future__ import annotations

import alerts.words

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
CARD_EVENTS = {
    "issued": "发牌",
    "explained": "书面说明",
    "done": "报告整改完成",
    "looked": "系统复查",
    "confirmed": "复查通过",
    "closed": "销号",
    "revoked": "撤销",
    "urged": "督办",
    "lapsed": "提醒失效",
}
FAULTS = {"stale": "超期未更新", "blank": "栏目空白", "undated": "内容无日期"}
FACT_NAMES = {
    "received": "收到日",
    "base": "起算日",
    "due": "到期日",
    "provisional": "到期日为暂定",
    "limit_days": "时限（天）",
    "extension_days": "延长（工作日）",
    "excluded_days": "不计入（工作日）",
    "closed_on": "办结日",
    "extended_on": "延期日",
    "reason": "原因",
    "result": "结果",
    "defect_on": "发现需补正",
    "last": "最后期限",
    "fault": "问题",
    "category": "栏目类别",
    "rule_id": "规则",
    "newest": "最新信息日期",
    "items": "条目数",
    "dated": "有日期的条目数",
    "check_id": "检查编号",
    "checked_at": "检查时间（UTC）",
    "evidence_hash": "留存页面 SHA-256",
    "asked_on": "留言日",
    "site_id": "网站编号",
    "limit_day": "答复期限",
    "since": "起始日",
    "threshold": "认定界限",
    "columns": "涉及栏目",
    "visits": "访问次数",
    "failed": "打不开次数",
    "percent": "打不开比例（%）",
    "messages": "留言数",
    "silent_days": "未更新天数",
    "rulebook": "规则库版本",
    "calendar": "日历版本",
}
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
OUTCOMES = {
    "ok": "正常",
    "not_modified": "无变化（304）",
    "unchanged": "无变化",
    "partly": "部分可用",
    "failed": "失败",
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "timeout": "连接超时",
    "tls": "证书或加密连接错误",
    "too_large": "页面过大",
    "too_slow": "响应过慢",
    "too_many_redirects": "循环跳转",
    "forbidden_address": "地址不允许访问",
    "http_client_error": "页面不存在或拒绝访问（4xx）",
    "rate_limited": "限流（429）",
    "http_server_error": "网站内部错误（5xx）",
    "soft_error_page": "返回错误提示页",
    "login_page": "返回登录页",
    "not_a_list": "不是列表页",
    "unreadable": "内容无法识别",
}


def colour_label(colour: str) -> str:
    """Return sign and word of a card's colour, such as "■ 红牌"."""
    return f"{COLOUR_SIGNS[colour]} {COLOUR_NAMES[colour]}"
