"""Lie over the window for a moment: a raised sheet that has the keyboard, and gives it back where it was."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.panes import reveal
from ui.views.theme import theme

SHADOW_PX, SHADOW = 24, 0.16
"""Elevation 2: how far the shadow reaches, and how dark it is at the edge."""


class Sheet(QWidget):
    """Be the raised sheet: ground, hairline and shadow; `body` is its layout. The shadow lies inside its own edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(theme().space("s"))
        self.set_padding(theme().space("card"))

    def set_padding(self, pad: int) -> None:
        """Leave so many px between the edge and what is inside."""
        around = SHADOW_PX + pad
        self.body.setContentsMargins(around, around, around, around)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow by lines that grow paler, then the ground; inside of it the ground alone."""
        now = theme()
        painter = painter_for(self)
        box = QRectF(self.rect()).adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
        radius = now.radius("card")
        if box.adjusted(radius, radius, -radius, -radius).contains(QRectF(event.rect())):
            painter.fillRect(event.rect(), now.colour("popup"))
            painter.end()
            return
        if not now.high_contrast:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for far in range(SHADOW_PX):
                tint = QColor(now.colour("shadow"))
                tint.setAlphaF(SHADOW * (1 - far / SHADOW_PX) ** 2)
                painter.setPen(QPen(tint, 1.6))
                painter.drawRoundedRect(box.adjusted(-far, -far, far, far), radius + far, radius + far)
        width = 2 if now.high_contrast else 1
        draw_box(painter, box, now.colour("popup"), now.colour("line"), radius, width)
        painter.end()


class Overlay(QWidget):
    """Cover a window without hiding it; a press beside the sheet or Esc puts it away.

    While it is shown no key of the window acts: each is the sheet's own, or nothing. Tab stays on the sheet.

    Signals:
        gone: it was put away.
    """

    gone = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._inside: QWidget | None = None
        self._going = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = Sheet(self)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.hide()

    def call(self, name: str) -> None:
        """Give the sheet its name for screen readers."""
        self.setAccessibleName(name)
        self.sheet.setAccessibleName(name)

    def come(self, first: QWidget) -> None:
        """Show the sheet over the window, remember who has the keyboard, and give it to a widget of the sheet."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.place()  # only now: what was hidden takes a new size of letters when it is shown
        self._inside = first
        first.setFocus()

    def go(self) -> None:
        """Put the sheet away; the keyboard goes back where it was.

        It goes there before the sheet is hidden: else it would come to whatever stands next on the screen, and a
        warning that gets it counts as seen.
        """
        if not self.isVisible():
            return
        before, self._before = self._before, None
        if before is not None and isValid(before):
            reveal(before)
        else:
            before = self._window
        self._going = True
        before.setFocus()
        self._hide()

    def drop(self) -> None:
        """Put the sheet away where the keyboard belongs to somebody else by now, as when the desk is locked."""
        if self.isVisible():
            self._going, self._before = True, None
            self._hide()

    def _hide(self) -> None:
        self.hide()
        self._going = False
        self.gone.emit()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep the keyboard when something of the window takes it, as a screen does whose answer has come.

        Else what is typed here would be acts there. That widget has it when the sheet goes.
        """
        if not self.isVisible() or self._going or now is None or now.window() is not self._window:
            return
        if self.isAncestorOf(now):
            self._inside = now
        elif self._inside is not None and isValid(self._inside):
            self._before = now
            self._inside.setFocus()

    def place(self) -> None:
        """Lay the sheet out for the window's size."""
        self.sheet.adjustSize()

    def keep_inside(self, x: int, y: int, wide: int, tall: int) -> None:
        """Put the sheet's visible box at a place in px, moved so that all of it is in the window."""
        x = max(4, min(x, self.width() - wide - 4))
        y = max(4, min(y, self.height() - tall - 4))
        self.sheet.setGeometry(x - SHADOW_PX, y - SHADOW_PX, wide + 2 * SHADOW_PX, tall + 2 * SHADOW_PX)

    def event(self, event: QEvent) -> bool:
        """Take every key before the window's own acts do."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc; what the sheet does not know is nobody's."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go by a press beside the sheet."""
        inner = self.sheet.geometry().adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
        if not inner.contains(event.position().toPoint()):
            self.go()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 -- the signature of Qt's own
        """Keep Tab on the sheet."""
        stops = [
            one
            for one in self.sheet.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ]
        if stops:
            focus = QApplication.focusWidget()
            here = stops.index(focus) if focus in stops else -1 if next else 0
            stops[(here + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self.place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the sheet out again when the application is restyled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.place()
