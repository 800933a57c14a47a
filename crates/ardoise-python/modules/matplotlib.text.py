"""Texts, and notes with an arrow."""

from matplotlib import rcParams
from matplotlib._svg import rgba
from matplotlib.artist import Artist

_SIZES = {"xx-small": 0.579, "x-small": 0.694, "small": 0.833, "medium": 1, "large": 1.2, "x-large": 1.44,
          "xx-large": 1.728, "larger": 1.2, "smaller": 0.833}


def points(size):
    """A size in points from a number or a word."""
    if size is None:
        size = "medium"
    if isinstance(size, str):
        if size not in _SIZES:
            size = float(size)
        else:
            return _SIZES[size] * rcParams["font.size"]
    return size


class Text(Artist):
    zorder = 3
    names = ("color fontsize fontweight fontstyle fontfamily horizontalalignment verticalalignment multialignment rotation "
             "rotation_mode text position bbox backgroundcolor linespacing wrap usetex math_fontfamily fontproperties "
             "fontvariant fontstretch x y parse_math transform_rotates_text fontname zorder")
    short = {"c": "color", "size": "fontsize", "weight": "fontweight", "style": "fontstyle", "family": "fontfamily",
             "fontname": "fontfamily", "name": "fontfamily", "ha": "horizontalalignment", "va": "verticalalignment", "ma": "multialignment",
             "font": "fontproperties", "font_properties": "fontproperties"}

    def __init__(self, x=0, y=0, text="", **options):
        fontdict = options.pop("fontdict", None)
        self.x, self.y = x, y
        self.transform = None
        Artist.__init__(self, text=str(text))
        self.set(**{**(fontdict or {}), **options})

    def default(self, key):
        values = {"color": rcParams["text.color"], "fontsize": "medium", "horizontalalignment": "left", "verticalalignment": "baseline",
                  "rotation": 0, "text": "", "fontweight": rcParams["font.weight"]}
        return values.get(key) if key in values else Artist.default(self, key)

    def set_text(self, text):
        self.p["text"] = "" if text is None else str(text)

    def set_rotation(self, turn):
        self.p["rotation"] = {"vertical": 90, "horizontal": 0, None: 0}.get(turn, turn)

    def set_position(self, xy):
        self.x, self.y = xy

    def set_x(self, x):
        self.x = x

    def set_y(self, y):
        self.y = y

    def set_transform(self, transform):
        self.transform = transform

    def set_backgroundcolor(self, color):
        self.p["bbox"] = {"facecolor": color, "edgecolor": color, "pad": 0.2}

    def get_position(self):
        return self.x, self.y

    def get_fontsize(self):
        return points(self.get("fontsize"))

    get_size = get_fontsize

    def write(self, svg, x, y, dry=False, **standing):
        """Write it at a place in pixels; what was not chosen is as `standing` says."""
        get = lambda key, name: self.p.get(key, standing.get(name, self.default(key)))
        text = self.get("text")
        if not text or not self.get("visible"):
            return None
        family = self.p.get("fontfamily")
        if isinstance(family, (list, tuple)):
            family = family[0]
        if family in ("serif", "monospace"):
            family = ", ".join(rcParams["font." + family])
        options = dict(
            color=rgba(get("color", "color"), self.p.get("alpha")) or (0, 0, 0, 0), ha=get("horizontalalignment", "ha"),
            va=get("verticalalignment", "va"), rotation=get("rotation", "rotation"), weight=get("fontweight", "weight"),
            style=self.p.get("fontstyle"), family=family, anchor=get("rotation_mode", "mode") == "anchor")
        size = points(get("fontsize", "size")) * svg.scale
        box = self.p.get("bbox")
        if box is not None and not dry:
            from matplotlib.patches import boxed

            turn = options["rotation"]
            if turn:
                # The box is laid straight around the middle of the turned text, then turned with it.
                x0, y0, x1, y1 = svg.text(x, y, text, size, dry=True, **options)
                mx, my = (x0 + x1) / 2, (y0 + y1) / 2
                straight = svg.text(mx, my, text, size, dry=True, **{**options, "rotation": 0, "ha": "center", "va": "center"})
                svg.out.append(f'<g transform="rotate({-turn:g} {mx:.2f} {my:.2f})">')
                boxed(svg, straight, size, box)
                svg.out.append("</g>")
            else:
                boxed(svg, svg.text(x, y, text, size, dry=True, **options), size, box)
        return svg.text(x, y, text, size, dry=dry, **options)

    def draw(self, svg, axes):
        place = axes.place(self.x, self.y, self.transform)
        if place:
            box = self.write(svg, *place)
            if box and not svg.clip:
                svg.take(*box)

    def __str__(self):
        return f"Text({self.x!r}, {self.y!r}, {self.p.get('text', '')!r})"

    __repr__ = __str__


class Annotation(Text):
    def __init__(self, text, xy, xytext=None, xycoords="data", textcoords=None, arrowprops=None, annotation_clip=None, **options):
        self.xy, self.coords, self.text_coords = xy, xycoords, textcoords or xycoords
        self.arrow = arrowprops
        Text.__init__(self, *(xytext if xytext is not None else xy), text, **options)

    def draw(self, svg, axes):
        tip = axes.place(*self.xy, self.coords)
        if isinstance(self.text_coords, str) and self.text_coords.startswith("offset"):
            unit = 1 if "pixels" in self.text_coords else svg.scale
            place = tip and (tip[0] + self.x * unit, tip[1] - self.y * unit)
        else:
            place = axes.place(self.x, self.y, self.text_coords)
        if not place:
            return
        box = self.write(svg, *place, dry=True) or (*place, *place)
        if self.arrow is not None and tip:
            from matplotlib.patches import arrow_to

            arrow_to(svg, box, tip, self.arrow, self.get_fontsize() * svg.scale, bool(self.get("text")), self.p.get("bbox"), place)
            svg.take(min(tip[0], box[0]), min(tip[1], box[1]), max(tip[0], box[2]), max(tip[1], box[3]))
        self.write(svg, *place)
        svg.take(*box)
