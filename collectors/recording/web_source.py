"""Recording one look at a source over HTTP: its facts, its run and its state in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.fetching import Fetched
from collectors.new_media.reading import ParsedPost
from collectors.recording.evidence import keep_copy, name_copy
from collectors.recording.jobs import Job
from collectors.recording.looks import Sight, record_look
from collectors.recording.next_look import next_look_at, remember_rhythm
from collectors.recording.runs import RunResult, close_run, open_run
from metrics.facts import CheckOutcome
from store import Database
from store.insert import insert_new
from store.models import Post, Source


@dataclass(frozen=True)
class SeenSource:
    """All that a fetching thread hands to the writer. `copy`: hash and file of the copy that it has put on disk."""

    job: Job
    started_at: datetime
    fetched: Fetched
    sight: Sight
    message: str
    keeps_page: bool = False
    posts: tuple[ParsedPost, ...] = field(default=())
    copy: tuple[str, str] | None = None


def record_seen(database: Database, seen: SeenSource, context: CollectContext) -> RunResult:
    """Write one look."""
    return record_all_seen(database, [seen], context)[0]


def record_all_seen(database: Database, seen: Sequence[SeenSource], context: CollectContext) -> list[RunResult]:
    """Write some looks in one transaction: all of them or, when it raises, none.

    Their kept copies are on disk before the transaction that names them.
    """
    with database.write() as session:
        return [_record(session, one, context) for one in seen]


def keep_page(seen: SeenSource, context: CollectContext) -> SeenSource:
    """Put what was seen on disk, where it is to be kept; for the thread that fetched it."""
    if not seen.keeps_page:
        return seen
    return replace(seen, copy=keep_copy(context.evidence, seen.fetched, seen.sight.checked_at))


def _record(session: Session, seen: SeenSource, context: CollectContext) -> RunResult:
    copy = seen.copy or keep_page(seen, context).copy
    sight = replace(seen.sight, evidence_hash=copy[0]) if copy else seen.sight
    result = RunResult(
        outcome=sight.outcome.value,
        ok=sight.outcome.seen,
        fetched=1 if seen.fetched.status is not None else 0,
        message=seen.message,
        retry_after=seen.fetched.retry_after,
    )
    run = open_run(session, seen.job.source_id, seen.started_at)
    if copy:
        name_copy(session, *copy, seen.fetched, sight.checked_at)
        keep_copy(context.evidence, seen.fetched, sight.checked_at)
    if seen.posts:
        _keep_posts(session, seen, run.id, result)
    newest = sight.newest
    if seen.job.subject_id is not None:
        newest = record_look(session, seen.job.kind, seen.job.subject_id, run.id, sight).newest
    now = context.clock()
    source = close_run(session, run, result, now)
    _remember(source, seen, sight, context)
    if context.times is not None:
        remember_rhythm(source, sight)
        shown = replace(sight, newest=newest)
        wished = next_look_at(source, seen.job, shown, now, context.times, context.limit_days)
        source.next_run_at = max(wished, now + timedelta(seconds=result.retry_after or 0))
    return result


def _remember(source: Source, seen: SeenSource, sight: Sight, context: CollectContext) -> None:
    """What the source is to know at its next look: validators, and the newest copy that showed it."""
    if sight.outcome.seen and sight.evidence_hash:
        source.evidence_hash = sight.evidence_hash
    if sight.outcome is CheckOutcome.OK:
        source.etag = _fitting(seen.fetched.etag, 500)
        source.last_modified = _fitting(seen.fetched.last_modified, 100)
        source.validators_until = sight.checked_at + context.trust_validators
    elif sight.outcome is not CheckOutcome.NOT_MODIFIED:
        # An error page may carry a validator too; after any failure the page is asked for in full.
        source.etag = source.last_modified = source.validators_until = None


def _fitting(validator: str | None, longest: int) -> str | None:
    return validator if validator and len(validator) <= longest else None


def _keep_posts(session: Session, seen: SeenSource, run_id: int, result: RunResult) -> None:
    rows = [
        {
            "account_id": seen.job.subject_id,
            "run_id": run_id,
            "external_id": post.external_id,
            "title": post.title,
            "url": post.url,
            "published_at": post.published_at,
            "recorded_at": seen.sight.checked_at,
        }
        for post in seen.posts
    ]
    result.rows = len(rows)
    result.accepted = len(insert_new(session, Post, rows))
    result.unchanged = result.rows - result.accepted
