"""The loupe (kính lúp): a round glass at the pointer that shows the page 2.5 times as large."""

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from ui.views.page_items import PageItem

RADIUS, TIMES = 110, 2.5
_EDGE = 2


class Loupe:
    """Know where the glass is, and have no more painted anew than it covers or covered.

    Attributes:
        at: Its middle in px of the viewport, None when it is put away.
    """

    def __init__(self, viewport: QWidget, page: PageItem) -> None:
        self._viewport, self._page = viewport, page
        self.at: QPoint | None = None

    def move(self, at: QPoint | None) -> None:
        """Move the glass, or put it away with None."""
        before = self.area()
        self.at = at
        self._viewport.update(before.united(self.area()))

    def area(self) -> QRegion:
        """Return what the glass covers, in px of the viewport."""
        if self.at is None:
            return QRegion()
        side = 2 * (RADIUS + _EDGE)
        rect = QRect(0, 0, side, side)
        rect.moveCenter(self.at)
        return QRegion(rect)

    def paint(self, painter: QPainter, here: QPointF, zoom: float) -> None:
        """Paint the glass; `here` is its middle in the scene, `zoom` the viewer's."""
        if self.at is not None:
            self._page.paint_loupe(painter, QPointF(self.at), here, zoom * TIMES, RADIUS)
