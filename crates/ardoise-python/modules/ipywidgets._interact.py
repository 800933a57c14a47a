"""`interact` and its kin: controls made from a function's arguments."""

from ipywidgets import _core
from ipywidgets._controls import (
    Button, Checkbox, Dropdown, FloatSlider, IntSlider, Text, ValueWidget, VBox,
)
from ipywidgets._core import Output, Widget, draw_waiting, show


class fixed:
    """An argument that has no control."""

    def __init__(self, value=None, **options):
        self.value = value

    def get_interact_value(self):
        return self.value


_EMPTY = object()


def _parameters(function):
    """Names, annotations and defaults of the arguments that can be named; whether any name will do."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    skipped = 0
    if hasattr(function, "__func__"):
        function, skipped = function.__func__, 1
    code = getattr(function, "__code__", None)
    if code is None:
        return _parameters_of_others(function)
    names = code.co_varnames[: code.co_argcount]
    defaults = dict(zip(reversed(names), reversed(function.__defaults__ or ())))
    defaults.update(function.__kwdefaults__ or {})
    own = names[getattr(code, "co_posonlyargcount", 0) :][skipped:]
    own += code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    notes = function.__annotations__
    found = [(name, notes.get(name, _EMPTY), defaults.get(name, _EMPTY)) for name in own]
    # The flag of `**names` in CPython's code objects.
    return found, bool(code.co_flags & 8)


def _parameters_of_others(function):
    import inspect

    found, any_name = [], False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            parts = (
                _EMPTY if part is parameter.empty else part
                for part in (parameter.annotation, parameter.default)
            )
            found.append((parameter.name, *parts))
        any_name = any_name or parameter.kind is parameter.VAR_KEYWORD
    return found, any_name


def _number(value):
    """A number as an int or a float, None for anything else."""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (str, bytes, complex)) or hasattr(value, "__len__"):
        return None
    for convert, name in ((int, "__index__"), (float, "__float__")):
        if hasattr(type(value), name):
            try:
                return convert(value)
            except (TypeError, ValueError):
                return None
    return None


def _bounds(low, high, value=None, step=None):
    """The range of a slider and where it stands, from what is known of them."""
    if low is None:
        if value > 0:
            low, high = -value, 3 * value
        elif value < 0:
            low, high = 3 * value, -value
        else:
            low, high = 0, 1
    elif value is None:
        middle = (high - low) / 2
        value = low + (int(middle) if isinstance(low, int) and isinstance(high, int) else middle)
    if step is not None:
        value = low + int((value - low) / step) * step
    if not low <= value <= high:
        raise ValueError(f"value must be between min and max (min={low}, value={value}, max={high})")
    return low, high, value


def _slider(low, high, value=None, step=None):
    if step is not None and step <= 0:
        raise ValueError(f"step must be >= 0, not {step}")
    low, high, value = _bounds(low, high, value, step)
    numbers = [number for number in (low, high, value, step) if number is not None]
    kind = IntSlider if all(isinstance(number, int) for number in numbers) else FloatSlider
    options = {} if step is None else {"step": step}
    return kind(value=value, min=low, max=high, **options)


class interactive(VBox):
    """The controls of a function's arguments, and what the function shows."""

    def __init__(self, f, options=None, /, *, _run=True, **abbreviations):
        super().__init__(_dom_classes=("widget-interact",))
        options = options or {}
        put = self.__dict__
        put.update(
            f=f, result=None, args=[], kwargs={},
            clear_output=options.get("clear_output", True),
            auto_display=options.get("auto_display", False),
            manual=options.get("manual", False),
        )
        found = self.find_abbreviations(abbreviations)
        self.signature_names = [name for name, _, _ in found]
        put["kwargs_widgets"] = self.widgets_from_abbreviations(found)
        controls = [w for w in self.kwargs_widgets if isinstance(w, Widget)]
        self.out = Output()
        if self.manual:
            self.manual_button = Button(description=options.get("manual_name", "Run Interact"))
            controls.append(self.manual_button)
        self.children = (*controls, self.out)
        if self.manual:
            self.manual_button.on_click(self.update)
            for widget in self.kwargs_widgets:
                # A text that is finished says to go.
                if isinstance(widget, Text):
                    widget.on_submit(self.update)
        else:
            for widget in self.kwargs_widgets:
                if isinstance(widget, Widget):
                    widget.observe(self.update, names="value")
            if _run:
                self.update()

    def _shown_names(self):
        return [name for name in ("children", "_dom_classes") if getattr(self, name)]

    def update(self, *args):
        """Calls the function with the values that the controls have."""
        if self.manual:
            self.manual_button.disabled = True
        try:
            with self.out:
                if self.clear_output:
                    self.out.clear_output(wait=True)
                self.kwargs = {w._argument: w.get_interact_value() for w in self.kwargs_widgets}
                self.result = self.f(**self.kwargs)
                draw_waiting()
                if self.auto_display and self.result is not None:
                    from IPython.display import display

                    display(self.result)
            self.out.end_waiting()
        finally:
            if self.manual:
                self.manual_button.disabled = False

    def find_abbreviations(self, kwargs):
        """Name, abbreviation and default of each argument."""
        kwargs = dict(kwargs)
        parameters, any_name = _parameters(self.f)
        found = []
        for name, note, default in parameters:
            value = kwargs.pop(name, note if note is not _EMPTY else default)
            if value is _EMPTY:
                raise ValueError(f"cannot find widget or abbreviation for argument: {name!r}")
            found.append((name, value, default))
        if any_name:
            found.extend((name, value, _EMPTY) for name, value in kwargs.items())
        return found

    def widgets_from_abbreviations(self, found):
        made = []
        for name, abbreviation, default in found:
            if isinstance(abbreviation, fixed):
                widget = abbreviation
            else:
                widget = self.widget_from_abbrev(abbreviation, default)
            if not isinstance(widget, (ValueWidget, fixed)):
                if widget is None:
                    raise ValueError(f"{abbreviation!r} cannot be transformed to a widget")
                raise TypeError(f"{widget!r} is not a ValueWidget")
            if not getattr(widget, "description", name):
                widget.description = name
            widget._argument = name
            made.append(widget)
        return made

    @classmethod
    def widget_from_abbrev(cls, abbreviation, default=_EMPTY):
        """The control that an abbreviation stands for, None when it stands for none."""
        if isinstance(abbreviation, (Widget, fixed)):
            return abbreviation
        if isinstance(abbreviation, tuple):
            widget = cls.widget_from_tuple(abbreviation)
        else:
            widget = cls.widget_from_single_value(abbreviation)
            if widget is not None:
                # A single value says itself where the control stands.
                return widget
            widget = cls.widget_from_iterable(abbreviation)
        if widget is not None and default is not _EMPTY:
            try:
                widget.value = default
            except Exception:
                # The default is none of the values that the abbreviation allows.
                pass
        return widget

    @staticmethod
    def widget_from_single_value(value):
        if isinstance(value, str):
            return Text(value=value)
        if isinstance(value, bool):
            return Checkbox(value=value)
        number = _number(value)
        return None if number is None else _slider(None, None, number)

    @staticmethod
    def widget_from_tuple(parts):
        if parts and all(isinstance(part, tuple) and len(part) == 2 for part in parts):
            return Dropdown(options=parts)
        numbers = [_number(part) for part in parts]
        if len(parts) not in (2, 3) or None in numbers:
            return None
        low, high, step = (*numbers, None)[:3]
        return _slider(low, high, None, step)

    @staticmethod
    def widget_from_iterable(parts):
        if not hasattr(type(parts), "__iter__"):
            return None
        return Dropdown(options=parts)


def interactive_output(f, controls):
    """An Output with what the function shows for the values of these controls, by argument."""
    out = Output()

    def update(change=None):
        with out:
            out.clear_output(wait=True)
            f(**{name: control.value for name, control in controls.items()})
            draw_waiting()
        out.end_waiting()

    for control in controls.values():
        control.observe(update, names="value")
    update()
    return out


_OPTIONS = {"manual": False, "auto_display": True, "clear_output": True, "manual_name": "Run Interact"}


class _Interact:
    """What `interact` is: called with a function, or before one as a decorator."""

    def __init__(self, options):
        self.opts = options

    def widget(self, f):
        """The controls of a function, not shown."""
        return interactive(f, self.opts)

    def __call__(self, f=None, /, **abbreviations):
        # `@interact(x=...)`, and options given in the call as older notebooks do.
        options = {n[2:]: abbreviations.pop(n) for n in list(abbreviations) if n[:2] == "__" and n[2:] in _OPTIONS}
        if options:
            return self.options(**options)(f, **abbreviations)
        if f is None:
            return lambda function: self(function, **abbreviations)
        widget = interactive(f, self.opts, _run=False, **abbreviations)
        # Shown before the function runs: what takes its time is seen to begin.
        show(widget)
        if not widget.manual:
            widget.update()
        _core.flush()
        try:
            f.widget = widget
        except AttributeError:
            return lambda *args, **named: f(*args, **named)
        return f

    def options(self, **options):
        for name in options:
            if name not in _OPTIONS:
                raise ValueError(f"invalid option {name!r}")
        return _Interact({**self.opts, **options})


interact = _Interact(_OPTIONS)
interact_manual = interact.options(manual=True, manual_name="Run Interact")

__all__ = ["fixed", "interact", "interact_manual", "interactive", "interactive_output"]
