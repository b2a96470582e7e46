"""Draw what is chosen of a page's words, and where the words that were looked for stand."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desk.model.paper import Box
from ui.views.page_items import PageItem
from ui.views.theme import theme

_CHOSEN = 0.3
"""How much of the accent lies over words that are chosen, 0-1: the letters stay as clear as ink."""

_GROW = 2


class WordsItem(QGraphicsItem):
    """Tint chosen words, tint hits and outline the current one; lines keep their width at every zoom."""

    def __init__(self, page: PageItem) -> None:
        super().__init__(page)
        self._page = page
        self._chosen: Sequence[Box] = ()
        self._hits: Sequence[Sequence[Box]] = ()
        self._current = -1
        self.setZValue(1.5)

    def show_chosen(self, boxes: Sequence[Box]) -> None:
        """Show these places as chosen, 0-1 of the page."""
        self._chosen = boxes
        self.update()

    def show_hits(self, hits: Sequence[Sequence[Box]], current: int = -1) -> None:
        """Show hits, each with its boxes 0-1 of the page; -1 = none of them is the current one."""
        self._hits, self._current = hits, current
        self.update()

    def share_of(self, point: QPointF) -> tuple[float, float]:
        """Return where a point of the scene lies on the page, 0-1 of it."""
        page, here = self._page.boundingRect(), self.mapFromScene(point)
        return here.x() / max(1.0, page.width()), here.y() / max(1.0, page.height())

    def scene_rect(self, box: Box) -> QRectF:
        """Return where a box stands in the scene."""
        return self.mapRectToScene(self._place(box))

    def boundingRect(self) -> QRectF:
        """Cover the page."""
        return self._page.boundingRect()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint hits, then what is chosen."""
        del option, widget
        if not self._hits and not self._chosen:
            return
        now = theme()
        page = now.tokens.page
        to_device = painter.transform()
        painter.save()
        painter.setTransform(QTransform())
        for number, boxes in enumerate(self._hits):
            current = number == self._current
            ink = now.page_colour("accent")
            fill = QColor(ink)
            fill.setAlphaF(page.fill_current)
            painter.setBrush(fill)
            painter.setPen(QPen(ink, page.line_current) if current else Qt.PenStyle.NoPen)
            for box in boxes:
                painter.drawRoundedRect(
                    to_device.mapRect(self._place(box)).adjusted(-_GROW, -_GROW, _GROW, _GROW), 3, 3
                )
        tint = QColor(now.page_colour("accent"))
        tint.setAlphaF(_CHOSEN)
        for box in self._chosen:
            painter.fillRect(to_device.mapRect(self._place(box)), tint)
        painter.restore()

    def _place(self, box: Box) -> QRectF:
        page = self._page.boundingRect()
        return QRectF(
            box[0] * page.width(), box[1] * page.height(), (box[2] - box[0]) * page.width(),
            (box[3] - box[1]) * page.height(),
        )  # fmt: skip
