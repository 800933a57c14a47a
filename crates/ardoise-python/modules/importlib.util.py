"""Finding modules without importing them."""

import sys

from _frozen_importlib import _find_spec, _init_module_attrs, module_from_spec, spec_from_loader

__all__ = ["find_spec", "module_from_spec", "resolve_name", "spec_from_loader"]


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith("."):
        return name
    level = len(name) - len(name.lstrip("."))
    base = package.rsplit(".", level - 1)[0]
    return f"{base}.{name[level:]}" if name[level:] else base


def find_spec(name, package=None):
    """Return the spec of a module, or None."""
    name = resolve_name(name, package)
    if name in sys.modules:
        return getattr(sys.modules[name], "__spec__", None)
    parent = name.rpartition(".")[0]
    path = __import__(parent, fromlist=["__path__"]).__path__ if parent else None
    try:
        return _find_spec(name, path)
    except ModuleNotFoundError:
        return None
