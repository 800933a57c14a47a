"""DataFrame: columns of one length under labels."""
import numpy as np

from pandas._common import (
    Table, clipped, filled, is_list, is_mask, labels_at, mask_of, packed, packed_index, put, replaced,
    resolve, rounded, unpacked, unpacked_index, _wrong_item)
from pandas._data import (
    COMPARES, Extension, binary, cast, column, factorize, full, infer, is_na, join, missing, nan, numeric,
    objects, order, pick, quiet, reduce, scalar)
from pandas._index import Index, RangeIndex, given_index, index_of
from pandas._series import Series, _called, _same, _table, repeated

_ndarray = np.ndarray


class DataFrame(Table):
    __module__ = "pandas.core.frame"
    ndim = 2

    def __init__(self, data=None, index=None, columns=None, dtype=None, copy=None):
        rows = None if index is None else given_index(index)
        names = None if columns is None else given_index(columns)
        if data is None:
            data = {}
        if isinstance(data, DataFrame):
            made = data if rows is None and names is None else data.reindex(index=rows, columns=names)
            cols, names, rows = [c.copy() for c in made._c], made.columns, made._index
        elif isinstance(data, dict):
            cols, names, rows = _of_dict(data, rows, names)
        elif isinstance(data, _ndarray) and data.ndim == 2:
            cols = [data[:, i].copy() for i in range(data.shape[1])]
            if data.dtype.kind == "O":
                cols = [infer(c.tolist()) if dtype is None else c for c in cols]
            elif data.dtype.kind == "U":
                cols = [objects(c.tolist()) for c in cols]
            cols, names, rows = _fitted(cols, data.shape, rows, names)
        elif isinstance(data, (Series, Index)) or isinstance(data, (_ndarray, Extension)):
            if isinstance(data, _ndarray) and data.ndim != 1:
                raise ValueError("Must pass 2-d input. shape=%s" % (data.shape,) if data.ndim > 2 else
                                 "DataFrame constructor not properly called!")
            if isinstance(data, Series):
                if rows is not None and not rows.equals(data.index):
                    data = data.reindex(rows)
                rows = data.index
                if names is None and data.name is not None:
                    names = index_of([data.name])
            elif isinstance(data, Index) and names is None and data.name is not None:
                names = index_of([data.name])
            values = column(data)
            cols, names, rows = _fitted([values.copy()], (len(values), 1), rows, names)
        elif isinstance(data, (str, bytes)) or not hasattr(data, "__iter__"):
            if rows is None or names is None:
                raise ValueError("DataFrame constructor not properly called!")
            cols = [full(len(rows), data) for _ in range(len(names))]
        else:
            cols, names, rows = _of_rows(list(data), rows, names)
        if dtype is not None:
            cols = [cast(c, dtype) for c in cols]
        self.__dict__.update(_c=cols, _columns=names, _index=rows)

    @classmethod
    def _make(cls, cols, columns, index):
        self = object.__new__(cls)
        self.__dict__.update(_c=cols, _columns=columns, _index=index)
        return self

    @classmethod
    def from_dict(cls, data, orient="columns", dtype=None, columns=None):
        if orient == "index":
            keys = list(data)
            rows = list(data.values())
            if rows and isinstance(rows[0], (dict, Series)):
                made = cls(rows)
                made.index = keys
                return made
            return cls(rows, index=keys, columns=columns, dtype=dtype)
        return cls(data, dtype=dtype, columns=columns)

    @classmethod
    def from_records(cls, data, index=None, columns=None, **options):
        made = cls(data if isinstance(data, _ndarray) else list(data), columns=columns)
        return made.set_index(index) if isinstance(index, str) else made

    # ------------------------------------------------------------------ for the shared methods
    def _rows(self, at):
        return DataFrame._make([c[at] for c in self._c], self._columns, self._index._take(at))

    def _row(self, at):
        return Series._make(_across([c[at:at + 1] for c in self._c]), self._columns, self._index[at])

    def _columns_at(self, at):
        if isinstance(at, int):
            return self._column(at)
        if isinstance(at, slice):
            return DataFrame._make(self._c[at], self._columns._take(at), self._index)
        return DataFrame._make([self._c[i] for i in at], self._columns._take(at), self._index)

    def _column(self, at):
        made = Series._make(self._c[at], self._index, self._columns[at])
        made.__dict__["_home"] = (self, made.name)
        return made

    def _cells(self, rows, cols):
        if isinstance(cols, int):
            if isinstance(rows, int):
                return self._c[cols][rows]
            values = self._c[cols]
            if isinstance(rows, slice) and rows == slice(None):
                return self._column(cols)
            return Series._make(values[rows], self._index._take(rows), self._columns[cols])
        some = self._columns_at(cols)
        return some._row(rows) if isinstance(rows, int) else some._rows(rows)

    def _each(self, function):
        return DataFrame._make([function(c) for c in self._c], self._columns, self._index)

    def _become(self, made):
        self.__dict__.update(_c=made._c, _columns=made._columns, _index=made._index)

    def _put(self, at, cols, value, by_label):
        """Cells at row places `at` and columns (labels or places) replaced by a value or values."""
        if cols is None:
            cols = slice(None)
        if by_label:
            if not is_list(cols) and not isinstance(cols, slice) and not callable(cols) and cols not in self._columns:
                fresh = full(len(self), nan)
                some = hasattr(value, "__iter__") and not isinstance(value, str)
                if not some and not is_na(value):
                    fresh = fresh if type(value) in (int, float) else objects([nan] * len(self))
                whole = isinstance(at, slice) and at.indices(len(self)) == (0, len(self), 1)
                if whole and not isinstance(value, Series):
                    self[cols] = value
                    return
                self._c.append(fresh)
                self.__dict__["_columns"] = self._columns.insert(len(self._columns), cols)
            across = resolve(self._columns, cols, "columns", self)
        else:
            across = cols
        if isinstance(across, int):
            across, single = [across], True
        else:
            single = False
            across = list(range(len(self._c))[across]) if isinstance(across, slice) else [int(i) for i in across]
        one_row = isinstance(at, int)
        if isinstance(value, DataFrame):
            values = [value._c[value._columns._find(self._columns[i])] if self._columns[i] in value._columns else None
                      for i in across]
            values = [Series._make(v, value._index) if v is not None else nan for v in values]
        elif single:
            values = [value]
        elif isinstance(value, dict):
            values = [value[self._columns[i]] for i in across]
        elif isinstance(value, Series) and one_row:
            values = pick(value._v, value._index._match(self._columns._take(np.array(across)))).tolist()
        elif isinstance(value, (list, tuple, _ndarray)) and len(value):
            grid = np.asarray(value, dtype=object) if not isinstance(value, _ndarray) else value
            if grid.ndim == 2:
                values = [infer(grid[:, i].tolist()) for i in range(grid.shape[1])]
            elif one_row or len(value) == len(across):
                values = list(value)
            else:
                raise ValueError("could not broadcast input array from shape (%d,) into shape (%d,%d)" % (
                    len(value), len(range(*at.indices(len(self)))) if isinstance(at, slice) else len(at),
                    len(across)))
            if len(values) != len(across):
                raise ValueError("Must have equal len keys and value when setting with an iterable")
        else:
            values = [value] * len(across)
        for i, v in zip(across, values):
            self._c[i] = put(self._c[i], at, v, self._index)

    def _enlarge(self, label, cols, value):
        names = self._columns.tolist()
        if cols is not None:
            wanted = cols if is_list(cols) else [cols]
            given = dict(zip(wanted, value if is_list(value) or isinstance(value, tuple) else [value] * len(wanted)))
            for name in wanted:
                if name not in names:
                    self[name] = nan
            names = self._columns.tolist()
            row = [given.get(n, nan) for n in names]
        elif isinstance(value, (dict, Series)):
            row = [value.get(n, nan) for n in names]
        elif is_list(value) or isinstance(value, tuple):
            row = list(value)
            if len(row) != len(names):
                raise ValueError("cannot set a row with mismatched columns")
        else:
            row = [value] * len(names)
        self.__dict__["_index"] = self._index.insert(len(self), label) if len(self) else index_of(
            [label], self._index.name)
        if len(self._index) == 1 and self._c and not len(self._c[0]):
            self.__dict__["_c"] = [infer([v]) for v in row]
        else:
            if isinstance(value, Series) and value.dtype.kind == "f":
                self.__dict__["_c"] = [objects([float(v) for v in c.tolist()]) if isinstance(
                    c, _ndarray) and c.dtype.kind == "b" else c for c in self._c]
            self.__dict__["_c"] = [join([c, infer([v])]) for c, v in zip(self._c, row)]

    def _choose(self, cond, other, flip):
        if callable(cond):
            cond = cond(self)
        out = []
        for i, c in enumerate(self._c):
            if isinstance(cond, DataFrame):
                name = self._columns[i]
                one = cond._column(cond._columns._find(name)) if name in cond._columns else Series._make(
                    np.full(len(self), flip), self._index)
            elif isinstance(cond, Series):
                one = cond
            else:
                one = np.asarray(cond)[:, i]
            fill = other._c[i] if isinstance(other, DataFrame) else other
            out.append(Series._make(c, self._index)._choose(one, fill, flip)._v)
        return DataFrame._make(out, self._columns, self._index)

    def _operate(self, name, other, flip=False, fill_value=None, axis="columns"):
        rows, cols = self._index, self._columns
        if isinstance(other, DataFrame):
            if name in COMPARES and not (rows.equals(other._index) and cols.equals(other._columns)):
                raise ValueError("Can only compare identically-labeled (both index and columns) DataFrame objects")
            left, right = self._aligned(other)
            return DataFrame._make(
                [Series._make(a, left._index)._operate(name, Series._make(b, left._index), flip, fill_value)._v
                 for a, b in zip(left._c, right._c)], left._columns, left._index)
        if isinstance(other, Series) and axis in (0, "index", "rows"):
            parts = [self._column(i)._operate(name, other, flip, fill_value) for i in range(len(self._c))]
            return DataFrame._make([p._v for p in parts], cols, parts[0]._index if parts else rows)
        if isinstance(other, Series):
            if not cols.equals(other._index):
                if name in COMPARES:
                    raise ValueError("Operands are not aligned. Do `left, right = left.align(right, axis=1, "
                                     "copy=False)` before operating.")
                both = cols.union(other._index)
                frame = self.reindex(columns=both)
                other = other.reindex(both)
                return frame._operate(name, other, flip)
            values = [scalar(v) for v in other.tolist()]
        elif isinstance(other, (list, tuple)) or isinstance(other, (_ndarray, Index)) and other.ndim == 1:
            values = list(other)
            if axis in (0, "index", "rows"):
                return self._operate(name, Series(values, index=rows), flip, fill_value, axis)
            if len(values) != len(self._c):
                raise ValueError("Unable to coerce to Series, length must be %d: given %d"
                                 % (len(self._c), len(values)))
        elif isinstance(other, _ndarray) and other.ndim == 2:
            if other.shape != self.shape:
                raise ValueError("Unable to coerce to DataFrame, shape must be %s: given %s"
                                 % (self.shape, other.shape))
            values = [other[:, i] for i in range(other.shape[1])]
        else:
            values = [other] * len(self._c)
        mine = self._c if fill_value is None else [filled(c, fill_value) for c in self._c]
        return DataFrame._make([binary(name, v, c) if flip else binary(name, c, v) for c, v in zip(mine, values)],
                               cols, rows)

    def _aligned(self, other):
        rows = self._index if self._index.equals(other._index) else self._index.union(other._index)
        cols = self._columns if self._columns.equals(other._columns) else self._columns.union(other._columns)
        return self.reindex(index=rows, columns=cols), other.reindex(index=rows, columns=cols)

    def align(self, other, join="outer", axis=None):
        return self._aligned(other)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        cols = []
        for i in range(len(self._c)):
            args = [x._c[i] if isinstance(x, DataFrame) else x for x in inputs]
            with quiet:
                cols.append(ufunc(*args))
        return DataFrame._make(cols, self._columns, self._index)

    # ------------------------------------------------------------------ facts
    @property
    def index(self):
        return self._index

    @index.setter
    def index(self, labels):
        self.__dict__["_index"] = self._relabelled(labels, self._index)

    @property
    def columns(self):
        return self._columns

    @columns.setter
    def columns(self, labels):
        self.__dict__["_columns"] = self._relabelled(labels, self._columns)

    @staticmethod
    def _relabelled(labels, old):
        if not hasattr(labels, "__iter__") or isinstance(labels, str):
            raise TypeError("Index(...) must be called with a collection of some kind, %r was passed" % (labels,))
        labels = given_index(labels)
        if len(labels) != len(old):
            raise ValueError("Length mismatch: Expected axis has %d elements, new values have %d elements"
                             % (len(old), len(labels)))
        return labels

    shape = property(lambda self: (len(self._index), len(self._columns)))
    size = property(lambda self: len(self._index) * len(self._columns))
    empty = property(lambda self: not len(self._index) or not len(self._columns))
    axes = property(lambda self: [self._index, self._columns])
    dtypes = property(lambda self: Series._make(objects([c.dtype for c in self._c]), self._columns))

    @property
    def values(self):
        if not self._c:
            return np.empty((len(self), 0), dtype=object)
        kinds = {c.dtype.kind for c in self._c}
        n = len(self)
        if kinds <= set("biufc") and (kinds == {"b"} or "b" not in kinds):
            made = np.empty((n, len(self._c)), dtype=np.result_type(*[c.dtype for c in self._c]))
            for i, c in enumerate(self._c):
                made[:, i] = c
            return made
        made = np.empty((n, len(self._c)), dtype=object)
        for i, c in enumerate(self._c):
            made[:, i] = objects(c.tolist())
        return made

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        made = self.values
        return made if dtype is None else made.astype(dtype)

    @property
    def T(self):
        columns = self._index
        kinds = {str(c.dtype) for c in self._c}
        if not self._c:
            return DataFrame._make([objects([]) for _ in range(len(self))], columns, self._columns)
        if len(kinds) == 1 and isinstance(self._c[0], Extension):
            whole = join(self._c)
            n = len(self)
            return DataFrame._make([whole[np.arange(len(self._c)) * n + i] for i in range(n)], columns, self._columns)
        grid = self.values
        return DataFrame._make([grid[i].copy() for i in range(len(self))], columns, self._columns)

    def transpose(self, *args, **options):
        return self.T

    def __getattr__(self, name):
        if name[:2] != "__" and name in self.__dict__.get("_columns", ()):
            return self[name]
        if name == "style":
            raise AttributeError("styles of tables ('.style') are not available here")
        raise AttributeError("'DataFrame' object has no attribute %r" % name)

    def __setattr__(self, name, value):
        if name[:1] != "_" and not hasattr(DataFrame, name) and name in self._columns:
            self[name] = value
        else:
            object.__setattr__(self, name, value)

    def __dir__(self):
        return Table.__dir__(self) + [c for c in self._columns.tolist() if isinstance(c, str) and c.isidentifier()]

    def __repr__(self):
        from pandas._format import frame_repr
        return frame_repr(self)

    def _repr_html_(self):
        from pandas._format import frame_html
        return frame_html(self)

    def __iter__(self):
        return iter(self._columns)

    def __contains__(self, label):
        return label in self._columns

    def keys(self):
        return self._columns

    def items(self):
        for i, name in enumerate(self._columns.tolist()):
            yield name, self._column(i)

    def iterrows(self):
        labels, names = self._index.tolist(), self._columns
        kinds = {str(c.dtype) for c in self._c}
        if all(isinstance(c, _ndarray) for c in self._c) and (len(kinds) == 1 or {c.dtype.kind for c in self._c} <= set(
                "iuf")):
            grid = self.values
            for i, label in enumerate(labels):
                yield label, Series._make(grid[i], names, label)
        elif len(kinds) == 1:
            for i, label in enumerate(labels):
                yield label, Series._make(_across([c[i:i + 1] for c in self._c]), names, label)
        else:
            width = len(names)
            empty = np.empty
            for label, row in zip(labels, zip(*[c.tolist() for c in self._c])):
                values = empty(width, dtype=object)
                for i, v in enumerate(row):
                    values[i] = v
                yield label, Series._make(values, names, label)

    def itertuples(self, index=True, name="Pandas"):
        from collections import namedtuple
        fields = self._columns.tolist()
        lists = [c.tolist() for c in self._c]
        if index:
            fields, lists = ["Index"] + fields, [self._index.tolist()] + lists
        rows = zip(*lists)
        if name is None:
            return rows
        made = namedtuple(name, fields, rename=True) if all(isinstance(f, str) for f in fields) else namedtuple(
            name, ["Index" if f == "Index" and index else "_%d" % i for i, f in enumerate(fields)], rename=True)
        return (made(*row) for row in rows)

    def copy(self, deep=True):
        return DataFrame._make([c.copy() for c in self._c] if deep else list(self._c), self._columns, self._index)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def __reduce__(self):
        return _again, (list(map(packed, self._c)), packed_index(self._columns), packed_index(self._index))

    def equals(self, other):
        return isinstance(other, DataFrame) and self._index.equals(other._index) and self._columns.equals(
            other._columns) and all(a.dtype == b.dtype and _same(a, b) for a, b in zip(self._c, other._c))

    def to_dict(self, orient="dict", into=dict, index=True):
        names, rows = self._columns.tolist(), self._index.tolist()
        lists = [c.tolist() for c in self._c]
        if orient == "list":
            return dict(zip(names, lists))
        if orient == "series":
            return {n: self._column(i) for i, n in enumerate(names)}
        if orient in ("records", "rows"):
            return [dict(zip(names, row)) for row in zip(*lists)]
        if orient == "index":
            return {label: dict(zip(names, row)) for label, row in zip(rows, zip(*lists))}
        if orient == "split":
            return {"index": rows, "columns": names, "data": [list(row) for row in zip(*lists)]}
        return {n: dict(zip(rows, values)) for n, values in zip(names, lists)}

    def to_records(self, index=True, **options):
        return list(self.itertuples(index=index))

    # ------------------------------------------------------------------ choosing
    def __getitem__(self, key):
        if callable(key):
            key = key(self)
        if isinstance(key, DataFrame):
            return self.where(key)
        if isinstance(key, slice):
            parts = [p for p in (key.start, key.stop) if p is not None]
            if all(isinstance(p, (int, np.integer)) for p in parts):
                return self._rows(key)
            return self._rows(self._index._span(key))
        if is_list(key):
            if not hasattr(key, "dtype") and not isinstance(key, list):
                key = list(key)
            if is_mask(key):
                return self._rows(mask_of(key, self._index, _wrong_item))
            return self._columns_at(labels_at(self._columns, key, "columns"))
        if isinstance(key, (set, dict)):
            raise TypeError("Passing a %s as an indexer is not supported. Use a list instead." % type(key).__name__)
        at = self._columns._find(key)
        if isinstance(at, int):
            return self._column(at)
        made = self._columns_at(at)
        if self._columns.nlevels > 1:
            parts = key if isinstance(key, tuple) else (key,)
            made.__dict__["_columns"] = self._columns._below(at.tolist(), len(parts))
        return made

    def __setitem__(self, key, value):
        if callable(key):
            key = key(self)
        if isinstance(key, DataFrame):
            self._become(self.mask(key, value))
            return
        if isinstance(key, slice):
            at = key if not isinstance(key.start, str) and not isinstance(key.stop, str) else self._index._span(key)
            self._put(at, None, value, True)
            return
        if is_list(key):
            key = key if hasattr(key, "dtype") else list(key)
            if is_mask(key):
                self._put(mask_of(key, self._index, _wrong_item), None, value, True)
                return
            names = list(key)
            if isinstance(value, DataFrame):
                parts = [value._column(i) for i in range(len(value._c))]
            elif isinstance(value, _ndarray) and value.ndim == 2:
                parts = [value[:, i] for i in range(value.shape[1])]
            elif is_list(value) and len(value) and is_list(value[0]):
                parts = [infer(list(p)) for p in zip(*value)]
            elif is_list(value) and len(value) == len(names) and not isinstance(value, Series):
                parts = list(value)
            else:
                parts = [value] * len(names)
            if len(parts) != len(names):
                raise ValueError("Columns must be same length as key")
            for name, part in zip(names, parts):
                self[name] = part
            return
        if isinstance(value, DataFrame):
            if len(value._c) != 1:
                raise ValueError("Cannot set a DataFrame with multiple columns to the single column %s" % key)
            value = value._column(0)
        values = self._fresh(value)
        where = self._columns._places().get(key) if not isinstance(key, (list, dict)) else None
        if where is None:
            self._c.append(values)
            names = self._columns
            if names.nlevels > 1 and not isinstance(key, tuple):
                key = (key,) + ("",) * (names.nlevels - 1)
            self.__dict__["_columns"] = names.insert(len(names), key) if len(names) else index_of([key], names.name)
        else:
            for i in [where] if isinstance(where, int) else where:
                self._c[i] = values

    def _fresh(self, value):
        """A value or values as a column of this table's length; labels are aligned."""
        if isinstance(value, Series):
            if not self._c and not len(self._index):
                self.__dict__["_index"] = value._index
            if value._index is self._index or value._index.equals(self._index):
                return value._v.copy()
            return pick(value._v, value._index._match(self._index))
        if isinstance(value, dict):
            value = list(value)
        if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") or getattr(value, "ndim", 1) == 0:
            return full(len(self._index), value)
        if isinstance(value, _ndarray) and value.ndim == 2 and value.shape[1] == 1:
            value = value[:, 0]
        values = column(value)
        values = values.copy() if values is value or hasattr(value, "_v") else values
        if not self._c and not len(self._index):
            self.__dict__["_index"] = RangeIndex(len(values))
        if len(values) != len(self._index):
            raise ValueError("Length of values (%d) does not match length of index (%d)"
                             % (len(values), len(self._index)))
        return values

    def __delitem__(self, key):
        at = self._columns._find(key)
        gone = [at] if isinstance(at, int) else at.tolist()
        self._become(self._columns_at(np.array([i for i in range(len(self._c)) if i not in gone], dtype=np.int64)))

    def get(self, key, default=None):
        try:
            return self[key]
        except (KeyError, ValueError, IndexError):
            return default

    def pop(self, item):
        made = self[item]
        made.__dict__["_home"] = None
        del self[item]
        return made

    def insert(self, loc, column, value, allow_duplicates=False):
        if column in self._columns and not allow_duplicates:
            raise ValueError("cannot insert %s, already exists" % column)
        values = self._fresh(value)
        self._c.insert(loc, values)
        self.__dict__["_columns"] = self._columns.insert(loc, column)

    def assign(self, **named):
        made = self.copy()
        for name, value in named.items():
            made[name] = value(made) if callable(value) else value
        return made

    def filter(self, items=None, like=None, regex=None, axis=None):
        down = axis in (0, "index")
        labels = self._index if down else self._columns
        if items is not None:
            at = [labels._find(v) for v in items if v in labels]
        elif like is not None:
            at = [i for i, v in enumerate(labels.tolist()) if like in str(v)]
        else:
            import re
            at = [i for i, v in enumerate(labels.tolist()) if re.search(regex, str(v))]
        at = np.array(at, dtype=np.int64)
        return self._rows(at) if down else self._columns_at(at)

    def select_dtypes(self, include=None, exclude=None):
        def fits(dtype, wanted):
            for w in wanted:
                if w in ("number", np.number) and dtype.kind in "iufcn" or w in ("object", object, "O", str) and \
                        dtype.kind == "O" or w in (int, "int", "integer", np.integer) and dtype.kind in "iu" or \
                        w in (float, "float", np.floating) and dtype.kind == "f" or \
                        w in ("datetime", "datetime64") and dtype.kind == "M" or \
                        w in (bool, "bool") and dtype.kind == "b" or str(dtype) == str(w):
                    return True
            return False
        include = [include] if include is not None and not is_list(include) else include
        exclude = [exclude] if exclude is not None and not is_list(exclude) else exclude
        at = [i for i, c in enumerate(self._c) if (include is None or fits(c.dtype, include)) and
              (exclude is None or not fits(c.dtype, exclude))]
        return self._columns_at(np.array(at, dtype=np.int64))

    def drop(self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False, errors="raise"):
        if labels is not None:
            if axis in (1, "columns"):
                columns = labels
            else:
                index = labels
        elif index is None and columns is None:
            raise ValueError("Need to specify at least one of 'labels', 'index' or 'columns'")
        made = self
        if columns is not None:
            made = made._columns_at(_without(made._columns, columns, errors))
        if index is not None:
            made = made._rows(_without(made._index, index, errors))
        return self._done(made.copy() if made is self else made, inplace)

    def reindex(self, labels=None, index=None, columns=None, axis=None, method=None, fill_value=None, **options):
        if labels is not None:
            if axis in (1, "columns"):
                columns = labels
            else:
                index = labels
        cols, names, rows = self._c, self._columns, self._index
        if columns is not None:
            fresh = index_of(columns)
            if fresh.name is None and fresh.nlevels == 1 and fresh is not columns:
                fresh.name = names.name
            if not names.equals(fresh):
                empty = full(len(rows), nan if fill_value is None else fill_value)
                cols = [cols[i] if i >= 0 else empty.copy() for i in names._match(fresh)]
            names = fresh
        if index is not None:
            fresh = index_of(index)
            if not rows.equals(fresh):
                made = [Series._make(c, rows).reindex(fresh, method, fill_value)._v for c in cols]
                cols = made
            if fresh.name is None and fresh.nlevels == 1 and fresh is not index:
                fresh.name = rows.name
            rows = fresh
        return DataFrame._make(list(cols), names, rows)

    def reindex_like(self, other):
        return self.reindex(index=other.index, columns=other.columns)

    def rename(self, mapper=None, index=None, columns=None, axis=None, copy=None, inplace=False, level=None,
               errors="ignore"):
        if mapper is not None:
            if axis in (1, "columns"):
                columns = mapper
            else:
                index = mapper
        made = self.copy() if not inplace else self
        for attribute, change in (("_columns", columns), ("_index", index)):
            if change is not None:
                old = getattr(self, attribute)
                function = change if callable(change) else lambda v: change.get(v, v)
                if errors == "raise" and not callable(change):
                    lost = [k for k in change if k not in old]
                    if lost:
                        raise KeyError("%s not found in axis" % lost)
                if old.nlevels > 1:
                    fresh = index_of([tuple(map(function, t)) for t in old.tolist()])
                    fresh.names = old.names
                else:
                    fresh = index_of([function(v) for v in old.tolist()])
                    if fresh.nlevels == 1:
                        fresh.name = old.name
                made.__dict__[attribute] = fresh
        return None if inplace else made

    def add_prefix(self, prefix, axis=None):
        return self.rename(columns=lambda v: "%s%s" % (prefix, v))

    def add_suffix(self, suffix, axis=None):
        return self.rename(columns=lambda v: "%s%s" % (v, suffix))

    def set_index(self, keys, drop=True, append=False, inplace=False, verify_integrity=False):
        several = isinstance(keys, list)
        keys = keys if several else [keys]
        lost = [k for k in keys if not hasattr(k, "__iter__") and k not in self._columns or
                isinstance(k, (str, tuple)) and k not in self._columns]
        if lost:
            raise KeyError("None of %s are in the columns" % lost)
        parts, names, used = [], [], []
        if append:
            parts = [self._index.get_level_values(i)._v for i in range(self._index.nlevels)]
            names = list(self._index.names)
        for k in keys:
            if isinstance(k, (Series, Index, _ndarray, list, range)):
                values = column(k)
                if len(values) != len(self):
                    raise ValueError("Length mismatch: Expected %d rows, received array of length %d"
                                     % (len(self), len(values)))
                parts.append(values)
                names.append(getattr(k, "name", None))
            else:
                parts.append(self._c[self._columns._find(k)])
                names.append(k)
                used.append(k)
        made = self.drop(columns=used) if drop and used else self.copy()
        if len(parts) == 1:
            fresh = index_of(parts[0].copy())._view()
            fresh.name = names[0]
        else:
            from pandas._multi import MultiIndex
            fresh = MultiIndex.from_arrays(parts, names=names)
        if verify_integrity and not fresh.is_unique:
            raise ValueError("Index has duplicate keys: %r" % fresh._take(fresh.duplicated()).unique())
        made.__dict__["_index"] = fresh
        return self._done(made, inplace)

    def reset_index(self, level=None, drop=False, inplace=False, col_level=0, col_fill="", names=None, **options):
        index = self._index
        levels = list(range(index.nlevels))
        if level is not None and index.nlevels > 1:
            levels = [index._number(k) for k in (level if is_list(level) else [level])]
        rest = [k for k in range(index.nlevels) if k not in levels]
        fresh = index._keep(rest) if rest else RangeIndex(len(self))
        cols, labels = list(self._c), self._columns.tolist()
        if not drop:
            if names is not None and not is_list(names):
                names = [names]
            for at, k in enumerate(levels):
                name = index.names[k] if names is None else names[at]
                if name is None:
                    name = "level_%d" % k if index.nlevels > 1 else "index" if "index" not in labels else "level_0"
                if name in labels:
                    raise ValueError("cannot insert %s, already exists" % (name,))
                if self._columns.nlevels > 1:
                    name = (name,) + (col_fill,) * (self._columns.nlevels - 1)
                cols.insert(at, (index._level(k) if index.nlevels > 1 else index._v).copy())
                labels.insert(at, name)
            header = index_of(labels)
            if header.nlevels == self._columns.nlevels:
                header = header._view()
                header.names = self._columns.names
        else:
            header = self._columns
            cols = [c.copy() for c in cols]
        return self._done(DataFrame._make(cols, header, fresh), inplace)

    # ------------------------------------------------------------------ values
    def astype(self, dtype, copy=True, errors="raise"):
        if isinstance(dtype, (dict, Series)):
            for name in dtype.keys():
                if name not in self._columns:
                    raise KeyError("Only a column name can be used for the key in a dtype mappings argument. "
                                   "'%s' not found in columns." % name)
            return DataFrame._make([cast(c, dtype[n], errors) if n in dtype else c.copy()
                                    for c, n in zip(self._c, self._columns.tolist())], self._columns, self._index)
        return self._cast_each(dtype, errors)

    def fillna(self, value=None, method=None, axis=None, inplace=False, limit=None):
        if value is None and method is None:
            raise ValueError("Must specify a fill 'value' or 'method'.")
        if isinstance(value, (dict, Series)):
            made = DataFrame._make([filled(c, value[n]) if n in value.keys() else c.copy()
                                    for c, n in zip(self._c, self._columns.tolist())], self._columns, self._index)
        elif isinstance(value, DataFrame):
            other = value.reindex(index=self._index)
            made = DataFrame._make([filled(c, other[n]._v) if n in other else c for c, n in zip(
                self._c, self._columns.tolist())], self._columns, self._index)
        else:
            made = self._each(lambda c: filled(c, value, method, limit))
        return self._done(made, inplace)

    def dropna(self, axis=0, how="any", thresh=None, subset=None, inplace=False, ignore_index=False):
        gone = [missing(c) for c in self._c]
        if axis in (1, "columns"):
            if thresh is not None:
                keep = [len(g) - int(g.sum()) >= thresh for g in gone]
            else:
                keep = [not (g.any() if how == "any" else g.all()) for g in gone]
            return self._done(self._columns_at(np.nonzero(np.array(keep, dtype=bool))[0]), inplace)
        if subset is not None:
            subset = list(subset) if is_list(subset) else [subset]
            lost = [s for s in subset if s not in self._columns]
            if lost:
                raise KeyError(lost)
            gone = [gone[self._columns._find(s)] for s in subset]
        count = np.zeros(len(self), dtype=int)
        for g in gone:
            count = count + g
        if thresh is not None:
            keep = len(gone) - count >= thresh
        else:
            keep = count == 0 if how == "any" else count < len(gone)
        made = self._rows(np.nonzero(keep)[0])
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def replace(self, to_replace=None, value=None, inplace=False, limit=None, regex=False, method=None):
        if regex is not False and regex is not True:
            to_replace, regex = regex, True
        if isinstance(to_replace, dict) and (value is not None or any(isinstance(v, dict)
                                                                       for v in to_replace.values())):
            cols = []
            for c, n in zip(self._c, self._columns.tolist()):
                if n in to_replace:
                    c = replaced(c, _table(to_replace[n], value[n] if isinstance(value, dict) else value), regex)
                cols.append(c)
            return self._done(DataFrame._make(cols, self._columns, self._index), inplace)
        return self._done(self._each(lambda c: replaced(c, _table(to_replace, value), regex)), inplace)

    def round(self, decimals=0):
        if isinstance(decimals, (dict, Series)):
            return DataFrame._make([rounded(c, decimals[n]) if n in decimals else c
                                    for c, n in zip(self._c, self._columns.tolist())], self._columns, self._index)
        return self._each(lambda c: rounded(c, decimals))

    def clip(self, lower=None, upper=None, axis=None, inplace=False):
        return self._done(self._each(lambda c: clipped(c, lower, upper)), inplace)

    def isin(self, values):
        if isinstance(values, dict):
            cols = [Series._make(c, self._index).isin(values[n])._v if n in values else np.zeros(len(self), dtype=bool)
                    for c, n in zip(self._c, self._columns.tolist())]
            return DataFrame._make(cols, self._columns, self._index)
        return self._each(lambda c: Series._make(c, self._index).isin(values)._v)

    def map(self, func, na_action=None, **options):
        def each(c):
            return infer([v if na_action == "ignore" and is_na(v) else func(v, **options) for v in c.tolist()])
        return self._each(each)

    applymap = map

    def apply(self, func, axis=0, raw=False, result_type=None, args=(), **options):
        if isinstance(func, (list, dict)) or isinstance(func, str):
            if isinstance(func, str):
                method = getattr(self, func)
                return method(axis=axis, **options) if axis in (1, "columns") else method(*args, **options)
            return self.agg(func, axis)
        if type(func).__name__ == "ufunc":
            return func(self)
        if axis in (1, "columns"):
            made = [func(row, *args, **options) for _, row in self.iterrows()]
            labels = self._index
        else:
            made = [func(self._column(i), *args, **options) for i in range(len(self._c))]
            labels = self._columns
        if made and isinstance(made[0], Series):
            if axis in (1, "columns"):
                result = DataFrame(made)
                result.__dict__["_index"] = labels
                return result.infer_objects()
            index = made[0]._index
            if all(m._index.equals(index) for m in made):
                return DataFrame._make([m._v for m in made], labels, index)
            return DataFrame(dict(zip(labels.tolist(), made)))
        if made and isinstance(made[0], (list, tuple)) and result_type == "expand" or \
                axis in (0, "index") and made and isinstance(made[0], (list, _ndarray)):
            if axis in (1, "columns"):
                return DataFrame(made, index=labels)
            if all(len(m) == len(self) for m in made):
                return DataFrame._make([infer(list(m)) for m in made], labels, self._index)
            return DataFrame._make([infer(list(m)) for m in made], labels, RangeIndex(len(made[0])))
        if not made and axis in (0, "index"):
            return Series(dtype=float)
        return Series._make(infer(made), labels)

    def agg(self, func=None, axis=0, *args, **options):
        if axis in (1, "columns"):
            if isinstance(func, str):
                return getattr(self, func)(axis=1)
            if isinstance(func, list):
                return DataFrame({_called(f): self.agg(f, 1) for f in func})
            return self.apply(func, axis=1)
        if isinstance(func, str):
            return getattr(self, func)(*args, **options)
        if func is None and options:
            names = list(options)
            parts = {}
            for label, (col, f) in options.items():
                parts.setdefault(col, {})[label] = self[col].agg(f)
            return DataFrame({c: Series(d) for c, d in parts.items()}).reindex(names)
        if isinstance(func, dict):
            if any(is_list(f) for f in func.values()):
                parts = {}
                for c, f in func.items():
                    parts[c] = self[c].agg(f if is_list(f) else [f])
                labels = list(dict.fromkeys(v for p in parts.values() for v in p._index.tolist()))
                return DataFrame(parts).reindex(labels)
            return Series({c: self[c].agg(f) for c, f in func.items()})
        if isinstance(func, (list, tuple)):
            return DataFrame({n: self._column(i).agg(list(func)) for i, n in enumerate(self._columns.tolist())})
        return self.apply(func, axis, args=args, **options)

    aggregate = agg

    def transform(self, func, axis=0, *args, **options):
        if isinstance(func, dict):
            return DataFrame({n: self[n].transform(f) for n, f in func.items()})
        return self.apply(func, axis, args=args, **options)

    # ------------------------------------------------------------------ order and counts
    def sort_values(self, by, axis=0, ascending=True, inplace=False, kind=None, na_position="last",
                    ignore_index=False, key=None):
        names = by if isinstance(by, list) else [by]
        up = ascending if isinstance(ascending, (list, tuple)) else [ascending] * len(names)
        if len(up) != len(names):
            raise ValueError("Length of ascending (%d) != length of by (%d)" % (len(up), len(names)))
        if axis in (1, "columns"):
            return self.T.sort_values(by, ascending=ascending).T.infer_objects()
        at = np.arange(len(self))
        for name, rising in reversed(list(zip(names, up))):
            values = self._sort_key(name)
            if key is not None:
                values = column(key(Series._make(values, self._index, name)))
            at = at[order(values[at], bool(rising), na_position == "last")]
        made = self._rows(at)
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def _sort_key(self, name):
        if name in self._columns:
            return self._c[self._columns._find(name)]
        if name in self._index.names and name is not None:
            return self._index.get_level_values(name)._v
        raise KeyError(name)

    def nunique(self, axis=0, dropna=True):
        if axis in (1, "columns"):
            return self.apply(lambda row: row.nunique(dropna), axis=1)
        return Series._make(np.array([len(factorize(c, dropna=dropna)[1]) for c in self._c], dtype=np.int64),
                            self._columns)

    def _codes(self, subset=None):
        cols = self._c
        if subset is not None:
            subset = list(subset) if is_list(subset) or isinstance(subset, tuple) else [subset]
            lost = [s for s in subset if s not in self._columns]
            if lost:
                raise KeyError(index_of(lost))
            cols = [self._c[self._columns._find(s)] for s in subset]
        parts = [factorize(c, dropna=False)[0].tolist() for c in cols]
        return list(zip(*parts)) if len(parts) != 1 else parts[0]

    def duplicated(self, subset=None, keep="first"):
        return Series._make(repeated(self._codes(subset), keep), self._index)

    def drop_duplicates(self, subset=None, keep="first", inplace=False, ignore_index=False):
        made = self._rows(np.nonzero(~self.duplicated(subset, keep)._v)[0])
        if ignore_index:
            made.index = RangeIndex(len(made))
        return self._done(made, inplace)

    def value_counts(self, subset=None, normalize=False, sort=True, ascending=False, dropna=True):
        from pandas._multi import MultiIndex
        names = self._columns.tolist() if subset is None else list(subset) if is_list(subset) else [subset]
        kept = self.dropna(subset=names) if dropna else self
        rows = list(zip(*[kept[n].tolist() for n in names]))
        counts = {}
        for r in rows:
            counts[r] = counts.get(r, 0) + 1
        if isinstance(subset, str):
            labels = index_of([k[0] for k in counts], subset)
        else:
            labels = MultiIndex._of(list(counts), len(names), names)
        made = Series._make(np.array(list(counts.values()), dtype=np.int64), labels, "count").sort_index()
        if normalize:
            made = Series._make(made._v / made._v.sum(), made._index, "proportion")
        return made.sort_values(ascending=ascending) if sort else made

    def idxmax(self, axis=0, skipna=True, numeric_only=False):
        return self._extremes("idxmax", axis, numeric_only)

    def idxmin(self, axis=0, skipna=True, numeric_only=False):
        return self._extremes("idxmin", axis, numeric_only)

    def _extremes(self, name, axis, numeric_only):
        frame = self._numbers() if numeric_only else self
        if axis in (1, "columns"):
            made = [getattr(row, name)() for _, row in frame.iterrows()]
            return Series._make(infer(made), self._index)
        bad = [str(c.dtype) for c in frame._c if c.dtype.kind == "O"]
        if bad:
            raise TypeError("reduction operation '%s' not allowed for this dtype" % name.replace("idx", "arg"))
        made = [getattr(frame._column(i), name)() for i in range(len(frame._c))]
        return Series._make(infer(made), frame._columns)

    def _numbers(self, extra=""):
        return self._columns_at(np.array([i for i, c in enumerate(self._c) if numeric(c)], dtype=np.int64))

    def count(self, axis=0, numeric_only=False):
        frame = self._numbers() if numeric_only else self
        if axis in (1, "columns"):
            total = np.zeros(len(self), dtype=np.int64)
            for c in frame._c:
                total = total + ~missing(c)
            return Series._make(total, self._index)
        return Series._make(np.array([reduce("count", c) for c in frame._c], dtype=np.int64), frame._columns)

    def _reduce(self, name, axis=0, skipna=True, numeric_only=False, **options):
        frame = self._numbers() if numeric_only else self
        if axis is None and name in ("any", "all", "min", "max", "mean", "sum"):
            made = frame._reduce(name, 0, skipna)
            return getattr(made, name)()
        if axis in (1, "columns"):
            return frame._reduce_rows(name, skipna, options)
        if axis not in (0, "index", "rows", None):
            raise ValueError("No axis named %s for object type DataFrame" % axis)
        if name in ("mean", "median", "std", "var", "sem", "prod"):
            texts = [c for c in frame._c if c.dtype.kind == "O" and any(isinstance(v, str) for v in c.tolist())]
            if texts and name == "mean":
                joined = np.array(["".join(v for v in c.tolist() if isinstance(v, str)) for c in texts], dtype=object)
                raise TypeError("Could not convert %s to numeric" % joined)
            if texts and name == "median":
                raise TypeError("Cannot convert %s to numeric" % np.array([c.tolist() for c in texts], dtype=object))
        made = [reduce(name, c, skipna, **options) for c in frame._c]
        if not made:
            return Series._make(np.empty(0, dtype=bool if name in ("any", "all") else float), frame._columns)
        return Series._make(_results(made, [c.dtype for c in frame._c]), frame._columns)

    def _reduce_rows(self, name, skipna, options):
        n = len(self)
        quick = all(isinstance(c, _ndarray) and c.dtype.kind in "biuf" for c in self._c) and self._c
        if quick and name in ("sum", "mean", "min", "max", "any", "all"):
            kinds = {c.dtype.kind for c in self._c}
            if name in ("any", "all"):
                step = np.logical_or if name == "any" else np.logical_and
                total = self._c[0].astype(bool)
                for c in self._c[1:]:
                    total = step(total, c.astype(bool))
                return Series._make(total, self._index)
            whole = kinds <= set("iub")
            cols = [c if whole else c.astype(float) for c in self._c]
            if kinds == {"b"}:
                cols = [c.astype(np.int64) for c in cols]
            gone = [np.isnan(c) for c in cols] if not whole else []
            lost = np.zeros(n, dtype=np.int64)
            for g in gone:
                lost = lost + g
            with quiet:
                if name in ("min", "max"):
                    step = np.minimum if name == "min" else np.maximum
                    fill = np.inf if name == "min" else -np.inf
                    if not whole and skipna:
                        cols = [np.where(g, fill, c) for g, c in zip(gone, cols)]
                    total = cols[0]
                    for c in cols[1:]:
                        total = step(total, c)
                    if not whole and skipna:
                        total = np.where(lost == len(cols), nan, total)
                    if kinds == {"b"}:
                        total = total.astype(bool)
                    return Series._make(total, self._index)
                if not whole and skipna:
                    cols = [np.where(g, 0.0, c) for g, c in zip(gone, cols)]
                total = cols[0]
                for c in cols[1:]:
                    total = total + c
                if name == "mean":
                    total = total / (len(cols) - (lost if skipna else 0))
            return Series._make(total, self._index)
        made = [reduce(name, _across([c[i:i + 1] for c in self._c]), skipna, **options) for i in range(n)]
        return Series._make(infer(made) if made else np.empty(0), self._index)

    def dot(self, other):
        if isinstance(other, DataFrame):
            made = np.dot(self.values, other.reindex(self._columns).values)
            return DataFrame(made, index=self._index, columns=other._columns)
        made = np.dot(self.values, other.reindex(self._columns).values if isinstance(other, Series) else
                      np.asarray(other))
        return Series(made, index=self._index) if made.ndim == 1 else DataFrame(made, index=self._index)

    __matmul__ = dot

    def squeeze(self, axis=None):
        if len(self._c) == 1:
            one = self._column(0)
            return one.squeeze() if len(self) == 1 and axis is None else one
        return self._row(0) if len(self) == 1 else self

    def infer_objects(self, copy=None):
        return self._each(lambda c: infer(c.tolist()) if isinstance(c, _ndarray) and c.dtype.kind == "O" else c)


def _again(cols, columns, index):
    return DataFrame._make(list(map(unpacked, cols)), unpacked_index(columns), unpacked_index(index))


def _reduction(name):
    def method(self, axis=0, skipna=True, numeric_only=False, **options):
        keep = {k: v for k, v in options.items() if k in ("ddof", "min_count") and v is not None}
        return self._reduce(name, axis, skipna, numeric_only, **keep)

    method.__name__ = name
    return method


for _name in ("sum", "mean", "min", "max", "prod", "std", "var", "sem", "median", "any", "all"):
    setattr(DataFrame, _name, _reduction(_name))
DataFrame.product = DataFrame.prod


def _results(made, dtypes):
    """The results of columns of different kinds in one column."""
    kinds = {getattr(getattr(m, "dtype", None), "kind", "O" if isinstance(m, str) else "") for m in made}
    if "b" in kinds and len(kinds) > 1:
        return objects([m.item() if hasattr(m, "item") else m for m in made])
    if all(d.kind == "O" for d in dtypes) and any(isinstance(m, str) for m in made):
        return objects([m.item() if hasattr(m, "item") else m for m in made])
    return infer([m.item() if hasattr(m, "item") else m for m in made])


def _across(parts):
    """One row: single values of several columns as one column."""
    kinds = {c.dtype.kind for c in parts}
    if len(parts) and (len({str(c.dtype) for c in parts}) == 1 or kinds <= set("iuf")):
        return join(parts) if len(parts) > 1 else parts[0].copy()
    return objects([c[0] for c in parts])


def _without(index, labels, errors):
    """The positions that stay when labels go."""
    if isinstance(labels, tuple) and labels in index:
        labels = [labels]
    labels = list(labels) if is_list(labels) or isinstance(labels, tuple) else [labels]
    lost = [v for v in labels if v not in index]
    if lost and errors != "ignore":
        raise KeyError("%s not found in axis" % [v.item() if hasattr(v, "item") else v for v in lost])
    gone = set()
    for v in labels:
        if v in index:
            at = index._find(v)
            gone.update([at] if isinstance(at, int) else at.tolist())
    return np.array([i for i in range(len(index)) if i not in gone], dtype=np.int64)


def _of_dict(data, rows, names):
    """Columns, names and rows of a dict of columns."""
    if names is not None:
        data = {n: data[n] for n in names.tolist() if n in data} if len(data) else {}
    parts, lengths, labelled = {}, [], []
    for name, value in data.items():
        if isinstance(value, dict):
            value = Series(value)
        if isinstance(value, Series):
            labelled.append(value._index)
        elif isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") or getattr(value, "ndim", 1) == 0:
            pass
        else:
            if isinstance(value, _ndarray) and value.ndim > 1:
                raise ValueError("Per-column arrays must each be 1-dimensional")
            if isinstance(value, (set, frozenset)):
                raise TypeError("'%s' type is unordered" % type(value).__name__)
            value = column(value if hasattr(value, "dtype") or hasattr(value, "_v") else list(value))
            value = value.copy() if isinstance(data[name], _ndarray) else value
            lengths.append(len(value))
        parts[name] = value
    if rows is None:
        if labelled:
            rows = labelled[0]
            for other in labelled[1:]:
                if not rows.equals(other):
                    rows = rows.union(other)
            if lengths and len(set(lengths + [len(rows)])) > 1:
                raise ValueError("array length %d does not match index length %d" % (lengths[0], len(rows)))
        elif lengths:
            if len(set(lengths)) > 1:
                raise ValueError("All arrays must be of the same length")
            rows = RangeIndex(lengths[0])
        elif parts:
            raise ValueError("If using all scalar values, you must pass an index")
        else:
            rows = RangeIndex(0)
    elif lengths:
        if len(set(lengths)) > 1:
            raise ValueError("All arrays must be of the same length")
        if lengths[0] != len(rows):
            if labelled:
                raise ValueError("array length %d does not match index length %d" % (lengths[0], len(rows)))
            raise ValueError("Length of values (%d) does not match length of index (%d)" % (lengths[0], len(rows)))
    cols = []
    for name, value in parts.items():
        if isinstance(value, Series):
            value = value._v.copy() if value._index.equals(rows) else pick(value._v, value._index._match(rows))
        elif isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") or getattr(value, "ndim", 1) == 0:
            value = full(len(rows), value)
        cols.append(value)
    if names is None:
        return cols, index_of(list(parts)) if parts else RangeIndex(0), rows
    by_name = dict(zip(parts, cols))
    return [by_name[n] if n in by_name else objects([nan] * len(rows)) for n in names.tolist()], names, rows


def _of_rows(data, rows, names):
    """Columns, names and rows of a list of rows: dicts, Series, lists, tuples, or single values."""
    if not data:
        names = RangeIndex(0) if names is None else names
        rows = RangeIndex(0) if rows is None else rows
        return [objects([nan] * len(rows)) for _ in range(len(names))], names, rows
    first = data[0]
    if isinstance(first, Series):
        if rows is None:
            labels = [s.name for s in data]
            if all(v is None for v in labels):
                rows = RangeIndex(len(data))
            else:
                count, fixed = 0, []
                for v in labels:
                    if v is None:
                        v = "Unnamed %d" % count
                        count += 1
                    fixed.append(v)
                rows = index_of(fixed)
        keys = first._index if all(s._index.equals(first._index) for s in data) else index_of(
            list(dict.fromkeys(k for s in data for k in s._index.tolist())))
        data = [s.to_dict() for s in data]
    elif isinstance(first, dict):
        keys = index_of(list(dict.fromkeys(k for d in data for k in d)))
    else:
        keys = None
    if keys is not None:
        names = keys if names is None else names
        cols = [infer([d.get(k, nan) for d in data]) for k in names.tolist()]
        return cols, names, RangeIndex(len(data)) if rows is None else _checked(rows, len(data), len(cols))
    if hasattr(first, "_fields") and names is None:
        names = index_of(list(first._fields))
    if isinstance(first, (list, tuple, _ndarray, range, Index)):
        if any(not isinstance(r, (list, tuple, _ndarray, range, Index)) for r in data):
            data = [r if isinstance(r, (list, tuple)) else (r,) for r in data]
        width = max(map(len, data))
        data = [list(r) + [None] * (width - len(r)) for r in data]
        cols = [infer(list(c)) for c in zip(*data)]
        if names is not None and len(names) != width:
            raise ValueError("%d columns passed, passed data had %d columns" % (len(names), width))
        if not cols:
            return _fitted([], (len(data), 0), rows, names)
    else:
        cols = [infer(data)]
    return _fitted(cols, (len(data), len(cols)), rows, names)


def _fitted(cols, shape, rows, names):
    wrong = names is not None and len(names) != shape[1] or rows is not None and len(rows) != shape[0]
    if wrong:
        raise ValueError("Shape of passed values is %s, indices imply %s" % (
            shape, (shape[0] if rows is None else len(rows), shape[1] if names is None else len(names))))
    return cols, RangeIndex(shape[1]) if names is None else names, RangeIndex(shape[0]) if rows is None else rows


def _checked(rows, n, width):
    if len(rows) != n:
        raise ValueError("Shape of passed values is (%d, %d), indices imply (%d, %d)" % (n, width, len(rows), width))
    return rows
