"""Processes that have the graph open before a query comes: each answers one query and is replaced."""

import threading
from collections import deque
from pathlib import Path

from kg.errors import LimitError
from kg.query import wire
from kg.query.process import Process
from kg.query.result import Limits, Result

Stamp = tuple[int, int]


class Pool:
    """At most `size` queries at a time over one Turtle file; `close` ends all processes.

    A file that has changed is opened again. No query outlives its limits, and none can harm the caller's process.
    """

    def __init__(self, graph: Path, size: int = 2) -> None:
        self.graph = graph
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._ready: deque[tuple[Process, Stamp]] = deque()
        self._closed = False
        for _ in range(size):
            self._add()

    def run(self, text: str, limits: Limits) -> Result:
        """Answer one query; raises as `kg.query.run` does, LimitError also where no process is free in time."""
        if not self._free.acquire(timeout=limits.seconds):
            raise LimitError("too many queries at once: ask again later")
        try:
            process = self._take()
            threading.Thread(target=self._add, daemon=True).start()
            process.send(wire.request(self.graph, text, {}, limits))
            return wire.result(process.receive(limits.seconds))
        finally:
            self._free.release()

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            self._closed = True
            waiting = list(self._ready)
            self._ready.clear()
        for process, _ in waiting:
            process.end()

    def _take(self) -> Process:
        """One that is alive and saw the file as it is now."""
        stamp = self._stamp()
        while True:
            with self._lock:
                process, seen = self._ready.popleft() if self._ready else (None, stamp)
            if process is None:
                return Process(self.graph)
            if seen == stamp and process.lives:
                return process
            process.end()

    def _add(self) -> None:
        ready = (Process(self.graph), self._stamp())
        with self._lock:
            if not self._closed:
                self._ready.append(ready)
                return
        ready[0].end()

    def _stamp(self) -> Stamp:
        try:
            found = self.graph.stat()
        except OSError:
            return (0, 0)  # the process tells what is wrong
        return (found.st_mtime_ns, found.st_size)
