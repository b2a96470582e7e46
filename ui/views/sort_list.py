"""Sort pages among papers in a list of thumbnails: drag them, with a bar where they would come to lie."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.views.stack_drag import count_block
from ui.views.theme import theme
from ui.views.thumb_model import ThumbHead, ThumbPage, ThumbRoom
from ui.views.thumbs import ThumbList

MIME = "application/x-saoy-pages"
"""What a drag of pages carries: their keys, a line each; only lists of the same window take them."""

_BAR = 3


@dataclass(frozen=True)
class DropPlace:
    """Where pages would come to lie: before or `behind` a page, or in the empty place of a key."""

    key: str
    behind: bool = False


class SortList(ThumbList):
    """Let pages be carried to another place among those listed.

    Attributes:
        lit: Key of the empty place something is held over, "" for none.

    Signals:
        dropped: keys of pages as a tuple, and the `DropPlace`.
    """

    dropped = Signal(object, object)

    def __init__(self, *, wide_px: int = 68) -> None:
        super().__init__(wide_px=wide_px)
        self.lit = ""
        self._drop: DropPlace | None = None
        self.pages().draggable = True
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)

    def hold(self, keys: frozenset[str]) -> None:
        """Dim pages that are carried or wait to be put down; empty = none."""
        self.held = keys
        self.viewport().update()

    def show_drop(self, drop: DropPlace | None) -> None:
        """Show where pages would come to lie."""
        self._drop = drop
        self.lit = drop.key if drop is not None and isinstance(self._row(drop.key), ThumbRoom) else ""
        self.viewport().update()

    def place_at(self, at: QPoint) -> DropPlace | None:
        """Return where pages dropped at a point of the viewport would come to lie, None over nothing."""
        model = self.pages()
        best: tuple[float, DropPlace] | None = None
        for number in range(model.rowCount()):
            index = model.index(number)
            row, rect = model.row(index), self.visualRect(index)
            if not rect.top() <= at.y() <= rect.bottom():
                continue
            if isinstance(row, ThumbRoom):
                return DropPlace(row.key)
            if isinstance(row, ThumbHead):
                return self._first_of(number)
            far = abs(rect.center().x() - at.x())
            if row.state != "arriving" and (best is None or far < best[0]):
                best = far, DropPlace(row.key, at.x() > rect.center().x())
        return best[1] if best is not None else None

    def _first_of(self, head: int) -> DropPlace | None:
        model = self.pages()
        after = model.row(model.index(head + 1)) if head + 1 < model.rowCount() else None
        return None if after is None or isinstance(after, ThumbHead) else DropPlace(after.key)

    def _row(self, key: str) -> object:
        place = self.pages().place_of(key)
        return self.pages().row(self.pages().index(place)) if place is not None else None

    # -- drag --------------------------------------------------------------------------------------------------------

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Carry the chosen pages, drawn as how many they are."""
        del supported
        keys = [key for key in self.chosen() if isinstance(self._row(key), ThumbPage)]
        if not keys:
            return
        self.hold(frozenset(keys))
        data = QMimeData()
        data.setData(MIME, "\n".join(keys).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(count_block(len(keys)))
        drag.exec(Qt.DropAction.MoveAction)
        self._end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pages of this list."""
        if event.mimeData().hasFormat(MIME) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the pages would come to lie; near an edge the list scrolls."""
        super().dragMoveEvent(event)
        self.show_drop(self.place_at(event.position().toPoint()))
        if self._drop is not None and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the bar away."""
        super().dragLeaveEvent(event)
        self.show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped where."""
        where = self.place_at(event.position().toPoint())
        keys = tuple(key for key in bytes(event.mimeData().data(MIME).data()).decode().split("\n") if key)
        self._end()
        if where is not None and keys and where.key not in keys:
            event.acceptProposedAction()
            self.dropped.emit(keys, where)
        else:
            event.ignore()

    def _end(self) -> None:
        self.hold(frozenset())
        self.show_drop(None)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages, then the bar that says where those carried would come to lie."""
        super().paintEvent(event)
        drop = self._drop
        place = self.pages().place_of(drop.key) if drop is not None else None
        if drop is None or place is None or self.lit:
            return
        rect = QRectF(self.visualRect(self.pages().index(place)))
        x = rect.right() if drop.behind else rect.left()
        painter = QPainter(self.viewport())
        painter.fillRect(QRectF(x - _BAR / 2, rect.top() + 6, _BAR, rect.height() - 12), theme().colour("accent"))
        painter.end()


def sort_list(parent: QWidget | None = None) -> SortList:
    """Make the list of a side panel 216 px wide: two pictures of 68 px in a row."""
    made = SortList()
    made.setParent(parent)
    return made
