"""Bars: `bar`, `barh`, `hist` and what is written on them. Methods of Axes."""

import math

from matplotlib import rcParams
from matplotlib.artist import finite, is_scalar, number, numbers, plain, shape_of
from matplotlib.colors import is_single
from matplotlib.container import BarContainer
from matplotlib.patches import Polygon, Rectangle


def _many(value, count, what="width"):
    """A number for each bar."""
    values = [value] if is_scalar(value) else plain(value)
    if not isinstance(values, (list, tuple)):
        values = [values]
    if len(values) not in (1, count) and count != 1:
        raise ValueError(f"shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape ({count},) and arg 1 with shape ({len(values)},).")
    return list(values) * count if len(values) == 1 else list(values)


def _looks(value, count):
    """A colour for each bar."""
    if value is None or is_single(value):
        return [value] * count
    values = plain(value)
    return [values[k % len(values)] for k in range(count)]


def bar(self, x, height, width=0.8, bottom=None, *, align="center", data=None, **options):
    return _bars(self, x, height, width, bottom, align, "vertical", options)


def barh(self, y, width, height=0.8, left=None, *, align="center", data=None, **options):
    return _bars(self, y, width, height, left, align, "horizontal", options)


def _bars(self, x, height, width, bottom, align, orientation, options):
    upright = orientation == "vertical"
    along, across = (self.xaxis, self.yaxis) if upright else (self.yaxis, self.xaxis)
    tick_label, log = options.pop("tick_label", None), options.pop("log", False)
    error = options.pop("yerr" if upright else "xerr", None)
    options.pop("xerr" if upright else "yerr", None)
    error_color, capsize = options.pop("ecolor", "k"), options.pop("capsize", 0)
    error_options = options.pop("error_kw", {}) or {}
    face, edge = options.pop("facecolor", options.pop("fc", None)), options.pop("edgecolor", options.pop("ec", None))
    color = options.pop("color", options.pop("c", face))
    if color is None:
        color = self.next_color("patch")
    labels = options.pop("label", "")
    line_width = options.pop("linewidth", options.pop("lw", None))
    hatch = options.pop("hatch", None)
    x = along.convert(x)
    height = across.convert(height)
    count = max(len(x), len(height)) if len(x) and len(height) else 0
    if len(x) != len(height) and 1 not in (len(x), len(height)):
        raise ValueError("shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between "
                         f"'{along.axis_name}' with shape ({len(x)},) and '{'height' if upright else 'width'}' with shape ({len(height)},).")
    x, height = (list(v) * count if len(v) == 1 else v for v in (x, height))
    widths = [number(v) if not hasattr(v, "total_seconds") else v.total_seconds() / 86400 for v in _many(width, count)]
    bottoms = [number(v) for v in _many(0 if bottom is None else bottom, count)]
    if align not in ("center", "edge"):
        raise ValueError(f"{align!r} is not a valid value for align; supported values are 'center', 'edge'")
    colors, edges, thick = _looks(color, count), _looks(edge, count), _many(line_width, count)
    hatches = [hatch] * count if hatch is None or isinstance(hatch, str) else list(hatch)
    bars, middles, ends = [], [], []
    if log:
        across.view.set_scale("log")
    for k in range(count):
        start = x[k] - widths[k] / 2 if align == "center" else x[k]
        corner, size = ((start, bottoms[k]), (widths[k], height[k])) if upright else ((bottoms[k], start), (height[k], widths[k]))
        patch = Rectangle(corner, *size, facecolor=colors[k], label="_nolegend_")
        if edges[k] is not None:
            patch.p["edgecolor"] = edges[k]
        if thick[k] is not None:
            patch.p["linewidth"] = thick[k]
        if hatches[k % len(hatches)] is not None:
            patch.p["hatch"] = hatches[k % len(hatches)]
        if isinstance(labels, (list, tuple)):
            patch.set_label(labels[k])
        patch.sticky = ((), (bottoms[k],)) if upright else ((bottoms[k],), ())
        self.add(patch, options)
        bars.append(patch)
        middles.append(start + widths[k] / 2)
        ends.append(bottoms[k] + height[k])
    error_bars = None
    if error is not None:
        look = {"ecolor": error_color, "capsize": capsize, **error_options}
        pair = (middles, ends) if upright else (ends, middles)
        error_bars = self.errorbar(*pair, **{"yerr" if upright else "xerr": error}, fmt="none", **look)
    made = BarContainer(bars, labels if isinstance(labels, str) or labels is None else "_nolegend_", errorbar=error_bars,
                        datavalues=height, orientation=orientation)
    self.containers.append(made)
    if isinstance(labels, (list, tuple)):
        self.containers.remove(made)
    if tick_label is not None:
        names = [tick_label] * count if isinstance(tick_label, str) else plain(tick_label)
        along.set_ticks(middles if align == "center" else x, names)
    return made


def bar_label(self, container, labels=None, *, fmt="%g", label_type="edge", padding=0, **options):
    from matplotlib.text import Annotation

    texts = []
    upright = container.orientation == "vertical"
    for k, bar in enumerate(container):
        value = container.datavalues[k]
        if labels is not None:
            text = labels[k]
        else:
            text = fmt(value) if callable(fmt) else fmt.format(value) if "{" in fmt else fmt % value
        x, y = number(bar.x) + number(bar.w) / 2, number(bar.y) + number(bar.h) / 2
        ha = va = "center"
        shift = (0, 0)
        if label_type == "edge":
            sign = 1 if value >= 0 else -1
            if upright:
                y, va, shift = number(bar.y) + number(bar.h), "bottom" if sign > 0 else "top", (0, sign * padding)
            else:
                x, ha, shift = number(bar.x) + number(bar.w), "left" if sign > 0 else "right", (sign * padding, 0)
        note = Annotation(text, (x, y), shift, textcoords="offset points")
        self.add(note, {"ha": ha, "va": va, **options})
        texts.append(note)
    return texts


def broken_barh(self, xranges, yrange, **options):
    from matplotlib.collections import PolyCollection

    y, high = yrange
    corners = [[(x, y), (x + w, y), (x + w, y + high), (x, y + high)] for x, w in xranges]
    return self.add(PolyCollection(corners), {"facecolor": self.next_color("patch"), **options} if "color" not in options else options)


def edges_of(values, bins, span):
    """The edges of the bins of numbers, as numpy's `histogram` makes them."""
    if isinstance(bins, str):
        count = len(values) or 1
        low, high = (min(values), max(values)) if values else (0, 1)
        sturges = (high - low) / (math.log2(count) + 1) if high > low else 0
        ordered = sorted(values)
        at = lambda q: ordered[int(q * (count - 1))] if ordered else 0
        width = 2 * (at(0.75) - at(0.25)) / count ** (1 / 3)
        if bins == "sqrt":
            bins = math.ceil(count ** 0.5)
        else:
            width = sturges if bins == "sturges" or not width else min(width, sturges) if bins == "auto" else width
            bins = math.ceil((high - low) / width) if width else 1
    if not is_scalar(bins):
        edges = [number(v) for v in plain(bins)]
        if any(a > b for a, b in zip(edges, edges[1:])):
            raise ValueError("`bins` must increase monotonically, when an array")
        return edges
    bins = int(bins)
    if bins < 1:
        raise ValueError("`bins` must be positive, when an integer")
    if span is not None:
        low, high = map(number, span)
        if low > high:
            raise ValueError("max must be larger than min in range parameter.")
    else:
        low, high = (min(values), max(values)) if values else (0, 1)
    if low == high:
        low, high = low - 0.5, high + 0.5
    step = (high - low) / bins
    return [low + k * step for k in range(bins)] + [float(high)]


def counted(values, edges, weights=None):
    """How many values are in each bin; the last bin holds its right edge too."""
    from bisect import bisect_right

    counts = [0.0] * (len(edges) - 1)
    for k, value in enumerate(values):
        at = bisect_right(edges, value) - 1
        if at == len(counts) and value == edges[-1]:
            at -= 1
        if 0 <= at < len(counts):
            counts[at] += 1 if weights is None else weights[k]
    return counts


def hist(self, x, bins=None, *, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype="bar",
         align="mid", orientation="vertical", rwidth=None, log=False, color=None, label=None, stacked=False, data=None, **options):
    from matplotlib.lines import _array

    if histtype not in ("bar", "barstacked", "step", "stepfilled"):
        raise ValueError(f"{histtype!r} is not a valid value for histtype; supported values are 'bar', 'barstacked', 'step', 'stepfilled'")
    x = [x] if is_scalar(x) else plain(x)
    first = next(iter(x), None)
    if isinstance(first, (list, tuple)) or hasattr(first, "__iter__") and not isinstance(first, str):
        sets = [plain(v) for v in x]
        if shape_of(x) and hasattr(x, "shape"):
            sets = [list(c) for c in zip(*sets)]
    else:
        sets = [x]
    along = self.xaxis if orientation == "vertical" else self.yaxis
    sets = [finite(along.convert(values)) for values in sets]
    if weights is not None:
        weights = plain(weights)
        weights = [list(map(number, w)) for w in weights] if isinstance(weights[0], (list, tuple)) else [list(map(number, weights))]
    bins = rcParams["hist.bins"] if bins is None else bins
    edges = edges_of([v for values in sets for v in values], bins, range)
    count = len(edges) - 1
    stacked = stacked or histtype == "barstacked"
    tops = [counted(values, edges, weights and weights[k]) for k, values in enumerate(sets)]
    if density:
        total = sum(map(sum, tops)) if stacked else None
        tops = [[c / (b - a) / ((total if stacked else sum(t)) or 1) for c, a, b in zip(t, edges, edges[1:])] for t in tops]
    if cumulative:
        steps = [b - a for a, b in zip(edges, edges[1:])] if density else [1] * count
        out = []
        for t in tops:
            order = list(zip(t, steps))
            if cumulative is not True and number(cumulative) < 0:
                order.reverse()
            total, sums = 0.0, []
            for c, s in order:
                total += c * s
                sums.append(total)
            out.append(sums[::-1] if cumulative is not True and number(cumulative) < 0 else sums)
        tops = out
    colors = [self.next_color() for _ in sets] if color is None else [color] if is_single(color) else list(color)
    labels = [label] if label is None or isinstance(label, str) else [str(l) for l in label]
    if color is not None and len(colors) != len(sets):
        raise ValueError(f"The 'color' keyword argument must have one color per dataset, but {len(sets)} datasets and {len(colors)} colors were provided")
    base = [number(v) for v in _many(0 if bottom is None else bottom, count)]
    drawn = []
    if stacked:
        for under, top in zip(tops, tops[1:]):
            top[:] = [a + b for a, b in zip(top, under)]
    if log:
        (self.yaxis if orientation == "vertical" else self.xaxis).view.set_scale("log")
    for k, top in enumerate(tops):
        name = labels[k] if k < len(labels) else None
        under = tops[k - 1] if stacked and k else None
        height = [a - b for a, b in zip(top, under)] if under else top
        feet = [a + b for a, b in zip(under, base)] if under else base
        if histtype.startswith("bar"):
            wide = [b - a for a, b in zip(edges, edges[1:])]
            share = 1 if len(sets) == 1 or stacked else 0.8
            share = min(max(number(rwidth), 0), 1) if rwidth is not None else share
            one = [w * share / (1 if stacked else len(sets)) for w in wide]
            shift = {"left": -0.5, "right": 0.5}.get(align, 0)
            start = [a + w * (0.5 + shift) - (o * len(sets) / 2 - o * k if not stacked else o / 2) for a, w, o in zip(edges, wide, one)]
            look = dict(options)
            bars = (self.bar if orientation == "vertical" else self.barh)(start, height, one, feet, align="edge", color=look.pop("fc", look.pop("facecolor", colors[k])), label=name or "", **look)
            drawn.append(bars)
        else:
            points = []
            ends = [a + b for a, b in zip(height, feet)]
            points.append((edges[0], feet[0]))
            for a, b, y in zip(edges, edges[1:], ends):
                points += [(a, y), (b, y)]
            points.append((edges[-1], feet[-1]))
            if histtype == "stepfilled" and under:
                for a, b, y in reversed(list(zip(edges, edges[1:], feet))):
                    points += [(b, y), (a, y)]
            if orientation != "vertical":
                points = [(y, x) for x, y in points]
            filled = histtype == "stepfilled"
            look = {"facecolor": colors[k]} if filled else {"edgecolor": colors[k], "fill": False}
            patch = Polygon(points, closed=filled, **look)
            patch.sticky = ((), tuple(feet)) if orientation == "vertical" else (tuple(feet), ())
            if name:
                patch.set_label(name)
            drawn.append([self.add(patch, options)])
    n = [_array(t) for t in tops]
    if len(sets) == 1:
        return n[0], _array(edges), drawn[0]
    return n if not hasattr(n[0], "tolist") else _array(tops), _array(edges), drawn


def stairs(self, values, edges=None, *, orientation="vertical", baseline=0, fill=False, **options):
    values = numbers(values)
    edges = list(range(len(values) + 1)) if edges is None else numbers(edges)
    if len(edges) != len(values) + 1:
        raise ValueError(f"Size mismatch between \"values\" and \"edges\". Expected len(values) + 1 == len(edges), but shapes are ({len(values)},) and ({len(edges)},).")
    points = [(edges[0], baseline)]
    for a, b, y in zip(edges, edges[1:], values):
        points += [(a, y), (b, y)]
    points.append((edges[-1], baseline))
    if orientation != "vertical":
        points = [(y, x) for x, y in points]
    color = options.pop("color", None) or self.next_color()
    patch = Polygon(points, closed=fill, **({"facecolor": color} if fill else {"edgecolor": color, "fill": False}))
    return self.add(patch, options)
