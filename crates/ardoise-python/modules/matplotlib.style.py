"""Styles by name: settings that go together."""

from matplotlib import cycler, rc_context, rcParams, rcParamsDefault

_GRID = {"axes.grid": True, "axes.axisbelow": True}
_SEABORN = {"axes.axisbelow": True, "axes.edgecolor": "white", "axes.linewidth": 0, "axes.facecolor": "#EAEAF2", "grid.color": "white", "grid.linestyle": "-",
            "text.color": ".15", "axes.labelcolor": ".15", "xtick.color": ".15", "ytick.color": ".15", "xtick.major.size": 0, "ytick.major.size": 0,
            "legend.frameon": False, "axes.grid": True, "grid.linewidth": 1}
_WHITE = {**_SEABORN, "axes.facecolor": "white", "axes.edgecolor": ".8", "axes.linewidth": 1, "grid.color": ".8"}
library = {
    "default": {}, "classic": {"axes.prop_cycle": cycler(color=["b", "g", "r", "c", "m", "y", "k"]), "axes.xmargin": 0, "axes.ymargin": 0,
                               "lines.linewidth": 1.0, "xtick.direction": "in", "ytick.direction": "in", "xtick.top": True, "ytick.right": True, "image.cmap": "jet"},
    "ggplot": {**_GRID, "axes.edgecolor": "white", "axes.facecolor": "#E5E5E5", "axes.labelcolor": "#555555", "axes.labelsize": "large", "axes.linewidth": 1.0,
               "axes.titlesize": "x-large", "font.size": 10.0, "grid.color": "white", "grid.linestyle": "-", "xtick.color": "#555555", "ytick.color": "#555555",
               "patch.edgecolor": "#EEEEEE", "patch.facecolor": "#348ABD", "patch.linewidth": 0.5,
               "axes.prop_cycle": cycler(color=["#E24A33", "#348ABD", "#988ED5", "#777777", "#FBC15E", "#8EBA42", "#FFB5B8"])},
    "fivethirtyeight": {**_GRID, "lines.linewidth": 4, "axes.facecolor": "#f0f0f0", "figure.facecolor": "#f0f0f0", "axes.edgecolor": "#f0f0f0", "grid.color": "#cbcbcb",
                        "grid.linewidth": 1.0, "axes.linewidth": 3.0, "font.size": 14.0, "xtick.major.size": 0, "ytick.major.size": 0, "axes.titlesize": "x-large",
                        "axes.prop_cycle": cycler(color=["#008fd5", "#fc4f30", "#e5ae38", "#6d904f", "#8b8b8b", "#810f7c"])},
    "bmh": {**_GRID, "lines.linewidth": 2.0, "axes.facecolor": "#eeeeee", "axes.edgecolor": "#bcbcbc", "grid.color": "#b2b2b2", "grid.linestyle": "--", "grid.linewidth": 0.5,
            "axes.titlesize": "x-large", "axes.labelsize": "large",
            "axes.prop_cycle": cycler(color=["#348ABD", "#A60628", "#7A68A6", "#467821", "#D55E00", "#CC79A7", "#56B4E9", "#009E73", "#F0E442", "#0072B2"])},
    "dark_background": {"text.color": "white", "axes.labelcolor": "white", "axes.edgecolor": "white", "axes.facecolor": "black", "figure.facecolor": "black",
                        "xtick.color": "white", "ytick.color": "white", "grid.color": "white", "lines.color": "white", "patch.edgecolor": "white",
                        "axes.prop_cycle": cycler(color=["#8dd3c7", "#feffb3", "#bfbbd9", "#fa8174", "#81b1d2", "#fdb462", "#b3de69", "#bc82bd", "#ccebc4", "#ffed6f"])},
    "grayscale": {"axes.prop_cycle": cycler(color=["0.00", "0.40", "0.60", "0.70"]), "image.cmap": "gray", "figure.facecolor": "0.75"},
    "fast": {}, "Solarize_Light2": {**_GRID, "axes.facecolor": "#eee8d5", "figure.facecolor": "#FDF6E3", "grid.color": "#fdf6e3", "axes.edgecolor": "#eee8d5"},
    "tableau-colorblind10": {"axes.prop_cycle": cycler(color=["#006BA4", "#FF800E", "#ABABAB", "#595959", "#5F9ED1", "#C85200", "#898989", "#A2C8EC", "#FFBC79", "#CFCFCF"])},
}
_PALETTES = {
    "deep": "#4C72B0 #55A868 #C44E52 #8172B2 #CCB974 #64B5CD", "muted": "#4878CF #6ACC65 #D65F5F #B47CC7 #C4AD66 #77BEDB",
    "pastel": "#92C6FF #97F0AA #FF9F9A #D0BBFF #FFFEA3 #B0E0E6", "bright": "#003FFF #03ED3A #E8000B #8A2BE2 #FFC400 #00D7FF",
    "dark": "#001C7F #017517 #8C0900 #7600A1 #B8860B #006374", "colorblind": "#0072B2 #009E73 #D55E00 #CC79A7 #F0E442 #56B4E9",
}
_SEABORN_LOOKS = {
    "": {**_SEABORN, "axes.prop_cycle": cycler(color=_PALETTES["deep"].split())}, "darkgrid": _SEABORN, "whitegrid": _WHITE,
    "white": {**_WHITE, "axes.grid": False, "axes.edgecolor": ".15", "axes.linewidth": 1.25},
    "ticks": {**_WHITE, "axes.grid": False, "axes.edgecolor": ".15", "xtick.major.size": 6, "ytick.major.size": 6},
    "dark": {**_SEABORN, "axes.grid": False}, "notebook": {"axes.labelsize": 11, "axes.titlesize": 12, "figure.figsize": [8, 5.5]},
    "paper": {"axes.labelsize": 8.8, "figure.figsize": [6.4, 4.4]}, "talk": {"axes.labelsize": 17.6, "figure.figsize": [12.8, 8.8], "lines.linewidth": 2.8},
    "poster": {"axes.labelsize": 17.6, "figure.figsize": [12.8, 8.8], "lines.linewidth": 2.8},
}
for _name, _look in _SEABORN_LOOKS.items():
    library["seaborn-v0_8" + ("-" + _name if _name else "")] = _look
for _name, _colors in _PALETTES.items():
    library["seaborn-v0_8-" + _name if _name != "dark" else "seaborn-v0_8-dark-palette"] = {"axes.prop_cycle": cycler(color=_colors.split())}
available = sorted(name for name in library if name != "default")


def _settings(style):
    if isinstance(style, dict):
        return style
    known = library.get(style)
    if known is None and style.startswith("seaborn"):
        known = library.get(style.replace("seaborn", "seaborn-v0_8", 1))
    if known is None:
        raise OSError(f"{style!r} is not a valid package style, path of style file, URL of style file, or library style name (library styles are listed in `style.available`)")
    if style == "default":
        return dict(rcParamsDefault)
    return known


def use(style):
    """Take a style by its name, several in turn, or a dict of settings."""
    for one in [style] if isinstance(style, (str, dict)) else style:
        rcParams.update(_settings(one))


class context(rc_context):
    def __init__(self, style, after_reset=False):
        settings = {}
        for one in [style] if isinstance(style, (str, dict)) else style:
            settings.update(_settings(one))
        rc_context.__init__(self, settings)
