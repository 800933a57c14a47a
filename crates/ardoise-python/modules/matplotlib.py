"""Plots as matplotlib draws them, in SVG. This file holds the settings; `pyplot` the commands."""

import sys

__version__ = "3.11.2"
__all__ = ["get_backend", "interactive", "is_interactive", "rc", "rcParams", "rcParamsDefault", "rcdefaults", "use"]

TAB10 = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"]


class Cycle(list):
    """The values that lines take in turn, one dict each."""

    def by_key(self):
        keys = {}
        for entry in self:
            for key, value in entry.items():
                keys.setdefault(key, []).append(value)
        return keys


def cycler(*args, **values):
    """A cycle of properties: `cycler(color=["r", "g"])` or `cycler("color", "rg")`."""
    if args:
        values[args[0]] = args[1]
    names = list(values)
    return Cycle(dict(zip(names, entry)) for entry in zip(*values.values()))


rcParamsDefault = {
    "axes.axisbelow": "line", "axes.edgecolor": "black", "axes.facecolor": "white", "axes.grid": False,
    "axes.grid.axis": "both", "axes.grid.which": "major", "axes.labelcolor": "black", "axes.labelpad": 4.0,
    "axes.labelsize": "medium", "axes.labelweight": "normal", "axes.linewidth": 0.8,
    "axes.prop_cycle": cycler(color=TAB10), "axes.spines.bottom": True, "axes.spines.left": True,
    "axes.spines.right": True, "axes.spines.top": True, "axes.titlecolor": "auto", "axes.titlelocation": "center",
    "axes.titlepad": 6.0, "axes.titlesize": "large", "axes.titleweight": "normal", "axes.unicode_minus": True,
    "axes.xmargin": 0.05, "axes.ymargin": 0.05, "figure.autolayout": False, "figure.dpi": 100.0,
    "figure.constrained_layout.use": False,
    "figure.edgecolor": "white", "figure.facecolor": "white", "figure.figsize": [6.4, 4.8],
    "figure.subplot.bottom": 0.11, "figure.subplot.hspace": 0.2, "figure.subplot.left": 0.125,
    "figure.subplot.right": 0.9, "figure.subplot.top": 0.88, "figure.subplot.wspace": 0.2,
    "figure.titlesize": "large", "figure.titleweight": "normal", "figure.max_open_warning": 20,
    "font.family": ["sans-serif"], "font.sans-serif": ["DejaVu Sans", "Bitstream Vera Sans", "Verdana", "sans-serif"],
    "font.serif": ["DejaVu Serif", "Georgia", "Times New Roman", "serif"],
    "font.monospace": ["DejaVu Sans Mono", "Courier New", "monospace"],
    "font.size": 10.0, "font.style": "normal", "font.weight": "normal",
    "grid.alpha": 1.0, "grid.color": "#b0b0b0", "grid.linestyle": "-", "grid.linewidth": 0.8,
    "hatch.color": "black", "hist.bins": 10, "image.cmap": "viridis", "image.interpolation": "auto",
    "image.origin": "upper", "image.aspect": "equal", "interactive": False,
    "legend.edgecolor": "0.8", "legend.facecolor": "inherit", "legend.fontsize": "medium",
    "legend.framealpha": 0.8, "legend.frameon": True, "legend.loc": "best", "legend.title_fontsize": None,
    "lines.linestyle": "-", "lines.linewidth": 1.5, "lines.marker": "None", "lines.markeredgewidth": 1.0,
    "lines.markersize": 6.0, "lines.color": "C0", "markers.fillstyle": "full", "mathtext.fontset": "dejavusans",
    "patch.edgecolor": "black", "patch.facecolor": "C0", "patch.linewidth": 1.0, "patch.force_edgecolor": False,
    "savefig.dpi": "figure", "savefig.format": "png", "savefig.bbox": None, "scatter.marker": "o",
    "text.color": "black", "text.usetex": False, "toolbar": "None",
    "xtick.bottom": True, "xtick.color": "black", "xtick.direction": "out", "xtick.labelsize": "medium",
    "xtick.major.pad": 3.5, "xtick.major.size": 3.5, "xtick.major.width": 0.8, "xtick.minor.size": 2.0,
    "xtick.minor.width": 0.6, "xtick.top": False, "xtick.labelcolor": "inherit", "xtick.minor.visible": False,
    "ytick.color": "black", "ytick.direction": "out", "ytick.labelsize": "medium", "ytick.left": True,
    "ytick.major.pad": 3.5, "ytick.major.size": 3.5, "ytick.major.width": 0.8, "ytick.minor.size": 2.0,
    "ytick.minor.width": 0.6, "ytick.right": False, "ytick.labelcolor": "inherit", "ytick.minor.visible": False,
}

#: Settings that matplotlib has and that change nothing here.
_OTHER = ("agg.", "animation.", "axes.", "axes3d.", "backend", "boxplot.", "contour.", "date.", "docstring.",
          "errorbar.", "figure.", "font.", "grid.", "hatch.", "image.", "keymap.", "legend.", "lines.", "mathtext.",
          "path.", "patch.", "pcolor.", "pcolormesh.", "pdf.", "pgf.", "polaraxes.", "ps.", "savefig.", "scatter.",
          "svg.", "text.", "timezone", "tk.", "toolbar", "webagg.", "xaxis.", "xtick.", "yaxis.", "ytick.")


class RcParams(dict):
    def __setitem__(self, key, value):
        if key not in rcParamsDefault and not key.startswith(_OTHER):
            raise KeyError(f"{key} is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)")
        if key in ("font.family", "font.sans-serif") and isinstance(value, str):
            value = [value]
        dict.__setitem__(self, key, value)

    def update(self, *args, **more):
        for key, value in dict(*args, **more).items():
            self[key] = value


rcParams = RcParams(rcParamsDefault)

_GROUPS = {"lw": "linewidth", "ls": "linestyle", "c": "color", "fc": "facecolor", "ec": "edgecolor", "mew": "markeredgewidth"}


def rc(group, **values):
    """Set several settings of a group: `rc("lines", linewidth=2)`."""
    for name in (group,) if isinstance(group, str) else group:
        for key, value in values.items():
            rcParams[f"{name}.{_GROUPS.get(key, key)}"] = value


def rcdefaults():
    rcParams.clear()
    dict.update(rcParams, rcParamsDefault)


class rc_context:
    """Settings for the length of a `with` block."""

    def __init__(self, rc=None, fname=None):
        self.rc = rc or {}

    def __enter__(self):
        self.before = dict(rcParams)
        rcParams.update(self.rc)

    def __exit__(self, *failure):
        rcParams.clear()
        dict.update(rcParams, self.before)


def use(backend, *, force=True):
    """The picture always appears below the cell, whatever the backend is called."""


def get_backend():
    return "module://matplotlib_inline.backend_inline"


def interactive(b):
    rcParams["interactive"] = bool(b)


def is_interactive():
    return rcParams["interactive"]


def _preprocess_data(*args, **options):
    return lambda function: function


def __getattr__(name):
    if name == "colormaps":
        from matplotlib.cm import colormaps

        return colormaps
    if name.startswith("_"):
        raise AttributeError(f"module 'matplotlib' has no attribute {name!r}")
    try:
        __import__("matplotlib." + name)
    except ModuleNotFoundError:
        raise AttributeError(f"module 'matplotlib' has no attribute {name!r}") from None
    return sys.modules["matplotlib." + name]
