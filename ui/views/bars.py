"""Build the three bars of the frame: who and where at the top, the next step, the truth below."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.card import Avatar, Box
from ui.views.parts.chip import Chip
from ui.views.parts.keys import KeySource, key_of, key_words
from ui.views.parts.paint import cap_size, draw_box, draw_cap, draw_ring, elided, painter_for, text_width
from ui.views.parts.road import RoadBar
from ui.views.parts.status import StatusItem
from ui.views.parts.text import ElidedText
from ui.views.parts.undo import UndoLine
from ui.views.theme import theme
from ui.views.tokens import Height, Tone

_STATES: tuple[tuple[str, IconName], ...] = (
    ("scanner", "scan"),
    ("token", "token"),
    ("network", "network"),
    ("deliveries", "upload"),
)


_NAME_LEAST = 96


class SearchButton(QAbstractButton):
    """Look like a field and open the search of everything."""

    def __init__(self, key: KeySource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setText(self.tr("Tìm người, hồ sơ…"))
        self.setAccessibleName(self.tr("Tìm người, hồ sơ, thủ tục và lệnh"))
        self.setAccessibleDescription(key_words(key_of(key)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the whole button."""
        now = theme()
        cap = cap_size(key_words(key_of(self._key))).width()
        words = text_width(now.font("label"), self.text())
        return QSize(max(now.px(214), now.px(18 + 16 + 8 + 12) + words + cap), now.px(34))

    def minimumSizeHint(self) -> QSize:
        """Give way to the icon and the key."""
        cap = cap_size(key_words(key_of(self._key))).width()
        return QSize(theme().px(42) + cap, theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field's look, the icon and the cap."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        edge = now.colour("edge" if self.underMouse() or now.high_contrast else "line")
        draw_box(painter, rect, now.colour("sunken"), edge, now.radius("control"))
        side = now.px(16)
        middle = rect.center().y()
        draw_icon(painter, "search", QPointF(10, middle - side / 2), "ink2", side)
        words = key_words(key_of(self._key))
        cap = cap_size(words)
        x = rect.right() - cap.width() - 10
        draw_cap(painter, QPointF(x, middle - cap.height() / 2), words, now.colour("ink2"),
                 now.colour("edge"))  # fmt: skip
        left = 18.0 + side
        painter.setFont(now.font("label"))
        painter.setPen(now.colour("ink3"))
        text = elided(now.font("label"), self.text(), x - left - 8)
        painter.drawText(QRectF(left, 0, x - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            draw_ring(painter, rect)
        painter.end()


class _Bar(Box):
    def __init__(self, box: str, height: Height, margins: tuple[int, int]) -> None:
        super().__init__(box)
        self._height: Height = height
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(margins[0], 0, margins[1], 0)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new height when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(theme().height(self._height))


class TopBar(_Bar):
    """Show who is at the counter and how far the case is, or the screen's title and facts."""

    def __init__(self, search: QAction) -> None:
        super().__init__("top", "top", (18, 18))
        self.row.setSpacing(16)
        self._citizen = False
        self._at_counter = False
        self._avatar = Avatar("", 38)
        self._title = ElidedText("", "title")
        self._facts = ElidedText("", "caption", "ink2")
        self.road = RoadBar()
        self._tools = QHBoxLayout()
        self._rehearsal = Chip(self.tr("DIỄN TẬP"), "doubt", "flask")
        self._rehearsal.setToolTip(self.tr("Không có giấy tờ, chữ ký hay con dấu thật"))
        self._rehearsal.hide()
        self.row.addLayout(self._person())
        self.row.addStretch(1)
        self.row.addWidget(self.road)
        self.row.addStretch(1)
        self.row.addLayout(self._tools)
        self._search = SearchButton(search)
        self._search.clicked.connect(search.trigger)
        self.row.addWidget(self._search)
        self.row.addWidget(self._rehearsal)
        self._names = ("", "", "", "")
        self._show()

    def show_citizen(self, name: str, second: str) -> None:
        """Show the citizen at the counter: name, and ID with dossier code in one line."""
        self._names = (name, second, *self._names[2:])
        self._show()

    def show_title(self, title: str, facts: str = "", *, at_counter: bool = False) -> None:
        """Show a screen's title; at the counter the citizen takes its place when one is there."""
        self._names = (*self._names[:2], title, facts)
        self._at_counter = at_counter
        self._show()

    def set_rehearsal(self, *, rehearsal: bool) -> None:
        """Show or hide the mark «DIỄN TẬP»."""
        self._rehearsal.setVisible(rehearsal)

    def set_tools(self, tools: QWidget | None) -> None:
        """Put a screen's tools at the right; None takes them away."""
        while (item := self._tools.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()  # it stays ours, so that it ends with the window and not after the acts it shows
        if tools is not None:
            self._tools.addWidget(tools)
            tools.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how much of the road there is room for; the citizen's name goes first."""
        super().resizeEvent(event)
        self._fit_road()

    def _fit_road(self) -> None:
        others = (self._search, self._rehearsal, self._avatar)
        taken = sum(one.minimumSizeHint().width() for one in others if one.isVisibleTo(self))
        gaps = 36 + 12 + 6 * self.row.spacing()
        name = max(self._title.sizeHint().width(), theme().px(_NAME_LEAST))
        room = self.width() - taken - gaps - name
        self.road.setFixedWidth(next((one for one in self.road.widths() if one <= room), self.road.widths()[-1]))

    def _person(self) -> QHBoxLayout:
        person = QHBoxLayout()
        person.setSpacing(12)
        person.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        words.addStretch(1)
        person.addLayout(words)
        return person

    def _show(self) -> None:
        name, second, title, facts = self._names
        citizen = self._at_counter and bool(name)
        self._avatar.setVisible(citizen)
        self._avatar.set_name(name)
        self.road.setVisible(self._at_counter)
        self._title.set_role("heading" if citizen else "title")
        self._title.setText(name if citizen else title)
        below = second if citizen else facts
        self._facts.setText(below)
        self._facts.setVisible(bool(below))
        self._fit_road()


class ActionBar(_Bar):
    """Hold the last act at the left and, at the right, the neighbours and the one primary."""

    def __init__(self, undo: QAction) -> None:
        super().__init__("action", "action", (16, 18))
        self.row.setSpacing(10)
        self.undo = UndoLine(undo)
        self.row.addWidget(self.undo, 1)
        self._buttons: list[Button] = []

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Give the buttons shown; the primary is the last."""
        return tuple(self._buttons)

    def show_acts(self, primary: QAction | None, neighbours: tuple[QAction, ...]) -> None:
        """Show the acts of a screen; the primary's right edge and middle never move."""
        for old in self._buttons:
            self.row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [Button.of(one, "neighbour") for one in neighbours]
        if primary is not None:
            self._buttons.append(Button.of(primary, "primary"))
        for button in self._buttons:
            button.give_way()
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(bool(self._buttons))


class StatusBar(_Bar):
    """Tell the truth of the moment: scanner, token, network, deliveries, unsaved work, help.

    Signals:
        asked: a state's name was pressed: scanner, token, network, deliveries or unsaved.
    """

    asked = Signal(str)

    def __init__(self, keys: QAction) -> None:
        super().__init__("status", "status", (10, 10))
        self.row.setSpacing(10)
        self._items: dict[str, StatusItem] = {}
        for name, icon in _STATES:
            self._add(name, StatusItem(icon))
        self.row.addStretch(1)
        self._add("unsaved", StatusItem(None))
        self.show_state("unsaved", self.tr("Chưa lưu: 0"))
        self._keys = Button.of(keys, "small")
        self._keys.set_role("quiet")
        self.row.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, name: str, text: str, tone: Tone = "plain", icon: IconName | None = None) -> None:
        """Show one state in words and a tone; empty words hide it. A press or F10 opens its card.

        Args:
            name: scanner, token, network, deliveries or unsaved.
            text: a few words.
            tone: ok, doubt, seal, accent or plain.
            icon: another icon than the state's own, such as `network-off`.
        """
        self._items[name].show_state(text, tone, icon)

    def item(self, name: str) -> StatusItem:
        """Give the state of a name, so that its card can stand above it."""
        return self._items[name]

    def _add(self, name: str, item: StatusItem) -> None:
        self._items[name] = item
        item.clicked.connect(lambda: self.asked.emit(name))
        self.row.addWidget(item)
        item.setVisible(bool(item.text()))
