"""The QR that a phone reads from the screen: black on white whatever the palette, as large as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.views.theme import theme

_QUIET = 4
"""Light modules around the code (ISO/IEC 18004)."""

_LEAST, _LARGE = 240, 420


class PhoneCode(QWidget):
    """Show rows of modules; nothing while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[bytes] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Mã QR cho điện thoại"))

    def show_code(self, rows: Sequence[bytes]) -> None:
        """Show other rows."""
        if rows != self._rows:
            self._rows = rows
            self.update()

    def sizeHint(self) -> QSize:
        """Measure a code that an arm's length away is read."""
        return QSize(theme().px(_LARGE), theme().px(_LARGE))

    def minimumSizeHint(self) -> QSize:
        """Stay readable in a low window."""
        return QSize(theme().px(_LEAST), theme().px(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint whole pixels a module, so that no edge is soft."""
        del event
        if not self._rows:
            return
        painter = QPainter(self)
        wide = len(self._rows) + 2 * _QUIET
        side = max(1, min(self.width(), self.height(), theme().px(_LARGE)) // wide)
        left, top = (self.width() - side * wide) // 2, (self.height() - side * wide) // 2
        painter.fillRect(QRectF(left, top, side * wide, side * wide), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    at = QRectF(left + (x + _QUIET) * side, top + (y + _QUIET) * side, side, side)
                    painter.fillRect(at, QColor(Qt.GlobalColor.black))
        painter.end()
