"""Files that live in the kernel's memory: what a lesson writes, it can read again.

The page keeps those below the home folder: it lays them down before a run (`exchange(False)`) and is
told at its end which ones the run changed (`exchange(True)`). All others, and empty folders, are gone
after a restart. Stop puts everything back with every other object.
"""

import _io
import sys

import _ardoise

_HOME = "/home/ardoise"
# Absolute path -> bytearray for a file, None for a folder.
_nodes = {"/": None, "/home": None, _HOME: None, "/tmp": None}
_times = {}
_here = _HOME

# What the page keeps for one notebook: the same numbers as in the core (`session/files.rs`).
_FILE_BYTES = 10_000_000
_ALL_BYTES = 25_000_000
_FILES = 500

# Below the home folder: paths that a run may have changed, and the files that the page knows of.
_changed = set()
_kept = set()


def _at_home(full):
    return full.startswith(_HOME + "/")


def _room(full, size):
    """Refuses a file that would have so many bytes, where the page could not keep it."""
    if not _at_home(full):
        return
    if size > _FILE_BYTES:
        raise OSError(28, "No space left: a file of a notebook holds at most 10 MB", full)
    others = [
        len(data) for name, data in _nodes.items() if data is not None and name != full and _at_home(name)
    ]
    if sum(others) + size > _ALL_BYTES:
        raise OSError(28, "No space left: the files of a notebook hold at most 25 MB together", full)
    if len(others) >= _FILES:
        raise OSError(28, "No space left: a notebook has at most 500 files", full)


def exchange(ended):
    """Takes in the files that the page laid down, or reports what the run that ends has changed."""
    if not ended:
        for name, data in _ardoise.take_files():
            full = _HOME + "/" + name
            if data is not None:
                put(full, data)
                _kept.add(full)
            else:
                _nodes.pop(full, None)
                _kept.discard(full)
            _changed.discard(full)
        return
    changed = sorted(full for full in _changed if _at_home(full))
    _changed.clear()
    for full in changed:
        data = _nodes.get(full)
        if data is not None:
            _kept.add(full)
            _ardoise.file_written(full[len(_HOME) + 1:], data)
        elif full in _kept:
            _kept.discard(full)
            _ardoise.file_removed(full[len(_HOME) + 1:])


def _missing(name):
    return FileNotFoundError(2, "No such file or directory", name)


def _absolute(name):
    """The normal form of a path, without `.`, `..` and doubled slashes."""
    if not isinstance(name, str):
        import os

        name = os.fsdecode(name)
    if name == "":
        raise _missing(name)
    if not name.startswith("/"):
        name = _here + "/" + name
    parts = []
    for part in name.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _parent(full):
    return full.rpartition("/")[0] or "/"


def _touch(full):
    _times[full] = _ardoise.now_ms() / 1000
    _changed.add(full)


def _children(full):
    start = full.rstrip("/") + "/"
    return [name for name in _nodes if name.startswith(start) and name != "/" and "/" not in name[len(start):]]


def getcwd():
    return _here


def chdir(path):
    global _here
    full = _absolute(path)
    if full not in _nodes:
        raise _missing(path)
    if _nodes[full] is not None:
        raise NotADirectoryError(20, "Not a directory", path)
    _here = full


def listdir(path="."):
    full = _absolute(path)
    if full not in _nodes:
        raise _missing(path)
    if _nodes[full] is not None:
        raise NotADirectoryError(20, "Not a directory", path)
    return [name.rpartition("/")[2] for name in _children(full)]


class stat_result(tuple):
    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self[7])
    st_mtime = property(lambda self: self[8])
    st_ctime = property(lambda self: self[9])
    st_mtime_ns = property(lambda self: int(self[8] * 1e9))

    def __repr__(self):
        return f"os.stat_result(st_mode={self[0]}, st_size={self[6]}, st_mtime={self[8]})"


def stat(path, *, dir_fd=None, follow_symlinks=True):
    if isinstance(path, int):
        raise OSError(9, "Bad file descriptor")
    full = _absolute(path)
    if full not in _nodes:
        raise _missing(path)
    data = _nodes[full]
    mode, size = (0o40755, 0) if data is None else (0o100644, len(data))
    when = _times.get(full, 0.0)
    return stat_result((mode, hash(full) & 0xFFFFFFFF, 1, 1, 1000, 1000, size, when, when, when))


lstat = stat


def access(path, mode, **options):
    return _absolute(path) in _nodes


def chmod(path, mode, **options):
    stat(path)


def utime(path, times=None, **options):
    stat(path)
    _touch(_absolute(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    full = _absolute(path)
    if full in _nodes:
        raise FileExistsError(17, "File exists", path)
    if _parent(full) not in _nodes:
        raise _missing(path)
    _nodes[full] = None
    _touch(full)


def makedirs(name, mode=0o777, exist_ok=False):
    full = _absolute(name)
    if full in _nodes:
        if exist_ok and _nodes[full] is None:
            return
        raise FileExistsError(17, "File exists", name)
    if _parent(full) not in _nodes:
        makedirs(_parent(full), mode, True)
    mkdir(full)


def remove(path, *, dir_fd=None):
    full = _absolute(path)
    if full not in _nodes:
        raise _missing(path)
    if _nodes[full] is None:
        raise IsADirectoryError(21, "Is a directory", path)
    del _nodes[full]
    _changed.add(full)


unlink = remove


def rmdir(path, *, dir_fd=None):
    full = _absolute(path)
    if full not in _nodes:
        raise _missing(path)
    if _nodes[full] is not None:
        raise NotADirectoryError(20, "Not a directory", path)
    if _children(full):
        raise OSError(39, "Directory not empty", path)
    del _nodes[full]


def removedirs(name):
    rmdir(name)


def rename(src, dst, **options):
    source, target = _absolute(src), _absolute(dst)
    if source not in _nodes:
        raise _missing(src)
    if _parent(target) not in _nodes:
        raise _missing(dst)
    moved = [name for name in _nodes if name == source or name.startswith(source + "/")]
    if not _at_home(source):
        for name in moved:
            if _nodes[name] is not None:
                _room(target + name[len(source):], len(_nodes[name]))
    for name in moved:
        after = target + name[len(source):]
        _nodes[after] = _nodes.pop(name)
        _times[after] = _times.pop(name, 0.0)
        _changed.update((name, after))


replace = rename
renames = rename


def truncate(path, length):
    full = _absolute(path)
    if _nodes.get(full) is None:
        raise _missing(path)
    with open(full, "r+b") as file:
        file.truncate(length)


def _no_links(*args, **options):
    raise OSError(95, "Operation not supported")


link = symlink = _no_links


def readlink(path, **options):
    stat(path)
    raise OSError(22, "Invalid argument", path)


class DirEntry:
    def __init__(self, folder, name):
        import os

        self.name = name
        self.path = os.path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return _nodes.get(_absolute(self.path), b"") is None

    def is_file(self, *, follow_symlinks=True):
        return _nodes.get(_absolute(self.path)) is not None

    def is_symlink(self):
        return False

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def inode(self):
        return self.stat().st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class scandir:
    def __init__(self, path="."):
        import os

        path = os.fsdecode(path)
        self._entries = iter([DirEntry(path, name) for name in listdir(path)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self._entries = iter(())


def walk(top, topdown=True, onerror=None, followlinks=False):
    import os

    top = os.fspath(top)
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [entry.name for entry in entries if entry.is_dir()]
    files = [entry.name for entry in entries if not entry.is_dir()]
    if topdown:
        yield top, folders, files
    for folder in folders:
        yield from walk(os.path.join(top, folder), topdown, onerror)
    if not topdown:
        yield top, folders, files


def fwalk(*args, **options):
    raise OSError(95, "Operation not supported")


class _File(_io._RawIOBase):
    """An open file of the memory."""

    def __init__(self, full, name, mode):
        self.name = name
        self._data = _nodes[full]
        self._full = full
        self._at = len(self._data) if "a" in mode else 0
        self._append = "a" in mode
        self._reads = "r" in mode or "+" in mode
        self._writes = mode != "r"
        self.mode = mode

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def readinto(self, buffer):
        part = self._data[self._at:self._at + len(buffer)]
        buffer[:len(part)] = part
        self._at += len(part)
        return len(part)

    def write(self, data):
        data = bytes(data)
        if self._append:
            self._at = len(self._data)
        if self._at + len(data) > len(self._data):
            _room(self._full, self._at + len(data))
        if self._at > len(self._data):
            self._data.extend(bytes(self._at - len(self._data)))
        self._data[self._at:self._at + len(data)] = data
        self._at += len(data)
        _touch(self._full)
        return len(data)

    def seek(self, offset, whence=0):
        self._at = offset + (0, self._at, len(self._data))[whence]
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        if size > len(self._data):
            _room(self._full, size)
        del self._data[size:]
        self._data.extend(bytes(max(0, size - len(self._data))))
        _touch(self._full)
        return size


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open a file of the kernel's memory and return a stream."""
    if isinstance(file, int):
        raise OSError(9, "Bad file descriptor")
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    binary = "b" in mode
    kind = mode.replace("b", "").replace("t", "").replace("U", "")
    if kind.replace("+", "", 1) not in ("r", "w", "a", "x") or (binary and "t" in mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    full = _absolute(file)
    exists = full in _nodes
    if exists and _nodes[full] is None:
        raise IsADirectoryError(21, "Is a directory", file)
    if kind[0] == "r" and not exists:
        raise _missing(file)
    if kind[0] == "x" and exists:
        raise FileExistsError(17, "File exists", file)
    if _parent(full) not in _nodes:
        raise _missing(file)
    if not exists or kind[0] == "w":
        _room(full, 0)
        _nodes[full] = bytearray()
        _touch(full)
    raw = _File(full, file, kind)
    if binary and buffering == 0:
        return raw
    if "+" in kind:
        buffer = _io.BufferedRandom(raw)
    elif kind[0] == "r":
        buffer = _io.BufferedReader(raw)
    else:
        buffer = _io.BufferedWriter(raw)
    if binary:
        return buffer
    text = _io.TextIOWrapper(buffer, encoding or "utf-8", errors, newline, buffering == 1)
    text.mode = mode
    return text


def put(path, data):
    """Lays a file down, with the folders above it."""
    full = _absolute(path)
    if _parent(full) not in _nodes:
        makedirs(_parent(full))
    _nodes[full] = bytearray(data)
    _touch(full)


def module_path(name):
    """The file of a module among those of the home folder, and whether it is a package."""
    start = _HOME + "/" + name.replace(".", "/")
    for end, package in ((".py", False), ("/__init__.py", True)):
        if _nodes.get(start + end) is not None:
            return start + end, package
    return None


# What was laid down before anything asked for a file.
exchange(False)
