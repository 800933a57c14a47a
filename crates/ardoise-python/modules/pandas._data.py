"""Columns: one-dimensional arrays of one kind, what is missing in them, and how they compute.

A column is a numpy array (bool, int, float, complex, object) or an `Extension`: dates, durations
(`pandas._dates`) and categories (`pandas._category`). Nothing here knows labels.
"""
import functools
import operator

import numpy as np

nan = float("nan")
_ndarray = np.ndarray


class _Quiet:
    """Within it, numpy divides by zero without a word."""

    def __init__(self):
        self._open = []

    def __enter__(self):
        state = np.errstate(all="ignore")
        state.__enter__()
        self._open.append(state)

    def __exit__(self, *exc):
        self._open.pop().__exit__(*exc)


quiet = _Quiet()


class NAType:
    def __repr__(self):
        return "<NA>"

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")

    def __hash__(self):
        return 1 << 61

    def _self(self, *other):
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _self
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __neg__ = __abs__ = __pow__ = __mod__ = _self


class NaTType:
    """The date that is missing."""

    value = -1 << 63

    def __repr__(self):
        return "NaT"

    def __hash__(self):
        return 7

    def _self(self, *other, **named):
        return self

    def _false(self, other):
        return False

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __neg__ = _self
    floor = ceil = round = normalize = replace = tz_localize = _self
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = _false

    def __ne__(self, other):
        return True

    def strftime(self, pattern):
        return "NaT"

    isoformat = __str__ = __repr__

    def __getattr__(self, name):
        if name in ("year", "month", "day", "hour", "minute", "second", "days", "dayofweek", "quarter"):
            return nan
        raise AttributeError("'NaTType' object has no attribute %r" % name)


NA, NaT = NAType(), NaTType()


def is_na(value):
    """Whether one value is missing."""
    if value is None or value is NaT or value is NA:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return False


class Extension:
    """A column that numpy has no kind for; subclasses give `_pick`, `dtype`, `isna` and `tolist`."""

    ndim = 1

    @property
    def shape(self):
        return (len(self),)

    size = property(lambda self: len(self))

    def __iter__(self):
        return iter(self.tolist())

    def __array__(self, dtype=None, copy=None):
        return objects(self.tolist())


class Kind:
    """The dtype of an extension; `code` is what it is called in `repr`."""

    def __init__(self, name, kind, code=None):
        self.name, self.kind, self._code = name, kind, code

    def __str__(self):
        return self.name

    def __repr__(self):
        return "dtype('%s')" % self._code if self._code else self.name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return str(other) in (self.name, self._code) or isinstance(other, str) and other == self.kind + "8[ns]"

    type = object


OBJECT = np.dtype(object)
FLOAT = np.dtype(float)
INT = np.dtype(int)
BOOL = np.dtype(bool)
DATES = Kind("datetime64[ns]", "M", "<M8[ns]")
DELTAS = Kind("timedelta64[ns]", "m", "<m8[ns]")


def objects(values):
    """A list as an array of objects, whatever is in it."""
    array = np.empty(len(values), dtype=object)
    kinds = set(map(type, values))
    if kinds & {list, tuple, dict, set} or any(hasattr(k, "__len__") and k is not str for k in kinds):
        for i, value in enumerate(values):
            array[i] = value
    elif len(values):
        array[:] = values
    return array


_NUMBERS = {int: "i", float: "f", bool: "b", type(None): "n", np.int64: "i", np.float64: "f", np.bool_: "b",
            complex: "c", NAType: "n", np.int32: "i", np.float32: "f"}


def infer(values):
    """The column of a list: the narrowest kind that holds all its values."""
    if not len(values):
        return np.empty(0, dtype=object)
    kinds = set(map(type, values))
    letters = {_NUMBERS.get(k, "O") for k in kinds}
    if letters == {"i"}:
        try:
            return np.array(values, dtype=np.int64)
        except OverflowError:
            return objects(values)
    if letters == {"f"} or letters == {"f", "i"}:
        return np.array(values, dtype=float)
    if letters == {"b"}:
        return np.array(values, dtype=bool)
    if letters <= {"f", "i", "n"} and ("f" in letters or "i" in letters):
        if NAType in kinds:
            return objects(values)
        return np.array([nan if v is None else v for v in values], dtype=float)
    if letters <= {"c", "f", "i"}:
        return np.array(values, dtype=complex)
    if "O" in letters and str not in kinds:
        names = {k.__name__ for k in kinds}
        if names & {"Timestamp", "datetime", "Timedelta", "timedelta", "NaTType", "datetime64"} and not names & {
                "date", "int", "list", "dict", "tuple"}:
            from pandas._dates import from_scalars
            column = from_scalars(values)
            if column is not None:
                return column
    return objects(values)


def column(values, dtype=None):
    """A column of whatever holds values: a column, Series, Index, list, range, iterator."""
    inner = getattr(values, "_v", None)
    if inner is not None:
        values = inner
    if isinstance(values, Extension):
        pass
    elif isinstance(values, _ndarray):
        if values.ndim != 1:
            if values.ndim == 0:
                values = values.reshape(1)
            else:
                raise ValueError("Data must be 1-dimensional, got ndarray of shape %s instead" % (values.shape,))
        if values.dtype.kind == "U":
            values = objects(values.tolist())
        elif values.dtype.kind == "O" and dtype is None:
            values = soften(values)
        elif values.dtype.kind in "Mm":
            from pandas._dates import from_numpy
            values = from_numpy(values)
    elif isinstance(values, range):
        values = np.arange(values.start, values.stop, values.step)
    else:
        if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
            values = [values]
        if not isinstance(values, list):
            values = list(values)
        if dtype is not None and len(values) and target(dtype) is OBJECT:
            return objects(values)
        values = infer(values)
        if not len(values) and dtype is not None:
            return cast(values, dtype)
    return values if dtype is None else cast(values, dtype)


def soften(array):
    """An array of objects as dates where it holds dates only; else as it is."""
    if len(array) and type(array[0]).__name__ in ("Timestamp", "datetime", "Timedelta", "timedelta"):
        return infer(array.tolist())
    return array


def target(dtype):
    """What a person may write for a dtype, as a numpy dtype, a `Kind` or a categorical dtype."""
    if isinstance(dtype, Kind):
        return dtype
    if isinstance(dtype, str):
        if dtype == "category":
            from pandas._category import CategoricalDtype
            return CategoricalDtype()
        if dtype[:10] == "datetime64":
            return DATES
        if dtype[:11] == "timedelta64":
            return DELTAS
        if dtype in ("string", "str", "O", "string[python]"):
            return OBJECT if dtype == "O" else "str"
        if dtype in ("boolean",) or dtype[:3] in ("Int", "Flo", "UIn") and dtype[0].isupper():
            return Kind(dtype, "n")
    elif dtype is str:
        return "str"
    elif dtype is object:
        return OBJECT
    elif hasattr(dtype, "categories") or type(dtype).__name__ == "CategoricalDtype":
        return dtype
    try:
        kind = np.dtype(dtype)
    except TypeError:
        raise TypeError("data type %r not understood" % (dtype,)) from None
    return "str" if kind.kind == "U" else kind


def cast(values, dtype, errors="raise"):
    """The column as another dtype.

    Raises ValueError or TypeError as pandas words them."""
    kind = target(dtype)
    if errors == "ignore":
        try:
            return cast(values, dtype)
        except (ValueError, TypeError):
            return values
    if hasattr(kind, "categories"):
        from pandas._category import Categorical
        return Categorical(values, dtype=kind)
    if isinstance(kind, Kind):
        if kind.kind == "n":
            return _nullable(values, kind)
        if values.dtype == kind:
            return values.copy()
        from pandas import _dates
        return _dates.cast(values, kind)
    if kind == "str":
        if hasattr(values, "_texts"):
            return objects(values._texts())
        return objects([v if isinstance(v, str) else str(v) for v in listed(values)])
    if isinstance(values, Extension):
        if kind is OBJECT or kind == OBJECT:
            return objects(values.tolist())
        if hasattr(values, "_cast"):
            return values._cast(kind)
        return cast(infer(values.tolist()), dtype)
    if kind == OBJECT:
        return objects(values.tolist())
    if kind.kind in "iu":
        if values.dtype.kind == "f":
            if not bool(np.isfinite(values).all()):
                raise _int_casting()
        elif values.dtype.kind == "O":
            return np.array([int(v) if v is not None else _none() for v in values.tolist()], dtype=kind)
    elif kind.kind == "f" and values.dtype.kind == "O":
        return np.array([nan if v is None else _float(v) for v in values.tolist()], dtype=kind)
    elif kind.kind == "b" and values.dtype.kind == "O":
        return np.array([bool(v) for v in values.tolist()], dtype=bool)
    return values.astype(kind)


def _float(value):
    if value is NaT or value is NA:
        raise TypeError("float() argument must be a string or a real number, not %r" % type(value).__name__)
    return float(value)


def _none():
    raise TypeError("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")


class IntCastingNaNError(ValueError):
    pass


IntCastingNaNError.__module__ = "pandas.errors"


def _int_casting():
    return IntCastingNaNError("Cannot convert non-finite values (NA or inf) to integer")


def _nullable(values, kind):
    gone = missing(values)
    if kind.name[0] in "IU":
        as_kind = int
        for v in listed(values):
            if not is_na(v) and int(v) != float(v):
                raise TypeError("cannot safely cast non-equivalent %s to int64" % (
                    values.dtype if not gone.any() else "object"))
    else:
        as_kind = bool if kind.name == "boolean" else float
    return Masked([NA if g else as_kind(v) for v, g in zip(listed(values), gone.tolist())], kind)


class Masked(Extension):
    """Whole numbers or truths among which some are missing: Int64, Float64, boolean."""

    def __init__(self, values, kind):
        self._o, self.dtype = values if isinstance(values, _ndarray) else objects(values), kind

    def __len__(self):
        return len(self._o)

    def __getitem__(self, key):
        got = self._o[key]
        return Masked(got, self.dtype) if isinstance(got, _ndarray) else got

    def __setitem__(self, key, value):
        self._o[key] = NA if not hasattr(value, "__len__") and is_na(value) else value

    def tolist(self):
        return self._o.tolist()

    def isna(self):
        return np.array([v is NA for v in self._o.tolist()], dtype=bool)

    def copy(self):
        return Masked(self._o.copy(), self.dtype)

    def _pick(self, at, gone):
        values = objects(self._o[at].tolist())
        values[gone] = NA
        return Masked(values, self.dtype)

    def _plain(self):
        """As an ordinary column, missing values as NaN."""
        return infer([nan if v is NA else v for v in self._o.tolist()])

    def _cast(self, kind):
        if kind.kind in "iu" and self.isna().any():
            raise ValueError("cannot convert NA to integer")
        return cast(self._plain(), kind)

    def _binary(self, name, other, flip):
        if isinstance(other, Masked):
            other = other._o
        gone = self.isna()
        values = self._plain()
        if isinstance(other, _ndarray) and other.dtype.kind == "O":
            gone = gone | missing(other)
            other = infer([nan if v is NA else v for v in other.tolist()])
        result = binary(name, other, values) if flip else binary(name, values, other)
        kind = {"b": "boolean", "f": "Float64", "i": "Int64"}[result.dtype.kind]
        whole = kind == "Float64" and self.dtype.kind == "n" and self.dtype.name[0] == "I" and name not in ("truediv",)
        if whole and (not hasattr(other, "dtype") and isinstance(other, int) or getattr(other, "dtype", 0) == INT):
            kind = "Int64"
        made = {"boolean": bool, "Float64": float, "Int64": int}[kind]
        return Masked([NA if g else made(v) for v, g in zip(result.tolist(), gone.tolist())], Kind(kind, "n"))

    def _reduced(self):
        return self._plain()


def listed(values):
    """The values as a list of Python's own."""
    return values.tolist()


def missing(values):
    """An array of truths: where a value is missing."""
    if isinstance(values, Extension):
        return values.isna()
    kind = values.dtype.kind
    if kind == "f" or kind == "c":
        return np.isnan(values)
    if kind == "O":
        return np.array([v is None or v is NaT or v is NA or (type(v) is not str and is_na(v))
                         for v in values.tolist()], dtype=bool)
    return np.zeros(len(values), dtype=bool)


def pick(values, at):
    """The values at positions; -1 stands for a missing one."""
    if not isinstance(at, _ndarray):
        at = np.array(at, dtype=np.int64)
    gone = at < 0
    if not gone.any():
        return values[at]
    if isinstance(values, Extension):
        return values._pick(at, gone) if len(values) else values._pick(at[:0], gone[:0])
    if not len(values):
        return np.full(len(at), nan) if values.dtype.kind in "iuf" else objects([nan] * len(at))
    kind = values.dtype.kind
    if kind == "b":
        values = values.astype(object)
    elif kind in "iu":
        values = values.astype(float)
    result = values[at]
    result[gone] = nan
    return result


def full(n, value):
    """A column that repeats one value."""
    kind = type(value)
    if kind in _NUMBERS and value is not None and value is not NA:
        return np.full(n, value)
    if kind is str or value is None:
        array = np.empty(n, dtype=object)
        if n:
            array[:] = [value] * n
        return array
    return infer([value] * n)


def join(columns):
    """Columns one below the other, of the kind that holds them all."""
    filled = [c for c in columns if len(c)] or columns[:1]
    if len(columns) == 1:
        return columns[0].copy()
    kinds = {str(c.dtype) for c in filled}
    first = filled[0]
    if len(kinds) == 1 or all(isinstance(c, _ndarray) and c.dtype.kind in "iuf" for c in filled):
        if isinstance(first, Extension):
            if hasattr(first, "_joined"):
                return first._joined(filled)
            return Masked([v for c in filled for v in c.tolist()], first.dtype)
        return np.concatenate(filled)
    values = [v for c in filled for v in listed(c)]
    if not any(isinstance(c, Extension) for c in filled):
        letters = {c.dtype.kind for c in filled}
        if letters <= set("iufO") and any(letters & set("iuf")):
            if "O" in letters and all(v is None for c in filled if c.dtype.kind == "O" for v in c.tolist()):
                return np.array([nan if v is None else v for v in values], dtype=float)
        return objects(values)
    return infer(values)


def factorize(values, sort=False, dropna=True):
    """Codes (an array; -1 for missing) and the list of distinct values, in order of appearance or sorted."""
    seen = {}
    items = listed(values)
    if isinstance(values, _ndarray) and values.dtype.kind in "iub":
        codes = [seen.setdefault(v, len(seen)) for v in items]
    else:
        gone = missing(values)
        if gone.any():
            codes = []
            add = codes.append
            for v, g in zip(items, gone.tolist()):
                if g:
                    add(-1 if dropna else seen.setdefault(_GONE, len(seen)))
                else:
                    add(seen.setdefault(v, len(seen)))
        else:
            codes = [seen.setdefault(v, len(seen)) for v in items]
    uniques = list(seen)
    codes = np.array(codes, dtype=np.int64)
    if sort and len(uniques) > 1:
        order = sort_order(uniques)
        if order != list(range(len(order))):
            rank = np.empty(len(order) + 1, dtype=np.int64)
            rank[np.array(order)] = np.arange(len(order))
            rank[len(order)] = -1
            codes = rank[codes]
            uniques = [uniques[i] for i in order]
    return codes, [nan if u is _GONE else u for u in uniques]


class _Gone:
    pass


_GONE = _Gone()


def sort_order(items):
    """The positions that sort a list without missing values (only `_GONE` goes last)."""
    last = [i for i, v in enumerate(items) if v is _GONE]
    rest = [i for i, v in enumerate(items) if v is not _GONE] if last else range(len(items))
    try:
        return sorted(rest, key=items.__getitem__) + last
    except TypeError:
        if any(isinstance(v, tuple) for v in items):
            return sorted(rest, key=lambda i: tuple(
                (0, x) if isinstance(x, (int, float)) else (1, str(x)) for x in items[i])) + last
        if all(isinstance(items[i], (int, float, str)) for i in rest):
            return sorted(rest, key=lambda i: (isinstance(items[i], str), items[i])) + last
        raise


def order(values, ascending=True, na_last=True):
    """The positions that sort a column, stable, missing ones at the end (or the start)."""
    gone = missing(values)
    keys = values._keys() if hasattr(values, "_keys") else values
    if gone.any():
        at = np.nonzero(~gone)[0]
        lost = np.nonzero(gone)[0]
        keys = keys[at]
    else:
        at = None
    if not ascending:
        keys = keys[::-1]
    if isinstance(keys, _ndarray) and keys.dtype.kind != "O":
        by = np.argsort(keys, kind="stable")
    else:
        items = listed(keys)
        by = np.array(sorted(range(len(items)), key=items.__getitem__), dtype=np.int64)
    if not ascending:
        by = (len(keys) - 1 - by)[::-1]
    if at is None:
        return by
    return np.concatenate([at[by], lost] if na_last else [lost, at[by]])


_OPS = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "truediv": np.true_divide,
        "floordiv": np.floor_divide, "mod": np.remainder, "pow": np.power, "eq": np.equal, "ne": np.not_equal,
        "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal,
        "and_": np.bitwise_and, "or_": np.bitwise_or, "xor": np.bitwise_xor}
COMPARES = {"eq", "ne", "lt", "le", "gt", "ge"}
_LOGIC = {"and_", "or_", "xor"}
_SIGNS = {"and_": "&", "or_": "|", "xor": "^"}


def binary(name, a, b):
    """`a` and `b` (a column and a column or scalar, in either order) combined by the operator `name`."""
    if isinstance(a, Extension):
        return a._binary(name, b, False)
    if isinstance(b, Extension):
        return b._binary(name, a, True)
    da, db = getattr(a, "dtype", None), getattr(b, "dtype", None)
    ka = da.kind if da is not None else None
    kb = db.kind if db is not None else None
    plain = (int, float, bool, complex)
    numeric = (ka in "biufc" if ka else type(a) in plain) and (kb in "biufc" if kb else type(b) in plain)
    if numeric and (ka or kb):
        with quiet:
            if name in _LOGIC and "f" in (ka, kb):
                return _logic(name, a, b)
            if name in ("floordiv", "mod") and (ka or "i") in "iub" and (kb or "i") in "iub" and type(b) is not float:
                if np.any(np.equal(b, 0)):
                    x, y = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
                    if name == "mod":
                        return np.where(y == 0, nan, np.remainder(x, np.where(y == 0, 1, y)))
                    return np.where(y == 0, np.true_divide(x, y), np.floor_divide(x, np.where(y == 0, 1, y)))
            if name == "floordiv" and type(b) in (int, float, np.int64, np.float64) and b == 0:
                return np.true_divide(a, b)
            if name == "sub" and ka == "b" and kb == "b":
                raise TypeError("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, "
                                "the `^` operator, or the logical_xor function instead.")
            if name == "pow" and (ka or "i") in "iu" and kb is None and type(b) is int and b < 0:
                raise ValueError("Integers to negative integer powers are not allowed.")
            return _OPS[name](a, b)
    return _objects(name, a, b, ka, kb)


_WORDS = {"sub": "subtract", "mul": "multiply", "truediv": "divide", "floordiv": "floor_divide", "mod": "remainder",
          "pow": "power"}


class UFuncTypeError(TypeError):
    pass


def _logic(name, a, b):
    for x in (a, b):
        if getattr(x, "dtype", None) == FLOAT:
            other = b if x is a else a
            raise TypeError("unsupported operand type(s) for %s: 'float' and '%s'"
                            % (_SIGNS[name], {"b": "bool", "f": "float", "i": "int"}.get(
                                getattr(getattr(other, "dtype", None), "kind", "b"), "bool")))
    return _OPS[name](a, b)


def _objects(name, a, b, ka, kb):
    """Operators on Python objects, one by one; a missing value stays one."""
    function = getattr(operator, name)
    for x, y in ((a, b), (b, a)):
        if isinstance(y, (str, bytes)) and getattr(x, "dtype", OBJECT).kind in "biuf" and name in COMPARES:
            if name in ("eq", "ne"):
                return np.full(len(x), name == "ne")
            raise TypeError("Invalid comparison between dtype=%s and %s" % (x.dtype, type(y).__name__))
        if isinstance(y, str) and getattr(x, "dtype", OBJECT).kind in "iuf" and name in _OPS and x is a:
            raise UFuncTypeError("ufunc '%s' did not contain a loop with signature matching types (%r, dtype('<U%d')) "
                                 "-> None" % (_WORDS.get(name, name), x.dtype, max(len(y), 1)))
    left = a.tolist() if ka else None
    right = b.tolist() if kb else None
    if left is None:
        left = [a] * len(right)
    elif right is None:
        right = [b] * len(left)
    if name in COMPARES:
        if name in ("eq", "ne") or not any(map(is_na, left + right)):
            result = list(map(function, left, right))
            if any(type(r) is not bool for r in result):
                result = [name == "ne" if r is NA else bool(r) for r in result]
            return np.array(result, dtype=bool)
        return np.array([False if is_na(x) or is_na(y) else bool(function(x, y)) for x, y in zip(left, right)],
                        dtype=bool)
    if name in _LOGIC:
        out = []
        for x, y in zip(left, right):
            x = False if is_na(x) else x
            y = False if is_na(y) else y
            try:
                out.append(function(x, y))
            except TypeError:
                if ka == "O" and isinstance(x, str) or kb == "O" and isinstance(y, str):
                    raise TypeError("unsupported operand type(s) for %s: %r and %r"
                                    % (_SIGNS[name], type(x).__name__, type(y).__name__)) from None
                raise
        return np.array(out, dtype=bool)
    out = [nan if is_na(x) or is_na(y) else function(x, y) for x, y in zip(left, right)]
    if ka == "O" or kb == "O":
        kinds = set(map(type, out))
        if kinds and kinds <= {str, float} and str in kinds:
            return objects(out)
    result = infer(out)
    return objects(out) if isinstance(result, _ndarray) and "O" in (ka, kb) else result


def _numeric_text(values):
    text = "".join(map(str, values.tolist()))
    return TypeError("Could not convert string '%s' to numeric" % text if all(
        isinstance(v, str) for v in values.tolist()) else "Could not convert %s to numeric" % text)


def reduce(name, values, skipna=True, ddof=1, min_count=0):
    """One value of a whole column: sum, mean, min, max, count, prod, std, var, sem, median, any, all, skew."""
    if name == "count":
        return len(values) - int(missing(values).sum())
    if isinstance(values, Extension):
        return values._reduce(name, skipna) if hasattr(values, "_reduce") else _masked(
            reduce(name, values._plain(), skipna, ddof, min_count), values, name)
    kind = values.dtype.kind
    if kind == "O":
        return _reduce_objects(name, values, skipna, ddof, min_count)
    if kind == "f":
        gone = np.isnan(values)
        if gone.any():
            if not skipna and name not in ("any", "all"):
                return np.float64(nan)
            count = len(values) - int(gone.sum())
            if name in ("min", "max", "median", "std", "var", "sem", "skew", "kurt"):
                values = values[~gone]
            else:
                values = np.where(gone, 1.0 if name in ("prod", "all") else 0.0, values)
        else:
            count = len(values)
    else:
        count = len(values)
        if kind == "b" and name in ("mean", "median", "std", "var", "sum", "prod", "sem", "skew", "kurt"):
            values = values.astype(float if name not in ("sum", "prod") else np.int64)
    if name == "any":
        return np.any(values)
    if name == "all":
        return np.all(values)
    if name == "sum" or name == "prod":
        if count < min_count:
            return nan
        return values.sum() if name == "sum" else values.prod()
    if count == 0:
        return np.float64(nan) if len(gone if kind == "f" else values) and name in ("min", "max") else nan
    with quiet:
        if name == "mean":
            return np.float64(values.sum() / count) if kind != "c" else values.sum() / count
        if name == "min":
            return values.min()
        if name == "max":
            return values.max()
        if name == "median":
            return np.float64(_middle(values))
        if name in ("skew", "kurt"):
            from pandas import _stats
            return getattr(_stats, "_" + name)(values.astype(float))
        if count <= ddof:
            return nan if name != "std" else nan
        values = values.astype(float)
        apart = values.sum() / count - values
        var = (apart * apart).sum() / (count - ddof)
        if name == "var":
            return np.float64(var)
        return np.float64(np.sqrt(var)) if name == "std" else np.float64(np.sqrt(var) / np.sqrt(count))


def _masked(value, values, name):
    if is_na(value):
        return NA
    whole = values.dtype.name[0] in "IU" and name in ("sum", "min", "max", "prod")
    return np.int64(value) if whole else value


def _middle(values):
    values = np.sort(values)
    n = len(values)
    half = n // 2
    return values[half] if n % 2 else (values[half - 1] + values[half]) / 2.0


def _reduce_objects(name, values, skipna, ddof, min_count):
    items = [v for v in values.tolist() if not is_na(v)] if skipna else values.tolist()
    if name == "sum":
        if not items:
            return 0
        try:
            if all(type(v) is str for v in items):
                return "".join(items)
            return functools.reduce(operator.add, items)
        except TypeError as error:
            raise error
    if name == "min" or name == "max":
        if not items:
            return nan
        return min(items) if name == "min" else max(items)
    if name == "any":
        return any(items)
    if name == "all":
        return all(items)
    if name == "prod":
        return functools.reduce(operator.mul, items, 1)
    if any(isinstance(v, str) for v in items):
        if name in ("mean", "median"):
            if name == "median":
                raise TypeError("Cannot convert %s to numeric" % objects(values.tolist()))
            raise _numeric_text(objects(items))
        bad = next(v for v in items if isinstance(v, str))
        float(bad)
    return reduce(name, np.array(items, dtype=float), skipna, ddof, min_count)


def numeric(values):
    """Whether a column counts as numbers (truths included)."""
    return values.dtype.kind in "biufcn"


def scalar(value):
    """A Python value as the numpy scalar that a column of its kind would give."""
    if type(value) is int:
        return np.int64(value)
    if type(value) is float:
        return np.float64(value)
    return value


def hold(values, value):
    """The column, of a kind that can also hold this value (or the values of this column)."""
    many = hasattr(value, "dtype") and getattr(value, "ndim", 1) == 1 and hasattr(value, "__len__")
    if isinstance(values, Extension):
        if hasattr(values, "_hold"):
            return values._hold(value)
        return values
    kind = values.dtype.kind
    if kind == "O":
        return values
    other = value.dtype.kind if many else None
    if not many:
        if value is None or value is NA or isinstance(value, float) and value != value:
            other = "f" if kind in "iuf" else "O"
        else:
            other = _NUMBERS.get(type(value), "O")
            if other == "f" and kind in "iu" and float(value).is_integer():
                return values
    if kind == other or kind == "f" and other in "iu":
        return values
    if kind in "iu" and other == "f":
        if many and bool(np.all(np.equal(np.floor(value), value))):
            return values
        return values.astype(float)
    if kind in "iuf" and other in "iu" and kind != "b":
        return values
    return objects(values.tolist())
