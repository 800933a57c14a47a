"""Time access and conversions, on the clocks of the kernel's host."""

import sys

import _ardoise

__all__ = [
    "altzone", "asctime", "ctime", "daylight", "get_clock_info", "gmtime", "localtime", "mktime",
    "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time",
    "process_time_ns", "sleep", "strftime", "strptime", "struct_time", "thread_time",
    "thread_time_ns", "time", "time_ns", "timezone", "tzname",
]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
_FIELDS = (
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
)


class struct_time(tuple):
    """The time value as returned by gmtime(), localtime(), and strptime()."""

    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    __match_args__ = _FIELDS

    def __new__(cls, sequence, dict=None):
        values = tuple(sequence)
        if not 9 <= len(values) <= 11:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(values)}-sequence given)")
        self = super().__new__(cls, values[:9])
        more = dict or {}
        self.tm_zone = values[9] if len(values) > 9 else more.get("tm_zone")
        self.tm_gmtoff = values[10] if len(values) > 10 else more.get("tm_gmtoff")
        return self

    def __repr__(self):
        return "time.struct_time(" + ", ".join(f"{n}={v!r}" for n, v in zip(_FIELDS, self)) + ")"

    def __reduce__(self):
        return struct_time, (tuple(self) + (self.tm_zone, self.tm_gmtoff),)


for _at, _name in enumerate(_FIELDS):
    setattr(struct_time, _name, property(lambda self, at=_at: self[at]))

_STARTED_MS = _ardoise.monotonic_ms()


def time():
    """Return the current time in seconds since the Epoch."""
    return _ardoise.now_ms() / 1000


def time_ns():
    return int(_ardoise.now_ms() * 1000) * 1000


def monotonic():
    """A clock that cannot go backward."""
    return _ardoise.monotonic_ms() / 1000


def monotonic_ns():
    return int(_ardoise.monotonic_ms() * 1000) * 1000


perf_counter = monotonic
perf_counter_ns = monotonic_ns


def process_time():
    """Time since the clock was first asked for: one program has the whole kernel."""
    return (_ardoise.monotonic_ms() - _STARTED_MS) / 1000


def process_time_ns():
    return int(process_time() * 1_000_000) * 1000


thread_time = process_time
thread_time_ns = process_time_ns


def sleep(secs, /):
    """Delay execution for a given number of seconds."""
    if not isinstance(secs, (int, float)):
        try:
            secs = secs.__index__()
        except AttributeError:
            raise TypeError(
                f"'{type(secs).__name__}' object cannot be interpreted as an integer or float"
            ) from None
    if secs != secs:
        raise ValueError("Invalid value NaN (not a number)")
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    for show in tuple(sys._ardoise_pauses):
        show(float(secs))
    _ardoise.sleep_ms(float(secs) * 1000)


def get_clock_info(name, /):
    import types

    if name not in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        raise ValueError("unknown clock")
    return types.SimpleNamespace(
        implementation="host", monotonic=name != "time", adjustable=name == "time", resolution=1e-3
    )


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EPOCH_DAYS = _days_before_year(1970)


def _day_number(year, month, day):
    """Days since 1970-01-01; months beyond a year's are carried over."""
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    leap = 1 if month > 2 and _is_leap(year) else 0
    return _days_before_year(year) + _BEFORE_MONTH[month] + leap + day - 1 - _EPOCH_DAYS


def _broken_down(seconds, dst, zone, offset):
    days, rest = divmod(seconds + offset, 86400)
    # The civil date of a day number, counted from 1 March of year 0.
    shifted = days + 719468
    era, day_of_era = divmod(shifted, 146097)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    yday = days - _day_number(year, 1, 1) + 1
    return struct_time(
        (year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday, dst, zone, offset)
    )


def _seconds(secs):
    if secs is None:
        return int(_ardoise.now_ms() // 1000)
    if isinstance(secs, float):
        if secs != secs or secs in (float("inf"), float("-inf")):
            raise ValueError("Invalid value NaN (not a number)" if secs != secs else "cannot convert float infinity to integer")
        return int(secs // 1)
    if not isinstance(secs, int):
        raise TypeError(f"'{type(secs).__name__}' object cannot be interpreted as an integer")
    if abs(secs) > 67768036191676799:
        raise OverflowError("timestamp out of range for platform time_t")
    return secs


def _offset(seconds):
    """Local time minus UTC at an instant, in seconds."""
    return _ardoise.zone_minutes(float(seconds) * 1000) * 60


def _year_offsets():
    """Local time minus UTC in January and in July of this year."""
    year = _broken_down(_seconds(None), 0, "UTC", 0)[0]
    return _offset(_day_number(year, 1, 1) * 86400), _offset(_day_number(year, 7, 1) * 86400)


def _zone_name(offset):
    if offset == 0:
        return "UTC"
    sign = "+" if offset > 0 else "-"
    hours, minutes = divmod(abs(offset) // 60, 60)
    return f"{sign}{hours:02}" + (f"{minutes:02}" if minutes else "")


def gmtime(secs=None, /):
    """Seconds since the Epoch as a time tuple in UTC."""
    return _broken_down(_seconds(secs), 0, "UTC", 0)


def localtime(secs=None, /):
    """Seconds since the Epoch as a time tuple in local time."""
    seconds = _seconds(secs)
    offset = _offset(seconds)
    dst = 1 if offset > min(_year_offsets()) else 0
    return _broken_down(seconds, dst, _zone_name(offset), offset)


def _tuple(t):
    values = tuple(t)
    if len(values) < 9:
        raise TypeError("Tuple or struct_time argument required" if not values else f"function takes exactly 9 arguments ({len(values)} given)")
    return values


def mktime(t, /):
    """A time tuple in local time as seconds since the Epoch."""
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    year, month, day, hour, minute, second = _tuple(t)[:6]
    naive = _day_number(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
    guess = naive - _offset(naive)
    return float(naive - _offset(guess))


def asctime(t=None, /):
    """A time tuple as a string such as 'Sat Jun 06 16:26:11 1998'."""
    year, month, day, hour, minute, second, weekday = _tuple(localtime() if t is None else t)[:7]
    return f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2} {hour:02}:{minute:02}:{second:02} {year}"


def ctime(secs=None, /):
    """Seconds since the Epoch as a string in local time."""
    return asctime(localtime(secs))


def _iso_week(year, weekday, yday):
    """ISO year and week."""
    week = (yday - 1 - weekday + 10) // 7
    if week < 1:
        last = 366 if _is_leap(year - 1) else 365
        return _iso_week(year - 1, weekday, yday + last)
    length = 366 if _is_leap(year) else 365
    if week == 53 and length - yday < 3 - weekday:
        return year + 1, 1
    return year, week


def _directive(code, t, offset, zone):
    year, month, day, hour, minute, second, weekday, yday = t[:8]
    match code:
        case "a": return _DAYS[weekday][:3]
        case "A": return _DAYS[weekday]
        case "b" | "h": return _MONTHS[month - 1][:3]
        case "B": return _MONTHS[month - 1]
        case "c": return asctime(t)
        case "C": return f"{year // 100:02}"
        case "d": return f"{day:02}"
        case "D" | "x": return f"{month:02}/{day:02}/{year % 100:02}"
        case "e": return f"{day:2}"
        case "F": return f"{year}-{month:02}-{day:02}"
        case "g": return f"{_iso_week(year, weekday, yday)[0] % 100:02}"
        case "G": return f"{_iso_week(year, weekday, yday)[0]}"
        case "H": return f"{hour:02}"
        case "I": return f"{(hour + 11) % 12 + 1:02}"
        case "j": return f"{yday:03}"
        case "k": return f"{hour:2}"
        case "l": return f"{(hour + 11) % 12 + 1:2}"
        case "m": return f"{month:02}"
        case "M": return f"{minute:02}"
        case "n": return "\n"
        case "p": return "AM" if hour < 12 else "PM"
        case "P": return "am" if hour < 12 else "pm"
        case "r": return f"{(hour + 11) % 12 + 1:02}:{minute:02}:{second:02} {'AM' if hour < 12 else 'PM'}"
        case "R": return f"{hour:02}:{minute:02}"
        case "s": return str(int(mktime(t)))
        case "S": return f"{second:02}"
        case "t": return "\t"
        case "T" | "X": return f"{hour:02}:{minute:02}:{second:02}"
        case "u": return str(weekday + 1)
        case "U": return f"{(yday + 6 - (weekday + 1) % 7) // 7:02}"
        case "V": return f"{_iso_week(year, weekday, yday)[1]:02}"
        case "w": return str((weekday + 1) % 7)
        case "W": return f"{(yday + 6 - weekday) // 7:02}"
        case "y": return f"{year % 100:02}"
        case "Y": return str(year)
        case "z":
            sign = "+" if offset >= 0 else "-"
            return f"{sign}{abs(offset) // 3600:02}{abs(offset) // 60 % 60:02}"
        case "Z": return zone
        case "%": return "%"
    return "%" + code


def strftime(format, t=None, /):
    """A time tuple as a string by a format."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    if t is None:
        t = localtime()
    values = _tuple(t)
    limits = ((1, 12, "month"), (1, 31, "day of month"), (0, 23, "hour"), (0, 59, "minute"), (0, 61, "seconds"))
    values = (values[0], values[1] or 1, values[2] or 1) + values[3:7] + (values[7] or 1,) + values[8:]
    for value, (low, high, name) in zip(values[1:6], limits):
        if not low <= value <= high:
            raise ValueError(f"{name} out of range")
    offset = getattr(t, "tm_gmtoff", None)
    zone = getattr(t, "tm_zone", None)
    if offset is None:
        offset = 0 if len(values) < 9 else _offset(_day_number(*values[:3]) * 86400)
    if zone is None:
        zone = _zone_name(offset)
    out = []
    pieces = iter(format)
    for piece in pieces:
        if piece != "%":
            out.append(piece)
            continue
        code = next(pieces, "")
        if code in ("-", "E", "O"):
            plain = _directive(next(pieces, ""), values, offset, zone)
            out.append((plain.lstrip("0 ") or "0") if code == "-" else plain)
        elif code == "":
            out.append("%")
        else:
            out.append(_directive(code, values, offset, zone))
    return "".join(out)


def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):
    """A string as a time tuple, by a format."""
    from _strptime import _strptime_time

    return _strptime_time(data_string, format)


def tzset():
    """The zone is the device's."""


_winter, _summer = _year_offsets()
timezone = -min(_winter, _summer)
altzone = -max(_winter, _summer)
daylight = 1 if _winter != _summer else 0
tzname = (_zone_name(-timezone), _zone_name(-altzone))
_STRUCT_TM_ITEMS = 11
