"""Batches shared among worker processes, which never outlive the one that started them; progress."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

from helpers.pipeline.stops import held

PR_SET_PDEATHSIG = 1  # of Linux's prctl: the signal that a process gets when its parent ends
LOST = (
    "a worker process was killed, perhaps because there was too little memory; nothing was written: "
    "run it again with fewer --workers"
)


class WorkerLost(RuntimeError):
    """A worker was killed. Its batch is not done again by the run itself, which might then be killed too."""


def each(function: Callable, batches: Iterable, workers: int) -> Iterator:
    """Yield what a function makes of each batch, in order; workers have a few batches under way at a time.

    Raises WorkerLost where a worker is killed. However this ends, no worker is left.
    """
    if workers == 1:
        yield from map(function, batches)
        return
    # A fresh process each: a fork of one that runs threads, as Arrow's, may wait for ever.
    others = multiprocessing.active_children()
    resource_tracker.ensure_running()  # it would unblock below what _submitted blocks
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)
    waiting = deque()
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


def _submitted(pool: ProcessPoolExecutor, function: Callable, batch) -> Future:
    """Return the future of a batch. A worker that this starts hears no Ctrl-C before `_begin`."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(function, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin():
    """Prepare a worker: Ctrl-C ends it without a word, and it ends within a second of its parent."""
    if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform == "linux":  # ends it even within a long call that lets no other thread run
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_with_parent():
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def progress(results: Iterable, verb: str, pages: Callable, known: int | None = None) -> Iterator:
    """Yield the results as they come; one line of standard error, rewritten on a terminal, counts pages."""
    done, live = 0, sys.stderr is not None and sys.stderr.isatty()
    of = f" of {known:,}" if known else ""
    for result in results:
        done += pages(result)
        if live:
            say(f"\r{verb:<12}{done:,}{of} pages", end="")
        yield result
    say("" if live else f"{verb:<12}{done:,}{of} pages")


def say(line: str, end: str = "\n"):
    """Print a line to standard error. A terminal that was closed in the meantime ends no run."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(line, end=end, file=sys.stderr, flush=True)
