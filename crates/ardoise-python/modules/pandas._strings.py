"""`.str`: methods of texts for a whole column; missing values stay missing."""
import re

import numpy as np

from pandas._common import is_list
from pandas._data import infer, is_na, nan, objects
from pandas._index import Index, RangeIndex, index_of


class StringMethods:
    def __init__(self, owner):
        values = owner._v
        if hasattr(values, "categories"):
            values = objects(values.tolist())
        if values.dtype.kind != "O" or len(values) and all(
                not isinstance(v, (str, list, tuple, dict, bytes)) for v in values.tolist() if not is_na(v)) and any(
                not is_na(v) for v in values.tolist()):
            raise AttributeError("Can only use .str accessor with string values!")
        self._of, self._items = owner, values.tolist()

    def _wrap(self, items, kind=None):
        """The results as a column: truths and counts as such where nothing is missing."""
        if kind is None:
            values = objects(items)
        else:
            values = infer(items) if items else np.empty(0, dtype=kind)
        if isinstance(self._of, Index):
            if kind is bool and values.dtype.kind == "b":
                return values
            return index_of(values, self._of.name)
        return self._of._make(values, self._of.index, self._of.name)

    def _each(self, function, kind=None, kinds=str):
        return self._wrap([function(v) if isinstance(v, kinds) else v if v is None else nan for v in self._items],
                          kind)

    def len(self):
        return self._each(len, int, (str, list, tuple, dict))

    def _slots(self, rows, names=None):
        """Lists of equal length as the columns of a table."""
        from pandas._frame import DataFrame
        width = max([len(r) for r in rows if isinstance(r, (list, tuple))] or [1])
        cols = []
        for k in range(width):
            cols.append(objects([(r[k] if k < len(r) else None) if isinstance(r, (list, tuple)) else r for r in rows]))
        return DataFrame._make(cols, RangeIndex(width) if names is None else names, self._of.index)

    def split(self, pat=None, n=-1, expand=False, regex=None):
        if pat is not None and (regex or regex is None and len(pat) > 1):
            rule = re.compile(pat)
            cut = lambda v: rule.split(v, max(n, 0))
        else:
            cut = lambda v: v.split(pat, -1 if n in (0, None) else n) if pat != "" else ["", *v, ""]
        return self._parts(cut, expand)

    def rsplit(self, pat=None, n=-1, expand=False):
        return self._parts(lambda v: v.rsplit(pat, -1 if n in (0, None) else n), expand)

    def partition(self, sep=" ", expand=True):
        return self._parts(lambda v: v.partition(sep), expand)

    def rpartition(self, sep=" ", expand=True):
        return self._parts(lambda v: v.rpartition(sep), expand)

    def _parts(self, cut, expand):
        rows = [cut(v) if isinstance(v, str) else v if v is None else nan for v in self._items]
        if not expand:
            return self._wrap(rows)
        return self._slots(rows)

    def contains(self, pat, case=True, flags=0, na=None, regex=True):
        if regex:
            rule = re.compile(pat, flags | (0 if case else re.IGNORECASE))
            return self._flags(lambda v: rule.search(v) is not None, na)
        if case:
            return self._flags(lambda v: pat in v, na)
        return self._flags(lambda v: pat.upper() in v.upper(), na)

    def match(self, pat, case=True, flags=0, na=None):
        rule = re.compile(pat, flags | (0 if case else re.IGNORECASE))
        return self._flags(lambda v: rule.match(v) is not None, na)

    def fullmatch(self, pat, case=True, flags=0, na=None):
        rule = re.compile(pat, flags | (0 if case else re.IGNORECASE))
        return self._flags(lambda v: rule.fullmatch(v) is not None, na)

    def startswith(self, pat, na=None):
        if not isinstance(pat, (str, tuple)):
            raise TypeError("expected a string or tuple, not %s" % type(pat).__name__)
        return self._flags(lambda v: v.startswith(pat), na)

    def endswith(self, pat, na=None):
        if not isinstance(pat, (str, tuple)):
            raise TypeError("expected a string or tuple, not %s" % type(pat).__name__)
        return self._flags(lambda v: v.endswith(pat), na)

    def _flags(self, function, na=None):
        items = [function(v) if isinstance(v, str) else (v if v is None else nan) if na is None else na
                 for v in self._items]
        if any(type(v) is not bool for v in items):
            return self._wrap(items)
        return self._wrap(items, bool)

    def replace(self, pat, repl=None, n=-1, case=None, flags=0, regex=False):
        if isinstance(pat, dict):
            made = self
            for old, new in pat.items():
                made = made.replace(old, new, n, case, flags, regex).str
            return made._of
        if hasattr(pat, "sub") or regex or case is False:
            rule = pat if hasattr(pat, "sub") else re.compile(pat if regex else re.escape(pat),
                                                              flags | (re.IGNORECASE if case is False else 0))
            return self._each(lambda v: rule.sub(repl, v, max(n, 0)))
        return self._each(lambda v: v.replace(pat, repl, n))

    def get(self, i):
        def one(v):
            if isinstance(v, dict):
                return v.get(i, None)
            return v[i] if -len(v) <= i < len(v) else nan
        return self._infer(self._each(one, None, (str, list, tuple, dict)))

    def _infer(self, made):
        return made

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._each(lambda v: v[key], None, (str, list, tuple))
        return self.get(key)

    def slice(self, start=None, stop=None, step=None):
        return self[start:stop:step]

    def slice_replace(self, start=None, stop=None, repl=""):
        return self._each(lambda v: v[:start or 0] + repl + (v[stop:] if stop is not None else ""))

    def cat(self, others=None, sep="", na_rep=None, join="left"):
        sep = sep or ""
        if others is None:
            return sep.join(na_rep if is_na(v) else v for v in self._items if not (is_na(v) and na_rep is None))
        if hasattr(others, "_c"):
            columns = [c.tolist() for c in others._c]
        elif isinstance(others, Index) or hasattr(others, "_v"):
            columns = [others.reindex(self._of.index).tolist() if not isinstance(others, Index) else others.tolist()]
        elif others and hasattr(others[0], "_v"):
            columns = [o.tolist() for o in others]
        else:
            columns = [list(others)]
        out = []
        for row in zip(self._items, *columns):
            if any(is_na(v) for v in row):
                out.append(nan if na_rep is None else sep.join(na_rep if is_na(v) else v for v in row))
            else:
                out.append(sep.join(row))
        return self._wrap(out)

    def join(self, sep):
        return self._each(lambda v: sep.join(v), None, (str, list, tuple))

    def extract(self, pat, flags=0, expand=True):
        rule = re.compile(pat, flags)
        if not rule.groups:
            raise ValueError("pattern contains no capture groups")
        names = {k: n for n, k in rule.groupindex.items()}
        rows = []
        for v in self._items:
            found = rule.search(v) if isinstance(v, str) else None
            rows.append([nan if found is None or g is None else g for g in
                         (found.groups() if found else [None] * rule.groups)])
        if rule.groups == 1 and not expand:
            made = self._wrap([v if v is None else r[0] for v, r in zip(self._items, rows)])
            made.name = names.get(1, made.name)
            return made
        labels = [names.get(k + 1, k) for k in range(rule.groups)]
        return self._slots(rows, index_of(labels) if names else RangeIndex(rule.groups))

    def extractall(self, pat, flags=0):
        from pandas._frame import DataFrame
        from pandas._multi import MultiIndex
        rule = re.compile(pat, flags)
        names = {k: n for n, k in rule.groupindex.items()}
        labels, rows = [], []
        for label, v in zip(self._of.index.tolist(), self._items):
            if isinstance(v, str):
                for k, found in enumerate(rule.finditer(v)):
                    labels.append((label, k))
                    rows.append([nan if g is None else g for g in found.groups()])
        cols = [objects([r[k] for r in rows]) for k in range(rule.groups)]
        heads = [names.get(k + 1, k) for k in range(rule.groups)]
        return DataFrame._make(cols, index_of(heads) if names else RangeIndex(rule.groups),
                               MultiIndex._of(labels, 2, [self._of.index.name, "match"]))

    def findall(self, pat, flags=0):
        rule = re.compile(pat, flags)
        return self._each(rule.findall)

    def count(self, pat, flags=0):
        rule = re.compile(pat, flags)
        return self._each(lambda v: len(rule.findall(v)), int)

    def repeat(self, repeats):
        if is_list(repeats):
            return self._wrap([v * n if isinstance(v, str) else nan for v, n in zip(self._items, list(repeats))])
        return self._each(lambda v: v * repeats)

    def pad(self, width, side="left", fillchar=" "):
        how = {"left": str.rjust, "right": str.ljust, "both": str.center}[side]
        return self._each(lambda v: how(v, width, fillchar))

    def wrap(self, width, **options):
        import textwrap
        return self._each(lambda v: "\n".join(textwrap.wrap(v, width, **options)))

    def normalize(self, form):
        import unicodedata
        return self._each(lambda v: unicodedata.normalize(form, v))

    def encode(self, encoding, errors="strict"):
        return self._each(lambda v: v.encode(encoding, errors))

    def decode(self, encoding, errors="strict"):
        return self._each(lambda v: v.decode(encoding, errors), None, bytes)

    def translate(self, table):
        return self._each(lambda v: v.translate(table))

    def removeprefix(self, prefix):
        return self._each(lambda v: v.removeprefix(prefix))

    def removesuffix(self, suffix):
        return self._each(lambda v: v.removesuffix(suffix))

    def strip(self, to_strip=None):
        return self._each(lambda v: v.strip(to_strip))

    def lstrip(self, to_strip=None):
        return self._each(lambda v: v.lstrip(to_strip))

    def rstrip(self, to_strip=None):
        return self._each(lambda v: v.rstrip(to_strip))

    def zfill(self, width):
        return self._each(lambda v: v.zfill(width))

    def ljust(self, width, fillchar=" "):
        return self.pad(width, "right", fillchar)

    def rjust(self, width, fillchar=" "):
        return self.pad(width, "left", fillchar)

    def center(self, width, fillchar=" "):
        return self.pad(width, "both", fillchar)

    def find(self, sub, start=0, end=None):
        return self._each(lambda v: v.find(sub, start, end), int)

    def rfind(self, sub, start=0, end=None):
        return self._each(lambda v: v.rfind(sub, start, end), int)

    def index(self, sub, start=0, end=None):
        return self._each(lambda v: v.index(sub, start, end), int)

    def get_dummies(self, sep="|"):
        from pandas._frame import DataFrame
        rows = [set(v.split(sep)) if isinstance(v, str) else set() for v in self._items]
        names = sorted({w for r in rows for w in r if w})
        return DataFrame({n: [int(n in r) for r in rows] for n in names}, index=self._of.index)

    def __iter__(self):
        raise TypeError("'StringMethods' object is not iterable")


for _name in ("lower", "upper", "title", "capitalize", "swapcase", "casefold"):
    def _plain(name):
        function = getattr(str, name)
        return lambda self: self._each(function)
    setattr(StringMethods, _name, _plain(_name))
for _name in ("isalpha", "isdigit", "isnumeric", "isdecimal", "isalnum", "isspace", "islower", "isupper", "istitle"):
    def _flag(name):
        function = getattr(str, name)
        return lambda self: self._flags(function)
    setattr(StringMethods, _name, _flag(_name))
