"""Set a page's edges by hand: a frame with handles, moved by mouse or arrow keys."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.views.page_items import PageItem
from ui.views.theme import theme

Edge = Literal["left", "top", "right", "bottom"]
"""A side of the frame; a corner is two of them."""

SMALLEST_SHARE = 0.05
"""The least width and height a page may be cut to, 0-1 of the page."""

_REACH = 14
_HANDLE = 10
_SHADE = 0.45


class CropItem(QGraphicsItem):
    """Draw the frame over the page; what lies outside is shaded, never removed here."""

    def __init__(self, page: PageItem, frame: QRectF) -> None:
        super().__init__(page)
        self._page = page
        self._frame = frame
        self.setZValue(2)

    def frame(self) -> QRectF:
        """Give the frame, 0-1 of the upright page."""
        return QRectF(self._frame)

    def edges_at(self, point: QPointF, scale: float) -> tuple[Edge, ...]:
        """Give the edges within reach of a point of the scene; `scale` is screen px per scene px."""
        here = self.mapFromScene(point)
        box = self._on_page()
        reach = _REACH / scale
        found: list[Edge] = []
        within_x = box.left() - reach <= here.x() <= box.right() + reach
        within_y = box.top() - reach <= here.y() <= box.bottom() + reach
        if within_y and abs(here.x() - box.left()) <= reach:
            found.append("left")
        elif within_y and abs(here.x() - box.right()) <= reach:
            found.append("right")
        if within_x and abs(here.y() - box.top()) <= reach:
            found.append("top")
        elif within_x and abs(here.y() - box.bottom()) <= reach:
            found.append("bottom")
        return tuple(found)

    def drag(self, edges: tuple[Edge, ...], point: QPointF) -> None:
        """Move edges to a point of the scene."""
        here = self.mapFromScene(point)
        page = self._page.boundingRect()
        for edge in edges:
            across = edge in ("left", "right")
            share = here.x() / page.width() if across else here.y() / page.height()
            self.place(edge, share)

    def nudge(self, edge: Edge, share: float) -> None:
        """Move one edge by a share of the page, right or down when positive."""
        now = {
            "left": self._frame.left(),
            "right": self._frame.right(),
            "top": self._frame.top(),
            "bottom": self._frame.bottom(),
        }
        self.place(edge, now[edge] + share)

    def place(self, edge: Edge, share: float) -> None:
        """Put one edge at a share of the page, inside the page and clear of its opposite."""
        frame = self._frame
        if edge == "left":
            frame.setLeft(min(max(0.0, share), frame.right() - SMALLEST_SHARE))
        elif edge == "right":
            frame.setRight(max(min(1.0, share), frame.left() + SMALLEST_SHARE))
        elif edge == "top":
            frame.setTop(min(max(0.0, share), frame.bottom() - SMALLEST_SHARE))
        else:
            frame.setBottom(max(min(1.0, share), frame.top() + SMALLEST_SHARE))
        self.update()

    def boundingRect(self) -> QRectF:
        """Cover the page and the handles on its very edge."""
        room = self._page.boundingRect()
        return room.adjusted(-_HANDLE * 8, -_HANDLE * 8, _HANDLE * 8, _HANDLE * 8)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the shade, the frame and the handles."""
        del option, widget
        now = theme()
        outside = QPainterPath()
        outside.addRect(self._page.boundingRect())
        inside = QPainterPath()
        inside.addRect(self._on_page())
        shade = QColor(now.colour("shadow"))
        shade.setAlphaF(_SHADE)
        painter.fillPath(outside.subtracted(inside), shade)
        box = painter.transform().mapRect(self._on_page())
        ink = now.page_colour("accent")
        painter.save()
        painter.setTransform(QTransform())
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.setBrush(QColor(now.tokens.page.colours["paper"]))
        middle = box.center()
        for x in (box.left(), middle.x(), box.right()):
            for y in (box.top(), middle.y(), box.bottom()):
                if (x, y) != (middle.x(), middle.y()):
                    painter.drawEllipse(QPointF(x, y), _HANDLE / 2, _HANDLE / 2)
        painter.restore()

    def _on_page(self) -> QRectF:
        page = self._page.boundingRect()
        return QRectF(
            self._frame.left() * page.width(),
            self._frame.top() * page.height(),
            self._frame.width() * page.width(),
            self._frame.height() * page.height(),
        )
