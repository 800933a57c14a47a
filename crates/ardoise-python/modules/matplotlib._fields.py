"""Fields: `imshow`, `pcolormesh`, `contour`. Methods of Axes."""

import math

from matplotlib import rcParams
from matplotlib._svg import n, rgba
from matplotlib.artist import Artist, finite, is_scalar, numbers, plain
from matplotlib.collections import Collection, Mappable


def imshow(self, X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None,
           extent=None, interpolation_stage=None, filternorm=True, filterrad=4.0, resample=None, url=None, data=None, **options):
    from matplotlib.image import AxesImage

    origin = origin or rcParams["image.origin"]
    if origin not in ("upper", "lower"):
        raise ValueError(f"{origin!r} is not a valid value for origin; supported values are 'upper', 'lower'")
    made = AxesImage(X, None, origin)
    high, wide = made.shape
    if extent is None:
        extent = (-0.5, wide - 0.5, high - 0.5, -0.5) if origin == "upper" else (-0.5, wide - 0.5, -0.5, high - 0.5)
    made.extent = x0, x1, y0, y1 = tuple(float(v) for v in extent)
    made.p.update(interpolation=interpolation, alpha=alpha)
    if not made.rgb:
        made.init_map(made.values, cmap, norm, vmin, vmax)
    made.sticky = ((x0, x1), (y0, y1))
    aspect = rcParams["image.aspect"] if aspect is None else aspect
    self.set_aspect(aspect)
    self.add(made, options)
    for axis, low, top in ((self.xaxis, x0, x1), (self.yaxis, y0, y1)):
        if axis.view.auto:
            axis.view.lim, axis.view.stale, axis.view.inverted = (low, top), False, low > top
    return made


def matshow(self, Z, **options):
    options = {"origin": "upper", "interpolation": "nearest", "aspect": "equal", **options}
    made = self.imshow(Z, **options)
    self.title.y = 1.0
    self.xaxis.tick_top()
    self.xaxis.sides["bottom"] = True
    from matplotlib.ticker import MaxNLocator

    for axis in (self.xaxis, self.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=9, steps=[1, 2, 5, 10], integer=True))
    return made


def spy(self, Z, precision=0, marker=None, markersize=None, aspect="equal", origin="upper", **options):
    rows = plain(Z)
    return self.matshow([[1 if abs(v) > precision else 0 for v in row] for row in rows], cmap="binary", **options)


class QuadMesh(Collection):
    """Cells between the points of a grid."""

    def __init__(self, x, y, values, gouraud=False):
        self.gx, self.gy, self.rows = x, y, values
        Artist.__init__(self)

    def limits(self):
        return [v for row in self.gx for v in row], [v for row in self.gy for v in row]

    def draw(self, svg, axes):
        edge = self.p.get("edgecolor")
        edge = None if edge in (None, "none", "face") or not isinstance(edge, str) else rgba(edge)
        grid = [axes.points(xs, ys) for xs, ys in zip(self.gx, self.gy)]
        straight = len({tuple(row) for row in self.gx}) == 1 and all(len(set(row)) == 1 for row in self.gy)
        alpha = self.p.get("alpha")
        rows = [self.to_rgba(row, alpha) for row in self.rows]
        if straight and not edge and alpha is None and self._even(grid):
            # An even grid is a picture, one pixel a cell.
            from matplotlib.image import png

            cells = [b"".join(bytes(int(v * 255 + 0.5) for v in c) for c in row) for row in rows]
            (x0, y0), (x1, y1) = grid[0][0], grid[-1][-1]
            if y1 < y0:
                cells, y0, y1 = cells[::-1], y1, y0
            depth = 4
            if all(c[3] == 1 for row in rows for c in row):
                depth = 3
                cells = [b"".join(row[k:k + 3] for k in range(0, len(row), 4)) for row in cells]
            svg.image(x0, y0, x1 - x0, y1 - y0, png(cells, len(rows[0]), len(rows), depth))
            return
        groups = {}
        for i, row in enumerate(rows):
            for j, color in enumerate(row):
                corners = grid[i][j], grid[i][j + 1], grid[i + 1][j + 1], grid[i + 1][j]
                if color[3] and all(corners):
                    groups.setdefault(color, []).append("M" + "L".join(f"{n(x)} {n(y)}" for x, y in corners) + "z")
        for color, paths in groups.items():
            # The edge in the cell's own colour closes the hairlines between neighbours.
            svg.path("".join(paths), color, edge or (color if color[3] == 1 else None), self.p.get("linewidth", 1.0) if edge else 0.3)

    def _even(self, grid):
        xs, ys = [p[0] for p in grid[0] if p], [row[0][1] for row in grid if row[0]]
        if len(xs) < len(grid[0]) or len(ys) < len(grid) or xs[-1] < xs[0]:
            return False
        even = lambda v: max(abs((b - a) - (v[-1] - v[0]) / (len(v) - 1)) for a, b in zip(v, v[1:])) < 0.05
        return even(xs) and even(ys)


def _edges(values, count):
    """Edges of cells from their edges or from their middles."""
    if len(values) == count + 1:
        return list(values)
    if len(values) != count:
        return None
    if count == 1:
        return [values[0] - 0.5, values[0] + 0.5]
    middle = [(a + b) / 2 for a, b in zip(values, values[1:])]
    return [2 * values[0] - middle[0], *middle, 2 * values[-1] - middle[-1]]


def pcolormesh(self, *args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False, data=None, **options):
    if len(args) not in (1, 3):
        raise TypeError(f"pcolormesh() takes 1 or 3 positional arguments but {len(args)} were given")
    rows = [numbers(row) for row in plain(args[-1])]
    high, wide = len(rows), len(rows[0])
    if len(args) == 1:
        x, y = list(range(wide + 1)), list(range(high + 1))
    else:
        x, y = plain(args[0]), plain(args[1])
    def grid(values, count, other, across):
        if values and isinstance(values[0], (list, tuple)):
            flat = values[0] if across else [row[0] for row in values]
            if len(values) == high and len(values[0]) == wide:
                return _edges(numbers(flat), count)
            return values
        values = (self.xaxis if across else self.yaxis).convert(values)
        edges = _edges(values, count)
        if edges is None:
            raise TypeError(f"Dimensions of C ({high}, {wide}) should be one smaller than X({len(x)}) and Y({len(y)}) while using shading='flat' see help(pcolormesh)")
        return edges
    gx, gy = grid(x, wide, high, True), grid(y, high, wide, False)
    if not isinstance(gx[0], (list, tuple)):
        gx = [gx] * (high + 1)
    if not isinstance(gy[0], (list, tuple)):
        gy = [[v] * (wide + 1) for v in gy]
    made = QuadMesh(gx, gy, rows)
    made.init_map(rows, cmap, norm, vmin, vmax)
    made.p["alpha"] = alpha
    xs, ys = made.limits()
    made.sticky = ((min(xs), max(xs)), (min(ys), max(ys)))
    return self.add(made, options)


pcolor = pcolormesh


class ContourSet(Artist, Mappable):
    """Lines or bands of equal value."""

    names = "linewidths linestyles colors hatches"

    def __init__(self, x, y, z, levels, filled, options):
        Artist.__init__(self)
        self.xs, self.ys, self.z, self.levels, self.filled = x, y, z, levels, filled
        self.zorder = 1 if filled else 2
        self.options = options
        self.labels = []

    def limits(self):
        if isinstance(self.xs[0], list):
            return [v for row in self.xs for v in row], [v for row in self.ys for v in row]
        return list(self.xs), list(self.ys)

    def color(self, k):
        colors = self.options.get("colors")
        alpha = self.options.get("alpha")
        if colors is not None:
            from matplotlib.colors import is_single

            return rgba(colors if is_single(colors) else plain(colors)[k % len(plain(colors))], alpha)
        if self.filled:
            low, high = self.bands[k]
            return self.cmap.one(self.norm.one((low + high) / 2), alpha)
        return self.cmap.one(self.norm.one(self.levels[k]), alpha)

    @property
    def bands(self):
        levels = list(self.levels)
        if self.options.get("extend") in ("min", "both"):
            levels.insert(0, -math.inf)
        if self.options.get("extend") in ("max", "both"):
            levels.append(math.inf)
        inner = self.levels
        # On paper the open bands are as wide as their neighbours.
        if levels[0] == -math.inf:
            levels[0] = 2 * inner[0] - inner[1]
        if levels[-1] == math.inf:
            levels[-1] = 2 * inner[-1] - inner[-2]
        return list(zip(levels, levels[1:]))

    def place(self, i, j):
        if isinstance(self.xs[0], list):
            return self.xs[i][j], self.ys[i][j]
        return self.xs[j], self.ys[i]

    def draw(self, svg, axes):
        from matplotlib._contours import bands, lines

        if self.filled:
            levels = self.bands
            ends = self.options.get("extend")
            for k, (low, high) in enumerate(levels):
                if k == 0 and ends in ("min", "both"):
                    low = -math.inf
                if k == len(levels) - 1 and ends in ("max", "both"):
                    high = math.inf
                rings = bands(self.z, low, high, self.place, last=k == len(levels) - 1)
                d = "".join("M" + "L".join(f"{n(x)} {n(y)}" for x, y in pts) + "z" for pts in (
                    [p for p in axes.points([q[0] for q in ring], [q[1] for q in ring]) if p] for ring in rings) if pts)
                color = self.color(k)
                # The edge in the band's own colour closes the hairlines between bands.
                svg.path(d, color, color if color and color[3] == 1 else None, 0.4)
            return
        widths = self.options.get("linewidths")
        widths = plain(widths) if widths is not None and not is_scalar(widths) else [rcParams["lines.linewidth"] if widths is None else widths]
        styles = self.options.get("linestyles")
        single = self.options.get("colors") is not None and isinstance(self.options["colors"], str)
        for k, level in enumerate(self.levels):
            style = ("--" if single and level < 0 else "-") if styles is None else styles if isinstance(styles, str) else styles[k % len(styles)]
            pieces = lines(self.z, level, self.place)
            d, notes = "", []
            for piece in pieces:
                points = [p for p in axes.points([q[0] for q in piece], [q[1] for q in piece]) if p]
                if self.labels:
                    points, cut, note = self._cut(points, level, svg)
                    notes += note
                    for part in cut:
                        d += "M" + "L".join(f"{n(x)} {n(y)}" for x, y in part)
                else:
                    closed = len(points) > 2 and points[0] == points[-1]
                    d += "M" + "L".join(f"{n(x)} {n(y)}" for x, y in (points[:-1] if closed else points)) + ("z" if closed else "")
            svg.path(d, None, self.color(k), widths[k % len(widths)], style)
            for x, y, turn, text, size, color in notes:
                svg.text(x, y, text, size, color or self.color(k), "center", "center", turn)

    def _cut(self, points, level, svg):
        """A gap in a line for its label, in its straightest part."""
        look = self.labels[0]
        if look["levels"] is not None and level not in look["levels"]:
            return points, [points], []
        size = look["size"] * svg.scale
        text = look["fmt"](level)
        wide = svg.text(0, 0, text, size, dry=True)
        gap = (wide[2] - wide[0]) / 2 + 3
        along = [0.0]
        for a, b in zip(points, points[1:]):
            along.append(along[-1] + math.hypot(b[0] - a[0], b[1] - a[1]))
        if along[-1] < 2.5 * gap:
            return points, [points], []
        best = None
        for k in range(len(points)):
            if gap < along[k] < along[-1] - gap:
                i = next(m for m in range(k, -1, -1) if along[m] <= along[k] - gap)
                j = next((m for m in range(k, len(points)) if along[m] >= along[k] + gap), len(points) - 1)
                straight = math.hypot(points[j][0] - points[i][0], points[j][1] - points[i][1]) / (along[j] - along[i] or 1)
                centre = abs(along[k] / along[-1] - 0.5) * 0.05
                if best is None or straight - centre > best[0] + 1e-9:
                    best = (straight - centre, k, i, j)
        if best is None:
            return points, [points], []
        _, k, i, j = best
        (ax, ay), (bx, by) = points[i], points[j]
        turn = -math.degrees(math.atan2(by - ay, bx - ax))
        turn = (turn + 90) % 180 - 90
        return points, [points[:i + 1], points[j:]], [(*points[k], turn if look["inline"] else 0, text, size, look["color"])]

    def key(self, svg, x, y, width, height):
        svg.line(x, y + height / 2, x + width, y + height / 2, self.color(0), 1.5)

    def legend_elements(self, **options):
        from matplotlib.lines import Line2D

        return [Line2D([], [], color=self.color(k)) for k in range(len(self.levels))], [f"$x = {v:g}$" for v in self.levels]


def _contour(self, args, filled, levels, options):
    args = list(args)
    if len(args) in (2, 4):
        levels = args.pop() if levels is None else levels
    rows = plain(args[-1])
    if not rows or not isinstance(rows[0], (list, tuple)):
        raise TypeError("Input z must be 2D, not 1D")
    z = [numbers(row) for row in rows]
    high, wide = len(z), len(z[0]) if z else 0
    if high < 2 or wide < 2:
        raise TypeError(f"Input z must be at least a (2, 2) shaped array, but has shape {(high, wide)}")
    if len(args) == 1:
        x, y = list(range(wide)), list(range(high))
    else:
        x, y = plain(args[0]), plain(args[1])
        if isinstance(x[0], (list, tuple)):
            x, y = [list(map(float, r)) for r in x], [list(map(float, r)) for r in y]
            if len(x) != high or len(x[0]) != wide:
                raise TypeError(f"Shapes of x {(len(x), len(x[0]))} and z {(high, wide)} do not match")
        else:
            x, y = numbers(x), numbers(y)
            if len(x) != wide or len(y) != high:
                which, found, length = ("x", len(x), wide) if len(x) != wide else ("y", len(y), high)
                raise TypeError(f"Length of {which} ({found}) must match number of {'columns' if which == 'x' else 'rows'} in z ({length})")
    flat = finite([v for row in z for v in row])
    low, top = (min(flat), max(flat)) if flat else (0, 1)
    vmin, vmax = options.pop("vmin", None), options.pop("vmax", None)
    cmap, norm = options.pop("cmap", None), options.pop("norm", None)
    if "linewidth" in options:
        options["linewidths"] = options.pop("linewidth")
    if "color" in options:
        options["colors"] = options.pop("color")
    if levels is None or is_scalar(levels):
        from matplotlib.ticker import MaxNLocator

        count = 7 if levels is None else int(levels)
        levels = MaxNLocator(count + 1, min_n_ticks=1).tick_values(low, top)
        if filled:
            first = max((k for k, v in enumerate(levels) if v <= low), default=0)
            last = next((k for k, v in enumerate(levels) if v >= top), len(levels) - 1)
            levels = levels[first:last + 1]
        else:
            first = max((k for k, v in enumerate(levels) if v < low), default=0)
            last = next((k for k, v in enumerate(levels) if v > top), len(levels) - 1)
            levels = levels[first:last + 1]
    levels = numbers(levels)
    if any(b <= a for a, b in zip(levels, levels[1:])):
        raise ValueError("Contour levels must be increasing")
    if filled and len(levels) < 2:
        raise ValueError("Filled contours require at least 2 levels.")
    made = ContourSet(x, y, z, levels, filled, options)
    made.p["alpha"] = options.get("alpha")
    made.init_map(None, cmap, norm, vmin, vmax)
    if made.norm.vmin is None or made.norm.vmax is None:
        ends = (levels[0], levels[-1])
        made.norm.vmin = ends[0] if made.norm.vmin is None else made.norm.vmin
        made.norm.vmax = ends[1] if made.norm.vmax is None else made.norm.vmax
    xs, ys = made.limits()
    made.sticky = ((min(xs), max(xs)), (min(ys), max(ys)))
    return self.add(made)


def contour(self, *args, levels=None, data=None, **options):
    return _contour(self, args, False, levels, options)


def contourf(self, *args, levels=None, data=None, **options):
    return _contour(self, args, True, levels, options)


def clabel(self, CS, levels=None, *, fontsize=None, inline=True, fmt=None, colors=None, inline_spacing=5, use_clabeltext=False, manual=False, rightside_up=True, zorder=None):
    from matplotlib.text import points

    if fmt is None:
        from matplotlib.ticker import ScalarFormatter

        formatter = ScalarFormatter(useOffset=False)
        formatter.set_locs(CS.levels)
        write = lambda v: "%.*f" % (max(formatter.digits, 0), v)
        write = lambda v, write=write: write(v).replace("-", "\u2212")
    elif isinstance(fmt, dict):
        write = lambda v: str(fmt.get(v, "%g" % v))
    else:
        write = fmt if callable(fmt) else lambda v: fmt % v
    from matplotlib.colors import to_rgba

    CS.labels = [{"size": points(fontsize or "medium"), "fmt": write, "inline": True, "levels": None if levels is None else numbers(levels),
                  "color": None if colors is None else to_rgba(colors if isinstance(colors, str) else colors[0])}]
    return []
