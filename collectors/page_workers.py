"""Processes that read pages and pack their copies: the threads that fetch share one interpreter and would wait for it.

A page that breaks or detains its worker costs that worker alone. It is replaced, and the look says what happened.
"""

from __future__ import annotations

import pickle
import queue
import selectors
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any, Final, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_PROGRAM: Final = "collectors.page_worker"
LONGEST_SECONDS: Final = 60.0
"""Within which a page must be read; the slowest that is known takes a hundredth of it."""


class WorkerFailed(RuntimeError):
    """Nothing came of a piece of work: its worker ended, or was ended because it came to no end."""


class PageWorkers:
    """So many processes, each started when it is first needed; they end with this process or at ``close``."""

    def __init__(self, processes: int, seconds: float = LONGEST_SECONDS) -> None:
        self._all = [_Worker(seconds) for _ in range(processes)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._all:
            self._idle.put(worker)

    def start(self) -> None:
        """Start those that do not run yet, without waiting until they are ready."""
        for worker in self._all:
            worker.start()

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``function`` (of a module, with arguments that can be pickled) gives or raises, by the next free worker.

        Raises ``WorkerFailed`` too.
        """
        worker = self._idle.get()
        try:
            answer, raised = worker.run((function, args, kwargs))
        finally:
            self._idle.put(worker)
        if raised is not None:
            raise raised
        return cast(T, answer)

    def close(self) -> None:
        """End the processes; nobody may be waiting for one."""
        for worker in self._all:
            worker.stop()


class _Worker:
    """One process and the pipes to it, for one thread at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()  # a round may begin while another one has work for it

    def start(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._process is None:
                command = [sys.executable, "-m", _PROGRAM]
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            return self._process

    def run(self, work: tuple[Any, ...]) -> tuple[object, Exception | None]:
        process = self.start()
        given, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        try:
            pickle.dump(work, given)
            given.flush()
            if not _comes(answers, self._seconds):
                raise WorkerFailed(f"页面在 {self._seconds:g} 秒内未能读完")
            answer: tuple[object, Exception | None] = pickle.load(answers)
        except WorkerFailed:
            self.stop()
            raise
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.stop()
            raise WorkerFailed("读取页面的进程中断") from error
        return answer

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _comes(answers: IO[bytes], seconds: float) -> bool:
    """Whether something can be read within so many seconds; ``select`` itself knows no file numbers above 1,023."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(answers, selectors.EVENT_READ)
        return bool(waiting.select(seconds))
