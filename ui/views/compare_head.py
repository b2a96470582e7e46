"""Name a pane of a comparison above its page, with its facts, its state and its tools."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.views.icons import IconName
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.chip import Chip
from ui.views.parts.text import ElidedText
from ui.views.theme import theme
from ui.views.tokens import Tone

_TALL, _FACTS_LEAST = 44, 48


class PaneHead(Box):
    """Show «Bản chính», «ảnh quét», «Trang 1 / 2» and tools in one line; the facts give way first."""

    def __init__(self, title: str) -> None:
        super().__init__("top")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 10, 0)
        self._row.setSpacing(2)
        self._title = ElidedText(title, "label", weight=700)
        self._facts = ElidedText("", "label", "ink2")
        self._chip = Chip("", "plain")
        self._chip.hide()
        self._row.addWidget(self._title)
        self._row.addSpacing(6)
        self._row.addWidget(self._facts)
        self._row.addStretch(1)
        self._row.addWidget(self._chip)
        self._fit()

    def say(self, title: str, facts: str = "") -> None:
        """Change the title and its facts."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._make_room()

    def show_state(self, words: str, tone: Tone = "plain", icon: IconName | None = None) -> None:
        """Show a state in a chip; no words hide it."""
        self._chip.set_state(words, tone, icon)
        self._chip.setVisible(bool(words))
        self._make_room()

    def tool(self, action: QAction) -> QAction:
        """Add a tool at the right and give its act back."""
        self._row.addWidget(Button.of(action, "small"))
        return action

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the facts go before the title is cut."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new height when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(_TALL))

    def _make_room(self) -> None:
        yielding = (self._title, self._facts)
        others = [one for one in self.findChildren(QWidget) if one not in yielding and one.isVisibleTo(self)]
        taken = sum(one.sizeHint().width() + self._row.spacing() for one in others)
        room = self.width() - taken - theme().px(36)
        whole = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 2
        title = min(whole, max(room, self._title.minimumSizeHint().width()))
        self._title.setMinimumWidth(title)
        self._facts.setVisible(room - title > theme().px(_FACTS_LEAST))
