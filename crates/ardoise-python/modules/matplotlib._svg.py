"""The pen: paths, marks and texts as SVG, and the room they take.

Knows pixels only; everything is in units of the picture, y down. No names are given inside the
picture (no `id`), so that several pictures can stand in one page.
"""

import math

from matplotlib.colors import to_rgba

# Widths of the letters of DejaVu Sans from space on, in hundredths, as characters from chr(20) on.
_WIDTHS = r"""4<BhTsb/;;Fh4846TTTTTTTTTT66hhhIxXYZaSNa_11VLj_cPcYSQ]XwYQY;6;hFFQSKSR7SS00N0uSQSS=H;SOfOOHT6Th"""
_MORE = {"\u2212": 84, "×": 84, "·": 32, "°": 50, "’": 32, "∞": 83, "≤": 84, "≥": 84, "→": 84, "…": 100, "î": 28, "ï": 28, "ç": 55}

DASHES = {"--": (3.7, 1.6), "-.": (6.4, 1.6, 1, 1.6), ":": (1, 1.65)}
STYLES = {"solid": "-", "dashed": "--", "dashdot": "-.", "dotted": ":", "None": "None", "none": "None", "": "None", " ": "None"}


def width_of(text):
    """The width of a text of size 1."""
    total = 0
    for letter in text:
        code = ord(letter) - 32
        total += ord(_WIDTHS[code]) - 20 if 0 <= code < 95 else _MORE.get(letter, 62)
    return total / 100


def n(value):
    text = "%.2f" % value
    if text[-3:] == ".00":
        text = text[:-3]
    elif text[-1] == "0":
        text = text[:-1]
    return "0" if text == "-0" else text


def snap(value):
    """The middle of the pixel: there a thin line is sharp."""
    return math.floor(value) + 0.5


def color_text(rgba):
    r, g, b = rgba[:3]
    text = "#%02x%02x%02x" % (int(r * 255 + 0.5), int(g * 255 + 0.5), int(b * 255 + 0.5))
    if text[1] == text[2] and text[3] == text[4] and text[5] == text[6]:
        return "#" + text[1] + text[3] + text[5]
    return text


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rgba(color, alpha=None):
    """A colour with its transparency; None for no colour."""
    if color is None or isinstance(color, str) and color.lower() == "none":
        return None
    found = to_rgba(color, alpha)
    return found if found[3] else None


class Svg:
    def __init__(self, width, height, dpi):
        self.width, self.height, self.scale = width, height, dpi / 72
        self.out = []
        self.box = None
        self.clip = None

    def take(self, x0, y0, x1, y1):
        """Remember that something stands there."""
        box = self.box
        self.box = (x0, y0, x1, y1) if box is None else (min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1))

    def clipped(self, box):
        """From here on, show only what is inside the box (None: everything)."""
        if box != self.clip:
            if self.clip:
                self.out.append("</svg>")
            if box:
                x, y, w, h = map(n, box)
                self.out.append(f'<svg x="{x}" y="{y}" width="{w}" height="{h}" viewBox="{x} {y} {w} {h}">')
            self.clip = box

    def paint(self, fill=None, edge=None, width=1.0, style="-", cap=None, join=None):
        """The attributes of a shape; colours are rgba or None, the width is in points."""
        out = ' fill="none"' if not fill else ""
        if fill and fill[:3] != (0, 0, 0):
            out = f' fill="{color_text(fill)}"'
        if fill and fill[3] < 1:
            out += f' fill-opacity="{n(fill[3])}"'
        if edge and width:
            out += f' stroke="{color_text(edge)}"'
            width *= self.scale
            if n(width) != "1":
                out += f' stroke-width="{n(width)}"'
            if edge[3] < 1:
                out += f' stroke-opacity="{n(edge[3])}"'
            dash = dashes(style)
            if dash:
                out += f' stroke-dasharray="{" ".join(n(d * width) for d in dash)}"'
            elif cap:
                out += f' stroke-linecap="{cap}"'
            if join:
                out += f' stroke-linejoin="{join}"'
        return out

    def path(self, d, *paint, **more):
        if d:
            self.out.append(f'<path d="{d}"{self.paint(*paint, **more)}/>')

    def line(self, x0, y0, x1, y1, color, width, style="-", cap=None):
        if y0 == y1:
            d = f"M{n(x0)} {n(y0)}H{n(x1)}"
        elif x0 == x1:
            d = f"M{n(x0)} {n(y0)}V{n(y1)}"
        else:
            d = f"M{n(x0)} {n(y0)}L{n(x1)} {n(y1)}"
        self.path(d, None, color, width, style, cap)

    def rect(self, x, y, w, h, *paint, **more):
        if w < 0:
            x, w = x + w, -w
        if h < 0:
            y, h = y + h, -h
        self.out.append(f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{self.paint(*paint, **more)}/>')

    def image(self, x, y, w, h, png, smooth=False):
        from binascii import b2a_base64

        data = b2a_base64(png, newline=False).decode()
        # Both words: old engines know the first, new ones the second.
        look = "" if smooth else ' style="image-rendering:-webkit-optimize-contrast;image-rendering:crisp-edges;image-rendering:pixelated"'
        self.out.append(f'<image x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" preserveAspectRatio="none"{look} '
                        f'xlink:href="data:image/png;base64,{data}"/>')

    def text(self, x, y, text, size, color=(0, 0, 0, 1), ha="left", va="baseline", rotation=0, weight=None,
             style=None, family=None, anchor=False, dry=False):
        """Write a text (size in pixels); return the box it takes. Dry: only measure."""
        lines = [measured(line, size, weight) for line in text.split("\n")]
        ascent = max(lines[0][2], 0.76 * size)
        descent = max(lines[-1][3], 0.208 * size)
        height, at = 0, [0]
        for before, line in zip(lines, lines[1:]):
            height += max(before[3], 0.208 * size) + max(0.912 * size, line[2] + 0.15 * size)
            at.append(height)
        width = max(line[1] for line in lines)
        bottom = height + descent
        angle = math.radians(rotation)
        cos, sin = math.cos(angle), math.sin(angle)
        left = {"center": -width / 2, "right": -width}.get(ha, 0)
        up = {"top": ascent, "center": (ascent - bottom) / 2, "center_baseline": (ascent - height) / 2,
              "bottom": -bottom}.get(va, -height)
        corners = [(u * cos + v * sin, v * cos - u * sin) for u in (left, left + width) for v in (up - ascent, up + bottom)]
        x0, x1 = min(c[0] for c in corners), max(c[0] for c in corners)
        y0, y1 = min(c[1] for c in corners), max(c[1] for c in corners)
        if rotation and not anchor:
            # The turned box is what is placed, as for a text that is not turned.
            dx = {"center": -(x0 + x1) / 2, "right": -x1}.get(ha, -x0)
            dy = {"top": -y0, "center": -(y0 + y1) / 2, "center_baseline": -(y0 + y1) / 2}.get(va, -y1)
            if va == "baseline":
                dy += descent * abs(cos)
            x, y = x + dx, y + dy
        if not dry:
            end = {"center": ' text-anchor="middle"', "right": ' text-anchor="end"'}.get(ha, "")
            look = f' font-size="{n(size)}"' if abs(size - 10 * self.scale) > 0.005 else ""
            if color[:3] != (0, 0, 0):
                look += f' fill="{color_text(color)}"'
            if color[3] < 1:
                look += f' fill-opacity="{n(color[3])}"'
            if weight not in (None, "normal", 400, "regular"):
                look += f' font-weight="{weight}"'
            if style not in (None, "normal"):
                look += f' font-style="{style}"'
            if family not in (None, "sans-serif"):
                look += f' font-family="{family}"'
            turn = f' transform="rotate({n(-rotation)} {n(x)} {n(y)})"' if rotation else ""
            for (line, wide, _, _, rich), down in zip(lines, at):
                if rich:
                    u = {"center": -wide / 2, "right": -wide}.get(ha, 0)
                    self.out.append(f"<g{look}{turn}>{rich(x + u, y + up + down, n)}</g>")
                elif line.strip():
                    self.out.append(f'<text x="{n(x)}" y="{n(y + up + down)}"{end}{look}{turn}>{escape(line)}</text>')
        return x + x0, y + y0, x + x1, y + y1

    def finish(self, pad, title, desc, fonts, face):
        """The whole picture, cut to what stands in it and a border; None keeps its size."""
        self.clipped(None)
        x, y, w, h = 0, 0, self.width, self.height
        if pad is not None and self.box:
            x, y = math.floor(self.box[0] - pad), math.floor(self.box[1] - pad)
            w, h = math.ceil(self.box[2] + pad) - x, math.ceil(self.box[3] + pad) - y
        if face:
            self.out.insert(0, f'<path d="M{x} {y}h{n(w)}v{n(h)}H{x}z" fill="{color_text(face)}"/>')
        body = "".join(self.out)
        link = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if "xlink:" in body else ""
        return (f'<svg xmlns="http://www.w3.org/2000/svg"{link} width="{n(w)}" height="{n(h)}" viewBox="{x} {y} {n(w)} {n(h)}" '
                f'role="img" font-family="{escape(fonts)}" font-size="{n(10 * self.scale)}">'
                f"<title>{escape(title)}</title><desc>{escape(desc)}</desc>{body}</svg>")


def measured(line, size, weight=None):
    """A line, its width, its height over and under the baseline, and how to write a formula."""
    if line.count("$") - 2 * line.count("\\$") > 1 or "\\$" in line and line.count("$") > 1:
        from matplotlib._mathtext import layout

        width, ascent, descent, draw = layout(line, size)
        return line, width, ascent, descent, draw
    line = line.replace("\\$", "$")
    wide = width_of(line) * size * (1.08 if weight in ("bold", "heavy", "black", 700) else 1)
    return line, wide, 0.76 * size, 0.208 * size, None


def dashes(style):
    """The lengths of the dashes in line widths, None for a full line."""
    if isinstance(style, str):
        return DASHES.get(STYLES.get(style, style))
    if isinstance(style, tuple) and len(style) == 2 and not isinstance(style[1], (int, float)):
        return style[1] or None
    return style or None
