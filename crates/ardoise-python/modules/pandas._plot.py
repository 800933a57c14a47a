"""Drawings of Series and DataFrames by matplotlib: `plot`, `hist`, `boxplot`. Only this part imports it."""
import numpy as np

from pandas._common import is_list
from pandas._data import missing, nan, numeric
from pandas._format import plain


def _plt():
    import matplotlib.pyplot as plt
    return plt


def _axes(ax, figsize, fresh):
    """The axes to draw in: those given, new ones, or the current ones."""
    if ax is not None:
        return ax
    plt = _plt()
    if fresh or figsize is not None:
        return plt.figure(figsize=figsize).gca() if figsize is not None else plt.figure().gca()
    return plt.gca()


def _floats(values):
    if hasattr(values, "_plain"):
        values = values._plain()
    if values.dtype.kind == "M":
        return [v.to_pydatetime() if hasattr(v, "to_pydatetime") else None for v in values.tolist()]
    if values.dtype.kind == "O":
        return [nan if v is None else v for v in values.tolist()]
    return values.astype(float) if values.dtype.kind != "f" else values


def _tick_texts(index):
    from pandas._format import labels
    if index.nlevels > 1:
        return [plain(t) for t in index.tolist()]
    return [t.strip() for t in labels(index._v)]


class PlotAccessor:
    """`data.plot(...)` and `data.plot.bar(...)`; gives back the axes."""

    def __init__(self, data):
        self._data = data

    def __call__(self, *args, **options):
        kind = options.pop("kind", None)
        if args and self._data.ndim == 1 and isinstance(args[0], str):
            kind, args = args[0], args[1:]
        if self._data.ndim == 2:
            for name, value in zip(("x", "y", "kind"), args):
                if name == "kind":
                    kind = value
                else:
                    options[name] = value
        kind = kind or "line"
        if kind not in _KINDS:
            raise ValueError("%s is not a valid plot kind Valid plot kinds: ('line', 'bar', 'barh', 'kde', 'density', "
                             "'area', 'hist', 'box', 'pie', 'scatter', 'hexbin')" % kind)
        return _draw(self._data, kind, **options)

    def line(self, x=None, y=None, **options):
        return _draw(self._data, "line", x=x, y=y, **options)

    def bar(self, x=None, y=None, **options):
        return _draw(self._data, "bar", x=x, y=y, **options)

    def barh(self, x=None, y=None, **options):
        return _draw(self._data, "barh", x=x, y=y, **options)

    def area(self, x=None, y=None, **options):
        return _draw(self._data, "area", x=x, y=y, **options)

    def hist(self, by=None, bins=10, **options):
        return _draw(self._data, "hist", bins=bins, **options)

    def box(self, by=None, **options):
        return _draw(self._data, "box", **options)

    def pie(self, **options):
        return _draw(self._data, "pie", **options)

    def scatter(self, x, y, s=None, c=None, **options):
        return _draw(self._data, "scatter", x=x, y=y, s=s, c=c, **options)

    def hexbin(self, x, y, **options):
        return _draw(self._data, "hexbin", x=x, y=y, **options)

    def kde(self, **options):
        raise NotImplementedError("density curves need scipy, which is not part of Ardoise: use plot.hist")

    density = kde


def _draw(data, kind, x=None, y=None, ax=None, figsize=None, title=None, grid=None, legend=True, xlabel=None,
          ylabel=None, xlim=None, ylim=None, xticks=None, yticks=None, rot=None, fontsize=None, logx=False, logy=False,
          loglog=False, style=None, color=None, colormap=None, subplots=False, layout=None, sharex=None, sharey=None,
          stacked=None, secondary_y=False, label=None, use_index=True, table=False, backend=None, width=0.5, by=None,
          colorbar=None, **options):
    frame_given = data.ndim == 2
    if frame_given and kind in ("scatter", "hexbin"):
        return _points(data, kind, x, y, _axes(ax, figsize, True), title, grid, xlabel, ylabel, xlim, ylim, logx, logy,
                       loglog, color, colormap, label, colorbar, options)
    if frame_given and kind == "pie" and y is None and not subplots:
        raise ValueError("pie requires either y column or 'subplots=True'")
    index = data.index
    if frame_given:
        if x is not None:
            if isinstance(x, int) and x not in data.columns:
                x = data.columns[x]
            if x not in data.columns:
                raise KeyError(x)
            data = data.set_index(x)
            index = data.index
        if y is not None:
            names = list(y) if is_list(y) else [y]
            names = [data.columns[n] if isinstance(n, int) and n not in data.columns else n for n in names]
            data = data[names]
        parts = [(n, c) for n, c in zip(data.columns.tolist(), data._c) if numeric(c)]
    else:
        parts = [(data.name, data._v)] if numeric(data._v) else []
    if not parts:
        raise TypeError("no numeric data to plot")
    names = [plain(n) for n, _ in parts]
    if not frame_given and parts[0][0] is None:
        names = ["None"]
    if label is not None:
        names = list(label) if is_list(label) else [label] * len(parts) if len(parts) == 1 else names
    plt = _plt()
    if subplots:
        n = len(parts)
        rows, cols = layout or (n, 1) if kind != "pie" else layout or (1, n)
        figure, grid_of = plt.subplots(rows, cols, figsize=figsize, sharex=kind not in ("pie", "hist") and cols == 1)
        flat = list(np.array(grid_of, dtype=object).ravel())
        for k, (one, (name, values)) in enumerate(zip(flat, parts)):
            series = data._column(data.columns._find(name)) if frame_given else data
            shade = color if color is not None or kind in ("pie", "box") else "C%d" % (k % 10)
            _draw(series, kind, ax=one, legend=legend and kind != "pie", grid=grid, rot=rot, style=style, color=shade,
                  label=plain(name), **options)
        if title:
            figure.suptitle(title)
        return np.array(flat, dtype=object)
    ax = _axes(ax, figsize, frame_given)
    if secondary_y is True:
        ax = ax.twinx()
    colors = _colors(color, colormap, len(parts))
    _KINDS[kind](ax, index, parts, names, colors, style, stacked, width, rot, options, use_index)
    _finish(ax, index, kind, names, frame_given, title, grid, legend, xlabel, ylabel, xlim, ylim, xticks, yticks, rot,
            logx or loglog, logy or loglog, fontsize, label)
    return ax


def _colors(color, colormap, n):
    if isinstance(color, dict):
        return list(color.values())
    if color is not None:
        return list(color) if is_list(color) or isinstance(color, tuple) and not isinstance(color[0], float) else [
            color] * n
    if colormap is not None:
        import matplotlib
        cmap = matplotlib.colormaps[colormap] if isinstance(colormap, str) else colormap
        return [cmap(k / max(n - 1, 1)) for k in range(n)]
    return [None] * n


def _x_values(ax, index, use_index=True):
    """Places on the x axis: numbers and dates as they are, other labels one by one."""
    if not use_index:
        return list(range(len(index))), None
    if index.nlevels == 1 and index.dtype.kind in "iuf":
        return index._v.astype(float), None
    if index.dtype.kind == "M":
        return [v.to_pydatetime() for v in index.tolist()], None
    return list(range(len(index))), _tick_texts(index)


def _line(ax, index, parts, names, colors, style, stacked, width, rot, options, use_index):
    places, texts = _x_values(ax, index, use_index)
    styles = style if isinstance(style, list) else [style] * len(parts)
    if isinstance(style, dict):
        styles = [style.get(n) for n in names]
    total = None
    for (name, values), label, color, one in zip(parts, names, colors, styles):
        values = _floats(values)
        if stacked:
            values = total = values if total is None else total + values
        keep = dict(options, label=label)
        if color is not None:
            keep["color"] = color
        if one:
            ax.plot(places, values, one, **keep)
        else:
            ax.plot(places, values, **keep)
    if texts is not None:
        at = [k for k in range(len(texts))] if len(texts) <= 6 else [
            int(k) for k in np.linspace(0, len(texts) - 1, 6)] if len(texts) > 12 else list(range(0, len(texts), 2))
        ax.set_xticks(at)
        ax.set_xticklabels([texts[k] for k in at])


def _area(ax, index, parts, names, colors, style, stacked, width, rot, options, use_index):
    places, _ = _x_values(ax, index, use_index)
    low = np.zeros(len(index))
    alpha = options.pop("alpha", None)
    for (name, values), label, color in zip(parts, names, colors):
        values = np.where(missing(values), 0.0, _floats(values))
        high = low + values if stacked is not False else values
        keep = dict(options, label=label, alpha=alpha if alpha is not None else None if stacked is not False else 0.5)
        if color is not None:
            keep["color"] = color
        ax.fill_between(places, low, high, **{k: v for k, v in keep.items() if v is not None})
        low = high if stacked is not False else low


def _bars(ax, index, parts, names, colors, style, stacked, width, rot, options, use_index, flat=False):
    n = len(parts)
    places = np.arange(len(index)).astype(float)
    draw = ax.barh if flat else ax.bar
    low = high = np.zeros(len(index))
    many = colors if n == 1 and len(colors) > 1 else None
    for k, ((name, values), label) in enumerate(zip(parts, names)):
        values = np.where(missing(values), 0.0, _floats(values))
        keep = dict(options, label=label)
        color = many or colors[k % len(colors)]
        keep["color"] = color if color is not None else "C%d" % (k % 10)
        if stacked:
            base = np.where(values >= 0, high, low)
            keep["left" if flat else "bottom"] = base
            draw(places, values, width, **keep)
            high, low = np.where(values >= 0, high + values, high), np.where(values >= 0, low, low + values)
        else:
            draw(places + (k - (n - 1) / 2) * width / n, values, width / n, **keep)
    texts = _tick_texts(index)
    if flat:
        ax.set_yticks(places.tolist())
        ax.set_yticklabels(texts)
    else:
        ax.set_xticks(places.tolist())
        ax.set_xticklabels(texts, rotation=90 if rot is None else rot)


def _barh(*args):
    _bars(*args, flat=True)


def _hist(ax, index, parts, names, colors, style, stacked, width, rot, options, use_index):
    there = [np.asarray(_floats(values))[~missing(values)] for _, values in parts]
    bins = options.pop("bins", 10)
    if isinstance(bins, int):
        whole = np.concatenate(there)
        low, high = options.get("range") or (float(whole.min()), float(whole.max()))
        if low == high:
            low, high = low - 0.5, high + 0.5
        options.pop("range", None)
        bins = np.linspace(low, high, bins + 1)
    keep = dict(options)
    if stacked:
        ax.hist(there, bins=bins, stacked=True, label=names, **keep)
        return
    for values, label, color in zip(there, names, colors):
        if color is not None:
            keep["color"] = color
        ax.hist(values, bins=bins, label=label, **keep)


def _box(ax, index, parts, names, colors, style, stacked, width, rot, options, use_index):
    vert = options.pop("vert", True)
    for part, shade in (("boxprops", "C0"), ("whiskerprops", "C0"), ("medianprops", "C2")):
        options.setdefault(part, {"color": shade})
    ax.boxplot([np.asarray(_floats(v))[~missing(v)] for _, v in parts], vert=vert, **options)
    (ax.set_xticklabels if vert else ax.set_yticklabels)(names)


def _pie(ax, index, parts, names, colors, style, stacked, width, rot, options, use_index):
    name, values = parts[0]
    values = np.where(missing(values), 0.0, _floats(values))
    if (values < 0).any():
        raise ValueError("pie plot doesn't allow negative values")
    texts = options.pop("labels", None)
    keep = dict(options)
    given = [c for c in options.pop("colors", None) or colors if c is not None]
    keep.pop("colors", None)
    if given:
        keep["colors"] = given
    ax.pie(values, labels=_tick_texts(index) if texts is None else texts, **keep)
    ax.set_ylabel("" if names[0] == "None" else names[0])


_KINDS = {"line": _line, "bar": _bars, "barh": _barh, "area": _area, "hist": _hist, "box": _box, "pie": _pie,
          "scatter": None, "hexbin": None}


def _finish(ax, index, kind, names, frame_given, title, grid, legend, xlabel, ylabel, xlim, ylim, xticks, yticks, rot,
            logx, logy, fontsize, label):
    name = index.name if index.nlevels == 1 else ",".join(str(n) for n in index.names)
    if kind in ("line", "area", "bar") and (xlabel is not None or name is not None):
        ax.set_xlabel(plain(xlabel if xlabel is not None else name))
    elif kind == "barh" and (ylabel is not None or name is not None):
        ax.set_ylabel(plain(ylabel if ylabel is not None else name))
        ylabel = None
        if xlabel is not None:
            ax.set_xlabel(xlabel)
    elif xlabel is not None:
        ax.set_xlabel(xlabel)
    if kind == "hist" and ylabel is None:
        ax.set_ylabel("Frequency")
    elif ylabel is not None:
        ax.set_ylabel(ylabel)
    if title is not None:
        ax.set_title(title)
    if grid is not None:
        ax.grid(grid)
    if logx:
        ax.set_xscale("log")
    if logy:
        ax.set_yscale("log")
    if kind in ("line", "area") and index.nlevels == 1 and index.dtype.kind == "M" and len(index) > 1:
        _date_axis(ax, index, not xlim, rot)
    elif kind == "area" and index.nlevels == 1 and index.dtype.kind in "iuf" and not xlim and len(index) > 1:
        ax.set_xlim(index.min(), index.max())
    for value, setter in ((xlim, ax.set_xlim), (ylim, ax.set_ylim)):
        if value is not None:
            setter(*value)
    if xticks is not None:
        ax.set_xticks(list(xticks))
    if yticks is not None:
        ax.set_yticks(list(yticks))
    if kind in ("bar", "barh") and not logx and not logy:
        (ax.axhline if kind == "bar" else ax.axvline)(0, color="black", linestyle="--", linewidth=0.5)
    if rot is not None and kind != "bar":
        ax.tick_params(axis="x", rotation=rot)
    if fontsize is not None:
        ax.tick_params(labelsize=fontsize)
    if kind != "pie" and kind != "box" and (frame_given and legend or legend is True and label is not None or
                                            legend == "reverse"):
        ax.legend(**({"loc": "upper left"} if kind == "area" else {}))


def _date_axis(ax, index, tight, rot):
    """Dates from end to end; at regular steps each tick says only what changes, else they stand aslant."""
    if tight:
        ax.set_xlim(index.min().to_pydatetime(), index.max().to_pydatetime())
    if index.freq is not None:
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
        locator = AutoDateLocator()
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    elif rot is None:
        for one in ax.get_xticklabels():
            one.set_rotation(30)
            one.set_horizontalalignment("right")


def _points(data, kind, x, y, ax, title, grid, xlabel, ylabel, xlim, ylim, logx, logy, loglog, color, colormap, label,
            colorbar, options):
    if x is None or y is None:
        raise ValueError("%s requires an x and y column" % kind)
    named = [data.columns[n] if isinstance(n, int) and n not in data.columns else n for n in (x, y)]
    for n in named:
        if n not in data.columns:
            raise KeyError(n)
    xs, ys = [data[n]._v for n in named]
    drawn = None
    if kind == "hexbin":
        drawn = ax.hexbin(_floats(xs), _floats(ys), cmap=colormap or "BuGn", **options)
        _plt().colorbar(drawn, ax=ax)
    else:
        shade, size = options.pop("c", None), options.pop("s", None)
        keep = dict(options)
        bar = None
        if isinstance(shade, str) and shade in data.columns:
            values = data[shade]._v
            if numeric(values):
                keep["c"], bar = _floats(values), shade
                cmap = colormap or options.get("cmap") or "viridis"
                keep["cmap"] = cmap
            else:
                from pandas._data import factorize
                keep["c"] = factorize(values)[0].astype(float)
        elif shade is not None:
            keep["c"] = shade
        elif color is not None:
            keep["color"] = color
        if size is not None:
            keep["s"] = _floats(data[size]._v) if isinstance(size, str) else size
        if label is not None:
            keep["label"] = label
        xs = xs.tolist() if xs.dtype.kind == "O" else _floats(xs)
        ys = ys.tolist() if ys.dtype.kind == "O" else _floats(ys)
        drawn = ax.scatter(xs, ys, **keep)
        if bar is not None and colorbar is not False:
            _plt().colorbar(drawn, ax=ax, label=plain(bar))
    ax.set_xlabel(plain(named[0] if xlabel is None else xlabel))
    ax.set_ylabel(plain(named[1] if ylabel is None else ylabel))
    if title is not None:
        ax.set_title(title)
    if grid is not None:
        ax.grid(grid)
    if logx or loglog:
        ax.set_xscale("log")
    if logy or loglog:
        ax.set_yscale("log")
    if xlim is not None:
        ax.set_xlim(*xlim)
    if ylim is not None:
        ax.set_ylim(*ylim)
    if label is not None:
        ax.legend()
    return ax


def hist(self, column=None, by=None, grid=True, ax=None, figsize=None, bins=10, layout=None, sharex=False,
         sharey=False, xrot=None, color=None, **options):
    if color is not None:
        options["color"] = color
    if self.ndim == 1:
        if by is not None:
            groups = list(self.groupby(by))
            return _many([(plain(label), part._v) for label, part in groups], figsize, bins, layout, grid, options)
        axes = _axes(ax, figsize, False)
        axes.hist(np.asarray(_floats(self._v))[~missing(self._v)], bins=bins, **options)
        axes.grid(grid)
        return axes
    names = [column] if isinstance(column, str) else list(column) if column is not None else [
        n for n, c in zip(self.columns.tolist(), self._c) if numeric(c)]
    if not names:
        raise ValueError("hist method requires numerical or datetime columns, nothing to plot.")
    if by is not None:
        return _many([(plain(label), part[names[0]]._v) for label, part in self.groupby(by)], figsize, bins, layout,
                     grid, options)
    if ax is not None and len(names) == 1:
        ax.hist(np.asarray(_floats(self[names[0]]._v))[~missing(self[names[0]]._v)], bins=bins, **options)
        ax.set_title(plain(names[0]))
        ax.grid(grid)
        return ax
    return _many([(plain(n), self[n]._v) for n in names], figsize, bins, layout, grid, options)


def _many(parts, figsize, bins, layout, grid, options):
    n = len(parts)
    if layout is None:
        cols = int(np.ceil(n ** 0.5))
        layout = int(np.ceil(n / cols)), cols
    figure, axes = _plt().subplots(layout[0], layout[1], figsize=figsize, squeeze=False)
    flat = list(np.array(axes, dtype=object).ravel())
    for one, (name, values) in zip(flat, parts):
        one.hist(np.asarray(_floats(values))[~missing(values)], bins=bins, **options)
        one.set_title(name)
        one.grid(grid)
    for one in flat[n:]:
        one.set_visible(False)
    figure.tight_layout()
    return axes


def boxplot(self, column=None, by=None, ax=None, fontsize=None, rot=0, grid=True, figsize=None, layout=None,
            return_type=None, **options):
    names = [column] if isinstance(column, str) else list(column) if column is not None else [
        n for n, c in zip(self.columns.tolist(), self._c) if numeric(c) and n != by]
    if by is None:
        axes = _axes(ax, figsize, False)
        axes.boxplot([np.asarray(_floats(self[n]._v))[~missing(self[n]._v)] for n in names], **options)
        axes.set_xticklabels([plain(n) for n in names], rotation=rot)
        axes.grid(grid)
        return axes
    plt = _plt()
    if ax is None:
        figure, axes = plt.subplots(1, len(names), figsize=figsize, squeeze=False)
        flat = list(np.array(axes, dtype=object).ravel())
    else:
        flat = [ax]
    groups = list(self.groupby(by))
    for one, name in zip(flat, names):
        one.boxplot([np.asarray(_floats(part[name]._v))[~missing(part[name]._v)] for _, part in groups], **options)
        one.set_xticklabels([plain(label) for label, _ in groups], rotation=rot)
        one.set_title(plain(name))
        one.set_xlabel(plain(by) if isinstance(by, str) else str(by))
        one.grid(grid)
    if ax is None:
        figure.suptitle("Boxplot grouped by %s" % by)
    return flat[0] if len(flat) == 1 else np.array(flat, dtype=object)


class plotting:
    @staticmethod
    def scatter_matrix(frame, figsize=None, **options):
        names = [n for n, c in zip(frame.columns.tolist(), frame._c) if numeric(c)]
        n = len(names)
        _, axes = _plt().subplots(n, n, figsize=figsize, squeeze=False)
        grid = np.array(axes, dtype=object).reshape(n, n)
        for i, a in enumerate(names):
            for j, b in enumerate(names):
                one = grid[i][j]
                if i == j:
                    one.hist(_floats(frame[a]._v))
                else:
                    one.scatter(_floats(frame[b]._v), _floats(frame[a]._v), s=8)
                if i == n - 1:
                    one.set_xlabel(plain(b))
                if j == 0:
                    one.set_ylabel(plain(a))
        return axes
