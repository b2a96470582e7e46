"""List what the palette offers: groups under heads, one line a row, keys at the right."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.models.palette import Group, Palette, Row
from ui.models.window import WindowModel
from ui.views.icons import IconName, draw_icon
from ui.views.palette_words import group_words, row_icon, row_keys, row_words
from ui.views.parts.paint import cap_size, draw_cap, elided, text_width
from ui.views.parts.painted_list import PaintedList, draw_row_ground
from ui.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
_PAD, _ICON_PX, _GAP, _ROW, _HEAD = 12, 18, 12, 40, 28


class PaletteRows(QAbstractListModel):
    """Hold the rows with a head before each group; heads cannot be marked."""

    def __init__(self, palette: Palette, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette, self._model = palette, model
        self.lines: list[Row | Group] = []

    def refresh(self) -> None:
        """Show what the palette offers now."""
        lines: list[Row | Group] = []
        for row in self._palette.rows:
            if not lines or not isinstance(lines[-1], Row) or lines[-1].group is not row.group:
                lines.append(row.group)
            lines.append(row)
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row(self, line: int) -> Row | None:
        """Return the row of a line, None for a head and beyond the end."""
        found = self.lines[line] if 0 <= line < len(self.lines) else None
        return found if isinstance(found, Row) else None

    def words(self, line: int) -> tuple[str, str]:
        """Give a row's two texts; the name of a head."""
        found = self.lines[line]
        return row_words(found, self._model) if isinstance(found, Row) else (group_words(found), "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be marked, heads not."""
        if isinstance(self.lines[index.row()], Row):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give the words of a line to screen readers, and the keys that do the same as its description."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join(part for part in self.words(index.row()) if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and isinstance(line, Row):
            return ", ".join(row_keys(line))
        return None


class PaletteDelegate(QStyledItemDelegate):
    """Paint a head as a caption, a row with icon, words, the quieter second words and key caps."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a line."""
        del option
        rows = index.model()
        head = isinstance(rows, PaletteRows) and isinstance(rows.lines[index.row()], Group)
        return QSize(200, theme().px(_HEAD if head else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        rows = index.model()
        if not isinstance(rows, PaletteRows):
            return
        now, rect = theme(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = rows.lines[index.row()]
        if isinstance(line, Group):
            painter.setFont(now.font("caption", 600))
            painter.setPen(now.colour("ink3"))
            words = rect.adjusted(_PAD, 0, -_PAD, -3)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, group_words(line))
        else:
            draw_row_ground(painter, rect, option.state)
            self._paint_row(painter, rect, line, rows.words(index.row()))
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRectF, row: Row, words: tuple[str, str]) -> None:
        now, side = theme(), theme().px(_ICON_PX)
        middle = rect.center().y()
        icon: IconName = row_icon(row)  # type: ignore[assignment]  # an act's property, set by `make_action` from a name
        draw_icon(painter, icon, QPointF(rect.left() + _PAD, middle - side / 2), now.colour("ink2"), side)
        left, right = rect.left() + _PAD + side + _GAP, rect.right() - _PAD
        for key in reversed(row_keys(row)):
            size = cap_size(key)
            right -= size.width()
            draw_cap(painter, QPointF(right, middle - size.height() / 2), key, now.colour("ink2"), now.colour("edge"))
            right -= _GAP
        first, second = words
        font, below = now.font("body", 500), now.font("label")
        room = right - left
        wide = min(float(text_width(font, first)), room)
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(now.colour("ink"))
        painter.drawText(QRectF(left, rect.top(), wide, rect.height()), upright, elided(font, first, wide))
        rest = room - wide - _GAP
        if second and rest > 4 * now.px(_GAP):
            painter.setFont(below)
            painter.setPen(now.colour("ink2"))
            place = QRectF(left + wide + _GAP, rect.top(), rest, rect.height())
            painter.drawText(place, upright, elided(below, second, rest))


class PaletteList(PaintedList):
    """List the rows; the field above keeps the keyboard and moves the mark."""

    def __init__(self) -> None:
        super().__init__(PaletteDelegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Opaque, so that a new answer does not have the whole screen below painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet's ground, then the lines."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour("popup"))
        painter.end()
        super().paintEvent(event)
