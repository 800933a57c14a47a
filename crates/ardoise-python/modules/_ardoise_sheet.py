"""The sheet that turtles draw on: records steps, shows them as they come, keeps a still picture.

It knows items (lines, surfaces, dots, texts, pictures) and how turtles look, and nothing of headings
or of the classic names. Coordinates are those of a canvas, y downwards. What is sent beside the SVG
is one step a line; `docs/formats.md` has the letters. When something is sent depends on counts and
on pauses only, never on a clock, so that a cell that runs again sends the same.
"""

import sys

import _ardoise

STEPS = "application/vnd.ardoise.turtle"
# Half widths and heights of the window, as long as no size was asked for.
_HALVES = ((200, 150), (300, 225), (400, 300), (600, 450), (800, 600))
# Of longer steps, the picture as it stands takes the place of those that led to it.
_MOST_TEXT = 300_000
_FIRST_BATCH = 8


def number(value):
    return f"{round(value, 2) + 0.0:g}" if -1e5 < value < 1e5 else ("99999" if value > 0 else "-99999")


def point(x, y):
    return f"{number(x)},{number(y)}"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def packed(text):
    """A text as the last word of a step: on one line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def unpacked(text):
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")


_STYLES = (
    ("bold", ' font-weight="bold"'), ("italic", ' font-style="italic"'),
    ("underline", ' text-decoration="underline"'),
)


def polygon(fill, outline, width, *places):
    edge = "" if outline == "none" else f' stroke="{outline}" stroke-width="{width}"'
    return f'<polygon fill="{fill}"{edge} points="{" ".join(places)}"/>'


class Sheet:
    def __init__(self):
        self.displays = 0
        self.blank()
        sys._ardoise_pauses.append(self.pause)

    def blank(self):
        """A new sheet; what was shown of the old one stays shown."""
        self.items = {}
        self.next = 1
        self.turtles = []
        self.background = "white"
        self.pictures = []
        self.backdrop = None
        self.window = None
        self.reach = [0, 0]
        self.notes = set()
        self.tracing = 1
        self.delay = 10
        self.begin_display()

    def begin_display(self):
        """The next report is a new output that begins with the picture as it stands."""
        self.display = None
        self.text = self.snapshot()
        self.steps = 0
        self.fresh = []
        self.batch = _FIRST_BATCH
        self.slept = 0.0

    # Steps

    def add(self, step):
        self.fresh.append(step)
        if len(self.fresh) >= self.batch:
            self.show()

    def item(self, kind, *words):
        """Puts an item on top and returns its number."""
        name = self.next
        self.next += 1
        self.items[name] = [None, kind, *words]
        self.add(" ".join((kind, str(name), *words)))
        return name

    def change(self, name, kind, *words):
        """Gives an item another look, in its place."""
        self.items[name] = [None, kind, *words]
        self.add(" ".join((kind, str(name), *words)))

    def extend(self, name, place):
        item = self.items[name]
        item[0] = None
        item.append(place)

    def shorten(self, name):
        item = self.items[name]
        item[0] = None
        item.pop()
        self.add(f"b {name}")

    def remove(self, names):
        gone = [name for name in names if self.items.pop(name, None)]
        if gone:
            self.add("k " + " ".join(map(str, gone)))

    def picture(self, address, width, height):
        """The number of a picture that items can name."""
        entry = (width, height, address)
        if entry not in self.pictures:
            self.pictures.append(entry)
            self.add(f"U {len(self.pictures) - 1} {width} {height} {address}")
        return self.pictures.index(entry)

    def note(self, what):
        """Something to be told once, which the page has words for."""
        if what not in self.notes:
            self.notes.add(what)
            self.add(f"N {what}")

    def rescale(self, xfactor, yfactor):
        """Moves what is drawn to where it is in other coordinates."""
        if xfactor == yfactor == 1.0:
            return

        def moved(word):
            x, comma, y = word.partition(",")
            try:
                return point(float(x) * xfactor, float(y) * yfactor) if comma else word
            except ValueError:
                return word

        for item in self.items.values():
            end = len(item) - (item[1] == "x")
            item[2:end] = map(moved, item[2:end])
            item[0] = None
        self.fresh = []
        self.text = self.snapshot()

    def reached(self, x, y, margin=2.0):
        x, y = abs(x) + margin, abs(y) + margin
        if x > self.reach[0]:
            self.reach[0] = x
        if y > self.reach[1]:
            self.reach[1] = y

    def view(self):
        """The part of the canvas that is seen: left, top, width, height."""
        if self.window:
            return self.window
        for width, height in _HALVES:
            if self.reach[0] <= width and self.reach[1] <= height:
                break
        return -width, -height, 2 * width, 2 * height

    # What is shown

    def pause(self, seconds):
        if seconds is None:
            if self.fresh:
                self.show()
            if self.display is not None:
                self.begin_display()
        elif self.fresh:
            self.fresh.append(f"z {number(seconds * 1000)}")
            self.slept += seconds
            # A large picture is sent less often than a small one.
            if seconds == 0 or self.slept >= len(self.text) / 2e6:
                self.show()

    def show(self):
        """Sends what was drawn so far, as an output of the running cell."""
        self.steps += len(self.fresh)
        self.text += "\n".join(self.fresh) + "\n"
        self.fresh = []
        if len(self.text) > _MOST_TEXT:
            self.text = self.snapshot()
        self.batch = max(_FIRST_BATCH, self.steps // 8)
        self.slept = 0.0
        first = self.display is None
        if first:
            self.displays += 1
            self.display = f"turtle-{self.displays}"
        view = "V " + " ".join(map(number, self.view())) + "\n"
        pairs = [("image/svg+xml", self.svg()), ("text/plain", f"<{self.told()}>")]
        if len(self.text) <= _MOST_TEXT:
            pairs.append((STEPS, view + self.text))
        _ardoise.show(pairs, self.display, not first)

    def snapshot(self):
        """Steps that lead to the picture as it stands."""
        lines = [f"U {at} {' '.join(map(str, entry))}" for at, entry in enumerate(self.pictures)]
        lines.append(f"B {self.background}")
        if self.backdrop is not None:
            lines.append(f"P {self.backdrop}")
        lines.append(f"n {self.tracing}\nD {self.delay}")
        for name, item in self.items.items():
            lines.append(f"{item[1]} {name} {' '.join(item[2:])}")
        for turtle in self.turtles:
            lines += turtle.look()
        return "\n".join(lines) + "\n"

    def svg(self):
        """The picture as it stands."""
        left, top, width, height = view = tuple(map(number, self.view()))
        words = escaped(self.told())
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="{" ".join(view)}" role="img" aria-label="{words}"><title>{words}</title>'
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{self.background}"/>'
            '<g stroke-linecap="round" stroke-linejoin="round" fill-rule="evenodd">'
        ]
        if self.backdrop is not None:
            parts.append(self.image(self.backdrop, "0,0"))
        for item in self.items.values():
            if item[0] is None:
                item[0] = self.element(*item[1:])
            parts.append(item[0])
        for turtle in self.turtles:
            for poly, fill, outline, width in turtle.polygons():
                parts.append(polygon(fill, outline, width, *(point(x, y) for x, y in poly)))
            if turtle.icon() is not None:
                parts.append(self.image(*turtle.icon()))
        return "\n".join(filter(None, parts)) + "</g></svg>\n"

    def element(self, kind, *words):
        if kind == "L":
            colour, width, *places = words
            if len(places) < 2 or colour == "none":
                return ""
            return f'<polyline fill="none" stroke="{colour}" stroke-width="{width}" points="{" ".join(places)}"/>'
        if kind == "p":
            return polygon(*words) if len(words) > 3 else ""
        if kind == "d":
            place, radius, colour = words
            x, y = place.split(",")
            return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>'
        if kind == "i":
            return self.image(*words)
        place, anchor, size, style, colour, family, text = words
        x, y = map(float, place.split(","))
        family = escaped(family.replace("_", " "))
        look = f'font-family="{family}, sans-serif" font-size="{size}" fill="{colour}"'
        if anchor != "start":
            look += f' text-anchor="{anchor}"'
        for name, attribute in _STYLES:
            if name in style:
                look += attribute
        lines = unpacked(text).split("\n")
        high = float(size) * 1.2
        y -= float(size) * 0.22 + high * (len(lines) - 1)
        return "".join(
            f'<text x="{number(x)}" y="{number(y + at * high)}" xml:space="preserve" {look}>{escaped(line)}</text>'
            for at, line in enumerate(lines)
        )

    def image(self, which, place):
        width, height, address = self.pictures[int(which)]
        x, y = map(float, place.split(","))
        return (
            f'<image x="{number(x - width / 2)}" y="{number(y - height / 2)}" width="{width}" height="{height}"'
            f' href="{address}"/>'
        )

    def told(self):
        """What is drawn, in words."""
        counts = {}
        texts = []
        for item in self.items.values():
            kind = item[1]
            if kind == "L":
                counts["line"] = counts.get("line", 0) + len(item) - 5
            elif kind == "p" and item[3:] and item[2] != "none":
                counts["filled shape"] = counts.get("filled shape", 0) + 1
            elif kind == "d":
                counts["dot"] = counts.get("dot", 0) + 1
            elif kind == "x":
                texts.append(unpacked(item[-1]))
        words = [f"{count} {name}" + "s" * (count > 1) for name, count in counts.items() if count]
        if texts:
            words.append("texts: " + ", ".join(texts[:5]).replace("\n", " "))
        return "turtle drawing" + (": " + ", ".join(words) if words else "")
