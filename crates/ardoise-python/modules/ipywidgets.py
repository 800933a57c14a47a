"""Controls below a cell: sliders, choices, buttons, and functions that follow them."""

import sys

from ipywidgets._core import Output, Style, TraitError, Widget, dlink, link
from ipywidgets._controls import *
from ipywidgets._interact import *

__version__ = "8.1.0"
version_info = (8, 1, 0)

# There is no other side to link on.
jslink, jsdlink = link, dlink

# The names under which notebooks also look for them.
widgets = sys.modules["ipywidgets.widgets"] = sys.modules[__name__]
interaction = sys.modules["ipywidgets.widgets.interaction"] = sys.modules["ipywidgets._interact"]

_ABSENT = (
    "AppLayout", "Audio", "ColorsInput", "Controller", "DatetimePicker", "FileUpload", "FloatsInput", "GridspecLayout",
    "IntsInput", "NaiveDatetimePicker", "TagsInput", "TimePicker", "TwoByTwoLayout", "Video",
)


def __getattr__(name):
    if name in _ABSENT:
        raise AttributeError(f"the widget {name} is not part of Ardoise")
    raise AttributeError(f"module 'ipywidgets' has no attribute {name!r}")
