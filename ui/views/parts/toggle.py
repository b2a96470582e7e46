"""Switch a choice on or off."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.views.parts.keys import KeySource, key_of, key_words
from ui.views.parts.paint import (
    cap_size,
    draw_box,
    draw_cap,
    draw_ring,
    painter_for,
    text_width,
)
from ui.views.theme import theme

_WIDE, _TALL, _GAP, _SIDE = 40, 22, 8, 4


class Toggle(QAbstractButton):
    """Show a switch with its words; `toggled(bool)` tells each change."""

    def __init__(self, text: str, *, on: bool = False, key: KeySource = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key_words(key_of(key)))
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the switch, the words and the cap."""
        now = theme()
        wide = 2 * _SIDE + now.px(_WIDE + _GAP) + text_width(now.font("body", 500), self.text())
        words = key_words(key_of(self._key))
        wide += now.px(_GAP) + cap_size(words).width() if words else 0
        return QSize(wide, now.height("target"))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the switch, its words, the cap of its key and the focus ring."""
        del event
        now = theme()
        painter = painter_for(self)
        track = QRectF(_SIDE, (self.height() - now.px(_TALL)) / 2, now.px(_WIDE), now.px(_TALL))
        self._paint_switch(painter, track)
        font = now.font("body", 500)
        painter.setFont(font)
        painter.setPen(now.colour("ink" if self.isEnabled() else "ink3"))
        left = track.right() + now.px(_GAP)
        words_box = QRectF(left, 0, text_width(font, self.text()), self.height())
        painter.drawText(words_box, Qt.AlignmentFlag.AlignVCenter, self.text())
        words = key_words(key_of(self._key))
        if words:
            top = (self.height() - cap_size(words).height()) / 2
            at = QPointF(words_box.right() + now.px(_GAP), top)
            draw_cap(painter, at, words, now.colour("ink2"), now.colour("edge"))
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()))
        painter.end()

    def _paint_switch(self, painter: QPainter, track: QRectF) -> None:
        # The knob's side and the filled track tell the state, so shape speaks beside colour.
        now = theme()
        on = self.isChecked()
        fill = now.colour("accent" if on else "surface")
        edge = now.colour("accent" if on else "edge")
        if not self.isEnabled():
            fill, edge = now.colour("well"), now.colour("line")
        draw_box(painter, track, fill, edge, track.height() / 2, 1.5)
        knob = track.height() - 8
        x = track.right() - knob - 4 if on else track.left() + 4
        ink = now.colour("on-accent" if on and self.isEnabled() else "edge")
        draw_box(painter, QRectF(x, track.top() + 4, knob, knob), ink, None, knob / 2)
