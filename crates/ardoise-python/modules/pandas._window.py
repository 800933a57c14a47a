"""Windows over rows (`rolling`, `expanding`, `ewm`) and dates by a frequency (`resample`, `asfreq`)."""
import numpy as np

from pandas._data import nan, numeric
from pandas._dates import Dates, DatetimeIndex
from pandas._frame import DataFrame
from pandas._offsets import fixed, freq_of
from pandas._series import Series, _builtin


class Window:
    """For each row, the rows whose values count: from `spans`, pairs of start and end."""

    def __init__(self, obj, spans, least, chosen=None):
        self._obj, self._spans, self._least = obj, spans, least

    def __getitem__(self, key):
        return Window(self._obj[key], self._spans, self._least)

    def __getattr__(self, name):
        if name[:1] != "_" and self._obj.ndim == 2 and name in self._obj.columns:
            return self[name]
        raise AttributeError("'Rolling' object has no attribute %r" % name)

    def _each(self, function):
        def one(values):
            if values.dtype.kind == "O":
                raise TypeError("Cannot aggregate non-numeric type: object")
            values = values._plain() if not isinstance(values, np.ndarray) else values
            return function(values.astype(float))
        obj = self._obj
        if obj.ndim == 2:
            lost = [c for c in obj._c if not numeric(c)]
            if lost and all(c.dtype.kind == "O" for c in lost):
                from pandas._tools import errors
                raise errors.DataError("Cannot aggregate non-numeric type: object")
        return obj._each(one)

    def _by(self, compute):
        def each(values):
            items = values.tolist()
            whole = all(v == v for v in items)
            out = []
            for a, b in self._spans:
                part = items[a:b] if whole else [v for v in items[a:b] if v == v]
                out.append(compute(part) if len(part) >= max(self._least, 0) and (part or self._least == 0) else nan)
            return np.array(out, dtype=float)
        return self._each(each)

    def _sums(self, mean):
        """Sums (or means) of windows, each from the one before."""
        def each(values):
            items = values.tolist()
            out = []
            total = extra = 0.0
            count = low = high = 0
            for a, b in self._spans:
                if a < low or a >= high:
                    total = extra = 0.0
                    count, low, high = 0, a, a
                while high < b:
                    v = items[high]
                    if v == v:
                        y = v - extra
                        t = total + y
                        extra = t - total - y
                        total = t
                        count += 1
                    high += 1
                while low < a:
                    v = items[low]
                    if v == v:
                        y = -v - extra
                        t = total + y
                        extra = t - total - y
                        total = t
                        count -= 1
                    low += 1
                if count >= self._least and count:
                    out.append(total / count if mean else total)
                else:
                    out.append(0.0 if self._least == 0 and not mean else nan)
            return np.array(out, dtype=float)
        return self._each(each)

    def sum(self, *args, **options):
        return self._sums(False)

    def mean(self, *args, **options):
        return self._sums(True)

    def min(self, *args, **options):
        return self._by(min)

    def max(self, *args, **options):
        return self._by(max)

    def median(self, *args, **options):
        from pandas._stats import quantiles
        return self._by(lambda part: quantiles(part, [0.5])[0])

    def quantile(self, q, **options):
        from pandas._stats import quantiles
        return self._by(lambda part: quantiles(part, [q])[0])

    def var(self, ddof=1, **options):
        def compute(part):
            n = len(part)
            if n <= ddof:
                return nan
            mean = sum(part) / n
            return sum((v - mean) ** 2 for v in part) / (n - ddof)
        return self._by(compute)

    def std(self, ddof=1, **options):
        return self.var(ddof) ** 0.5

    def count(self, **options):
        least, self._least = self._least, 0
        made = self._by(lambda part: float(len(part)))
        self._least = least
        return made

    def apply(self, func, raw=False, args=(), kwargs=None, **options):
        return self._by(lambda part: float(func(np.array(part) if raw else Series(part), *args, **(kwargs or {}))))

    def corr(self, other=None, **options):
        x, y = self._obj, other
        out = []
        for a, b in self._spans:
            out.append(x.iloc[a:b].corr(y.iloc[a:b]) if b - a >= max(self._least, 2) else nan)
        return Series._make(np.array(out, dtype=float), x.index)

    def agg(self, func, **options):
        if isinstance(func, dict):
            return DataFrame({n: self[n].agg(f) for n, f in func.items()})
        if isinstance(func, list):
            return DataFrame({f if isinstance(f, str) else f.__name__: self.agg(f) for f in func})
        name = func if isinstance(func, str) else _builtin(func)
        return getattr(self, name)() if name else self.apply(func)

    aggregate = agg


def rolling(self, window, min_periods=None, center=False, win_type=None, on=None, axis=0, closed=None, **options):
    n = len(self)
    if not isinstance(window, (int, np.integer)):
        at = (self[on]._v if on else self.index._v).i.tolist()
        span = fixed(window)
        spans, low = [], 0
        for i in range(n):
            while at[i] - at[low] >= span:
                low += 1
            spans.append((low, i + 1))
        return Window(self if on is None else self.set_index(on), spans, min_periods or 1)
    if window < 0:
        raise ValueError("window must be an integer 0 or greater")
    least = window if min_periods is None else min_periods
    if least > window:
        raise ValueError("min_periods %d must be <= window %d" % (least, window))
    off = (window - 1) // 2 if center else 0
    spans = [(max(0, i + 1 + off - window), min(n, i + 1 + off)) for i in range(n)]
    return Window(self, spans, least)


def expanding(self, min_periods=1, **options):
    return Window(self, [(0, i + 1) for i in range(len(self))], min_periods)


class _Ewm:
    def __init__(self, obj, alpha, adjust):
        self._obj, self._alpha, self._adjust = obj, alpha, adjust

    def __getitem__(self, key):
        return _Ewm(self._obj[key], self._alpha, self._adjust)

    def mean(self, **options):
        a, adjust = self._alpha, self._adjust

        def one(values):
            out, mean, weight = [], None, 1.0
            for v in values.astype(float).tolist():
                if mean is None:
                    mean = v if v == v else None
                elif v == v:
                    weight *= 1 - a
                    if mean != v:
                        fresh = 1.0 if adjust else a
                        mean = (weight * mean + fresh * v) / (weight + fresh)
                    weight = weight + 1.0 if adjust else 1.0
                else:
                    weight *= 1 - a
                out.append(nan if mean is None else mean)
            return np.array(out)
        return self._obj._each(one)


def ewm(self, com=None, span=None, halflife=None, alpha=None, min_periods=0, adjust=True, **options):
    if span is not None:
        alpha = 2 / (span + 1)
    elif com is not None:
        alpha = 1 / (1 + com)
    elif halflife is not None:
        alpha = 1 - 0.5 ** (1 / halflife)
    if alpha is None:
        raise ValueError("Must pass one of comass, span, halflife, or alpha")
    return _Ewm(self, alpha, adjust)


def binned(values, freq):
    """Dates as the labels of their bins, and all labels from the first to the last."""
    freq = freq_of(freq)
    gone = values.isna()
    there = values.i[~gone]
    labels, at = freq.bins(there)
    i = np.full(len(values), -1 << 63)
    i[~gone] = labels[at]
    return Dates(i), DatetimeIndex(Dates(labels), freq=freq)


class Resampler:
    """Rows grouped by a frequency of their dates; every bin between the first and the last is there."""

    def __init__(self, obj, freq, on=None):
        if on is not None:
            obj = obj.set_index(on)
        if obj.index.dtype.kind != "M":
            raise TypeError("Only valid with DatetimeIndex, TimedeltaIndex or PeriodIndex, but got an instance of %r"
                            % type(obj.index).__name__)
        self._obj, self._freq = obj, freq
        self._key, self._labels = binned(obj.index._v, freq)
        self._labels.name = obj.index.name

    def _grouped(self):
        from pandas._groupby import Grouper
        return self._obj.groupby(Grouper(freq=self._freq))

    def __getitem__(self, key):
        made = object.__new__(Resampler)
        made.__dict__.update(self.__dict__, _obj=self._obj[key])
        return made

    def __iter__(self):
        return iter(self._grouped())

    def __getattr__(self, name):
        if name in ("sum", "mean", "min", "max", "count", "size", "first", "last", "median", "std", "var", "nunique",
                    "prod", "quantile"):
            return getattr(self._grouped(), name)
        if self._obj.ndim == 2 and name in self._obj.columns:
            return self[name]
        raise AttributeError("'DatetimeIndexResampler' object has no attribute %r" % name)

    def agg(self, func=None, *args, **options):
        if isinstance(func, dict) and all(isinstance(f, str) for f in func.values()):
            return DataFrame({n: self[n].agg(f) for n, f in func.items()})
        if isinstance(func, str):
            return getattr(self, func)()
        return self._grouped().agg(func, *args, **options)

    aggregate = agg

    def apply(self, func, *args, **options):
        return self.agg(func, *args, **options)

    def transform(self, func):
        return self._grouped().transform(func)

    def ohlc(self):
        made = self.agg(["first", "max", "min", "last"])
        made.columns = ["open", "high", "low", "close"]
        return made

    def asfreq(self, fill_value=None):
        return self._obj.reindex(self._labels, fill_value=fill_value)

    def ffill(self, limit=None):
        return self._filled("ffill")

    def bfill(self, limit=None):
        return self._filled("bfill")

    pad = ffill

    def _filled(self, how):
        made = self._obj.reindex(self._labels, method=how)
        made.index = self._labels
        return made

    def interpolate(self, method="linear", **options):
        return self.asfreq().interpolate(method)


def resample(self, rule, axis=0, closed=None, label=None, on=None, **options):
    return Resampler(self, rule, on)


def asfreq(self, freq, method=None, fill_value=None, **options):
    from pandas._dates import date_range
    rows = date_range(self.index[0], self.index[-1], freq=freq, name=self.index.name)
    return self.reindex(rows, method=method, fill_value=fill_value)
