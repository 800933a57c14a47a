"""Signals do not reach a notebook: handlers are kept and never called."""

import enum as _enum

SIG_DFL = 0
SIG_IGN = 1
NSIG = 65


class Signals(_enum.IntEnum):
    SIGINT = 2
    SIGABRT = 6
    SIGFPE = 8
    SIGALRM = 14
    SIGTERM = 15


globals().update(Signals.__members__)
_handlers = {}


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


def signal(signalnum, handler, /):
    """Set the action for the given signal."""
    before = getsignal(signalnum)
    _handlers[int(signalnum)] = handler
    return before


def getsignal(signalnum, /):
    return _handlers.get(int(signalnum), default_int_handler if signalnum == 2 else SIG_DFL)


def alarm(seconds, /):
    return 0


def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)
