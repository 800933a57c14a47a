"""Points and arrows: `scatter`, `errorbar`, `stem`, `quiver`, `arrow`. Methods of Axes."""

import math

from matplotlib import rcParams
from matplotlib.artist import is_scalar, number, numbers, plain, shape_of
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.container import ErrorbarContainer, StemContainer
from matplotlib.lines import Line2D, known_marker


def _flat(values):
    values = plain(values) if hasattr(values, "__iter__") and not isinstance(values, str) else [values]
    if not isinstance(values, (list, tuple)):
        values = [values]
    return [v for row in values for v in row] if values and isinstance(values[0], (list, tuple)) else values


def scatter(self, x, y, s=None, c=None, *, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None, linewidths=None,
            edgecolors=None, plotnonfinite=False, data=None, **options):
    from matplotlib.colors import is_single, to_rgba_array

    if data is not None:
        x, y, s, c = (data[v] if isinstance(v, str) and v in data else v for v in (x, y, s, c))
    x, y = self.xaxis.convert(_flat(x)), self.yaxis.convert(_flat(y))
    if len(x) != len(y):
        raise ValueError("x and y must be the same size")
    color = options.pop("color", None)
    face, edge = options.pop("facecolors", options.pop("facecolor", None)), options.pop("edgecolor", edgecolors)
    width = options.pop("linewidth", options.pop("lw", linewidths))
    if s is not None:
        s = numbers(_flat(s))
        if len(s) not in (1, len(x)):
            raise ValueError("s must be a scalar, or float array-like with the same size as x and y")
    marker = known_marker(rcParams["scatter.marker"] if marker is None else marker)
    values = None
    if c is not None and not is_single(c):
        flat = _flat(c)
        if flat and all(isinstance(v, (int, float)) or v is None for v in flat) and (len(flat) == len(x) or not flat):
            values = numbers(flat)
        elif flat and isinstance(flat[0], (int, float)):
            if len(flat) not in (3, 4) and shape_of(c)[-1:] not in ((3,), (4,)):
                raise ValueError(f"'c' argument has {len(flat)} elements, which is inconsistent with 'x' and 'y' with size {len(x)}.")
    elif c is not None and not isinstance(c, str) and len(x) in (3, 4) and len(plain(c)) == len(x):
        values = numbers(plain(c))
    if c is not None and values is None:
        try:
            colors = to_rgba_array(c)
        except (ValueError, TypeError):
            raise ValueError(f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, not {c!r}") from None
        if len(colors) not in (0, 1, len(x)):
            raise ValueError(f"'c' argument has {len(colors)} elements, which is inconsistent with 'x' and 'y' with size {len(x)}.")
    made = PathCollection(x, y, s, marker)
    made.p["alpha"] = alpha
    if values is not None:
        made.init_map(values, cmap, norm, vmin, vmax)
    elif color is not None:
        made.p["facecolor"] = color
        made.p["edgecolor"] = color
    else:
        made.p["facecolor"] = c if c is not None else face if face is not None else self.next_color("patch")
        if c is None and face is None and edge is None:
            made.p["edgecolor"] = "face"
    if face is not None:
        made.p["facecolor"] = face
    if edge is not None:
        made.p["edgecolor"] = edge
    if width is not None:
        made.p["linewidth"] = width
    return self.add(made, options)


def _spans(values, errors, what):
    """The (low, high) ends of the error bars."""
    errors = [errors] if is_scalar(errors) else plain(errors)
    if not isinstance(errors, (list, tuple)):
        errors = [errors]
    if errors and isinstance(errors[0], (list, tuple)):
        low, high = [list(map(number, e)) for e in errors]
    else:
        low = high = [number(e) for e in errors]
    count = len(values)
    low, high = (e * count if len(e) == 1 else e for e in (low, high))
    if len(low) != count or len(high) != count:
        raise ValueError(f"'{what}' (shape: {shape_of(errors)}) must be a scalar or a 1D or (2, n) array-like whose shape matches '{what[0]}' (shape: ({count},))")
    if any(e < 0 for e in low) or any(e < 0 for e in high):
        raise ValueError(f"'{what}' must not contain negative values")
    return [(v - a, v + b) for v, a, b in zip(values, low, high)]


def errorbar(self, x, y, yerr=None, xerr=None, fmt="", ecolor=None, elinewidth=None, capsize=None, barsabove=False, lolims=False,
             uplims=False, xlolims=False, xuplims=False, errorevery=1, capthick=None, data=None, **options):
    x, y = self.xaxis.convert(x), self.yaxis.convert(y)
    if len(x) != len(y):
        raise ValueError("'x' and 'y' must have the same size")
    label = options.pop("label", None)
    alpha, zorder = options.get("alpha"), options.get("zorder", 2)
    if fmt.lower() == "none":
        line, color = None, options.pop("color", options.pop("c", None)) or (None if ecolor is not None else self.next_color())
        extra = ("marker", "markersize", "ms", "mfc", "mec", "linestyle", "ls", "linewidth", "lw")
        options = {key: v for key, v in options.items() if key not in extra}
    else:
        line, = self.plot(x, y, *([fmt] if fmt else []), **options)
        color = line.get("color")
    look = {"color": ecolor if ecolor is not None else color, "linewidth": elinewidth or options.get("linewidth", options.get("lw", rcParams["lines.linewidth"])),
            "alpha": alpha, "zorder": zorder}
    bars, caps = [], []
    every = errorevery if isinstance(errorevery, int) else 1
    for errors, values, what in ((xerr, x, "xerr"), (yerr, y, "yerr")):
        if errors is None:
            continue
        spans = _spans(values, errors, what)
        pieces = [((a, v), (b, v)) if what == "xerr" else ((u, a), (u, b)) for (a, b), u, v in list(zip(spans, x, y))[::every]]
        bars.append(self.add(LineCollection(pieces, **look)))
        if capsize:
            for k in (0, 1):
                ends = [piece[k] for piece in pieces]
                cap = Line2D([e[0] for e in ends], [e[1] for e in ends], linestyle="None", marker="|" if what == "xerr" else "_",
                             markersize=2 * capsize, color=look["color"], markeredgewidth=capthick or look["linewidth"] * 2 / 3, zorder=zorder, alpha=alpha)
                caps.append(self.add(cap))
    made = ErrorbarContainer((line, tuple(caps), tuple(bars)), label, xerr=xerr is not None, yerr=yerr is not None)
    if line is not None:
        line.p["label"] = "_nolegend_"
    self.containers.append(made)
    return made


def stem(self, *args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation="vertical", data=None, **options):
    if not 1 <= len(args) <= 5:
        raise TypeError(f"stem expected between 1 or 5 positional arguments, got {args}")
    from matplotlib.axes import parse_format

    upright = orientation == "vertical"
    along, across = (self.xaxis, self.yaxis) if upright else (self.yaxis, self.xaxis)
    args = list(args)
    if len(args) > 1 and not isinstance(args[1], str):
        x, y = along.convert(args[0]), across.convert(args[1])
        rest = args[2:]
    else:
        y = across.convert(args[0])
        x, rest = list(range(len(y))), args[1:]
    if len(x) != len(y):
        raise ValueError(f"x and y must have same first dimension, but have shapes ({len(x)},) and ({len(y)},)")
    linefmt, markerfmt, basefmt = (given if given is not None else rest[k] if k < len(rest) else None
                                   for k, given in enumerate((linefmt, markerfmt, basefmt)))
    style, _, color = parse_format(linefmt) if linefmt else ("-", None, None)
    color = color or "C0"
    mark_style, marker, mark_color = parse_format(markerfmt) if markerfmt is not None else (None, "o", None)
    base_style, _, base_color = parse_format(basefmt) if basefmt else ("-", None, "C3")
    pieces = [((a, bottom), (a, b)) if upright else ((bottom, a), (b, a)) for a, b in zip(x, y)]
    lines = self.add(LineCollection(pieces, color=color, linestyle=style or "-"))
    heads = self.add(Line2D(*((x, y) if upright else (y, x)), linestyle=mark_style or "None", marker=marker or ("o" if markerfmt is None else "None"), color=mark_color or color))
    ends = [min(x), max(x)] if x else []
    base = self.add(Line2D(*((ends, [bottom] * len(ends)) if upright else ([bottom] * len(ends), ends)), color=base_color or "C3", linestyle=base_style or "-"))
    for part in (heads, base):
        part.p["label"] = "_nolegend_"
    made = StemContainer((heads, lines, base), label)
    self.containers.append(made)
    return made


def arrow(self, x, y, dx, dy, **options):
    from matplotlib.patches import FancyArrow

    x, y = self.xaxis.convert_one(x), self.yaxis.convert_one(y)
    return self.add(FancyArrow(x, y, dx, dy, **options))


class Quiver(PolyCollection):
    """Arrows of a field; their width is in parts of the axes' width."""

    def __init__(self, x, y, u, v, options):
        self.x, self.y, self.u, self.v = x, y, u, v
        self.way = {name: options.pop(name, default) for name, default in (
            ("angles", "uv"), ("scale", None), ("scale_units", None), ("units", "width"), ("width", None), ("pivot", "tail"),
            ("headwidth", 3), ("headlength", 5), ("headaxislength", 4.5), ("minshaft", 1), ("minlength", 1))}
        PolyCollection.__init__(self, [])

    def limits(self):
        return self.x, self.y

    def set_UVC(self, U, V, C=None):
        self.u, self.v = numbers(_flat(U)), numbers(_flat(V))
        if C is not None:
            self.set_array(_flat(C))

    def draw(self, svg, axes):
        from matplotlib._svg import n

        way, count = self.way, len(self.x)
        x, y, w, h = axes.box
        sides = max(8, min(25, math.sqrt(count) or 1))
        # The unit of widths, in pixels.
        unit = {"width": w, "height": h, "dots": 1, "inches": axes.figure.dpi, "x": abs(axes._map[1]), "y": abs(axes._map[3])}.get(way["units"], w)
        width = (way["width"] if way["width"] is not None else 0.06 * w / sides / unit) * unit
        lengths = [math.hypot(a, b) for a, b in zip(self.u, self.v)]
        scale = way["scale"]
        if scale is None:
            if way["scale_units"] in ("xy", "x", "y") and way["angles"] == "xy":
                scale = 1
            else:
                known = [v for v in lengths if v == v]
                scale = 1.8 * (sum(known) / len(known) if known else 1) * sides
                way["scale_units"] = way["scale_units"] or "width"
        ku, kv = axes._map[1], -axes._map[3]
        per = {"xy": None, "x": abs(ku), "y": abs(kv), "inches": axes.figure.dpi, "dots": 1, "height": h}.get(way["scale_units"], w)
        places = axes.points(self.x, self.y)
        groups = {}
        for k, place in enumerate(places):
            if not place or lengths[k] != lengths[k]:
                continue
            u, v = self.u[k], self.v[k]
            if way["scale_units"] == "xy":
                px, py = u * ku / scale, v * kv / scale
            else:
                far = lengths[k] * per / scale
                angle = math.atan2(v * kv, u * ku) if way["angles"] == "xy" else math.atan2(v, u)
                px, py = far * math.cos(angle), far * math.sin(angle)
            long = math.hypot(px, py)
            face = self.paint(k)[0]
            if long < way["minlength"] * width:
                groups.setdefault(face, []).append(f"M{n(place[0])} {n(place[1])}m{n(-width / 2)} 0h{n(width)}v{n(width)}h{n(-width)}z")
                continue
            c, s = px / long, py / long
            head, wing, neck = way["headlength"] * width, way["headwidth"] * width / 2, way["headaxislength"] * width
            least = (way["minshaft"] + way["headlength"]) * width
            small = min(1, long / least)
            head, wing, neck, half = head * small, wing * small, neck * small, width * small / 2
            start = {"mid": -long / 2, "middle": -long / 2, "tip": -long}.get(way["pivot"], 0)
            local = [(0, half), (long - neck, half), (long - head, wing), (long, 0), (long - head, -wing), (long - neck, -half), (0, -half)]
            d = "L".join(f"{n(place[0] + (a + start) * c - b * s)} {n(place[1] - (a + start) * s - b * c)}" for a, b in local)
            groups.setdefault(face, []).append("M" + d + "z")
        for face, paths in groups.items():
            svg.path("".join(paths), face)


def quiver(self, *args, data=None, cmap=None, norm=None, **options):
    args = list(args)
    values = None
    if len(args) in (3, 5):
        values = _flat(args.pop())
    if len(args) == 2:
        u, v = args
        rows = plain(u)
        wide = len(rows[0]) if rows and isinstance(rows[0], (list, tuple)) else len(rows)
        x = [k % wide for k in range(len(_flat(u)))]
        y = [k // wide for k in range(len(_flat(u)))]
    elif len(args) == 4:
        x, y, u, v = args
        shape = shape_of(plain(u)) if not is_scalar(u) else ()
        x, y = plain(x) if not is_scalar(x) else [x], plain(y) if not is_scalar(y) else [y]
        if len(shape) == 2 and not isinstance(x[0], (list, tuple)):
            x, y = [list(x)] * shape[0], [[b] * shape[1] for b in y]
        x, y = _flat(x), _flat(y)
    else:
        raise TypeError(f"quiver takes from 2 to 5 positional arguments but {len(args)} were given")
    u, v = numbers(_flat(u)), numbers(_flat(v))
    x, y = self.xaxis.convert(x), self.yaxis.convert(y)
    u, v = (list(w) * len(x) if len(w) == 1 else w for w in (u, v))
    if not len(x) == len(y) == len(u) == len(v):
        raise ValueError(f"Argument U has a size {len(u)} which does not match {len(x)}, the number of arrow positions")
    made = Quiver(x, y, u, v, options)
    if values is not None:
        made.init_map(values, cmap, norm)
    elif not any(word in options for word in ("color", "facecolor", "fc", "c")):
        made.p["facecolor"] = "k"
    return self.add(made, options)


def hist2d(self, x, y, bins=10, *, range=None, density=False, weights=None, cmin=None, cmax=None, data=None, **options):
    from matplotlib._bars import edges_of
    from matplotlib.lines import _array
    from bisect import bisect_right

    x, y = self.xaxis.convert(x), self.yaxis.convert(y)
    pair = bins if not is_scalar(bins) and len(plain(bins)) == 2 else (bins, bins)
    span = range or (None, None)
    ex, ey = edges_of(x, pair[0], span[0]), edges_of(y, pair[1], span[1])
    counts = [[0.0] * (len(ey) - 1) for _ in ex[1:]]
    for a, b in zip(x, y):
        i, j = (bisect_right(e, v) - 1 - (v == e[-1]) for e, v in ((ex, a), (ey, b)))
        if 0 <= i < len(ex) - 1 and 0 <= j < len(ey) - 1:
            counts[i][j] += 1
    if density:
        total = sum(map(sum, counts)) or 1
        counts = [[c / total / (ex[i + 1] - ex[i]) / (ey[j + 1] - ey[j]) for j, c in enumerate(row)] for i, row in enumerate(counts)]
    if cmin is not None:
        counts = [[c if c >= cmin else math.nan for c in row] for row in counts]
    mesh = self.pcolormesh(ex, ey, [list(c) for c in zip(*counts)], **options)
    return _array(counts), _array(ex), _array(ey), mesh


def hexbin(self, x, y, C=None, *, gridsize=100, cmap=None, norm=None, vmin=None, vmax=None, mincnt=None, **options):
    x, y = self.xaxis.convert(x), self.yaxis.convert(y)
    nx = gridsize if isinstance(gridsize, int) else gridsize[0]
    ny = int(nx / math.sqrt(3)) if isinstance(gridsize, int) else gridsize[1]
    x0, x1, y0, y1 = min(x), max(x), min(y), max(y)
    sx, sy = (x1 - x0) / nx or 1, (y1 - y0) / ny or 1
    found = {}
    for a, b in zip(x, y):
        u, v = (a - x0) / sx, (b - y0) / sy
        one, two = (round(u), round(v)), (math.floor(u) + 0.5, math.floor(v) + 0.5)
        near = lambda c: (u - c[0]) ** 2 + 3 * (v - c[1]) ** 2
        cell = min(one, two, key=near)
        found[cell] = found.get(cell, 0) + 1
    if mincnt is None or mincnt == 0:
        for i in range(nx + 1):
            for j in range(ny + 1):
                found.setdefault((i, j), 0)
                if i < nx and j < ny:
                    found.setdefault((i + 0.5, j + 0.5), 0)
    shape = [(0.5, -1 / 6), (0.5, 1 / 6), (0, 1 / 3), (-0.5, 1 / 6), (-0.5, -1 / 6), (0, -1 / 3)]
    cells = [(cell, c) for cell, c in found.items() if mincnt is None or c >= mincnt]
    made = PolyCollection([[(x0 + (i + a) * sx, y0 + (j + b * 1) * sy) for a, b in shape] for (i, j), _ in cells], edgecolor="face")
    made.init_map([c for _, c in cells], cmap, norm, vmin, vmax)
    return self.add(made, options)
