"""Reading sides while the next ones still come (đọc trước): else the readers wait for the last sheet of the feeder."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event, Thread

from desk.errors import FAULTS
from desk.jobs import Progress, milestone
from desk.model.evening import Side
from desk.ports import Desk
from desk.work.evening_side import as_read, side_image
from ocr.page import PageImage


class Ahead:
    """Reads the sides of a stack that are in their batch already, on a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._coming: SimpleQueue[Side | None] = SimpleQueue()
        self._ended = Event()
        self._progress = Progress()
        self._thread = Thread(target=self._work, name="evening-ahead", daemon=True)

    def take(self, side: Side) -> None:
        """Read a side as soon as those before it are; one with letters of its own is left to the run."""
        if not side.own:
            self._coming.put(side)

    def start(self) -> None:
        """Begin to wait for sides."""
        self._thread.start()

    def end(self, *, at_once: bool = False) -> None:
        """Begin nothing more, and wait for the sides in hand, or end those too."""
        self._ended.set()
        if at_once:
            self._progress.stop.set()
        self._coming.put(None)
        self._thread.join()

    def _work(self) -> None:
        while not self._ended.is_set() and (side := self._coming.get()) is not None:
            try:
                self._read_on(side)
            except FAULTS:
                return  # the run meets it again, and tells it with its side

    def _read_on(self, first: Side) -> None:
        """Read a side and those behind it, in one stream for as long as the next is there when a reader is free."""
        in_hand: deque[Side] = deque()

        def images() -> Iterator[PageImage]:
            side: Side | None = first
            while side is not None:
                in_hand.append(side)
                yield side_image(self._desk, side)
                side = self._next()

        for reading in self._desk.reader.read(images(), self._progress):
            side = in_hand.popleft()
            with self._desk.unit() as uow:
                uow.evenings.update_side(as_read(side, reading))
                uow.commit()
            milestone("side-read-ahead")

    def _next(self) -> Side | None:
        """Return the side that comes next when it is there already and more is to be begun."""
        if self._ended.is_set():
            return None
        try:
            return self._coming.get_nowait()
        except Empty:
            return None


@contextmanager
def reading_ahead(desk: Desk) -> Iterator[Ahead]:
    """Have the sides read that its `take` is told of; what was read is kept however the coming ends."""
    ahead = Ahead(desk)
    ahead.start()
    try:
        yield ahead
    except BaseException:
        ahead.end(at_once=True)
        raise
    ahead.end()
