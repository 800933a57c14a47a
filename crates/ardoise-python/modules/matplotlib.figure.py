"""The figure: its axes, where they stand, and the picture it becomes."""

import sys

from matplotlib import rcParams
from matplotlib._svg import Svg, rgba
from matplotlib.axes import Axes
from matplotlib.text import Text


class SubplotParams:
    def __init__(self):
        for name in ("left", "right", "bottom", "top", "wspace", "hspace"):
            setattr(self, name, rcParams["figure.subplot." + name])

    def update(self, **values):
        for name, value in values.items():
            if value is not None:
                setattr(self, name, value)


class Figure:
    number = None
    transFigure = "figure fraction"
    transSubfigure = "figure fraction"

    def __init__(self, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, linewidth=0.0, frameon=None,
                 tight_layout=None, constrained_layout=None, layout=None, num=None, clear=False, FigureClass=None, **options):
        self.size = [float(v) for v in (figsize or rcParams["figure.figsize"])]
        self._dpi = float(dpi or rcParams["figure.dpi"])
        self.face = rcParams["figure.facecolor"] if facecolor is None else facecolor
        if frameon is False:
            self.face = "none"
        self.tight = None
        if tight_layout or constrained_layout or layout in ("tight", "constrained", "compressed") or rcParams["figure.autolayout"] \
                or rcParams["figure.constrained_layout.use"]:
            self.tight = tight_layout if isinstance(tight_layout, dict) else {}
        self._label = ""
        self.canvas = self
        self.figure = self
        self.patch = self
        self.clear()

    def clear(self, keep_observers=False):
        self.axes, self._current, self.texts, self.legends, self.artists = [], None, [], [], []
        self.subplotpars = SubplotParams()
        self._suptitle = None
        self.shown = False

    clf = clear

    # What programs ask of the window that is not there

    manager = property(lambda self: self)
    window = property(lambda self: self)
    toolbar = None

    def mpl_connect(self, name, function):
        return 0

    def mpl_disconnect(self, cid):
        pass

    def draw_idle(self):
        pass

    flush_events = set_window_title = start_event_loop = full_screen_toggle = lambda self, *args: None

    def draw(self, *args):
        """Bring limits and places up to date, as a drawing would."""
        for axes in self.axes:
            axes.ready()

    # Size

    def pixels(self):
        return self.size[0] * self._dpi, self.size[1] * self._dpi

    def unit(self):
        """The pixels of one point."""
        return self._dpi / 72

    def get_dpi(self):
        return self._dpi

    def set_dpi(self, dpi):
        self._dpi = float(dpi)

    dpi = property(get_dpi, set_dpi)

    def get_size_inches(self):
        from matplotlib.lines import _array

        return _array(self.size)

    def set_size_inches(self, w, h=None, forward=True):
        self.size = [float(v) for v in (w if h is None else (w, h))]

    def set_figwidth(self, w, forward=True):
        self.size[0] = float(w)

    def set_figheight(self, h, forward=True):
        self.size[1] = float(h)

    def get_figwidth(self):
        return self.size[0]

    def get_figheight(self):
        return self.size[1]

    def set_facecolor(self, color):
        self.face = color

    def get_facecolor(self):
        from matplotlib.colors import to_rgba

        return to_rgba(self.face)

    def get_label(self):
        return self._label

    def set_label(self, label):
        self._label = str(label)

    def set_tight_layout(self, tight):
        self.tight = tight if isinstance(tight, dict) else {} if tight else None

    def set_layout_engine(self, layout=None, **options):
        self.set_tight_layout(layout in ("tight", "constrained", "compressed"))

    def set_constrained_layout(self, on):
        self.set_tight_layout(bool(on))

    def set(self, **options):
        for name, value in options.items():
            getattr(self, "set_" + name)(value)

    # Axes

    def _place(self, axes):
        self.axes.append(axes)
        self._current = axes
        return axes

    def add_axes(self, rect, *args, **options):
        if isinstance(rect, Axes):
            return self._place(rect)
        return self._place(self._made(rect, None, options))

    def _made(self, rect, spec, options):
        projection = options.pop("projection", None)
        polar = options.pop("polar", False)
        if polar or projection == "polar":
            from matplotlib._polar import PolarAxes

            return PolarAxes(self, rect, spec, **options)
        if projection not in (None, "rectilinear"):
            raise ValueError(f"Unknown projection {projection!r}; supported projections are: 'polar', 'rectilinear'")
        label = options.pop("label", None)
        axes = Axes(self, rect, spec, **options)
        if label:
            axes.set_label(label)
        return axes

    def add_subplot(self, *args, **options):
        from matplotlib.gridspec import GridSpec, SubplotSpec, grid_of

        if args and isinstance(args[0], SubplotSpec):
            spec = args[0]
        elif not args:
            spec = GridSpec(1, 1, self)[0]
        else:
            if len(args) == 1:
                if not isinstance(args[0], int) or not 100 <= args[0] <= 999:
                    raise ValueError(f"Integer subplot specification must be a three-digit number, not {args[0]!r}")
                args = [int(digit) for digit in str(args[0])]
            if len(args) != 3:
                raise TypeError(f"add_subplot() takes 1 or 3 positional arguments but {len(args)} were given")
            rows, columns, at = args
            grid = grid_of(self, rows, columns)
            if isinstance(at, (tuple, list)):
                first, last = int(at[0]), int(at[1])
            else:
                first = last = int(at)
            if not 1 <= first <= last <= rows * columns:
                raise ValueError(f"num must be an integer with 1 <= num <= {rows * columns}, not {at!r}")
            spec = SubplotSpec(grid, first - 1, last - 1)
        return self._place(self._made(spec.rect(self), spec, options))

    def subplots(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None,
                 subplot_kw=None, gridspec_kw=None):
        from matplotlib.gridspec import GridSpec, Table

        options = dict(gridspec_kw or {})
        if width_ratios is not None:
            options["width_ratios"] = width_ratios
        if height_ratios is not None:
            options["height_ratios"] = height_ratios
        grid = GridSpec(nrows, ncols, self, **options)
        share = lambda word: {True: "all", False: "none"}.get(word, word)
        sharex, sharey = share(sharex), share(sharey)
        rows = []
        for r in range(nrows):
            rows.append([])
            for c in range(ncols):
                like = {}
                for name, word in (("sharex", sharex), ("sharey", sharey)):
                    other = {"all": (0, 0), "row": (r, 0), "col": (0, c)}.get(word)
                    if other and other != (r, c):
                        like[name] = rows[other[0]][other[1]]
                axes = self.add_subplot(grid[r, c], **like, **(subplot_kw or {}))
                if sharex in ("all", "col") and r < nrows - 1:
                    axes.xaxis.sides["labelbottom"] = axes.xaxis.label_shown = False
                if sharey in ("all", "row") and c > 0:
                    axes.yaxis.sides["labelleft"] = False
                rows[-1].append(axes)
        table = Table(rows)
        if not squeeze:
            return table
        if nrows == ncols == 1:
            return rows[0][0]
        if nrows == 1 or ncols == 1:
            return Table([a for row in rows for a in row])
        return table

    def subplot_mosaic(self, mosaic, **options):
        from matplotlib.gridspec import mosaic_of

        return mosaic_of(self, mosaic, options)

    def add_gridspec(self, nrows=1, ncols=1, **options):
        from matplotlib.gridspec import GridSpec

        return GridSpec(nrows, ncols, self, **options)

    def gca(self):
        return self._current or self.add_subplot()

    def sca(self, axes):
        self._current = axes
        return axes

    def delaxes(self, axes):
        if axes in self.axes:
            self.axes.remove(axes)
            for view in (axes.xaxis.view, axes.yaxis.view):
                if axes in view.axes:
                    view.axes.remove(axes)
        self._current = self.axes[-1] if self.axes else None

    def get_axes(self):
        return list(self.axes)

    # Texts and legends of the whole figure

    def suptitle(self, t, **options):
        size = options.pop("fontsize", options.pop("size", rcParams["figure.titlesize"]))
        x, y = options.pop("x", 0.5), options.pop("y", None)
        self._suptitle = Text(x, 0.98 if y is None else y, t, fontsize=size, fontweight=rcParams["figure.titleweight"],
                              horizontalalignment="center", verticalalignment="top")
        return self._suptitle.set(**options)

    def _outer(self, text, x, y, options, **standing):
        return self.text(x, y, text, fontsize="large", **standing).set(**options)

    def supxlabel(self, t, **options):
        return self._outer(t, 0.5, 0.01, options, ha="center", va="bottom")

    def supylabel(self, t, **options):
        return self._outer(t, 0.02, 0.5, options, ha="left", va="center", rotation=90)

    def text(self, x, y, s, fontdict=None, **options):
        text = Text(x, y, s, fontdict=fontdict, **options)
        self.texts.append(text)
        return text

    def legend(self, *args, **options):
        from matplotlib.legend import for_figure

        legend = for_figure(self, args, options)
        self.legends.append(legend)
        return legend

    def colorbar(self, mappable, cax=None, ax=None, use_gridspec=True, **options):
        from matplotlib._colorbar import Colorbar

        return Colorbar(self, mappable, cax, ax, options)

    def autofmt_xdate(self, bottom=0.2, rotation=30, ha="right", which="major"):
        for axes in self.axes:
            axes.xaxis._label_options({"rotation": rotation, "horizontalalignment": ha})
        self.subplots_adjust(bottom=bottom)

    def subplots_adjust(self, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None):
        self.subplotpars.update(left=left, bottom=bottom, right=right, top=top, wspace=wspace, hspace=hspace)
        self.tight = None
        self._arrange()

    def _arrange(self):
        for axes in self.axes:
            if axes.spec is not None:
                axes.position = list(axes.spec.rect(self))

    def tight_layout(self, *, pad=1.08, h_pad=None, w_pad=None, rect=None):
        self.tight = {"pad": pad, "h_pad": h_pad, "w_pad": w_pad, "rect": rect}
        from matplotlib.gridspec import tighten

        tighten(self, **self.tight)

    # The picture

    def svg(self, pad_inches=0.1, dpi=None, face=None):
        """The picture as SVG text, cut to what is drawn and a border (None: the whole figure)."""
        before = self._dpi
        if dpi:
            self._dpi = float(dpi)
        try:
            if self.tight is not None and any(axes.spec for axes in self.axes):
                from matplotlib.gridspec import tighten

                tighten(self, **self.tight)
            svg = Svg(*self.pixels(), self._dpi)
            for axes in sorted(self.axes, key=lambda a: a.zorder):
                axes.draw(svg)
            W, H = self.pixels()
            for text in self.texts + ([self._suptitle] if self._suptitle else []):
                box = text.write(svg, text.x * W, (1 - text.y) * H)
                if box:
                    svg.take(*box)
            for artist in self.artists:
                artist.draw(svg, self.gca())
            for legend in self.legends:
                legend.draw(svg, None)
            svg.clipped(None)
            face = rgba(self.face if face is None else face)
            # Kept for an animation, which puts the parts of several pictures together.
            self.parts = svg.out
            from matplotlib._words import said

            title, desc = said(self)
            fonts = rcParams["font." + rcParams["font.family"][0]] if "font." + rcParams["font.family"][0] in rcParams else rcParams["font.family"] + rcParams["font.sans-serif"]
            fonts = list(fonts) + ["sans-serif"] * ("sans-serif" not in fonts and "serif" not in fonts and "monospace" not in fonts)
            return svg.finish(None if pad_inches is None else pad_inches * self._dpi, title, desc, ", ".join(fonts), face)
        finally:
            self._dpi = before

    def items(self):
        """The opening of the picture of the whole figure, and its parts one by one."""
        text = self.svg(None)
        at = text.index("</desc>") + len("</desc>")
        return text[:at], self.parts

    def _repr_mimebundle_(self, include=None, exclude=None):
        self.shown = True
        moving = self.__dict__.get("animation")
        return {"image/svg+xml": moving.svg() if moving else self.svg(), "text/plain": repr(self)}

    def show(self, warn=True):
        import matplotlib.pyplot

        matplotlib.pyplot._show(self)

    def savefig(self, fname, *, dpi=None, format=None, bbox_inches=None, pad_inches=0.1, transparent=None, facecolor=None, **options):
        """Write the picture as SVG; where dots are asked for, the SVG stands beside the name asked for."""
        if hasattr(fname, "__fspath__"):
            fname = fname.__fspath__()
        named = isinstance(fname, str)
        stem, dot, ending = fname.rpartition(".") if named else ("", "", "")
        ending = (format or (ending if dot else "svg" if named else rcParams["savefig.format"])).lower()
        if ending not in ("svg", "svgz", "png", "jpg", "jpeg", "pdf", "ps", "eps", "webp", "tif", "tiff", "gif", "pgf", "raw", "rgba"):
            raise ValueError(f"Format {ending!r} is not supported (supported formats: svg)")
        data = self.svg(pad_inches if bbox_inches == "tight" else None, None if dpi == "figure" else dpi, "none" if transparent else facecolor).encode("utf-8")
        if not named:
            if ending != "svg":
                raise ValueError(f"Format {ending!r} cannot be drawn here; give format='svg'")
            fname.write(data)
            return
        if ending != "svg":
            fname = (stem if dot else fname) + ".svg"
            # A lesson that saves and shows goes on; what it saved is where this says.
            print(f"savefig: {ending.upper()} cannot be drawn here, the figure is saved as {fname}", file=sys.stderr)
        elif not dot:
            fname += ".svg"
        with open(fname, "wb") as file:
            file.write(data)

    print_figure = savefig

    def __repr__(self):
        W, H = self.pixels()
        return f"<Figure size {W:g}x{H:g} with {len(self.axes)} Axes>"

    __str__ = lambda self: f"Figure({self.pixels()[0]:g}x{self.pixels()[1]:g})"


def figaspect(arg):
    return 4.8 / arg, 4.8
