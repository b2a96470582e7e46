"""Show rows in columns, dressed like everything else; the model fetches windows from the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.views.icons import TONE_ICON, draw_icon
from ui.views.parts.paint import draw_ring, elided, painter_for
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Tone

Index = QModelIndex | QPersistentModelIndex

TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 11
"""A model gives a `Tone` under this role to have a cell drawn with icon and colour."""

STRONG_ROLE = TONE_ROLE + 1
"""A model gives True under this role to have a cell drawn in weight 600."""

STRUCK_ROLE = TONE_ROLE + 2
"""A model gives True under this role to have a cell's words struck through and paler: no longer in force."""

_PAD, _ICON_PX, _BAR = 10, 14, 3


class RowDelegate(QStyledItemDelegate):
    """Paint a cell: hairline below, soft ground and an accent bar at the left when chosen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        now = theme()
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, now.colour("soft" if chosen else "surface"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, now.colour("line"))
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), _BAR, rect.height()),
                             now.colour("accent"))  # fmt: skip
        self._paint_words(painter, rect.adjusted(_PAD, 0, -_PAD, 0), index)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        now = theme()
        tone: Tone = index.data(TONE_ROLE) or "plain"
        strong = bool(index.data(STRONG_ROLE)) or tone != "plain"
        font = now.font("label", 600 if strong else 500)
        ink = now.colour("ink") if tone == "plain" else now.tone(tone)[0]
        if index.data(STRUCK_ROLE):
            font, ink = QFont(font), now.colour("ink2")
            font.setStrikeOut(True)
        if tone != "plain":
            side = now.px(_ICON_PX)
            at = rect.topLeft()
            at.setY(rect.center().y() - side / 2)
            draw_icon(painter, TONE_ICON[tone], at, ink, side)
            rect = rect.adjusted(side + 6, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(ink)
        place = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0))
        aligned = Qt.AlignmentFlag.AlignVCenter | (place & Qt.AlignmentFlag.AlignHorizontal_Mask)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(rect, aligned, elided(font, words, rect.width()))


class Table(QTableView):
    """Show a table model; arrows move, one row is chosen at a time."""

    def __init__(self, name: str, *, counter: bool = False, parent: QWidget | None = None) -> None:
        """Make a table.

        Args:
            name: what the table lists, for screen readers.
            counter: whether rows are 44 px high instead of 38.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._counter = counter
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RowDelegate(self))
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        theme().changed.connect(self._dress)  # the style sheet gives the head its former font back while it restyles
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new row height and head font when the application is restyled."""
        restyled = event.type() == QEvent.Type.StyleChange
        if restyled:
            self._dress()
        super().changeEvent(event)
        if restyled:
            self.share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self.share_out()

    def share_out(self) -> None:
        """Share the width out among the columns; here each keeps its own, and the last has the rest."""

    def _dress(self) -> None:
        now = theme()
        self.verticalHeader().setDefaultSectionSize(now.height("row-counter" if self._counter else "row"))
        font = now.font("caption", 600)
        if self.horizontalHeader().font() != font:
            self.horizontalHeader().setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the focus ring round the current one."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        top = self.rowViewportPosition(index.row())
        painter = painter_for(self.viewport())
        width = min(self.viewport().width(), self.horizontalHeader().length())
        draw_ring(painter, QRectF(0, top, width, self.rowHeight(index.row())), 4)
        painter.end()
