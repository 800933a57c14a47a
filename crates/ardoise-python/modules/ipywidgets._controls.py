"""The controls: sliders, fields, choices, buttons, texts, pictures, and the boxes around them."""

from ipywidgets._core import (
    ButtonStyle, CheckboxStyle, DescriptionStyle, HTMLMathStyle, HTMLStyle, LabelStyle, Layout,
    ProgressStyle, SliderStyle, TextStyle, ToggleButtonsStyle, ToggleButtonStyle, TraitError, Widget,
    display_data, json_text,
)

DOMWidget = CoreWidget = Widget


def _given(**values):
    return {name: value for name, value in values.items() if value is not None}


class ValueWidget(Widget):
    """A widget with a value."""

    _own = {"value": None}

    def get_interact_value(self):
        return self.value

    def _shown_names(self):
        names = super()._shown_names()
        return ["value", *(name for name in names if name != "value")]


class DescriptionWidget(Widget):
    """A widget with a label."""

    _own = {"description": "", "description_allow_html": False, "disabled": False}
    _style = DescriptionStyle

    def _check_description(self, value):
        return self._text("description", value)

    def _check_disabled(self, value):
        return self._flag("disabled", value)


class _Control(ValueWidget, DescriptionWidget):
    _own = {**ValueWidget._traits, **DescriptionWidget._traits}


# Numbers

def _whole(self, name, value):
    try:
        if isinstance(value, (list, tuple, dict)) or value is None:
            raise TypeError
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return self._bad(name, "an int", value)


def _real(self, name, value):
    try:
        if isinstance(value, (list, tuple, dict)) or value is None:
            raise TypeError
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return self._bad(name, "a float", value)


class _Number(_Control):
    _own = {"value": 0}
    _number = _whole

    def __init__(self, value=None, **options):
        super().__init__(**_given(value=value), **options)

    def _check_value(self, value):
        return self._number("value", value)


class _Bounded(_Number):
    """A number between two others."""

    _own = {"min": 0, "max": 100, "step": 1}

    def __init__(self, value=None, min=None, max=None, step=None, **options):
        super().__init__(value, **_given(min=min, max=max, step=step), **options)

    def _settle(self, options):
        if self.min > self.max:
            raise TraitError("setting max < min")
        self.__dict__["value"] = self._check_value(self.value)

    def _check_value(self, value):
        value = self._number("value", value)
        return min(max(value, self.min), self.max)

    def _checked(self, name, value):
        # Bounds that come together are looked at together, in `_settle`.
        if name == "value" and "_held" in self.__dict__ and not self.__dict__.get("_ready"):
            return self._number("value", value)
        return super()._checked(name, value)

    def _check_min(self, value):
        value = self._number("min", value)
        if self.__dict__.get("_ready") and value > self.max:
            raise TraitError("setting min > max")
        return value

    def _check_max(self, value):
        value = self._number("max", value)
        if self.__dict__.get("_ready") and value < self.min:
            raise TraitError("setting max < min")
        return value

    def _check_step(self, value):
        if value is None:
            return None
        value = self._number("step", value)
        if value <= 0:
            raise TraitError("setting step <= 0")
        return value

    def _follow(self, name, old):
        if name in ("min", "max"):
            self.value = self.value

    def _facts(self):
        return {"value": self.value, "min": self.min, "max": self.max, "step": self.step}

    def _from_page(self, values):
        self.value = self._number("value", values[0])


class _Ready:
    """Comes first among the bases of what looks at its bounds one by one once it is made."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.__dict__["_ready"] = True


class _Slider:
    """What sliders have beside their numbers."""

    _looks_own = {
        "orientation": "horizontal", "readout": True, "readout_format": "d", "continuous_update": True,
        "behavior": "drag-tap",
    }

    def _facts(self):
        facts = super()._facts()
        facts["format"] = self.readout_format
        for name, usual in (("readout", True), ("continuous_update", True), ("orientation", "horizontal")):
            if getattr(self, name) != usual:
                facts[name] = getattr(self, name)
        return facts


class IntSlider(_Ready, _Slider, _Bounded):
    _own = {**_Bounded._traits, **_Slider._looks_own}
    _kind = "slider"
    _style = SliderStyle


class FloatSlider(_Ready, _Slider, _Bounded):
    _own = {**_Bounded._traits, **_Slider._looks_own, "value": 0.0, "min": 0.0, "max": 100.0, "step": 0.1, "readout_format": ".2f"}
    _kind = "slider"
    _style = SliderStyle
    _number = _real


class FloatLogSlider(_Ready, _Slider, _Bounded):
    """A slider for powers: `min`, `max` and `step` are exponents of `base`."""

    _own = {**_Bounded._traits, **_Slider._looks_own, "value": 1.0, "min": 0.0, "max": 4.0, "step": 0.1, "base": 10.0, "readout_format": ".3g"}
    _kind = "slider"
    _style = SliderStyle
    _number = _real

    def _check_value(self, value):
        value = self._number("value", value)
        return min(max(value, self.base**self.min), self.base**self.max)

    def _facts(self):
        import math

        facts = super()._facts()
        facts["value"] = math.log(self.value) / math.log(self.base) if self.value > 0 else self.min
        facts["base"] = self.base
        return facts

    def _from_page(self, values):
        self.value = self.base ** float(values[0])


class _Range(_Slider, _Bounded):
    """Two numbers between two others."""

    _own = {**_Bounded._traits, **_Slider._looks_own, "value": None}
    _kind = "range"
    _style = SliderStyle

    def _settle(self, options):
        if self.min > self.max:
            raise TraitError("setting max < min")
        if self.value is None:
            width = self.max - self.min
            pair = (self.min + width * 0.25, self.min + width * 0.75)
            self.__dict__["value"] = tuple(self._number("value", part) for part in pair)
        else:
            self.__dict__["value"] = self._check_value(self.value)

    def _checked(self, name, value):
        if name == "value" and not self.__dict__.get("_ready"):
            return value
        return super()._checked(name, value)

    def _check_value(self, value):
        if not isinstance(value, (list, tuple)) or len(value) != 2:
            self._bad("value", "a tuple of two numbers", value)
        lower, upper = (self._number("value", part) for part in value)
        if lower > upper:
            raise TraitError("setting lower > upper")
        return min(max(lower, self.min), self.max), min(max(upper, self.min), self.max)

    @property
    def lower(self):
        return self.value[0]

    @lower.setter
    def lower(self, value):
        self.value = (value, self.value[1])

    @property
    def upper(self):
        return self.value[1]

    @upper.setter
    def upper(self, value):
        self.value = (self.value[0], value)

    def _from_page(self, values):
        first, second = (self._number("value", part) for part in values[:2])
        self.value = (min(first, second), max(first, second))


class IntRangeSlider(_Ready, _Range):
    pass


class FloatRangeSlider(_Ready, _Range):
    _own = {"min": 0.0, "max": 100.0, "step": 0.1, "readout_format": ".2f"}
    _number = _real


class IntText(_Number):
    _own = {"step": 1, "continuous_update": False}
    _kind = "number"

    def _facts(self):
        facts = {"value": self.value, "step": self.step}
        if self.continuous_update:
            facts["continuous_update"] = True
        return facts

    def _from_page(self, values):
        self.value = self._number("value", values[0])


class FloatText(IntText):
    _own = {"value": 0.0, "step": None}
    _number = _real


class BoundedIntText(_Ready, _Bounded):
    _own = {"continuous_update": False}
    _kind = "number"

    def _facts(self):
        facts = super()._facts()
        if self.continuous_update:
            facts["continuous_update"] = True
        return facts


class BoundedFloatText(BoundedIntText):
    _own = {"value": 0.0, "min": 0.0, "max": 100.0, "step": None}
    _number = _real


class Play(_Ready, _Bounded):
    """Counts up by itself."""

    _own = {"interval": 100, "playing": False, "repeat": False, "show_repeat": True}
    _kind = "play"

    def _facts(self):
        facts = super()._facts()
        facts.update(interval=self.interval, playing=self.playing, repeat=self.repeat)
        return facts

    def _from_page(self, values):
        self.playing = values[1] == "playing"
        if values[0]:
            self.value = int(values[0])


class _Progress(_Ready, _Bounded):
    _own = {"bar_style": "", "orientation": "horizontal"}
    _kind = "progress"
    _style = ProgressStyle

    def _facts(self):
        facts = super()._facts()
        del facts["step"]
        if self.bar_style:
            facts["look"] = self.bar_style
        return facts

    def _from_page(self, values):
        pass


class IntProgress(_Progress):
    pass


class FloatProgress(_Progress):
    _own = {"value": 0.0, "min": 0.0, "max": 100.0}
    _number = _real


# Yes or no

class _Flag(_Control):
    _own = {"value": False}

    def __init__(self, value=None, **options):
        super().__init__(**_given(value=value), **options)

    def _check_value(self, value):
        return False if value is None else self._flag("value", value)

    def _facts(self):
        return {"value": self.value}

    def _from_page(self, values):
        self.value = values[0] == "true"


class Checkbox(_Flag):
    _own = {"indent": True}
    _kind = "check"
    _style = CheckboxStyle


class ToggleButton(_Flag):
    _own = {"button_style": "", "icon": ""}
    _kind = "toggle"
    _style = ToggleButtonStyle

    def _facts(self):
        return {"value": self.value, **_looks(self)}


class Valid(_Flag):
    _own = {"readout": "Invalid"}
    _kind = "valid"

    def _facts(self):
        return {"value": self.value, "text": self.readout}

    def _from_page(self, values):
        pass


def _looks(self):
    facts = {}
    if self.button_style:
        facts["look"] = self.button_style
    if self.icon:
        facts["icon"] = self.icon
    return facts


class Button(DescriptionWidget):
    """Calls functions when it is pressed."""

    _own = {"button_style": "", "icon": ""}
    _kind = "button"
    _style = ButtonStyle

    def __init__(self, **options):
        self.__dict__["_pressed"] = []
        super().__init__(**options)
        self.style

    def on_click(self, callback, remove=False):
        if remove:
            if callback in self._pressed:
                self._pressed.remove(callback)
        elif callback not in self._pressed:
            self._pressed.append(callback)

    def click(self):
        for callback in tuple(self._pressed):
            callback(self)

    def _shown_names(self):
        names = super()._shown_names()
        return names if "style" in names else sorted([*names, "style"])

    def _facts(self):
        return _looks(self)

    def _from_page(self, values):
        self.click()


# Texts

class _String(_Control):
    _own = {"value": "", "placeholder": "\u200b"}

    def __init__(self, value=None, **options):
        super().__init__(**_given(value=value), **options)

    def _check_value(self, value):
        return "" if value is None else self._text("value", value)

    def _facts(self):
        facts = {"value": self.value}
        if self.placeholder != "\u200b":
            facts["placeholder"] = str(self.placeholder)
        return facts


class Text(_String):
    _own = {"continuous_update": True}
    _kind = "text"
    _style = TextStyle

    def __init__(self, value=None, **options):
        self.__dict__["_submits"] = []
        super().__init__(value, **options)

    def on_submit(self, callback, remove=False):
        if remove:
            if callback in self._submits:
                self._submits.remove(callback)
        else:
            self._submits.append(callback)

    def _facts(self):
        facts = super()._facts()
        if not self.continuous_update:
            facts["continuous_update"] = False
        return facts

    def _from_page(self, values):
        self.value = values[0]
        if values[1:] == ["submit"]:
            for callback in tuple(self._submits):
                callback(self)


class Textarea(Text):
    _own = {"rows": None}
    _kind = "area"

    def _facts(self):
        facts = super()._facts()
        if self.rows is not None:
            facts["rows"] = self.rows
        return facts


class Password(Text):
    _kind = "password"

    def _shown_names(self):
        return [name for name in super()._shown_names() if name != "value"]


class Combobox(Text):
    """A text with proposals."""

    _own = {"options": (), "ensure_option": False}

    def _check_options(self, value):
        return tuple(self._text("options", part) for part in value)

    def _facts(self):
        return {**super()._facts(), "options": list(self.options)}

    def _from_page(self, values):
        if not self.ensure_option or values[0] in self.options:
            super()._from_page(values)


class Label(_String):
    _kind = "label"
    _style = LabelStyle

    def _facts(self):
        return {"text": self.value}

    def _shown(self):
        """The formats of the text where it is more than plain."""
        if "$" in self.value:
            return {"text/latex": self.value, "text/plain": self.value}
        return None

    def _outputs(self):
        shown = self._shown()
        return () if shown is None else (json_text(display_data(shown)),)


class HTML(Label):
    _style = HTMLStyle

    def _facts(self):
        return {}

    def _shown(self):
        return {"text/html": self.value, "text/plain": self.value}


class HTMLMath(HTML):
    _style = HTMLMathStyle

    def _shown(self):
        # Markdown lets HTML through and knows formulas.
        return {"text/markdown": self.value, "text/plain": self.value}


class ColorPicker(_Control):
    _own = {"value": "black", "concise": False}
    _kind = "color"

    def _check_value(self, value):
        return self._text("value", value)

    def _facts(self):
        return {"value": self.value}

    def _from_page(self, values):
        self.value = values[0]


class DatePicker(_Control):
    _own = {"min": None, "max": None, "step": 1}
    _kind = "date"

    def _check_value(self, value):
        import datetime

        if isinstance(value, datetime.datetime):
            value = value.date()
        if value is not None and not isinstance(value, datetime.date):
            self._bad("value", "a date", value)
        return value

    def _shown_names(self):
        return ["value", *(name for name in super()._shown_names() if name != "value"), "step"]

    def _facts(self):
        dates = {"value": self.value, "min": self.min, "max": self.max}
        return {name: date.isoformat() for name, date in dates.items() if date is not None}

    def _from_page(self, values):
        import datetime

        try:
            self.value = datetime.date.fromisoformat(values[0]) if values[0] else None
        except ValueError:
            pass


_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "svg+xml": "image/svg+xml", "svg": "image/svg+xml"}


class Image(ValueWidget):
    """A picture from bytes."""

    _own = {"value": b"", "format": "png", "width": "", "height": ""}
    _kind = "label"

    def __init__(self, value=None, **options):
        super().__init__(**_given(value=value), **options)

    @classmethod
    def from_file(cls, filename, **options):
        with open(filename, "rb") as file:
            value = file.read()
        end = str(filename).rpartition(".")[2].lower()
        options.setdefault("format", end if end in _PICTURES else "png")
        return cls(value=value, **options)

    @classmethod
    def from_url(cls, url, **options):
        raise ValueError("a notebook has no network here: give the bytes of the picture")

    def _check_value(self, value):
        if not isinstance(value, (bytes, bytearray, memoryview)):
            self._bad("value", "a bytes object", value)
        return bytes(value)

    def _check_width(self, value):
        return str(value)

    _check_height = _check_width

    def _outputs(self):
        mime = _PICTURES.get(self.format, "image/png")
        if mime == "image/svg+xml":
            content = self.value.decode("utf-8", "replace")
        else:
            import binascii

            content = binascii.b2a_base64(self.value, newline=False).decode("ascii")
        sizes = {name: int(getattr(self, name)) for name in ("width", "height") if getattr(self, name).isdigit()}
        return (json_text(display_data({mime: content}, {mime: sizes})),)


# Choices

def _options(given):
    """Labels and values of options: a dictionary, pairs, or values that are their own labels."""
    if isinstance(given, dict):
        pairs = list(given.items())
    else:
        parts = tuple(given)
        if parts and all(isinstance(part, (list, tuple)) and len(part) == 2 for part in parts):
            pairs = parts
        else:
            pairs = [(part, part) for part in parts]
    return tuple(str(label) for label, _ in pairs), tuple(value for _, value in pairs)


def _place(values, wanted):
    for at, value in enumerate(values):
        try:
            if value is wanted or value == wanted:
                return at
        except Exception:
            continue
    return None


_KEEP = object()


class _Selection(_Control):
    """One of several."""

    _own = {"options": (), "index": None, "label": None}
    _first = 0

    def __init__(self, *, options=(), value=_KEEP, index=_KEEP, label=_KEEP, **others):
        self.__dict__.update(_labels=(), _values=())
        super().__init__(options=options, **others)
        at = self._first if self._labels else None
        if value is not _KEEP:
            at = self._at_value(value)
        elif index is not _KEEP:
            at = self._check_index(index)
        elif label is not _KEEP:
            at = self._at_label(label)
        self._set_place(at)

    def _check_options(self, given):
        if not isinstance(given, dict):
            given = tuple(given)
        self.__dict__["_labels"], self.__dict__["_values"] = _options(given)
        return given

    def _at_value(self, value):
        at = _place(self._values, value)
        if at is None and value is not None:
            raise TraitError("Invalid selection: value not found")
        return at

    def _at_label(self, label):
        if label is None:
            return None
        if label not in self._labels:
            raise TraitError("Invalid selection: label not found")
        return self._labels.index(label)

    def _check_index(self, index):
        if index is not None and not 0 <= index < len(self._labels):
            raise TraitError("Invalid selection: index out of bounds")
        return index

    def _read(self, at):
        return (None, None) if at is None else (self._labels[at], self._values[at])

    def _set_place(self, at):
        label, value = self._read(at)
        self.__dict__.update(index=at, label=label, value=value)

    def __setattr__(self, name, value):
        if name == "options":
            old = self.options
            new = self._check_options(value)
            self.__dict__["options"] = new
            # What may hold the same options has them at other places.
            self._move(self._start(), ("label", "value", "index"))
            self._changed_options(old, new)
        elif name == "index":
            self._move(self._check_index(value), ("label", "value", "index"))
        elif name == "value":
            self._move(self._at_value(value), ("label", "index", "value"))
        elif name == "label":
            self._move(self._at_label(value), ("value", "index", "label"))
        else:
            super().__setattr__(name, value)

    def _start(self):
        return self._first if self._labels else None

    def _changed_options(self, old, new):
        if old != new:
            from ipywidgets._core import touch

            touch()
            self._tell("options", old, new)

    def _move(self, at, names):
        before = {name: self.__dict__[name] for name in names}
        self._set_place(at)
        from ipywidgets._core import _same, touch

        touch()
        for name in names:
            now = self.__dict__[name]
            if not _same(before[name], now):
                self._tell(name, before[name], now)

    def _shown_names(self):
        names = [n for n in super()._shown_names() if n not in ("label", "value", "options")]
        if self.index == self._first and "index" in names:
            names.remove("index")
        return sorted([*names, "options", "value"])

    def _facts(self):
        return {"options": list(self._labels), "index": self.index}

    def _from_page(self, values):
        self.index = int(values[0]) if values else None


class Dropdown(_Selection):
    _kind = "choice"


class Select(_Selection):
    _own = {"rows": 5}
    _kind = "list"

    def _facts(self):
        return {**super()._facts(), "rows": self.rows}


class RadioButtons(_Selection):
    _own = {"orientation": "vertical"}
    _kind = "radio"


class ToggleButtons(_Selection):
    _own = {"tooltips": (), "icons": (), "button_style": ""}
    _kind = "toggles"
    _style = ToggleButtonsStyle

    def _check_tooltips(self, value):
        return tuple(value)

    _check_icons = _check_tooltips

    def _facts(self):
        facts = super()._facts()
        if self.button_style:
            facts["look"] = self.button_style
        if self.tooltips:
            facts["tooltips"] = [str(text) for text in self.tooltips]
        return facts


class SelectionSlider(_Selection):
    _own = {"orientation": "horizontal", "readout": True, "continuous_update": True}
    _kind = "slider"
    _style = SliderStyle

    def __init__(self, **options):
        super().__init__(**options)
        if not self._labels:
            raise TraitError("options must be nonempty")

    def _facts(self):
        facts = {"labels": list(self._labels), "value": self.index, "min": 0, "max": len(self._labels) - 1, "step": 1}
        for name, usual in (("readout", True), ("continuous_update", True), ("orientation", "horizontal")):
            if getattr(self, name) != usual:
                facts[name] = getattr(self, name)
        return facts


class SelectMultiple(_Selection):
    """Several of several; value, index and label are tuples."""

    _own = {"rows": 5}
    _kind = "many"
    _first = ()

    def _start(self):
        return ()

    def _at_value(self, value):
        places = [_place(self._values, part) for part in value]
        if None in places:
            raise TraitError("Invalid selection: value not found")
        return tuple(places)

    def _at_label(self, label):
        if any(part not in self._labels for part in label):
            raise TraitError("Invalid selection: label not found")
        return tuple(self._labels.index(part) for part in label)

    def _check_index(self, index):
        if not all(0 <= at < len(self._labels) for at in index):
            raise TraitError("Invalid selection: index out of bounds")
        return tuple(index)

    def _read(self, at):
        places = at or ()
        return tuple(self._labels[one] for one in places), tuple(self._values[one] for one in places)

    def _set_place(self, at):
        super()._set_place(at or ())

    def _facts(self):
        return {"options": list(self._labels), "index": list(self.index), "rows": self.rows}

    def _from_page(self, values):
        self.index = tuple(int(value) for value in values)


class SelectionRangeSlider(SelectMultiple):
    """From one option to another one."""

    _own = {"orientation": "horizontal", "readout": True, "continuous_update": True}
    _kind = "range"
    _style = SliderStyle

    def __init__(self, **options):
        super().__init__(**options)
        if not self._labels:
            raise TraitError("options must be nonempty")
        if len(self.index) != 2:
            self._set_place((0, 0))

    def _facts(self):
        return {"labels": list(self._labels), "value": list(self.index), "min": 0, "max": len(self._labels) - 1, "step": 1}

    def _from_page(self, values):
        self.index = tuple(sorted(int(value) for value in values[:2]))


# Boxes

class Box(Widget):
    """Widgets side by side."""

    _own = {"children": (), "box_style": ""}
    _kind = "row"

    def __init__(self, children=(), **options):
        super().__init__(children=children, **options)

    def _check_children(self, value):
        children = tuple(value)
        for child in children:
            if not isinstance(child, Widget):
                kind = type(self).__name__
                raise TraitError(
                    f"The 'children' trait of {'an' if kind[0] in 'AEIOU' else 'a'} {kind} instance contains "
                    f"an Instance of a TypedTuple which expected a Widget, not the {type(child).__name__} {child!r}."
                )
        return children

    def _children(self):
        return self.children


class HBox(Box):
    pass


class VBox(Box):
    _kind = "column"


class GridBox(Box):
    _kind = "grid"


class _Pages(Box):
    """Widgets of which one is seen at a time."""

    _own = {"titles": (), "selected_index": None}

    def __init__(self, children=(), **options):
        super().__init__(children, **options)

    def _check_titles(self, value):
        return tuple(str(title) for title in value)

    def _check_selected_index(self, value):
        if value is not None and not 0 <= value < len(self.children):
            raise TraitError("Invalid selection: index out of bounds")
        return value

    def _settle(self, options):
        self.__dict__["titles"] = self._titles()

    def _titles(self):
        count = len(self.children)
        return (self.titles + ("",) * count)[:count]

    def _follow(self, name, old):
        if name == "children":
            self.titles = self._titles()
            if self.selected_index is not None and self.selected_index >= len(self.children):
                self.selected_index = None

    def set_title(self, index, title):
        titles = list(self.titles)
        titles[index] = title
        self.titles = titles

    def get_title(self, index):
        return self.titles[index]

    def _facts(self):
        return {"titles": list(self.titles), "index": self.selected_index}

    def _from_page(self, values):
        self.selected_index = int(values[0]) if values else None


class Tab(_Pages):
    _kind = "tabs"

    def _settle(self, options):
        super()._settle(options)
        if self.selected_index is None and self.children:
            self.__dict__["selected_index"] = 0

    def _follow(self, name, old):
        super()._follow(name, old)
        if name == "children" and self.selected_index is None and self.children:
            self.selected_index = 0


class Accordion(_Pages):
    _kind = "accordion"


class Stack(_Pages):
    _kind = "stack"

    def _from_page(self, values):
        pass


__all__ = [
    "Accordion", "BoundedFloatText", "BoundedIntText", "Box", "Button", "ButtonStyle", "Checkbox", "ColorPicker",
    "Combobox", "CoreWidget", "DOMWidget", "DatePicker", "Dropdown", "FloatLogSlider", "FloatProgress",
    "FloatRangeSlider", "FloatSlider", "FloatText", "GridBox", "HBox", "HTML", "HTMLMath", "Image", "IntProgress",
    "IntRangeSlider", "IntSlider", "IntText", "Label", "Layout", "Password", "Play", "RadioButtons", "Select",
    "SelectMultiple", "SelectionRangeSlider", "SelectionSlider", "SliderStyle", "Stack", "Tab", "Text", "Textarea",
    "ToggleButton", "ToggleButtons", "ToggleButtonsStyle", "VBox", "Valid", "ValueWidget",
]
