"""The finders and loaders there are."""

import sys

from _frozen_importlib import BuiltinImporter, FrozenImporter, ModuleSpec

SOURCE_SUFFIXES = [".py"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


class _Absent:
    """Python code lies in no files here."""

    def __init__(self, *args, **options):
        raise ImportError("modules are not loaded from files here")


class SourceFileLoader(_Absent):
    pass


class SourcelessFileLoader(_Absent):
    pass


class ExtensionFileLoader(_Absent):
    pass


class FileFinder(_Absent):
    pass


class PathFinder(_Absent):
    pass


class NamespaceLoader(_Absent):
    pass


def all_suffixes():
    """Return a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES
