"""What a kernel's interpreter needs before the first cell: imports, streams, input, display.

Run once when the interpreter starts. Everything here reaches the host through `_ardoise`. It must
import nothing that has to be fetched.
"""

import builtins
import sys
import _ardoise
import _codecs
import _io
from _frozen_importlib import ModuleSpec


# What Python's own modules import and seldom use: these imports wait until they are used.
LATE_IMPORTS = {
    "annotationlib": ("ast",),
    "dataclasses": ("inspect", "annotationlib"),
    "inspect": ("ast", "dis", "tokenize"),
    "traceback": ("codeop", "tokenize", "textwrap", "_colorize"),
    "unittest.case": ("difflib", "pprint"),
    "unittest.main": ("argparse",),
}


class ArdoiseFinder:
    """Finds the modules of the list and loads them from source, one by one."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        package = _ardoise.find_module(name)
        if package is None:
            spec = NotebookFinder.find_spec(name)
            if spec is not None:
                return spec
            reason = _ardoise.absence(name)
            if reason is not None and name not in sys.builtin_module_names:
                raise ModuleNotFoundError(f"No module named {name!r} ({reason})", name=name)
            return None
        origin = "/python/" + name.replace(".", "/") + ("/__init__.py" if package else ".py")
        spec = ModuleSpec(name, ArdoiseFinder, origin=origin, is_package=package)
        if package:
            spec.submodule_search_locations.append("/python/" + name.replace(".", "/"))
        return spec

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        name = module.__spec__.name
        module.__file__ = module.__spec__.origin
        source = ArdoiseFinder.get_data(name)
        for late in LATE_IMPORTS.get(name, ()):
            line = f"\nimport {late}\n".encode()
            source = source.replace(line, f"\n{late} = __late__({late!r})\n".encode())
            module.__late__ = Late
        code = compile(source, module.__spec__.origin, "exec", dont_inherit=True)
        exec(code, module.__dict__)

    @staticmethod
    def get_data(name):
        source = _ardoise.module_source(name)
        if source is None:
            raise ImportError(f"the module {name!r} could not be loaded; is the network gone?", name=name)
        return source

    @staticmethod
    def get_source(name):
        return str(ArdoiseFinder.get_data(name), "utf-8")

    @staticmethod
    def is_package(name):
        return bool(_ardoise.find_module(name))


class NotebookFinder:
    """Finds modules among the notebook's own files; what Python brings comes before them."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in sys.builtin_module_names:
            return None
        if not _ardoise.files_wait() and "_ardoise_files" not in sys.modules:
            return None
        from _ardoise_files import module_path

        found = module_path(name)
        if found is None:
            return None
        origin, package = found
        spec = ModuleSpec(name, NotebookFinder, origin=origin, is_package=package)
        if package:
            spec.submodule_search_locations.append(origin.rpartition("/")[0])
        return spec

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        module.__file__ = module.__spec__.origin
        with open(module.__file__, "rb") as file:
            code = compile(file.read(), module.__file__, "exec", dont_inherit=True)
        exec(code, module.__dict__)


sys.meta_path.insert(0, ArdoiseFinder)


def find_codec(name):
    """Encodings that the engine does not know by itself."""
    from _ardoise_codecs import find

    return find(name)


_codecs.register(find_codec)
sys.path[:] = []


class Stream(_io._TextIOBase):
    encoding = "utf-8"
    errors = "strict"
    newlines = None
    closed = False
    mode = "w"

    def __init__(self, name, write):
        self.name = name
        # On the object, so that print() calls it without a Python frame in between.
        self.write = write

    def writable(self):
        return True

    def isatty(self):
        return False

    def flush(self):
        pass

    def close(self):
        pass

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class Keyboard(_io._TextIOBase):
    encoding = "utf-8"
    errors = "strict"
    newlines = None
    closed = False
    mode = "r"
    name = "<stdin>"

    def readable(self):
        return True

    def isatty(self):
        return False

    def close(self):
        pass

    def readline(self, size=-1):
        answer = _ardoise.answer("", False)
        return "" if answer is None else answer + "\n"

    def read(self, size=-1):
        return "".join(self.readlines())

    def readlines(self, hint=-1):
        return list(iter(self.readline, ""))

    def __iter__(self):
        return iter(self.readline, "")


sys.stdout = sys.__stdout__ = Stream("<stdout>", _ardoise.write_out)
sys.stderr = sys.__stderr__ = Stream("<stderr>", _ardoise.write_err)
sys.stdin = sys.__stdin__ = Keyboard()


# Functions that show what waits to be shown: called with the seconds of a pause before Python
# sleeps or asks, and with None when a cell has ended.
PAUSES = sys._ardoise_pauses = []


def pause(seconds=None):
    for show in tuple(PAUSES):
        show(seconds)


def input(prompt="", /):
    """Read a string from the keyboard. The trailing newline is stripped."""
    pause(0)
    answer = _ardoise.answer(str(prompt), False)
    if answer is None:
        raise EOFError("EOF when reading a line")
    return answer


builtins.input = input


def open(*args, **options):
    """Open a file of the kernel's memory and return a stream."""
    import _ardoise_files

    builtins.open = _ardoise_files.open
    return _ardoise_files.open(*args, **options)


builtins.open = open


def files(ended):
    """Has the file system take in what the page laid down or, when a run has ended, report what the
    run changed. Before it is in use, what was laid down waits for it."""
    system = sys.modules.get("_ardoise_files")
    if system is not None:
        system.exchange(ended)


def help(*values):
    """Print what is known about a function, a class, a module or a value."""
    from _ardoise_help import help

    if values:
        help(*values)
    else:
        print("help(x): x is a function, a class, a module or a value.")


builtins.help = help


class Late:
    """A module that is imported when it is first used."""

    def __init__(self, name):
        self.__dict__["late_name"] = name

    def __getattr__(self, name):
        return getattr(__import__(self.__dict__["late_name"], None, None, ["*"]), name)

REPRESENTATIONS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_latex_", "text/latex"),
    ("_repr_json_", "application/json"),
)


def content(data):
    """A representation as the text a bundle holds."""
    if isinstance(data, str):
        return data
    if isinstance(data, (bytes, bytearray)):
        import binascii

        return binascii.b2a_base64(bytes(data), newline=False).decode("ascii")
    import json

    return json.dumps(data)


FUNCTION = type(content)


def arguments(code, function):
    """A function's arguments as they were written, as `inspect.signature` shows them."""
    names, notes = list(code.co_varnames), function.__annotations__
    count, only = code.co_argcount, code.co_posonlyargcount
    named = function.__kwdefaults__ or {}
    defaults = dict(zip(reversed(names[:count]), reversed(function.__defaults__ or ())))
    defaults.update(named)

    def written(name, stars=""):
        text, equals = stars + name, "="
        if name in notes:
            note = notes[name]
            text += f": {note.__name__ if isinstance(note, type) else repr(note)}"
            equals = " = "
        return f"{text}{equals}{defaults[name]!r}" if name in defaults else text

    parts = [written(name) for name in names[:count]]
    if only:
        parts.insert(only, "/")
    rest = names[count : count + code.co_kwonlyargcount]
    more = names[count + len(rest) :]
    if code.co_flags & 4:
        parts.append(written(more.pop(0), "*"))
    elif rest:
        parts.append("*")
    parts += [written(name) for name in rest]
    if code.co_flags & 8:
        parts.append(written(more.pop(0), "**"))
    text = f"({', '.join(parts)})"
    if "return" in notes:
        note = notes["return"]
        text += f" -> {note.__name__ if isinstance(note, type) else repr(note)}"
    return text


def plain(value):
    """A value in words: its repr; a function is shown with its arguments, as IPython does."""
    if type(value) is not FUNCTION:
        return repr(value)
    return f"<function {value.__module__}.{value.__qualname__}{arguments(value.__code__, value)}>"


def bundle(value):
    """The formats in which a value is shown: pairs of MIME type and text, or None."""
    kind = type(value)
    if kind in (int, str, float, bool, list, dict, tuple, set) or isinstance(value, type):
        return [("text/plain", repr(value))]
    own = getattr(value, "_ipython_display_", None)
    if callable(own):
        own()
        return None
    found = {}
    whole = getattr(value, "_repr_mimebundle_", None)
    if callable(whole):
        data = whole()
        if isinstance(data, tuple):
            data = data[0]
        if data:
            found.update((mime, content(part)) for mime, part in data.items())
    for name, mime in REPRESENTATIONS:
        if mime in found:
            continue
        method = getattr(value, name, None)
        if callable(method):
            data = method()
            if isinstance(data, tuple):
                data = data[0]
            if data is not None:
                found[mime] = content(data)
    if "text/plain" not in found:
        found["text/plain"] = plain(value)
    return list(found.items())


def entered(names, count, source):
    """Keeps a cell's text under the names that IPython gives it: `In[3]`, `_i`, `_i3`."""
    texts = names.setdefault("In", [""])
    names.setdefault("Out", {})
    # A variable of the notebook may have taken the name.
    if isinstance(texts, list):
        texts.extend([""] * (count + 1 - len(texts)))
        texts[count] = source
    names["_i"] = names[f"_i{count}"] = source


def resulted(names, count, value):
    """Keeps a cell's value: `_`, `__`, `___`, `_3`, `Out[3]`."""
    values = names.get("Out")
    if value is values and values is not None:
        return
    for newer, older in (("__", "___"), ("_", "__")):
        if newer in names:
            names[older] = names[newer]
    names["_"] = names[f"_{count}"] = value
    if isinstance(values, dict):
        values[count] = value


# Does what a person did to a control; set by the module that makes controls.
sys._ardoise_controls = None


def interacted(control, values):
    """Gives a control its new value, or presses it, as the page says."""
    if sys._ardoise_controls is not None:
        sys._ardoise_controls(control, values)


def display(*values, **options):
    """Show values as rich outputs. See `IPython.display.display`."""
    from IPython.display import display

    return display(*values, **options)


builtins.display = display


def get_ipython():
    """The notebook's commands, as IPython has them."""
    from IPython import get_ipython

    return get_ipython()


builtins.get_ipython = get_ipython
sys.argv = [""]
sys._ardoise_bundle = bundle
