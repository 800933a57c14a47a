"""Lines with their dashes and marks."""

import math

from matplotlib import rcParams
from matplotlib._svg import DASHES, STYLES, n, rgba
from matplotlib.artist import Artist, numbers

lineStyles = {"-": "_draw_solid", "--": "_draw_dashed", "-.": "_draw_dash_dot", ":": "_draw_dotted", "None": "_draw_nothing"}
_ROUND = "o."
_LINES = "+x|_1234,"
_HALF = math.sqrt(0.5)


def _star(points, radius, turn=0.0, inner=None):
    out = []
    for k in range(points * (2 if inner else 1)):
        length = radius * inner if inner and k % 2 else radius
        angle = turn + math.pi * k * (1 if inner else 2) / points
        out.append((length * math.sin(angle), -length * math.cos(angle)))
    return [out]


#: Marks of size 1, y down: lists of strokes.
_SHAPES = {
    "s": [[(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]],
    "^": [[(0, -0.5), (0.5, 0.5), (-0.5, 0.5)]],
    "v": [[(0, 0.5), (0.5, -0.5), (-0.5, -0.5)]],
    "<": [[(-0.5, 0), (0.5, 0.5), (0.5, -0.5)]],
    ">": [[(0.5, 0), (-0.5, 0.5), (-0.5, -0.5)]],
    "D": [[(0, -_HALF), (_HALF, 0), (0, _HALF), (-_HALF, 0)]],
    "d": [[(0, -_HALF), (0.6 * _HALF, 0), (0, _HALF), (-0.6 * _HALF, 0)]],
    "+": [[(-0.5, 0), (0.5, 0)], [(0, -0.5), (0, 0.5)]],
    "x": [[(-0.5, -0.5), (0.5, 0.5)], [(-0.5, 0.5), (0.5, -0.5)]],
    "|": [[(0, -0.5), (0, 0.5)]],
    "_": [[(-0.5, 0), (0.5, 0)]],
    ",": [[(-0.5, 0), (0.5, 0)]],
    "1": [[(0, 0), (0, 0.5)], [(0, 0), (0.4, -0.25)], [(0, 0), (-0.4, -0.25)]],
    "2": [[(0, 0), (0, -0.5)], [(0, 0), (0.4, 0.25)], [(0, 0), (-0.4, 0.25)]],
    "3": [[(0, 0), (-0.5, 0)], [(0, 0), (0.25, -0.4)], [(0, 0), (0.25, 0.4)]],
    "4": [[(0, 0), (0.5, 0)], [(0, 0), (-0.25, -0.4)], [(0, 0), (-0.25, 0.4)]],
    "P": [[(x / 6, y / 6) for x, y in ((-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1), (1, 3), (-1, 3), (-1, 1), (-3, 1), (-3, -1), (-1, -1))]],
    "X": [[(x / 4, y / 4) for x, y in ((-1, -2), (0, -1), (1, -2), (2, -1), (1, 0), (2, 1), (1, 2), (0, 1), (-1, 2), (-2, 1), (-1, 0), (-2, -1))]],
}
_MADE = {"*": (5, 0.5, 0, 0.381966), "p": (5, 0.5), "h": (6, 0.5), "H": (6, 0.5, math.pi / 6), "8": (8, 0.5, math.pi / 8)}
_CARETS = {0: "_", 1: "_", 2: "|", 3: "|", 4: "<", 5: ">", 6: "^", 7: "v", 8: "<", 9: ">", 10: "^", 11: "v"}


def known_marker(marker):
    """The mark by its own letter, or matplotlib's complaint."""
    if marker is None or marker in ("None", "none", "", " "):
        return None
    if isinstance(marker, str) and (marker in _SHAPES or marker in _MADE or marker in _ROUND or marker[0] == marker[-1] == "$"):
        return marker
    if marker in _CARETS:
        return _CARETS[marker]
    raise ValueError(f"Unrecognized marker style {marker!r}")


def mark(marker, size):
    """The path of a mark of this size around where the pen is: the pen's first move is relative."""
    if marker in _ROUND:
        r = n(size / 2 if marker == "o" else size / 4)
        d = n(2 * float(r))
        return f"m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0"
    if marker not in _SHAPES:
        _SHAPES[marker] = _star(*_MADE[marker])
    out, x, y = [], 0.0, 0.0
    for stroke in _SHAPES[marker]:
        pen = "m"
        for u, v in stroke:
            u, v = float(n(u * size)), float(n(v * size))
            out.append(f"{pen}{n(u - x)} {n(v - y)}")
            x, y, pen = u, v, "l"
        if marker not in _LINES:
            out.append("z")
            x, y = float(n(stroke[0][0] * size)), float(n(stroke[0][1] * size))
    return "".join(out)


def draw_marks(svg, points, marker, size, face, edge, width):
    """Marks of one kind at (x, y) points; size and width in points."""
    size *= svg.scale
    if marker[0] == "$":
        for x, y in points:
            svg.text(x, y, marker, size, face or edge, "center", "center")
        return
    if marker == ",":
        size, width, edge = 1, 72 / 100, face
    plain = marker in _LINES
    if len(points) > 300 and (edge or face)[3] == 1:
        # What falls on the same half pixel cannot be told apart.
        seen = {}
        for x, y in points:
            seen[round(2 * x), round(2 * y)] = (x, y)
        points = seen.values()
    if not plain and len(points) <= 3000 and (edge != face or (face or edge)[3] < 1):
        paint = svg.paint(face, edge, width)
        if marker in _ROUND:
            r = n(size / 2 if marker == "o" else size / 4)
            marks = "".join([f'<circle cx="{n(x)}" cy="{n(y)}" r="{r}"/>' for x, y in points])
        else:
            shape = mark(marker, size)
            marks = "".join([f'<path d="M{n(x)} {n(y)}{shape}"/>' for x, y in points])
        svg.out.append(f"<g{paint}>{marks}</g>")
    elif marker in _ROUND and edge == face:
        # A line of no length with round ends is a disc, and the shortest way to write one.
        wide = (size if marker == "o" else size / 2) / svg.scale + width
        svg.path("".join([f"M{x:.1f} {y:.1f}h0" for x, y in points]), None, face, wide, cap="round")
    else:
        shape = mark(marker, size)
        d = "".join([f"M{x:.1f} {y:.1f}{shape}" for x, y in points])
        svg.path(d, None if plain else face, edge, width)


def thinned(points, columns):
    """Of many points from left to right: those that can be seen, four for each column of pixels."""
    if len(points) < 4 * columns or any(a[0] > b[0] for a, b in zip(points, points[1:])):
        out, last = [], None
        for point in points:
            if last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) >= 0.4:
                out.append(point)
                last = point
        return out
    out, column = [], []
    for point in points:
        if column and int(point[0]) != int(column[0][0]):
            out += _extremes(column)
            column = []
        column.append(point)
    return out + _extremes(column)


def _extremes(column):
    if len(column) < 5:
        return column
    low = min(range(len(column)), key=lambda k: column[k][1])
    high = max(range(len(column)), key=lambda k: column[k][1])
    return [column[k] for k in sorted({0, low, high, len(column) - 1})]


def polyline(runs, columns):
    """The path of runs of points."""
    out = []
    for run in runs:
        if len(run) > 2000:
            run = thinned(run, columns)
        if len(run) > 500:
            texts = [f"{x:.1f} {y:.1f}" for x, y in run]
        else:
            texts = [f"{n(x)} {n(y)}" for x, y in run]
        if len(run) == 1:
            texts.append(texts[0])
        out.append("M" + "L".join(texts))
    return "".join(out)


def runs_of(points):
    """Points as runs without holes."""
    runs, run = [], []
    for point in points:
        if point is None:
            if run:
                runs.append(run)
                run = []
        else:
            run.append(point)
    if run:
        runs.append(run)
    return runs


class Line2D(Artist):
    zorder = 2
    names = ("color linewidth linestyle marker markersize markeredgecolor markerfacecolor markeredgewidth drawstyle "
             "fillstyle markevery dash_capstyle dash_joinstyle solid_capstyle solid_joinstyle dashes gapcolor pickradius "
             "markerfacecoloralt xdata ydata data")
    short = {"c": "color", "lw": "linewidth", "ls": "linestyle", "ms": "markersize", "mec": "markeredgecolor",
             "mfc": "markerfacecolor", "mew": "markeredgewidth", "ds": "drawstyle", "aa": "antialiased"}

    def __init__(self, xdata, ydata, **options):
        self.x, self.y = numbers(xdata), numbers(ydata)
        Artist.__init__(self, **options)

    def default(self, key):
        if key in ("linewidth", "linestyle", "marker", "markersize", "markeredgewidth", "color"):
            return rcParams["lines." + key]
        if key in ("markeredgecolor", "markerfacecolor"):
            return self.get("color")
        return {"drawstyle": "default", "fillstyle": "full"}.get(key) or Artist.default(self, key)

    def set_marker(self, marker):
        self.p["marker"] = known_marker(marker) or "None"

    def set_color(self, color):
        if color is not None:
            rgba(color)
        self.p["color"] = color

    def set_linestyle(self, style):
        if isinstance(style, str):
            style = STYLES.get(style, style)
            if style not in DASHES and style not in ("-", "None"):
                raise ValueError(f"{style!r} is not a valid value for ls.")
        self.p["linestyle"] = style

    def set_dashes(self, lengths):
        self.p["linestyle"] = (0, tuple(lengths))

    def set_data(self, *data):
        x, y = data if len(data) == 2 else data[0]
        self.set_xdata(x)
        self.set_ydata(y)

    def set_xdata(self, x):
        self.x = self.axes.xaxis.convert(x) if self.axes else numbers(x)

    def set_ydata(self, y):
        self.y = self.axes.yaxis.convert(y) if self.axes else numbers(y)

    def get_xdata(self, orig=True):
        return _array(self.x)

    def get_ydata(self, orig=True):
        return _array(self.y)

    def get_data(self, orig=True):
        return self.get_xdata(), self.get_ydata()

    def get_xydata(self):
        return _array([list(point) for point in zip(self.x, self.y)])

    def limits(self):
        if self.p.get("transform") is not None:
            return (), ()
        return self.x, self.y

    def stepped(self, points):
        style = self.get("drawstyle")
        if not style.startswith("steps") or not points:
            return points
        out = [points[0]]
        for before, point in zip(points, points[1:]):
            if before is None or point is None:
                out.append(point)
                continue
            (x0, y0), (x1, y1) = before, point
            if style == "steps-post":
                out += [(x1, y0), point]
            elif style == "steps-mid":
                out += [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), point]
            else:
                out += [(x0, y1), point]
        return out

    def look(self):
        """Colours and widths: (line, face, edge, mark)."""
        alpha = self.p.get("alpha")
        color = rgba(self.get("color"), alpha)
        marker = self.get("marker")
        face, edge = self.get("markerfacecolor"), self.get("markeredgecolor")
        face = color if face == "auto" else rgba(face, alpha)
        edge = color if edge == "auto" else rgba(edge, alpha)
        if self.get("fillstyle") == "none":
            face = None
        return color, face, edge, None if marker == "None" else marker

    def draw(self, svg, axes):
        points = axes.points(self.x, self.y, self.p.get("transform"))
        color, face, edge, marker = self.look()
        style = self.get("linestyle")
        if style != "None" and color and self.get("linewidth"):
            path = polyline(runs_of(self.stepped(points)), axes.box[2])
            cap = self.p.get("solid_capstyle", "projecting")
            svg.path(path, None, color, self.get("linewidth"), style, join="round",
                     cap={"projecting": "square", "round": "round"}.get(cap))
        if marker and (face or edge):
            every = self.p.get("markevery")
            if every is not None:
                if isinstance(every, int):
                    points = points[::every]
                elif isinstance(every, tuple):
                    points = points[every[0]::every[1]]
                else:
                    points = [points[k] for k in every]
            x, y, w, h = axes.box
            points = [p for p in points if p and x - 50 < p[0] < x + w + 50 and y - 50 < p[1] < y + h + 50]
            draw_marks(svg, points, marker, self.get("markersize"), face, edge, self.get("markeredgewidth"))

    def key(self, svg, x, y, width, height):
        color, face, edge, marker = self.look()
        if self.get("linestyle") != "None" and color:
            svg.line(x, y + height / 2, x + width, y + height / 2, color, self.get("linewidth"), self.get("linestyle"), "square")
        if marker and (face or edge):
            draw_marks(svg, [(x + width / 2, y + height / 2)], marker, self.get("markersize"), face, edge, self.get("markeredgewidth"))

    def __str__(self):
        label = self.get_label()
        return f"Line2D({label})" if label else "Line2D()"


def _array(values):
    """An array where numpy is in use, else a list."""
    import sys

    numpy = sys.modules.get("numpy")
    return numpy.array(values) if numpy else list(values)
