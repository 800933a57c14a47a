"""Streams, on the interpreter's own `_io`; files live in the kernel's memory."""

import abc
import sys

import _io
from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair,
    BufferedWriter, BytesIO, IncrementalNewlineDecoder, StringIO, TextIOWrapper,
    UnsupportedOperation, text_encoding,
)
from _ardoise_files import _File as FileIO
from _ardoise_files import open

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
    "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom",
    "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
    "DEFAULT_BUFFER_SIZE", "IncrementalNewlineDecoder", "text_encoding", "Reader", "Writer",
]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


def open_code(path):
    return open(path, "rb")


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    __doc__ = _io._TextIOBase.__doc__


RawIOBase.register(FileIO)
for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    BufferedIOBase.register(_class)
for _class in (StringIO, TextIOWrapper, type(sys.__stdout__), type(sys.__stdin__)):
    TextIOBase.register(_class)
del _class


class Reader(metaclass=abc.ABCMeta):
    """A stream that can be read."""

    @abc.abstractmethod
    def read(self, size=..., /):
        pass


class Writer(metaclass=abc.ABCMeta):
    """A stream that can be written."""

    @abc.abstractmethod
    def write(self, data, /):
        pass
