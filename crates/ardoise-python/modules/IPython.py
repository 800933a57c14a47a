"""The part of IPython that notebooks use: commands (`%time`, `!ls`) and `display`."""

import sys

from IPython.display import display

__all__ = ["get_ipython", "display", "embed"]
__version__ = "8.0.0"
version_info = (8, 0, 0)

_NO_PACKAGES = (
    "Packages cannot be installed here: what a notebook can import comes with Ardoise.\n"
)
_NO_COMMANDS = "System commands cannot be run here: {!r} was left out.\n"


def _spent(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            break
    else:
        unit, factor = "ns", 1e9
    return f"{seconds * factor:.3g} {unit}"


def _options(text, flags):
    """Splits `-n5 -r 3 rest` into the options and the rest."""
    found = {}
    words = text.strip()
    while words.startswith("-") and len(words) > 1 and words[1] in flags:
        flag, words = words[1], words[2:]
        if flags[flag]:
            value, _, words = words.lstrip().partition(" ")
            found[flag] = int(value)
        else:
            found[flag] = True
        words = words.lstrip()
    return found, words


class _Shell:
    """What `get_ipython()` returns."""

    @property
    def user_ns(self):
        return sys.modules["__main__"].__dict__

    def run_line_magic(self, name, line, _stack_depth=1):
        method = getattr(self, "_line_" + name, None)
        if method is None:
            return self._unknown("%" + name, "_line_")
        return method(line)

    magic = run_line_magic

    def run_cell_magic(self, name, line, cell):
        method = getattr(self, "_cell_" + name, None)
        if method is None:
            return self._unknown("%%" + name, "_cell_")
        return method(line, cell)

    def _unknown(self, written, kind):
        names = [name[len(kind):] for name in dir(type(self)) if name.startswith(kind)]
        sign = "%%" if kind == "_cell_" else "%"
        wanted = written.lstrip("%")
        near = [n for n in names if n[:3] == wanted[:3] or sorted(n) == sorted(wanted)]
        hint = f" Did you mean `{sign}{near[0]}`?" if near else " `%lsmagic` lists what there is."
        print(f"UsageError: the notebook command `{written}` does not exist here.{hint}", file=sys.stderr)

    def system(self, command):
        first = command.split()[:1]
        if first and first[0] in ("pip", "pip3", "conda", "apt", "apt-get"):
            sys.stderr.write(_NO_PACKAGES)
        elif first and first[0] in ("ls", "dir"):
            self._line_ls(command.partition(" ")[2])
        elif first and first[0] in ("cat", "type", "more", "less", "head"):
            self._line_cat(command.partition(" ")[2])
        elif command.strip() == "pwd":
            print(self._line_pwd(""))
        elif first and first[0] == "echo":
            print(command.partition(" ")[2].strip("\"'"))
        else:
            sys.stderr.write(_NO_COMMANDS.format(command))

    getoutput = system

    def _quiet(self, line):
        """Settings that change nothing here."""

    _line_matplotlib = _line_config = _line_load_ext = _line_reload_ext = _quiet
    _line_autoreload = _line_pylab = _line_precision = _line_pdb = _line_xmode = _quiet
    _line_autosave = _line_colors = _line_logstop = _line_notebook = _quiet

    def _line_pip(self, line):
        sys.stderr.write(_NO_PACKAGES)

    _line_conda = _line_mamba = _line_uv = _line_pip

    def _run(self, source):
        """Runs source in the cells' namespace and returns its last expression's value."""
        import _ast

        tree = compile(source, "<magic>", "exec", _ast.PyCF_ONLY_AST)
        last = None
        if tree.body and isinstance(tree.body[-1], _ast.Expr):
            last = _ast.Expression(tree.body.pop().value)
        exec(compile(tree, "<magic>", "exec"), self.user_ns)
        if last is not None:
            return eval(compile(last, "<magic>", "eval"), self.user_ns)
        return None

    def _timed(self, source):
        import time

        wall, used = time.perf_counter(), time.process_time()
        try:
            return self._run(source)
        finally:
            used, wall = time.process_time() - used, time.perf_counter() - wall
            print(f"CPU times: total: {_spent(used)}\nWall time: {_spent(wall)}")

    def _line_time(self, line):
        return self._timed(line)

    def _cell_time(self, line, cell):
        value = self._timed(line + "\n" + cell if line else cell)
        if value is not None:
            display(value)

    def _timeit(self, line, cell):
        import time
        import timeit

        options, statement = _options(line, {"n": True, "r": True, "q": False, "o": False, "t": False, "c": False, "p": True})
        setup = "pass" if cell is None else statement or "pass"
        body = statement if cell is None else cell
        timer = timeit.Timer(body, setup, time.perf_counter, self.user_ns)
        number = options.get("n", 0)
        if not number:
            # Enough loops for a tenth of a second.
            number = 1
            while timer.timeit(number) < 0.1 and number < 10_000_000:
                number *= 10
        repeat = options.get("r", 7)
        times = [spent / number for spent in timer.repeat(repeat, number)]
        mean = sum(times) / len(times)
        deviation = (sum((spent - mean) ** 2 for spent in times) / len(times)) ** 0.5
        if not options.get("q"):
            print(
                f"{_spent(mean)} ± {_spent(deviation)} per loop "
                f"(mean ± std. dev. of {repeat} run{'s' * (repeat != 1)}, {number:,} loop{'s' * (number != 1)} each)"
            )
        return times if options.get("o") else None

    def _line_timeit(self, line):
        return self._timeit(line, None)

    def _cell_timeit(self, line, cell):
        return self._timeit(line, cell)

    def _line_who(self, line):
        names = self._line_who_ls(line)
        print("\t ".join(names) if names else "Interactive namespace is empty.")

    def _line_who_ls(self, line):
        import types

        hidden = (types.ModuleType,)
        own = ("In", "Out")
        return sorted(
            n for n, v in self.user_ns.items()
            if not n.startswith("_") and n not in own and not isinstance(v, hidden)
        )

    def _line_whos(self, line):
        print("Variable   Type    Data/Info\n" + "-" * 28)
        for name in self._line_who_ls(line):
            value = self.user_ns[name]
            print(f"{name:10} {type(value).__name__:7} {repr(value)[:60]}")

    def _line_pwd(self, line):
        import os

        return os.getcwd()

    def _line_cd(self, line):
        import os

        os.chdir(line.strip() or os.environ["HOME"])

    def _line_ls(self, line):
        import os

        folders = [word for word in line.split() if not word.startswith("-")] or ["."]
        for folder in folders:
            if not os.path.exists(folder):
                print(f"ls: {folder}: No such file or directory", file=sys.stderr)
            elif os.path.isdir(folder):
                for name in sorted(os.listdir(folder)):
                    print(name + ("/" if os.path.isdir(os.path.join(folder, name)) else ""))
            else:
                print(folder)

    _line_ll = _line_dir = _line_ls

    def _line_cat(self, line):
        for name in [word.strip("\"'") for word in line.split() if not word.startswith("-")]:
            try:
                with open(name, errors="replace") as file:
                    print(file.read(), end="")
            except OSError as error:
                print(f"cat: {name}: {error.strerror}", file=sys.stderr)

    _line_more = _line_less = _line_pycat = _line_cat

    def _line_load(self, line):
        """The page owns the cells' texts: what could be loaded is shown, to be copied."""
        print(f"# {line.strip()}")
        self._line_cat(line)

    _line_loadpy = _line_load

    def _line_mkdir(self, line):
        import os

        os.makedirs(line.strip(), exist_ok=True)

    def _line_env(self, line):
        import os

        return dict(os.environ)

    def _line_reset(self, line):
        keep = ("__name__", "__builtins__", "__doc__", "__loader__", "__package__", "__spec__")
        for name in [name for name in self.user_ns if name not in keep]:
            del self.user_ns[name]

    def _line_lsmagic(self, line):
        names = [name for name in dir(type(self)) if name.startswith("_line_")]
        print(*("%" + name[6:] for name in names))

    def _line_run(self, line):
        words = [word for word in line.split() if not word.startswith("-")]
        if not words:
            print("UsageError: `%run` needs the name of a file, as in `%run program.py`.", file=sys.stderr)
            return
        name = words[0].strip("\"'")
        with open(name) as file:
            code = compile(file.read(), name, "exec")
        before = sys.argv
        sys.argv = words
        try:
            exec(code, self.user_ns)
        finally:
            sys.argv = before

    def _shown(kind):
        def show(self, line, cell):
            # By this name the package holds the function.
            module = sys.modules["IPython.display"]
            display(getattr(module, kind)(cell))

        return show

    _cell_html = _cell_HTML = _shown("HTML")
    _cell_markdown = _shown("Markdown")
    _cell_latex = _shown("Latex")
    _cell_svg = _cell_SVG = _shown("SVG")
    _cell_javascript = _cell_js = _shown("Javascript")

    def _cell_writefile(self, line, cell):
        words = line.split()
        mode = "a" if "-a" in words else "w"
        name = words[-1]
        with open(name, mode) as file:
            file.write(cell if cell.endswith("\n") else cell + "\n")
        print(("Appending to " if mode == "a" else "Writing ") + name)

    _cell_file = _cell_writefile

    def _cell_capture(self, line, cell):
        import contextlib
        import io

        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self._run(cell)
        names = [word for word in line.split() if not word.startswith("-")]
        if names:
            self.user_ns[names[0]] = _Captured(out.getvalue(), err.getvalue())

    def _cell_bash(self, line, cell):
        sys.stderr.write(_NO_COMMANDS.format(cell.strip().split("\n")[0]))

    _cell_sh = _cell_script = _cell_cmd = _cell_system = _cell_bash


class _Captured:
    def __init__(self, stdout, stderr):
        self.stdout, self.stderr = stdout, stderr

    def __str__(self):
        return self.stdout

    def show(self):
        sys.stdout.write(self.stdout)
        sys.stderr.write(self.stderr)

    __call__ = show


_shell = _Shell()


def get_ipython():
    """The notebook's commands."""
    return _shell


def embed(*args, **options):
    """There is no terminal to open."""
