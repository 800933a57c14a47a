"""Stands in for CPython's `test.support` while its test files run in our kernel, and counts.

CPython's own support package wants processes, sockets and a file system. This one has what the
tests of pure modules ask for; any other name is a decorator that skips its test. `SOURCES` (the
test file and the files it imports), `FILES` (data they read) and `NAME` come before this text.
"""

import contextlib
import functools
import io
import sys
import types
import unittest

TESTFN = "@test_file_tmp"


class Skipper:
    """A decorator, plain or called with arguments, that skips; used otherwise, it skips the test."""

    def __init__(self, reason):
        self.__dict__["reason"] = reason

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and (isinstance(args[0], type) or hasattr(args[0], "__code__")):
            return unittest.skip(self.reason)(args[0])
        return self

    def _used(self, *args):
        raise unittest.SkipTest(self.reason)

    __iter__ = __getitem__ = __enter__ = __setattr__ = __exit__ = __len__ = _used

    def __mro_entries__(self, bases):
        return (Skipped,)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self._used()


class Skipped:
    """Takes the place of a class that is not there: tests of a class made of it are skipped."""

    def setUp(self):
        raise unittest.SkipTest("a class that is not shipped")


def keeper(*args, **kwargs):
    """A decorator, plain or called with arguments, that changes nothing."""
    if len(args) == 1 and not kwargs and (isinstance(args[0], type) or hasattr(args[0], "__code__")):
        return args[0]
    return lambda decorated: decorated


@contextlib.contextmanager
def swap_attr(obj, name, value):
    missing = object()
    before = getattr(obj, name, missing)
    setattr(obj, name, value)
    try:
        yield None if before is missing else before
    finally:
        delattr(obj, name) if before is missing else setattr(obj, name, before)


@contextlib.contextmanager
def swap_item(obj, name, value):
    missing = object()
    before = obj.get(name, missing)
    obj[name] = value
    try:
        yield None if before is missing else before
    finally:
        if before is missing:
            obj.pop(name, None)
        else:
            obj[name] = before


@contextlib.contextmanager
def captured(name):
    stream = io.StringIO()
    with swap_attr(sys, name, stream):
        yield stream


@contextlib.contextmanager
def quietly(*args, **kwargs):
    import warnings

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield types.SimpleNamespace(warnings=seen, reset=lambda: None)


def check_syntax_error(case, statement, errtext="", *, lineno=None, offset=None):
    with case.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    if lineno is not None:
        case.assertEqual(caught.exception.lineno, lineno)


class Compared:
    def __init__(self, **answers):
        self.answers = answers

    def __eq__(self, other):
        return self.answers["eq"]

    def __ne__(self, other):
        return not self.answers["eq"]

    def __lt__(self, other):
        return self.answers["lt"]

    __le__ = lambda self, other: self.answers["lt"] or self.answers["eq"]
    __gt__ = lambda self, other: self.answers["gt"]
    __ge__ = lambda self, other: self.answers["gt"] or self.answers["eq"]
    __hash__ = None


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    """The module itself: which of its parts are native is not the tests' business here."""
    if name == "decimal":
        # Ours is the one in Python.
        wanted = "_decimal" in blocked
    else:
        wanted = not blocked or "_" + name in blocked or name.startswith("test.")
    return __import__(name, fromlist=["x"]) if wanted else None


def import_module(name, deprecated=False, *, required_on=()):
    try:
        return __import__(name, fromlist=["x"])
    except ImportError as error:
        raise unittest.SkipTest(str(error)) from None


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        yield folder


class EnvironmentVarGuard(contextlib.AbstractContextManager):
    """The environment, put back at the end."""

    def __init__(self):
        import os

        self._environ = os.environ
        self._before = dict(os.environ)

    def __exit__(self, *error):
        self._environ.clear()
        self._environ.update(self._before)

    def set(self, name, value):
        self._environ[name] = value

    __setitem__ = set

    def unset(self, name):
        self._environ.pop(name, None)

    def __getattr__(self, name):
        return getattr(self._environ, name)

    def __getitem__(self, name):
        return self._environ[name]

    def __contains__(self, name):
        return name in self._environ


def unlink(path):
    import os

    with contextlib.suppress(OSError):
        os.remove(path)


@contextlib.contextmanager
def nothing(*args, **kwargs):
    yield


def check_free_after_iterating(*args, **kwargs):
    raise unittest.SkipTest("reference counting")


def subTests(names, values, /, *, _do_cleanups=False):
    names = names.split(",") if isinstance(names, str) else names

    def decorator(test):
        @functools.wraps(test)
        def wrapper(self):
            for value in values:
                value = (value,) if len(names) == 1 else value
                with self.subTest(**dict(zip(names, value))):
                    test(self, **dict(zip(names, value)))

        return wrapper

    return decorator


GIVEN = {
    "verbose": 0, "use_resources": None, "is_emscripten": False, "is_wasi": False,
    "is_jython": False, "is_android": False, "has_subprocess_support": False,
    "has_fork_support": False, "has_socket_support": False, "can_start_thread": False,
    "MISSING_C_DOCSTRINGS": True, "HAVE_DOCSTRINGS": False, "Py_DEBUG": False, "PGO": False,
    "MAX_Py_ssize_t": sys.maxsize, "_1G": 1 << 30, "_2G": 1 << 31, "_4G": 1 << 32,
    "SHORT_TIMEOUT": 30.0, "LONG_TIMEOUT": 300.0, "LOOPBACK_TIMEOUT": 5.0,
    "TESTFN": TESTFN, "TESTFN_UNICODE": TESTFN, "TESTFN_ASCII": TESTFN, "FS_NONASCII": "",
    "TESTFN_UNENCODABLE": None, "TESTFN_UNDECODABLE": None, "TESTFN_NONASCII": None,
    "SAVEDCWD": "/", "TEST_HOME_DIR": "/", "unix_shell": None, "maybe_get_event_loop_policy": lambda: None,
    "ALWAYS_EQ": Compared(eq=True, lt=False, gt=False),
    "NEVER_EQ": Compared(eq=False, lt=False, gt=False),
    "LARGEST": Compared(eq=False, lt=False, gt=True),
    "SMALLEST": Compared(eq=False, lt=True, gt=False),
    "swap_attr": swap_attr, "swap_item": swap_item, "subTests": subTests,
    "captured_stdout": lambda: captured("stdout"), "captured_stderr": lambda: captured("stderr"),
    "captured_stdin": lambda: captured("stdin"), "captured_output": captured,
    "gc_collect": lambda: None, "reap_children": lambda: None, "flush_std_streams": lambda: None,
    "check_impl_detail": lambda **which: False, "check_sanitizer": lambda **which: False, "infinite_recursion": nothing,
    "get_attribute": getattr, "findfile": lambda name, subdir=None: name,
    "check_free_after_iterating": check_free_after_iterating,
    "requires_IEEE_754": keeper, "requires_docstrings": Skipper("docstrings"),
    "no_tracing": keeper, "adjust_int_max_str_digits": nothing, "disable_gc": nothing,
    "set_recursion_limit": nothing, "SuppressCrashReport": nothing,
    "check_warnings": quietly, "save_restore_warnings_filters": nothing,
    "check_no_warnings": lambda *a, **k: nothing(), "ignore_warnings": keeper,
    "check_syntax_error": check_syntax_error, "requires_working_threading": keeper,
    "reap_threads": keeper, "threading_setup": lambda: (), "threading_cleanup": lambda *key: None,
    "import_fresh_module": import_fresh_module, "import_module": import_module, "import_deprecated": import_module,
    "CleanImport": nothing, "DirsOnSysPath": nothing, "make_legacy_pyc": None,
    "EnvironmentVarGuard": EnvironmentVarGuard, "get_config_var": lambda name: None,
    "get_config_vars": lambda *names: {} if not names else [None] * len(names),
    "IPV6_ENABLED": False, "is_resource_enabled": lambda resource: False, "unlink": unlink, "rmtree": unlink, "temp_dir": temp_dir, "temp_cwd": temp_dir,
    "create_empty_file": lambda name: open(name, "wb").close(), "skip_unless_symlink": Skipper("links"),
    "run_unittest": lambda *a: None, "run_doctest": lambda *a: (0, 0), "check__all__": check_free_after_iterating,
    "wait_threads_exit": nothing, "catch_threading_exception": nothing,
}


def given(name):
    if name in GIVEN:
        return GIVEN[name]
    if name.startswith("__"):
        raise AttributeError(name)
    if name.endswith("_helper") or name in ("numbers", "testcase"):
        return __import__("test.support." + name, fromlist=["x"])
    return Skipper(f"test.support.{name}")


# What some tests of a file import and we do not ship: those tests are skipped, the others run.
STAND_INS = (
    "unittest.mock", "pydoc", "subprocess", "multiprocessing", "multiprocessing.connection", "socket", "pickletools",
    "_py_abc", "_pyio", "sysconfig", "site", "test.ann_module", "test.ann_module2",
    "test.ann_module3", "_pydatetime", "mmap", "select", "ssl", "http", "http.client", "http.server",
    "smtpd", "asyncore", "asynchat", "socketserver", "xmlrpc", "ctypes", "resource", "urllib.request",
    "concurrent.futures.process", "test.mock_socket", "test.lock_tests", "test.inspect_fodder", "test.inspect_fodder2",
    "test.inspect_stock_annotations", "test.inspect_stringized_annotations",
    "test.inspect_stringized_annotations_2", "test.script_helper", "faulthandler",
    "dbm", "http.cookies", "logging.handlers", "logging.config", "importlib.abc", "test.test_import", "termios", "pty", "pwd", "grp", "_posixsubprocess", "_testbuffer", "_testmultiphase",
)


class Finder:
    """Finds `test` and what is below it among the given sources."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        from importlib.machinery import ModuleSpec

        if name in ("test", "test.support") or name in STAND_INS or name.startswith("test.support.") or name in SOURCES:
            return ModuleSpec(name, Finder, is_package=name in ("test", "test.support") or name in STAND_INS)
        return None

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        name = module.__name__
        if name.startswith("test.support") or name in STAND_INS:
            module.__getattr__ = given
        elif name in SOURCES:
            module.__file__ = name + ".py"
            exec(compile(SOURCES[name], module.__file__, "exec"), module.__dict__)


class Counting(unittest.TestResult):
    """Prints one line for each test as it ends, so that a time limit loses only the last."""

    def addSuccess(self, test):
        print("passed", test.id())

    def addSkip(self, test, reason):
        # The file's own way to gather its tests gave up.
        print(*(("absent", reason) if "_FailedTest" in test.id() else ("skipped", test.id())))

    def addExpectedFailure(self, test, error):
        print("passed", test.id())

    def addUnexpectedSuccess(self, test):
        print("passed", test.id())

    def addFailure(self, test, error):
        self._failed(test, error)

    def addError(self, test, error):
        self._failed(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._failed(test, error)

    def _failed(self, test, error):
        text = (str(error[1]).strip().splitlines() or [""])[0][:100]
        print("failed", test.id(), error[0].__name__ + ":", text)


for file, text in FILES.items():
    with open(file, "w", encoding="utf-8") as stored:
        stored.write(text)
sys.meta_path.insert(0, Finder)
try:
    module = __import__(NAME, fromlist=["x"])
except unittest.SkipTest as error:
    print("absent", error)
except BaseException as error:
    print("absent", type(error).__name__ + ":", str(error).splitlines()[0][:120] if str(error) else "")
else:
    counting = Counting()
    loader = unittest.TestLoader()
    # A file that says itself which of its classes are to be run.
    classes = getattr(module, "all_tests", None)
    if classes:
        tests = unittest.TestSuite(map(loader.loadTestsFromTestCase, classes))
    else:
        tests = loader.loadTestsFromModule(module)
    tests.run(counting)
