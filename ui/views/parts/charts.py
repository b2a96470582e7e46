"""The charts of the board: columns of two tones, a line with a target, bars of shares, and the small line of a card."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.views.parts.card import Box
from ui.views.parts.chart import AxisChart, Chart, Datum
from ui.views.parts.paint import elided, painter_for, text_width
from ui.views.parts.text import Text
from ui.views.theme import theme

_CORNER, _STRIPE, _GAP = 5, 6, 8
_WIDEST, _SHARE = 36, 0.58
_LINE, _POINT, _LAST = 2.4, 3.0, 6.0
_ROW, _BAR, _NAME = 26, 9, 0.4


class ColumnChart(AxisChart):
    """Stack the first series below the second, with the sum on top of each column."""

    def _paint_data(self, painter: QPainter) -> None:
        now = theme()
        painter.setFont(now.font("caption", 600))
        tall, told = now.line_px("caption"), self._told()
        for row, one in enumerate(self.plot.data):
            low = 0.0
            parts = [value or 0.0 for value in one.values]
            for number, value in enumerate(parts):
                rect = self._column(row, low, low + value)
                top = not any(parts[number + 1 :])
                if value:
                    fill_tone(painter, bar_path(rect, rounded=top), second=number > 0)
                low += value
            if low and row in told:
                spot = self._column(row, 0, low)
                wide = text_width(now.font("caption", 600), f"{low:g}") + 2
                words = QRectF(self.x_of(row) - wide / 2, spot.top() - tall - 2, wide, tall)
                painter.fillRect(words, now.colour("surface"))
                painter.setPen(now.colour("ink"))
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, f"{low:g}")

    def _told(self) -> set[int]:
        """Tell which columns have their value written: all, or the highest and the one in work where room is short."""
        font, data = theme().font("caption", 600), self.plot.data
        widest = max((text_width(font, f"{one.whole:g}") for one in data), default=0)
        if widest <= self.box().width() / max(1, len(data)):
            return set(range(len(data)))
        highest = max(range(len(data)), key=lambda row: data[row].whole)
        return {highest, self.currentIndex().row()}

    def _column(self, row: int, low: float, high: float) -> QRectF:
        wide = min(theme().px(_WIDEST), self.box().width() / max(1, len(self.plot.data)) * _SHARE)
        top, bottom = self.y_of(high), self.y_of(low)
        return QRectF(self.x_of(row) - wide / 2, top, wide, bottom - top)

    def _spot(self, row: int) -> QRectF:
        whole = self._column(row, 0, self.plot.data[row].whole)
        return whole if whole.height() > _GAP else whole.adjusted(0, -_GAP, 0, 0)

    def _reach(self, row: int) -> QRectF:
        box = self.box()
        wide = box.width() / max(1, len(self.plot.data))
        return QRectF(box.left() + row * wide, 0, wide, self.viewport().height())


class LineChart(AxisChart):
    """Join the measured values by a line; the last one is filled and has its value beside it."""

    def _height(self, one: Datum) -> float:
        return one.values[0] or 0.0

    def _paint_data(self, painter: QPainter) -> None:
        now = theme()
        points = self._points()
        accent = now.colour("accent")
        pen = QPen(accent, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([point for _, point, _ in points])
        for _, point, _ in points[:-1]:
            painter.setPen(QPen(accent, 1.6))
            painter.setBrush(now.colour("surface"))
            painter.drawEllipse(point, _POINT, _POINT)
        if points:
            _, last, value = points[-1]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(last, _LAST, _LAST)
            self._paint_value(painter, last, f"{value:.0f}")

    def _paint_value(self, painter: QPainter, at: QPointF, words: str) -> None:
        now = theme()
        font = now.font("body", 600)
        wide, tall = text_width(font, words) + 2, now.line_px("body")
        left = min(self.viewport().width() - wide, at.x() - wide / 2 + 4)
        top = at.y() - _LAST - tall if at.y() - _LAST - tall > 0 else at.y() + _LAST
        painter.setFont(font)
        painter.setPen(now.colour("accent"))
        painter.drawText(QRectF(left, top, wide, tall), Qt.AlignmentFlag.AlignCenter, words)

    def _points(self) -> list[tuple[int, QPointF, float]]:
        return [
            (row, QPointF(self.x_of(row), self.y_of(one.values[0])), one.values[0])
            for row, one in enumerate(self.plot.data)
            if one.values[0] is not None
        ]

    def _spot(self, row: int) -> QRectF:
        value = self.plot.data[row].values[0]
        middle = QPointF(self.x_of(row), self.y_of(value or 0.0))
        return QRectF(middle.x() - _LAST, middle.y() - _LAST, 2 * _LAST, 2 * _LAST)

    def _reach(self, row: int) -> QRectF:
        box = self.box()
        wide = box.width() / max(1, len(self.plot.data))
        return QRectF(box.left() + row * wide, 0, wide, self.viewport().height())


class ShareBars(Chart):
    """List names with lying bars: the whole bar is the count, its first tone the part; count and per cent at the right.

    The cells of a datum are name, count, share; its values part and rest.
    """

    def sizeHint(self) -> QSize:
        """Measure all rows."""
        return QSize(theme().px(320), max(1, len(self.plot.data)) * theme().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Keep all rows in sight."""
        return QSize(theme().px(160), self.sizeHint().height())

    def _paint(self, painter: QPainter) -> None:
        now = theme()
        highest = max(one.whole for one in self.plot.data) or 1.0
        counts, shares = now.font("label", 600), now.font("label")
        wide_share = max(text_width(shares, one.cells[2]) for one in self.plot.data)
        wide_count = max(text_width(counts, one.cells[1]) for one in self.plot.data)
        right = self.viewport().width() - 2.0
        track = right - wide_share - wide_count - 3 * _GAP
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, one in enumerate(self.plot.data):
            line = self._spot(row)
            names = QRectF(0, line.top(), line.width() * _NAME, line.height())
            painter.setFont(now.font("label", 500))
            painter.setPen(now.colour("ink"))
            painter.drawText(names, middle, elided(now.font("label", 500), one.cells[0], names.width() - _GAP))
            wide, top = (track - names.right()) * one.whole / highest, line.center().y() - now.px(_BAR) / 2
            self._paint_bar(painter, QRectF(names.right(), top, wide, now.px(_BAR)), one)
            painter.setFont(counts)
            painter.setPen(now.colour("ink"))
            counted = QRectF(track, line.top(), wide_count + _GAP, line.height())
            painter.drawText(counted, middle | Qt.AlignmentFlag.AlignRight, one.cells[1])
            painter.setFont(shares)
            painter.setPen(now.colour("ink2"))
            shared = QRectF(right - wide_share - _GAP, line.top(), wide_share + _GAP, line.height())
            painter.drawText(shared, middle | Qt.AlignmentFlag.AlignRight, one.cells[2])

    def _paint_bar(self, painter: QPainter, rect: QRectF, one: Datum) -> None:
        part = (one.values[0] or 0.0) / one.whole if one.whole else 0.0
        whole = QPainterPath()
        whole.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        fill_tone(painter, whole, second=True)
        if part:
            painter.save()
            painter.setClipRect(QRectF(rect.left(), rect.top(), rect.width() * part, rect.height()))
            fill_tone(painter, whole, second=False)
            painter.restore()

    def _spot(self, row: int) -> QRectF:
        tall = theme().px(_ROW)
        return QRectF(0, row * tall, self.viewport().width(), tall)


class Spark(QWidget):
    """Hint at how a figure went: a small line whose last point is filled; the card says it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[float | None]) -> None:
        """Show other values; the same ones again paint nothing."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self.update()

    def sizeHint(self) -> QSize:
        """Measure the line."""
        return QSize(theme().px(104), theme().px(44))

    def minimumSizeHint(self) -> QSize:
        """Give way before any word does."""
        return QSize(0, theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the ground below it and its last point."""
        del event
        there = [(place, value) for place, value in enumerate(self._values) if value is not None]
        if len(there) < 2 or self.width() < theme().px(40):
            return
        now = theme()
        painter = painter_for(self)
        room = QRectF(self.rect()).adjusted(3, 6, -8, -2)
        low, high = min(value for _, value in there), max(value for _, value in there)
        points = [
            QPointF(
                room.left() + room.width() * place / (len(self._values) - 1),
                room.bottom() - room.height() * (0.15 + 0.85 * ((value - low) / (high - low) if high > low else 0.5)),
            )
            for place, value in there
        ]
        if not now.high_contrast:
            ground = QPainterPath(QPointF(points[0].x(), room.bottom()))
            for point in (*points, QPointF(points[-1].x(), room.bottom())):
                ground.lineTo(point)
            painter.fillPath(ground, now.colour("soft"))
        painter.setPen(QPen(now.colour("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("accent"))
        painter.drawEllipse(points[-1], 4, 4)
        painter.end()


class Swatch(QWidget):
    """Show one tone of a chart beside its word in the legend."""

    def __init__(self, *, second: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second = second
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the square."""
        return QSize(theme().px(12), theme().px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square."""
        del event
        painter = painter_for(self)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        fill_tone(painter, path, second=self._second)
        painter.end()


class Legend(Box):
    """Say what the two tones of a chart mean."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__("none")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        for words, is_second in ((first, False), (second, True)):
            row.addSpacing(6)
            row.addWidget(Swatch(second=is_second))
            row.addWidget(Text(words, "caption", "ink2"))


def fill_tone(painter: QPainter, path: QPainterPath, *, second: bool) -> None:
    """Fill a shape in the first or the second tone of the accent; in high contrast the second is striped."""
    now = theme()
    accent = now.colour("accent")
    if not second:
        painter.fillPath(path, accent)
    elif now.high_contrast:
        painter.fillPath(path, now.colour("surface"))
        draw_stripes(painter, path, accent)
        painter.strokePath(path, QPen(accent, 1))
    else:
        painter.fillPath(path, now.colour("soft-line"))


def draw_stripes(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    """Stripe a shape by slanting lines."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    box = path.boundingRect()
    painter.setPen(QPen(colour, 1.4))
    across = box.left() - box.height()
    while across < box.right():
        painter.drawLine(QPointF(across, box.bottom()), QPointF(across + box.height(), box.top()))
        across += _STRIPE
    painter.restore()


def bar_path(rect: QRectF, *, rounded: bool) -> QPainterPath:
    """Give the shape of a column, its upper corners round when nothing stands on it."""
    path = QPainterPath()
    if not rounded:
        path.addRect(rect)
        return path
    radius = min(_CORNER, rect.width() / 2, rect.height())
    path.moveTo(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + radius, rect.top()))
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + radius))
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path
