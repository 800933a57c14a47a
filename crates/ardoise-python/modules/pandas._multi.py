"""MultiIndex: labels of several levels, as groups by two keys and pivot tables show them.

The labels are kept as tuples; levels and codes are computed when asked for.
"""
import numpy as np

from pandas._data import infer, is_na, nan, objects, sort_order
from pandas._index import Index, index_of


class FrozenList(list):
    """The names or levels of a MultiIndex, which nobody may change in place."""

    def __repr__(self):
        return "FrozenList(%s)" % [v.tolist() if isinstance(v, (Index, np.ndarray)) else v for v in self]

    def _no(self, *args, **options):
        raise TypeError("'FrozenList' does not support mutable operations.")

    __setitem__ = __delitem__ = append = extend = insert = pop = remove = sort = _no


class MultiIndex(Index):
    __module__ = "pandas.core.indexes.multi"
    _title = "MultiIndex"

    def __init__(self, levels=None, codes=None, sortorder=None, names=None, name=None, **options):
        levels = [list(level) for level in levels]
        self._set([tuple(level[c] if c >= 0 else nan for level, c in zip(levels, at)) for at in zip(*codes)],
                  len(levels), names)

    @classmethod
    def _of(cls, tuples, n, names=None, levels=None):
        self = object.__new__(cls)
        self._set(tuples, n, names)
        if levels is not None:
            self._orders = levels
        return self

    def _set(self, tuples, n, names):
        self._t, self.nlevels, self._where = tuples, n, None
        self._names = list(names) if names is not None else [None] * n
        self._array = self._orders = None

    @classmethod
    def from_tuples(cls, tuples, sortorder=None, names=None):
        tuples = [tuple(t) for t in tuples]
        if not tuples:
            raise TypeError("Cannot infer number of levels from empty list")
        n = max(map(len, tuples))
        return cls._of([t + (nan,) * (n - len(t)) for t in tuples], n, names)

    @classmethod
    def from_arrays(cls, arrays, sortorder=None, names=None):
        arrays = list(arrays)
        if names is None:
            names = [getattr(a, "name", None) for a in arrays]
        lists = [[nan if v is None else v for v in (a.tolist() if hasattr(a, "tolist") else a)] for a in arrays]
        if len(set(map(len, lists))) > 1:
            raise ValueError("all arrays must be same length")
        return cls._of(list(zip(*lists)), len(lists), names)

    @classmethod
    def from_product(cls, iterables, sortorder=None, names=None):
        import itertools
        lists = [i.tolist() if hasattr(i, "tolist") else list(i) for i in iterables]
        if names is None:
            names = [getattr(i, "name", None) for i in iterables]
        return cls._of(list(itertools.product(*lists)), len(lists), names)

    @classmethod
    def from_frame(cls, df, names=None):
        return cls.from_arrays([df.iloc[:, i] for i in range(df.shape[1])], names=names or df.columns.tolist())

    @property
    def _v(self):
        if self._array is None:
            self._array = objects(self._t)
        return self._array

    dtype = property(lambda self: np.dtype(object))
    name = property(lambda self: None, lambda self, value: None)

    @property
    def names(self):
        return FrozenList(self._names)

    @names.setter
    def names(self, names):
        names = list(names)
        if len(names) != self.nlevels:
            raise ValueError("Length of names must match number of levels in MultiIndex.")
        self._names = names

    def _like(self, values):
        return MultiIndex._of(values.tolist(), self.nlevels, self._names)

    def _view(self):
        made = Index._view(self)
        made._names = list(self._names)
        return made

    def _take(self, at):
        made = MultiIndex._of(self._t[at] if isinstance(at, slice) else self._v[at].tolist(), self.nlevels,
                              self._names)
        made._orders = self._orders
        return made

    def __len__(self):
        return len(self._t)

    size = property(__len__)

    def tolist(self):
        return self._t

    def __getitem__(self, key):
        if isinstance(key, (int, np.integer)):
            return self._t[key]
        return Index.__getitem__(self, key)

    def __contains__(self, label):
        try:
            self._find(label)
            return True
        except KeyError:
            return False

    def _number(self, level):
        """The place of a level given by number or name."""
        if level in self._names:
            return self._names.index(level)
        if isinstance(level, int):
            if not -self.nlevels <= level < self.nlevels:
                raise IndexError("Too many levels: Index has only %d levels, not %d" % (self.nlevels, level + 1))
            return level % self.nlevels
        raise KeyError("Level %s not found" % level)

    def _level(self, k):
        return infer([t[k] for t in self._t])

    def get_level_values(self, level):
        k = self._number(level)
        return index_of(self._level(k), self._names[k])

    def _sorted_level(self, k):
        """The distinct labels of a level, sorted (in the order of its categories)."""
        if self._orders and self._orders[k] is not None:
            return self._orders[k]
        uniques = [v for v in dict.fromkeys(t[k] for t in self._t) if not is_na(v)]
        return [uniques[i] for i in sort_order(uniques)]

    @property
    def levels(self):
        return FrozenList([index_of(self._sorted_level(k) if self._t else [], self._names[k])
                           for k in range(self.nlevels)])

    @property
    def codes(self):
        ranks = [{v: i for i, v in enumerate(self._sorted_level(k))} for k in range(self.nlevels)]
        return FrozenList([np.array([rank.get(t[k], -1) for t in self._t]) for k, rank in enumerate(ranks)])

    levshape = property(lambda self: tuple(len(level) for level in self.levels))

    def _rank(self, ascending=True, levels=None):
        """The positions that sort the labels, level by level."""
        levels = range(self.nlevels) if levels is None else levels
        by = list(range(len(self._t)))
        up = ascending if isinstance(ascending, (list, tuple)) else [ascending] * len(levels)
        for k, rising in reversed(list(zip(levels, up))):
            rank = {v: i for i, v in enumerate(self._sorted_level(k))}
            n = len(rank)
            by.sort(key=lambda i: rank.get(self._t[i][k], n), reverse=not rising)
        return np.array(by, dtype=np.int64)

    def sort_values(self, ascending=True, **options):
        return self._take(self._rank(ascending))

    def _find(self, label):
        """A whole tuple gives one place; its first levels give all places below them."""
        places = self._places()
        if isinstance(label, tuple):
            if len(label) == self.nlevels and not any(isinstance(p, (slice, list)) for p in label):
                try:
                    at = places[label]
                except KeyError:
                    raise KeyError(label) from None
                return at if type(at) is int else np.array(at)
            parts = label
        else:
            parts = (label,)
        at = np.array([i for i, t in enumerate(self._t)
                       if all(_fits(p, t[k]) for k, p in enumerate(parts))], dtype=np.int64)
        if not len(at):
            raise KeyError(label)
        return at

    def _edge(self, label, after, down):
        if not isinstance(label, tuple):
            label = (label,)
        n = len(label)
        return sum(1 for t in self._t if (t[:n] <= label if after else t[:n] < label))

    def _below(self, at, used):
        """The labels at places, without the first `used` levels."""
        rest = self.nlevels - used
        picked = [self._t[i] for i in at]
        if rest == 1:
            return index_of(infer([t[-1] for t in picked]), self._names[-1])
        return MultiIndex._of([t[used:] for t in picked], rest, self._names[used:])

    def droplevel(self, level=0):
        levels = level if isinstance(level, (list, tuple)) else [level]
        gone = {self._number(k) for k in levels}
        keep = [k for k in range(self.nlevels) if k not in gone]
        if not keep:
            raise ValueError("Cannot remove %d levels from an index with %d levels: at least one level must be left."
                             % (len(gone), self.nlevels))
        return self._keep(keep)

    def _keep(self, keep):
        if len(keep) == 1:
            return self.get_level_values(keep[0] if self._names[keep[0]] is None else self._names[keep[0]])
        made = MultiIndex._of([tuple(t[k] for k in keep) for t in self._t], len(keep), [self._names[k] for k in keep])
        if self._orders:
            made._orders = [self._orders[k] for k in keep]
        return made

    def swaplevel(self, i=-2, j=-1):
        keep = list(range(self.nlevels))
        a, b = self._number(i), self._number(j)
        keep[a], keep[b] = keep[b], keep[a]
        return self._keep(keep)

    def reorder_levels(self, order):
        return self._keep([self._number(k) for k in order])

    def remove_unused_levels(self):
        return self

    def set_names(self, names, level=None, inplace=False):
        made = self if inplace else self._view()
        if level is not None:
            made._names[self._number(level)] = names
        else:
            made.names = names
        return None if inplace else made

    def rename(self, names, inplace=False):
        return self.set_names(names, None, inplace) if names is not None else self._view()

    def to_flat_index(self):
        return Index._new(objects(self._t))

    def to_frame(self, index=True, name=None):
        from pandas._frame import DataFrame
        names = name or [k if n is None else n for k, n in enumerate(self._names)]
        return DataFrame._make([self._level(k) for k in range(self.nlevels)], index_of(names),
                               self if index else index_of(range(len(self))))

    def map(self, function, na_action=None):
        return index_of([function(t) for t in self._t])

    def isin(self, values, level=None):
        if level is not None:
            return self.get_level_values(level).isin(values)
        found = set(values)
        return np.array([t in found for t in self._t], dtype=bool)


def _fits(part, label):
    if isinstance(part, slice):
        return (part.start is None or label >= part.start) and (part.stop is None or label <= part.stop)
    if isinstance(part, (list, Index)):
        return label in part
    return label == part
