"""Keep the sides of an evening's stack as they were painted last.

A stack that is scrolled paints some fifty sides sixty times a second, while other threads read: each call of a painter
may have to wait for them. A side that looks as before is one call.
"""

from collections import OrderedDict

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from ui.models.evening_rows import SideRow
from ui.views.stack_paint import paint_side
from ui.views.theme import theme

KEPT = 240
"""Sides in memory as painted; one is about 50 kB, on a screen of double density 200 kB."""

_Key = tuple[object, ...]


class SideCells:
    """Paint sides, those that look as before from memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        row: SideRow,
        picture: QPixmap | None,
        looks: tuple[QStyle.StateFlag, bool],
    ) -> None:
        """Paint one side on the ground of its card.

        Args:
            painter: On the viewport, moved to the top of the stack.
            rect: The side's cell, in whole px.
            row: The side.
            picture: Its small picture, None while it is not there.
            looks: Its state (chosen, current), and whether it is held to be put down.
        """
        now, density = theme(), painter.device().devicePixelRatioF()
        key = (
            row.place, row.shape, row.doubts, row.faint, picture.cacheKey() if picture is not None else 0, looks,
            rect.width(), rect.height(), density, now.palette_name, now.factor,
        )  # fmt: skip
        cell = self._kept.get(key)
        if cell is None:
            cell = self._kept[key] = _painted(rect, density, (row, picture), looks)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        painter.drawPixmap(rect.topLeft(), cell)


def _painted(
    rect: QRectF, density: float, side: tuple[SideRow, QPixmap | None], looks: tuple[QStyle.StateFlag, bool]
) -> QPixmap:
    cell = QPixmap(round(rect.width() * density), round(rect.height() * density))
    cell.setDevicePixelRatio(density)
    cell.fill(theme().colour("surface"))
    painter = QPainter(cell)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    (row, picture), (state, held) = side, looks
    paint_side(painter, QRectF(0, 0, rect.width(), rect.height()), row, picture, state, held=held)
    painter.end()
    return cell
