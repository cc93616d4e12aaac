"""Tables 3 and 4 of the annual report that must come of the world: its own count, from the plans and not from a log.

Rows and columns are named as 国办公开办函〔2021〕30号 names them; nothing here is read from the rulebook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mingcha.demo.day_count import ONE_DAY
from mingcha.demo.log_layouts import layout_of
from mingcha.demo.plan import RequestPlan, World

ROW_OF_OUTCOME = {
    "granted": "(一)予以公开",
    "public_already": "(一)予以公开",
    "granted_in_part": "(二)部分公开",
    "third_party_rights": "(三)4保护第三方合法权益",
    "internal_matters": "(三)5三类内部事务信息",
    "process_material": "(三)6四类过程性信息",
    "enforcement_files": "(三)7行政执法案卷",
    "not_held": "(四)1本机关不掌握",
    "would_have_to_be_made": "(四)2需另行制作",
    "petition_or_complaint": "(五)1信访举报投诉类",
    "repeated": "(五)2重复申请",
}
COLUMN_OF_APPLICANT = {
    "natural_person": "自然人",
    "enterprise": "商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
}
Counts = Counter[tuple[int, str, str]]
"""How many by table, row and column; what is not in it is none."""


def expected_counts(world: World, year: int, agency_codes: Iterable[str] | None = None) -> Counts:
    """The numbers of Tables 3 and 4 for ``year``, of these agencies or of all, as known on the world's day."""
    wanted = None if agency_codes is None else set(agency_codes)
    counts: Counts = Counter()
    for plan in world.requests:
        if wanted is None or plan.agency_code in wanted:
            _count_request(counts, plan, year, world.as_of)
            _count_review(counts, plan, year)
    return counts


def expected_unconfirmed(world: World, year: int) -> int:
    """Requests that came by the end of ``year`` and were not confirmed by then."""
    last = date(year, 12, 31)
    return sum(
        plan.events[0].on <= last and ((came := _receipt(plan)) is None or came > last) for plan in world.requests
    )


def _count_request(counts: Counts, plan: RequestPlan, year: int, as_of: date) -> None:
    came = _receipt(plan)
    if came is None or came.year > year:
        return
    went, row = _end(plan, as_of)
    if went is not None and went.year < year:
        return
    rows = ["新收" if came.year == year else "上年结转"]
    rows += ["结转下年度"] if went is None or went.year > year else [row, "(七)总计"]
    column = COLUMN_OF_APPLICANT[plan.applicant] if layout_of(plan.holder).names_applicant else "自然人"
    for name in rows:
        counts[3, name, column] += 1
        counts[3, name, "总计"] += 1


def _receipt(plan: RequestPlan) -> date | None:
    """条例 第三十一条: web, fax and ordinary letters when both sides confirm, all others when they come in."""
    event = plan.first("confirmed" if plan.channel in ("internet", "fax", "post") else "received")
    return event.on if event else None


def _end(plan: RequestPlan, as_of: date) -> tuple[date | None, str]:
    replied, withdrawn, lapsed = (plan.first(kind) for kind in ("replied", "withdrawn", "correction_lapsed"))
    if replied is not None:
        return replied.on, ROW_OF_OUTCOME[str(replied.detail["outcome"])]
    if withdrawn is not None:
        return withdrawn.on, "(六)3其他"
    if lapsed is not None:
        return lapsed.on, "(六)1逾期不补正"
    asked = plan.first("correction_asked")
    if asked is not None and plan.first("correction_received") is None:
        until = date.fromisoformat(str(asked.detail["until"]))
        return (until + ONE_DAY, "(六)1逾期不补正") if until < as_of else (None, "")
    return None, ""


def _count_review(counts: Counts, plan: RequestPlan, year: int) -> None:
    filed, decided = plan.first("review_filed"), plan.first("review_decided")
    if filed is None or filed.on.year > year or (decided is not None and decided.on.year < year):
        return
    column = "尚未审结"
    if decided is not None and decided.on.year == year:
        column = "结果维持" if decided.detail["result"] == "upheld" else "结果纠正"
    counts[4, "行政复议", column] += 1
    counts[4, "行政复议", "总计"] += 1
