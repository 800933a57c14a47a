"""Shapes, joins, grids and triangles of numpy: compositions of native functions."""
import builtins as _b
import math as _math

from _ardoise_numpy import *
from _ardoise_numpy import _errstate, _is_scalar
import numpy as _np


_pi = _math.pi


def _axis(axis, n):
    a = axis + n if axis < 0 else axis
    if not 0 <= a < n:
        raise AxisError("axis %d is out of bounds for array of dimension %d" % (axis, n))
    return a


def _at(ndim, axis, part):
    return (slice(None),) * axis + (part,)


def shape(a):
    return asarray(a).shape


def ndim(a):
    return asarray(a).ndim


def size(a, axis=None):
    a = asarray(a)
    return a.size if axis is None else a.shape[axis]


def copy(a, order="K", subok=False):
    return array(a)


def real(a):
    return asarray(a).real[()]


def imag(a):
    return asarray(a).imag[()]


def angle(z, deg=False):
    z = asarray(z)
    a = arctan2(z.imag, z.real)
    return a * (180 / _pi) if deg else a


def isscalar(x):
    return _is_scalar(x) or isinstance(x, (int, float, complex, str, bytes, _b.bool))


def isreal(x):
    return asarray(x).imag == 0


def iscomplex(x):
    return asarray(x).imag != 0


def isrealobj(x):
    return asarray(x).dtype.kind != "c"


def iscomplexobj(x):
    return asarray(x).dtype.kind == "c"


def isposinf(x):
    return asarray(x) == _np.inf


def isneginf(x):
    return asarray(x) == -_np.inf


def identity(n, dtype=None):
    return eye(n, dtype=dtype)


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None):
    y = power(base, linspace(start, stop, num, endpoint))
    return y if dtype is None else y.astype(dtype)


def geomspace(start, stop, num=50, endpoint=True, dtype=None):
    s = -1.0 if start < 0 else 1.0
    y = s * logspace(_math.log10(s * start), _math.log10(s * stop), num, endpoint)
    if num > 0:
        y[0] = start
        if endpoint and num > 1:
            y[-1] = stop
    return y if dtype is None else y.astype(dtype)


def fromfunction(function, shape, *, dtype=float, **kw):
    return function(*indices(shape, dtype=dtype), **kw)


def fromiter(iterable, dtype=None, count=-1):
    return array(list(iterable) if count < 0 else [x for x, _ in zip(iterable, range(count))], dtype=dtype)


def fromstring(string, dtype=float, count=-1, sep=" "):
    parts = string.split(None if not sep.strip() else sep)
    return array([p for p in parts if p.strip()], dtype=dtype)


def indices(dimensions, dtype=int):
    n = len(dimensions)
    out = empty((n,) + tuple(dimensions), dtype=dtype)
    for i, d in enumerate(dimensions):
        out[i] = arange(d).reshape((1,) * i + (d,) + (1,) * (n - i - 1))
    return out


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    n = len(xi)
    xi = [asarray(x).ravel() for x in xi]
    out = []
    order = list(range(n))
    if indexing == "xy" and n > 1:
        order[0], order[1] = 1, 0
    full_shape = [0] * n
    for i in range(n):
        full_shape[order[i]] = xi[i].size
    for i in range(n):
        s = [1] * n
        s[order[i]] = -1
        x = xi[i].reshape(s)
        out.append(x if sparse else broadcast_to(x, full_shape).copy())
    return tuple(out)


class _Grid:
    def __init__(self, sparse):
        self.sparse = sparse

    def __getitem__(self, key):
        single = not isinstance(key, tuple)
        axes = []
        for k in (key,) if single else key:
            step = 1 if k.step is None else k.step
            start = 0 if k.start is None else k.start
            if isinstance(step, complex):
                axes.append(linspace(start, k.stop, int(_b.abs(step))))
            else:
                axes.append(arange(start, k.stop, step))
        if single:
            return axes[0]
        out = meshgrid(*axes, sparse=self.sparse, indexing="ij")
        return out if self.sparse else array(list(out))


mgrid = _Grid(False)

ogrid = _Grid(True)


class _Join:
    def __init__(self, axis):
        self.axis = axis

    def __getitem__(self, key):
        parts = []
        for k in key if isinstance(key, tuple) else (key,):
            if isinstance(k, slice):
                k = _Grid(True)[k]
            parts.append(atleast_1d(k))
        if self.axis:
            parts = [p.reshape(-1, 1) if p.ndim == 1 else p for p in parts]
        return concatenate(parts, -1 if self.axis else 0)


r_ = _Join(0)

c_ = _Join(1)


class _Key:
    def __getitem__(self, key):
        return key


s_ = index_exp = _Key()


def ix_(*args):
    n = len(args)
    out = []
    for i, a in enumerate(args):
        a = asarray(a)
        if a.dtype == _b.bool:
            a = nonzero(a)[0]
        out.append(a.reshape((1,) * i + (a.size,) + (1,) * (n - i - 1)))
    return tuple(out)


def _least(n):
    def atleast(*arrays):
        out = []
        for a in arrays:
            a = asarray(a)
            if a.ndim < n:
                s = a.shape
                if n == 3 and len(s) == 2:
                    s += (1,)
                elif n == 3 and len(s) == 1:
                    s = (1,) + s + (1,)
                a = a.reshape((1,) * (n - len(s)) + s)
            out.append(a)
        return out[0] if len(out) == 1 else tuple(out)
    return atleast


atleast_1d, atleast_2d, atleast_3d = _least(1), _least(2), _least(3)


def stack(arrays, axis=0, out=None):
    arrays = [asarray(a) for a in arrays]
    if not arrays:
        raise ValueError("need at least one array to stack")
    if len({a.shape for a in arrays}) != 1:
        raise ValueError("all input arrays must have the same shape")
    axis = _axis(axis, arrays[0].ndim + 1)
    return concatenate([expand_dims(a, axis) for a in arrays], axis)


def vstack(tup):
    return concatenate([atleast_2d(a) for a in tup], 0)


row_stack = vstack


def hstack(tup):
    arrays = [atleast_1d(a) for a in tup]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1)


def dstack(tup):
    return concatenate([atleast_3d(a) for a in tup], 2)


def column_stack(tup):
    return concatenate([a.reshape(-1, 1) if a.ndim < 2 else a for a in map(asarray, tup)], 1)


def block(arrays):
    if not isinstance(arrays, list):
        return asarray(arrays)
    if arrays and isinstance(arrays[0], list):
        return concatenate([block(row) for row in arrays], 0)
    return hstack(arrays)


def array_split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    n = ary.shape[axis]
    try:
        cuts = list(indices_or_sections)
    except TypeError:
        k = int(indices_or_sections)
        if k <= 0:
            raise ValueError("number sections must be larger than 0.") from None
        q, r = divmod(n, k)
        cuts = [i * q + _b.min(i, r) for i in range(1, k)]
    axis = _axis(axis, ary.ndim)
    return [ary[_at(ary.ndim, axis, slice(a, b))] for a, b in zip([0] + cuts, cuts + [n])]


def split(ary, indices_or_sections, axis=0):
    if not hasattr(indices_or_sections, "__len__") and asarray(ary).shape[axis] % indices_or_sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 1 if asarray(ary).ndim > 1 else 0)


def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)


def append(arr, values, axis=None):
    arr, values = asarray(arr), asarray(values)
    if axis is None:
        arr, values, axis = arr.ravel(), values.ravel(), 0
    return concatenate((arr, values), axis)


def insert(arr, obj, values, axis=None):
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    if isinstance(obj, slice):
        obj = arange(*obj.indices(n))
    at = asarray(obj)
    one = at.ndim == 0
    places = at.ravel().astype(int)
    for p in places:
        if not -n <= p <= n:
            raise IndexError("index %d is out of bounds for axis %d with size %d" % (p, axis, n))
    values = array(values, dtype=arr.dtype, ndmin=arr.ndim)
    if one:
        values = moveaxis(values, 0, axis) if values.ndim == arr.ndim and arr.ndim > 1 and \
            asarray(values).shape[axis] != 1 and values.shape[0] == 1 else values
        k = values.shape[axis] if arr.ndim == 1 or values.shape[axis] > 1 else 1
        places = repeat(places, k)
    places = where(places < 0, places + n, places)
    order = argsort(places, kind="stable")
    places[order] += arange(len(places))
    total = n + len(places)
    keep = ones(total, dtype=bool)
    keep[places] = False
    s = list(arr.shape)
    s[axis] = total
    new = empty(tuple(s), dtype=arr.dtype)
    new[_at(arr.ndim, axis, keep)] = arr
    new[_at(arr.ndim, axis, places)] = values
    return new


def delete(arr, obj, axis=None):
    arr = asarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    keep = ones(n, dtype=bool)
    if not isinstance(obj, slice):
        obj = asarray(obj)
        if obj.size == 0:
            return arr.copy()
        if obj.dtype != _b.bool:
            for p in obj.ravel():
                if not -n <= p < n:
                    raise IndexError("index %d is out of bounds for axis %d with size %d" % (p, axis, n))
    keep[obj] = False
    return arr[_at(arr.ndim, axis, keep)]


def tile(A, reps):
    A = asarray(A)
    reps = tuple(reps) if hasattr(reps, "__len__") else (reps,)
    d = _b.max(len(reps), A.ndim)
    reps = (1,) * (d - len(reps)) + reps
    A = A.reshape((1,) * (d - A.ndim) + A.shape)
    out = A.copy()
    for axis, k in enumerate(reps):
        if k != 1:
            out = concatenate([out] * k, axis) if k > 0 else out[_at(d, axis, slice(0, 0))]
    return out


def flipud(m):
    return flip(m, 0)


def fliplr(m):
    return flip(m, 1)


def roll(a, shift, axis=None):
    a = asarray(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    if hasattr(axis, "__len__"):
        shifts = shift if hasattr(shift, "__len__") else (shift,) * len(axis)
        for s, x in zip(shifts, axis):
            a = roll(a, s, x)
        return a
    axis = _axis(axis, a.ndim)
    n = a.shape[axis]
    k = shift % n if n else 0
    return concatenate((a[_at(a.ndim, axis, slice(n - k, None))], a[_at(a.ndim, axis, slice(0, n - k))]), axis)


def rot90(m, k=1, axes=(0, 1)):
    m = asarray(m)
    k %= 4
    if k == 0:
        return m[:]
    if k == 2:
        return flip(flip(m, axes[0]), axes[1])
    if k == 1:
        return swapaxes(flip(m, axes[1]), *axes)
    return flip(swapaxes(m, *axes), axes[1])


def swapaxes(a, axis1, axis2):
    a = asarray(a)
    order = list(range(a.ndim))
    i, j = _axis(axis1, a.ndim), _axis(axis2, a.ndim)
    order[i], order[j] = order[j], order[i]
    return transpose(a, order)


def moveaxis(a, source, destination):
    a = asarray(a)
    source = [_axis(s, a.ndim) for s in (source if hasattr(source, "__len__") else [source])]
    destination = [_axis(d, a.ndim) for d in (destination if hasattr(destination, "__len__") else [destination])]
    order = [n for n in range(a.ndim) if n not in source]
    for d, s in sorted(zip(destination, source)):
        order.insert(d, s)
    return transpose(a, order)


def rollaxis(a, axis, start=0):
    n = asarray(a).ndim
    axis = _axis(axis, n)
    return moveaxis(a, axis, start - 1 if axis < start else start)


def resize(a, new_shape):
    a = asarray(a).ravel()
    new_shape = (new_shape,) if not hasattr(new_shape, "__len__") else tuple(new_shape)
    n = _math.prod(new_shape)
    if a.size == 0:
        return zeros(new_shape, a.dtype)
    return tile(a, -(-n // a.size))[:n].reshape(new_shape)


def broadcast_arrays(*args):
    args = [asarray(a) for a in args]
    s = broadcast_shapes(*[a.shape for a in args])
    return tuple(broadcast_to(a, s) for a in args)


def pad(array, pad_width, mode="constant", constant_values=0, **kw):
    a = asarray(array)
    n = a.ndim
    w = broadcast_to(asarray(pad_width), (n, 2)).tolist()
    c = broadcast_to(asarray(constant_values), (n, 2)).tolist()
    for axis in range(n):
        before, after = w[axis]
        length = a.shape[axis]
        if mode in ("constant", "empty"):
            def side(k, v):
                s = list(a.shape)
                s[axis] = k
                return full(tuple(s), v, dtype=a.dtype)
            a = concatenate((side(before, c[axis][0]), a, side(after, c[axis][1])), axis)
            continue
        i = arange(-before, length + after)
        if mode == "edge":
            i = clip(i, 0, length - 1)
        elif mode == "wrap":
            i = i % length
        elif mode == "reflect":
            p = _b.max(2 * (length - 1), 1)
            i = i % p
            i = where(i >= length, p - i, i)
        elif mode == "symmetric":
            i = i % (2 * length)
            i = where(i >= length, 2 * length - 1 - i, i)
        else:
            raise ValueError("mode '%s' is not supported" % mode)
        a = take(a, i, axis)
    return a


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None):
    low = a_min if a_min is not None else min
    high = a_max if a_max is not None else max
    r = a
    if low is not None:
        r = maximum(r, low)
    if high is not None:
        r = minimum(r, high)
    if out is not None:
        out[...] = r
        return out
    return asarray(r)[()] if low is None and high is None else r


def tri(N, M=None, k=0, dtype=float):
    M = N if M is None else M
    return (arange(N)[:, None] >= arange(-k, M - k)).astype(dtype)


def tril(m, k=0):
    m = asarray(m)
    return where(tri(*m.shape[-2:], k=k, dtype=bool), m, zeros(1, m.dtype))


def triu(m, k=0):
    m = asarray(m)
    return where(tri(*m.shape[-2:], k=k - 1, dtype=bool), zeros(1, m.dtype), m)


def tril_indices(n, k=0, m=None):
    return nonzero(tri(n, m, k, bool))


def triu_indices(n, k=0, m=None):
    return nonzero(~tri(n, m, k - 1, bool))


def diag_indices(n, ndim=2):
    return (arange(n),) * ndim


def diag(v, k=0):
    v = asarray(v)
    if v.ndim == 1:
        n = len(v) + _b.abs(k)
        out = zeros((n, n), v.dtype)
        i = arange(len(v))
        out[(i, i + k) if k >= 0 else (i - k, i)] = v
        return out
    if v.ndim == 2:
        return diagonal(v, k)
    raise ValueError("Input must be 1- or 2-d.")


def diagflat(v, k=0):
    return diag(asarray(v).ravel(), k)


def fill_diagonal(a, val, wrap=False):
    i = arange(_b.min(a.shape))
    a[(i,) * a.ndim] = val if ndim(val) == 0 else resize(val, i.size)


def trace(a, offset=0, axis1=0, axis2=1, dtype=None):
    a = moveaxis(asarray(a), (axis1, axis2), (0, 1))
    return sum(diagonal(a, offset), axis=-1, dtype=dtype)


def vander(x, N=None, increasing=False):
    x = asarray(x)
    N = len(x) if N is None else N
    p = arange(N) if increasing else arange(N - 1, -1, -1)
    return x[:, None] ** p


class errstate:
    def __init__(self, all=None, divide=None, over=None, under=None, invalid=None, call=None):
        self.new = (divide or all, over or all, under or all, invalid or all)

    def __enter__(self):
        self.old = _errstate()
        _errstate(*[n or o for n, o in zip(self.new, self.old)])

    def __exit__(self, *exc):
        _errstate(*self.old)

    def __call__(self, function):
        def inner(*args, **kw):
            with self:
                return function(*args, **kw)
        return inner
