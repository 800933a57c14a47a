"""Parts and spreads: `pie`, `boxplot`, `violinplot`. Methods of Axes."""

import math

from matplotlib import rcParams
from matplotlib.artist import finite, is_scalar, numbers, plain
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Wedge
from matplotlib.text import Text


def pie(self, x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False, labeldistance=1.1, startangle=0,
        radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(0, 0), frame=False, rotatelabels=False, *, normalize=True, hatch=None, data=None):
    x = numbers(x)
    if any(v < 0 for v in x):
        raise ValueError("Wedge sizes 'x' must be non negative values")
    total = sum(x)
    if normalize and total == 0:
        raise ValueError("All wedge sizes are zero")
    if not normalize and total > 1:
        raise ValueError("Cannot plot an unnormalized pie with sum(x) > 1")
    parts = [v / total for v in x] if normalize else x
    labels = [""] * len(x) if labels is None else [str(label) for label in plain(labels)]
    explode = [0] * len(x) if explode is None else numbers(explode)
    if len(labels) != len(x):
        raise ValueError(f"'labels' must be of length 'x', not {len(labels)}")
    if len(explode) != len(x):
        raise ValueError(f"'explode' must be of length 'x', not {len(explode)}")
    colors = None if colors is None else [colors] if isinstance(colors, str) else plain(colors)
    wedges, texts, notes = [], [], []
    at = startangle / 360
    style = dict(wedgeprops or {})
    words = dict(textprops or {})
    for k, part in enumerate(parts):
        end = at + part if counterclock else at - part
        turn = 2 * math.pi * (at + end) / 2
        cx, cy = center[0] + explode[k] * math.cos(turn), center[1] + explode[k] * math.sin(turn)
        color = colors[k % len(colors)] if colors else self.next_color("patch")
        wedge = Wedge((cx, cy), radius, 360 * min(at, end), 360 * max(at, end), facecolor=color, clip_on=False, label=labels[k])
        if hatch is not None:
            style["hatch"] = hatch if isinstance(hatch, str) else hatch[k % len(hatch)]
        wedges.append(self.add(wedge, style))

        def beside(distance, text, inside):
            px, py = cx + distance * radius * math.cos(turn), cy + distance * radius * math.sin(turn)
            ha = "center" if inside else "left" if px > cx else "right"
            note = Text(px, py, text, horizontalalignment=ha, verticalalignment="center", clip_on=False)
            if rotatelabels and not inside:
                note.p["rotation"] = math.degrees(turn) + (0 if px > cx else 180)
            return self.add(note, words)

        if labeldistance is not None:
            texts.append(beside(labeldistance, labels[k], False))
        if autopct is not None:
            notes.append(beside(pctdistance, autopct(100 * part) if callable(autopct) else autopct % (100 * part), True))
        at = end
    if not frame:
        self.axison = False
        self.set_xlim(-1.25 + center[0], 1.25 + center[0])
        self.set_ylim(-1.25 + center[1], 1.25 + center[1])
        self.xaxis.set_ticks([])
        self.yaxis.set_ticks([])
    self.set_aspect("equal")
    return (wedges, texts) if autopct is None else (wedges, texts, notes)


def percentile(values, part):
    """The value below which this part lies, between neighbours as numpy reckons it."""
    values = sorted(values)
    at = part / 100 * (len(values) - 1)
    k = int(at)
    return values[k] if k + 1 >= len(values) else values[k] + (at - k) * (values[k + 1] - values[k])


def _sets(x):
    """One list of numbers for each box."""
    if isinstance(x, dict):
        return [finite(numbers(v)) for v in x.values()]
    values = plain(x)
    if values and not is_scalar(values[0]):
        rows = [plain(v) for v in values]
        if hasattr(x, "shape") and len(x.shape) == 2:
            rows = [list(c) for c in zip(*rows)]
        return [finite(numbers(row)) for row in rows]
    return [finite(numbers(values))]


def boxplot(self, x, notch=None, sym=None, vert=None, orientation="vertical", whis=1.5, positions=None, widths=None, patch_artist=None, bootstrap=None,
            usermedians=None, conf_intervals=None, meanline=None, showmeans=None, showcaps=None, showbox=None, showfliers=None, boxprops=None,
            tick_labels=None, labels=None, flierprops=None, medianprops=None, meanprops=None, capprops=None, whiskerprops=None, manage_ticks=True,
            autorange=False, zorder=None, capwidths=None, label=None, data=None):
    sets = _sets(x)
    upright = orientation == "vertical" if vert is None else bool(vert)
    positions = list(range(1, len(sets) + 1)) if positions is None else numbers(positions)
    if len(positions) != len(sets):
        raise ValueError("List of boxplot statistics and `positions` values must have same the length")
    tick_labels = labels if tick_labels is None else tick_labels
    if tick_labels is not None and len(plain(tick_labels)) != len(sets):
        raise ValueError("Dimensions of labels and X must be compatible")
    reach = max(positions) - min(positions) if positions else 0
    if widths is None:
        widths = [min(max(0.15 * reach, 0.15), 0.5)] * len(sets)
    elif is_scalar(widths):
        widths = [widths] * len(sets)
    found = {name: [] for name in ("whiskers", "caps", "boxes", "medians", "fliers", "means")}
    color = rcParams["axes.edgecolor"]
    add = lambda xs, ys, look, own: self.add(Line2D(*((xs, ys) if upright else (ys, xs)), **look), own)
    thin = {"color": color, "linewidth": 1.0}
    for k, values in enumerate(sets):
        if not values:
            continue
        at, half = positions[k], widths[k] / 2
        q1, median, q3 = percentile(values, 25), percentile(values, 50), percentile(values, 75)
        if is_scalar(whis):
            low, high = q1 - whis * (q3 - q1), q3 + whis * (q3 - q1)
        else:
            low, high = percentile(values, whis[0]), percentile(values, whis[1])
        inside = [v for v in values if low <= v <= high]
        bottom, top = min((min(inside), q1)) if inside else q1, max((max(inside), q3)) if inside else q3
        outside = [v for v in values if v < bottom or v > top]
        if notch:
            depth = 1.57 * (q3 - q1) / math.sqrt(len(values))
            n1, n2, quarter = median - depth, median + depth, half / 2
            corners = [(at - half, q1), (at + half, q1), (at + half, n1), (at + quarter, median), (at + half, n2), (at + half, q3), (at - half, q3),
                       (at - half, n2), (at - quarter, median), (at - half, n1), (at - half, q1)]
        else:
            quarter = half
            corners = [(at - half, q1), (at + half, q1), (at + half, q3), (at - half, q3), (at - half, q1)]
        if showbox is not False:
            if patch_artist:
                points = corners[:-1] if upright else [(b, a) for a, b in corners[:-1]]
                box = Polygon(points, facecolor="C0", edgecolor=color, linewidth=1.0)
                found["boxes"].append(self.add(box, boxprops))
            else:
                found["boxes"].append(add([c[0] for c in corners], [c[1] for c in corners], thin, boxprops))
        for end, edge in ((bottom, q1), (top, q3)):
            found["whiskers"].append(add([at, at], [edge, end], thin, whiskerprops))
            if showcaps is not False:
                wing = half / 2 if capwidths is None else capwidths / 2
                found["caps"].append(add([at - wing, at + wing], [end, end], thin, capprops))
        found["medians"].append(add([at - quarter, at + quarter], [median, median], {"color": "C1", "linewidth": 1.0}, medianprops))
        if showmeans:
            mean = sum(values) / len(values)
            look = {"color": "C2", "linestyle": "--", "linewidth": 1.0} if meanline else {"linestyle": "None", "marker": "^", "color": "C2"}
            found["means"].append(add([at - half, at + half] if meanline else [at], [mean] * (2 if meanline else 1), look, meanprops))
        if showfliers is not False and sym != "":
            look = {"linestyle": "None", "marker": "o", "markerfacecolor": "none", "markeredgecolor": color, "color": color, "markeredgewidth": 1.0}
            if sym:
                from matplotlib.axes import parse_format

                _, marker, tint = parse_format(sym)
                look = {"linestyle": "None", "marker": marker or "+", "color": tint or "b"}
            found["fliers"].append(add([at] * len(outside), outside, look, flierprops))
    if label is not None and found["boxes"]:
        for box, name in zip(found["boxes"], [label] if isinstance(label, str) else label):
            box.set_label(name)
    if manage_ticks:
        axis = self.xaxis if upright else self.yaxis
        texts = plain(tick_labels) if tick_labels is not None else ["%g" % p for p in positions]
        axis.set_ticks(positions, texts)
        # Half a step of room on both sides.
        extent = self._extent[0 if upright else 1]
        extent[0], extent[1] = min(extent[0], min(positions) - 0.5), max(extent[1], max(positions) + 0.5)
        self._stops[0 if upright else 1].update((min(positions) - 0.5, max(positions) + 0.5))
        axis.view.auto, axis.view.stale = True, True
    return found


def violinplot(self, dataset, positions=None, vert=None, orientation="vertical", widths=0.5, showmeans=False, showextrema=True, showmedians=False,
               quantiles=None, points=100, bw_method=None, side="both", facecolor=None, linecolor=None, data=None):
    sets = _sets(dataset)
    upright = orientation == "vertical" if vert is None else bool(vert)
    positions = list(range(1, len(sets) + 1)) if positions is None else numbers(positions)
    widths = [widths] * len(sets) if is_scalar(widths) else plain(widths)
    bodies, lows, highs, means, medians = [], [], [], [], []
    color = facecolor or self.next_color()
    for values, at, width in zip(sets, positions, widths):
        count = len(values)
        mean = sum(values) / count
        spread = math.sqrt(sum((v - mean) ** 2 for v in values) / max(count - 1, 1)) or 1.0
        # Scott's rule.
        band = spread * count ** -0.2 if not isinstance(bw_method, (int, float)) else spread * bw_method
        low, high = min(values), max(values)
        ys = [low + (high - low) * k / (points - 1) for k in range(points)]
        dense = [sum(math.exp(-0.5 * ((y - v) / band) ** 2) for v in values) for y in ys]
        most = max(dense) or 1
        half = [0.5 * width * d / most for d in dense]
        ring = [(at - (h if side != "high" else 0), y) for h, y in zip(half, ys)] + [(at + (h if side != "low" else 0), y) for h, y in zip(reversed(half), reversed(ys))]
        body = PolyCollection([ring if upright else [(b, a) for a, b in ring]], facecolor=color, alpha=0.3)
        bodies.append(self.add(body))
        lows.append(low)
        highs.append(high)
        means.append(mean)
        medians.append(percentile(values, 50))
    found = {"bodies": bodies}
    rule = self.hlines if upright else self.vlines
    wings = [[p + s * w * 0.25 for p, w in zip(positions, widths)] for s in (-1, 1)]
    line = linecolor or color
    if showmeans:
        found["cmeans"] = rule(means, *wings, colors=line)
    if showextrema:
        found["cmaxes"], found["cmins"] = rule(highs, *wings, colors=line), rule(lows, *wings, colors=line)
        found["cbars"] = (self.vlines if upright else self.hlines)(positions, lows, highs, colors=line)
    if showmedians:
        found["cmedians"] = rule(medians, *wings, colors=line)
    return found
