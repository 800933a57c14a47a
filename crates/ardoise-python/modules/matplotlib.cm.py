"""Colour maps, and how values become numbers between 0 and 1 for them."""

import math

from matplotlib import rcParams
from matplotlib.artist import finite, is_scalar, plain
from matplotlib.colors import to_rgba

_made = {}


def _rgb(digits):
    return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255


class Colormap:
    def __init__(self, name, stops=None, listed=None, N=256):
        self.name, self.stops, self.listed = name, stops, listed
        self.N = len(listed) if listed else N
        self.bad, self.under, self.over = (0.0, 0.0, 0.0, 0.0), None, None
        self.table = None

    def _table(self):
        if self.table is None:
            if self.listed:
                self.table = [tuple(c) for c in self.listed]
            else:
                self.table, at, stops = [], 0, self.stops
                for k in range(self.N):
                    x = k / (self.N - 1) if self.N > 1 else 0
                    while at < len(stops) - 2 and x > stops[at + 1][0]:
                        at += 1
                    (x0, a), (x1, b) = stops[at], stops[at + 1]
                    t = min(max((x - x0) / (x1 - x0), 0), 1) if x1 > x0 else 1
                    self.table.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2]), 1.0))
        return self.table

    @property
    def colors(self):
        return self._table()

    def one(self, value, alpha=None):
        table, N = self._table(), self.N
        if value is None or value != value:
            return self.bad
        if isinstance(value, int) and not isinstance(value, bool):
            k = value
        else:
            k = N - 1 if value == 1 else math.floor(value * N) if abs(value) < 1e9 else -1 if value < 0 else N
        color = (self.under or table[0]) if k < 0 else (self.over or table[-1]) if k >= N else table[k]
        return color if alpha is None else color[:3] + (alpha,)

    def __call__(self, X, alpha=None, bytes=False):
        if is_scalar(X):
            X = X.tolist() if hasattr(X, "tolist") else X
            color = self.one(X, alpha)
            return tuple(int(v * 255) for v in color) if bytes else color
        values = plain(X)
        if any(type(v) is float for v in values):
            # As in an array: whole numbers beside others are parts too, not places in the table.
            values = [float(v) if v is not None else v for v in values]
        out = [self.one(v, alpha) for v in values] if not isinstance(values[:1] and values[0], (list, tuple)) else [[self.one(v, alpha) for v in row] for row in values]
        if hasattr(X, "tolist"):
            from matplotlib.lines import _array

            return _array([list(c) for c in out] if out and not isinstance(out[0], list) else [[list(c) for c in row] for row in out])
        return out

    def reversed(self, name=None):
        name = name or (self.name[:-2] if self.name.endswith("_r") else self.name + "_r")
        if self.listed:
            return Colormap(name, listed=self.listed[::-1])
        return Colormap(name, [(1 - x, c) for x, c in reversed(self.stops)], N=self.N)

    def resampled(self, lutsize):
        if self.listed:
            return Colormap(self.name, listed=[self.one(k / (lutsize - 1) if lutsize > 1 else 0.0) for k in range(lutsize)])
        return Colormap(self.name, self.stops, N=lutsize)

    def copy(self):
        twin = Colormap(self.name, self.stops, self.listed, self.N)
        twin.bad, twin.under, twin.over = self.bad, self.under, self.over
        return twin

    __copy__ = copy

    def set_bad(self, color="k", alpha=None):
        self.bad = to_rgba(color, alpha)

    def set_under(self, color="k", alpha=None):
        self.under = to_rgba(color, alpha)

    def set_over(self, color="k", alpha=None):
        self.over = to_rgba(color, alpha)

    def __repr__(self):
        return f"<matplotlib.colors.Colormap '{self.name}'>"


class ListedColormap(Colormap):
    def __init__(self, colors, name="unnamed", N=None, **options):
        if isinstance(colors, str):
            colors = [colors] * (N or 1)
        listed = [to_rgba(c) for c in plain(colors)]
        Colormap.__init__(self, name, listed=[listed[k % len(listed)] for k in range(N or len(listed))])


class LinearSegmentedColormap(Colormap):
    def __init__(self, name, segmentdata, N=256, gamma=1.0):
        places = sorted({row[0] for key in ("red", "green", "blue") for row in segmentdata[key]})
        stops = []
        for x in places:
            # A jump in a channel is two stops at one place.
            for side in (1, 2):
                stops.append((x, tuple(_between(segmentdata[key], x, side) for key in ("red", "green", "blue"))))
        Colormap.__init__(self, name, stops, N=N)

    @staticmethod
    def from_list(name, colors, N=256, gamma=1.0):
        colors = plain(colors)
        if isinstance(colors[0], (tuple, list)) and len(colors[0]) == 2 and not isinstance(colors[0][0], str):
            stops = [(float(x), to_rgba(c)[:3]) for x, c in colors]
        else:
            stops = [(k / max(len(colors) - 1, 1), to_rgba(c)[:3]) for k, c in enumerate(colors)]
        return Colormap(name, stops, N=N)


def _between(rows, x, side):
    for a, b in zip(rows, rows[1:]):
        if a[0] == x:
            return a[side]
        if b[0] == x:
            return b[side]
        if a[0] < x < b[0]:
            return a[2] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[2])
    return rows[-1][1]


def _make(name):
    """The map of this name, or None."""
    if name in ("gray", "grey"):
        return Colormap(name, [(0, (0, 0, 0)), (1, (1, 1, 1))])
    if name in ("binary", "gist_yarg", "gist_gray_r"):
        return Colormap(name, [(0, (1, 1, 1)), (1, (0, 0, 0))])
    from matplotlib._maps import EVEN, LISTED, STOPS

    if name in EVEN:
        digits = EVEN[name]
        last = len(digits) // 6 - 1
        return Colormap(name, [(k / last, _rgb(digits[6 * k:6 * k + 6])) for k in range(last + 1)])
    if name in STOPS:
        return Colormap(name, [(x, _rgb(digits)) for x, digits in STOPS[name]])
    if name in LISTED:
        digits = LISTED[name]
        return Colormap(name, listed=[(*_rgb(digits[k:k + 6]), 1.0) for k in range(0, len(digits), 6)])
    if name.endswith("_r"):
        forward = _make(name[:-2])
        return forward and forward.reversed(name)
    return None


def get_cmap(name=None, lut=None):
    """A colour map by its name; the default one without a name."""
    if isinstance(name, Colormap):
        return name
    name = rcParams["image.cmap"] if name is None else name
    if name not in _made:
        _made[name] = _make(name)
        if _made[name] is None:
            del _made[name]
            raise ValueError(f"{name!r} is not a known colormap name; known ones are {', '.join(map(repr, colormaps))}")
    return _made[name] if lut is None else _made[name].resampled(lut)


def register_cmap(name=None, cmap=None, **options):
    _made[name or cmap.name] = cmap


class _Maps:
    """`matplotlib.colormaps`."""

    def __getitem__(self, name):
        try:
            return get_cmap(name)
        except ValueError:
            raise KeyError(f"{name!r} is not a known colormap name") from None

    def __iter__(self):
        from matplotlib._maps import EVEN, LISTED, STOPS

        return iter(sorted({*EVEN, *LISTED, *STOPS, "gray", "binary", *_made}))

    def __contains__(self, name):
        return name in list(self) or name.endswith("_r") and name[:-2] in list(self)

    def __call__(self):
        return list(self)

    keys = __call__

    def get_cmap(self, name):
        return get_cmap(name)

    def register(self, cmap, *, name=None, force=False):
        _made[name or cmap.name] = cmap


colormaps = _Maps()


def __getattr__(name):
    if name[:1] != "_":
        try:
            return get_cmap(name)
        except ValueError:
            pass
    raise AttributeError(f"module 'matplotlib.cm' has no attribute {name!r}")


class Normalize:
    def __init__(self, vmin=None, vmax=None, clip=False):
        self.vmin, self.vmax, self.clip = vmin, vmax, clip

    def autoscale_None(self, values):
        if self.vmin is not None and self.vmax is not None:
            return
        values = finite([float(v) for v in values if v is not None])
        if values:
            self.vmin = min(values) if self.vmin is None else self.vmin
            self.vmax = max(values) if self.vmax is None else self.vmax

    def autoscale(self, values):
        self.vmin = self.vmax = None
        self.autoscale_None(plain(values))

    def scale(self, value):
        return value

    def one(self, value):
        if value is None or value != value:
            return math.nan
        low, high = self.scale(self.vmin), self.scale(self.vmax)
        return 0.0 if high == low else (self.scale(value) - low) / (high - low)

    def inverse(self, part):
        return self.vmin + part * (self.vmax - self.vmin)

    def __call__(self, value, clip=None):
        if is_scalar(value):
            if self.vmin is None:
                self.autoscale_None([value])
            return self.one(value)
        values = plain(value)
        if self.vmin is None or self.vmax is None:
            self.autoscale_None([v for row in values for v in row] if values and isinstance(values[0], (list, tuple)) else values)
        if values and isinstance(values[0], (list, tuple)):
            return [[self.one(v) for v in row] for row in values]
        return [self.one(v) for v in values]


class LogNorm(Normalize):
    def autoscale_None(self, values):
        Normalize.autoscale_None(self, [v for v in values if v is not None and v > 0])

    def scale(self, value):
        return math.log10(value) if value > 0 else math.nan

    def inverse(self, part):
        return self.vmin * (self.vmax / self.vmin) ** part


class PowerNorm(Normalize):
    def __init__(self, gamma, vmin=None, vmax=None, clip=False):
        Normalize.__init__(self, vmin, vmax)
        self.gamma = gamma

    def one(self, value):
        part = Normalize.one(self, value)
        return part ** self.gamma if part > 0 else part

    def inverse(self, part):
        return self.vmin + part ** (1 / self.gamma) * (self.vmax - self.vmin)


class TwoSlopeNorm(Normalize):
    def __init__(self, vcenter, vmin=None, vmax=None):
        Normalize.__init__(self, vmin, vmax)
        self.vcenter = vcenter

    def one(self, value):
        if value is None or value != value:
            return math.nan
        if value < self.vcenter:
            return 0.5 * (value - self.vmin) / (self.vcenter - self.vmin)
        return 0.5 + 0.5 * (value - self.vcenter) / (self.vmax - self.vcenter)

    def inverse(self, part):
        low, middle, high = self.vmin, self.vcenter, self.vmax
        return low + 2 * part * (middle - low) if part < 0.5 else middle + (2 * part - 1) * (high - middle)


class CenteredNorm(Normalize):
    def __init__(self, vcenter=0, halfrange=None, clip=False):
        Normalize.__init__(self)
        self.vcenter = vcenter
        if halfrange is not None:
            self.vmin, self.vmax = vcenter - halfrange, vcenter + halfrange

    def autoscale_None(self, values):
        if self.vmin is None:
            half = max((abs(v - self.vcenter) for v in finite(values)), default=1)
            self.vmin, self.vmax = self.vcenter - half, self.vcenter + half


class BoundaryNorm(Normalize):
    def __init__(self, boundaries, ncolors, clip=False, extend="neither"):
        self.boundaries = [float(b) for b in plain(boundaries)]
        Normalize.__init__(self, self.boundaries[0], self.boundaries[-1])
        self.N = ncolors

    def one(self, value):
        from bisect import bisect_right

        if value is None or value != value:
            return math.nan
        regions = len(self.boundaries) - 1
        k = bisect_right(self.boundaries, value) - 1
        if k < 0 or k >= regions:
            return -1 if k < 0 else self.N
        return int(k * (self.N - 1) / (regions - 1)) if regions > 1 else 0

    def inverse(self, part):
        at = part * (len(self.boundaries) - 1)
        k = min(int(at), len(self.boundaries) - 2)
        return self.boundaries[k] + (at - k) * (self.boundaries[k + 1] - self.boundaries[k])


class NoNorm(Normalize):
    def one(self, value):
        return int(value)


def make_norm(norm, vmin, vmax):
    if norm is None or norm == "linear":
        return Normalize(vmin, vmax)
    if norm == "log":
        return LogNorm(vmin, vmax)
    return norm


class ScalarMappable:
    """Values, a norm and a map, for a colour bar without a drawing."""

    def __init__(self, norm=None, cmap=None):
        self.norm, self.cmap, self.array, self.axes = make_norm(norm, None, None), get_cmap(cmap), None, None

    def set_array(self, values):
        self.array = None if values is None else plain(values)
        if self.array:
            self.norm.autoscale_None(self.array)

    def set_clim(self, vmin=None, vmax=None):
        self.norm.vmin, self.norm.vmax = vmin, vmax

    def get_array(self):
        return self.array

    def get_clim(self):
        return self.norm.vmin, self.norm.vmax

    def get_cmap(self):
        return self.cmap

    def to_rgba(self, x, alpha=None):
        return self.cmap(self.norm(x), alpha)

    def get(self, key):
        return None
