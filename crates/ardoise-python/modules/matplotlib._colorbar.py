"""The bar that says which colour stands for which value."""

from matplotlib.axes import Axes
from matplotlib.artist import Artist, is_scalar, numbers
from matplotlib.ticker import FixedLocator


class _Strip(Artist):
    """The colours of a bar."""

    zorder = 0

    def __init__(self, bar):
        Artist.__init__(self)
        self.bar = bar

    def draw(self, svg, axes):
        bar, mappable = self.bar, self.bar.mappable
        x, y, w, h = axes.box
        upright = bar.orientation == "vertical"
        alpha = mappable.get("alpha")
        levels = getattr(mappable, "levels", None)
        if levels is not None:
            low, high = bar.span()
            if mappable.filled:
                for k, (a, b) in enumerate(mappable.bands):
                    a, b = ((v - low) / (high - low) for v in (a, b))
                    box = (x, y + h * (1 - b), w, h * (b - a)) if upright else (x + w * a, y, w * (b - a), h)
                    color = mappable.color(k)
                    svg.rect(*box, color, color, 0.3)
            else:
                for k, level in enumerate(levels):
                    at = (level - low) / (high - low) if high > low else 0.5
                    ends = (x, y + h * (1 - at), x + w, y + h * (1 - at)) if upright else (x + w * at, y, x + w * at, y + h)
                    svg.line(*ends, mappable.color(k), 1.5)
            return
        from matplotlib.image import png

        count = mappable.cmap.N
        colors = [bytes(int(v * 255 + 0.5) for v in c[:3]) for c in mappable.cmap._table()]
        boundaries = getattr(mappable.norm, "boundaries", None)
        if boundaries:
            colors = [bytes(int(v * 255 + 0.5) for v in mappable.cmap(mappable.norm((a + b) / 2))[:3]) for a, b in zip(boundaries, boundaries[1:])]
            count = len(colors)
        # Many colours run into each other; few stand apart.
        smooth = count > 64
        data = png(colors[::-1], 1, count, 3) if upright else png([b"".join(colors)], count, 1, 3)
        if alpha is not None and is_scalar(alpha) and alpha < 1:
            svg.out.append(f'<g opacity="{alpha:g}">')
        svg.image(x, y, w, h, data, smooth)
        if alpha is not None and is_scalar(alpha) and alpha < 1:
            svg.out.append("</g>")


class Colorbar:
    def __init__(self, figure, mappable, cax, ax, options):
        self.mappable, self.figure = mappable, figure
        if getattr(mappable, "array", 0) is None and mappable.norm.vmin is None:
            mappable.norm.vmin, mappable.norm.vmax = 0, 1
        if mappable.norm.vmin == mappable.norm.vmax:
            from matplotlib.ticker import nonsingular

            mappable.norm.vmin, mappable.norm.vmax = nonsingular(mappable.norm.vmin or 0, mappable.norm.vmax or 0, 0.1)
        self.orientation = options.get("orientation") or ("horizontal" if options.get("location") in ("top", "bottom") else "vertical")
        upright = self.orientation == "vertical"
        fraction, pad = options.get("fraction", 0.15), options.get("pad", 0.05 if upright else 0.15)
        shrink, thick = options.get("shrink", 1.0), options.get("aspect", 20)
        host = None
        current = figure._current
        if cax is None:
            if ax is None:
                ax = mappable.axes or figure.gca()
            hosts = [a for a in (ax.flat if hasattr(ax, "flat") else ax)] if not isinstance(ax, Axes) else [ax]
            host = hosts[0]
            cax = Axes(figure, [0, 0, 0.1, 0.1])
            figure.axes.append(cax)

            def split(rects):
                """The room of the hosts, shared with the bar."""
                left = min(r[0] for r in rects)
                bottom = min(r[1] for r in rects)
                right = max(r[0] + r[2] for r in rects)
                top = max(r[1] + r[3] for r in rects)
                W, H = right - left, top - bottom
                if upright:
                    keep = W * (1 - fraction - pad)
                    bar = [left + W * (1 - fraction), bottom + H * (1 - shrink) / 2, W * fraction, H * shrink]
                    hosts_now = [[left + (r[0] - left) * keep / W, r[1], r[2] * keep / W, r[3]] for r in rects]
                else:
                    keep = H * (1 - fraction - pad)
                    bar = [left + W * (1 - shrink) / 2, bottom, W * shrink, H * fraction]
                    hosts_now = [[r[0], bottom + H * (fraction + pad) + (r[1] - bottom) * keep / H, r[2], r[3] * keep / H] for r in rects]
                return bar, hosts_now

            for one in hosts:
                _follow(one, hosts, split, cax)
            cax.host_spec = host.spec
            bar, rects = split([one.position for one in hosts])
            for one, rect in zip(hosts, rects):
                one.position = rect
            cax.position = bar

            def layout():
                W, H = figure.pixels()
                x, y, w, h = cax.position[0] * W, (1 - cax.position[1] - cax.position[3]) * H, cax.position[2] * W, cax.position[3] * H
                cax.box = (x, y, min(w, h / thick), h) if upright else (x, y, w, min(h, w / thick))
                return cax.box

            cax.layout = layout
            cax.host_box = lambda x, y, w, h: _cell(host, cax)
        self.ax = cax
        cax.clear()
        cax._label = "<colorbar>"
        cax.add(_Strip(self))
        self.log = type(mappable.norm).__name__ == "LogNorm"
        self.axis = cax.yaxis if upright else cax.xaxis
        other = cax.xaxis if upright else cax.yaxis
        other.visible = False
        cax.set_xlim(0, 1)
        cax.set_ylim(0, 1)
        if self.log:
            self.axis.view.set_scale("log")
        self.axis.view.lim, self.axis.view.auto = self.span(), False
        side = "right" if upright else "bottom"
        if options.get("location") == "top":
            side = "top"
        self.axis.set_ticks_position(side)
        self.axis.label_side = self.axis.side = side
        levels = getattr(mappable, "levels", None)
        boundaries = getattr(mappable.norm, "boundaries", None)
        if levels is not None or boundaries is not None:
            self.axis.view.locator = FixedLocator(levels if levels is not None else boundaries)
            locs = self.axis.view.locator.locs
            step = max(1, -(-len(locs) // 10))
            # Of the ways to leave labels out, the one that keeps the number nearest to zero.
            self.axis.view.locator.locs = min((locs[k::step] for k in range(step)), key=lambda some: min(map(abs, some)))
        if options.get("ticks") is not None:
            ticks = options["ticks"]
            if hasattr(ticks, "tick_values"):
                self.axis.set_major_locator(ticks)
            else:
                self.axis.view.locator = FixedLocator(numbers(ticks))
        if options.get("format") is not None:
            form = options["format"]
            if isinstance(form, str) and "%" in form:
                from matplotlib.ticker import FormatStrFormatter

                form = FormatStrFormatter(form)
            self.axis.set_major_formatter(form)
        if options.get("label"):
            self.set_label(options["label"])
        mappable.colorbar = self
        if current is not None:
            figure._current = current

    def span(self):
        levels = getattr(self.mappable, "levels", None)
        if levels is not None:
            if self.mappable.filled:
                bands = self.mappable.bands
                return bands[0][0], bands[-1][1]
            return (levels[0], levels[-1]) if len(levels) > 1 else (levels[0] - 0.5, levels[0] + 0.5)
        norm = self.mappable.norm
        return norm.vmin, norm.vmax

    def set_label(self, label, *, loc=None, **options):
        (self.ax.set_ylabel if self.orientation == "vertical" else self.ax.set_xlabel)(label, loc=loc, **options)

    def set_ticks(self, ticks, *, labels=None, minor=False, **options):
        self.axis.view.locator = FixedLocator(numbers(ticks))
        if labels is not None:
            self.axis.set_ticklabels(labels, **options)

    def set_ticklabels(self, labels, *, minor=False, **options):
        if not isinstance(self.axis.view.locator, FixedLocator):
            self.axis.view.locator = FixedLocator([v for v, _ in self.axis.ticks()])
        self.axis.set_ticklabels(labels, **options)

    def get_ticks(self, minor=False):
        return self.axis.get_ticklocs()

    def update_ticks(self):
        pass

    update_normal = lambda self, mappable=None: None

    def remove(self):
        self.figure.delaxes(self.ax)

    @property
    def outline(self):
        return self.ax.spines[:]

    @property
    def vmin(self):
        return self.span()[0]

    @property
    def vmax(self):
        return self.span()[1]


class _Followed:
    """The place of axes in their grid, less the room of a colour bar."""

    def __init__(self, spec, hosts, split, cax):
        self.spec, self.hosts, self.split, self.cax = spec, hosts, split, cax
        self.grid = spec.grid

    def __getattr__(self, name):
        return getattr(self.spec, name)

    def whole(self, figure):
        return self.spec.rect(figure)

    def rect(self, figure):
        mine = [one for one in self.hosts if one.spec is self]
        rects = [list(one.spec.spec.rect(figure) if isinstance(one.spec, _Followed) else one.position) for one in self.hosts]
        bar, out = self.split(rects)
        self.cax.position = bar
        return out[self.hosts.index(mine[0])] if mine else rects[0]

    def __eq__(self, other):
        return self.spec == other

    __hash__ = None


def _follow(axes, hosts, split, cax):
    if axes.spec is not None:
        axes.spec = _Followed(axes.spec, hosts, split, cax)


def _cell(host, cax):
    """The pixels of the cell that a host and its bar share."""
    figure = cax.figure
    W, H = figure.pixels()
    left, bottom, w, h = host.spec.whole(figure) if isinstance(host.spec, _Followed) else host.position
    return left * W, (1 - bottom - h) * H, w * W, h * H
