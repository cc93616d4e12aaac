"""Pulling the log of a source: every page is a file of its own, taken in like any other."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from collectors.context import CollectContext
from collectors.fetching import Fetched
from collectors.fetching.fetcher import Fetcher
from collectors.pulled_logs.access import ONE_PAGE, PullAccess
from collectors.pulled_logs.paging import PulledPage, first_address, read_page, same_host
from collectors.recording.host_rests import keep_rests
from collectors.recording.jobs import Job
from collectors.recording.log_files import FileCount
from collectors.recording.runs import RunResult
from collectors.secret_references import SecretMissing
from collectors.tables import TableError
from collectors.taking_in import plain_run, taken_or_failed
from metrics.facts import CheckOutcome
from store import Database
from store.models import FileOutcome, Source

MOST_PAGES: Final = 500
"""A page a second ends well before the lease of the schedule does."""
Taken = tuple[RunResult, FileCount]


def collect_pull(database: Database, job: Job, context: CollectContext) -> Iterator[Taken]:
    """Ask for the log and take in each page as a run of its own; what fails is a failed run that says why.

    Pages before a failure stay: the next pull tells them again, which changes nothing. Only an address that answers
    all at once is asked conditionally, because an unchanged first page says nothing of the others.
    """
    access = PullAccess.of(job.access)
    limits = replace(
        context.limits, respect_robots=False, max_bytes=context.log_bytes, whole_answer_seconds=context.pull_seconds
    )
    try:
        headers = access.headers(context.secret_of)
    except SecretMissing as missing:
        yield plain_run(database, job, context, FileOutcome.FAILED.value, str(missing)), FileCount()
        return
    with (
        Fetcher(limits, 1, clock=context.clock) as fetcher,
        tempfile.TemporaryDirectory(prefix="mingcha-pull-") as folder,
    ):
        yield from _pages(database, job, context, _Pull(fetcher, access, headers, Path(folder) / "page"))


class _Pull:
    """One round of asking."""

    def __init__(self, fetcher: Fetcher, access: PullAccess, headers: dict[str, str], page: Path) -> None:
        self.access = access
        self.page = page
        self._fetcher = fetcher
        self._headers = headers

    def ask(self, address: str, job: Job | None) -> Fetched:
        """One answer; conditional with the validators of `job`."""
        etag, last_modified = (job.etag, job.last_modified) if job else (None, None)
        return self._fetcher.fetch(address, etag, last_modified, self._headers)


def _pages(database: Database, job: Job, context: CollectContext, pull: _Pull) -> Iterator[Taken]:
    address, asked, last = first_address(job.location, pull.access), set[str](), b""
    for number in range(MOST_PAGES):
        asked.add(address)
        alone = pull.access.paging == ONE_PAGE and job.trusts_validators(context.clock())
        fetched = pull.ask(address, job if alone else None)
        if fetched.outcome is CheckOutcome.NOT_MODIFIED:
            message = "服务器答复内容未变"
            yield plain_run(database, job, context, FileOutcome.UNCHANGED.value, message, ok=True), FileCount()
            return
        if fetched.outcome is not CheckOutcome.OK:
            yield _failed(database, job, context, fetched), FileCount()
            return
        try:
            page = read_page(fetched, pull.access, number)
        except TableError as error:
            yield plain_run(database, job, context, FileOutcome.FAILED.value, str(error)), FileCount()
            return
        if page.body == last and number:
            return  # a server that repeats its last page for ever
        last = page.body
        taken = list(_take_page(database, job, context, pull.page, page, number))
        yield from taken
        if pull.access.paging == ONE_PAGE and all(result.ok for result, _ in taken):
            _keep_validators(database, job, context, fetched)
        if not page.next_address or page.next_address in asked:
            return
        address = page.next_address
        if not same_host(address, job.location):  # the token is for this host alone
            message = "应答中的下一页指向其他主机，停止读取"
            yield plain_run(database, job, context, FileOutcome.FAILED.value, message), FileCount()
            return
    message = f"已读 {MOST_PAGES} 页仍未读完，停止读取"
    yield plain_run(database, job, context, FileOutcome.FAILED.value, message), FileCount()


def _take_page(
    database: Database, job: Job, context: CollectContext, file: Path, page: PulledPage, number: int
) -> Iterator[Taken]:
    if page.body:
        file.write_bytes(page.body)
        name = job.name if job.access.get("paging", ONE_PAGE) == ONE_PAGE else f"{job.name} 第 {number + 1} 页"
        yield from taken_or_failed(database, job, file, name, context)
        file.unlink()
    elif number == 0:
        message = "应答中没有数据行"
        yield plain_run(database, job, context, FileOutcome.UNCHANGED.value, message, ok=True), FileCount()


def _failed(database: Database, job: Job, context: CollectContext, fetched: Fetched) -> RunResult:
    words = fetched.detail or fetched.outcome.words
    if fetched.status in (401, 403):
        words += "，令牌可能无效、过期或者权限不足"
    if fetched.retry_after:
        with database.write() as session:
            keep_rests(session, [fetched], context.clock())
    return plain_run(database, job, context, fetched.outcome.value, words, retry_after=fetched.retry_after)


def _keep_validators(database: Database, job: Job, context: CollectContext, fetched: Fetched) -> None:
    with database.write() as session:
        source = session.get_one(Source, job.source_id)
        source.etag = fetched.etag if len(fetched.etag or "") <= 500 else None
        source.last_modified = fetched.last_modified if len(fetched.last_modified or "") <= 100 else None
        source.validators_until = context.clock() + context.trust_validators
