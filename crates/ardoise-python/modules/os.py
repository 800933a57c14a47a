"""Paths, environment and a small file system that lives in the kernel's memory."""

import abc
import sys

import _ardoise
import posixpath as path
from _collections_abc import _check_methods

sys.modules["os.path"] = path
from os.path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

name = "posix"
linesep = "\n"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK = 0
supports_bytes_environ = False
supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = set()
supports_follow_symlinks = set()


class _Environ(dict):
    """Text by text; a notebook has an environment of its own, empty but for these."""

    def copy(self):
        return dict(self)

    def __setitem__(self, key, value):
        for part in (key, value):
            if not isinstance(part, str):
                raise TypeError(f"str expected, not {type(part).__name__}")
        super().__setitem__(key, value)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __repr__(self):
        return "environ(" + super().__repr__() + ")"


environ = _Environ(HOME="/home/ardoise", LANG="C.UTF-8", USER="ardoise", PWD="/home/ardoise")


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def urandom(size, /):
    """Return a bytes object containing random bytes suitable for cryptographic use."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    return bytes(_ardoise.random_bytes(size))


def fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    try:
        text = type(path).__fspath__(path)
    except AttributeError:
        if hasattr(type(path), "__fspath__"):
            raise
        raise TypeError(
            f"expected str, bytes or os.PathLike object, not {type(path).__name__}"
        ) from None
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError(
        f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(text).__name__}"
    )


class PathLike(abc.ABC):
    """Abstract base class for implementing the file system path protocol."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def getpid():
    return 1


def getppid():
    return 0


def getlogin():
    return "ardoise"


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def cpu_count():
    return 1


process_cpu_count = cpu_count


def uname():
    return ("Ardoise", "ardoise", "", "", "wasm32")


def strerror(code, /):
    return f"Error {code}"


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1, /):
    return terminal_size((80, 24))


def isatty(fd, /):
    return False


def _no_programs(*args, **kwargs):
    raise OSError("a notebook cannot start other programs here")


system = popen = startfile = _no_programs


def _no_descriptors(*args, **kwargs):
    raise OSError(95, "Operation not supported")


open = close = read = write = dup = dup2 = pipe = fstat = fsync = lseek = fdopen = _no_descriptors


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit("abort")


from _ardoise_files import (
    DirEntry, access, chdir, chmod, fwalk, getcwd, link, listdir, lstat, makedirs, mkdir, readlink,
    remove, removedirs, rename, renames, replace, rmdir, scandir, stat, stat_result, symlink,
    truncate, unlink, utime, walk,
)


def getcwdb():
    return getcwd().encode()


def _get_exports_list(module):
    return [name for name in dir(module) if not name.startswith("_")]


__all__ = [name for name in list(globals()) if not name.startswith("_")]

# What shutil.rmtree passes for `followlinks`; there are no links here.
_walk_symlinks_as_files = object()
