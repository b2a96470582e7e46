"""Ask for one of few: a closed list that opens with F4 or Alt+Down, like every list of the desk."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QVBoxLayout, QWidget

from ui.views.icons import draw_icon
from ui.views.parts.field import Choice
from ui.views.parts.paint import painter_for
from ui.views.parts.text import Text
from ui.views.theme import theme


class Combo(QComboBox):
    """Show the list's value in the style of a field, with our own arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt's own delegate for combo boxes does not read the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.view().setProperty("popup", "true")
        self._dress()

    def name_alone(self, name: str) -> None:
        """Name a list that has no label beside it: under Linux readers are told its value for its name."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)

    def give_way(self) -> None:
        """Let words be cut where they are somebody's own, such as a path; the tip keeps them whole."""
        self.currentTextChanged.connect(self.setToolTip)
        self.setToolTip(self.currentText())

    def changeEvent(self, event: QEvent) -> None:
        """Take the new size when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the arrow."""
        super().paintEvent(event)
        painter = painter_for(self)
        side = theme().px(16)
        at = QPointF(self.width() - side - 10, (self.height() - side) / 2)
        draw_icon(painter, "chevron-down", at, "ink2" if self.isEnabled() else "ink3", side)
        painter.end()

    def _dress(self) -> None:
        if self.font() != theme().font("body"):
            self.setFont(theme().font("body"))


class ComboField(QWidget):
    """Ask for one of few known values: label above, hint below.

    Signals:
        chosen: the `Choice.key` of the value taken by the clerk.
    """

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = Text(label, "label", "ink2", weight=600)
        self.combo = Combo()
        self.combo.setAccessibleName(label)
        words.setBuddy(self.combo)
        column.addWidget(words)
        column.addWidget(self.combo)
        if hint:
            column.addWidget(Text(hint, "caption", "ink3"))
        self.setFocusProxy(self.combo)
        self.set_choices(choices)
        self.combo.activated.connect(self._tell)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other values; the one chosen before stays if it is still there."""
        before = self.key()
        self.combo.clear()
        for one in choices:
            self.combo.addItem(f"{one.words}  ·  {one.second}" if one.second else one.words, one.key)
        self.choose(before)

    def choose(self, key: str) -> None:
        """Show a value by its key, without telling it."""
        index = self.combo.findData(key)
        if index >= 0:
            self.combo.setCurrentIndex(index)

    def key(self) -> str:
        """Give the key of the value shown, empty when there is none."""
        return str(self.combo.currentData() or "")

    def _tell(self) -> None:
        self.chosen.emit(self.key())
