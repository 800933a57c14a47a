"""Asks a real numpy what each case of `cases.txt` shows and writes `expected.txt`.

Run by hand when the cases change, outside the build: `python make_expected.py` in an environment with
numpy 2.x. The test itself needs no numpy. Cases of random slices and shapes are made here, seeded.
"""
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import numpy as np

from show import listed, show, write


def generated():
    """Random views, broadcasts, masks, reductions: expressions on small arrays."""
    rng = random.Random(20)
    for _ in range(120):
        shape = [rng.randint(1, 4) for _ in range(rng.randint(1, 3))]
        size = int(np.prod(shape))
        base = "np.arange(%d).reshape(%s)" % (size, ", ".join(map(str, shape)))
        parts = []
        for n in shape[: rng.randint(1, len(shape))]:
            kind = rng.randint(0, 5)
            if kind == 0:
                parts.append(str(rng.randint(-n, n - 1)))
            elif kind == 1:
                parts.append(str([rng.randint(-n, n - 1) for _ in range(2)]))
            elif kind == 2:
                parts.append("None, :")
            else:
                bound = lambda: rng.choice(["", str(rng.randint(-n - 1, n + 1))])
                parts.append("%s:%s:%s" % (bound(), bound(), rng.choice(["", "1", "2", "-1", "-2"])))
        if rng.random() < 0.2:
            parts.append("...")
        yield "%s[%s]" % (base, ", ".join(parts))
    for _ in range(40):
        a = [rng.choice([1, 2, 3]) for _ in range(rng.randint(1, 3))]
        b = [rng.choice([1, 2, 3]) for _ in range(rng.randint(1, 3))]
        op = rng.choice(["+", "-", "*", "//", "%", "<", "==", "/"])
        yield "np.ones(%s, dtype=int) %s np.full(%s, 2)" % (tuple(a), op, tuple(b))
    for _ in range(40):
        shape = tuple(rng.randint(1, 4) for _ in range(rng.randint(1, 3)))
        name = rng.choice(["sum", "mean", "max", "min", "prod", "std", "argmax", "cumsum", "any"])
        axis = rng.randint(-len(shape), len(shape) - 1)
        keep = ", keepdims=True" if name not in ("cumsum",) and rng.random() < 0.3 else ""
        size = int(np.prod(shape))
        yield "(np.arange(%d) * 7 %% 11).reshape(%s).%s(axis=%d%s)" % (size, shape, name, axis, keep)
    for _ in range(60):
        values = [rng.choice([0.0, 1.0, -1.0]) if rng.random() < 0.2
                  else rng.uniform(-1, 1) * 10.0 ** rng.randint(-6, 9) for _ in range(rng.randint(1, 9))]
        places = rng.choice([1, 2, 3, 17])
        values = [round(v, places) for v in values]
        yield "np.array(%r%s)" % (values, rng.choice(["", "", ", dtype=np.float32"]))
    for _ in range(20):
        shape = [rng.randint(1, 3) for _ in range(2)]
        n = int(np.prod(shape))
        cut = rng.randint(0, n)
        yield "a = np.arange(%d.0).reshape(%s); a[a %s %d] = -1; a" % (
            n, tuple(shape), rng.choice(["<", ">", "=="]), cut)


def main():
    cases = listed(HERE / "cases.txt") + list(generated())
    write(HERE / "expected.txt", cases, [show(case, {"np": np}) for case in cases])
    print(len(cases), "cases, numpy", np.__version__, file=sys.stderr)


main()
