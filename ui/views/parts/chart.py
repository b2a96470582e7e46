"""Draw figures as charts that are tables too: readers and arrow keys go from value to value as in any table.

A chart is Qt's own table view whose cells are drawn as columns, points or bars: its rows are what is shown, its columns
the words and numbers of each. Nothing is told by colour alone: values stand on the marks, and in high contrast the
second tone is striped.
"""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView, QWidget

from desk.model.board import axis_steps
from ui.views.parts.paint import draw_ring, painter_for, text_width
from ui.views.theme import theme

Index = QModelIndex | QPersistentModelIndex

_GAP, _MARK = 8, 4
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -10_000,
    Qt.Key.Key_End: 10_000,
}  # fmt: skip


@dataclass(frozen=True)
class Datum:
    """One column, point or bar.

    Attributes:
        label: Its word on the axis, such as «9h».
        values: One of each series; None = nothing was measured.
        cells: The words of its table columns, the label first.
        spoken: All of it in one sentence, for the tip.
    """

    label: str
    values: tuple[float | None, ...]
    cells: tuple[str, ...]
    spoken: str

    @property
    def whole(self) -> float:
        """Add the series up."""
        return sum(value for value in self.values if value is not None)


@dataclass(frozen=True)
class Plot:
    """What a chart shows.

    Attributes:
        heads: The heads of the table's columns, the label's first.
        data: In order.
        target: A value to be reached, in the unit of the values, with its words; None = none.
        now: Where the present moment lies, in columns from 0, with its words; None = not in it.
    """

    heads: tuple[str, ...] = ()
    data: tuple[Datum, ...] = ()
    target: tuple[float, str] | None = None
    now: tuple[float, str] | None = None


class PlotRows(QAbstractTableModel):
    """Be the table of a plot; the same plot again changes nothing, so that nothing flickers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot()

    def show_plot(self, plot: Plot) -> None:
        """Show another plot; the place is kept where the rows are as many as before."""
        if len(plot.data) != len(self.plot.data) or plot.heads != self.plot.heads:
            self.beginResetModel()
            self.plot = plot
            self.endResetModel()
            return
        self.plot = plot
        if plot.data:
            self.dataChanged.emit(self.index(0, 0), self.index(len(plot.data) - 1, len(plot.heads) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count what is shown."""
        return 0 if parent.isValid() else len(self.plot.data)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the columns of the table."""
        return 0 if parent.isValid() else len(self.plot.heads)

    def headerData(self, section: int, way: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Name the columns, and each row by its label."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if way is Qt.Orientation.Horizontal:
            return self.plot.heads[section] if section < len(self.plot.heads) else None
        return self.plot.data[section].label if section < len(self.plot.data) else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words; the tip tells the whole row."""
        if not index.isValid() or index.row() >= len(self.plot.data):
            return None
        one = self.plot.data[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.cells[index.column()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return one.spoken
        return None


class Chart(QTableView):
    """Be the base of every chart: plot box, dotted grid, axis, the mark of the row in work.

    Subclasses paint the data and say where each datum stands.
    """

    def __init__(self, name: str, *, least_px: int = 150, parent: QWidget | None = None) -> None:
        """Make a chart.

        Args:
            name: what it shows, for screen readers.
            least_px: the least height in px at 100 %.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._least = least_px
        self.rows = PlotRows(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(0)

    @property
    def plot(self) -> Plot:
        """Return what is shown."""
        return self.rows.plot

    def show_plot(self, plot: Plot) -> None:
        """Show other figures; the same ones again paint nothing."""
        if plot != self.rows.plot:
            self.rows.show_plot(plot)
            self._begin()
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """Measure a chart that can be read."""
        return QSize(theme().px(320), theme().px(self._least + 60))

    def minimumSizeHint(self) -> QSize:
        """Measure the least chart that can be read."""
        return QSize(theme().px(160), theme().px(self._least))

    # -- being a table ---------------------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """Tell where a datum stands, for tips and readers."""
        if not index.isValid() or index.row() >= len(self.plot.data):
            return QRect()
        return self._spot(index.row()).toAlignedRect()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Tell which datum stands at a point."""
        found = next((row for row in range(len(self.plot.data)) if self._reach(row).contains(pos)), -1)
        return self.rows.index(found, 0) if found >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Stay: everything is in sight always."""
        del index, hint

    def horizontalOffset(self) -> int:
        """Tell that nothing is scrolled."""
        return 0

    def verticalOffset(self) -> int:
        """Tell that nothing is scrolled."""
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from datum to datum with the arrows, Home and End; other keys are the screen's."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.plot.data:
            event.ignore()
            return
        here = self.currentIndex().row()
        there = here + step if here >= 0 else 0
        self.setCurrentIndex(self.rows.index(max(0, min(len(self.plot.data) - 1, there)), 0))
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin somewhere."""
        super().focusInEvent(event)
        self._begin()

    def _begin(self) -> None:
        """Let the last datum that has a value be the one in work, unless another is."""
        if self.hasFocus() and not self.currentIndex().isValid():
            there = [row for row, one in enumerate(self.plot.data) if one.whole]
            if there:
                self.setCurrentIndex(self.rows.index(there[-1], 0))

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, data and the ring of the one in work."""
        del event
        painter = painter_for(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("surface"))
        if self.plot.data:
            self._paint(painter)
            row = self.currentIndex().row()
            if self.hasFocus():
                spot = self._spot(row) if row >= 0 else QRectF(self.viewport().rect())
                draw_ring(painter, spot.adjusted(-3, -3, 3, 3).intersected(QRectF(self.viewport().rect())), 4)
        elif self.hasFocus():
            draw_ring(painter, QRectF(self.viewport().rect()), 4)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _spot(self, row: int) -> QRectF:
        raise NotImplementedError

    def _reach(self, row: int) -> QRectF:
        """Tell where a pointer means a datum; more than the datum itself, which may be low."""
        return self._spot(row)


class AxisChart(Chart):
    """Be the base of charts with a value axis at the left and words below."""

    def steps(self) -> tuple[int, ...]:
        """Give the marks of the axis, from 0 over the highest value and the target."""
        highest = max((self._height(one) for one in self.plot.data), default=0.0)
        aim = self.plot.target[0] if self.plot.target is not None else 0.0
        return axis_steps(max(highest, aim))

    def _height(self, one: Datum) -> float:
        return one.whole

    def box(self) -> QRectF:
        """Give the plot box inside the axes."""
        now = theme()
        line = now.line_px("caption")
        left = text_width(now.font("caption"), f"{self.steps()[-1]}") + 2 * _GAP
        room = QRectF(self.viewport().rect())
        return room.adjusted(left, line + _GAP, -_GAP, -(line + _GAP))

    def y_of(self, value: float) -> float:
        """Give the height of a value in px."""
        box = self.box()
        return box.bottom() - box.height() * value / self.steps()[-1]

    def x_of(self, place: float) -> float:
        """Give the place of a datum's middle in px; between two it is between them."""
        box = self.box()
        return box.left() + box.width() * (place + 0.5) / max(1, len(self.plot.data))

    def _paint(self, painter: QPainter) -> None:
        self._paint_axis(painter)
        self._paint_labels(painter)
        self._paint_data(painter)
        self._paint_target(painter)
        self._paint_now(painter)

    def _paint_data(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _paint_axis(self, painter: QPainter) -> None:
        now, box = theme(), self.box()
        painter.setFont(now.font("caption"))
        tall = now.line_px("caption")
        for step in self.steps():
            y = round(self.y_of(step)) + 0.5
            pen = QPen(now.colour("line"), 1)
            if step:
                pen.setDashPattern([1, 3])
            painter.setPen(pen)
            painter.drawLine(int(box.left()), int(y), int(box.right()), int(y))
            painter.setPen(now.colour("ink3"))
            words = QRectF(0, y - tall / 2, box.left() - _GAP, tall)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{step}")

    def _paint_labels(self, painter: QPainter) -> None:
        """Write the words below, every second or third one where there is no room for all; the last one always."""
        now, box, data = theme(), self.box(), self.plot.data
        font = now.font("caption")
        widest = max(text_width(font, one.label) for one in data) + _GAP
        every = max(1, -int(-widest * len(data) // max(1.0, box.width())))
        painter.setFont(font)
        painter.setPen(now.colour("ink3"))
        tall = now.line_px("caption")
        for row in range(len(data) - 1, -1, -every):
            x = max(widest / 2, min(self.viewport().width() - widest / 2, self.x_of(row)))
            words = QRectF(x - widest / 2, box.bottom() + _MARK, widest, tall)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, data[row].label)

    def _paint_target(self, painter: QPainter) -> None:
        if self.plot.target is None:
            return
        now, box = theme(), self.box()
        value, words = self.plot.target
        y = self.y_of(value)
        pen = QPen(now.colour("ok"), 1.6)
        pen.setDashPattern([4, 2.5])
        painter.setPen(pen)
        painter.drawLine(int(box.left()), int(y), int(box.right()), int(y))
        font = now.font("caption", 600)
        painter.setFont(font)
        words_box = QRectF(box.left() + _MARK, y + 2, text_width(font, words) + _GAP, now.line_px("caption"))
        painter.fillRect(words_box, now.colour("surface"))
        painter.drawText(words_box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_now(self, painter: QPainter) -> None:
        if self.plot.now is None:
            return
        now, box = theme(), self.box()
        place, words = self.plot.now
        x = self.x_of(place)
        pen = QPen(now.colour("ink2"), 1.2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(int(x), int(box.top()), int(x), int(box.bottom()))
        font = now.font("caption", 600)
        wide = text_width(font, words) + 2
        left = max(0.0, min(self.viewport().width() - wide, x - wide / 2))
        painter.setFont(font)
        painter.drawText(QRectF(left, 0, wide, box.top() - 1), Qt.AlignmentFlag.AlignCenter, words)

