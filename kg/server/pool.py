"""Runs jobs in worker processes that can be killed: the engine has no time limit of its own, and a crash must stay its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final

from kg.server.reply import Reply, refuse
from kg.server.settings import Settings
from kg.server.work import Job, work

START_SECONDS: Final = 60.0
WAIT_SECONDS: Final = 1.0
WAITING_FOR_EACH: Final = 4


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        self.process.kill()
        self.connection.close()
        self.process.join()


@dataclass(slots=True)
class Pool:
    """A fixed number of workers; a job that finds none free waits a moment with a few others, and is refused otherwise."""

    settings: Settings
    _idle: deque[_Worker] = field(default_factory=deque)
    _workers: dict[int, _Worker] = field(default_factory=dict)
    _free: asyncio.Condition = field(default_factory=asyncio.Condition)
    _waiting: int = 0
    _closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def start(self) -> None:
        """Start all workers; returns when they are ready."""
        started = await asyncio.gather(*(asyncio.to_thread(self._start) for _ in range(self.settings.workers)))
        self._idle.extend(started)

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        with self._lock:
            workers = list(self._workers.values())
            self._workers.clear()
        for worker in workers:
            await asyncio.to_thread(worker.end)

    async def run(self, job: Job) -> Reply:
        """Return the reply to a job: 503 when all workers are busy, 504 when it took too long, 500 when its worker died."""
        worker = await self._take()
        if worker is None:
            return refuse(503, "too many queries at once; ask again in a moment", Retry_After="2")
        try:
            reply = await asyncio.to_thread(self._ask, worker, job)
        except (EOFError, OSError):
            await self._replace(worker)
            why = f"the query was stopped: it needs more than {self.settings.memory} MiB of memory, or broke its worker"
            return refuse(500, why)
        except asyncio.CancelledError:
            await asyncio.shield(self._replace(worker))
            raise
        if reply is None:
            await self._replace(worker)
            return refuse(504, f"the query was stopped after {self.settings.seconds:g} seconds; ask for less at a time")
        await self._give_back(worker)
        return reply

    def _ask(self, worker: _Worker, job: Job) -> Reply | None:
        worker.connection.send(job)
        if not worker.connection.poll(self.settings.seconds):
            return None
        reply = worker.connection.recv()
        return reply if isinstance(reply, Reply) else None

    async def _take(self) -> _Worker | None:
        async with self._free:
            if not self._idle:
                if self._waiting >= WAITING_FOR_EACH * self.settings.workers:
                    return None
                self._waiting += 1
                try:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._free.wait_for(lambda: bool(self._idle)), WAIT_SECONDS)
                finally:
                    self._waiting -= 1
            return self._idle.popleft() if self._idle else None

    async def _give_back(self, worker: _Worker) -> None:
        async with self._free:
            self._idle.append(worker)
            self._free.notify()

    async def _replace(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.pop(worker.process.pid or 0, None)
        await asyncio.to_thread(worker.end)
        if not self._closed:
            await self._give_back(await asyncio.to_thread(self._start))

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")  # a fork would inherit the server's threads and sockets
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.settings), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        if not ours.poll(START_SECONDS):
            worker.end()
            raise RuntimeError("a worker process did not start")
        ours.recv()
        with self._lock:
            self._workers[process.pid or 0] = worker
        return worker
