"""Rich outputs: HTML, Markdown, formulas, pictures."""

import sys

import _ardoise

__all__ = [
    "Audio", "Code", "DisplayHandle", "DisplayObject", "HTML", "IFrame", "Image", "JSON",
    "Javascript", "Latex", "Markdown", "Math", "Pretty", "SVG", "Video", "YouTubeVideo",
    "clear_output", "display", "display_html", "display_latex", "display_markdown", "display_png",
    "display_svg", "set_matplotlib_formats", "update_display",
]

_bundle = sys._ardoise_bundle
_count = 0


class DisplayHandle:
    """Names an output, so that it can be shown anew in its place."""

    def __init__(self, display_id=None):
        global _count
        if display_id is None:
            _count += 1
            display_id = f"display-{_count}"
        self.display_id = display_id

    def display(self, obj, **options):
        display(obj, display_id=self.display_id, **options)

    def update(self, obj, **options):
        update_display(obj, display_id=self.display_id, **options)

    def __repr__(self):
        return f"<DisplayHandle display_id={self.display_id}>"


def display(*objs, include=None, exclude=None, metadata=None, transient=None, display_id=None, raw=False, clear=False, **kwargs):
    """Show objects in their richest formats; with `display_id`, return a handle to update them."""
    if clear:
        clear_output(wait=True)
    handle = None
    if display_id is not None and display_id is not False:
        handle = DisplayHandle(None if display_id is True else display_id)
    _show(objs, include, exclude, raw, handle and handle.display_id, False)
    return handle


def update_display(obj, *, display_id, include=None, exclude=None, raw=False, **kwargs):
    """Show an object in the place of an earlier output."""
    _show((obj,), include, exclude, raw, display_id, True)


def _show(objs, include, exclude, raw, display_id, replaces):
    for obj in objs:
        pairs = list(obj.items()) if raw else _bundle(obj)
        if pairs is None:
            continue
        if include is not None:
            pairs = [pair for pair in pairs if pair[0] in include]
        if exclude is not None:
            pairs = [pair for pair in pairs if pair[0] not in exclude]
        _ardoise.show(pairs, display_id, replaces)


def clear_output(wait=False):
    """Clear the outputs of the cell, at once or when the next one comes."""
    _ardoise.clear(bool(wait))


def _read(filename):
    with open(filename, "rb") as file:
        return file.read()


class DisplayObject:
    """Data with a format."""

    _mime = "text/plain"
    _binary = False

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if url is not None:
            raise ValueError("a notebook has no network here: give the data itself")
        if filename is not None:
            data = _read(filename)
            if not self._binary:
                data = data.decode("utf-8")
        elif data is not None and not isinstance(data, str) and not self._binary:
            raise TypeError(f"{type(self).__name__} expects text, not {data!r}")
        self.data = data
        self.metadata = metadata or {}
        self.filename, self.url = filename, url

    def __repr__(self):
        return f"<IPython.core.display.{type(self).__name__} object>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {self._mime: self.data or ""}


class HTML(DisplayObject):
    _mime = "text/html"

    def __html__(self):
        return self.data


class Markdown(DisplayObject):
    _mime = "text/markdown"


class Latex(DisplayObject):
    _mime = "text/latex"


class Math(DisplayObject):
    _mime = "text/latex"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {self._mime: "$\\displaystyle " + self.data.strip("$") + "$"}


class SVG(DisplayObject):
    _mime = "image/svg+xml"

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if isinstance(data, bytes):
            data = data.decode("utf-8")
        super().__init__(data, url, filename, metadata)
        if self.data is not None:
            start = self.data.find("<svg")
            self.data = self.data[max(start, 0):]


class Pretty(DisplayObject):
    pass


class Code(DisplayObject):
    def __init__(self, data=None, url=None, filename=None, language=None):
        super().__init__(data, url, filename)


class JSON(DisplayObject):
    _mime = "application/json"

    def __init__(self, data=None, url=None, filename=None, expanded=False, metadata=None, **options):
        import json

        super().__init__(data if isinstance(data, str) or data is None else json.dumps(data), url, filename, metadata)


class Javascript(DisplayObject):
    """Scripts never run in a notebook here; they are shown as what they are."""

    def __init__(self, data=None, url=None, filename=None, lib=None, css=None):
        super().__init__(data, None, filename)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "JavaScript is not run here, for everyone's safety."}


_SIGNATURES = (
    (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"),
)


class Image(DisplayObject):
    """A picture from bytes or from a file."""

    _binary = True

    def __init__(self, data=None, url=None, filename=None, format=None, embed=None, width=None, height=None, retina=False, unconfined=False, metadata=None, alt=None):
        if isinstance(data, str) and not data.startswith("data:"):
            if "://" in data:
                url = data
            else:
                filename = data
            data = None
        self.width, self.height, self.alt = width, height, alt
        self.format = format
        if url is not None:
            # A page with a connection shows it; nothing is fetched by Python.
            self.data, self.url, self.filename, self.metadata = None, url, None, metadata or {}
            return
        super().__init__(data, None, filename, metadata)

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.data is None:
            return {"text/html": self._tag(self.url)}
        if isinstance(self.data, str):
            return {"text/html": self._tag(self.data)}
        mime = next((m for s, m in _SIGNATURES if bytes(self.data[:4]).startswith(s)), None)
        if mime is None:
            mime = "image/" + (self.format or "png").replace("jpg", "jpeg")
        if self.width is not None or self.height is not None:
            import binascii

            text = binascii.b2a_base64(bytes(self.data), newline=False).decode("ascii")
            return {"text/html": self._tag(f"data:{mime};base64,{text}"), mime: self.data}
        return {mime: self.data}

    def _tag(self, source):
        import html

        more = "".join(
            f' {name}="{html.escape(str(value))}"'
            for name, value in (("width", self.width), ("height", self.height), ("alt", self.alt))
            if value is not None
        )
        return f'<img src="{html.escape(source)}"{more}/>'


class IFrame:
    """A page inside the page: shown as a link, since nothing is fetched from elsewhere."""

    def __init__(self, src, width=None, height=None, extras=None, **kwargs):
        self.src, self.width, self.height = src, width, height

    def _repr_html_(self):
        import html

        source = html.escape(self.src)
        return f'<a href="{source}" target="_blank" rel="noopener">{source}</a>'


class YouTubeVideo(IFrame):
    def __init__(self, id, width=400, height=300, **kwargs):
        super().__init__(f"https://www.youtube.com/watch?v={id}", width, height)


class Video(IFrame):
    def __init__(self, data=None, url=None, filename=None, **kwargs):
        super().__init__(str(url or data or filename))


class Audio(Video):
    pass


def display_html(*objs, **options):
    display(*(obj if hasattr(obj, "_repr_html_") else HTML(obj) for obj in objs))


def display_markdown(*objs, **options):
    display(*(Markdown(obj) if isinstance(obj, str) else obj for obj in objs))


def display_latex(*objs, **options):
    display(*(Latex(obj) if isinstance(obj, str) else obj for obj in objs))


def display_svg(*objs, **options):
    display(*(SVG(obj) if isinstance(obj, str) else obj for obj in objs))


def display_png(*objs, **options):
    display(*(Image(obj) if isinstance(obj, bytes) else obj for obj in objs))


def set_matplotlib_formats(*formats, **options):
    """Pictures are drawn as the page likes them."""
