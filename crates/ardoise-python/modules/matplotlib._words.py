"""What a figure shows, in words, for those who do not see it.

The kernel does not know the reader's language: names of kinds are matplotlib's own words, the rest
is what the program wrote and numbers.
"""

_KINDS = {"Line2D": "plot", "PathCollection": "scatter", "BarContainer": "bar", "AxesImage": "imshow", "PolyCollection": "fill",
          "LineCollection": "lines", "QuadMesh": "pcolormesh", "Wedge": "pie", "ContourSet": "contour", "Quiver": "quiver"}


def plain(text):
    """A text without the signs of formulas."""
    text = text.replace("\n", " ")
    return text.replace("$", "").replace("\\", "") if text.count("$") > 1 else text


def short(value):
    return f"{value:.4g}".replace("-", "\u2212")


def said(figure):
    """The title and the description of a figure."""
    titles = [figure._suptitle.get("text")] if figure._suptitle else []
    parts = []
    for axes in figure.axes:
        if not axes.visible:
            continue
        if axes.get_title():
            titles.append(axes.get_title())
        parts.append(_axes(axes))
    title = plain(" – ".join(t for t in titles if t)) or "Figure"
    return title, " | ".join(part for part in parts if part)[:1500]


def _axes(axes):
    drawn = []
    bars = {id(patch) for bars in axes.containers for patch in getattr(bars, "patches", ())}
    for bar in axes.containers:
        if getattr(bar, "patches", None):
            drawn.append(_one("bar", len(bar.patches), bar.get_label()))
    rectangles = 0
    for artist in axes._artists:
        if id(artist) in bars or not artist.shown():
            continue
        name = type(artist).__name__
        kind = _KINDS.get(name)
        if kind in ("plot", "scatter"):
            drawn.append(_one(kind, len(artist.limits()[0]) or len(artist.limits()[1]), artist.get_label()))
        elif kind == "imshow":
            drawn.append(f"imshow {artist.shape[1]}×{artist.shape[0]}")
        elif kind == "pie":
            drawn.append("pie " + plain(artist.get_label()) if artist.get_label()[:1] not in ("", "_") else "pie")
        elif kind:
            drawn.append(_one(kind, 0, artist.get_label()))
        elif name not in ("Text", "Annotation"):
            rectangles += 1
    if rectangles:
        drawn.append(f"{rectangles} patches")
    if len(drawn) > 12:
        drawn = drawn[:12] + [f"… ({len(drawn)})"]
    texts = ["; ".join(drawn)]
    if axes.axison:
        for axis in (axes.xaxis, axes.yaxis):
            label = plain(axis.label.get("text"))
            low, high = axis.view.lim
            names = axis.view.names
            span = ", ".join(list(names)[:12]) if names else f"{short(low)} … {short(high)}"
            if axis.view.dates:
                from matplotlib.dates import num2date

                span = f"{num2date(low):%Y-%m-%d} … {num2date(high):%Y-%m-%d}"
            texts.append(f"{axis.axis_name}{' (' + label + ')' if label else ''}: {span}")
    return ". ".join(text for text in texts if text)


def _one(kind, count, label):
    label = str(label or "")
    return kind + (f" “{plain(label)}”" if label and label[0] != "_" else "") + (f" ({count})" if count else "")
