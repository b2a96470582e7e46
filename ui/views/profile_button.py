"""One work profile as a button (kiểu quét): its name, its key, what it does in one line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.model.profile import WorkProfile
from desk.work.profile_words import key_words_of, profile_line, profile_short
from ui.views.language import language_now
from ui.views.parts.paint import cap_size, draw_box, draw_cap, draw_ring, elided, painter_for
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Colour

_PAD, _GAP, _TALL, _BAR = 12, 8, 50, 3


class ProfileButton(QAbstractButton):
    """Show a profile; a checked one is the one in hand, one that fits says so in words too."""

    def __init__(self, profile: WorkProfile, fits: str = "", parent: QWidget | None = None) -> None:
        """Make a button.

        Args:
            profile: What it stands for.
            fits: Words that tell why it is the one to take, "" for none.
            parent: The parent widget.
        """
        super().__init__(parent)
        self.profile = profile
        self._fits = fits
        self._cap = key_words_of(profile, language_now())
        self._line = profile_short(profile, language_now())
        self.setText(profile.name)
        self.setAccessibleName(", ".join(part for part in (profile.name, fits) if part))
        whole = profile_line(profile, language_now())
        self.setAccessibleDescription(" ".join(part for part in (self._cap, whole) if part))
        self.setToolTip(whole)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the height; the width is what there is."""
        now = theme()
        return QSize(now.px(220), now.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Leave room for the key and the beginning of the name."""
        return QSize(theme().px(150), theme().px(_TALL))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, name, key and line."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        marked = bool(self._fits) or self.isChecked()
        fill: Colour = "soft" if marked else "sunken" if lit else "surface"
        edge: Colour = "accent" if self.isChecked() or (marked and lit) else "soft-line" if marked else "line"
        draw_box(painter, rect, now.colour(fill), now.colour(edge), now.radius("card"))
        if self.isChecked():
            bar = QRectF(rect.left(), rect.top() + 8, now.px(_BAR), rect.height() - 16)
            draw_box(painter, bar, now.colour("accent"), None, 1)
        self._paint_words(painter, rect.adjusted(now.px(_PAD), 0, -now.px(_PAD), 0))
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), now.radius("card"))
        painter.end()

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        now = theme()
        half = rect.height() / 2
        room = rect.width()
        if self._cap:
            cap = cap_size(self._cap)
            room -= cap.width() + now.px(_GAP)
            at = QPointF(rect.right() - cap.width(), rect.top() + (half + 6 - cap.height()) / 2)
            draw_cap(painter, at, self._cap, now.colour("ink2"), now.colour("edge"))
        top = QRectF(rect.left(), rect.top() + 4, room, half)
        name = now.font("body", 600)
        painter.setFont(name)
        painter.setPen(now.colour("ink" if self.isEnabled() else "ink3"))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, elided(name, self.text(), room))
        below = QRectF(rect.left(), rect.top() + half, rect.width(), half - 4)
        small = now.font("caption", 600 if self._fits else 500)
        line = f"{self._fits} · {self._line}" if self._fits else self._line
        painter.setFont(small)
        painter.setPen(now.colour("accent" if self._fits else "ink2"))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided(small, line, rect.width()))
