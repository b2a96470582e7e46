"""Drag sides of a stack between papers: a block with their count, a bar where they would come to lie."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView

from ui.views.parts.paint import draw_box
from ui.views.stack_model import MIME
from ui.views.theme import theme

_BLOCK_WIDE, _BLOCK_TALL = 56, 40


class DragView(QAbstractItemView):
    """Carry chosen sides and take them where they are dropped.

    Attributes:
        held: Places of sides that are dimmed: carried, or cut out to be put down elsewhere.
        drop: The side the carried ones would come to lie before, minus the one they would follow, None = nowhere.

    Signals:
        dropped: places of sides as a tuple, and where, as `drop`.
    """

    dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.held: frozenset[int] = frozenset()
        self.drop: int | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def hold(self, places: frozenset[int]) -> None:
        """Dim sides that wait to be put down; empty = none."""
        self.held = places
        self.viewport().update()

    def chosen(self) -> list[int]:
        """Return the places of the sides chosen."""
        raise NotImplementedError

    def side_at(self, at: QPoint) -> int | None:
        """Return the side that a point lies before, or minus the one it lies behind; None over nothing."""
        raise NotImplementedError

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Carry the chosen sides, drawn as how many they are."""
        del supported
        indexes = [index for index in self.selectedIndexes() if index.isValid()]
        if indexes:
            self.held = frozenset(self.chosen())
            drag = QDrag(self)
            drag.setMimeData(self.model().mimeData(indexes))
            drag.setPixmap(count_block(len(indexes)))
            drag.exec(Qt.DropAction.MoveAction)
            self._end_drag()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take sides of this stack."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the sides would come to lie."""
        self.drop = self.side_at(event.position().toPoint())
        self.viewport().update()
        if self.drop is not None and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the insertion bar away."""
        super().dragLeaveEvent(event)
        self.drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped where."""
        target = self.side_at(event.position().toPoint())
        told = bytes(event.mimeData().data(MIME).data()).decode()
        places = tuple(int(word) for word in told.split(",") if word)
        self._end_drag()
        if target is not None and places and abs(target) not in places:
            event.acceptProposedAction()
            self.dropped.emit(places, target)

    def _end_drag(self) -> None:
        self.held, self.drop = frozenset(), None
        self.viewport().update()


def count_block(count: int) -> QPixmap:
    """Draw what is carried: a block with the count of sides."""
    now = theme()
    block = QPixmap(now.px(_BLOCK_WIDE), now.px(_BLOCK_TALL))
    block.fill(Qt.GlobalColor.transparent)
    painter = QPainter(block)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_box(painter, QRectF(block.rect()), now.colour("accent"), None, now.radius("control"))
    painter.setFont(now.font("heading"))
    painter.setPen(now.colour("on-accent"))
    painter.drawText(block.rect(), Qt.AlignmentFlag.AlignCenter, str(count))
    painter.end()
    return block
