"""The fee for processing information, where a notice of one was sent (条例 第四十二条; 国办函〔2020〕109号)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.components import facts_list, section
from metrics.fees import Fee, fee_by_count, fee_by_pages
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from store.models import Request, RequestEvent

_UNITS = {"A42-count": "件", "A42-pages": "页"}


@dataclass(frozen=True)
class FeeView:
    """``noticed_on``: day of the notice; ``pay_by``: last day to pay; ``fees``: what each way of charging comes to.

    ``month``: how many requests of the same applicant the agency received in that month; none where nobody can tell.
    """

    noticed_on: date
    pay_by: date
    paid_on: date | None
    fees: Sequence[Fee]
    month: int | None


def fee_view(
    session: Session, request: Request, log: Sequence[RequestEvent], rulebook: Rulebook, days: WorkingDays
) -> FeeView | None:
    """Return what can be said of the fee of a request from the entries that stand; none without a notice."""
    noticed = next((event for event in log if event.kind == "fee_noticed"), None)
    if noticed is None:
        return None
    month = _of_applicant(session, request)
    pages = noticed.detail.get("pages")
    fees = [fee_by_count(month, rulebook)] if month is not None else []
    if isinstance(pages, int) and not isinstance(pages, bool) and pages >= 0:
        fees.append(fee_by_pages(pages, rulebook))
    return FeeView(
        noticed.happened_on,
        days.nth_after(noticed.happened_on, rulebook.limit("A42-clock", "working_days")).day,
        next((event.happened_on for event in log if event.kind == "fee_paid"), None),
        fees,
        month,
    )


def _of_applicant(session: Session, request: Request) -> int | None:
    """同一申请人一个自然月: by the keyed hash of the applicant, among the requests of the same agency."""
    came = request.received_on
    if request.applicant_hash is None or came is None:
        return None
    first, last = came.replace(day=1), came.replace(day=monthrange(came.year, came.month)[1])
    same = (Request.applicant_hash == request.applicant_hash, Request.agency_id == request.agency_id)
    return session.scalar(select(func.count()).where(*same, Request.received_on.between(first, last)))


def fee_section(view: FeeView, rulebook: Rulebook) -> Any:
    """Return the notice, its payment, and what the tiers come to."""
    rule = rulebook.rules["A42-clock"]
    lines: list[tuple[str, Any]] = [
        ("告知收费日", view.noticed_on.isoformat()),
        ("缴费期限", f"{view.pay_by.isoformat()}（{rulebook.limit('A42-clock', 'working_days')} 个工作日）"),
        ("缴费日", view.paid_on.isoformat() if view.paid_on else "未缴费"),
    ]
    for fee in view.fees:
        unit = _UNITS[fee.rule]
        told = "；".join(f"第 {one.first}–{one.last} {unit} 每{unit} {one.each} 元" for one in fee.steps if one.each)
        way = "按件（同一申请人当月）" if fee.rule == "A42-count" else "按量"
        lines.append((way, f"{fee.pieces} {unit}，{fee.yuan:,} 元" + (f"（{told}）" if told else "（不收费）")))
    if not view.fees:
        lines.append(("金额", "台账没有申请人标识和页数，无从计算；可用 mingcha fee 计算"))
    return section("信息处理费", facts_list(lines), note=f"{rule.number}；按件、按量不同时采用；缴费次日起重新计算期限")
