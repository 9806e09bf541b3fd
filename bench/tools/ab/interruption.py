"""SIGINT and SIGTERM, heeded where nothing is left half done.

The first signal raises Interrupted once: within interruptible() as it comes, and
elsewhere at the next interruptible() or check(), so that directories and processes
always reach the code that removes them. A second one ends the program at once.
"""

import contextlib
import signal

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_pending = 0
_may_raise = False


class Interrupted(Exception):
    """By a signal, whose number it has."""


def _heed(number, _):
    global _pending
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_DFL)
    _pending = number
    if _may_raise:
        check()


def install():
    """Takes the two signals over."""
    for each in _SIGNALS:
        signal.signal(each, _heed)


def check():
    """Raises Interrupted if a signal has come and did not raise it yet."""
    global _pending
    number, _pending = _pending, 0
    if number:
        raise Interrupted(number)


@contextlib.contextmanager
def interruptible():
    """For waits: a signal raises Interrupted at once."""
    global _may_raise
    _may_raise = True
    try:
        check()  # After the assignment, so that no signal is between the two.
        yield
    finally:
        _may_raise = False
