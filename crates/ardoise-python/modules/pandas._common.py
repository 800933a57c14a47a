"""What Series and DataFrame share: choosing rows by label and by place, and methods that go column by column.

The rarer methods live in modules of their own (`LATE`), which arrive when one is first used.
"""
import importlib

import numpy as np

from pandas._data import (
    Extension, NA, NaT, binary, cast, hold, infer, is_na, listed, missing, nan, objects, order, pick, quiet)
from pandas._index import Index, RangeIndex, index_of

_ndarray = np.ndarray

LATE = {}
for _module, _names in {
    "_groupby": "groupby",
    "_merge": "merge join combine_first append update compare",
    "_reshape": "pivot pivot_table melt stack unstack explode",
    "_stats": "describe corr cov quantile rank mode nlargest nsmallest corrwith interpolate sample skew kurt kurtosis "
              "autocorr pct_change",
    "_window": "rolling expanding ewm resample asfreq",
    "_csv": "to_csv to_json to_excel to_pickle to_sql to_parquet to_clipboard",
    "_format": "info to_html to_string to_markdown to_latex memory_usage",
    "_query": "query eval",
    "_plot": "hist boxplot",
}.items():
    for _name in _names.split():
        LATE[_name] = _module


class Late:
    """A method that its module brings when it is first asked for."""

    def __init__(self, name):
        self._name = name

    def __get__(self, owner, kind):
        function = getattr(importlib.import_module("pandas." + LATE[self._name]), self._name)
        setattr(Table, self._name, function)
        return function if owner is None else function.__get__(owner)


def is_list(value):
    return hasattr(value, "__iter__") and not isinstance(value, (str, bytes, dict, tuple)) or isinstance(value, range)


def is_mask(values):
    if isinstance(values, (list, tuple)):
        return len(values) > 0 and all(type(v) in (bool, np.bool_) for v in values)
    kind = values.dtype.kind
    if kind == "O":
        items = values.tolist()
        return len(items) > 0 and all(isinstance(v, (bool, np.bool_)) for v in items)
    return kind == "b" or str(values.dtype) == "boolean"


def mask_of(key, index, wrong):
    """A mask given as a list, an array or a Series (aligned on its labels) as an array of positions."""
    if hasattr(key, "index") and hasattr(key, "_v"):
        if key.index is not index and not key.index.equals(index):
            at = key.index._match(index) if key.index.is_unique else [-1]
            if -1 in at:
                raise IndexingError("Unalignable boolean Series provided as indexer (index of the boolean Series "
                                    "and of the indexed object do not match).")
            key = key._v[np.array(at)]
        else:
            key = key._v
    if isinstance(key, Extension):
        key = [False if v is NA else v for v in key.tolist()]
    mask = np.array(key.tolist() if hasattr(key, "tolist") and key.dtype.kind == "O" else key, dtype=bool)
    if len(mask) != len(index):
        raise wrong(len(mask), len(index))
    return np.nonzero(mask)[0]


class IndexingError(Exception):
    pass


IndexingError.__module__ = "pandas.errors"


def _wrong_loc(got, n):
    return IndexError("Boolean index has wrong length: %d instead of %d" % (got, n))


def _wrong_item(got, n):
    return ValueError("Item wrong length %d instead of %d." % (got, n))


def labels_at(index, labels, axis):
    """The positions of a list of labels; KeyError in pandas's words where some are not there."""
    if not isinstance(labels, Index):
        labels = index_of(labels if hasattr(labels, "_v") else
                          labels if isinstance(labels, _ndarray) else list(labels))
    where, key = index._places(), index._key
    out, lost = [], []
    for label in labels.tolist():
        try:
            at = where.get(key(label))
        except (TypeError, ValueError):
            at = None
        if at is None:
            if index.nlevels > 1 and not isinstance(label, tuple):
                try:
                    found = index._find(label)
                    out.extend(found.tolist())
                    continue
                except KeyError:
                    pass
            lost.append(label)
        elif type(at) is int:
            out.append(at)
        else:
            out.extend(at)
    if lost:
        if len(lost) == len(labels):
            raise KeyError("None of [%r] are in the [%s]" % (labels, axis))
        raise KeyError("%s not in index" % list(dict.fromkeys(lost)))
    return np.array(out, dtype=np.int64)


def resolve(index, key, axis="index", owner=None):
    """What `loc` is asked for, as a position, an array of positions or a slice."""
    if callable(key) and not isinstance(key, type):
        key = key(owner)
    if isinstance(key, slice):
        return index._span(key)
    if isinstance(key, tuple) and index.nlevels > 1:
        if any(isinstance(k, (slice, list)) for k in key):
            key = tuple(slice(None) if isinstance(k, slice) and k == slice(None) else k for k in key)
        return index._find(key)
    if is_list(key) or isinstance(key, tuple) and key not in index:
        if not isinstance(key, (list, tuple, _ndarray)) and not hasattr(key, "_v"):
            key = list(key)
        if is_mask(key):
            return mask_of(key, index, _wrong_loc)
        return labels_at(index, key, axis)
    if isinstance(key, str) and hasattr(index, "_find_text"):
        return index._find_text(key)
    return index._find(key)


def place(n, key, axis=0):
    """What `iloc` is asked for, checked against the length."""
    if isinstance(key, (int, np.integer)) and not isinstance(key, bool):
        if not -n <= key < n:
            raise IndexError("single positional indexer is out-of-bounds")
        return int(key) % n
    if isinstance(key, slice):
        for part in (key.start, key.stop, key.step):
            if part is not None and not isinstance(part, (int, np.integer)):
                raise TypeError("cannot do positional indexing on RangeIndex with these indexers [%s] of type %s"
                                % (part, type(part).__name__))
        return key
    if is_list(key):
        if hasattr(key, "index") and hasattr(key, "_v") and key._v.dtype.kind == "b":
            raise NotImplementedError("iLocation based boolean indexing on an integer type is not available")
        at = np.array(key if not hasattr(key, "_v") else key._v)
        if at.dtype.kind == "b":
            if len(at) != n:
                raise IndexError("Boolean index has wrong length: %d instead of %d" % (len(at), n))
            return np.nonzero(at)[0]
        if not len(at):
            return at.astype(np.int64)
        if at.dtype.kind not in "iu":
            raise IndexError(".iloc requires numeric indexers, got %s" % at)
        if (at >= n).any() or (at < -n).any():
            raise IndexError("positional indexers are out-of-bounds")
        return at
    raise TypeError("Cannot index by location index with a non-integer key")


def put(values, at, value, index=None):
    """The column with the values at places (a position, positions or a slice) replaced.

    The same column, changed, where its kind can hold the value; else another. A Series is aligned on `index`."""
    if hasattr(value, "index") and hasattr(value, "_v") and index is not None:
        if isinstance(at, int):
            value = value._v[0] if len(value) == 1 else value._v
        else:
            labels = index._take(at)
            value = value._v if value.index.equals(labels) else pick(value._v, value.index._match(labels))
    elif isinstance(value, Index):
        value = value._v
    elif isinstance(value, (list, tuple, range)) and not isinstance(at, int):
        value = infer(list(value))
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if isinstance(value, _ndarray) and value.dtype.kind == "U":
        value = objects(value.tolist())
    many = isinstance(value, (_ndarray, Extension))
    if many and not isinstance(at, int):
        n = len(range(*at.indices(len(values)))) if isinstance(at, slice) else len(at)
        if len(value) == 1:
            value, many = value.tolist()[0], False
        elif n != len(value):
            raise ValueError("cannot set using a %slist-like indexer with a different length than the value"
                             % ("" if not isinstance(at, slice) else "slice ") if not isinstance(at, slice) else
                             "could not broadcast input array from shape (%d,) into shape (%d,)" % (len(value), n))
    if not many and isinstance(values, _ndarray):
        if values.dtype.kind in "biuf" and (value is None or value is NaT or value is NA):
            value = nan
        elif values.dtype.kind in "iub" and type(value).__name__ in ("Timestamp", "datetime"):
            values = objects(values.tolist())
    values = hold(values, value)
    if many and isinstance(value, Extension) and isinstance(values, _ndarray):
        value = objects(value.tolist())
    values[at] = value
    return values


class Loc:
    """`loc`: by label, slices with both ends; `.at` is the same for one cell."""

    def __init__(self, owner):
        self._of = owner

    def _split(self, key):
        of = self._of
        if isinstance(key, tuple) and of.ndim == 2:
            if of.index.nlevels > 1 and not (len(key) == 2 and (
                    not isinstance(key[1], str) and not isinstance(key[1], (int, tuple)) or
                    _has(of.columns, key[1]))):
                return key, None
            if len(key) > 2:
                raise IndexingError("Too many indexers")
            return key if len(key) == 2 else (key[0], None)
        if isinstance(key, tuple) and of.ndim == 1 and of.index.nlevels == 1 and len(key) > 1:
            raise IndexingError("Too many indexers")
        return key, None

    def __getitem__(self, key):
        of = self._of
        rows, cols = self._split(key)
        if isinstance(rows, dict) or isinstance(rows, set):
            raise TypeError("Passing a %s as an indexer is not supported. Use a list instead."
                            % type(rows).__name__)
        everything = isinstance(rows, slice) and rows == slice(None)
        at = slice(None) if everything else resolve(of.index, rows, "index", of)
        if cols is not None:
            across = resolve(of.columns, cols, "columns", of)
            if isinstance(at, _ndarray) and of.index.nlevels > 1 and not is_list(rows) and not isinstance(rows, slice):
                return Loc._below(of._columns_at(across), at, rows)
            return of._cells(at, across)
        if isinstance(at, _ndarray) and of.index.nlevels > 1 and not is_list(rows) and not callable(rows):
            return Loc._below(of, at, rows)
        return of._rows(at) if not isinstance(at, int) else of._row(at)

    @staticmethod
    def _below(of, at, label):
        """The rows of a group in a MultiIndex, without the levels that were named."""
        got = of._rows(at)
        parts = label if isinstance(label, tuple) else (label,)
        if not any(isinstance(p, (slice, list)) for p in parts) and len(parts) < of.index.nlevels:
            got.index = of.index._below(at.tolist(), len(parts))
        return got

    def __setitem__(self, key, value):
        of = self._of
        rows, cols = self._split(key)
        try:
            at = resolve(of.index, rows, "index", of)
        except KeyError:
            if is_list(rows) or isinstance(rows, slice) or callable(rows):
                raise
            of._enlarge(rows, cols, value)
            return
        if of.ndim == 1:
            of._set(put(of._v, at, value, of.index))
        else:
            of._put(at, cols, value, True)


def _has(index, label):
    try:
        return label in index
    except TypeError:
        return True


class ILoc:
    """`iloc`: by place."""

    def __init__(self, owner):
        self._of = owner

    def __getitem__(self, key):
        of = self._of
        if callable(key):
            key = key(of)
        if isinstance(key, tuple):
            if len(key) > of.ndim:
                raise IndexingError("Too many indexers")
            if len(key) == 2:
                for k, n in zip(key, (len(of), len(of.columns))):
                    if type(key[0]) is int and type(key[1]) is int and not -n <= k < n:
                        raise IndexError("index %d is out of bounds for axis 0 with size %d" % (k, n))
                return of._cells(place(len(of), key[0]), place(len(of.columns), key[1]))
            key = key[0]
        at = place(len(of), key)
        return of._rows(at) if not isinstance(at, int) else of._row(at)

    def __setitem__(self, key, value):
        of = self._of
        if of.ndim == 1:
            at = place(len(of), key)
            of._set(put(of._v, at, value, of.index))
            return
        rows, cols = key if isinstance(key, tuple) else (key, slice(None))
        try:
            at, across = place(len(of), rows), place(len(of.columns), cols)
        except IndexError:
            if isinstance(rows, int) and rows >= len(of):
                raise IndexError("iloc cannot enlarge its target object") from None
            raise
        of._put(at, across, value, False)


class At(Loc):
    def __getitem__(self, key):
        of = self._of
        if of.ndim == 1:
            return of._row(of.index._find(key))
        row, col = key
        return of._c[of.columns._find(col)][of.index._find(row)]


class IAt(ILoc):
    def __getitem__(self, key):
        of = self._of
        if of.ndim == 1:
            if not -len(of) <= key < len(of):
                raise IndexError("index %d is out of bounds for axis 0 with size %d" % (key, len(of)))
            return of._row(key)
        for k, n in zip(key, of.shape):
            if not -n <= k < n:
                raise IndexError("index %d is out of bounds for axis 0 with size %d" % (k, n))
        return of._c[key[1]][key[0]]


def shifted(values, periods, fill=None):
    n = len(values)
    periods = max(-n, min(n, periods))
    at = np.arange(n) - periods
    gone = (at < 0) | (at >= n)
    if fill is not None and n and not is_na(fill):
        at[gone] = 0
        return put(values[at], np.nonzero(gone)[0], fill)
    at[gone] = -1
    return pick(values, at)


def rounded(values, decimals=0):
    if isinstance(values, _ndarray) and values.dtype.kind in "fc":
        return np.round(values, decimals)
    if isinstance(values, _ndarray) and values.dtype.kind in "iu" and decimals < 0:
        return np.round(values, decimals)
    return values


def filled(values, value=None, method=None, limit=None):
    """The column without its missing values: `value` in their place, or the neighbour's."""
    gone = missing(values)
    if not gone.any():
        return values
    if method is not None:
        at = np.arange(len(values))
        items, last, run = gone.tolist(), -1, 0
        back = method in ("bfill", "backfill")
        out = [0] * len(items)
        for i in range(len(items) - 1, -1, -1) if back else range(len(items)):
            if items[i]:
                run += 1
                out[i] = last if limit is None or run <= limit else i
            else:
                last = out[i] = i
                run = 0
        del at
        picked = pick(values, [o if o >= 0 else i for i, o in enumerate(out)])
        return picked
    if hasattr(value, "dtype") and getattr(value, "ndim", 0) == 1:
        return put(values.copy(), np.nonzero(gone)[0], value[gone])
    at = np.nonzero(gone)[0]
    if limit is not None:
        at = at[:limit]
    made = put(values.copy(), at, value)
    if isinstance(made, _ndarray) and made.dtype.kind == "O" and not missing(made).any() and not isinstance(value, str):
        kinds = set(map(type, made.tolist()))
        if kinds <= {int} or kinds <= {bool} or kinds <= {int, float}:
            made = infer(made.tolist())
    return made


def accumulated(name, values, skipna=True):
    gone = missing(values)
    if isinstance(values, Extension):
        made = accumulated(name, values.i if hasattr(values, "i") else values._plain())
        return values._made(made) if hasattr(values, "_made") else made
    if values.dtype.kind == "O":
        out, total = [], None
        import operator
        step = {"cumsum": operator.add, "cumprod": operator.mul, "cummax": max, "cummin": min}[name]
        for v in values.tolist():
            if is_na(v):
                out.append(nan)
            else:
                total = v if total is None else step(total, v)
                out.append(total)
        return objects(out)
    if values.dtype.kind == "b" and name in ("cumsum", "cumprod"):
        values = values.astype(np.int64)
    if name == "cumsum" or name == "cumprod":
        run = np.cumsum if name == "cumsum" else np.cumprod
        if not gone.any():
            return run(values)
        made = run(np.where(gone, 0.0 if name == "cumsum" else 1.0, values))
    else:
        import itertools
        better = max if name == "cummax" else min
        worst = -np.inf if name == "cummax" else np.inf
        items = np.where(gone, worst, values).tolist() if gone.any() else values.tolist()
        made = np.array(list(itertools.accumulate(items, better)), dtype=values.dtype)
    if gone.any():
        if skipna:
            made[gone] = nan
        else:
            made[int(np.argmax(gone)):] = nan
    return made


def replaced(values, table, regex=False):
    """The column with each value that the dict names replaced."""
    items = listed(values)
    if regex:
        import re
        rules = [(re.compile(k), v) for k, v in table.items() if isinstance(k, str)]
        out = []
        for v in items:
            if isinstance(v, str):
                for rule, new in rules:
                    if isinstance(new, str):
                        v = rule.sub(new, v)
                    elif isinstance(v, str) and rule.search(v):
                        v = new
            out.append(v)
        return objects(out) if values.dtype.kind == "O" else values
    gone = next((v for k, v in table.items() if is_na(k)), None)
    lost = any(is_na(k) for k in table)
    truths = isinstance(values, _ndarray) and values.dtype.kind == "b"
    table = {k: v for k, v in table.items() if not is_na(k) and (truths or not isinstance(k, bool))}
    hit = False
    out = []
    for v in items:
        if is_na(v):
            hit = hit or lost
            out.append(gone if lost else v)
        elif _hashable(v) and v in table:
            hit = True
            out.append(table[v])
        else:
            out.append(v)
    if not hit:
        return values
    if hasattr(values, "_mapped"):
        return values._mapped(out)
    made = infer(out)
    if values.dtype.kind == "f" and isinstance(made, _ndarray) and made.dtype.kind in "iu":
        return made.astype(float)
    return made


def _hashable(value):
    try:
        hash(value)
        return True
    except TypeError:
        return False


def clipped(values, lower, upper):
    with quiet:
        for bound, which in ((lower, "lt"), (upper, "gt")):
            if bound is not None and not (not hasattr(bound, "__len__") and is_na(bound)):
                hit = binary(which, values, bound)
                if hasattr(bound, "__len__"):
                    values = put(values.copy(), np.nonzero(hit)[0], bound[hit])
                elif hit.any():
                    values = put(values.copy(), np.nonzero(hit)[0], bound)
    return values


def packed(values):
    """A column as plain Python, for pickle."""
    if hasattr(values, "categories"):
        return "category", values.tolist(), values.categories.tolist(), values.ordered
    return str(values.dtype), values.tolist()


def unpacked(parts):
    if parts[0] == "category":
        from pandas._category import Categorical
        return Categorical(objects(parts[1]), parts[2], parts[3])
    if parts[0] in ("object", "bool") or parts[0][:3] in ("int", "flo", "uin", "com"):
        return np.array(parts[1], dtype=parts[0]) if parts[0] != "object" else objects(parts[1])
    return cast(objects(parts[1]), parts[0])


def packed_index(index):
    if isinstance(index, RangeIndex):
        return "range", index.start, index.stop, index.step, index.name
    return "index", packed(index._v), index.nlevels, list(index.names)


def unpacked_index(parts):
    if parts[0] == "range":
        return RangeIndex(*parts[1:4], name=parts[4])
    values = unpacked(parts[1])
    if parts[2] > 1:
        from pandas._multi import MultiIndex
        return MultiIndex._of(values.tolist(), parts[2], parts[3])
    return index_of(values, parts[3][0])


class Table:
    """Series and DataFrame. A subclass gives `_rows(at)`, `_row(at)`, `_each(function)` and `_cut_to(other)`."""

    def __len__(self):
        return len(self.index)

    def __hash__(self):
        raise TypeError("unhashable type: %r" % type(self).__name__)

    def __bool__(self):
        raise ValueError("The truth value of a %s is ambiguous. Use a.empty, a.bool(), a.item(), a.any() or a.all()."
                         % type(self).__name__)

    loc = property(Loc)
    iloc = property(ILoc)
    at = property(At)
    iat = property(IAt)

    def __array__(self, dtype=None, copy=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def head(self, n=5):
        return self._rows(place(len(self), slice(None, n)))

    def tail(self, n=5):
        return self._rows(slice(len(self), None) if n == 0 else slice(-n, None))

    def take(self, indices, axis=0):
        if axis in (1, "columns"):
            return self.iloc[:, indices]
        return self._rows(np.array(indices))

    def truncate(self, before=None, after=None):
        return self.loc[before:after]

    def pipe(self, function, *args, **options):
        return function(self, *args, **options)

    def _done(self, made, inplace):
        """The result; or, where it is asked for, this object becomes it."""
        if not inplace:
            return made
        self._become(made)
        return None

    def _cast_each(self, dtype, errors="raise"):
        return self._each(lambda c: cast(c, dtype, errors))

    def isna(self):
        return self._each(missing)

    isnull = isna

    def notna(self):
        return self._each(lambda c: ~missing(c))

    notnull = notna

    def ffill(self, axis=None, inplace=False, limit=None, **options):
        if axis in (1, "columns"):
            return self.T.ffill().T.infer_objects()
        return self._done(self._each(lambda c: filled(c, None, "ffill", limit)), inplace)

    def bfill(self, axis=None, inplace=False, limit=None, **options):
        if axis in (1, "columns"):
            return self.T.bfill().T.infer_objects()
        return self._done(self._each(lambda c: filled(c, None, "bfill", limit)), inplace)

    pad, backfill = ffill, bfill

    def abs(self):
        return self._each(lambda c: c._abs() if isinstance(c, Extension) else np.abs(c))

    __abs__ = abs

    def __neg__(self):
        return self._each(lambda c: c._negative() if isinstance(c, Extension) else -c)

    def __pos__(self):
        return self

    def __invert__(self):
        def flip(c):
            if isinstance(c, _ndarray) and c.dtype.kind == "O":
                return objects([not v if isinstance(v, bool) else ~v for v in c.tolist()])
            if isinstance(c, _ndarray) and c.dtype.kind == "f":
                raise TypeError("ufunc 'invert' not supported for the input types, and the inputs could not be "
                                "safely coerced to any supported types according to the casting rule ''safe''")
            return infer([not v for v in c.tolist()]) if isinstance(c, Extension) else ~c
        return self._each(flip)

    def cumsum(self, axis=0, skipna=True):
        return self._along(axis, lambda c: accumulated("cumsum", c, skipna))

    def cumprod(self, axis=0, skipna=True):
        return self._along(axis, lambda c: accumulated("cumprod", c, skipna))

    def cummax(self, axis=0, skipna=True):
        return self._along(axis, lambda c: accumulated("cummax", c, skipna))

    def cummin(self, axis=0, skipna=True):
        return self._along(axis, lambda c: accumulated("cummin", c, skipna))

    def _along(self, axis, function):
        if axis in (1, "columns"):
            return self.T._each(function).T
        return self._each(function)

    def shift(self, periods=1, freq=None, axis=0, fill_value=None):
        if freq is not None:
            made = self.copy()
            made.index = self.index.shift(periods, freq)
            return made
        return self._along(axis, lambda c: shifted(c, periods, fill_value))

    def diff(self, periods=1, axis=0):
        def apart(c):
            if isinstance(c, _ndarray) and c.dtype.kind == "b":
                c = objects(c.tolist())
                before = shifted(c, periods)
                return objects([nan if is_na(b) else a != b for a, b in zip(c.tolist(), before.tolist())])
            return binary("sub", c, shifted(c, periods))
        return self._along(axis, apart)

    def where(self, cond, other=nan, inplace=False, axis=None):
        return self._done(self._choose(cond, other, False), inplace)

    def mask(self, cond, other=nan, inplace=False, axis=None):
        return self._done(self._choose(cond, other, True), inplace)

    def sort_index(self, axis=0, ascending=True, inplace=False, level=None, key=None, ignore_index=False, **options):
        if axis in (1, "columns"):
            return self._done(self._columns_at(_index_order(self.columns, ascending, level)), inplace)
        index = self.index if key is None else index_of(key(self.index))
        made = self._rows(_index_order(index, ascending, level))
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def rename_axis(self, mapper=None, index=None, columns=None, axis=0, inplace=False):
        made = self.copy()
        if mapper is not None or index is None and columns is None:
            if axis in (1, "columns"):
                columns = mapper
                made.columns = _named(made.columns, columns)
            else:
                made.index = _named(made.index, mapper)
        else:
            if index is not None:
                made.index = _named(made.index, index)
            if columns is not None:
                made.columns = _named(made.columns, columns)
        return self._done(made, inplace)

    def set_axis(self, labels, axis=0, copy=None):
        made = self.copy()
        if axis in (1, "columns"):
            made.columns = labels
        else:
            made.index = labels
        return made

    def swaplevel(self, i=-2, j=-1, axis=0):
        made = self.copy()
        made.index = self.index.swaplevel(i, j)
        return made

    def droplevel(self, level, axis=0):
        made = self.copy()
        if axis in (1, "columns"):
            made.columns = self.columns.droplevel(level)
        else:
            made.index = self.index.droplevel(level)
        return made

    def xs(self, key, axis=0, level=None, drop_level=True):
        if axis in (1, "columns"):
            return self[key] if level is None else self.T.xs(key, level=level).T
        if level is None:
            return self.loc[key]
        at = np.nonzero(self.index.get_level_values(level).isin([key]))[0]
        made = self._rows(at)
        return made.droplevel(level) if drop_level else made

    def tz_localize(self, tz):
        return self

    def first_valid_index(self):
        kept = self.dropna() if self.ndim == 1 else self.dropna(how="all")
        return kept.index[0] if len(kept) else None

    def last_valid_index(self):
        kept = self.dropna() if self.ndim == 1 else self.dropna(how="all")
        return kept.index[-1] if len(kept) else None

    def convert_dtypes(self, **options):
        def convert(c):
            if isinstance(c, Extension):
                return c
            kind = c.dtype.kind
            if kind == "O":
                return c
            if kind == "f" and not bool(np.isfinite(c[~np.isnan(c)] % 1).all() and (c[~np.isnan(c)] % 1 == 0).all()):
                return cast(c, "Float64")
            return cast(c, "boolean" if kind == "b" else "Int64")
        return self._each(convert)

    def infer_objects(self, copy=None):
        return self._each(lambda c: infer(c.tolist()) if isinstance(c, _ndarray) and c.dtype.kind == "O" else c)

    @property
    def plot(self):
        from pandas._plot import PlotAccessor
        return PlotAccessor(self)


def _named(index, names):
    if isinstance(names, dict):
        names = [names.get(n, n) for n in index.names]
    elif callable(names):
        names = [names(n) for n in index.names]
    if index.nlevels == 1 and isinstance(names, list):
        names = names[0]
    return index.set_names(names) if index.nlevels > 1 else index.rename(names)


def _index_order(index, ascending=True, level=None):
    if index.nlevels > 1:
        levels = None
        if level is not None:
            levels = [index._number(k) for k in (level if isinstance(level, (list, tuple)) else [level])]
            up = list(ascending) if isinstance(ascending, (list, tuple)) else [ascending] * len(levels)
            rest = [k for k in range(index.nlevels) if k not in levels]
            return index._rank(up + [up[0]] * len(rest), levels + rest)
        return index._rank(ascending, levels)
    if isinstance(ascending, (list, tuple)):
        ascending = ascending[0]
    return order(index._sortable(), ascending)


for _name in LATE:
    setattr(Table, _name, Late(_name))
for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "eq", "ne", "lt", "le", "gt", "ge",
              "and_", "or_", "xor"):
    def _dunder(name, flip):
        return lambda self, other: self._operate(name, other, flip)

    def _method(name, flip):
        def method(self, other, axis="columns", level=None, fill_value=None):
            return self._operate(name, other, flip, fill_value, axis)
        return method

    _bare = _name.strip("_")
    setattr(Table, "__%s__" % _bare, _dunder(_name, False))
    if _name not in ("eq", "ne", "lt", "le", "gt", "ge"):
        setattr(Table, "__r%s__" % _bare, _dunder(_name, True))
        if _bare not in ("and", "or", "xor"):
            setattr(Table, "r" + _bare, _method(_name, True))
    if _bare not in ("and", "or", "xor"):
        setattr(Table, _bare, _method(_name, False))
Table.div = Table.divide = Table.truediv
Table.rdiv = Table.rtruediv
Table.subtract, Table.multiply = Table.sub, Table.mul
