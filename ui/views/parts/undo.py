"""Show the last act with its undo, for eight seconds, at the left of the action bar."""

from PySide6.QtCore import QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import QAccessible, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.banner import announce
from ui.views.parts.button import Button
from ui.views.parts.keys import KeySource
from ui.views.parts.paint import painter_for
from ui.views.parts.text import ElidedText
from ui.views.theme import theme
from ui.views.tokens import Colour

_ICON_PX = 16


class UndoLine(QWidget):
    """Show one line: what was done, and «Hoàn tác Ctrl Z» while it can be taken back.

    Signals:
        undo_asked: the button was pressed; when `key` is an act, that act is triggered as well.
    """

    spoken_role = QAccessible.Role.StatusBar

    undo_asked = Signal()

    def __init__(self, key: KeySource = "Ctrl+Z", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon: IconName | None = None
        self._ink: Colour = "ok"
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme().px(_ICON_PX) + 8, 0, 0, 0)
        self._row.setSpacing(4)
        self._words = ElidedText("", "label", "ink2")
        self._undo = Button(self.tr("Hoàn tác"), "quiet", key=key, size="small")
        self._undo.clicked.connect(self.undo_asked)
        self._row.addWidget(self._words)
        self._row.addWidget(self._undo)
        self._row.addStretch(1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._end)
        self._lasting: tuple[str, IconName] | None = None
        self._end()

    def show_act(self, what: str, *, can_undo: bool = True, icon: IconName = "check") -> None:
        """Show an act just done; it leaves after 8 s unless the pointer or focus holds it."""
        self._show(what, icon, "ok" if icon == "check" else "ink2")
        self._undo.setVisible(can_undo)
        announce(self, what)
        self._rest.start(theme().tokens.motion["undo-ms"])

    def show_fact(self, what: str, icon: IconName = "info") -> None:
        """Show a lasting fact of the screen, such as «Đã xem đủ 1/1 trang»; empty hides it."""
        self._lasting = (what, icon) if what else None
        if not self._rest.isActive():
            self._end()

    def clear(self) -> None:
        """Take the act away, as after its undo."""
        self._rest.stop()
        self._end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hold the line while the pointer is over it."""
        if self._rest.isActive():
            self._rest.start(theme().tokens.motion["undo-ms"])
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        del event
        if self._icon is None:
            return
        painter = painter_for(self)
        side = theme().px(_ICON_PX)
        draw_icon(painter, self._icon, QPointF(0, (self.height() - side) / 2), self._ink, side)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the words clear of the icon when the size changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._row.setContentsMargins(theme().px(_ICON_PX) + 8, 0, 0, 0)
        super().changeEvent(event)

    def _show(self, what: str, icon: IconName | None, ink: Colour) -> None:
        self._icon, self._ink = icon, ink
        self._words.setText(what)
        self._words.setVisible(bool(what))
        self.setAccessibleName(what)
        self.update()

    def _end(self) -> None:
        if self._undo.hasFocus() or (self.underMouse() and self._undo.isVisible()):
            self._rest.start(theme().tokens.motion["undo-ms"])
            return
        self._undo.hide()
        if self._lasting is None:
            self._show("", None, "ink2")
        else:
            self._show(self._lasting[0], self._lasting[1], "ok")
