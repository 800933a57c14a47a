"""Frequencies of dates ("D", "W-MON", "2h", "ME"), offsets that follow the calendar, and periods.

`freq_of` reads one; it makes ranges and the bins of `resample`. Knows dates, no tables.
"""
import re
from datetime import date, datetime, timedelta

import numpy as np

from pandas._data import NaT, objects
from pandas._dates import DAY, Timestamp, _DAYS, _MONTHS, _month_days, _ns, stamp
from pandas._index import Index

_STEPS = {"D": DAY, "h": 3600 * 10 ** 9, "min": 60 * 10 ** 9, "s": 10 ** 9, "ms": 10 ** 6, "us": 1000, "ns": 1}
_OLD = {"M": "ME", "Q": "QE", "Y": "YE", "A": "YE", "AS": "YS", "H": "h", "T": "min", "S": "s", "L": "ms", "BM": "BME",
        "d": "D", "m": "ME", "w": "W", "b": "B", "BQ": "BQE"}
_SHORT = [m[:3].upper() for m in _MONTHS]


def freq_of(text):
    """The frequency that a text, a Freq or a duration names; ValueError where there is none."""
    if isinstance(text, Freq):
        return text
    if isinstance(text, timedelta):
        ns = (text.days * 86400 + text.seconds) * 10 ** 9
        for code in ("D", "h", "min", "s"):
            if ns % _STEPS[code] == 0:
                return Freq(ns // _STEPS[code], code)
    if isinstance(text, DateOffset):
        return text._freq()
    found = re.match(r"(-?\d*)\s*([A-Za-z]+)(?:-([A-Za-z]+))?$", text)
    code = found and _OLD.get(found.group(2), found.group(2))
    if not found or code not in ("D", "h", "min", "s", "ms", "us", "ns", "B", "W", "ME", "MS", "QE", "QS", "YE", "YS",
                                 "BME", "BMS"):
        raise ValueError("Invalid frequency: %s, failed to parse with error message: ValueError(\"Invalid frequency: "
                         "%s, failed to parse with error message: KeyError('%s')\")" % ((text,) + (
                             str(text).upper(),) * 2))
    return Freq(int(found.group(1) or 1), code, found.group(3) and found.group(3).upper())


def fixed(text):
    """The nanoseconds of a frequency that is always equally long."""
    freq = freq_of(text)
    if freq.code not in _STEPS:
        raise ValueError("<%s> is a non-fixed frequency" % freq.title)
    return freq.n * _STEPS[freq.code]


class Freq:
    """`n` times a step: of nanoseconds, or from end (start) of month to end (start) of month..."""

    def __init__(self, n, code, anchor=None):
        self.n, self.code = n, code
        if anchor is None:
            anchor = {"W": "SUN", "QE": "DEC", "QS": "JAN", "YE": "DEC", "YS": "JAN"}.get(code)
        self.anchor = anchor

    title = property(lambda self: {"ME": "MonthEnd", "MS": "MonthBegin", "YE": "YearEnd: month=12", "W": "Week",
                                   "B": "BusinessDay"}.get(self.code, self.code))
    freqstr = property(lambda self: str(self))

    def __str__(self):
        return "%s%s%s" % (self.n if self.n != 1 else "", self.code, "-" + self.anchor if self.anchor else "")

    def __repr__(self):
        names = {"D": "Day", "h": "Hour", "min": "Minute", "s": "Second", "ME": "MonthEnd", "MS": "MonthBegin"}
        name = names.get(self.code, self.title)
        return "<%s>" % name if self.n == 1 else "<%d * %ss>" % (self.n, name)

    def __eq__(self, other):
        return str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def _on(self, k):
        """The k-th anchor of this calendar, as a date: month number k, week k..."""
        code = self.code
        if code in ("ME", "MS", "BME", "BMS"):
            year, month = divmod(k, 12)
        elif code in ("QE", "QS"):
            year, month = divmod(k * 3 + _SHORT.index(self.anchor) % 3, 12)
        elif code in ("YE", "YS"):
            year, month = k, _SHORT.index(self.anchor)
        elif code == "W":
            return date.fromordinal(k * 7 + self._weekday())
        else:
            week, day = divmod(k, 5)
            return date.fromordinal(week * 7 + day + 1)
        if code.endswith("S"):
            made = date(year, month + 1, 1)
            while code == "BMS" and made.weekday() > 4:
                made += timedelta(1)
            return made
        made = date(year, month + 1, _month_days(year, month + 1))
        while code == "BME" and made.weekday() > 4:
            made -= timedelta(1)
        return made

    def _weekday(self):
        return [d[:3].upper() for d in _DAYS].index(self.anchor) + 1

    def _first(self, day):
        """The number of the first anchor on a day or after it."""
        code = self.code
        if code in ("ME", "MS", "BME", "BMS"):
            k = day.year * 12 + day.month - 1
        elif code in ("QE", "QS"):
            k = (day.year * 12 + day.month - 1 - _SHORT.index(self.anchor) % 3) // 3
        elif code in ("YE", "YS"):
            k = day.year
        elif code == "W":
            k = (day.toordinal() - self._weekday()) // 7
        else:
            week, rest = divmod(day.toordinal() - 1, 7)
            return week * 5 + rest if rest < 5 else week * 5 + 5
        while self._on(k) < day:
            k += 1
        return k

    def _last(self, day):
        """The number of the last anchor on a day or before it."""
        k = self._first(day)
        return k if self._on(k) == day else k - 1

    def range(self, start, end, periods):
        """Nanoseconds from `start` to `end`, or `periods` of them."""
        if self.code in _STEPS:
            step = self.n * _STEPS[self.code]
            if start is None:
                return [end.value - step * k for k in range(periods - 1, -1, -1)]
            if periods is not None:
                return [start.value + step * k for k in range(periods)]
            return list(range(start.value, end.value + (1 if step > 0 else -1), step))
        clock = (start if start is not None else end).value % DAY
        out = []
        if start is None:
            k = self._last(end.date())
            ks = [k - self.n * j for j in range(periods - 1, -1, -1)]
            return [_ns(self._on(k)) + clock for k in ks]
        k = self._first(start.date())
        while len(out) != periods:
            ns = _ns(self._on(k)) + clock
            if end is not None and ns > end.value:
                break
            out.append(ns)
            k += self.n
        return out

    def jump(self, moment, times=1):
        """A moment moved on by this frequency."""
        if moment is NaT:
            return NaT
        times *= self.n
        if self.code in _STEPS:
            return stamp(_ns(moment) + times * _STEPS[self.code])
        day, clock = moment.date(), _ns(moment) % DAY
        if times > 0:
            k = self._last(day) + times
        else:
            k = self._first(day) + times
        return stamp(_ns(self._on(k)) + clock)

    _move = jump

    def __neg__(self):
        return Freq(-self.n, self.code, self.anchor)

    def __mul__(self, n):
        return Freq(self.n * n, self.code, self.anchor)

    __rmul__ = __mul__

    def __radd__(self, other):
        return self.jump(Timestamp(other)) if isinstance(other, datetime) else NotImplemented

    def bins(self, i):
        """For nanoseconds: the labels of all bins between the first and the last, and the bin of each."""
        low, high = int(i.min()), int(i.max())
        if self.code in _STEPS:
            step = self.n * _STEPS[self.code]
            origin = low // DAY * DAY
            first = origin + (low - origin) // step * step
            labels = np.arange((high - first) // step + 1) * step + first
            return labels, (i - first) // step
        ends = self.code in ("ME", "QE", "YE", "W", "BME")
        days = i // DAY
        from pandas._dates import _EPOCH
        day = lambda ns: date.fromordinal(ns // DAY + _EPOCH)
        if ends:
            k, last = self._first(day(low)), self._first(day(high))
        else:
            k, last = self._last(day(low)), self._last(day(high))
        marks = []
        while True:
            marks.append(self._on(k).toordinal() - _EPOCH)
            if k >= last:
                break
            k += self.n
        marks = np.array(marks, dtype=np.int64)
        at = np.searchsorted(marks, days, side="left") if ends else np.searchsorted(marks, days, side="right") - 1
        return marks * DAY, at


class DateOffset:
    """Years, months, weeks, days... to add to a date."""

    def __init__(self, n=1, normalize=False, **parts):
        self.n, self._parts = n, parts or {"days": 1}

    def _move(self, moment):
        parts, n = dict(self._parts), self.n
        months = (parts.pop("years", 0) * 12 + parts.pop("months", 0)) * n
        made = moment
        if months:
            at = moment.year * 12 + moment.month - 1 + months
            year, month = divmod(at, 12)
            made = moment.replace(year=year, month=month + 1, day=min(moment.day, _month_days(year, month + 1)))
        fixed_ones = {k: parts.pop(k) for k in list(parts) if k in ("year", "month", "day", "hour", "minute")}
        if fixed_ones:
            made = made.replace(**fixed_ones)
        return Timestamp(made) + timedelta(**parts) * n if parts else Timestamp(made)

    def __radd__(self, other):
        return self._move(Timestamp(other)) if isinstance(other, (datetime, date)) else NotImplemented

    __add__ = __radd__

    def __rsub__(self, other):
        return (-self)._move(Timestamp(other)) if isinstance(other, (datetime, date)) else NotImplemented

    def __neg__(self):
        return DateOffset(-self.n, **self._parts)

    def __mul__(self, n):
        return DateOffset(self.n * n, **self._parts)

    __rmul__ = __mul__

    def __repr__(self):
        return "<DateOffset: %s>" % ", ".join("%s=%s" % p for p in sorted(self._parts.items()))


class _Offsets:
    """`pd.offsets`: MonthEnd, Day, BDay and their neighbours."""

    _CODES = {"Day": "D", "Hour": "h", "Minute": "min", "Second": "s", "Week": "W", "MonthEnd": "ME",
              "MonthBegin": "MS", "QuarterEnd": "QE", "QuarterBegin": "QS", "YearEnd": "YE", "YearBegin": "YS",
              "BDay": "B", "BusinessDay": "B", "BMonthEnd": "BME"}
    DateOffset = DateOffset

    def __getattr__(self, name):
        if name in self._CODES:
            return lambda n=1, **options: Freq(n, self._CODES[name])
        raise AttributeError("module 'pandas.tseries.offsets' has no attribute %r" % name)


offsets = _Offsets()


class Period:
    """A year, a quarter, a month or a day as one thing."""

    def __init__(self, value, freq=None):
        if isinstance(value, Period):
            value, freq = value.start_time, freq or value.freqstr
        if isinstance(value, str):
            found = re.match(r"(\d{4})-?Q([1-4])$", value)
            if found:
                value, freq = "%s-%02d" % (found.group(1), int(found.group(2)) * 3 - 2), freq or "Q"
            elif freq is None:
                freq = {4: "Y", 7: "M"}.get(len(value), "D")
            value = Timestamp(value)
        code = str(freq).split("-")[0]
        code = {"ME": "M", "MS": "M", "QE": "Q", "QS": "Q", "YE": "Y", "YS": "Y", "A": "Y"}.get(code, code)
        self.freqstr = {"Q": "Q-DEC", "Y": "Y-DEC", "W": "W-SUN"}.get(code, code)
        self._code = code
        if code == "M":
            self.ordinal = (value.year - 1970) * 12 + value.month - 1
        elif code == "Q":
            self.ordinal = (value.year - 1970) * 4 + (value.month - 1) // 3
        elif code == "Y":
            self.ordinal = value.year - 1970
        elif code == "W":
            self.ordinal = (_ns(value) // DAY + 3) // 7
        elif code == "D":
            self.ordinal = _ns(value) // DAY
        else:
            raise ValueError("Invalid frequency: %s" % freq)

    def _at(self, ordinal):
        made = object.__new__(Period)
        made.freqstr, made._code, made.ordinal = self.freqstr, self._code, ordinal
        return made

    @property
    def start_time(self):
        o, code = self.ordinal, self._code
        if code in "MQY":
            months = o * {"M": 1, "Q": 3, "Y": 12}[code]
            return Timestamp(1970 + months // 12, months % 12 + 1, 1)
        return stamp(o * DAY) if code == "D" else stamp((o * 7 - 3) * DAY)

    @property
    def end_time(self):
        return stamp(_ns((self + 1).start_time) - 1)

    year = property(lambda self: self.start_time.year)
    month = property(lambda self: self.start_time.month if self._code != "Q" else self.start_time.month + 2)
    day = property(lambda self: self.start_time.day)
    quarter = property(lambda self: self.start_time.quarter)

    def to_timestamp(self, freq=None, how="start"):
        return self.start_time

    def strftime(self, pattern):
        return self.start_time.strftime(pattern)

    def __str__(self):
        start = self.start_time
        if self._code == "W":
            return "%s/%s" % (start.date(), (start + timedelta(6)).date())
        return {"M": "%04d-%02d" % (start.year, start.month), "Q": "%04dQ%d" % (start.year, start.quarter),
                "Y": "%04d" % start.year, "D": str(start.date())}[self._code]

    def __repr__(self):
        return "Period('%s', '%s')" % (self, self.freqstr)

    def __hash__(self):
        return hash((self.ordinal, self.freqstr))

    def __add__(self, n):
        return self._at(self.ordinal + n)

    def __sub__(self, other):
        return Freq(self.ordinal - other.ordinal, self._code + "E") if isinstance(other, Period) else self._at(
            self.ordinal - other)

    def __eq__(self, other):
        return isinstance(other, Period) and (self.ordinal, self.freqstr) == (other.ordinal, other.freqstr)

    def __lt__(self, other):
        return self.ordinal < other.ordinal

    def __le__(self, other):
        return self.ordinal <= other.ordinal

    def __gt__(self, other):
        return self.ordinal > other.ordinal

    def __ge__(self, other):
        return self.ordinal >= other.ordinal


class PeriodIndex(Index):
    _title = "PeriodIndex"

    def __init__(self, data, freq=None, name=None, **options):
        made = [p if isinstance(p, Period) else Period(p, freq) for p in data]
        self._v, self.name, self._where = objects(made), name, None

    def _like(self, values):
        return PeriodIndex(values.tolist(), name=self.name)

    def _key(self, label):
        return Period(label) if isinstance(label, str) else label

    def _quoted(self):
        return ["'%s'" % p for p in self._v.tolist()]

    freqstr = freq = property(lambda self: self._v[0].freqstr if len(self._v) else None)

    def _facts(self):
        return ["dtype='period[%s]'" % self.freqstr]

    def to_timestamp(self, freq=None, how="start"):
        from pandas._dates import DatetimeIndex
        return DatetimeIndex([p.start_time for p in self._v.tolist()], name=self.name)

    def __getattr__(self, name):
        if name in ("year", "month", "day", "quarter"):
            return Index([getattr(p, name) for p in self._v.tolist()])
        raise AttributeError("'PeriodIndex' object has no attribute %r" % name)


def period_range(start=None, end=None, periods=None, freq="M", name=None):
    first = Period(start, freq)
    n = periods if periods is not None else Period(end, freq).ordinal - first.ordinal + 1
    return PeriodIndex([first + k for k in range(n)], name=name)
