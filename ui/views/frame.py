"""Frame every screen alike: rail, top bar, banners, body, action bar, status bar."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.views.bars import ActionBar, StatusBar, TopBar
from ui.views.icons import window_icon
from ui.views.parts.banner import Banner
from ui.views.parts.card import Box
from ui.views.parts.keys import make_action
from ui.views.parts.panes import reachable
from ui.views.parts.rail import Rail, Room
from ui.views.parts.tab_way import next_stop
from ui.views.screen import Screen, bring_into_sight, focus_first
from ui.views.theme import theme

SMALLEST_WIDE, SMALLEST_TALL = 683, 384
"""The smallest window in px: a 1366×768 screen at 200 %."""

_BESIDE = {"deliveries": "board"}
"""Rooms that are no room of the rail, by the one they are reached from."""


class Frame(QMainWindow):
    """Be the window: show one room's screen at a time between the bars that never move.

    Attributes:
        top_bar: who and how far (`show_citizen`, `road.go_to`).
        action_bar: `action_bar.undo.show_act(...)` tells the last act.
        status_bar: the truth of the moment (`show_state`, `asked`).
        ground: all that `cover` covers.
        search_act, undo_act, keys_act: the acts of Ctrl+K, Ctrl+Z and F1; connect `triggered`.

    Signals:
        room_chosen: a room of the rail was chosen, by name; the frame has shown it already.
        closing: the window is about to close.
    """

    room_chosen = Signal(str)
    closing = Signal()

    def __init__(self, rooms: tuple[Room, ...] | None = None) -> None:
        super().__init__()
        self._screens: dict[str, Screen] = {}
        self._rehearsal = False
        self._make_acts()
        above, below = self._split(rooms or self.default_rooms())
        self.rail = Rail(above, below)
        self.rail.chosen.connect(self.choose)
        self.top_bar = TopBar(self.search_act)
        self.action_bar = ActionBar(self.undo_act)
        self.status_bar = StatusBar(self.keys_act)
        self._stack = QStackedWidget()
        self._banners = QVBoxLayout()
        self._banners.setSpacing(8)
        self._docked = QVBoxLayout()
        self.ground = Box("bg")
        self._covers = QStackedWidget()
        self._build()
        self.setMinimumSize(SMALLEST_WIDE, SMALLEST_TALL)
        self.setWindowIcon(window_icon())
        self._retitle()

    def default_rooms(self) -> tuple[Room, ...]:
        """Give the seven rooms of the rail in the order of Ctrl+1…7."""
        return (
            Room("counter", self.tr("Quầy"), "counter"),
            Room("evening", self.tr("Cuối ngày"), "evening"),
            Room("search", self.tr("Tra cứu"), "search"),
            Room("register", self.tr("Sổ"), "register"),
            Room("verify", self.tr("Kiểm PDF"), "verify"),
            Room("board", self.tr("Bảng ngày"), "board"),
            Room("settings", self.tr("Thiết đặt"), "settings"),
        )

    def add_screen(self, name: str, screen: Screen) -> None:
        """Add a screen under a name: a room's, or one reached from a room («counter.review»).

        The room of the rail is the part before the first dot.
        """
        self._screens[name] = screen
        self._stack.addWidget(screen)
        screen.acts_changed.connect(self._refresh)
        screen.title_changed.connect(self._refresh)
        screen.fact_changed.connect(self._refresh)

    def show_screen(self, name: str) -> None:
        """Show a screen by its name and let it take the focus.

        Raises:
            KeyError: no screen was added under the name.
        """
        screen = self._screens[name]
        self._stack.setCurrentWidget(screen)
        room = name.split(".", maxsplit=1)[0]
        self.rail.show_room(_BESIDE.get(room, room))
        self.top_bar.set_tools(screen.tools())
        self._refresh()
        screen.enter()

    def choose(self, room: str) -> None:
        """Go to a room as the rail does: show its screen if there is one, and tell it."""
        if room in self._screens:
            self.show_screen(room)
        elif (now := self.screen_name()) is not None:
            self.rail.show_room(now.split(".", maxsplit=1)[0])
        self.room_chosen.emit(room)

    def screen_of(self, name: str) -> Screen:
        """Give the screen added under a name.

        Raises:
            KeyError: no screen was added under the name.
        """
        return self._screens[name]

    def screen_name(self) -> str | None:
        """Give the name of the screen shown, None before the first."""
        shown = self._stack.currentWidget()
        return next((name for name, one in self._screens.items() if one is shown), None)

    def screen_now(self) -> Screen | None:
        """Give the screen shown, None before the first."""
        return self._screens.get(self.screen_name() or "")

    def set_rehearsal(self, *, rehearsal: bool) -> None:
        """Mark the whole window as a rehearsal (diễn tập), also in its title."""
        self._rehearsal = rehearsal
        self.top_bar.set_rehearsal(rehearsal=rehearsal)
        self._retitle()

    def add_banner(self, banner: Banner) -> None:
        """Show a banner above the body, which moves down; it stays until `remove_banner`."""
        self._banners.addWidget(banner)
        self._banners.setContentsMargins(18, 14, 18, 0)
        banner.dismissed.connect(lambda: self.remove_banner(banner))
        banner.tell()

    def remove_banner(self, banner: Banner) -> None:
        """Take a banner away when what it told is solved; a keyboard that was on it goes back to the screen."""
        self._banners.removeWidget(banner)
        focus, screen = self.focusWidget(), self._stack.currentWidget()
        if isinstance(screen, Screen) and focus is not None and banner.isAncestorOf(focus):
            focus_first(next(iter(screen.panes()), screen))
        banner.hide()
        banner.deleteLater()
        if not self._banners.count():
            self._banners.setContentsMargins(0, 0, 0, 0)

    def body(self) -> QWidget:
        """Give the place between the bars where screens are shown."""
        return self._stack

    def dock(self, part: QWidget) -> None:
        """Lay a part across the top of the screen, which moves down."""
        if self._docked.indexOf(part) < 0:
            self._docked.addWidget(part)
            self._docked.setContentsMargins(12, 8, 12, 0)

    def undock(self, part: QWidget) -> None:
        """Take a part from the top of the screen."""
        self._docked.removeWidget(part)
        if not self._docked.count():
            self._docked.setContentsMargins(0, 0, 0, 0)

    def cover(self, page: QWidget | None) -> None:
        """Show a page in place of everything, bars and notices included; None uncovers what was there, as it was."""
        if page is not None and self._covers.indexOf(page) < 0:
            self._covers.addWidget(page)
        self._covers.setCurrentWidget(page or self.ground)

    @property
    def covered(self) -> bool:
        """Tell whether a page covers the window."""
        return self._covers.currentWidget() is not self.ground

    def next_pane(self) -> None:
        """Move the focus to the next pane of the screen, as F6 does."""
        screen = self._stack.currentWidget()
        if not isinstance(screen, Screen):
            return
        panes = [pane for pane in screen.panes() if reachable(pane)]
        focus = self.focusWidget()
        here = next(
            (
                number
                for number, pane in enumerate(panes)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1,
        )
        if panes:
            focus_first(panes[(here + 1) % len(panes)])

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 -- the signature of Qt's own
        """Lead Tab as one reads: rail, top bar, screen, acts, states; Shift+Tab back."""
        found = next_stop(self._covers, self.focusWidget(), forward=next)
        if found is None:
            return super().focusNextPrevChild(next)
        found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        bring_into_sight(found)
        return True

    def _make_acts(self) -> None:
        self.search_act = make_action(self, self.tr("Bảng lệnh: việc, người, hồ sơ, thủ tục"), "Ctrl+K", "search")
        self.undo_act = make_action(self, self.tr("Hoàn tác"), "Ctrl+Z", role="quiet")
        self.keys_act = make_action(self, self.tr("Phím"), "F1", role="quiet")
        pane = make_action(self, self.tr("Sang khung kế"), "F6")
        pane.triggered.connect(self.next_pane)

    def _split(self, rooms: tuple[Room, ...]) -> tuple[tuple[Room, ...], tuple[Room, ...]]:
        above = tuple(room for room in rooms if room.name != "settings")
        return above, tuple(room for room in rooms if room.name == "settings")

    def _build(self) -> None:
        across = QHBoxLayout(self.ground)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(self._docked)
        column.addLayout(self._banners)
        column.addWidget(self._stack, 1)
        column.addWidget(self.action_bar)
        column.addWidget(self.status_bar)
        across.addWidget(self.rail)
        across.addLayout(column, 1)
        self._covers.addWidget(self.ground)
        self.setCentralWidget(self._covers)

    def _refresh(self) -> None:
        screen = self._stack.currentWidget()
        if not isinstance(screen, Screen):
            return
        self.top_bar.show_title(screen.title, screen.facts, at_counter=screen.at_counter)
        self.action_bar.show_acts(screen.primary, screen.neighbours)
        self.action_bar.undo.show_fact(screen.fact, screen.fact_icon)
        self._retitle()

    def _retitle(self) -> None:
        screen = self._stack.currentWidget()
        parts = [screen.title] if isinstance(screen, Screen) and screen.title else []
        parts += [self.tr("DIỄN TẬP")] if self._rehearsal else []
        self.setWindowTitle(" · ".join([*parts, "Sao Y"]))

    def showEvent(self, event: QShowEvent) -> None:
        """Let the screen take the focus, which a hidden window cannot give."""
        super().showEvent(event)
        screen = self._stack.currentWidget()
        if isinstance(screen, Screen):
            screen.enter()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes, so that work in hand is put away."""
        self.closing.emit()
        super().closeEvent(event)


def design_size(factor: float | None = None) -> tuple[int, int]:
    """Give the window's first size in px: 1366×768, larger with the size setting."""
    scale = factor or theme().factor
    return round(1366 * scale), round(768 * scale)
