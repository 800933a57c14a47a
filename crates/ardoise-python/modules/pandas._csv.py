"""Tables out of files and into them: CSV and JSON; the other formats are declined in one sentence.

Files are the notebook's own, by `open`; there is no network.
"""
import re

import numpy as np

from pandas._common import is_list
from pandas._data import NaT, cast, infer, is_na, nan, objects
from pandas._frame import DataFrame
from pandas._index import RangeIndex, index_of
from pandas._series import Series

_MISSING = frozenset(("", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>",
                      "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"))
_TRUTHS = {"True": True, "TRUE": True, "true": True, "False": False, "FALSE": False, "false": False}


def _text(source, encoding=None, errors="strict"):
    """The text of a path or of an open file."""
    if hasattr(source, "read"):
        text = source.read()
        return text.decode(encoding or "utf-8") if isinstance(text, bytes) else text
    if not isinstance(source, str) and not hasattr(source, "__fspath__"):
        raise ValueError("Invalid file path or buffer object type: %s" % type(source))
    path = str(source)
    if re.match(r"(https?|ftp|s3)://", path):
        raise OSError("%s cannot be fetched: a notebook has no network here; add the file to the notebook's files "
                      "and read it by its name" % path)
    if path.endswith((".gz", ".bz2", ".xz", ".zip")) and not path.endswith(".zip"):
        raise OSError("compressed files cannot be read here")
    if path.endswith(".zip"):
        import zipfile
        with zipfile.ZipFile(path) as archive:
            return archive.read(archive.namelist()[0]).decode(encoding or "utf-8")
    with open(path, encoding=encoding or "utf-8", errors=errors or "strict", newline="") as file:
        return file.read()


def _rows(text, sep, quote, skipspace, comment, whitespace):
    """The fields of each line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if text[:1] == "\ufeff":
        text = text[1:]
    if whitespace or len(sep) > 1:
        rule = None if whitespace else re.compile(sep)
        out = []
        for line in text.split("\n"):
            if comment and comment in line:
                line = line[:line.index(comment)]
            out.append((line.split() if whitespace else [f.strip('"') for f in rule.split(line)]) if line.strip() else
                       [""])
        return out
    if comment:
        text = "\n".join(line.split(comment, 1)[0] for line in text.split("\n") if line[:1] != comment)
    if quote and quote in text:
        import csv
        import io
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sep, quotechar=quote,
                               skipinitialspace=skipspace))
    rows = [line.split(sep) for line in text.split("\n")]
    if skipspace:
        rows = [[f.lstrip() for f in row] for row in rows]
    return rows


def _header_names(labels):
    seen, out = {}, []
    for k, name in enumerate(labels):
        name = name if name != "" else "Unnamed: %d" % k
        fresh = name
        while fresh in seen:
            seen[name] = seen.get(name, 0) + 1
            fresh = "%s.%d" % (name, seen[name])
        seen[fresh] = seen.get(fresh, 0)
        out.append(fresh)
    return out


def _error(name, text):
    from pandas._tools import errors
    return getattr(errors, name)(text)


def _converted(texts, lost, dtype=None, decimal=".", thousands=None, truths=_TRUTHS):
    """A column of texts as whole numbers, numbers, truths or texts, whichever holds all."""
    if dtype is not None:
        from pandas._data import target
        kind = target(dtype)
        if kind == "str" or getattr(kind, "kind", "") == "O":
            return objects([nan if t is None or t in lost else t for t in texts])
        if getattr(kind, "name", "") == "category":
            return cast(_converted(texts, lost, None, decimal, thousands), dtype)
    kinds = set(texts)
    gone = kinds & lost
    some = None in kinds
    plain = texts
    if decimal != "." or thousands:
        def fixed(t):
            if t is None:
                return t
            if thousands:
                t = t.replace(thousands, "")
            # With another sign for decimals, a point makes a text.
            return t if decimal == "." else "" if "." in t else t.replace(decimal, ".")
        plain = [fixed(t) for t in texts]
    values = None
    if not texts:
        return cast(objects([]), dtype) if dtype is not None else objects([])
    if not gone and not some:
        try:
            values = np.array(list(map(int, plain)), dtype=np.int64)
        except (ValueError, OverflowError):
            if kinds <= truths.keys():
                values = np.array([truths[t] for t in texts], dtype=bool)
    if values is None and len(kinds) > len(gone) + some:
        try:
            if gone or some:
                values = np.array([nan if t is None or t in lost else float(p) for t, p in zip(texts, plain)],
                                  dtype=float)
            else:
                values = np.array(list(map(float, plain)), dtype=float)
        except ValueError:
            pass
    elif values is None:
        values = np.full(len(texts), nan)
    if values is not None and values.dtype.kind in "if" and any(
            "_" in t or t.strip(" +-").lower() == "nan" and t not in lost for t in kinds if t):
        values = None
    if values is None:
        if kinds - gone - {None} <= truths.keys():
            values = objects([nan if t is None or t in lost else truths[t] for t in texts])
        elif gone or some:
            values = objects([nan if t is None or t in lost else t for t in texts])
        else:
            values = objects(texts)
    return values if dtype is None or values.dtype == np.dtype(object) and dtype is object else _as(values, dtype)


def _as(values, dtype):
    if isinstance(values, np.ndarray) and values.dtype.kind == "f" and np.isnan(values).any():
        from pandas._data import target
        kind = target(dtype)
        if getattr(kind, "kind", "") in "iu":
            raise ValueError("Integer column has NA values")
    return cast(values, dtype)


def read_csv(filepath_or_buffer, sep=None, delimiter=None, header="infer", names=None, index_col=None, usecols=None,
             dtype=None, engine=None, converters=None, true_values=None, false_values=None, skipinitialspace=False,
             skiprows=None, skipfooter=0, nrows=None, na_values=None, keep_default_na=True, na_filter=True,
             skip_blank_lines=True, parse_dates=None, date_format=None, dayfirst=False, chunksize=None, thousands=None,
             decimal=".", quotechar='"', comment=None, encoding=None, encoding_errors="strict", on_bad_lines="error",
             delim_whitespace=False, prefix=None, **options):
    for name in options:
        if name not in ("low_memory", "memory_map", "cache_dates", "infer_datetime_format", "verbose", "iterator",
                        "compression", "lineterminator", "quoting", "doublequote", "escapechar", "dialect",
                        "float_precision", "storage_options", "dtype_backend", "keep_date_col", "date_parser"):
            raise TypeError("read_csv() got an unexpected keyword argument '%s'" % name)
    text = _text(filepath_or_buffer, encoding, encoding_errors)
    sniffed = sep is None and delimiter is None and engine == "python" and not delim_whitespace
    sep = sep if sep is not None else delimiter if delimiter is not None else ","
    if sniffed:
        first = text.split("\n", 1)[0]
        sep = max(",;\t|", key=first.count)
    whitespace = delim_whitespace or sep in (r"\s+", "\\s+")
    rows = _rows(text, sep, quotechar, skipinitialspace, comment, whitespace)
    if rows and rows[-1] in ([""], []):
        rows.pop()
    numbers = list(range(1, len(rows) + 1)) if skiprows is not None or skip_blank_lines else None
    if skiprows is not None:
        if callable(skiprows):
            keep = [k for k in range(len(rows)) if not skiprows(k)]
        elif is_list(skiprows):
            gone = set(skiprows)
            keep = [k for k in range(len(rows)) if k not in gone]
        else:
            keep = range(skiprows, len(rows))
        rows, numbers = [rows[k] for k in keep], [numbers[k] for k in keep]
    if skip_blank_lines and any(not r or r == [""] or len(r) == 1 and not r[0].strip() for r in rows):
        keep = [k for k, r in enumerate(rows) if r and not (len(r) == 1 and not r[0].strip())]
        rows, numbers = [rows[k] for k in keep], [numbers[k] for k in keep]
    if skipfooter:
        rows = rows[:-skipfooter]
    if not rows:
        raise _error("EmptyDataError", "No columns to parse from file")
    if header == "infer":
        header = 0 if names is None else None
    tops = None
    if header is None:
        body, start = rows, 0
        labels = list(range(len(rows[0])))
    elif is_list(header):
        tops = [rows[k] for k in header]
        body, start = rows[max(header) + 1:], max(header) + 1
        labels = list(zip(*tops))
    else:
        if header >= len(rows):
            raise _error("ParserError", "Passed header=%d but only %d lines in file" % (header, len(rows)))
        labels = _header_names(rows[header])
        body, start = rows[header + 1:], header + 1
    if nrows is not None:
        body = body[:nrows]
    width = max(len(labels), 0)
    extra = 0
    if names is not None:
        names = list(names)
        if len(set(names)) != len(names):
            raise ValueError("Duplicate names are not allowed.")
        if header is None:
            width = max(len(rows[0]), len(names)) if usecols is None else len(rows[0])
        extra = max(0, len(rows[0]) - len(names)) if usecols is None and header is None else 0
        labels = names
    elif header is not None and body and index_col is None and len(body[0]) > width and tops is None:
        extra = len(body[0]) - width
    width += extra if names is None else 0
    short = [k for k, r in enumerate(body) if len(r) != width]
    if short:
        fixed = []
        for k, row in enumerate(body):
            if len(row) > width:
                if index_col is False:
                    row = row[:width]
                elif on_bad_lines == "error":
                    raise _error("ParserError",
                                 "Error tokenizing data. C error: Expected %d fields in line %d, saw %d\n"
                                 % (width, numbers[start + k] if numbers else start + k + 1, len(row)))
                elif callable(on_bad_lines):
                    row = on_bad_lines(row)
                    if row is None:
                        continue
                else:
                    continue
            fixed.append(row + [None] * (width - len(row)) if len(row) < width else row)
        body = fixed
    columns = [list(c) for c in zip(*body)] if body else [[] for _ in range(width)]
    heads = list(labels)
    left = []
    if extra:
        left, columns = columns[:extra], columns[extra:]
    if len(heads) < len(columns):
        heads = heads + list(range(len(heads), len(columns)))
    elif len(heads) > len(columns):
        columns += [[None] * len(body) for _ in range(len(heads) - len(columns))]
    at = list(range(len(heads)))
    if usecols is not None:
        if callable(usecols):
            at = [k for k in at if usecols(heads[k])]
        else:
            wanted = list(usecols)
            if names is not None and len(names) == len(wanted) and all(isinstance(u, int) for u in wanted):
                columns, heads = [columns[k] for k in sorted(wanted)], names
                at = list(range(len(heads)))
            elif all(isinstance(u, (int, np.integer)) for u in wanted):
                at = sorted(wanted)
            else:
                lost = [u for u in wanted if u not in heads]
                if lost:
                    raise ValueError("Usecols do not match columns, columns expected but not found: %s" % lost)
                at = [k for k in at if heads[k] in wanted]
    lost = set(_MISSING) if keep_default_na else set()
    special = {}
    if isinstance(na_values, dict):
        special = {n: lost | {str(v) for v in (vs if is_list(vs) else [vs])} for n, vs in na_values.items()}
    elif na_values is not None:
        for v in na_values if is_list(na_values) or isinstance(na_values, (set, tuple)) else [na_values]:
            lost |= {str(v)} | ({"%g" % v, "%.1f" % v} if isinstance(v, (int, float)) else set())
    if not na_filter:
        lost = set()
    truths = _TRUTHS
    if true_values or false_values:
        truths = dict(_TRUTHS)
        truths.update({t: True for t in true_values or ()})
        truths.update({t: False for t in false_values or ()})
    cols = []
    for k in at:
        name = heads[k]
        if converters and (name in converters or k in converters):
            cols.append(infer([converters.get(name, converters.get(k))(t) for t in columns[k]]))
            continue
        kind = dtype
        if isinstance(dtype, dict):
            kind = dtype.get(name, dtype.get(k))
        cols.append(_converted(columns[k], special.get(name, lost), kind, decimal, thousands, truths))
    heads = [heads[k] for k in at]
    made = DataFrame._make(cols, index_of(heads), RangeIndex(len(body)))
    if parse_dates is not None and parse_dates is not False and parse_dates is not True:
        made = _dated(made, parse_dates, dayfirst, date_format)
    if left:
        parts = [_converted(c, lost) for c in left]
        if len(parts) == 1:
            made.index = index_of(parts[0])
        else:
            from pandas._multi import MultiIndex
            made.index = MultiIndex.from_arrays(parts)
    elif index_col is not None and index_col is not False:
        keys = [index_col] if not is_list(index_col) else list(index_col)
        keys = [made.columns[k] if isinstance(k, int) and k not in heads else k for k in keys]
        for k in keys:
            if k not in made.columns:
                raise ValueError("Index %s invalid" % k)
        made = made.set_index(keys if len(keys) > 1 else keys[0])
        if len(keys) == 1 and isinstance(keys[0], str) and keys[0].startswith("Unnamed: "):
            made.index.name = None
    if parse_dates is True:
        from pandas._dates import to_datetime
        try:
            fresh = to_datetime(made.index, dayfirst=dayfirst, format=date_format)
            fresh.name = made.index.name
            made.index = fresh
        except (ValueError, TypeError):
            pass
    if chunksize:
        return (made._rows(slice(k, k + chunksize)) for k in range(0, len(made), chunksize))
    return made


def _dated(frame, spec, dayfirst, date_format):
    from pandas._dates import to_datetime
    spec = list(spec) if not isinstance(spec, dict) else spec
    if isinstance(spec, dict):
        for name, parts in spec.items():
            texts = [" ".join(map(str, row)) for row in zip(*[frame[p if p in frame.columns else frame.columns[
                p]].tolist() for p in parts])]
            frame = frame.drop(columns=[p if p in frame.columns else frame.columns[p] for p in parts])
            frame.insert(0, name, to_datetime(Series(texts), dayfirst=dayfirst, format=date_format))
        return frame
    for k in spec:
        name = frame.columns[k] if isinstance(k, int) and k not in frame.columns else k
        if name not in frame.columns:
            raise ValueError("Missing column provided to 'parse_dates': '%s'" % name)
        form = date_format.get(name) if isinstance(date_format, dict) else date_format
        try:
            frame[name] = to_datetime(frame[name].astype(str) if frame[name].dtype.kind == "i" and form is None
                                      else frame[name], dayfirst=dayfirst, format=form)
        except (ValueError, TypeError):
            pass
    return frame


def read_table(filepath_or_buffer, sep="\t", **options):
    return read_csv(filepath_or_buffer, sep, **options)


def read_fwf(filepath_or_buffer, colspecs="infer", widths=None, **options):
    import io
    text = _text(filepath_or_buffer)
    if widths is not None:
        ends = np.cumsum(widths).tolist()
        colspecs = list(zip([0] + ends, ends))
    if colspecs == "infer":
        return read_csv(io.StringIO(text), sep=r"\s+", **options)
    lines = ["\t".join(line[a:b].strip() for a, b in colspecs) for line in text.splitlines() if line.strip()]
    return read_csv(io.StringIO("\n".join(lines)), sep="\t", **options)


def _texts(values, na_rep="", float_format=None, decimal=".", date_format=None):
    """A column as the texts that a file gets."""
    if hasattr(values, "categories"):
        values = objects(values.tolist())
    kind = values.dtype.kind
    if kind == "f":
        if float_format is not None:
            form = float_format if callable(float_format) else lambda v: float_format % v
            return [na_rep if v != v else form(v) for v in values.tolist()]
        out = [na_rep if v != v else repr(v) for v in values.tolist()]
        return [t.replace(".", decimal) for t in out] if decimal != "." else out
    if kind in "Mm":
        if date_format is not None and kind == "M":
            return [na_rep if v is NaT else v.strftime(date_format) for v in values.tolist()]
        return [na_rep if t == "NaT" else t for t in values._texts()]
    if kind in "iub":
        return list(map(str, values.tolist()))
    out = []
    for v in values.tolist():
        if v is None or is_na(v):
            out.append(na_rep)
        elif isinstance(v, float):
            out.append(float_format % v if isinstance(float_format, str) else repr(v))
        else:
            out.append(str(v))
    return out


def to_csv(self, path_or_buf=None, sep=",", na_rep="", float_format=None, columns=None, header=True, index=True,
           index_label=None, mode="w", encoding=None, compression=None, quoting=None, quotechar='"',
           lineterminator=None, chunksize=None, date_format=None, doublequote=True, escapechar=None, decimal=".",
           errors="strict", storage_options=None):
    frame = self.to_frame(self.name if self.name is not None else 0) if self.ndim == 1 else self
    if columns is not None:
        frame = frame[list(columns)]
    def quoted(texts, number=False):
        if quoting == 1 or quoting == 2 and not number:
            return ['%s%s%s' % (quotechar, t.replace(quotechar, quotechar * 2), quotechar) for t in texts]
        if quoting == 3:
            return texts
        whole = "".join(texts)
        if not (sep in whole or quotechar in whole or "\n" in whole or "\r" in whole):
            return texts
        return [quotechar + t.replace(quotechar, quotechar * 2) + quotechar if sep in t or quotechar in t or
                "\n" in t or "\r" in t else t for t in texts]
    parts = []
    if index:
        rows = frame.index
        levels = [rows._level(k) for k in range(rows.nlevels)] if rows.nlevels > 1 else [rows._v]
        parts += [quoted(_texts(v, na_rep, float_format, decimal, date_format), v.dtype.kind in "if") for v in levels]
    parts += [quoted(_texts(c, na_rep, float_format, decimal, date_format), c.dtype.kind in "if") for c in frame._c]
    end = lineterminator or "\n"
    lines = []
    if header is not False:
        levels = frame.columns.nlevels
        for k in range(levels):
            top = [] if not index else ["" if n is None else str(n) for n in frame.index.names]
            if index_label is not None and index:
                top = [index_label] if isinstance(index_label, str) else list(index_label)
            if levels > 1 and index:
                top = [str(frame.columns.names[k] or "")] + [""] * (frame.index.nlevels - 1)
            names = frame.columns.tolist() if header is True else list(header)
            lines.append(sep.join(quoted(top + [str(n[k] if levels > 1 else n) for n in names])))
        if levels > 1 and index:
            lines.append(sep.join(["" if n is None else str(n) for n in frame.index.names] + [""] * len(frame.columns)))
    lines += [sep.join(row) for row in zip(*parts)] if parts else []
    if len(parts) == 1:
        lines = [line if line != "" else '""' for line in lines]
    text = end.join(lines) + end if lines else end
    if path_or_buf is None:
        return text
    if hasattr(path_or_buf, "write"):
        path_or_buf.write(text)
    else:
        with open(path_or_buf, mode, encoding=encoding or "utf-8", newline="") as file:
            file.write(text)
    return None


def _plain(value, unit):
    if value is None or is_na(value):
        return None
    if hasattr(value, "isoformat"):
        if unit == "iso":
            return value.isoformat(timespec="milliseconds") if hasattr(value, "hour") else value.isoformat()
        from pandas._dates import _ns
        return _ns(value) // 10 ** 6
    if hasattr(value, "total_seconds"):
        return int(value.total_seconds() * 1000)
    if hasattr(value, "item"):
        return value.item()
    if isinstance(value, float):
        return round(value, 10)
    return value


def to_json(self, path_or_buf=None, orient=None, date_format="epoch", double_precision=10, force_ascii=True,
            date_unit="ms", default_handler=None, lines=False, compression=None, index=None, indent=None, mode="w",
            storage_options=None):
    import json
    if self.ndim == 1:
        values = [_plain(v, date_format) for v in self.tolist()]
        labels = [str(_plain(v, date_format)) for v in self.index.tolist()]
        data = values if orient in ("values", "records") else {"name": self.name, "index": self.index.tolist(),
                                                               "data": values} if orient == "split" else dict(
            zip(labels, values))
    else:
        cols = [[_plain(v, date_format) for v in c.tolist()] for c in self._c]
        names = [str(n) for n in self.columns.tolist()]
        labels = [str(_plain(v, date_format)) for v in self.index.tolist()]
        if orient == "records":
            data = [dict(zip(names, row)) for row in zip(*cols)]
        elif orient == "index":
            data = {label: dict(zip(names, row)) for label, row in zip(labels, zip(*cols))}
        elif orient == "values":
            data = [list(row) for row in zip(*cols)]
        elif orient == "split":
            data = {"columns": self.columns.tolist(), "index": self.index.tolist(),
                    "data": [list(row) for row in zip(*cols)]}
        else:
            data = {n: dict(zip(labels, c)) for n, c in zip(names, cols)}
    write = lambda d: json.dumps(d, ensure_ascii=force_ascii, indent=indent, separators=(
        ",", ":"), default=str).replace("/", "\\/")
    text = "\n".join(write(d) for d in data) + "\n" if lines else write(data)
    if path_or_buf is None:
        return text
    if hasattr(path_or_buf, "write"):
        path_or_buf.write(text)
    else:
        with open(path_or_buf, mode, encoding="utf-8") as file:
            file.write(text)
    return None


def read_json(path_or_buf, orient=None, typ="frame", lines=False, encoding=None, convert_dates=True, **options):
    import json
    if isinstance(path_or_buf, str) and path_or_buf.lstrip()[:1] in "[{":
        text = path_or_buf
    else:
        text = _text(path_or_buf, encoding)
    data = [json.loads(line) for line in text.splitlines() if line.strip()] if lines else json.loads(text)

    def labels(index):
        items = index.tolist()
        if items and all(isinstance(v, str) and v.lstrip("-").isdigit() for v in items):
            whole = [int(v) for v in items]
            return index_of(infer(whole))
        return index
    if typ == "series":
        made = Series(data)
        made.index = labels(made.index)
        return made
    if orient == "split" or orient is None and isinstance(data, dict) and set(data) == {"columns", "index", "data"}:
        made = DataFrame(data["data"], index=data["index"], columns=data["columns"])
    elif orient == "index":
        made = DataFrame.from_dict(data, orient="index")
        made.index = labels(made.index)
    elif isinstance(data, dict) and data and all(not isinstance(v, (dict, list)) for v in data.values()):
        raise ValueError("If using all scalar values, you must pass an index")
    else:
        made = DataFrame(data)
        if isinstance(data, dict):
            made.index = labels(made.index)
    if not isinstance(data, list) or data and not isinstance(data[0], dict):
        made.columns = labels(made.columns)
    made = made._each(lambda c: infer([nan if v is None else v for v in c.tolist()]) if c.dtype.kind == "O" and all(
        v is None or isinstance(v, (int, float)) for v in c.tolist()) else c)
    if convert_dates:
        for name in made.columns.tolist():
            low = str(name).lower()
            if (low.endswith(("_at", "_time")) or low.startswith("timestamp") or low in ("modified", "date")) and made[
                    name].dtype.kind in "Oi":
                from pandas._dates import to_datetime
                try:
                    made[name] = to_datetime(made[name], unit="ms" if made[name].dtype.kind == "i" else None)
                except (ValueError, TypeError):
                    pass
    return made


def json_normalize(data, record_path=None, meta=None, sep=".", max_level=None, **options):
    def flat(d, prefix="", level=0):
        out = {}
        for k, v in d.items():
            if isinstance(v, dict) and (max_level is None or level < max_level):
                out.update(flat(v, prefix + str(k) + sep, level + 1))
            else:
                out[prefix + str(k)] = v
        return out
    data = [data] if isinstance(data, dict) else list(data)
    if record_path is not None:
        path = [record_path] if isinstance(record_path, str) else list(record_path)
        rows = []
        for d in data:
            inner = d
            for part in path:
                inner = inner[part]
            for one in inner:
                row = flat(one)
                for m in meta or []:
                    steps = [m] if isinstance(m, str) else list(m)
                    value = d
                    for s in steps:
                        value = value[s]
                    row[sep.join(steps)] = value
                rows.append(row)
        return DataFrame(rows)
    return DataFrame([flat(d) for d in data])


def _declined(what, instead):
    def function(*args, **options):
        raise NotImplementedError("%s here: %s" % (what, instead))
    return function


read_excel = ExcelWriter = _declined("Excel files cannot be read or written",
                                     "save the sheet as CSV and use read_csv and to_csv")
to_excel = lambda self, *args, **options: read_excel()
read_html = read_xml = _declined("pages cannot be read as tables", "use read_csv on a file of the notebook")
read_sql = _declined("there are no databases", "use read_csv on a file of the notebook")
read_parquet = _declined("Parquet files cannot be read", "use CSV")
read_clipboard = _declined("the clipboard cannot be read", "paste the text into io.StringIO and use read_csv")
to_sql = to_parquet = to_clipboard = lambda self, *args, **options: _declined(
    "tables can be written as CSV and JSON only", "use to_csv")()


def read_pickle(path, **options):
    import pickle
    with open(path, "rb") as file:
        return pickle.load(file)


def to_pickle(self, path, **options):
    import pickle
    with open(path, "wb") as file:
        pickle.dump(self, file)
