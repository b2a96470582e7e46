"""Foreign programs (scanimage and its like): bounded in time, interruptible, ended with us."""

import os
import queue
import shutil
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from desk.errors import WorkerOverTime
from desk.jobs.progress import Progress

_TICK_S = 0.1
_GRACE_S = 2.0
_TIDYING_S = 4.0
_LAST_WORDS = 50


@dataclass(frozen=True, slots=True)
class Ended:
    """What a program left: its exit code (negative = a signal), its output, and its words about trouble."""

    code: int
    out: bytes
    errors: str


def _command(words: Sequence[str]) -> list[str]:
    """Have Linux end the program when the process that started it ends, however that comes about."""
    keeper = shutil.which("setpriv") if sys.platform == "linux" else None
    return [keeper, "--pdeathsig", "KILL", "--", *words] if keeper else list(words)


def run_program(words: Sequence[str], timeout_s: float, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a program to its end.

    Args:
        words: The program and its arguments.
        timeout_s: How long it may take.
        environment: Variables set besides our own.

    Raises:
        FileNotFoundError: there is no such program.
        WorkerOverTime: it took longer and was ended.
    """
    import subprocess  # here, as below: a window that starts runs no program

    try:
        done = subprocess.run(
            _command(words), stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout_s, check=False,
            env={**os.environ, **environment} if environment else None,
        )
    except subprocess.TimeoutExpired as fault:
        raise WorkerOverTime(seconds=timeout_s) from fault
    return Ended(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


class Program:
    """A running program whose lines are heard as they come; used as a context manager, which ends it.

    Args:
        words: The program and its arguments, never a shell's.
        farewell: How a line of its trouble begins after which only its own tidying remains; a program that has said
            so and does not end within 4 s is ended.

    Raises:
        FileNotFoundError: there is no such program.
    """

    def __init__(self, words: Sequence[str], farewell: str | None = None) -> None:
        import subprocess

        self._farewell, self._parted_at = farewell, 0.0
        self._running = subprocess.Popen(
            _command(words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._last: deque[str] = deque(maxlen=_LAST_WORDS)
        self._heard: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._ears = [
            threading.Thread(target=self._hear, daemon=True), threading.Thread(target=self._note, daemon=True),
        ]  # fmt: skip

    def __enter__(self) -> "Program":
        for ear in self._ears:
            ear.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for ear in self._ears:
            ear.join(_GRACE_S)
        for pipe in (self._running.stdout, self._running.stderr):
            if pipe is not None:
                pipe.close()

    def lines(self, progress: Progress) -> Iterator[str]:
        """Yield the lines of its output; between two looks every 0.1 s whether a person has stopped the work.

        Raises:
            Cancelled.
        """
        while True:
            progress.check()
            try:
                line = self._heard.get(timeout=_TICK_S)
            except queue.Empty:
                if self._overdue:
                    return
                continue
            if line is None:
                return
            if line:
                yield line

    def code(self, progress: Progress) -> int | None:
        """Wait for its end and return the exit code; None when it said farewell, did not end, and was ended.

        Raises:
            Cancelled.
        """
        while self._running.poll() is None:
            if self._overdue:
                self._running.kill()
                self._running.wait()
                return None
            progress.rest(_TICK_S / 10)
        return self._running.returncode

    @property
    def _overdue(self) -> bool:
        return bool(self._parted_at) and time.monotonic() - self._parted_at > _TIDYING_S

    @property
    def errors(self) -> str:
        """Return its last words about trouble, once it has ended."""
        self._ears[1].join(_GRACE_S)
        return "\n".join(self._last)

    def stop(self) -> None:
        """Ask it to end as a person at the keyboard would; end it after 2 s."""
        import subprocess

        if self._running.poll() is not None:
            return
        if sys.platform == "win32":
            self._running.terminate()
        else:
            self._running.send_signal(signal.SIGINT)
        try:
            self._running.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def _hear(self) -> None:
        for line in _decoded(self._running.stdout):
            self._heard.put(line)
        self._heard.put(None)

    def _note(self) -> None:
        for line in _decoded(self._running.stderr):
            self._last.append(line)
            if self._farewell is not None and line.startswith(self._farewell):
                self._parted_at = time.monotonic()


def _decoded(pipe: IO[bytes] | None) -> Iterator[str]:
    for line in pipe or ():
        yield line.decode(errors="replace").strip()
