"""Statistics, sets, histograms and comparisons of numpy: compositions of native functions."""
import builtins as _b
import math as _math

from _ardoise_numpy import *
from _ardoise_numpy import _quantile, _run_starts
import numpy as _np
from numpy._shape import _at, _axis, append, atleast_2d, clip, errstate, indices, moveaxis, ndim


def ptp(a, axis=None, out=None, keepdims=False):
    return subtract(max(a, axis=axis, keepdims=keepdims), min(a, axis=axis, keepdims=keepdims))


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    return _quantile(a, 0.5, axis, keepdims, True)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    return _quantile(a, asarray(q), axis, keepdims)


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    q = divide(q, 100)
    if any(asarray(q) < 0) or any(asarray(q) > 1):
        raise ValueError("Percentiles must be in the range [0, 100]")
    return _quantile(a, q, axis, keepdims)


def average(a, axis=None, weights=None, returned=False, keepdims=False):
    a = asarray(a)
    if weights is None:
        avg = mean(a, axis=axis, keepdims=keepdims)
        scl = asarray(avg).dtype.type(a.size / _b.max(asarray(avg).size, 1))
    else:
        w = asarray(weights)
        if w.shape != a.shape:
            if axis is None:
                raise TypeError("Axis must be specified when shapes of a and weights differ.")
            if w.ndim != 1 or w.shape[0] != a.shape[axis]:
                raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
            w = w.reshape([-1 if i == _axis(axis, a.ndim) else 1 for i in range(a.ndim)])
            w = broadcast_to(w, a.shape)
        scl = sum(w, axis=axis, dtype=(a / 1.0).dtype, keepdims=keepdims)
        if any(asarray(scl) == 0.0):
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        avg = sum(multiply(a, w), axis=axis, keepdims=keepdims) / scl
    return (avg, scl) if returned else avg


def _nan(name, fill):
    function = getattr(_np, name)

    def reduced(a, axis=None, **kw):
        a = asarray(a)
        return function(where(isnan(a), fill, a), axis=axis, **kw)
    reduced.__name__ = "nan" + name
    return reduced


nansum, nanprod = _nan("sum", 0), _nan("prod", 1)

nanmax, nanmin = _nan("max", -_np.inf), _nan("min", _np.inf)

nanargmax, nanargmin = _nan("argmax", -_np.inf), _nan("argmin", _np.inf)

nancumsum, nancumprod = _nan("cumsum", 0), _nan("cumprod", 1)


def nanmean(a, axis=None, keepdims=False):
    a = asarray(a)
    return nansum(a, axis=axis, keepdims=keepdims) / sum(~isnan(a), axis=axis, keepdims=keepdims)


def nanvar(a, axis=None, ddof=0, keepdims=False):
    a = asarray(a)
    d = a - nanmean(a, axis=axis, keepdims=True)
    return nansum(d * d, axis=axis, keepdims=keepdims) / (sum(~isnan(a), axis=axis, keepdims=keepdims) - ddof)


def nanstd(a, axis=None, ddof=0, keepdims=False):
    return sqrt(nanvar(a, axis, ddof, keepdims))


def nanmedian(a, axis=None):
    if axis is None:
        a = asarray(a)
        return median(a[~isnan(a)])
    return apply_along_axis(nanmedian, axis, a)


def nanpercentile(a, q, axis=None):
    if axis is None:
        a = asarray(a)
        return percentile(a[~isnan(a)], q)
    return apply_along_axis(lambda r: nanpercentile(r, q), axis, a)


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    x = array(x)
    if x.dtype.kind == "f":
        big = finfo(x.dtype).max
        x[isnan(x)] = nan
        x[x == _np.inf] = big if posinf is None else posinf
        x[x == -_np.inf] = -big if neginf is None else neginf
    return x[()]


def diff(a, n=1, axis=-1, prepend=None, append=None):
    a = asarray(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = _axis(axis, a.ndim)
    parts = [a]
    for extra, before in ((prepend, True), (append, False)):
        if extra is not None:
            extra = asarray(extra)
            if extra.ndim == 0:
                s = list(a.shape)
                s[axis] = 1
                extra = broadcast_to(extra, tuple(s))
            parts.insert(0 if before else len(parts), extra)
    if len(parts) > 1:
        a = concatenate(parts, axis)
    for _ in range(n):
        high, low = a[_at(a.ndim, axis, slice(1, None))], a[_at(a.ndim, axis, slice(None, -1))]
        a = high != low if a.dtype == _b.bool else high - low
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    d = diff(asarray(ary).ravel())
    parts = [asarray(p).ravel() for p in (to_begin, d, to_end) if p is not None]
    return concatenate(parts)


def _sorted_unique(ar):
    a = sort(asarray(ar).ravel())
    return a[_run_starts(a)]


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *,
           equal_nan=True, sorted=True):
    ar = asarray(ar)
    if axis is not None:
        rows = moveaxis(ar, axis, 0)
        flat = rows.reshape(rows.shape[0], -1).tolist()
        order = _b.sorted(range(len(flat)), key=flat.__getitem__)
        first = [i for k, i in enumerate(order) if k == 0 or flat[i] != flat[order[k - 1]]]
        out = [moveaxis(rows[first] if first else rows[:0], 0, axis)]
        kept = [flat[i] for i in first]
        if return_index:
            out.append(array(first))
        if return_inverse:
            out.append(array([kept.index(r) for r in flat]))
        if return_counts:
            out.append(array([flat.count(r) for r in kept]))
        return out[0] if len(out) == 1 else tuple(out)
    a = ar.ravel()
    if not (return_index or return_inverse or return_counts):
        return _sorted_unique(a)
    order = argsort(a, kind="stable")
    s = a[order]
    starts = _run_starts(s)
    out = [s[starts]]
    if return_index:
        out.append(order[starts])
    if return_inverse:
        inverse = empty(a.shape, int)
        inverse[order] = cumsum(starts) - 1
        out.append(inverse.reshape(ar.shape))
    if return_counts:
        out.append(diff(concatenate((nonzero(starts)[0], [a.size]))))
    return tuple(out)


def union1d(ar1, ar2):
    return _sorted_unique(concatenate((asarray(ar1).ravel(), asarray(ar2).ravel())))


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    a, b = _sorted_unique(ar1), _sorted_unique(ar2)
    both = sort(concatenate((a, b)))
    r = both[:-1][both[1:] == both[:-1]]
    if return_indices:
        find = lambda x: array([asarray(x).ravel().tolist().index(v) for v in r.tolist()], dtype=int)
        return r, find(ar1), find(ar2)
    return r


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    e, t = asarray(element), _sorted_unique(test_elements)
    if t.size == 0:
        r = zeros(e.shape, bool)
    else:
        r = t[clip(searchsorted(t, e), 0, t.size - 1)] == e
    return logical_not(r) if invert else r


def in1d(ar1, ar2, assume_unique=False, invert=False):
    return isin(asarray(ar1).ravel(), ar2, invert=invert)


def setdiff1d(ar1, ar2, assume_unique=False):
    a = asarray(ar1).ravel() if assume_unique else _sorted_unique(ar1)
    return a[~isin(a, ar2)]


def setxor1d(ar1, ar2, assume_unique=False):
    a, b = _sorted_unique(ar1), _sorted_unique(ar2)
    return sort(concatenate((a[~isin(a, b)], b[~isin(b, a)])))


def bincount(x, weights=None, minlength=0):
    x = asarray(x)
    if x.size and x.dtype.kind not in "iub":
        raise TypeError("Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'"
                        % x.dtype)
    if x.size and min(x) < 0:
        raise ValueError("'list' argument must have no negative elements")
    n = _b.max(int(max(x)) + 1 if x.size else 0, minlength)
    if weights is None:
        s = sort(x.astype(int))
        return diff(searchsorted(s, arange(n + 1)))
    out = [0.0] * n
    for i, w in zip(x.tolist(), asarray(weights, float).tolist()):
        out[i] += w
    return array(out, dtype=float)


def digitize(x, bins, right=False):
    bins = asarray(bins)
    side = "left" if right else "right"
    if bins.size > 1 and bins[0] > bins[-1]:
        return bins.size - searchsorted(bins[::-1], x, "right" if right else "left")
    return searchsorted(bins, x, side)


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    a = asarray(a).ravel()
    if hasattr(bins, "__len__") and not isinstance(bins, str):
        return asarray(bins)
    if range is None:
        low, high = (0.0, 1.0) if a.size == 0 else (float(min(a)), float(max(a)))
    else:
        low, high = range
        if low > high:
            raise ValueError("max must be larger than min in range parameter.")
    if isinstance(bins, str):
        n = a.size
        width = 0
        if n and bins in ("auto", "fd"):
            width = 2.0 * float(subtract(*percentile(a, [75, 25]))) / n ** (1 / 3)
        if n and (bins in ("auto", "sturges")):
            st = float(ptp(a)) / (_math.log2(n) + 1.0)
            width = st if bins == "sturges" or not width else _b.min(width, st)
        elif bins == "sqrt":
            width = float(ptp(a)) / _math.sqrt(n)
        bins = int(_math.ceil((high - low) / width)) if width else 1
    if bins < 1:
        raise ValueError("`bins` must be positive, when an integer")
    if low == high:
        low, high = low - 0.5, high + 0.5
    return linspace(low, high, int(bins) + 1)


def histogram(a, bins=10, range=None, density=None, weights=None):
    a = asarray(a).ravel()
    edges = histogram_bin_edges(a, bins, range)
    if any(edges[:-1] > edges[1:]):
        raise ValueError("`bins` must increase monotonically, when an array")
    if weights is None:
        s = sort(a)
        n = diff(concatenate((searchsorted(s, edges[:-1], "left"), [searchsorted(s, edges[-1], "right")])))
    else:
        inside = (a >= edges[0]) & (a <= edges[-1])
        place = clip(searchsorted(edges, a[inside], "right") - 1, 0, len(edges) - 2)
        n = bincount(place, asarray(weights).ravel()[inside], len(edges) - 1)
        if asarray(weights).dtype.kind in "iu":
            n = n.astype(asarray(weights).dtype)
    if density:
        return n / diff(edges) / sum(n), edges
    return n, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    x, y = asarray(x, float), asarray(y, float)
    pair = bins if hasattr(bins, "__len__") and len(bins) == 2 else (bins, bins)
    spans = range or (None, None)
    ex, ey = (histogram_bin_edges(v, b, r) for v, b, r in zip((x, y), pair, spans))
    nx, ny = len(ex) - 1, len(ey) - 1
    inside = (x >= ex[0]) & (x <= ex[-1]) & (y >= ey[0]) & (y <= ey[-1])
    i = clip(searchsorted(ex, x[inside], "right") - 1, 0, nx - 1)
    j = clip(searchsorted(ey, y[inside], "right") - 1, 0, ny - 1)
    w = None if weights is None else asarray(weights)[inside]
    h = bincount(i * ny + j, w, nx * ny).astype(float).reshape(nx, ny)
    if density:
        h = h / sum(h) / (diff(ex)[:, None] * diff(ey)[None, :])
    return h, ex, ey


def argwhere(a):
    a = asarray(a)
    if a.ndim == 0:
        return zeros((1 if a else 0, 0), int)
    return transpose(array(list(nonzero(a))).reshape(a.ndim, -1))


def flatnonzero(a):
    return nonzero(asarray(a).ravel())[0]


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    a, b = asarray(a), asarray(b)
    with errstate(invalid="ignore"):
        near = (absolute(a - b) <= atol + rtol * absolute(b)) & isfinite(b) | (a == b)
    if equal_nan:
        near = near | isnan(a) & isnan(b)
    return near


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return _b.bool(all(isclose(a, b, rtol, atol, equal_nan)))


def array_equal(a1, a2, equal_nan=False):
    a1, a2 = asarray(a1), asarray(a2)
    if a1.shape != a2.shape:
        return False
    same = a1 == a2
    if equal_nan:
        same = same | isnan(a1) & isnan(a2)
    return _b.bool(all(same))


def array_equiv(a1, a2):
    try:
        return _b.bool(all(asarray(a1) == asarray(a2)))
    except ValueError:
        return False


def apply_along_axis(func1d, axis, arr, *args, **kw):
    arr = asarray(arr)
    axis = _axis(axis, arr.ndim)
    moved = moveaxis(arr, axis, -1)
    outer_shape = moved.shape[:-1]
    rows = [asarray(func1d(row, *args, **kw)) for row in moved.reshape(-1, moved.shape[-1])]
    r = array(rows).reshape(outer_shape + rows[0].shape)
    for i in range(rows[0].ndim):
        r = moveaxis(r, len(outer_shape) + i, axis + i)
    return r[()] if r.ndim == 0 else r


def take_along_axis(arr, indices, axis=-1):
    arr, indices = asarray(arr), asarray(indices)
    axis = _axis(axis, arr.ndim)
    key = [arange(n).reshape([-1 if i == d else 1 for i in range(arr.ndim)]) for d, n in enumerate(indices.shape)]
    key[axis] = indices
    return arr[tuple(key)]


def argpartition(a, kth, axis=-1):
    return argsort(a, axis=axis)


def partition(a, kth, axis=-1):
    return sort(a, axis=axis)


def lexsort(keys, axis=-1):
    keys = [asarray(k) for k in keys]
    order = arange(keys[0].shape[-1])
    for k in keys:
        order = order[argsort(k[order], kind="stable")]
    return order


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None):
    x = atleast_2d(asarray(m, float) if asarray(m).dtype.kind != "c" else asarray(m))
    if not rowvar and x.shape[0] != 1:
        x = x.T
    if y is not None:
        y = atleast_2d(asarray(y, float))
        x = concatenate((x, y if rowvar or y.shape[0] == 1 else y.T))
    n = x.shape[1]
    if ddof is None:
        ddof = 0 if bias else 1
    d = x - mean(x, axis=1, keepdims=True)
    return squeeze(dot(d, conjugate(d.T)) / (n - ddof))[()]


def corrcoef(x, y=None, rowvar=True):
    c = cov(x, y, rowvar)
    if ndim(c) == 0:
        return c / c
    s = sqrt(diagonal(c).real)
    return clip(c / s[:, None] / s[None, :], -1, 1)


class iinfo:
    def __init__(self, kind):
        self.dtype = dtype(kind)
        k, bits = self.dtype.kind, 8 * self.dtype.itemsize
        if k not in "iu":
            raise ValueError("Invalid integer data type %r." % k)
        self.bits, self.kind = bits, k
        self.min = 0 if k == "u" else -(1 << bits - 1)
        self.max = (1 << bits) - 1 if k == "u" else (1 << bits - 1) - 1

    def __repr__(self):
        return "iinfo(min=%d, max=%d, dtype=%s)" % (self.min, self.max, self.dtype)


class finfo:
    def __init__(self, kind):
        d = dtype(kind if isinstance(kind, type) or isinstance(kind, str) else asarray(kind).dtype
                  if not isinstance(kind, dtype) else kind)
        self.dtype = d
        t = d.type
        m, e = {2: (10, 15), 4: (23, 127), 8: (52, 1023), 16: (52, 1023)}[d.itemsize]
        if d.kind == "c":
            t, (m, e) = (float64, (52, 1023)) if d.itemsize == 16 else (float32, (23, 127))
        self.bits = 8 * d.itemsize
        self.nmant = m
        self.eps, self.epsneg = t(2.0 ** -m), t(2.0 ** -(m + 1))
        self.max = t((2.0 - 2.0 ** -m) * 2.0 ** e)
        self.min = -self.max
        self.tiny = self.smallest_normal = t(2.0 ** (1 - e))
        self.smallest_subnormal = t(2.0 ** (1 - e - m))
        self.precision = {10: 3, 23: 6, 52: 15}[m]
        self.resolution = t(10.0 ** -self.precision)

    def __repr__(self):
        return "finfo(resolution=%s, min=%s, max=%s, dtype=%s)" % (self.resolution, self.min, self.max, self.dtype)


def cumulative_sum(x, axis=None):
    return cumsum(x, axis=axis)
