"""Worker processes that have the graph open before a query comes: each answers one query and is replaced."""

import subprocess
import sys
import threading
from collections import deque
from pathlib import Path

import orjson

from kg.errors import LimitError
from kg.query.result import Limits, Result
from kg.query.wire import death, request, result

Stamp = tuple[int, int]
Worker = tuple[subprocess.Popen[bytes], Stamp]


class Pool:
    """At most `size` queries at a time over one Turtle file; `close` ends all processes.

    A file that has changed is opened again. No query outlives its limits, and none can harm the caller's process.
    """

    def __init__(self, graph: Path, size: int = 2) -> None:
        self.graph = graph
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._ready: deque[Worker] = deque()
        self._closed = False
        for _ in range(size):
            self._add()

    def run(self, text: str, limits: Limits) -> Result:
        """Answer one query; raises as `kg.query.run` does, LimitError also where no worker is free in time."""
        if not self._free.acquire(timeout=limits.seconds):
            raise LimitError("too many queries at once: ask again later")
        try:
            worker = self._take()
            threading.Thread(target=self._add, daemon=True).start()
            return result(_answer(worker, orjson.dumps(request(self.graph, text, {}, limits)), limits.seconds))
        finally:
            self._free.release()

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            self._closed = True
            waiting = list(self._ready)
            self._ready.clear()
        for worker, _ in waiting:
            _end(worker)

    def _take(self) -> subprocess.Popen[bytes]:
        """A worker that is alive and saw the file as it is now."""
        stamp = self._stamp()
        while True:
            with self._lock:
                worker, seen = self._ready.popleft() if self._ready else (None, stamp)
            if worker is None:
                return self._start()
            if seen == stamp and worker.poll() is None:
                return worker
            _end(worker)

    def _add(self) -> None:
        worker = (self._start(), self._stamp())
        with self._lock:
            if not self._closed:
                self._ready.append(worker)
                return
        _end(worker[0])

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "kg.query.worker", str(self.graph)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def _stamp(self) -> Stamp:
        try:
            found = self.graph.stat()
        except OSError:
            return (0, 0)  # the worker tells what is wrong
        return (found.st_mtime_ns, found.st_size)


def _answer(worker: subprocess.Popen[bytes], asked: bytes, seconds: float) -> bytes:
    try:
        out, said = worker.communicate(asked, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise LimitError(f"the query took more than {seconds:g} s: narrow it or allow it more time") from None
    finally:
        _end(worker)
    if worker.returncode:
        raise LimitError(death(worker.returncode, said.decode("utf-8", "backslashreplace")))
    return out


def _end(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        worker.kill()
        worker.wait()
    for pipe in (worker.stdin, worker.stdout, worker.stderr):
        if pipe and not pipe.closed:
            pipe.close()
