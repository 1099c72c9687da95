"""Signals that end a run: Ctrl-C, a terminal that is closed, and a request by another program."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """A signal that asks the run to end."""

    def __init__(self, number: int):
        self.number = number
        super().__init__(signal.Signals(number).name)


def _raise(number: int, _: object) -> NoReturn:
    raise Stopped(number)


@contextmanager
def caught() -> Iterator[None]:
    """Raise Stopped inside the block for each of SIGNALS; a signal that is ignored, as by nohup, stays ignored."""
    with _handled(_raise):
        yield


@contextmanager
def held() -> Iterator[None]:
    """Ignore signals inside the block, which must be short, so that none of them interrupts it."""
    with _handled(lambda *_: None):
        yield


@contextmanager
def _handled(handler: Callable[[int, object], None]) -> Iterator[None]:
    """Give all SIGNALS that are not ignored to a handler inside the block."""
    if threading.current_thread() is not threading.main_thread():  # Python handles signals in the main thread only
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
