"""What all controls share: values that can be observed, the tree the page draws, captured output.

The kernel keeps the widgets. A shown widget is one output with a name: after each run, and before
each pause of one, those whose tree of controls has changed are shown again in their place. What a
person does in the page comes in through `_interacted`.
"""

import sys

import _ardoise
from _json import encode_basestring as _quoted

MIME = "application/vnd.ardoise.controls+json"
# Text of one Output beyond this is only counted.
_MOST_TEXT = 200_000
# Outputs in one Output, and shown widgets in all: the oldest give way.
_MOST_ITEMS = 200
_MOST_ROOTS = 200
# A run that goes on is shown so often, in milliseconds.
_BREATH = 150.0
# Larger numbers lose digits in the page.
_EXACT = 2**53

All = "All"


class TraitError(Exception):
    """A value that a widget cannot have."""


class Change(dict):
    """What observers are told; its keys are attributes too."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def json_text(value):
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return repr(value) if -_EXACT <= value <= _EXACT else f'"{value}"'
    if isinstance(value, float):
        return repr(value) if value - value == 0 else "null"
    if isinstance(value, dict):
        return "{" + ",".join([f"{_quoted(str(k))}:{json_text(v)}" for k, v in value.items()]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([json_text(part) for part in value]) + "]"
    return _quoted(str(value))


_count = 0
_changed = False


def touch():
    """Something that is shown may look different now."""
    global _changed
    _changed = True


def _same(one, other):
    try:
        return one is other or type(one) is type(other) and bool(one == other)
    except Exception:
        return False


class HasTraits:
    """Named values with defaults. `_own` names those of a class."""

    _own = {}
    _traits = {}

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls._traits = {**cls._traits, **cls.__dict__.get("_own", {})}

    def __init__(self, **options):
        global _count
        _count += 1
        self.__dict__.update(self._traits, _handlers={}, _held=None, _id=f"w{_count}")
        for name, value in options.items():
            if name in self._traits:
                self.__dict__[name] = self._checked(name, value)
            elif isinstance(getattr(type(self), name, None), property):
                setattr(self, name, value)
        self._settle(options)

    def _settle(self, options):
        """Makes the values agree that a new widget was given."""

    def _checked(self, name, value):
        check = getattr(self, "_check_" + name, None)
        return value if check is None else check(value)

    def __setattr__(self, name, value):
        if name in self._traits:
            self._put(name, self._checked(name, value))
        else:
            object.__setattr__(self, name, value)

    def _put(self, name, value):
        old = self.__dict__[name]
        if _same(old, value):
            return
        self.__dict__[name] = value
        touch()
        self._follow(name, old)
        self._tell(name, old, value)

    def _follow(self, name, old):
        """One value has changed: those that depend on it follow."""

    def _tell(self, name, old, new):
        if self._held is not None:
            first = self._held.get(name)
            self._held[name] = (old if first is None else first[0], new)
            return
        change = Change(name=name, old=old, new=new, owner=self, type="change")
        for handler in (*self._handlers.get(name, ()), *self._handlers.get(All, ())):
            handler(change)

    def observe(self, handler, names=All, type="change"):
        """Call `handler(change)` whenever one of these values changes."""
        for name in (names,) if isinstance(names, str) else names:
            handlers = self._handlers.setdefault(name, [])
            if handler not in handlers:
                handlers.append(handler)

    def unobserve(self, handler, names=All, type="change"):
        for name in (names,) if isinstance(names, str) else names:
            handlers = self._handlers.get(name, [])
            if handler in handlers:
                handlers.remove(handler)

    def unobserve_all(self, name=All):
        if name is All:
            self._handlers.clear()
        else:
            self._handlers.pop(name, None)

    def hold_trait_notifications(self):
        return _Hold(self)

    hold_sync = hold_trait_notifications

    def set_trait(self, name, value):
        if name not in self._traits:
            raise TraitError(f"Class {type(self).__name__} does not have a trait named {name}")
        setattr(self, name, value)

    def has_trait(self, name):
        return name in self._traits

    def trait_names(self):
        return list(self._traits)

    @property
    def keys(self):
        return sorted(self._traits)

    def _bad(self, name, expected, value):
        kind = type(self).__name__
        owner = ("an " if kind[0] in "AEIOU" else "a ") + kind
        raise TraitError(
            f"The {name!r} trait of {owner} instance expected {expected}, "
            f"not the {type(value).__name__} {value!r}."
        )

    def _text(self, name, value):
        if not isinstance(value, str):
            self._bad(name, "a unicode string", value)
        return value

    def _flag(self, name, value):
        if value in (0, 1) and isinstance(value, (bool, int, float)):
            return bool(value)
        return self._bad(name, "a boolean", value)

    def _shown_names(self):
        values = self.__dict__
        return sorted(n for n, default in self._traits.items() if not _same(values[n], default))

    def __repr__(self):
        names = self._shown_names()
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"


class _Hold:
    """Changes are told when the block has ended, each value once."""

    def __init__(self, widget):
        self.widget = widget

    def __enter__(self):
        self.outer = self.widget._held
        if self.outer is None:
            self.widget.__dict__["_held"] = {}

    def __exit__(self, *failure):
        if self.outer is None:
            held, self.widget.__dict__["_held"] = self.widget._held, None
            for name, (old, new) in held.items():
                if not _same(old, new):
                    self.widget._tell(name, old, new)


class Layout(HasTraits):
    """Sizes and places, as CSS names them."""

    _own = dict.fromkeys((
        "align_content", "align_items", "align_self", "border", "border_bottom", "border_left",
        "border_right", "border_top", "bottom", "display", "flex", "flex_flow", "grid_area",
        "grid_auto_columns", "grid_auto_flow", "grid_auto_rows", "grid_column", "grid_gap",
        "grid_row", "grid_template_areas", "grid_template_columns", "grid_template_rows", "height",
        "justify_content", "justify_items", "left", "margin", "max_height", "max_width",
        "min_height", "min_width", "object_fit", "object_position", "order", "overflow",
        "padding", "right", "top", "visibility", "width",
    ))


class Style(HasTraits):
    """Colours and letters."""

    _own = dict.fromkeys((
        "background", "bar_color", "button_color", "button_width", "description_width",
        "font_family", "font_size", "font_style", "font_variant", "font_weight", "handle_color",
        "text_color", "text_decoration",
    ))


class SliderStyle(Style):
    pass


class ButtonStyle(Style):
    pass


class DescriptionStyle(Style):
    pass


class CheckboxStyle(Style):
    pass


class ToggleButtonStyle(Style):
    pass


class ToggleButtonsStyle(Style):
    pass


class TextStyle(Style):
    pass


class LabelStyle(Style):
    pass


class HTMLStyle(Style):
    pass


class HTMLMathStyle(Style):
    pass


class ProgressStyle(Style):
    pass


class Widget(HasTraits):
    """Something the page shows; `_kind` is what it draws."""

    _own = {"_dom_classes": (), "tooltip": None, "tabbable": None}
    _kind = "none"
    _style = Style

    def _bag(self, name, kind):
        made = self.__dict__.get(name)
        if made is None:
            made = self.__dict__[name] = kind()
        return made

    def _set_bag(self, name, kind, value):
        if isinstance(value, dict):
            value = kind(**value)
        if value is not None and not isinstance(value, (Layout, Style)):
            self._bad(name[1:], f"a {kind.__name__} or a dict", value)
        self.__dict__[name] = value
        touch()

    @property
    def layout(self):
        return self._bag("_layout", Layout)

    @layout.setter
    def layout(self, value):
        self._set_bag("_layout", Layout, value)

    @property
    def style(self):
        return self._bag("_looks", self._style)

    @style.setter
    def style(self, value):
        self._set_bag("_looks", self._style, value)

    @property
    def model_id(self):
        return self._id

    def add_class(self, name):
        if name not in self._dom_classes:
            self._dom_classes += (name,)
        return self

    def remove_class(self, name):
        self._dom_classes = tuple(one for one in self._dom_classes if one != name)
        return self

    def focus(self):
        """The person keeps the place of the keyboard."""

    blur = focus

    def close(self):
        self.__dict__["_kind"] = "none"
        touch()

    def _shown_names(self):
        names = super()._shown_names()
        for name, bag in (("layout", "_layout"), ("style", "_looks")):
            made = self.__dict__.get(bag)
            if made is not None and made._shown_names():
                names.append(name)
        names.sort()
        if "_dom_classes" in names:
            names.remove("_dom_classes")
            names.append("_dom_classes")
        return names

    def _ipython_display_(self, **options):
        show(self)

    # What the page is told

    def _label(self):
        return self.__dict__.get("description") or ""

    def _facts(self):
        return {}

    def _children(self):
        return ()

    def _outputs(self):
        """Texts of outputs in the shape of a notebook file."""
        label = self._label()
        if "$" not in label:
            return ()
        return (json_text(display_data({"text/latex": label, "text/plain": label})),)

    def _from_page(self, values):
        """A person changed it to these texts, or pressed it."""


def display_data(data, metadata=None):
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def tree(widget):
    """A widget and what is in it, as the JSON text that `docs/formats.md` describes."""
    facts = widget._facts()
    if widget.__dict__.get("disabled"):
        facts["disabled"] = True
    if widget.tooltip:
        facts["tooltip"] = str(widget.tooltip)
    for name, bag in (("layout", "_layout"), ("style", "_looks")):
        made = widget.__dict__.get(bag)
        if made is not None:
            given = {n: str(made.__dict__[n]) for n in made._traits if made.__dict__[n] is not None}
            if given:
                facts[name] = given
    parts = [f'"kind":"{widget._kind}","id":"{widget._id}"']
    label = widget._label()
    if label:
        parts.append(f'"label":{_quoted(label)}')
    if facts:
        parts.append(f'"facts":{json_text(facts)}')
    if widget._kind != "none":
        children = widget._children()
        if children:
            parts.append(f'"children":[{",".join([tree(child) for child in children])}]')
        outputs = widget._outputs()
        if outputs:
            parts.append(f'"outputs":[{",".join(outputs)}]')
    return "{" + ",".join(parts) + "}"


# What is shown

_show, _clear = _ardoise.show, _ardoise.clear


class _Root:
    """A widget that a cell shows."""

    def __init__(self, widget, cell, run):
        global _count
        _count += 1
        self.widget, self.cell, self.run = widget, cell, run
        self.name = f"controls-{_count}"
        # As in Jupyter, the words beside stay those of the first look.
        self.plain = repr(widget)
        self.text = tree(widget)
        self.show(False)

    def show(self, replaces):
        _show([(MIME, self.text), ("text/plain", self.plain)], self.name, replaces)


_roots = []


def show(widget):
    """Shows a widget below the cell, or in the Output that is open."""
    if _open:
        _open[-1]._add_widget(widget)
        return
    cell, run = _ardoise.place()
    if cell is not None:
        # The cell runs anew: what it showed before is gone from the page.
        _roots[:] = [root for root in _roots if root.cell != cell or root.run == run][-_MOST_ROOTS:]
    _roots.append(_Root(widget, cell, run))


_flushed = 0.0
_rest = _BREATH


def flush(seconds=None):
    """Shows again what has changed."""
    global _changed, _flushed, _rest
    if not _changed:
        return
    _changed = False
    began = _ardoise.monotonic_ms()
    for root in _roots:
        text = tree(root.widget)
        if text != root.text:
            root.text = text
            root.show(True)
    _flushed = _ardoise.monotonic_ms()
    _rest = max(_BREATH, 5 * (_flushed - began))


sys._ardoise_pauses.append(flush)


def draw_waiting():
    """Figures and drawings that wait for the end of the cell are shown now."""
    for pause in tuple(sys._ardoise_pauses):
        if pause is not flush:
            pause(None)


def _find(widget, name, seen):
    if widget._id == name:
        return widget
    if widget._id not in seen:
        seen.add(widget._id)
        for child in (*widget._children(), *widget._inner()):
            found = _find(child, name, seen)
            if found is not None:
                return found
    return None


def _no_inner(self):
    return ()


# Widgets that are shown in it.
Widget._inner = _no_inner


def _interacted(name, values):
    if not name:
        # The memory is an older one than what the page shows.
        for root in _roots:
            root.text = None
        touch()
        return
    seen = set()
    for root in _roots:
        widget = _find(root.widget, name, seen)
        if widget is not None:
            # Shown again whatever comes of it: the page shows what the person did.
            touch()
            if not widget.__dict__.get("disabled"):
                widget._from_page(values)
            return


sys._ardoise_controls = _interacted


# Output

_open = []
# Which Output holds a display, by the display's name.
_holders = {}


def _routed_show(bundle, display_id=None, replaces=False):
    holder = _holders.get(display_id) if replaces and display_id is not None else None
    if holder is not None and holder._replace(display_id, bundle):
        return
    if _open and not replaces:
        _open[-1]._add_bundle(bundle, display_id)
    else:
        _show(bundle, display_id, replaces)


def _routed_clear(wait):
    if _open:
        _open[-1]._clear(wait)
    else:
        _clear(wait)


_ardoise.show, _ardoise.clear = _routed_show, _routed_clear


def _writer(name):
    def write(text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _open[-1]._write(name, text)
        return len(text)

    return write


_streams = ((sys.__stdout__, _writer("stdout"), _ardoise.write_out), (sys.__stderr__, _writer("stderr"), _ardoise.write_err))


class _Item:
    """One captured output."""

    def __init__(self, data, display_id=None, widget=None):
        self.data, self.display_id, self.widget = data, display_id, widget
        self.pieces = None
        self.json = None

    def as_dict(self):
        if self.pieces is not None:
            # There may be none yet.
            self.pieces[:] = ["".join(self.pieces)]
            self.data["text"] = self.pieces[0]
        return self.data

    def text(self):
        if self.widget is not None:
            inner = '{"output_type":"display_data","metadata":{},"data":{%s:%s}}'
            return inner % (_quoted(MIME), tree(self.widget))
        if self.json is None:
            self.json = json_text(self.as_dict())
        return self.json


class Output(Widget):
    """Shows what is printed and displayed while it is open: `with out: ...`."""

    _kind = "output"

    def __init__(self, **options):
        self.__dict__.update(_items=[], _clears=False, _length=0)
        super().__init__(**options)

    @property
    def outputs(self):
        return tuple(dict(item.as_dict()) for item in self._items)

    @outputs.setter
    def outputs(self, values):
        self._empty()
        for value in values:
            item = _Item(dict(value))
            if value.get("output_type") == "stream":
                item.pieces = ["".join(value.get("text", ""))]
            self._items.append(item)
        touch()

    def _shown_names(self):
        names = super()._shown_names()
        return sorted([*names, "outputs"]) if self._items else names

    def __enter__(self):
        if not _open:
            for stream, write, _ in _streams:
                stream.write = write
        _open.append(self)
        return self

    def __exit__(self, kind, exception, traceback):
        if exception is not None:
            self.show_exception(exception)
        _open.pop()
        if not _open:
            for stream, _, write in _streams:
                stream.write = write
        return exception is not None

    def show_exception(self, exception):
        name, message, lines, advice = _ardoise.failure(exception)
        error = {"output_type": "error", "ename": name, "evalue": message, "traceback": lines}
        if advice is not None:
            code, values, line, column = advice
            error["advice"] = {"code": code, "values": values}
            for key, number in (("line", line), ("column", column)):
                if number is not None:
                    error["advice"][key] = number
        self._add(_Item(error))

    def capture(self, clear_output=False, *clear_args, **clear_kwargs):
        """Decorator: what the function shows is shown here."""

        def decorated(function):
            def captured(*args, **options):
                if clear_output:
                    self.clear_output(*clear_args, **clear_kwargs)
                with self:
                    return function(*args, **options)

            captured.__name__ = getattr(function, "__name__", "captured")
            captured.__doc__ = function.__doc__
            captured.__wrapped__ = function
            return captured

        return decorated

    def clear_output(self, wait=False):
        self._clear(wait)

    def append_stdout(self, text):
        self._write("stdout", text)

    def append_stderr(self, text):
        self._write("stderr", text)

    def append_display_data(self, value):
        if isinstance(value, Widget):
            self._add_widget(value)
        else:
            pairs = sys._ardoise_bundle(value)
            if pairs is not None:
                self._add_bundle(pairs, None)

    # What the routes call

    def _empty(self):
        for item in self._items:
            _holders.pop(item.display_id, None)
        self.__dict__.update(_items=[], _clears=False, _length=0)

    def _clear(self, wait):
        if wait:
            self.__dict__["_clears"] = True
        else:
            self._empty()
            touch()

    def end_waiting(self):
        """Nothing came to take the place of what was to be cleared."""
        if self._clears:
            self._clear(False)

    def _add(self, item):
        if self._clears:
            self._empty()
        self._items.append(item)
        if len(self._items) > _MOST_ITEMS:
            _holders.pop(self._items.pop(0).display_id, None)
        touch()
        self._breathe()

    def _write(self, name, text):
        if not text:
            return
        last = self._items[-1] if self._items and not self._clears else None
        if last is None or last.pieces is None or last.data["name"] != name:
            last = _Item({"output_type": "stream", "name": name, "text": ""})
            last.pieces = []
            self._add(last)
        kept = text[: max(0, _MOST_TEXT - self._length)]
        if kept:
            last.pieces.append(kept)
            self.__dict__["_length"] += len(kept)
        if len(kept) < len(text):
            last.data["dropped"] = last.data.get("dropped", 0) + len(text) - len(kept)
        last.json = None
        touch()
        self._breathe()

    def _add_bundle(self, pairs, display_id):
        if display_id is not None:
            _holders[display_id] = self
        self._add(_Item(display_data(dict(pairs)), display_id))

    def _add_widget(self, widget):
        self._add(_Item(display_data({"text/plain": repr(widget)}), None, widget))

    def _replace(self, display_id, pairs):
        found = [item for item in self._items if item.display_id == display_id]
        for item in found:
            item.data, item.json = display_data(dict(pairs)), None
        if found:
            touch()
            self._breathe()
        return bool(found)

    def _breathe(self):
        if _ardoise.monotonic_ms() - _flushed > _rest:
            flush()

    def _outputs(self):
        return [item.text() for item in self._items]

    def _inner(self):
        return [item.widget for item in self._items if item.widget is not None]


# Values that go together

class link:
    """Two values that are always the same."""

    def __init__(self, source, target, transform=None):
        self.source, self.target = source, target
        self.busy = False
        self._set(target, getattr(source[0], source[1]))
        source[0].observe(self._forth, names=source[1])
        target[0].observe(self._back, names=target[1])

    def _set(self, end, value):
        if self.busy:
            return
        self.busy = True
        try:
            setattr(end[0], end[1], value)
        finally:
            self.busy = False

    def _forth(self, change):
        self._set(self.target, change["new"])

    def _back(self, change):
        self._set(self.source, change["new"])

    def unlink(self):
        self.source[0].unobserve(self._forth, names=self.source[1])
        self.target[0].unobserve(self._back, names=self.target[1])


class dlink:
    """A value that follows another one."""

    def __init__(self, source, target, transform=None):
        self.source, self.target = source, target
        self.transform = transform if transform is not None else lambda value: value
        self._follow({"new": getattr(source[0], source[1])})
        source[0].observe(self._follow, names=source[1])

    def _follow(self, change):
        setattr(self.target[0], self.target[1], self.transform(change["new"]))

    def unlink(self):
        self.source[0].unobserve(self._follow, names=self.source[1])
