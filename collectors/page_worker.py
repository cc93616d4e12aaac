"""A process that works for another one: ``python -m collectors.page_worker``, started by ``page_workers``.

It takes pickled functions with their arguments from its standard input, answers each with what came of it on its
standard output, and ends when its input does: with the process that started it, however that ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from collectors.fetching import Fetched
from collectors.recording.kept_files import keep_copy
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageView


def inspect_and_keep(
    folder: Path, fetched: Fetched, at: datetime, selector: str | None, whole_page: bool
) -> tuple[PageView, tuple[str, str] | None]:
    """The page of an answer as ``inspect_page`` reads it, and hash and file of its copy where it shows what it should.

    Where the copy cannot be written none is given: the writer tries again and says what is wrong with the disk.
    """
    view = inspect_page(fetched.body, fetched.final_url, at, fetched.content_type, selector, whole_page)
    copy = None
    if view.outcome.seen:
        with suppress(OSError):
            copy = keep_copy(folder, fetched, at)
    return view, copy


def work_off(given: IO[bytes], answers: IO[bytes]) -> None:
    """Do one piece of work after the other until there is no more."""
    while True:
        try:
            function, args, kwargs = pickle.load(given)
        except EOFError:
            return
        try:
            answer = pickle.dumps((function(*args, **kwargs), None))
        except Exception as error:
            answer = pickle.dumps((None, _told(error)))
        answers.write(answer)
        answers.flush()


def _told(error: Exception) -> Exception:
    """The error, or its words where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def main() -> None:
    """Serve the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the other one, whose end is the end of this one
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not stand among the answers
    try:
        work_off(sys.stdin.buffer, answers)
    except BrokenPipeError:
        os._exit(0)  # who asked is gone: nobody is left to tell, and what is still to be written has no place


if __name__ == "__main__":
    main()
