"""Dates and durations: Timestamp, Timedelta, columns of them, `to_datetime`, `.dt`, DatetimeIndex.

A column of dates holds nanoseconds since 1970 in an array of int64; the smallest number is NaT. No time zones.
Frequencies ("D", "ME", "2h") are in `pandas._offsets`.
"""
import re
from datetime import date, datetime, time, timedelta

import numpy as np

from pandas._common import is_list
from pandas._data import COMPARES, DATES, DELTAS, Extension, NA, NaT, binary as _binary, infer, is_na, nan, objects
from pandas._index import Index, index_of

_NONE = -1 << 63
DAY = 86400 * 10 ** 9
_EPOCH = date(1970, 1, 1).toordinal()
_UNITS = {"ns": 1, "us": 1000, "ms": 10 ** 6, "s": 10 ** 9, "m": 60 * 10 ** 9, "min": 60 * 10 ** 9,
          "h": 3600 * 10 ** 9, "d": DAY, "w": 7 * DAY}
_WORDS = {"second": "s", "sec": "s", "minute": "m", "hour": "h", "hr": "h", "day": "d", "week": "w", "t": "m",
          "millisecond": "ms", "milli": "ms", "microsecond": "us", "micro": "us", "nanosecond": "ns"}
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class DateParseError(ValueError):
    pass


class OutOfBoundsDatetime(ValueError):
    pass


OutOfBoundsDatetime.__module__ = "pandas.errors"


def _ns(value):
    """A datetime or date as nanoseconds."""
    days = value.toordinal() - _EPOCH
    if not isinstance(value, datetime):
        return days * DAY
    return days * DAY + ((value.hour * 60 + value.minute) * 60 + value.second) * 10 ** 9 + value.microsecond * 1000


def _delta_ns(value):
    return (value.days * 86400 + value.seconds) * 10 ** 9 + value.microseconds * 1000


def _unit(unit):
    small = unit.lower() if unit not in ("M", "Y") else unit
    small = _WORDS.get(small.rstrip("s") if len(small) > 2 else small, small)
    if small not in _UNITS:
        raise ValueError("invalid unit abbreviation: %s" % unit)
    return _UNITS[small]


class Timestamp(datetime):
    """One moment: a datetime that knows quarters, weeks and names of days."""

    __module__ = "pandas._libs.tslibs.timestamps"

    def __new__(cls, ts_input=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, unit=None,
                year=None, tz=None, **options):
        if ts_input is None and year is not None:
            return datetime.__new__(cls, year, month, day, hour, minute, second, microsecond)
        if ts_input is None or is_na(ts_input):
            return NaT
        if month is not None:
            return datetime.__new__(cls, ts_input, month, day, hour, minute, second, microsecond)
        if isinstance(ts_input, str):
            ns = parse(ts_input)
            return stamp(ns)
        if isinstance(ts_input, date):
            return stamp(_ns(ts_input))
        if hasattr(ts_input, "astype") and getattr(ts_input, "dtype", None) is not None and ts_input.dtype.kind == "M":
            return stamp(int(ts_input.astype("datetime64[ns]").astype("int64")))
        if isinstance(ts_input, (int, float, np.integer)):
            return stamp(int(ts_input * _unit(unit or "ns")))
        raise TypeError("Cannot convert input [%s] of type %s to Timestamp" % (ts_input, type(ts_input)))

    @classmethod
    def now(cls, tz=None):
        return stamp(_ns(datetime.now()))

    @classmethod
    def today(cls, tz=None):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, value, tz=None):
        return stamp(_ns(datetime.fromtimestamp(value)))

    value = property(lambda self: _ns(self))
    asm8 = property(lambda self: self)
    nanosecond = 0
    dayofweek = day_of_week = property(lambda self: self.weekday())
    dayofyear = day_of_year = property(lambda self: self.toordinal() - date(self.year, 1, 1).toordinal() + 1)
    quarter = property(lambda self: (self.month + 2) // 3)
    week = weekofyear = property(lambda self: self.isocalendar()[1])
    is_leap_year = property(lambda self: _leap(self.year))
    days_in_month = daysinmonth = property(lambda self: _month_days(self.year, self.month))
    is_month_start = property(lambda self: self.day == 1)
    is_month_end = property(lambda self: self.day == self.days_in_month)
    is_year_start = property(lambda self: self.day == 1 and self.month == 1)
    is_year_end = property(lambda self: self.day == 31 and self.month == 12)
    is_quarter_start = property(lambda self: self.day == 1 and self.month % 3 == 1)
    is_quarter_end = property(lambda self: self.is_month_end and self.month % 3 == 0)
    tz = None
    unit = "ns"

    def day_name(self, locale=None):
        return _DAYS[self.weekday()]

    def month_name(self, locale=None):
        return _MONTHS[self.month - 1]

    def normalize(self):
        return stamp(_ns(self) // DAY * DAY)

    def to_pydatetime(self, warn=True):
        return datetime(self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)

    def to_period(self, freq="D"):
        from pandas._offsets import Period
        return Period(self, freq)

    def timestamp(self):
        return _ns(self) / 1e9

    def _near(self, freq, how):
        from pandas._offsets import fixed
        return stamp(int(_rounded(np.array([_ns(self)]), fixed(freq), how)[0]))

    def floor(self, freq, **options):
        return self._near(freq, "floor")

    def ceil(self, freq, **options):
        return self._near(freq, "ceil")

    def round(self, freq, **options):
        return self._near(freq, "round")

    def replace(self, **named):
        return stamp(_ns(self.to_pydatetime().replace(**named)))

    def isoformat(self, sep="T", timespec="auto"):
        return self.to_pydatetime().isoformat(sep, timespec)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        return "Timestamp('%s')" % self.isoformat(" ")

    def __format__(self, pattern):
        return self.strftime(pattern) if pattern else str(self)

    def __reduce_ex__(self, protocol):
        return stamp, (_ns(self),)

    def __add__(self, other):
        if isinstance(other, timedelta):
            return stamp(_ns(self) + _delta_ns(other))
        if hasattr(other, "_move"):
            return other._move(self)
        if isinstance(other, (int, np.integer)):
            raise TypeError("Addition/subtraction of integers and integer-arrays with Timestamp is no longer "
                            "supported.  Instead of adding/subtracting `n`, use `n * obj.freq`")
        if isinstance(other, str):
            raise TypeError('unsupported operand type(s) for +: \'Timestamp\' and \'str\'')
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if other is NaT:
            return NaT
        if isinstance(other, timedelta):
            return stamp(_ns(self) - _delta_ns(other))
        if isinstance(other, datetime):
            return delta(_ns(self) - _ns(other))
        if hasattr(other, "_move"):
            return (-other)._move(self)
        if isinstance(other, (int, np.integer)):
            return self.__add__(other)
        return NotImplemented

    def __rsub__(self, other):
        return delta(_ns(other) - _ns(self)) if isinstance(other, datetime) else NotImplemented

    __hash__ = datetime.__hash__


def _compare(name):
    plain = getattr(datetime, name)

    def method(self, other):
        if other is NaT:
            return name == "__ne__"
        if isinstance(other, date) and not isinstance(other, datetime):
            return NotImplemented
        return plain(self, other)
    return method


for _name in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"):
    setattr(Timestamp, _name, _compare(_name))
Timestamp.__hash__ = datetime.__hash__


def stamp(ns):
    """Nanoseconds as a Timestamp."""
    if ns == _NONE:
        return NaT
    days, rest = divmod(ns, DAY)
    day = date.fromordinal(int(days) + _EPOCH)
    micros = int(rest) // 1000
    seconds, micros = divmod(micros, 10 ** 6)
    return datetime.__new__(Timestamp, day.year, day.month, day.day, seconds // 3600, seconds // 60 % 60,
                            seconds % 60, micros)


Timestamp.min = stamp(-9223372036854775000)
Timestamp.max = stamp(9223372036854775000)


class Timedelta(timedelta):
    """A duration; shown as days and a clock."""

    __module__ = "pandas._libs.tslibs.timedeltas"

    def __new__(cls, value=None, unit=None, **named):
        if named or value is None:
            named = {k: v for k, v in named.items()}
            ns = sum(int(v * _unit(k)) for k, v in named.items())
            return delta(ns)
        if is_na(value):
            return NaT
        if isinstance(value, timedelta):
            return delta(_delta_ns(value))
        if isinstance(value, str):
            return delta(_parse_delta(value))
        if hasattr(value, "dtype") and value.dtype.kind == "m":
            return delta(int(value.astype("timedelta64[ns]").astype("int64")))
        return delta(int(round(value * _unit(unit or "ns"))))

    value = property(lambda self: _delta_ns(self))
    nanoseconds = 0

    @property
    def components(self):
        from collections import namedtuple
        s = self.seconds
        return namedtuple("Components", "days hours minutes seconds milliseconds microseconds nanoseconds")(
            self.days, s // 3600, s // 60 % 60, s % 60, self.microseconds // 1000, self.microseconds % 1000, 0)

    def to_pytimedelta(self):
        return timedelta(self.days, self.seconds, self.microseconds)

    def __str__(self):
        return _delta_text(_delta_ns(self), True)

    def __repr__(self):
        return "Timedelta('%s')" % _delta_text(_delta_ns(self), True)

    def __add__(self, other):
        if isinstance(other, datetime):
            return Timestamp(other) + self
        return delta(_delta_ns(self) + _delta_ns(other)) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return delta(_delta_ns(self) - _delta_ns(other)) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        if isinstance(other, datetime):
            return Timestamp(other) - self
        return delta(_delta_ns(other) - _delta_ns(self)) if isinstance(other, timedelta) else NotImplemented

    def __reduce_ex__(self, protocol):
        return delta, (_delta_ns(self),)

    def __mul__(self, other):
        return delta(int(_delta_ns(self) * other)) if isinstance(other, (int, float, np.number)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return _delta_ns(self) / _delta_ns(other)
        return delta(int(_delta_ns(self) / other)) if isinstance(other, (int, float)) else NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return _delta_ns(self) // _delta_ns(other)
        return delta(_delta_ns(self) // other)

    def __neg__(self):
        return delta(-_delta_ns(self))

    def __abs__(self):
        return delta(abs(_delta_ns(self)))

    __hash__ = timedelta.__hash__


def delta(ns):
    if ns == _NONE:
        return NaT
    micros = int(ns) // 1000
    return timedelta.__new__(Timedelta, 0, 0, micros)


def _delta_text(ns, long=False):
    days, rest = divmod(int(ns), DAY)
    seconds, sub = divmod(rest, 10 ** 9)
    text = "%s%d days" % ("", days)
    if long or rest:
        plus = "+" if days < 0 else ""
        text += " %s%02d:%02d:%02d" % (plus, seconds // 3600, seconds // 60 % 60, seconds % 60)
        if sub:
            text += (".%09d" if sub % 1000 else ".%06d") % (sub if sub % 1000 else sub // 1000)
    return text


def _parse_delta(text):
    body = text.strip()
    sign = -1 if body.startswith("-") else 1
    total, seen = 0, False
    clock = re.search(r"(\d+):(\d\d)(?::(\d\d)(\.\d+)?)?", body)
    if clock:
        h, m, s, f = clock.groups()
        total += ((int(h) * 60 + int(m)) * 60 + int(s or 0)) * 10 ** 9 + int(float(f or 0) * 1e9)
        body, seen = body[:clock.start()] + body[clock.end():], True
    for number, word in re.findall(r"([\d.]+)\s*([A-Za-z]+)", body):
        total += int(float(number) * _unit(word))
        seen = True
    if not seen:
        raise ValueError("unit abbreviation w/o a number" if body else "symbols w/o a number")
    return sign * total


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


# ---------------------------------------------------------------------- columns
class _Moments(Extension):
    """What columns of dates and of durations share: `i`, nanoseconds."""

    def __init__(self, i):
        self.i = i

    def __len__(self):
        return len(self.i)

    def __getitem__(self, key):
        got = self.i[key]
        return type(self)(got) if isinstance(got, np.ndarray) else self._scalar(int(got))

    def __setitem__(self, key, value):
        self.i[key] = self._raw(value)

    def tolist(self):
        made = {}
        one = self._scalar
        return [made[n] if n in made else made.setdefault(n, one(n)) for n in self.i.tolist()]

    def isna(self):
        return self.i == _NONE

    def copy(self):
        return type(self)(self.i.copy())

    def astype(self, dtype, copy=True):
        from pandas._data import cast as casting
        return casting(self, dtype)

    def _pick(self, at, gone):
        i = self.i[at] if len(self.i) else np.full(len(at), _NONE)
        i[gone] = _NONE
        return type(self)(i)

    def _keys(self):
        return self.i

    def _joined(self, parts):
        return type(self)(np.concatenate([p.i for p in parts]))

    def _made(self, i):
        return type(self)(i)

    def _mapped(self, values):
        return infer(values)

    def _hold(self, value):
        if isinstance(value, type(self)) or is_na_or(value, (date, timedelta, str)):
            return self
        return objects(self.tolist())

    def _cast(self, kind):
        if kind.kind in "iu":
            return self.i.copy()
        if kind.kind == "b":
            return self.i != 0
        raise TypeError("Cannot cast DatetimeArray to dtype %s" % kind)

    def _raw(self, value):
        if isinstance(value, _Moments):
            return value.i
        if isinstance(value, np.ndarray):
            return np.array([self._raw(v) for v in value.tolist()], dtype=np.int64)
        if value is None or is_na(value):
            return _NONE
        if isinstance(value, str):
            return parse(value) if self.dtype.kind == "M" else _parse_delta(value)
        return _delta_ns(value) if isinstance(value, timedelta) else _ns(value)

    def _reduce(self, name, skipna=True):
        i = self.i[~self.isna()]
        if name in ("any", "all"):
            return bool(len(i))
        if not len(i):
            return NaT
        if name in ("min", "max"):
            return self._scalar(int(i.min() if name == "min" else i.max()))
        if name == "mean":
            first = int(i[0])
            return self._scalar(first + int(np.sum((i - first).astype(float)) / len(i)))
        if name == "median":
            i = np.sort(i)
            n = len(i)
            return self._scalar(int(i[n // 2]) if n % 2 else (int(i[n // 2 - 1]) + int(i[n // 2])) // 2)
        if name == "sum" and self.dtype.kind == "m":
            return self._scalar(int(i.sum()))
        if name == "std":
            return delta(int(np.std(i.astype(float), ddof=1)))
        raise TypeError("'%s' with dtype %s does not support reduction '%s'" % (
            type(self)._title, self.dtype, name) if name != "sum" else
            "datetime64 type does not support sum operations")

    def _compared(self, name, other):
        i = self.i
        if isinstance(other, str):
            other = Dates(np.array([parse(other)])) if self.dtype.kind == "M" else Deltas(
                np.array([_parse_delta(other)]))
        elif isinstance(other, np.ndarray):
            other = infer(other.tolist())
        elif not isinstance(other, _Moments):
            if other is None or is_na(other):
                return np.full(len(i), name == "ne")
            if isinstance(other, date if self.dtype.kind == "M" else timedelta) and (
                    isinstance(other, datetime) or self.dtype.kind == "m"):
                other = type(self)(np.array([self._raw(other)]))
        if not isinstance(other, _Moments) or other.dtype.kind != self.dtype.kind:
            if name in ("eq", "ne"):
                return np.full(len(i), name == "ne")
            raise TypeError("Invalid comparison between dtype=%s and %s" % (self.dtype, type(other).__name__))
        with_none = (i == _NONE) | (other.i == _NONE)
        made = _binary(name, i, other.i)
        made[with_none] = name == "ne"
        return made


def is_na_or(value, kinds):
    return isinstance(value, kinds) or not hasattr(value, "__len__") and is_na(value)


class Dates(_Moments):
    dtype = DATES
    _title = "DatetimeArray"
    _scalar = staticmethod(stamp)

    def _texts(self, na="NaT"):
        return _date_texts(self.i, na)

    def _binary(self, name, other, flip):
        if name in COMPARES:
            swap = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}
            return self._compared(swap.get(name, name) if flip else name, other)
        gone = self.isna()
        if isinstance(other, np.ndarray) and other.dtype.kind == "O":
            if len(other) and hasattr(other[0], "_move"):
                return infer([a + b if name == "add" else a - b for a, b in zip(self.tolist(), other.tolist())])
            other = infer(other.tolist())
        if name == "sub" and isinstance(other, (Dates, datetime)):
            theirs = other.i if isinstance(other, Dates) else _ns(other)
            i = theirs - self.i if flip else self.i - theirs
            lost = gone | (theirs == _NONE)
            i[lost] = _NONE
            return Deltas(i)
        if name in ("add", "sub") and (isinstance(other, (Deltas, timedelta))):
            theirs = other.i if isinstance(other, Deltas) else _delta_ns(other)
            i = self.i + theirs if name == "add" else self.i - theirs
            i[gone | (theirs == _NONE)] = _NONE
            return Dates(i)
        if name in ("add", "sub") and hasattr(other, "_move"):
            move = other if name == "add" else -other
            return infer([v if v is NaT else move._move(v) for v in self.tolist()])
        if other is NaT:
            return Dates(np.full(len(self), _NONE))
        if name == "add" and isinstance(other, (Dates, datetime)):
            raise TypeError("cannot add DatetimeArray and %s" % type(other).__name__)
        word = {"add": "+", "sub": "-", "mul": "*", "truediv": "/"}.get(name, name)
        if isinstance(other, (int, np.integer, np.ndarray)) and name in ("add", "sub"):
            raise TypeError("Addition/subtraction of integers and integer-arrays with DatetimeArray is no longer "
                            "supported.  Instead of adding/subtracting `n`, use `n * obj.freq`")
        raise TypeError("unsupported operand type(s) for %s: 'DatetimeArray' and '%s'" % (word, type(other).__name__))


class Deltas(_Moments):
    dtype = DELTAS
    _title = "TimedeltaArray"
    _scalar = staticmethod(delta)

    def _texts(self, na="NaT"):
        items = self.i.tolist()
        long = any(n != _NONE and n % DAY for n in items)
        return [na if n == _NONE else _delta_text(n, long) for n in items]

    def _abs(self):
        return Deltas(np.abs(self.i))

    def _negative(self):
        return Deltas(-self.i)

    def _binary(self, name, other, flip):
        if name in COMPARES:
            swap = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}
            return self._compared(swap.get(name, name) if flip else name, other)
        gone = self.isna()
        if isinstance(other, (Dates, datetime)):
            there = other if isinstance(other, Dates) else Dates(np.full(len(self), _ns(other)))
            return there._binary(name, self, False)
        if isinstance(other, np.ndarray) and other.dtype.kind == "O":
            other = infer(other.tolist())
        theirs = other.i if isinstance(other, Deltas) else _delta_ns(other) if isinstance(other, timedelta) else None
        if theirs is not None and name in ("add", "sub"):
            i = self.i + theirs if name == "add" else theirs - self.i if flip else self.i - theirs
            i[gone | (theirs == _NONE)] = _NONE
            return Deltas(i)
        if theirs is not None and name in ("truediv", "floordiv", "mod"):
            a, b = (theirs, self.i) if flip else (self.i, theirs)
            if name == "truediv":
                made = np.asarray(a, dtype=float) / b
                made[gone] = nan
                return made
            made = _binary(name, a, b)
            return Deltas(made) if name == "mod" else made
        if name in ("mul", "truediv", "floordiv") and theirs is None and not flip or name == "mul":
            made = _binary(name, self.i, other)
            i = made.astype(np.int64)
            i[gone] = _NONE
            return Deltas(i)
        raise TypeError("unsupported operand type(s) for %s: 'TimedeltaArray' and '%s'"
                        % ({"add": "+", "sub": "-"}.get(name, name), type(other).__name__))


def _date_texts(i, na="NaT"):
    items = i.tolist()
    there = [n for n in items if n != _NONE]
    if all(n % DAY == 0 for n in there):
        made = {}
        out = []
        for n in items:
            text = made.get(n)
            if text is None:
                text = made[n] = na if n == _NONE else date.fromordinal(n // DAY + _EPOCH).isoformat()
            out.append(text)
        return out
    sub = max([0 if n % 10 ** 9 == 0 else 3 if n % 10 ** 6 == 0 else 6 for n in there])
    out = []
    for n in items:
        if n == _NONE:
            out.append(na)
            continue
        text = stamp(n).strftime("%Y-%m-%d %H:%M:%S")
        out.append(text + (".%06d" % (n % 10 ** 9 // 1000))[:sub + 1] if sub else text)
    return out


def from_scalars(values):
    """Timestamps, datetimes, durations and missing values as a column; None where they do not mix."""
    kinds = {type(v) for v in values if not is_na(v)}
    if all(issubclass(k, timedelta) for k in kinds) and kinds:
        return Deltas(np.array([_NONE if is_na(v) else _delta_ns(v) for v in values], dtype=np.int64))
    if all(issubclass(k, datetime) for k in kinds):
        if any(getattr(v, "tzinfo", None) is not None for v in values):
            return None
        return Dates(np.array([_NONE if is_na(v) else _ns(v) for v in values], dtype=np.int64))
    return None


def from_numpy(values):
    i = values.astype("datetime64[ns]" if values.dtype.kind == "M" else "timedelta64[ns]").astype(np.int64)
    return Dates(i) if values.dtype.kind == "M" else Deltas(i)


def cast(values, kind):
    if kind.kind == "M":
        return _to_dates(values)
    if isinstance(values, np.ndarray) and values.dtype.kind in "iu":
        return Deltas(values.astype(np.int64))
    return Deltas(np.array([_NONE if is_na(v) else _delta_ns(Timedelta(v)) for v in values.tolist()], dtype=np.int64))


# ---------------------------------------------------------------------- reading
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?)(?:[ T](\d\d?)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?)?)?Z?$")
_PIECES = {"Y": r"(?P<Y>\d{4})", "m": r"(?P<m>1[0-2]|0?[1-9])", "d": r"(?P<d>3[01]|[12]\d|0?[1-9])",
           "H": r"(?P<H>2[0-3]|[01]?\d)", "M": r"(?P<M>[0-5]?\d)", "S": r"(?P<S>[0-5]?\d)",
           "f": r"(?P<f>\d{1,9})", "y": r"(?P<y>\d\d)",
           "b": r"(?P<b>[A-Za-z]{3})", "B": r"(?P<B>[A-Za-z]+)", "p": r"(?P<p>[AaPp][Mm])", "I": r"(?P<I>\d\d?)",
           "j": r"(?P<j>\d{1,3})", "a": r"[A-Za-z]{3}", "A": r"[A-Za-z]+", "z": r"(?:Z|[+-]\d\d:?\d\d)", "%": "%"}


def _civil(year, month=1, day=1, hour=0, minute=0, second=0, sub=0):
    """Nanoseconds of a date; ValueError where there is no such day."""
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    days = date(year, month, day).toordinal() - _EPOCH
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("hour must be in 0..23" if hour > 23 else "minute must be in 0..59")
    ns = days * DAY + ((hour * 60 + minute) * 60 + second) * 10 ** 9 + sub
    if not -1 << 63 < ns < 1 << 63:
        raise OutOfBoundsDatetime("Out of bounds nanosecond timestamp: %04d-%02d-%02d %02d:%02d:%02d"
                                  % (year, month, day, hour, minute, second))
    return ns


def _compiled(pattern):
    if pattern == "%T":
        pattern = "%H:%M:%S"
    pattern = pattern.replace("%T", "%H:%M:%S").replace("%D", "%m/%d/%y").replace("%F", "%Y-%m-%d")
    out = []
    for part in re.split(r"(%.)", pattern):
        if len(part) == 2 and part[0] == "%":
            if part[1] not in _PIECES:
                raise ValueError("'%s' is a bad directive in format '%s'" % (part[1], pattern))
            out.append(_PIECES[part[1]])
        else:
            out.append(re.escape(part).replace(r"\ ", r"\s+"))
    return re.compile("".join(out) + "$")


def _matched(groups):
    g = groups.get
    year = int(g("Y")) if g("Y") else 1900
    if g("y"):
        year = int(g("y")) + (1900 if int(g("y")) >= 69 else 2000)
    month = int(g("m") or 1)
    name = (g("b") or g("B") or "")[:3].title()
    if name:
        month = [m[:3] for m in _MONTHS].index(name) + 1
    hour = int(g("H") or g("I") or 0)
    if g("p"):
        hour = hour % 12 + (12 if g("p").lower() == "pm" else 0)
    sub = int((g("f") or "0").ljust(9, "0"))
    if g("j"):
        return _civil(year) + (int(g("j")) - 1) * DAY
    return _civil(year, month, int(g("d") or 1), hour, int(g("M") or 0), int(g("S") or 0), sub)


def _month(word):
    return any(word.title() in (m, m[:3]) for m in _MONTHS)


def guess(text, dayfirst=False):
    """The strptime format that a text follows, or None."""
    text = text.strip()
    clock = re.search(r"[ T]+(\d\d?):(\d\d)(:\d\d)?(\.\d+)?(\s*[AaPp][Mm])?(Z|[+-]\d\d:?\d\d)?$", text)
    tail = ""
    if clock:
        tail = text[clock.start():clock.start(1)] + ("%I" if clock.group(5) else "%H") + ":%M"
        tail += ":%S" if clock.group(3) else ""
        tail += ".%f" if clock.group(4) else ""
        tail += re.sub("[AaPp][Mm]", "%p", clock.group(5)) if clock.group(5) else ""
        tail += "%z" if clock.group(6) else ""
        text = text[:clock.start()]
    found = re.match(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)$", text)
    if found:
        s = found.group(2)
        return "%Y" + s + "%m" + s + "%d" + tail
    if re.match(r"\d{4}-\d\d?$", text):
        return "%Y-%m" + tail
    if re.match(r"\d{8}$", text):
        return "%Y%m%d" + tail
    if re.match(r"\d{4}$", text):
        return "%Y" + tail
    found = re.match(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)$", text)
    if found:
        a, s, b, y = found.groups()
        first = "%d" if int(a) > 12 or dayfirst and int(b) <= 12 else "%m"
        return first + s + ("%m" if first == "%d" else "%d") + s + ("%Y" if len(y) == 4 else "%y") + tail
    found = re.match(r"(\d\d?)([ -])([A-Za-z]+)\.?([ -])(\d{4}|\d\d)$", text)
    if found and _month(found.group(3)):
        word = "%b" if len(found.group(3)) == 3 else "%B"
        return "%d" + found.group(2) + word + found.group(4) + ("%Y" if len(found.group(5)) == 4 else "%y") + tail
    found = re.match(r"([A-Za-z]+) (\d\d?)(,?) (\d{4})$", text)
    if found and _month(found.group(1)):
        return ("%b" if len(found.group(1)) == 3 else "%B") + " %d" + found.group(3) + " %Y" + tail
    found = re.match(r"([A-Za-z]+)([ -])(\d{4})$", text)
    if found and _month(found.group(1)):
        return ("%b" if len(found.group(1)) == 3 else "%B") + found.group(2) + "%Y" + tail
    return None


def parse(text, dayfirst=False):
    """One text as nanoseconds."""
    found = _ISO.match(text.strip())
    if found:
        y, m, d, h, mi, s, f = found.groups()
        try:
            return _civil(int(y), int(m), int(d or 1), int(h or 0), int(mi or 0), int(s or 0),
                          int((f or ".0")[1:].ljust(9, "0")[:9]))
        except OutOfBoundsDatetime:
            raise
        except ValueError as error:
            raise DateParseError("%s: %s" % (error, text)) from None
    if text in ("NaT", "nan", "NaN", "", "None", "NA"):
        return _NONE
    if text in ("now", "today"):
        return _ns(datetime.now())
    form = guess(text, dayfirst)
    if form is None:
        raise DateParseError("Unknown datetime string format, unable to parse: %s" % text)
    try:
        return _matched(_compiled(form).match(text.strip()).groupdict())
    except ValueError as error:
        raise DateParseError("%s: %s" % (error, text)) from None


def _to_dates(values, form=None, dayfirst=False, errors="raise", unit=None):
    if isinstance(values, Dates):
        return values.copy()
    if isinstance(values, np.ndarray) and values.dtype.kind in "iuf":
        if form is not None:
            values = objects(["" if v != v else str(int(v)) for v in values.tolist()])
        else:
            step = _unit(unit or "ns")
            return Dates(np.array([_NONE if v != v else int(v * step) for v in values.tolist()], dtype=np.int64))
    items = values.tolist()
    mixed = form in ("mixed", "ISO8601")
    if form is None:
        first = next((v for v in items if isinstance(v, str) and v), None)
        form = None if first is None else guess(first, dayfirst)
        if form is not None:
            try:
                parse(first, dayfirst)
            except ValueError:
                form = None
    rule = None if form is None or mixed or form == "%Y-%m-%d" else _compiled(form)
    known, out = {}, []
    for at, v in enumerate(items):
        if isinstance(v, str):
            ns = known.get(v)
            if ns is None:
                try:
                    if mixed or form is None:
                        ns = parse(v, dayfirst)
                    elif v in ("", "NaT", "nan", "NaN", "None", "NA"):
                        ns = _NONE
                    elif rule is None:
                        if len(v) != 10 or v[4] != "-" or v[7] != "-":
                            raise _unlike(v, form, at)
                        ns = _civil(int(v[:4]), int(v[5:7]), int(v[8:10]))
                    else:
                        found = rule.match(v.strip())
                        if found is None:
                            raise _unlike(v, form, at)
                        ns = _matched(found.groupdict())
                except ValueError as error:
                    if errors == "coerce":
                        ns = _NONE
                    elif errors == "ignore":
                        return None
                    elif isinstance(error, (OutOfBoundsDatetime,)):
                        raise OutOfBoundsDatetime("%s, at position %d" % (error, at)) from None
                    elif isinstance(error, DateParseError) or str(error).startswith("time data"):
                        if isinstance(error, DateParseError):
                            raise DateParseError("%s, at position %d" % (error, at)) from None
                        raise
                    elif str(error).startswith("invalid literal"):
                        raise _unlike(v, form, at) from None
                    else:
                        raise ValueError("%s, at position %d. You might want to try:\n%s" % (
                            str(error) if "day is out" in str(error) else "time data \"%s\" doesn't match format "
                            "\"%s\"" % (v, form), at, _ADVICE)) from None
                known[v] = ns
        elif v is None or is_na(v):
            ns = _NONE
        elif isinstance(v, date):
            ns = _ns(v)
        elif isinstance(v, (int, float)):
            ns = _to_dates(objects([str(int(v))]), form, dayfirst, errors).i[0] if form else int(
                v * _unit(unit or "ns"))
        elif errors == "coerce":
            ns = _NONE
        else:
            raise TypeError("%s is not convertible to datetime, at position %d" % (type(v), at))
        out.append(ns)
    return Dates(np.array(out, dtype=np.int64))


_ADVICE = ("    - passing `format` if your strings have a consistent format;\n"
           "    - passing `format='ISO8601'` if your strings are all ISO8601 but not necessarily in exactly the same "
           "format;\n    - passing `format='mixed'`, and the format will be inferred for each element individually. "
           "You might want to use `dayfirst` alongside this.")


def _unlike(text, form, at):
    return ValueError("time data \"%s\" doesn't match format \"%s\", at position %d. You might want to try:\n%s"
                      % (text, form, at, _ADVICE))


def to_datetime(arg, errors="raise", dayfirst=False, yearfirst=False, utc=False, format=None, exact=True, unit=None,
                origin="unix", cache=True, **options):
    from pandas._series import Series
    if arg is None:
        return None
    if getattr(arg, "ndim", 0) == 2 or isinstance(arg, dict):
        get = lambda name, default: arg[name] if name in arg else arg[name + "s"] if name + "s" in arg else default
        parts = [list(get(n, [0] * len(arg["year"]))) for n in ("year", "month", "day", "hour", "minute", "second")]
        made = Dates(np.array([_civil(*map(int, p)) for p in zip(*parts)], dtype=np.int64))
        return Series._make(made, arg.index) if hasattr(arg, "_c") else Series(made)
    if isinstance(arg, Series):
        made = _to_dates(arg._v, format, dayfirst, errors, unit)
        return arg if made is None else Series._make(made, arg.index, arg.name)
    if isinstance(arg, (str, date, int, float)):
        made = _to_dates(infer([arg]) if isinstance(arg, (int, float)) else objects([arg]), format, dayfirst, errors,
                         unit)
        return arg if made is None else made[0]
    if not is_list(arg) and not isinstance(arg, tuple):
        return NaT if is_na(arg) else Timestamp(arg)
    from pandas._data import column
    values = column(arg if hasattr(arg, "dtype") else list(arg))
    return DatetimeIndex(_to_dates(values, format, dayfirst, errors, unit), name=getattr(arg, "name", None))


def to_timedelta(arg, unit=None, errors="raise"):
    from pandas._series import Series
    if isinstance(arg, Series):
        return Series._make(_to_deltas(arg._v, unit), arg.index, arg.name)
    if isinstance(arg, (str, int, float, timedelta, np.number)):
        return Timedelta(arg, unit)
    return TimedeltaIndex(_to_deltas(infer(list(arg)), unit))


def _to_deltas(values, unit):
    return Deltas(np.array([_NONE if is_na(v) else _delta_ns(Timedelta(v, unit)) for v in values.tolist()],
                           dtype=np.int64))


def _rounded(i, step, how):
    none = i == _NONE
    if how == "floor":
        made = i // step * step
    elif how == "ceil":
        made = -(-i // step) * step
    else:
        low = i // step * step
        up = (i - low) * 2
        made = low + np.where((up > step) | ((up == step) & ((low // step) % 2 == 1)), step, 0)
    made[none] = _NONE
    return made


def fields(i):
    """Year, month and day of nanoseconds, as arrays."""
    z = i // DAY + 719468
    era = z // 146097
    doe = z - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    day = doy - (153 * mp + 2) // 5 + 1
    month = np.where(mp < 10, mp + 3, mp - 9)
    year = yoe + era * 400 + (month <= 2)
    return year, month, day


# ---------------------------------------------------------------------- .dt
def accessor(series):
    kind = series.dtype.kind
    if kind not in "Mm":
        raise AttributeError("Can only use .dt accessor with datetimelike values")
    return (DateMethods if kind == "M" else DeltaMethods)(series._v, lambda v: series._make(
        v, series.index, series.name))


class DateMethods:
    """`.dt` of dates; also what a DatetimeIndex answers."""

    tz = None

    def __init__(self, values, wrap):
        self._d, self._wrap = values, wrap

    def _numbers(self, numbers, kind=np.int32):
        gone = self._d.isna()
        if gone.any():
            numbers = numbers.astype(float)
            numbers[gone] = nan
            return self._wrap(numbers)
        return self._wrap(numbers.astype(kind))

    year = property(lambda self: self._numbers(fields(self._d.i)[0]))
    month = property(lambda self: self._numbers(fields(self._d.i)[1]))
    day = property(lambda self: self._numbers(fields(self._d.i)[2]))
    hour = property(lambda self: self._numbers(self._d.i // (3600 * 10 ** 9) % 24))
    minute = property(lambda self: self._numbers(self._d.i // (60 * 10 ** 9) % 60))
    second = property(lambda self: self._numbers(self._d.i // 10 ** 9 % 60))
    microsecond = property(lambda self: self._numbers(self._d.i // 1000 % 10 ** 6))
    nanosecond = property(lambda self: self._numbers(self._d.i % 1000))
    dayofweek = day_of_week = weekday = property(lambda self: self._numbers((self._d.i // DAY + 3) % 7))
    quarter = property(lambda self: self._numbers((fields(self._d.i)[1] + 2) // 3))

    @property
    def dayofyear(self):
        year = fields(self._d.i)[0]
        return self._numbers(self._d.i // DAY - _year_days(year) + 1)

    day_of_year = dayofyear

    @property
    def days_in_month(self):
        year, month, _ = fields(self._d.i)
        return self._numbers(np.array([_month_days(y, m) for y, m in zip(year.tolist(), month.tolist())]))

    daysinmonth = days_in_month

    def _flags(self, name):
        return self._wrap(np.array([v is not NaT and getattr(v, name) for v in self._d.tolist()], dtype=bool))

    is_leap_year = property(lambda self: self._flags("is_leap_year"))
    is_month_start = property(lambda self: self._flags("is_month_start"))
    is_month_end = property(lambda self: self._flags("is_month_end"))
    is_year_start = property(lambda self: self._flags("is_year_start"))
    is_year_end = property(lambda self: self._flags("is_year_end"))
    is_quarter_start = property(lambda self: self._flags("is_quarter_start"))
    is_quarter_end = property(lambda self: self._flags("is_quarter_end"))

    def _each(self, function):
        return self._wrap(objects([NaT if v is NaT else function(v) for v in self._d.tolist()]))

    date = property(lambda self: self._each(lambda v: date(v.year, v.month, v.day)))
    time = property(lambda self: self._each(lambda v: time(v.hour, v.minute, v.second, v.microsecond)))

    def _names(self, at, names):
        gone = self._d.isna().tolist()
        return self._wrap(objects([nan if g else names[k] for k, g in zip(at.tolist(), gone)]))

    def day_name(self, locale=None):
        return self._names((self._d.i // DAY + 3) % 7, _DAYS)

    def month_name(self, locale=None):
        return self._names(fields(self._d.i)[1] - 1, _MONTHS)

    def strftime(self, date_format):
        return self._wrap(objects([nan if v is NaT else v.strftime(date_format) for v in self._d.tolist()]))

    def isocalendar(self):
        from pandas._data import Kind, Masked
        from pandas._frame import DataFrame
        rows = [(NA,) * 3 if v is NaT else tuple(v.isocalendar()) for v in self._d.tolist()]
        index = self._wrap(self._d)
        index = getattr(index, "index", index)
        return DataFrame._make([Masked(list(c), Kind("UInt32", "n")) for c in zip(*rows)],
                               index_of(["year", "week", "day"]), index)

    def normalize(self):
        return self._round("D", "floor")

    def _round(self, freq, how):
        from pandas._offsets import fixed
        return self._wrap(type(self._d)(_rounded(self._d.i, fixed(freq), how)))

    def floor(self, freq, **options):
        return self._round(freq, "floor")

    def ceil(self, freq, **options):
        return self._round(freq, "ceil")

    def round(self, freq, **options):
        return self._round(freq, "round")

    def to_period(self, freq=None):
        from pandas._offsets import Period
        return self._wrap(objects([NaT if v is NaT else Period(v, freq) for v in self._d.tolist()]))

    def to_pydatetime(self):
        return objects([v if v is NaT else v.to_pydatetime() for v in self._d.tolist()])

    def tz_localize(self, tz):
        raise NotImplementedError("time zones are not available here")

    tz_convert = tz_localize

    def __getattr__(self, name):
        raise AttributeError("'DatetimeProperties' object has no attribute %r" % name)


def _year_days(year):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1 - _EPOCH


class DeltaMethods(DateMethods):
    days = property(lambda self: self._numbers(self._d.i // DAY, np.int64))
    seconds = property(lambda self: self._numbers(self._d.i % DAY // 10 ** 9))
    microseconds = property(lambda self: self._numbers(self._d.i // 1000 % 10 ** 6))

    def total_seconds(self):
        made = self._d.i / 1e9
        made[self._d.isna()] = nan
        return self._wrap(made)

    def __getattr__(self, name):
        raise AttributeError("'TimedeltaProperties' object has no attribute %r" % name)


# ---------------------------------------------------------------------- indexes
class DatetimeIndex(Index):
    __module__ = "pandas.core.indexes.datetimes"
    _title = "DatetimeIndex"

    def __init__(self, data=None, freq=None, name=None, dtype=None, copy=False, **options):
        self.name = getattr(data, "name", None) if name is None else name
        if not isinstance(data, Dates):
            from pandas._data import column
            data = _to_dates(column(data))
        self._v, self._where = data, None
        self.freq = freq
        if isinstance(freq, str):
            from pandas._offsets import freq_of
            self.freq = freq_of(freq)

    freqstr = property(lambda self: None if self.freq is None else str(self.freq))

    @property
    def inferred_freq(self):
        return self.freqstr

    def _like(self, values):
        return type(self)(values, name=self.name)

    def _take(self, at):
        made = self._like(self._v[at])
        if isinstance(at, slice) and at.step in (None, 1):
            made.freq = self.freq
        return made

    def _key(self, label):
        if isinstance(label, str):
            return stamp(parse(label))
        if isinstance(label, date) and not isinstance(label, datetime):
            return Timestamp(label)
        return label

    def _ends(self, text):
        """First and last nanosecond of the day, month... that a text names."""
        found = re.match(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[ T](\d\d?)(?::(\d\d)(?::(\d\d))?)?)?)?)?$", text.strip())
        if not found:
            low = parse(text)
            return low, low + (DAY if low % DAY == 0 else 1) - 1, DAY
        y, m, d, h, mi, s = [None if g is None else int(g) for g in found.groups()]
        low = _civil(y, m or 1, d or 1, h or 0, mi or 0, s or 0)
        if m is None:
            return low, _civil(y + 1) - 1, 365 * DAY
        if d is None:
            return low, low + _month_days(y, m) * DAY - 1, 28 * DAY
        step = DAY if h is None else 3600 * 10 ** 9 if mi is None else 60 * 10 ** 9 if s is None else 10 ** 9
        return low, low + step - 1, step

    def _grain(self):
        for step in (DAY, 3600 * 10 ** 9, 60 * 10 ** 9, 10 ** 9):
            if not (self._v.i % step).any():
                return step
        return 1

    def _find_text(self, text):
        try:
            low, high, step = self._ends(text)
        except ValueError:
            raise KeyError(text) from None
        if step <= self._grain():
            try:
                return self._find(text)
            except KeyError:
                raise KeyError(text) from None
        i = self._v.i
        at = np.nonzero((i >= low) & (i <= high))[0]
        if not len(at):
            if len(i) and self.is_monotonic_increasing and low <= i[-1] and high >= i[0]:
                return slice(0, 0)
            raise KeyError(text)
        if len(at) == int(at[-1]) - int(at[0]) + 1:
            return slice(int(at[0]), int(at[-1]) + 1)
        return at

    def _span(self, key):
        i = self._v.i
        if isinstance(key.start, int) or isinstance(key.stop, int):
            return key
        low = None if key.start is None else self._ends(key.start)[0] if isinstance(key.start, str) else _ns(key.start)
        high = None if key.stop is None else self._ends(key.stop)[1] if isinstance(key.stop, str) else _ns(key.stop)
        if self.is_monotonic_increasing:
            return slice(0 if low is None else int((i < low).sum()), len(i) if high is None else int((i <= high).sum()),
                         key.step)
        keep = np.full(len(i), True)
        if low is not None:
            keep = keep & (i >= low)
        if high is not None:
            keep = keep & (i <= high)
        return np.nonzero(keep)[0]

    def _quoted(self):
        return ["NaT" if t == "NaT" else "'%s'" % t for t in self._v._texts()]

    def __getattr__(self, name):
        if hasattr(DateMethods, name):
            def wrap(values):
                return values if isinstance(values, np.ndarray) and values.dtype.kind in "bO" and name not in (
                    "day_name", "month_name", "strftime") else index_of(values, self.name)
            return getattr(DateMethods(self._v, wrap), name)
        raise AttributeError("'DatetimeIndex' object has no attribute %r" % name)

    def shift(self, periods=1, freq=None):
        from pandas._offsets import freq_of
        freq = freq_of(freq) if isinstance(freq, str) else freq or self.freq
        return DatetimeIndex(infer([freq.jump(v, periods) for v in self._v.tolist()]), freq=self.freq, name=self.name)

    def to_pydatetime(self):
        return objects([v.to_pydatetime() for v in self._v.tolist()])

    def to_period(self, freq=None):
        from pandas._offsets import Period, PeriodIndex
        return PeriodIndex([Period(v, freq or self.freq) for v in self._v.tolist()], name=self.name)

    def mean(self):
        return self._v._reduce("mean")


class TimedeltaIndex(Index):
    _title = "TimedeltaIndex"
    freq = None
    freqstr = None

    def __init__(self, data=None, name=None, **options):
        if not isinstance(data, Deltas):
            data = _to_deltas(infer(list(data)), None)
        self._v, self.name, self._where = data, name, None

    def _like(self, values):
        return TimedeltaIndex(values, name=self.name)

    def _quoted(self):
        return ["NaT" if t == "NaT" else "'%s'" % t for t in self._v._texts()]

    def __getattr__(self, name):
        if hasattr(DeltaMethods, name):
            return getattr(DeltaMethods(self._v, index_of), name)
        raise AttributeError("'TimedeltaIndex' object has no attribute %r" % name)


def date_range(start=None, end=None, periods=None, freq=None, tz=None, normalize=False, name=None, inclusive="both"):
    from pandas._offsets import freq_of
    if sum(x is not None for x in (start, end, periods)) < 2 or None not in (start, end, periods, freq):
        raise ValueError("Of the four parameters: start, end, periods, and freq, exactly three must be specified")
    start = None if start is None else Timestamp(start)
    end = None if end is None else Timestamp(end)
    if freq is None and None not in (start, end, periods):
        if periods == 1:
            i = [start.value]
        else:
            i = [start.value + (end.value - start.value) * k // (periods - 1) for k in range(periods)]
        return DatetimeIndex(Dates(np.array(i, dtype=np.int64)), name=name)
    freq = freq_of(freq or "D")
    i = freq.range(start, end, periods)
    if inclusive in ("left", "neither") and end is not None and i and i[-1] == end.value:
        i = i[:-1]
    if inclusive in ("right", "neither") and start is not None and i and i[0] == start.value:
        i = i[1:]
    return DatetimeIndex(Dates(np.array(i, dtype=np.int64)), freq=freq, name=name)


def bdate_range(start=None, end=None, periods=None, freq="B", **options):
    return date_range(start, end, periods, freq, **options)


def timedelta_range(start=None, end=None, periods=None, freq="D", name=None, **options):
    from pandas._offsets import fixed
    step = fixed(freq)
    low = _delta_ns(Timedelta(start))
    count = periods if periods is not None else (_delta_ns(Timedelta(end)) - low) // step + 1
    return TimedeltaIndex(Deltas(np.array([low + k * step for k in range(count)], dtype=np.int64)), name=name)
