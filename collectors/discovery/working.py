"""Carries out the discoveries that were wished for: several sites at once, each host at its own pace."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from collectors.context import CollectContext
from collectors.discovery.discover import UnknownSite, discover
from collectors.discovery.walking import Walk
from collectors.discovery.wishes import DONE, FAILED, STOPPED, begin_again, claim_next, tell_progress
from rulebook import ColumnCategory
from store import Database
from store.models import DiscoveryRun

AT_ONCE: Final = 4
"""Sites walked at the same time, so that a slow one does not keep the others waiting."""
_BROKEN: Final = "处理时出错，已记入日志。请稍后再试，或告知系统管理员"
_log = logging.getLogger(__name__)


def fulfil_discoveries(
    database: Database,
    context: CollectContext,
    categories: Mapping[str, ColumnCategory],
    keep: Callable[[], object],
) -> int:
    """Carry out every discovery that waits, those too that were broken off, and return how many ended.

    Only one process at a time may do this; `keep` is called on the way and raises when another has taken over, which
    leaves the rest to that one.
    """
    with database.write() as session:
        waiting = begin_again(session)
    if not waiting:
        return 0

    def work() -> int:
        ended = 0
        while True:
            keep()
            with database.write() as session:
                run = claim_next(session, context.clock())
            if run is None:
                return ended
            _fulfil(database, context, categories, run, keep)
            ended += 1

    threads = min(AT_ONCE, waiting)
    with ThreadPoolExecutor(threads, thread_name_prefix="discovery") as pool:
        return sum(future.result() for future in [pool.submit(work) for _ in range(threads)])


def _fulfil(
    database: Database,
    context: CollectContext,
    categories: Mapping[str, ColumnCategory],
    run: DiscoveryRun,
    keep: Callable[[], object],
) -> None:
    lost: list[Exception] = []

    def step(walk: Walk) -> bool:
        try:
            keep()
        except Exception as error:
            lost.append(error)
            raise
        with database.write() as session:
            return tell_progress(session, run.id, walk.asked, len(walk.found))

    try:
        summary = discover(database, run.site_id, context, categories, run.wished_by, run.budget, step)
    except UnknownSite as gone:
        _end(database, context, run, outcome=FAILED, message=str(gone))
    except Exception:
        if lost:
            raise  # another process goes on with it
        _log.exception("the discovery of site %s failed", run.site_id)
        _end(database, context, run, outcome=FAILED, message=_BROKEN)
    else:
        outcome = STOPPED if summary.stopped else FAILED if summary.problem else DONE
        message = f"首页无法读取：{summary.problem}" if summary.problem else None
        told = {"asked": summary.asked, "found": summary.found, "new": summary.new}
        _end(database, context, run, outcome=outcome, message=message, **told)


def _end(database: Database, context: CollectContext, run: DiscoveryRun, **values: object) -> None:
    with database.write() as session:
        ended = session.get_one(DiscoveryRun, run.id)
        for name, value in values.items():
            setattr(ended, name, value)
        ended.finished_at = context.clock()
