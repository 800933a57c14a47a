"""Lines of source by file name: of cells, and of modules loaded from the list."""

import _ardoise

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    entry = cache.get(filename)
    return entry[2] if entry else updatecache(filename, module_globals)


def updatecache(filename, module_globals=None):
    source = _source(filename)
    if source is None:
        return []
    lines = [line + "\n" for line in source.split("\n")]
    cache[filename] = (len(source), None, lines, filename)
    return lines


def _source(filename):
    source = _ardoise.cell_source(filename)
    if source is None and filename.startswith("/python/") and filename.endswith(".py"):
        name = filename[len("/python/"):-len(".py")].replace("/", ".").removesuffix(".__init__")
        if _ardoise.find_module(name) is not None:
            data = _ardoise.module_source(name)
            source = None if data is None else str(data, "utf-8", "replace")
    return source


def clearcache():
    cache.clear()


def checkcache(filename=None):
    """A cell run again has another file name, so nothing grows old."""


def lazycache(filename, module_globals):
    return False


def _getlines_from_code(code):
    return getlines(code.co_filename)


def _getline_from_code(code, lineno):
    return getline(code.co_filename, lineno)


def _register_code(code, string, name):
    cache[name] = (len(string), None, [line + "\n" for line in string.split("\n")], name)
