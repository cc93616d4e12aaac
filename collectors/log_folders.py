"""Watched folders: files stay where they are and are known by their content."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select

from collectors.context import CollectContext
from collectors.recording.jobs import Job
from collectors.recording.log_files import FileCount, record_file
from collectors.recording.runs import RunResult, broken_words, close_run, open_run
from collectors.tables import Content, TableError, unreadable_file
from store import Database
from store.models import FileOutcome, SourceFile

LARGEST_FILE = 500 * 1024 * 1024
"""Bytes; a log of a region's year has some megabytes."""


def collect_folder(database: Database, job: Job, context: CollectContext) -> Iterator[tuple[RunResult, FileCount]]:
    """Take in every file of the folder that is new, oldest first; each is a run of its own.

    Files that wait for the registry go before, newest first: they add only what their source has not told of yet, so
    an older export never undoes a newer one. A folder without anything new is one run that says so, and a folder that
    is not there is a failed one.
    """
    folder = context.inbox / job.location
    if not folder.is_dir():
        yield _plain_run(database, job, context, FileOutcome.FAILED, f"收件文件夹 {job.location} 不存在"), FileCount()
        return
    taken, files = 0, _files(folder)
    known = {path: _is_complete(database, job, _digest(path)) for path in files}
    waiting = [path for path in files if known[path] is False]
    new = [path for path in files if known[path] is None]
    fresh = settled(new, context)
    for path in [*reversed(waiting), *fresh]:
        done = _collect_file(database, job, path, context)
        if done is not None:
            taken += 1
            yield done
    if not taken:
        message = f"文件夹中有 {len(files)} 个文件，没有新文件" + (f"，{len(new)} 个仍在写入" if new else "")
        yield _plain_run(database, job, context, FileOutcome.UNCHANGED, message), FileCount()


def _files(folder: Path) -> list[Path]:
    """Files that are meant to be read, oldest first: a later export of one log corrects the earlier."""
    found = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$"))]
    found = [path for path in found if not path.name.endswith((".part", ".tmp", ".crdownload"))]
    return sorted(found, key=lambda path: (_look(path)[1], path.name))


def settled(paths: Sequence[Path], context: CollectContext) -> list[Path]:
    """The files that are not being copied: older than `settle_seconds`, or the same at two looks so far apart.

    Times of files are compared with the clock only to save the second look: the two may not agree.
    """
    first = {path: _look(path) for path in paths}
    now = context.clock().timestamp()
    young = [path for path in paths if not 0 <= context.settle_seconds < now - first[path][1] / 1e9]
    if young and context.settle_seconds:
        context.pause(context.settle_seconds)
    return [path for path in paths if path not in young or _look(path) == first[path]]


def _look(path: Path) -> tuple[int, int]:
    """Size and time of the last change; of a file that went away, nothing that another look would find again."""
    try:
        found = path.stat()
    except OSError:
        return (-1, 0)
    return (found.st_size, found.st_mtime_ns)


def _collect_file(
    database: Database, job: Job, path: Path, context: CollectContext
) -> tuple[RunResult, FileCount] | None:
    """One file, or None if it is known. A file that cannot be taken in is a failed run and does not stop the others."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TableError(f"{path.name}：文件超过 {LARGEST_FILE} 字节")
        content = Content(path)
        complete = _is_complete(database, job, content.digest())
        if complete:
            return None
        count = record_file(database, job, content, path.name, context, again=complete is False)
    except TableError as error:
        return _plain_run(database, job, context, FileOutcome.FAILED, str(error)), FileCount()
    except OSError as error:
        message = str(unreadable_file(path.name, error))
        return _plain_run(database, job, context, FileOutcome.FAILED, message), FileCount()
    except Exception as error:  # a failure of our own with this file; a database that is gone fails again below
        message = f"{path.name}：{broken_words(error)}"
        return _plain_run(database, job, context, FileOutcome.FAILED, message), FileCount()
    return count.result(), count


def _is_complete(database: Database, job: Job, digest: str) -> bool | None:
    """Whether the file with this content was taken in as a whole, or for a part (False); None for a new one."""
    with database.read() as session:
        same = (SourceFile.source_id == job.source_id, SourceFile.content_hash == digest)
        return session.scalar(select(SourceFile.complete).where(*same))


def _digest(path: Path) -> str:
    """The content's hash; empty for a file that is too large or that cannot be read, of which its run will tell."""
    try:
        return Content(path).digest() if path.stat().st_size <= LARGEST_FILE else ""
    except OSError:
        return ""


def _plain_run(database: Database, job: Job, context: CollectContext, outcome: FileOutcome, message: str) -> RunResult:
    result = RunResult(outcome.value, outcome is not FileOutcome.FAILED, message=message)
    with database.write() as session:
        run = open_run(session, job.source_id, context.clock())
        close_run(session, run, result, context.clock())
    return result
