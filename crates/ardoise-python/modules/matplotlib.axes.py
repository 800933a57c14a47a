"""Axes: what `plt.plot` draws in. Kinds of drawing other than lines are fetched when first used."""

import math

from matplotlib import rcParams
from matplotlib._svg import rgba
from matplotlib.artist import finite, is_scalar, number, plain, shape_of
from matplotlib.axis import Axis, Spine
from matplotlib.lines import DASHES, Line2D, known_marker
from matplotlib.text import Text

#: In which module the other drawing methods are.
_LATE = {}
for _module, _names in {
    "_bars": "bar barh bar_label hist broken_barh stairs",
    "_areas": "fill fill_between fill_betweenx stackplot axhspan axvspan hlines vlines axline eventplot",
    "_points": "scatter errorbar stem quiver arrow hist2d hexbin",
    "_shares": "pie boxplot violinplot",
    "_fields": "imshow matshow pcolormesh pcolor contour contourf clabel spy",
    "_axmore": "annotate tick_params ticklabel_format locator_params twinx twiny secondary_yaxis secondary_xaxis "
               "set_prop_cycle inset_axes add_artist add_patch add_line add_collection add_image label_outer "
               "get_legend_handles_labels get_xticklabels get_yticklabels indicate_inset set_anchor "
               "get_lines get_children get_images sharex sharey set_axis_off set_axis_on get_position set_position relim "
               "set_adjustable get_aspect get_window_extent get_tightbbox set_axisbelow get_axisbelow minorticks_on minorticks_off set_facecolor get_facecolor",
}.items():
    for _name in _names.split():
        _LATE[_name] = _module


class Spines(dict):
    def __getattr__(self, side):
        try:
            return self[side]
        except KeyError:
            raise AttributeError(f"'Spines' object does not contain a '{side}' spine") from None

    def __getitem__(self, side):
        if isinstance(side, (list, tuple)):
            return _Several([self[one] for one in side])
        if isinstance(side, slice):
            return _Several(list(self.values()))
        return dict.__getitem__(self, side)


class _Several:
    def __init__(self, things):
        self.things = things

    def __getattr__(self, name):
        return lambda *args, **options: [getattr(thing, name)(*args, **options) for thing in self.things] and None


def parse_format(fmt):
    """A format such as `r--o` as (line style, mark, colour); None for what it does not say."""
    from matplotlib.colors import is_color_like

    style = marker = color = None
    if len(fmt) > 1 and is_color_like(fmt) and not fmt.replace(".", "").isdigit():
        return None, None, fmt
    k = 0
    complain = lambda why: ValueError(f"{fmt!r} is not a valid format string ({why})")
    while k < len(fmt):
        two, one = fmt[k:k + 2], fmt[k]
        if two in ("--", "-."):
            if style is not None:
                raise complain("two linestyle symbols")
            style, k = two, k + 2
        elif one == "C" and fmt[k + 1:k + 2].isdigit():
            end = k + 1
            while fmt[end:end + 1].isdigit():
                end += 1
            if color is not None:
                raise complain("two color symbols")
            color, k = fmt[k:end], end
        elif one in DASHES or one == "-" or one == " ":
            if style is not None:
                raise complain("two linestyle symbols")
            style, k = "None" if one == " " else one, k + 1
        elif one in "bgrcmykw":
            if color is not None:
                raise complain("two color symbols")
            color, k = one, k + 1
        else:
            try:
                known_marker(one)
            except ValueError:
                raise complain(f"unrecognized character {one!r}") from None
            if marker is not None:
                raise complain("two marker symbols")
            marker, k = one, k + 1
    return style, marker, color


class Axes:
    name = "rectilinear"

    def __init__(self, figure, position, spec=None, sharex=None, sharey=None, **options):
        self.figure, self.position, self.spec = figure, list(position), spec
        self.frame, self.axison, self.visible, self.zorder = True, True, True, 0
        self.face = rcParams["axes.facecolor"]
        self.aspect, self.adjustable, self.anchor = "auto", "box", (0.5, 0.5)
        self.axisbelow = rcParams["axes.axisbelow"]
        self.twin = None
        self._label = ""
        self.clear(sharex, sharey)
        self.layout()
        if options:
            self.set(**options)

    def clear(self, sharex=None, sharey=None):
        self._artists, self.legend_, self.containers, self.child_axes = [], None, [], []
        self._extent = [[math.inf, -math.inf, math.inf], [math.inf, -math.inf, math.inf]]
        self._stops = [set(), set()]
        self._colors = {"line": 0, "patch": 0}
        self.cycle = rcParams["axes.prop_cycle"]
        self.xaxis, self.yaxis = Axis(self, "x"), Axis(self, "y")
        for axis, other in ((self.xaxis, sharex), (self.yaxis, sharey)):
            if other is not None:
                axis.view = getattr(other, axis.axis_name + "axis").view
            axis.view.axes.append(self)
        self.spines = Spines((side, Spine(visible=rcParams["axes.spines." + side])) for side in ("left", "right", "bottom", "top"))
        pad = rcParams["axes.titlesize"], rcParams["axes.titleweight"]
        self.title, self._left_title, self._right_title = (Text(x, 1.0, "", fontsize=pad[0], fontweight=pad[1]) for x in (0.5, 0.0, 1.0))
        if rcParams["axes.titlecolor"] != "auto":
            for title in self._titles():
                title.p["color"] = rcParams["axes.titlecolor"]
        self.titlepad = rcParams["axes.titlepad"]

    cla = clear
    transAxes, transData = "axes fraction", "data"

    def _titles(self):
        return self.title, self._left_title, self._right_title

    def __getattr__(self, name):
        module = _LATE.get(name)
        if module:
            found = getattr(__import__("matplotlib." + module, None, None, [name]), name)
            setattr(Axes, name, found)
            return getattr(self, name)
        for axis in ("x", "y"):
            for act in ("get_", "set_"):
                if name.startswith(act + axis) and name[5:] in ("ticklines", "gridlines", "tick_params"):
                    return lambda *args, **options: []
        raise AttributeError(f"'Axes' object has no attribute {name!r}")

    # Where things stand

    def layout(self):
        """The box of the axes in pixels, x and y from the top left, as their position and aspect say."""
        figure = self.figure
        W, H = figure.pixels()
        left, bottom, width, height = self.position
        x, y, w, h = left * W, (1 - bottom - height) * H, width * W, height * H
        self.box = (x, y, w, h)
        if self.aspect != "auto":
            xview, yview = self.xaxis.view, self.yaxis.view
            low, high = xview.limits()
            bottom, top = yview.limits()
            dx = abs(xview.forward(high) - xview.forward(low)) or 1
            dy = abs(yview.forward(top) - yview.forward(bottom)) or 1
            ratio = self.aspect * dy / dx
            if self.adjustable == "box" or self.twin:
                if h / w > ratio:
                    new = w * ratio
                    self.box = (x, y + (h - new) * (1 - self.anchor[1]), w, new)
                else:
                    new = h / ratio
                    self.box = (x + (w - new) * self.anchor[0], y, new, h)
            elif h / w > ratio:
                middle, half = (bottom + top) / 2, h / w * dx / self.aspect / 2
                yview.lim = (middle - half, middle + half) if top > bottom else (middle + half, middle - half)
            else:
                middle, half = (low + high) / 2, dy * self.aspect * w / h / 2
                xview.lim = (middle - half, middle + half) if high > low else (middle + half, middle - half)
        box_aspect = self.__dict__.get("box_aspect")
        if box_aspect:
            side = min(w, h / box_aspect)
            self.box = (x + (w - side) / 2, y + (h - side * box_aspect) / 2, side, side * box_aspect)
        return self.box

    def ready(self):
        """Bring limits and box up to date and keep the numbers that place points."""
        self.layout()
        x, y, w, h = self.box
        xview, yview = self.xaxis.view, self.yaxis.view
        (x0, x1), (y0, y1) = map(xview.forward, xview.limits()), map(yview.forward, yview.limits())
        self._map = (x - x0 * w / (x1 - x0), w / (x1 - x0), y + h + y0 * h / (y1 - y0), -h / (y1 - y0))

    def points(self, xs, ys, transform=None):
        """Pixels of data; None where a number is missing."""
        if transform is not None:
            return [self.place(a, b, transform) for a, b in zip(xs, ys)]
        ox, kx, oy, ky = self._map
        xview, yview = self.xaxis.view, self.yaxis.view
        if xview.scale != "linear":
            xs = [xview.forward(v) for v in xs]
        if yview.scale != "linear":
            ys = [yview.forward(v) for v in ys]
        points = [(ox + a * kx, oy + b * ky) if a - a == 0 and b - b == 0 else None for a, b in zip(xs, ys)]
        if points and max([abs(p[0]) + abs(p[1]) for p in points if p] or [0]) > 1e5:
            points = [p and (min(max(p[0], -1e5), 1e5), min(max(p[1], -1e5), 1e5)) for p in points]
        return points

    def place(self, x, y, coords="data"):
        """One place in pixels, in the coordinates that matplotlib names."""
        if isinstance(coords, (tuple, list)):
            one, other = self.place(x, 0, coords[0]), self.place(0, y, coords[1])
            return one and other and (one[0], other[1])
        bx, by, bw, bh = self.box
        if coords == "axes fraction":
            return bx + number(x) * bw, by + (1 - number(y)) * bh
        if coords == "figure fraction":
            W, H = self.figure.pixels()
            return number(x) * W, (1 - number(y)) * H
        if coords in ("axes points", "axes pixels", "figure points", "figure pixels"):
            unit = self.figure.unit() if "points" in coords else 1
            H = self.figure.pixels()[1]
            return (bx + x * unit, by + bh - y * unit) if coords[0] == "a" else (x * unit, H - y * unit)
        x, y = self.xaxis.convert_one(x), self.yaxis.convert_one(y)
        if self.xaxis.view.scale == "log" and x <= 0 and coords != "data":
            x = self.xaxis.view.lim[0]
        if self.yaxis.view.scale == "log" and y <= 0 and coords != "data":
            y = self.yaxis.view.lim[0]
        return self.points([number(x)], [number(y)])[0]

    def get_xaxis_transform(self, which="grid"):
        return "data", "axes fraction"

    def get_yaxis_transform(self, which="grid"):
        return "axes fraction", "data"

    # Things in the axes

    def add(self, artist, options=None):
        """Take an artist in: its numbers count for the limits."""
        artist.axes, artist.figure = self, self.figure
        if options:
            artist.set(**options)
        self._artists.append(artist)
        self._count(artist)
        return artist

    def _count(self, artist):
        for at, values in enumerate(artist.limits()):
            if not values:
                continue
            view = (self.xaxis, self.yaxis)[at].view
            view.stale = True
            extent = self._extent[at]
            low, high = min(values), max(values)
            if not (low - low == 0 and high - high == 0 and sum(values) - sum(values) == 0):
                values = finite(values)
                if not values:
                    continue
                low, high = min(values), max(values)
            above = low if low > 0 else min((v for v in values if v > 0), default=math.inf)
            extent[:] = min(extent[0], low), max(extent[1], high), min(extent[2], above)
            self._stops[at].update(artist.sticky[at])

    def next_look(self, kind="line"):
        """The next entry of the cycle of colours."""
        at = self._colors[kind]
        self._colors[kind] = at + 1
        return self.cycle[at % len(self.cycle)]

    def next_color(self, kind="line"):
        return self.next_look(kind).get("color", "k")

    @property
    def lines(self):
        return [a for a in self._artists if isinstance(a, Line2D)]

    def _of(self, kind):
        import sys

        found = sys.modules.get("matplotlib." + kind)
        return [a for a in self._artists if found and type(a).__module__ == found.__name__]

    patches = property(lambda self: self._of("patches"))
    collections = property(lambda self: self._of("collections"))
    images = property(lambda self: self._of("image"))
    texts = property(lambda self: [a for a in self._artists if isinstance(a, Text)])
    artists = property(lambda self: [])

    def plot(self, *args, scalex=True, scaley=True, data=None, **options):
        """Lines or marks: `plot(y)`, `plot(x, y)`, `plot(x, y, "r--o")`, several in one call."""
        if data is not None:
            args = [data[a] if isinstance(a, str) and a in data else a for a in args]
        drawn, rest = [], list(args)
        while rest:
            part = [rest.pop(0)]
            if rest and not isinstance(rest[0], str):
                part.append(rest.pop(0))
            elif rest and isinstance(part[0], str):
                # Names on the axis, not a format: plot("a", ...) is refused by matplotlib too.
                part.append(rest.pop(0))
            fmt = rest.pop(0) if rest and isinstance(rest[0], str) else None
            drawn += self._plot(part, fmt, options)
        for axis, scales in ((self.xaxis, scalex), (self.yaxis, scaley)):
            if not scales:
                axis.view.stale = False
        return drawn

    def _plot(self, part, fmt, options):
        style = marker = color = None
        if fmt is not None:
            style, marker, color = parse_format(fmt)
        if any(v is None for v in part):
            raise ValueError("x, y, and format string must not be None")
        if len(part) == 2:
            x, y = part
        else:
            x, y = None, part[0]
            if hasattr(y, "index") and hasattr(y, "values") and not isinstance(y, (list, tuple, str)):
                x = y.index
        y = plain([y] if is_scalar(y) and not hasattr(y, "__iter__") else y)
        if is_scalar(y) and not isinstance(y, (list, tuple)):
            y = [y]
        columns = [y]
        if y and isinstance(y[0], (list, tuple)):
            columns = [list(c) for c in zip(*y)]
        if x is None:
            xs = [list(range(len(y)))]
        else:
            x = [x] if is_scalar(x) else plain(x)
            if is_scalar(x):
                x = [x]
            xs = [list(c) for c in zip(*x)] if x and isinstance(x[0], (list, tuple)) else [x]
            if len(x) != len(y):
                raise ValueError("x and y must have same first dimension, but have shapes "
                                 f"{shape_of(x)} and {shape_of(y)}")
        if len(xs) > 1 and len(columns) == 1:
            columns *= len(xs)
        labels = options.get("label")
        lines = []
        for k, column in enumerate(columns):
            # Names come to their axis before the line is made, so that a line holds numbers only.
            line = Line2D(self.xaxis.convert(xs[k % len(xs)]), self.yaxis.convert(column))
            own = dict(options)
            if isinstance(labels, (list, tuple)) and len(labels) == len(columns):
                own["label"] = labels[k]
            if color is not None:
                own.setdefault("color", color)
            if not any(word in own for word in ("color", "c")):
                line.set(**self.next_look())
            if fmt is not None and (style or marker):
                line.set(linestyle=style or "None", marker=marker or "None")
            lines.append(self.add(line, own))
        if "label" not in options:
            for line in lines:
                line.p["label"] = f"_child{len(self._artists) - 1}"
        return lines

    def semilogx(self, *args, base=10, **options):
        self.set_xscale("log", base=base)
        return self.plot(*args, **options)

    def semilogy(self, *args, base=10, **options):
        self.set_yscale("log", base=base)
        return self.plot(*args, **options)

    def loglog(self, *args, base=10, **options):
        self.set_xscale("log", base=base)
        self.set_yscale("log", base=base)
        return self.plot(*args, **options)

    def plot_date(self, x, y, fmt="o", **options):
        return self.plot(x, y, fmt, **options)

    def step(self, x, y, *args, where="pre", data=None, **options):
        if where not in ("pre", "post", "mid"):
            raise ValueError(f"{where!r} is not a valid value for where; supported values are 'pre', 'post', 'mid'")
        return self.plot(x, y, *args, data=data, drawstyle="steps-" + where, **options)

    def axhline(self, y=0, xmin=0, xmax=1, **options):
        line = Line2D([xmin, xmax], [self.yaxis.convert_one(y)] * 2, transform=("axes fraction", "data"))
        line.limits = lambda: ((), line.y)
        return self.add(line, {"color": rcParams["lines.color"], **options} if "c" not in options else options)

    def axvline(self, x=0, ymin=0, ymax=1, **options):
        line = Line2D([self.xaxis.convert_one(x)] * 2, [ymin, ymax], transform=("data", "axes fraction"))
        line.limits = lambda: (line.x, ())
        return self.add(line, {"color": rcParams["lines.color"], **options} if "c" not in options else options)

    def text(self, x, y, s, fontdict=None, **options):
        text = Text(self.xaxis.convert_one(x), self.yaxis.convert_one(y), s, fontdict=fontdict)
        return self.add(text, options)

    def legend(self, *args, **options):
        from matplotlib.legend import for_axes

        self.legend_ = for_axes(self, args, options)
        return self.legend_

    def get_legend(self):
        return self.legend_

    # Titles, labels, limits

    def set_title(self, label, fontdict=None, loc=None, pad=None, *, y=None, **options):
        title = {"left": self._left_title, "right": self._right_title}.get(loc or rcParams["axes.titlelocation"], self.title)
        if pad is not None:
            self.titlepad = pad
        if y is not None:
            title.y = y
        return title.set(text=label, **{**(fontdict or {}), **options})

    def get_title(self, loc="center"):
        return {"left": self._left_title, "right": self._right_title}.get(loc, self.title).get("text")

    def _set_label(self, axis, label, fontdict, labelpad, loc, options):
        if labelpad is not None:
            axis.labelpad = labelpad
        if loc is not None:
            axis.loc = loc
            options["horizontalalignment"] = {"bottom": "left", "top": "right"}.get(loc, loc)
        return axis.label.set(text=label, **{**(fontdict or {}), **options})

    def set_xlabel(self, xlabel, fontdict=None, labelpad=None, *, loc=None, **options):
        return self._set_label(self.xaxis, xlabel, fontdict, labelpad, loc, options)

    def set_ylabel(self, ylabel, fontdict=None, labelpad=None, *, loc=None, **options):
        return self._set_label(self.yaxis, ylabel, fontdict, labelpad, loc, options)

    def get_xlabel(self):
        return self.xaxis.label.get("text")

    def get_ylabel(self):
        return self.yaxis.label.get("text")

    def set_xlim(self, left=None, right=None, *, emit=True, auto=False, xmin=None, xmax=None):
        if right is None and hasattr(left, "__iter__"):
            left, right = left
        return self.xaxis.set_limits(left if xmin is None else xmin, right if xmax is None else xmax, auto)

    def set_ylim(self, bottom=None, top=None, *, emit=True, auto=False, ymin=None, ymax=None):
        if top is None and hasattr(bottom, "__iter__"):
            bottom, top = bottom
        return self.yaxis.set_limits(bottom if ymin is None else ymin, top if ymax is None else ymax, auto)

    def get_xlim(self):
        return tuple(map(float, self.xaxis.view.limits()))

    def get_ylim(self):
        return tuple(map(float, self.yaxis.view.limits()))

    set_xbound, set_ybound = set_xlim, set_ylim

    def get_xbound(self):
        return tuple(sorted(self.get_xlim()))

    def get_ybound(self):
        return tuple(sorted(self.get_ylim()))

    def invert_yaxis(self):
        view = self.yaxis.view
        view.inverted = not view.inverted
        view.limits()
        view.lim = tuple(sorted(view.lim, reverse=view.inverted))

    def invert_xaxis(self):
        view = self.xaxis.view
        view.inverted = not view.inverted
        view.limits()
        view.lim = tuple(sorted(view.lim, reverse=view.inverted))

    def xaxis_inverted(self):
        return self.xaxis.view.inverted

    def yaxis_inverted(self):
        return self.yaxis.view.inverted

    def set_xscale(self, value, **options):
        self.xaxis.view.set_scale(value, **options)

    def set_yscale(self, value, **options):
        self.yaxis.view.set_scale(value, **options)

    def get_xscale(self):
        return self.xaxis.view.scale

    def get_yscale(self):
        return self.yaxis.view.scale

    def set_xticks(self, ticks, labels=None, *, minor=False, **options):
        self.xaxis.set_ticks(ticks, labels, minor=minor, **options)

    def set_yticks(self, ticks, labels=None, *, minor=False, **options):
        self.yaxis.set_ticks(ticks, labels, minor=minor, **options)

    def set_xticklabels(self, labels, *, minor=False, **options):
        return self.xaxis.set_ticklabels(labels, minor=minor, **options)

    def set_yticklabels(self, labels, *, minor=False, **options):
        return self.yaxis.set_ticklabels(labels, minor=minor, **options)

    def get_xticks(self, *, minor=False):
        return self.xaxis.get_ticklocs(minor)

    def get_yticks(self, *, minor=False):
        return self.yaxis.get_ticklocs(minor)

    def get_xaxis(self):
        return self.xaxis

    def get_yaxis(self):
        return self.yaxis

    def grid(self, visible=None, which="major", axis="both", **options):
        for one in (self.xaxis, self.yaxis):
            if axis in ("both", one.axis_name):
                one.grid(visible, which, **options)

    def margins(self, *margins, x=None, y=None, tight=True):
        if margins:
            x, y = margins * 2 if len(margins) == 1 else margins
        for view, margin in ((self.xaxis.view, x), (self.yaxis.view, y)):
            if margin is not None:
                view.margin, view.stale = margin, True
        return self.xaxis.view.margin, self.yaxis.view.margin

    def set_xmargin(self, m):
        self.margins(x=m)

    def set_ymargin(self, m):
        self.margins(y=m)

    def autoscale(self, enable=True, axis="both", tight=None):
        for one in (self.xaxis, self.yaxis):
            if axis in ("both", one.axis_name):
                one.view.auto = bool(enable)
                if tight is not None:
                    one.view.tight = tight
                one.view.stale = True

    def autoscale_view(self, tight=None, scalex=True, scaley=True):
        for axis, scales in ((self.xaxis, scalex), (self.yaxis, scaley)):
            axis.view.stale = axis.view.stale or scales

    def set_aspect(self, aspect, adjustable=None, anchor=None, share=False):
        self.aspect = {"equal": 1.0, "auto": "auto"}[aspect] if isinstance(aspect, str) else float(aspect)
        if adjustable:
            self.adjustable = adjustable

    def set_box_aspect(self, aspect=None):
        self.box_aspect = aspect

    def axis(self, arg=None, /, *, emit=True, **limits):
        """`axis("off")`, `axis("equal")`, `axis([xmin, xmax, ymin, ymax])`; returns the limits."""
        if isinstance(arg, (str, bool)):
            if arg in ("on", "off", True, False):
                self.axison = arg in ("on", True)
            elif arg in ("equal", "tight", "scaled", "auto", "image", "square"):
                self.autoscale(True, tight=False)
                self.aspect, self.adjustable = "auto", "box"
                if arg == "equal":
                    self.aspect, self.adjustable = 1.0, "datalim"
                elif arg == "scaled":
                    self.aspect = 1.0
                    self.autoscale(False)
                elif arg in ("tight", "image"):
                    self.autoscale(True, tight=True)
                    self.get_xlim(), self.get_ylim()
                    self.autoscale(False)
                    if arg == "image":
                        self.aspect = 1.0
                elif arg == "square":
                    self.aspect = 1.0
                    (x0, x1), (y0, y1) = self.get_xlim(), self.get_ylim()
                    side = max(abs(x1 - x0), abs(y1 - y0))
                    self.set_xlim(x0, x0 + side)
                    self.set_ylim(y0, y0 + side)
            else:
                raise ValueError(f"Unrecognized string {arg!r} to axis; try 'on' or 'off'")
        elif arg is not None:
            arg = plain(arg)
            if len(arg) != 4:
                raise TypeError("The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]")
            self.set_xlim(arg[0], arg[1])
            self.set_ylim(arg[2], arg[3])
        if limits:
            self.set_xlim(limits.get("xmin"), limits.get("xmax"))
            self.set_ylim(limits.get("ymin"), limits.get("ymax"))
        return *self.get_xlim(), *self.get_ylim()

    def set(self, **options):
        for name, value in options.items():
            setter = getattr(self, "set_" + name, None)
            if setter is None:
                raise AttributeError(f"Axes.set() got an unexpected keyword argument {name!r}")
            if name in ("xlim", "ylim"):
                setter(*value)
            else:
                setter(value)
        return self

    def set_visible(self, visible):
        self.visible = visible

    def get_visible(self):
        return self.visible

    def set_frame_on(self, on):
        self.frame = on

    def set_label(self, label):
        self._label = label

    def get_label(self):
        return self._label

    def set_zorder(self, zorder):
        self.zorder = zorder

    def get_zorder(self):
        return self.zorder

    def get_figure(self, root=False):
        return self.figure

    def has_data(self):
        return bool(self._artists)

    def get_subplotspec(self):
        return self.spec

    def remove(self):
        self.figure.delaxes(self)

    # The drawing

    def draw(self, svg, dry=False):
        """Draw everything; dry: only say what room the ticks and titles take."""
        if not self.visible:
            return
        self.ready()
        x, y, w, h = self.box
        self.top_reach = y
        svg.take(x, y, x + w, y + h)
        shown = self.axison
        face = rgba(self.face)
        if shown and self.frame and face and not dry and not (self.twin and self.twin[1]):
            if face[:3] != (1, 1, 1) or rgba(self.figure.face) != face:
                svg.rect(x, y, w, h, face)
        work = []
        if shown:
            below = {True: 0.5, "line": 1.5, False: 2.5}[self.axisbelow]
            for axis in (self.xaxis, self.yaxis):
                if axis.visible:
                    work.append((below, lambda axis=axis: axis.draw(svg, self, dry)))
            if self.frame and not dry:
                for side, spine in self.spines.items():
                    if spine.shown():
                        work.append((spine.get("zorder"), lambda spine=spine, side=side: spine.draw_side(svg, self, side)))
        if not dry:
            for artist in self._artists:
                if artist.shown():
                    work.append((artist.get("zorder"), lambda artist=artist: self._draw_one(svg, artist)))
        work.sort(key=lambda pair: pair[0])
        for _, act in work:
            svg.clipped(None) if act.__defaults__[0] in (self.xaxis, self.yaxis) or isinstance(act.__defaults__[0], Spine) else None
            act()
        svg.clipped(None)
        self._draw_titles(svg, dry)
        if self.legend_ and not dry and self.legend_.visible:
            self.legend_.draw(svg, self)
        for child in self.child_axes:
            child.draw(svg, dry)

    def _draw_one(self, svg, artist):
        text = isinstance(artist, Text)
        svg.clipped(self.box if artist.get("clip_on") and not (text and "clip_on" not in artist.p) else None)
        artist.draw(svg, self)

    def _draw_titles(self, svg, dry):
        x, y, w, h = self.box
        for title, ha in zip(self._titles(), ("center", "left", "right")):
            top = min(self.top_reach, y) if title.y == 1 else y + h - h * title.y
            box = title.write(svg, x + w * title.x, top - self.titlepad * svg.scale, dry, ha=ha, va="baseline")
            if box:
                svg.take(*box)

    def __str__(self):
        left, bottom, width, height = self.position
        return f"Axes({left:g},{bottom:g};{width:g}x{height:g})"

    def __repr__(self):
        texts = ["<Axes: "]
        for name, value in (("label", self._label), ("title", self.get_title() and {"center": self.get_title()}), ("xlabel", self.get_xlabel()), ("ylabel", self.get_ylabel())):
            if value:
                texts.append(f"{name}={value!r}, ")
        return "".join(texts).rstrip(", ").rstrip() + ">"


Subplot = SubplotBase = Axes
