"""What the codes of a log's words are called: kinds of reply (A.2), and the other ways in which a matter stands."""

from __future__ import annotations

from collectors.recording.log_words import codes_of
from collectors.tables.headings import load_headings
from collectors.tables.profile import NOT_USED, PERSONAL
from rulebook import Rulebook

_STANDINGS = {
    "open": "办理中（尚未答复）",
    "closed": "已办结（未说明答复类型）",
    "withdrawn": "申请人撤回",
    "transferred": "转送其他机关",
    "correction_lapsed": "逾期未补正，视为放弃",
}


def outcome_words(rulebook: Rulebook) -> dict[str, str]:
    """Return what a status word can mean, code → name, kinds of reply first."""
    kinds = {kind.code: f"{kind.row} {kind.name}" for kind in rulebook.reply_kinds.values()}
    known = {code: kinds.get(code) or _STANDINGS.get(code, code) for code in codes_of("outcome")}
    return dict(sorted(known.items(), key=lambda pair: pair[0] in _STANDINGS))


def field_words() -> dict[str, str]:
    """Return what a column of a request log can hold, field → its usual heading."""
    usual = {name: words[0] for name, words in load_headings("collectors.requests").synonyms.items()}
    return {NOT_USED: "不使用", PERSONAL: "申请人个人信息（不保存）", **usual}
