"""Turtle graphics, as Python's own module, on a sheet that the page shows and animates.

Positions, headings and error messages are those of Python's `turtle`; what differs without a window
is written in `_ardoise_screen`. French names stand beside the English ones: see `FRENCH`.
"""

import math

import _ardoise_screen
from _ardoise_screen import Screen, Shape, Terminator, TurtleScreen, sheet
from _ardoise_sheet import number, packed, point
from _ardoise_turtle import FRENCH, FRENCH_COLOURS, TurtleGraphicsError, Vec2D, css, text_width

_Screen = TurtleScreen
_RAD = math.pi / 180
_START = {"standard": (1.0, 0.0), "world": (1.0, 0.0), "logo": (0.0, 1.0)}
_SPEEDS = {"fastest": 0, "fast": 10, "normal": 6, "slow": 3, "slowest": 1}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_UNDO = 1000


class RawTurtle:
    """One turtle."""

    def __init__(self, canvas=None, shape="classic", undobuffersize=_UNDO, visible=True):
        if isinstance(canvas, str):
            shape, canvas = canvas, None
        if canvas is not None and not isinstance(canvas, TurtleScreen):
            raise TurtleGraphicsError("bad canvas argument %s" % canvas)
        self.screen = canvas or Screen()
        self.screen._touch()
        self._undosize = undobuffersize
        self._shape = shape
        self._mode = self.screen._mode
        self._setDegreesPerAU(360.0)
        self._setmode(self._mode)
        self._resizemode = "noresize"
        self._forget()
        self._shown = visible
        self._here()

    # Where it stands on the sheet

    def _forget(self):
        """Off the sheet, in the first state; the next step puts it on again."""
        self._name = None
        self._items = []
        self._start()

    def _start(self):
        self._mode = self.screen._mode
        self._position = Vec2D(0.0, 0.0)
        self._orient = Vec2D(*_START[self._mode])
        self._pensize = 1
        self._shown = True
        self._pencolor = self._fillcolor = "black"
        self._drawing = True
        self._speed = 3
        self._stretchfactor = (1.0, 1.0)
        self._shearfactor = self._tilt = 0.0
        self._shapetrafo = (1.0, 0.0, 0.0, 1.0)
        self._outlinewidth = 1
        # The line that the next step makes longer.
        self._line = None
        self._fillitem = self._fillpath = self._poly = None
        self._creatingPoly = False
        self._stamps = []
        self.setundobuffer(self._undosize)
        self._group = None
        self._dirty = self._reshaped = True

    def _here(self):
        """Before every step: the cell has a sheet, and this turtle is on it."""
        if not _ardoise_screen._begun or _ardoise_screen._finished:
            _ardoise_screen._begin()
        if self._name is None:
            self._name = len(sheet.turtles)
            sheet.turtles.append(self)
            self.screen._turtles.append(self)
            self._dirty = self._reshaped = True
        if self._dirty:
            self._settle()

    def _settle(self):
        """Tells how it looks now, when that has changed."""
        if self._dirty and self._name is not None:
            self._dirty = False
            if self._reshaped:
                self._reshaped = False
                for step in self.look():
                    sheet.add(step)
            else:
                sheet.add(self._state())

    def _state(self):
        """The step that says where it is, how it is turned, and its colours."""
        return (
            f"T {self._name} {self._spot(self._position)} {number(self._angle())} {int(self._shown)}"
            f" {css(self._pencolor)} {css(self._fillcolor)} {self._edge()} {self._speed}"
        )

    def _angle(self):
        x, y = self._orient
        return math.degrees(math.atan2(y * self.screen.yscale, x * self.screen.xscale)) % 360

    def _spot(self, place):
        return point(place[0] * self.screen.xscale, -place[1] * self.screen.yscale)

    def _edge(self):
        if self._resizemode == "noresize":
            return 1
        return number(self._pensize if self._resizemode == "auto" else self._outlinewidth)

    def _parts(self):
        """The polygons of the shape with their colours."""
        shape = self.screen._shapes[self._shape]
        if shape._type == "polygon":
            if len(shape._data) > 2:
                yield self._getshapepoly(shape._data), self._fillcolor, self._pencolor
        elif shape._type == "compound":
            for poly, fill, outline in shape._data:
                yield self._getshapepoly(poly, True), self._cc(fill), self._cc(outline)

    def look(self):
        """The steps that describe it to somebody who knows nothing of it."""
        own = self.screen._shapes[self._shape]._type == "polygon"
        icon = self.icon()
        shape = "|".join(
            ("* *" if own else f"{css(fill)} {css(outline)}")
            # Ahead and to the left, where the page has x and y of a turtle that looks to the right.
            + "".join(f" {point(y, x)}" for x, y in poly)
            for poly, fill, outline in self._parts()
        )
        if icon is not None:
            shape = f"i {icon[0]}"
        return [f"S {self._name} {shape}", self._state()]

    def polygons(self):
        if self._shown and self._name is not None:
            for poly, fill, outline in self._parts():
                yield self._polytrafo(poly), css(fill), css(outline), self._edge()

    def icon(self):
        """The picture that it looks like, and where."""
        shape = self.screen._shapes[self._shape]
        if shape._type == "image" and self._shown:
            return sheet.picture(*shape._data), self._spot(self._position)
        return None

    def _note(self, *entry):
        """Remembers a step for `undo`."""
        if self._group is not None:
            self._group.append(entry)
        elif self._undosize:
            self._undo.append(entry)
            if len(self._undo) > 2 * self._undosize:
                del self._undo[:-self._undosize]

    # Angles and places

    def _setDegreesPerAU(self, fullcircle):
        self._fullcircle = fullcircle
        self._degreesPerAU = 360 / fullcircle
        self._angleOffset = 0 if self._mode == "standard" else fullcircle / 4.0

    def _setmode(self, mode=None):
        if mode is None:
            return self._mode
        self._mode = mode
        logo = mode == "logo"
        self._angleOffset = self._fullcircle / 4.0 if logo else 0
        self._angleOrient = -1 if logo else 1

    def degrees(self, fullcircle=360.0):
        self._setDegreesPerAU(fullcircle)

    def radians(self):
        self._setDegreesPerAU(math.tau)

    def position(self):
        return self._position

    def xcor(self):
        return self._position[0]

    def ycor(self):
        return self._position[1]

    def _other(self, x, y):
        if y is not None:
            return Vec2D(x, y)
        if isinstance(x, RawTurtle):
            return x._position
        return x if isinstance(x, Vec2D) else Vec2D(*x)

    def distance(self, x, y=None):
        return abs(self._other(x, y) - self._position)

    def _direction(self, x, y):
        result = round(math.degrees(math.atan2(y, x)), 10) % 360.0
        result /= self._degreesPerAU
        return (self._angleOffset + self._angleOrient * result) % self._fullcircle

    def towards(self, x, y=None):
        return self._direction(*(self._other(x, y) - self._position))

    def heading(self):
        return self._direction(*self._orient)

    # Moves

    def _goto(self, end):
        self._here()
        start = self._position
        spot = self._spot(end)
        name = self._line
        if self._drawing:
            if name is None:
                name = self._line = sheet.item("L", css(self._pencolor), number(self._pensize), self._spot(start))
                self._items.append(name)
            sheet.extend(name, spot)
            screen = self.screen
            sheet.reached(end[0] * screen.xscale, end[1] * screen.yscale, self._pensize)
            step = f"l {name} {self._name} {spot}"
        else:
            step = f"m {self._name} {spot}"
            self._line = None
        if self._turned:
            self._turned = False
            step += f" {number(self._angle())}"
        self._note("go", start, name if self._drawing else None, self._fillpath is not None)
        self._position = end
        if self._fillpath is not None:
            self._fillpath.append(end)
        if self._creatingPoly:
            self._poly.append(end)
        sheet.add(step)

    # Whether the next move tells the heading, which was changed without a step of its own.
    _turned = False

    def _rotate(self, angle):
        self._here()
        self._note("rot", self._orient)
        angle *= self._degreesPerAU
        self._orient = self._orient.rotate(angle)
        sheet.add(f"r {self._name} {number(angle)} {number(self._angle())}")

    def forward(self, distance):
        self._goto(self._position + self._orient * distance)

    def back(self, distance):
        self._goto(self._position + self._orient * -distance)

    def right(self, angle):
        self._rotate(-angle)

    def left(self, angle):
        self._rotate(angle)

    def goto(self, x, y=None):
        self._goto(Vec2D(*x) if y is None else Vec2D(x, y))

    def setx(self, x):
        self._goto(Vec2D(x, self._position[1]))

    def sety(self, y):
        self._goto(Vec2D(self._position[0], y))

    def home(self):
        self.goto(0, 0)
        self.setheading(0)

    def teleport(self, x=None, y=None, *, fill_gap=False):
        self._here()
        old = self._position
        end = Vec2D(old[0] if x is None else x, old[1] if y is None else y)
        self._line = None
        filling = self._fillpath is not None
        if filling and not fill_gap:
            self.end_fill()
        self._note("go", old, None, False)
        self._position = end
        sheet.add(f"j {self._name} {self._spot(end)}")
        if filling:
            if fill_gap:
                self._fillpath.append(end)
            else:
                self.begin_fill()

    def setheading(self, to_angle):
        angle = (to_angle - self.heading()) * self._angleOrient
        full = self._fullcircle
        self._rotate((angle + full / 2.0) % full - full / 2.0)

    def circle(self, radius, extent=None, steps=None):
        """Draw a circle, or the part of one that `extent` says, as a polygon of short steps."""
        if extent is None:
            extent = self._fullcircle
        if steps is None:
            frac = abs(extent) / self._fullcircle
            steps = 1 + int(min(11 + abs(radius) / 6.0, 59.0) * frac)
        w = 1.0 * extent / steps
        w2 = 0.5 * w
        length = 2.0 * radius * math.sin(math.radians(w2) * self._degreesPerAU)
        if radius < 0:
            length, w, w2 = -length, -w, -w2
        self._here()
        with _Group(self):
            self._note("rot", self._orient)
            turn = w * self._degreesPerAU
            orient = self._orient.rotate(w2 * self._degreesPerAU)
            for _ in range(steps):
                self._orient, self._turned = orient, True
                self._goto(self._position + orient * length)
                orient = orient.rotate(turn)
            self._orient = orient.rotate(-w2 * self._degreesPerAU)
            self._turned, self._dirty = False, True
            self._settle()

    def speed(self, speed=None):
        if speed is None:
            return self._speed
        if speed in _SPEEDS:
            speed = _SPEEDS[speed]
        elif 0.5 < speed < 10.5:
            speed = int(round(speed))
        else:
            speed = 0
        self.pen(speed=speed)

    # The pen

    def pen(self, pen=None, **pendict):
        """Return or set the pen's attributes."""
        now = {
            "shown": self._shown, "pendown": self._drawing, "pencolor": self._pencolor,
            "fillcolor": self._fillcolor, "pensize": self._pensize, "speed": self._speed,
            "resizemode": self._resizemode, "stretchfactor": self._stretchfactor,
            "shearfactor": self._shearfactor, "outline": self._outlinewidth, "tilt": self._tilt,
        }
        if not (pen or pendict):
            return now
        wanted = dict(pen) if isinstance(pen, dict) else {}
        wanted.update(pendict)
        before = {key: now[key] for key in wanted}
        for key in ("pencolor", "fillcolor"):
            if isinstance(wanted.get(key), tuple):
                wanted[key] = self.screen._colorstr((wanted[key],))
        if isinstance(wanted.get("stretchfactor"), (int, float)):
            wanted["stretchfactor"] = (wanted["stretchfactor"],) * 2
        self._here()
        self._note("pen", before)
        self._put(wanted)

    def _put(self, wanted):
        for key, field in _PEN_FIELDS:
            if key in wanted and getattr(self, field) != wanted[key]:
                setattr(self, field, wanted[key])
                self._dirty = True
                if key in ("pendown", "pencolor", "pensize"):
                    self._line = None
                if key in ("resizemode", "stretchfactor", "shearfactor", "tilt") or key == "pensize" and self._resizemode == "auto":
                    self._reshaped = True
        if "stretchfactor" in wanted or "tilt" in wanted or "shearfactor" in wanted:
            scx, scy = self._stretchfactor
            shf = self._shearfactor
            sa, ca = math.sin(self._tilt), math.cos(self._tilt)
            self._shapetrafo = (scx * ca, scy * (shf * ca + sa), -scx * sa, scy * (ca - shf * sa))

    def pensize(self, width=None):
        if width is None:
            return self._pensize
        self.pen(pensize=width)

    def penup(self):
        if self._drawing:
            self.pen(pendown=False)

    def pendown(self):
        if not self._drawing:
            self.pen(pendown=True)

    def isdown(self):
        return self._drawing

    def _cc(self, color):
        return color if isinstance(color, str) else self.screen._colorstr((color,))

    def color(self, *args):
        screen = self.screen
        if not args:
            return screen._color(self._pencolor), screen._color(self._fillcolor)
        pcolor = fcolor = args[0] if len(args) == 1 else args
        if len(args) == 2:
            pcolor, fcolor = args
        pcolor, fcolor = screen._colorstr(pcolor), screen._colorstr(fcolor)
        self.pen(pencolor=pcolor, fillcolor=fcolor)

    def pencolor(self, *args):
        if not args:
            return self.screen._color(self._pencolor)
        color = self.screen._colorstr(args)
        if color != self._pencolor:
            self.pen(pencolor=color)

    def fillcolor(self, *args):
        if not args:
            return self.screen._color(self._fillcolor)
        color = self.screen._colorstr(args)
        if color != self._fillcolor:
            self.pen(fillcolor=color)

    def showturtle(self):
        self.pen(shown=True)

    def hideturtle(self):
        self.pen(shown=False)

    def isvisible(self):
        return self._shown

    # Surfaces, dots, texts, stamps

    def filling(self):
        return self._fillpath is not None

    def begin_fill(self):
        self._here()
        if self._fillpath is None:
            self._fillitem = sheet.item("p")
            self._items.append(self._fillitem)
        self._fillpath = [self._position]
        self._line = None
        self._note("beginfill", self._fillitem)

    def end_fill(self):
        if self._fillpath is not None:
            self._here()
            if len(self._fillpath) > 2:
                places = map(self._spot, self._fillpath)
                sheet.change(self._fillitem, "p", css(self._fillcolor), "none", "0", *places)
                self._note("dofill", self._fillitem)
            self._fillitem = self._fillpath = None

    def dot(self, size=None, *color):
        """Draw a disc."""
        if not color:
            if isinstance(size, (str, tuple)):
                color = self.screen._colorstr((size,))
                size = None
            else:
                color = self._pencolor
        else:
            color = self.screen._colorstr(color)
        if not size:
            size = self._pensize + max(self._pensize, 4)
        self._here()
        item = sheet.item("d", self._spot(self._position), number(size / 2), css(color))
        self._reached(size / 2)
        self._keep(item)

    def _reached(self, margin):
        screen = self.screen
        sheet.reached(self._position[0] * screen.xscale, self._position[1] * screen.yscale, margin)

    def _keep(self, item):
        self._items.append(item)
        # Lines drawn later lie above it.
        self._line = None
        self._note("item", item)

    def write(self, arg, move=False, align="left", font=("Arial", 8, "normal")):
        """Write a text at the turtle's place."""
        self._here()
        family, size, style = (tuple(font) + ("Arial", 8, "normal")[len(font):])[:3] if not isinstance(font, str) else (font, 8, "normal")
        # Points of a font as pixels of a screen; a negative size is in pixels.
        size = -size if size < 0 else size * 4 / 3
        text = str(arg)
        anchor = _ANCHORS[align.lower()]
        place = Vec2D(self._position[0], self._position[1])
        words = (str(style).replace(" ", "+") or "normal", css(self._pencolor), str(family).replace(" ", "_"))
        with _Group(self):
            self._keep(sheet.item("x", self._spot(place), anchor, number(size), *words, packed(text)))
            wide = max(text_width(line, size) for line in text.split("\n"))
            left = {"start": 0, "middle": -wide / 2, "end": -wide}[anchor]
            x = place[0] * self.screen.xscale
            high = size * 1.2 * (1 + text.count("\n"))
            for reached in (x + left, x + left + wide):
                sheet.reached(reached, abs(place[1] * self.screen.yscale) + high, 2)
            if move:
                self.setx((x + left + wide) / self.screen.xscale)

    def stamp(self):
        """Leave a copy of its shape; returns the number to take it away with."""
        self._here()
        icon = self.icon()
        if icon is not None:
            items = (sheet.item("i", str(icon[0]), icon[1]),)
        else:
            items = tuple(
                sheet.item("p", css(fill), css(outline), str(self._edge()), *(point(x, y) for x, y in self._polytrafo(poly)))
                for poly, fill, outline in self._parts()
            )
        self._line = None
        self._reached(12 * max(self._stretchfactor))
        stamp = items[0] if len(items) == 1 else items
        self._stamps.append(stamp)
        self._note("stamp", stamp)
        return stamp

    def clearstamp(self, stampid):
        if stampid in self._stamps:
            self._here()
            self._stamps.remove(stampid)
            sheet.remove(stampid if isinstance(stampid, tuple) else (stampid,))

    def clearstamps(self, n=None):
        for stamp in self._stamps[:] if n is None else self._stamps[:n] if n >= 0 else self._stamps[n:]:
            self.clearstamp(stamp)

    def begin_poly(self):
        self._poly = [self._position]
        self._creatingPoly = True

    def end_poly(self):
        self._creatingPoly = False

    def get_poly(self):
        return None if self._poly is None else tuple(self._poly)

    # The shape

    def shape(self, name=None):
        if name is None:
            return self._shape
        if name not in self.screen._shapes:
            raise TurtleGraphicsError("There is no shape named %s" % name)
        self._shape = name
        self._dirty = self._reshaped = True
        self._here()

    def resizemode(self, rmode=None):
        if rmode is None:
            return self._resizemode
        if rmode.lower() in ("auto", "user", "noresize"):
            self.pen(resizemode=rmode.lower())

    def shapesize(self, stretch_wid=None, stretch_len=None, outline=None):
        if stretch_wid is stretch_len is outline is None:
            return *self._stretchfactor, self._outlinewidth
        if stretch_wid == 0 or stretch_len == 0:
            raise TurtleGraphicsError("stretch_wid/stretch_len must not be zero")
        wide, long = self._stretchfactor
        if stretch_wid is not None:
            wide, long = stretch_wid, stretch_wid if stretch_len is None else stretch_len
        elif stretch_len is not None:
            long = stretch_len
        outline = self._outlinewidth if outline is None else outline
        self.pen(resizemode="user", stretchfactor=(wide, long), outline=outline)

    def shearfactor(self, shear=None):
        if shear is None:
            return self._shearfactor
        self.pen(resizemode="user", shearfactor=shear)

    def tiltangle(self, angle=None):
        if angle is None:
            tilt = -math.degrees(self._tilt) * self._angleOrient
            return tilt / self._degreesPerAU % self._fullcircle
        tilt = -angle * self._degreesPerAU * self._angleOrient
        self.pen(resizemode="user", tilt=math.radians(tilt) % math.tau)

    def tilt(self, angle):
        self.tiltangle(angle + self.tiltangle())

    def shapetransform(self, t11=None, t12=None, t21=None, t22=None):
        if t11 is t12 is t21 is t22 is None:
            return self._shapetrafo
        given = zip((t11, t12, t21, t22), self._shapetrafo)
        m11, m12, m21, m22 = (old if new is None else new for new, old in given)
        if m11 * m22 - m12 * m21 == 0:
            raise TurtleGraphicsError("Bad shape transform matrix: must not be singular")
        alfa = math.atan2(-m21, m11) % math.tau
        sa, ca = math.sin(alfa), math.cos(alfa)
        a11, a12, a22 = ca * m11 - sa * m21, ca * m12 - sa * m22, sa * m12 + ca * m22
        self.pen(resizemode="user", stretchfactor=(a11, a22), shearfactor=a12 / a22, tilt=alfa)
        self._shapetrafo = (m11, m12, m21, m22)

    def _getshapepoly(self, polygon, compound=False):
        if self._resizemode == "user" or compound:
            t11, t12, t21, t22 = self._shapetrafo
        elif self._resizemode == "auto":
            t11 = t22 = max(1, self._pensize / 5.0)
            t12 = t21 = 0
        else:
            return polygon
        return tuple((t11 * x + t12 * y, t21 * x + t22 * y) for x, y in polygon)

    def get_shapepoly(self):
        shape = self.screen._shapes[self._shape]
        return self._getshapepoly(shape._data) if shape._type == "polygon" else None

    def _polytrafo(self, poly):
        """A shape on the canvas."""
        x, y = self._position[0] * self.screen.xscale, -self._position[1] * self.screen.yscale
        angle = self._angle() * _RAD
        c, s = math.cos(angle), math.sin(angle)
        return [(x + s * a + c * b, y + c * a - s * b) for a, b in poly]

    # Beginning anew, and going back

    def clear(self):
        self._here()
        sheet.remove(self._items)
        self._items = []
        self.clearstamps()
        self._line = self._fillitem = self._fillpath = None
        self.setundobuffer(self._undosize)

    def reset(self):
        self._here()
        self.clear()
        self._start()
        self._settle()

    def clone(self):
        self._here()
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin._name = twin._line = twin._fillitem = twin._fillpath = None
        twin._items, twin._stamps, twin._undo = [], [], []
        twin._dirty = twin._reshaped = True
        self._line = None
        twin._here()
        return twin

    def setundobuffer(self, size):
        self._undosize = size if size and size > 0 else 0
        self._undo = []

    def undobufferentries(self):
        return min(len(self._undo), self._undosize)

    def undo(self):
        if self._undo:
            self._here()
            self._take_back(self._undo.pop())

    def _take_back(self, entry):
        kind, what = entry[:2]
        if kind == "seq":
            for step in reversed(what):
                self._take_back(step)
        elif kind == "go":
            line, filling = entry[2:]
            if line in sheet.items:
                sheet.shorten(line)
                self._line = line
            self._position = what
            if filling and self._fillpath is not None and len(self._fillpath) > 1:
                self._fillpath.pop()
            if self._creatingPoly and self._poly:
                self._poly.pop()
            self._dirty = True
        elif kind == "rot":
            self._orient = what
            self._dirty = True
        elif kind == "pen":
            self._put(what)
        elif kind == "stamp":
            self.clearstamp(what)
        elif kind == "item":
            sheet.remove((what,))
        elif kind == "dofill":
            sheet.change(what, "p")
        elif kind == "beginfill":
            sheet.remove((what,))
            self._fillitem = self._fillpath = None
        self._settle()

    # Others

    def getscreen(self):
        return self.screen

    def getturtle(self):
        return self

    def onclick(self, fun, btn=1, add=None):
        self.screen._deaf()

    onrelease = ondrag = onclick
    fd, bk, backward, rt, lt = forward, back, back, right, left
    pos, setpos, setposition, seth = position, goto, goto, setheading
    width, up, pu, pd, down, st, ht = pensize, penup, penup, pendown, pendown, showturtle, hideturtle
    turtlesize, getpen, settiltangle = shapesize, getturtle, tiltangle


_PEN_FIELDS = (
    ("shown", "_shown"), ("pendown", "_drawing"), ("pencolor", "_pencolor"), ("fillcolor", "_fillcolor"),
    ("pensize", "_pensize"), ("speed", "_speed"), ("resizemode", "_resizemode"),
    ("stretchfactor", "_stretchfactor"), ("shearfactor", "_shearfactor"), ("outline", "_outlinewidth"),
    ("tilt", "_tilt"),
)


class _Group:
    """Several steps that `undo` takes back as one."""

    def __init__(self, turtle):
        self.turtle = turtle

    def __enter__(self):
        self.outer = self.turtle._group
        self.steps = self.turtle._group = []

    def __exit__(self, *error):
        self.turtle._group = self.outer
        self.turtle._note("seq", self.steps)


class Turtle(RawTurtle):
    """One turtle on the screen."""

    def __init__(self, shape="classic", undobuffersize=_UNDO, visible=True):
        super().__init__(None, shape, undobuffersize, visible)


Pen, RawPen = Turtle, RawTurtle

def _in_french(name):
    method = getattr(RawTurtle, name)
    if name not in ("color", "pencolor", "fillcolor"):
        return method

    def coloured(self, *args):
        return method(self, *(FRENCH_COLOURS.get(arg, arg) if isinstance(arg, str) else arg for arg in args))

    return coloured


for _french, _name in FRENCH.items():
    setattr(RawTurtle, _french, _in_french(_name))

# The functions: each is a method of a turtle, or of the screen, that comes when it is first needed.

_SCREEN = (
    "addshape bgcolor bgpic bye clearscreen colormode delay exitonclick getcanvas getshapes listen mainloop mode "
    "numinput onkey onkeypress onkeyrelease onscreenclick ontimer register_shape resetscreen screensize setup "
    "setworldcoordinates textinput title tracer turtles update window_height window_width"
).split()
_TURTLE = (
    "back backward begin_fill begin_poly bk circle clear clearstamp clearstamps clone color degrees distance dot down "
    "end_fill end_poly fd fillcolor filling forward get_poly get_shapepoly getpen getscreen getturtle goto heading "
    "hideturtle home ht isdown isvisible left lt onclick ondrag onrelease pd pen pencolor pendown pensize penup pos "
    "position pu radians reset resizemode right rt seth setheading setpos setposition settiltangle setundobuffer setx "
    "sety shape shapesize shapetransform shearfactor showturtle speed st stamp teleport tilt tiltangle towards "
    "turtlesize undo undobufferentries up width write xcor ycor"
).split()


def _pen():
    screen = Screen()
    if screen._pen is None:
        screen._pen = Turtle()
    return screen._pen


def _function(name, owner, cls):
    method = getattr(cls, name)

    def function(*args, **options):
        return getattr(owner(), name)(*args, **options)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = method.__doc__
    return function


for _name in _SCREEN:
    globals()[_name] = _function(_name, Screen, TurtleScreen)
for _name in _TURTLE + list(FRENCH):
    globals()[_name] = _function(_name, _pen, RawTurtle)
done = mainloop  # noqa: F821
ScrolledCanvas = TurtleScreen

__all__ = [
    "Pen", "RawPen", "RawTurtle", "Screen", "ScrolledCanvas", "Shape", "Terminator", "Turtle", "TurtleScreen",
    "Vec2D", "done", *_SCREEN, *_TURTLE,
    # A pupil who draws a house has a word of their own for it, and `origine` says the same.
    *(name for name in FRENCH if name != "maison"),
]
