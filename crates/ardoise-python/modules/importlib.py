"""Importing by name. Modules come from one place only, so this is the small part of it."""

import sys

import _frozen_importlib as _bootstrap
from _frozen_importlib import __import__

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]


def invalidate_caches():
    """Nothing about where modules lie is kept."""


def import_module(name, package=None):
    """Import a module; `package` anchors a relative name."""
    level = len(name) - len(name.lstrip("."))
    if level and not package:
        raise TypeError(
            f"the 'package' argument is required to perform a relative import for {name!r}"
        )
    return _bootstrap._gcd_import(name[level:], package, level)


def reload(module):
    """Run a module's code again in its namespace."""
    try:
        name = module.__spec__.name
    except AttributeError:
        raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    module.__spec__.loader.exec_module(module)
    return sys.modules[name]
