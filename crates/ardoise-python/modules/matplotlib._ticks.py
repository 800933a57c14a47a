"""How an axis is drawn: grid, tick marks, their labels, the axis label."""

from matplotlib import rcParams
from matplotlib._svg import n, rgba, snap
from matplotlib.text import points


def grid_look(own):
    """Colour, width and dashes of grid lines."""
    get = lambda *names: next((own[name] for name in names if name in own), None)
    color = get("color", "c") or rcParams["grid.color"]
    alpha = get("alpha")
    width = get("linewidth", "lw")
    style = get("linestyle", "ls") or rcParams["grid.linestyle"]
    return (rgba(color, rcParams["grid.alpha"] if alpha is None and rcParams["grid.alpha"] != 1 else alpha),
            rcParams["grid.linewidth"] if width is None else width, style)


def draw_axis(axis, svg, axes, dry):
    x, y, w, h = axes.box
    across = axis.axis_name == "x"
    scale = svg.scale
    first, second = ("bottom", "top") if across else ("left", "right")
    edges = {side: axes.spines[side].place(axes, side) if side in axes.spines else e
             for side, e in ((first, y + h if across else x), (second, y if across else x + w))}
    # How far ticks and labels reach: the axis label stands beyond it.
    reach = dict(edges)
    low, high = axis.view.limits()
    forward = axis.view.forward
    a, b = forward(low), forward(high)
    for which in ("minor", "major"):
        pairs = axis.ticks(which)
        own = axis.grids[which]
        look = lambda word: axis._look(which, word)
        length, width = look("length") * scale, look("width")
        color = rgba(look("color"))
        direction = look("direction")
        inner = {"in": 1, "inout": 0.5}.get(direction, 0) * length
        outer = {"out": 1, "inout": 0.5}.get(direction, 0) * length
        places = []
        for value, text in pairs:
            part = (forward(value) - a) / (b - a)
            places.append((x + w * part if across else y + h * (1 - part), text))
        if own is not None and own.get("visible", True) and not dry:
            d = "".join(f"M{snap(p)} {n(y + h)}V{n(y)}" if across else f"M{n(x)} {snap(p)}H{n(x + w)}" for p, _ in places)
            paint = grid_look(own)
            svg.clipped(axes.box)
            svg.path(d, None, paint[0], paint[1], paint[2], cap="square" if paint[2] == "-" else None)
            svg.clipped(None)
        for side in (first, second):
            out = 1 if side in ("bottom", "right") else -1
            on = axis.sides["minor" + side] if which == "minor" and "minor" + side in axis.sides else axis.sides[side]
            edge = edges[side]
            if on and places and length and color:
                start, end = edge - out * inner, edge + out * outer
                if not dry:
                    svg.path("".join(f"M{snap(p)} {n(start)}V{n(end)}" if across else f"M{n(start)} {snap(p)}H{n(end)}" for p, _ in places),
                             None, color, width)
                reach[side] = (max if out > 0 else min)(reach[side], end)
            if axis.sides["label" + side] and any(text for _, text in places):
                gap = (outer if on else 0) + look("pad") * scale
                _labels(axis, svg, places, which, side, edge + out * gap, reach, dry)
    for side in (first, second):
        if side == axis.side or axis.sides["label" + side]:
            _offset(axis, svg, axes, side, reach, dry)
            break
    _axis_label(axis, svg, axes, reach, dry)


def _labels(axis, svg, places, which, side, at, reach, dry):
    turn = axis._look(which, "labelrotation")
    family = axis.own[which].get("labelfontfamily")
    standing = {"size": axis._look(which, "labelsize"), "color": axis._look(which, "labelcolor")}
    size = points(standing["size"]) * svg.scale
    color = rgba(standing["color"])
    every = axis.label_objects.get(None)
    ha, va = {"bottom": ("center", "top"), "top": ("center", "baseline"), "left": ("right", "center_baseline"),
              "right": ("left", "center_baseline")}[side]
    across = side in ("bottom", "top")
    for k, (place, text) in enumerate(places):
        if not text:
            continue
        x, y = (place, at) if across else (at, place)
        own = axis.label_objects.get(k) if which == "major" else None
        if own is None and every is None and text[0] != "$" and not turn:
            # The usual case, without an object for each label.
            box = svg.text(x, y, text, size, color or (0, 0, 0, 0), ha, va, family=family, dry=dry)
        else:
            label = type(axis.label)()
            for properties in (every and every.p, own and own.p):
                label.p.update(properties or {})
            label.p["text"] = text
            box = label.write(svg, x, y, dry, ha=ha, va=va, rotation=turn, **standing)
        if box:
            svg.take(*box)
            reach[side] = (max if side in ("bottom", "right") else min)(reach[side], box[{"left": 0, "top": 1, "right": 2, "bottom": 3}[side]])


def _offset(axis, svg, axes, side, reach, dry):
    """What all labels have in common ("1e6"), at the end of the axis."""
    text = axis.view.formatter.get_offset() if hasattr(axis.view.formatter, "get_offset") else ""
    if not text or not axis.offset_text.get("visible"):
        return
    x, y, w, h = axes.box
    size = points(axis._look("major", "labelsize")) * svg.scale
    color = rgba(axis._look("major", "labelcolor")) or (0, 0, 0, 0)
    pad = 3 * svg.scale
    if axis.axis_name == "x":
        down = side == "bottom"
        box = svg.text(x + w, reach[side] + (pad if down else -pad), text, size, color, "right", "top" if down else "bottom", dry=dry)
        reach[side] = box[3] if down else box[1]
    else:
        box = svg.text(x if side == "left" else x + w, y - pad, text, size, color, "left" if side == "left" else "right", "baseline", dry=dry)
        axes.top_reach = min(getattr(axes, "top_reach", y), box[1])
    svg.take(*box)


def _axis_label(axis, svg, axes, reach, dry):
    label = axis.label
    if axis.axis_name == "x":
        axes.top_reach = min(getattr(axes, "top_reach", axes.box[1]), reach["top"])
    if not label.get("text"):
        return
    x, y, w, h = axes.box
    side = axis.label_side
    gap = axis.labelpad * svg.scale
    if axis.axis_name == "x":
        below = side == "bottom"
        loc = label.p.get("horizontalalignment", "center")
        place = {"left": x, "right": x + w}.get(loc, x + w / 2) if axis.__dict__.get("loc") else x + w * label.x
        box = label.write(svg, place, reach[side] + (gap if below else -gap), dry, ha="center", va="top" if below else "bottom")
        if not below and box:
            axes.top_reach = min(axes.top_reach, box[1])
    else:
        left = side == "left"
        place = {"left": y + h, "right": y}.get(label.p.get("horizontalalignment"), y + h / 2) if axis.__dict__.get("loc") else y + h / 2
        box = label.write(svg, reach[side] + (-gap if left else gap), place, dry, ha="center", va="bottom" if left else "top", rotation=90, mode="anchor")
    if box:
        svg.take(*box)
