"""Teach one act where there is nothing yet."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.views.icons import IconName, icon_pixmap
from ui.views.parts.button import Button
from ui.views.parts.paint import painter_for
from ui.views.parts.text import Text
from ui.views.theme import theme

_ICON_PX = 40


class _Picture(QWidget):
    def __init__(self, icon: IconName) -> None:
        super().__init__()
        self._icon: IconName = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the icon at the size in use."""
        return QSize(theme().px(_ICON_PX), theme().px(_ICON_PX))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the accent."""
        del event
        painter = painter_for(self)
        drawn = icon_pixmap(self._icon, "accent", self.width(), self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 0), drawn)
        painter.end()


class EmptyState(QFrame):
    """Show an icon, the one act with its key, and the other ways; a drop zone when dashed."""

    def __init__(
        self,
        icon: IconName,
        what: str,
        other: str = "",
        action: QAction | None = None,
        *,
        dashed: bool = False,
    ) -> None:
        """Make an empty state.

        Args:
            icon: the thing that is missing.
            what: what to do, with its key: «Đặt giấy vào khay rồi bấm Space».
            other: the other ways: «Ảnh điện thoại và PDF: kéo thả vào đây».
            action: the act, from `make_action`; shown as a button.
            dashed: whether the area takes drops.
        """
        super().__init__()
        self._dashed = dashed
        self._lit = False
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(_Picture(icon), 0, centre)
        self._what = Text(what, "heading", wrap=True)
        for words in (self._what, Text(other, "label", "ink2", wrap=True)):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
            words.setVisible(bool(words.text()))
        if action is not None:
            column.addSpacing(4)
            column.addWidget(Button.of(action), 0, centre)
        column.addStretch(1)

    def say(self, what: str) -> None:
        """Change what to do."""
        self._what.setText(what)
        self._what.setVisible(bool(what))

    def set_lit(self, *, lit: bool) -> None:
        """Light the area up while something is held over it."""
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the dashed edge of a drop zone."""
        del event
        if not self._dashed:
            return
        now = theme()
        painter = painter_for(self)
        pen = QPen(QColor(now.colour("accent" if self._lit else "edge")), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(now.colour("soft" if self._lit else "sunken"))
        radius = now.radius("card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
