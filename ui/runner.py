"""Run the desk's verbs off the window's thread and bring results, progress and faults home to it.

Two kinds of work: `ask` is for verbs of the database, which run one after another on one thread; `work` is for long
work (scanning, reading, pictures), on a few others. Answers always arrive on the thread of the `Runner`, through a
queued signal, in the order they were made.
"""

import gc
import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk.errors import FAULTS, Cancelled
from desk.jobs import Progress
from desk.jobs.quiet import give_way_as_thread
from desk.model.events import Event
from desk.text import Language, Said, say

T = TypeVar("T")
_log = logging.getLogger(__name__)

LONG_THREADS = 6
"""Threads for long work, which mostly wait: for other processes, a scanner, a phone that stays for minutes."""

TOLD_S = 0.1
"""Progress reaches the window at most once in so many seconds."""

SWEEP_MS = 100
"""How often the window's thread looks whether garbage is to be collected: a little each time, or a frame waits."""

YOUNG, OFTEN, SELDOM = 700, 10, 60
"""Objects that are new, collections of those, and collections of what they left, after which the next is due."""

WHOLE_S = 600.0
"""How long looking at all there is waits for a moment without work: with a stack in hand it takes a dozen frames."""

SETTLED_MS = 4000
"""When a window stands: what there is then stays to the end, and is looked at no more."""

CLOSE_S = 3.0
"""How long `close` waits for work that was told to stop."""


@dataclass(frozen=True)
class Failure:
    """What a person is told when work did not succeed.

    Attributes:
        code: The fault's stable code; "bug" for an error of the program itself.
        retry: True when the same act may succeed later.
        report: The file a bug was written to.
        context: What filled the sentence; `kept` and `next` of scanner faults are read from it.
    """

    code: str
    said: Said
    retry: bool = False
    report: Path | None = None
    context: dict[str, object] = field(default_factory=dict)

    @property
    def cancelled(self) -> bool:
        """Tell whether a person stopped the work, which is nothing to be told of as a fault."""
        return self.code == Cancelled.code


class Job(Generic[T]):
    """One piece of work under way; `cancel` stops it between two items.

    Attributes:
        running: True until its end has been told on the window's thread.
        long: True for long work, which keeps each piece as it comes.
    """

    def __init__(
        self,
        done: Callable[[T], None] | None,
        failed: Callable[[Failure], None] | None,
        told: Callable[[int, int, str], None] | None,
    ) -> None:
        self.done, self.failed, self.told = done, failed, told
        self.stop = threading.Event()
        self.running = True
        self.long = False

    def cancel(self) -> None:
        """Ask the work to stop; what it finished is kept, and `failed` hears of `Cancelled`."""
        self.stop.set()


class Sweeper(QObject):
    """Collect garbage on the window's thread alone, while other threads run Python.

    Python's collector runs in whichever thread makes the next object. A widget that is part of a cycle would then be
    destroyed away from the window's thread, which ends the program.
    """

    _holders: ClassVar[int] = 0
    _settled: ClassVar[bool] = False
    _at_work: ClassVar[int] = 0
    _whole_at: ClassVar[float] = 0.0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if Sweeper._holders == 0:
            if gc.isenabled():  # the entry point holds it from the first: then there are modules and no garbage yet
                gc.collect()
            gc.freeze()
            gc.disable()
            Sweeper._whole_at = time.monotonic()
        Sweeper._holders += 1
        self._timer = QTimer(self)
        self._timer.setInterval(SWEEP_MS)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()
        QTimer.singleShot(SETTLED_MS, self, self._settle)

    def end(self) -> None:
        """Give the collector back to Python once the last threads have ended.

        Widgets of cycles that are garbage by now are destroyed here, on the window's thread: Python's next collection
        may be in any. What was held from the beginning stays out of it, as it was.
        """
        if self._timer.isActive():
            self._timer.stop()
            Sweeper._holders -= 1
            if Sweeper._holders == 0:
                gc.collect()
                gc.enable()

    def _settle(self) -> None:
        """Take the window that was built out of the collections, once: looking at it all takes three frames."""
        if not Sweeper._settled:
            Sweeper._settled = True
            gc.freeze()

    @classmethod
    def hear(cls, at_work: int) -> None:
        """Be told how many pieces of work are under way: what takes long waits for none."""
        cls._at_work = at_work

    def _sweep(self) -> None:
        young, often, seldom = gc.get_count()
        waits = Sweeper._at_work and time.monotonic() - Sweeper._whole_at < WHOLE_S
        if seldom > SELDOM and not waits:
            Sweeper._whole_at = time.monotonic()
            gc.collect()
        elif often > OFTEN:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)


class Runner(QObject):
    """Own the threads of the window.

    Signals:
        happened: events of one committed unit of work, as a list of `desk.model.events.Event`.
        busy_changed: the number of verbs under way.
        failed: a `Failure` nobody asked to hear of.
    """

    happened = Signal(object)
    busy_changed = Signal(int)
    failed = Signal(object)
    _came = Signal(object)

    def __init__(self, language: Language = "vi", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language: Language = language
        self.reports: Path | None = None
        self._sweeper = Sweeper(self)
        self._jobs: set[Job[Any]] = set()
        self._short: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._long: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads = [self._start("verbs", self._short)]
        self._threads += [self._start(f"long-{n}", self._long) for n in range(LONG_THREADS)]
        self._came.connect(self._bring_home, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        verb: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> Job[T]:
        """Run a short verb on the database's thread; verbs run in the order they were asked."""
        job: Job[T] = Job(done, failed, None)
        self._take(job, self._short, verb)
        return job

    def work(
        self,
        verb: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
        told: Callable[[int, int, str], None] | None = None,
    ) -> Job[T]:
        """Run long work on another thread; `told` hears (done, total, what) at most ten times a second."""
        job: Job[T] = Job(done, failed, told)
        job.long = True
        teller = _Teller(lambda *far: self._send(lambda: job.told(*far) if job.told and job.running else None))
        progress = Progress(teller.tell, job.stop)

        def carry_out() -> T:
            try:
                return verb(progress)
            finally:
                teller.flush()

        self._take(job, self._long, carry_out)
        return job

    def homeward(self, hear: Callable[[T], None]) -> Callable[[T], None]:
        """Wrap a function of the window so that any thread may call it; it runs later, on the window's thread."""
        return lambda value: self._send(lambda: hear(value))

    def listen(self, events: Sequence[Event]) -> None:
        """Take the events of a committed unit of work, on any thread; append this to `Desk.listeners`."""
        kept = list(events)
        self._send(lambda: self.happened.emit(kept))

    @property
    def unsaved(self) -> int:
        """Return how many verbs of the database are under way: what they change is not durable yet."""
        return sum(not job.long for job in self._jobs)

    @property
    def busy(self) -> int:
        """Return how many verbs are under way or waiting."""
        return len(self._jobs)

    def close(self) -> None:
        """Stop all work between two items and end the threads; work that does not stop is left to the system."""
        for job in list(self._jobs):
            job.cancel()
            job.running = False
        self._jobs.clear()
        self._short.put(None)
        for _ in range(LONG_THREADS):
            self._long.put(None)
        until = time.monotonic() + CLOSE_S
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._sweeper.end()

    def failure(self, fault: BaseException) -> Failure:
        """Turn an exception into words; one that is no fault of the world is a bug, and is reported to a file."""
        if isinstance(fault, FAULTS):
            context = dict(getattr(fault, "context", {}))
            said = say(fault.code, context, self.language)
            return Failure(fault.code, said, retry=fault.retry, context=context)
        report = write_report(self.reports, fault)
        name = report.stem if report is not None else type(fault).__name__
        return Failure("bug", say("bug", {"code": name}, self.language), report=report)

    def _take(self, job: Job[T], line: "queue.SimpleQueue[Callable[[], None] | None]", verb: Callable[[], T]) -> None:
        self._jobs.add(job)
        self._tell_busy()

        def carry_out() -> None:
            if job.stop.is_set():
                self._end_badly(job, Cancelled())
                return
            try:
                value = verb()
            except Exception as fault:  # noqa: BLE001 -- the one place where a verb's faults and bugs come home
                self._end_badly(job, fault)
            else:
                self._send(lambda: self._end(job, lambda: job.done(value) if job.done else None))

        line.put(carry_out)

    def _tell_busy(self) -> None:
        Sweeper.hear(len(self._jobs))
        self.busy_changed.emit(len(self._jobs))

    def _end_badly(self, job: Job[T], fault: Exception) -> None:
        failure = self.failure(fault)
        hear = job.failed or self.failed.emit
        self._send(lambda: self._end(job, lambda: hear(failure)))

    def _end(self, job: Job[T], tell: Callable[[], None]) -> None:
        if not job.running:
            return
        job.running = False
        self._jobs.discard(job)
        try:
            tell()
        finally:
            self._tell_busy()

    def _send(self, act: Callable[[], object]) -> None:
        try:
            self._came.emit(act)
        except RuntimeError:
            _log.info("an answer came after the window had closed")

    def _bring_home(self, act: Callable[[], object]) -> None:
        act()

    def _start(self, name: str, line: "queue.SimpleQueue[Callable[[], None] | None]") -> threading.Thread:
        def run() -> None:
            give_way_as_thread()
            while (act := line.get()) is not None:
                act()

        thread = threading.Thread(target=run, name=f"saoy-{name}", daemon=True)
        thread.start()
        return thread


class _Teller:
    """Hold progress back to one telling in `TOLD_S`; the last one is never lost."""

    def __init__(self, send: Callable[[int, int, str], None]) -> None:
        self._send = send
        self._at = 0.0
        self._held: tuple[int, int, str] | None = None

    def tell(self, done: int, total: int, what: str) -> None:
        """Take one step of progress."""
        self._held = (done, total, what)
        if time.monotonic() - self._at >= TOLD_S:
            self.flush()

    def flush(self) -> None:
        """Send what was held back."""
        if self._held is not None:
            self._at = time.monotonic()
            held, self._held = self._held, None
            self._send(*held)


def write_report(folder: Path | None, bug: BaseException) -> Path | None:
    """Write where a bug happened to a file, and return it; None when there is no folder to write to.

    Only places in the program and names of exceptions are written: their texts may hold names of citizens.
    """
    _log.error("bug %s", type(bug).__name__)
    if folder is None:
        return None
    lines: list[str] = []
    cause: BaseException | None = bug
    while cause is not None:
        lines += [type(cause).__name__, *traceback.format_tb(cause.__traceback__), ""]
        cause = cause.__cause__ or cause.__context__
    report = folder / f"bug-{time.strftime('%Y%m%d-%H%M%S')}-{time.monotonic_ns() % 1000:03d}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        report.write_text("\n".join(lines), encoding="utf-8")
    except OSError:
        return None
    return report
