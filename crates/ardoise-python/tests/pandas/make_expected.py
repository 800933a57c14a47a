"""Asks a real pandas what each case of `cases.txt` shows and writes `expected.txt`.

Run by hand when the cases change, outside the build: `python make_expected.py` in an environment with
pandas 2.x, numpy 2.x and matplotlib. The test itself needs none. `setup.py` runs anew before each case.
"""
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
os.environ["MPLBACKEND"] = "Agg"

import matplotlib.pyplot as plt
import pandas as pd
from pandas.io.formats import console

from show import listed, show, write


def main():
    setup = compile((HERE / "setup.py").read_text(), "setup", "exec")
    # As in a notebook, where there is no terminal to fit in.
    pd.set_option("display.max_columns", 20)
    console.in_ipython_frontend = lambda: True
    cases, shown = listed(HERE / "cases.txt"), []
    for case in cases:
        names = {}
        exec(setup, names)
        shown.append(show(case, names, with_warnings=False))
        plt.close("all")
    write(HERE / "expected.txt", cases, shown)
    print(len(cases), "cases, pandas", pd.__version__, file=sys.stderr)


main()
