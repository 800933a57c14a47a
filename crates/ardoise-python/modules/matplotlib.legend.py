"""The legend: which things it names, where it stands, how it is drawn."""

import math

from matplotlib import rcParams
from matplotlib._svg import rgba
from matplotlib.text import Text, points

LOCATIONS = {"best": 0, "upper right": 1, "upper left": 2, "lower left": 3, "lower right": 4, "right": 5, "center left": 6,
             "center right": 7, "lower center": 8, "upper center": 9, "center": 10}
#: Where each location puts the box: parts of the free width and height, from the left and the top.
_CORNERS = {1: (1, 0), 2: (0, 0), 3: (0, 1), 4: (1, 1), 5: (1, 0.5), 6: (0, 0.5), 7: (1, 0.5), 8: (0.5, 1), 9: (0.5, 0), 10: (0.5, 0.5)}


def named(axes):
    """The things with a label, and their labels."""
    handles, labels = [], []
    inside = {id(patch) for bars in axes.containers for patch in bars.parts()}
    first_lines = [a for a in axes._artists if type(a).__name__ == "Line2D"]
    rest = [a for a in axes._artists if type(a).__name__ != "Line2D"]
    for artist in first_lines + [a for a in rest if id(a) not in inside] + axes.containers:
        label = artist.get_label()
        if label and label[0] != "_" and type(artist).__name__ not in ("Text", "Annotation") and id(artist) not in inside:
            handles.append(artist)
            labels.append(label)
    return handles, labels


def _given(args, options, found):
    handles, labels = options.pop("handles", None), options.pop("labels", None)
    if len(args) == 2:
        handles, labels = args
    elif len(args) == 1:
        given = list(args[0])
        if not given or isinstance(given[0], str):
            labels = given
        else:
            handles = given
    if handles is None:
        if labels is None:
            return found(False)
        handles = found(True)[0]
    handles = [h[0] if isinstance(h, (list, tuple)) and len(h) == 1 else h for h in handles]
    if labels is None:
        labels = [h.get_label() for h in handles]
    return list(handles), [str(label) for label in labels]


def for_axes(axes, args, options):
    def found(every):
        if every:
            bars = {id(patch) for c in axes.containers for patch in c.parts()}
            return [a for a in axes._artists if id(a) not in bars and type(a).__name__ != "Text"] + axes.containers, None
        return named(axes)

    return Legend(axes, *_given(args, options, found), **options)


def for_figure(figure, args, options):
    def found(every):
        pairs = [named(axes) for axes in figure.axes]
        return [h for hs, _ in pairs for h in hs], [l for _, ls in pairs for l in ls]

    legend = Legend(None, *_given(args, options, found), **{"loc": "upper right", **options})
    legend.figure = figure
    return legend


class Legend:
    def __init__(self, parent, handles, labels, *, loc=None, title=None, ncol=1, ncols=None, fontsize=None, prop=None, frameon=None,
                 framealpha=None, facecolor=None, edgecolor=None, bbox_to_anchor=None, title_fontsize=None, markerscale=1, borderpad=0.4,
                 labelspacing=0.5, handlelength=2.0, handleheight=0.7, handletextpad=0.8, borderaxespad=0.5, columnspacing=2.0, shadow=False,
                 fancybox=True, numpoints=1, scatterpoints=1, mode=None, labelcolor=None, alignment="center", markerfirst=True, title_fontproperties=None,
                 reverse=False, bbox_transform=None, handler_map=None, draggable=False, scatteryoffsets=None):
        loc = rcParams["legend.loc"] if loc is None else loc
        if isinstance(loc, str):
            loc = loc.lower().replace("centre", "center")
            if loc not in LOCATIONS:
                raise ValueError(f"{loc!r} is not a valid value for loc.")
            loc = LOCATIONS[loc]
        self.parent, self.figure, self.loc, self.visible, self.zorder = parent, parent and parent.figure, loc, True, 5
        if reverse:
            handles, labels = handles[::-1], labels[::-1]
        self.legend_handles = handles
        size = fontsize if fontsize is not None else (prop or {}).get("size", rcParams["legend.fontsize"])
        self.texts = [Text(0, 0, label, fontsize=size, **({"color": labelcolor} if isinstance(labelcolor, str) and labelcolor not in ("linecolor", "mec", "mfc") else {})) for label in labels]
        self.title = Text(0, 0, title or "", fontsize=title_fontsize or rcParams["legend.title_fontsize"] or "medium")
        self.size, self.columns, self.anchor = points(size), max(1, ncols or ncol), bbox_to_anchor
        self.frame = rcParams["legend.frameon"] if frameon is None else frameon
        self.alpha = rcParams["legend.framealpha"] if framealpha is None else framealpha
        self.face = facecolor or rcParams["legend.facecolor"]
        self.edge = edgecolor or rcParams["legend.edgecolor"]
        self.spaces = dict(pad=borderpad, row=labelspacing, long=handlelength, high=handleheight, text=handletextpad, axes=borderaxespad, column=columnspacing)
        self.fancy, self.shadow = fancybox, shadow

    def get_texts(self):
        return self.texts

    def get_lines(self):
        return [h for h in self.legend_handles if type(h).__name__ == "Line2D"]

    def get_title(self):
        return self.title

    def set_title(self, title, prop=None):
        self.title.set_text(title)

    def get_frame(self):
        return self

    def set_facecolor(self, color):
        self.face = color

    def set_edgecolor(self, color):
        self.edge = color

    def set_alpha(self, alpha):
        self.alpha = alpha

    def set_linewidth(self, width):
        pass

    set_draggable = set_zorder = set_linewidth

    def set_visible(self, visible):
        self.visible = visible

    def set_loc(self, loc):
        self.loc = LOCATIONS[loc] if isinstance(loc, str) else loc

    def remove(self):
        if self.parent is not None:
            self.parent.legend_ = None
        elif self in self.figure.legends:
            self.figure.legends.remove(self)

    def _measure(self, svg):
        """The size of the box, and where in it each entry stands."""
        unit = self.size * svg.scale
        space = {name: value * unit for name, value in self.spaces.items()}
        count = len(self.texts)
        per = [count // self.columns + (k < count % self.columns) for k in range(self.columns)]
        entries, x, at, bottom = [], space["pad"], 0, 0
        head = 0
        title = self.title.write(svg, 0, 0, dry=True)
        if title:
            head = title[3] - title[1] + space["row"]
        for rows in per:
            if not rows:
                continue
            y, widest = space["pad"] + head, 0
            for k in range(at, at + rows):
                box = self.texts[k].write(svg, 0, 0, dry=True) or (0, 0, 0, unit)
                high = max(box[3] - box[1], space["high"])
                entries.append((k, x, y, high))
                widest = max(widest, box[2] - box[0])
                y += high + space["row"]
            bottom = max(bottom, y - space["row"] + space["pad"])
            x += space["long"] + space["text"] + widest + space["column"]
            at += rows
        width = x - space["column"] + space["pad"] if count else 2 * space["pad"]
        if title:
            width = max(width, title[2] - title[0] + 2 * space["pad"])
        return width, max(bottom, 2 * space["pad"] + head), entries, space, head, title

    def draw(self, svg, axes):
        width, height, entries, space, head, title = self._measure(svg)
        W, H = self.figure.pixels()
        area = axes.box if axes else (0, 0, W, H)
        if self.anchor is not None:
            anchor = tuple(self.anchor)
            x, y, w, h = area
            left, low = x + anchor[0] * w, y + (1 - anchor[1]) * h
            area = (left, low, 0, 0) if len(anchor) == 2 else (left, low - anchor[3] * h, anchor[2] * w, anchor[3] * h)
        gap = space["axes"]
        if isinstance(self.loc, (tuple, list)):
            left, top = area[0] + self.loc[0] * area[2], area[1] + area[3] * (1 - self.loc[1]) - height
        else:
            loc = self.loc
            free = lambda k: (area[0] + gap + (area[2] - width - 2 * gap) * _CORNERS[k][0], area[1] + gap + (area[3] - height - 2 * gap) * _CORNERS[k][1])
            if loc == 0:
                loc = self._best(axes, free, width, height) if axes else 1
            left, top = free(loc)
        if self.frame:
            face = (axes.face if axes else self.figure.face) if self.face == "inherit" else self.face
            r = 0.2 * self.size * svg.scale if self.fancy else 0
            paint = svg.paint(rgba(face, self.alpha), rgba(self.edge, self.alpha), 1.0)
            corner = f' rx="{r:.2f}"' if r else ""
            svg.out.append(f'<rect x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"{corner}{paint}/>')
        svg.take(left, top, left + width, top + height)
        if title:
            self.title.write(svg, left + width / 2, top + space["pad"], ha="center", va="top")
        for k, x, y, high in entries:
            x, y = left + x, top + y
            tall = space["high"]
            handle = self.legend_handles[k]
            for one in (handle,) if hasattr(handle, "key") else handle:
                one.key(svg, x, y + (high - tall) / 2, space["long"], tall)
            self.texts[k].write(svg, x + space["long"] + space["text"], y + high / 2, va="center")

    def _best(self, axes, free, width, height):
        """The location that covers least of what is drawn."""
        spots, boxes = [], []
        for artist in axes._artists:
            if not artist.shown() or type(artist).__name__ in ("Text", "Annotation", "AxesImage"):
                continue
            points = getattr(artist, "outline", None)
            if points:
                placed = [p for p in axes.points(*zip(*points()), artist.p.get("transform"))] if points() else []
                placed = [p for p in placed if p]
                if placed:
                    xs, ys = [p[0] for p in placed], [p[1] for p in placed]
                    boxes.append((min(xs), min(ys), max(xs), max(ys)))
            else:
                xs, ys = artist.limits()
                if xs and ys and len(xs) == len(ys):
                    placed = axes.points(xs, ys, artist.p.get("transform"))
                    step = max(1, len(placed) // 400)
                    placed = placed[::step]
                    line = type(artist).__name__ == "Line2D" and artist.get("linestyle") != "None"
                    for a, b in zip(placed, placed[1:] + [None]):
                        if a:
                            spots.append(a)
                            if line and b:
                                # Long pieces count on their way too.
                                pieces = min(int(math.hypot(b[0] - a[0], b[1] - a[1]) / 15), 40)
                                spots += [(a[0] + (b[0] - a[0]) * j / (pieces + 1), a[1] + (b[1] - a[1]) * j / (pieces + 1)) for j in range(1, pieces + 1)]
        best = None
        for loc in range(1, 11):
            x, y = free(loc)
            cost = sum(x <= px <= x + width and y <= py <= y + height for px, py in spots)
            cost += sum(a < x + width and c > x and b < y + height and d > y for a, b, c, d in boxes)
            if best is None or cost < best[0]:
                best = (cost, loc)
            if cost == 0:
                break
        return best[1]

    def __repr__(self):
        return f"<matplotlib.legend.Legend at 0x{id(self):x}>"
