"""Categories and intervals: Categorical, `.cat`, `cut` and `qcut`."""
import numpy as np

from pandas._data import COMPARES, Extension, factorize, infer, is_na, missing, nan, objects, column, sort_order
from pandas._index import Index, index_of


class CategoricalDtype:
    name = "category"
    kind = "C"
    type = object
    itemsize = 1

    def __init__(self, categories=None, ordered=False):
        self.categories = None if categories is None else index_of(categories)
        self.ordered = ordered

    def __str__(self):
        return "category"

    def __repr__(self):
        if self.categories is None:
            return "CategoricalDtype(categories=None, ordered=%s, categories_dtype=None)" % self.ordered
        from pandas._format import _summary
        text = _summary(self.categories, "CategoricalDtype(categories=[")[:-2]
        return "CategoricalDtype(categories=%s, ordered=%s, categories_dtype=%s)" % (
            text, self.ordered, "interval[%s, %s]" % (_edge_kind(self.categories), self.categories.closed)
            if isinstance(self.categories, IntervalIndex) else self.categories.dtype)

    def __eq__(self, other):
        if isinstance(other, str):
            return other == "category"
        return isinstance(other, CategoricalDtype) and self.ordered == other.ordered and (
            self.categories is None or other.categories is None or
            set(self.categories.tolist()) == set(other.categories.tolist()))

    def __hash__(self):
        return hash("category")


class Categorical(Extension):
    """Values of a few kinds: `codes` into `categories`; -1 for missing."""

    def __init__(self, values, categories=None, ordered=None, dtype=None, fastpath=False):
        if dtype is not None and not isinstance(dtype, str):
            categories = dtype.categories if categories is None else categories
            ordered = dtype.ordered if ordered is None else ordered
        if isinstance(values, Categorical) and categories is None:
            self.codes, self.categories = values.codes, values.categories
            self.ordered = values.ordered if ordered is None else ordered
            return
        values = column(values)
        if categories is None:
            codes, uniques = factorize(values)
            try:
                by = sort_order(uniques)
            except TypeError:
                if ordered:
                    raise TypeError("'values' is not ordered, please explicitly specify the categories order by "
                                    "passing in a categories argument.") from None
                by = list(range(len(uniques)))
            rank = np.empty(len(by) + 1, dtype=np.int64)
            rank[np.array(by, dtype=np.int64)] = np.arange(len(by))
            rank[len(by)] = -1
            self.codes = rank[codes]
            uniques = [uniques[k] for k in by]
            self.categories = index_of(infer(uniques) if values.dtype.kind != "O" else objects(uniques))
        else:
            self.categories = index_of(categories)
            self.codes = np.array(self.categories._match(index_of(values)), dtype=np.int64)
        self.ordered = bool(ordered)

    @classmethod
    def from_codes(cls, codes, categories=None, ordered=False, dtype=None):
        made = object.__new__(cls)
        made.codes = np.array(codes, dtype=np.int64)
        made.categories, made.ordered = index_of(categories), ordered
        return made

    _made = lambda self, codes: Categorical.from_codes(codes, self.categories, self.ordered)
    dtype = property(lambda self: CategoricalDtype(self.categories, self.ordered))

    def __len__(self):
        return len(self.codes)

    def __getitem__(self, key):
        got = self.codes[key]
        if isinstance(got, np.ndarray):
            return self._made(got)
        return nan if got < 0 else self.categories[int(got)]

    def __setitem__(self, key, value):
        if hasattr(value, "tolist") and getattr(value, "ndim", 1):
            self.codes[key] = [self._code(v) for v in value.tolist()]
        else:
            self.codes[key] = self._code(value)

    def _code(self, value):
        if is_na(value):
            return -1
        if value not in self.categories:
            raise TypeError("Cannot setitem on a Categorical with a new category (%s), set the categories first"
                            % value)
        return self.categories._find(value)

    def tolist(self):
        items = self.categories.tolist()
        return [nan if c < 0 else items[c] for c in self.codes.tolist()]

    def _wide(self):
        """The values as an ordinary column."""
        values = self.categories._v
        if isinstance(self.categories, IntervalIndex) and (self.codes < 0).any() and _edge_kind(
                self.categories) == "int64":
            ends = [Interval(float(i.left), float(i.right), i.closed) for i in values.tolist()]
            return objects([nan if c < 0 else ends[c] for c in self.codes.tolist()])
        if values.dtype.kind == "O" or not len(values):
            return objects(self.tolist())
        from pandas._data import pick
        return pick(values, self.codes)

    _plain = _wide

    def __array__(self, dtype=None, copy=None):
        wide = self._wide()
        return wide if isinstance(wide, np.ndarray) else objects(wide.tolist())

    def isna(self):
        return self.codes < 0

    def copy(self):
        return self._made(self.codes.copy())

    def astype(self, dtype, copy=True):
        from pandas._data import cast
        return cast(self, dtype)

    def _pick(self, at, gone):
        codes = self.codes[at] if len(self.codes) else np.full(len(at), -1)
        codes[gone] = -1
        return self._made(codes)

    def _keys(self):
        return self.codes

    def _joined(self, parts):
        first = parts[0]
        if all(p.categories.equals(first.categories) for p in parts):
            return self._made(np.concatenate([p.codes for p in parts]))
        return objects([v for p in parts for v in p.tolist()])

    def _cast(self, kind):
        from pandas._data import cast
        return cast(self._wide(), kind)

    def _hold(self, value):
        return self

    def _mapped(self, values):
        table = dict(zip(self.codes.tolist(), values))
        fresh = [table.get(k, nan) for k in range(len(self.categories))]
        if len(set(fresh)) == len(fresh) and not any(is_na(v) for v in fresh):
            return Categorical.from_codes(self.codes, fresh, self.ordered)
        return infer(values)

    def _counted(self):
        counts = np.bincount(self.codes[self.codes >= 0], minlength=len(self.categories))
        return self._made(np.arange(len(self.categories))), counts

    def _reduce(self, name, skipna=True):
        if name in ("min", "max"):
            if not self.ordered:
                raise TypeError("Categorical is not ordered for operation %s\nyou can use .as_ordered() to change the "
                                "Categorical to an ordered one\n" % name)
            codes = self.codes[self.codes >= 0]
            return self.categories[int(codes.min() if name == "min" else codes.max())] if len(codes) else nan
        raise TypeError("'Categorical' with dtype category does not support reduction '%s'" % name)

    def _binary(self, name, other, flip):
        if name not in COMPARES:
            raise TypeError("unsupported operand type(s) for %s: 'Categorical' and '%s'" % (
                {"add": "+", "sub": "-", "mul": "*"}.get(name, name), type(other).__name__))
        if name in ("eq", "ne"):
            theirs = other.tolist() if hasattr(other, "tolist") else [other] * len(self)
            made = [a == b for a, b in zip(self.tolist(), theirs)]
            return np.array(made, dtype=bool) if name == "eq" else ~np.array(made, dtype=bool)
        if not self.ordered:
            raise TypeError("Unordered Categoricals can only compare equality or not")
        from pandas._data import binary
        if isinstance(other, Categorical):
            theirs = other.codes
        elif other in self.categories:
            theirs = self.categories._find(other)
        else:
            raise TypeError("Invalid comparison between dtype=category and %s" % type(other).__name__)
        made = binary(name, theirs, self.codes) if flip else binary(name, self.codes, theirs)
        made[self.codes < 0] = False
        return made

    def _footer(self):
        from pandas._format import labels
        texts = [t.strip() for t in labels(self.categories._v)]
        if self.categories.dtype.kind == "O" and not isinstance(self.categories, IntervalIndex):
            texts = [repr(v) if isinstance(v, str) else str(v) for v in self.categories.tolist()]
        n = len(texts)
        kind = "interval[%s, %s]" % (_edge_kind(self.categories), self.categories.closed) if isinstance(
            self.categories, IntervalIndex) else str(self.categories.dtype)
        if n > 10:
            texts = texts[:4] + ["..."] + texts[-4:]
        text = (" < " if self.ordered else ", ").join(texts).replace(" < ... < ", " ... ")
        return "Categories (%d, %s): [%s]" % (n, kind, text)

    def __repr__(self):
        texts = [repr(v) if isinstance(v, str) else "NaN" if is_na(v) else str(v) for v in self.tolist()]
        return "[%s]\n%s" % (", ".join(texts), ("Length: %d\n" % len(self) if len(self) > 10 else "") + self._footer())


class CategoryMethods:
    """`.cat` of a Series."""

    def __init__(self, series):
        self._of, self._v = series, series._v

    categories = property(lambda self: self._v.categories)
    ordered = property(lambda self: self._v.ordered)
    codes = property(lambda self: self._of._make(self._v.codes.astype(np.int8), self._of.index))

    def _wrap(self, values):
        return self._of._make(values, self._of.index, self._of.name)

    def _onto(self, categories, ordered=None):
        made = Categorical(objects(self._v.tolist()) if len(self._v) else self._v, list(categories),
                           self._v.ordered if ordered is None else ordered)
        return self._wrap(made)

    def set_categories(self, new_categories, ordered=None, rename=False):
        return self._onto(new_categories, ordered)

    def reorder_categories(self, new_categories, ordered=None):
        if set(new_categories) != set(self.categories.tolist()):
            raise ValueError("items in new_categories are not the same as in old categories")
        return self._onto(new_categories, ordered)

    def add_categories(self, new_categories):
        extra = [new_categories] if isinstance(new_categories, str) else list(new_categories)
        return self._wrap(Categorical.from_codes(self._v.codes, self.categories.tolist() + extra, self.ordered))

    def remove_categories(self, removals):
        gone = {removals} if isinstance(removals, str) else set(removals)
        return self._onto([c for c in self.categories.tolist() if c not in gone])

    def remove_unused_categories(self):
        used = set(self._v.codes.tolist())
        return self._onto([c for k, c in enumerate(self.categories.tolist()) if k in used])

    def rename_categories(self, new_categories):
        old = self.categories.tolist()
        if isinstance(new_categories, dict):
            fresh = [new_categories.get(c, c) for c in old]
        else:
            fresh = [new_categories(c) for c in old] if callable(new_categories) else list(new_categories)
        return self._wrap(Categorical.from_codes(self._v.codes, fresh, self.ordered))

    def as_ordered(self):
        return self._wrap(Categorical.from_codes(self._v.codes, self.categories, True))

    def as_unordered(self):
        return self._wrap(Categorical.from_codes(self._v.codes, self.categories, False))


class CategoricalIndex(Index):
    _title = "CategoricalIndex"

    def __init__(self, data=None, categories=None, ordered=None, dtype=None, name=None, **options):
        self._v = data if isinstance(data, Categorical) and categories is None else Categorical(
            data, categories, ordered, dtype)
        self.name, self._where = name, None

    categories = property(lambda self: self._v.categories)
    codes = property(lambda self: self._v.codes)
    ordered = property(lambda self: self._v.ordered)

    def _like(self, values):
        return CategoricalIndex(values, name=self.name) if isinstance(values, Categorical) else index_of(values)

    def _facts(self):
        texts = [repr(v) if isinstance(v, str) else str(v) for v in self.categories.tolist()]
        if len(texts) > 8:
            texts = texts[:4] + ["..."] + texts[-4:]
        return ["categories=[%s]" % ", ".join(texts), "ordered=%s" % self.ordered, "dtype='category'"]

    def _key(self, label):
        if not isinstance(label, (Interval, str)) and len(self.categories) and isinstance(self.categories[0], Interval):
            for one in self.categories.tolist():
                if not is_na(label) and label in one:
                    return one
        return label


class Interval:
    """The numbers between two ends."""

    def __init__(self, left, right, closed="right"):
        self.left, self.right, self.closed = left, right, closed

    mid = property(lambda self: (self.left + self.right) / 2)
    length = property(lambda self: self.right - self.left)
    closed_left = property(lambda self: self.closed in ("left", "both"))
    closed_right = property(lambda self: self.closed in ("right", "both"))

    def __contains__(self, value):
        low = value >= self.left if self.closed_left else value > self.left
        return low and (value <= self.right if self.closed_right else value < self.right)

    def __str__(self):
        ends = {"right": "(]", "left": "[)", "both": "[]", "neither": "()"}[self.closed]
        return "%s%s, %s%s" % (ends[0], _number(self.left), _number(self.right), ends[1])

    def __repr__(self):
        return "Interval(%s, %s, closed=%r)" % (_number(self.left), _number(self.right), self.closed)

    def _all(self):
        return self.left, self.right, self.closed

    def __eq__(self, other):
        return isinstance(other, Interval) and self._all() == other._all()

    def __lt__(self, other):
        return self._all() < other._all()

    def __le__(self, other):
        return self._all() <= other._all()

    def __gt__(self, other):
        return self._all() > other._all()

    def __ge__(self, other):
        return self._all() >= other._all()

    def __hash__(self):
        return hash(self._all())

    def overlaps(self, other):
        return self.left < other.right and other.left < self.right


def _number(value):
    value = value.item() if hasattr(value, "item") else value
    return str(value)


def _edge_kind(index):
    if not len(index):
        return "float64"
    first = index[0]
    if type(first.left).__name__ == "Timestamp":
        return "datetime64[ns]"
    return "int64" if isinstance(first.left, (int, np.integer)) and isinstance(first.right, (int, np.integer)) else (
        "float64")


class IntervalIndex(Index):
    _title = "IntervalIndex"

    def __init__(self, data=None, closed="right", name=None, **options):
        self._v = objects(list(data)) if not isinstance(data, np.ndarray) else data
        self.name, self._where = name, None

    closed = property(lambda self: self._v[0].closed if len(self._v) else "right")
    left = property(lambda self: index_of([i.left for i in self._v.tolist()]))
    right = property(lambda self: index_of([i.right for i in self._v.tolist()]))
    mid = property(lambda self: index_of([i.mid for i in self._v.tolist()]))

    @classmethod
    def from_breaks(cls, breaks, closed="right", name=None):
        breaks = list(breaks)
        return cls([Interval(a, b, closed) for a, b in zip(breaks, breaks[1:])], name=name)

    @classmethod
    def from_tuples(cls, data, closed="right", name=None):
        return cls([Interval(a, b, closed) for a, b in data], name=name)

    def _like(self, values):
        return IntervalIndex(values, name=self.name)

    def _quoted(self):
        return [str(v) for v in self._v.tolist()]

    def _facts(self):
        return ["dtype='interval[%s, %s]'" % (_edge_kind(self), self.closed)]

    def _key(self, label):
        if not isinstance(label, Interval):
            for one in self._v.tolist():
                if label in one:
                    return one
        return label


def interval_range(start=0, end=None, periods=None, freq=1, name=None, closed="right"):
    end = start + periods * freq if end is None else end
    return IntervalIndex([Interval(k, k + freq, closed) for k in range(start, end, freq)], name=name)


def _rounded(value, precision):
    if value == 0 or not np.isfinite(value):
        return value
    whole = int(value)
    rest = abs(value - whole)
    if whole == 0:
        digits = -int(np.floor(np.log10(rest))) - 1 + precision
    else:
        digits = precision
    return round(value, digits)


def _precise(precision, edges):
    for digits in range(precision, 20):
        made = [_rounded(e, digits) for e in edges]
        if len(set(made)) == len(made):
            return digits
    return precision


def _cut(values, edges, right, labels, precision, include_lowest, wrap, retbins, duplicates="raise", ordered=True):
    edges = np.asarray(edges)
    if len(set(edges.tolist())) < len(edges):
        if duplicates == "raise":
            raise ValueError("Bin edges must be unique: %r.\nYou can drop duplicate edges by setting the 'duplicates' "
                             "kwarg" % index_of(edges))
        edges = np.array(list(dict.fromkeys(edges.tolist())), dtype=edges.dtype)
    at = np.searchsorted(edges, values, side="left" if right else "right")
    if include_lowest:
        at = np.where(values == edges[0], 1, at)
    gone = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), dtype=bool)
    gone = gone | (at == len(edges)) | (at == 0)
    codes = np.where(gone, -1, at - 1)
    if labels is False:
        made = codes.astype(float) if gone.any() else codes
        if gone.any():
            made[gone] = nan
        made = wrap(made)
    else:
        if labels is None or labels is True:
            ends = edges.tolist()
            if edges.dtype.kind == "f":
                digits = _precise(precision, ends)
                ends = [_rounded(e, digits) for e in ends]
            else:
                digits = precision
            closed = "right" if right else "left"
            pairs = [[a, b] for a, b in zip(ends, ends[1:])]
            if right and include_lowest and pairs:
                pairs = [[float(a), float(b)] for a, b in pairs]
                pairs[0][0] -= 10 ** -digits
            categories = IntervalIndex([Interval(a, b, closed) for a, b in pairs])
        else:
            categories = list(labels)
            if len(categories) != len(edges) - 1:
                raise ValueError("Bin labels must be one fewer than the number of bin edges")
            if ordered and len(set(categories)) != len(categories):
                raise ValueError("labels must be unique if ordered=True; pass ordered=False for duplicate labels")
        made = wrap(Categorical.from_codes(codes, categories, ordered))
    return (made, edges) if retbins else made


def _around(x):
    from pandas._series import Series
    if isinstance(x, Series):
        return x._v, lambda v: Series._make(v, x.index, x.name)
    return column(x), lambda v: v


def cut(x, bins, right=True, labels=None, retbins=False, precision=3, include_lowest=False, duplicates="raise",
        ordered=True):
    values, wrap = _around(x)
    if not isinstance(values, np.ndarray) or values.dtype.kind == "O":
        if values.dtype.kind == "M":
            raise NotImplementedError("cutting dates is not available here: cut numbers, or group with resample")
        raise TypeError("can only cut numbers")
    if values.dtype.kind == "b":
        values = values.astype(int)
    if isinstance(bins, IntervalIndex):
        edges = [bins[0].left] + [i.right for i in bins.tolist()]
        return _cut(values, np.array(edges), right, labels, precision, False, wrap, retbins)
    if isinstance(bins, (int, np.integer)):
        if bins < 1:
            raise ValueError("`bins` should be a positive integer.")
        if not len(values):
            raise ValueError("Cannot cut empty array")
        there = values[~np.isnan(values)] if values.dtype.kind == "f" else values
        low, high = float(there.min()), float(there.max())
        if low == high:
            low -= 0.001 * abs(low) if low != 0 else 0.001
            high += 0.001 * abs(high) if high != 0 else 0.001
            edges = np.linspace(low, high, bins + 1)
        else:
            edges = np.linspace(low, high, bins + 1)
            apart = (high - low) * 0.001
            if right:
                edges[0] -= apart
            else:
                edges[-1] += apart
    else:
        edges = np.asarray(bins if not hasattr(bins, "_v") else bins._v)
        if (edges[1:] < edges[:-1]).any():
            raise ValueError("bins must increase monotonically.")
    return _cut(values, edges, right, labels, precision, include_lowest, wrap, retbins, duplicates, ordered)


def qcut(x, q, labels=None, retbins=False, precision=3, duplicates="raise"):
    values, wrap = _around(x)
    there = values[~missing(values)]
    points = np.linspace(0, 1, q + 1) if isinstance(q, (int, np.integer)) else np.asarray(q)
    from pandas._stats import quantiles
    edges = np.array(quantiles(there, points.tolist()))
    return _cut(values, edges, True, labels, precision, True, wrap, retbins, duplicates)
