"""The window of Sao Y: the frame with its screens, and what every screen shares of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent

from ui.models.session import State
from ui.models.window import Notice, WindowModel
from ui.views.attendants import Attendants
from ui.views.bars import SearchButton
from ui.views.frame import Frame, design_size
from ui.views.keys_help import HelpScreen, keys_of
from ui.views.parts.banner import Banner
from ui.views.profile_keys import ProfileKeys
from ui.views.screens import PLACES, Place
from ui.views.status_words import network_words, scanner_words, token_state, unfinished_words, unsaved_words
from ui.views.undoing import UndoKeys
from ui.views.window_sheets import WindowSheets

if TYPE_CHECKING:
    from ui.runner import Failure
    from ui.views.parts.rail import Room
    from ui.views.screen import Screen

ROAD = {
    "counter": 0, "counter.scan": 1, "counter.phone": 1, "counter.review": 2, "counter.certify": 3, "counter.many": 3,
    "counter.hand": 4,
}  # fmt: skip
"""Which step of the road a screen of the counter stands for."""


class MainWindow(Frame):
    """Show the screen that the sitting asks for, and tell acts, notices and states in their places."""

    def __init__(self, model: WindowModel, places: tuple[Place, ...] = PLACES) -> None:
        self.model = self._model = model
        self._places = {place.name: place for place in places}
        self._made: dict[str, Screen] = {}
        self._notices: dict[str, Banner] = {}
        model.rooms = frozenset(self._places)
        model.guide.know(model.rooms)
        self._before_help = "counter"
        self._closed = False
        self._someone = False
        super().__init__()
        self.resize(*design_size())
        self._profile_keys = ProfileKeys(self, model)
        self.sheets = WindowSheets(self, model)
        self.attendants = Attendants(self, model)
        self.undoing = UndoKeys(self, model)
        self._connect()
        self._follow_session()

    def show_screen(self, name: str) -> None:
        """Show a screen, making it when it is shown for the first time."""
        if name not in self._made:
            with self._staying_active():
                self._made[name] = self._places[name].make(self._model)
            self.add_screen(name, self._made[name])
            self.attendants.made(name, self._made[name])
        super().show_screen(name)
        if name in ROAD:
            self.top_bar.road.go_to(ROAD[name])
        self.sheets.came_to(name)
        self.model.come_to(name)

    def choose(self, room: str) -> None:
        """Go to a room of the rail; nobody goes anywhere before signing in."""
        if self._model.session.who is not None and room in self._places:
            self.show_screen(room)
            self.room_chosen.emit(room)

    def show_keys(self) -> None:
        """Show the keys of the screen as it stands (F1), or go back from them."""
        now = self.screen_name()
        if now is None or self._model.session.who is None:
            return
        if now == "help":
            self.show_screen(self._before_help)
            return
        self._before_help = now
        screen = self._made[now]
        rows = keys_of(screen) + keys_of(self, own_only=True) + keys_of(self.rail, own_only=True)
        title = screen.title
        self.show_screen("help")
        help_screen = self._made["help"]
        if isinstance(help_screen, HelpScreen):
            help_screen.show_keys(title, rows, now)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the work between two items and let go of the office."""
        super().closeEvent(event)
        if not self._closed:
            self._closed = True
            self._model.runner.close()
            self._model.session.close()

    def default_rooms(self) -> "tuple[Room, ...]":
        """Give the rooms of the rail that have a screen; a room that does not exist yet is not shown."""
        return tuple(room for room in super().default_rooms() if room.name in self._places)

    def _connect(self) -> None:
        model = self._model
        model.show_wanted.connect(self._show_wanted)
        model.notice.connect(self._tell)
        model.solved.connect(self._solve)
        model.session.changed.connect(self._follow_session)
        model.counter.changed.connect(self._show_citizen)
        model.status.changed.connect(self._show_status)
        model.runner.failed.connect(self._failed)
        self.keys_act.triggered.connect(self.show_keys)

    def _follow_session(self) -> None:
        session = self._model.session
        inside = session.state is State.SIGNED_IN
        self.rail.setVisible(inside)
        self.status_bar.setVisible(inside)
        for button in self.top_bar.findChildren(SearchButton):
            button.setVisible(inside)
        self.search_act.setEnabled(inside)
        if session.rehearsal is not self._rehearsal:
            self.set_rehearsal(rehearsal=session.rehearsal)
        now = self.screen_name()
        if inside:
            first = "counter.welcome" if self._model.guide.greets and self._model.guide.able else "counter"
            wanted = now if now is not None and not now.startswith("door.") else first
        else:
            none = session.state in (State.NO_OFFICE, State.BROKEN)
            wanted = "door.first" if none else "door.sign-in"
        if wanted != now:
            self.show_screen(wanted)
        self._show_status()

    def _show_wanted(self, name: str) -> None:
        if name in self._places:
            self.show_screen(name)

    def _show_citizen(self) -> None:
        citizen, code = self._model.counter.citizen, self._model.counter.code
        if citizen is None:
            self.top_bar.show_citizen("", "")
            if self._someone:
                self.action_bar.undo.clear()
                self._solve("print")
            self._someone = False
            return
        self._someone = True
        number = citizen.personal_id.spaced if citizen.personal_id else self.tr("chưa có số định danh")
        self.top_bar.show_citizen(citizen.name, f"{number} · {code}" if code else number)

    def _tell(self, notice: Notice) -> None:
        old = self._notices.get(notice.key)
        if old is not None:
            self._solve(notice.key)
        with self._staying_active():
            banner = Banner(notice.what, notice.todo, notice.tone, closable=True)
        banner.dismissed.connect(lambda: self._notices.pop(notice.key, None))
        self._notices[notice.key] = banner
        self.add_banner(banner)

    def _solve(self, key: str) -> None:
        banner = self._notices.pop(key, None)
        if banner is not None:
            self.remove_banner(banner)

    @contextmanager
    def _staying_active(self) -> Iterator[None]:
        """Keep the keyboard here while parts are made: one shown before it has a parent is a window for a moment."""
        was_active = self.isActiveWindow()
        yield
        if was_active:
            self.activateWindow()

    def _failed(self, failure: "Failure") -> None:
        self._model.tell_failure(f"fault:{failure.code}", failure)

    def _show_status(self) -> None:
        status = self._model.status
        bar = self.status_bar
        bar.show_state("scanner", *scanner_words(status.scanners))
        bar.show_state("token", *token_state(status.tokens))
        bar.show_state("network", *network_words(status.network, rehearsal=self._model.session.rehearsal))
        bar.show_state("deliveries", *unfinished_words(status.unfinished), "clock")
        bar.show_state("unsaved", *unsaved_words(status.unsaved))
        who = self._model.session.who
        self.setAccessibleDescription(who.officer.name if who is not None else "")
