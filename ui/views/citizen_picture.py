"""What the citizen's screen shows beside its words: the page in hand, or hills while nobody is at the counter."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.views.parts.paint import draw_picture, fitted, painter_for
from ui.views.theme import theme
from ui.views.tokens import Colour

_MARGIN = 24
_LEAST_WIDE = 1.9
"""Hills keep their slope: in a narrower picture, in parts of its height, fewer of them are seen."""

_HILLS: tuple[tuple[Colour, float, tuple[float, ...]], ...] = (
    ("soft", 0.46, (0.10, 0.02, 0.14, 0.00, 0.12, 0.04, 0.10)),
    ("soft-line", 0.60, (0.02, 0.13, 0.03, 0.15, 0.02, 0.11, 0.01)),
    ("rail-sel", 0.76, (0.10, 0.00, 0.09, 0.03, 0.12, 0.02, 0.08)),
    ("rail", 0.90, (0.00, 0.06, 0.01, 0.07, 0.00, 0.05, 0.02)),
)
"""Ridges from far to near: colour, how low in the picture, and the rise of each seventh, in parts of its height."""


class PagePicture(QWidget):
    """Show one page whole, as it is: nothing is marked on it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self._fitted = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def empty(self) -> bool:
        """Tell whether no page is held."""
        return self._picture.isNull() and self._fitted.isNull()

    def show_page(self, picture: QImage) -> None:
        """Show a page; a null picture lets go of the last one."""
        self._picture, self._fitted = picture, QPixmap()
        self.update()

    def sizeHint(self) -> QSize:
        """Measure a sheet of A4."""
        return QSize(theme().px(420), theme().px(594))

    def minimumSizeHint(self) -> QSize:
        """Give way on a small screen."""
        return QSize(theme().px(120), theme().px(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the well and the page on it."""
        painter = painter_for(self)
        painter.fillRect(event.rect(), theme().colour("well"))
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if not self._picture.isNull() and room.width() > 0 and room.height() > 0:
            size = room.size().toSize()
            if self._fitted.isNull() or not self._fits(size):
                self._fitted = fitted(self._picture, size, self.devicePixelRatioF())
            draw_picture(painter, room, self._fitted, 2)
        painter.end()

    def _fits(self, room: QSize) -> bool:
        now = self._fitted.deviceIndependentSize()
        return round(now.width()) == room.width() or round(now.height()) == room.height()


class CalmPicture(QWidget):
    """Paint hills one behind the other; lines alone in high contrast."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Measure what it likes."""
        return QSize(theme().px(800), theme().px(400))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sky and ridges."""
        now = theme()
        painter = painter_for(self)
        painter.fillRect(event.rect(), now.colour("bg"))
        for role, low, rises in _HILLS:
            self._ridge(painter, now.colour(role), low, rises)
        painter.end()

    def _ridge(self, painter: QPainter, colour: QColor, low: float, rises: tuple[float, ...]) -> None:
        wide, tall = self.width(), self.height()
        step = max(wide, _LEAST_WIDE * tall) / (len(rises) - 1)
        points = [QPointF(number * step, tall * (low - rise)) for number, rise in enumerate(rises)]
        path = QPainterPath(points[0])
        for before, after in pairwise(points):
            middle = (before.x() + after.x()) / 2
            path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
        if theme().high_contrast:
            painter.strokePath(path, QPen(theme().colour("line"), 2))
            return
        path.lineTo(wide, tall)
        path.lineTo(0, tall)
        path.closeSubpath()
        painter.fillPath(path, colour)
