"""Labels of rows and columns: Index, RangeIndex, and finding places by label.

`MultiIndex` is in `pandas._multi`, `DatetimeIndex` in `pandas._dates`, `CategoricalIndex` and
`IntervalIndex` in `pandas._category`; `index_of` chooses among them. Knows columns of values, no tables.
"""
import numpy as np

from pandas._data import (
    COMPARES, Extension, binary, cast, column, factorize, infer, is_na, join, missing, nan, objects, order,
    reduce)

_ndarray = np.ndarray


class InvalidIndexError(Exception):
    pass


def index_of(values, name=None):
    """The Index of labels: one that exists, a list, a range, a column."""
    if isinstance(values, Index):
        return values if name is None else values.rename(name)
    if isinstance(values, range):
        return RangeIndex(values, name=name)
    label = getattr(values, "name", None) if hasattr(values, "_v") else None
    name = label if name is None else name
    if isinstance(values, list) and values and type(values[0]) is tuple and all(type(v) is tuple for v in values):
        from pandas._multi import MultiIndex
        return MultiIndex.from_tuples(values)
    values = column(values)
    if isinstance(values, Extension):
        kind = values.dtype.kind
        if kind in "Mm":
            from pandas._dates import DatetimeIndex, TimedeltaIndex
            return (DatetimeIndex if kind == "M" else TimedeltaIndex)(values, name=name)
        if hasattr(values.dtype, "categories"):
            from pandas._category import CategoricalIndex
            return CategoricalIndex(values, name=name)
    elif len(values) and values.dtype.kind == "O" and type(values[0]).__name__ in ("Interval", "Period"):
        if type(values[0]).__name__ == "Period":
            from pandas._offsets import PeriodIndex
            return PeriodIndex(values.tolist(), name=name)
        from pandas._category import IntervalIndex
        return IntervalIndex(values, name=name)
    return Index._new(values, name)


def given_index(values):
    """The Index of labels that a person gave for rows or columns: tuples stay tuples, lists are levels."""
    if isinstance(values, (Index, range, _ndarray)) or hasattr(values, "_v"):
        return index_of(values)
    if not hasattr(values, "__iter__") or isinstance(values, str):
        raise TypeError("Index(...) must be called with a collection of some kind, %r was passed" % (values,))
    values = list(values)
    if values and type(values[0]) is tuple:
        return Index._new(objects(values))
    if values and all(isinstance(v, (list, _ndarray)) for v in values):
        from pandas._multi import MultiIndex
        return MultiIndex.from_arrays(values)
    return index_of(values)


class Index:
    """Labels; cannot be changed in place."""

    __module__ = "pandas.core.indexes.base"
    _title = "Index"
    nlevels = 1
    ndim = 1

    def __new__(cls, data=None, dtype=None, copy=False, name=None, **options):
        if cls is not Index:
            return object.__new__(cls)
        if data is None:
            data = []
        if isinstance(data, Index) and dtype is None:
            return data if name is None else data.rename(name)
        if not hasattr(data, "__iter__") or isinstance(data, str):
            raise TypeError("Index(...) must be called with a collection of some kind, %r was passed" % (data,))
        if dtype is None and not isinstance(data, (range, _ndarray, Extension)) and not hasattr(data, "_v"):
            data = list(data)
        return index_of(data if dtype is None else column(data, dtype), name)

    def __init__(self, *args, **options):
        pass

    @classmethod
    def _new(cls, values, name=None):
        self = object.__new__(cls)
        self._v, self.name, self._where = values, name, None
        return self

    def _like(self, values):
        """The same kind of index with other values, where they allow it."""
        return index_of(values, self.name) if type(self) is not Index else Index._new(values, self.name)

    # ------------------------------------------------------------------ facts
    def __len__(self):
        return len(self._v)

    size = property(__len__)
    shape = property(lambda self: (len(self),))
    dtype = property(lambda self: self._v.dtype)
    empty = property(lambda self: not len(self))
    T = property(lambda self: self)
    array = property(lambda self: self._v)

    @property
    def values(self):
        return self._v if isinstance(self._v, _ndarray) else objects(self._v.tolist())

    @property
    def names(self):
        return [self.name]

    @names.setter
    def names(self, names):
        self.name = names[0]

    @property
    def inferred_type(self):
        kind = self.dtype.kind
        return {"i": "integer", "f": "floating", "b": "boolean", "M": "datetime64"}.get(kind, "string")

    @property
    def hasnans(self):
        return bool(missing(self._v).any())

    @property
    def is_unique(self):
        return all(type(v) is int for v in self._places().values())

    has_duplicates = property(lambda self: not self.is_unique)

    @property
    def is_monotonic_increasing(self):
        items = self.tolist()
        return all(a <= b for a, b in zip(items, items[1:]))

    @property
    def is_monotonic_decreasing(self):
        items = self.tolist()
        return all(a >= b for a, b in zip(items, items[1:]))

    def tolist(self):
        return self._v.tolist()

    to_list = tolist

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def to_series(self, index=None, name=None):
        from pandas._series import Series
        return Series._make(self._v, self if index is None else index_of(index), self.name if name is None else name)

    def to_frame(self, index=True, name=None):
        name = self.name if name is None else name
        return self.to_series(name=0 if name is None else name).to_frame() if index else \
            self.to_series(name=0 if name is None else name).reset_index(drop=True).to_frame()

    def __iter__(self):
        return iter(self.tolist())

    def __array__(self, dtype=None, copy=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def __contains__(self, label):
        try:
            return label in self._places()
        except TypeError:
            raise TypeError("unhashable type: %r" % type(label).__name__) from None

    def __getitem__(self, key):
        if isinstance(key, (int, np.integer)):
            return self._v[key]
        if isinstance(key, slice):
            return self._take(key)
        key = column(key)
        return self._take(key)

    def __setitem__(self, key, value):
        raise TypeError("Index does not support mutable operations")

    def __hash__(self):
        raise TypeError("unhashable type: %r" % type(self).__name__)

    def __bool__(self):
        raise ValueError("The truth value of a %s is ambiguous. Use a.empty, a.bool(), a.item(), a.any() or a.all()."
                         % type(self).__name__)

    def _take(self, at):
        """The labels at positions, a slice or a mask."""
        made = self._like(self._v[at])
        made.name = self.name
        return made

    def take(self, indices, **options):
        return self._take(np.array(indices))

    def __repr__(self):
        from pandas._format import index_repr
        return index_repr(self)

    def item(self):
        return self._v[0]

    def __reduce__(self):
        from pandas._common import packed_index, unpacked_index
        return unpacked_index, (packed_index(self),)

    # ------------------------------------------------------------------ places
    def _places(self):
        """Where each label is: a position, or a list of them."""
        if self._where is None:
            where = {}
            items = self.tolist()
            for at, label in enumerate(items):
                where[label] = at
            if len(where) != len(items):
                where = {}
                for at, label in enumerate(items):
                    old = where.get(label)
                    if old is None:
                        where[label] = at
                    elif type(old) is int:
                        where[label] = [old, at]
                    else:
                        old.append(at)
            self._where = where
        return self._where

    def _key(self, label):
        """A label as it stands in the index (dates are made of texts)."""
        return label

    def _find(self, label):
        """The position of a label, or an array of positions; KeyError where there is none."""
        label = self._key(label)
        try:
            at = self._places()[label]
        except KeyError:
            raise KeyError(label) from None
        except TypeError:
            raise InvalidIndexError(label) from None
        return at if type(at) is int else np.array(at)

    def get_loc(self, label):
        at = self._find(label)
        if isinstance(at, _ndarray):
            if bool((np.diff(at) == 1).all()):
                return slice(int(at[0]), int(at[-1]) + 1, None)
            mask = np.zeros(len(self), dtype=bool)
            mask[at] = True
            return mask
        return at

    def get_indexer(self, labels, **options):
        return np.array(self._match(index_of(labels)))

    def _match(self, labels):
        """The position of each label, -1 where it is not; for labels that are unique here."""
        where = self._places()
        key = self._key
        out = [where.get(key(label), -1) for label in labels.tolist()]
        if any(type(at) is not int for at in out):
            raise ValueError("cannot reindex on an axis with duplicate labels")
        return out

    def _span(self, key):
        """A slice of labels (both ends count) as a slice of positions."""
        start, stop = key.start, key.stop
        n = len(self)
        down = False
        low = 0 if start is None else self._edge(start, 0, down)
        high = n if stop is None else self._edge(stop, 1, down)
        if key.step is not None and key.step < 0:
            low = n - 1 if start is None else self._edge(start, 0, down)
            high = None if stop is None else self._edge(stop, 0, down) - 1
            high = None if high is not None and high < 0 else high
        return slice(low, high, key.step)

    def _edge(self, label, after, down):
        label = self._key(label)
        at = self._places().get(label)
        if at is None:
            if type(label) in (int, float) and self.dtype.kind == "O" or isinstance(label, str) and \
                    self.dtype.kind in "if":
                raise TypeError("cannot do slice indexing on %s with these indexers [%s] of type %s"
                                % (type(self).__name__, label, type(label).__name__))
            items = self.tolist()
            if self.is_monotonic_increasing:
                return sum(1 for v in items if (v <= label if after else v < label))
            if self.is_monotonic_decreasing:
                return sum(1 for v in items if (v >= label if after else v > label))
            raise KeyError(label)
        if type(at) is int:
            return at + after
        return at[-1] + 1 if after else at[0]

    # ------------------------------------------------------------------ new ones from old
    def rename(self, name, inplace=False):
        if inplace:
            self.name = name
            return None
        made = self._view()
        made.name = name
        return made

    def set_names(self, names, level=None, inplace=False):
        return self.rename(names if isinstance(names, str) or not hasattr(names, "__iter__") else list(names)[0],
                           inplace)

    def _view(self):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made

    def copy(self, name=None, deep=False):
        return self._view() if name is None else self.rename(name)

    def astype(self, dtype, copy=True):
        return index_of(cast(self._v, dtype), self.name)

    def map(self, function, na_action=None):
        if not callable(function):
            table = function
            function = lambda v: table.get(v, nan)
        return index_of([function(v) for v in self._v], self.name)

    def insert(self, loc, item):
        items = self.tolist()
        items.insert(loc if loc >= 0 else len(items) + loc, item)
        made = index_of(items)
        made.name = self.name
        return made

    def append(self, other):
        others = other if isinstance(other, list) else [other]
        parts = [self] + others
        if all(p.nlevels > 1 for p in parts):
            return index_of([t for p in parts for t in p.tolist()])
        name = self.name if all(p.name == self.name for p in others) else None
        return index_of(join([p._v for p in parts]), name)

    def delete(self, loc):
        items = self.tolist()
        gone = {i % len(items) for i in (loc if hasattr(loc, "__iter__") else [loc])}
        return self._take(np.array([i for i in range(len(items)) if i not in gone], dtype=np.int64))

    def drop(self, labels, errors="raise"):
        if isinstance(labels, (str, tuple)) or not hasattr(labels, "__iter__"):
            labels = [labels]
        labels = list(labels)
        places = self._places()
        lost = [label for label in labels if self._key(label) not in places]
        if lost and errors != "ignore":
            raise KeyError("%s not found in axis" % objects(lost).tolist())
        gone = {self._key(label) for label in labels}
        return self._take(np.array([i for i, v in enumerate(self.tolist()) if v not in gone], dtype=np.int64))

    def _sortable(self):
        return self._v

    def sort_values(self, ascending=True, **options):
        return self._take(order(self._sortable(), ascending))

    def argsort(self, *args, **options):
        return order(self._sortable())

    def unique(self, level=None):
        return self._take(np.array(sorted(v if type(v) is int else v[0] for v in self._places().values()),
                                   dtype=np.int64))

    def nunique(self, dropna=True):
        return len([v for v in self._places() if not (dropna and is_na(v))])

    def duplicated(self, keep="first"):
        return self.to_series().duplicated(keep).values

    def drop_duplicates(self, keep="first"):
        return self._take(~self.duplicated(keep))

    def value_counts(self, **options):
        return self.to_series().value_counts(**options)

    def isin(self, values, level=None):
        found = {self._key(v) for v in values}
        return np.array([v in found for v in self.tolist()], dtype=bool)

    def isna(self):
        return missing(self._v)

    isnull = isna

    def notna(self):
        return ~missing(self._v)

    notnull = notna

    def fillna(self, value):
        return index_of([value if is_na(v) else v for v in self.tolist()], self.name)

    def dropna(self, how="any"):
        return self._take(~missing(self._v))

    def repeat(self, repeats):
        return self._take(np.repeat(np.arange(len(self)), repeats))

    def get_level_values(self, level):
        return self

    def droplevel(self, level=0):
        return self

    def shift(self, periods=1, freq=None):
        return self.to_series().shift(periods).index

    def factorize(self, sort=False):
        codes, uniques = factorize(self._v, sort)
        return codes, index_of(uniques)

    def union(self, other, sort=None):
        other = index_of(other)
        name = self.name if self.name == other.name else None
        if self.equals(other):
            return self.rename(name)
        seen = dict.fromkeys(self.tolist())
        seen.update(dict.fromkeys(other.tolist()))
        items = list(seen)
        if sort is not False:
            try:
                items.sort()
            except TypeError:
                pass
        made = index_of(infer(items) if self.nlevels == 1 else items)
        if isinstance(self, RangeIndex) and isinstance(other, RangeIndex):
            ranged = _as_range(items)
            made = made if ranged is None else ranged
        made = made._view()
        if made.nlevels > 1:
            made.names = self.names
        else:
            made.name = name
        return made

    def intersection(self, other, sort=False):
        other = index_of(other)
        there = set(other.tolist())
        made = self._take(np.array([i for i, v in enumerate(self.tolist()) if v in there], dtype=np.int64))
        made.name = self.name if self.name == other.name else None
        return made

    def difference(self, other, sort=None):
        there = set(index_of(other).tolist())
        made = self._take(np.array([i for i, v in enumerate(self.tolist()) if v not in there], dtype=np.int64))
        return made.sort_values() if sort is not False else made

    def symmetric_difference(self, other):
        other = index_of(other)
        return self.difference(other).union(other.difference(self))

    def equals(self, other):
        if self is other:
            return True
        if not isinstance(other, Index) or len(self) != len(other):
            return False
        return self.tolist() == other.tolist()

    def identical(self, other):
        return self.equals(other) and self.names == other.names and self.dtype == other.dtype

    def where(self, cond, other=nan):
        return index_of([v if c else other for v, c in zip(self.tolist(), list(cond))], self.name)

    def to_flat_index(self):
        return self

    @property
    def str(self):
        from pandas._strings import StringMethods
        return StringMethods(self)

    def _reduce(self, name, skipna=True):
        return reduce(name, self._v, skipna)

    def min(self, axis=None, skipna=True):
        return self._reduce("min", skipna)

    def max(self, axis=None, skipna=True):
        return self._reduce("max", skipna)

    def any(self):
        return bool(self._reduce("any"))

    def all(self):
        return bool(self._reduce("all"))

    def argmin(self):
        return int(np.argmin(self.values))

    def argmax(self):
        return int(np.argmax(self.values))

    def _binary(self, name, other, flip=False):
        if hasattr(other, "columns") or hasattr(other, "_v") and not isinstance(other, Index):
            return NotImplemented
        if isinstance(other, Index):
            other = other._v
        elif isinstance(other, (list, tuple, _ndarray)):
            other = column(other)
        if hasattr(other, "__len__") and not isinstance(other, str) and len(other) != len(self):
            raise ValueError("Lengths must match to compare")
        result = binary(name, other, self._v) if flip else binary(name, self._v, other)
        if name in COMPARES or isinstance(result, _ndarray) and result.dtype.kind == "b":
            return result
        return index_of(result, self.name)

    def __neg__(self):
        return index_of(-self._v, self.name)

    def __invert__(self):
        return index_of(~self._v, self.name)


def _operator(name, flip):
    def method(self, other):
        return self._binary(name, other, flip)

    return method


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "eq", "ne", "lt", "le", "gt", "ge"):
    setattr(Index, "__%s__" % _name, _operator(_name, False))
    if _name not in COMPARES:
        setattr(Index, "__r%s__" % _name, _operator(_name, True))


def _as_range(items):
    """A RangeIndex of whole numbers that follow one another by one step, or None."""
    if len(items) < 2 or any(type(v) is not int for v in items):
        return None
    step = items[1] - items[0]
    made = range(items[0], items[-1] + (1 if step > 0 else -1), step) if step else None
    return RangeIndex(made) if made is not None and len(made) == len(items) and list(made) == items else None


class RangeIndex(Index):
    """Whole numbers that follow one another; what a table has when nobody gave labels."""

    __module__ = "pandas.core.indexes.range"
    _title = "RangeIndex"

    def __init__(self, start=None, stop=None, step=None, dtype=None, copy=False, name=None):
        if isinstance(start, RangeIndex):
            start = start._r
        if not isinstance(start, range):
            start = range(0 if start is None or stop is None else int(start),
                          int(start or 0) if stop is None else int(stop), step or 1)
        self._r, self.name, self._where, self._array = start, name, None, None

    start = property(lambda self: self._r.start)
    stop = property(lambda self: self._r.stop)
    step = property(lambda self: self._r.step)
    dtype = property(lambda self: np.dtype(np.int64))
    is_unique = True
    is_monotonic_increasing = property(lambda self: self._r.step > 0 or len(self) < 2)
    is_monotonic_decreasing = property(lambda self: self._r.step < 0 or len(self) < 2)

    @property
    def _v(self):
        if self._array is None:
            self._array = np.arange(self._r.start, self._r.stop, self._r.step)
        return self._array

    def _like(self, values):
        return Index._new(values, self.name)

    def __len__(self):
        return len(self._r)

    size = property(__len__)

    def tolist(self):
        return list(self._r)

    def __contains__(self, label):
        try:
            return label in self._r
        except TypeError:
            return False

    def __getitem__(self, key):
        if isinstance(key, (int, np.integer)):
            try:
                return self._r[key]
            except IndexError:
                raise IndexError("index %d is out of bounds for axis 0 with size %d" % (key, len(self))) from None
        return Index.__getitem__(self, key)

    def _take(self, at):
        if isinstance(at, slice):
            return RangeIndex(self._r[at], name=self.name)
        return Index._new(self._v[at], self.name)

    def _find(self, label):
        try:
            if label in self._r and not isinstance(label, (list, _ndarray)):
                return self._r.index(label)
        except TypeError:
            pass
        if isinstance(label, float) and label.is_integer() and int(label) in self._r:
            return self._r.index(int(label))
        if isinstance(label, (list, dict, slice)):
            raise InvalidIndexError(label)
        raise KeyError(label)

    def _match(self, labels):
        r = self._r
        if isinstance(labels, RangeIndex) and labels._r == r:
            return list(range(len(r)))
        return [r.index(v) if type(v) in (int, float) and v in r else -1 for v in labels.tolist()]

    def equals(self, other):
        if isinstance(other, RangeIndex):
            return self._r == other._r
        return Index.equals(self, other)

    def unique(self, level=None):
        return self
