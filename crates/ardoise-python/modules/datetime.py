"""Specific date/time and related types."""

import _ardoise
import _datetime
import time as _time
from _datetime import *

__all__ = (
    "date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC",
)


_plain_fromtimestamp = datetime.__dict__["fromtimestamp"]


# The clock and the local zone are the host's: in a browser the interpreter has none of its own.
def _fromtimestamp(cls, timestamp, tz=None):
    """Construct a datetime from a POSIX timestamp (like time.time())."""
    plain = _plain_fromtimestamp.__get__(None, cls)
    if tz is not None:
        return plain(timestamp, tz)
    offset = _time.localtime(timestamp).tm_gmtoff
    return plain(timestamp, UTC).replace(tzinfo=None) + timedelta(seconds=offset)


def _now(cls, tz=None):
    """Returns new datetime object representing current time local to tz."""
    return cls.fromtimestamp(_time.time(), tz)


def _utcnow(cls):
    """Return a new datetime representing UTC day and time."""
    return cls.fromtimestamp(_time.time(), UTC).replace(tzinfo=None)


def _date_fromtimestamp(cls, timestamp, /):
    """Construct a date from a POSIX timestamp (like time.time())."""
    return cls(*_time.localtime(timestamp)[:3])


def _today(cls):
    """Current date or datetime: same as self.__class__.fromtimestamp(time.time())."""
    return cls.fromtimestamp(_time.time())


for _class, _name, _function in (
    (datetime, "fromtimestamp", _fromtimestamp),
    (datetime, "now", _now),
    (datetime, "utcnow", _utcnow),
    (datetime, "today", _today),
    (date, "fromtimestamp", _date_fromtimestamp),
    (date, "today", _today),
):
    _ardoise.set_class_attribute(_class, _name, classmethod(_function))
del _class, _name, _function
