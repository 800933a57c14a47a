"""How Series, DataFrames and Indexes are shown: text as in a console, HTML as in a notebook, `info`."""
import numpy as np

from pandas._data import Extension, NA, NaT, is_na, missing, numeric, objects
from pandas._options import OPTIONS

_ESCAPES = (("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


def plain(value, nested=False):
    """A value as a cell shows it."""
    if type(value) is str:
        for raw, shown in _ESCAPES:
            if raw in value:
                value = value.replace(raw, shown)
        return "'%s'" % value if nested else value
    if isinstance(value, dict):
        inner = ", ".join("%s: %s" % (plain(k, True), plain(v, True)) for k, v in list(value.items())[:100])
        return "{%s}" % inner
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple, set, frozenset)):
        items = list(value)
        inner = ", ".join(plain(v, nested) for v in items[:100]) + (", ..." if len(items) > 100 else "")
        if isinstance(value, tuple):
            return "(%s,)" % inner if len(items) == 1 else "(%s)" % inner
        return "[%s]" % inner if isinstance(value, list) else "{%s}" % inner
    return str(value)


def _trimmed(texts):
    """Numbers without the zeros at their ends that all of them have, one kept after the point."""
    at = [i for i, t in enumerate(texts) if "." in t and t.lstrip(" +-").replace(".", "", 1).isdigit()]
    if not at:
        return texts
    cut = min(len(texts[i]) - len(texts[i].rstrip("0")) for i in at)
    texts = list(texts)
    for i in at:
        t = texts[i][:len(texts[i]) - cut]
        texts[i] = t + "0" if t.endswith(".") else t
    return texts


def _floats(values, space, na="NaN", float_format=None):
    form = float_format or OPTIONS["display.float_format"]
    items = values.tolist()
    if form is not None:
        form = form if callable(form) else lambda v, f=form: f % v
        return [na if v != v else form(v) for v in items]
    digits = OPTIONS["display.precision"]
    lead = " " if space else ""
    chop = OPTIONS["display.chop_threshold"]
    if chop:
        items = [0.0 if abs(v) <= chop else v for v in items]

    def by(letter):
        pattern = "{:%s.%d%s}" % (lead, digits, letter)
        return _trimmed([na if v != v else pattern.format(v) for v in items])

    texts = by("f")
    if not texts:
        return texts
    sizes = [abs(v) for v in items if v == v]
    small = any(0 < v < 10.0 ** -digits for v in sizes)
    if small or max(map(len, texts)) > digits + 6 and any(v > 1e6 for v in sizes):
        return by("e")
    return texts


def cells(values, space=True, na="NaN", float_format=None, quote=False):
    """The texts of a column, before they are made equally wide."""
    if isinstance(values, Extension):
        kind = values.dtype.kind
        if kind in "Mm":
            return values._texts(na if na != "NaN" else "NaT")
        if not isinstance(getattr(values, "_o", None), np.ndarray) and hasattr(values, "categories"):
            inner = values._wide()
            if isinstance(inner, Extension) or inner.dtype.kind != "O":
                return cells(inner, space, na, float_format)
            values = inner
        else:
            values = objects(values.tolist())
    kind = values.dtype.kind
    if kind == "f":
        return _floats(values, space, na, float_format)
    if kind in "iu":
        return [("%d" if v < 0 or not space else " %d") % v for v in values.tolist()]
    if kind == "c":
        items = values.tolist()
        parts = _trimmed(["%.6f" % v.real for v in items] + ["%+.6f" % v.imag for v in items])
        return ["%s%s%sj" % (" " if space and a[0] != "-" else "", a, b) for a, b in zip(parts, parts[len(items):])]
    items = values.tolist()
    numbers = [isinstance(v, float) and v == v for v in items]
    if space is None:
        space = any(numbers)
    lead = " " if space else ""
    form = float_format or OPTIONS["display.float_format"]
    out = []
    for v, is_number in zip(items, numbers):
        if is_number:
            if form is not None:
                out.append(form(v) if callable(form) else form % v)
            else:
                t = ("{:%s.%df}" % (" " if space is not False else " ", OPTIONS["display.precision"])).format(v)
                t = t.rstrip("0")
                out.append(t + "0" if t.endswith(".") else t)
        elif v is None:
            out.append(lead + "None")
        elif v is NA or v is NaT:
            out.append(lead + str(v))
        elif isinstance(v, float):
            out.append(lead + na)
        elif isinstance(v, str):
            out.append(lead + plain(v))
        elif hasattr(v, "_c") or hasattr(v, "_home"):
            out.append(lead + str(v))
        else:
            out.append(lead + plain(v))
    return out


def even(texts, justify="right", least=0):
    """Texts cut to the widest that is allowed and made equally wide."""
    if not texts:
        return texts
    width = max(least, max(map(len, texts)))
    most = OPTIONS["display.max_colwidth"]
    if most is not None and width > most:
        width = most
        if most > 3:
            texts = [t[:width - 3] + "..." if len(t) > width else t for t in texts]
    if justify == "left":
        return [t.ljust(width) for t in texts]
    return [t.center(width) if justify == "center" else t.rjust(width) for t in texts]


def adjoin(space, *lists):
    """Lists of texts side by side."""
    lists = [list(one) for one in lists]
    height = max(map(len, lists))
    columns = []
    for k, one in enumerate(lists):
        width = max(map(len, one)) if one else 0
        if k < len(lists) - 1:
            width += space
        columns.append([t.ljust(width) for t in one] + [" " * width] * (height - len(one)))
    return ["".join(row) for row in zip(*columns)]


def labels(values):
    """The labels of an index level as texts."""
    if isinstance(values, Extension) and hasattr(values, "categories"):
        values = values._wide()
    if not isinstance(values, Extension) and values.dtype.kind == "O":
        return ["NaN" if is_na(v) and v is not NaT and v is not NA and v is not None else plain(v)
                for v in values.tolist()]
    texts = even(cells(values, space=True, na=" NaN" if values.dtype.kind == "f" else "NaN"), "left")
    cut = min([len(t) - len(t.lstrip()) for t in texts] or [0])
    return [t[cut:] for t in texts]


def flat(index):
    """The labels of an index of one level as texts."""
    if type(index).__name__ == "RangeIndex" and len(index):
        wide = max(len(str(index[0])), len(str(index[-1])))
        return [str(v).ljust(wide) for v in index.tolist()]
    return labels(index._v)


def index_columns(index, names, sparse=True):
    """The columns of texts that an index makes, one for each level; with their names on top where asked for."""
    if index.nlevels == 1:
        return [([plain(index.name) if index.name is not None else ""] if names else []) + flat(index)]
    levels = [labels(index._level(k)) for k in range(index.nlevels)]
    if sparse and OPTIONS["display.multi_sparse"]:
        levels = sparsified(levels)
    if names:
        levels = [[plain(n) if n is not None else ""] + level for n, level in zip(index.names, levels)]
    return levels


def sparsified(levels, gap=""):
    """Levels in which a label that repeats the one above, with those before it, is left out."""
    rows = list(zip(*levels))
    out = []
    last = None
    for row in rows:
        fresh = list(row)
        if last is not None:
            for k in range(len(row) - 1):
                if row[k] != last[k]:
                    break
                fresh[k] = gap
        out.append(fresh)
        last = row
    return [list(level) for level in zip(*out)] if out else [[] for _ in levels]


def _named(index):
    return any(n is not None for n in index.names)


def dtype_name(values):
    """What a column's dtype is called below it."""
    if values.dtype.kind == "O" and len(values) and type(values[0]).__name__ == "Period":
        return "period[%s]" % values[0].freqstr
    return getattr(values.dtype, "name", values.dtype)


# ---------------------------------------------------------------------- Series
def series_repr(series):
    return series_text(series, OPTIONS["display.max_rows"], OPTIONS["display.min_rows"],
                       OPTIONS["display.show_dimensions"], True, True)


def series_text(series, most=None, least=None, length=False, name=False, dtype=False, index=True, header=True,
                na_rep="NaN", float_format=None):
    n = len(series)
    shown, half = series, None
    if most and n > most:
        most = min(least, most) if least else most
        half = most if most == 1 else most // 2
        at = np.arange(n)
        shown = series._rows(at[:1] if most == 1 else np.concatenate([at[:half], at[n - half:]]))
    foot = []
    if getattr(series.index, "freq", None) is not None:
        foot.append("Freq: %s" % series.index.freqstr)
    if name and series.name is not None:
        foot.append("Name: %s" % plain(series.name))
    if length is True or length == "truncate" and half is not None:
        foot.append("Length: %d" % n)
    if dtype:
        foot.append("dtype: %s" % dtype_name(series._v))
    foot = ", ".join(foot)
    if dtype and hasattr(series._v, "_footer"):
        foot += "\n" + series._v._footer()
    if n == 0:
        return "Series([], %s)" % foot
    left = index_columns(shown.index, True)
    left = adjoin(2, *left) if len(left) > 1 else left[0]
    values = even(cells(shown._v, index, na_rep, float_format))
    if half is not None:
        width = len(values[half - 1])
        values.insert(half, ("..." if width > 3 else "..").center(width))
        left.insert(half + 1, "")
    lines = adjoin(3, left[1:], values) if index else values
    if header and _named(series.index) and index:
        lines.insert(0, left[0])
    return "\n".join(lines + ([foot] if foot else []))


# ---------------------------------------------------------------------- DataFrame
class Cut:
    """A table cut to what is shown: `frame`, and after how many rows and columns the dots stand."""

    def __init__(self, frame, most_rows, least_rows, most_cols):
        self.whole = frame
        self.rows = self.cols = None
        n, m = frame.shape
        if most_cols and m > most_cols:
            self.cols = max(most_cols // 2, 1)
            at = list(range(self.cols)) + (list(range(m - self.cols, m)) if most_cols > 1 else [])
            frame = frame._columns_at(np.array(at))
        if most_rows and n > most_rows:
            if least_rows:
                most_rows = min(least_rows, most_rows)
            self.rows = max(most_rows // 2, 1)
            at = list(range(self.rows)) + (list(range(n - self.rows, n)) if most_rows > 1 else [])
            frame = frame._rows(np.array(at))
        self.frame = frame
        self.cut = self.rows is not None or self.cols is not None


def _headers(frame, names):
    """For each column the texts of its header."""
    columns = frame.columns
    if columns.nlevels > 1:
        levels = [labels(columns._level(k)) for k in range(columns.nlevels)]
        out = [list(h) for h in zip(*sparsified(levels))]
    else:
        out = [[" " + t if numeric(c) else t] for t, c in zip(flat(columns), frame._c)]
    if names:
        for h in out:
            h.append("")
    return out


def frame_text(frame, most_rows=None, least_rows=None, most_cols=None, width=None, dimensions=False, index=True,
               header=True, na_rep="NaN", float_format=None, justify=None, index_names=True, col_space=None,
               formatters=None):
    if frame.empty:
        text = "Empty DataFrame\nColumns: %s\nIndex: %s" % (_listing(frame.columns), _listing(frame.index))
        return text + ("\n\n[%d rows x %d columns]" % frame.shape if dimensions is True else "")
    cut = Cut(frame, most_rows, least_rows, most_cols)
    shown = cut.frame
    justify = justify or OPTIONS["display.colheader_justify"]
    named = index_names and index and _named(shown.index)
    heads = _headers(shown, named) if header else [[] for _ in shown._c]
    if isinstance(header, list):
        heads = [[h] + ([""] if named else []) for h in header]
    columns = []
    for i, (head, values) in enumerate(zip(heads, shown._c)):
        least = max([len(h) for h in head] + [col_space or 0])
        form = None
        if formatters:
            form = formatters.get(shown.columns[i]) if isinstance(formatters, dict) else formatters[i]
        texts = [form(v) for v in values.tolist()] if form else cells(values, index, na_rep, float_format)
        texts = even(even(texts), justify if justify == "left" else "right", least)
        wide = max([len(t) for t in texts] + [least])
        columns.append([h.ljust(wide) if justify == "left" else h.center(wide) if justify == "center" else
                        h.rjust(wide) for h in head] + texts)
    tops = shown.columns.nlevels
    if index:
        left = [even(one, "left") for one in index_columns(shown.index, named)]
        left = adjoin(1, *left)
        if header:
            if index_names and _named(shown.columns):
                top = ["" if n is None else str(n) for n in shown.columns.names]
            else:
                top = [""] * tops
            left = top + left
        columns.insert(0, left)
    lead = len(columns[0]) - len(shown)
    if cut.cols is not None:
        columns.insert(cut.cols + (1 if index else 0), [" ..."] * len(columns[0]))
    if cut.rows is not None:
        for k, column in enumerate(columns):
            dots = cut.cols is not None and k == cut.cols + (1 if index else 0)
            size = len(column[cut.rows])
            text = "..." if size > 3 or dots else ".."
            column.insert(cut.rows + lead, text.ljust(size) if k == 0 and index else text.rjust(4 if dots else size))
    lines = _wrapped(columns, width, index) if width else "\n".join(adjoin(1, *columns))
    if dimensions is True or dimensions == "truncate" and cut.cut:
        lines += "\n\n[%d rows x %d columns]" % frame.shape
    return lines


def _listing(index):
    texts = [plain(v) for v in index.tolist()[:100]]
    if type(index).__name__ == "RangeIndex" and len(index):
        return repr(index)
    return "[%s]" % ", ".join(texts)


def _wrapped(columns, width, index):
    """Columns in as many blocks as the width asks for."""
    columns = list(columns)
    first = columns.pop(0) if index else None
    if first is not None:
        width -= max(map(len, first)) + 1
    sizes = [max(map(len, c)) for c in columns]
    ends, now = [], 0
    for i, size in enumerate(sizes):
        now += size + 1
        if now + (1 if i == len(sizes) - 1 else 2) > width and i > 0:
            ends.append(i)
            now = size + 1
    ends.append(len(sizes))
    blocks, start = [], 0
    for k, end in enumerate(ends):
        block = columns[start:end]
        if first is not None:
            block.insert(0, first)
        if len(ends) > 1:
            height = len(block[-1])
            block.append([" \\"] + ["  "] * (height - 1) if k < len(ends) - 1 else [" "] * height)
        blocks.append("\n".join(adjoin(1, *block)))
        start = end
    return "\n\n".join(blocks)


def frame_repr(frame):
    return frame_text(frame, OPTIONS["display.max_rows"], OPTIONS["display.min_rows"],
                      OPTIONS["display.max_columns"],
                      (OPTIONS["display.width"] or 80) if OPTIONS["display.expand_frame_repr"] else None,
                      OPTIONS["display.show_dimensions"])


def to_string(self, buf=None, columns=None, col_space=None, header=True, index=True, na_rep="NaN", formatters=None,
              float_format=None, sparsify=None, index_names=True, justify=None, max_rows=None, max_cols=None,
              show_dimensions=False, decimal=".", line_width=None, min_rows=None, max_colwidth=None, length=False,
              dtype=False, name=False, encoding=None):
    old = OPTIONS["display.max_colwidth"]
    OPTIONS["display.max_colwidth"] = max_colwidth
    try:
        if self.ndim == 1:
            text = series_text(self, max_rows, min_rows, length, name, dtype, index, header, na_rep, float_format)
        else:
            frame = self if columns is None else self[list(columns)]
            text = frame_text(frame, max_rows, min_rows, max_cols, line_width, show_dimensions, index, header, na_rep,
                              float_format, justify, index_names, col_space, formatters)
    finally:
        OPTIONS["display.max_colwidth"] = old
    return _given(text, buf)


def _given(text, buf):
    if buf is None:
        return text
    if hasattr(buf, "write"):
        buf.write(text)
    else:
        with open(buf, "w") as file:
            file.write(text)
    return None


# ---------------------------------------------------------------------- HTML
_STYLE = """<style scoped>
    .dataframe tbody tr th:only-of-type {
        vertical-align: middle;
    }

    .dataframe tbody tr th {
        vertical-align: top;
    }

    .dataframe thead %s {
        text-align: %s;
    }%s
</style>"""
_LAST = """

    .dataframe thead tr:last-of-type th {
        text-align: right;
    }"""


class Html:
    """A table of HTML, line by line."""

    def __init__(self, cut, index=True, header=True, escape=True, na_rep="NaN", float_format=None, notebook=False,
                 index_names=True, bold_rows=True, justify="right"):
        self.cut, self.index, self.header, self.escape, self.notebook = cut, index, header, escape, notebook
        self.na_rep, self.float_format, self.justify = na_rep, float_format, justify
        self.index_names, self.bold = index_names, bold_rows
        self.lines = []

    def cell(self, value, kind, tags="", indent=0):
        text = plain(value)
        if self.escape:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.lines.append("%s<%s%s>%s</%s>" % (" " * indent, kind, " " + tags if tags else "", text.strip(), kind))

    def row(self, values, indent, header=False, align=None, tags=None, heads=0):
        tags = tags or {}
        self.lines.append(" " * indent + ('<tr style="text-align: %s;">' % align if align else "<tr>"))
        for i, v in enumerate(values):
            kind = "th" if header or self.bold and i < heads else "td"
            self.cell(v, kind, tags.get(i, ""), indent + 2)
        self.lines.append(" " * indent + "</tr>")

    def table(self, classes, border, table_id=None):
        names = ["dataframe"] + classes
        self.lines.append("<table%s class=\"%s\"%s>" % (
            ' border="%s"' % border if border else "", " ".join(names), ' id="%s"' % table_id if table_id else ""))
        if self.header or self._row_names():
            self.lines.append("  <thead>")
            if self.header:
                self.head()
            if self._row_names():
                extra = len(self.cut.frame.columns) + (self.cut.cols is not None)
                self.row(["" if n is None else n for n in self.cut.whole.index.names] + [""] * extra, 4, True)
            self.lines.append("  </thead>")
        self.lines.append("  <tbody>")
        self.body()
        self.lines.append("  </tbody>")
        self.lines.append("</table>")

    def _row_names(self):
        return self.index and self.index_names and _named(self.cut.whole.index)

    def _left(self):
        """How many columns of headers stand on the left."""
        if self.index:
            return self.cut.whole.index.nlevels
        return 1 if self._col_names() else 0

    def _col_names(self):
        return self.index_names and self.header and _named(self.cut.whole.columns)

    def head(self):
        columns, left = self.cut.frame.columns, self._left()
        shows = self.index or self._col_names()
        if columns.nlevels == 1:
            row = [""] * (left - 1)
            if shows:
                row.append(columns.name if columns.name is not None and self.index_names else "")
            row += labels(columns._v) if self.notebook else columns.tolist()
            if self.cut.cols is not None:
                row.insert(left + self.cut.cols, "...")
            self.row(row, 4, True, self.justify)
            return
        levels = [labels(columns._level(k)) for k in range(columns.nlevels)]
        if self.cut.cols is not None:
            for k, level in enumerate(levels):
                level.insert(self.cut.cols, "..." if k == len(levels) - 1 or level[self.cut.cols - 1] != level[
                    self.cut.cols] else level[self.cut.cols])
        runs = _spans(levels)
        for k, (level, spans) in enumerate(zip(levels, runs)):
            row = [""] * (left - 1)
            if shows:
                name = columns.names[k]
                row.append("" if name is None or not self.index_names else name)
            tags = {}
            for i, v in enumerate(level):
                if i in spans:
                    if spans[i] > 1:
                        tags[len(row)] = 'colspan="%d" halign="left"' % spans[i]
                    row.append(v)
            self.row(row, 4, True, None, tags)

    def body(self):
        cut, frame = self.cut, self.cut.frame
        old = OPTIONS["display.max_colwidth"]
        if not self.notebook:
            OPTIONS["display.max_colwidth"] = None
        try:
            columns = [even(cells(c, self.index, self.na_rep, self.float_format)) for c in frame._c]
        finally:
            OPTIONS["display.max_colwidth"] = old
        rows = [list(r) for r in zip(*columns)] if columns else [[] for _ in range(len(frame))]
        index, dots = frame.index, cut.rows
        left = self._left()
        if self.index and index.nlevels > 1:
            levels = [labels(index._level(k)) for k in range(index.nlevels)]
            if dots is not None:
                rows.insert(dots, ["..."] * len(columns))
                tops = [level[dots - 1] == level[dots] for level in levels]
                for k, level in enumerate(levels):
                    same = all(tops[:k + 1]) and k < len(levels) - 1
                    level.insert(dots, level[dots - 1] if same else "...")
            runs = _spans(levels)
            for i, values in enumerate(rows):
                row, tags = [], {}
                for level, spans in zip(levels, runs):
                    if i in spans:
                        if spans[i] > 1:
                            tags[len(row)] = 'rowspan="%d" valign="top"' % spans[i]
                        row.append(level[i])
                heads = len(row)
                row += values
                if cut.cols is not None:
                    row.insert(heads + cut.cols, "...")
                self.row(row, 4, tags=tags, heads=heads)
            return
        texts = labels(index._v) if self.index else None
        for i, values in enumerate(rows):
            row = ([texts[i]] if self.index else [""] * left) + values
            if cut.cols is not None:
                row.insert(left + cut.cols, "...")
            if i == dots:
                self.row(["..."] * len(row), 4, heads=left)
            self.row(row, 4, heads=left)


def _spans(levels):
    """For each level where its labels start and over how many places they reach."""
    n = len(levels[0]) if levels else 0
    out = []
    fresh = [True] + [False] * (n - 1)
    for k, level in enumerate(levels):
        starts = [i for i in range(n) if i == 0 or fresh[i] or level[i] != level[i - 1] or k == len(levels) - 1]
        fresh = [False] * n
        for i in starts:
            fresh[i] = True
        out.append({i: (starts[at + 1] if at + 1 < len(starts) else n) - i for at, i in enumerate(starts)})
    return out


def frame_html(frame):
    if not OPTIONS["display.notebook_repr_html"]:
        return None
    cut = Cut(frame, OPTIONS["display.max_rows"], OPTIONS["display.min_rows"], OPTIONS["display.max_columns"])
    html = Html(cut, notebook=True)
    html.table([], OPTIONS["display.html.border"])
    several = frame.columns.nlevels > 1
    style = _STYLE % (("tr th", "left", _LAST if _named(frame.index) else "") if several else ("th", "right", ""))
    text = "<div>\n%s\n%s" % (style, "\n".join(html.lines))
    shows = OPTIONS["display.show_dimensions"]
    if shows is True or shows == "truncate" and cut.cut:
        text += "\n<p>%d rows × %d columns</p>" % frame.shape
    return text + "\n</div>"


def to_html(self, buf=None, columns=None, col_space=None, header=True, index=True, na_rep="NaN", formatters=None,
            float_format=None, sparsify=None, index_names=True, justify=None, max_rows=None, max_cols=None,
            show_dimensions=False, decimal=".", bold_rows=True, classes=None, escape=True, notebook=False, border=None,
            table_id=None, render_links=False, encoding=None):
    frame = self.to_frame() if self.ndim == 1 else self if columns is None else self[list(columns)]
    cut = Cut(frame, max_rows, None, max_cols)
    html = Html(cut, index, header, escape, na_rep, float_format, False, index_names, bold_rows,
                justify or OPTIONS["display.colheader_justify"])
    names = classes.split() if isinstance(classes, str) else list(classes or [])
    html.table(names, OPTIONS["display.html.border"] if border is None else border, table_id)
    if show_dimensions:
        html.lines.append("<p>%d rows × %d columns</p>" % frame.shape)
    return _given("\n".join(html.lines), buf)


def to_markdown(self, buf=None, mode="wt", index=True, **options):
    """A table of Markdown, aligned as numbers are."""
    frame = self.to_frame() if self.ndim == 1 else self
    heads = [plain(n) for n in frame.columns.tolist()]
    columns = [["" if is_na(v) else "%g" % v if isinstance(v, float) else plain(v) for v in c.tolist()]
               for c in frame._c]
    right = [numeric(c) and c.dtype.kind != "b" for c in frame._c]
    if index:
        heads.insert(0, "")
        columns.insert(0, labels(frame.index._v))
        right.insert(0, numeric(frame.index._v))
    widths = [max([len(h) + 2] + [len(t) for t in c]) for h, c in zip(heads, columns)]
    def line(texts):
        return "| %s |" % " | ".join(t.rjust(w) if r else t.ljust(w) for t, w, r in zip(texts, widths, right))
    rule = "|%s|" % "|".join("-" * (w + 1) + ":" if r else ":" + "-" * (w + 1) for w, r in zip(widths, right))
    return _given("\n".join([line(heads), rule] + [line(row) for row in zip(*columns)]), buf)


# ---------------------------------------------------------------------- Index
def index_repr(index):
    name = index._title
    facts = []
    if name == "RangeIndex":
        text = "start=%d, stop=%d, step=%d" % (index.start, index.stop, index.step)
        return "RangeIndex(%s%s)" % (text, "" if index.name is None else ", name=%r" % (index.name,))
    if index.nlevels > 1:
        return _multi_repr(index)
    facts.append("dtype=%r" % str(index.dtype))
    if hasattr(index, "_facts"):
        facts = index._facts()
    if index.name is not None:
        facts.append("name=%r" % (index.name,))
    if len(index) > OPTIONS["display.max_seq_items"]:
        facts.append("length=%d" % len(index))
    if hasattr(index, "freq") and name != "PeriodIndex":
        facts.append("freq=%s" % ("None" if index.freq is None else "'%s'" % index.freqstr))
    return "%s(%s%s)" % (name, _summary(index, name), ", ".join(facts))


def _texts(index):
    if hasattr(index, "_quoted"):
        return index._quoted(), True
    items = index.tolist()
    if index.dtype.kind == "f":
        return ["nan" if v != v else repr(v) for v in items], True
    if index.dtype.kind == "O":
        texts = [repr(v) if isinstance(v, str) else "nan" if isinstance(v, float) and v != v else plain(v, True)
                 for v in items]
        return texts, not any(isinstance(v, str) for v in items)
    return [str(v) for v in items], True


def _summary(index, name, width=80):
    texts, justify = _texts(index)
    n = len(texts)
    if n == 0:
        return "[], "
    if n <= 2:
        return "[%s], " % ", ".join(texts)
    cut = n > OPTIONS["display.max_seq_items"]
    head, tail = (texts[:10], texts[-10:]) if cut else ([], texts)
    if justify and (cut or len(", ".join(tail)) >= width):
        wide = max(map(len, head + tail))
        head, tail = [t.rjust(wide) for t in head], [t.rjust(wide) for t in tail]
    start = "\n" + " " * (len(name) + 2)
    done, line = "", start

    def add(word, limit):
        nonlocal done, line
        if len(line.rstrip()) + len(word.rstrip()) >= limit:
            done += line.rstrip()
            line = start
        line += word

    for t in head:
        add(t + ", ", width)
    if cut:
        done += line.rstrip() + start + "..."
        line = start
    for t in tail[:-1]:
        add(t + ", ", width)
    add(tail[-1], width - 2)
    done += line + "],"
    done += "\n" + " " * (len(name) + 1) if len(done) > width else " "
    return "[" + done[len(start):]


def _multi_repr(index):
    n = len(index)
    cut = n > OPTIONS["display.max_seq_items"]
    rows = index.tolist()
    shown = rows[:10] + rows[-10:] if cut else rows
    columns = []
    for k in range(index.nlevels):
        texts = [repr(t[k]) if isinstance(t[k], str) else "nan" if is_na(t[k]) else plain(t[k]) for t in shown]
        wide = max(map(len, texts)) if texts else 0
        columns.append([t.rjust(wide) for t in texts])
    lines = ["(%s)" % ", ".join(parts) for parts in zip(*columns)]
    pad = " " * 12
    if cut:
        lines.insert(10, "...")
    text = (",\n" + pad).join(lines).replace("...,", "...")
    foot = "names=%r" % list(index.names) if _named(index) else ""
    if cut:
        foot += (", " if foot else "") + "length=%d" % n
    if not rows:
        return "MultiIndex([], names=%r)" % list(index.names)
    return "MultiIndex([%s],\n%s%s)" % (text, " " * 11, foot)


# ---------------------------------------------------------------------- info
def _bytes(frame):
    return sum(_column_bytes(c) for c in frame._c) + _index_bytes(frame.index)


def _column_bytes(column):
    if hasattr(column, "categories"):
        return len(column) + 108 + 8 * len(column.categories)
    kind = column.dtype.kind
    if kind == "n":
        return 9 * len(column)
    return len(column) * (1 if kind == "b" else getattr(column.dtype, "itemsize", 8))


def _index_bytes(index):
    return 132 if type(index).__name__ == "RangeIndex" else 8 * len(index)


def memory_usage(self, index=True, deep=False):
    from pandas._series import Series
    if self.ndim == 1:
        return _column_bytes(self._v) + (_index_bytes(self.index) if index else 0)
    names = (["Index"] if index else []) + self.columns.tolist()
    sizes = ([_index_bytes(self.index)] if index else []) + [_column_bytes(c) for c in self._c]
    return Series(sizes, index=names)


def info(self, verbose=None, buf=None, max_cols=None, memory_usage=None, show_counts=None):
    frame = self.to_frame() if self.ndim == 1 else self
    lines = ["<class 'pandas.core.%s.%s'>" % ("frame" if self.ndim == 2 else "series", type(self).__name__)]
    n = len(frame)
    kind = type(frame.index).__name__
    ends = ", %s to %s" % (frame.index[0], frame.index[-1]) if n else ""
    lines.append("%s: %d entries%s" % (kind, n, ends))
    if getattr(frame.index, "freq", None) is not None:
        lines.append("Freq: %s" % frame.index.freqstr)
    if self.ndim == 1:
        lines.append("Series name: %s" % self.name)
        heads, rows = ["Non-Null Count", "Dtype"], [["%d non-null" % self.count(), str(self.dtype)]]
    else:
        width = len(frame.columns)
        if not width:
            lines.append("Empty DataFrame")
            return _given("\n".join(lines) + "\n", _Out() if buf is None else buf)
        if verbose is False or verbose is None and width > OPTIONS["display.max_info_columns"]:
            names = frame.columns
            lines.append("Columns: %d entries, %s to %s" % (width, names[0], names[-1]))
            heads = None
        else:
            lines.append("Data columns (total %d columns):" % width)
            counts = show_counts is not False
            heads = ["Column"] + (["Non-Null Count"] if counts else []) + ["Dtype"]
            rows = [[plain(name)] + (["%d non-null" % (n - int(missing(c).sum()))] if counts else []) + [str(c.dtype)]
                    for name, c in zip(frame.columns.tolist(), frame._c)]
    if heads:
        if self.ndim == 2:
            heads.insert(0, " # ")
            rows = [[" %d" % i] + r for i, r in enumerate(rows)]
        widths = [max(len(h), max(len(r[k]) for r in rows)) for k, h in enumerate(heads)]
        def line(texts):
            return "  ".join(t.ljust(w) for t, w in zip(texts, widths))
        lines.append(line(heads))
        lines.append(line(["-" * len(h) for h in heads]))
        lines += [line(r) for r in rows]
    counts = {}
    for c in frame._c:
        key = getattr(c.dtype, "name", str(c.dtype))
        counts[key] = counts.get(key, 0) + 1
    lines.append("dtypes: %s" % ", ".join("%s(%d)" % (k, counts[k]) for k in sorted(counts)))
    size = _bytes(frame)
    plus = "+" if any(c.dtype.kind == "O" for c in frame._c) or frame.index.dtype.kind == "O" else ""
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1024:
            break
        size /= 1024.0
    lines.append("memory usage: %3.1f%s %s" % (size, plus, unit))
    return _given("\n".join(lines) + "\n", _Out() if buf is None else buf)


class _Out:
    def write(self, text):
        print(text, end="")
