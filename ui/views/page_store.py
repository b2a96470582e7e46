"""Keep the pages of papers near the one that is looked at, decoded and levelled before they are turned to."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desk.model.paper import Page
from ui.models.window import WindowModel
from ui.views.pictures import PAGE_PX
from ui.views.upright import load_upright

KEPT = 6
"""Pages in memory, about 13 MB each: the one shown, its neighbours, and those compared with it."""

COARSE_PX = 877
"""Longer side of a page until the sharp one is there: a quarter of 300 dpi, which a JPEG gives quickly."""

SMALL_PX = 240
"""Longer side of a small picture in a list of pages."""

_REST_MS = 60
"""Sharp pages are made once nobody turned for so long: who leafs quickly sees each page coarse, and waits for none."""


class PageStore(QObject):
    """Fetch pages off the window's thread; what is no longer wanted when its turn comes is passed over.

    A page that is waited for comes coarse first and sharp soon after; its neighbours come sharp.

    Signals:
        came: the id of a page whose picture is there now; a null picture says that it cannot be shown.
        small_came: the id of a page, and its small picture.
    """

    came = Signal(int)
    small_came = Signal(int, QImage)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures: dict[int, QImage] = {}
        self._sharp: set[int] = set()
        self._order: Sequence[Page] = ()
        self._wanted: frozenset[int] = frozenset()
        self._under_way: set[int] = set()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._sharpen)

    def get(self, page: Page) -> QImage | None:
        """Return a page's picture if it has come."""
        return self._pictures.get(page.id)

    def want(self, pages: Sequence[Page]) -> None:
        """Fetch these pages, the first first, which is waited for; all others may be let go of."""
        ids = frozenset(page.id for page in pages)
        again = ids == self._wanted
        self._order, self._wanted = pages, ids
        if pages and pages[0].id not in self._pictures:
            self._ask(pages[0], COARSE_PX)
        if not again:
            self._rest.start()

    def clear(self) -> None:
        """Let go of all pages: others are looked at."""
        self._pictures.clear()
        self._sharp.clear()
        self._order, self._wanted = (), frozenset()

    def ask_small(self, page: Page) -> None:
        """Fetch a page's small picture."""
        desk = self._model.session.desk
        if desk is not None:
            path = desk.store.path(page.digest)
            self._model.runner.work(
                lambda _p: load_upright(path, page, SMALL_PX),
                lambda small: self.small_came.emit(page.id, small), lambda _: None,
            )  # fmt: skip

    def _sharpen(self) -> None:
        """Fetch what is wanted and not sharp yet, one after the other: the page waited for is not held up by others."""
        left = next((one for one in self._order if one.id not in self._sharp), None)
        if left is not None and left.id not in self._under_way:
            self._under_way.add(left.id)
            self._ask(left, PAGE_PX)

    def _ask(self, page: Page, side_px: int) -> None:
        desk = self._model.session.desk
        if desk is None:
            return
        path, sharp = desk.store.path(page.digest), side_px == PAGE_PX

        def load(_progress: object) -> QImage | None:
            needed = page.id in self._wanted and (sharp or page.id not in self._pictures)
            return load_upright(path, page, side_px) if needed else None

        def take(found: QImage | None) -> None:
            if sharp:
                self._under_way.discard(page.id)
            if found is not None and page.id in self._wanted and (sharp or page.id not in self._pictures):
                self._keep(page, found, sharp=sharp)
            if sharp and not self._rest.isActive():
                self._sharpen()

        self._model.runner.work(load, take, lambda _: take(QImage()))

    def _keep(self, page: Page, found: QImage, *, sharp: bool) -> None:
        if sharp:
            self._sharp.add(page.id)
        elif found.isNull():
            return  # the sharp one tells whether it can be shown at all
        self._pictures[page.id] = found
        spare = [one for one in self._pictures if one not in self._wanted]
        for one in spare[: max(0, len(self._pictures) - KEPT)]:
            del self._pictures[one]
            self._sharp.discard(one)
        self.came.emit(page.id)
