"""Futures without threads: each call is done when it is submitted.

The kernel has one thread. Programs written for a pool give the same results here, one after the
other.
"""

import time as _time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(Exception):
    """The Future was cancelled."""


class InvalidStateError(Exception):
    """The operation is not allowed in this state."""


TimeoutError = TimeoutError


class Future:
    """A result, or the error that came instead."""

    def __init__(self):
        self._state, self._result, self._exception, self._callbacks = "pending", None, None, []

    def __repr__(self):
        if self._state != "finished":
            return f"<Future at {id(self):#x} state={self._state}>"
        what = "raised" if self._exception is not None else "returned"
        value = self._result if self._exception is None else self._exception
        return f"<Future at {id(self):#x} state=finished {what} {type(value).__name__}>"

    def done(self):
        return self._state != "pending"

    def running(self):
        return False

    def cancelled(self):
        return self._state == "cancelled"

    def cancel(self):
        if self._state == "pending":
            self._finish("cancelled")
        return self._state == "cancelled"

    def exception(self, timeout=None):
        self._check(timeout)
        return self._exception

    def result(self, timeout=None):
        self._check(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def set_result(self, result):
        self._result = result
        self._finish("finished")

    def set_exception(self, exception):
        self._exception = exception
        self._finish("finished")

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _check(self, timeout):
        if self._state == "cancelled":
            raise CancelledError()
        if self._state == "pending":
            if timeout:
                _time.sleep(timeout)
            raise TimeoutError()

    def _finish(self, state):
        if self._state != "pending":
            raise InvalidStateError(f"{self._state.upper()}: {self!r}")
        self._state = state
        for callback in self._callbacks:
            callback(self)


class Executor:
    """Calls functions as they are submitted."""

    def __init__(self, max_workers=None, *args, initializer=None, initargs=(), **options):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._closed = False
        if initializer is not None:
            initializer(*initargs)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.shutdown()
        return False

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return (future.result() for future in futures)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True


class ThreadPoolExecutor(Executor):
    """A pool of one: the calls are made in turn."""


class ProcessPoolExecutor(Executor):
    """A pool of one: the calls are made in turn."""


def as_completed(fs, timeout=None):
    return iter(list(dict.fromkeys(fs)))


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    from collections import namedtuple

    done = {future for future in fs if future.done()}
    return namedtuple("DoneAndNotDoneFutures", "done not_done")(done, set(fs) - done)
