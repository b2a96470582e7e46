"""Long and dangerous work: progress, cancelling, and child processes behind walls of memory and time.

Only this module starts child processes of our own. `ocr` and `signing` work on one page or one file and know none of
this. Everything that crosses to a child is a frozen dataclass, bytes or a path; faults cross as class and context.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

from desk.errors import FAULTS, Cancelled, WorkerDied, WorkerOverMemory, WorkerOverTime

if TYPE_CHECKING:
    import ctypes
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[int, int, str], None]

GIBIBYTE = 1 << 30
_TICK_S = 0.05
_context = multiprocessing.get_context("spawn")


# -- progress ---------------------------------------------------------------------------------------------------------


@dataclass
class Progress:
    """How far a work is, and whether a person has stopped it.

    Attributes:
        tell: Called with done, total and what, in the process and thread that does the work.
        stop: Set by a person; heeded between two items, and inside one by ending its child.
    """

    tell: Tell | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raise Cancelled when a person has stopped the work."""
        if self.stop.is_set():
            raise Cancelled

    def say(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is."""
        if self.tell is not None:
            self.tell(done, total, what)

    def over(self, items: Iterable[T], total: int, what: str = "") -> Iterator[T]:
        """Yield items one by one; between two items tell, or raise Cancelled."""
        for done, item in enumerate(items):
            self.check()
            self.say(done, total, what)
            yield item
        self.say(total, total, what)


_passed: dict[str, int] = {}


def milestone(name: str) -> None:
    """Mark a place of the road where a crash must do no harm.

    The crash drills set SAOY_STOP_AT to a name, or to name:n for its n-th passing, and this process then ends as at a
    power failure: at once, with nothing flushed and nobody told. Unset, this is one look at the environment.
    """
    wanted = os.environ.get("SAOY_STOP_AT")
    if wanted is None:
        return
    stop, _, count = wanted.partition(":")
    if stop == name:
        _passed[name] = _passed.get(name, 0) + 1
        if _passed[name] >= int(count or 1):
            os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


# -- walls ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """The walls around a child.

    Attributes:
        memory_bytes: Address space (Linux RLIMIT_AS).
        cpu_s: CPU seconds of one item; None = only the clock on the wall counts.
        wall_s: Seconds one item may take.
        file_bytes: Largest file the child may write.
    """

    memory_bytes: int = 2 * GIBIBYTE
    cpu_s: int | None = None
    wall_s: float = 60.0
    file_bytes: int = GIBIBYTE


def _build_walls(limits: Limits) -> None:
    """Put this child behind its walls; on Windows only the parent's watchdog stands (not yet a Job Object)."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import ctypes
    import resource

    _die_with_parent(ctypes.CDLL(None, use_errno=True))
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with_parent(libc: "ctypes.CDLL") -> None:
    """Ask Linux to end this child with its parent (PR_SET_PDEATHSIG) and to grant it nothing new (NO_NEW_PRIVS)."""
    death_signal, no_new_privileges = 1, 38
    prctl = getattr(libc, "prctl", None)
    if prctl is not None:
        prctl(death_signal, signal.SIGKILL, 0, 0, 0)
        prctl(no_new_privileges, 1, 0, 0, 0)


_Answer = tuple[str, Any]


def _serve(pipe: Connection, limits: Limits) -> None:
    """Do one order after the other until the pipe closes; the child's main function."""
    _build_walls(limits)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            function, arguments = pipe.recv()
            pipe.send(_one_answer(function, arguments))


def _one_answer(function: Callable[..., Any], arguments: Sequence[Any]) -> _Answer:
    try:
        return "value", function(*arguments)
    except FAULTS as fault:
        return "fault", (type(fault), fault.context)
    except MemoryError:
        return "fault", (WorkerOverMemory, {})
    except RecursionError:
        return "fault", (WorkerDied, {"why": "recursion"})
    except Exception as bug:  # noqa: BLE001 -- a bug in a child must reach the parent as one, not as silence
        return "bug", f"{type(bug).__name__}: {bug}"


class WorkerBug(RuntimeError):
    """A bug of ours in a child process; its text is the child's."""


def _opened(answer: _Answer) -> Any:  # noqa: ANN401 -- whatever the child's function returns
    kind, content = answer
    if kind == "fault":
        fault, context = content
        raise fault(**context)
    if kind == "bug":
        raise WorkerBug(content)
    return content


class _Child:
    """One child process with its pipe and the order it is on."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pipe, theirs = _context.Pipe()
        self.process: SpawnProcess = _context.Process(target=_serve, args=(theirs, limits), daemon=True)
        self.process.start()
        theirs.close()
        self.done = 0
        self.since = 0.0

    def order(self, function: Callable[..., Any], arguments: Sequence[Any]) -> None:
        self.since = time.monotonic()
        self.pipe.send((function, arguments))

    @property
    def late(self) -> bool:
        return time.monotonic() - self.since > self.limits.wall_s

    def answer(self) -> _Answer:
        """Take the answer; a child that ended without one gives the fault its end means."""
        try:
            answer: _Answer = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            return "fault", (WorkerDied, {"signal": -(self.process.exitcode or 0)})
        self.done += 1
        return answer

    def end(self) -> None:
        self.pipe.close()
        self.process.join(0.5)
        self.kill()

    def kill(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join(5)


def call_limited(
    function: Callable[..., R], *arguments: object, limits: Limits | None = None, progress: Progress | None = None
) -> R:
    """Call a module-level function in a fresh child behind walls and return what it returns.

    Raises:
        WorkerDied: the child ended by a signal or by itself.
        WorkerOverTime: it took longer than `limits.wall_s` and was ended.
        WorkerOverMemory: it asked for more memory than it may have.
        Cancelled: a person stopped it; the child is ended at once.
        Faults the function raised, as themselves; WorkerBug for its bugs.
    """
    with Pool(1, limits) as pool:
        return next(pool.map_ordered(function, [arguments], progress))


@dataclass
class _Order:
    number: int
    arguments: Sequence[Any]
    tries: int = 0


class Pool:
    """Persistent child processes behind walls; started with the first item, renewed every `renew` items.

    A child that dies on an item is replaced and the item is tried once more; then its fault belongs to that item.
    """

    def __init__(self, workers: int, limits: Limits | None = None, renew: int = 50) -> None:
        self._limits = limits or Limits()
        self._workers = max(1, workers)
        self._renew = renew
        self._idle: list[_Child] = []
        self._lock = threading.Lock()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the idle children; those at work belong to their call and end with it."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def map_ordered(
        self, function: Callable[..., R], items: Iterable[Sequence[Any]], progress: Progress | None = None
    ) -> Iterator[R]:
        """Yield one result an item, in order, each as soon as it and all before it are there.

        Items are argument lists. The fault of an item is raised at its turn; what runs after it is ended then.
        """
        for answer in self._answers(function, items, progress or Progress()):
            yield _opened(answer)

    def _answers(
        self, function: Callable[..., Any], items: Iterable[Sequence[Any]], progress: Progress
    ) -> Iterator[_Answer]:
        waiting = deque(_Order(number, arguments) for number, arguments in enumerate(items))
        total, turn = len(waiting), 0
        ready: dict[int, _Answer] = {}
        busy: dict[_Child, _Order] = {}
        try:
            while turn < total:
                progress.check()
                while waiting and len(busy) < self._workers and waiting[0].number < turn + 4 * self._workers:
                    child, order = self._take(), waiting.popleft()
                    child.order(function, order.arguments)
                    busy[child] = order
                self._collect(busy, waiting, ready)
                while turn in ready:
                    yield ready.pop(turn)
                    turn += 1
                    progress.say(turn, total)
        finally:
            for child in busy:
                child.kill()

    def _collect(self, busy: dict[_Child, _Order], waiting: deque[_Order], ready: dict[int, _Answer]) -> None:
        pipes = {child.pipe: child for child in busy}
        answered = {pipes[pipe] for pipe in wait(list(pipes), _TICK_S) if isinstance(pipe, Connection)}
        for child in list(busy):
            if child in answered:
                order, answer = busy.pop(child), child.answer()
            elif child.late:
                order, answer = busy.pop(child), ("fault", (WorkerOverTime, {"seconds": self._limits.wall_s}))
                child.kill()
            else:
                continue
            died = answer[0] == "fault" and answer[1][0] is WorkerDied and not child.process.is_alive()
            if died and order.tries == 0:
                order.tries = 1
                waiting.appendleft(order)
            else:
                ready[order.number] = answer
            self._give_back(child)

    def _take(self) -> _Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.process.is_alive():
                    return child
                child.kill()
        return _Child(self._limits)

    def _give_back(self, child: _Child) -> None:
        if not child.process.is_alive() or child.done >= self._renew:
            child.end()
            return
        with self._lock:
            self._idle.append(child)


# -- streams ----------------------------------------------------------------------------------------------------------

_GRACE_S = 3.0


def stream_limited(
    function: Callable[..., Iterator[R]], *arguments: object, limits: Limits | None = None,
    progress: Progress | None = None,
) -> Iterator[R]:
    """Run a module-level generator function in a fresh child and yield what it yields, as it comes.

    The function is called with the arguments and a Progress of its own, whose stop is set when a person cancels; a
    child that does not end within 3 s of that is ended, with every process it started. `limits.wall_s` is the longest
    silence between two signs of life.

    Raises:
        WorkerDied, WorkerOverTime (silence), Cancelled, the generator's own faults, WorkerBug.
    """
    walls, heard = limits or Limits(), progress or Progress()
    pipe, theirs = _context.Pipe()
    process = _context.Process(target=_pour, args=(theirs, walls, function, arguments), daemon=False)
    process.start()
    theirs.close()
    try:
        for kind, content in _poured(pipe, process, walls, heard):
            if kind == "told":
                heard.say(*content)
            elif kind == "item":
                yield content
            else:
                _opened((kind, content))
                return
    finally:
        _end_group(process)
        pipe.close()
    raise WorkerDied(signal=-(process.exitcode or 0))


def _poured(
    pipe: Connection, process: "SpawnProcess", limits: Limits, progress: Progress
) -> Iterator[tuple[str, Any]]:
    """Yield the child's messages until its pipe closes; raise when it is silent too long or told to stop."""
    alive = time.monotonic()
    while not progress.stop.is_set():
        if pipe.poll(_TICK_S):
            try:
                message: tuple[str, Any] = pipe.recv()
            except (EOFError, OSError):
                process.join(2)
                return
            alive = time.monotonic()
            yield message
        elif time.monotonic() - alive > limits.wall_s:
            raise WorkerOverTime(seconds=limits.wall_s)
    _ask_to_stop(pipe, process)
    progress.check()


def _ask_to_stop(pipe: Connection, process: "SpawnProcess") -> None:
    """Tell a child that a person has cancelled, and give it time to tell its device."""
    with contextlib.suppress(OSError):
        pipe.send("stop")
    until = time.monotonic() + _GRACE_S
    with contextlib.suppress(EOFError, OSError):
        while process.is_alive() and time.monotonic() < until:
            if pipe.poll(_TICK_S) and pipe.recv()[0] not in ("told", "item"):
                return


def _pour(pipe: Connection, limits: Limits, function: Callable[..., Iterator[Any]], arguments: Sequence[Any]) -> None:
    """Run the generator and send what it yields; the main function of a streaming child."""
    if sys.platform != "win32":
        os.setsid()
    _build_walls(limits)
    progress = Progress(tell=lambda *told: pipe.send(("told", told)))

    def listen() -> None:
        with contextlib.suppress(EOFError, OSError):
            pipe.recv()
        progress.stop.set()

    threading.Thread(target=listen, daemon=True).start()

    def all_of_it() -> None:
        for item in function(*arguments, progress):
            pipe.send(("item", item))

    with contextlib.suppress(OSError):
        pipe.send(_one_answer(all_of_it, ()))


def _end_group(process: "SpawnProcess") -> None:
    """End a child and every process it started; one that has ended by itself is only waited for."""
    if process.is_alive():
        process.join(0.2)
    if process.is_alive() and sys.platform != "win32" and process.pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.is_alive():
        process.kill()
    process.join(5)
