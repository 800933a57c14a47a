"""What coroutines wait for: locks, events, conditions, semaphores, barriers."""

from asyncio import Future
from asyncio.exceptions import BrokenBarrierError
from collections import deque


class _Entered:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *error):
        self.release()


async def _in_line(line, wake):
    future = Future()
    line.append(future)
    try:
        await future
    except BaseException:
        if future in line:
            line.remove(future)
        elif not future.cancelled():
            wake()
        raise


def _first(line):
    while line:
        future = line.popleft()
        if not future.done():
            future.set_result(True)
            return True
    return False


class Semaphore(_Entered):
    """Lets so many in at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value, self._waiters = value, deque()

    def locked(self):
        return self._value == 0 or bool(self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        # Who releases hands the place over, so that nobody can slip in between.
        await _in_line(self._waiters, self._pass_on)
        return True

    def _pass_on(self):
        if not _first(self._waiters):
            self._value += 1

    def release(self):
        self._pass_on()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Lock(Semaphore):
    """Lets one in at a time."""

    def __init__(self):
        super().__init__(1)

    def locked(self):
        return self._value == 0

    def release(self):
        if self._value:
            raise RuntimeError("Lock is not acquired.")
        super().release()


class Event:
    """A flag that coroutines can wait for."""

    def __init__(self):
        self._set, self._waiters = False, deque()

    def is_set(self):
        return self._set

    def set(self):
        self._set = True
        while _first(self._waiters):
            pass

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            await _in_line(self._waiters, lambda: None)
        return True


class Condition(_Entered):
    """Coroutines wait until another tells them that something has changed."""

    def __init__(self, lock=None):
        self._lock, self._waiters = lock or Lock(), deque()
        self.locked, self.acquire, self.release = (
            self._lock.locked, self._lock.acquire, self._lock.release,
        )

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await _in_line(self._waiters, self.notify)
            return True
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        for _ in range(n):
            _first(self._waiters)

    def notify_all(self):
        self.notify(len(self._waiters))


class Barrier:
    """Lets coroutines go on when so many have arrived."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self.parties, self._line, self.broken = parties, deque(), False

    @property
    def n_waiting(self):
        return len(self._line)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *error):
        pass

    async def wait(self):
        if self.broken:
            raise BrokenBarrierError("Barrier aborted")
        arrived = len(self._line)
        if arrived + 1 == self.parties:
            while _first(self._line):
                pass
        else:
            await _in_line(self._line, lambda: None)
            if self.broken:
                raise BrokenBarrierError("Barrier aborted")
        return arrived

    async def abort(self):
        self.broken = True
        while _first(self._line):
            pass
