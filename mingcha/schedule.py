"""The schedule: every so often it asks what is due, with ≥, so that whatever was missed is caught up.

APScheduler gives the rhythm; a lease in the database lets only one process work, however many run.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy import func, select

from alerts.evaluation import evaluate, is_judged_by
from alerts.notices import notify
from collectors.availability import visit_sites
from collectors.collecting import collect_sources
from collectors.discovery import fulfil_discoveries
from metrics.law_days import SHANGHAI, law_day
from mingcha.clock import make_clock
from mingcha.collecting import collect_context
from mingcha.house import House
from mingcha.looking_again import look_again
from mingcha.notifying import mail_channel
from mingcha.process_identity import has_ended, own_name
from mingcha.retention import purge_evidence, purge_is_due, purge_visits
from mingcha.visiting import visit_context
from store.lease import release_lease, take_lease
from store.models import EvaluationRun

_LEASE, _VISITS_LEASE, _DISCOVERY_LEASE = "schedule", "visits", "discoveries"
_LEASE_LASTS = timedelta(minutes=15)
_LONGEST_ROUND_SECONDS = 600.0
"""After so long a round begins no new look, so that judging and notifying are not kept waiting; the rest stays due."""
wall_clock = make_clock(None)  # leases and rhythms follow real time, also where the law's day is frozen
_log = logging.getLogger("mingcha.schedule")


def start_schedule(house: House) -> BaseScheduler:
    """Run the schedule in a thread of this process."""
    scheduler = BackgroundScheduler(timezone="UTC")
    _add_jobs(scheduler, house)
    scheduler.start()
    return scheduler


def run_schedule(house: House) -> None:
    """Run the schedule in this process until it is stopped."""
    scheduler = BlockingScheduler(timezone="UTC")
    _add_jobs(scheduler, house)
    settle_in()
    with suppress(KeyboardInterrupt, SystemExit):
        scheduler.start()


def settle_in() -> None:
    """Leave what is loaded out of the search for garbage: it stays as long as the process, and every round would
    search it again."""
    gc.collect()
    gc.freeze()


def tick(house: House) -> bool:
    """Do whatever is due now; false where another process has the lease, or took it because this one was too slow."""
    tenure = Tenure(house)
    if not tenure.begin():
        return False
    try:
        # Each on its own: a collector that fails must not keep a notice from being sent.
        for work in (_look_again, _collect, _evaluate, _notify, _purge):
            try:
                tenure.keep()
                work(house, tenure)
            except LeaseLost:
                _log.warning("another process has taken over")
                return False
            except Exception:  # the next tick tries again; the log tells what happened
                _log.exception("%s failed", work.__name__)
        return True
    finally:
        tenure.end()


def visit(house: House) -> bool:
    """Make the visits whose minute has come, beside everything else: a long round must not delay them (W2)."""
    return _beside(
        house, _VISITS_LEASE, lambda keep: visit_sites(house.database, visit_context(house, house.fetcher), keep)
    )


def discover_columns(house: House) -> bool:
    """Carry out the discoveries that officers wished for, beside everything else: somebody waits for them."""
    categories, context = house.rulebook.column_categories, collect_context(house, house.fetcher)
    return _beside(house, _DISCOVERY_LEASE, lambda keep: fulfil_discoveries(house.database, context, categories, keep))


def _beside(house: House, lease: str, work: Callable[[Callable[..., None]], object]) -> bool:
    """Do work of its own lease; false where another process has it, or took it."""
    tenure = Tenure(house, lease)
    if not tenure.begin():
        return False
    try:
        work(tenure.keep)
    except LeaseLost:
        _log.warning("another process has taken over the %s", lease)
        return False
    except Exception:  # the next time tries again; the log tells what happened
        _log.exception("%s failed", lease)
    finally:
        tenure.end()
    return True


class LeaseLost(Exception):
    """The lease ran out and another process took it; it does the rest."""


class Tenure:
    """A lease while one tick works: renewed on the way, given back at the end, so that a restart need not wait; nor
    after a kill, where it is plain that the holder is no more."""

    def __init__(self, house: House, lease: str = _LEASE) -> None:
        self._database = house.database
        self._lease = lease
        self._renewed_at = wall_clock()

    def begin(self) -> bool:
        """Whether the lease could be had."""
        self._renewed_at = wall_clock()
        with self._database.write() as session:
            return take_lease(session, self._lease, own_name(), self._renewed_at, _LEASE_LASTS, has_ended)

    def keep(self, *_: object) -> None:
        """Renew the lease once a third of it has passed; also the ``progress`` of long work. Raises ``LeaseLost``."""
        if wall_clock() - self._renewed_at >= _LEASE_LASTS / 3 and not self.begin():
            raise LeaseLost

    def end(self) -> None:
        """Give the lease back, if it is still ours."""
        with self._database.write() as session:
            release_lease(session, self._lease, own_name())


def _add_jobs(scheduler: BaseScheduler, house: House) -> None:
    # That a long round goes on when its next time has come is usual, and no warning.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    # Late or missed runs are run once, not dropped: APScheduler's default drops what is a second late.
    for work in (tick, visit, discover_columns):
        scheduler.add_job(
            work,
            "interval",
            args=[house],
            seconds=house.settings.schedule_seconds,
            next_run_time=wall_clock(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )


def _look_again(house: House, tenure: Tenure) -> None:
    del tenure  # a few sources, which people wait for
    look_again(house, house.fetcher)


def _collect(house: House, tenure: Tenure) -> None:
    context = collect_context(house, house.fetcher)
    collect_sources(house.database, None, context, tenure.keep, _LONGEST_ROUND_SECONDS)


def _evaluate(house: House, tenure: Tenure) -> None:
    now = house.clock()
    today = law_day(now)
    if now.astimezone(SHANGHAI).time() < house.settings.schedule_evaluate_at:
        today -= timedelta(days=1)
    with house.database.read() as session:
        # A trial for a day to come, made by hand, must not keep the days until then from being evaluated.
        done = (EvaluationRun.finished_at.is_not(None), EvaluationRun.as_of <= today)
        last = session.scalar(select(func.max(EvaluationRun.as_of)).where(*done))
        rulebook = house.rulebook
        same_law = is_judged_by(session, rulebook)
    if last is None or last < today or not same_law:  # a calendar imported at noon need not wait for the morning
        evaluate(house.database, rulebook, today, now, tenure.keep)


def _notify(house: House, tenure: Tenure) -> None:
    del tenure  # a mail that another process sends too is kept single by its ledger
    now = house.clock()
    if now.astimezone(SHANGHAI).time() >= house.settings.schedule_notify_at:
        notify(house.database, house.rulebook, mail_channel(house.settings), now, house.settings.base_url)


def _purge(house: House, tenure: Tenure) -> None:
    del tenure  # once a day, in short transactions
    if purge_is_due(house, house.clock()):
        purge_visits(house)  # first: the line of the copies is what says that a day is done
        purge_evidence(house)
