"""Shapes: rectangles, circles, polygons, wedges, arrows, and the boxes behind texts."""

import math

from matplotlib import rcParams
from matplotlib._svg import n, rgba
from matplotlib.artist import Artist, number, plain


class Patch(Artist):
    zorder = 1
    names = "color facecolor edgecolor linewidth linestyle fill hatch joinstyle capstyle closed xy width height angle radius center"
    short = {"fc": "facecolor", "ec": "edgecolor", "lw": "linewidth", "ls": "linestyle", "aa": "antialiased"}

    def __init__(self, **options):
        Artist.__init__(self)
        self.set(**options)

    def set_color(self, color):
        self.p["facecolor"] = self.p["edgecolor"] = color

    def default(self, key):
        values = {"facecolor": rcParams["patch.facecolor"], "linewidth": rcParams["patch.linewidth"], "linestyle": "-", "fill": True}
        if key == "edgecolor":
            return rcParams["patch.edgecolor"] if not self.get("fill") or rcParams["patch.force_edgecolor"] else "none"
        return values[key] if key in values else Artist.default(self, key)

    def paint(self, svg):
        alpha = self.p.get("alpha")
        face = rgba(self.get("facecolor"), alpha) if self.p.get("fill", True) else None
        edge = self.p.get("edgecolor")
        if edge is None and not self.p.get("fill", True):
            edge = self.p.get("facecolor") or rcParams["patch.edgecolor"]
        edge = rgba(self.get("edgecolor") if edge is None else edge, alpha)
        return face, edge, self.get("linewidth"), self.get("linestyle")

    def outline(self):
        """Corners in the patch's coordinates."""
        return []

    def limits(self):
        if self.p.get("transform") is not None:
            return (), ()
        points = self.outline()
        return [p[0] for p in points], [p[1] for p in points]

    def path(self, axes):
        points = self.outline()
        placed = axes.points([p[0] for p in points], [p[1] for p in points], self.p.get("transform"))
        placed = [p for p in placed if p]
        end = "z" if self.p.get("closed", True) else ""
        return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in placed) + end if placed else ""

    def draw(self, svg, axes):
        d = self.path(axes)
        svg.path(d, *self.paint(svg), join=None)
        hatch = self.p.get("hatch")
        if hatch and d:
            points = self.outline()
            placed = [p for p in axes.points([p[0] for p in points], [p[1] for p in points], self.p.get("transform")) if p]
            hatched(svg, hatch, placed, rgba(self.p.get("edgecolor") or rcParams["hatch.color"]) or (0, 0, 0, 1))

    def key(self, svg, x, y, width, height):
        paint = self.paint(svg)
        svg.rect(x, y, width, height, *paint)
        if self.p.get("hatch"):
            hatched(svg, self.p["hatch"], [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], (0, 0, 0, 1))

    def get_extents(self):
        points = self.outline()
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)


def hatched(svg, hatch, points, color):
    """Lines across a shape, cut to the box around it."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 < 0.5 or y1 - y0 < 0.5:
        return
    before = svg.clip
    if before:
        bx, by, bw, bh = before
        x0, x1, y0, y1 = max(x0, bx), min(x1, bx + bw), max(y0, by), min(y1, by + bh)
    if x1 <= x0 or y1 <= y0:
        return
    step = 72 * svg.scale / 6 / max(1, max(hatch.count(c) for c in set(hatch)))
    d = []
    reach = x1 - x0 + y1 - y0
    count = int(reach / step) + 1
    for kind in set(hatch):
        for k in range(count):
            at = k * step
            if kind in "/x":
                d.append(f"M{n(x0)} {n(y0 + 2 * at)}l{n(2 * at)} {n(-2 * at)}")
            if kind in "\\x":
                d.append(f"M{n(x1)} {n(y0 + 2 * at)}l{n(-2 * at)} {n(-2 * at)}")
            if kind in "-+" and y0 + at < y1:
                d.append(f"M{n(x0)} {n(y0 + at)}H{n(x1)}")
            if kind in "|+" and x0 + at < x1:
                d.append(f"M{n(x0 + at)} {n(y0)}V{n(y1)}")
            if kind in ".oO*" and y0 + at < y1:
                d.append("".join(f"M{n(x0 + j * step)} {n(y0 + at)}h.1" for j in range(int((x1 - x0) / step) + 1)))
    svg.clipped((x0, y0, x1 - x0, y1 - y0))
    svg.path("".join(d), None, color, 1 if set(hatch) & set("/\\x-+|") else 3, cap="round")
    svg.clipped(before)


class Rectangle(Patch):
    def __init__(self, xy, width, height, *, angle=0.0, rotation_point="xy", **options):
        self.x, self.y = xy
        self.w, self.h, self.angle = width, height, angle
        Patch.__init__(self, **options)

    def outline(self):
        x, y, w, h = number(self.x), number(self.y), number(self.w), number(self.h)
        corners = [(0, 0), (w, 0), (w, h), (0, h)]
        if self.angle:
            c, s = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
            corners = [(u * c - v * s, u * s + v * c) for u, v in corners]
        return [(x + u, y + v) for u, v in corners]

    def path(self, axes):
        if self.angle or self.p.get("transform") is not None:
            return Patch.path(self, axes)
        points = self.outline()
        if axes.yaxis.view.scale != "linear" or axes.xaxis.view.scale != "linear":
            # A bar that begins at zero has no place on a logarithmic axis: it begins far below.
            low, left = axes.yaxis.view.lim[0], axes.xaxis.view.lim[0]
            points = [(x if axes.xaxis.view.scale == "linear" or x > 0 else left * 1e-3,
                       y if axes.yaxis.view.scale == "linear" or y > 0 else low * 1e-3) for x, y in points]
        a, b = axes.points([points[0][0], points[2][0]], [points[0][1], points[2][1]])
        if not a or not b:
            return ""
        (x0, y0), (x1, y1) = a, b
        if abs(x1 - x0) > 3 and abs(y1 - y0) > 3:
            # On whole pixels neighbours show no seam; a border is sharp in the middle of pixels.
            half = 0.5 if self.p.get("edgecolor") not in (None, "none") else 0
            x0, y0, x1, y1 = (math.floor(v + 0.5 - half) + half for v in (x0, y0, x1, y1))
        return f"M{n(x0)} {n(y0)}H{n(x1)}V{n(y1)}H{n(x0)}z"

    def get_xy(self):
        return self.x, self.y

    def get_x(self):
        return self.x

    def get_y(self):
        return self.y

    def get_width(self):
        return self.w

    def get_height(self):
        return self.h

    def get_center(self):
        return self.x + self.w / 2, self.y + self.h / 2

    def get_bbox(self):
        from matplotlib.transforms import Bbox

        return Bbox([[self.x, self.y], [self.x + self.w, self.y + self.h]])

    def set_xy(self, xy):
        self.x, self.y = xy

    def set_x(self, x):
        self.x = x

    def set_y(self, y):
        self.y = y

    def set_width(self, w):
        self.w = w

    def set_height(self, h):
        self.h = h

    def __str__(self):
        return f"Rectangle(xy=({self.x:g}, {self.y:g}), width={self.w:g}, height={self.h:g}, angle={self.angle:g})"


class Ellipse(Patch):
    def __init__(self, xy, width, height, *, angle=0.0, **options):
        self.center, self.w, self.h, self.angle = tuple(xy), width, height, angle
        self.arc = (0, 360)
        Patch.__init__(self, **options)

    def outline(self):
        (x, y), a, b = self.center, number(self.w) / 2, number(self.h) / 2
        c, s = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        out = []
        start, end = self.arc
        count = max(4, int(72 * (end - start) / 360))
        for k in range(count + (end - start < 360)):
            t = math.radians(start + k * (end - start) / count)
            u, v = a * math.cos(t), b * math.sin(t)
            out.append((x + u * c - v * s, y + u * s + v * c))
        return out

    def path(self, axes):
        if self.angle or self.arc != (0, 360) or axes.xaxis.view.scale != "linear" or axes.yaxis.view.scale != "linear":
            return Patch.path(self, axes)
        x, y = self.center
        placed = axes.points([x, x + self.w / 2, x], [y, y, y + self.h / 2], self.p.get("transform"))
        if not all(placed):
            return ""
        (cx, cy), (ex, _), (_, ey) = placed
        rx, ry = abs(ex - cx), abs(ey - cy)
        return f"M{n(cx - rx)} {n(cy)}a{n(rx)} {n(ry)} 0 1 0 {n(2 * rx)} 0a{n(rx)} {n(ry)} 0 1 0 {n(-2 * rx)} 0z"

    def get_center(self):
        return self.center

    def set_center(self, xy):
        self.center = tuple(xy)

    def set_width(self, w):
        self.w = w

    def set_height(self, h):
        self.h = h


class Circle(Ellipse):
    def __init__(self, xy, radius=5, **options):
        Ellipse.__init__(self, xy, 2 * radius, 2 * radius, **options)

    def set_radius(self, radius):
        self.w = self.h = 2 * radius

    def get_radius(self):
        return self.w / 2

    radius = property(get_radius, set_radius)


class Arc(Ellipse):
    def __init__(self, xy, width, height, *, angle=0.0, theta1=0.0, theta2=360.0, **options):
        Ellipse.__init__(self, xy, width, height, angle=angle, **{"fill": False, "closed": False, "edgecolor": "black", **options})
        self.arc = (theta1, theta2 if theta2 > theta1 else theta2 + 360)


class Polygon(Patch):
    def __init__(self, xy, *, closed=True, **options):
        self.set_xy(xy)
        Patch.__init__(self, closed=closed, **options)

    def set_xy(self, xy):
        self.xy = [tuple(map(number, p)) for p in plain(xy)]

    def get_xy(self):
        from matplotlib.lines import _array

        return _array(self.xy)

    def outline(self):
        return self.xy


class RegularPolygon(Polygon):
    def __init__(self, xy, numVertices, *, radius=5, orientation=0, **options):
        turn = orientation + math.pi / 2
        points = [(xy[0] + radius * math.cos(turn + 2 * math.pi * k / numVertices),
                   xy[1] + radius * math.sin(turn + 2 * math.pi * k / numVertices)) for k in range(numVertices)]
        Polygon.__init__(self, points, **options)


class PathPatch(Polygon):
    def __init__(self, path, **options):
        Polygon.__init__(self, getattr(path, "vertices", path), **options)


class Wedge(Patch):
    def __init__(self, center, r, theta1, theta2, *, width=None, **options):
        self.center, self.r, self.theta1, self.theta2, self.width = center, r, theta1, theta2, width
        Patch.__init__(self, **options)

    def outline(self):
        x, y = self.center
        count = max(2, int(abs(self.theta2 - self.theta1) / 5) + 1)
        turn = [math.radians(self.theta1 + (self.theta2 - self.theta1) * k / count) for k in range(count + 1)]
        ring = [(x + self.r * math.cos(t), y + self.r * math.sin(t)) for t in turn]
        if self.width is None:
            return ring + ([(x, y)] if self.theta2 - self.theta1 < 360 else [])
        inner = self.r - self.width
        return ring + [(x + inner * math.cos(t), y + inner * math.sin(t)) for t in reversed(turn)]


class FancyArrow(Polygon):
    """The arrow of `plt.arrow`: a shaft and a head in data coordinates."""

    def __init__(self, x, y, dx, dy, *, width=0.001, length_includes_head=False, head_width=None, head_length=None,
                 shape="full", overhang=0, head_starts_at_zero=False, **options):
        wide = 3 * width if head_width is None else head_width
        long = 1.5 * wide if head_length is None else head_length
        whole = math.hypot(dx, dy)
        if whole == 0:
            points = []
        else:
            end = whole if length_includes_head else whole + long
            c, s = dx / whole, dy / whole
            neck = end - long
            local = [(0, width / 2), (neck, width / 2), (neck - overhang * long, wide / 2), (end, 0),
                     (neck - overhang * long, -wide / 2), (neck, -width / 2), (0, -width / 2)]
            points = [(x + u * c - v * s, y + u * s + v * c) for u, v in local]
        Polygon.__init__(self, points, **options)


Arrow = FancyArrow


class FancyArrowPatch(Patch):
    """An arrow between two points, its head in points of the page."""

    zorder = 1
    names = Patch.names + " arrowstyle connectionstyle mutation_scale shrinkA shrinkB positions"

    def __init__(self, posA=None, posB=None, **options):
        self.ends = posA, posB
        Patch.__init__(self, **{"mutation_scale": 1, **options})

    def limits(self):
        return (), ()

    def draw(self, svg, axes):
        a = axes.place(*self.ends[0], self.p.get("transform") or "data")
        b = axes.place(*self.ends[1], self.p.get("transform") or "data")
        if a and b:
            face, edge, width, _ = self.paint(svg)
            props = {"arrowstyle": self.p.get("arrowstyle", "simple"), "color": self.p.get("edgecolor") or self.p.get("facecolor") or "k", "lw": width,
                     "shrinkA": self.p.get("shrinkA", 2), "shrinkB": self.p.get("shrinkB", 2), "connectionstyle": self.p.get("connectionstyle"),
                     "mutation_scale": self.p["mutation_scale"]}
            arrow_to(svg, (*a, *a), b, props, 10 * svg.scale, False, None, a)


class FancyBboxPatch(Rectangle):
    def __init__(self, xy, width, height, boxstyle="round", **options):
        for name in ("mutation_scale", "mutation_aspect", "bboxstyle"):
            options.pop(name, None)
        Rectangle.__init__(self, xy, width, height, **options)


def boxed(svg, box, size, look):
    """The box behind a text."""
    look = dict(look)
    style = look.pop("boxstyle", None)
    kind, _, rest = str(style or "square").partition(",")
    given = look.pop("pad", None)
    pad = given * svg.scale if given is not None and style is None else 0.3 * size if style else 4 * svg.scale
    if "pad=" in rest:
        pad = float(rest.split("pad=")[1].split(",")[0]) * size
    alpha = look.get("alpha")
    color = look.get("color")
    face = rgba(look.get("facecolor", look.get("fc", color or rcParams["patch.facecolor"])), alpha)
    if look.get("fill") is False:
        face = None
    edge = rgba(look.get("edgecolor", look.get("ec", color or "black")), alpha)
    x0, y0, x1, y1 = box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad
    paint = svg.paint(face, edge, look.get("linewidth", look.get("lw", 1.0)), look.get("linestyle", look.get("ls", "-")))
    r = f' rx="{n(pad)}"' if kind.startswith("round") else ""
    if kind == "circle":
        svg.out.append(f'<circle cx="{n((x0 + x1) / 2)}" cy="{n((y0 + y1) / 2)}" r="{n(max(x1 - x0, y1 - y0) / 2)}"{paint}/>')
    else:
        svg.out.append(f'<rect x="{n(x0)}" y="{n(y0)}" width="{n(x1 - x0)}" height="{n(y1 - y0)}"{r}{paint}/>')
    if not svg.clip:
        svg.take(x0, y0, x1, y1)


def arrow_to(svg, box, tip, props, size, has_text, text_box, place):
    """An arrow from a text's box to the tip, as `arrowprops` describes it."""
    props = dict(props)
    style = props.get("arrowstyle")
    color = props.get("color", props.get("edgecolor", props.get("ec", props.get("facecolor", props.get("fc")))))
    alpha = props.get("alpha")
    edge = rgba("black" if color is None else color, alpha)
    width = props.get("linewidth", props.get("lw", 1.0))
    x0, y0, x1, y1 = box
    start = ((x0 + x1) / 2, (y0 + y1) / 2) if has_text else place
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    length = math.hypot(dx, dy)
    if not length:
        return
    c, s = dx / length, dy / length
    begin = 0.0
    if has_text:
        pad = 4 * svg.scale if text_box is None else 0.4 * size
        # From the middle of the text to where its box ends.
        across = ((x1 - x0) / 2 + pad) / abs(c) if abs(c) > 1e-9 else math.inf
        along = ((y1 - y0) / 2 + pad) / abs(s) if abs(s) > 1e-9 else math.inf
        begin = min(across, along)
    shrink = props.get("shrink")
    if shrink is not None and style is None:
        span = length - begin
        begin, end = begin + shrink * span, length - shrink * span
    else:
        begin += (props.get("shrinkA", 2) if not has_text else 0) * svg.scale
        end = length - props.get("shrinkB", 2) * svg.scale
    if end <= begin:
        return
    at = lambda u, v=0.0: (start[0] + u * c - v * s, start[1] + u * s + v * c)
    join = lambda points: "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)
    if style is None:
        # matplotlib's "simple" arrow: a filled shaft with a head.
        unit = svg.scale
        wide, head_wide = props.get("width", 4) * unit, props.get("headwidth", 12) * unit
        head = min(props.get("headlength", 12) * unit, end - begin)
        face = rgba(props.get("facecolor", props.get("fc", color or rcParams["patch.facecolor"])), alpha)
        neck = end - head
        shape = [at(begin, wide / 2), at(neck, wide / 2), at(neck, head_wide / 2), at(end), at(neck, -head_wide / 2), at(neck, -wide / 2), at(begin, -wide / 2)]
        svg.path(join(shape) + "z", face, rgba(props.get("edgecolor", props.get("ec", color or "black")), alpha), width)
        return
    kind = str(style).partition(",")[0]
    scale = props.get("mutation_scale", size / svg.scale) * svg.scale
    curve = str(props.get("connectionstyle") or "")
    bend = float(curve.split("rad=")[1].split(",")[0]) if "rad=" in curve else 0.0
    a, b = at(begin), at(end)
    if bend:
        middle = ((a[0] + b[0]) / 2 - bend * (b[1] - a[1]), (a[1] + b[1]) / 2 + bend * (b[0] - a[0]))
        svg.path(f"M{n(a[0])} {n(a[1])}Q{n(middle[0])} {n(middle[1])} {n(b[0])} {n(b[1])}", None, edge, width, props.get("linestyle", props.get("ls", "-")))
    else:
        middle = None
        filled = kind in ("simple", "fancy", "wedge")
        stop = at(end - 0.5 * scale) if filled else b
        svg.path(join([a, stop]), None, edge, width if not filled else max(width, 0.2 * scale / svg.scale), props.get("linestyle", props.get("ls", "-")))

    def head(point, source):
        hx, hy = point[0] - source[0], point[1] - source[1]
        far = math.hypot(hx, hy) or 1
        hx, hy = hx / far, hy / far
        long, half = (0.5, 0.25) if kind in ("simple", "fancy", "wedge") else (0.4, 0.2)
        long, half = long * scale, half * scale
        sides = [(point[0] - hx * long - hy * k, point[1] - hy * long + hx * k) for k in (half, -half)]
        if "|>" in kind or "<|" in kind or kind in ("simple", "fancy", "wedge"):
            svg.path(join([sides[0], point, sides[1]]) + "z", edge, edge, width, join="round")
        else:
            svg.path(join([sides[0], point, sides[1]]), None, edge, width, cap="round", join="round")

    if kind.endswith((">", "|>")) or kind in ("simple", "fancy", "wedge"):
        head(b, middle or a)
    if kind.startswith("<"):
        head(a, middle or b)
