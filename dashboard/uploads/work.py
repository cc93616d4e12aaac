"""Reading and importing an uploaded file beside the requests of the browser: a thread, progress, a way to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import IO, Any

from sqlalchemy.orm import Session

from collectors.previewing import Preview, preview_log
from collectors.recording.log_files import record_file
from collectors.recording.log_sources import SourceRefused, add_log_source
from collectors.recording.profiles import keep_default_agency, keep_profile, own_profile
from collectors.tables import Content, TableError
from collectors.taking_in import told_problems
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.uploads.kept import CHECKED, CHECKING, DONE, FAILED, IMPORTING, STOPPED, Upload, Wanted
from dashboard.uploads.scope import KIND, job_for
from store.audit import append_audit

logger = logging.getLogger(__name__)
_TOLD_EVERY = 1000
_TRIES = 150
_STOPPED_CHECK = "已停止读取，没有写入任何数据"
_STOPPED_IMPORT = "已停止导入；已写入的行有效，再次导入同一文件会接着完成，不会重复"
Work = Callable[[Services, Scope, Upload], None]


class _Stopped(Exception):
    """The officer wants it to end."""


def start_check(services: Services, scope: Scope, upload: Upload, wanted: Wanted) -> None:
    """Begin to read the file as ``wanted``; its state tells how far it is."""
    _start(services, scope, upload, CHECKING, wanted, _check)


def start_import(services: Services, scope: Scope, upload: Upload, wanted: Wanted) -> None:
    """Begin to import the file as ``wanted``."""
    _start(services, scope, upload, IMPORTING, wanted, _import)


def _start(services: Services, scope: Scope, upload: Upload, phase: str, wanted: Wanted, work: Work) -> None:
    claim = _claimed(upload)
    if claim is None:
        return  # pressed twice, or in two windows
    upload.begin_again()
    state = upload.state()
    known = (state.preview or {}).get("read", 0)
    upload.keep(replace(state, phase=phase, wanted=wanted, rows=0, of=known, message="", result=None))
    threading.Thread(target=_run, args=(services, scope, upload, work, claim), name="upload", daemon=True).start()


def _claimed(upload: Upload) -> IO[bytes] | None:
    """The right to work on it. Work that has just told its end may need a moment to give it back."""
    pause = threading.Event()
    for _ in range(_TRIES):
        claim = upload.claim()
        if claim is not None or upload.state().running:
            return claim
        pause.wait(0.02)
    return None


def _run(services: Services, scope: Scope, upload: Upload, work: Work, claim: IO[bytes]) -> None:
    with claim:
        _work(services, scope, upload, work)


def _work(services: Services, scope: Scope, upload: Upload, work: Work) -> None:
    try:
        work(services, scope, upload)
    except _Stopped:
        words = _STOPPED_IMPORT if upload.state().phase == IMPORTING else _STOPPED_CHECK
        _end(upload, STOPPED, words)
    except (TableError, SourceRefused) as refused:
        _end(upload, FAILED, str(refused))
    except Exception:
        if upload.file.exists():
            logger.exception("upload %s failed", upload.id)
            _end(upload, FAILED, "处理时出错，已记入日志。请稍后重试，或告知系统管理员")


def _end(upload: Upload, phase: str, message: str) -> None:
    if upload.file.parent.is_dir():  # the officer may have given it up meanwhile
        upload.keep(replace(upload.state(), phase=phase, message=message))


def _check(services: Services, scope: Scope, upload: Upload) -> None:
    assert services.collecting is not None
    state = upload.state()
    with services.database.write() as session:
        job = job_for(session, scope, state.wanted)
    preview = preview_log(
        services.database, job, Content(upload.file), state.name, services.collecting, _progress(upload)
    )
    upload.keep(replace(upload.state(), phase=CHECKED, preview=_as_json(preview), of=preview.read))


def _import(services: Services, scope: Scope, upload: Upload) -> None:
    assert services.collecting is not None
    content, state = Content(upload.file), upload.state()
    wanted = _kept(services, scope, upload)
    with services.database.write() as session:
        job = job_for(session, scope, wanted)
        detail = {"file": state.name, "size": state.size, "file_hash": content.digest()}
        subject, now = f"source:{job.source_id}", services.clock()
        append_audit(session, at=now, actor=scope.username, action="log.upload", subject=subject, detail=detail)
    count = record_file(services.database, job, content, state.name, services.collecting, progress=_progress(upload))
    with services.database.read() as session:
        problems = [asdict(problem) for problem in told_problems(session, count.run_id)]
    account = {name: getattr(count, name) for name in ("rows", "accepted", "unchanged", "quarantined")}
    result = {**account, "reasons": dict(count.reasons), "problems": problems, "source_id": job.source_id}
    upload.remove_file()
    upload.keep(replace(upload.state(), phase=DONE, result=result, rows=count.rows))


def _kept(services: Services, scope: Scope, upload: Upload) -> Wanted:
    """Make the source where it is new, and keep its profile; the same again changes nothing."""
    wanted = upload.state().wanted
    now, actor = services.clock(), scope.username
    with services.database.write() as session:
        if wanted.source_id is None:
            source = add_log_source(
                session,
                kind=KIND,
                way="upload",
                name=wanted.new_name,
                actor=actor,
                now=now,
                region_code=wanted.region_code,
                agency_id=wanted.agency_id,
            )
            wanted = replace(wanted, source_id=source.id)
        if wanted.keep_profile:
            keep_reading(session, wanted, actor, now)
    upload.keep(replace(upload.state(), wanted=wanted))
    return wanted


def keep_reading(session: Session, wanted: Wanted, actor: str, now: datetime) -> bool:
    """Keep how the files of a source are read from now on; false where that is no news."""
    source_id = wanted.source_id
    assert source_id is not None
    own = own_profile(session, source_id)
    profile = replace(own, headings=dict(wanted.headings), day_first=wanted.day_first)
    version = keep_profile(session, source_id, profile, actor, now)
    if wanted.agency_id is None:
        return version is not None
    return keep_default_agency(session, source_id, wanted.agency_id, actor, now) or version is not None


def _progress(upload: Upload) -> Callable[[int], None]:
    told = 0

    def tell(rows: int) -> None:
        nonlocal told
        if upload.is_asked_to_stop() or not upload.file.exists():
            raise _Stopped
        if abs(rows - told) >= _TOLD_EVERY:  # the trial counts anew after the reading
            told = rows
            upload.keep(replace(upload.state(), rows=rows))

    return tell


def _as_json(preview: Preview) -> dict[str, Any]:
    words = dict(preview.words.most_common(50))
    return {**asdict(replace(preview, words=preview.words)), "words": words}
