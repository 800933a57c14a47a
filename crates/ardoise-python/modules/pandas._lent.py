"""Functions of numpy that give a Series or a DataFrame for one: `np.sqrt(series)`, `np.round(frame)`.

Our arrays know nothing of tables: from the import of pandas on, these names of numpy look at what they are given
first. A numpy that asks the tables itself (`__array_ufunc__`) is left alone.
"""
import numpy as np

from pandas._common import Table
from pandas._data import quiet
from pandas._frame import DataFrame
from pandas._series import Series

_ELEMENTWISE = """
sqrt exp log log10 log2 log1p expm1 sin cos tan arcsin arccos arctan sinh cosh tanh floor ceil rint trunc sign square
absolute isnan isfinite isinf deg2rad rad2deg radians degrees negative reciprocal cbrt logical_not
add subtract multiply divide true_divide power maximum minimum fmax fmin floor_divide remainder mod arctan2 hypot
logical_and logical_or logical_xor greater greater_equal less less_equal equal not_equal
""".split()
_METHODS = "round cumsum cumprod clip".split()
_ARRAYS = ["array", "asarray", "unique"]
_WHOLE = "mean sum std var min max median prod".split() + _ARRAYS


class ufunc:
    """A function of numpy on each column of a table."""

    def __init__(self, native):
        self._native = native
        self.__name__ = native.__name__

    def __call__(self, *args, **options):
        for x in args:
            if isinstance(x, Table):
                return _spread(self._native, args, options)
        return self._native(*args, **options)

    def __getattr__(self, name):
        return getattr(self._native, name)

    def __repr__(self):
        return repr(self._native)


def _spread(native, args, options):
    table = next((x for x in args if isinstance(x, DataFrame)), None)
    with quiet:
        if table is not None:
            cols = [native(*[x._c[i] if isinstance(x, DataFrame) else x for x in args], **options)
                    for i in range(len(table._c))]
            return DataFrame._make(cols, table.columns, table.index)
        table = next(x for x in args if isinstance(x, Table))
        columns = [x._v if isinstance(x, Table) else x for x in args]
        return Series._make(native(*columns, **options), table.index, table.name)


def _method(name, native):
    def function(a, *args, **options):
        if isinstance(a, Table):
            return getattr(a, name)(*args, **options)
        return native(a, *args, **options)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = native.__doc__
    return function


def _whole(name, native):
    def function(a, *args, **options):
        if isinstance(a, Table):
            if name in _ARRAYS or name == "median":
                a = a.values
            else:
                # As numpy has it: the table's own method, which leaves out what is missing.
                if name in ("std", "var"):
                    options.setdefault("ddof", 0)
                elif a.ndim == 2 and not args and name not in ("sum", "prod"):
                    options.setdefault("axis", None)
                return getattr(a, name)(*args, **options)
        return native(a, *args, **options)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = native.__doc__
    return function


def _native(name):
    """A function of numpy; one whose part of numpy is not there yet is fetched when it is called."""
    here = np.__dict__.get(name)
    if here is not None:
        return here
    found = []

    def later(*args, **options):
        if not found:
            ours = np.__dict__.pop(name)
            found.append(getattr(np, name))
            setattr(np, name, ours)
        return found[0](*args, **options)
    return later


def lend():
    for name in _ELEMENTWISE:
        if name in np.__dict__:
            setattr(np, name, ufunc(np.__dict__[name]))
    np.abs = np.absolute
    for name in _METHODS:
        setattr(np, name, _method(name, _native(name)))
    for name in _WHOLE:
        setattr(np, name, _whole(name, _native(name)))
    # An operator with an array or a number of numpy on its left is the table's.
    Table.__array_ufunc__ = None
    Series.__array_ufunc__ = None
    DataFrame.__array_ufunc__ = None


if not hasattr(np.ndarray, "__array_ufunc__"):
    lend()
