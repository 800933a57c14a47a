"""Temporary files and folders in the kernel's memory."""

import io as _io
import os as _os

TMP_MAX = 10000
template = "tmp"
tempdir = None
_count = 0


def gettempdir():
    return tempdir or "/tmp"


def gettempdirb():
    return gettempdir().encode()


def gettempprefix():
    return template


def _free(suffix, prefix, dir):
    global _count
    folder = gettempdir() if dir is None else _os.fspath(dir)
    while True:
        _count += 1
        name = f"{folder}/{template if prefix is None else prefix}{_count:08x}{suffix or ''}"
        if not _os.path.exists(name):
            return name


def mktemp(suffix="", prefix=template, dir=None):
    return _free(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    name = _free(suffix, prefix, dir)
    _os.mkdir(name)
    return name


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """There are no file descriptors here: -1 stands for the open file."""
    name = _free(suffix, prefix, dir)
    open(name, "wb").close()
    return -1, name


class TemporaryDirectory:
    """A folder that is removed, with all it holds, at the end of its `with` block."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete

    def __repr__(self):
        return f"<TemporaryDirectory {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, *error):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        import shutil

        if _os.path.isdir(self.name):
            shutil.rmtree(self.name)


class _Named:
    """An open file that is removed when it is closed."""

    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete and _os.path.exists(self.name):
            _os.remove(self.name)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    name = _free(suffix, prefix, dir)
    return _Named(open(name, mode, encoding=encoding, newline=newline, errors=errors), name, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return _io.BytesIO() if "b" in mode else _io.StringIO(newline=newline)


class SpooledTemporaryFile:
    """A file in memory, as every file is here."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
        self._file = TemporaryFile(mode, newline=newline)

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def rollover(self):
        pass
