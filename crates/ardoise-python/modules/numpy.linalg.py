"""numpy.linalg: small systems, determinants, eigenvalues and decompositions."""
from _ardoise_numpy import *
from _ardoise_numpy import LinAlgError, _eig, _eigh, _pivots, _qr, _solve, _svd
import builtins as _b
from numpy import identity

_EPS = 2.220446049250313e-16


def _matrix(a, square=True):
    a = asarray(a)
    if a.ndim < 2:
        raise LinAlgError("%d-dimensional array given. Array must be at least two-dimensional" % a.ndim)
    if square and a.shape[-1] != a.shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")
    if a.dtype.kind not in "fc":
        a = a.astype(float)
    return a


def _stacked(function, a):
    if a.ndim == 2:
        return function(a)
    parts = [_stacked(function, m) for m in a]
    if parts and isinstance(parts[0], tuple):
        return tuple(array([p[i] for p in parts]) for i in range(len(parts[0])))
    return array(parts)


def _det(m):
    p = _pivots(m)
    if any(p == 0):
        return p.dtype.type(0)
    return prod(sign(p)) * exp(sum(log(absolute(p))))


def det(a):
    return _stacked(_det, _matrix(a))


def slogdet(a):
    d = det(a)
    return sign(d), log(absolute(d))


def inv(a):
    return _stacked(lambda m: _solve(m, identity(m.shape[0])), _matrix(a))


def solve(a, b):
    a, b = _matrix(a), asarray(b)
    if b.ndim == 0 or a.shape[-1] != b.shape[0 if b.ndim == 1 else -2]:
        raise ValueError("solve%s: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                         "(m,m),(m%s)->(m%s) (size %d is different from %d)" % (
                             ("1", "", "", b.shape[0] if b.ndim else 0, a.shape[-1]) if b.ndim < 2 else
                             ("", ",n", ",n", b.shape[-2], a.shape[-1])))
    return _solve(a, b)


def eig(a):
    a = _matrix(a)
    w, v = _eig(a)
    return EigResult(w, v)


def eigvals(a):
    return _eig(_matrix(a))[0]


def eigh(a, UPLO="L"):
    return EighResult(*_eigh(_matrix(a)))


def eigvalsh(a, UPLO="L"):
    return _eigh(_matrix(a))[0]


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    a = _matrix(a, False)
    m, n = a.shape
    if m < n:
        u, s, v = _svd(a.T)
        u, v = v, u
    else:
        u, s, v = _svd(a)
    if not compute_uv:
        return s
    if full_matrices:
        u, v = _complete(u), _complete(v)
    else:
        u, v = _complete(u, u.shape[1]), _complete(v, v.shape[1])
    return SVDResult(u, s, v.T)


def _complete(u, k=None):
    m, n = u.shape
    k = m if k is None else k
    cols = [c for c in u.T if dot(c, c) > 0.5]
    for e in identity(m):
        if len(cols) >= k:
            break
        for _ in range(2):
            for c in cols:
                e = e - dot(c, e) * c
        size = sqrt(dot(e, e))
        if size > 1e-8:
            cols.append(e / size)
    return array(cols).T if cols else zeros((m, k))


def svdvals(a):
    return svd(a, compute_uv=False)


def qr(a, mode="reduced"):
    a = _matrix(a, False)
    m, n = a.shape
    k = _b.min(m, n)
    q, r = _qr(a)
    if mode == "r":
        return r[:k]
    if mode == "reduced":
        q, r = q[:, :k], r[:k]
    return QRResult(q, r)


def cholesky(a):
    a = _matrix(a)
    n = a.shape[0]
    c = zeros((n, n), a.dtype)
    for j in range(n):
        d = a[j, j] - dot(c[j, :j], conjugate(c[j, :j]))
        if d.real <= 0:
            raise LinAlgError("Matrix is not positive definite")
        c[j, j] = sqrt(d)
        for i in range(j + 1, n):
            c[i, j] = (a[i, j] - dot(c[i, :j], conjugate(c[j, :j]))) / c[j, j]
    return c


def norm(x, ord=None, axis=None, keepdims=False):
    x = asarray(x)
    if x.dtype.kind not in "fc":
        x = x.astype(float)
    if axis is None and ord is None:
        x = x.ravel()
        r = sqrt(dot(x.real, x.real) + dot(x.imag, x.imag) if x.dtype.kind == "c" else dot(x, x))
        return asarray(r).reshape((1,) * asarray(x).ndim) if keepdims else r
    if axis is None:
        axis = 0 if x.ndim == 1 else (0, 1)
    if not isinstance(axis, tuple):
        if ord is None or ord == 2:
            return sqrt(sum(absolute(x) ** 2, axis=axis, keepdims=keepdims))
        if ord == float("inf"):
            return max(absolute(x), axis=axis, keepdims=keepdims)
        if ord == -float("inf"):
            return min(absolute(x), axis=axis, keepdims=keepdims)
        if ord == 0:
            return sum((x != 0).astype(float), axis=axis, keepdims=keepdims)
        if ord == 1:
            return sum(absolute(x), axis=axis, keepdims=keepdims)
        return sum(absolute(x) ** ord, axis=axis, keepdims=keepdims) ** (1.0 / ord)
    if ord is None or ord == "fro":
        return sqrt(sum(absolute(x) ** 2, axis=axis, keepdims=keepdims))
    if ord in (1, -1):
        return (max if ord > 0 else min)(sum(absolute(x), axis=axis[0]))
    if ord in (float("inf"), -float("inf")):
        return (max if ord > 0 else min)(sum(absolute(x), axis=axis[1]))
    s = svd(x, compute_uv=False)
    if ord in (2, -2):
        return (max if ord > 0 else min)(s)
    if ord == "nuc":
        return sum(s)
    raise ValueError("Invalid norm order for matrices.")


def matrix_rank(A, tol=None, hermitian=False):
    A = asarray(A)
    if A.ndim < 2:
        return int(not all(A == 0))
    s = svd(A, compute_uv=False)
    if tol is None:
        tol = max(s) * _b.max(A.shape) * _EPS
    return sum(s > tol)


def matrix_power(a, n):
    a = asarray(a)
    if a.ndim < 2 or a.shape[-1] != a.shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")
    if n < 0:
        a, n = inv(a), -n
    r = identity(a.shape[-1], a.dtype)
    while n:
        if n & 1:
            r = matmul(r, a)
        a = matmul(a, a)
        n >>= 1
    return r


def pinv(a, rcond=None):
    u, s, vt = svd(a, full_matrices=False)
    cut = (1e-15 if rcond is None else rcond) * max(s)
    s = array([1 / x if x > cut else 0.0 for x in s])
    return matmul(vt.T, s[:, None] * u.T)


def lstsq(a, b, rcond=None):
    a, b = _matrix(a, False), asarray(b, float)
    m, n = a.shape
    if b.shape[0] != m:
        raise LinAlgError("Incompatible dimensions")
    u, s, vt = svd(a, full_matrices=False)
    cut = (_EPS * _b.max(m, n) if rcond is None or rcond < 0 else rcond) * (max(s) if len(s) else 0.0)
    rank = int(sum(s > cut))
    t = matmul(u.T, b)[:rank]
    x = matmul(vt[:rank].T, (t.T / s[:rank]).T)
    r = b - matmul(a, x)
    resid = atleast(sum(r * r, axis=0)) if rank == n and m > n else array([])
    return x, resid, int32(rank), s


def atleast(x):
    return asarray(x).reshape(-1)


def cond(x, p=None):
    if p is None or p == 2:
        s = svd(x, compute_uv=False)
        return s[0] / s[-1]
    return norm(x, p) * norm(inv(x), p)


def multi_dot(arrays):
    r = arrays[0]
    for a in arrays[1:]:
        r = dot(r, a)
    return r


def outer(a, b):
    return multiply(asarray(a).ravel()[:, None], asarray(b).ravel()[None, :])


def trace(x):
    return sum(diagonal(asarray(x)), axis=-1)


class _Result(tuple):
    def __new__(cls, *parts):
        return tuple.__new__(cls, parts)

    def __getattr__(self, name):
        if name in self._fields:
            return self[self._fields.index(name)]
        raise AttributeError(name)

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % p for p in zip(self._fields, self)))


class EigResult(_Result):
    _fields = ("eigenvalues", "eigenvectors")


class EighResult(EigResult):
    pass


class SVDResult(_Result):
    _fields = ("U", "S", "Vh")


class QRResult(_Result):
    _fields = ("Q", "R")
