"""What everything drawn has in common: properties by name, and numbers from whatever is given."""

nan = float("nan")


class Artist:
    """Something drawn. `names` are its properties, `short` other words for them."""

    names = ""
    short = {}
    zorder = 0
    common = "alpha animated antialiased clip_box clip_on clip_path gid label picker rasterized snap transform url visible zorder".split()

    def __init__(self, **options):
        self.axes = self.figure = None
        self.p = {}
        self.sticky = ((), ())
        if options:
            self.set(**options)

    def set(self, **options):
        for name, value in options.items():
            name = self.short.get(name, name)
            setter = getattr(type(self), "set_" + name, None)
            if setter:
                setter(self, value)
            elif name in self.common or name in self.names.split():
                self.p[name] = value
            else:
                raise AttributeError(f"{type(self).__name__}.set() got an unexpected keyword argument {name!r}")
        return self

    update = lambda self, options: self.set(**options)

    def __getattr__(self, name):
        act, key = name[:4], name[4:]
        if act in ("set_", "get_"):
            key = self.short.get(key, key)
            if key in self.common or key in self.names.split():
                if act == "get_":
                    return lambda: self.get(key)
                return lambda *value: self.p.__setitem__(key, value[0] if len(value) == 1 else value)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def get(self, key, default=None):
        value = self.p.get(key)
        if value is None:
            value = default if default is not None else self.default(key)
        return value

    def default(self, key):
        return {"visible": True, "zorder": self.zorder, "clip_on": True}.get(key)

    def get_label(self):
        return self.p.get("label", "")

    def set_label(self, label):
        self.p["label"] = None if label is None else str(label)

    def remove(self):
        if self.axes is not None and self in self.axes._artists:
            self.axes._artists.remove(self)

    def set_figure(self, figure):
        self.figure = figure

    def shown(self):
        return self.get("visible")

    def limits(self):
        """The data's (x, y) numbers that the axes must have room for."""
        return (), ()

    def draw(self, svg, axes):
        """Draw on `svg` in the coordinates of `axes`."""

    def key(self, svg, x, y, width, height):
        """Draw the sample of a legend in this box."""

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__name__} at 0x{id(self):x}>"


def plain(values):
    """A list of Python values from a list, a tuple, an array, a generator, a range..."""
    if hasattr(values, "tolist"):
        return values.tolist()
    if hasattr(values, "to_numpy"):
        # A table: its rows, not the names of its columns.
        return values.to_numpy().tolist()
    if isinstance(values, (list, tuple)):
        if values and any(hasattr(v, "tolist") for v in values):
            return [v.tolist() if hasattr(v, "tolist") else v for v in values]
        return values
    return list(values)


def is_scalar(value):
    return isinstance(value, (int, float, str, bool)) or getattr(value, "shape", None) == () or not hasattr(value, "__iter__")


def number(value):
    kind = type(value)
    if kind is float or kind is int:
        return value
    if value is None:
        return nan
    if isinstance(value, complex):
        return value.real
    return float(value)


def numbers(values):
    """A list of numbers; what is missing becomes nan."""
    values = plain(values) if not is_scalar(values) else [plain(values) if hasattr(values, "tolist") else values]
    for value in values:
        if type(value) is not float and type(value) is not int:
            return [number(value) for value in values]
    return values


def shape_of(values):
    """The shape of nested lists, as an array would say it."""
    shape = getattr(values, "shape", None)
    if shape is not None:
        return tuple(shape)
    if isinstance(values, (list, tuple)):
        if values and isinstance(values[0], (list, tuple)):
            return (len(values), len(values[0]))
        return (len(values),)
    return ()


def finite(values):
    """Those that are neither nan nor infinite."""
    return [v for v in values if v - v == 0]


def setp(artists, *pairs, **options):
    """Set properties of one artist or of several."""
    options.update(zip(pairs[::2], pairs[1::2]))
    if isinstance(artists, Artist):
        artists = [artists]
    for artist in artists.values() if isinstance(artists, dict) else artists:
        if isinstance(artist, (list, tuple)):
            setp(artist, **options)
        else:
            artist.set(**options)


def getp(artist, name):
    return getattr(artist, "get_" + name)()
