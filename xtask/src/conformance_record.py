"""Fills in a notebook's outputs with those of this Python: the oracle of our own lessons.

A cell is left without outputs when this Python cannot run it (a module that is not there, a
notebook command) or when two executions differ. Prints the notebook.
"""

import ast
import contextlib
import io
import json
import os
import sys
import tempfile
import traceback


def execute(notebook):
    """What each code cell shows: outputs, or None where there is no telling."""
    names = {"__name__": "__main__"}
    sys.argv = [""]
    complete = True
    for count, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), 1):
        outputs = run("".join(cell["source"]), f"<cell {count}>", count, names)
        complete = complete and outputs is not None
        # After a cell that could not be run, a missing name says nothing about the lesson.
        unsure = not complete and outputs and outputs[-1].get("ename") == "NameError"
        yield None if unsure else outputs


def run(source, file, count, names):
    out, outputs, error, value = io.StringIO(), [], None, None
    try:
        tree = ast.parse(source, file)
        last = None
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
            last = ast.Expression(tree.body.pop().value)
        with contextlib.redirect_stdout(out):
            exec(compile(tree, file, "exec"), names)
            if last is not None:
                value = eval(compile(last, file, "eval"), names)
            if value is not None:
                names["_"] = value
                value = repr(value)
    except (ImportError, EOFError):
        return None
    except BaseException as raised:
        if source.lstrip().startswith(("%", "!")) or "display(" in source or "input(" in source:
            return None
        error = raised
    if out.getvalue():
        text = out.getvalue().splitlines(keepends=True)
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    if error is not None:
        outputs.append({
            "ename": type(error).__name__,
            "evalue": str(error),
            "output_type": "error",
            "traceback": traceback.format_exception_only(type(error), error),
        })
    elif value is not None:
        outputs.append({
            "data": {"text/plain": value.splitlines(keepends=True)},
            "execution_count": count,
            "metadata": {},
            "output_type": "execute_result",
        })
    return outputs


with open(sys.argv[1], encoding="utf-8") as file:
    lesson = json.load(file)
sys.stdin = io.StringIO()
recorded = []
for _ in range(2):
    # What a lesson writes into files is gone with the folder.
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        recorded.append(list(execute(lesson)))
        os.chdir("/")
first, second = recorded
code = [cell for cell in lesson["cells"] if cell["cell_type"] == "code"]
for number, (cell, once, again) in enumerate(zip(code, first, second), 1):
    same = once is not None and once == again
    cell["outputs"] = once if same else []
    cell["execution_count"] = number if same else None
print(json.dumps(lesson, indent=1, ensure_ascii=False))
