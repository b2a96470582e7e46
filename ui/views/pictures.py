"""Fetch small pictures of papers and whole pages, decoded and turned upright away from the window's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QTransform

from desk.model.paper import Page
from desk.ports import Desk
from desk.work.counter import paper
from ui.models.window import WindowModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SMALL_PX = 264
"""Longer side of a small picture: 66 px of a slot at 200 % on a screen of double density."""

PAGE_PX = 2200
"""Longer side of a page to be looked at; 300 dpi of A4 is 3508."""


FIRST_PX = 800
"""Longer side that a page has at least when it is shown at once and sharpened after."""


def load_quickly(path: Path, turn: int = 0) -> QImage:
    """Decode a page at the smallest eighth, quarter or half of its size that fills a window; a JPEG takes a third so.

    Called on a thread of the runner.
    """
    size = QImageReader(str(path)).size()
    longest = max(size.width(), size.height())
    part = next((part for part in (8, 4, 2) if longest // part >= FIRST_PX), 1)
    return load_picture(path, longest // part if part > 1 else PAGE_PX, turn)


def load_picture(path: Path, side_px: int, turn: int = 0) -> QImage:
    """Decode a picture file no larger than needed, and turn it clockwise by quarter turns; null if it cannot be.

    Called on a thread of the runner.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(False)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side_px:
        reader.setScaledSize(size.scaled(QSize(side_px, side_px), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if turn % 360 and not picture.isNull():
        picture = picture.transformed(QTransform().rotate(turn))
    return for_screen(picture)


def small_of(picture: QImage) -> QImage:
    """Return the small picture of a page for a list of pages; a null one of a null one.

    Called on a thread of the runner.
    """
    tall = min(SMALL_PX, picture.height())
    return picture.scaledToHeight(tall, Qt.TransformationMode.SmoothTransformation) if tall else picture


def for_screen(picture: QImage) -> QImage:
    """Return a picture in the form that is shown as it is: else the window's thread would change it at every turn.

    Called on a thread of the runner.
    """
    clear = QImage.Format.Format_ARGB32_Premultiplied
    return picture.convertToFormat(clear if picture.hasAlphaChannel() else QImage.Format.Format_RGB32)


def upright_turn(page: Page) -> int:
    """Return the quarter turns clockwise that show a page upright."""
    stands = page.reading.rotation if page.reading is not None and page.reading.rotation is not None else 0
    return (page.hint + page.turn - stands) % 360


def load_pages(desk: Desk, document: int, side_px: int, limit: int | None = None) -> list[QImage]:
    """Decode the pages of a document upright; called on a thread of the runner."""
    pages: Sequence[Page] = paper(desk, document).pages[:limit]
    return [load_picture(desk.store.path(page.digest), side_px, upright_turn(page)) for page in pages]


class SmallPictures(QObject):
    """Keep the small pictures of first pages by document; asks once for each.

    Signals:
        came: the number of the document whose picture is there now.
    """

    came = Signal(int)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures: dict[int, QImage | None] = {}

    def get(self, document: int | None) -> QImage | None:
        """Return the picture if it has come, else ask for it and return None."""
        if not document:
            return None
        if document not in self._pictures:
            self._pictures[document] = None
            self._ask(document)
        return self._pictures[document]

    def forget(self, document: int) -> None:
        """Let go of a picture that was turned or replaced."""
        self._pictures.pop(document, None)

    def clear(self) -> None:
        """Let go of all pictures."""
        self._pictures.clear()

    def _ask(self, document: int) -> None:
        desk = self._model.session.desk
        if desk is None:
            return
        hear: Callable[[list[QImage]], None] = lambda found: self._take(document, found)  # noqa: E731 -- typed for mypy
        self._model.runner.work(lambda _progress: load_pages(desk, document, SMALL_PX, 1), hear, lambda _: None)

    def _take(self, document: int, found: list[QImage]) -> None:
        if found and not found[0].isNull():
            self._pictures[document] = found[0]
            self.came.emit(document)
