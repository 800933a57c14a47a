"""One axis: its limits and scale, its ticks, and what is written along it."""

import math

from matplotlib import rcParams
from matplotlib._svg import rgba, snap
from matplotlib.artist import Artist, finite, number, numbers, plain
from matplotlib.text import Text, points
from matplotlib.ticker import AutoLocator, FixedFormatter, FixedLocator, Formatter, FuncFormatter, NullLocator, ScalarFormatter

_WORDS = {"labelsize": None, "labelcolor": None, "labelrotation": None, "length": None, "width": None, "pad": None,
          "direction": None, "color": None, "labelfontfamily": None}


class View:
    """What axes that share an axis have in common: limits, scale, locators, names."""

    def __init__(self):
        self.lim = (0.0, 1.0)
        self.auto, self.stale, self.fixed = True, False, (False, False)
        self.scale, self.base, self.linthresh = "linear", 10, 2
        self.margin, self.tight = None, False
        self.axes = []
        self.names, self.dates = None, False
        self.inverted = False
        self.reset()

    def reset(self):
        self.locator, self.formatter = AutoLocator(), ScalarFormatter()
        self.minor_locator, self.minor_formatter = NullLocator(), None
        if self.scale == "log":
            from matplotlib.ticker import LogFormatterSciNotation, LogLocator

            self.locator, self.formatter = LogLocator(self.base), LogFormatterSciNotation(self.base)
            self.minor_locator, self.minor_formatter = LogLocator(self.base, None), LogFormatterSciNotation(self.base)
            self.minor_formatter.minor = True
        elif self.scale == "symlog":
            from matplotlib.ticker import LogFormatterSciNotation, SymmetricalLogLocator

            self.locator, self.formatter = SymmetricalLogLocator(linthresh=self.linthresh), LogFormatterSciNotation(self.base)

    def set_scale(self, scale, base=10, linthresh=2, **options):
        if scale not in ("linear", "log", "symlog"):
            raise ValueError(f"{scale!r} is not a valid value for scale; supported values are 'linear', 'log', 'symlog'")
        self.scale, self.base, self.linthresh, self.stale = scale, base, linthresh, True
        self.reset()

    def forward(self, value):
        """The number that grows evenly along the axis."""
        if self.scale == "linear":
            return value
        if self.scale == "log":
            return math.log10(value) if value > 0 else -math.inf if value <= 0 else value
        if abs(value) <= self.linthresh:
            return value / self.linthresh
        return math.copysign(1 + math.log10(abs(value) / self.linthresh), value)

    def backward(self, value):
        if self.scale == "linear":
            return value
        if self.scale == "log":
            return 10.0 ** value
        return value * self.linthresh if abs(value) <= 1 else math.copysign(self.linthresh * 10 ** (abs(value) - 1), value)

    def limits(self):
        """The limits, brought up to date with the data."""
        if self.stale and self.auto:
            self.stale = False
            self._fit()
        return self.lim

    def _fit(self):
        at = 1 if self.axes and self.axes[0].yaxis.view is self else 0
        low, high, stops = math.inf, -math.inf, set()
        for axes in self.axes:
            span = axes._extent[at]
            if self.scale == "log" and span[2] < math.inf:
                low = min(low, span[2] if span[0] <= 0 else span[0])
            else:
                low = min(low, span[0])
            high = max(high, span[1])
            stops.update(axes._stops[at])
        if low > high:
            low, high = (0.0, 1.0) if self.scale != "log" else (1.0, 10.0)
            if any(axes._artists for axes in self.axes) and not any(a.limits()[at] for axes in self.axes for a in axes._artists):
                return
            if self.scale == "log":
                self.lim = (low, high)
            return
        low, high = self.locator.nonsingular(low, high)
        margin = self.margin if self.margin is not None else rcParams["axes." + "xy"[at] + "margin"]
        if self.tight:
            margin = 0
        close = 1e-5 * max(abs(low), abs(high), 1e-300)
        floor = max((s for s in stops if s <= low + close), default=None)
        ceiling = min((s for s in stops if s >= high - close), default=None)
        a, b = self.forward(low), self.forward(high)
        room = (b - a) * margin
        low, high = self.backward(a - room), self.backward(b + room)
        if floor is not None:
            low = max(low, floor)
        if ceiling is not None:
            high = min(high, ceiling)
        self.lim = (high, low) if self.inverted else (low, high)


class Axis:
    """The x or the y axis of some axes."""

    def __init__(self, axes, name):
        self.axes, self.axis_name = axes, name
        self.view = View()
        self.visible = True
        self.side = "bottom" if name == "x" else "left"
        self.label_side = self.side
        self.label = Text(*((0.5, 0) if name == "x" else (0, 0.5)), "", color=rcParams["axes.labelcolor"], fontsize=rcParams["axes.labelsize"], fontweight=rcParams["axes.labelweight"])
        self.labelpad = rcParams["axes.labelpad"]
        self.own = {"major": {}, "minor": {}}
        grid = rcParams["axes.grid"] and rcParams["axes.grid.axis"] in ("both", name)
        self.grids = {"major": {} if grid else None, "minor": None}
        other = {"bottom": "top", "left": "right"}[self.side]
        tick = name + "tick."
        self.sides = {self.side: rcParams[tick + self.side], other: rcParams[tick + other], "label" + self.side: True, "label" + other: False}
        self.label_objects, self.offset_visible = {}, True
        self.offset_text = Text()
        if rcParams[tick + "minor.visible"]:
            self.minorticks_on()

    def __getattr__(self, name):
        if name == "majorTicks":
            return self.get_major_ticks()
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    # Numbers from what is given

    def convert(self, values):
        values = plain(values) if hasattr(values, "__iter__") and not isinstance(values, (str, bytes)) else [values]
        first = next((v for v in values if v is not None), None)
        if type(first) is float or type(first) is int:
            return numbers(values)
        if isinstance(first, (str, bytes)):
            return self._name_numbers(values)
        if hasattr(first, "toordinal") or hasattr(first, "to_pydatetime"):
            from matplotlib.dates import AutoDateFormatter, AutoDateLocator, date2num

            view = self.view
            if not view.dates:
                view.dates = True
                view.locator = AutoDateLocator()
                view.formatter = AutoDateFormatter(view.locator)
            return [date2num(v) if hasattr(v, "toordinal") else number(v) for v in values]
        return numbers(values)

    def convert_one(self, value):
        return value if type(value) is float or type(value) is int else self.convert([value])[0]

    def _name_numbers(self, values):
        view = self.view
        if view.names is None:
            view.names = {}
            view.locator = FixedLocator([])
            view.formatter = FuncFormatter(lambda x, pos: next((k for k, v in view.names.items() if v == x), ""))
        names = view.names
        for value in values:
            names.setdefault(value if isinstance(value, str) else str(value), len(names))
        if isinstance(view.locator, FixedLocator):
            view.locator.locs = list(range(len(names)))
        return [names[value if isinstance(value, str) else str(value)] for value in values]

    # Limits

    def set_limits(self, low, high, auto=False):
        view = self.view
        was = view.limits()
        if low is not None:
            low = number(self.convert_one(low))
        if high is not None:
            high = number(self.convert_one(high))
        for value in (low, high):
            if value is not None and value - value != 0:
                raise ValueError("Axis limits cannot be NaN or Inf")
        if view.scale == "log":
            low, high = (None if v is not None and v <= 0 else v for v in (low, high))
        low, high = was[0] if low is None else low, was[1] if high is None else high
        if low == high:
            from matplotlib.ticker import nonsingular

            low, high = nonsingular(low, high)
        view.lim, view.auto, view.inverted = (low, high), bool(auto), low > high
        return view.lim

    def set_inverted(self, inverted):
        view = self.view
        low, high = sorted(view.limits())
        view.lim, view.inverted = (high, low) if inverted else (low, high), inverted

    def tick_space(self):
        length = self.axes.box[2 if self.axis_name == "x" else 3] / self.axes.figure.unit()
        size = points(self._look("major", "labelsize"))
        return int(length // (size * (3 if self.axis_name == "x" else 2)))

    # Ticks

    def _look(self, which, word):
        own = self.own[which].get(word)
        if own is not None:
            return own
        tick = self.axis_name + "tick."
        if word == "labelcolor":
            color = rcParams[tick + "labelcolor"]
            return self._look("major", "color") if color == "inherit" else color
        key = {"length": which + ".size", "width": which + ".width", "pad": "major.pad", "labelsize": "labelsize",
               "direction": "direction", "color": "color"}.get(word)
        return rcParams[tick + key] if key else 0

    def ticks(self, which="major"):
        """The ticks in view: pairs of place and text."""
        view = self.view
        low, high = sorted(view.limits())
        locator, formatter = view.locator, view.formatter
        if which == "minor":
            locator, formatter = view.minor_locator, view.minor_formatter
        locator.axis = self
        locs = list(locator.tick_values(low, high))
        if formatter is None:
            texts = [""] * len(locs)
        else:
            formatter.axis = self
            texts = formatter.format_ticks(locs)
        a, b = view.forward(low), view.forward(high)
        close = abs(b - a) * 1e-9
        pairs = [(v, t) for v, t in zip(locs, texts) if a - close <= view.forward(v) <= b + close]
        if which == "minor":
            major = [v for v, _ in self.ticks()]
            pairs = [(v, t) for v, t in pairs if not any(abs(v - m) <= abs(m) * 1e-9 for m in major)]
        return pairs

    def set_ticks(self, ticks, labels=None, *, minor=False, **options):
        ticks = self.convert(ticks)
        if labels is None and options:
            raise ValueError("Incorrect use of keyword argument(s). Keyword arguments other than 'minor' modify the text labels and can only be used if 'labels' are passed as well.")
        view = self.view
        if minor:
            view.minor_locator = FixedLocator(ticks)
        else:
            view.locator = FixedLocator(ticks)
            seen = finite(ticks)
            if seen:
                low, high = view.limits()
                if min(seen) < min(low, high) or max(seen) > max(low, high):
                    a, b = min(low, high, *seen), max(low, high, *seen)
                    view.lim = (b, a) if low > high else (a, b)
                    view.fixed = True
        if labels is not None:
            self.set_ticklabels(labels, minor=minor, **options)

    def set_ticklabels(self, labels, *, minor=False, fontdict=None, **options):
        labels = [label.get("text") if isinstance(label, Text) else label for label in plain(labels)]
        view = self.view
        locator = view.minor_locator if minor else view.locator
        if isinstance(locator, FixedLocator) and labels and len(locator.locs) != len(labels):
            raise ValueError(f"The number of FixedLocator locations ({len(locator.locs)}), usually from a call to set_ticks, does not match the number of labels ({len(labels)}).")
        formatter = FixedFormatter(labels)
        if isinstance(locator, FixedLocator):
            places = dict(zip(locator.locs, labels))
            formatter = FuncFormatter(lambda x, pos: places.get(x, ""))
        if minor:
            view.minor_formatter = formatter
        else:
            view.formatter = formatter
        options.update(fontdict or {})
        if options:
            self._label_options(options)
        return self.get_ticklabels()

    def _label_options(self, options):
        every = self.label_objects.setdefault(None, Text())
        every.set(**options)

    def get_ticklabels(self, minor=False, which=None):
        """Texts that stand for the labels: what is set on them shows."""
        texts = []
        for k, (loc, text) in enumerate(self.ticks("minor" if minor else "major")):
            label = self.label_objects.get(k)
            if label is None:
                label = self.label_objects[k] = Text()
            label.p["text"] = text
            label.x, label.y = (loc, 0) if self.axis_name == "x" else (0, loc)
            texts.append(label)
        return texts

    get_majorticklabels = get_ticklabels

    def get_ticklocs(self, minor=False):
        from matplotlib.lines import _array

        view = self.view
        low, high = sorted(view.limits())
        locator = view.minor_locator if minor else view.locator
        locator.axis = self
        return _array(list(locator.tick_values(low, high)))

    def get_major_ticks(self):
        return [Tick(self, label) for label in self.get_ticklabels()]

    def set_tick_params(self, which="major", reset=False, **options):
        for kind in ("major", "minor") if which == "both" else (which,):
            own = self.own[kind]
            for word, value in options.items():
                if word in ("colors",):
                    own["color"] = own["labelcolor"] = value
                elif word == "rotation" or word == "labelrotation":
                    own["labelrotation"] = value
                elif word == "size":
                    own["length"] = value
                elif word in _WORDS:
                    own[word] = value
                elif word in self.sides:
                    if kind == "major" or which == "minor" and not word.startswith("label"):
                        self.sides[word if kind == "major" else "minor" + word] = bool(value)
                elif word.startswith("grid_"):
                    if self.grids[kind] is None:
                        self.grids[kind] = {"visible": False}
                    self.grids[kind][word[5:]] = value
                elif word not in ("left", "right", "top", "bottom", "labelleft", "labelright", "labeltop", "labelbottom", "zorder"):
                    raise ValueError(f"keyword {word} is not recognized; valid keywords are {sorted(_WORDS)}")

    def grid(self, visible=None, which="major", **options):
        for kind in ("major", "minor") if which == "both" else (which,):
            on = visible if visible is not None else True if options else self.grids[kind] is None
            self.grids[kind] = dict(options) if on else None

    def set_major_locator(self, locator):
        self.view.locator = locator
        locator.axis = self

    def set_minor_locator(self, locator):
        self.view.minor_locator = locator
        locator.axis = self

    def _formatter(self, formatter):
        if isinstance(formatter, str):
            from matplotlib.ticker import StrMethodFormatter

            return StrMethodFormatter(formatter)
        return formatter if isinstance(formatter, Formatter) else FuncFormatter(formatter)

    def set_major_formatter(self, formatter):
        self.view.formatter = self._formatter(formatter)
        self.view.formatter.axis = self

    def set_minor_formatter(self, formatter):
        self.view.minor_formatter = self._formatter(formatter)

    def get_major_locator(self):
        self.view.locator.axis = self
        return self.view.locator

    def get_major_formatter(self):
        return self.view.formatter

    def get_minor_locator(self):
        return self.view.minor_locator

    def minorticks_on(self):
        from matplotlib.ticker import AutoMinorLocator

        if self.view.scale == "linear":
            self.view.minor_locator = AutoMinorLocator()

    def minorticks_off(self):
        self.view.minor_locator = NullLocator()

    def get_label(self):
        return self.label

    def get_label_text(self):
        return self.label.get("text")

    def set_label_text(self, text, **options):
        self.label.set(text=text, **options)

    def get_offset_text(self):
        return self.offset_text

    def set_visible(self, visible):
        self.visible = visible

    def get_visible(self):
        return self.visible

    def set_label_position(self, side):
        self.label_side = side

    def set_ticks_position(self, side):
        first, second = ("bottom", "top") if self.axis_name == "x" else ("left", "right")
        if side == "none":
            self.sides.update({first: False, second: False})
            return
        for one in (first, second):
            on = side in (one, "both") or side == "default"
            self.sides[one] = on
            self.sides["label" + one] = side == one or side in ("both", "default") and one == first

    def tick_bottom(self):
        self.set_ticks_position("bottom")

    def tick_top(self):
        self.set_ticks_position("top")

    def tick_left(self):
        self.set_ticks_position("left")

    def tick_right(self):
        self.set_ticks_position("right")

    def draw(self, svg, axes, dry=False):
        """Ticks, grid and labels; the room they take on each side of the axes is left in `room`."""
        from matplotlib._ticks import draw_axis

        draw_axis(self, svg, axes, dry)

    def __repr__(self):
        return f"<matplotlib.axis.{self.axis_name.upper()}Axis at 0x{id(self):x}>"


class Tick:
    """One tick, as far as its label goes."""

    def __init__(self, axis, label):
        self.axis, self.label, self.label1, self.label2 = axis, label, label, Text()

    def set_visible(self, visible):
        self.label.set_visible(visible)

    def set_pad(self, pad):
        self.axis.set_tick_params(pad=pad)


class Spine(Artist):
    """One of the four lines around the axes."""

    zorder = 2.5
    names = "color linewidth linestyle position bounds facecolor edgecolor"
    short = {"lw": "linewidth", "ls": "linestyle", "c": "color", "edgecolor": "color", "ec": "color"}

    def default(self, key):
        return {"color": rcParams["axes.edgecolor"], "linewidth": rcParams["axes.linewidth"], "linestyle": "-"}.get(key) or Artist.default(self, key)

    def set_bounds(self, low, high=None):
        self.p["bounds"] = (low, high) if high is not None else low

    def place(self, axes, side):
        """Where the line stands: x of a vertical one, y of a horizontal one."""
        x, y, w, h = axes.box
        edge = {"left": x, "right": x + w, "top": y, "bottom": y + h}[side]
        position = self.p.get("position")
        if position is None:
            return edge
        position = {"zero": ("data", 0), "center": ("axes", 0.5)}.get(position, position) if isinstance(position, str) else position
        kind, value = position
        if kind == "data":
            point = axes.place(value, axes.get_ylim()[0]) if side in ("left", "right") else axes.place(axes.get_xlim()[0], value)
            return point[0 if side in ("left", "right") else 1] if point else edge
        if kind == "axes":
            return x + w * value if side in ("left", "right") else y + h * (1 - value)
        return edge + value * axes.figure.unit() * (1 if side in ("right", "bottom") else -1)

    def draw_side(self, svg, axes, side):
        x, y, w, h = axes.box
        color, width, style = rgba(self.get("color"), self.p.get("alpha")), self.get("linewidth"), self.get("linestyle")
        if not color:
            return
        at = snap(self.place(axes, side))
        bounds = self.p.get("bounds")
        if side in ("left", "right"):
            ends = (snap(y + h), snap(y)) if not bounds else [axes.place(axes.get_xlim()[0], v)[1] for v in bounds]
            svg.line(at, ends[0], at, ends[1], color, width, style, "square")
        else:
            ends = (snap(x), snap(x + w)) if not bounds else [axes.place(v, axes.get_ylim()[0])[0] for v in bounds]
            svg.line(ends[0], at, ends[1], at, color, width, style, "square")
