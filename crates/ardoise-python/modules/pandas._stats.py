"""Rarer statistics of Series and DataFrames: describe, quantile, corr, rank, mode, sample and their neighbours.

Each function here is a method of both classes (`self` is a Series or a DataFrame).
"""
import numpy as np

from pandas._common import is_list, shifted
from pandas._data import Extension, binary, factorize, infer, missing, nan, objects, order, quiet, reduce
from pandas._index import RangeIndex, index_of


def quantiles(values, points, how="linear"):
    """Quantiles of an array without missing values, at points between 0 and 1."""
    n = len(values)
    if not n:
        return [nan] * len(points)
    ranked = np.sort(values).tolist()
    out = []
    for q in points:
        if not 0 <= q <= 1:
            raise ValueError("percentiles should all be in the interval [0, 1]")
        at = (n - 1) * (q * 100 / 100)
        low = min(int(at), n - 1)
        part = at - low
        high = min(low + 1, n - 1)
        a, b = ranked[low], ranked[high]
        if how == "lower":
            out.append(a)
        elif how == "higher":
            out.append(a if part == 0 else b)
        elif how == "nearest":
            out.append(ranked[round(at)])
        elif how == "midpoint":
            out.append(a if part == 0 else (a + b) / 2)
        else:
            apart = b - a
            out.append(a if part == 0 else a + apart * part if part < 0.5 else b - apart * (1 - part))
    return out


def _quantiles_of(values, points, how="linear"):
    if isinstance(values, Extension):
        there = values[~values.isna()]
        if hasattr(values, "i"):
            return [values._scalar(int(v)) for v in quantiles(there.i, points, how)] if len(there) else [nan]
        values = values._plain()
    if values.dtype.kind == "b":
        binary("sub", values, values)
    if values.dtype.kind == "O":
        if any(isinstance(v, str) for v in values.tolist()):
            raise TypeError("unsupported operand type(s) for -: 'str' and 'str'" if how == "linear" else
                            "dtype object does not support quantile")
        values = values.astype(float)
    return quantiles(values[~missing(values)].astype(float) if values.dtype.kind != "i" or how == "linear" else values,
                     points, how)


def quantile(self, q=0.5, axis=0, numeric_only=False, interpolation="linear", method="single"):
    from pandas._frame import DataFrame
    from pandas._series import Series
    several = is_list(q) or isinstance(q, tuple)
    points = [float(p) for p in q] if several else [q]
    if self.ndim == 1:
        if not isinstance(axis, int) or isinstance(axis, str):
            interpolation = axis if isinstance(axis, str) else interpolation
        made = _quantiles_of(self._v, points, interpolation)
        if several:
            return Series(infer(made), index=points, name=self.name)
        return np.float64(made[0]) if isinstance(made[0], float) else made[0]
    if axis in (1, "columns"):
        return self.T.quantile(q, numeric_only=numeric_only, interpolation=interpolation)
    frame = self._numbers() if numeric_only else self
    parts = [_quantiles_of(c, points, interpolation) for c in frame._c]
    if several:
        return DataFrame._make([infer(p) for p in parts], frame.columns, index_of(points))
    made = Series._make(infer([p[0] for p in parts]), frame.columns)
    made.name = q
    return made


def _percent(p):
    text = "%.6f" % (p * 100)
    text = text.rstrip("0").rstrip(".")
    return text + "%"


def describe(self, percentiles=None, include=None, exclude=None):
    from pandas._frame import DataFrame
    points = [0.25, 0.5, 0.75] if percentiles is None else sorted(set(list(percentiles) + [0.5]))
    if self.ndim == 1:
        return _describe_one(self, points)
    if not len(self._c):
        raise ValueError("Cannot describe a DataFrame without columns")
    if include is None and exclude is None:
        frame = self.select_dtypes(include=["number", "datetime"])
        if not len(frame._c):
            frame = self
    elif include == "all":
        frame = self
    else:
        frame = self.select_dtypes(include=include, exclude=exclude)
        if not len(frame._c):
            raise ValueError("No columns match the specified include or exclude data types")
    parts = [_describe_one(frame._column(i), points) for i in range(len(frame._c))]
    labels = []
    for part in sorted(parts, key=len):
        for label in part.index.tolist():
            if label not in labels:
                labels.append(label)
    known = ["count", "unique", "top", "freq", "mean", "min"] + [_percent(p) for p in points] + ["max", "std"]
    labels.sort(key=lambda v: known.index(v) if v in known else 99)
    if not any(c.dtype.kind == "M" for c in frame._c):
        known = ["count", "unique", "top", "freq", "mean", "std", "min"] + [_percent(p) for p in points] + ["max"]
        labels.sort(key=known.index)
    rows = index_of(labels)
    cols = []
    for part in parts:
        table = part.to_dict()
        values = [table.get(v, nan) for v in labels]
        cols.append(objects(values) if part._v.dtype.kind in "OM" else infer(values))
    return DataFrame._make(cols, frame.columns, rows)


def _describe_one(series, points):
    from pandas._series import Series
    values = series._v
    kind = values.dtype.kind
    if kind in "iufcn":
        if kind == "n":
            values = values._plain()
        there = values[~missing(values)].astype(float)
        with quiet:
            made = [float(len(there)), reduce("mean", there), reduce("std", there), reduce("min", there)]
        made += quantiles(there, points) + [reduce("max", there)]
        labels = ["count", "mean", "std", "min"] + [_percent(p) for p in points] + ["max"]
        return Series(np.array([float(m) for m in made]), index=labels, name=series.name)
    if kind in "Mm":
        count = reduce("count", values)
        made = [count, values._reduce("mean"), values._reduce("min")]
        made += _quantiles_of(values, points) + [values._reduce("max")]
        labels = ["count", "mean", "min"] + [_percent(p) for p in points] + ["max"]
        if kind == "m":
            made.insert(2, values._reduce("std"))
            labels.insert(2, "std")
        return Series._make(objects(made), index_of(labels), series.name)
    counts = series.value_counts()
    top, freq = (counts.index[0], counts._v[0]) if len(counts) else (nan, nan)
    if hasattr(values, "categories"):
        counts = counts[counts > 0]
    return Series._make(objects([int(series.count()), len(counts), top, int(freq) if len(counts) else nan]),
                        index_of(["count", "unique", "top", "freq"]), series.name)


def mode(self, axis=0, numeric_only=False, dropna=True):
    from pandas._frame import DataFrame
    from pandas._series import Series
    if self.ndim == 2:
        frame = self._numbers() if numeric_only else self
        parts = [mode(frame._column(i)) for i in range(len(frame._c))]
        most = max([len(p) for p in parts] or [0])
        rows = RangeIndex(most)
        return DataFrame._make([p.reindex(rows)._v for p in parts], frame.columns, rows)
    if not isinstance(axis, int) or isinstance(axis, bool):
        dropna = axis
    codes, uniques = factorize(self._v, dropna=dropna)
    codes = codes[codes >= 0]
    if not len(codes):
        return Series._make(self._v[:0], RangeIndex(0), self.name)
    counts = np.bincount(codes).tolist()
    most = max(counts)
    best = [u for u, c in zip(uniques, counts) if c == most]
    try:
        best.sort()
    except TypeError:
        pass
    values = objects(best) if self._v.dtype.kind == "O" else infer(best)
    return Series._make(values, RangeIndex(len(best)), self.name)


def _pearson(a, b, least=1):
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    n = len(a)
    if n < max(least, 1):
        return nan
    if n > 500:
        a, b = a - a.sum() / n, b - b.sum() / n
        under = float((a * a).sum() * (b * b).sum()) ** 0.5
        return min(1.0, max(-1.0, float((a * b).sum()) / under)) if under else nan
    mean_a = mean_b = square_a = square_b = cross = 0.0
    for i, (x, y) in enumerate(zip(a.tolist(), b.tolist()), 1):
        dx, dy = x - mean_a, y - mean_b
        mean_a += dx / i
        mean_b += dy / i
        square_a += (x - mean_a) * dx
        square_b += (y - mean_b) * dy
        cross += dx * (y - mean_b)
    under = (square_a * square_b) ** 0.5
    return min(1.0, max(-1.0, cross / under)) if under else nan


def _paired(a, b):
    """The correlation of two columns, as numpy's `corrcoef` has it."""
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if len(a) < 2:
        return nan
    with quiet:
        return np.corrcoef(a, b)[0, 1]


def _ranked(values, method="average", ascending=True, na_option="keep", pct=False):
    gone = missing(values)
    keys = values._keys() if hasattr(values, "_keys") else values
    at = order(values, ascending)[:len(values) - int(gone.sum())]
    items = keys.tolist() if not isinstance(keys, list) else keys
    out = [nan] * len(items)
    by = at.tolist()
    i, dense = 0, 0
    while i < len(by):
        j = i
        while j + 1 < len(by) and items[by[j + 1]] == items[by[i]]:
            j += 1
        dense += 1
        for k in range(i, j + 1):
            out[by[k]] = {"average": (i + j) / 2 + 1, "min": i + 1, "max": j + 1, "first": k + 1,
                          "dense": dense}[method]
        i = j + 1
    made = np.array(out, dtype=float)
    if na_option in ("top", "bottom") and gone.any():
        lost = int(gone.sum())
        if na_option == "top":
            made = made + lost
        made[gone] = (lost + 1) / 2 + (0 if na_option == "top" else len(by))
    if pct:
        made = made / (dense if method == "dense" else len(by))
    return made


def rank(self, axis=0, method="average", numeric_only=False, na_option="keep", ascending=True, pct=False):
    frame = self._numbers() if self.ndim == 2 and numeric_only else self
    if axis in (1, "columns"):
        return frame.T.rank(0, method, False, na_option, ascending, pct).T
    return frame._each(lambda c: _ranked(c, method, ascending, na_option, pct))


def _kendall(a, b, least=1):
    both = ~(np.isnan(a) | np.isnan(b))
    x, y = a[both].tolist(), b[both].tolist()
    agree = tie_x = tie_y = 0
    for i in range(len(x)):
        for j in range(i):
            dx, dy = x[i] - x[j], y[i] - y[j]
            agree += (dx * dy > 0) - (dx * dy < 0)
            tie_x += dx != 0
            tie_y += dy != 0
    return agree / (tie_x * tie_y) ** 0.5 if tie_x and tie_y else nan


def _correlation(method):
    if callable(method):
        return lambda a, b, least=1: method(a, b)
    if method == "kendall":
        return _kendall
    if method == "spearman":
        def by_rank(a, b, least=1):
            both = ~(np.isnan(a) | np.isnan(b))
            return _pearson(_ranked(a[both]), _ranked(b[both]), least)
        return by_rank
    if method != "pearson":
        raise ValueError("method must be either 'pearson', 'spearman', 'kendall', or a callable, '%s' was supplied"
                         % method)
    return _pearson


def _floats(values):
    if isinstance(values, Extension):
        values = values._plain()
    if values.dtype.kind == "O":
        for v in values.tolist():
            if isinstance(v, str):
                float(v)
        return np.array([nan if v is None else v for v in values.tolist()], dtype=float)
    return values.astype(float)


def corr(self, other="pearson", method="pearson", min_periods=1, numeric_only=False):
    from pandas._frame import DataFrame
    if self.ndim == 1:
        a, b, _ = self._aligned(other)
        a, b = _floats(a), _floats(b)
        if not (~(np.isnan(a) | np.isnan(b))).any():
            return nan
        return np.float64(_paired(a, b) if method == "pearson" else _correlation(method)(a, b))
    frame = self._numbers() if numeric_only else self
    one = _correlation(other if other != "pearson" else method)
    cols = [_floats(c) for c in frame._c]
    n = len(cols)
    grid = [[nan] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            grid[i][j] = grid[j][i] = one(cols[i], cols[j], min_periods)
            if i == j and grid[i][i] == grid[i][i]:
                grid[i][i] = 1.0
    return DataFrame._make([np.array(g) for g in grid], frame.columns, frame.columns)


def _covariance(a, b, ddof=1):
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if len(a) <= ddof:
        return nan
    return float(((a - a.sum() / len(a)) * (b - b.sum() / len(b))).sum() / (len(a) - ddof))


def cov(self, other=None, min_periods=None, ddof=1, numeric_only=False):
    from pandas._frame import DataFrame
    if self.ndim == 1:
        a, b, _ = self._aligned(other)
        return np.float64(_covariance(_floats(a), _floats(b), ddof))
    frame = self._numbers() if numeric_only else self
    cols = [_floats(c) for c in frame._c]
    return DataFrame._make([np.array([_covariance(a, b, ddof) for b in cols]) for a in cols], frame.columns,
                           frame.columns)


def corrwith(self, other, axis=0, drop=False, method="pearson", numeric_only=False):
    from pandas._series import Series
    frame = self._numbers() if numeric_only else self
    made = {n: s.corr(other if other.ndim == 1 else other[n], method) for n, s in frame.items()
            if other.ndim == 1 or n in other}
    return Series(made)


def autocorr(self, lag=1):
    return self.corr(self.shift(lag))


def _skew(values):
    n = len(values)
    if n < 3:
        return nan
    apart = values - values.sum() / n
    square = apart ** 2
    m2, m3 = square.sum(), (square * apart).sum()
    return np.float64(n * (n - 1) ** 0.5 / (n - 2) * (m3 / m2 ** 1.5)) if m2 else np.float64(0.0)


def _kurt(values):
    n = len(values)
    if n < 4:
        return nan
    apart = values - values.sum() / n
    square = apart ** 2
    m2, m4 = square.sum(), (square ** 2).sum()
    if not m2:
        return np.float64(0.0)
    return np.float64(n * (n + 1) * (n - 1) * m4 / ((n - 2) * (n - 3) * m2 ** 2) - 3 * (n - 1) ** 2 / (
        (n - 2) * (n - 3)))


def skew(self, axis=0, skipna=True, numeric_only=False):
    return self._reduce("skew", skipna) if self.ndim == 1 else self._reduce("skew", axis, skipna, numeric_only)


def kurt(self, axis=0, skipna=True, numeric_only=False):
    return self._reduce("kurt", skipna) if self.ndim == 1 else self._reduce("kurt", axis, skipna, numeric_only)


kurtosis = kurt


def nlargest(self, n=5, columns=None, keep="first"):
    return _largest(self, n, columns, keep, False)


def nsmallest(self, n=5, columns=None, keep="first"):
    return _largest(self, n, columns, keep, True)


def _largest(self, n, columns, keep, up):
    if self.ndim == 1:
        keep = columns or keep
        if self._v.dtype.kind == "O":
            raise TypeError("Cannot use method '%s' with dtype object" % ("nsmallest" if up else "nlargest"))
        made = self.dropna().sort_values(ascending=up)
        if keep == "all" and len(made) > n:
            last = made._v[n - 1]
            return made[made <= last] if up else made[made >= last]
        return made.head(n)
    names = columns if isinstance(columns, list) else [columns]
    for name in names:
        if self[name]._v.dtype.kind == "O":
            raise TypeError("Column %r has dtype object, cannot use method %r with this dtype"
                            % (name, "nsmallest" if up else "nlargest"))
    return self.sort_values(names, ascending=up).head(n)


def pct_change(self, periods=1, fill_method="ffill", limit=None, freq=None, axis=0):
    filled = self.ffill() if fill_method in ("ffill", "pad") else self
    return filled._along(axis, lambda c: binary("sub", binary("truediv", c, shifted(c, periods)), 1))


def sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=0, ignore_index=False):
    size = len(self) if axis in (0, "index") else len(self.columns)
    if n is not None and frac is not None:
        raise ValueError("Please enter a value for `frac` OR `n`, not both")
    count = n if n is not None else 1 if frac is None else round(frac * size)
    if count > size and not replace:
        raise ValueError("Cannot take a larger sample than population when 'replace=False'" if frac is None else
                         "Replace has to be set to `True` when upsampling the population `frac` > 1.")
    if random_state is None:
        source = np.random
    elif hasattr(random_state, "choice"):
        source = random_state
    else:
        source = np.random.RandomState(random_state)
    if weights is not None:
        weights = np.array(self[weights]._v if isinstance(weights, str) else list(weights), dtype=float)
        weights = weights / weights.sum()
    at = source.choice(size, size=count, replace=replace, p=weights)
    at = np.asarray(at).astype(np.int64)
    made = self._rows(at) if axis in (0, "index") else self._columns_at(at)
    if ignore_index:
        made.index = RangeIndex(len(made))
    return made


def interpolate(self, method="linear", axis=0, limit=None, inplace=False, limit_direction=None, **options):
    x = None
    if method in ("index", "values", "time") or self.index.dtype.kind == "M" and method == "time":
        x = (self.index._v.i if hasattr(self.index._v, "i") else self.index._v).astype(float).tolist()

    def each(c):
        if not isinstance(c, np.ndarray) or c.dtype.kind != "f":
            return c
        items = c.tolist()
        xs = x or list(range(len(items)))
        there = [i for i, v in enumerate(items) if v == v]
        if not there:
            return c
        for a, b in zip(there, there[1:]):
            for k in range(a + 1, b if limit is None else min(b, a + 1 + limit)):
                items[k] = items[a] + (items[b] - items[a]) * (xs[k] - xs[a]) / (xs[b] - xs[a])
        if limit_direction != "backward":
            stop = len(items) if limit is None else min(len(items), there[-1] + 1 + limit)
            for k in range(there[-1] + 1, stop):
                items[k] = items[there[-1]]
        if limit_direction in ("backward", "both"):
            for k in range(there[0]):
                items[k] = items[there[0]]
        return np.array(items)
    return self._done(self._each(each), inplace)
