"""List rows that a delegate paints itself: one marked at a time, its ground, and a ring while it has the keyboard."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate

from ui.views.parts.paint import draw_box, draw_ring, painter_for
from ui.views.theme import theme

_SIDE = 2


class PaintedList(QListView):
    """List rows below each other, as wide as the list; long lists scroll smoothly."""

    def __init__(self, delegate: type[QStyledItemDelegate], ring_px: int | None = 3) -> None:
        """Make a list.

        Args:
            delegate: what paints a row.
            ring_px: how far the focus ring stands in from the marked row's top and bottom; None where the delegate
                itself shows who has the keyboard.
        """
        super().__init__()
        self._ring_px = ring_px
        self.setItemDelegate(delegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the focus ring round the marked one."""
        super().paintEvent(event)
        index = self.currentIndex()
        if self._ring_px is not None and self.hasFocus() and index.isValid():
            painter = painter_for(self.viewport())
            rect = QRectF(self.visualRect(index)).adjusted(_SIDE, self._ring_px, -_SIDE, -self._ring_px)
            draw_ring(painter, rect, theme().radius("control"))
            painter.end()


def draw_row_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    """Paint the ground of a row that is marked or under the mouse; nothing for another."""
    now = theme()
    if state & QStyle.StateFlag.State_Selected:
        width = 3 if now.high_contrast else 1
        draw_box(painter, rect, now.colour("soft"), now.colour("accent"), now.radius("control"), width)
    elif state & QStyle.StateFlag.State_MouseOver:
        draw_box(painter, rect, now.colour("sunken"), None, now.radius("control"))
