"""Lead to the rooms of the desk by the rail at the left."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon, draw_mark
from ui.views.parts.keys import make_action
from ui.views.parts.paint import draw_box, painter_for
from ui.views.theme import theme

_ICON_PX, _TALL, _LOW, _SIDE, _MARK_PX, _HEAD = 22, 58, 43, 8, 40, 66
_KEYS = 9


@dataclass(frozen=True)
class Room:
    """Name one room of the rail: its stable key, its word and its icon."""

    name: str
    label: str
    icon: IconName


class RailButton(QAbstractButton):
    """Show one room with icon and word; the chosen one on a ground and with a bar at the edge."""

    def __init__(self, room: Room, key: str) -> None:
        super().__init__()
        self._icon: IconName = room.icon
        self.setText(room.label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(room.label)
        self.setAccessibleDescription(key)
        self.setToolTip(f"{room.label} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Measure one room."""
        now = theme()
        return QSize(now.height("rail"), now.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Keep icon and word whole on a low window."""
        return QSize(self.sizeHint().width(), theme().px(_LOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the room."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        box = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        on = self.isChecked()
        ink = now.colour("rail-on" if on or self.underMouse() else "rail-ink")
        if on:
            edge = now.colour("accent") if now.high_contrast else None
            draw_box(painter, box, now.colour("rail-sel"), edge, now.radius("control"))
            bar = QRectF(-3, rect.center().y() - now.px(15), 6, now.px(30))
            draw_box(painter, bar, now.colour("rail-on"), None, 3)
        side = now.px(_ICON_PX)
        words_tall = now.line_px("caption") + 2
        top = rect.center().y() - (side + 2 + words_tall) / 2
        draw_icon(painter, self._icon, QPointF(rect.center().x() - side / 2, top), ink, side)
        painter.setFont(now.font("caption", 600))
        painter.setPen(ink)
        words = QRectF(0, top + side + 2, rect.width(), words_tall)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            ring = box.adjusted(1, 1, -1, -1)
            draw_box(painter, ring, None, now.colour("rail-on"), now.radius("control"), 2)
        painter.end()


class Rail(QWidget):
    """Show the mark, the rooms and, at the bottom, the settings; Ctrl+1…9 choose in that order.

    Signals:
        chosen: the room's name.
    """

    chosen = Signal(str)

    def __init__(self, rooms: tuple[Room, ...], bottom: tuple[Room, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        column = self._column = QVBoxLayout(self)
        for number, room in enumerate((*rooms, *bottom), start=1):
            if number == len(rooms) + 1:
                column.addStretch(1)
            column.addWidget(self._make_button(room, number))
        self._fit()

    def show_room(self, name: str) -> None:
        """Mark a room as the one shown."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def button(self, name: str) -> RailButton | None:
        """Give the button of a room; its accessible description is the key."""
        return self._buttons.get(name)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the mark; a white line at the edge in high contrast."""
        now = theme()
        painter = painter_for(self)
        painter.fillRect(event.rect(), now.colour("rail"))
        side = now.px(_MARK_PX)
        if not self._low():
            draw_mark(painter, QPointF((self.width() - side) / 2, now.px(10)), side)
        if now.high_contrast:
            painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), now.colour("line"))
        painter.end()

    def _make_button(self, room: Room, number: int) -> RailButton:
        key = f"Ctrl+{number}" if number <= _KEYS else ""
        button = RailButton(room, key.replace("+", " "))
        button.clicked.connect(lambda: self.chosen.emit(room.name))
        action = make_action(self, room.label, key, room.icon)
        action.triggered.connect(lambda: self.chosen.emit(room.name))
        self._buttons[room.name] = button
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the mark out on a low window, where the rooms need the height."""
        super().resizeEvent(event)
        self._fit()

    def _low(self) -> bool:
        return self.height() < theme().px(_HEAD + len(self._buttons) * (_TALL + 6) + 20)

    def _fit(self) -> None:
        low = self._low()
        self._column.setContentsMargins(0, 4 if low else theme().px(_HEAD), 0, 4 if low else 8)
        self._column.setSpacing(2 if low else 6)
        self.setFixedWidth(theme().height("rail"))
