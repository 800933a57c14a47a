"""Tables of another shape: pivot_table, pivot, melt, crosstab, stack, unstack, explode, get_dummies."""
import numpy as np

from pandas._common import is_list
from pandas._data import column, factorize, full, infer, is_na, join, nan, objects, pick
from pandas._frame import DataFrame
from pandas._index import Index, RangeIndex, index_of
from pandas._multi import MultiIndex
from pandas._series import Series, _called


def _names(keys):
    if keys is None:
        return []
    return list(keys) if is_list(keys) and not isinstance(keys, Series) else [keys]


def unstack(self, level=-1, fill_value=None):
    """A level of the row labels becomes labels of columns."""
    index = self.index
    if index.nlevels == 1:
        if self.ndim == 1:
            raise ValueError("index must be a MultiIndex to unstack, %s was passed" % type(index))
        return self.T.stack(dropna=False)
    if isinstance(level, list):
        made = self
        for k in reversed(level):
            made = made.unstack(k)
        return made
    k = index._number(level)
    keep = [j for j in range(index.nlevels) if j != k]
    used = {t[k] for t in index.tolist()}
    heads = [h for h in index._sorted_level(k) if h in used]
    rows = index._keep(keep)
    lost = any(is_na(t[k]) for t in index.tolist())
    if lost:
        heads = heads + [nan]
    ranks = {h: i for i, h in enumerate(heads)}
    places = {}
    for at, (label, t) in enumerate(zip(rows.tolist(), index.tolist())):
        slot = (label, ranks[t[k]] if not is_na(t[k]) else len(heads) - 1)
        if slot in places:
            raise ValueError("Index contains duplicate entries, cannot reshape")
        places[slot] = at
    fresh = rows.unique()
    fresh = fresh._take(fresh._rank()) if fresh.nlevels > 1 else fresh.sort_values() if not _category(fresh) else fresh
    if not _category(fresh) and index._orders and index._orders[keep[0]] is not None and len(keep) == 1:
        there = set(fresh.tolist())
        labels = [v for v in index._orders[keep[0]] if v in there]
        fresh = index_of(infer(labels) if fresh.dtype.kind != "O" else objects(labels), fresh.name)
    labels = fresh.tolist()
    columns = self._c if self.ndim == 2 else [self._v]
    cols = []
    holes = len(places) < len(labels) * len(heads) and fill_value is None
    for c in columns:
        if holes and isinstance(c, np.ndarray) and c.dtype.kind in "iub":
            c = c.astype(float if c.dtype.kind != "b" else object)
        for i in range(len(heads)):
            at = np.array([places.get((label, i), -1) for label in labels], dtype=np.int64)
            made = pick(c, at)
            if fill_value is not None and (at < 0).any():
                made = column(made)
                made[at < 0] = fill_value
                if isinstance(c, np.ndarray) and c.dtype.kind in "iu" and type(fill_value) is int:
                    made = made.astype(c.dtype)
            cols.append(made)
    name = index.names[k]
    if self.ndim == 1:
        header = index_of(infer(heads) if not isinstance(heads[0], str) else objects(heads))._view()
        header.name = name
    else:
        outer = self.columns
        tuples = [(o if isinstance(o, tuple) else (o,)) + (h,) for o in outer.tolist() for h in heads]
        header = MultiIndex._of(tuples, outer.nlevels + 1, list(outer.names) + [name])
    return DataFrame._make(cols, header, fresh)


def _category(index):
    return hasattr(index, "codes") and hasattr(index, "categories")


def stack(self, level=-1, dropna=True, sort=True, future_stack=False):
    """The labels of columns become the last level of the row labels."""
    index, heads = self.index, self.columns
    tuples = [t if index.nlevels > 1 else (t,) for t in index.tolist()]
    n = len(tuples)
    if heads.nlevels == 1:
        m = len(heads)
        whole = join([c for c in self._c]) if m else objects([])
        at = (np.arange(n * m) % m) * n + np.arange(n * m) // m if m else np.zeros(0, dtype=np.int64)
        values = whole[at]
        rows = [t + (h,) for t in tuples for h in heads.tolist()]
        made = Series._make(values, MultiIndex._of(rows, index.nlevels + 1, list(index.names) + [heads.name]))
        made.index._orders = [None] * index.nlevels + [heads.tolist()]
        return made.dropna() if dropna and not future_stack else made
    k = heads._number(level)
    keep = [j for j in range(heads.nlevels) if j != k]
    inner = heads._sorted_level(k)
    outer = heads._keep(keep).unique()
    if outer.nlevels == 1:
        outer = outer.sort_values()
    where = {(o, t[k]): i for i, (o, t) in enumerate(zip(heads._keep(keep).tolist(), heads.tolist()))}
    m = len(inner)
    cols = []
    for o in outer.tolist():
        parts = [self._c[where[o, h]] if (o, h) in where else full(n, nan) for h in inner]
        at = (np.arange(n * m) % m) * n + np.arange(n * m) // m
        cols.append(join(parts)[at])
    rows = [t + (h,) for t in tuples for h in inner]
    made = DataFrame._make(cols, outer, MultiIndex._of(rows, index.nlevels + 1, list(index.names) + [heads.names[k]]))
    return made.dropna(how="all") if dropna and not future_stack else made


def pivot(data, columns, index=None, values=None):
    heads = _names(columns)
    rows = _names(index)
    for name in heads + rows + _names(values):
        if name not in data.columns:
            raise KeyError(name)
    for name in heads:
        if name in rows:
            raise ValueError("The name %s occurs multiple times, use a level number" % name)
    if values is None:
        chosen = [n for n in data.columns.tolist() if n not in heads + rows]
    else:
        chosen = _names(values)
    frame = data if rows else data.reset_index()
    if not rows:
        rows = [frame.columns[0]]
    if is_list(values) and len({c.dtype.kind for c in frame[chosen]._c}) > 1 and all(
            c.dtype.kind in "iuf" for c in frame[chosen]._c):
        frame = frame.astype({n: float for n in chosen})
    base = frame.set_index(rows + heads)
    base = base[chosen[0]] if values is not None and not is_list(values) else base[chosen]
    made = base
    for _ in heads:
        made = made.unstack(len(rows) if made.index.nlevels > len(rows) else -1)
    if index is None and data.index.name is None:
        made.index.name = None
    return made


def pivot_table(data, values=None, index=None, columns=None, aggfunc="mean", fill_value=None, margins=False,
                dropna=True, margins_name="All", observed=False, sort=True):
    if isinstance(aggfunc, list):
        parts = [pivot_table(data, values, index, columns, f, fill_value, margins, dropna, margins_name)
                 for f in aggfunc]
        from pandas._merge import concat
        return concat(parts, axis=1, keys=[_called(f) for f in aggfunc])
    rows, heads = _names(index), _names(columns)
    if values is None:
        if isinstance(aggfunc, dict):
            chosen = list(aggfunc)
        else:
            chosen = [n for n in data.columns.tolist() if n not in [k for k in rows + heads if isinstance(k, str)]]
            chosen = sorted(chosen, key=str)
    else:
        chosen = _names(values)
        for n in chosen:
            if n not in data.columns:
                raise KeyError(n)
    keys = rows + heads
    if not keys:
        raise ValueError("No group keys passed!")
    grouped = data.groupby(keys, observed=observed, sort=sort)
    if isinstance(aggfunc, dict):
        made = grouped.agg(aggfunc)
    else:
        made = grouped[chosen].agg(aggfunc)
    if dropna:
        made = made.dropna(how="all")
        for i, n in enumerate(made.columns.tolist()):
            if n in data.columns and data[n]._v.dtype.kind == "i" and made._c[i].dtype.kind == "f" and len(made) and \
                    bool((made._c[i] % 1 == 0).all()) and aggfunc in ("sum", "min", "max", "first", "last"):
                made._c[i] = made._c[i].astype(np.int64)
    whole = {n for n, c in zip(made.columns.tolist(), made._c) if c.dtype.kind == "i"}
    for k in range(len(heads)):
        if made.index.nlevels > 1:
            made = made.unstack(len(rows))
    if len(heads) > 1:
        made = made.dropna(axis=1, how="all")
    if not rows and made.index.nlevels == 1:
        made = made.T
    try:
        made = made.sort_index(axis=1)
    except TypeError:
        pass
    if fill_value is not None:
        made = made.fillna(fill_value)
        if type(fill_value) is int:
            for i, c in enumerate(made._c):
                base = made.columns[i][0] if made.columns.nlevels > 1 else made.columns[i]
                if isinstance(c, np.ndarray) and c.dtype.kind == "f" and base in whole:
                    made._c[i] = c.astype(np.int64)
    if margins:
        made = _margins(made, data, chosen, rows, heads, aggfunc, margins_name, fill_value)
    single = values is not None and not is_list(values)
    if heads and single and made.columns.nlevels > 1:
        made.columns = made.columns.droplevel(0)
    if dropna:
        made = made.dropna(axis=1, how="all")
    return made


def _margins(made, data, chosen, rows, heads, aggfunc, label, fill_value):
    """The table with totals of rows and columns, computed from the data itself."""
    data = data.dropna(subset=[n for n in rows + heads + chosen if isinstance(n, str)])
    def total(frame, name):
        part = frame[name].agg(aggfunc)
        return part.item() if hasattr(part, "item") else part
    if not heads:
        row = [total(data, n) for n in made.columns.tolist()]
        key = label if made.index.nlevels == 1 else (label,) + ("",) * (made.index.nlevels - 1)
        made.loc[key] = row
        return made
    fresh = made.copy()
    out_cols, out_heads = [], []
    bottom = data.groupby(heads)[chosen].agg(aggfunc)
    right = data.groupby(rows)[chosen].agg(aggfunc)
    several = made.columns.nlevels > 1
    for name in chosen:
        for i, head in enumerate(made.columns.tolist()):
            head = head if several else (name, head)
            if head[0] != name:
                continue
            key = head[1:] if len(heads) > 1 else head[1]
            foot = bottom[name].loc[key]
            out_cols.append(join([made._c[i], infer([foot.item() if hasattr(foot, "item") else foot])]))
            out_heads.append(head)
        side = right[name].reindex(made.index)._v
        out_cols.append(join([side, infer([total(data, name)])]))
        out_heads.append((name, label) + ("",) * (len(heads) - 1))
    index = fresh.index
    key = label if index.nlevels == 1 else (label,) + ("",) * (index.nlevels - 1)
    names = index.names
    index = index.insert(len(index), key)
    index.names = names
    header = MultiIndex._of(out_heads, len(heads) + 1, made.columns.names if several else [None] + heads)
    if not several:
        header = header.droplevel(0)
    return DataFrame._make(out_cols, header, index)


def melt(frame, id_vars=None, value_vars=None, var_name=None, value_name="value", col_level=None, ignore_index=True):
    ids = _names(id_vars)
    lost = [n for n in ids + _names(value_vars) if n not in frame.columns]
    if lost:
        raise KeyError("The following id_vars or value_vars are not present in the DataFrame: %s" % lost)
    chosen = _names(value_vars) if value_vars is not None else [n for n in frame.columns.tolist() if n not in ids]
    n, m = len(frame), len(chosen)
    at = np.arange(n * m) % n if n else np.zeros(0, dtype=np.int64)
    cols = [frame[i]._v[at] for i in ids]
    name = var_name if var_name is not None else frame.columns.name if frame.columns.name is not None else "variable"
    cols.append(column([c for c in chosen for _ in range(n)]) if chosen else objects([]))
    cols.append(join([frame[c]._v for c in chosen]) if chosen else objects([]))
    rows = RangeIndex(n * m) if ignore_index else frame.index._take(at)
    return DataFrame._make(cols, index_of(ids + [name, value_name]), rows)


def wide_to_long(df, stubnames, i, j, sep="", suffix=r"\d+"):
    import re
    stubs, ids = _names(stubnames), _names(i)
    parts = []
    for stub in stubs:
        rule = re.compile("^%s%s(%s)$" % (re.escape(stub), re.escape(sep), suffix))
        found = [(c, rule.match(c).group(1)) for c in df.columns.tolist() if rule.match(c)]
        part = melt(df, ids, [c for c, _ in found], j, stub)
        table = dict(found)
        part[j] = [int(table[c]) if table[c].isdigit() else table[c] for c in part[j]]
        parts.append(part.set_index(ids + [j]))
    made = parts[0]
    for part in parts[1:]:
        made = made.join(part)
    return made


def crosstab(index, columns, values=None, rownames=None, colnames=None, aggfunc=None, margins=False,
             margins_name="All", dropna=True, normalize=False):
    def parts(keys, names, prefix):
        if isinstance(keys, str):
            return [keys], list(names) if names else ["%s_0" % prefix]
        several = isinstance(keys, (list, tuple)) and len(keys) and hasattr(keys[0], "__iter__")
        keys = keys if several and not isinstance(keys[0], str) else [keys]
        labels = list(names) if names else [getattr(k, "name", None) if getattr(k, "name", None) is not None else
                                            "%s_%d" % (prefix, n) for n, k in enumerate(keys)]
        return keys, labels
    rows, row_names = parts(index, rownames, "row")
    cols, col_names = parts(columns, colnames, "col")
    named = [k for k in rows + cols if isinstance(k, Series)]
    base = named[0].index if named else RangeIndex(len(rows[0]))
    labels = ["r%d" % k for k in range(len(rows))] + ["c%d" % k for k in range(len(cols))]
    frame = DataFrame({n: (k if isinstance(k, (Series, str)) else column(k)) for n, k in zip(labels, rows + cols)},
                      index=base if not named or len(named) + sum(isinstance(k, str) for k in rows + cols) == len(
                          rows + cols) else None)
    frame["value"] = 0 if values is None else values
    left, top = labels[:len(rows)], labels[len(rows):]
    frame = frame.dropna(subset=left + top)
    if values is None:
        made = frame.pivot_table("value", left, top, "count", fill_value=0, margins=margins and not normalize,
                                 margins_name=margins_name)
        made = made.astype(int)
    else:
        if aggfunc is None:
            raise ValueError("values cannot be used without an aggfunc.")
        made = frame.pivot_table("value", left, top, aggfunc, margins=margins, margins_name=margins_name)
    made.index.names = row_names
    made.columns.names = col_names
    return _normalized(made, normalize, margins, margins_name) if normalize is not False else made


def _normalized(made, how, margins, label):
    total = made.sum().sum()
    if how in ("all", True):
        out = made / total
    elif how in ("index", 0):
        out = made.div(made.sum(axis=1), axis=0)
    elif how in ("columns", 1):
        out = made / made.sum()
    else:
        raise ValueError("Not a valid normalize argument")
    if margins:
        if out.columns.dtype.kind == "b":
            out.columns = Index._new(objects(out.columns.tolist()), out.columns.name)
        if how is True or how not in ("index", 0):
            out[label] = made.sum(axis=1) / total
        if how is True or how not in ("columns", 1):
            foot = made.sum() / total
            names = out.index.names
            out.loc[label] = [foot[c] if c in foot.index else 1.0 for c in out.columns.tolist()]
            out.index.names = names
    return out.fillna(0)


def explode(self, column=None, ignore_index=False):
    if self.ndim == 1:
        if self._v.dtype.kind != "O":
            return self.copy()
        at, values = _exploded(self._v)
        made = Series._make(objects(values), self.index._take(at), self.name)
    else:
        names = _names(column)
        at, values = _exploded(self[names[0]]._v)
        made = self._rows(at)
        made._c[self.columns._find(names[0])] = objects(values)
        for n in names[1:]:
            made._c[self.columns._find(n)] = objects(_exploded(self[n]._v)[1])
    if ignore_index:
        made.index = RangeIndex(len(made))
    return made


def _exploded(values):
    at, out = [], []
    for i, v in enumerate(values.tolist()):
        items = list(v) if isinstance(v, (list, tuple, set, np.ndarray)) else [v]
        for one in items or [nan]:
            at.append(i)
            out.append(one)
    return np.array(at, dtype=np.int64), out


def get_dummies(data, prefix=None, prefix_sep="_", dummy_na=False, columns=None, sparse=False, drop_first=False,
                dtype=None):
    kind = bool if dtype is None else dtype

    def one(values, rows, start):
        if hasattr(values, "categories"):
            labels, codes = values.categories.tolist(), values.codes
        else:
            codes, labels = factorize(values, True)
        cols, heads = [], []
        for k, label in enumerate(labels):
            if drop_first and k == 0:
                continue
            cols.append((codes == k).astype(kind))
            heads.append(label if start is None else "%s%s%s" % (start, prefix_sep, label))
        if dummy_na:
            cols.append((codes < 0).astype(kind))
            heads.append(nan if start is None else "%s%snan" % (start, prefix_sep))
        return cols, heads

    if getattr(data, "ndim", 1) == 1:
        series = data if isinstance(data, Series) else Series(data)
        cols, heads = one(series._v, series.index, prefix)
        return DataFrame._make(cols, index_of(heads) if heads else RangeIndex(0), series.index)
    chosen = [n for n, c in zip(data.columns.tolist(), data._c) if c.dtype.kind in "OC"] if columns is None else list(
        columns)
    starts = dict(zip(chosen, chosen if prefix is None else prefix if isinstance(prefix, list) else [
        prefix[n] for n in chosen] if isinstance(prefix, dict) else [prefix] * len(chosen)))
    cols, heads = [], []
    for n, c in zip(data.columns.tolist(), data._c):
        if n not in chosen:
            cols.append(c.copy())
            heads.append(n)
    for n in chosen:
        more, labels = one(data[n]._v, data.index, starts[n])
        cols += more
        heads += labels
    return DataFrame._make(cols, index_of(heads), data.index)


def from_dummies(data, sep=None, **options):
    heads = data.columns.tolist()
    rows = [next((h for h, v in zip(heads, row) if v), nan) for row in zip(*[c.tolist() for c in data._c])]
    if sep is None:
        return DataFrame({"": rows}, index=data.index)
    return DataFrame({heads[0].split(sep)[0]: [r.split(sep, 1)[1] for r in rows]}, index=data.index)
