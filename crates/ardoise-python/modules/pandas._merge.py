"""Tables put together: `concat`, `merge`, `join`, `update`, `combine_first`."""
import numpy as np

from pandas._data import infer, is_na, join as joined, missing, nan, objects, pick
from pandas._frame import DataFrame
from pandas._index import RangeIndex, index_of
from pandas._series import Series


class MergeError(ValueError):
    pass


MergeError.__module__ = "pandas.errors"


def concat(objs, axis=0, join="outer", ignore_index=False, keys=None, levels=None, names=None, verify_integrity=False,
           sort=False, copy=None):
    if isinstance(objs, (Series, DataFrame)):
        raise TypeError('first argument must be an iterable of pandas objects, you passed an object of type "%s"'
                        % type(objs).__name__)
    if isinstance(objs, dict):
        keys = list(objs) if keys is None else keys
        objs = [objs[k] for k in keys]
    objs = list(objs)
    if keys is not None:
        keys = list(keys)
        pairs = [(k, o) for k, o in zip(keys, objs) if o is not None]
        keys, objs = [k for k, _ in pairs], [o for _, o in pairs]
    else:
        objs = [o for o in objs if o is not None]
    if not objs:
        raise ValueError("No objects to concatenate")
    for o in objs:
        if not isinstance(o, (Series, DataFrame)):
            raise TypeError("cannot concatenate object of type '%s'; only Series and DataFrame objs are valid"
                            % type(o))
    if axis in (1, "columns"):
        return _beside(objs, join, ignore_index, keys, names, sort)
    if all(isinstance(o, Series) for o in objs):
        name = objs[0].name if all(o.name == objs[0].name for o in objs) else None
        return Series._make(joined([o._v for o in objs]), _below(objs, ignore_index, keys, names), name)
    frames = [o if isinstance(o, DataFrame) else o.to_frame(0 if o.name is None else o.name) for o in objs]
    heads = frames[0].columns
    if not all(f.columns.equals(heads) for f in frames):
        if join == "inner":
            for f in frames[1:]:
                heads = heads.intersection(f.columns)
        else:
            seen = dict.fromkeys(h for f in frames for h in f.columns.tolist())
            labels = sorted(seen) if sort else list(seen)
            heads = index_of(labels)
    cols = []
    for h in heads.tolist():
        parts = []
        for f in frames:
            at = f.columns._places().get(h)
            if at is None:
                parts.append(None)
            else:
                parts.append(f._c[at if isinstance(at, int) else at[0]])
        kinds = [p for p in parts if p is not None and len(p)]
        if len(kinds) < len(parts):
            parts = [_blank(kinds, len(f)) if p is None else p for p, f in zip(parts, frames)]
        cols.append(joined(parts))
    return DataFrame._make(cols, heads, _below(frames, ignore_index, keys, names))


def _blank(kinds, n):
    first = kinds[0] if kinds else None
    if first is None or isinstance(first, np.ndarray) and first.dtype.kind in "Ob":
        return objects([nan] * n)
    return pick(first[:0] if not len(first) else first, np.full(n, -1))


def _below(objs, ignore_index, keys, names):
    if ignore_index:
        return RangeIndex(sum(len(o) for o in objs))
    if keys is not None:
        from pandas._multi import MultiIndex
        rows, inner = [], 1
        for k, o in zip(keys, objs):
            head = k if isinstance(k, tuple) else (k,)
            inner = o.index.nlevels
            rows += [head + (t if inner > 1 else (t,)) for t in o.index.tolist()]
        width = len(keys[0]) if isinstance(keys[0], tuple) else 1
        old = objs[0].index.names
        if names is not None and len(list(names)) == width + inner:
            return MultiIndex._of(rows, width + inner, names)
        made = MultiIndex._of(rows, width + inner, list(names or [None] * width) + list(old))
        orders = [list(dict.fromkeys(k if width == 1 else k[i] for k in keys)) for i in range(width)]
        made._orders = orders + [None] * inner
        return made
    first = objs[0].index
    made = first
    if len(objs) > 1:
        made = first.append([o.index for o in objs[1:]])
        if all(isinstance(o.index, RangeIndex) for o in objs):
            from pandas._index import _as_range
            ranged = _as_range(made.tolist())
            made = ranged if ranged is not None else made
        same = all(o.index.names == first.names for o in objs)
        if made.nlevels == 1:
            made.name = first.name if same else None
        else:
            made.names = first.names if same else [None] * made.nlevels
    return made


def _beside(objs, join, ignore_index, keys, names, sort):
    rows = objs[0].index
    if not all(o.index.equals(rows) for o in objs):
        for o in objs[1:]:
            if join == "inner":
                rows = rows.intersection(o.index)
            elif not rows.equals(o.index):
                seen = dict.fromkeys(rows.tolist())
                seen.update(dict.fromkeys(o.index.tolist()))
                dates = rows.dtype.kind == "M"
                rows = index_of(sorted(seen) if sort or dates else list(seen), rows.name)
        objs = [o.reindex(rows) for o in objs]
    cols, heads, count = [], [], 0
    for k, o in enumerate(objs):
        if isinstance(o, Series):
            cols.append(o._v)
            label = o.name
            if keys is not None:
                label = keys[k]
            elif label is None:
                label = count
                count += 1
            heads.append(label if keys is None or not any(isinstance(x, DataFrame) for x in objs) else (label, o.name))
        else:
            cols += o._c
            labels = o.columns.tolist()
            heads += labels if keys is None else [(keys[k],) + (t if isinstance(t, tuple) else (t,)) for t in labels]
    cols = [c.copy() for c in cols]
    if ignore_index:
        header = RangeIndex(len(cols))
    else:
        header = index_of(heads) if heads != list(range(len(heads))) else RangeIndex(len(heads))
        if names is not None and header.nlevels > 1:
            header.names = list(names) + [None] * (header.nlevels - len(list(names)))
        elif keys is None and isinstance(objs[0], DataFrame) and header.nlevels == objs[0].columns.nlevels:
            header = header._view()
            header.names = objs[0].columns.names
        if keys is not None and header.nlevels > 1:
            header._orders = [list(dict.fromkeys(keys))] + [None] * (header.nlevels - 1)
    return DataFrame._make(cols, header, rows)


def _as_frame(obj, side):
    if isinstance(obj, Series):
        if obj.name is None:
            raise ValueError("Cannot merge a Series without a name")
        return obj.to_frame()
    if not isinstance(obj, DataFrame):
        raise TypeError("Can only merge Series or DataFrame objects, a %s was passed" % type(obj))
    return obj


def _listing(keys):
    return list(keys) if isinstance(keys, (list, tuple)) else [keys]


def _key_column(frame, key):
    if not isinstance(key, (str, int, tuple)) and hasattr(key, "__len__"):
        return infer(list(key))
    if key in frame.columns:
        return frame._c[frame.columns._find(key)]
    if key in frame.index.names:
        return frame.index.get_level_values(key)._v
    raise KeyError(key)


def merge(left, right, how="inner", on=None, left_on=None, right_on=None, left_index=False, right_index=False,
          sort=False, suffixes=("_x", "_y"), copy=None, indicator=False, validate=None):
    left, right = _as_frame(left, "left"), _as_frame(right, "right")
    if how == "cross":
        n, m = len(left), len(right)
        at = np.repeat(np.arange(n), m), np.arange(n * m) % max(m, 1)
        return _assembled(left, right, at[0], at[1], [], [], [], suffixes, RangeIndex(n * m), indicator, how)
    if how not in ("left", "right", "inner", "outer"):
        raise ValueError("do not recognize join method %s" % how)
    by_index = left_index or right_index
    if on is None and left_on is None and right_on is None and not by_index:
        on = [c for c in left.columns.tolist() if c in right.columns]
        if not on:
            raise MergeError("No common columns to perform merge on. Merge options: left_on=None, right_on=None, "
                             "left_index=%s, right_index=%s" % (left_index, right_index))
    elif left_index and right_index and (left_on or right_on or on):
        raise MergeError('Can only pass argument "left_on" OR "left_index" not both.')
    if on is not None:
        if left_on is not None or right_on is not None:
            raise MergeError('Can only pass argument "on" OR "left_on" and "right_on", not a combination of both.')
        left_on = right_on = on
    elif (left_on is None and not left_index) or (right_on is None and not right_index):
        raise MergeError('Must pass "%s_on" OR "%s_index".' % (("left",) * 2 if left_on is None and not left_index else
                                                                ("right",) * 2))
    lefts = [] if left_index else _listing(left_on)
    rights = [] if right_index else _listing(right_on)
    if not by_index and len(lefts) != len(rights):
        raise ValueError("len(right_on) must equal len(left_on)")
    mine = [left.index.get_level_values(k)._v for k in range(left.index.nlevels)] if left_index else [
        _key_column(left, k) for k in lefts]
    theirs = [right.index.get_level_values(k)._v for k in range(right.index.nlevels)] if right_index else [
        _key_column(right, k) for k in rights]
    for a, b, name in zip(mine, theirs, lefts or rights or ["index"]):
        kinds = a.dtype.kind, b.dtype.kind
        texts = [len(c) and any(isinstance(v, str) for v in c.tolist()[:5]) for c in (a, b)]
        if kinds[0] != kinds[1] and (kinds[0] == "O" and texts[0] and kinds[1] in "iufb" or
                                     kinds[1] == "O" and texts[1] and kinds[0] in "iufb"):
            raise ValueError("You are trying to merge on %s and %s columns for key '%s'. If you wish to proceed you "
                             "should use pd.concat" % (a.dtype, b.dtype, name))
    keys = _plain_keys(mine)
    others = _plain_keys(theirs)
    if validate:
        _validate(validate, keys, others)
    at = _matched(keys, others, how, sort or how == "outer")
    if left_index and right_index:
        index = _index_of_keys(left.index, right.index, *at)
        return _assembled(left, right, at[0], at[1], [], [], [], suffixes, index, indicator, how)
    if by_index:
        if left_index:
            index = right.index._take(at[1]) if not (at[1] < 0).any() else RangeIndex(len(at[0]))
        else:
            index = left.index._take(at[0]) if not (at[0] < 0).any() else RangeIndex(len(at[0]))
    else:
        index = RangeIndex(len(at[0]))
    return _assembled(left, right, at[0], at[1], lefts, rights, list(zip(mine, theirs)), suffixes, index, indicator,
                      how)


def _plain_keys(columns):
    if len(columns) == 1:
        items = columns[0].tolist()
        if columns[0].dtype.kind in "fO" and missing(columns[0]).any():
            items = [None if is_na(v) else v for v in items]
        return items
    return list(zip(*[_plain_keys([c]) for c in columns]))


def _validate(how, keys, others):
    left, right = {"1:1": "one_to_one", "1:m": "one_to_many", "m:1": "many_to_one", "m:m": "many_to_many"}.get(
        how, how).split("_to_")
    for side, items, name in ((left, keys, "left"), (right, others, "right")):
        if side == "one" and len(set(items)) != len(items):
            raise MergeError("Merge keys are not unique in %s dataset; not a %s merge" % (
                name, {"one_to_one": "one-to-one", "one_to_many": "one-to-many",
                       "many_to_one": "many-to-one"}["%s_to_%s" % (left, right)]))


def _matched(keys, others, how, sort):
    """The rows of both sides that belong together, -1 where there is no partner."""
    if how == "right":
        right, left = _matched(others, keys, "left", sort)
        return left, right
    places = {}
    for j, k in enumerate(others):
        old = places.get(k)
        if old is None:
            places[k] = [j]
        else:
            old.append(j)
    left, right = [], []
    if how == "inner":
        for i, k in enumerate(keys):
            found = places.get(k)
            if found is not None:
                for j in found:
                    left.append(i)
                    right.append(j)
    else:
        for i, k in enumerate(keys):
            for j in places.get(k, (-1,)):
                left.append(i)
                right.append(j)
    if how == "outer":
        known = set(keys)
        for j, k in enumerate(others):
            if k not in known:
                left.append(-1)
                right.append(j)
    if sort:
        def label(p):
            return keys[left[p]] if left[p] >= 0 else others[right[p]]
        try:
            by = sorted(range(len(left)), key=label)
        except TypeError:
            by = sorted(range(len(left)), key=lambda p: _loose(label(p)))
        left, right = [left[p] for p in by], [right[p] for p in by]
    return np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)


def _loose(label):
    parts = label if isinstance(label, tuple) else (label,)
    return tuple((2, "") if p is None else (0, p) if isinstance(p, (int, float)) else (1, str(p)) for p in parts)


def _index_of_keys(a, b, at, to):
    if not (at < 0).any():
        made = a._take(at)
    else:
        items, others = a.tolist(), b.tolist()
        made = index_of([items[i] if i >= 0 else others[j] for i, j in zip(at.tolist(), to.tolist())])
    made = made._view()
    if made.nlevels == 1:
        made.name = a.name if a.name == b.name else None if a.name and b.name else a.name or b.name
    return made


def _assembled(left, right, at, to, lefts, rights, keys, suffixes, index, indicator, how):
    shared = [a for a, b in zip(lefts, rights) if isinstance(a, str) and isinstance(b, str) and a == b or
              not hasattr(a, "__len__") and a is b or isinstance(a, (int, tuple)) and a == b]
    mine = left.columns.tolist()
    theirs = [c for c in right.columns.tolist() if c not in shared]
    clash = {c for c in theirs if c in mine and c not in shared}
    if clash:
        if not suffixes[0] and not suffixes[1]:
            raise ValueError("columns overlap but no suffix specified: %r" % index_of([c for c in mine if c in clash]))
    lost = bool((at < 0).any())
    cols, heads = [], []
    for name, c in zip(mine, left._c):
        made = pick(c, at) if lost else c[at]
        if lost and name in shared:
            other = keys[lefts.index(name)][1]
            made = _filled(c, other, at, to)
        cols.append(made)
        heads.append("%s%s" % (name, suffixes[0]) if name in clash and suffixes[0] else name)
    for name, c in zip(right.columns.tolist(), right._c):
        if name in shared:
            continue
        cols.append(pick(c, to))
        heads.append("%s%s" % (name, suffixes[1]) if name in clash and suffixes[1] else name)
    for k in range(max(len(lefts), len(rights))):
        a = lefts[k] if k < len(lefts) else None
        if a is not None and hasattr(a, "__len__") and not isinstance(a, (str, tuple)):
            cols.insert(k, pick(infer(list(a)), at))
            heads.insert(k, "key_%d" % k)
    made = DataFrame._make(cols, index_of(heads) if heads else RangeIndex(0), index)
    if indicator:
        from pandas._category import Categorical
        codes = np.where(at < 0, 1, np.where(to < 0, 0, 2))
        made["_merge" if indicator is True else indicator] = Series._make(
            Categorical.from_codes(codes, ["left_only", "right_only", "both"]), index)
    return made


def _filled(mine, theirs, at, to):
    """The key column: of the left side, or of the right where the left has none."""
    whole = joined([mine, theirs])
    return pick(whole, np.where(at < 0, to + len(mine), at))


def join(self, other, on=None, how="left", lsuffix="", rsuffix="", sort=False, validate=None):
    if isinstance(other, (list, tuple)):
        made = self
        for one in other:
            made = made.join(one, how=how)
        return made
    if isinstance(other, Series):
        if other.name is None:
            raise ValueError("Other Series must have a name")
        other = other.to_frame()
    clash = [c for c in self.columns.tolist() if c in other.columns]
    if clash and not lsuffix and not rsuffix:
        raise ValueError("columns overlap but no suffix specified: %r" % index_of(clash))
    if on is None:
        return merge(self, other, how, left_index=True, right_index=True, suffixes=(lsuffix, rsuffix), sort=sort)
    return merge(self, other, how, left_on=on, right_index=True, suffixes=(lsuffix, rsuffix), sort=sort)


def append(self, *args, **options):
    raise AttributeError("%r object has no attribute 'append'" % type(self).__name__)


def combine_first(self, other):
    if self.ndim == 1:
        rows = self.index.union(other.index)
        mine, theirs = self.reindex(rows), other.reindex(rows)
        return mine.where(mine.notna(), theirs)
    rows, heads = self.index.union(other.index), self.columns.union(other.columns)
    mine, theirs = self.reindex(index=rows, columns=heads), other.reindex(index=rows, columns=heads)
    made = mine.where(mine.notna(), theirs)
    for i, name in enumerate(heads.tolist()):
        # Whole numbers stay such where nothing is missing at the end.
        kinds = {f[name].dtype.kind for f in (self, other) if name in f.columns}
        if kinds == {"i"} and not missing(made._c[i]).any():
            made._c[i] = made._c[i].astype(np.int64)
    return made


def update(self, other, join="left", overwrite=True, **options):
    if self.ndim == 1:
        fresh = other.reindex(self.index) if isinstance(other, Series) else Series(other).reindex(self.index)
        self._become(self.where(fresh.isna(), fresh))
        return
    fresh = other.reindex(index=self.index, columns=self.columns)
    for i in range(len(self._c)):
        mine, theirs = self._column(i), fresh._column(i)
        keep = theirs.isna() if overwrite else mine.notna()
        self._c[i] = mine.where(keep, theirs)._v


def compare(self, other, **options):
    if self.ndim == 1:
        at = np.nonzero(~np.array([a == b or is_na(a) and is_na(b) for a, b in zip(self, other)], dtype=bool))[0]
        return DataFrame._make([self._v[at], other._v[at]], index_of(["self", "other"]), self.index._take(at))
    parts, heads = [], []
    rows = np.zeros(len(self), dtype=bool)
    for i, name in enumerate(self.columns.tolist()):
        differs = np.array([not (a == b or is_na(a) and is_na(b)) for a, b in zip(self._c[i].tolist(),
                                                                                 other._c[i].tolist())], dtype=bool)
        if differs.any():
            rows = rows | differs
            for side, c in (("self", self._c[i]), ("other", other._c[i])):
                heads.append((name, side))
                parts.append(pick(c, np.where(differs, np.arange(len(c)), -1)))
    return DataFrame._make(parts, index_of(heads), self.index)._rows(np.nonzero(rows)[0])


def merge_ordered(left, right, on=None, how="outer", **options):
    return merge(left, right, how, on, sort=True, **options)


def merge_asof(left, right, on=None, by=None, direction="backward", suffixes=("_x", "_y"), **options):
    """Each row of the left with the nearest row of the right before it (after it, around it)."""
    import bisect
    keys = right[on].tolist()
    at = []
    for i, k in enumerate(left[on].tolist()):
        j = bisect.bisect_right(keys, k) - 1
        after = bisect.bisect_left(keys, k)
        if direction == "forward":
            j = after if after < len(keys) else -1
        elif direction == "nearest" and after < len(keys) and (j < 0 or keys[after] - k < k - keys[j]):
            j = after
        if by is not None:
            while j >= 0 and right[by].iloc[j] != left[by].iloc[i]:
                j -= 1
        at.append(j)
    shared = [on] + ([by] if by is not None else [])
    return _assembled(left, right, np.arange(len(left)), np.array(at, dtype=np.int64), shared, shared, [], suffixes,
                      RangeIndex(len(left)), False, "left")
