"""What the notebook runs on: Ardoise's own Python, the same everywhere."""

import sys


def system():
    return "Ardoise"


def node():
    return "ardoise"


def release():
    return ""


version = processor = release


def machine():
    return "wasm32"


def platform(aliased=False, terse=False):
    return "Ardoise-wasm32"


def architecture(executable=None, bits="", linkage=""):
    return ("32bit", "")


def python_version():
    return ".".join(str(part) for part in sys.version_info[:3])


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_implementation():
    return "RustPython"


def python_compiler():
    return "rustc"


def python_build():
    return ("", "")


def uname():
    return (system(), node(), release(), version(), machine())
