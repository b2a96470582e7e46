"""Paint what style sheets are weak at: boxes with hairlines, focus rings, key caps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.views.theme import theme

CAP_PAD = 6
CAP_TALL = 20
RING = 2


def painter_for(widget: QWidget) -> QPainter:
    """Open a smooth painter on a widget; the caller ends it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    edge: QColor | None = None,
    radius: float = 8,
    width: float = 1,
) -> None:
    """Paint a rounded box whose line lies wholly inside the rect; lengths in px."""
    inset = width / 2 if edge is not None else 0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def draw_ring(painter: QPainter, rect: QRectF, radius: float = 8) -> None:
    """Paint the 2 px focus ring inside a rect."""
    draw_box(painter, rect, None, theme().colour("focus"), radius, RING)


def text_width(font: QFont, text: str) -> int:
    """Measure a text in whole px, rounded up so nothing is cut."""
    return int(QFontMetricsF(font).horizontalAdvance(text)) + 1


def cap_size(text: str) -> QSize:
    """Measure a key cap for a key's words in px."""
    now = theme()
    tall = now.px(CAP_TALL)
    wide = text_width(now.font("caption"), text) + 2 * now.px(CAP_PAD)
    return QSize(max(tall, wide), tall)


def draw_cap(painter: QPainter, at: QPointF, text: str, ink: QColor, edge: QColor | None = None) -> None:
    """Paint a key cap with its upper left corner at a point."""
    now = theme()
    size = cap_size(text)
    rect = QRectF(at.x(), at.y(), size.width(), size.height())
    line = QColor(ink) if edge is None else edge
    if edge is None and not now.high_contrast:
        line.setAlphaF(0.6)
    draw_box(painter, rect, None, line, now.radius("cap"))
    painter.setFont(now.font("caption"))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def fitted(picture: QImage, room: QSize, ratio: float) -> QPixmap:
    """Scale a picture well into a room in px, for a screen of a device pixel ratio."""
    made = QPixmap.fromImage(
        picture.scaled(
            room * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    made.setDevicePixelRatio(ratio)
    return made


def draw_picture(painter: QPainter, rect: QRectF, picture: QPixmap, radius: float) -> None:
    """Paint a picture made by `fitted` in the middle of a rect, with a hairline around it."""
    if picture.isNull():
        return
    size = picture.deviceIndependentSize()
    box = QRectF(QPointF(0, 0), size)
    box.moveCenter(rect.center())
    box.moveTo(round(box.left()), round(box.top()))
    painter.drawPixmap(box.topLeft(), picture)
    draw_box(painter, box, None, theme().colour("line"), radius)


def elided(font: QFont, text: str, width: float) -> str:
    """Shorten a text at its end to a width in px."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
