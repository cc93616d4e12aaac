"""What ``mingcha doctor`` looks at: one small check after another, each with what it found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from metrics.law_days import law_day
from mingcha.house import House
from rulebook import RulebookError
from store.audit import first_broken_line
from store.migrations import is_current
from store.models import Delivery, EvaluationRun, QuarantineRow, Source

_LEAST_FREE_BYTES = 500_000_000
_CALENDAR_AHEAD = timedelta(days=60)  # 40 working days: the longest period of a request


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it is in order, and what was found."""

    name: str
    ok: bool
    found: str


def examine(house: House) -> list[Check]:
    """Run every check; those that need the database only where it is ready."""
    checks = [_rulebook(house), _data_folder(house), _mail(house)]
    try:
        ready = is_current(house.database)
    except SQLAlchemyError as error:
        return [*checks, Check("database", False, str(error).splitlines()[0])]
    checks.append(Check("database", ready, house.database.engine.dialect.name if ready else "run `mingcha init`"))
    if ready:
        checks += _inside(house)
    return checks


def _inside(house: House) -> Iterator[Check]:
    looks: list[Callable[[Session, House], Check]] = [_evaluation, _sources, _deliveries, _audit_trail]
    with house.database.read() as session:
        for look in looks:
            yield look(session, house)
        rows = session.scalar(select(func.count()).select_from(QuarantineRow)) or 0
        yield Check("quarantine", True, f"{rows} rows wait to be mended")


def _rulebook(house: House) -> Check:
    try:
        calendar = house.rulebook.calendar
    except RulebookError as error:
        return Check("rulebook", False, str(error))
    needed = (law_day(house.clock()) + _CALENDAR_AHEAD).year
    known = needed in calendar.years
    years = f"{min(calendar.years)}–{max(calendar.years)}"
    text = f"{house.rulebook.version}, calendar {years}" + (
        "" if known else f"; no notice for {needed}: due days are provisional"
    )
    # A coming year without a notice is the law's own state, not a fault of the installation.
    return Check("rulebook", True, text)


def _data_folder(house: House) -> Check:
    folder = house.settings.data_folder
    if not folder.is_dir():
        return Check("data folder", False, f"{folder} is not there: run `mingcha init`")
    free = shutil.disk_usage(folder).free
    writable = os.access(folder, os.W_OK)
    enough = free >= _LEAST_FREE_BYTES
    return Check(
        "data folder",
        writable and enough,
        f"{folder}, {free // 1_000_000} MB free" + ("" if writable else ", not writable"),
    )


def _mail(house: House) -> Check:
    host = house.settings.smtp_host
    return Check(
        "mail",
        True,
        f"{host}:{house.settings.smtp_port}" if host else f"no server set; mails go to {house.settings.outbox_folder}",
    )


def _evaluation(session: Session, house: House) -> Check:
    today = law_day(house.clock())
    done = (EvaluationRun.finished_at.is_not(None), EvaluationRun.as_of <= today)
    last = session.scalar(select(func.max(EvaluationRun.as_of)).where(*done))
    fresh = last is not None and last >= today - timedelta(days=1)
    return Check("evaluation", fresh, f"last as of {last}" if last else "never run")


def _sources(session: Session, house: House) -> Check:
    del house
    states = _counts(session, select(Source.health, func.count()).where(Source.enabled).group_by(Source.health))
    return Check("sources", "failing" not in states, _listed(states))


def _deliveries(session: Session, house: House) -> Check:
    del house
    states = _counts(session, select(Delivery.state, func.count()).group_by(Delivery.state))
    return Check("deliveries", "failed" not in states, _listed(states))


def _audit_trail(session: Session, house: House) -> Check:
    del house
    broken = first_broken_line(session)
    return Check("audit trail", broken is None, "unbroken" if broken is None else f"broken at line {broken}")


def _counts(session: Session, states: Select[str, int]) -> dict[str, int]:
    return {state: count for state, count in session.execute(states)}


def _listed(states: dict[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in sorted(states.items())) or "none"
