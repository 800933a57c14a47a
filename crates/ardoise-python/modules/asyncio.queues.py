"""Queues between coroutines."""

import heapq
from asyncio import Future
from asyncio.exceptions import QueueEmpty, QueueFull
from collections import deque


class Queue:
    """A queue, useful for coordinating producer and consumer coroutines."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._getters, self._putters, self._joins, self._unfinished = deque(), deque(), [], 0
        self._init()

    def _init(self):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return f"<{type(self).__name__} maxsize={self.maxsize} _queue={list(self._queue)!r}>"

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self.maxsize <= len(self._queue)

    async def put(self, item):
        while self.full():
            await self._wait(self._putters)
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._wake(self._getters)

    async def get(self):
        while self.empty():
            await self._wait(self._getters)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            waiting, self._joins = self._joins, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def join(self):
        if self._unfinished > 0:
            future = Future()
            self._joins.append(future)
            await future

    async def _wait(self, line):
        future = Future()
        line.append(future)
        try:
            await future
        except BaseException:
            if future in line:
                line.remove(future)
            elif not future.cancelled():
                self._wake(line)
            raise

    def _wake(self, line):
        while line:
            future = line.popleft()
            if not future.done():
                future.set_result(None)
                return


class PriorityQueue(Queue):
    """Gives the smallest item first."""

    def _init(self):
        self._queue = []

    def _get(self):
        return heapq.heappop(self._queue)

    def _put(self, item):
        heapq.heappush(self._queue, item)


class LifoQueue(Queue):
    """Gives the newest item first."""

    def _init(self):
        self._queue = []

    def _get(self):
        return self._queue.pop()
