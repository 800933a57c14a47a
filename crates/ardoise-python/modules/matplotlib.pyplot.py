"""The commands of plots: `plt.plot`, `plt.show` and the others draw in the current axes."""

import sys

import matplotlib
from matplotlib import Cycle, cycler, get_backend, interactive, rc, rc_context, rcParams, rcParamsDefault, rcdefaults
from matplotlib.artist import getp, setp
from matplotlib.axes import Axes
from matplotlib.figure import Figure

_figures = {}
_current = None

_AXES = """
plot scatter bar barh hist pie step stem fill_between fill_betweenx fill stackplot errorbar boxplot violinplot
axhline axvline axhspan axvspan axline hlines vlines contour contourf clabel quiver arrow annotate text
semilogx semilogy loglog hist2d hexbin pcolormesh pcolor spy eventplot broken_barh bar_label plot_date
legend grid axis margins autoscale tick_params ticklabel_format locator_params minorticks_on minorticks_off
stairs
""".split()
_MAPS = "viridis plasma inferno magma gray hot cool jet hsv bone copper pink spring summer autumn winter".split()


def _command(name):
    def command(*args, **options):
        return getattr(gca(), name)(*args, **options)

    command.__name__ = command.__qualname__ = name
    return command


for _name in _AXES:
    globals()[_name] = _command(_name)


def _mapped(name):
    def command(*args, **options):
        drawn = getattr(gca(), name)(*args, **options)
        image = drawn[3] if name in ("hist2d",) else drawn
        gca()._mapped = image
        return drawn

    command.__name__ = command.__qualname__ = name
    return command


for _name in ("imshow", "scatter", "pcolormesh", "pcolor", "contourf", "contour", "hist2d", "hexbin", "quiver"):
    globals()[_name] = _mapped(_name)


def __getattr__(name):
    if name in ("cm", "style", "colors", "ticker"):
        return __import__("matplotlib." + name, None, None, ["*"])
    if name in _MAPS:
        return lambda: set_cmap(name)
    if name == "colormaps":
        return matplotlib.colormaps
    if name in ("Rectangle", "Circle", "Polygon", "Arrow"):
        return getattr(__import__("matplotlib.patches", None, None, ["*"]), name)
    if name == "GridSpec":
        from matplotlib.gridspec import GridSpec

        return GridSpec
    for module in ("Line2D", "lines"), ("Text", "text"), ("Normalize", "cm"), ("MaxNLocator", "ticker"), ("FuncFormatter", "ticker"), \
            ("MultipleLocator", "ticker"), ("FormatStrFormatter", "ticker"), ("Annotation", "text"):
        if name == module[0]:
            return getattr(__import__("matplotlib." + module[1], None, None, ["*"]), name)
    raise AttributeError(f"module 'matplotlib.pyplot' has no attribute {name!r}")


# Figures

def figure(num=None, figsize=None, dpi=None, *, facecolor=None, clear=False, FigureClass=Figure, **options):
    """Make a figure, or go back to the one of this number or name."""
    global _current
    if isinstance(num, Figure):
        _current = num.number
        return num
    label = num if isinstance(num, str) else ""
    if label:
        num = next((k for k, f in _figures.items() if f.get_label() == label), None)
    if num in _figures:
        _current = num
        if clear:
            _figures[num].clear()
        return _figures[num]
    if num is None:
        num = max(_figures, default=0) + 1
    made = FigureClass(figsize=figsize, dpi=dpi, facecolor=facecolor, **options)
    made.number, _current = num, num
    made.set_label(label)
    _figures[num] = made
    return made


def gcf():
    return _figures[_current] if _current in _figures else figure()


def gca(**options):
    return gcf().gca()


def sca(ax):
    figure(ax.figure)
    return ax.figure.sca(ax)


def clf():
    gcf().clear()


def cla():
    gca().clear()


def delaxes(ax=None):
    gcf().delaxes(ax or gca())


def close(fig=None):
    global _current
    if fig == "all":
        _figures.clear()
    else:
        for number, one in list(_figures.items()):
            if one is fig or number == fig or isinstance(fig, str) and one.get_label() == fig or fig is None and number == _current:
                del _figures[number]
    if _current not in _figures:
        _current = next(reversed(_figures), None)


def get_fignums():
    return sorted(_figures)


def get_figlabels():
    return [_figures[number].get_label() for number in get_fignums()]


def fignum_exists(num):
    return num in _figures or num in get_figlabels()


def subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None,
             subplot_kw=None, gridspec_kw=None, **fig_kw):
    fig = figure(**fig_kw)
    return fig, fig.subplots(nrows, ncols, sharex=sharex, sharey=sharey, squeeze=squeeze, width_ratios=width_ratios,
                             height_ratios=height_ratios, subplot_kw=subplot_kw, gridspec_kw=gridspec_kw)


def subplot(*args, **options):
    from matplotlib.gridspec import SubplotSpec, grid_of

    fig = gcf()
    place = args or (1, 1, 1)
    if len(place) == 1 and isinstance(place[0], int) and 100 <= place[0] <= 999:
        place = tuple(map(int, str(place[0])))
    if len(place) == 3 and isinstance(place[2], int) and 1 <= place[2] <= place[0] * place[1] and not options:
        wanted = SubplotSpec(grid_of(fig, *place[:2]), place[2] - 1, place[2] - 1)
        for axes in fig.axes:
            if axes.spec is not None and axes.spec == wanted and not axes.twin:
                return fig.sca(axes)
    return fig.add_subplot(*args, **options)


def subplot2grid(shape, loc, rowspan=1, colspan=1, fig=None, **options):
    from matplotlib.gridspec import grid_of

    fig = fig or gcf()
    grid = grid_of(fig, *shape)
    return fig.add_subplot(grid[loc[0]:loc[0] + rowspan, loc[1]:loc[1] + colspan], **options)


def subplot_mosaic(mosaic, **options):
    fig = figure(**{k: options.pop(k) for k in ("figsize", "dpi", "layout", "constrained_layout") if k in options})
    return fig, fig.subplot_mosaic(mosaic, **options)


def axes(arg=None, **options):
    return gcf().add_subplot(**options) if arg is None else gcf().add_axes(arg, **options)


def twinx(ax=None):
    return gcf().sca((ax or gca()).twinx())


def twiny(ax=None):
    return gcf().sca((ax or gca()).twiny())


def polar(*args, **options):
    ax = gcf()._current if gcf().axes and gca().name == "polar" else gcf().add_subplot(projection="polar")
    return ax.plot(*args, **options)


def matshow(A, fignum=None, **options):
    if fignum is None:
        figure()
    image = gca().matshow(A, **options)
    gca()._mapped = image
    return image


def imread(fname, format=None):
    from matplotlib.image import imread

    return imread(fname)


def imsave(fname, arr, **options):
    from matplotlib.image import imsave

    imsave(fname, arr, **options)


# Titles, labels, limits

def title(label, fontdict=None, loc=None, pad=None, *, y=None, **options):
    return gca().set_title(label, fontdict, loc, pad, y=y, **options)


def suptitle(t, **options):
    return gcf().suptitle(t, **options)


def figtext(x, y, s, fontdict=None, **options):
    return gcf().text(x, y, s, fontdict, **options)


def figlegend(*args, **options):
    return gcf().legend(*args, **options)


def xlabel(xlabel, fontdict=None, labelpad=None, *, loc=None, **options):
    return gca().set_xlabel(xlabel, fontdict, labelpad, loc=loc, **options)


def ylabel(ylabel, fontdict=None, labelpad=None, *, loc=None, **options):
    return gca().set_ylabel(ylabel, fontdict, labelpad, loc=loc, **options)


def xlim(*args, **options):
    return gca().set_xlim(*args, **options) if args or options else gca().get_xlim()


def ylim(*args, **options):
    return gca().set_ylim(*args, **options) if args or options else gca().get_ylim()


def xscale(value, **options):
    gca().set_xscale(value, **options)


def yscale(value, **options):
    gca().set_yscale(value, **options)


def _ticks(axis, ticks, labels, minor, options):
    if ticks is not None:
        axis.set_ticks(ticks, minor=minor)
    if labels is not None:
        axis.set_ticklabels(labels, minor=minor, **options)
    elif options:
        axis._label_options(options)
    locs = axis.get_ticklocs(minor)
    return locs, axis.get_ticklabels(minor)


def xticks(ticks=None, labels=None, *, minor=False, **options):
    return _ticks(gca().xaxis, ticks, labels, minor, options)


def yticks(ticks=None, labels=None, *, minor=False, **options):
    return _ticks(gca().yaxis, ticks, labels, minor, options)


def box(on=None):
    ax = gca()
    ax.set_frame_on(not ax.frame if on is None else on)


def tight_layout(*, pad=1.08, h_pad=None, w_pad=None, rect=None):
    gcf().tight_layout(pad=pad, h_pad=h_pad, w_pad=w_pad, rect=rect)


def subplots_adjust(**options):
    gcf().subplots_adjust(**options)


# Colours by value

def sci(im):
    im.axes._mapped = im


def gci():
    return getattr(gca(), "_mapped", None)


def colorbar(mappable=None, cax=None, ax=None, **options):
    mappable = mappable or gci() or next((getattr(a, "_mapped", None) for a in reversed(gcf().axes) if getattr(a, "_mapped", None)), None)
    if mappable is None:
        raise RuntimeError("No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf).")
    return gcf().colorbar(mappable, cax=cax, ax=ax, **options)


def clim(vmin=None, vmax=None):
    gci().set_clim(vmin, vmax)


def set_cmap(cmap):
    rcParams["image.cmap"] = cmap if isinstance(cmap, str) else cmap.name
    if gci() is not None:
        gci().set_cmap(cmap)


def get_cmap(name=None, lut=None):
    from matplotlib.cm import get_cmap

    return get_cmap(name, lut)


# Showing

def _show(fig):
    from IPython.display import display

    fig.shown = True
    display(fig)


def show(*args, **options):
    """Show the figures that were made, below the cell."""
    waiting = [_figures[number] for number in get_fignums()]
    # Closed first: a figure that cannot be drawn fails once, not in every later cell.
    close("all")
    for fig in waiting:
        if fig.__dict__.get("handle"):
            # What `pause` showed step by step keeps its place.
            fig.handle.update(fig)
        elif fig.axes or fig.texts or fig._suptitle:
            _show(fig)


def _after_cell(seconds):
    """Figures that were not shown are shown at the end of the cell, as Jupyter does."""
    if seconds is None and _figures:
        show()


sys._ardoise_pauses.append(_after_cell)


def savefig(*args, **options):
    gcf().savefig(*args, **options)


def draw():
    pass


def pause(interval):
    """Show the figure as it is now, in place, and wait."""
    import time

    fig = gcf()
    if fig.axes:
        from IPython.display import DisplayHandle

        fig.shown = True
        handle = fig.__dict__.get("handle")
        if handle is None:
            fig.handle = DisplayHandle()
            fig.handle.display(fig)
        else:
            handle.update(fig)
    time.sleep(interval)


def ion():
    interactive(True)


def ioff():
    interactive(False)


def isinteractive():
    return rcParams["interactive"]


def switch_backend(newbackend):
    pass


def waitforbuttonpress(timeout=-1):
    return None


def ginput(*args, **options):
    raise NotImplementedError("a picture below a cell cannot be clicked; ask with input() instead")


def connect(name, function):
    return 0


def xkcd(scale=1, length=100, randomness=2):
    return rc_context({"lines.linewidth": 2.5, "axes.linewidth": 1.5})


def get_current_fig_manager():
    return gcf()


def get(obj, name):
    return getp(obj, name)


def findobj(o=None, match=None, include_self=True):
    return [a for ax in (o or gcf()).axes for a in ax._artists if match is None or isinstance(a, match)]
