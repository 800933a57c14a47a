"""Functions of numpy that give a Series or a DataFrame for one: `np.sqrt(series)`, `np.round(frame)`.

Our arrays know nothing of tables: from the import of pandas on, these names of numpy look at what they are given
first. A numpy that asks the tables itself (`__array_ufunc__`) is left alone.
"""
import numpy as np

from pandas._common import Table
from pandas._data import quiet
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
    from pandas._frame import DataFrame
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
        if isinstance(a, Series) and name not in _ARRAYS and name != "median":
            # As numpy has it: the table's own method, which leaves out what is missing.
            if name in ("std", "var"):
                options.setdefault("ddof", 0)
            return getattr(a, name)(*args, **options)
        if isinstance(a, Table) and a.ndim == 2:
            if name in _ARRAYS or name == "median":
                a = a.values
            elif name in ("std", "var"):
                return getattr(a, name)(ddof=options.pop("ddof", 0), *args, **options)
            else:
                return getattr(a, name)(*(args or (() if "axis" in options or name == "prod" else (
                    0 if name == "sum" else None,))), **options)
        elif isinstance(a, Series) and name in _ARRAYS:
            a = a.values
        return native(a, *args, **options)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = native.__doc__
    return function


def lend():
    for name in _ELEMENTWISE:
        setattr(np, name, ufunc(getattr(np, name)))
    np.abs = np.absolute
    for name in _METHODS:
        setattr(np, name, _method(name, getattr(np, name)))
    for name in _WHOLE:
        setattr(np, name, _whole(name, getattr(np, name)))
    # An operator with an array or a number of numpy on its left is the table's.
    Table.__array_ufunc__ = None
    Series.__array_ufunc__ = None
    from pandas._frame import DataFrame
    DataFrame.__array_ufunc__ = None


if not isinstance(np.sqrt(Series([1.0])), Series):
    lend()
