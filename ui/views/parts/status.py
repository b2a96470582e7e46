"""Tell one true state in the status bar; a press opens what is behind it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.paint import draw_box, draw_ring, elided, painter_for, text_width
from ui.views.theme import theme
from ui.views.tokens import Colour, Tone

_ICON_PX, _GAP, _PAD = 14, 6, 6
_INKS: dict[Tone, Colour] = {
    "plain": "ink3",
    "accent": "accent",
    "ok": "ok",
    "doubt": "doubt",
    "seal": "seal",
}


class StatusItem(QAbstractButton):
    """Show one state as an icon in its tone and a few words; `clicked` asks for its card."""

    def __init__(
        self,
        icon: IconName | None,
        text: str = "",
        tone: Tone = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon: IconName | None = icon
        self._silent = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone = "plain", icon: IconName | None = None) -> None:
        """Change the words, the tone and, when given, the icon."""
        self._tone: Tone = tone
        self._icon = icon or self._icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription("F10")
        self.setToolTip(f"{text} (F10)" if text else "")
        if not text or self._silent:
            self._silent = not text
            self.setVisible(bool(text) and self.parent() is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Measure the icon and the words."""
        now = theme()
        wide = 2 * now.px(_PAD) + text_width(now.font("caption"), self.text())
        wide += now.px(_ICON_PX + _GAP) if self._icon is not None else 0
        return QSize(wide, now.height("status") - 2)

    def minimumSizeHint(self) -> QSize:
        """Give way to the icon alone, whose tip keeps the words; words without an icon stay."""
        if self._icon is None:
            return self.sizeHint()
        return QSize(2 * theme().px(_PAD) + theme().px(_ICON_PX), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon, the words and the focus ring."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            draw_box(painter, rect.adjusted(0, 3, 0, -3), now.colour("well"), None, 4)
        x = now.px(_PAD)
        if self._icon is not None:
            side = now.px(_ICON_PX)
            at = QPointF(x, rect.center().y() - side / 2)
            draw_icon(painter, self._icon, at, _INKS[self._tone], side)
            x += side + now.px(_GAP)
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("ink2"))
        words = QRectF(x, 0, rect.width() - x, rect.height())
        shown = elided(now.font("caption"), self.text(), words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            draw_ring(painter, rect.adjusted(0, 1, 0, -1), 4)
        painter.end()
