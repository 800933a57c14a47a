"""Colours by name, number or letter, and what turns values into colours."""

from matplotlib import rcParams

_BASE = {
    "b": (0, 0, 1), "g": (0, 0.5, 0), "r": (1, 0, 0), "c": (0, 0.75, 0.75), "m": (0.75, 0, 0.75),
    "y": (0.75, 0.75, 0), "k": (0, 0, 0), "w": (1, 1, 1),
    "black": (0, 0, 0), "white": (1, 1, 1), "red": (1, 0, 0), "blue": (0, 0, 1), "green": (0, 128 / 255, 0),
}
BASE_COLORS = {name: _BASE[name] for name in "bgrcmykw"}
_TAB = ("blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan", "grey")
_known = {}


def __getattr__(name):
    if name == "TABLEAU_COLORS":
        from matplotlib import TAB10

        return {"tab:" + tab: color for tab, color in zip(_TAB, TAB10)}
    if name in ("CSS4_COLORS", "cnames"):
        from matplotlib._colornames import CSS4

        return CSS4
    if name in ("ListedColormap", "LinearSegmentedColormap", "Colormap", "Normalize", "LogNorm", "NoNorm",
                "BoundaryNorm", "TwoSlopeNorm", "PowerNorm", "CenteredNorm"):
        import matplotlib.cm as cm

        return getattr(cm, name)
    raise AttributeError(f"module 'matplotlib.colors' has no attribute {name!r}")


def to_rgba(c, alpha=None):
    """A colour as four numbers between 0 and 1."""
    if isinstance(c, str):
        found = _known.get(c)
        if found is None:
            if c[:1] == "C" and c[1:].isdigit():
                cycle = rcParams["axes.prop_cycle"].by_key().get("color", ["k"])
                found = to_rgba(cycle[int(c[1:]) % len(cycle)])
            else:
                found = _known[c] = _named(c)
    elif isinstance(c, tuple) and len(c) == 2 and not isinstance(c[0], (int, float)):
        return to_rgba(c[0], c[1] if alpha is None else alpha)
    else:
        try:
            found = tuple(map(float, c))
        except (TypeError, ValueError):
            raise ValueError(f"Invalid RGBA argument: {c!r}") from None
        if len(found) not in (3, 4):
            raise ValueError("RGBA sequence should have length 3 or 4")
        if any(v < 0 or v > 1 for v in found):
            raise ValueError("RGBA values should be within 0-1 range")
        if len(found) == 3:
            found += (1.0,)
    if alpha is not None and found != (0, 0, 0, 0):
        found = found[:3] + (alpha,)
    return found


def _named(c):
    if c in _BASE:
        return (*map(float, _BASE[c]), 1.0)
    if c.lower() == "none":
        return (0.0, 0.0, 0.0, 0.0)
    if c[:1] == "#" and len(c) in (4, 5, 7, 9):
        digits = c[1:]
        if len(c) < 6:
            digits = "".join(d + d for d in digits)
        try:
            parts = [int(digits[i:i + 2], 16) / 255 for i in range(0, len(digits), 2)]
            return tuple(parts) if len(parts) == 4 else (*parts, 1.0)
        except ValueError:
            pass
    try:
        grey = float(c)
    except ValueError:
        pass
    else:
        if 0 <= grey <= 1:
            return (grey, grey, grey, 1.0)
        raise ValueError(f"Invalid string grayscale value {c!r}. Value must be within 0-1 range")
    name = c.lower()
    if name.startswith("tab:"):
        from matplotlib import TAB10

        if name[4:] in _TAB:
            return _named(TAB10[min(_TAB.index(name[4:]), 10) if name[4:] != "grey" else 7])
    from matplotlib._colornames import CSS4

    name = name.replace("xkcd:", "").replace(" ", "")
    if name in CSS4:
        return _named(CSS4[name])
    raise ValueError(f"{c!r} is not a valid value for color: supported inputs are (r, g, b) and (r, g, b, a) 0-1 float "
                     "tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string "
                     "reprs of 0-1 floats for grayscale values; 'C0', 'C1', ... strings for colors of the color "
                     "cycle; and pairs combining one of the above with an alpha value")


def to_rgb(c):
    return to_rgba(c)[:3]


def to_hex(c, keep_alpha=False):
    r, g, b, a = to_rgba(c)
    text = "#%02x%02x%02x" % (round(r * 255), round(g * 255), round(b * 255))
    return text + "%02x" % round(a * 255) if keep_alpha else text


def is_color_like(c):
    try:
        to_rgba(c)
        return True
    except (ValueError, TypeError):
        return False


def same_color(c1, c2):
    return to_rgba_array(c1) == to_rgba_array(c2)


def is_single(c):
    """Whether this is one colour, not a sequence of colours."""
    if isinstance(c, str):
        return True
    if hasattr(c, "tolist"):
        c = c.tolist()
    if isinstance(c, (tuple, list)):
        if len(c) in (3, 4) and all(isinstance(v, (int, float)) for v in c):
            return True
        return isinstance(c, tuple) and len(c) == 2 and isinstance(c[0], str) and isinstance(c[1], (int, float))
    return False


def to_rgba_array(c, alpha=None):
    """The colours of a sequence, or the one of a single colour."""
    if isinstance(c, str) and c.lower() == "none":
        return []
    if is_single(c):
        return [to_rgba(c, alpha)]
    if hasattr(c, "tolist"):
        c = c.tolist()
    if isinstance(alpha, (list, tuple)):
        return [to_rgba(v, a) for v, a in zip(c, alpha)]
    return [to_rgba(v, alpha) for v in c]


def rgb_to_hsv(arr):
    import colorsys

    return colorsys.rgb_to_hsv(*arr)


def hsv_to_rgb(hsv):
    import colorsys

    return colorsys.hsv_to_rgb(*hsv)
