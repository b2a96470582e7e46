"""Let what a room holds give way on a low or narrow window: it scrolls, and columns stand one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.views.parts.card import Box
from ui.views.theme import theme

_AIR = 8


class Scrolling(QScrollArea):
    """Hold one part that scrolls up and down where it does not fit; what gets the keyboard comes into sight."""

    def __init__(self, part: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(part)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        part = self.widget()
        if now is not None and part is not None and part.isAncestorOf(now) and self.isVisible():
            self.ensureWidgetVisible(now, 0, _AIR)


def scrolled_column(place: QWidget) -> QVBoxLayout:
    """Fill a place with a column that scrolls on a low window, and return the column."""
    inner = Box("none")
    whole = QVBoxLayout(place)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(Scrolling(inner))
    return QVBoxLayout(inner)


class Columns(Box):
    """Lay parts side by side, each with its share of the width; on a narrow window one below the other."""

    def __init__(self, parts: Sequence[tuple[QWidget, int]], least_px: int, *, bare: bool = False) -> None:
        """Make the columns.

        Args:
            parts: each part and its share of the width.
            least_px: the width in px at 100 % below which they stand one below the other.
            bare: what holds them has its own edges.
        """
        super().__init__("none")
        self._least = least_px
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(*((0, 0, 0, 0) if bare else (18, 16, 18, 16)))
        self._across.setSpacing(14)
        for part, share in parts:
            self._across.addWidget(part, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the way they stand for the new width."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(self._least)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._across.direction():
            self._across.setDirection(way)
