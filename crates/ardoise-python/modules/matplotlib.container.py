"""Things drawn together: the bars of `bar`, the parts of `errorbar` and `stem`."""


class Container(tuple):
    """A tuple of artists with one label."""

    def __new__(cls, parts, label="", **more):
        made = tuple.__new__(cls, parts)
        made.label = "" if label is None else str(label)
        made.__dict__.update(more)
        return made

    def parts(self):
        """Every artist in it."""
        for part in self:
            if isinstance(part, (list, tuple)):
                yield from part
            elif part is not None:
                yield part

    def get_label(self):
        return self.label

    def set_label(self, label):
        self.label = str(label)

    def shown(self):
        return True

    def get_children(self):
        return list(self.parts())

    def remove(self):
        for part in self.parts():
            part.remove()

    def key(self, svg, x, y, width, height):
        for part in list(self.parts())[:1]:
            part.key(svg, x, y, width, height)

    def __repr__(self):
        return f"<{type(self).__name__} object of {len(self)} artists>"


class BarContainer(Container):
    @property
    def patches(self):
        return list(self)


class ErrorbarContainer(Container):
    @property
    def lines(self):
        return self[0], self[1], self[2]

    def key(self, svg, x, y, width, height):
        for bar in self[2]:
            if self.yerr:
                svg.line(x + width / 2, y - height * 0.35, x + width / 2, y + height * 1.35, bar.color_of(), bar.width_of())
            else:
                svg.line(x, y + height / 2, x + width, y + height / 2, bar.color_of(), bar.width_of())
            break
        if self[0]:
            self[0].key(svg, x, y, width, height)


class StemContainer(Container):
    @property
    def markerline(self):
        return self[0]

    @property
    def stemlines(self):
        return self[1]

    @property
    def baseline(self):
        return self[2]
