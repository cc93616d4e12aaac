"""The officials' words for what the code names, and the sign that stands beside each colour."""

from __future__ import annotations

import alerts.words
from collectors.tables.faults import RowFault
from metrics.facts import CheckOutcome

COLOURS = ("red", "yellow", "blue")
COLOUR_NAMES = alerts.words.COLOURS
COLOUR_SIGNS = alerts.words.SIGNS
CARD_STATES = alerts.words.STATES
SUBJECT_KINDS = alerts.words.SUBJECTS
ENDED_STATES = ("closed", "revoked")

# What needs action first stands first, here and wherever these are counted or listed.
COLUMN_ANSWERS = {"stale": "超期", "check_failed": "检查失败", "not_checked": "未检查", "fresh": "正常"}
COLUMN_SIGNS = {"stale": "▲", "check_failed": "✕", "not_checked": "○", "fresh": "✓"}

SITE_KINDS = {"portal": "门户网站", "department": "部门网站", "special": "专题网站"}
LOOK_FLAGS = {
    **{outcome.value: outcome.words for outcome in CheckOutcome},
    "in_frame": "内容在框架页内",
    "no_list": "没有找到信息列表",
    "filled_by_script": "列表由脚本在浏览器中填充",
    "future_date": "有日期晚于检查日，未采信",
    "blank": "没有任何条目",
    "undated": "条目均无日期",
    "some_undated": "部分条目无日期",
    "first_is_not_newest": "首条不是最新（置顶或者未按时间排序）",
    "dates_from_urls": "日期取自链接地址",
    "relative_dates": "日期由相对时间推算",
    "generation_time": "所标时间为文件生成时间，未采信",
    "from_script": "条目取自页面数据",
    "datastore": "条目取自页面数据",
    "bad_selector": "设定的选择器有误",
    "selector_finds_nothing": "设定的选择器找不到条目",
}
DATE_REASONS = {
    "text": "页面文字",
    "relative": "相对时间（按取得时间推算）",
    "url": "链接地址",
    "json": "页面数据",
    "feed": "订阅源",
    "sitemap": "网站地图",
    "article": "文章页",
    "future": "日期在取得之后，不采信",
    "generated": "文件生成时间，不采信",
    "none": "未见日期",
}
HEALTH = {"failing": "✕ 异常", "new": "○ 未运行", "ok": "✓ 正常"}
SOURCE_KINDS = {
    "request_log": "依申请公开台账",
    "message_log": "留言台账",
    "column": "网站栏目",
    "site_home": "网站首页",
    "account_feed": "政务新媒体",
    "question_board": "互动留言栏目",
}
SOURCE_WAYS = {
    "folder": "收件目录",
    "pull": "接口拉取",
    "database": "数据库查询",
    "upload": "网页上传",
    "api": "接口推送",
    "hand": "手工导入",
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
CHANNELS = {
    "in_person": "当面提交",
    "registered_post": "邮寄（签收）",
    "post": "普通信函",
    "internet": "网络提交",
    "fax": "传真",
}
REQUEST_EVENTS = {
    "submitted": "提交申请",
    "confirmed": "双方确认收到",
    "received": "收到申请",
    "defect_noted": "发现内容不明确",
    "correction_asked": "告知补正",
    "correction_received": "收到补正",
    "correction_lapsed": "逾期未补正，视为放弃",
    "third_party_asked": "征求第三方意见",
    "third_party_answered": "第三方答复",
    "agency_asked": "征求其他机关意见",
    "agency_answered": "其他机关答复",
    "extended": "延长答复期限",
    "fee_noticed": "告知收费",
    "fee_paid": "缴纳费用",
    "volume_period_set": "告知合理答复期限",
    "transferred": "转送其他机关",
    "replied": "答复申请人",
    "withdrawn": "申请人撤回",
    "review_filed": "申请行政复议",
    "review_decided": "行政复议决定",
    "lawsuit_filed": "提起行政诉讼",
    "lawsuit_decided": "行政诉讼判决",
    "corrected_entry": "删除误登记",
}
REVIEW_RESULTS = {
    "upheld": "维持",
    "set_aside_no_reply": "因未答复被纠正",
    "set_aside": "被纠正",
    "other": "其他",
}


def colour_label(colour: str) -> str:
    """Return sign and word of a card's colour, such as "■ 红牌"."""
    return f"{COLOUR_SIGNS[colour]} {COLOUR_NAMES[colour]}"
