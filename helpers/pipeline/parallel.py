"""Share batches among worker processes, which never outlive the process that started them; print progress."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TypeVar

from helpers.pipeline.stops import held

Given = TypeVar("Given")
Result = TypeVar("Result")
PR_SET_PDEATHSIG = 1  # of Linux's prctl: the signal that a process gets when its parent ends
LOST = (
    "a worker process was killed, perhaps because there was too little memory; nothing was written: "
    "run it again with fewer --workers"
)


class WorkerLost(RuntimeError):
    """A worker was killed. The run does not repeat its batch itself: it might then be killed too."""


def each(function: Callable[[Given], Result], batches: Iterable[Given], workers: int) -> Generator[Result, None, None]:
    """Yield the result of a function for each batch, in order; workers have a few batches at a time.

    However this ends, no worker is left.

    Raises:
        WorkerLost: a worker was killed.
    """
    if workers == 1:
        yield from map(function, batches)
        return
    # Fresh processes: a fork of a process that runs threads, such as Arrow's, may wait for ever.
    others = multiprocessing.active_children()
    resource_tracker.ensure_running()  # started later, it would undo the block of signals in _submitted
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)
    waiting: deque[Future[Result]] = deque()
    try:
        for batch in batches:
            waiting.append(_submitted(pool, function, batch))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        pool.shutdown()
    except BrokenProcessPool:
        raise WorkerLost(LOST) from None
    finally:
        with held():
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in multiprocessing.active_children():
                if worker not in others:
                    worker.kill()


def _submitted(pool: ProcessPoolExecutor, function: Callable[[Given], Result], batch: Given) -> Future[Result]:
    """Return the future of a batch. A worker that this starts receives no Ctrl-C before `_begin`."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(function, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a worker: Ctrl-C ends it silently, and it ends within a second of its parent."""
    if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform == "linux":  # ends it even within a long call that lets no other thread run
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
    os._exit(1)


def progress(
    results: Iterable[Result], verb: str, pages: Callable[[Result], int], known: int | None = None
) -> Generator[Result, None, None]:
    """Yield the results as they come; one line of standard error, rewritten on a terminal, counts pages."""
    done, live = 0, sys.stderr is not None and sys.stderr.isatty()
    of = f" of {known:,}" if known else ""
    for result in results:
        done += pages(result)
        if live:
            say(f"\r{verb:<12}{done:,}{of} pages", end="")
        yield result
    say("" if live else f"{verb:<12}{done:,}{of} pages")


def say(line: str, end: str = "\n") -> None:
    """Print a line to standard error. A terminal that was closed in the meantime does not end the run."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(line, end=end, file=sys.stderr, flush=True)
