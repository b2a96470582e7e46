"""Keep the sides and heads of an evening's stack as they were painted last.

A stack that is scrolled paints some fifty sides sixty times a second, while other threads read: each call of a painter
may have to wait for them. What looks as before is one call.
"""

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from ui.models.evening_rows import SideRow
from ui.views.stack_model import HeadRow
from ui.views.stack_paint import paint_head, paint_side
from ui.views.theme import theme

KEPT = 240
"""Sides in memory as painted; one is about 50 kB, on a screen of double density 200 kB."""

HEADS_KEPT = 24
"""Heads in memory as painted, more than a screen shows; one is about 100 kB, on a screen of double density 400 kB."""

_Key = tuple[object, ...]


class StackCells:
    """Paint sides and heads, those that look as before from memory."""

    def __init__(self) -> None:
        self._sides: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._heads: OrderedDict[_Key, QPixmap] = OrderedDict()

    def head(self, painter: QPainter, rect: QRectF, head: HeadRow, *, here: bool, act: tuple[str, str]) -> None:
        """Paint a head, as `paint_head`; its corners let the card be seen."""
        now, density = theme(), painter.device().devicePixelRatioF()
        key = (head, here, act, rect.width(), rect.height(), density, now.palette_name, now.factor)
        cell = self._heads.get(key)
        if cell is None:
            cell = self._heads[key] = _cell(rect, density, Qt.GlobalColor.transparent)
            on_cell = _painter(cell)
            paint_head(on_cell, QRectF(0, 0, rect.width(), rect.height()), head, here=here, act=act)
            on_cell.end()
        _shown(painter, rect, cell, self._heads, key, HEADS_KEPT)

    def side(
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
        cell = self._sides.get(key)
        if cell is None:
            cell = self._sides[key] = _cell(rect, density, theme().colour("surface"))
            on_cell = _painter(cell)
            paint_side(on_cell, QRectF(0, 0, rect.width(), rect.height()), row, picture, looks[0], held=looks[1])
            on_cell.end()
        _shown(painter, rect, cell, self._sides, key, KEPT)


def _cell(rect: QRectF, density: float, ground: QColor | Qt.GlobalColor) -> QPixmap:
    cell = QPixmap(round(rect.width() * density), round(rect.height() * density))
    cell.setDevicePixelRatio(density)
    cell.fill(ground)
    return cell


def _painter(cell: QPixmap) -> QPainter:
    painter = QPainter(cell)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def _shown(
    painter: QPainter, rect: QRectF, cell: QPixmap, kept: OrderedDict[_Key, QPixmap], key: _Key, most: int
) -> None:
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    painter.drawPixmap(rect.topLeft(), cell)
