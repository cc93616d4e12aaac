"""Asking many sources over HTTP at once: threads fetch and read, the calling thread alone writes."""

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from collectors.context import CollectContext
from collectors.fetching import Fetched, Fetcher
from collectors.look_queue import LookQueue
from collectors.new_media.reading import read_posts
from collectors.question_boards.looking import look_at_board
from collectors.recording.due_sources import LookPlan, load_jobs_of
from collectors.recording.jobs import Job
from collectors.recording.kept_files import keep_copy
from collectors.recording.looks import Sight
from collectors.recording.questions import BOARD
from collectors.recording.runs import broken_words
from collectors.recording.web_source import SeenSource, keep_page
from collectors.websites.inspect import inspect_page
from collectors.websites.looking import look_at_page
from metrics.facts import CheckOutcome
from store import Database

BATCH = 40
"""Looks that are written together, if so many come within the time below: a transaction costs more than a look."""
GATHERED_SECONDS = 0.5
MANY = 100
"""Looks from which on processes of their own read the pages: they take half a second to start."""

_Results = queue.Queue[SeenSource | BaseException | None]
"""Ends with None for each thread; an exception is one that must end the round."""
_Run = Callable[..., Any]
"""Gives what a function makes of its arguments, here or in another process."""


def look_at_sources(
    database: Database, plan: LookPlan, context: CollectContext, enough: Callable[[], bool]
) -> Iterator[list[SeenSource]]:
    """Look at every source of the plan and give what was seen, some at a time, in the order in which answers come.

    Only what is being looked at is in memory. `enough`: asked before each look whether to begin no more. Leaving the
    loop early stops the fetching.
    """
    threads = max(context.workers, 1)
    results: _Results = queue.Queue(maxsize=2 * threads)
    with ExitStack() as stack:
        fetcher = context.fetcher or stack.enter_context(Fetcher(context.limits, max(threads, 64)))

        def load(ids: Sequence[int]) -> list[Job]:
            with database.read() as session:
                return load_jobs_of(session, ids, plan.due_at)

        look = partial(_look, fetcher=fetcher, context=context, run=_runner(context, plan.total))
        looks = LookQueue(plan, load, fetcher.pacing, context.limits.host_concurrency)
        pool = stack.enter_context(ThreadPoolExecutor(threads, "fetch"))
        try:
            for _ in range(threads):
                pool.submit(_work, looks, look, results, enough)
            yield from _batches(results, threads)
        finally:
            looks.stop()
            _drain(results, pool)


def _batches(results: _Results, threads: int) -> Iterator[list[SeenSource]]:
    """What has come, until every thread has said that it is done."""
    working = threads
    while working:
        batch = [results.get()]
        ends_at = time.monotonic() + GATHERED_SECONDS
        with suppress(queue.Empty):
            while len(batch) < BATCH and batch.count(None) < working:
                batch.append(results.get(timeout=max(ends_at - time.monotonic(), 0)))
        working -= batch.count(None)
        seen = [one for one in batch if isinstance(one, SeenSource)]
        if seen:
            yield seen
        for end in batch:
            if isinstance(end, BaseException):
                raise end


def _drain(results: _Results, pool: ThreadPoolExecutor) -> None:
    """Let threads that wait at a full queue go on to their end."""
    pool.shutdown(wait=False, cancel_futures=True)
    with suppress(queue.Empty):
        while True:
            results.get(timeout=0.01)


def _runner(context: CollectContext, looks: int) -> _Run:
    """Who reads and packs the pages of a round of so many looks."""
    if context.page_workers is None or looks < MANY:
        return _here
    context.page_workers.start()
    return context.page_workers.run


def _here(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


def _work(
    looks: LookQueue, look_at: Callable[[Job], SeenSource], results: _Results, enough: Callable[[], bool]
) -> None:
    try:
        while not enough() and (look := looks.take()) is not None:
            try:
                seen = look_at(look.job)
            finally:
                looks.done(look)
            results.put(seen)
    except BaseException as error:
        results.put(error)
    finally:
        results.put(None)


def _look(job: Job, fetcher: Fetcher, context: CollectContext, run: _Run) -> SeenSource:
    """One look, whatever happens: a source that breaks our own code is a failure of that source alone."""
    started_at = context.clock()
    fetched = Fetched(CheckOutcome.UNREADABLE, job.location, job.location)
    try:
        trusted = job.trusts_validators(started_at)
        fetched = fetcher.fetch(job.location, job.etag if trusted else None, job.last_modified if trusted else None)
        if fetched.outcome is CheckOutcome.NOT_MODIFIED and not trusted:
            words = "服务器对普通请求也只答复内容未变（304），不能证明内容"
            fetched = replace(fetched, outcome=CheckOutcome.UNPROVED, detail=words)
        seen = _read(job, fetched, fetcher, context, run)
    except Exception as error:
        sight = Sight(CheckOutcome.UNREADABLE, started_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
        return SeenSource(job, started_at, fetched, sight, broken_words(error))
    with suppress(OSError):  # the writer tries again and says what is wrong with the disk
        seen = keep_page(seen, context, partial(run, keep_copy))
    return seen


def _read(job: Job, fetched: Fetched, fetcher: Fetcher, context: CollectContext, run: _Run) -> SeenSource:
    checked_at = context.clock()
    if job.kind == BOARD:
        board = look_at_board(job, fetched, checked_at, fetcher.fetch)
        seen = SeenSource(job, checked_at, fetched, board.sight, board.message, fetched.outcome is CheckOutcome.OK)
        return replace(seen, questions=board.questions, pages=board.pages)
    if job.kind != "account_feed":
        look = look_at_page(job, fetched, checked_at, fetcher.fetch, partial(run, inspect_page))
        return SeenSource(job, checked_at, fetched, look.sight, look.message, look.keeps_page)
    sight = Sight(fetched.outcome, checked_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
    if fetched.outcome is not CheckOutcome.OK:
        return SeenSource(job, checked_at, fetched, sight, fetched.detail or fetched.outcome.words)
    view = read_posts(fetched.body, fetched.final_url, checked_at, fetched.content_type)
    sight = replace(
        sight, outcome=view.outcome, newest=view.newest, items=len(view.posts), dated=view.dated, flags=view.flags
    )
    return SeenSource(job, checked_at, fetched, sight, view.detail or sight.words, True, view.posts)
