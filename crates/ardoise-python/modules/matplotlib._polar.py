"""Axes around a point: angle and distance."""

import math

from matplotlib import rcParams
from matplotlib._svg import n, rgba
from matplotlib._ticks import grid_look
from matplotlib.axes import Axes
from matplotlib.text import points


class PolarAxes(Axes):
    name = "polar"

    def __init__(self, figure, position, spec=None, **options):
        Axes.__init__(self, figure, position, spec)
        self.set(**options)

    def clear(self, sharex=None, sharey=None):
        Axes.clear(self, sharex, sharey)
        self.xaxis.view.lim, self.xaxis.view.auto = (0, 2 * math.pi), False
        self.zero, self.way = 0.0, 1
        self.r_label = 22.5
        self.rings = True

    def set_theta_zero_location(self, loc, offset=0.0):
        self.zero = math.radians({"E": 0, "NE": 45, "N": 90, "NW": 135, "W": 180, "SW": 225, "S": 270, "SE": 315}[loc] + offset)

    def set_theta_direction(self, direction):
        self.way = {"clockwise": -1, "anticlockwise": 1, "counterclockwise": 1}.get(direction, direction)

    def set_theta_offset(self, offset):
        self.zero = offset

    def set_rmax(self, rmax):
        self.set_ylim(self.get_ylim()[0], rmax)

    def set_rmin(self, rmin):
        self.set_ylim(rmin, self.get_ylim()[1])

    def set_rlabel_position(self, value):
        self.r_label = value

    def set_rlim(self, *args, **options):
        return self.set_ylim(*args, **options)

    def set_rticks(self, ticks, **options):
        self.set_yticks(ticks, **options)

    def set_thetagrids(self, angles, labels=None, **options):
        self.set_xticks([math.radians(a) for a in angles], labels)

    def layout(self):
        figure = self.figure
        W, H = figure.pixels()
        left, bottom, width, height = self.position
        x, y, w, h = left * W, (1 - bottom - height) * H, width * W, height * H
        side = min(w, h)
        self.box = (x + (w - side) / 2, y + (h - side) / 2, side, side)
        return self.box

    def ready(self):
        self.layout()
        view = self.yaxis.view
        low, high = view.limits()
        if view.auto and low != 0:
            # The centre is zero where nothing lies below it.
            ends = self._extent[1]
            low = 0.0 if ends[0] >= 0 else low
            view.lim = (low, high)
        self.low, self.high = low, high

    def points(self, xs, ys, transform=None):
        if transform is not None and transform != "data":
            return Axes.points(self, xs, ys, transform)
        x, y, w, h = self.box
        scale = w / 2 / ((self.high - self.low) or 1)
        out = []
        for t, r in zip(xs, ys):
            if t - t != 0 or r - r != 0:
                out.append(None)
                continue
            turn, far = self.zero + self.way * t, (r - self.low) * scale
            out.append((x + w / 2 + far * math.cos(turn), y + h / 2 - far * math.sin(turn)))
        return out

    def draw(self, svg, dry=False):
        if not self.visible:
            return
        self.ready()
        x, y, w, h = self.box
        cx, cy, radius = x + w / 2, y + h / 2, w / 2
        svg.take(x, y, x + w, y + h)
        size = points(self.xaxis._look("major", "labelsize")) * svg.scale
        pad = 3.5 * svg.scale
        shown = self.axison
        circle = lambda r, *paint: svg.out.append(f'<circle cx="{n(cx)}" cy="{n(cy)}" r="{n(r)}"{svg.paint(*paint)}/>')
        face = rgba(self.face)
        if shown and not dry and face and face[:3] != (1, 1, 1):
            circle(radius, face)
        from matplotlib.ticker import AutoLocator, FixedLocator

        fixed = isinstance(self.xaxis.view.locator, FixedLocator)
        if fixed:
            spokes = self.xaxis.ticks()
        else:
            spokes = [(math.radians(45 * k), f"{45 * k}°") for k in range(8)]
        locator = self.yaxis.view.locator
        locator.axis = self.yaxis
        if isinstance(locator, AutoLocator):
            locs = [v for v in locator.tick_values(self.low, self.high) if self.low < v <= self.high * (1 + 1e-9)]
            self.yaxis.view.formatter.axis = self.yaxis
            rings = list(zip(locs, self.yaxis.view.formatter.format_ticks(locs)))
        else:
            rings = [(v, t) for v, t in self.yaxis.ticks() if v > self.low]
        if shown and self.xaxis.grids["major"] is not None or shown and self.rings:
            color, width, style = grid_look(self.xaxis.grids["major"] or {})
            if not dry and self.rings:
                ends = self.points([a for a, _ in spokes], [self.high] * len(spokes))
                svg.path("".join(f"M{n(cx)} {n(cy)}L{n(p[0])} {n(p[1])}" for p in ends), None, color, width, style)
                for value, _ in rings:
                    circle((value - self.low) / (self.high - self.low) * radius, None, color, width, style)
        if not dry:
            for artist in sorted((a for a in self._artists if a.shown()), key=lambda a: a.get("zorder")):
                artist.draw(svg, self)
            if shown:
                circle(radius, None, rgba(rcParams["axes.edgecolor"]), rcParams["axes.linewidth"])
        self.top_reach = y
        if shown:
            for angle, text in spokes:
                turn = self.zero + self.way * angle
                c, s = math.cos(turn), math.sin(turn)
                ha = "left" if c > 0.1 else "right" if c < -0.1 else "center"
                va = "bottom" if s > 0.9 else "top" if s < -0.9 else "center"
                box = svg.text(cx + (radius + 2 * pad) * c, cy - (radius + 2 * pad) * s, text, size, ha=ha, va=va, dry=dry)
                svg.take(*box)
                self.top_reach = min(self.top_reach, box[1])
            turn = math.radians(self.r_label)
            for value, text in rings:
                far = (value - self.low) / (self.high - self.low) * radius
                place = cx + far * math.cos(turn), cy - far * math.sin(turn)
                svg.text(*place, text, size, va="baseline", dry=dry)
        self._draw_titles(svg, dry)
        if self.legend_ and not dry:
            self.legend_.draw(svg, self)

    def grid(self, visible=None, which="major", axis="both", **options):
        self.rings = True if visible is None and options else not self.rings if visible is None else bool(visible)
        self.xaxis.grids["major"] = options or None
