"""Say a state in a word, a colour and an icon, in a small round box."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.views.icons import TONE_ICON, IconName, draw_icon
from ui.views.parts.paint import draw_box, painter_for, text_width
from ui.views.parts.spoken import STATE
from ui.views.theme import theme
from ui.views.tokens import Tone

_PAD = 8
_GAP = 6
_ICON = 14


def chip_width(text: str, *, icon: bool = True) -> int:
    """Measure a chip in px."""
    now = theme()
    wide = 2 * now.px(_PAD) + 4 + text_width(now.font("caption", 600), text)
    return wide + (now.px(_ICON + _GAP) if icon else 0)


def draw_chip(painter: QPainter, at: QPointF, text: str, tone: Tone, icon: IconName | None = None) -> QRectF:
    """Paint a chip with its upper left corner at a point and give the box it took."""
    now = theme()
    ink, fill, line = now.tone(tone)
    tall = now.height("chip")
    box = QRectF(at.x(), at.y(), chip_width(text, icon=icon is not None), tall)
    draw_box(painter, box, fill, line, tall / 2)
    x = box.left() + now.px(_PAD)
    if icon is not None:
        side = now.px(_ICON)
        draw_icon(painter, icon, QPointF(x, box.center().y() - side / 2), ink, side)
        x += side + now.px(_GAP)
    painter.setFont(now.font("caption", 600))
    painter.setPen(ink)
    text_box = QRectF(x, box.top(), box.right() - x, tall)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter, text)
    return box


class Chip(QWidget):
    """Show a state: tone, icon and word together, since colour never speaks alone."""

    spoken_role = STATE

    def __init__(
        self,
        text: str,
        tone: Tone = "plain",
        icon: IconName | None = None,
        *,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a chip; `bare` drops the icon, for codes and counts which are words already."""
        super().__init__(parent)
        self._bare = bare
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, tone, icon)

    def set_state(self, text: str, tone: Tone = "plain", icon: IconName | None = None) -> None:
        """Change the word, the tone and the icon; the tone's own icon when none is given."""
        self._text, self._tone = text, tone
        self._icon: IconName | None = None if self._bare else (icon or TONE_ICON[tone])
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Measure the chip."""
        return QSize(chip_width(self._text, icon=self._icon is not None), theme().height("chip"))

    def minimumSizeHint(self) -> QSize:
        """Never cut the word."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        painter = painter_for(self)
        draw_chip(painter, QPointF(0, 0), self._text, self._tone, self._icon)
        painter.end()
