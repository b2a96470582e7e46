"""Show the keys of a screen as it stands (F1)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.window import WindowModel
from ui.views.parts.card import Box, Card
from ui.views.parts.keys import KeyCap, key_words, make_action
from ui.views.parts.text import Text
from ui.views.screen import Screen

Row = tuple[str, tuple[QKeySequence, ...]]
"""The words of an act, and its keys."""


def keys_of(widget: QWidget, *, own_only: bool = False) -> list[Row]:
    """List the acts of a widget that can be done by a key now, in the order they were made.

    An act's status tip says it more fully than its button where the button stands beside what it is about.
    """
    rows: list[Row] = []
    for action in acts_of(widget, own_only=own_only):
        keys = {key_words(key): key for key in reversed(action.shortcuts())}
        if keys:
            rows.append((action.statusTip() or action.text(), tuple(reversed(keys.values()))))
    return rows


def acts_of(widget: QWidget, *, own_only: bool = False) -> list[QAction]:
    """List the acts of a widget that can be done now, also those without a key, in the order they were made."""
    places = [widget] if own_only else [widget, *widget.findChildren(QWidget)]
    there = [action for place in places if place.isVisible() for action in place.actions()]
    return [one for one in there if one.isEnabled() and one.text() and not one.isSeparator()]


class HelpScreen(Screen):
    """Show each act of the screen before with its keys; Esc goes back."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Phím"))
        self._model = model
        self._back_to = "counter"
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 16, 18, 16)
        self._back = make_action(self, self.tr("Quay lại"), ["Return", "Esc"], "arrow-left", "primary")
        self._back.triggered.connect(lambda: self._model.go(self._back_to))
        self._lesson = make_action(self, self.tr("Tập dượt ba phút"), "F2", "flask")
        self._lesson.triggered.connect(model.guide.begin)
        self._scroll: QScrollArea | None = None
        self.set_acts(self._back)

    def show_keys(self, title: str, rows: list[Row], back_to: str) -> None:
        """Show the keys of a screen, and go back there."""
        self._back_to = back_to
        self.set_title(self.tr("Phím của màn «{screen}»").format(screen=title))
        self._back.setText(self.tr("Quay lại màn «{screen}»").format(screen=title))
        able = self._model.guide.able
        self._lesson.setEnabled(able)
        self.set_acts(self._back, *((self._lesson,) if able else ()))
        if self._scroll is not None:
            self._column.removeWidget(self._scroll)
            self._scroll.deleteLater()
        ground = Box("none")
        across = QHBoxLayout(ground)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        half = (len(rows) + 1) // 2
        for part in (rows[:half], rows[half:]):
            across.addWidget(_keys_card(part), 1, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(ground)
        self._scroll.setProperty("stop", "true")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.title)
        self._column.addWidget(self._scroll)
        self._scroll.setFocus()


def _keys_card(rows: list[Row]) -> Card:
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    for number, (words, keys) in enumerate(rows):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in keys[:3]:
            caps.addWidget(KeyCap(key))
        caps.addStretch(1)
        grid.addLayout(caps, number, 0)
        grid.addWidget(Text(words, "body", wrap=True), number, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    return card
