"""Series: one column with labels."""
import numpy as np

from pandas._common import (
    Table, clipped, filled, is_list, is_mask, labels_at, mask_of, packed, packed_index, put, replaced,
    rounded, unpacked, unpacked_index, _wrong_item)
from pandas._data import (
    COMPARES, Extension, NA, binary, cast, column, factorize, full, infer, is_na, join, missing, nan, objects,
    order, pick, quiet, reduce)
from pandas._index import Index, RangeIndex, given_index, index_of

_ndarray = np.ndarray


class Series(Table):
    __module__ = "pandas.core.series"
    ndim = 1

    def __init__(self, data=None, index=None, dtype=None, name=None, copy=None, fastpath=None):
        if index is not None:
            index = given_index(index)
        if isinstance(data, Series) or isinstance(data, dict):
            if isinstance(data, dict):
                name_of = None
                labels = index_of(list(data)) if data else index_of([] if index is None else index)
                values = infer(list(data.values()))
                if not data:
                    values = full(len(labels), nan) if len(labels) else objects([])
            else:
                name_of, labels, values = data.name, data.index, data._v
            name = name_of if name is None else name
            if index is not None and index is not labels and not index.equals(labels):
                values = pick(values, labels._match(index))
            elif copy:
                values = values.copy()
            index = labels if index is None else index
            if dtype is not None:
                values = cast(values, dtype)
        elif data is None:
            values = full(0 if index is None else len(index), nan)
            values = cast(values, dtype) if dtype is not None else values if len(values) else objects([])
        elif index is not None and (isinstance(data, (str, bytes)) or not hasattr(data, "__iter__")):
            values = full(len(index), data)
            if dtype is not None:
                values = cast(values, dtype)
        else:
            if isinstance(data, Index) and name is None:
                name = data.name
            if isinstance(data, (set, frozenset)):
                raise TypeError("'%s' type is unordered" % type(data).__name__)
            values = column(data, dtype)
            if (copy or isinstance(data, Index)) and hasattr(values, "copy"):
                values = values.copy()
        if index is None:
            index = RangeIndex(len(values))
        elif len(index) != len(values):
            raise ValueError("Length of values (%d) does not match length of index (%d)" % (len(values), len(index)))
        self.__dict__.update(_v=values, _index=index, name=name, _home=None)

    @classmethod
    def _make(cls, values, index, name=None):
        self = object.__new__(cls)
        self.__dict__.update(_v=values, _index=index, name=name, _home=None)
        return self

    # ------------------------------------------------------------------ for the shared methods
    def _rows(self, at):
        return Series._make(self._v[at], self._index._take(at), self.name)

    def _row(self, at):
        return self._v[at]

    def _each(self, function):
        return Series._make(function(self._v), self._index, self.name)

    def _set(self, values):
        """Other values in place, in the table too that this column was taken from."""
        old = self._v
        self._v = values
        if self._home is not None and values is not old:
            frame, label = self._home
            for i, c in enumerate(frame._c):
                if c is old:
                    frame._c[i] = values

    def _become(self, made):
        if len(made) == len(self):
            self._set(made._v)
        self.__dict__.update(_v=made._v, _index=made._index, name=made.name)

    def _enlarge(self, label, _, value):
        index = self._index.insert(len(self), label)
        values = join([self._v, infer([value])]) if len(self) else infer([value])
        self.__dict__.update(_v=values, _index=index, _home=None)

    def _aligned(self, other):
        """Two columns of values under one index."""
        if self._index is other._index or self._index.equals(other._index):
            return self._v, other._v, self._index
        if self._index.is_unique and other._index.is_unique:
            index = self._index.union(other._index)
            return pick(self._v, self._index._match(index)), pick(other._v, other._index._match(index)), index
        places = other._index._places()
        left, right, labels = [], [], []
        for i, label in enumerate(self._index.tolist()):
            at = places.get(label, -1)
            for j in [at] if type(at) is int else at:
                left.append(i)
                right.append(j)
                labels.append(label)
        return pick(self._v, left), pick(other._v, right), index_of(labels)

    def _operate(self, name, other, flip=False, fill_value=None, axis=None):
        mine, index, label = self._v, self._index, self.name
        if isinstance(other, Series):
            if name in COMPARES and fill_value is None and not index.equals(other._index):
                raise ValueError("Can only compare identically-labeled Series objects")
            mine, theirs, index = self._aligned(other)
            if label is not other.name and label != other.name:
                label = None
            if fill_value is not None:
                both = missing(mine) & missing(theirs)
                mine, theirs = filled(mine, fill_value), filled(theirs, fill_value)
                if both.any():
                    mine = put(mine.copy(), np.nonzero(both)[0], nan)
            other = theirs
        elif getattr(other, "ndim", 0) == 2:
            return NotImplemented
        elif isinstance(other, (list, tuple, _ndarray, Index, Extension, range)) and getattr(other, "ndim", 1):
            other = column(other)
            if len(other) != len(self):
                if name in COMPARES:
                    raise ValueError("('Lengths must match to compare', (%d,), (%d,))" % (len(self), len(other))
                                     if isinstance(other, _ndarray) else "Lengths must match to compare")
                raise ValueError("operands could not be broadcast together with shapes (%d,) (%d,) "
                                 % (len(self), len(other)))
        elif fill_value is not None:
            mine = filled(mine, fill_value)
        if isinstance(other, (dict, set)):
            other = objects([other] * len(mine))
        return Series._make(binary(name, other, mine) if flip else binary(name, mine, other), index, label)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        if method != "__call__":
            inputs = [i.values if isinstance(i, Series) else i for i in inputs]
            return getattr(ufunc, method)(*inputs, **options)
        options.pop("out", None)
        with quiet:
            made = ufunc(*[i._v if isinstance(i, Series) else i for i in inputs], **options)
        if isinstance(made, tuple):
            return tuple(Series._make(m, self._index, self.name) for m in made)
        return Series._make(made, self._index, self.name)

    def _choose(self, cond, other, flip):
        if callable(cond):
            cond = cond(self)
        if callable(other):
            other = other(self)
        if isinstance(cond, Series):
            keep = cond._v if cond._index.equals(self._index) else pick(cond._v, cond._index._match(self._index))
            keep = np.array([v is True or v is np.True_ or (v == True and v is not NA) for v in keep.tolist()],
                            dtype=bool)
        else:
            keep = np.array(cond, dtype=bool)
        at = np.nonzero(keep if flip else ~keep)[0]
        if isinstance(other, Series):
            other = pick(other._v, other._index._match(self._index))
        if hasattr(other, "__len__") and not isinstance(other, str):
            other = column(other)[at]
        if not len(at):
            return self.copy()
        return Series._make(put(self._v.copy(), at, other), self._index, self.name)

    # ------------------------------------------------------------------ facts
    @property
    def index(self):
        return self._index

    @index.setter
    def index(self, labels):
        labels = given_index(labels)
        if len(labels) != len(self._index):
            raise ValueError("Length mismatch: Expected axis has %d elements, new values have %d elements"
                             % (len(self._index), len(labels)))
        self.__dict__["_index"] = labels

    @property
    def values(self):
        return self._v if isinstance(self._v, _ndarray) or hasattr(self._v, "categories") else objects(
            self._v.tolist())

    array = property(lambda self: self._v)
    dtype = dtypes = property(lambda self: self._v.dtype)
    shape = property(lambda self: (len(self._index),))
    size = property(lambda self: len(self._index))
    empty = property(lambda self: len(self._index) == 0)
    T = property(lambda self: self)
    axes = property(lambda self: [self._index])
    nbytes = property(lambda self: 8 * len(self))
    hasnans = property(lambda self: bool(missing(self._v).any()))
    is_unique = property(lambda self: self.nunique(dropna=False) == len(self))
    is_monotonic_increasing = property(lambda self: index_of(self._v).is_monotonic_increasing)
    is_monotonic_decreasing = property(lambda self: index_of(self._v).is_monotonic_decreasing)

    @property
    def str(self):
        from pandas._strings import StringMethods
        return StringMethods(self)

    @property
    def dt(self):
        from pandas._dates import accessor
        return accessor(self)

    @property
    def cat(self):
        if not hasattr(self._v, "categories"):
            raise AttributeError("Can only use .cat accessor with a 'category' dtype")
        from pandas._category import CategoryMethods
        return CategoryMethods(self)

    def __getattr__(self, name):
        if name in ("str", "dt", "cat"):
            # The accessor does not fit this column: its own words, not those of a missing attribute.
            return Series.__dict__[name].fget(self)
        if name[:1] != "_":
            try:
                if name in self._index:
                    return self[name]
            except TypeError:
                pass
        raise AttributeError("'Series' object has no attribute %r" % name)

    def __setattr__(self, name, value):
        if name[:1] != "_" and name not in ("index", "name") and name in self._index:
            self[name] = value
        else:
            object.__setattr__(self, name, value)

    def __repr__(self):
        from pandas._format import series_repr
        return series_repr(self)

    def __iter__(self):
        return iter(self._v.tolist())

    def __contains__(self, label):
        return label in self._index

    def __float__(self):
        return float(self._one("float"))

    def __int__(self):
        return int(self._one("int"))

    def _one(self, kind):
        if len(self) != 1:
            raise TypeError("cannot convert the series to <class '%s'>" % kind)
        return self._v[0]

    def item(self):
        if len(self) != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self._v.tolist()[0]

    def tolist(self):
        return self._v.tolist()

    to_list = tolist

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        values = self.values
        if na_value is not None:
            values = filled(self._v, na_value)
        if not isinstance(values, _ndarray):
            values = values.__array__()
        return values if dtype is None else values.astype(dtype)

    def to_dict(self, into=dict):
        items = self._v.tolist()
        if self._v.dtype.kind == "O":
            items = [v.item() if hasattr(v, "item") and not getattr(v, "ndim", 1) else v for v in items]
        return into(zip(self._index.tolist(), items))

    def items(self):
        return zip(self._index.tolist(), self._v.tolist())

    def keys(self):
        return self._index

    def to_frame(self, name=None):
        from pandas._frame import DataFrame
        name = self.name if name is None else name
        return DataFrame._make([self._v], RangeIndex(1) if name is None else index_of([name]), self._index)

    def copy(self, deep=True):
        return Series._make(self._v.copy() if deep else self._v, self._index, self.name)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    # ------------------------------------------------------------------ choosing
    def __getitem__(self, key):
        index = self._index
        if type(key) is str and index.nlevels == 1:
            at = index._places().get(key)
            if type(at) is int:
                return self._v[at]
        if callable(key):
            key = key(self)
        if isinstance(key, slice):
            return self._rows(self._positions(key))
        if is_list(key):
            if not hasattr(key, "dtype") and not isinstance(key, list):
                key = list(key)
            if is_mask(key):
                return self._rows(mask_of(key, index, _wrong_item))
            if index.dtype.kind == "O" and len(key) and all(isinstance(k, (int, np.integer)) for k in key) and \
                    key[0] not in index:
                return self._rows(np.array(key))
            return self._rows(labels_at(index, key, "index"))
        if isinstance(key, str) and hasattr(index, "_find_text"):
            at = index._find_text(key)
            return self._v[at] if isinstance(at, int) else self._rows(at)
        try:
            at = index._find(key)
        except KeyError:
            if isinstance(key, (int, np.integer)) and index.dtype.kind not in "iuf" and index.nlevels == 1:
                if not -len(self) <= key < len(self):
                    raise IndexError("index %d is out of bounds for axis 0 with size %d" % (key, len(self))) from None
                return self._v[key]
            raise
        if isinstance(at, int):
            return self._v[at]
        return self.loc[key] if index.nlevels > 1 else self._rows(at)

    def _positions(self, key):
        parts = [p for p in (key.start, key.stop) if p is not None]
        if all(isinstance(p, (int, np.integer)) for p in parts) and self._index.dtype.kind != "f":
            return key
        return self._index._span(key)

    def __setitem__(self, key, value):
        if callable(key):
            key = key(self)
        index = self._index
        if isinstance(key, slice):
            at = self._positions(key)
        elif is_list(key):
            if not hasattr(key, "dtype"):
                key = list(key)
            at = mask_of(key, index, _wrong_item) if is_mask(key) else labels_at(index, key, "index")
        else:
            try:
                at = index._find(key)
            except KeyError:
                if isinstance(key, (int, np.integer)) and index.dtype.kind not in "iuf" and -len(self) <= key < len(
                        self):
                    at = int(key)
                else:
                    self._enlarge(key, None, value)
                    return
        self._set(put(self._v, at, value, index))

    def __delitem__(self, label):
        self._become(self.drop(label))

    def get(self, key, default=None):
        try:
            return self[key]
        except (KeyError, IndexError):
            return default

    def pop(self, label):
        value = self[label]
        del self[label]
        return value

    def drop(self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False, errors="raise"):
        labels = index if labels is None else labels
        if level is not None:
            keep = ~self._index.get_level_values(level).isin(labels if is_list(labels) else [labels])
            return self._done(self._rows(np.nonzero(keep)[0]), inplace)
        labels = list(labels) if is_list(labels) else [labels]
        lost = [v for v in labels if v not in self._index]
        if lost and errors != "ignore":
            raise KeyError("%s not found in axis" % lost)
        gone = np.zeros(len(self), dtype=bool)
        for v in labels:
            if v in self._index:
                gone[self._index._find(v)] = True
        return self._done(self._rows(np.nonzero(~gone)[0]), inplace)

    def reindex(self, index=None, method=None, fill_value=None, **options):
        labels = index_of(index)
        at = self._index._match(labels)
        if method is not None:
            at = _near(self._index, labels, method)
        values = pick(self._v, at)
        if fill_value is not None:
            lost = np.nonzero(np.array(at) < 0)[0]
            values = put(values, lost, fill_value)
            if self._v.dtype.kind in "iub" and type(fill_value) in (int, bool):
                values = infer(values.tolist()) if self._v.dtype.kind == "b" else values.astype(self._v.dtype)
        if labels.name is None and labels.nlevels == 1 and labels is not index:
            labels.name = self._index.name
        return Series._make(values, labels, self.name)

    def reindex_like(self, other):
        return self.reindex(other.index)

    def rename(self, index=None, axis=None, inplace=False, **options):
        if callable(index) or isinstance(index, (dict, Series)):
            function = index if callable(index) else lambda v: index.get(v, v)
            made = self.copy()
            labels = index_of([function(v) for v in self._index.tolist()])
            if labels.nlevels == 1:
                labels.name = self._index.name
            made.__dict__["_index"] = labels
        else:
            made = self.copy()
            made.name = index
        return self._done(made, inplace)

    def add_prefix(self, prefix):
        return self.rename(lambda v: "%s%s" % (prefix, v))

    def add_suffix(self, suffix):
        return self.rename(lambda v: "%s%s" % (v, suffix))

    def reset_index(self, level=None, drop=False, name=None, inplace=False, **options):
        if drop:
            if level is not None and self._index.nlevels > 1:
                return self.droplevel(level)
            return self._done(Series._make(self._v, RangeIndex(len(self)), self.name), inplace)
        frame = self.to_frame(0 if name is None and self.name is None else name)
        return frame.reset_index(level=level)

    def set_index(self, *args):
        raise AttributeError("'Series' object has no attribute 'set_index'")

    # ------------------------------------------------------------------ values
    def astype(self, dtype, copy=True, errors="raise"):
        if isinstance(dtype, dict):
            dtype = list(dtype.values())[0]
        return self._cast_each(dtype, errors)

    def fillna(self, value=None, method=None, axis=None, inplace=False, limit=None):
        if value is None and method is None:
            raise ValueError("Must specify a fill 'value' or 'method'.")
        if isinstance(value, (dict, Series)):
            table = value if isinstance(value, Series) else Series(value)
            value = pick(table._v, table._index._match(self._index))
        return self._done(self._each(lambda c: filled(c, value, method, limit)), inplace)

    def dropna(self, axis=0, inplace=False, how=None, ignore_index=False):
        made = self._rows(np.nonzero(~missing(self._v))[0])
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def replace(self, to_replace=None, value=None, inplace=False, limit=None, regex=False, method=None):
        if regex is not False and regex is not True:
            to_replace, regex = regex, True
        return self._done(self._each(lambda c: replaced(c, _table(to_replace, value), regex)), inplace)

    def round(self, decimals=0):
        return self._each(lambda c: rounded(c, decimals))

    def clip(self, lower=None, upper=None, axis=None, inplace=False):
        lower, upper = [b._v if isinstance(b, Series) else b for b in (lower, upper)]
        return self._done(self._each(lambda c: clipped(c, lower, upper)), inplace)

    def isin(self, values):
        if not hasattr(values, "__iter__") or isinstance(values, str):
            raise TypeError("only list-like objects are allowed to be passed to isin(), you passed a `%s`"
                            % type(values).__name__)
        found = set(values.tolist() if hasattr(values, "tolist") else values)
        if self._v.dtype.kind == "M":
            from pandas._dates import Timestamp
            found = {Timestamp(v) for v in found}
        lost = any(is_na(v) for v in found)
        return self._each(lambda c: np.array([v in found or (lost and is_na(v)) for v in c.tolist()], dtype=bool))

    def between(self, left, right, inclusive="both"):
        low = self >= left if inclusive in ("both", "left") else self > left
        high = self <= right if inclusive in ("both", "right") else self < right
        return low & high

    def map(self, arg, na_action=None):
        items = self._v.tolist()
        if isinstance(arg, (dict, Series)):
            table = arg if isinstance(arg, dict) else arg.to_dict()
            if hasattr(table, "__missing__"):
                made = [table[v] for v in items]
            else:
                made = [table.get(v, nan) for v in items]
                if all(m is nan for m in made):
                    return self._each(lambda c: full(len(c), nan))
        elif na_action == "ignore":
            made = [v if is_na(v) else arg(v) for v in items]
        else:
            made = [arg(v) for v in items]
        if hasattr(self._v, "_mapped"):
            return Series._make(self._v._mapped(made), self._index, self.name)
        return Series._make(infer(made), self._index, self.name)

    def apply(self, func, convert_dtype=True, args=(), by_row=None, **options):
        if isinstance(func, (str, list, dict)):
            return self.agg(func, *args, **options)
        if type(func).__name__ == "ufunc" and not args and not options:
            return func(self)
        made = [func(v, *args, **options) for v in self._v.tolist()]
        if made and isinstance(made[0], Series):
            from pandas._frame import DataFrame
            return DataFrame(made, index=self._index)
        return Series._make(infer(made), self._index, self.name)

    def agg(self, func=None, axis=0, *args, **options):
        if isinstance(func, str):
            return getattr(self, func)(*args, **options)
        if isinstance(func, (list, tuple)):
            return Series([self.agg(f) for f in func], index=[_called(f) for f in func], name=self.name)
        if isinstance(func, dict):
            return Series([self.agg(f) for f in func.values()], index=list(func), name=self.name)
        known = _builtin(func)
        if known:
            return getattr(self, known)()
        made = [func(v, *args, **options) for v in self._v.tolist()] if _elementwise(func, self) else func(
            self, *args, **options)
        return Series._make(infer(made), self._index, self.name) if isinstance(made, list) else made

    aggregate = agg

    def transform(self, func, axis=0, *args, **options):
        return self.apply(func, args=args, **options)

    def combine(self, other, func, fill_value=None):
        mine, theirs, index = self._aligned(other)
        return Series._make(infer([func(a, b) for a, b in zip(mine.tolist(), theirs.tolist())]), index,
                            self.name if self.name == getattr(other, "name", None) else None)

    def dot(self, other):
        if isinstance(other, Series):
            mine, theirs, _ = self._aligned(other)
            return np.dot(mine, theirs)
        return np.dot(self.values, np.asarray(other))

    __matmul__ = dot

    def searchsorted(self, value, side="left"):
        return np.searchsorted(self.values, value, side)

    def repeat(self, repeats):
        return self._rows(np.repeat(np.arange(len(self)), repeats))

    def __reduce__(self):
        return _again, (packed(self._v), packed_index(self._index), self.name)

    def squeeze(self, axis=None):
        return self._v[0] if len(self) == 1 else self

    def equals(self, other):
        return isinstance(other, Series) and self.dtype == other.dtype and self._index.equals(other._index) and \
            _same(self._v, other._v)

    # ------------------------------------------------------------------ order and counts
    def sort_values(self, axis=0, ascending=True, inplace=False, kind=None, na_position="last", ignore_index=False,
                    key=None):
        if isinstance(ascending, list):
            ascending = ascending[0]
        values = self._v if key is None else key(self)._v
        try:
            at = order(values, bool(ascending), na_position == "last")
        except TypeError as error:
            raise TypeError(str(error)) from None
        made = self._rows(at)
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def argsort(self, axis=0, kind=None, order=None):
        return Series._make(np.argsort(self.values, kind="stable"), self._index, self.name)

    def unique(self):
        codes, uniques = factorize(self._v, dropna=False)
        if isinstance(self._v, Extension):
            return self._v[np.array([codes.tolist().index(i) for i in range(len(uniques))], dtype=np.int64)]
        if self._v.dtype.kind == "O":
            lost = next((v for v in self._v.tolist() if is_na(v)), None)
            return objects([lost if is_na(u) else u for u in uniques])
        return np.array(uniques, dtype=self._v.dtype)

    def nunique(self, dropna=True):
        return len(factorize(self._v, dropna=dropna)[1])

    def factorize(self, sort=False):
        codes, uniques = factorize(self._v, sort)
        return codes, index_of(uniques)

    def value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True):
        if bins is not None:
            from pandas._category import cut
            made = cut(self, bins, include_lowest=True).value_counts(normalize, sort, ascending)
            made.index = index_of(list(made.index))
            return made
        if hasattr(self._v, "_counted"):
            labels, counts = self._v._counted()
        else:
            codes, labels = factorize(self._v, dropna=dropna)
            counts = np.bincount(codes[codes >= 0], minlength=len(labels)) if len(labels) else np.zeros(0, dtype=int)
            if self._v.dtype.kind == "O":
                lost = next((v for v in self._v.tolist() if is_na(v)), nan)
                labels = objects([lost if is_na(v) else v for v in labels])
            else:
                labels = infer(labels)
            if self._v.dtype.kind == "M":
                labels = infer(labels.tolist()) if len(labels) else self._v[:0]
        index = index_of(labels, self.name)
        counts = counts.astype(np.int64)
        if sort:
            at = order(counts, ascending)
            counts, index = counts[at], index._take(at)
        index.name = self.name
        if normalize:
            return Series._make(counts / counts.sum(), index, "proportion")
        return Series._make(counts, index, "count")

    def duplicated(self, keep="first"):
        codes = factorize(self._v, dropna=False)[0].tolist()
        return Series._make(repeated(codes, keep), self._index, None if self.name is None else self.name)

    def drop_duplicates(self, keep="first", inplace=False, ignore_index=False):
        made = self._rows(np.nonzero(~self.duplicated(keep)._v)[0])
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def _extreme(self, name, skipna=True):
        gone = missing(self._v)
        if not len(self) or gone.all():
            if not len(self):
                raise ValueError("attempt to get %s of an empty sequence" % name.replace("idx", "arg"))
            return None
        keys = self._v._keys() if hasattr(self._v, "_keys") else self._v
        if keys.dtype.kind == "O":
            if any(isinstance(v, str) for v in keys.tolist()):
                items = keys.tolist()
                return items.index((max if name.endswith("max") else min)(
                    [v for v, g in zip(items, gone.tolist()) if not g]))
        if gone.any():
            keys = np.where(gone, -np.inf if name.endswith("max") else np.inf, keys)
        return int(np.argmax(keys) if name.endswith("max") else np.argmin(keys))

    def idxmax(self, axis=0, skipna=True):
        at = self._extreme("idxmax")
        return nan if at is None else self._index[at]

    def idxmin(self, axis=0, skipna=True):
        at = self._extreme("idxmin")
        return nan if at is None else self._index[at]

    def argmax(self, axis=0, skipna=True):
        at = self._extreme("argmax")
        return np.int64(-1 if at is None else at)

    def argmin(self, axis=0, skipna=True):
        at = self._extreme("argmin")
        return np.int64(-1 if at is None else at)

    def count(self):
        return np.int64(reduce("count", self._v))

    def _reduce(self, name, skipna=True, numeric_only=False, ddof=1, min_count=0):
        return reduce(name, self._v, skipna, ddof, min_count)


def _again(values, index, name):
    return Series._make(unpacked(values), unpacked_index(index), name)


def _reduction(name):
    def method(self, axis=None, skipna=True, numeric_only=False, **options):
        if axis not in (None, 0, "index", "rows"):
            raise ValueError("No axis named %s for object type Series" % axis)
        keep = {k: v for k, v in options.items() if k in ("ddof", "min_count") and v is not None}
        return reduce(name, self._v, skipna, **keep)

    method.__name__ = name
    return method


for _name in ("sum", "mean", "min", "max", "prod", "std", "var", "sem", "median", "any", "all"):
    setattr(Series, _name, _reduction(_name))
Series.product = Series.prod


def _same(a, b):
    if len(a) != len(b):
        return False
    return all(x is y or x == y or (is_na(x) and is_na(y)) for x, y in zip(a.tolist(), b.tolist()))


def repeated(codes, keep):
    """Which codes were met before (`first`), are met again (`last`), or either (False)."""
    out = [False] * len(codes)
    if keep is False:
        from collections import Counter
        count = Counter(codes)
        return np.array([count[c] > 1 for c in codes], dtype=bool)
    seen = set()
    for i in range(len(codes)) if keep == "first" else range(len(codes) - 1, -1, -1):
        if codes[i] in seen:
            out[i] = True
        else:
            seen.add(codes[i])
    return np.array(out, dtype=bool)


def _table(old, new):
    if isinstance(old, dict):
        return old
    if isinstance(old, Series):
        return old.to_dict()
    if is_list(old) or isinstance(old, tuple):
        old = list(old)
        news = list(new) if is_list(new) else [new] * len(old)
        if len(news) != len(old):
            raise ValueError("Replacement lists must match in length. Expecting %d got %d " % (len(old), len(news)))
        return dict(zip(old, news))
    return {old: new}


_BUILTINS = {sum: "sum", min: "min", max: "max", any: "any", all: "all"}


def _builtin(func):
    """The method that a function of Python or numpy stands for."""
    try:
        if func in _BUILTINS:
            return _BUILTINS[func]
    except TypeError:
        return None
    numpys = (getattr(func, "__module__", None) or "")[:5] == "numpy"
    if numpys or func in (np.sum, np.mean, np.min, np.max, np.std, np.var, np.median, np.prod):
        name = {"amin": "min", "amax": "max"}.get(func.__name__, func.__name__)
        if name in ("sum", "mean", "min", "max", "std", "var", "median", "prod"):
            return name
    return None


def _called(func):
    return func if isinstance(func, str) else _builtin(func) or getattr(func, "__name__", str(func))


def _elementwise(func, series):
    try:
        func(series._v.tolist()[0])
        return True
    except Exception:
        return False


def _near(index, labels, method):
    """The places of the labels, or of the nearest one before (ffill) or after (bfill)."""
    import bisect
    items, out = index.tolist(), []
    for label in labels.tolist():
        if method in ("ffill", "pad"):
            out.append(bisect.bisect_right(items, label) - 1)
        elif method in ("bfill", "backfill"):
            at = bisect.bisect_left(items, label)
            out.append(at if at < len(items) else -1)
        else:
            out.append(min(range(len(items)), key=lambda i: abs(items[i] - label)))
    return out
