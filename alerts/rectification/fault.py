"""The one question behind closing a card: does the matter still show the fault, by the newest look or log?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from alerts.agency_days import working_days_of
from alerts.facts import (
    column_facts,
    load_cases,
    load_requests,
    newest_account_look,
    newest_column_look,
    newest_site_looks,
    visits_of_week,
)
from alerts.facts.annual_reports import newest_report_looks
from alerts.facts.catalogues import newest_duty_look
from alerts.rectification.escalated import underlying_cards_open
from alerts.words import problem
from metrics.account_findings import account_findings
from metrics.annual_report.timeliness import ReportAnswer, report_state
from metrics.catalogue_findings import item_proofs
from metrics.column_findings import column_findings
from metrics.facts import RequestEventKind
from metrics.finding import Severity
from metrics.request_clock import request_state
from metrics.site_access import access_by_day
from metrics.site_findings import site_findings
from rulebook import Rulebook
from store.models import Account, Agency, Card, Case, CatalogueDuty, Finding, Request, Site, SiteColumn


@dataclass(frozen=True)
class MatterLook:
    """What the newest facts show. ``at_fault`` None: nothing was seen that could tell. ``words``: Chinese."""

    at_fault: bool | None
    words: str


Judge = Callable[[Session, Finding, Rulebook, date], MatterLook]

_UNSEEN = MatterLook(None, "尚无有效的检查结果")
_ACCESS = ("W2", "B-open")


def still_at_fault(session: Session, card: Card, rulebook: Rulebook, as_of: date) -> bool:
    """Whether the matter must count as not mended on ``as_of``. What nobody could see is not mended."""
    return look_at_matter(session, card, rulebook, as_of).at_fault is not False


def look_at_matter(session: Session, card: Card, rulebook: Rulebook, as_of: date) -> MatterLook:
    """What the newest facts up to ``as_of`` show of the matter of ``card``."""
    finding = session.get_one(Finding, card.finding_id)
    outstanding = underlying_cards_open(session, finding)
    if outstanding is not None:
        words = f"所依据的牌尚有 {outstanding} 张未整改到位" if outstanding else "所依据的牌均已整改到位"
        return MatterLook(outstanding > 0, words)
    return _JUDGES[finding.subject_kind](session, finding, rulebook, as_of)


def _request(session: Session, finding: Finding, rulebook: Rulebook, as_of: date) -> MatterLook:
    request = session.get_one(Request, finding.subject_id)
    facts = load_requests(session, [request], as_of)[request.id].facts
    days = working_days_of(session, rulebook.calendar, request.agency_id)
    state = request_state(facts, rulebook, days, as_of)
    if state.state.closed:
        return MatterLook(False, f"台账显示已于 {state.closed_on or as_of} 办结")
    asked = [event.on for event in facts.events if event.kind is RequestEventKind.CORRECTION_ASKED]
    if finding.rule == "FOI-C7" and asked:
        return MatterLook(False, f"台账显示已于 {max(asked)} 告知补正")
    return MatterLook(True, "台账中仍无答复记录")


def _case(session: Session, finding: Finding, _rulebook: Rulebook, as_of: date) -> MatterLook:
    case = session.get_one(Case, finding.subject_id)
    facts = load_cases(session, [case], as_of)[case.id].facts
    if facts is not None and facts.answered_on is None:
        return MatterLook(True, "台账中仍无答复记录")
    return MatterLook(False, f"台账显示已于 {facts.answered_on} 答复" if facts else "台账中已无此件")


def _column(session: Session, finding: Finding, rulebook: Rulebook, as_of: date) -> MatterLook:
    column = session.get_one(SiteColumn, finding.subject_id)
    if not column.active:
        return MatterLook(False, f"栏目已停用（{column.retired_reason or '未注明原因'}）")
    looks = newest_column_look(session, column, as_of)
    if not looks:
        return _UNSEEN
    found = column_findings(column_facts(column, finding.agency_id, looks), rulebook, as_of).findings
    newest = f"最新一条为 {looks[0].newest}" if looks[0].newest else "页面没有带日期的内容"
    words = problem(rulebook, found[0].rule, found[0].occurrence) if found else "更新正常"
    return MatterLook(bool(found), f"{words}，{newest}")


def _site(session: Session, finding: Finding, rulebook: Rulebook, as_of: date) -> MatterLook:
    site = session.get_one(Site, finding.subject_id)
    aspect = finding.occurrence.split(":", 1)[0]
    if aspect in _ACCESS:
        facts = visits_of_week(session, site, as_of, rulebook)
        if not list(access_by_day(facts.visits, rulebook, as_of)):
            return MatterLook(None, "一周内的访问次数不足，无法判断")
    else:
        facts = newest_site_looks(session, site, as_of)
        if not facts.checks and not any(column.checks for column in facts.columns):
            return _UNSEEN
    found = site_findings(facts, rulebook, as_of).findings
    bad = [new for new in found if new.occurrence.split(":", 1)[0] == aspect]
    return MatterLook(bool(bad), problem(rulebook, finding.rule, finding.occurrence) if bad else "复查未再发现该问题")


def _account(session: Session, finding: Finding, rulebook: Rulebook, as_of: date) -> MatterLook:
    account = session.get_one(Account, finding.subject_id)
    facts = newest_account_look(session, account, as_of)
    if finding.occurrence.startswith("no-interaction"):
        answered = any(message.answered_on is not None for message in facts.messages)
        return MatterLook(not answered, "已有留言得到答复" if answered else "仍没有一条留言得到答复")
    if not facts.checks:
        return _UNSEEN
    days = working_days_of(session, rulebook.calendar, account.agency_id)
    found = account_findings(facts, rulebook, days, as_of).findings
    silent = [new for new in found if new.occurrence.startswith("silent") and new.severity is not Severity.BLUE]
    newest = facts.checks[-1].newest
    words = "仍未更新" if silent else "已恢复更新"
    return MatterLook(bool(silent), f"{words}，最新一条为 {newest}" if newest else words)


def _agency(session: Session, finding: Finding, rulebook: Rulebook, as_of: date) -> MatterLook:
    """The annual report (AR-R). One that is out by now is mended, however late it was."""
    facts = newest_report_looks(session, session.get_one(Agency, finding.subject_id), as_of)
    state = report_state(facts, int(finding.facts["year"]), rulebook, as_of)
    if state.answer is ReportAnswer.MISSING:
        return MatterLook(True, state.reason)
    out = any(one.year == finding.facts["year"] and one.first_seen_on <= as_of for one in facts.published)
    return MatterLook(False if out else None, state.reason)


def _duty(session: Session, finding: Finding, rulebook: Rulebook, as_of: date) -> MatterLook:
    facts = newest_duty_look(session, session.get_one(CatalogueDuty, finding.subject_id), as_of)
    if facts.missing_since is not None:
        return MatterLook(True, f"自 {facts.missing_since} 起没有登记公开位置")
    if finding.rule == "CAT-GAP":
        return MatterLook(False, "已登记公开位置")
    proofs = list(item_proofs(facts, rulebook, as_of))
    if not proofs:
        return _UNSEEN
    return MatterLook(proofs[-1].fault is not None, f"最新一条为 {proofs[-1].check.newest or '无日期'}")


_JUDGES: dict[str, Judge] = {
    "request": _request,
    "case": _case,
    "column": _column,
    "site": _site,
    "account": _account,
    "agency": _agency,
    "catalogue": _duty,
}
