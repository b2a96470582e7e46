"""One child process with its pipe: started, asked, waited for, ended with its family."""

import contextlib
import os
import queue
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from desk.errors import WorkerDied, WorkerOverTime
from desk.jobs.answers import Answer, answer_of, packed, send_answer, unpacked
from desk.jobs.heap import give_back
from desk.jobs.walls import Limits, build_walls, wind_up

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext, SpawnProcess

    from desk.jobs.windows import Job

START_S = 30.0
"""How long a child may take to start; its items' seconds count from there."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Set before children start: each would make a thread a core for sums that none of them does, 80 ms of CPU a start.

IDLE_S = 3.0
"""After so long without an order a child gives back the memory it kept for the next."""

SHORT = 4096
"""An order of so many bytes lies in any pipe at once, also in that of Windows; a longer one waits for its reader."""

Main = Callable[["Connection", Limits, int], None]
"""What a child runs: its end of the pipe, its walls, the process number of its parent."""


READY: Answer = ("ready", None)
"""A child's first word."""

STANDING = b"stand by, do not begin"
"""What an order to get ready for a stream carries, besides a function and its arguments."""


def serve(pipe: "Connection", limits: Limits, parent: int) -> None:
    """Do one order after the other until the pipe closes; what a generator yields is sent as it comes."""
    build_walls(limits, parent)
    with contextlib.suppress(EOFError, OSError):
        send_answer(pipe, READY)
        while True:
            if limits.kept_bytes and not pipe.poll(IDLE_S):
                give_back()
            data = pipe.recv_bytes()
            wind_up(limits)
            send_answer(pipe, answer_of(_do, (data, pipe)))


def _do(data: bytes, pipe: "Connection") -> Any:  # noqa: ANN401 -- whatever the ordered function returns
    function, arguments = unpacked(data)
    value = function(*arguments)
    if not isinstance(value, types.GeneratorType):
        return value
    for item in value:
        send_answer(pipe, ("item", item))
    return None


class Child:
    """One child process and the order it is on.

    Args:
        main: Run in the child, at module level.
        limits: Its walls.
    """

    def __init__(self, main: Main, limits: Limits) -> None:
        self.limits = limits
        self.pipe, theirs = _context().Pipe()
        self.process: SpawnProcess = _context().Process(target=main, args=(theirs, limits, os.getpid()), daemon=True)
        _start(self.process)
        theirs.close()
        self._job = _job(self.process.pid or 0, limits.memory_bytes)
        self.done = 0
        self._owed = 1  # the child's first word
        self._buried = False
        self._sender: threading.Thread | None = None
        self._wall_s = limits.wall_s
        self._begun = self._since = time.monotonic()

    def warm_up(self, function: Callable[[], None]) -> None:
        """Have the child do what every order needs first, such as loading libraries; nobody waits for its answer."""
        self._owed += 1
        self.order(function, ())

    def stand_by(self, function: Callable[..., None], arguments: Sequence[Any]) -> None:
        """Have a streaming child get ready for the stream that comes; nobody waits for its answer."""
        self._owed += 1
        self._begun = self._since = time.monotonic()
        self.tell((function, tuple(arguments), STANDING))

    def order(self, function: Callable[..., Any], arguments: Sequence[Any], wall_s: float | None = None) -> None:
        """Ask for a call, of `wall_s` instead of the child's; one that finds the child dead gets the fault of that."""
        self._wall_s = wall_s or self.limits.wall_s
        self._begun = self._since = time.monotonic()
        self.tell((function, tuple(arguments)))

    def order_behind(self, function: Callable[..., Any], arguments: Sequence[Any]) -> None:
        """Ask for one more call before the answer to the last order is there; it has as many seconds."""
        self.tell((function, tuple(arguments)))

    def tell(self, what: object) -> None:
        """Send the child something without waiting until it reads: one that hangs is then seen to be late."""
        data, before = packed(what), self._sender
        if len(data) <= SHORT and (before is None or not before.is_alive()):
            self._post(data)
            return
        self._sender = threading.Thread(target=self._post, args=(data, before), name="orders", daemon=True)
        self._sender.start()

    def _post(self, data: bytes, after: threading.Thread | None = None) -> None:
        if after is not None:
            after.join()
        with contextlib.suppress(OSError):  # the child is dead, or being ended: its answer tells
            self.pipe.send_bytes(data)

    @property
    def late(self) -> bool:
        """Tell whether the order has passed its seconds, counted from the last sign of life."""
        return time.monotonic() - self._since > self._may_take_s

    def late_in_all(self, more_s: float = 0.0) -> bool:
        """Tell whether the order has passed its seconds and `more_s`, whatever it has sent meanwhile."""
        return time.monotonic() - self._begun > self._may_take_s + more_s

    @property
    def _may_take_s(self) -> float:
        return START_S if self._owed else self._wall_s

    def heard(self, timeout_s: float = 0.0) -> bool:
        """Tell whether an answer, or the end of the child, is there to be taken."""
        if not self.pipe.poll(timeout_s):
            return False
        while self._owed:
            try:
                self.pipe.recv()
            except (EOFError, OSError):
                return True
            self._owed -= 1
            self._begun = self._since = time.monotonic()
            if not self.pipe.poll():
                return False
        return True

    def answer(self) -> Answer:
        """Take what the child sent; a child that ended without a word gives the fault its end means."""
        try:
            answer: Answer = self.pipe.recv()
        except (EOFError, OSError):
            return self._death()
        self.done += answer[0] not in {"item", "told"}
        self._since = time.monotonic()
        return answer

    def _death(self) -> Answer:
        self.process.join(5)
        code = self.process.exitcode or 0
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return "fault", (WorkerOverTime, {"seconds": self.limits.cpu_s})
        return "fault", (WorkerDied, {"signal": max(0, -code)})

    def end(self, grace_s: float = 0.5) -> None:
        """Let a child go: it sees its pipe close, and is ended when it is not gone in time."""
        if self._sender is None or not self._sender.is_alive():
            self.pipe.close()
            self.process.join(grace_s)
        self.kill()

    def kill(self) -> None:
        """End it at once, with every process it started, and wait until it is gone."""
        if self._buried:
            return
        self._buried, number = True, self.process.pid
        self.process.kill()
        if sys.platform != "win32" and number is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(number, signal.SIGKILL)
        if self._job is not None:
            self._job.close()
        self.process.join(5)
        if self._sender is not None:
            self._sender.join(5)  # its pipe broke with the child; it must not write into a handle given to another
        self.pipe.close()


@cache
def _context() -> "SpawnContext":
    import multiprocessing  # here: a window that starts needs no child, and waits for whatever is loaded

    return multiprocessing.get_context("spawn")


def _job(number: int, memory_bytes: int) -> "Job | None":
    if sys.platform == "win32":
        from desk.jobs.windows import Job

        return Job(number, memory_bytes)
    return None


# -- the thread that starts them --------------------------------------------------------------------------------------

_Answered = queue.SimpleQueue[BaseException | None]
_births: "queue.SimpleQueue[tuple[SpawnProcess, _Answered]]" = queue.SimpleQueue()
_lock = threading.Lock()
_mother: list[threading.Thread] = []


def _start(process: "SpawnProcess") -> None:
    """Start a child from the one thread that never ends.

    Linux ends a child with the thread that started it; a verb's own thread may end long before a pool does.
    """
    with _lock:
        if not _mother:
            _mother.append(threading.Thread(target=_give_birth, name="children", daemon=True))
            _mother[0].start()
    answered: _Answered = queue.SimpleQueue()
    _births.put((process, answered))
    fault = answered.get()
    if fault is not None:
        raise fault


def _give_birth() -> None:
    while True:
        process, answered = _births.get()
        try:
            process.start()
        except BaseException as fault:  # noqa: BLE001 -- it belongs to the thread that asked
            answered.put(fault)
        else:
            answered.put(None)
