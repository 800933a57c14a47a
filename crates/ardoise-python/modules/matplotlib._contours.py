"""Where a field has a value: lines through the cells of its grid, and bands between two values."""


def _cross(a, b, level):
    return (level - a) / (b - a)


def lines(z, level, place):
    """Lines on which the field has this value, joined from the pieces in each cell."""
    pieces = {}

    def point(i, j, down):
        """Where the value is met on the edge from (i, j) to the right or down."""
        k, m = (i + 1, j) if down else (i, j + 1)
        t = _cross(z[i][j], z[k][m], level)
        (x0, y0), (x1, y1) = place(i, j), place(k, m)
        return x0 + t * (x1 - x0), y0 + t * (y1 - y0)

    for i in range(len(z) - 1):
        row, below = z[i], z[i + 1]
        for j in range(len(row) - 1):
            a, b, c, d = row[j], row[j + 1], below[j + 1], below[j]
            case = (a > level) | (b > level) << 1 | (c > level) << 2 | (d > level) << 3
            if case in (0, 15) or a != a or b != b or c != c or d != d:
                continue
            top, right, bottom, left = (i, j, 0), (i, j + 1, 1), (i + 1, j, 0), (i, j, 1)
            if case in (5, 10):
                high = (a + b + c + d) / 4 > level
                pairs = ((left, top), (right, bottom)) if (case == 10) == high else ((left, bottom), (top, right))
            else:
                pairs = {1: ((left, top),), 14: ((left, top),), 2: ((top, right),), 13: ((top, right),), 4: ((right, bottom),),
                         11: ((right, bottom),), 8: ((bottom, left),), 7: ((bottom, left),), 3: ((left, right),), 12: ((left, right),),
                         6: ((top, bottom),), 9: ((top, bottom),)}[case]
            for one, two in pairs:
                pieces.setdefault(one, []).append(two)
                pieces.setdefault(two, []).append(one)
    out = []
    while pieces:
        # Begin at an end where there is one; what has no end is a ring.
        start = next((edge for edge, near in pieces.items() if len(near) == 1), None)
        start = next(iter(pieces)) if start is None else start
        chain = [start]
        while True:
            near = pieces.get(chain[-1])
            if not near:
                break
            step = near.pop()
            if not near:
                del pieces[chain[-1]]
            back = pieces[step]
            back.remove(chain[-1])
            if not back:
                del pieces[step]
            chain.append(step)
        out.append([point(*edge) for edge in chain])
    return out


def bands(z, low, high, place, last=False):
    """Polygons that cover where the field is between two values: whole rows of full cells joined."""
    out = []
    for i in range(len(z) - 1):
        row, below = z[i], z[i + 1]
        run = None
        for j in range(len(row) - 1):
            corners = ((i, j, row[j]), (i, j + 1, row[j + 1]), (i + 1, j + 1, below[j + 1]), (i + 1, j, below[j]))
            values = [c[2] for c in corners]
            whole = all(low <= v <= high for v in values)
            if run is not None and not whole:
                out.append(_block(run, j, i, place))
                run = None
            if whole:
                run = j if run is None else run
            elif any(v != v for v in values) or max(values) < low or min(values) > high:
                continue
            else:
                ring = [(*place(k, m), v) for k, m, v in corners]
                ring = _kept(_kept(ring, low, 1), high, -1)
                if len(ring) > 2:
                    out.append([(x, y) for x, y, _ in ring])
        if run is not None:
            out.append(_block(run, len(row) - 1, i, place))
    return out


def _block(start, end, i, place):
    """Full cells side by side as one polygon."""
    top = [place(i, j) for j in range(start, end + 1)]
    bottom = [place(i + 1, j) for j in range(end, start - 1, -1)]
    if len({p[1] for p in top}) == 1 and len({p[1] for p in bottom}) == 1:
        return [top[0], top[-1], bottom[0], bottom[-1]]
    return top + bottom


def _kept(ring, level, sign):
    """The part of a polygon where the value is on one side of the level."""
    if abs(level) == float("inf"):
        return ring
    out = []
    for k, (x1, y1, v1) in enumerate(ring):
        x0, y0, v0 = ring[k - 1]
        in0, in1 = sign * (v0 - level) >= 0, sign * (v1 - level) >= 0
        if in0 != in1:
            t = _cross(v0, v1, level)
            out.append((x0 + t * (x1 - x0), y0 + t * (y1 - y0), level))
        if in1:
            out.append((x1, y1, v1))
    return out
