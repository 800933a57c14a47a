"""numpy's polynomials: `poly1d`, `polyfit` and the functions around them; fetched on first use."""
from _ardoise_numpy import *
from numpy import append, atleast_1d, diag, hstack, trim_zeros


def poly(seq):
    seq = atleast_1d(seq)
    if seq.ndim == 2:
        from numpy.linalg import eigvals
        seq = eigvals(seq)
    c = ones(1, seq.dtype if seq.dtype.kind in "fc" else float)
    for z in seq:
        c = append(c, 0) - z * append(zeros(1), c)
    if c.dtype.kind == "c" and all(absolute(c.imag) < 1e-12 * (1 + absolute(c.real))):
        c = c.real.copy()
    return c


def roots(p):
    p = atleast_1d(p)
    if p.ndim != 1:
        raise ValueError("Input must be a rank-1 array.")
    nz = nonzero(p)[0]
    if len(nz) == 0:
        return array([])
    zeros_ = len(p) - nz[-1] - 1
    p = p[int(nz[0]):int(nz[-1]) + 1]
    if p.dtype.kind not in "fc":
        p = p.astype(float)
    n = len(p)
    if n > 1:
        from numpy.linalg import eigvals
        a = diag(ones(n - 2, p.dtype), -1)
        a[0, :] = -p[1:] / p[0]
        r = eigvals(a)
    else:
        r = array([])
    return hstack((r, zeros(zeros_, r.dtype)))


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    from numpy.linalg import lstsq, inv
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    deg = int(deg)
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError("expected 1D or 2D array for y")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")
    lhs, rhs = x[:, None] ** arange(deg, -1, -1), y
    if w is not None:
        w = asarray(w) + 0.0
        lhs = lhs * w[:, None]
        rhs = rhs * (w[:, None] if rhs.ndim == 2 else w)
    scale = sqrt((lhs * lhs).sum(axis=0))
    lhs = lhs / scale
    c, resids, rank, s = lstsq(lhs, rhs, rcond)
    c = (c.T / scale).T
    if rank != deg + 1 and not full:
        import warnings
        warnings.warn("Polyfit may be poorly conditioned", RuntimeWarning, 2)
    if full:
        return c, resids, rank, s, rcond if rcond is not None else len(x) * 2.220446049250313e-16
    if cov:
        base = inv(dot(lhs.T, lhs)) / (scale[:, None] * scale[None, :])
        if cov != "unscaled":
            base = base * (resids / (len(x) - deg - 1))
        return c, base
    return c


def polyval(p, x):
    p = asarray(p)
    if isinstance(x, poly1d):
        y = poly1d([0])
    else:
        x = asarray(x)
        y = zeros(x.shape, x.dtype)
    for c in p:
        y = y * x + c
    return y


def _pair(a, b):
    a, b = atleast_1d(getattr(a, "coeffs", a)), atleast_1d(getattr(b, "coeffs", b))
    n = len(a) - len(b)
    if n > 0:
        b = append(zeros(n, b.dtype), b)
    elif n < 0:
        a = append(zeros(-n, a.dtype), a)
    return a, b


def _like(r, *given):
    return poly1d(r) if [g for g in given if isinstance(g, poly1d)] else r


def polyadd(a1, a2):
    a, b = _pair(a1, a2)
    return _like(a + b, a1, a2)


def polysub(a1, a2):
    a, b = _pair(a1, a2)
    return _like(a - b, a1, a2)


def polymul(a1, a2):
    from numpy import convolve
    a, b = atleast_1d(getattr(a1, "coeffs", a1)), atleast_1d(getattr(a2, "coeffs", a2))
    return _like(convolve(a, b), a1, a2)


def polydiv(u, v):
    a = atleast_1d(getattr(u, "coeffs", u)) + 0.0
    b = atleast_1d(getattr(v, "coeffs", v)) + 0.0
    m, n = len(a) - 1, len(b) - 1
    q = zeros(m - n + 1 if m > n else 1, a.dtype)
    r = a.copy()
    for k in range(m - n + 1):
        d = r[k] / b[0]
        q[k] = d
        r[k:k + n + 1] -= d * b
    while len(r) > 1 and absolute(r[0]) < 1e-14:
        r = r[1:]
    return _like(q, u, v), _like(r, u, v)


def polyder(p, m=1):
    c = atleast_1d(getattr(p, "coeffs", p))
    for _ in range(m):
        c = c[:-1] * arange(len(c) - 1, 0, -1)
    return _like(c if len(c) else zeros(1, int), p)


def polyint(p, m=1, k=None):
    c = atleast_1d(getattr(p, "coeffs", p))
    ks = [0] * m if k is None else list(atleast_1d(k)) * (m if len(atleast_1d(k)) == 1 else 1)
    for i in range(m):
        c = append(c / arange(len(c), 0, -1), ks[i])
    return _like(c, p)


class poly1d:
    __array_priority__ = 10
    __hash__ = None

    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            variable, c_or_r = variable or c_or_r.variable, c_or_r.coeffs
        c = poly(c_or_r) if r else atleast_1d(c_or_r)
        c = trim_zeros(c, "f")
        self.coeffs = c if len(c) else array([0], dtype=c.dtype)
        self.variable = variable or "x"

    c = coef = coefficients = property(lambda self: self.coeffs)
    order = o = property(lambda self: len(self.coeffs) - 1)
    roots = r = property(lambda self: roots(self.coeffs))

    def __call__(self, x):
        return polyval(self.coeffs, x)

    def __len__(self):
        return self.order

    def __iter__(self):
        return iter(self.coeffs)

    def __array__(self, *args):
        return self.coeffs

    def __getitem__(self, k):
        return self.coeffs[self.order - k] if 0 <= k <= self.order else self.coeffs.dtype.type(0)

    def __setitem__(self, k, value):
        if k > self.order:
            self.coeffs = append(zeros(k - self.order, self.coeffs.dtype), self.coeffs)
        self.coeffs[self.order - k] = value

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __mul__(self, other):
        return poly1d(polymul(self.coeffs, getattr(other, "coeffs", other)))

    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, getattr(other, "coeffs", other)))

    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, getattr(other, "coeffs", other)))

    def __rsub__(self, other):
        return poly1d(polysub(other, self.coeffs))

    __rmul__, __radd__ = __mul__, __add__

    def __pow__(self, n):
        r = [1]
        for _ in range(n):
            r = polymul(self.coeffs, r)
        return poly1d(r)

    def __truediv__(self, other):
        if isinstance(other, poly1d):
            return polydiv(self, other)
        return poly1d(self.coeffs / other)

    def __rtruediv__(self, other):
        return polydiv(poly1d(other), self)

    def __eq__(self, other):
        return isinstance(other, poly1d) and self.coeffs.shape == other.coeffs.shape and bool(
            all(self.coeffs == other.coeffs))

    def __ne__(self, other):
        return not self == other

    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m))

    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m, k))

    def __repr__(self):
        return "poly1d(" + repr(self.coeffs)[6:]

    def __str__(self):
        c = trim_zeros(self.coeffs, "f")
        line = ""
        for i, k in enumerate(c if len(c) else self.coeffs[-1:]):
            n = len(c) - 1 - i
            minus = not k.imag and k.real < 0
            word = "%.4g" % (-k.real if minus else k.real)
            if k.imag:
                word = "(%s + %.4gj)" % (word, k.imag)
            if n > 0:
                word = "" if word == "0" else word + " " + self.variable + ("**%d" % n if n > 1 else "")
            elif word == "0" and i:
                word = ""
            if word:
                line += (" - " if minus else " + ") + word if line else ("-" if minus else "") + word
        top, low, out = "", "", " "
        while "**" in line:
            part, _, line = line.partition("**")
            power = line[:len(line) - len(line.lstrip("0123456789"))]
            line = line[len(power):]
            above, below = " " * (len(part) - 1) + power, part + " " * (len(power) - 1)
            if len(low) + len(below) > 70 or len(top) + len(above) > 70:
                out += top + "\n" + low + "\n "
                top, low = above, below
            else:
                top, low = top + above, low + below
        return out + top + "\n" + low + line
