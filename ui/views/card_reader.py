"""A card read by a USB code reader while no text is asked for: its digits are no keys of the screen.

Such a reader types the card's QR as a keyboard does and ends with Enter. Where a field has the keyboard the field takes
it; elsewhere the digits would press keys: reuse a paper at the counter, tick a ground of Điều 22 at the certifying. The
numbers of persons begin with 0: what follows a 0 within a blink is the reader's, up to its Enter; a 0 that nothing
follows is a person's, and does what it always does.
"""

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.models.pause import pause_before
from ui.models.smart_paste import is_card
from ui.views.parts.keys import typing_text

BLINK_MS, PAUSE_S = 40, 0.1
"""How long after a 0 a reader's next letter is waited for; longest pause between two later ones."""

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardReader(QObject):
    """Watch the widget of a window that has the keyboard, and take what a reader types into it.

    Signals:
        read: the text of a card.
    """

    read = Signal(str)

    def __init__(self, screen: QWidget) -> None:
        """Watch the window that a screen is in."""
        super().__init__(screen)
        self._screen = screen
        self._watched: QWidget | None = None
        self._text = ""
        self._last = 0.0
        self._alone = pause_before(self._press_zero, BLINK_MS, self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a reader's keys from the screen; all others pass."""
        if isinstance(event, QKeyEvent) and not typing_text():
            if event.type() == QEvent.Type.ShortcutOverride and self._is_readers(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._is_readers(event):
                self._take(event)
                return True
        return super().eventFilter(watched, event)

    def _is_readers(self, event: QKeyEvent) -> bool:
        if len(self._text) > 1 and time.monotonic() - self._last > PAUSE_S:
            self._text = ""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        return plain and (bool(self._text) or event.text() == "0")

    def _take(self, event: QKeyEvent) -> None:
        self._last = time.monotonic()
        self._alone.stop()
        if event.key() not in _ENDS:
            self._text += event.text()
            if len(self._text) == 1:
                self._alone.start()
            return
        text, self._text = self._text, ""
        if is_card(text):
            self.read.emit(text)

    def _press_zero(self) -> None:
        """Do what a 0 does on the screen shown: nothing followed it, so a person pressed it."""
        self._text = ""
        for act in self._screen.window().findChildren(QAction):
            above = act.parent()
            seen = isinstance(above, QWidget) and above.isVisible()
            if seen and act.isEnabled() and QKeySequence(Qt.Key.Key_0) in act.shortcuts():
                act.trigger()
                return

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        wanted = now if now is not None and now.window() is self._screen.window() else None
        if wanted is self._watched:
            return
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = wanted
        if wanted is not None:
            wanted.installEventFilter(self)
            wanted.destroyed.connect(self._forget)

    def _forget(self, gone: QObject) -> None:
        if self._watched is gone:
            self._watched = None
