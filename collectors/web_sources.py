"""Asking many sources over HTTP at once: threads fetch and read, the calling thread alone writes."""

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from collectors.context import CollectContext
from collectors.fetching import Fetched
from collectors.fetching.fetcher import Fetcher
from collectors.look_queue import LookQueue
from collectors.new_media.reading import read_posts
from collectors.page_worker import inspect_and_keep
from collectors.page_workers import PageWorkers
from collectors.question_boards.looking import look_at_board
from collectors.recording.due_sources import LookPlan, load_jobs_of
from collectors.recording.jobs import Job
from collectors.recording.looks import Sight
from collectors.recording.questions import BOARD
from collectors.recording.runs import broken_words
from collectors.recording.web_source import SeenSource, keep_page
from collectors.websites.inspect import inspect_page
from collectors.websites.looking import look_at_page
from collectors.websites.page_view import PageView
from metrics.facts import CheckOutcome
from store import Database

BATCH = 75
"""Looks that are written together, if so many come within the time below: a transaction costs more than a look."""
GATHERED_SECONDS = 0.5
MANY = 100
"""Looks from which on processes of their own read the pages: they take half a second to start."""

_Results = queue.Queue[SeenSource | BaseException | None]
"""Ends with None for each thread; an exception is one that must end the round."""


def look_at_sources(
    database: Database, plan: LookPlan, context: CollectContext, enough: Callable[[], bool]
) -> Iterator[list[SeenSource]]:
    """Look at every source of the plan and give what was seen, some at a time, in the order in which answers come.

    Only what is being looked at is in memory. `enough`: asked before each look whether to begin no more. Leaving the
    loop early stops the fetching.
    """
    most = max(context.workers, 1)
    results: _Results = queue.Queue(maxsize=2 * most)
    with ExitStack() as stack:
        fetcher = context.fetcher or stack.enter_context(Fetcher(context.limits, 2 * most, clock=context.clock))

        def load(ids: Sequence[int]) -> list[Job]:
            with database.read() as session:
                return load_jobs_of(session, ids, plan.due_at)

        look = partial(_look, fetcher=fetcher, context=context, workers=_workers(context, plan.total))
        looks = LookQueue(plan, load, fetcher.pacing, context.limits.host_concurrency)
        threads = min(most, max(looks.lanes, 1))
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


def _workers(context: CollectContext, looks: int) -> PageWorkers | None:
    """Who reads and packs the pages of a round of so many looks, if not the threads that fetch."""
    if context.page_workers is None or looks < MANY:
        return None
    context.page_workers.start()
    return context.page_workers


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


def _look(job: Job, fetcher: Fetcher, context: CollectContext, workers: PageWorkers | None) -> SeenSource:
    """One look, whatever happens: a source that breaks our own code is a failure of that source alone."""
    started_at = context.clock()
    fetched = Fetched(CheckOutcome.UNREADABLE, job.location, job.location)
    try:
        trusted = job.trusts_validators(started_at)
        fetched = fetcher.fetch(job.location, job.etag if trusted else None, job.last_modified if trusted else None)
        if fetched.outcome is CheckOutcome.NOT_MODIFIED and not trusted:
            words = "服务器对普通请求也只答复内容未变（304），不能证明内容"
            fetched = replace(fetched, outcome=CheckOutcome.UNPROVED, detail=words)
        seen = _read(job, fetched, fetcher, context, workers)
    except Exception as error:
        sight = Sight(CheckOutcome.UNREADABLE, started_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
        return SeenSource(job, started_at, fetched, sight, broken_words(error))
    with suppress(OSError):  # the writer tries again and says what is wrong with the disk
        seen = keep_page(seen, context)
    return seen


@dataclass
class _Apart:
    """Reads the page of one look in a worker, which packs its copy in the same go."""

    workers: PageWorkers
    evidence: Path
    fetched: Fetched
    copy: tuple[str, str] | None = None

    def inspect(
        self,
        _body: bytes,
        _url: str,
        fetched_at: datetime,
        _content_type: str | None,
        selector: str | None,
        whole_page: bool,
    ) -> PageView:
        """As ``inspect_page``."""
        work = (self.evidence, self.fetched, fetched_at, selector, whole_page)
        view, self.copy = self.workers.run(inspect_and_keep, *work)
        return view


def _read(
    job: Job, fetched: Fetched, fetcher: Fetcher, context: CollectContext, workers: PageWorkers | None
) -> SeenSource:
    checked_at = context.clock()
    told: list[Fetched] = []

    def fetch_behind(url: str) -> Fetched:
        answer = fetcher.fetch(url)
        if answer.retry_after:
            told.append(answer)
        return answer

    if job.kind == BOARD:
        board = look_at_board(job, fetched, checked_at, fetch_behind)
        seen = SeenSource(job, checked_at, fetched, board.sight, board.message, fetched.outcome is CheckOutcome.OK)
        return replace(seen, questions=board.questions, pages=board.pages, told=tuple(told))
    if job.kind != "account_feed":
        apart = _Apart(workers, context.evidence, fetched) if workers is not None else None
        look = look_at_page(job, fetched, checked_at, fetch_behind, apart.inspect if apart else inspect_page)
        seen = SeenSource(job, checked_at, fetched, look.sight, look.message, look.keeps_page, told=tuple(told))
        return replace(seen, copy=apart.copy) if apart and look.sight.outcome.seen else seen
    sight = Sight(fetched.outcome, checked_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
    if fetched.outcome is not CheckOutcome.OK:
        return SeenSource(job, checked_at, fetched, sight, fetched.detail or fetched.outcome.words)
    view = read_posts(fetched.body, fetched.final_url, checked_at, fetched.content_type)
    sight = replace(
        sight, outcome=view.outcome, newest=view.newest, items=len(view.posts), dated=view.dated, flags=view.flags
    )
    return SeenSource(job, checked_at, fetched, sight, view.detail or sight.words, True, view.posts)
