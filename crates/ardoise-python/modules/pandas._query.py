"""`query` and `eval`: an expression in which columns are names."""
import ast
import builtins

import numpy as np


class _Rewrite(ast.NodeTransformer):
    """`and`, `or`, `not`, `in` and chains of comparisons as operators on columns."""

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        kind = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        made = node.values[0]
        for value in node.values[1:]:
            made = ast.BinOp(made, kind, value)
        return made

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            node.op = ast.Invert()
        return node

    def visit_Compare(self, node):
        self.generic_visit(node)
        left, parts = node.left, []
        for op, right in zip(node.ops, node.comparators):
            many = isinstance(right, (ast.List, ast.Tuple))
            if isinstance(op, (ast.In, ast.NotIn)) or many and isinstance(op, (ast.Eq, ast.NotEq)):
                part = ast.Call(ast.Name("__isin", ast.Load()), [left, right], [])
                if isinstance(op, (ast.NotIn, ast.NotEq)):
                    part = ast.UnaryOp(ast.Invert(), part)
            else:
                part = ast.Compare(left, [op], [right])
            parts.append(part)
            left = right
        made = parts[0]
        for part in parts[1:]:
            made = ast.BinOp(made, ast.BitAnd(), part)
        return made


class _Names(dict):
    """Columns, then the index, then what a name with `@` stood for."""

    def __init__(self, frame, outer):
        self._frame, self._outer = frame, outer

    def __missing__(self, name):
        frame = self._frame
        if name[:6] == "__col_":
            name = bytes.fromhex(name[6:]).decode()
        if name[:7] == "__at___":
            name = name[7:]
            for names in self._outer:
                if name in names:
                    return names[name]
            raise _undefined("local variable %r is not defined" % name)
        if name == "__isin":
            return lambda a, b: a.isin(b if hasattr(b, "__iter__") and not isinstance(b, str) else [b])
        if frame is not None:
            if name in frame.columns:
                return frame[name]
            if name in frame.index.names:
                return frame.index.get_level_values(name).to_series(index=frame.index)
            if name == "index":
                return frame.index.to_series()
        if name in ("sin", "cos", "exp", "log", "sqrt", "abs", "log10"):
            return getattr(np, name)
        raise _undefined("name %r is not defined" % name)


def _undefined(text):
    from pandas._tools import errors
    return errors.UndefinedVariableError(text)


def _value(frame, text, outer):
    out, at = [], 0
    quote = None
    while at < len(text):
        c = text[at]
        if quote:
            if c == quote:
                quote = None
        elif c in "'\"":
            quote = c
        elif c == "`":
            end = text.index("`", at + 1)
            out.append("__col_" + text[at + 1:end].encode().hex())
            at = end + 1
            continue
        elif c == "@":
            c = "__at___"
        out.append(c)
        at += 1
    source = "".join(out).strip().replace("\n", " ")
    tree = _Rewrite().visit(ast.parse(_grouped(source), mode="eval"))
    ast.fix_missing_locations(tree)
    return builtins.eval(compile(tree, "<query>", "eval"), {"__builtins__": {}}, _Names(frame, outer))


def _grouped(source):
    """`&`, `|` and `~` bind weaker than comparisons here: they become `and`, `or`, `not`."""
    out, quote = [], None
    for c in source:
        if quote:
            quote = None if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "&|~":
            c = {"&": " and ", "|": " or ", "~": " not "}[c]
        out.append(c)
    return "".join(out)


def _outer(depth=2):
    import sys
    frame = sys._getframe(depth)
    return [frame.f_locals, frame.f_globals]


def query(self, expr, inplace=False, local_dict=None, global_dict=None, **options):
    if not isinstance(expr, str):
        raise ValueError("expr must be a string to be evaluated, %s given" % type(expr))
    outer = [local_dict or {}, global_dict or {}] + _outer()
    made = _value(self, expr, outer)
    made = self.loc[made]
    return self._done(made, inplace)


def eval(self, expr, inplace=False, **options):
    outer = _outer()
    made, assigned = self, False
    for line in expr.strip().splitlines():
        name, sign, rest = line.partition("=")
        if sign and name.strip().isidentifier() and not rest.startswith("="):
            made = made if assigned else made.copy()
            made[name.strip()] = _value(made, rest, outer)
            assigned = True
        else:
            return _value(made, line, outer)
    return self._done(made, inplace)


def evaluate(text, outer):
    return _value(None, text, outer)
