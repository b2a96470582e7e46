"""A child that tells while it works: what a generator yields, over a pipe, with a watchdog on its silence."""

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from desk.errors import Cancelled, WorkerOverTime
from desk.jobs.answers import answer_of, opened, send_answer, unpacked
from desk.jobs.child import READY, STANDING, Child
from desk.jobs.pool import TICK_S
from desk.jobs.progress import Progress
from desk.jobs.walls import Limits, build_walls, wind_up

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

R = TypeVar("R")

GRACE_S = 3.0
"""How long a cancelled child may put its things in order before it is ended."""


class StandBy:
    """Keeps one child ready for the stream that comes next: started, its libraries loaded, its first questions asked.

    Args:
        limits: The walls of the child, as for `stream_limited`.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: Child | None = None
        self._lock = threading.Lock()

    def get_ready(self, function: Callable[..., None], *arguments: object) -> None:
        """Have a child do what the next stream needs first; nobody waits for it."""
        with self._lock:
            if self._child is None or not self._child.process.is_alive():
                self._end()
                self._child = Child(pour, self._limits)
            self._child.stand_by(function, arguments)

    def take(self) -> Child | None:
        """Return the child that is ready, for one stream; None when there is none."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None and not child.process.is_alive():
            child.kill()
            return None
        return child

    def close(self) -> None:
        """End the child that waits."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


def stream_limited(
    function: Callable[..., Iterator[R]],
    *arguments: object,
    limits: Limits | None = None,
    progress: Progress | None = None,
    child: Child | None = None,
) -> Generator[R, None, None]:
    """Run a module-level generator function in a fresh child and yield what it yields, as it comes.

    With `child`, one that stood by is used; its walls count.

    The function is called with the arguments and a Progress of its own, whose `stop` is set when a person cancels and
    whose `say` arrives here. A child that does not end within 3 s of a cancel is ended, with every process it started;
    what it still yields until then is yielded. The child of a stream that is left early gets the same 3 s.
    `limits.wall_s` is the longest silence between two signs of life.

    Raises:
        WorkerDied: the child ended by itself. WorkerOverTime: it was silent too long. Cancelled.
        The generator's own faults, as themselves; WorkerBug for its bugs.
    """
    told = progress or Progress()
    told.check()
    child = child or Child(pour, limits or Limits())
    try:
        child.order(function, arguments)
        for kind, content in _messages(child, told):
            if kind == "told":
                told.say(*content)
            elif kind == "item":
                yield content
            else:
                opened((kind, content))
                told.check()
                return
    except (Cancelled, WorkerOverTime):
        child.kill()
        raise
    finally:
        child.end(GRACE_S)


def _messages(child: Child, progress: Progress) -> Iterator[tuple[str, Any]]:
    """Yield the child's messages; raise when it is silent too long, or slow to stop."""
    stopping = 0.0
    while True:
        if child.heard(TICK_S):
            yield child.answer()
        now = time.monotonic()
        if progress.stop.is_set() and not stopping:
            stopping = now
            child.tell("stop")
        if stopping and now - stopping > GRACE_S:
            raise Cancelled
        if child.late:
            raise WorkerOverTime(seconds=child.limits.wall_s)


def pour(pipe: "Connection", limits: Limits, parent: int) -> None:
    """Run the ordered generator and send what it yields; the main function of a streaming child.

    What comes before as a thing to stand by for is done, whatever becomes of it, and answered by a word.
    """
    build_walls(limits, parent)
    wind_up(limits)
    progress = Progress(tell=lambda *told: send_answer(pipe, ("told", told)))

    def all_of_it() -> None:
        function, arguments = unpacked(order)
        for item in function(*arguments, progress):
            send_answer(pipe, ("item", item))

    def listen() -> None:
        with contextlib.suppress(EOFError, OSError):
            pipe.recv()
        progress.stop.set()

    with contextlib.suppress(EOFError, OSError):
        send_answer(pipe, READY)
        order = pipe.recv_bytes()
        while _stood_by(order):
            send_answer(pipe, READY)
            order = pipe.recv_bytes()
        threading.Thread(target=listen, daemon=True).start()
        send_answer(pipe, answer_of(all_of_it, ()))


def _stood_by(order: bytes) -> bool:
    """Do an order to stand by; False when it is a stream, which is not begun here."""
    try:
        function, arguments, *stand_by = unpacked(order)
        if stand_by:
            function(*arguments)
    except Exception:  # noqa: BLE001 -- what cannot be made ready is met again, and told, by the stream itself
        return STANDING in order
    return bool(stand_by)
