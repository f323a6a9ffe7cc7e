"""A process that answers one query and can be killed."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

from kg.errors import LimitError

# -P: a file called kg.py in the current folder must not become the process.
_COMMAND = (sys.executable, "-P", "-m", "kg.answer")


class Process:
    """Started at once; `send` one request, then `receive` its answer, or `end` it. With a graph it opens that beforehand."""

    def __init__(self, graph: Path | None = None) -> None:
        command = [*_COMMAND, *([str(graph)] if graph else [])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._sent = 0.0

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def send(self, request: bytes) -> None:
        """Ask; its time begins."""
        self._sent = time.monotonic()
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):  # it has died: `receive` tells why
            self._process.stdin.write(request)
            self._process.stdin.close()
        self._process.stdin = None  # what is closed is nothing for communicate to flush

    def receive(self, seconds: float) -> bytes:
        """The answer, `seconds` after the request at most; raises LimitError where there is none. The process ends."""
        try:
            out, said = self._process.communicate(timeout=max(0.0, self._sent + seconds - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise LimitError(f"the query took more than {seconds:g} s: narrow it or allow it more time") from None
        finally:
            self.end()
        if self._process.returncode:
            raise LimitError(_death(self._process.returncode, said.decode("utf-8", "backslashreplace")))
        return out

    def end(self) -> None:
        """Kill it where it lives, and close what led to it."""
        if self.lives:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe and not pipe.closed:
                pipe.close()


def _death(code: int, said: str) -> str:
    """Why a process died, from its exit status and what it said."""
    if "memory allocation" in said or "MemoryError" in said:
        return "the query ran out of memory: narrow it"
    if "total order" in said:
        return "the engine can't sort these mixed values: write ORDER BY STR(?x)"
    last = said.strip().splitlines()[-1:] or ["no message"]
    return f"the query's process ended with {code}: {last[0]}"
