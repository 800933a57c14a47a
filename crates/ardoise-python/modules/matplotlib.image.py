"""Pictures made of numbers, as PNG inside the drawing; and PNG files read and written."""

from matplotlib import rcParams
from matplotlib.artist import Artist, is_scalar, plain, shape_of
from matplotlib.collections import Mappable


def png(rows, width, height, channels):
    """A PNG of rows of bytes with 3 or 4 channels, or 1 for greys."""
    import zlib

    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    colors = {row[k:k + channels] for row in rows for k in range(0, len(row), channels)} if channels == 3 and width * height <= 250000 else ()
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    palette = b""
    if 0 < len(colors) <= 256:
        # Few colours: one byte a pixel, and the list of colours once.
        order = {color: k for k, color in enumerate(sorted(colors))}
        rows = [bytes([order[row[k:k + 3]] for k in range(0, len(row), 3)]) for row in rows]
        palette = chunk(b"PLTE", b"".join(order))
        kind = 3
    else:
        kind = {1: 0, 3: 2, 4: 6}[channels]
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head + bytes((8, kind, 0, 0, 0))) + palette + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _byte(value):
    return 0 if value != value or value <= 0 else 255 if value >= 255 else int(value)


class AxesImage(Artist, Mappable):
    zorder = 0
    names = "interpolation extent data array cmap norm clim resample filternorm filterrad"

    def __init__(self, values, extent, origin, **options):
        self.extent, self.origin = extent, origin
        Artist.__init__(self, **options)
        self._take(values)

    def _take(self, values):
        shape = shape_of(values)
        values = plain(values)
        if len(shape) == 1 and values and isinstance(values[0], (list, tuple)):
            shape = (len(values), len(values[0]))
        if len(shape) < 2 or not values or not isinstance(values[0], (list, tuple)):
            raise TypeError(f"Invalid shape {tuple(shape)} for image data")
        first = values[0][0] if values[0] else 0
        # An array of one cell in depth is a plain grid.
        if isinstance(first, (list, tuple)) and len(first) == 1:
            values, first = [[cell[0] for cell in row] for row in values], 0
        self.rgb = isinstance(first, (list, tuple))
        if self.rgb and len(first) not in (3, 4):
            raise TypeError(f"Invalid shape {(len(values), len(values[0]), len(first))} for image data")
        if any(len(row) != len(values[0]) for row in values):
            raise ValueError("setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions.")
        if isinstance(first, str):
            raise TypeError("Image data of dtype <U1 cannot be converted to float")
        self.values = values
        self.shape = len(values), len(values[0])

    def set_data(self, values):
        self._take(values)
        self.array = None if self.rgb else self.values

    set_array = set_data

    def get_size(self):
        return self.shape

    def get_extent(self):
        return self.extent

    def set_extent(self, extent):
        self.extent = tuple(extent)

    def limits(self):
        x0, x1, y0, y1 = self.extent
        return [x0, x1], [y0, y1]

    def bytes(self):
        """The picture's rows from the top, and its channels."""
        rows = []
        if self.rgb:
            whole = all(isinstance(v, int) for row in self.values for cell in row for v in cell)
            scale = 1 if whole else 255
            depth = len(self.values[0][0])
            for row in self.values:
                rows.append(bytes([_byte(v * scale + (0 if whole else 0.5)) for cell in row for v in cell]))
        else:
            table = [bytes(int(v * 255 + 0.5) for v in c[:3]) for c in self.cmap._table()]
            count = self.cmap.N
            fallback = bytes(int(v * 255 + 0.5) for v in self.cmap.bad)
            low, high = bytes(int(v * 255 + 0.5) for v in (self.cmap.under or self.cmap._table()[0])[:3]), bytes(int(v * 255 + 0.5) for v in (self.cmap.over or self.cmap._table()[-1])[:3])
            clear = False
            known = {}
            for row in self.values:
                out = []
                for v in row:
                    color = known.get(v)
                    if color is None:
                        part = self.norm.one(v)
                        if part != part:
                            clear = True
                            color = b"bad"
                        else:
                            k = part if isinstance(part, int) else count - 1 if part == 1 else int(part * count // 1)
                            color = low if k < 0 else high if k >= count else table[k]
                        if v == v:
                            known[v] = color
                    out.append(color)
                rows.append(out)
            if clear:
                rows = [b"".join(fallback if c == b"bad" else c + b"\xff" for c in row) for row in rows]
            else:
                rows = [b"".join(row) for row in rows]
            depth = 4 if clear else 3
        return rows, depth

    def draw(self, svg, axes):
        rows, depth = self.bytes()
        x0, x1, y0, y1 = self.extent
        a, b = axes.points([x0, x1], [y0, y1])
        if not a or not b:
            return
        if self.origin == "upper":
            # extent's first y is the bottom edge of the last row.
            top, bottom = b[1], a[1]
        else:
            top, bottom = a[1], b[1]
        if bottom < top:
            rows = rows[::-1]
            top, bottom = bottom, top
        left, right = a[0], b[0]
        if right < left:
            rows = [b"".join(row[k:k + depth] for k in range(len(row) - depth, -1, -depth)) for row in rows]
            left, right = right, left
        smooth = self.p.get("interpolation", rcParams["image.interpolation"]) not in ("nearest", "none", None, "auto", "antialiased")
        wide = axes.box[2]
        # More pixels than the screen shows: let the browser mix them.
        smooth = smooth or self.shape[1] > 1.5 * wide
        alpha = self.p.get("alpha")
        data = png(rows, self.shape[1], self.shape[0], depth)
        if alpha is not None and is_scalar(alpha) and alpha < 1:
            svg.out.append(f'<g opacity="{alpha:g}">')
        svg.image(left, top, right - left, bottom - top, data, smooth)
        if alpha is not None and is_scalar(alpha) and alpha < 1:
            svg.out.append("</g>")


def unpacked(data):
    """Rows of pixels of a PNG file: lists of numbers between 0 and 1."""
    import zlib

    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("only PNG pictures can be read here")
    at, packed, palette, clear = 8, b"", b"", b""
    width = height = depth = kind = 0
    while at < len(data):
        size, name = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        body = data[at + 8:at + 8 + size]
        if name == b"IHDR":
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
            depth, kind, lace = body[8], body[9], body[12]
            if lace:
                raise ValueError("interlaced PNG pictures cannot be read here")
        elif name == b"IDAT":
            packed += body
        elif name == b"PLTE":
            palette = body
        elif name == b"tRNS":
            clear = body
        at += 12 + size
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    raw = zlib.decompress(packed)
    step = max(1, channels * depth // 8)
    length = (width * channels * depth + 7) // 8
    before, rows, at = bytearray(length), [], 0
    for _ in range(height):
        way, line = raw[at], bytearray(raw[at + 1:at + 1 + length])
        at += 1 + length
        for k in range(length):
            left = line[k - step] if k >= step else 0
            up = before[k]
            if way == 1:
                line[k] = line[k] + left & 255
            elif way == 2:
                line[k] = line[k] + up & 255
            elif way == 3:
                line[k] = line[k] + (left + up) // 2 & 255
            elif way == 4:
                corner = before[k - step] if k >= step else 0
                guess = left + up - corner
                a, b, c = abs(guess - left), abs(guess - up), abs(guess - corner)
                line[k] = line[k] + (left if a <= b and a <= c else up if b <= c else corner) & 255
        before = line
        if depth == 8:
            values = list(line)
        elif depth == 16:
            values = [line[k] for k in range(0, length, 2)]
        else:
            mask = (1 << depth) - 1
            values = [line[k * depth // 8] >> 8 - depth - k * depth % 8 & mask for k in range(width * channels)]
            if kind == 0:
                values = [v * 255 // mask for v in values]
        if kind == 3:
            cells = [[p / 255 for p in palette[3 * v:3 * v + 3]] + ([clear[v] / 255 if v < len(clear) else 1.0] if clear else []) for v in values]
        elif channels == 1:
            cells = [v / 255 for v in values]
        else:
            cells = [[p / 255 for p in values[k:k + channels]] for k in range(0, len(values), channels)]
        rows.append(cells)
    return rows


def imread(fname, format=None):
    from matplotlib.lines import _array

    data = fname.read() if hasattr(fname, "read") else open(fname, "rb").read()
    return _array(unpacked(data))


def imsave(fname, arr, vmin=None, vmax=None, cmap=None, format=None, origin=None, dpi=100, **options):
    image = AxesImage(arr, (0, 1, 0, 1), origin or "upper")
    if not image.rgb:
        image.init_map(image.values, cmap, None, vmin, vmax)
    rows, depth = image.bytes()
    data = png(rows[::-1] if origin == "lower" else rows, image.shape[1], image.shape[0], depth)
    if hasattr(fname, "write"):
        fname.write(data)
    else:
        with open(fname, "wb") as file:
            file.write(data)
