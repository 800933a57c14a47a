"""Functions of `pd` that are few lines: isna, unique, to_numeric, value_counts, errors, types to ask about."""
import types

import numpy as np

from pandas._common import IndexingError
from pandas._data import Extension, IntCastingNaNError, Kind, column, is_na, missing, nan
from pandas._dates import OutOfBoundsDatetime
from pandas._frame import DataFrame
from pandas._index import Index, InvalidIndexError, index_of
from pandas._merge import MergeError
from pandas._options import OptionError, set_option
from pandas._series import Series


def isna(obj):
    if isinstance(obj, (Series, DataFrame, Index)):
        return obj.isna()
    if isinstance(obj, np.ndarray) and obj.ndim > 1:
        return np.array([[is_na(v) for v in row] for row in obj.tolist()])
    if isinstance(obj, (list, np.ndarray, Extension)):
        return missing(column(obj)) if len(obj) else np.zeros(0, dtype=bool)
    if isinstance(obj, (str, dict, tuple)) or hasattr(obj, "__len__"):
        return False
    return is_na(obj)


def notna(obj):
    made = isna(obj)
    return not made if isinstance(made, bool) else ~made


isnull, notnull = isna, notna


def unique(values):
    if isinstance(values, (Series, Index)):
        return values.unique() if isinstance(values, Series) else values.unique()
    return Series(values).unique()


def factorize(values, sort=False, **options):
    series = values if isinstance(values, (Series, Index)) else Series(values)
    codes, uniques = series.factorize(sort)
    return (codes, uniques) if isinstance(values, (Series, Index)) else (codes, uniques.values)


def value_counts(values, **options):
    return Series(values).value_counts(**options)


def to_numeric(arg, errors="raise", downcast=None):
    if isinstance(arg, (int, float)) or np.isscalar(arg):
        try:
            return arg if not isinstance(arg, str) else np.int64(arg) if arg.lstrip("-").isdigit() else np.float64(arg)
        except ValueError:
            if errors == "coerce":
                return nan
            raise ValueError('Unable to parse string "%s" at position 0' % arg) from None
    values = arg._v if isinstance(arg, (Series, Index)) else column(list(arg) if not hasattr(arg, "dtype") else arg)
    if values.dtype.kind == "M":
        made = values.i
    elif values.dtype.kind == "O":
        out = []
        for at, v in enumerate(values.tolist()):
            if v is None or is_na(v):
                out.append(nan)
                continue
            try:
                if isinstance(v, str):
                    if "_" in v:
                        raise ValueError
                    text = v.strip()
                    try:
                        v = int(text)
                    except ValueError:
                        v = float(text)
                elif not isinstance(v, (int, float)):
                    raise TypeError("Invalid object type at position %d" % at)
                out.append(v)
            except ValueError:
                if errors == "coerce":
                    out.append(nan)
                elif errors == "ignore":
                    return arg
                else:
                    raise ValueError('Unable to parse string "%s" at position %d' % (v, at)) from None
        from pandas._data import infer
        made = infer(out)
    else:
        made = values
    if downcast and isinstance(made, np.ndarray):
        whole = made.dtype.kind in "iu" or bool((made == np.floor(made)).all())
        if downcast in ("integer", "signed") and whole and len(made):
            for kind in (np.int8, np.int16, np.int32, np.int64):
                if bool((made.astype(kind) == made).all()):
                    made = made.astype(kind)
                    break
        elif downcast == "float":
            made = made.astype(np.float32)
    if isinstance(arg, Series):
        return Series._make(made, arg.index, arg.name)
    return index_of(made) if isinstance(arg, Index) else made


def eval(expr, **options):
    from pandas._query import _outer, evaluate
    return evaluate(expr, _outer())


def array(data, dtype=None, copy=True):
    return column(data, dtype)


def StringDtype(storage=None):
    return "string"


def _kind(name):
    return lambda: Kind(name, "n")


Int64Dtype, Int32Dtype, Float64Dtype, BooleanDtype = map(_kind, ("Int64", "Int32", "Float64", "boolean"))


def set_eng_float_format(accuracy=3, use_eng_prefix=False):
    def form(value):
        import math
        if value != value:
            return "NaN"
        power = int(math.floor(math.log10(abs(value)) / 3) * 3) if value else 0
        prefixes = {-12: "p", -9: "n", -6: "u", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T"}
        tail = prefixes.get(power, "") if use_eng_prefix else "E%+03d" % power
        return "%s%s" % (("{: .%df}" % accuracy).format(value / 10.0 ** power), tail)
    set_option("display.float_format", form)


def show_versions():
    import pandas
    print("pandas", pandas.__version__)


class Flags:
    allows_duplicate_labels = True


def _error(name, *bases):
    made = type(name, bases, {})
    made.__module__ = "pandas.errors"
    return made


errors = types.SimpleNamespace(
    EmptyDataError=_error("EmptyDataError", ValueError), ParserError=_error("ParserError", ValueError),
    ParserWarning=_error("ParserWarning", Warning), DtypeWarning=_error("DtypeWarning", Warning),
    PerformanceWarning=_error("PerformanceWarning", Warning), DataError=_error("DataError", Exception),
    SettingWithCopyWarning=_error("SettingWithCopyWarning", Warning),
    SettingWithCopyError=_error("SettingWithCopyError", ValueError),
    UndefinedVariableError=_error("UndefinedVariableError", NameError),
    MergeError=MergeError, OutOfBoundsDatetime=OutOfBoundsDatetime, IndexingError=IndexingError,
    InvalidIndexError=InvalidIndexError, OptionError=OptionError, IntCastingNaNError=IntCastingNaNError)


def _kinds(letters):
    def ask(obj):
        kind = getattr(obj, "dtype", obj)
        if isinstance(kind, str) or isinstance(kind, type):
            from pandas._data import target
            kind = target(kind)
        return getattr(kind, "kind", "") in letters and getattr(kind, "kind", "") != ""
    return ask


api = types.SimpleNamespace(types=types.SimpleNamespace(
    is_numeric_dtype=_kinds("biufcn"), is_integer_dtype=_kinds("iu"), is_float_dtype=_kinds("f"),
    is_bool_dtype=_kinds("b"), is_object_dtype=_kinds("O"), is_string_dtype=_kinds("O"),
    is_datetime64_any_dtype=_kinds("M"), is_datetime64_dtype=_kinds("M"), is_timedelta64_dtype=_kinds("m"),
    is_categorical_dtype=_kinds("C"),
    is_list_like=lambda v: hasattr(v, "__iter__") and not isinstance(v, (str, bytes)),
    is_scalar=lambda v: not hasattr(v, "__iter__") or isinstance(v, (str, bytes)),
    is_number=lambda v: isinstance(v, (int, float, complex, np.number))))


def _assert_frame_equal(left, right, check_dtype=True, check_names=True, check_like=False, **options):
    if check_like:
        right = right.reindex(index=left.index, columns=left.columns)
    if left.shape != right.shape:
        raise AssertionError("DataFrame are different\n\nDataFrame shape mismatch\n[left]:  %s\n[right]: %s"
                             % (left.shape, right.shape))
    for name in left.columns.tolist():
        _assert_series_equal(left[name], right[name], check_dtype, obj='DataFrame.iloc[:, "%s"]' % name)


def _assert_series_equal(left, right, check_dtype=True, obj="Series", **options):
    if check_dtype and left.dtype != right.dtype:
        raise AssertionError('Attributes of %s are different\n\nAttribute "dtype" are different\n[left]:  %s\n'
                             "[right]: %s" % (obj, left.dtype, right.dtype))
    for a, b in zip(left.tolist(), right.tolist()):
        same = a == b or is_na(a) and is_na(b) or isinstance(a, float) and abs(a - b) <= 1e-8 + 1e-5 * abs(b)
        if not same:
            raise AssertionError("%s are different\n\n%s values are different\n[left]:  %s\n[right]: %s" % (
                obj, obj, left.tolist(), right.tolist()))


def _assert_index_equal(left, right, **options):
    if not left.equals(right):
        raise AssertionError("Index are different\n\n[left]:  %r\n[right]: %r" % (left, right))


testing = types.SimpleNamespace(assert_frame_equal=_assert_frame_equal, assert_series_equal=_assert_series_equal,
                                assert_index_equal=_assert_index_equal)
