"""The options of pandas: `set_option`, `get_option`, `options.display.max_rows`."""

OPTIONS = {
    "display.max_rows": 60, "display.min_rows": 10, "display.max_columns": 20, "display.width": 80,
    "display.precision": 6, "display.float_format": None, "display.max_colwidth": 50,
    "display.show_dimensions": "truncate", "display.max_seq_items": 100, "display.notebook_repr_html": True,
    "display.expand_frame_repr": True, "display.large_repr": "truncate", "display.colheader_justify": "right",
    "display.multi_sparse": True, "display.html.border": 1, "display.max_info_columns": 100,
    "display.max_info_rows": 1690785, "display.chop_threshold": None, "display.date_dayfirst": False,
    "display.date_yearfirst": False, "display.encoding": "utf-8", "display.unicode.east_asian_width": False,
    "display.max_categories": 8, "display.html.use_mathjax": True, "display.memory_usage": True,
    "mode.chained_assignment": "warn", "mode.copy_on_write": False, "mode.use_inf_as_na": False,
    "plotting.backend": "matplotlib", "future.no_silent_downcasting": False, "future.infer_string": False,
    "compute.use_numexpr": True,
}
_FIRST = dict(OPTIONS)


class OptionError(AttributeError, KeyError):
    def __str__(self):
        return self.args[0]


OptionError.__module__ = "pandas.errors"


def _key(name):
    if name in OPTIONS:
        return name
    found = [k for k in OPTIONS if name.lower() in k]
    if not found:
        raise OptionError("No such keys(s): %r" % name)
    if len(found) > 1:
        exact = [k for k in found if k.endswith("." + name)]
        if len(exact) == 1:
            return exact[0]
        raise OptionError("Pattern matched multiple keys")
    return found[0]


def get_option(name):
    return OPTIONS[_key(name)]


def set_option(*pairs):
    if not pairs or len(pairs) % 2:
        raise ValueError("Must provide an even number of non-keyword arguments")
    for name, value in zip(pairs[::2], pairs[1::2]):
        OPTIONS[_key(name)] = value


def reset_option(name):
    for k in OPTIONS if name == "all" else [k for k in OPTIONS if name in k]:
        OPTIONS[k] = _FIRST[k]


def describe_option(name="", _print_desc=True):
    for k in OPTIONS:
        if name in k:
            print("%s : [default: %s] [currently: %s]" % (k, _FIRST[k], OPTIONS[k]))


class option_context:
    def __init__(self, *pairs):
        self._pairs = pairs

    def __enter__(self):
        self._old = [(n, get_option(n)) for n in self._pairs[::2]]
        set_option(*self._pairs)

    def __exit__(self, *exc):
        for name, value in self._old:
            set_option(name, value)


class Options:
    def __init__(self, prefix=""):
        object.__setattr__(self, "_prefix", prefix)

    def __getattr__(self, name):
        key = self._prefix + name
        if key in OPTIONS:
            return OPTIONS[key]
        if any(k.startswith(key + ".") for k in OPTIONS):
            return Options(key + ".")
        raise OptionError("No such option")

    def __setattr__(self, name, value):
        key = self._prefix + name
        if key not in OPTIONS:
            raise OptionError("You can only set the value of existing options")
        OPTIONS[key] = value

    def __dir__(self):
        return [k[len(self._prefix):].split(".")[0] for k in OPTIONS if k.startswith(self._prefix)]


options = Options()
