"""The rest of numpy: products, vectorize, text files, options; fetched on first use like its neighbours."""
import builtins as _b
import math as _math

from _ardoise_numpy import *
from _ardoise_numpy import _errstate, _events, _set_printoptions, _shares
import numpy as _np
from numpy._shape import _at, _axis, _pi, broadcast_arrays, clip, errstate, indices, moveaxis, resize, shape
from numpy._shape import stack
from numpy._stats import diff, unique


def gradient(f, *varargs, axis=None, edge_order=1):
    f = asarray(f)
    if f.dtype.kind != "f" and f.dtype.kind != "c":
        f = f.astype(float)
    axes = tuple(range(f.ndim)) if axis is None else tuple(_axis(a, f.ndim) for a in
                                                          (axis if hasattr(axis, "__len__") else [axis]))
    if len(varargs) == 0:
        steps = [1.0] * len(axes)
    elif len(varargs) == 1:
        steps = list(varargs) * len(axes)
    elif len(varargs) == len(axes):
        steps = list(varargs)
    else:
        raise TypeError("invalid number of arguments")
    out = []
    for ax, h in zip(axes, steps):
        y = moveaxis(f, ax, -1)
        if y.shape[-1] < edge_order + 1:
            raise ValueError("Shape of array too small to calculate a numerical gradient, at least "
                             "(edge_order + 1) elements are required.")
        g = empty(y.shape, y.dtype)
        h = asarray(h)
        if h.ndim:
            h = diff(h)
            if all(h == h[0]):
                h = asarray(h[0])
        if h.ndim:
            a, b = h[:-1], h[1:]
            g[..., 1:-1] = -b / (a * (a + b)) * y[..., :-2] + (b - a) / (a * b) * y[..., 1:-1] \
                + a / (b * (a + b)) * y[..., 2:]
            h0, h1 = h[0], h[-1]
        else:
            g[..., 1:-1] = (y[..., 2:] - y[..., :-2]) / (2.0 * h)
            h0 = h1 = h
        if edge_order == 1:
            g[..., 0] = (y[..., 1] - y[..., 0]) / h0
            g[..., -1] = (y[..., -1] - y[..., -2]) / h1
        else:
            g[..., 0] = (-1.5 * y[..., 0] + 2.0 * y[..., 1] - 0.5 * y[..., 2]) / h0
            g[..., -1] = (1.5 * y[..., -1] - 2.0 * y[..., -2] + 0.5 * y[..., -3]) / h1
        out.append(moveaxis(g, -1, ax))
    return out[0] if len(out) == 1 else tuple(out)


def cross(a, b, axis=-1):
    a, b = moveaxis(asarray(a), axis, -1), moveaxis(asarray(b), axis, -1)
    if a.shape[-1] not in (2, 3) or b.shape[-1] not in (2, 3):
        raise ValueError("incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    a0, a1, b0, b1 = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
    if a.shape[-1] == 2 and b.shape[-1] == 2:
        return a0 * b1 - a1 * b0
    a2 = a[..., 2] if a.shape[-1] == 3 else 0
    b2 = b[..., 2] if b.shape[-1] == 3 else 0
    return stack((a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0), -1)


def vdot(a, b):
    return dot(conjugate(asarray(a).ravel()), asarray(b).ravel())


def inner(a, b):
    a, b = asarray(a), asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return a * b
    return tensordot(a, b, (-1, -1))[()]


def outer(a, b, out=None):
    return multiply(asarray(a).ravel()[:, None], asarray(b).ravel()[None, :])


def tensordot(a, b, axes=2):
    a, b = asarray(a), asarray(b)
    if hasattr(axes, "__len__"):
        xa, xb = axes
        xa = [xa] if not hasattr(xa, "__len__") else list(xa)
        xb = [xb] if not hasattr(xb, "__len__") else list(xb)
    else:
        xa, xb = list(range(a.ndim - axes, a.ndim)), list(range(axes))
    xa = [_axis(x, a.ndim) for x in xa]
    xb = [_axis(x, b.ndim) for x in xb]
    if [a.shape[x] for x in xa] != [b.shape[x] for x in xb]:
        raise ValueError("shape-mismatch for sum")
    ka = [x for x in range(a.ndim) if x not in xa]
    kb = [x for x in range(b.ndim) if x not in xb]
    n = _math.prod(a.shape[x] for x in xa)
    left = transpose(a, ka + xa).reshape(-1, n) if a.ndim else a
    right = transpose(b, xb + kb).reshape(n, -1)
    return dot(left, right).reshape([a.shape[x] for x in ka] + [b.shape[x] for x in kb])


def kron(a, b):
    a, b = asarray(a), asarray(b)
    n = _b.max(a.ndim, b.ndim)
    a = a.reshape((1,) * (n - a.ndim) + a.shape)
    b = b.reshape((1,) * (n - b.ndim) + b.shape)
    s = []
    for x, y in zip(a.shape, b.shape):
        s += [x, y]
    wide = a.reshape([d for x in a.shape for d in (x, 1)]) * b.reshape([d for x in b.shape for d in (1, x)])
    return wide.reshape([x * y for x, y in zip(a.shape, b.shape)])


def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = asarray(y)
    if x is None:
        d = dx
    else:
        d = diff(asarray(x))
        if asarray(x).ndim == 1:
            s = [1] * y.ndim
            s[axis] = d.shape[0]
            d = d.reshape(s)
    axis = _axis(axis, y.ndim)
    return sum(d * (y[_at(y.ndim, axis, slice(1, None))] + y[_at(y.ndim, axis, slice(None, -1))]) / 2.0, axis)


trapz = trapezoid


def interp(x, xp, fp, left=None, right=None, period=None):
    x, xp, fp = asarray(x, float), asarray(xp, float), asarray(fp)
    if xp.size == 0:
        raise ValueError("array of sample points is empty")
    if xp.shape != fp.shape:
        raise ValueError("fp and xp are not of the same length.")
    if period is not None:
        x, xp = x % period, xp % period
        o = argsort(xp)
        xp, fp = xp[o], fp[o]
        xp = concatenate((xp[-1:] - period, xp, xp[:1] + period))
        fp = concatenate((fp[-1:], fp, fp[:1]))
    n = len(xp)
    if n == 1:
        r = fp[0] + 0.0 * x
    else:
        j = clip(searchsorted(xp, x, "right") - 1, 0, n - 2)
        with errstate(divide="ignore", invalid="ignore"):
            slope = (fp[1:] - fp[:-1]) / (xp[1:] - xp[:-1])
        r = slope[j] * (x - xp[j]) + fp[j]
        r = where(x == xp[j + 1], fp[j + 1], r)
    r = where(x < xp[0], fp[0] if left is None else left, r)
    r = where(x > xp[-1], fp[-1] if right is None else right, r)
    return where(isnan(x), x, r)[()]


def correlate(a, v, mode="valid"):
    return convolve(a, conjugate(asarray(v))[::-1], mode)


def convolve(a, v, mode="full"):
    a, v = asarray(a).ravel(), asarray(v).ravel()
    if a.size == 0 or v.size == 0:
        raise ValueError(("a" if a.size == 0 else "v") + " cannot be empty")
    if v.size > a.size:
        a, v = v, a
    n, m = a.size, v.size
    out = zeros(n + m - 1, result_type(a, v))
    for i in range(m):
        out[i:i + n] += a * v[i]
    if mode == "full":
        return out
    if mode == "same":
        return out[(m - 1) // 2:(m - 1) // 2 + n]
    return out[m - 1:n]


class vectorize:
    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        self.pyfunc, self.otypes = pyfunc, otypes
        self.excluded = excluded or set()
        self.__name__ = getattr(pyfunc, "__name__", "vectorized")
        self.__doc__ = doc or getattr(pyfunc, "__doc__", None)

    def __call__(self, *args, **kw):
        if self.pyfunc is None:
            return vectorize(args[0], self.otypes)
        names = [k for k in kw if k not in self.excluded]
        moving = [i for i in range(len(args)) if i not in self.excluded]
        given = [asarray(args[i]) for i in moving] + [asarray(kw[k]) for k in names]
        arrays = broadcast_arrays(*given)
        s = arrays[0].shape if arrays else ()
        out = []
        for values in zip(*[list(a.ravel()) for a in arrays]):
            full_args = list(args)
            for i, v in zip(moving, values):
                full_args[i] = v
            full_kw = dict(kw)
            full_kw.update(zip(names, values[len(moving):]))
            out.append(self.pyfunc(*full_args, **full_kw))
        if not out:
            if self.otypes is None:
                raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
            return empty(s, self.otypes[0])
        if isinstance(out[0], tuple):
            types = self.otypes or [None] * len(out[0])
            return tuple(array([o[i] for o in out], dtype=t).reshape(s) for i, t in enumerate(types))
        kind = self.otypes[0] if self.otypes else array(out[:1]).dtype
        r = array(out, dtype=kind if array(out[:1]).dtype.kind != "U" else None)
        return r.reshape(s)


def frompyfunc(func, nin, nout):
    return vectorize(func, otypes=[object] * nout)


def apply_over_axes(func, a, axes):
    for axis in axes if hasattr(axes, "__len__") else [axes]:
        r = func(a, axis)
        a = r if r.ndim == asarray(a).ndim else expand_dims(r, axis)
    return a


def select(condlist, choicelist, default=0):
    out = asarray(default)
    for c, v in list(zip(condlist, choicelist))[::-1]:
        out = where(c, v, out)
    return out


def piecewise(x, condlist, funclist, *args, **kw):
    x = asarray(x)
    conds = [asarray(c) for c in (condlist if isinstance(condlist, list) else [condlist])]
    funcs = list(funclist)
    if len(funcs) == len(conds) + 1:
        rest = ~conds[0]
        for c in conds[1:]:
            rest = rest & ~c
        conds.append(rest)
    out = zeros(x.shape, x.dtype)
    for c, f in zip(conds, funcs):
        out[c] = f(x[c], *args, **kw) if callable(f) else f
    return out


def choose(a, choices, out=None, mode="raise"):
    a = asarray(a)
    r = asarray(choices[0])
    for i, c in enumerate(choices):
        r = where(a == i, c, r)
    return r


def compress(condition, a, axis=None):
    a = asarray(a)
    if axis is None:
        a, axis = a.ravel(), 0
    i = nonzero(asarray(condition))[0]
    return take(a, i, axis)


def extract(condition, arr):
    return asarray(arr).ravel()[asarray(condition).ravel().astype(bool)]


def place(arr, mask, vals):
    mask = asarray(mask, bool)
    arr[mask] = resize(asarray(vals), int(sum(mask)))


def put(a, ind, v, mode="raise"):
    a.flat[asarray(ind).ravel()] = resize(asarray(v), asarray(ind).size)


def putmask(a, mask, values):
    mask = asarray(mask, bool)
    a[mask] = resize(values, a.shape)[mask]


def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst[...] = src
    else:
        dst[where] = broadcast_to(src, dst.shape)[where]


def sinc(x):
    y = _pi * asarray(x, float)
    y = where(y == 0, 1e-20, y)
    return (sin(y) / y)[()]


def unwrap(p, discont=None, axis=-1, *, period=2 * _pi):
    p = asarray(p, float)
    d = diff(p, axis=axis)
    half = period / 2
    m = (d + half) % period - half
    m = where((m == -half) & (d > 0), half, m)
    fix_ = where(absolute(d) < (half if discont is None else discont), 0, m - d)
    out = p.copy()
    out[..., 1:] += cumsum(fix_, axis=axis)
    return out


def divmod(a, b):
    return floor_divide(a, b), remainder(a, b)


def modf(x):
    w = trunc(asarray(x, float))
    return copysign(x - w, x), w


def ldexp(x, n):
    return x * power(2.0, n)


def frexp(x):
    x = asarray(x, float)
    pairs = [_math.frexp(v) for v in x.ravel().tolist()]
    return array([p[0] for p in pairs]).reshape(x.shape)[()], array([p[1] for p in pairs]).reshape(x.shape)[()]


def unravel_index(indices, shape):
    i = asarray(indices)
    out = []
    for n in tuple(shape)[::-1]:
        out.append(i % n)
        i = i // n
    return tuple(out[::-1])


def ravel_multi_index(multi_index, dims):
    r = 0
    for i, n in zip(multi_index, dims):
        r = r * n + asarray(i)
    return r


def ndenumerate(arr):
    arr = asarray(arr)
    for i in ndindex(arr.shape):
        yield i, arr[i]


def ndindex(*shape):
    if len(shape) == 1 and hasattr(shape[0], "__len__"):
        shape = tuple(shape[0])
    from itertools import product
    return product(*map(range, shape))


def nditer(a, *args, **kw):
    a = asarray(a)
    return (a.reshape(-1)[i:i + 1].reshape(()) for i in range(a.size))


def einsum(subscripts, *operands):
    ins, arrow, out = subscripts.replace(" ", "").partition("->")
    ins = ins.split(",")
    letters = []
    for s in ins:
        letters += [c for c in s if c not in letters]
    if not arrow:
        out = "".join(_b.sorted(c for c in letters if "".join(ins).count(c) == 1))
    order = list(out) + [c for c in letters if c not in out]
    total = None
    for s, a in zip(ins, map(asarray, operands)):
        for c in s:
            if s.count(c) > 1:
                i, j = [k for k, x in enumerate(s) if x == c][:2]
                a = moveaxis(diagonal(moveaxis(a, (i, j), (0, 1))), -1, 0)
                s = c + "".join(x for x in s if x != c)
        present = [c for c in order if c in s]
        a = transpose(a, [s.index(c) for c in present])
        a = a.reshape([a.shape[present.index(c)] if c in s else 1 for c in order])
        total = a if total is None else total * a
    drop = tuple(range(len(out), len(order)))
    return sum(total, axis=drop) if drop else total


def may_share_memory(a, b, max_work=None):
    return _shares(a, b)


shares_memory = may_share_memory


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None,
                     infstr=None, formatter=None, sign=None, floatmode=None, **kw):
    _set_printoptions(precision=precision, threshold=threshold, edgeitems=edgeitems, linewidth=linewidth,
                      suppress=suppress, nanstr=nanstr, infstr=infstr, formatter=formatter, sign=sign,
                      floatmode=floatmode)


class printoptions:
    def __init__(self, **kw):
        self.kw = kw

    def __enter__(self):
        self.old = get_printoptions()
        set_printoptions(**self.kw)

    def __exit__(self, *exc):
        set_printoptions(**self.old)


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    with printoptions(linewidth=max_line_width, precision=precision, suppress=suppress_small):
        return repr(arr)


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    with printoptions(linewidth=max_line_width, precision=precision, suppress=suppress_small):
        return str(a)


def format_float_positional(x, precision=None, unique=True, trim="k", **kw):
    s = "%.*f" % (precision, x) if precision is not None else format(float(x), "f") if "e" in repr(float(x)) \
        else repr(float(x))
    return s.rstrip("0") if trim != "k" or unique else s


def geterr():
    return dict(zip(_events, _errstate()))


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    old = _errstate()
    _errstate(*[n or all or o for n, o in zip((divide, over, under, invalid), old)])
    return dict(zip(_events, old))


def _scalar_type(t):
    if isinstance(t, dtype):
        return t.type
    if t in (int, float, complex, _b.bool, str, object) or not isinstance(t, type):
        return dtype(t).type
    return t


def issubdtype(arg1, arg2):
    return issubclass(_scalar_type(arg1), _scalar_type(arg2))


def promote_types(a, b):
    return result_type(dtype(a), dtype(b))


def can_cast(from_, to, casting="safe"):
    f, t = dtype(from_), dtype(to)
    return result_type(f, t) == t or casting == "unsafe" or casting == "same_kind" and (
        "biufc".find(f.kind) <= "biufc".find(t.kind))


def base_repr(number, base=2, padding=0):
    digits, n, out = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", _b.abs(int(number)), ""
    while n:
        n, r = _b.divmod(n, base)
        out = digits[r] + out
    return ("-" if number < 0 else "") + "0" * padding + (out or "0" if not padding else out)


def binary_repr(num, width=None):
    num = int(num)
    if num < 0 and width:
        num += 1 << width
    return format(num, "b").zfill(width or 0)


def trim_zeros(filt, trim="fb"):
    i = nonzero(asarray(filt))[0]
    if not len(i):
        return filt[:0]
    return filt[i[0] if "f" in trim.lower() else 0:i[-1] + 1 if "b" in trim.lower() else None]


def view(a, dtype=None):
    return a[...] if dtype is None else a.astype(dtype)


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None,
            unpack=False, ndmin=0, encoding=None, max_rows=None):
    rows = []
    for n, line in enumerate(_lines(fname)):
        if n < skiprows:
            continue
        if comments:
            line = line.split(comments)[0]
        line = line.strip("\r\n" if delimiter else None)
        if not line.strip():
            continue
        parts = [p.strip() for p in line.split(delimiter)]
        if usecols is not None:
            cols = usecols if hasattr(usecols, "__len__") else [usecols]
            parts = [parts[c] for c in cols]
        if rows and len(parts) != len(rows[0]):
            raise ValueError("the number of columns changed from %d to %d at row %d; use `usecols` to select a "
                             "subset and avoid this error" % (len(rows[0]), len(parts), len(rows) + 1))
        if converters:
            parts = [converters[i](p) if i in converters else p for i, p in enumerate(parts)]
        rows.append(parts)
        if max_rows is not None and len(rows) == max_rows:
            break
    kind = _np.dtype(dtype)
    if kind.kind != "U":
        for r, row in enumerate(rows):
            for c, p in enumerate(row):
                try:
                    row[c] = float(p) if kind.kind in "f" else int(p) if kind.kind in "iu" else kind.type(p)
                except (ValueError, TypeError):
                    raise ValueError("could not convert string %r to %s at row %d, column %d."
                                     % (p, kind, r, c + 1)) from None
    a = array(rows, dtype=dtype)
    a = squeeze(a) if ndmin == 0 else a.reshape(-1) if ndmin == 1 and _b.min(a.shape) == 1 else a
    return a.T if unpack else a


def _lines(fname):
    if hasattr(fname, "read"):
        return fname.read().splitlines()
    if isinstance(fname, (list, tuple)):
        return fname
    with open(fname) as f:
        return f.read().splitlines()


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None,
               missing_values=None, filling_values=None, usecols=None, names=None, unpack=False, encoding=None, **kw):
    lines = list(_lines(fname))[skip_header:]
    rows = []
    for line in lines[:len(lines) - skip_footer]:
        line = line.split(comments)[0] if comments else line
        if line.strip():
            parts = [p.strip() for p in line.split(delimiter)]
            rows.append([parts[c] for c in usecols] if usecols is not None else parts)
    fill = _np.nan if filling_values is None else filling_values
    if dtype is None or _np.dtype(dtype).kind == "U":
        try:
            a = array([[int(p) for p in r] for r in rows])
        except ValueError:
            try:
                a = array([[float(p) if p else fill for p in r] for r in rows])
            except ValueError:
                a = array(rows)
    else:
        def number(p):
            try:
                return float(p)
            except ValueError:
                return fill
        a = array([[number(p) for p in r] for r in rows], dtype=dtype)
    a = squeeze(a)
    return a.T if unpack else a


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    X = asarray(X)
    if X.ndim < 2:
        X = X.reshape(-1, 1)
    text = comments + header.replace("\n", "\n" + comments) + newline if header else ""
    for row in X.tolist():
        if isinstance(fmt, str) and fmt.count("%") == len(row) and len(row) > 1:
            text += fmt % tuple(row) + newline
        else:
            fmts = [fmt] * len(row) if isinstance(fmt, str) else fmt
            text += delimiter.join(f % v for f, v in zip(fmts, row)) + newline
    if footer:
        text += comments + footer.replace("\n", "\n" + comments) + newline
    if hasattr(fname, "write"):
        fname.write(text)
    else:
        with open(fname, "w") as f:
            f.write(text)
