"""Keep the pages of papers near the one that is looked at, decoded and levelled before they are turned to."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desk.model.paper import Page
from ui.models.window import WindowModel
from ui.views.pictures import PAGE_PX
from ui.views.upright import load_upright

KEPT = 6
"""Pages in memory, about 13 MB each: the one shown, its neighbours, and those compared with it."""

COARSE_PX = 880
"""Longer side of a page until the sharp one is there: a quarter of 300 dpi, which a JPEG gives quickly."""

SMALL_PX = 240
"""Longer side of a small picture in a list of pages."""


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
        self._wanted: frozenset[int] = frozenset()
        self._under_way: set[int] = set()

    def get(self, page: Page) -> QImage | None:
        """Return a page's picture if it has come."""
        return self._pictures.get(page.id)

    def want(self, pages: Sequence[Page]) -> None:
        """Fetch these pages, the first first, which is waited for; all others may be let go of."""
        self._wanted = frozenset(page.id for page in pages)
        if pages and pages[0].id not in self._pictures:
            self._ask_coarse(pages[0])
        for page in pages:
            if page.id not in self._pictures and page.id not in self._under_way:
                self._ask(page)

    def forget(self, page: int) -> None:
        """Let go of a page that was turned or read anew."""
        self._pictures.pop(page, None)

    def clear(self) -> None:
        """Let go of all pages: others are looked at."""
        self._pictures.clear()
        self._wanted = frozenset()

    def ask_small(self, page: Page) -> None:
        """Fetch a page's small picture."""
        desk = self._model.session.desk
        if desk is not None:
            path = desk.store.path(page.digest)
            self._model.runner.work(
                lambda _p: load_upright(path, page, SMALL_PX),
                lambda small: self.small_came.emit(page.id, small), lambda _: None,
            )  # fmt: skip

    def _ask_coarse(self, page: Page) -> None:
        desk = self._model.session.desk
        if desk is None:
            return
        path = desk.store.path(page.digest)

        def load(_progress: object) -> QImage:
            needed = page.id in self._wanted and page.id not in self._pictures
            return load_upright(path, page, COARSE_PX) if needed else QImage()

        def take(found: QImage) -> None:
            if page.id not in self._pictures and not found.isNull():
                self._pictures[page.id] = found
                self.came.emit(page.id)

        self._model.runner.work(load, take, lambda _: None)

    def _ask(self, page: Page) -> None:
        desk = self._model.session.desk
        if desk is None:
            return
        self._under_way.add(page.id)
        path = desk.store.path(page.digest)

        def load(_progress: object) -> QImage | None:
            return load_upright(path, page, PAGE_PX) if page.id in self._wanted else None

        self._model.runner.work(load, lambda found: self._take(page, found), lambda _: self._take(page, QImage()))

    def _take(self, page: Page, found: QImage | None) -> None:
        self._under_way.discard(page.id)
        if found is None:
            self._pictures.pop(page.id, None)
            if page.id in self._wanted:
                self._ask(page)
            return
        self._pictures[page.id] = found
        spare = [one for one in self._pictures if one not in self._wanted]
        for one in spare[: max(0, len(self._pictures) - KEPT)]:
            del self._pictures[one]
        self.came.emit(page.id)
