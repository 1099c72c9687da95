"""Signals that end a run: Ctrl-C, a terminal that is closed, and the request of another program to end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """A signal asks the run to end."""

    def __init__(self, number: int):
        self.number = number
        super().__init__(signal.Signals(number).name)


def _raise(number: int, _):
    raise Stopped(number)


@contextmanager
def caught() -> Iterator[None]:
    """Raise Stopped inside the block for each of SIGNALS; what is ignored, as by nohup, stays ignored."""
    with _handled(_raise):
        yield


@contextmanager
def held() -> Iterator[None]:
    """Let no signal break the block, which must be short: one that comes meanwhile finds the work done."""
    with _handled(lambda *_: None):
        yield


@contextmanager
def _handled(handler) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # Python handles signals in that one alone
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        for number, old in before.items():
            if old != signal.SIG_IGN:
                signal.signal(number, handler)
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, signal.SIG_DFL if old is None else old)
