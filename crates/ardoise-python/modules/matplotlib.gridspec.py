"""Grids of axes, and how much room each needs."""

from matplotlib._svg import Svg


class Table:
    """The axes that `subplots` returns, as an array of objects would hold them."""

    def __new__(cls, rows):
        import sys

        numpy = sys.modules.get("numpy")
        if numpy and hasattr(numpy, "object_"):
            try:
                table = numpy.array(rows, dtype=object)
                if table.ravel().tolist()[-1] is (rows[-1][-1] if isinstance(rows[-1], list) else rows[-1]):
                    return table
            except (AttributeError, TypeError, ValueError, NotImplementedError):
                # Arrays of objects are more than some numpy can hold; the table below does.
                pass
        table = object.__new__(cls)
        table.rows = list(rows)
        return table

    @property
    def shape(self):
        first = self.rows[0]
        return (len(self.rows), len(first)) if isinstance(first, list) else (len(self.rows),)

    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: len(self.flat))

    @property
    def flat(self):
        return [a for row in self.rows for a in (row if isinstance(row, list) else [row])]

    def ravel(self, order="C"):
        return Table(self.flat)

    flatten = reshape_flat = ravel

    def reshape(self, *shape):
        return Table(self.flat)

    def tolist(self):
        return self.rows

    @property
    def T(self):
        return Table([list(c) for c in zip(*self.rows)]) if self.ndim == 2 else self

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return (Table(row) if isinstance(row, list) else row for row in self.rows)

    def __getitem__(self, at):
        if isinstance(at, tuple):
            row, column = at
            if isinstance(row, int):
                part = self.rows[row][column]
                return Table(part) if isinstance(part, list) else part
            part = [r[column] for r in self.rows[row]]
            return Table(part)
        part = self.rows[at]
        return Table(part) if isinstance(part, list) else part

    def __repr__(self):
        return f"array({self.rows!r}, dtype=object)"


class GridSpec:
    def __init__(self, nrows, ncols, figure=None, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None,
                 width_ratios=None, height_ratios=None, inside=None):
        if nrows < 1 or ncols < 1:
            raise ValueError(f"Number of {'rows' if nrows < 1 else 'columns'} must be a positive integer, not {nrows if nrows < 1 else ncols!r}")
        self.nrows, self.ncols, self.figure, self.inside = nrows, ncols, figure, inside
        self.own = dict(left=left, bottom=bottom, right=right, top=top, wspace=wspace, hspace=hspace)
        self.widths, self.heights = list(width_ratios or [1] * ncols), list(height_ratios or [1] * nrows)

    def update(self, **options):
        self.own.update(options)

    def get_geometry(self):
        return self.nrows, self.ncols

    def __getitem__(self, at):
        def span(part, length):
            if isinstance(part, slice):
                start, stop, _ = part.indices(length)
                if stop <= start:
                    raise IndexError("GridSpec slice would result in no space allocated for subplot")
                return start, stop - 1
            if not -length <= part < length:
                raise IndexError("index %d is out of bounds for axis with size %d" % (part, length))
            return part % length, part % length

        if isinstance(at, tuple):
            (r0, r1), (c0, c1) = span(at[0], self.nrows), span(at[1], self.ncols)
        else:
            first, last = span(at, self.nrows * self.ncols)
            (r0, c0), (r1, c1) = divmod(first, self.ncols), divmod(last, self.ncols)
        return SubplotSpec(self, r0 * self.ncols + c0, r1 * self.ncols + c1)

    def subplots(self, **options):
        return self.figure.subplots(self.nrows, self.ncols, **options)

    def edges(self, figure):
        """The left and right of columns, the top and bottom of rows, in parts of the figure."""
        params = figure.subplotpars
        get = lambda name: self.own[name] if self.own[name] is not None else getattr(params, name)
        left, right, bottom, top = get("left"), get("right"), get("bottom"), get("top")
        if self.inside:
            left, bottom, w, h = self.inside.rect(figure)
            right, top = left + w, bottom + h
        wspace, hspace = get("wspace"), get("hspace")
        wide = (right - left) / (self.ncols + wspace * (self.ncols - 1))
        high = (top - bottom) / (self.nrows + hspace * (self.nrows - 1))
        columns, at = [], left
        for ratio in self.widths:
            width = wide * self.ncols * ratio / sum(self.widths)
            columns.append((at, at + width))
            at += width + wspace * wide
        rows, at = [], top
        for ratio in self.heights:
            height = high * self.nrows * ratio / sum(self.heights)
            rows.append((at, at - height))
            at -= height + hspace * high
        return columns, rows


class GridSpecFromSubplotSpec(GridSpec):
    def __init__(self, nrows, ncols, subplot_spec, wspace=None, hspace=None, height_ratios=None, width_ratios=None):
        GridSpec.__init__(self, nrows, ncols, wspace=wspace, hspace=hspace, height_ratios=height_ratios,
                          width_ratios=width_ratios, inside=subplot_spec)


class SubplotSpec:
    def __init__(self, grid, first, last):
        self.grid, self.first, self.last = grid, first, last

    def get_gridspec(self):
        return self.grid

    def place(self):
        """(first row, last row, first column, last column)"""
        (r0, c0), (r1, c1) = divmod(self.first, self.grid.ncols), divmod(self.last, self.grid.ncols)
        return r0, r1, c0, c1

    def subgridspec(self, nrows, ncols, **options):
        return GridSpecFromSubplotSpec(nrows, ncols, self, **options)

    def rect(self, figure):
        columns, rows = self.grid.edges(figure)
        r0, r1, c0, c1 = self.place()
        left, right, top, bottom = columns[c0][0], columns[c1][1], rows[r0][0], rows[r1][1]
        return left, bottom, right - left, top - bottom

    def __eq__(self, other):
        return isinstance(other, SubplotSpec) and (self.grid.nrows, self.grid.ncols, self.first, self.last) == (
            other.grid.nrows, other.grid.ncols, other.first, other.last)

    __hash__ = None


def grid_of(figure, rows, columns):
    """The grid of this size that the figure's axes already use, else a new one."""
    for axes in figure.axes:
        grid = axes.spec and axes.spec.grid
        if grid and (grid.nrows, grid.ncols) == (rows, columns) and not grid.inside:
            return grid
    return GridSpec(int(rows), int(columns), figure)


def mosaic_of(figure, mosaic, options):
    if isinstance(mosaic, str):
        lines = mosaic.split(";") if ";" in mosaic else mosaic.strip().split("\n")
        mosaic = [list(line.strip()) for line in lines]
    rows = [list(row) for row in mosaic]
    grid = GridSpec(len(rows), len(rows[0]), figure, **{k: v for k, v in options.items() if k.endswith("ratios")})
    found = {}
    for r, row in enumerate(rows):
        for c, name in enumerate(row):
            if name not in (".", options.get("empty_sentinel", ".")):
                r0, r1, c0, c1 = found.get(name, (r, r, c, c))
                found[name] = min(r0, r), max(r1, r), min(c0, c), max(c1, c)
    return {name: figure.add_subplot(grid[r0:r1 + 1, c0:c1 + 1]) for name, (r0, r1, c0, c1) in found.items()}


def tighten(figure, pad=1.08, h_pad=None, w_pad=None, rect=None):
    """Give every column and row of axes the room that ticks, labels and titles take, and no more."""
    from matplotlib import rcParams
    from matplotlib.text import points

    W, H = figure.pixels()
    unit = points(rcParams["font.size"]) * figure.unit()
    edge, across, down = pad * unit, (pad if w_pad is None else w_pad) * unit, (pad if h_pad is None else h_pad) * unit
    placed = [a for a in figure.axes if a.spec is not None and not a.spec.grid.inside]
    if not placed:
        return
    grid = placed[0].spec.grid
    placed = [a for a in placed if (a.spec.grid.nrows, a.spec.grid.ncols) == (grid.nrows, grid.ncols)]
    for _ in range(2):
        # Twice: the ticks may change with the size.
        room = {"left": [0.0] * grid.ncols, "right": [0.0] * grid.ncols, "top": [0.0] * grid.nrows, "bottom": [0.0] * grid.nrows}
        for axes in figure.axes:
            spec = axes.spec if axes in placed else getattr(axes, "host_spec", None)
            if spec is None:
                continue
            svg = Svg(W, H, figure.dpi)
            axes.draw(svg, dry=True)
            x, y, w, h = axes.box
            if axes not in placed:
                x, y, w, h = axes.host_box(x, y, w, h)
            else:
                # The box that the grid gave, also where an aspect made the drawing smaller.
                left, bottom, width, height = axes.position
                x, y, w, h = left * W, (1 - bottom - height) * H, width * W, height * H
            x0, y0, x1, y1 = svg.box
            r0, r1, c0, c1 = spec.place()
            for side, at, need in (("left", c0, x - x0), ("right", c1, x1 - x - w), ("top", r0, y - y0), ("bottom", r1, y1 - y - h)):
                room[side][at] = max(room[side][at], need)
        left0, bottom0, right1, top1 = rect or (0, 0, 1, 1)
        # matplotlib reckons with the deepest margins everywhere between columns and rows.
        left, right = left0 + (edge + room["left"][0]) / W, right1 - (edge + room["right"][-1]) / W
        over = 0 if figure._suptitle is None or not figure._suptitle.get("text") else _title_room(figure) / H
        top, bottom = top1 - over - (edge + room["top"][0]) / H, bottom0 + (edge + room["bottom"][-1]) / H
        gap = max((room["right"][c] + room["left"][c + 1] for c in range(grid.ncols - 1)), default=0) + across
        rise = max((room["bottom"][r] + room["top"][r + 1] for r in range(grid.nrows - 1)), default=0) + down
        params = figure.subplotpars
        params.update(left=left, right=right, top=top, bottom=bottom)
        if grid.ncols > 1:
            wide = ((right - left) - gap / W * (grid.ncols - 1)) / grid.ncols
            if wide > 0:
                params.wspace = gap / W / wide
        if grid.nrows > 1:
            high = ((top - bottom) - rise / H * (grid.nrows - 1)) / grid.nrows
            if high > 0:
                params.hspace = rise / H / high
        if right > left and top > bottom:
            figure._arrange()


def _title_room(figure):
    svg = Svg(*figure.pixels(), figure.dpi)
    H = figure.pixels()[1]
    box = figure._suptitle.write(svg, 0, (1 - figure._suptitle.y) * H, dry=True)
    return box[3]
