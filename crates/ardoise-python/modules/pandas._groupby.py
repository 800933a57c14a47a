"""`groupby`: rows that share keys, and what is computed of each group."""

import numpy as np

from pandas._common import is_list
from pandas._data import (
    Extension, column, factorize, full, infer, join, missing, nan, numeric, objects, pick, quiet, reduce,
    scalar)
from pandas._frame import DataFrame
from pandas._index import Index, RangeIndex, index_of
from pandas._multi import MultiIndex
from pandas._series import Series, _builtin, _called


class NamedAgg(tuple):
    def __new__(cls, column, aggfunc):
        return tuple.__new__(cls, (column, aggfunc))


class Grouper:
    """A key of `groupby`: a column, or dates by a frequency."""

    def __init__(self, key=None, level=None, freq=None, **options):
        self.key, self.level, self.freq = key, level, freq


class _Key:
    """One key: its name, the code of each row and the labels that codes stand for, sorted."""

    def __init__(self, name, values, sort, dropna, observed, column=None):
        self.name, self.column, self.all, self.freq = name, column, False, None
        if hasattr(values, "categories"):
            self.codes, self.labels = values.codes, values.categories.tolist()
            self.ordered = values.ordered
            if observed:
                used = sorted(set(self.codes.tolist()) - {-1})
                rank = {c: k for k, c in enumerate(used)}
                self.codes = np.array([rank.get(c, -1) for c in self.codes.tolist()], dtype=np.int64)
                self.labels = [self.labels[c] for c in used]
            else:
                self.all = True
            self.kind = values
        else:
            self.codes, self.labels = factorize(values, False, dropna)
            if sort and len(self.labels) > 1:
                self.codes, self.labels = factorize(values, True, dropna)
            self.kind = None
            self.dtype = values.dtype

    def index(self, labels):
        if self.kind is not None:
            from pandas._category import Categorical, CategoricalIndex
            return CategoricalIndex(Categorical(objects(labels), self.kind.categories if self.all else labels,
                                                self.ordered), name=self.name)
        values = objects(labels) if self.dtype.kind == "O" else infer(labels)
        if isinstance(values, np.ndarray) and self.dtype.kind in "iuf" and values.dtype != self.dtype:
            values = values.astype(self.dtype) if not missing(values).any() else values
        made = index_of(values)._view()
        if self.freq is not None and len(labels) == len(self.labels):
            made.freq = self.freq
        if made.nlevels > 1:
            return made
        made.name = self.name
        return made


def _keys(obj, by, level, sort, dropna, observed):
    if by is None and level is None:
        raise TypeError("You have to supply one of 'by' and 'level'")
    if level is not None:
        levels = level if isinstance(level, (list, tuple)) else [level]
        parts = [obj.index.get_level_values(k) for k in levels]
        return [_Key(p.name, p._v, sort, dropna, observed) for p in parts], False
    several = isinstance(by, list) and not (len(by) == len(obj) and not all(_is_key(obj, k) for k in by))
    made = []
    for key in by if several else [by]:
        name = used = None
        if isinstance(key, Grouper):
            if key.freq is not None:
                from pandas._window import binned
                values, labels = binned(obj[key.key]._v if key.key else obj.index._v, key.freq)
                one = _Key(key.key or obj.index.name, values, sort, dropna, observed)
                if len(by if several else [by]) == 1:
                    places = labels._places()
                    one.codes = np.array([places.get(label, -1) for label in values.tolist()], dtype=np.int64)
                    one.labels, one.freq = labels.tolist(), labels.freq
                made.append(one)
                continue
            else:
                name = used = key.key
                values = obj[key.key]._v
        elif callable(key) and not hasattr(key, "_v"):
            values = infer([key(v) for v in obj.index.tolist()])
        elif isinstance(key, dict):
            values = infer([key.get(v, nan) for v in obj.index.tolist()])
        elif isinstance(key, Series):
            name = key.name
            values = key._v if key.index.equals(obj.index) else pick(key._v, key.index._match(obj.index))
            if obj.ndim == 2 and name is not None and name in obj.columns and any(c is key._v for c in obj._c):
                used = name
        elif isinstance(key, (np.ndarray, Index, list, Extension)):
            values, name = column(key), getattr(key, "name", None)
            if len(values) != len(obj):
                raise ValueError("Grouper and axis must be same length")
        elif obj.ndim == 2 and key in obj.columns:
            name = used = key
            values = obj._c[obj.columns._find(key)]
        elif key in obj.index.names and key is not None:
            name, values = key, obj.index.get_level_values(key)._v
        else:
            raise KeyError(key)
        made.append(_Key(name, values, sort, dropna, observed, used))
    return made, several


def _is_key(obj, key):
    try:
        return obj.ndim == 2 and key in obj.columns or key in obj.index.names
    except TypeError:
        return True


def groupby(self, by=None, axis=0, level=None, as_index=True, sort=True, group_keys=True, observed=False, dropna=True):
    keys, several = _keys(self, by, level, sort, dropna, observed)
    groups = Groups(keys, sort, len(self))
    groups.listed = several or level is not None and isinstance(level, (list, tuple))
    if self.ndim == 1:
        return SeriesGroupBy(self, groups, as_index, group_keys)
    used = {k.column for k in keys if k.column is not None}
    return DataFrameGroupBy(self, groups, [n for n in self.columns.tolist() if n not in used], as_index, group_keys)


class Groups:
    """Which group each row is in (`ids`, -1 for none) and the labels of the groups."""

    def __init__(self, keys, sort, n):
        self.keys = keys
        if len(keys) == 1:
            key = keys[0]
            self.ids, self.labels = key.codes, key.labels
        else:
            ids = keys[0].codes
            gone = ids < 0
            for key in keys[1:]:
                ids = ids * (len(key.labels) + 1) + key.codes
                gone = gone | (key.codes < 0)
            ids[gone] = -1
            if any(k.all for k in keys):
                import itertools
                self.labels = list(itertools.product(*[k.labels for k in keys]))
                sizes = [len(k.labels) for k in keys]
                flat = keys[0].codes
                for key, size in zip(keys[1:], sizes[1:]):
                    flat = flat * size + key.codes
                flat[gone] = -1
                self.ids = flat
            else:
                seen, rows = {}, ids.tolist()
                first = []
                for at, one in enumerate(rows):
                    if one >= 0 and one not in seen:
                        seen[one] = len(seen)
                        first.append(at)
                if sort:
                    ranked = sorted(seen)
                    first_of = {one: first[k] for one, k in seen.items()}
                    seen = {one: k for k, one in enumerate(ranked)}
                    first = [first_of[one] for one in ranked]
                seen[-1] = -1
                self.ids = np.array([seen[one if one >= 0 else -1] for one in rows], dtype=np.int64)
                self.labels = [tuple(k.labels[k.codes[at]] for k in keys) for at in first]
        self.n = len(self.labels)
        self.by = np.argsort(self.ids, kind="stable")
        self.ends = np.searchsorted(self.ids[self.by], np.arange(self.n + 1), side="left").tolist()
        self.listed = len(keys) > 1

    def places(self, k):
        """The rows of group k."""
        return self.by[self.ends[k]:self.ends[k + 1]]

    def index(self, labels=None):
        labels = self.labels if labels is None else labels
        if len(self.keys) == 1:
            return self.keys[0].index(labels)
        return MultiIndex._of(list(labels), len(self.keys), [k.name for k in self.keys],
                              [k.labels for k in self.keys])

    def label(self, k):
        """The label of a group as iteration gives it."""
        one = self.labels[k]
        if len(self.keys) > 1:
            return tuple(map(scalar, one))
        return (one,) if self.listed else one


def _reduced(groups, name, values, options):
    """A column's reduction for each group, as a column."""
    n = groups.n
    if name == "size":
        return np.array(groups.ends[1:], dtype=np.int64) - np.array(groups.ends[:-1], dtype=np.int64)
    gone = missing(values)
    by, ends = groups.by, groups.ends
    if gone.any():
        by = by[~gone[by]]
        ids = groups.ids[by]
        ends = np.searchsorted(ids, np.arange(n + 1), side="left").tolist()
    if name == "count":
        return np.array(ends[1:], dtype=np.int64) - np.array(ends[:-1], dtype=np.int64)
    ranked = values[by]
    pairs = list(zip(ends, ends[1:]))
    kind = values.dtype.kind
    if name in ("first", "last"):
        at = [-1 if a == b else a if name == "first" else b - 1 for a, b in pairs]
        made = pick(ranked, np.array(at, dtype=np.int64))
        if values.dtype.kind == "O" and -1 in at:
            made[np.array(at) < 0] = None
        return made
    if name == "nunique":
        items = ranked.tolist()
        return np.array([len(set(items[a:b])) for a, b in pairs], dtype=np.int64)
    if isinstance(values, Extension) and not numeric(values):
        if name in ("mean", "std", "var", "sum", "prod", "median", "sem") and (
                kind == "M" and name not in ("mean", "median") or kind == "C"):
            raise TypeError("%s type does not support %s operations" % (
                "datetime64" if kind == "M" else "category", name))
        return infer([ranked[a:b]._reduce(name) for a, b in pairs])
    if isinstance(values, Extension):
        return infer([reduce(name, ranked[a:b]) for a, b in pairs])
    if kind == "O":
        items = ranked.tolist()
        if name in ("mean", "std", "var", "median", "prod", "sem") and any(isinstance(v, str) for v in items):
            raise TypeError("agg function failed [how->%s,dtype->object]" % name)
        return infer([reduce(name, ranked[a:b], **options) for a, b in pairs]) if name != "sum" or any(
            not isinstance(v, str) for v in items) else objects(
            ["".join(items[a:b]) if b > a else 0 for a, b in pairs])
    if kind == "b" and name in ("mean", "sum", "median", "std", "var", "prod"):
        ranked = ranked.astype(np.int64 if name in ("sum", "prod") else float)
    with quiet:
        if name == "sum":
            made = [ranked[a:b].sum() for a, b in pairs]
            least = options.get("min_count", 0)
            if least:
                made = [m if b - a >= least else nan for m, (a, b) in zip(made, pairs)]
        elif name == "mean":
            made = [ranked[a:b].sum() / (b - a) if b > a else nan for a, b in pairs]
        elif name in ("min", "max"):
            made = [getattr(ranked[a:b], name)() if b > a else nan for a, b in pairs]
        else:
            made = [reduce(name, ranked[a:b], **options) for a, b in pairs]
    return infer([m.item() if hasattr(m, "item") else m for m in made]) if made else np.empty(
        0, dtype=float if name in ("mean", "std", "var", "median") else ranked.dtype)


_REDUCTIONS = ("sum", "mean", "median", "min", "max", "std", "var", "sem", "prod", "count", "first", "last", "nunique",
               "any", "all", "skew")
_SCANS = ("cumsum", "cumprod", "cummax", "cummin", "shift", "diff", "rank", "ffill", "bfill", "pct_change", "cumcount",
          "fillna")


class _Shown(dict):
    """The labels of each group, shown as plain lists."""

    def __repr__(self):
        return repr({k: v.tolist() for k, v in self.items()})


class _GroupBy:
    def __len__(self):
        return self._groups.n

    ngroups = property(__len__)

    @property
    def groups(self):
        groups, labels = self._groups, self._obj.index
        return _Shown((groups.labels[k], labels._take(groups.places(k))) for k in range(groups.n))

    @property
    def indices(self):
        groups = self._groups
        return {groups.labels[k]: groups.places(k) for k in range(groups.n)}

    def __iter__(self):
        groups = self._groups
        for k in range(groups.n):
            if groups.ends[k] < groups.ends[k + 1] or not groups.keys[0].all:
                yield groups.label(k), self._part(groups.places(k))

    def get_group(self, name, obj=None):
        groups = self._groups
        if isinstance(name, tuple) and len(groups.keys) == 1 and len(name) == 1:
            name = name[0]
        if name not in groups.labels:
            raise KeyError(name)
        return self._part(groups.places(groups.labels.index(name)))

    def size(self):
        groups = self._groups
        made = Series._make(_reduced(groups, "size", None, {}), groups.index(),
                            self._obj.name if self._obj.ndim == 1 else None)
        return made if self._as_index else self._flat(made.to_frame("size"))

    def ngroup(self, ascending=True):
        ids = self._groups.ids
        return Series._make(ids if ascending else self._groups.n - 1 - ids, self._obj.index)

    def cumcount(self, ascending=True):
        out = np.zeros(len(self._obj), dtype=np.int64)
        for k in range(self._groups.n):
            at = self._groups.places(k)
            out[at] = np.arange(len(at)) if ascending else np.arange(len(at))[::-1]
        return Series._make(out, self._obj.index)

    def _flat(self, frame):
        """The keys as columns before the others (`as_index=False`)."""
        if self._as_index:
            return frame
        keys = self._groups.keys
        taken = [k.name for k in keys if k.column is None and k.name is None]
        if taken:
            return frame.reset_index(drop=True)
        return frame.reset_index()

    def head(self, n=5):
        return self._some(lambda at: at[:n] if n >= 0 else at[:len(at) + n])

    def tail(self, n=5):
        return self._some(lambda at: at[-n:] if n > 0 else at[:0])

    def nth(self, n):
        picks = list(n) if is_list(n) else [n]
        return self._some(lambda at: at[np.array([k for k in picks if -len(at) <= k < len(at)], dtype=np.int64)])

    def sample(self, n=None, frac=None, replace=False, weights=None, random_state=None):
        source = np.random if random_state is None else np.random.RandomState(random_state)
        parts = []
        for k in range(self._groups.n):
            at = self._groups.places(k)
            count = n if n is not None else round(frac * len(at)) if frac else 1
            parts.append(at[source.choice(len(at), size=count, replace=replace)])
        return self._obj._rows(np.concatenate(parts))

    def _some(self, choose):
        parts = [choose(self._groups.places(k)) for k in range(self._groups.n)]
        at = np.sort(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)
        return self._obj._rows(at)

    def pipe(self, function, *args, **options):
        return function(self, *args, **options)

    def _scan(self, name, args, options):
        """A method that gives each row a value, within its group."""
        if name == "cumcount":
            return self.cumcount(*args, **options)
        groups = self._groups

        def one(values):
            parts, places = [], []
            for k in range(groups.n):
                at = groups.places(k)
                if not len(at):
                    continue
                part = Series._make(values[at], RangeIndex(len(at)))
                parts.append(getattr(part, name)(*args, **options)._v)
                places.append(at)
            if not parts:
                return values[:0]
            back = np.full(len(values), -1)
            back[np.concatenate(places)] = np.arange(sum(map(len, places)))
            return pick(join(parts), back)
        return one

    def rolling(self, window, **options):
        return _Windows(self, "rolling", window, options)

    def expanding(self, *args, **options):
        return _Windows(self, "expanding", *(args or (1,)), options)

    def resample(self, freq, **options):
        return DataFrameGroupBy(self._obj, Groups(
            self._groups.keys + _keys(self._obj, Grouper(freq=freq), None, True, True, False)[0], True,
            len(self._obj)), list(self._names), True, True) if self._obj.ndim == 2 else SeriesGroupBy(
            self._obj, Groups(self._groups.keys + _keys(self._obj, Grouper(freq=freq), None, True, True, False)[0],
                              True, len(self._obj)), True, True)

    def _concatenated(self, made, same):
        """Tables or columns, one for each group, below one another under the labels of the groups."""
        from pandas._merge import concat
        groups = self._groups
        if not self._group_keys:
            whole = concat(list(made.values()))
            if same:
                at = np.concatenate([groups.places(k) for k in made])
                whole = whole._rows(np.argsort(at, kind="stable"))
            return whole
        keys = [groups.labels[k] for k in made]
        return concat(list(made.values()), keys=keys, names=[k.name for k in groups.keys])

    def _collected(self, made):
        """What `apply` gives: scalars, columns or tables of groups put together."""
        groups = self._groups
        made = {k: v for k, v in made.items() if v is not None}
        if not made:
            return self._obj._rows(slice(0, 0))
        first = next(iter(made.values()))
        labels = groups.index([groups.labels[k] for k in made])
        if isinstance(first, DataFrame) or isinstance(first, Series) and self._obj.ndim == 1:
            same = all(v.index.equals(self._obj.index._take(groups.places(k))) for k, v in made.items())
            return self._concatenated(made, same)
        if isinstance(first, Series):
            if all(v.index.equals(first.index) for v in made.values()):
                frame = DataFrame([v for v in made.values()]).infer_objects()
                if all(v.index is not None and len(v) for v in made.values()):
                    frame.__dict__["_index"] = labels
                    frame.columns = first.index
                return self._flat(frame)
            return self._concatenated(made, False)
        whole = Series._make(infer([v.item() if hasattr(v, "item") and not hasattr(v, "__len__") else v
                                    for v in made.values()]), labels,
                             self._obj.name if self._obj.ndim == 1 else None)
        return whole if self._as_index else self._flat(whole.to_frame(
            None if whole.name is not None else "NaN")).rename(columns={"NaN": None})

    def apply(self, func, *args, **options):
        if isinstance(func, str):
            return getattr(self, func)(*args, **options)
        groups = self._groups
        inside = options.pop("include_groups", True)
        made = {}
        for k in range(groups.n):
            part = self._part(groups.places(k)) if inside else self._obj._rows(groups.places(k))[list(self._names)]
            if self._obj.ndim == 2:
                part.__dict__["name"] = groups.labels[k]
            made[k] = func(part, *args, **options)
        return self._collected(made)

    def __dir__(self):
        return sorted(set(object.__dir__(self)) | set(_SCANS) | set(_REDUCTIONS))


class _Windows:
    """Rolling or expanding windows within groups."""

    def __init__(self, grouped, how, window, options):
        self._of, self._how, self._window, self._options = grouped, how, window, options

    def __getattr__(self, name):
        def method(*args, **options):
            grouped = self._of
            made = {}
            for k in range(grouped._groups.n):
                part = grouped._part(grouped._groups.places(k))
                if part.ndim == 2:
                    part = part[[n for n in grouped._names]]
                made[k] = getattr(getattr(part, self._how)(self._window, **self._options), name)(*args, **options)
            grouped._group_keys = True
            return grouped._concatenated(made, True)
        return method


class SeriesGroupBy(_GroupBy):
    __module__ = "pandas.core.groupby.generic"

    def __init__(self, obj, groups, as_index=True, group_keys=True, names=()):
        self._obj, self._groups, self._as_index, self._group_keys = obj, groups, as_index, group_keys
        self._names = names

    def __repr__(self):
        return "<pandas.core.groupby.generic.SeriesGroupBy object at 0x%x>" % id(self)

    def _part(self, at):
        return self._obj._rows(at)

    def _wrap(self, values, name=None):
        made = Series._make(values, self._groups.index(), self._obj.name)
        return made if self._as_index else self._flat(made.to_frame())

    def _reduction(self, name, numeric_only=False, **options):
        return self._wrap(_reduced(self._groups, name, self._obj._v, options))

    def __getattr__(self, name):
        if name in _SCANS:
            return lambda *args, **options: Series._make(self._scan(name, args, options)(self._obj._v),
                                                         self._obj.index, self._obj.name)
        if name[:1] == "_":
            raise AttributeError(name)
        if hasattr(Series, name) or name in ("mode", "interpolate", "skew", "kurt"):
            return lambda *args, **options: self.apply(lambda s: getattr(s, name)(*args, **options))
        raise AttributeError("'SeriesGroupBy' object has no attribute %r" % name)

    def quantile(self, q=0.5, interpolation="linear", numeric_only=False):
        if is_list(q):
            made = self.apply(lambda s: s.quantile(q, interpolation))
            return made
        return self._wrap(infer([self._part(self._groups.places(k)).quantile(q) for k in range(len(self))]))

    def unique(self):
        return self._wrap(objects([self._part(self._groups.places(k)).unique() for k in range(len(self))]))

    def idxmax(self, **options):
        return self._wrap(infer([self._part(self._groups.places(k)).idxmax() for k in range(len(self))]))

    def idxmin(self, **options):
        return self._wrap(infer([self._part(self._groups.places(k)).idxmin() for k in range(len(self))]))

    def describe(self, **options):
        parts = [self._part(self._groups.places(k)).describe(**options) for k in range(len(self))]
        heads = parts[0].index
        kind = objects if parts[0]._v.dtype.kind == "O" else infer
        cols = [kind([p._v.tolist()[i] for p in parts]) for i in range(len(heads))]
        return self._flat(DataFrame._make(cols, heads, self._groups.index()))

    def value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True):
        labels, counts = [], []
        groups = self._groups
        for k in range(groups.n):
            part = self._part(groups.places(k)).value_counts(normalize, False, ascending, bins, dropna)
            try:
                part = part.sort_index()
            except TypeError:
                pass
            if sort:
                part = part.sort_values(ascending=ascending)
            head = groups.labels[k] if isinstance(groups.labels[k], tuple) and len(groups.keys) > 1 else (
                groups.labels[k],)
            for label, count in part.items():
                labels.append(head + (label,))
                counts.append(count)
        names = [k.name for k in groups.keys] + [self._obj.name]
        return Series._make(infer(counts), MultiIndex._of(labels, len(names), names),
                            "proportion" if normalize else "count")

    def nlargest(self, n=5, keep="first"):
        return self.apply(lambda s: s.nlargest(n))

    def nsmallest(self, n=5, keep="first"):
        return self.apply(lambda s: s.nsmallest(n))

    def agg(self, func=None, *args, **options):
        if func is None:
            return self._flat(DataFrame._make([self._agg_one(f) for f in options.values()], index_of(list(options)),
                                              self._groups.index()))
        if isinstance(func, (list, tuple)):
            names = [f[0] if isinstance(f, tuple) else _called(f) for f in func]
            made = [self._agg_one(f[1] if isinstance(f, tuple) else f) for f in func]
            return self._flat(DataFrame._make(made, index_of(names), self._groups.index()))
        if isinstance(func, dict):
            raise TypeError("nested renamer is not supported")
        return self._wrap(self._agg_one(func, args, options))

    aggregate = agg

    def _agg_one(self, func, args=(), options={}):
        name = func if isinstance(func, str) else _builtin(func)
        if name in _REDUCTIONS:
            return _reduced(self._groups, name, self._obj._v, options)
        if name == "size":
            return self.size()._v
        if name is not None:
            if not hasattr(self, name):
                raise AttributeError("'SeriesGroupBy' object has no attribute %r" % name)
            return getattr(self, name)(*args, **options)._v
        parts = [func(self._part(self._groups.places(k)), *args, **options) for k in range(len(self))]
        if any(isinstance(p, (Series, DataFrame)) for p in parts):
            raise ValueError("Must produce aggregated value")
        return infer([p.item() if hasattr(p, "item") and not getattr(p, "ndim", 0) else p for p in parts])

    def transform(self, func, *args, **options):
        return Series._make(self._spread(func, args, options), self._obj.index, self._obj.name)

    def _spread(self, func, args, options):
        name = func if isinstance(func, str) else _builtin(func)
        if name in _SCANS:
            return self._scan(name, args, options)(self._obj._v)
        groups = self._groups
        if name is not None:
            values = _reduced(groups, name, self._obj._v, options) if name in _REDUCTIONS or name == "size" else \
                self._agg_one(name)
            return pick(values, groups.ids)
        parts, places = [], []
        for k in range(groups.n):
            at = groups.places(k)
            part = func(self._part(at), *args, **options)
            parts.append(part._v if isinstance(part, Series) else column(part) if is_list(part) else full(
                len(at), part.item() if hasattr(part, "item") else part))
            places.append(at)
        back = np.full(len(self._obj), -1)
        back[np.concatenate(places)] = np.arange(sum(map(len, places)))
        return pick(join(parts), back)

    def filter(self, func, dropna=True):
        keep = [at for at in map(self._groups.places, range(len(self))) if func(self._part(at))]
        at = np.sort(np.concatenate(keep)) if keep else np.zeros(0, dtype=np.int64)
        return self._obj._rows(at)

    @property
    def plot(self):
        return _Plots(self)

    def hist(self, **options):
        return self.plot.hist(**options)


class _Plots:
    """`grouped.plot...`: one drawing for each group."""

    def __init__(self, grouped):
        self._of = grouped

    def __call__(self, **options):
        return Series([part.plot(label=str(label), **options) for label, part in self._of])

    def __getattr__(self, name):
        return lambda *args, **options: [getattr(part.plot, name)(*args, label=str(label), **options)
                                         for label, part in self._of]


class DataFrameGroupBy(_GroupBy):
    __module__ = "pandas.core.groupby.generic"

    def __init__(self, obj, groups, names, as_index=True, group_keys=True):
        self._obj, self._groups, self._names = obj, groups, names
        self._as_index, self._group_keys = as_index, group_keys
        self._chosen = None

    def __repr__(self):
        return "<pandas.core.groupby.generic.DataFrameGroupBy object at 0x%x>" % id(self)

    def _part(self, at):
        made = self._obj._rows(at)
        return made if self._chosen is None else made[self._chosen]

    def _series(self, name):
        return SeriesGroupBy(self._obj[name], self._groups, True, self._group_keys, [name])

    def __getitem__(self, key):
        if isinstance(key, (list, Index)):
            lost = [k for k in key if k not in self._obj.columns]
            if lost:
                raise KeyError("Columns not found: %s" % str(lost)[1:-1])
            made = DataFrameGroupBy(self._obj, self._groups, list(key), self._as_index, self._group_keys)
            made._chosen = list(key)
            return made
        if key not in self._obj.columns:
            raise KeyError("Column not found: %s" % (key,))
        return SeriesGroupBy(self._obj[key], self._groups, self._as_index, self._group_keys, [key])

    def __getattr__(self, name):
        if name in _SCANS:
            def scan(*args, **options):
                options.pop("numeric_only", None)
                one = self._scan(name, args, options)
                names = [n for n in self._names if name in ("shift", "ffill", "bfill", "fillna") or numeric(
                    self._obj[n]._v)]
                return DataFrame._make([one(self._obj[n]._v) for n in names], index_of(names), self._obj.index)
            return scan
        if name[:1] != "_" and name in self._obj.columns:
            return self[name]
        if name in ("corr", "cov"):
            return lambda *args, **options: self.apply(lambda f: getattr(f[self._names], name)(*args, **options))
        raise AttributeError("'DataFrameGroupBy' object has no attribute %r" % name)

    def _frame(self, cols, names):
        heads = index_of(names) if not isinstance(names, Index) else names
        if heads.nlevels == 1 and self._obj.columns.nlevels == 1:
            heads = heads._view()
            heads.name = self._obj.columns.name
        made = DataFrame._make(cols, heads, self._groups.index())
        return self._flat(made)

    def _reduction(self, name, numeric_only=False, **options):
        names = [n for n in self._names if not numeric_only or numeric(self._obj[n]._v)]
        return self._frame([_reduced(self._groups, name, self._obj._c[self._obj.columns._find(n)], options)
                            for n in names], names)

    def quantile(self, q=0.5, interpolation="linear", numeric_only=False):
        names = [n for n in self._names if not numeric_only or numeric(self._obj[n]._v)]
        if is_list(q):
            parts = {k: self._part(self._groups.places(k))[names].quantile(q) for k in range(len(self))}
            return self._concatenated(parts, False)
        return self._frame([self._series(n).quantile(q)._v for n in names], names)

    def idxmax(self, axis=0, skipna=True, numeric_only=False):
        names = [n for n in self._names if not numeric_only or numeric(self._obj[n]._v)]
        return self._frame([self._series(n).idxmax()._v for n in names], names)

    def idxmin(self, axis=0, skipna=True, numeric_only=False):
        names = [n for n in self._names if not numeric_only or numeric(self._obj[n]._v)]
        return self._frame([self._series(n).idxmin()._v for n in names], names)

    def describe(self, **options):
        names = [n for n in self._names if numeric(self._obj[n]._v)] or self._names
        cols, heads = [], []
        for n in names:
            part = self._series(n).describe(**options)
            heads += [(n, h) for h in part.columns.tolist()]
            cols += part._c
        return self._frame(cols, MultiIndex._of(heads, 2))

    def value_counts(self, subset=None, normalize=False, sort=True, ascending=False, dropna=True):
        keys = [k.name for k in self._groups.keys]
        made = self._obj[keys + list(subset or self._names)].value_counts(None, normalize, sort, ascending, dropna)
        return made.sort_index(level=0) if sort else made

    def agg(self, func=None, *args, **options):
        if func is None:
            cols = []
            for part in options.values():
                if not isinstance(part, tuple) or len(part) != 2:
                    raise TypeError("Must provide 'func' or tuples of '(column, aggfunc).")
                col, one = part
                if col not in self._obj.columns:
                    raise KeyError("Column(s) [%r] do not exist" % col)
                cols.append(self._series(col)._agg_one(one))
            return self._frame(cols, list(options))
        if isinstance(func, dict):
            lost = [n for n in func if n not in self._obj.columns]
            if lost:
                raise KeyError("Column(s) %s do not exist" % lost)
            if any(isinstance(f, (list, tuple)) for f in func.values()):
                cols, heads = [], []
                for n, fs in func.items():
                    for f in fs if isinstance(fs, (list, tuple)) else [fs]:
                        cols.append(self._series(n)._agg_one(f))
                        heads.append((n, _called(f)))
                return self._frame(cols, MultiIndex._of(heads, 2))
            return self._frame([self._series(n)._agg_one(f) for n, f in func.items()], list(func))
        if isinstance(func, (list, tuple)):
            cols, heads = [], []
            for n in self._names:
                for f in func:
                    cols.append(self._series(n)._agg_one(f))
                    heads.append((n, _called(f)))
            return self._frame(cols, MultiIndex._of(heads, 2))
        name = func if isinstance(func, str) else _builtin(func)
        if name is not None:
            return getattr(self, name)(*args, **options)
        return self._frame([self._series(n)._agg_one(func, args, options) for n in self._names], self._names)

    aggregate = agg

    def transform(self, func, *args, **options):
        cols = [self._series(n)._spread(func, args, options) for n in self._names]
        return DataFrame._make(cols, index_of(self._names), self._obj.index)

    def filter(self, func, dropna=True, *args, **options):
        keep = [at for at in map(self._groups.places, range(len(self))) if bool(func(self._part(at), *args,
                                                                                       **options))]
        at = np.sort(np.concatenate(keep)) if keep else np.zeros(0, dtype=np.int64)
        return self._obj._rows(at)

    @property
    def plot(self):
        return _Plots(self)

    def hist(self, **options):
        return [part[self._names].hist(**options) for _, part in self]

    def boxplot(self, **options):
        return [part[self._names].boxplot(**options) for _, part in self]


def _method(name):
    def method(self, numeric_only=False, *args, **options):
        keep = {k: v for k, v in options.items() if k in ("ddof", "min_count")}
        if isinstance(numeric_only, int) and not isinstance(numeric_only, bool):
            keep["ddof"], numeric_only = numeric_only, False
        if keep.get("min_count") == -1:
            del keep["min_count"]
        return self._reduction(name, numeric_only, **keep)

    method.__name__ = name
    return method


for _name in _REDUCTIONS:
    setattr(_GroupBy, _name, _method(_name))
