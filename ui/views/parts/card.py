"""Hold things that belong together on a flat card with a hairline, and picture a person."""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.spoken import GROUP, PICTURE
from ui.views.parts.text import Text
from ui.views.theme import theme

CardState = Literal["plain", "current", "doubt", "seal", "info", "sunken"]
"""What the edge and the ground of a card say."""


class Box(QWidget):
    """Fill a plain area of the frame by its name in the style sheet: bg, surface, well, none."""

    def __init__(self, box: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", box)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class SidePanel(Box):
    """Hold a side column whose width in px at 100 % follows the size setting."""

    def __init__(self, box: str, wide_px: int, parent: QWidget | None = None) -> None:
        super().__init__(box, parent)
        self._wide = wide_px
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new width when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(self._wide))


class ScrollPanel(SidePanel):
    """Hold a side column that scrolls when the window is low; `column` is its layout."""

    def __init__(self, box: str, wide_px: int, parent: QWidget | None = None) -> None:
        super().__init__(box, wide_px, parent)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = Box(box if box in ("bg", "surface", "sunken") else "surface")
        self.column = QVBoxLayout(inner)
        self._scroll.setWidget(inner)
        across.addWidget(self._scroll)

    def show_part(self, part: QWidget) -> None:
        """Scroll so far that a part of the column is in sight."""
        self._scroll.ensureWidgetVisible(part, 0, 16)


class Card(QFrame):
    """Hold a column of widgets on a card; `body` is its layout, `head` the line of its title."""

    spoken_role = GROUP

    def __init__(
        self,
        title: str = "",
        *,
        state: CardState = "plain",
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state: CardState = state
        now = theme()
        pad = now.space("card-dense" if dense else "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(pad, pad - 2, pad, pad - 2)
        self.body.setSpacing(now.space("s"))
        self.head = QHBoxLayout()
        self.head.setSpacing(now.space("s"))
        self.title = Text(title, "body", weight=600)
        self.setAccessibleName(title)
        if title:
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.body.addLayout(self.head)

    def set_state(self, state: CardState) -> None:
        """Change what the edge says."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card's ground and edge."""
        del event
        now = theme()
        painter = painter_for(self)
        fill, edge, width = now.colour("surface"), now.colour("line"), 1
        if self._state == "current":
            edge, width = now.colour("focus"), 2
        elif self._state == "doubt":
            edge, width = now.colour("doubt"), 2
        elif self._state == "seal":
            _, fill, edge = now.tone("seal")
        elif self._state == "info":
            _, fill, edge = now.tone("accent")
        elif self._state == "sunken":
            fill = now.colour("sunken")
        draw_box(painter, QRectF(self.rect()), fill, edge, now.radius("card"), width)
        painter.end()


class Rule(QFrame):
    """Part two groups by a hairline, lying or standing."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline."""
        painter = painter_for(self)
        painter.fillRect(event.rect(), theme().colour("line"))
        painter.end()


def initials(name: str) -> str:
    """Take the family name's and the given name's first letters, as an office would."""
    words = name.split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class Avatar(QWidget):
    """Stand for a person by two letters in a circle."""

    spoken_role = PICTURE

    def __init__(self, name: str, size_px: int = 38, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def set_name(self, name: str) -> None:
        """Change the person."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Keep the circle whole."""
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        """Measure the circle."""
        side = theme().px(self._size)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle and the letters."""
        del event
        now = theme()
        painter = painter_for(self)
        ink, fill, line = now.tone("accent")
        rect = QRectF(self.rect())
        draw_box(painter, rect, fill, line, rect.width() / 2)
        font = QFont(now.font("title" if self._size > 48 else "caption", 600))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(self._name))
        painter.end()
