"""Formulas between `$` signs: letters, indices, fractions and roots, placed by hand."""

from matplotlib._svg import escape, width_of

_GREEK = dict(zip("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon varphi chi psi omega".split(),
                  "αβγδεζηθικλμνξοπρςστυφχψω"))
_GREEK.update(zip("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(), "ΓΔΘΛΞΠΣΥΦΨΩ"))
_GREEK.update(phi="ϕ", vartheta="ϑ", varepsilon="ε", varrho="ϱ", varpi="ϖ")
_SYMBOLS = {
    "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "neq": "≠", "ne": "≠", "approx": "≈", "simeq": "≃", "sim": "∼", "equiv": "≡", "propto": "∝", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑",
    "prod": "∏", "int": "∫", "oint": "∮", "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "Leftrightarrow": "⇔", "leftrightarrow": "↔", "longrightarrow": "⟶", "mapsto": "↦",
    "circ": "∘", "degree": "°", "ldots": "…", "dots": "…", "cdots": "⋯", "ell": "ℓ", "hbar": "ħ", "Re": "ℜ", "Im": "ℑ", "angle": "∠", "perp": "⊥", "parallel": "∥",
    "prime": "′", "langle": "⟨", "rangle": "⟩", "ll": "≪", "gg": "≫", "star": "⋆", "bullet": "•", "oplus": "⊕", "otimes": "⊗", "wedge": "∧", "vee": "∨", "neg": "¬",
    "quad": "  ", "qquad": "    ", ",": " ", ";": " ", ":": " ", " ": " ", "!": "", "{": "{", "}": "}", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "|": "‖", "\\": " ",
    "AA": "Å", "lbrace": "{", "rbrace": "}", "mid": "|", "square": "□", "triangle": "△", "uparrow": "↑", "downarrow": "↓",
}
_RELATIONS = set("=<>≤≥≠≈≃∼≡∝∈∉⊂→←⇒⇔↔⟶↦∥⊥+−±∓×÷∗·∘∪∩∧∨⊕⊗")
_WORDS = "sin cos tan exp ln log lim max min arcsin arccos arctan sinh cosh tanh det gcd sup inf arg deg dim".split()
_ACCENTS = {"vec": "→", "overrightarrow": "→", "hat": "^", "widehat": "^", "bar": "‾", "overline": "‾", "tilde": "~", "dot": "˙", "ddot": "¨"}
_FONTS = {"mathrm": "", "mathregular": "", "mathdefault": "", "text": "", "rm": "", "textrm": "", "operatorname": "", "mathit": "i", "mathbf": "b", "textbf": "b", "bf": "b",
          "boldsymbol": "b", "mathcal": "i", "mathbb": "d", "mathsf": "", "mathtt": "", "textit": "i", "mathscr": "i", "displaystyle": None}
_DOUBLE = dict(zip("RNZQCPE", "ℝℕℤℚℂℙ𝔼"))


class Box:
    """Marks placed from a point on the baseline: (x, y, text, size, look) and lines (x0, y0, x1, y1, width)."""

    def __init__(self):
        self.marks, self.rules = [], []
        self.width, self.up, self.down = 0.0, 0.0, 0.0

    def put(self, other, x, y):
        self.marks += [(x + a, y + b, *rest) for a, b, *rest in other.marks]
        self.rules += [(x + a, y + b, x + c, y + d, w) for a, b, c, d, w in other.rules]
        self.up, self.down = max(self.up, other.up - y), max(self.down, other.down + y)
        self.width = max(self.width, x + other.width)

    def add(self, other, gap=0.0):
        self.put(other, self.width + gap, 0)


def _text(text, size, look):
    box = Box()
    if text:
        wide = width_of(text) * size * (1.06 if "b" in look else 1)
        box.marks.append((0, 0, text, size, look))
        box.width = wide
        box.up, box.down = 0.76 * size, 0.0 if all(c not in "gjpqy,;()[]{}|∫μβρφχψξζςη" for c in text) else 0.22 * size
    return box


class Reader:
    def __init__(self, text, size):
        self.text, self.at, self.size = text, 0, size

    def group(self, size, look):
        """What `{...}` holds, or one sign or command."""
        while self.text[self.at:self.at + 1] == " ":
            self.at += 1
        if self.text[self.at:self.at + 1] == "{":
            self.at += 1
            return self.row(size, look, "}")
        box = Box()
        self.one(box, size, look)
        return box

    def row(self, size, look, end=""):
        box = Box()
        while self.at < len(self.text):
            if end and self.text.startswith(end, self.at):
                self.at += len(end)
                break
            look = self.one(box, size, look) or look
        return box

    def name(self):
        """The command after a backslash."""
        start = self.at
        while self.at < len(self.text) and self.text[self.at].isalpha():
            self.at += 1
        if start == self.at:
            self.at += 1
        return self.text[start:self.at]

    def raw(self):
        """The text of a `{...}` as it stands."""
        end = self.text.find("}", self.at)
        found = self.text[self.at + 1:end]
        self.at = end + 1
        return found

    def one(self, box, size, look):
        sign = self.text[self.at]
        self.at += 1
        if sign == "\\":
            return self.command(box, size, look)
        if sign == "{":
            box.add(self.row(size, look, "}"))
        elif sign in "^_":
            self.at -= 1
            self.scripts(box, size, look)
        elif sign == "}" or sign == " ":
            pass
        elif sign == "~":
            box.width += 0.3 * size
        elif sign == "'":
            box.add(_text("′", size, ""))
        else:
            sign = {"-": "−", "*": "∗"}.get(sign, sign)
            if sign in _RELATIONS:
                self.relation(box, sign, size)
            else:
                letters = sign
                upright = not sign.isalpha()
                # Signs of one kind stay together: fewer texts to place.
                while self.at < len(self.text) and (self.text[self.at].isalpha() if not upright else self.text[self.at].isdigit() or self.text[self.at] == "." and sign.isdigit()):
                    letters += self.text[self.at]
                    self.at += 1
                if sign == "," or sign == ";":
                    letters += " "
                if look == "d":
                    letters = "".join(_DOUBLE.get(c, c) for c in letters)
                kind = look if look is not None else ("" if upright else "i")
                box.add(_text(letters, size, "" if upright and kind == "i" or kind == "d" else kind))
        return None

    def relation(self, box, sign, size):
        # At the start of a group a sign belongs to what follows.
        gap = 0.2 * size if box.width else 0
        box.add(_text(sign, size, ""), gap)
        box.width += gap

    def scripts(self, box, size, look):
        small = 0.7 * size
        start = box.width
        over = box.marks and box.marks[-1][2] in ("∑", "∏", "lim")
        while self.at < len(self.text) and self.text[self.at] in "^_":
            raised = self.text[self.at] == "^"
            self.at += 1
            part = self.group(small, look)
            if over:
                base = box.marks[-1]
                middle = base[0] + width_of(base[2]) * base[3] / 2
                x = max(middle - part.width / 2, 0)
                y = -0.85 * base[3] - part.down if raised else 0.25 * base[3] + part.up
                box.put(part, x, y)
                start = max(start, box.width)
            else:
                box.put(part, start + 0.03 * size, -max(0.38 * size, box.up - 0.5 * size if box.up > 0.9 * size else 0) if raised else 0.16 * size)
        box.width = max(box.width, start) + 0.05 * size

    def command(self, box, size, look):
        name = self.name()
        if name in _GREEK:
            letter = _GREEK[name]
            box.add(_text(letter, size, look if look is not None else "i" if letter.islower() else ""))
        elif name in ("sum", "prod", "int", "oint"):
            box.add(_text(_SYMBOLS[name], size * 1.25, ""), 0.1 * size)
        elif name in _WORDS:
            box.add(_text(name, size, ""), 0.12 * size if box.width else 0)
            box.width += 0.12 * size
        elif name in ("frac", "dfrac", "tfrac", "cfrac"):
            part = size if name == "dfrac" else 0.7 * size if size >= self.size else 0.8 * size
            top, bottom = self.group(part, look), self.group(part, look)
            wide = max(top.width, bottom.width) + 0.1 * size
            thick, axis = 0.05 * size, 0.3 * size
            made = Box()
            made.put(top, (wide - top.width) / 2, -axis - 0.12 * size - top.down)
            made.put(bottom, (wide - bottom.width) / 2, -axis + 0.12 * size + bottom.up)
            made.rules.append((0, -axis, wide, -axis, thick))
            made.width = wide
            box.add(made, 0.08 * size)
            box.width += 0.08 * size
        elif name == "sqrt":
            index = None
            if self.text[self.at:self.at + 1] == "[":
                self.at += 1
                index = self.row(0.5 * size, look, "]")
            inner = self.group(size, look)
            high, foot = inner.up + 0.12 * size, max(inner.down, 0.02 * size)
            made, lead = Box(), 0.5 * size
            thick = 0.05 * size
            made.rules += [(0, -0.3 * size, 0.12 * size, -0.36 * size, thick), (0.12 * size, -0.36 * size, 0.28 * size, foot, thick * 1.6),
                           (0.28 * size, foot, lead, -high, thick), (lead, -high, lead + inner.width + 0.08 * size, -high, thick)]
            made.put(inner, lead + 0.03 * size, 0)
            made.up, made.width = max(made.up, high), lead + inner.width + 0.08 * size
            if index:
                made.put(index, 0, -0.5 * size)
            box.add(made, 0.05 * size)
            box.width += 0.05 * size
        elif name in _ACCENTS:
            inner = self.group(size, look)
            mark = _ACCENTS[name]
            made = Box()
            made.put(inner, 0, 0)
            tall = inner.up if any(c[2].strip() and (c[2][0].isupper() or c[2][0] in "bdfhklt") for c in inner.marks) else 0.6 * size
            if mark in "→‾":
                y = -tall - 0.1 * size
                made.rules.append((0, y, inner.width, y, 0.05 * size))
                if mark == "→":
                    made.rules += [(inner.width - 0.15 * size, y - 0.09 * size, inner.width, y, 0.05 * size), (inner.width - 0.15 * size, y + 0.09 * size, inner.width, y, 0.05 * size)]
                made.up = max(made.up, tall + 0.2 * size)
            else:
                accent = _text(mark, size * 0.8, "")
                made.put(accent, (inner.width - accent.width) / 2, -tall + 0.45 * size)
            box.add(made)
        elif name in _FONTS:
            kind = _FONTS[name]
            if name in ("rm", "bf", "displaystyle"):
                return "" if kind is None else kind or "n"
            if name in ("text", "textrm", "textbf", "textit") and self.text[self.at:self.at + 1] == "{":
                box.add(_text(self.raw(), size, kind))
            else:
                box.add(self.group(size, kind))
        elif name in ("left", "right", "big", "Big", "bigg", "Bigg"):
            sign = self.text[self.at:self.at + 1]
            self.at += 1
            if sign == "\\":
                sign = _SYMBOLS.get(self.name(), "")
            if sign != ".":
                box.add(_text(sign, size, ""))
        elif name in _SYMBOLS:
            sign = _SYMBOLS[name]
            if sign in _RELATIONS and sign:
                self.relation(box, sign, size)
            elif sign.strip():
                box.add(_text(sign, size, ""))
            else:
                box.width += {"quad": 1.0, "qquad": 2.0, ",": 0.17, ":": 0.22, ";": 0.28, "!": -0.17}.get(name, 0.33) * size
        else:
            # matplotlib refuses what it does not know; here the name is shown, so that it can be mended.
            box.add(_text("\\" + name, size, ""))
        return None


def layout(line, size):
    """A line with formulas: its width, its height over and under the baseline, and how to write it."""
    box = Box()
    line = line.replace("\\$", "\0")
    for k, part in enumerate(line.split("$")):
        part = part.replace("\0", "$")
        if k % 2:
            box.add(Reader(part, size).row(size, None))
        elif part:
            box.add(_text(part, size, ""))

    def draw(x, y, n):
        out = []
        for a, b, text, one, look in box.marks:
            style = ' font-style="italic"' if look == "i" else ' font-weight="bold"' if look == "b" else ""
            scale = f' font-size="{n(one)}"' if one != size else ""
            space = ' xml:space="preserve"' if text != text.strip() else ""
            out.append(f'<text x="{n(x + a)}" y="{n(y + b)}"{scale}{style}{space}>{escape(text)}</text>')
        for x0, y0, x1, y1, wide in box.rules:
            # The colour of the letters around is not known here: lines are black as they mostly are.
            out.append(f'<path d="M{n(x + x0)} {n(y + y0)}L{n(x + x1)} {n(y + y1)}" fill="none" stroke="#000" stroke-width="{n(max(wide, 0.6))}"/>')
        return "".join(out)

    return box.width, max(box.up, 0.0), box.down, draw
