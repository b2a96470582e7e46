"""Ask before the few acts that cannot be taken back: a dialog beside the page, which stays in view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.scrolling import Scrolling
from ui.views.parts.text import Text
from ui.views.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.views.tokens import Colour

_WIDE = 424
_ICON_PX = 22
_EDGE = 16
_FAR = 100_000


class RedDialog(QDialog):
    """Hold a question about a red act: icon and title, a body, and two acts, the harmless one at the left.

    Enter presses the button that has the focus, so that it never does more than what is lit.
    """

    _anchor: QWidget | None = None

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
        inner = Box("none")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self._scroll = Scrolling(inner)
        whole.addWidget(self._scroll)
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
        self._anchor = anchor
        self.lie_beside()
        self.open()

    def lie_beside(self) -> None:
        """Take the size and the place that fit the window as it is now."""
        anchor = self._anchor
        if anchor is None:
            return
        window = anchor.window()
        self._measure(_FAR)
        if self.height() > window.height():  # a small screen at a large scale: the air goes, then what is said scrolls
            self._whole.setContentsMargins(20, 6, 20, 6)
            self._whole.setSpacing(6)
            self.body.setSpacing(4)
            self._measure(window.height())
        foot = anchor.mapToGlobal(QPoint(anchor.width() - _EDGE, anchor.height() - _EDGE))
        corner = foot - QPoint(self.width(), self.height())
        if not anchor.isVisible() or anchor.width() < self.width():
            corner = window.mapToGlobal(window.rect().center()) - QPoint(self.width() // 2, self.height() // 2)
        top = window.mapToGlobal(QPoint(0, 0))  # its head never lies above the window
        self.move(max(corner.x(), top.x()), max(corner.y(), top.y()))

    def _measure(self, most: int) -> None:
        """Take the height of what is said, or of the window: the acts stay in sight then, and what is said scrolls."""
        edges = self._whole.contentsMargins()
        least = max(self._row.minimumSize().width(), self.body.totalMinimumSize().width())
        self.setFixedWidth(max(theme().px(_WIDE), least + edges.left() + edges.right()))
        inside = self.width() - edges.left() - edges.right()
        self.body.activate()
        said = max(self.body.totalHeightForWidth(inside), self.body.totalMinimumSize().height())
        self._scroll.setFixedHeight(said)
        self._whole.activate()
        tall = self._whole.totalHeightForWidth(self.width())
        if tall > most:
            self._scroll.setFixedHeight(max(0, said - tall + most))
            self._whole.activate()
            tall = most
        self.resize(self.width(), tall)

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
