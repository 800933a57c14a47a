"""numpy.random: numpy's own sequences, the older functions (`seed`, `rand`...) and `default_rng`."""
import builtins as _b
from _ardoise_numpy import *
from _ardoise_numpy import _Bits

_range, _int = range, int


def _words(seed):
    if seed is None:
        from _ardoise import random_bytes
        seed = _int.from_bytes(bytes(random_bytes(16)), "little")
    if hasattr(seed, "__len__"):
        return [w for s in seed for w in _words(_int(s))]
    seed = seed.__index__()
    if seed < 0:
        raise ValueError("expected non-negative integer")
    out = [seed & 0xffffffff]
    while seed >> 32:
        seed >>= 32
        out.append(seed & 0xffffffff)
    return out


def _size(size, *given):
    if size is None:
        s = broadcast_shapes(*[asarray(g).shape for g in given]) if given else ()
    else:
        s = tuple(_int(n) for n in size) if hasattr(size, "__len__") else (_int(size),)
    n = 1
    for d in s:
        if d < 0:
            raise ValueError("negative dimensions are not allowed")
        n *= d
    return s, n


class _Common:
    def _out(self, flat, shape):
        if shape:
            return flat.reshape(shape)
        return flat[0].item()

    def _each(self, size, function, *given):
        s, n = _size(size, *given)
        if not [g for g in given if asarray(g).ndim]:
            return self._out(function(n, *given), s)
        columns = [broadcast_to(asarray(g), s).ravel().tolist() for g in given]
        return concatenate([function(1, *v) for v in zip(*columns)]).reshape(s)

    def random(self, size=None):
        s, n = _size(size)
        return self._out(self._bits.doubles(n), s)

    def uniform(self, low=0.0, high=1.0, size=None):
        s, n = _size(size, low, high)
        r = self._bits.doubles(n).reshape(s)
        return self._plain(low + (subtract(high, low)) * r, s)

    def _plain(self, r, s):
        return r if s else float(r)

    def normal(self, loc=0.0, scale=1.0, size=None):
        s, n = _size(size, loc, scale)
        if any(asarray(scale) < 0):
            raise ValueError("scale < 0")
        return self._plain(loc + scale * self._normals(n).reshape(s), s)

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        r = exp(self.normal(mean, sigma, size))
        return r if asarray(r).ndim else float(r)

    def exponential(self, scale=1.0, size=None):
        s, n = _size(size, scale)
        return self._plain(scale * self._exponentials(n).reshape(s), s)

    def standard_exponential(self, size=None):
        return self.exponential(1.0, size)

    def standard_normal(self, size=None):
        s, n = _size(size)
        return self._out(self._normals(n), s)

    def binomial(self, n, p, size=None):
        if any(asarray(p) < 0) or any(asarray(p) > 1):
            raise ValueError("p < 0, p > 1 or p is NaN")
        if any(asarray(n) < 0):
            raise ValueError("n < 0")
        return self._each(size, lambda k, t, q: self._bits.binomial(k, _int(t), float(q)), n, p)

    def poisson(self, lam=1.0, size=None):
        if any(asarray(lam) < 0):
            raise ValueError("lam < 0 or lam is NaN")
        return self._each(size, lambda k, m: self._bits.poisson(k, float(m)), lam)

    def geometric(self, p, size=None):
        def draw(k, q):
            out = []
            for u in self._bits.doubles(k).tolist():
                if q < 0.333333333333333333333333:
                    out.append(_int(ceil(log1p(-u) / log1p(-q))))
                    continue
                x, total, part = 1, q, q
                while u > total:
                    part *= 1 - q
                    total += part
                    x += 1
                out.append(x)
            return array(out, dtype=int64)
        return self._each(size, draw, p)

    def triangular(self, left, mode, right, size=None):
        s, n = _size(size)
        u = self._bits.doubles(n)
        cut = (mode - left) / (right - left)
        r = where(u <= cut, left + sqrt(u * (right - left) * (mode - left)),
                  right - sqrt((1 - u) * (right - left) * (right - mode)))
        return self._out(r, s)

    def logistic(self, loc=0.0, scale=1.0, size=None):
        s, n = _size(size)
        u = self._bits.doubles(n)
        return self._out(loc + scale * log(u / (1 - u)), s)

    def laplace(self, loc=0.0, scale=1.0, size=None):
        s, n = _size(size)
        u = self._bits.doubles(n)
        return self._out(where(u >= 0.5, loc - scale * log(2 - u - u), loc + scale * log(u + u)), s)

    def rayleigh(self, scale=1.0, size=None):
        s, n = _size(size)
        return self._out(scale * sqrt(2 * self._exponentials(n)), s)

    def weibull(self, a, size=None):
        s, n = _size(size)
        return self._out(self._exponentials(n) ** (1 / a), s)

    def pareto(self, a, size=None):
        s, n = _size(size)
        return self._out(expm1(self._exponentials(n) / a), s)

    def standard_gamma(self, shape, size=None):
        s, n = _size(size)
        return self._out(array([self._gamma(shape) for _ in _range(n)], dtype=float64), s)

    def gamma(self, shape, scale=1.0, size=None):
        return scale * self.standard_gamma(shape, size)

    def chisquare(self, df, size=None):
        return 2.0 * self.standard_gamma(df / 2.0, size)

    def beta(self, a, b, size=None):
        s, n = _size(size)
        out = []
        for _ in _range(n):
            x, y = self._gamma(a), self._gamma(b)
            out.append(x / (x + y))
        return self._out(array(out), s)

    def _gamma(self, k):
        if k == 1:
            return float(self._exponentials(1)[0])
        if k == 0:
            return 0.0
        u01 = lambda: float(self._bits.doubles(1)[0])
        if k < 1:
            while True:
                u, v = u01(), float(self._exponentials(1)[0])
                if u <= 1 - k:
                    x = u ** (1 / k)
                    if x <= v:
                        return x
                else:
                    y = -float(log((1 - u) / k))
                    x = (1 - k + k * y) ** (1 / k)
                    if x <= v + y:
                        return x
        b = k - 1 / 3
        c = 1 / (9 * b) ** 0.5
        while True:
            while True:
                x = float(self._normals(1)[0])
                v = 1 + c * x
                if v > 0:
                    break
            v = v * v * v
            u = u01()
            if u < 1 - 0.0331 * x * x * x * x:
                return b * v
            if float(log(u)) < 0.5 * x * x + b * (1 - v + float(log(v))):
                return b * v

    def multinomial(self, n, pvals, size=None):
        s, count = _size(size)
        p = [float(v) for v in pvals]
        rows = []
        for _ in _range(count):
            left, rest, row = n, 1.0, []
            for i, q in enumerate(p[:-1]):
                k = _int(self._bits.binomial(1, left, q / rest)[0]) if left else 0
                row.append(k)
                left -= k
                rest -= q
            rows.append(row + [left])
        return array(rows, dtype=int64).reshape(s + (len(p),))

    def multivariate_normal(self, mean, cov, size=None):
        from numpy.linalg import svd
        mean, cov = asarray(mean, float64), asarray(cov, float64)
        s, n = _size(size)
        x = self._normals(n * len(mean)).reshape(-1, len(mean))
        u, w, v = svd(cov)
        return (mean + dot(x, sqrt(w)[:, None] * v)).reshape(s + (len(mean),))

    def bytes(self, length):
        return b"".join(_int(w).to_bytes(4, "little") for w in self._bits.integers(-(-length // 4), 0xffffffff,
                                                                                    self._masked))[:length]

    def _pool(self, a):
        if hasattr(a, "__len__") or isinstance(a, ndarray):
            pool = asarray(a)
            if len(pool) == 0:
                raise ValueError("a cannot be empty unless no samples are taken")
            return pool, len(pool)
        if _int(a) <= 0:
            raise ValueError("a must be a positive integer unless no samples are taken")
        return None, _int(a)

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        pool, n = self._pool(a)
        s, count = _size(size)
        if p is not None:
            p = asarray(p, float64)
            if len(p) != n:
                raise ValueError("'a' and 'p' must have same size")
            if any(p < 0):
                raise ValueError("probabilities are not non-negative")
            if _b.abs(float(sum(p)) - 1.0) > 1e-8:
                raise ValueError("probabilities do not sum to 1")
        if replace:
            if p is None:
                i = self._bits.integers(count, n - 1, self._masked)
            else:
                c = cumsum(p)
                c /= c[-1]
                i = searchsorted(c, self._bits.doubles(count), "right")
        else:
            if count > n:
                raise ValueError("Cannot take a larger sample than population when replace is False"
                                 if self._masked else
                                 "Cannot take a larger sample than population when replace is False")
            i = self._distinct(n, count, shuffle) if p is None else self._distinct_weighted(n, count, p)
        i = i.reshape(s)
        if pool is None:
            return i if s else _int(i)
        r = take(pool, i, axis)
        return r if s or asarray(r).ndim else pool[_int(i)] if pool.dtype.kind != "O" else r

    def _distinct_weighted(self, n, count, p):
        if count_nonzero(p > 0) < count:
            raise ValueError("Fewer non-zero entries in p than size")
        found, p = [], p.copy()
        while len(found) < count:
            x = self._bits.doubles(count - len(found))
            if found:
                p[found] = 0
            c = cumsum(p)
            c /= c[-1]
            for i in searchsorted(c, x, "right").tolist():
                if i not in found:
                    found.append(i)
        return array(found, dtype=int64)

    def shuffle(self, x, axis=0):
        n = len(x)
        order = self._bits.order(n, 1, self._shuffle_masked)
        if isinstance(x, ndarray):
            x[...] = take(x, order, axis)
        else:
            x[:] = [x[i] for i in order.tolist()]

    def permutation(self, x, axis=0):
        if isinstance(x, (_int, integer_)):
            return self._bits.order(_int(x), 1, self._shuffle_masked)
        x = asarray(x)
        return take(x, self._bits.order(x.shape[axis], 1, self._shuffle_masked), axis)


integer_ = (int8, int16, int32, int64, uint8, uint16, uint32, uint64)


def _bounds(low, high, closed=False):
    if high is None:
        low, high = 0, low
    low, high = asarray(low), asarray(high)
    most = high - low if closed else high - low - 1
    if any(most < 0):
        raise ValueError("low > high" if closed else "low >= high" if low.ndim + high.ndim or
                         not (low == 0) else "high <= 0")
    return low, most


class Generator(_Common):
    _masked, _shuffle_masked = False, True

    def __init__(self, bits):
        self._bits = bits if isinstance(bits, _Bits) else bits._bits

    def __repr__(self):
        return "Generator(PCG64)"

    def _normals(self, n):
        return self._bits.normals(n)

    def _exponentials(self, n):
        return self._bits.exponentials(n)

    def integers(self, low, high=None, size=None, dtype=int64, endpoint=False):
        low, most = _bounds(low, high, endpoint)
        s, n = _size(size, low, most)
        if most.ndim == 0:
            r = self._bits.integers(n, _int(most), False) + low
        else:
            r = array([_int(self._bits.integers(1, m, False)[0]) for m in broadcast_to(most, s).ravel().tolist()])
            r = r + broadcast_to(low, s).ravel()
        r = r.astype(dtype).reshape(s)
        return r if s else r[()]

    def _distinct(self, n, count, shuffle):
        if n > 10000 and count > n // (50 if shuffle else 20):
            return self._bits.order(n, _b.max(n - count, 1), False)[n - count:]
        found, seen = [], set()
        for j in _range(n - count, n):
            v = _int(self._bits.integers(1, j, False)[0])
            if v in seen:
                v = j
            seen.add(v)
            found.append(v)
        found = array(found, dtype=int64)
        return found[self._bits.order(count, 1, False)] if shuffle else found

    def permuted(self, x, axis=None):
        x = array(x)
        if axis is None:
            return self.permutation(x.ravel()).reshape(x.shape)
        return self.permutation(x, axis)

    def spawn(self, n):
        return [default_rng() for _ in _range(n)]


class PCG64:
    def __init__(self, seed=None):
        self._bits = _Bits(False, _words(seed))


class MT19937:
    def __init__(self, seed=None):
        self._bits = _Bits(True, _words(seed))


def default_rng(seed=None):
    if isinstance(seed, Generator):
        return seed
    return Generator(seed if isinstance(seed, PCG64) else PCG64(seed))


class RandomState(_Common):
    _masked = _shuffle_masked = True

    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, seed=None):
        if seed is not None and not hasattr(seed, "__len__") and not 0 <= seed < 1 << 32:
            raise ValueError("Seed must be between 0 and 2**32 - 1")
        self._bits = _Bits(True, _words(seed))

    def __repr__(self):
        return "RandomState(MT19937)"

    def _normals(self, n):
        return self._bits.gauss(n)

    def _exponentials(self, n):
        return -log(1.0 - self._bits.doubles(n))

    def _distinct(self, n, count, shuffle):
        return self._bits.order(n, 1, True)[:count]

    def rand(self, *size):
        return self.random(size or None)

    def randn(self, *size):
        return self.standard_normal(size or None)

    def random_sample(self, size=None):
        return self.random(size)

    ranf = sample = random_sample

    def randint(self, low, high=None, size=None, dtype=int):
        low, most = _bounds(low, high)
        s, n = _size(size, low, most)
        if most.ndim == 0:
            r = self._bits.integers(n, _int(most), True) + low
        else:
            r = array([_int(self._bits.integers(1, m, True)[0]) for m in broadcast_to(most, s).ravel().tolist()])
            r = r + broadcast_to(low, s).ravel()
        if s:
            return r.astype(dtype).reshape(s)
        return _int(r[0])

    def random_integers(self, low, high=None, size=None):
        if high is None:
            low, high = 1, low
        return self.randint(low, high + 1, size)


_shared = RandomState()
for _name in ("seed rand randn randint random random_sample ranf sample uniform normal lognormal exponential "
              "standard_exponential standard_normal binomial poisson geometric triangular logistic laplace rayleigh "
              "weibull pareto standard_gamma gamma chisquare beta multinomial multivariate_normal bytes choice "
              "shuffle permutation random_integers").split():
    globals()[_name] = getattr(_shared, _name)
