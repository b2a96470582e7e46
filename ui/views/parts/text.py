"""Show text: the only label of the window, plain text only, sized by the type scale."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.views.theme import theme
from ui.views.tokens import TypeRole

TextTone = Literal["ink", "ink2", "ink3", "accent", "ok", "doubt", "seal", "rail"]
"""The colour of a text by role; never below ink3."""


_LETTERS = 4


def restyle(widget: QWidget) -> None:
    """Have the style sheet read a widget's dynamic properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class Text(QLabel):
    """Show one text in a step of the type scale and a tone; data is never read as markup."""

    def __init__(
        self,
        text: str = "",
        role: TypeRole = "body",
        tone: TextTone = "ink",
        *,
        weight: int | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: TypeRole = role
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._dress()
        self.setText(text)

    def set_tone(self, tone: TextTone) -> None:
        """Change the colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def set_role(self, role: TypeRole, weight: int | None = None) -> None:
        """Change the step of the type scale and the weight."""
        self._role, self._weight = role, weight
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new size of the type role when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        font = theme().font(self._role, self._weight)
        if self.font() != font:
            self.setFont(font)
        self.setMinimumHeight(theme().line_px(self._role))


class ElidedText(Text):
    """Show one line that gives way: cut with «…» when there is no room, whole in its tip."""

    def minimumSizeHint(self) -> QSize:
        """Give way down to a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * _LETTERS, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(self.contentsRect(), self.alignment(), shown)
        painter.end()
