"""What ``mingcha doctor`` looks at: one small check after another, each with what it found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from alerts.words import DELIVERIES
from dashboard.words import HEALTH
from metrics.law_days import law_day
from mingcha.evidence_check import check_evidence
from mingcha.house import House
from rulebook import RulebookError
from store.audit import first_broken_line
from store.migrations import is_current
from store.models import Delivery, EvaluationRun, QuarantineRow, Source

_LEAST_FREE_BYTES = 500_000_000
_CALENDAR_AHEAD = timedelta(days=60)  # 40 working days: the longest period of a request


NAMES = {
    "rulebook": "规则库",
    "data folder": "数据文件夹",
    "mail": "邮件",
    "visits": "网站访问",
    "database": "数据库",
    "evaluation": "评估",
    "sources": "数据来源",
    "deliveries": "送达",
    "evidence": "留存页面",
    "audit trail": "操作记录",
    "quarantine": "隔离的数据行",
}
"""Each check by its name for people."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it is in order, and what was found (Chinese)."""

    name: str
    ok: bool
    found: str


def examine(house: House) -> list[Check]:
    """Run every check; those that need the database only where it is ready."""
    checks = [_rulebook(house), _data_folder(house), _mail(house), _visits(house)]
    try:
        ready = is_current(house.database)
    except SQLAlchemyError as error:
        return [*checks, Check("database", False, f"无法使用：{str(error).splitlines()[0]}")]
    checks.append(
        Check("database", ready, house.database.engine.dialect.name if ready else "尚未就绪，请运行 mingcha init")
    )
    if ready:
        checks += _inside(house)
    return checks


def _inside(house: House) -> Iterator[Check]:
    looks: list[Callable[[Session, House], Check]] = [_evaluation, _sources, _deliveries, _evidence, _audit_trail]
    with house.database.read() as session:
        for look in looks:
            yield look(session, house)
        waiting = select(func.count()).select_from(QuarantineRow).where(QuarantineRow.settled_at.is_(None))
        rows = session.scalar(waiting) or 0
        yield Check("quarantine", True, f"{rows} 行待修正")


def _rulebook(house: House) -> Check:
    try:
        calendar = house.rulebook.calendar
    except RulebookError as error:
        return Check("rulebook", False, str(error))
    except SQLAlchemyError:
        calendar = house.shipped_rulebook.calendar  # what is wrong with the database, its own check says
    needed = (law_day(house.clock()) + _CALENDAR_AHEAD).year
    known = needed in calendar.years
    years = f"{min(calendar.years)}–{max(calendar.years)}"
    gap = "" if known else f"；{needed} 年节假日安排尚未公布，期限为暂定"
    text = f"版本 {house.rulebook.version}，工作日历 {years} 年{gap}"
    # A coming year without a notice is the law's own state, not a fault of the installation.
    return Check("rulebook", True, text)


def _data_folder(house: House) -> Check:
    folder = house.settings.data_folder
    if not folder.is_dir():
        return Check("data folder", False, f"{folder} 不存在，请运行 mingcha init")
    free = shutil.disk_usage(folder).free
    writable = os.access(folder, os.W_OK)
    enough = free >= _LEAST_FREE_BYTES
    return Check(
        "data folder",
        writable and enough,
        f"{folder}，剩余空间 {free // 1_000_000} MB" + ("" if writable else "，不可写入"),
    )


def _mail(house: House) -> Check:
    host = house.settings.smtp_host
    return Check(
        "mail",
        True,
        f"{host}:{house.settings.smtp_port}"
        if host
        else f"没有设置邮件服务器，邮件存入 {house.settings.outbox_folder}",
    )


def _visits(house: House) -> Check:
    per_day, references = house.settings.visits_per_day, len(house.settings.references)
    try:
        least = house.shipped_rulebook.limit("W2", "visits_per_day")
    except RulebookError:
        least = 0  # what is wrong with the rulebook, its own check says
    words = f"每个网站每天 {per_day} 次" + (
        "" if per_day >= least else f"，少于规则要求的 {least} 次，无法判断能否打开"
    )
    network = (
        f"，参照地址 {references} 个" if references else "，未设置参照地址，仅以多个网站同时无应答判断本机网络故障"
    )
    return Check("visits", per_day >= least or per_day == 0, words + network)


def _evaluation(session: Session, house: House) -> Check:
    today = law_day(house.clock())
    done = (EvaluationRun.finished_at.is_not(None), EvaluationRun.as_of <= today)
    last = session.scalar(select(func.max(EvaluationRun.as_of)).where(*done))
    fresh = last is not None and last >= today - timedelta(days=1)
    return Check("evaluation", fresh, f"最近一次截至 {last}" if last else "从未评估")


def _sources(session: Session, house: House) -> Check:
    del house
    states = _counts(session, select(Source.health, func.count()).where(Source.enabled).group_by(Source.health))
    return Check("sources", "failing" not in states, _listed(states, HEALTH))


def _deliveries(session: Session, house: House) -> Check:
    del house
    states = _counts(session, select(Delivery.state, func.count()).group_by(Delivery.state))
    return Check("deliveries", "failed" not in states, _listed(states, DELIVERIES))


def _evidence(session: Session, house: House) -> Check:
    return Check("evidence", *check_evidence(session, house.settings.evidence_folder))


def _audit_trail(session: Session, house: House) -> Check:
    del house
    broken = first_broken_line(session)
    return Check("audit trail", broken is None, "连续完整" if broken is None else f"自第 {broken} 条起不连续")


def _counts(session: Session, states: Select[str, int]) -> dict[str, int]:
    return {state: count for state, count in session.execute(states)}


def _listed(states: dict[str, int], words: Mapping[str, str]) -> str:
    return "，".join(f"{words[state]} {count}" for state, count in sorted(states.items())) or "没有"
