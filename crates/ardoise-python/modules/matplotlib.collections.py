"""Many shapes as one artist: points of a scatter, areas, lines, the mesh of a field."""

import math

from matplotlib import rcParams
from matplotlib._svg import rgba
from matplotlib.artist import Artist, finite, number, numbers, plain
from matplotlib.lines import draw_marks, polyline, runs_of


class Mappable:
    """What has values that a colour map turns into colours."""

    def init_map(self, array, cmap=None, norm=None, vmin=None, vmax=None):
        from matplotlib.cm import get_cmap, make_norm

        self.array, self.colorbar = array, None
        self.cmap = get_cmap(cmap)
        self.norm = make_norm(norm, vmin, vmax)
        if array is not None:
            self.norm.autoscale_None(self.flat())

    def flat(self):
        values = self.array
        while values and isinstance(values[0], (list, tuple)):
            values = [v for row in values for v in row]
        return values

    def to_rgba(self, x, alpha=None, bytes=False, norm=True):
        values = self.norm(x) if norm else x
        return self.cmap(values, alpha)

    def set_clim(self, vmin=None, vmax=None):
        if vmax is None and isinstance(vmin, (list, tuple)):
            vmin, vmax = vmin
        if vmin is not None:
            self.norm.vmin = vmin
        if vmax is not None:
            self.norm.vmax = vmax

    def get_clim(self):
        return self.norm.vmin, self.norm.vmax

    def set_cmap(self, cmap):
        from matplotlib.cm import get_cmap

        self.cmap = get_cmap(cmap)

    def get_cmap(self):
        return self.cmap

    def set_norm(self, norm):
        self.norm = norm

    def get_array(self):
        from matplotlib.lines import _array

        return None if self.array is None else _array(self.array)

    def set_array(self, array):
        array = plain(array) if array is not None else None
        self.array = array
        if array is not None:
            self.norm.autoscale_None(self.flat())

    def autoscale(self):
        self.norm.vmin = self.norm.vmax = None
        self.norm.autoscale_None(self.flat())


class Collection(Artist, Mappable):
    zorder = 1
    names = "color facecolor edgecolor linewidth linestyle hatch sizes offsets array cmap norm clim paths joinstyle capstyle urls segments verts"
    short = {"c": "color", "colors": "color", "fc": "facecolor", "ec": "edgecolor", "lw": "linewidth", "ls": "linestyle", "facecolors": "facecolor",
             "edgecolors": "edgecolor", "linewidths": "linewidth", "linestyles": "linestyle", "dashes": "linestyle", "antialiaseds": "antialiased", "aa": "antialiased"}
    array = None

    def set_color(self, color):
        self.p["color"] = self.p["facecolor"] = self.p["edgecolor"] = color

    def default(self, key):
        return {"linewidth": rcParams["patch.linewidth"], "linestyle": "-", "facecolor": rcParams["patch.facecolor"]}.get(key) or Artist.default(self, key)

    def _each(self, key, count, default=None):
        """A property for each member: single values are repeated."""
        from matplotlib.colors import to_rgba_array

        value = self.p.get(key, default)
        if "color" in key:
            if value is None:
                return [None]
            if isinstance(value, str) and value in ("face", "none"):
                return [value if value == "face" else None]
            found = to_rgba_array(value, self.p.get("alpha"))
            return found or [None]
        if hasattr(value, "__iter__") and not isinstance(value, (str, tuple)):
            return plain(value) or [default]
        return [value]


class PathCollection(Collection):
    """The points of `scatter`."""

    def __init__(self, x, y, sizes, marker, **options):
        self.x, self.y, self.sizes, self.marker = x, y, sizes, marker
        Artist.__init__(self, **options)

    def limits(self):
        return ((), ()) if self.p.get("transform") is not None else (self.x, self.y)

    def get_offsets(self):
        from matplotlib.lines import _array

        return _array([list(p) for p in zip(self.x, self.y)])

    def set_offsets(self, offsets):
        offsets = plain(offsets)
        if offsets and not isinstance(offsets[0], (list, tuple)):
            offsets = [offsets]
        self.x, self.y = [p[0] for p in offsets], [p[1] for p in offsets]

    def set_sizes(self, sizes):
        self.sizes = numbers(sizes)

    def get_sizes(self):
        from matplotlib.lines import _array

        return _array(self.sizes)

    def _colors(self):
        faces = self.to_rgba(self.array, self.p.get("alpha")) if self.array is not None else self._each("facecolor", len(self.x), "C0")
        edges = self._each("edgecolor", len(self.x), "face")
        return faces, edges

    def draw(self, svg, axes):
        points = axes.points(self.x, self.y, self.p.get("transform"))
        faces, edges = self._colors()
        sizes = self.sizes or [rcParams["lines.markersize"] ** 2]
        widths = self._each("linewidth", len(points), rcParams["lines.linewidth"] if self.marker in "+x|_1234" else 1.0)
        width = widths[0] if widths[0] is not None else 1.0
        x, y, w, h = axes.box
        groups, last = [], None
        many = len(points) > 500
        index = {}
        for k, point in enumerate(points):
            if not point or not (x - 99 < point[0] < x + w + 99 and y - 99 < point[1] < y + h + 99):
                continue
            look = (k % len(faces), k % len(sizes), k % len(edges))
            look = (faces[look[0]], sizes[look[1]], edges[look[2]])
            if many:
                # Points of one look together: the order of thousands of points is not seen.
                if look not in index:
                    index[look] = []
                    groups.append((look, index[look]))
                index[look].append(point)
            else:
                if look != last:
                    groups.append((look, []))
                    last = look
                groups[-1][1].append(point)
        for (face, size, edge), members in groups:
            edge = face if edge == "face" else edge
            draw_marks(svg, members, self.marker, math.sqrt(abs(size)), face, edge, width if edge else 0)

    def key(self, svg, x, y, width, height):
        faces, edges = self._colors()
        face, edge = faces[0] if faces else None, edges[0]
        if self.array is not None and faces:
            face = self.cmap(0.5)
        sizes = self.sizes or [36]
        draw_marks(svg, [(x + width / 2, y + height * 0.55)], self.marker, math.sqrt(min(sizes[0], 400)), face, face if edge == "face" else edge, 1.0)

    def legend_elements(self, prop="colors", num="auto", fmt=None, func=None, **options):
        from matplotlib.lines import Line2D

        values = sorted(set(finite(self.array if prop == "colors" else self.sizes)))
        if len(values) > 9 or isinstance(num, int) and len(values) > num:
            from matplotlib.ticker import MaxNLocator

            values = [v for v in MaxNLocator(num if isinstance(num, int) else 8).tick_values(values[0], values[-1]) if values[0] <= v <= values[-1]]
        handles = [Line2D([], [], linestyle="", marker=self.marker, color=self.to_rgba([v])[0] if prop == "colors" else self._colors()[0][0],
                          markersize=6 if prop == "colors" else math.sqrt(v)) for v in values]
        return handles, ["$\\mathdefault{%g}$" % v for v in values]


class PolyCollection(Collection):
    """Areas: `fill_between`, violins, filled contours."""

    def __init__(self, verts, **options):
        self.polygons = [[tuple(map(number, p)) for p in plain(v)] for v in verts]
        Artist.__init__(self, **options)

    def set_verts(self, verts):
        self.polygons = [[tuple(map(number, p)) for p in plain(v)] for v in verts]

    def limits(self):
        if self.p.get("transform") is not None:
            return (), ()
        return [p[0] for v in self.polygons for p in v], [p[1] for v in self.polygons for p in v]

    def outline(self):
        return [p for v in self.polygons for p in v]

    def paint(self, k=0):
        if self.array is not None:
            faces = self.to_rgba(self.array, self.p.get("alpha"))
        else:
            faces = self._each("facecolor", 1, "C0")
        edges = self._each("edgecolor", 1, "none" if "linewidth" not in self.p and "edgecolor" not in self.p else "face")
        face, edge = faces[k % len(faces)], edges[k % len(edges)]
        widths = self._each("linewidth", 1, 1.0)
        style = self.p.get("linestyle", "-")
        return face, face if edge == "face" else edge, widths[k % len(widths)], style if not isinstance(style, list) else style[0]

    def draw(self, svg, axes):
        for k, polygon in enumerate(self.polygons):
            points = axes.points([p[0] for p in polygon], [p[1] for p in polygon], self.p.get("transform"))
            points = [p for p in points if p]
            if points:
                svg.path(polyline([points], axes.box[2]) + "z", *self.paint(k))
                if self.p.get("hatch"):
                    from matplotlib.patches import hatched

                    hatched(svg, self.p["hatch"], points, rgba(rcParams["hatch.color"]))

    def key(self, svg, x, y, width, height):
        svg.rect(x, y, width, height, *self.paint())


class PatchCollection(Collection):
    """Patches drawn together, with one look or with colours by value."""

    def __init__(self, patches, match_original=False, cmap=None, norm=None, **options):
        self.patches, self.own = list(patches), match_original
        if cmap is not None:
            self.init_map(None, cmap, norm)
        Artist.__init__(self, **options)

    def set_array(self, array):
        if "cmap" not in self.__dict__:
            self.init_map(None)
        Mappable.set_array(self, array)

    def limits(self):
        points = [p for patch in self.patches for p in patch.outline()]
        return [p[0] for p in points], [p[1] for p in points]

    def draw(self, svg, axes):
        colors = self.to_rgba(self.array) if self.array is not None else None
        for k, patch in enumerate(self.patches):
            if not self.own:
                patch.p.update({key: v for key, v in self.p.items() if key in ("facecolor", "edgecolor", "linewidth", "alpha")})
            if colors:
                patch.p["facecolor"] = colors[k % len(colors)]
            patch.draw(svg, axes)


class LineCollection(Collection):
    """Lines of many pieces: `hlines`, error bars, contours."""

    zorder = 2

    def __init__(self, segments, **options):
        self.segments = [[tuple(map(number, p)) for p in plain(s)] for s in segments]
        cmap, norm, array = options.pop("cmap", None), options.pop("norm", None), options.pop("array", None)
        if cmap is not None or array is not None:
            self.init_map(None if array is None else plain(array), cmap, norm)
        Artist.__init__(self, **options)

    def set_array(self, array):
        if "cmap" not in self.__dict__:
            self.init_map(None)
        Mappable.set_array(self, array)

    def set_segments(self, segments):
        self.segments = [[tuple(map(number, p)) for p in plain(s)] for s in segments]

    def get_segments(self):
        return self.segments

    def set_color(self, color):
        self.p["color"] = color

    def limits(self):
        if self.p.get("transform") is not None:
            return (), ()
        return [p[0] for s in self.segments for p in s], [p[1] for s in self.segments for p in s]

    def color_of(self, k=0):
        if self.array is not None:
            colors = self.to_rgba(self.array)
        else:
            colors = self._each("color", 1, "C0")
        return colors[k % len(colors)] or (0, 0, 0, 0)

    def width_of(self, k=0):
        widths = self._each("linewidth", 1, rcParams["lines.linewidth"])
        return widths[k % len(widths)]

    def draw(self, svg, axes):
        styles = self.p.get("linestyle", "-")
        styles = [styles] if isinstance(styles, (str, tuple)) else styles
        groups = {}
        for k, segment in enumerate(self.segments):
            points = axes.points([p[0] for p in segment], [p[1] for p in segment], self.p.get("transform"))
            look = (self.color_of(k), self.width_of(k), styles[k % len(styles)])
            groups.setdefault(look, []).append(polyline(runs_of(points), axes.box[2]))
        for (color, width, style), paths in groups.items():
            svg.path("".join(paths), None, color, width, style)

    def key(self, svg, x, y, width, height):
        svg.line(x, y + height / 2, x + width, y + height / 2, self.color_of(), self.width_of(), self.p.get("linestyle", "-") if isinstance(self.p.get("linestyle", "-"), str) else "-")
