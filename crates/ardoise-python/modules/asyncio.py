"""Asynchronous programs on one thread: a small event loop of our own.

The loop knows ready callbacks, timers and nothing else: there are no sockets and no processes to
wait for. Waiting for a timer is `time.sleep`. Between cells no loop runs, so `asyncio.run` and a
`await` outside of functions both work in a cell.
"""

import heapq
import time as _time
from collections import deque

from asyncio.exceptions import (
    BrokenBarrierError, CancelledError, InvalidStateError, QueueEmpty, QueueFull, TimeoutError,
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_running = None
_current = {}
_cell_loop = None
_task_number = 0


class Handle:
    """A callback that waits for its turn."""

    def __init__(self, callback, args):
        self._callback, self._args, self._cancelled = callback, args, False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled


class TimerHandle(Handle):
    def __init__(self, when, number, callback, args):
        super().__init__(callback, args)
        self._when, self._number = when, number

    def when(self):
        return self._when

    def __lt__(self, other):
        return (self._when, self._number) < (other._when, other._number)


class Future:
    """A result that is not there yet."""

    def __init__(self, *, loop=None):
        self._loop = loop or get_event_loop()
        self._state, self._result, self._exception, self._callbacks = "pending", None, None, []
        self._message = None

    def __repr__(self):
        more = ""
        if self._state == "finished":
            more = (
                f" exception={self._exception!r}" if self._exception is not None
                else f" result={self._result!r}"
            )
        return f"<{type(self).__name__} {self._state}{more}>"

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "pending"

    def cancelled(self):
        return self._state == "cancelled"

    def cancel(self, msg=None):
        if self._state != "pending":
            return False
        self._message = msg
        self._finish("cancelled")
        return True

    def result(self):
        if self._state == "cancelled":
            raise self._cancellation()
        if self._state == "pending":
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == "cancelled":
            raise self._cancellation()
        if self._state == "pending":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def set_result(self, result):
        if self._state != "pending":
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._finish("finished")

    def set_exception(self, exception):
        if self._state != "pending":
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._exception = exception() if isinstance(exception, type) else exception
        self._finish("finished")

    def add_done_callback(self, callback, *, context=None):
        if self._state == "pending":
            self._callbacks.append(callback)
        else:
            self._loop.call_soon(callback, self)

    def remove_done_callback(self, callback):
        kept = [known for known in self._callbacks if known != callback]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed

    def _cancellation(self):
        return CancelledError() if self._message is None else CancelledError(self._message)

    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def __await__(self):
        if self._state == "pending":
            yield self
        return self.result()

    __iter__ = __await__


class Task(Future):
    """A coroutine that the loop runs."""

    def __init__(self, coro, *, loop=None, name=None, context=None):
        global _task_number
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        _task_number += 1
        self._coro, self._name = coro, str(name) if name is not None else f"Task-{_task_number}"
        self._waits_for, self._must_cancel, self._asked = None, False, 0
        self._loop._tasks.add(self)
        self._loop.call_soon(self._step)

    def __repr__(self):
        about = f" name={self._name!r} coro=<{getattr(self._coro, '__qualname__', '?')}()>"
        return super().__repr__().replace(self._state, self._state + about, 1)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return self._asked

    def uncancel(self):
        self._asked = max(0, self._asked - 1)
        return self._asked

    def cancel(self, msg=None):
        if self.done():
            return False
        self._asked += 1
        if self._waits_for is not None and self._waits_for.cancel(msg):
            return True
        self._must_cancel, self._message = True, msg
        return True

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def _step(self, error=None):
        if self.done():
            return
        self._waits_for = None
        if self._must_cancel:
            error, self._must_cancel = self._cancellation(), False
        before = _current.get(self._loop)
        _current[self._loop] = self
        try:
            waits_for = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                super().cancel(self._message)
            else:
                self.set_result(end.value)
        except CancelledError as cancelled:
            self._message = cancelled.args[0] if cancelled.args else None
            super().cancel(self._message)
        except (KeyboardInterrupt, SystemExit) as raised:
            self.set_exception(raised)
            raise
        except BaseException as raised:
            self.set_exception(raised)
        else:
            if isinstance(waits_for, Future):
                self._waits_for = waits_for
                waits_for.add_done_callback(self._wake)
                if self._must_cancel and waits_for.cancel(self._message):
                    self._must_cancel = False
            elif waits_for is None:
                self._loop.call_soon(self._step)
            else:
                wrong = RuntimeError(f"Task got bad yield: {waits_for!r}")
                self._loop.call_soon(self._step, wrong)
        finally:
            _current[self._loop] = before
            if self.done():
                self._loop._tasks.discard(self)


class AbstractEventLoop:
    """What every loop is."""


class EventLoop(AbstractEventLoop):
    """Runs callbacks in turn, and sleeps until the next timer when there are none."""

    def __init__(self):
        self._ready, self._timers, self._count = deque(), [], 0
        self._tasks, self._closed, self._stopping = set(), False, False

    def time(self):
        return _time.monotonic()

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, loop=self, name=name)

    def call_soon(self, callback, *args, context=None):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        self._count += 1
        handle = TimerHandle(when, self._count, callback, args)
        heapq.heappush(self._timers, handle)
        return handle

    def stop(self):
        self._stopping = True

    def close(self):
        if _running is self:
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._timers.clear()

    def run_in_executor(self, executor, func, *args):
        future = self.create_future()

        def work():
            try:
                future.set_result(func(*args))
            except Exception as error:
                future.set_exception(error)

        self.call_soon(work)
        return future

    def run_forever(self):
        self._run(lambda: False)

    def run_until_complete(self, future):
        mine = not isinstance(future, Future)
        future = ensure_future(future, loop=self)
        try:
            self._run(future.done)
        except BaseException:
            if mine and not future.done():
                future.cancel()
            raise
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def _run(self, finished):
        global _running
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _running is not None:
            raise RuntimeError("This event loop is already running")
        _running, self._stopping = self, False
        try:
            while not finished() and not self._stopping:
                self._turn()
        finally:
            _running = None

    def _turn(self):
        timers, ready = self._timers, self._ready
        while timers and timers[0]._cancelled:
            heapq.heappop(timers)
        if not ready:
            if not timers:
                raise RuntimeError("every task waits for something that will never come")
            delay = timers[0]._when - self.time()
            if delay > 0:
                _time.sleep(delay)
        now = self.time()
        while timers and timers[0]._when <= now:
            ready.append(heapq.heappop(timers))
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                handle._callback(*handle._args)


BaseEventLoop = SelectorEventLoop = EventLoop


def iscoroutine(value):
    return type(value).__name__ == "coroutine" or (
        hasattr(value, "send") and hasattr(value, "throw") and hasattr(value, "cr_frame")
    )


def iscoroutinefunction(func):
    code = getattr(getattr(func, "__func__", func), "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(value):
    return isinstance(value, Future)


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


def get_event_loop():
    global _cell_loop
    if _running is not None:
        return _running
    if _cell_loop is None or _cell_loop._closed:
        _cell_loop = EventLoop()
    return _cell_loop


def set_event_loop(loop):
    global _cell_loop
    _cell_loop = loop


def new_event_loop():
    return EventLoop()


def current_task(loop=None):
    return _current.get(loop or get_running_loop())


def all_tasks(loop=None):
    return set((loop or get_running_loop())._tasks)


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in a loop of its own and return its result."""
    if _running is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    loop = EventLoop()
    try:
        return loop.run_until_complete(main)
    finally:
        _cancel_all(loop)
        loop.close()


def _cancel_all(loop):
    left = [task for task in loop._tasks if not task.done()]
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(gather(*left, return_exceptions=True))


class Runner:
    """Runs several coroutines in one loop."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = EventLoop()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def run(self, coro, *, context=None):
        return self._loop.run_until_complete(coro)

    def get_loop(self):
        return self._loop

    def close(self):
        if not self._loop._closed:
            _cancel_all(self._loop)
            self._loop.close()


def _run_cell(coro):
    """Run a cell with an `await` outside of functions; its tasks go on in later such cells."""
    return get_event_loop().run_until_complete(coro)


def ensure_future(value, *, loop=None):
    if isinstance(value, Future):
        return value
    if iscoroutine(value):
        return Task(value, loop=loop or get_event_loop())
    if hasattr(value, "__await__"):
        async def wait():
            return await value

        return Task(wait(), loop=loop or get_event_loop())
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


async def sleep(delay, result=None):
    """Coroutine that completes after a given time (in seconds)."""
    future = Future(loop=get_running_loop())
    if delay <= 0:
        handle = future._loop.call_soon(_release, future)
    else:
        handle = future._loop.call_later(delay, _release, future)
    try:
        await future
    finally:
        handle.cancel()
    return result


def _release(future):
    if not future.done():
        future.set_result(None)


def gather(*awaitables, return_exceptions=False):
    """Run awaitables together; a list of their results in order."""
    loop = get_event_loop()
    known, children = {}, []
    for one in awaitables:
        if id(one) not in known:
            known[id(one)] = ensure_future(one, loop=loop)
        children.append(known[id(one)])
    outer = _Gathering(children, loop)
    left = len(set(children))
    if not children:
        outer.set_result([])

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancellation())
                return
            if child._exception is not None:
                outer.set_exception(child._exception)
                return
        if left == 0:
            if outer._cancel_asked:
                Future.cancel(outer)
                return
            outer.set_result([
                one._cancellation() if one.cancelled()
                else one._result if one._exception is None else one._exception
                for one in children
            ])

    for child in set(children):
        child.add_done_callback(done)
    return outer


class _Gathering(Future):
    """The result of `gather`: to cancel it is to cancel its children."""

    def __init__(self, children, loop):
        super().__init__(loop=loop)
        self._children, self._cancel_asked = children, False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = [child.cancel(msg) for child in self._children]
        self._cancel_asked = any(asked)
        return self._cancel_asked


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures or tasks; two sets, those done and those pending."""
    fs = set(fs)
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any(iscoroutine(one) for one in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    waiter = Future(loop=get_running_loop())

    def check(_=None):
        finished = [one for one in fs if one.done()]
        failed = any(not one.cancelled() and one._exception is not None for one in finished)
        enough = (
            len(finished) == len(fs)
            or (return_when == FIRST_COMPLETED and finished)
            or (return_when == FIRST_EXCEPTION and failed)
        )
        if enough and not waiter.done():
            waiter.set_result(None)

    for one in fs:
        one.add_done_callback(check)
    timer = waiter._loop.call_later(timeout, _release, waiter) if timeout is not None else None
    check()
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for one in fs:
            one.remove_done_callback(check)
    done = {one for one in fs if one.done()}
    return done, fs - done


async def wait_for(fut, timeout):
    """Wait for one awaitable, at most so many seconds."""
    if timeout is None:
        return await fut
    async with _timeout(timeout):
        return await ensure_future(fut)


class Timeout:
    """An `async with` block that is given up after a time."""

    def __init__(self, when):
        self._when, self._expired, self._timer, self._task = when, False, None, None

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        if self._timer is not None:
            self._timer.cancel()
        self._when = when
        self._timer = None if when is None else get_running_loop().call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, trace):
        if self._timer is not None:
            self._timer.cancel()
        if self._expired and self._task.uncancel() <= 0 and kind is not None and issubclass(kind, CancelledError):
            raise TimeoutError from error


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


_timeout = timeout


def timeout_at(when):
    return Timeout(when)


def shield(arg):
    """An awaitable whose cancelling leaves the inner task alone."""
    inner = ensure_future(arg)
    outer = Future(loop=inner._loop)

    def done(_):
        if outer.done():
            return
        if inner.cancelled():
            Future.cancel(outer)
        elif inner._exception is not None:
            outer.set_exception(inner._exception)
        else:
            outer.set_result(inner._result)

    inner.add_done_callback(done)
    return outer


def as_completed(fs, *, timeout=None):
    """An iterator of coroutines that give the results in the order they come."""
    queue = Queue()
    tasks = {ensure_future(one) for one in fs}
    for task in tasks:
        task.add_done_callback(queue.put_nowait)

    async def following():
        return (await wait_for(queue.get(), timeout)).result()

    for _ in tasks:
        yield following()


async def to_thread(func, /, *args, **kwargs):
    """There is one thread: the function is called at the next turn of the loop."""
    await sleep(0)
    return func(*args, **kwargs)


class TaskGroup:
    """Tasks that end together: the first error cancels the others."""

    def __init__(self):
        self._tasks, self._errors, self._parent, self._aborting = set(), [], None, False

    async def __aenter__(self):
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task):
        self._tasks.discard(task)
        if task.cancelled() or task._exception is None:
            return
        self._errors.append(task._exception)
        if not self._aborting:
            self._abort()

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    async def __aexit__(self, kind, error, trace):
        if kind is not None:
            if not issubclass(kind, CancelledError):
                self._errors.append(error)
            self._abort()
        while self._tasks:
            await wait(self._tasks)
            await sleep(0)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)


from asyncio.locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from asyncio.queues import LifoQueue, PriorityQueue, Queue
