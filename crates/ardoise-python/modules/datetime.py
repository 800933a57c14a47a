"""Specific date/time and related types."""

import _ardoise
import _datetime
import time as _time
from _datetime import *

__all__ = (
    "date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC",
)


# The clock is the host's: the interpreter's own does not exist in a browser.
def _now(cls, tz=None):
    """Returns new datetime object representing current time local to tz."""
    return cls.fromtimestamp(_time.time(), tz)


def _utcnow(cls):
    """Return a new datetime representing UTC day and time."""
    return cls.fromtimestamp(_time.time(), UTC).replace(tzinfo=None)


_ardoise.set_class_attribute(datetime, "now", classmethod(_now))
_ardoise.set_class_attribute(datetime, "utcnow", classmethod(_utcnow))
