"""Boxes, as far as programs ask for them."""


class Bbox:
    def __init__(self, points):
        (self.x0, self.y0), (self.x1, self.y1) = points

    @staticmethod
    def from_bounds(x, y, w, h):
        return Bbox([[x, y], [x + w, y + h]])

    width = property(lambda self: self.x1 - self.x0)
    height = property(lambda self: self.y1 - self.y0)
    xmin = property(lambda self: min(self.x0, self.x1))
    xmax = property(lambda self: max(self.x0, self.x1))
    ymin = property(lambda self: min(self.y0, self.y1))
    ymax = property(lambda self: max(self.y0, self.y1))
    bounds = property(lambda self: (self.x0, self.y0, self.width, self.height))
    extents = property(lambda self: (self.x0, self.y0, self.x1, self.y1))

    def transformed(self, transform):
        return self

    def __iter__(self):
        return iter(self.bounds)

    def __repr__(self):
        return f"Bbox([[{self.x0}, {self.y0}], [{self.x1}, {self.y1}]])"


def blended_transform_factory(x, y):
    """Coordinates taken from two: the first for x, the second for y."""
    return x, y
