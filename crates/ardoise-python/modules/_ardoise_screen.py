"""The screen of `turtle`: what all turtles share, and when a sheet is a new one.

There is no window: each cell that draws shows the sheet as an output of its own. A cell that imports
`turtle` begins a new sheet, and so does what follows `done()`.
"""

import sys

import _ardoise
from _ardoise_turtle import SHAPES, TurtleGraphicsError, css, load_picture
from _ardoise_sheet import Sheet

_MODES = ("standard", "logo", "world")
# The screen that a window would be on.
_SCREEN_WIDTH, _SCREEN_HEIGHT = 1600, 800


class Terminator(Exception):
    """Python raises it when the window is closed under a program; here none closes."""


class Shape:
    """How a turtle looks: a polygon, a picture, or several polygons with their colours."""

    def __init__(self, type_, data=None):
        self._type = type_
        if type_ == "polygon":
            if isinstance(data, list):
                data = tuple(data)
        elif type_ == "image":
            if isinstance(data, str):
                data = load_picture(data)
        elif type_ == "compound":
            data = []
        else:
            raise TurtleGraphicsError("There is no shape type %s" % type_)
        self._data = data

    def addcomponent(self, poly, fill, outline=None):
        if self._type != "compound":
            raise TurtleGraphicsError("Cannot add component to %s Shape" % self._type)
        self._data.append([poly, fill, fill if outline is None else outline])


sheet = Sheet()
# Whether the cell under way has drawn, and whether the sheet was finished with `done()`.
_begun = _finished = False


def _pause(seconds):
    global _begun
    if seconds is None:
        _begun = False


sys._ardoise_pauses.append(_pause)


def _begin():
    """The first step of a cell, or after `done()`: decides whether the sheet is a new one."""
    global _begun, _finished
    new = _finished
    if not _begun:
        frame, cell = sys._getframe(1), None
        while frame is not None:
            if frame.f_code.co_filename.startswith("Cell In ["):
                cell = frame.f_code.co_filename
            frame = frame.f_back
        source = cell and _ardoise.cell_source(cell) or ""
        for line in source.splitlines():
            words = line.replace(",", " ").split()
            new = new or words[:1] in (["import"], ["from"]) and "turtle" in words
    _begun, _finished = True, False
    if new and _screen is not None:
        if sheet.fresh:
            sheet.show()
        _screen._renew()


class TurtleScreen:
    """The sheet as programs see it."""

    def __init__(self, cv=None, mode="standard", colormode=1.0, delay=10):
        self._shapes = {name: Shape("polygon", poly) for name, poly in SHAPES.items()}
        self._shapes["blank"] = Shape("polygon", ())
        self._title = "Python Turtle Graphics"
        self._mode = mode
        self._turtles = []
        # The turtle of the functions.
        self._pen = None
        self._blank()

    def _blank(self):
        self.xscale = self.yscale = 1.0
        self._size = None
        self.canvwidth, self.canvheight = 400, 300
        self._colormode = 1.0
        self._background = "white"
        self._bgpicname = "nopic"
        self._timers = []
        self._updatecounter = 0

    def _renew(self):
        """Another program begins: nothing drawn, every turtle at home and out of sight."""
        self._mode = "standard"
        self._blank()
        sheet.blank()
        for turtle in self._turtles:
            turtle._forget()
        self._turtles.clear()
        self._pen = None

    def _touch(self):
        if not _begun or _finished:
            _begin()

    # Turtles and drawings

    def clear(self):
        """Take all drawings and turtles away."""
        self._touch()
        sheet.remove(list(sheet.items))
        for turtle in self._turtles:
            turtle._forget()
        sheet.turtles.clear()
        sheet.add("t")
        self._turtles.clear()
        self._pen = None
        self._colormode = 1.0
        self.tracer(1, 10)
        self.bgpic("nopic")
        self.bgcolor("white")

    def reset(self):
        """Bring every turtle back to its first state."""
        self._touch()
        for turtle in self._turtles:
            turtle._setmode(self._mode)
            turtle.reset()

    def turtles(self):
        return self._turtles

    def mode(self, mode=None):
        if mode is None:
            return self._mode
        mode = mode.lower()
        if mode not in _MODES:
            raise TurtleGraphicsError("No turtle-graphics-mode %s" % mode)
        self._touch()
        self._mode = mode
        if mode != "world":
            self.xscale = self.yscale = 1.0
            self._frame()
        self.reset()

    def setworldcoordinates(self, llx, lly, urx, ury):
        """Give the corners of the sheet the coordinates that the program wants."""
        self._touch()
        if self._mode != "world":
            self.mode("world")
        xspan, yspan = float(urx - llx), float(ury - lly)
        wide, high = self._window_size()
        self.canvwidth, self.canvheight = wide - 20, high - 20
        old = self.xscale, self.yscale
        self.xscale, self.yscale = self.canvwidth / xspan, self.canvheight / yspan
        sheet.window = (llx * self.xscale, -ury * self.yscale, self.canvwidth, self.canvheight)
        sheet.rescale(self.xscale / old[0], self.yscale / old[1])
        for turtle in self._turtles:
            turtle._line = None
            turtle._dirty = True
        self.update()

    def _frame(self):
        if self._size is not None:
            wide, high = self._size
            sheet.window = (-wide / 2, -high / 2, wide, high)
        else:
            sheet.window = None
            if self.canvwidth > 400 or self.canvheight > 300:
                sheet.reached(self.canvwidth / 2, self.canvheight / 2, 0)

    def register_shape(self, name, shape=None):
        if shape is None:
            if not name.lower().endswith((".gif", ".png", ".jpg", ".jpeg")):
                raise TurtleGraphicsError(
                    "Bad arguments for register_shape.\nUse  help(register_shape)"
                )
            shape = Shape("image", name)
        elif isinstance(shape, tuple):
            shape = Shape("polygon", shape)
        self._shapes[name] = shape

    def getshapes(self):
        return sorted(self._shapes)

    # Colours

    def _colorstr(self, color):
        if len(color) == 1:
            color = color[0]
        if isinstance(color, str):
            if color == "" or css(color) is not None:
                return color
            raise TurtleGraphicsError("bad color string: %s" % str(color))
        try:
            r, g, b = color
        except (TypeError, ValueError):
            raise TurtleGraphicsError("bad color arguments: %s" % str(color)) from None
        if self._colormode == 1.0:
            r, g, b = [round(255.0 * x) for x in (r, g, b)]
        if not (0 <= r <= 255 and 0 <= g <= 255 and 0 <= b <= 255):
            raise TurtleGraphicsError("bad color sequence: %s" % str(color))
        return "#%02x%02x%02x" % (r, g, b)

    def _color(self, cstr):
        if not cstr.startswith("#"):
            return cstr
        if len(cstr) == 7:
            cl = [int(cstr[i:i + 2], 16) for i in (1, 3, 5)]
        elif len(cstr) == 4:
            cl = [16 * int(cstr[h], 16) for h in (1, 2, 3)]
        else:
            raise TurtleGraphicsError("bad colorstring: %s" % cstr)
        return tuple(c * self._colormode / 255 for c in cl)

    def colormode(self, cmode=None):
        if cmode is None:
            return self._colormode
        if cmode == 1.0:
            self._colormode = 1.0
        elif cmode == 255:
            self._colormode = 255

    def bgcolor(self, *args):
        if not args:
            return self._color(self._background)
        color = self._colorstr(args)
        self._touch()
        if color:
            self._background = color
            sheet.background = css(color)
            sheet.add(f"B {sheet.background}")
        return self._color(self._background)

    def bgpic(self, picname=None):
        """Put a picture of the notebook's files behind the drawing."""
        if picname is None:
            return self._bgpicname
        self._touch()
        if picname in ("nopic", ""):
            if sheet.backdrop is not None:
                sheet.backdrop = None
                sheet.add("P -1")
            picname = "nopic"
        else:
            picture = load_picture(picname)
            sheet.backdrop = sheet.picture(*picture)
            sheet.add(f"P {sheet.backdrop}")
            if self._size is None:
                sheet.reached(picture[1] / 2, picture[2] / 2, 0)
        self._bgpicname = picname

    # The window

    def _window_size(self):
        return self._size or (_SCREEN_WIDTH // 2, _SCREEN_HEIGHT * 3 // 4)

    def window_width(self):
        return self._window_size()[0]

    def window_height(self):
        return self._window_size()[1]

    def setup(self, width=0.5, height=0.75, startx=None, starty=None):
        self._touch()
        if isinstance(width, float) and 0 <= width <= 1:
            width = _SCREEN_WIDTH * width
        if isinstance(height, float) and 0 <= height <= 1:
            height = _SCREEN_HEIGHT * height
        self._size = (max(1, int(width)), max(1, int(height)))
        if self._mode != "world":
            self._frame()
        self.update()

    def screensize(self, canvwidth=None, canvheight=None, bg=None):
        if canvwidth is canvheight is bg is None:
            return self.canvwidth, self.canvheight
        self._touch()
        self.canvwidth = canvwidth or self.canvwidth
        self.canvheight = canvheight or self.canvheight
        if bg is not None:
            self.bgcolor(bg)
        if self._mode != "world":
            self._frame()
        sheet.add("u")

    def title(self, titlestring):
        self._title = titlestring

    def getcanvas(self):
        return self

    # Animation

    def tracer(self, n=None, delay=None):
        if n is None:
            return sheet.tracing
        self._touch()
        sheet.tracing = int(n)
        if delay is not None:
            self.delay(delay)
        sheet.add(f"n {sheet.tracing}")

    def delay(self, delay=None):
        if delay is None:
            return sheet.delay
        self._touch()
        sheet.delay = int(delay)
        sheet.add(f"D {sheet.delay}")

    def update(self):
        self._touch()
        for turtle in self._turtles:
            turtle._settle()
        sheet.add("u")

    # Events: there is nobody at a saved notebook's window, which is said once.

    def _deaf(self, *args, **options):
        self._touch()
        sheet.note("events")

    onclick = onscreenclick = onkey = onkeyrelease = onkeypress = _deaf

    def listen(self, xdummy=None, ydummy=None):
        pass

    def ontimer(self, fun, t=0):
        """Call a function after so many milliseconds, once the program has come to `done()`."""
        self._touch()
        self._timers.append((self._clock + t, len(self._timers), fun))

    _clock = 0

    def textinput(self, title, prompt):
        return input(f"{prompt} ")

    def numinput(self, title, prompt, default=None, minval=None, maxval=None):
        while True:
            answer = input(f"{prompt} ")
            if not answer.strip() and default is not None:
                return default
            try:
                value = float(answer)
            except ValueError:
                print(f"{answer!r} is not a number.")
                continue
            if minval is not None and value < minval or maxval is not None and value > maxval:
                print(f"{minval if value < (minval or value) else maxval} is the limit.")
                continue
            return value

    def mainloop(self):
        """The end of a program: its timers run for a while, and the sheet is finished."""
        global _finished
        self._touch()
        import time

        end = self._clock + 20_000
        while self._timers and self._clock < end:
            self._timers.sort()
            at, _, fun = self._timers.pop(0)
            if at > self._clock:
                time.sleep((at - self._clock) / 1000)
                self._clock = at
            fun()
        if self._timers:
            self._timers.clear()
            sheet.note("timers")
        _finished = True

    def bye(self):
        global _finished
        _finished = True

    def exitonclick(self):
        self.mainloop()

    addshape = register_shape
    resetscreen = reset
    clearscreen = clear


_Screen = TurtleScreen
_screen = None


def Screen():
    """The one screen there is."""
    global _screen
    if _screen is None:
        _screen = TurtleScreen()
    _screen._touch()
    return _screen
