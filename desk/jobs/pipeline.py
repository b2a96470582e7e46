"""Two pools at once: one takes things apart, the other works on the parts that have come while the rest is to come."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from desk.errors import WorkerOverTime
from desk.jobs.answers import Answer, opened
from desk.jobs.pool import AHEAD, TICK_S, Pool, PoolRun, died
from desk.jobs.progress import Progress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from desk.jobs.child import Child

R = TypeVar("R")

A_PART_S = 0.3
"""Seconds that each part adds to those of its order: others work at the same time, and part by part shows no hang."""


class Parts:
    """What a generator function yields for one order after the other, in one child of a pool.

    An order has its pool's seconds in all, and `A_PART_S` for each part.

    Args:
        pool: The pool whose child takes apart.
        function: A module-level generator function.
        orders: Its arguments, order by order.
    """

    def __init__(self, pool: Pool, function: Callable[..., Iterator[Any]], orders: Iterable[Sequence[Any]]) -> None:
        self._pool, self._function = pool, function
        self._orders = deque(orders)
        self._child: Child | None = None
        self._came, self._tried = 0, False
        self._begin()

    @property
    def over(self) -> bool:
        """Tell whether all parts have been taken."""
        return not self._orders

    @property
    def pipes(self) -> "list[Connection]":
        """What to wait on for the next part."""
        return [] if self._child is None else [self._child.pipe]

    def take(self) -> list[Any]:
        """Return the parts that have come since; raises the fault of an order as itself."""
        came = []
        while self._child is not None and self._child.heard():
            kind, content = answer = self._child.answer()
            if kind == "item":
                self._came += 1
                came.append(content)
            else:
                self._close(answer)
        if self._child is not None and self._child.late_in_all(A_PART_S * self._came):
            raise WorkerOverTime(seconds=self._pool.limits.wall_s)
        return came

    def all(self, progress: Progress | None = None) -> Iterator[Any]:
        """Yield the parts as they come, for who takes them all himself; raises the fault of an order as itself.

        Raises:
            Cancelled: a person stopped it; the child is ended at once.
        """
        from multiprocessing.connection import wait

        told = progress or Progress()
        try:
            while not self.over:
                told.check()
                wait(self.pipes, TICK_S)
                yield from self.take()
        finally:
            self.end()

    def end(self) -> None:
        """End what is still at work."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _begin(self) -> None:
        self._came = 0
        if self._orders:
            self._child = self._child or self._pool.take()
            self._child.order(self._function, self._orders[0])

    def _close(self, answer: Answer) -> None:
        """End an order; one whose child died before the first part is tried once more."""
        if died(answer) and not self._came and not self._tried:
            self._tried = True
            self.end()
        else:
            opened(answer)
            self._orders.popleft()
            self._tried = False
        if not self._orders and self._child is not None:
            self._pool.give_back(self._child)
            self._child = None
        self._begin()


def map_parts(
    parts: Parts,
    pool: Pool,
    function: Callable[..., R],
    order_of: Callable[[Any], Sequence[Any]],
    progress: Progress | None = None,
) -> Iterator[R]:
    """Yield what `function` makes of each part, in order, each as soon as it and all before it are there.

    A fault of taking apart is raised as soon as it is known, one of a part at its turn; what runs then is ended.

    Args:
        parts: What comes.
        pool: Whose children work on the parts; its faults are those of `Pool.map_ordered`.
        function: A module-level function.
        order_of: Gives the arguments of `function` for a part.
        progress: Told parts done and parts known; as long as more may come, one more than are done.
    """
    told, turn, known = progress or Progress(), 0, 0
    ready: dict[int, Answer] = {}
    run = PoolRun(pool, function)
    try:
        while turn < run.total or not parts.over:
            told.check()
            for part in parts.take():
                run.add(order_of(part))
            run.feed(turn + AHEAD * pool.workers)
            ready.update(run.collect(parts.pipes))
            while turn in ready:
                value: R = opened(ready.pop(turn))
                turn += 1
                known = max(run.total, turn + (not parts.over))
                told.say(turn, known)
                yield value
        if known > turn:
            told.say(turn, turn)
    finally:
        run.end()
        parts.end()
