"""Persistent children that do one item after the other, and the single call in a fresh child."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import length_hint
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from desk.errors import WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs.answers import Answer, fault_of, opened
from desk.jobs.child import Child, serve
from desk.jobs.progress import Progress
from desk.jobs.walls import Limits

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

R = TypeVar("R")

TICK_S = 0.05
"""How often a waiting parent looks at the clock and at the person's wish to stop."""

AHEAD = 4
"""Items a child is given before the first of them is asked for."""


def call_limited(
    function: Callable[..., R], *arguments: object, limits: Limits | None = None, progress: Progress | None = None
) -> R:
    """Call a module-level function in a fresh child behind walls and return what it returns; never tried twice.

    Raises:
        WorkerDied: the child ended by a signal or by itself.
        WorkerOverTime: it took longer than `limits.wall_s` or `limits.cpu_s` and was ended.
        WorkerOverMemory: it asked for more memory than it may have.
        Cancelled: a person stopped it; the child is ended at once.
        Faults the function raised, as themselves; WorkerBug for its bugs.
    """
    walls, told = limits or Limits(), progress or Progress()
    told.check()
    child = Child(serve, walls)
    try:
        child.order(function, arguments)
        while not child.heard(TICK_S):
            told.check()
            if child.late:
                raise WorkerOverTime(seconds=walls.wall_s)
        value: R = opened(child.answer())
        return value
    finally:
        child.kill()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What became of one item: its value, or the fault that is its own.

    Attributes:
        number: Place of the item in the list given, from 0.
    """

    number: int
    value: R | None
    fault: Exception | None

    def get(self) -> R:
        """Return the value, or raise the fault."""
        if self.fault is not None:
            raise self.fault
        return self.value  # type: ignore[return-value]  # None is here only when R allows it


@dataclass
class _Order:
    number: int
    arguments: Sequence[Any]
    tried: bool = False


class Pool:
    """Persistent child processes behind walls; started with the first item, renewed every `renew` items.

    A child that dies on an item is replaced and the item is tried once more; then its fault belongs to that item.
    Several threads may use one pool; each call has up to `workers` children at work.
    """

    def __init__(self, workers: int, limits: Limits | None = None, renew: int = 50) -> None:
        self.limits = limits or Limits()
        self.workers = max(1, workers)
        self._renew = renew
        self._idle: list[Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the idle children; those at work belong to their call and end with it.

        An idle child holds nothing that a slow good-bye would save, so it is ended at once.
        """
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()

    def map_ordered(
        self,
        function: Callable[..., R],
        items: Iterable[Sequence[Any]],
        progress: Progress | None = None,
        wall_s: float | None = None,
        total: int = 0,
    ) -> Iterator[R]:
        """Yield one result an item, in order, each as soon as it and all before it are there.

        The fault of an item is raised at its turn; what runs after it is ended then.

        Args:
            function: A module-level function.
            items: Its arguments, item by item; a few are taken before they are needed, the others not.
            progress: Told items done and items in all, and asked whether to go on.
            wall_s: Seconds of each item, instead of the pool's.
            total: How many items there are, where they cannot tell; 0 = as many as were taken, which grows.

        Raises:
            Faults of the function as themselves, WorkerDied (after the second try), WorkerOverTime, WorkerOverMemory,
            WorkerBug, Cancelled.
        """
        told, turn = progress or Progress(), 0
        ready: dict[int, Answer] = {}
        run, coming = PoolRun(self, function, wall_s=wall_s), iter(items)
        total = total or length_hint(items)
        try:
            while turn < run.add_from(coming, turn + AHEAD * self.workers):
                told.check()
                run.feed(run.total)
                ready.update(run.collect())
                while turn in ready:
                    value: R = opened(ready.pop(turn))
                    turn += 1
                    told.say(turn, max(total, run.total))
                    yield value
        finally:
            run.end()

    def map_unordered(
        self, function: Callable[..., R], items: Iterable[Sequence[Any]], progress: Progress | None = None
    ) -> Iterator[Outcome[R]]:
        """Yield what became of each item as it comes; a fault is the item's own and stops nothing else.

        Raises:
            Cancelled: a person stopped the work; what runs is ended at once.
        """
        told, done = progress or Progress(), 0
        run = PoolRun(self, function, items)
        try:
            while done < run.total:
                told.check()
                run.feed(run.total)
                for number, answer in run.collect().items():
                    done += 1
                    told.say(done, run.total)
                    yield Outcome(number, answer[1] if answer[0] == "value" else None, fault_of(answer))
        finally:
            run.end()

    def warm_up(self, function: Callable[[], None]) -> None:
        """Start a first child, when there is none, and have it do what every item needs before one is there."""
        with self._lock:
            if not self._idle and not self._closed:
                child = Child(serve, self.limits)
                child.warm_up(function)
                self._idle.append(child)

    def take(self) -> Child:
        """Return an idle child, or a new one."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.process.is_alive():
                    return child
                child.kill()
        return Child(serve, self.limits)

    def give_back(self, child: Child) -> None:
        """Keep a child for the next item, or end it when it is dead, used up or one too many."""
        with self._lock:
            wanted = not self._closed and len(self._idle) < self.workers and self.lasts(child)
            if wanted and child.process.is_alive():
                self._idle.append(child)
                return
        child.kill()

    def lasts(self, child: Child, more: int = 0) -> bool:
        """Tell whether a child that does so many more items may then have another one."""
        return child.done + more < self._renew


class PoolRun:
    """One call of a pool: what waits and what is at work; for this room alone."""

    def __init__(
        self,
        pool: Pool,
        function: Callable[..., Any],
        items: Iterable[Sequence[Any]] = (),
        wall_s: float | None = None,
    ) -> None:
        self._pool, self._function = pool, function
        self._wall_s = wall_s or pool.limits.wall_s
        self._waiting: deque[_Order] = deque()
        self._busy: dict[Child, deque[_Order]] = {}
        self.total = 0
        for arguments in items:
            self.add(arguments)

    def add(self, arguments: Sequence[Any]) -> None:
        """Have one more item wait."""
        self._waiting.append(_Order(self.total, arguments))
        self.total += 1

    def add_from(self, coming: Iterator[Sequence[Any]], until: int) -> int:
        """Have items wait below the number `until`, and return how many were taken in all."""
        for arguments in islice(coming, max(0, until - self.total)):
            self.add(arguments)
        return self.total

    def feed(self, until: int) -> None:
        """Give orders below the number `until` to as many children as the pool may have.

        Where many wait each child has the next one at hand as well, so that it need not wait for us between two.
        """
        while self._next_below(until) and len(self._busy) < self._pool.workers:
            child, order = self._pool.take(), self._waiting.popleft()
            self._busy[child] = deque([order])
            child.order(self._function, order.arguments, self._wall_s)
        for child, orders in self._busy.items():
            many = self._next_below(until) and len(self._waiting) > self._pool.workers
            if many and len(orders) == 1 and self._pool.lasts(child, more=len(orders)):
                orders.append(self._waiting.popleft())
                child.order_behind(self._function, orders[-1].arguments)

    def _next_below(self, until: int) -> bool:
        return bool(self._waiting) and self._waiting[0].number < until

    def collect(self, also: "Iterable[Connection]" = ()) -> dict[int, Answer]:
        """Wait a tick for answers, or for `also`, and return those that are final, by the number of their item."""
        from multiprocessing.connection import wait

        wait([*(child.pipe for child in self._busy), *also], TICK_S)
        final: dict[int, Answer] = {}
        for child, orders in list(self._busy.items()):
            if child.heard():
                answer = child.answer()
            elif child.late:
                answer = "fault", (WorkerOverTime, {"seconds": self._wall_s})
            else:
                continue
            order = orders.popleft()
            self._go_on(child, orders, answer)
            if died(answer) and not order.tried:
                order.tried = True
                self._waiting.appendleft(order)
            else:
                final[order.number] = answer
        return final

    def _go_on(self, child: Child, orders: deque[_Order], answer: Answer) -> None:
        """Keep a child at what it has at hand, put it away, or have others do it after an answer that tells it broken.

        Broken is one that died, hung or had no memory left.
        """
        if answer[0] == "fault" and answer[1][0] in (WorkerDied, WorkerOverTime, WorkerOverMemory):
            self._waiting.extendleft(reversed(orders))
            del self._busy[child]
            child.kill()
        elif not orders:
            del self._busy[child]
            self._pool.give_back(child)

    def end(self) -> None:
        """End what is still at work."""
        for child in self._busy:
            child.kill()
        self._busy.clear()


def died(answer: Answer) -> bool:
    """Tell whether an answer is a child's death by a signal or by itself."""
    return answer[0] == "fault" and answer[1][0] is WorkerDied and "signal" in answer[1][1]
