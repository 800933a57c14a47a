"""What turtles need beside a sheet: vectors, shapes, colours, pictures of the notebook's files."""

import math



class Vec2D(tuple):
    """A 2 dimensional vector."""

    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))

    def __add__(self, other):
        return Vec2D(self[0] + other[0], self[1] + other[1])

    def __mul__(self, other):
        if isinstance(other, Vec2D):
            return self[0] * other[0] + self[1] * other[1]
        return Vec2D(self[0] * other, self[1] * other)

    def __rmul__(self, other):
        if isinstance(other, (int, float)):
            return Vec2D(self[0] * other, self[1] * other)
        return NotImplemented

    def __sub__(self, other):
        return Vec2D(self[0] - other[0], self[1] - other[1])

    def __neg__(self):
        return Vec2D(-self[0], -self[1])

    def __abs__(self):
        return math.hypot(*self)

    def rotate(self, angle):
        """The vector turned counterclockwise by an angle in degrees."""
        x, y = self
        angle = math.radians(angle)
        c, s = math.cos(angle), math.sin(angle)
        return Vec2D(x * c + -y * s, y * c + x * s)

    def __getnewargs__(self):
        return (self[0], self[1])

    def __repr__(self):
        return "(%.2f,%.2f)" % self




class TurtleGraphicsError(Exception):
    """Some turtle graphics error."""


TurtleGraphicsError.__module__ = Vec2D.__module__ = "turtle"


SHAPES = {
    "arrow": ((-10, 0), (10, 0), (0, 10)),
    "turtle": (
        (0, 16), (-2, 14), (-1, 10), (-4, 7), (-7, 9), (-9, 8), (-6, 5), (-7, 1), (-5, -3), (-8, -6), (-6, -8),
        (-4, -5), (0, -7), (4, -5), (6, -8), (8, -6), (5, -3), (7, 1), (6, 5), (9, 8), (7, 9), (4, 7), (1, 10),
        (2, 14),
    ),
    "circle": (
        (10, 0), (9.51, 3.09), (8.09, 5.88), (5.88, 8.09), (3.09, 9.51), (0, 10), (-3.09, 9.51), (-5.88, 8.09),
        (-8.09, 5.88), (-9.51, 3.09), (-10, 0), (-9.51, -3.09), (-8.09, -5.88), (-5.88, -8.09), (-3.09, -9.51),
        (-0.0, -10.0), (3.09, -9.51), (5.88, -8.09), (8.09, -5.88), (9.51, -3.09),
    ),
    "square": ((10, -10), (10, 10), (-10, 10), (-10, -10)),
    "triangle": ((10, -5.77), (0, 11.55), (-10, -5.77)),
    "classic": ((0, 0), (-5, -9), (0, -7), (5, -9)),
}

# Names that SVG and Tk share; Tk's numbered shades are made of them.
_NAMES = frozenset(
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood "
    "cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod "
    "darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon "
    "darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray "
    "dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green "
    "greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon "
    "lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon "
    "lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta "
    "maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen "
    "mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive "
    "olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru "
    "pink plum powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna "
    "silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise "
    "violet wheat white whitesmoke yellow yellowgreen".split()
)
_MORE = {"navyblue": "navy", "violetred": "#d02090", "lightgoldenrod": "#eedd82", "lightslateblue": "#8470ff"}
# The second, third and fourth shade of a colour of Tk, which is the first.
_SHADES = {
    "blue": ("#00e", "#0000cd", "#00008b"), "brown": ("#ee3b3b", "#cd3333", "#8b2323"),
    "cyan": ("#0ee", "#00cdcd", "#008b8b"), "gold": ("#eec900", "#cdad00", "#8b7500"),
    "green": ("#0e0", "#00cd00", "#008b00"), "magenta": ("#e0e", "#cd00cd", "#8b008b"),
    "orange": ("#ee9a00", "#cd8500", "#8b5a00"), "pink": ("#eea9b8", "#cd919e", "#8b636c"),
    "purple": ("#912cee", "#7d26cd", "#551a8b"), "red": ("#e00", "#cd0000", "#8b0000"),
    "skyblue": ("#7ec0ee", "#6ca6cd", "#4a708b"), "tan": ("#ee9a49", "#cd853f", "#8b5a2b"),
    "yellow": ("#ee0", "#cdcd00", "#8b8b00"),
}
_FIRST = {"brown": "#ff4040", "green": "#0f0", "pink": "#ffb5c5", "purple": "#9b30ff", "skyblue": "#87ceff", "tan": "#ffa54f"}
_known = {"": "none"}


def css(name):
    """A colour of Tk as SVG writes it, or None when there is none of that name."""
    found = _known.get(name)
    if found is None:
        found = _colour(name)
        if found is not None:
            _known[name] = found
    return found


def _colour(name):
    if name[:1] == "#":
        digits = name[1:]
        size = len(digits) // 3
        if len(digits) not in (3, 6, 9, 12) or digits.strip("0123456789abcdefABCDEF"):
            return None
        if size < 3:
            return name
        return "#" + "".join(digits[at:at + 2] for at in (0, size, 2 * size))
    plain = name.replace(" ", "").lower()
    if plain in _NAMES:
        return plain
    if plain in _MORE:
        return _MORE[plain]
    base = plain.rstrip("0123456789")
    digits = plain[len(base):]
    if base in ("gray", "grey") and digits and int(digits) <= 100 and len(digits) <= 3:
        return "#%02x%02x%02x" % ((int(int(digits) * 2.55 + 0.5),) * 3)
    if digits in ("1", "2", "3", "4") and base in _NAMES:
        if digits == "1":
            return _FIRST.get(base, base)
        # Shades of the rarer colours are near to this one.
        return _SHADES[base][int(digits) - 2] if base in _SHADES else base
    return None


def load_picture(name):
    """A picture of the notebook's files: its address, width and height."""
    with open(name, "rb") as file:
        data = file.read()
    size = None
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        kind, size = "png", (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    elif data[:4] == b"GIF8":
        kind, size = "gif", (int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    elif data[:2] == b"\xff\xd8":
        kind, size = "jpeg", _jpeg_size(data)
    if size is None or not all(0 < side < 20_000 for side in size):
        raise TurtleGraphicsError(f"{name}: not a PNG, GIF or JPEG picture")
    import binascii

    text = binascii.b2a_base64(data, newline=False).decode("ascii")
    return f"data:image/{kind};base64,{text}", *size


def _jpeg_size(data):
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2:at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7:at + 9], "big"), int.from_bytes(data[at + 5:at + 7], "big")
        at += 2 + length
    return None


def text_width(text, size):
    """About how wide a text is: no font can be measured here."""
    return size * sum(
        0.28 if letter in " ijl.,:;'|!I" else 0.35 if letter in "frt-()[]/" else 0.85 if letter in "mwMW@%"
        else 0.69 if letter.isupper() else 0.556
        for letter in text
    )


# The names that French lessons use, and Python's.
FRENCH = {
    "avance": "forward", "avancer": "forward",
    "recule": "back", "reculer": "back",
    "gauche": "left", "tourneGauche": "left", "tourner_gauche": "left", "tournerGauche": "left",
    "droite": "right", "tourneDroite": "right", "tourner_droite": "right", "tournerDroite": "right",
    "lever": "penup", "leve": "penup", "leveCrayon": "penup", "leverCrayon": "penup", "lever_crayon": "penup",
    "baisser": "pendown", "baisse": "pendown", "baisseCrayon": "pendown", "baisserCrayon": "pendown",
    "baisser_crayon": "pendown",
    "couleur": "color", "couleurCrayon": "pencolor", "couleur_crayon": "pencolor",
    "couleurRemplissage": "fillcolor", "couleur_remplissage": "fillcolor",
    "epaisseur": "pensize", "largeur": "pensize", "vitesse": "speed", "cercle": "circle",
    "allerA": "goto", "aller_a": "goto", "vaEn": "goto", "orienter": "setheading",
    "origine": "home", "maison": "home", "ecrire": "write", "ecris": "write",
    "debutRemplissage": "begin_fill", "debut_remplissage": "begin_fill", "finRemplissage": "end_fill",
    "fin_remplissage": "end_fill",
    "cacher": "hideturtle", "montrer": "showturtle",
    "forme": "shape", "tampon": "stamp", "effacer": "clear", "annuler": "undo",
}
FRENCH_COLOURS = {
    "rouge": "red", "vert": "green", "bleu": "blue", "jaune": "yellow", "noir": "black", "blanc": "white",
    "gris": "gray", "rose": "pink", "marron": "brown", "orange": "orange", "violet": "purple", "turquoise": "turquoise",
}
