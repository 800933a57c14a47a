"""Dates on an axis: numbers of days since 1970, ticks at round dates."""

import datetime
import math

from matplotlib.ticker import Formatter, Locator, MaxNLocator

MO, TU, WE, TH, FR, SA, SU = range(7)
_EPOCH = datetime.datetime(1970, 1, 1)


def date2num(d):
    if hasattr(d, "__iter__") and not isinstance(d, str):
        return [date2num(one) for one in d]
    if hasattr(d, "to_pydatetime"):
        d = d.to_pydatetime()
    if not isinstance(d, datetime.datetime):
        return float(d.toordinal() - _EPOCH.toordinal())
    if d.tzinfo is not None:
        d = d.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    span = d - _EPOCH
    return span.days + (span.seconds + span.microseconds / 1e6) / 86400


def num2date(x, tz=None):
    if hasattr(x, "__iter__"):
        return [num2date(one) for one in x]
    return _EPOCH + datetime.timedelta(microseconds=round(x * 86400e6 / 20) * 20)


def datestr2num(d):
    return date2num(datetime.datetime.fromisoformat(d))


def _months(low, high, step, by_year=False):
    """The first days of every `step` months between two dates."""
    out = []
    month = low.year * 12 + low.month - 1
    month -= month % step
    while True:
        day = datetime.datetime(month // 12, month % 12 + 1, 1)
        if day > high:
            return out
        out.append(date2num(day))
        month += step
        if month // 12 > 9998:
            return out


def _days(low, high, days):
    """The given days of each month."""
    out, day = [], datetime.datetime(low.year, low.month, 1)
    while day <= high:
        if day.day in days:
            out.append(date2num(day))
        day += datetime.timedelta(days=1)
    return out


def _evenly(low, high, seconds):
    start = low.replace(hour=0, minute=0, second=0, microsecond=0)
    first = math.ceil((low - start).total_seconds() / seconds - 1e-9)
    count = int((high - start).total_seconds() // seconds) - first + 1
    return [date2num(start + datetime.timedelta(seconds=seconds * (first + k))) for k in range(min(count, 1000))]


class DateLocator(Locator):
    def nonsingular(self, v0, v1):
        if v0 - v0 != 0 or v1 - v1 != 0:
            return 0, 1
        return (v0 - 2 * 365, v1 + 2 * 365) if v0 == v1 else (v0, v1)

    def tick_values(self, vmin, vmax):
        return self.between(num2date(vmin), num2date(vmax))


class AutoDateLocator(DateLocator):
    unit = "day"

    def __init__(self, tz=None, minticks=5, maxticks=None, interval_multiples=True):
        self.minticks = minticks

    def between(self, low, high):
        span = (high - low).total_seconds()
        days = span / 86400
        months, years = (high.year - low.year) * 12 + high.month - low.month - (high.day < low.day), int(days // 365.2425) if days > 365 else 0
        counts = [("year", years, 11, (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000)), ("month", months, 12, (1, 2, 3, 4, 6)),
                  ("day", int(days), 11, (1, 2, 4, 7, 14)), ("hour", int(span // 3600), 12, (1, 2, 3, 4, 6, 12)),
                  ("minute", int(span // 60), 11, (1, 5, 10, 15, 30)), ("second", int(span), 11, (1, 5, 10, 15, 30))]
        for unit, count, most, steps in counts:
            if count >= self.minticks:
                step = next((s for s in steps if count <= s * (most - 1)), steps[-1])
                self.unit, self.step = unit, step
                if unit == "year":
                    return _months(low.replace(day=1), high, 12 * step)
                if unit == "month":
                    return _months(low, high, step)
                if unit == "day":
                    if step == 1:
                        return _evenly(low, high, 86400)
                    return _days(low, high, {2: range(1, 32, 2), 4: range(1, 30, 4), 7: (1, 8, 15, 22), 14: (1, 15)}[step])
                return _evenly(low, high, step * {"hour": 3600, "minute": 60, "second": 1}[unit])
        self.unit = "microsecond"
        return MaxNLocator(7).tick_values(date2num(low), date2num(high))


class YearLocator(DateLocator):
    def __init__(self, base=1, month=1, day=1, tz=None):
        self.base = base

    def between(self, low, high):
        return _months(low, high, 12 * self.base)


class MonthLocator(DateLocator):
    def __init__(self, bymonth=None, bymonthday=1, interval=1, tz=None):
        self.interval, self.months = interval, [bymonth] if isinstance(bymonth, int) else bymonth

    def between(self, low, high):
        found = _months(low, high, 1 if self.months else self.interval)
        return [v for v in found if not self.months or num2date(v).month in self.months]


class WeekdayLocator(DateLocator):
    def __init__(self, byweekday=1, interval=1, tz=None):
        self.day, self.interval = byweekday if isinstance(byweekday, int) else byweekday[0], interval

    def between(self, low, high):
        first = math.ceil(date2num(low))
        first += (self.day - (first + 3)) % 7
        return [float(v) for v in range(first, int(date2num(high)) + 1, 7 * self.interval)]


class DayLocator(DateLocator):
    def __init__(self, bymonthday=None, interval=1, tz=None):
        self.interval = interval

    def between(self, low, high):
        return _evenly(low, high, 86400 * self.interval)


class HourLocator(DateLocator):
    def __init__(self, byhour=None, interval=1, tz=None):
        self.interval = interval

    def between(self, low, high):
        return _evenly(low, high, 3600 * self.interval)


class MinuteLocator(DateLocator):
    def __init__(self, byminute=None, interval=1, tz=None):
        self.interval = interval

    def between(self, low, high):
        return _evenly(low, high, 60 * self.interval)


class DateFormatter(Formatter):
    def __init__(self, fmt, tz=None, usetex=None):
        self.fmt = fmt

    def __call__(self, x, pos=None):
        return num2date(x).strftime(self.fmt)


class AutoDateFormatter(Formatter):
    def __init__(self, locator, tz=None, defaultfmt="%Y-%m-%d"):
        self.locator = locator

    def __call__(self, x, pos=None):
        fmt = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "hour": "%m-%d %H", "minute": "%d %H:%M", "second": "%H:%M:%S"}.get(getattr(self.locator, "unit", "day"), "%M:%S.%f")
        return num2date(x).strftime(fmt)


class ConciseDateFormatter(AutoDateFormatter):
    def __call__(self, x, pos=None):
        date = num2date(x)
        unit = getattr(self.locator, "unit", "day")
        if unit == "year":
            return "%d" % date.year
        if unit == "month":
            return date.strftime("%Y") if date.month == 1 else date.strftime("%b")
        if unit == "day":
            return date.strftime("%b") if date.day == 1 else date.strftime("%d")
        return date.strftime("%H:%M")
