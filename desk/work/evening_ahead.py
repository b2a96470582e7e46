"""Reading sides while the next ones still come (đọc trước): else the readers wait for the last sheet of the feeder."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event, Thread

from desk.errors import FAULTS
from desk.jobs import Progress, milestone
from desk.model.evening import Side
from desk.ports import Desk
from desk.work.evening_side import as_read, side_image

_AT_ONCE = 12
"""Sides that are read in one stream, at most: enough to keep every reader busy, few to wait for at the end."""


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
        while (some := self._at_hand()) and not self._ended.is_set():
            try:
                self._read(some)
            except FAULTS:
                return  # the run meets it again, and tells it with its side

    def _at_hand(self) -> list[Side]:
        """Wait for a side; return it with those behind it that are there already. Empty = none will come."""
        side, some = self._coming.get(), list[Side]()
        while side is not None:
            some.append(side)
            if len(some) == _AT_ONCE:
                return some
            try:
                side = self._coming.get_nowait()
            except Empty:
                return some
        self._ended.set()
        return some

    def _read(self, some: list[Side]) -> None:
        images = [side_image(self._desk, side) for side in some]
        for side, reading in zip(some, self._desk.reader.read(images, self._progress), strict=True):
            with self._desk.unit() as uow:
                uow.evenings.update_side(as_read(side, reading))
                uow.commit()
            milestone("side-read-ahead")


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
