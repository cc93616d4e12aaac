"""What people type for an event of a request: its code, English words for it, or the words of the interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dashboard.words import CHANNELS, REQUEST_EVENTS
from metrics.facts import RequestEvent, RequestEventKind
from mingcha.output import FIRST_YEAR, LAST_YEAR

Kind = RequestEventKind
_SYNONYMS: Mapping[Kind, str] = {
    Kind.SUBMITTED: "submission",
    Kind.CONFIRMED: "confirmation",
    Kind.RECEIVED: "receipt",
    Kind.CORRECTION_ASKED: "correction_notice correction_requested 补正通知 补正告知 要求补正",
    Kind.CORRECTION_RECEIVED: "corrected 补正 补正收到 申请人补正",
    Kind.CORRECTION_LAPSED: "not_corrected 逾期未补正",
    Kind.THIRD_PARTY_ASKED: "third_party_consulted 征求第三方",
    Kind.THIRD_PARTY_ANSWERED: "third_party_replied 第三方回复 第三方反馈",
    Kind.AGENCY_ASKED: "other_agency_asked co_producer_asked agency_consulted 征求机关意见 征求其他机关",
    Kind.AGENCY_ANSWERED: "other_agency_answered co_producer_answered agency_replied 机关答复 其他机关回复",
    Kind.EXTENDED: "extension 延期 延长 延期答复",
    Kind.FEE_NOTICED: "fee_notice 收费通知 缴费通知",
    Kind.FEE_PAID: "fee_payment paid 缴费",
    Kind.VOLUME_PERIOD_SET: "abnormal_volume volume_period 合理期限",
    Kind.TRANSFERRED: "transfer 转送 转办 移送",
    Kind.REPLIED: "reply answered 答复",
    Kind.WITHDRAWN: "withdrawal 撤回",
}
_KINDS = {
    word: kind for kind in Kind for word in (kind.value, REQUEST_EVENTS[kind.value], *_SYNONYMS.get(kind, "").split())
}
# Said of an event unless told otherwise: what an event of its kind usually carries.
_USUAL_DETAIL: Mapping[Kind, dict[str, Any]] = {Kind.EXTENDED: {"approved": True, "applicant_told": True}}
_TRUTH = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def read_event(text: str) -> RequestEvent:
    """The event of KIND=DATE[,KEY=VALUE…]; ValueError in one line that names what is wrong with it."""
    head, *rest = (part.strip() for part in text.replace("，", ",").split(","))
    word, sign, day = head.partition("=")
    kind = _KINDS.get(re.sub(r"[\s-]+", "_", word.strip().lower()))
    if not sign or kind is None:
        known = ", ".join(Kind)
        raise ValueError(f"--event {text!r} is not KIND=DATE with a date like 2026-03-30 and a KIND of: {known}")
    return RequestEvent(kind, _day(day, text), _USUAL_DETAIL.get(kind, {}) | dict(_detail(part, text) for part in rest))


def _detail(part: str, text: str) -> tuple[str, Any]:
    key, sign, value = (piece.strip() for piece in part.partition("="))
    if not sign or not value:
        raise ValueError(f"--event {text!r}: {part!r} is not KEY=VALUE")
    read = _READERS.get(key)
    return key, read(value, text) if read else value


def _day(value: str, text: str) -> date:
    try:
        day = date.fromisoformat(value.strip())
    except ValueError as error:
        raise ValueError(f"--event {text!r}: {value!r} is not a date like 2026-03-30") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"--event {text!r}: {value!r} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def _number(value: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) == 0:
        raise ValueError(f"--event {text!r}: {value!r} is not a number of working days from 1 to 9999")
    return int(value)


def _truth(value: str, text: str) -> bool:
    if value.lower() not in _TRUTH:
        raise ValueError(f"--event {text!r}: {value!r} is neither true nor false")
    return _TRUTH[value.lower()]


def _channel(value: str, text: str) -> str:
    if value not in CHANNELS:
        raise ValueError(f"--event {text!r}: {value!r} is none of: {', '.join(CHANNELS)}")
    return value


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "working_days": _number,
    "until": lambda value, text: _day(value, text).isoformat(),
    "on": lambda value, text: _day(value, text).isoformat(),
    "approved": _truth,
    "applicant_told": _truth,
    "channel": _channel,
}
