"""Asking many sources over HTTP at once: threads fetch and read, the calling thread alone writes."""

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

from collectors.context import CollectContext
from collectors.fetching import Fetched, Fetcher
from collectors.new_media.reading import read_posts
from collectors.recording.jobs import Job
from collectors.recording.looks import Sight
from collectors.recording.runs import broken_words
from collectors.recording.web_source import SeenSource
from collectors.websites.looking import look_at_page
from metrics.facts import CheckOutcome


def look_at_sources(jobs: Sequence[Job], context: CollectContext) -> Iterator[SeenSource]:
    """Look at every source and give what was seen, in the order in which answers come.

    Sources of one host share its lanes (as many as may be asked at once), so that no thread waits for a busy host
    while others could be asked. Leaving the loop early stops the fetching.
    """
    lanes = _lanes(jobs, context.limits.host_concurrency)
    results: queue.Queue[SeenSource] = queue.Queue(maxsize=4 * context.workers)
    stopped = threading.Event()
    threads = max(context.workers, 1)
    with Fetcher(context.limits, threads) as fetcher, ThreadPoolExecutor(threads, "fetch") as pool:
        try:
            for lane in lanes:
                pool.submit(_walk, lane, fetcher, context, results.put, stopped)
            for _ in jobs:
                yield results.get()
        finally:
            stopped.set()
            _drain(results, pool)


def _drain(results: "queue.Queue[SeenSource]", pool: ThreadPoolExecutor) -> None:
    """Let threads that wait at a full queue go on to their end."""
    pool.shutdown(wait=False, cancel_futures=True)
    while True:
        try:
            results.get(timeout=0.05)
        except queue.Empty:
            return


def _lanes(jobs: Sequence[Job], lanes_per_host: int) -> list[list[Job]]:
    hosts: defaultdict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        hosts[_host(job.location)].append(job)
    lanes = [host_jobs[lane::lanes_per_host] for host_jobs in hosts.values() for lane in range(max(lanes_per_host, 1))]
    return sorted((lane for lane in lanes if lane), key=len, reverse=True)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return address


def _walk(
    lane: Sequence[Job],
    fetcher: Fetcher,
    context: CollectContext,
    give: Callable[[SeenSource], None],
    stopped: threading.Event,
) -> None:
    for job in lane:
        if stopped.is_set():
            return
        give(_look(job, fetcher, context))


def _look(job: Job, fetcher: Fetcher, context: CollectContext) -> SeenSource:
    """One look, whatever happens: a source that breaks our own code is a failure of that source alone."""
    started_at = context.clock()
    fetched = Fetched(CheckOutcome.UNREADABLE, job.location, job.location)
    try:
        trusted = job.trusts_validators(started_at)
        fetched = fetcher.fetch(job.location, job.etag if trusted else None, job.last_modified if trusted else None)
        if fetched.outcome is CheckOutcome.NOT_MODIFIED and not trusted:
            fetched = replace(
                fetched, outcome=CheckOutcome.UNREADABLE, detail="服务器对普通请求返回状态码 304，没有内容"
            )
        return _read(job, fetched, context)
    except Exception as error:
        sight = Sight(CheckOutcome.UNREADABLE, started_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
        return SeenSource(job, started_at, fetched, sight, broken_words(error))


def _read(job: Job, fetched: Fetched, context: CollectContext) -> SeenSource:
    checked_at = context.clock()
    if job.kind != "account_feed":
        look = look_at_page(job, fetched, checked_at)
        return SeenSource(job, checked_at, fetched, look.sight, look.message, look.keeps_page)
    sight = Sight(fetched.outcome, checked_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
    if fetched.outcome is not CheckOutcome.OK:
        return SeenSource(job, checked_at, fetched, sight, fetched.detail or fetched.outcome.words)
    view = read_posts(fetched.body, fetched.final_url, checked_at, fetched.content_type)
    sight = replace(
        sight, outcome=view.outcome, newest=view.newest, items=len(view.posts), dated=view.dated, flags=view.flags
    )
    return SeenSource(job, checked_at, fetched, sight, view.detail or sight.words, True, view.posts)
