"""Areas and straight lines: `fill_between`, `fill`, `axhspan`, `hlines`... Methods of Axes."""

from matplotlib import rcParams
from matplotlib.artist import is_scalar, number, numbers, plain
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle


def _as_long(values, count):
    return values * count if len(values) == 1 else values


def _between(self, along, across, x, y1, y2, where, step, interpolate, options, turned):
    x = along.convert(x)
    y1, y2 = (_as_long(list(across.convert(y)), len(x)) for y in (y1, y2))
    if len(y1) != len(x) or len(y2) != len(x):
        name, size = ("1", len(y1)) if len(y1) != len(x) else ("2", len(y2))
        base, other = "yx" if turned else "xy"
        raise ValueError(f"'{base}' has size {len(x)}, but '{other}{name}' has an unequal size of {size}")
    where = [True] * len(x) if where is None else [bool(v) for v in plain(where)]
    if len(where) != len(x):
        raise ValueError(f"where size ({len(where)}) does not match {'y' if turned else 'x'!r} size ({len(x)})")
    runs, run = [], []
    for k, on in enumerate(where):
        if on and x[k] == x[k] and y1[k] == y1[k] and y2[k] == y2[k]:
            run.append(k)
        else:
            runs.append(run)
            run = []
    runs.append(run)
    polygons = []
    for run in runs:
        if not run:
            continue
        upper, lower = [(x[k], y1[k]) for k in run], [(x[k], y2[k]) for k in run]
        if step:
            style = "steps-" + step
            line = Line2D([], [], drawstyle=style)
            upper, lower = line.stepped(upper), line.stepped(lower)
        if interpolate:
            for k, other, side in ((run[0], run[0] - 1, 0), (run[-1], run[-1] + 1, len(upper))):
                if 0 <= other < len(x):
                    d1, d2 = y1[k] - y2[k], y1[other] - y2[other]
                    if d1 != d2 and d1 * d2 <= 0:
                        t = d1 / (d1 - d2)
                        point = (x[k] + t * (x[other] - x[k]), y1[k] + t * (y1[other] - y1[k]))
                        upper.insert(side, point)
                        lower.insert(side, point)
        polygons.append(upper + lower[::-1])
    if turned:
        polygons = [[(b, a) for a, b in polygon] for polygon in polygons]
    area = PolyCollection(polygons)
    if not any(word in options for word in ("color", "facecolor", "facecolors", "fc", "c")):
        area.p["facecolor"] = self.next_color("patch")
    return self.add(area, options)


def fill_between(self, x, y1, y2=0, where=None, interpolate=False, step=None, *, data=None, **options):
    return _between(self, self.xaxis, self.yaxis, x, y1, y2, where, step, interpolate, options, False)


def fill_betweenx(self, y, x1, x2=0, where=None, step=None, interpolate=False, *, data=None, **options):
    return _between(self, self.yaxis, self.xaxis, y, x1, x2, where, step, interpolate, options, True)


def fill(self, *args, data=None, **options):
    polygons, rest = [], list(args)
    while rest:
        x = self.xaxis.convert(rest.pop(0))
        y = self.yaxis.convert(rest.pop(0)) if rest and not isinstance(rest[0], str) else None
        if y is None:
            x, y = list(range(len(x))), x
        if len(x) != len(y):
            raise ValueError(f"x and y must have same first dimension, but have shapes ({len(x)},) and ({len(y)},)")
        color = rest.pop(0) if rest and isinstance(rest[0], str) else None
        patch = Polygon(list(zip(x, y)))
        if color is None and not any(word in options for word in ("color", "facecolor", "fc")):
            color = self.next_color("patch")
        if color is not None:
            patch.set_color(color)
            patch.p["edgecolor"] = None if "linewidth" not in options and "lw" not in options else color
        polygons.append(self.add(patch, options))
    return polygons


def stackplot(self, x, *args, labels=(), colors=None, hatch=None, baseline="zero", data=None, **options):
    if len(args) == 1 and not is_scalar(args[0]):
        rows = [plain(r) for r in (args[0].values() if isinstance(args[0], dict) else plain(args[0]))]
        if rows and not isinstance(rows[0], (list, tuple)):
            rows = [rows]
    else:
        rows = [plain(r) for r in args]
    below, drawn = [0.0] * len(rows[0]), []
    for k, row in enumerate(rows):
        top = [a + b for a, b in zip(below, numbers(row))]
        color = colors[k % len(colors)] if colors else self.next_color()
        more = {"label": labels[k]} if k < len(labels) else {}
        area = self.fill_between(x, below, top, facecolor=color, **more, **options)
        if k == 0:
            area.sticky = ((), (0,))
            self._stops[1].add(0)
        drawn.append(area)
        below = top
    return drawn


def axhspan(self, ymin, ymax, xmin=0, xmax=1, **options):
    ymin, ymax = self.yaxis.convert_one(ymin), self.yaxis.convert_one(ymax)
    patch = Rectangle((xmin, ymin), xmax - xmin, ymax - ymin, transform=("axes fraction", "data"))
    patch.limits = lambda: ((), [ymin, ymax])
    return self.add(patch, options)


def axvspan(self, xmin, xmax, ymin=0, ymax=1, **options):
    xmin, xmax = self.xaxis.convert_one(xmin), self.xaxis.convert_one(xmax)
    patch = Rectangle((xmin, ymin), xmax - xmin, ymax - ymin, transform=("data", "axes fraction"))
    patch.limits = lambda: ([xmin, xmax], ())
    return self.add(patch, options)


def _rules(self, at, low, high, colors, linestyles, label, options, upright):
    first, second = (self.xaxis, self.yaxis) if upright else (self.yaxis, self.xaxis)
    at, low, high = first.convert(at), second.convert(low), second.convert(high)
    count = max(len(at), len(low), len(high))
    at, low, high = _as_long(list(at), count), _as_long(list(low), count), _as_long(list(high), count)
    pieces = [((a, l), (a, h)) if upright else ((l, a), (h, a)) for a, l, h in zip(at, low, high)]
    color = options.pop("color", options.pop("c", colors))
    lines = LineCollection(pieces, color=rcParams["lines.color"] if color is None else color, linestyle=linestyles, label=label or None)
    return self.add(lines, options)


def hlines(self, y, xmin, xmax, colors=None, linestyles="solid", *, label="", data=None, **options):
    return _rules(self, y, xmin, xmax, colors, options.pop("linestyle", options.pop("ls", linestyles)), label, options, False)


def vlines(self, x, ymin, ymax, colors=None, linestyles="solid", *, label="", data=None, **options):
    return _rules(self, x, ymin, ymax, colors, options.pop("linestyle", options.pop("ls", linestyles)), label, options, True)


class AxLine(Line2D):
    """A line without ends through a point."""

    def limits(self):
        return self.through

    def draw(self, svg, axes):
        (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
        (x, y), slope = self.point, self.slope
        if slope is None:
            self.x, self.y = [x, x], [y0, y1]
        elif abs(slope) * abs(x1 - x0) < abs(y1 - y0) * 10:
            self.x, self.y = [x0, x1], [y + slope * (x0 - x), y + slope * (x1 - x)]
        else:
            self.x, self.y = [x + (y0 - y) / slope, x + (y1 - y) / slope], [y0, y1]
        Line2D.draw(self, svg, axes)


def axline(self, xy1, xy2=None, *, slope=None, **options):
    if (xy2 is None) == (slope is None):
        raise TypeError("Exactly one of 'xy2' and 'slope' must be given")
    if xy2 is not None:
        slope = None if xy2[0] == xy1[0] else (xy2[1] - xy1[1]) / (xy2[0] - xy1[0])
    line = AxLine([xy1[0]], [xy1[1]])
    line.point, line.slope = tuple(map(number, xy1)), slope
    line.through = [p[0] for p in (xy1, xy2 or xy1)], [p[1] for p in (xy1, xy2 or xy1)]
    if not any(word in options for word in ("color", "c")):
        line.p["color"] = self.next_color()
    return self.add(line, options)


def eventplot(self, positions, orientation="horizontal", lineoffsets=1, linelengths=1, linewidths=None, colors=None, **options):
    rows = plain(positions)
    rows = [plain(r) for r in rows] if rows and not is_scalar(rows[0]) else [rows]
    offsets = [lineoffsets + k for k in range(len(rows))] if is_scalar(lineoffsets) else plain(lineoffsets)
    drawn = []
    for k, (row, offset) in enumerate(zip(rows, offsets)):
        low, high = offset - linelengths / 2, offset + linelengths / 2
        color = colors if colors is None or isinstance(colors, str) else colors[k % len(colors)]
        rule = self.vlines if orientation == "horizontal" else self.hlines
        drawn.append(rule(row, low, high, color, linewidth=linewidths or 1.5, **options))
    return drawn
