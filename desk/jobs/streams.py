"""A child that tells while it works: what a generator yields, over a pipe, with a watchdog on its silence."""

import contextlib
import multiprocessing
import threading
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from desk.errors import Cancelled, WorkerOverTime
from desk.jobs.answers import answer_of, opened, send_answer
from desk.jobs.child import READY, Child
from desk.jobs.pool import TICK_S
from desk.jobs.progress import Progress
from desk.jobs.walls import Limits, build_walls, wind_up

R = TypeVar("R")

GRACE_S = 3.0
"""How long a cancelled child may put its things in order before it is ended."""


def stream_limited(
    function: Callable[..., Iterator[R]], *arguments: object, limits: Limits | None = None,
    progress: Progress | None = None,
) -> Generator[R, None, None]:
    """Run a module-level generator function in a fresh child and yield what it yields, as it comes.

    The function is called with the arguments and a Progress of its own, whose `stop` is set when a person cancels and
    whose `say` arrives here. A child that does not end within 3 s of a cancel is ended, with every process it started;
    what it still yields until then is yielded. The child of a stream that is left early gets the same 3 s.
    `limits.wall_s` is the longest silence between two signs of life.

    Raises:
        WorkerDied: the child ended by itself. WorkerOverTime: it was silent too long. Cancelled.
        The generator's own faults, as themselves; WorkerBug for its bugs.
    """
    walls, told = limits or Limits(), progress or Progress()
    told.check()
    child = Child(pour, walls)
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


def pour(pipe: Connection, limits: Limits, parent: int) -> None:
    """Run the ordered generator and send what it yields; the main function of a streaming child."""
    build_walls(limits, parent)
    wind_up(limits)
    progress = Progress(tell=lambda *told: send_answer(pipe, ("told", told)))

    def all_of_it() -> None:
        function, arguments = multiprocessing.reduction.ForkingPickler.loads(order)
        for item in function(*arguments, progress):
            send_answer(pipe, ("item", item))

    def listen() -> None:
        with contextlib.suppress(EOFError, OSError):
            pipe.recv()
        progress.stop.set()

    with contextlib.suppress(EOFError, OSError):
        send_answer(pipe, READY)
        order = pipe.recv_bytes()
        threading.Thread(target=listen, daemon=True).start()
        send_answer(pipe, answer_of(all_of_it, ()))
