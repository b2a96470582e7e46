"""Draw a page and the boxes of its fields in the viewer's scene."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.views.parts.paint import text_width
from ui.views.theme import theme
from ui.views.tokens import PageTone

_TAG_PAD = 7
_TAG_GAP = 5
_GROW = 3


@dataclass(frozen=True)
class PageBox:
    """Hold one box on a page: its field's name, its place 0-1 of the upright page, its tone.

    Attributes:
        name: the stable key that `box_clicked` tells.
        rect: left, top, width, height, each 0-1 of the page.
        tone: ok, doubt, seal or accent; paper is light in every palette.
        label: a word shown beside the box while it is the current one.
        filled: whether the box is tinted; never where colours are evidence.
    """

    name: str
    rect: QRectF
    tone: PageTone = "ok"
    label: str = ""
    filled: bool = True


class PageItem(QGraphicsItem):
    """Draw the page's picture with a hairline of shadow, dimmed in dark palettes if asked."""

    def __init__(self, *, dim: bool) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._sharp: QPixmap | None = None
        self._dim = dim

    def set_picture(self, picture: QPixmap) -> None:
        """Show a picture; scene units are its pixels."""
        self.prepareGeometryChange()
        self._picture = picture
        self._sharp = None
        self.update()

    def set_sharp(self, sharp: QPixmap | None) -> None:
        """Use a well scaled copy for the zoom in use, or the picture itself."""
        self._sharp = sharp
        self.update()

    def set_dim(self, *, dim: bool) -> None:
        """Choose whether dark palettes dim the page."""
        self._dim = dim
        self.update()

    def boundingRect(self) -> QRectF:
        """Give the page's area in picture px."""
        return QRectF(self._picture.rect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the page and its shade."""
        del option, widget
        rect = self.boundingRect()
        if rect.isEmpty():
            return
        drawn = self._sharp or self._picture
        painter.drawPixmap(rect, drawn, QRectF(drawn.rect()))
        now = theme()
        if self._dim and now.dark:
            shade = QColor(now.colour("shadow"))
            shade.setAlphaF(now.tokens.page.dim)
            painter.fillRect(rect, shade)
        edge = QPen(now.colour("line"), 1)
        edge.setCosmetic(True)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def paint_loupe(self, painter: QPainter, at: QPointF, here: QPointF, scale: float, radius: int) -> None:
        """Paint a round glass at a point of the viewport.

        Args:
            painter: on the viewport.
            at: the middle of the glass in px.
            here: the same point in the scene.
            scale: screen px per picture px inside the glass.
            radius: of the glass in px.
        """
        circle = QPainterPath()
        circle.addEllipse(at, radius, radius)
        painter.save()
        painter.setClipPath(circle)
        painter.fillPath(circle, theme().colour("well"))
        painter.translate(at)
        painter.scale(scale, scale)
        painter.translate(-here)
        painter.setTransform(self.sceneTransform() * painter.transform())
        painter.drawPixmap(QPointF(0, 0), self._picture)
        painter.restore()
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, radius, radius)


class BoxesItem(QGraphicsItem):
    """Draw all boxes of a page as one item over it."""

    def __init__(self, page: PageItem) -> None:
        super().__init__(page)
        self._page = page
        self._boxes: tuple[PageBox, ...] = ()
        self._current: str | None = None
        self.setZValue(1)

    def set_boxes(self, boxes: tuple[PageBox, ...]) -> None:
        """Draw other boxes."""
        self.prepareGeometryChange()
        self._boxes = boxes
        self.update()

    def set_current(self, name: str | None) -> None:
        """Light one box up."""
        self._current = name
        self.update()

    def box_at(self, point: QPointF) -> str | None:
        """Give the name of the smallest box at a point of the scene."""
        here = self.mapFromScene(point)
        found = [box for box in self._boxes if self._place(box).contains(here)]
        found.sort(key=lambda box: box.rect.width() * box.rect.height())
        return found[0].name if found else None

    def scene_rect(self, name: str) -> QRectF | None:
        """Give a box's place in the scene, None when there is no such box."""
        for box in self._boxes:
            if box.name == name:
                return self.mapRectToScene(self._place(box))
        return None

    def boundingRect(self) -> QRectF:
        """Cover the page: tags stand beside their boxes."""
        return self._page.boundingRect()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the boxes with lines of the same width at every zoom, the current one last."""
        del option, widget
        for box in sorted(self._boxes, key=lambda one: one.name == self._current):
            self._paint_box(painter, box, current=box.name == self._current)

    def _place(self, box: PageBox) -> QRectF:
        page = self._page.boundingRect()
        return QRectF(
            box.rect.left() * page.width(),
            box.rect.top() * page.height(),
            box.rect.width() * page.width(),
            box.rect.height() * page.height(),
        )

    def _paint_box(self, painter: QPainter, box: PageBox, *, current: bool) -> None:
        now = theme()
        page = now.tokens.page
        ink = now.page_colour(box.tone)
        fill = QColor(ink)
        fill.setAlphaF(page.fill_current if current else page.fill)
        to_device = painter.transform()
        on_screen = to_device.mapRect(self._place(box)).adjusted(-_GROW, -_GROW, _GROW, _GROW)
        painter.save()
        painter.setTransform(QTransform())
        painter.setPen(QPen(ink, page.line_current if current else page.line))
        painter.setBrush(fill if box.filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(on_screen, 3, 3)
        if current and box.label:
            self._paint_tag(painter, box, on_screen, to_device.mapRect(self.boundingRect()))
        painter.restore()

    def _paint_tag(self, painter: QPainter, box: PageBox, at: QRectF, page: QRectF) -> None:
        # A tag stands beside its box, never on the words: right, else above, else left.
        now = theme()
        font = now.font("caption", 700)
        wide = text_width(font, box.label) + 2 * _TAG_PAD
        tall = float(now.px(20))
        tag = QRectF(at.right() + _TAG_GAP, at.center().y() - tall / 2, wide, tall)
        if tag.right() > page.right():
            tag.moveTo(at.left(), at.top() - tall - _TAG_GAP)
        if tag.right() > page.right():
            tag.moveRight(page.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.page_colour(box.tone))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(now.tokens.page.colours["on-box"]))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, box.label)
