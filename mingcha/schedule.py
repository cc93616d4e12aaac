"""The schedule: every so often it asks what is due, with ≥, so that whatever was missed is caught up.

APScheduler gives the rhythm; a lease in the database lets only one process work, however many run.
"""

from __future__ import annotations

import logging
import os
import socket
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy import func, select

from alerts.evaluation import evaluate
from alerts.notices import notify
from collectors.collecting import collect_sources
from metrics.law_days import SHANGHAI, law_day
from mingcha.clock import make_clock
from mingcha.collecting import collect_context
from mingcha.house import House
from mingcha.looking_again import look_again
from mingcha.notifying import mail_channel
from store.lease import release_lease, take_lease
from store.models import EvaluationRun

_LEASE = "schedule"
_LEASE_LASTS = timedelta(minutes=15)
wall_clock = make_clock(None)  # leases and rhythms follow real time, also where the law's day is frozen
_log = logging.getLogger("mingcha.schedule")


def start_schedule(house: House) -> BaseScheduler:
    """Run the schedule in a thread of this process."""
    scheduler = BackgroundScheduler(timezone="UTC")
    _add_tick(scheduler, house)
    scheduler.start()
    return scheduler


def run_schedule(house: House) -> None:
    """Run the schedule in this process until it is stopped."""
    scheduler = BlockingScheduler(timezone="UTC")
    _add_tick(scheduler, house)
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        with house.database.write() as session:
            release_lease(session, _LEASE, _holder())


def tick(house: House) -> bool:
    """Do whatever is due now; false where another process has the lease."""
    with house.database.write() as session:
        if not take_lease(session, _LEASE, _holder(), wall_clock(), _LEASE_LASTS):
            return False
    # Each on its own: a collector that fails must not keep a notice from being sent.
    for work in (_collect, look_again, _evaluate, _notify):
        try:
            work(house)
        except Exception:  # the next tick tries again; the log tells what happened
            _log.exception("%s failed", work.__name__)
    return True


def _add_tick(scheduler: BaseScheduler, house: House) -> None:
    # Late or missed runs are run once, not dropped: APScheduler's default drops what is a second late.
    scheduler.add_job(
        tick,
        "interval",
        args=[house],
        seconds=house.settings.schedule_seconds,
        next_run_time=wall_clock(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )


def _collect(house: House) -> None:
    collect_sources(house.database, None, collect_context(house))


def _evaluate(house: House) -> None:
    now = house.clock()
    today = law_day(now)
    if now.astimezone(SHANGHAI).time() < house.settings.schedule_evaluate_at:
        today -= timedelta(days=1)
    with house.database.read() as session:
        last = session.scalar(select(func.max(EvaluationRun.as_of)).where(EvaluationRun.finished_at.is_not(None)))
    if last is None or last < today:
        evaluate(house.database, house.rulebook, today, now)


def _notify(house: House) -> None:
    now = house.clock()
    if now.astimezone(SHANGHAI).time() >= house.settings.schedule_notify_at:
        notify(house.database, house.rulebook, mail_channel(house.settings), now, house.settings.base_url)


def _holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
