"""Fetch the pictures of an evening's stack, decoded and turned upright away from the window's thread."""

from collections import deque

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desk.model.people import Session
from desk.model.values import Digest
from desk.ports import Desk
from desk.work.evening_look import side_with_reading
from ui.models.evening import EveningModel
from ui.models.evening_rows import SideRow
from ui.views.pictures import load_picture
from ui.views.stack_model import PictureKey, StackModel, picture_key

THUMB_PX = 200
"""Longer side of a small picture: 94 px of a cell on a screen of double density."""

PAGE_PX = 1400
"""Longer side of the page that is asked about."""

_AT_ONCE = 4
_QUEUE = 96
_KEPT = 10


class StackPictures(QObject):
    """Answer a stack's wishes for pictures, those wanted last first, a few at a time on one thread.

    Signals:
        page_came: place of the side whose large picture is there now.
    """

    page_came = Signal(int)

    def __init__(self, evening: EveningModel, rows: StackModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._evening, self._rows = evening, rows
        self._wanted: deque[PictureKey] = deque()
        self._under_way = False
        self._pages: dict[PictureKey, QImage] = {}
        self._asked: PictureKey | None = None
        rows.picture_wanted.connect(self._want)

    def page(self, row: SideRow) -> QImage | None:
        """Return the large picture of a side; asks for it when it is not there."""
        key = picture_key(row)
        found = self._pages.get(key)
        if found is None and self._asked != key:
            self._asked = key
            self._fetch_page(key)
        return found

    def clear(self) -> None:
        """Let go of the pictures of a stack that was laid aside."""
        self._wanted.clear()
        self._pages.clear()
        self._asked = None

    def _want(self, key: object) -> None:
        if isinstance(key, PictureKey):
            self._wanted.append(key)
            while len(self._wanted) > _QUEUE:
                self._rows.give_up(self._wanted.popleft())
            self._go_on()

    def _go_on(self) -> None:
        desk, who, batch = self._evening.window.session.desk, self._evening.window.session.who, self._evening.batch
        if self._under_way or not self._wanted or desk is None or who is None or batch is None:
            return
        some = [self._wanted.pop() for _ in range(min(_AT_ONCE, len(self._wanted)))]
        self._under_way = True
        self._evening.window.runner.work(
            lambda _progress: [(key, load_side(desk, who, batch.id, key, THUMB_PX)) for key in some],
            self._take, lambda _failure: self._lost(some),
        )  # fmt: skip

    def _take(self, found: list[tuple[PictureKey, QImage]]) -> None:
        self._under_way = False
        for key, picture in found:
            self._rows.set_picture(key, picture)
        self._go_on()

    def _lost(self, some: list[PictureKey]) -> None:
        """Have them asked for again when they are next in sight."""
        self._under_way = False
        for key in some:
            self._rows.give_up(key)
        self._go_on()

    def _fetch_page(self, key: PictureKey) -> None:
        desk, who, batch = self._evening.window.session.desk, self._evening.window.session.who, self._evening.batch
        if desk is None or who is None or batch is None:
            return

        def take(picture: QImage) -> None:
            self._pages[key] = picture
            while len(self._pages) > _KEPT:
                self._pages.pop(next(iter(self._pages)))
            self.page_came.emit(key.place)

        def lost(_failure: object) -> None:
            if self._asked == key:
                self._asked = None

        self._evening.window.runner.work(lambda _progress: load_side(desk, who, batch.id, key, PAGE_PX), take, lost)


def load_side(desk: Desk, who: Session, batch: int, key: PictureKey, side_px: int) -> QImage:
    """Decode a side upright, as far as it was read; called on a thread of the runner."""
    stands = 0
    if key.read:
        side = side_with_reading(desk, who, batch, key.place)
        if side is not None and side.reading is not None:
            stands = side.reading.rotation or 0
    return load_picture(desk.store.path(Digest(key.digest)), side_px, (key.turn - stands) % 360)
