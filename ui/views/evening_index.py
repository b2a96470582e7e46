"""The left of an evening: the kinds of doubt with their counts, what is ready, and the dossiers of the stack."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.views.icons import IconName, draw_icon
from ui.views.parts.chip import chip_width, draw_chip
from ui.views.parts.paint import cap_size, draw_box, draw_cap, elided, text_width
from ui.views.parts.painted_list import PaintedList
from ui.views.theme import theme
from ui.views.tokens import Colour, Tone, TypeRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class IndexRow:
    """One row: a kind of doubt, what is ready, a caption, or a dossier.

    Attributes:
        key: "doubt:KIND", "ready", "caption:N" or the key of a group.
        words: Name.
        second: Second line of a dossier, "" else.
        count: Number of a kind, or the words of a dossier's chip.
        cap: The key that goes there, shown at the right; "" for none.
    """

    key: str
    words: str
    second: str = ""
    count: str = ""
    icon: IconName | None = None
    tone: Tone = "plain"
    caption: bool = False
    cap: str = ""


class IndexModel(QAbstractListModel):
    """Hold the rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[IndexRow] = []

    def show_rows(self, rows: Sequence[IndexRow]) -> None:
        """Show other rows; the same ones in the same order do not jump."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a row's words for screen readers and tips."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(word for word in (row.words, row.second, row.count) if word)
        return row.words if role == Qt.ItemDataRole.ToolTipRole and row.second else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let captions be passed over."""
        if index.isValid() and self.rows[index.row()].caption:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a row."""
        del option
        model, now = index.model(), theme()
        row = model.rows[index.row()] if isinstance(model, IndexModel) else IndexRow("", "")
        if row.caption:
            return QSize(120, now.px(34))
        return QSize(120, now.px(44) if row.second else now.px(42))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        model = index.model()
        if not isinstance(model, IndexModel):
            return
        row, now = model.rows[index.row()], theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(10, 1, -10, -1)
        if row.caption:
            _words(painter, rect.adjusted(2, 6, 0, 0), row.words, "label", 600, "ink2")
        else:
            self._paint_row(painter, rect, row, option.state, now.high_contrast)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        rect: QRectF,
        row: IndexRow,
        state: QStyle.StateFlag,
        high: bool,  # noqa: FBT001 -- a state of the theme
    ) -> None:
        now = theme()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            edge = now.colour("focus" if focused else "accent")
            draw_box(painter, rect, now.colour("soft"), edge, now.radius("control"), 3 if high else 2 if focused else 1)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, now.colour("sunken"), None, now.radius("control"))
        if row.second:
            self._paint_dossier(painter, rect, row)
            return
        side = now.px(18)
        ink: Colour = "ink2" if row.tone == "plain" else row.tone
        if row.icon is not None:
            draw_icon(painter, row.icon, QPointF(rect.left() + 12, rect.center().y() - side / 2), ink, side)
        right = rect.right() - 12.0
        if row.cap:
            size = cap_size(row.cap)
            right -= size.width()
            at = QPointF(right, rect.center().y() - size.height() / 2)
            draw_cap(painter, at, row.cap, now.colour("ink2"), now.colour("edge"))
            right -= 10
        wide = text_width(now.font("body", 600), row.count)
        right -= wide
        _words(painter, QRectF(right, rect.top(), wide, rect.height()), row.count, "body", 600, ink)
        left = rect.left() + 12 + side + 10
        weight = 600 if chosen else 500
        _words(painter, QRectF(left, rect.top(), right - left - 8, rect.height()), row.words, "body", weight, "ink")

    def _paint_dossier(self, painter: QPainter, rect: QRectF, row: IndexRow) -> None:
        now = theme()
        right = rect.right() - 8
        if row.count:
            wide: float = chip_width(row.count, icon=False)
            draw_chip(painter, QPointF(right - wide, rect.center().y() - now.height("chip") / 2), row.count, row.tone)
            right -= wide + 6
        wide = right - rect.left() - 12
        half = rect.height() / 2
        upper = QRectF(rect.left() + 12, rect.top() + 2, wide, half)
        _words(painter, upper, row.words, "body", 500, "ink")
        _words(painter, upper.translated(0, half - 4), row.second, "caption", 400, "ink3")


def _words(painter: QPainter, rect: QRectF, words: str, role: TypeRole, weight: int, colour: Colour) -> None:
    now = theme()
    font = now.font(role, weight)
    painter.setFont(font)
    painter.setPen(now.colour(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, elided(font, words, rect.width()))


class EveningIndex(PaintedList):
    """List them; a press or Enter goes there.

    Signals:
        wanted: the key of a row.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_Delegate, ring_px=None)
        self._rows = IndexModel(self)
        self.setModel(self._rows)
        self.setAccessibleName(self.tr("Việc cần người và hồ sơ của chồng"))
        self.clicked.connect(lambda index: self._want(index.row()))

    def show_rows(self, rows: Sequence[IndexRow], marked: str = "") -> None:
        """Show rows and mark the one the question in hand belongs to."""
        self._rows.show_rows(rows)
        place = next((number for number, row in enumerate(rows) if row.key == marked), -1)
        if place >= 0 and not self.hasFocus() and self.currentIndex().row() != place:
            self.setCurrentIndex(self._rows.index(place))
        elif place < 0 and not self.hasFocus():
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there by Space; letters and Enter stay the screen's."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._want(self.currentIndex().row())
            return
        if (event.text() and event.text().isprintable()) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _want(self, number: int) -> None:
        if 0 <= number < len(self._rows.rows):
            self.wanted.emit(self._rows.rows[number].key)
