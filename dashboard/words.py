"""The officials' words for what the code names, and the sign that stands beside each colour."""

from __future__ import annotations

COLOURS = ("red", "yellow", "blue")
COLOUR_NAMES = {"red": "红牌", "yellow": "黄牌", "blue": "蓝牌"}
COLOUR_SIGNS = {"red": "◆", "yellow": "▲", "blue": "●"}
"""Colour is never the only sign: each has a shape of its own, in badges, tables and charts alike."""

CARD_STATES = {
    "open": "待说明整改",
    "explained": "已说明",
    "done": "已报整改，待复查",
    "confirmed": "复查通过",
    "closed": "已销号",
    "suspended": "申诉中止",
    "revoked": "已撤销",
}
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
SUBJECT_KINDS = {
    "request": "依申请公开",
    "column": "网站栏目",
    "site": "政府网站",
    "account": "政务新媒体账号",
    "case": "留言办件",
    "agency": "单位",
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
    """Return sign and word of a card's colour, such as "◆ 红牌"."""
    return f"{COLOUR_SIGNS[colour]} {COLOUR_NAMES[colour]}"
