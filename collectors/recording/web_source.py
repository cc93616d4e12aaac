"""Recording one look at a source over HTTP: its facts, its run and its state in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.fetching import Fetched
from collectors.new_media.reading import ParsedPost
from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.failure_copies import keep_answer, remembered
from collectors.recording.host_rests import keep_rests
from collectors.recording.jobs import Job
from collectors.recording.kept_files import keep_copy
from collectors.recording.looks import Looks, Sight
from collectors.recording.next_look import next_look_at, remember_rhythm
from collectors.recording.question_pages import keep_question_pages
from collectors.recording.questions import BOARD, OpenedPage, Seen, record_questions
from collectors.recording.runs import RunResult, add_runs, run_row, tell_health
from collectors.recording.source_states import SourceState, load_states, write_states
from metrics.facts import CheckOutcome
from store import Database
from store.insert import insert_new
from store.models import CollectorRun, Post


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
    questions: tuple[Seen, ...] = ()
    pages: tuple[OpenedPage, ...] = ()
    """Of a question board: the questions on its page, and the pages of questions that were opened behind it."""
    told: tuple[Fetched, ...] = ()
    """Answers to pages behind it that asked for time (Retry-After)."""

    @property
    def new_copy(self) -> NewCopy:
        """What names the copy that was put on disk."""
        digest, file = self.copy or ("", "")
        status = None if self.sight.outcome.seen else self.fetched.status
        return NewCopy(digest, file, self.fetched, self.sight.checked_at, status)


def record_seen(database: Database, seen: SeenSource, context: CollectContext) -> RunResult:
    """Write one look."""
    return record_all_seen(database, [seen], context)[0]


def record_all_seen(database: Database, seen: Sequence[SeenSource], context: CollectContext) -> list[RunResult]:
    """Write some looks in one transaction: all of them or, when it raises, none.

    Their kept copies are on disk before the transaction that names them.
    """
    with database.write() as session, session.no_autoflush:
        sources = load_states(session, {one.job.source_id for one in seen})
        looks = Looks(session, (one.job for one in seen))
        recorder = _Recorder(session, context, looks, context.clock())
        results = [_result(one) for one in seen]
        ended = [
            run_row(one.job.source_id, one.started_at, result, recorder.now)
            for one, result in zip(seen, results, strict=True)
        ]
        runs = add_runs(session, ended)
        seen = [keep_page(one, context) for one in seen]
        name_copies(session, [one.new_copy for one in seen if one.copy])
        for one, run_id, result in zip(seen, runs, results, strict=True):
            recorder.record(one, run_id, sources[one.job.source_id], result)
        looks.close(recorder.now)
        write_states(session, sources.values())
        told = (fetched for one in seen for fetched in (one.fetched, *one.told) if fetched.retry_after)
        keep_rests(session, told, recorder.now)
        return results


def keep_page(seen: SeenSource, context: CollectContext) -> SeenSource:
    """Put what was seen on disk, where it is to be kept and is not yet; for the thread that fetched it."""
    sight = seen.sight
    if seen.copy:
        return seen
    if not sight.outcome.seen:
        kept = seen.job.kept_failures
        return replace(seen, copy=keep_answer(context.evidence, seen.fetched, sight.outcome, sight.checked_at, kept))
    if not seen.keeps_page:
        return seen
    return replace(seen, copy=keep_copy(context.evidence, seen.fetched, sight.checked_at))


def _result(seen: SeenSource) -> RunResult:
    return RunResult(
        outcome=seen.sight.outcome.value,
        ok=seen.sight.outcome.seen,
        fetched=1 if seen.fetched.status is not None else 0,
        message=seen.message,
        retry_after=seen.fetched.retry_after,
        rows=len(seen.posts) + len(seen.questions),
    )


@dataclass(frozen=True)
class _Recorder:
    session: Session
    context: CollectContext
    looks: Looks
    now: datetime

    def record(self, seen: SeenSource, run_id: int, source: SourceState, result: RunResult) -> None:
        """The facts of one look, the health of its source, and what the source is to know at its next one."""
        sight = seen.sight
        if seen.copy:
            sight = replace(sight, evidence_hash=seen.copy[0])
            if not (self.context.evidence / seen.copy[1]).exists():  # retention was in between
                keep_copy(self.context.evidence, seen.fetched, sight.checked_at, failed=not sight.outcome.seen)
        if seen.posts or seen.job.kind == BOARD:
            self._keep_found(seen, sight, run_id, source, result)
        tell_health(source, seen.started_at, result, self.now)
        shown = sight
        if seen.job.subject_id is not None:
            look = self.looks.record(seen.job.kind, seen.job.subject_id, run_id, sight)
            shown = sight if look.newest == sight.newest else replace(sight, newest=look.newest)
        _remember(source, seen, sight, self.context)
        self._plan_next(source, seen.job, shown, result)

    def _keep_found(self, seen: SeenSource, sight: Sight, run_id: int, source: SourceState, result: RunResult) -> None:
        """Posts and questions; the run tells how many were new, that of a board also which copy it saw."""
        run = self.session.get_one(CollectorRun, run_id)
        if seen.posts:
            result.accepted = _keep_posts(self.session, seen, run.id)
        if seen.job.kind == BOARD:
            unchanged = sight.outcome is CheckOutcome.NOT_MODIFIED
            run.evidence_hash = source.evidence_hash if unchanged else sight.evidence_hash
        if seen.questions or seen.pages:
            now = sight.checked_at
            found = record_questions(self.session, run, seen.job, seen.questions, seen.pages, now)
            keep_question_pages(self.session, self.context.evidence, run, seen.pages, now)
            result.accepted = min(found, result.rows)
        run.accepted = result.accepted
        run.unchanged = result.unchanged = result.rows - result.accepted

    def _plan_next(self, source: SourceState, job: Job, shown: Sight, result: RunResult) -> None:
        times = self.context.times
        if times is not None:
            remember_rhythm(source, shown)
            wished = next_look_at(source, job, shown, self.now, times, self.context.limit_days)
            source.next_run_at = max(wished, self.now + timedelta(seconds=result.retry_after or 0))


def _remember(source: SourceState, seen: SeenSource, sight: Sight, context: CollectContext) -> None:
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
    if seen.copy and not sight.outcome.seen:
        kept = source.kept_failures or {}
        status, digest = seen.fetched.status, seen.copy[0]
        source.kept_failures = remembered(kept, sight.outcome, status, digest, sight.checked_at)


def _fitting(validator: str | None, longest: int) -> str | None:
    return validator if validator and len(validator) <= longest else None


def _keep_posts(session: Session, seen: SeenSource, run_id: int) -> int:
    """Append the posts that are new; returns how many were."""
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
    return len(insert_new(session, Post, rows))
