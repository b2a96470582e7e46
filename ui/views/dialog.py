"""Ask before the few acts that cannot be taken back: a dialog beside the page, which stays in view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.text import Text
from ui.views.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.views.tokens import Colour

_WIDE = 424
_ICON_PX = 22
_EDGE = 16


class RedDialog(QDialog):
    """Hold a question about a red act: icon and title, a body, and two acts, the harmless one at the left.

    Enter presses the button that has the focus, so that it never does more than what is lit.
    """

    def __init__(self, title: str, icon: IconName, parent: QWidget, *, tone: "Colour" = "seal") -> None:
        super().__init__(parent)
        self._tone: Colour = tone
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setFixedWidth(theme().px(_WIDE))
        self._icon: IconName = icon
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 18)
        whole.setSpacing(12)
        head = QHBoxLayout()
        head.setContentsMargins(theme().px(_ICON_PX) + 12, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.head, self.second = Text(title, "heading", wrap=True), Text("", "label", "ink2", wrap=True)
        words.addWidget(self.head)
        words.addWidget(self.second)
        self.second.hide()
        head.addLayout(words)
        whole.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        whole.addLayout(self.body)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addStretch(1)
        whole.addLayout(self._row)

    def say_more(self, words: str) -> None:
        """Put a second line below the title."""
        self.second.setText(words)
        self.second.setVisible(bool(words))

    def set_acts(self, back: "QAction", go: "QAction") -> tuple[Button, Button]:
        """Put the two acts at the foot and return their buttons."""
        buttons = Button.of(back), Button.of(go)
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._row.addWidget(button)
        return buttons

    def open_beside(self, anchor: QWidget) -> None:
        """Open over a side panel, so that the page stays in view; where it has no room, in the middle of the window."""
        window = anchor.window()
        self._measure()
        if self.height() > window.height():  # a small screen at a large scale: the words stay, the air goes
            self._whole.setContentsMargins(20, 6, 20, 6)
            self._whole.setSpacing(6)
            self.body.setSpacing(4)
            self._measure()
        foot = anchor.mapToGlobal(QPoint(anchor.width() - _EDGE, anchor.height() - _EDGE))
        corner = foot - QPoint(self.width(), self.height())
        if not anchor.isVisible() or anchor.width() < self.width():
            corner = window.mapToGlobal(window.rect().center()) - QPoint(self.width() // 2, self.height() // 2)
        self.move(corner)
        self.open()

    def _measure(self) -> None:
        self._whole.activate()
        self.resize(self.width(), self._whole.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus by Enter; Esc closes as everywhere."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QAbstractButton):
                focus.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, a hairline for desktops without window frames, and the icon."""
        super().paintEvent(event)
        painter = painter_for(self)
        draw_box(painter, QRectF(self.rect()), theme().colour("surface"), theme().colour("edge"), 0)
        side = theme().px(_ICON_PX)
        at = self.head.mapTo(self, QPoint(0, 0))
        draw_icon(painter, self._icon, QPoint(20, at.y() + (theme().line_px("heading") - side) // 2).toPointF(),
                  self._tone, side)  # fmt: skip
        painter.end()
