"""Time zones by name: only those that need no tables.

The tables of the world's zones weigh as much as a third of the engine and are not shipped. UTC is
here; for every other zone `datetime.timezone(timedelta(hours=...))` gives a fixed offset, and the
device's own zone is `datetime.now().astimezone()`.
"""

from datetime import timedelta, tzinfo

TZPATH = ()
_UTC = ("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu", "Universal", "Etc/Greenwich", "Greenwich")


class ZoneInfoNotFoundError(KeyError):
    """Exception raised when a ZoneInfo key is not found."""


class InvalidTZPathWarning(RuntimeWarning):
    """Warning raised if an invalid path is specified in PYTHONTZPATH."""


class ZoneInfo(tzinfo):
    """A time zone known by name."""

    _known = {}

    def __new__(cls, key):
        if key in cls._known:
            return cls._known[key]
        if not isinstance(key, str) or key not in _UTC:
            raise ZoneInfoNotFoundError(
                f"No time zone found with key {key} (only UTC is available here;"
                " use datetime.timezone(datetime.timedelta(hours=...)) for a fixed offset)"
            )
        self = super().__new__(cls)
        self.key = key
        cls._known[key] = self
        return self

    no_cache = classmethod(lambda cls, key: cls(key))
    clear_cache = classmethod(lambda cls, *, only_keys=None: cls._known.clear())

    def utcoffset(self, when):
        return timedelta(0)

    def dst(self, when):
        return timedelta(0)

    def tzname(self, when):
        return "UTC" if "U" in self.key or "Zulu" in self.key else "GMT"

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self.key!r})"

    def __str__(self):
        return self.key

    def __reduce__(self):
        return ZoneInfo, (self.key,)


def available_timezones():
    return set(_UTC)


def reset_tzpath(to=None):
    pass
