"""Show the story of a file: one point a row, joined by a line, the one that broke it in red."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.verify import Mark, Milestone
from ui.views.icons import draw_icon
from ui.views.parts.paint import draw_box, elided
from ui.views.parts.painted_list import PaintedList
from ui.views.theme import theme
from ui.views.tokens import Colour
from ui.views.verify_words import MARK_TONE, POINT_ICON, moment_words, point_words

Index = QModelIndex | QPersistentModelIndex
_DISC, _ICON, _PAD, _GAP, _EDGE = 32, 16, 8, 12, 7


class TimelineModel(QAbstractListModel):
    """Hold the points of one file's story."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.points: Sequence[Milestone] = ()

    def show_points(self, points: Sequence[Milestone]) -> None:
        """Show another story."""
        self.beginResetModel()
        self.points = tuple(points)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the points."""
        return 0 if parent.isValid() else len(self.points)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a point's words to screen readers and to the tip: what, facts, when."""
        if not index.isValid():
            return None
        if role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
        ):  # fmt: skip
            return None
        one = self.points[index.row()]
        title, facts = point_words(one)
        return ". ".join(part for part in (title, facts, moment_words(one)) if part)


class PointDelegate(QStyledItemDelegate):
    """Paint a point: a disc with its icon, three lines beside it, the line to the next below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a row by its one to three lines."""
        del option
        now, model = theme(), index.model()
        lines = _lines(model.points[index.row()]) if isinstance(model, TimelineModel) else []
        return QSize(200, max(sum(tall for _, _, tall, _ in lines), now.px(_DISC)) + 2 * _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        model = index.model()
        if not isinstance(model, TimelineModel):
            return
        now = theme()
        one = model.points[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if one.mark is Mark.BROKEN:
            _, fill, line = now.tone("seal")
            draw_box(painter, rect, fill, line, now.radius("card"), 2 if chosen else 1)
        elif chosen:
            edge = now.colour("accent") if now.high_contrast else now.colour("soft-line")
            draw_box(painter, rect, now.colour("soft"), edge, now.radius("card"), 3 if now.high_contrast else 1)
        self._paint_links(painter, rect, model, index.row())
        self._paint_disc(painter, rect, one)
        self._paint_words(painter, rect, one)
        painter.restore()

    def _middle(self, rect: QRectF) -> QPointF:
        return QPointF(rect.left() + _PAD + theme().px(_DISC) / 2, rect.center().y())

    def _paint_links(self, painter: QPainter, rect: QRectF, model: TimelineModel, row: int) -> None:
        middle, reach = self._middle(rect), theme().px(_DISC) / 2 + 4
        if row > 0:
            self._link(painter, model.points[row], middle.x(), rect.top() - 1, middle.y() - reach)
        if row + 1 < len(model.points):
            self._link(painter, model.points[row + 1], middle.x(), middle.y() + reach, rect.bottom() + 1)

    def _link(self, painter: QPainter, to: Milestone, x: float, top: float, bottom: float) -> None:
        broken = to.mark is Mark.BROKEN
        pen = QPen(theme().colour("seal" if broken else "edge"), 2 if broken else 1.5)
        if broken:
            pen.setDashPattern([1.6, 1.6])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _paint_disc(self, painter: QPainter, rect: QRectF, one: Milestone) -> None:
        now = theme()
        ink, fill, _ = now.tone(MARK_TONE[one.mark])
        side = now.px(_DISC)
        middle = self._middle(rect)
        disc = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        draw_box(painter, disc, fill, ink, side / 2, 1.5)
        icon = now.px(_ICON)
        draw_icon(painter, POINT_ICON[one.point], QPointF(middle.x() - icon / 2, middle.y() - icon / 2), ink, icon)

    def _paint_words(self, painter: QPainter, rect: QRectF, one: Milestone) -> None:
        now = theme()
        broken = one.mark is Mark.BROKEN
        shown = _lines(one)
        left = rect.left() + _PAD + now.px(_DISC) + _GAP
        top = rect.center().y() - sum(tall for _, _, tall, _ in shown) / 2
        for text, font, tall, tone in shown:
            place = QRectF(left, top, rect.right() - left - _PAD, tall)
            painter.setFont(font)
            painter.setPen(now.colour("seal" if broken and tone == "ink" else "ink2" if broken else tone))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided(font, text, place.width()))
            top += tall


def _lines(one: Milestone) -> list[tuple[str, QFont, int, Colour]]:
    """Give the lines of a point: words, font, height in px, colour."""
    now = theme()
    title, facts = point_words(one)
    lines: list[tuple[str, QFont, int, Colour]] = [
        (title, now.font("body", 600), now.line_px("body"), "ink"),
        (facts, now.font("label"), now.line_px("label"), "ink2"),
        (moment_words(one), now.font("caption"), now.line_px("caption"), "ink3"),
    ]
    return [line for line in lines if line[0]]


class Timeline(PaintedList):
    """List the points; the arrows move through the file's states.

    Signals:
        reached: the number of the revision a person moved to.
    """

    reached = Signal(int)

    def __init__(self) -> None:
        super().__init__(PointDelegate, ring_px=2)
        self._rows = TimelineModel(self)
        self.setModel(self._rows)
        self.setAccessibleName(self.tr("Dòng thời gian của tệp"))
        self.selectionModel().currentChanged.connect(self._moved)

    def show_points(self, points: Sequence[Milestone]) -> None:
        """Show the story of another file, its last point chosen."""
        self._rows.show_points(points)
        if points:
            self.setCurrentIndex(self._rows.index(len(points) - 1))

    def choose(self, revision: int) -> None:
        """Mark the point that a revision closes."""
        for row, one in enumerate(self._rows.points):
            if one.revision == revision and self.currentIndex().row() != row:
                self.setCurrentIndex(self._rows.index(row))

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rows again when the application is restyled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _moved(self, index: Index) -> None:
        if index.isValid():
            self.reached.emit(self._rows.points[index.row()].revision)
