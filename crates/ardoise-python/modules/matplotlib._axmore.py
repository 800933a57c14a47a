"""Less common methods of Axes: twins, notes, settings of ticks, what is asked of axes."""

from matplotlib.text import Annotation


def annotate(self, text, xy, xytext=None, xycoords="data", textcoords=None, arrowprops=None, annotation_clip=None, **options):
    if xycoords == "data":
        xy = self.xaxis.convert_one(xy[0]), self.yaxis.convert_one(xy[1])
        if xytext is not None and textcoords in (None, "data"):
            xytext = self.xaxis.convert_one(xytext[0]), self.yaxis.convert_one(xytext[1])
    return self.add(Annotation(text, xy, xytext, xycoords, textcoords, arrowprops), options)


def _axes_of(self, axis):
    if axis not in ("x", "y", "both"):
        raise ValueError(f"{axis!r} is not a valid value for axis; supported values are 'x', 'y', 'both'")
    return [one for one in (self.xaxis, self.yaxis) if axis in ("both", one.axis_name)]


def tick_params(self, axis="both", which="major", reset=False, **options):
    for one in _axes_of(self, axis):
        one.set_tick_params(which, reset, **options)


def ticklabel_format(self, *, axis="both", style=None, scilimits=None, useOffset=None, useLocale=None, useMathText=None):
    for one in _axes_of(self, axis):
        formatter = one.view.formatter
        if not hasattr(formatter, "set_scientific"):
            raise AttributeError("This method only works with the ScalarFormatter")
        if style is not None:
            formatter.set_scientific(style in ("sci", "scientific"))
        if scilimits is not None:
            formatter.set_powerlimits(scilimits)
        if useOffset is not None:
            formatter.set_useOffset(useOffset)
        if useMathText is not None:
            formatter.set_useMathText(useMathText)


def locator_params(self, axis="both", tight=None, **options):
    for one in _axes_of(self, axis):
        one.view.locator.set_params(**options)


def minorticks_on(self):
    self.xaxis.minorticks_on()
    self.yaxis.minorticks_on()


def minorticks_off(self):
    self.xaxis.minorticks_off()
    self.yaxis.minorticks_off()


def _twin(self, name):
    own, other = ("y", "x") if name == "x" else ("x", "y")
    figure = self.figure
    twin = type(self)(figure, self.position, self.spec, **{"share" + name: self})
    figure._place(twin)
    twin.twin, self.twin = (self, True), self.twin or (twin, False)
    twin.aspect = self.aspect
    axis = getattr(twin, own + "axis")
    axis.set_ticks_position("right" if own == "y" else "top")
    axis.label_side = axis.side = "right" if own == "y" else "top"
    getattr(twin, other + "axis").visible = False
    return twin


def twinx(self):
    return _twin(self, "x")


def twiny(self):
    return _twin(self, "y")


def _secondary(self, location, functions, name):
    twin = _twin(self, "x" if name == "y" else "y")
    there = functions[0] if functions else (lambda v: v)
    axis, mine = getattr(twin, name + "axis"), getattr(self, name + "axis")
    # Its limits follow those of the axis it translates.
    axis.view.limits = lambda: tuple(there(v) for v in mine.view.limits())
    side = location if isinstance(location, str) else ("right" if name == "y" else "top")
    axis.set_ticks_position(side)
    axis.label_side = axis.side = side
    self.figure._current = self
    return twin


def secondary_yaxis(self, location, functions=None, **options):
    return _secondary(self, location, functions, "y").set(**options)


def secondary_xaxis(self, location, functions=None, **options):
    return _secondary(self, location, functions, "x").set(**options)


def set_prop_cycle(self, *args, **options):
    from matplotlib import Cycle, cycler, rcParams

    if args and args[0] is None:
        self.cycle = rcParams["axes.prop_cycle"]
    else:
        self.cycle = args[0] if args and isinstance(args[0], Cycle) else cycler(*args, **options)
    self._colors = {"line": 0, "patch": 0}


def inset_axes(self, bounds, **options):
    from matplotlib.axes import Axes

    child = Axes(self.figure, self.position, **options)
    child.zorder = 5
    parent = self

    def layout():
        x, y, w, h = parent.box
        child.box = (x + bounds[0] * w, y + (1 - bounds[1] - bounds[3]) * h, bounds[2] * w, bounds[3] * h)
        return child.box

    child.layout = layout
    self.child_axes.append(child)
    return child


def indicate_inset(self, *args, **options):
    return None


def add_artist(self, artist):
    if type(artist).__name__ == "Legend":
        self.child_axes.append(_Kept(artist, self))
        return artist
    return self.add(artist)


class _Kept:
    """A legend that stays when another one is made."""

    def __init__(self, legend, axes):
        self.legend, self.axes = legend, axes

    def draw(self, svg, dry=False):
        if not dry:
            self.legend.draw(svg, self.axes)


def _without_fit(self, artist):
    """Count its numbers, but leave the limits as they are until something else asks for a fit."""
    views = self.xaxis.view, self.yaxis.view
    before = [view.stale for view in views]
    self.add(artist)
    for view, stale in zip(views, before):
        view.stale = stale
    return artist


def add_patch(self, patch):
    return _without_fit(self, patch)


def add_line(self, line):
    return _without_fit(self, line)


def add_collection(self, collection, autolim=True):
    return self.add(collection)


def add_image(self, image):
    return self.add(image)


def label_outer(self, remove_inner_ticks=False):
    r0, r1, c0, c1 = self.spec.place()
    if r1 < self.spec.grid.nrows - 1:
        self.xaxis.sides["labelbottom"] = False
        self.set_xlabel("")
    if c0 > 0:
        self.yaxis.sides["labelleft"] = False
        self.set_ylabel("")


def get_legend_handles_labels(self, legend_handler_map=None):
    from matplotlib.legend import named

    return named(self)


def get_xticklabels(self, minor=False, which=None):
    return self.xaxis.get_ticklabels(minor)


def get_yticklabels(self, minor=False, which=None):
    return self.yaxis.get_ticklabels(minor)


def get_lines(self):
    return self.lines


def get_images(self):
    return self.images


def get_children(self):
    return [*self._artists, *self.spines.values(), self.xaxis, self.yaxis, *self._titles()]


def sharex(self, other):
    self.xaxis.view = other.xaxis.view
    other.xaxis.view.axes.append(self)
    other.xaxis.view.stale = True


def sharey(self, other):
    self.yaxis.view = other.yaxis.view
    other.yaxis.view.axes.append(self)
    other.yaxis.view.stale = True


def set_axis_off(self):
    self.axison = False


def set_axis_on(self):
    self.axison = True


def get_position(self, original=False):
    from matplotlib.transforms import Bbox

    x, y, w, h = self.position
    return Bbox([[x, y], [x + w, y + h]])


def set_position(self, pos, which="both"):
    self.position = list(pos.bounds if hasattr(pos, "bounds") else pos)
    self.spec = None


def relim(self, visible_only=False):
    import math

    self._extent = [[math.inf, -math.inf, math.inf], [math.inf, -math.inf, math.inf]]
    self._stops = [set(), set()]
    for artist in self._artists:
        self._count(artist)


def set_adjustable(self, adjustable, share=False):
    self.adjustable = adjustable


def set_anchor(self, anchor, share=False):
    x = 0 if "W" in anchor else 1 if "E" in anchor else 0.5
    y = 0 if "S" in anchor else 1 if "N" in anchor else 0.5
    self.anchor = anchor if isinstance(anchor, tuple) else (x, y)


def get_aspect(self):
    return self.aspect


def get_window_extent(self, renderer=None):
    from matplotlib.transforms import Bbox

    x, y, w, h = self.layout()
    H = self.figure.pixels()[1]
    return Bbox([[x, H - y - h], [x + w, H - y]])


def set_axisbelow(self, b):
    self.axisbelow = b


def get_axisbelow(self):
    return self.axisbelow


def set_facecolor(self, color):
    self.face = color


def get_facecolor(self):
    from matplotlib.colors import to_rgba

    return to_rgba(self.face)
