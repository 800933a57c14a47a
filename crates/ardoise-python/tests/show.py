"""What a case shows: the text it prints, the repr of its last statement, `!` and an exception, its warnings.

Shared by the `make_expected.py` of the tests that compare with a real library.
"""
import ast
import io
import re
import warnings
from contextlib import redirect_stdout


def show(source, names, with_warnings=True):
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    out = io.StringIO()
    with warnings.catch_warnings(record=True) as caught, redirect_stdout(out):
        warnings.simplefilter("always")
        try:
            exec(compile(tree, "case", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "case", "eval"), names) if last else None
            text = "" if value is None else repr(value)
        except Exception as error:
            text = "!%s: %s" % (type(error).__name__.lstrip("_"), error)
    lines = (out.getvalue() + text).splitlines()
    if with_warnings:
        lines += ["warning: %s: %s" % (w.category.__name__, w.message) for w in caught]
    return re.sub(r" at 0x[0-9a-f]+", "", "\n".join(lines))


def listed(path):
    """The cases of a file: one a line, without comments and blank lines."""
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")]


def write(path, cases, shown):
    path.write_text("\n".join(">>> %s\n%s\n" % pair for pair in zip(cases, shown)))
