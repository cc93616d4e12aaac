"""What a finding stands on, in lines for people: its facts and the law behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from metrics.law_days import SHANGHAI
from rulebook import Rule, Rulebook

_NAMES = {
    "received": "收到日期",
    "base": "期限起算日",
    "due": "答复到期日",
    "extension_days": "已延长工作日",
    "excluded_days": "不计入期限的工作日",
    "closed_on": "答复日期",
    "defect_on": "发现需补正之日",
    "last": "期限最后一日",
    "year": "年度",
    "published_on": "公布日期",
    "looked_on": "检查日期",
    "item": "清单事项",
    "field": "领域",
    "missing_since": "缺少公开位置起始日",
    "extended_on": "延期日期",
    "newest": "最新一条日期",
    "limit_days": "更新期限（天）",
    "items": "页面条目数",
    "dated": "有日期的条目数",
    "counted_from": "未更新起算日",
    "since": "问题起始日",
    "threshold": "判定数量",
    "columns": "涉及栏目数",
    "visits": "一周访问次数",
    "failed": "打不开次数",
    "asked_on": "提问日期",
    "limit_day": "答复期限",
    "messages": "留言条数",
    "checked_at": "检查时间",
    "evidence_hash": "留存页面指纹",
    "reason": "情形",
    "result": "情形",
    "because": "所依据的牌",
}
_CODES = {
    "unapproved": "延期未经公开工作机构负责人同意",
    "untold": "延期未告知申请人",
    "late": "期满之后才延期",
    "set_aside_no_reply": "因未答复被复议或者诉讼纠正",
}
_FOI_DAYS = {"limit_days": "答复期限（工作日）"}


def evidence_lines(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and value of every fact that has words and a value, in the order of importance. Zero is a value."""
    names = _NAMES | (_FOI_DAYS if "due" in facts else {})
    return [(names[key], _value(key, facts[key])) for key in _NAMES if facts.get(key) not in (None, "", [])]


def basis(rulebook: Rulebook, card_rule: str, facts: Mapping[str, Any]) -> list[Rule]:
    """The rules that were broken: the one the finding names, else all that the card rule rests on."""
    named = str(facts.get("rule_id"))
    if named in rulebook.rules:
        return [rulebook.rules[named]]
    return [rulebook.rules[id_] for id_ in rulebook.card_rules[card_rule].basis if id_ in rulebook.rules]


def _value(key: str, value: Any) -> str:
    return _SPECIAL.get(key, _plain)(value)


def _plain(value: Any) -> str:
    return _CODES.get(str(value), str(value))


def _moment(value: Any) -> str:
    return datetime.fromisoformat(str(value)).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _reasons(value: Any) -> str:
    return "；".join(f"{reason['triggered_on']} {reason['rule']}" for reason in value)


_SPECIAL: dict[str, Callable[[Any], str]] = {
    "checked_at": _moment,
    "columns": lambda names: str(len(names)),
    "because": _reasons,
    "evidence_hash": lambda digest: str(digest)[:16],
}
