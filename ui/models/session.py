"""Who works here, at which office: opening the desk, signing in, signing out (phiên làm việc)."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.jobs import Progress
from desk.model.certification import Purpose
from desk.model.people import Officer, Role, Session
from desk.ports import Desk
from desk.settings import default_home, read_settings
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.work.office import OfficeFacts
    from ui.models.guide_steps import Lesson

CLOSE_S = 1.0
"""How long a window that closes waits for its office; the program ends when that is closed."""


class State(StrEnum):
    """Where the sitting stands."""

    OPENING = "opening"
    NO_OFFICE = "no-office"
    BROKEN = "broken"
    SIGNED_OUT = "signed-out"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True)
class FoundingWish:
    """What the first start asks for: the office, its first officer, and the folder its data lives in."""

    home: Path
    commune: str
    province: str
    authority: str
    login: str
    officer: str
    title: str
    password: str
    others: tuple[tuple[Officer, str], ...] = ()


@dataclass(frozen=True)
class Doors:
    """How an office is opened or made; given by the composition of the window, as models know no wiring."""

    open: Callable[[Path], Desk]
    found: Callable[[FoundingWish], Desk]
    rehearse: Callable[[Path, Progress], Desk]
    pins: Callable[[Purpose], str] = lambda _: ""
    """The rehearsal's published PINs; they guard nothing."""
    stack: Callable[[Desk, Session, Progress], Iterator[Path]] | None = None
    """Lays the rehearsal's stack of an evening into a folder."""
    lesson: "Callable[[Desk, Session, Progress], Lesson] | None" = None
    """Lays what the guided rehearsal needs: who comes, and the original in the virtual scanner."""
    remember: Callable[[Path], None] = lambda _: None
    """Has the next start open the office of a folder."""


@dataclass(frozen=True)
class _Opened:
    desk: Desk
    facts: "OfficeFacts"
    people: list[Officer]
    counter_name: str


class SessionModel(QObject):
    """Hold the open desk and the officer at it.

    Attributes:
        home: Folder of the office; also before there is one.
        desk: The open office, or None.
        who: The officer signed in, at this counter, or None.
        people: The officers who may sign in.
        counter_name: Name of this counter in the journal.
        expected: Somebody chose the folder `home`: it is a fault when no office is there.
        locked: The desk is left for a while: the screen is covered, the officer and all work stay.
        working: True while an office is opened or made, or an officer is let in.
        rehearsing: True while the rehearsal office is made or opened.
        progress: How far the making is: done, total, what.
        failure: What went wrong last, or None.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, runner: Runner, doors: Doors, home: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._doors = runner, doors
        self.home = home if home is not None else default_home()
        self.state = State.OPENING
        self.desk: Desk | None = None
        self.facts: OfficeFacts | None = None
        self.people: list[Officer] = []
        self.who: Session | None = None
        self.counter_name = ""
        self.failure: Failure | None = None
        self.locked = self.expected = self._pointed = False
        self.working = False
        self.rehearsing = False
        self.progress = (0, 0, "")

    @property
    def rehearsal(self) -> bool:
        """Tell whether this is a rehearsal (diễn tập)."""
        return self.desk is not None and self.desk.rehearsal

    def known_pin(self, purpose: Purpose) -> str:
        """Return the published PIN of a rehearsal token; "" in an office of real tokens."""
        return self._doors.pins(purpose) if self.rehearsal else ""

    @property
    def sample_stack(self) -> Callable[[Desk, Session, Progress], Iterator[Path]] | None:
        """Return what lays a stack to try an evening with; None in an office of real papers."""
        return self._doors.stack if self.rehearsal else None

    @property
    def lesson(self) -> "Callable[[Desk, Session, Progress], Lesson] | None":
        """Return what lays the guided rehearsal (tập dượt); None in an office of real papers."""
        return self._doors.lesson if self.rehearsal else None

    def open(self) -> None:
        """Open the office of `home`; there may be none, which is no fault."""
        self._pointed = self.expected
        self._begin()
        self._runner.work(lambda _progress: _open(self._doors.open(self.home)), self._opened, self._not_opened)

    def open_at(self, home: Path) -> None:
        """Open the office that lies in a folder, and open it at each start from now on; there must be one."""
        self.home, self._pointed = home, True
        self._begin()

        def opened(_progress: Progress) -> _Opened:
            made = _open(self._doors.open(home))
            self._doors.remember(home)
            return made

        self._runner.work(opened, self._opened, self._not_opened)

    def found(self, wish: FoundingWish) -> None:
        """Make an office as wished, and open it."""
        from desk.work.access import add_officer

        self._begin()
        self.home = wish.home

        def make(_progress: Progress) -> _Opened:
            made = _open(self._doors.found(wish))
            who = Session(next(o for o in made.people if o.login == wish.login), made.counter_name)
            for officer, password in wish.others:
                add_officer(made.desk, who, officer, password or None)
            self._doors.remember(wish.home)
            return _open(made.desk)

        self._runner.work(make, self._opened, self._not_opened)

    def rehearse_here(self) -> None:
        """Open the rehearsal office of `home` itself, making it when it is not there."""
        self._rehearse(self.home)

    def rehearse(self) -> None:
        """Make the rehearsal office beside the folder chosen if it is not there, and open it."""
        self._rehearse(rehearsal_home(self.home))

    def _rehearse(self, home: Path) -> None:
        self.rehearsing = True
        self._begin()

        def make(progress: Progress) -> _Opened:
            return _open(self._doors.rehearse(home, progress))

        def opened(made: _Opened) -> None:
            self.home = home
            self._opened(made)

        self._runner.work(make, opened, self._not_opened, self._told)

    def sign_in(self, login: str, password: str) -> None:
        """Let an officer in; `failure` says when the name or password is wrong."""
        from desk.work.access import sign_in

        desk = self.desk
        if desk is None or self.working:
            return
        self._begin()

        def enter() -> Session:
            desk.keys.close()  # a login that came to its end after the former officer had left
            return sign_in(desk, login, password, self.counter_name)

        self._runner.ask(enter, self._signed_in, self._refused)

    def lock(self) -> None:
        """Cover the screen while the officer is away (khóa màn hình): nothing is put away, work under way goes on."""
        if self.who is not None and not self.locked:
            self.locked, self.failure = True, None
            self.changed.emit()

    def unlock(self, password: str) -> None:
        """Uncover the screen for the officer who left it; `failure` says when the password is wrong."""
        from desk.work.access import sign_in

        desk, who = self.desk, self.who
        if desk is None or who is None or not self.locked or self.working:
            return
        self._begin()
        self._runner.ask(
            lambda: sign_in(desk, who.officer.login, password, self.counter_name), self._unlocked, self._refused
        )

    def sign_out(self) -> None:
        """Leave the counter; the office stays open for the next officer, who finds no token logged in."""
        if self.who is not None:
            self.locked = False
            self._leave()
            self.state = State.SIGNED_OUT
            self.changed.emit()

    def add_officer(self, officer: Officer, password: str) -> None:
        """Give a person an account; only an administrator may, `failure` says so."""
        from desk.work.access import add_officer, officers

        desk, who = self.desk, self.who
        if desk is None or who is None:
            return

        def add() -> list[Officer]:
            add_officer(desk, who, officer, password or None)
            return officers(desk)

        self._begin()
        self._runner.ask(add, self._people_changed, self._refused)

    def may(self, role: Role) -> bool:
        """Tell whether the officer signed in holds a role."""
        return self.who is not None and role in self.who.officer.roles

    def close(self) -> None:
        """Let go of the office, on a thread of its own: the driver of a token may hang, the window must not."""
        self.who = None
        desk, self.desk = self.desk, None
        if desk is not None:
            closing = threading.Thread(target=desk.close, name="saoy-closing")
            closing.start()
            closing.join(CLOSE_S)

    def _leave(self) -> None:
        """Forget the officer, and log out of the tokens: nobody signs with the PIN of one who left."""
        desk, was, self.who = self.desk, self.who, None
        if desk is not None and was is not None:
            self._runner.work(lambda _progress: desk.keys.close())

    def _begin(self) -> None:
        self.working, self.failure, self.progress = True, None, (0, 0, "")
        self.changed.emit()

    def _told(self, done: int, total: int, what: str) -> None:
        self.progress = (done, total, what)
        self.changed.emit()

    def _opened(self, opened: _Opened) -> None:
        self.working = self.rehearsing = False
        self._leave()
        self.desk, self.facts, self.people = opened.desk, opened.facts, opened.people
        self.counter_name = opened.counter_name
        self._runner.reports = opened.desk.home / "logs"
        if self._runner.listen not in opened.desk.listeners:
            opened.desk.listeners.append(self._runner.listen)
        self.state = State.SIGNED_OUT
        self.changed.emit()

    def _not_opened(self, failure: Failure) -> None:
        self.working = self.rehearsing = False
        missing = failure.code == "office.missing"
        self.state = State.NO_OFFICE if missing or self.state is State.NO_OFFICE else State.BROKEN
        self.failure = None if missing and not self._pointed else failure
        self.changed.emit()

    def _signed_in(self, who: Session) -> None:
        self.working = False
        self.who = who
        self.state = State.SIGNED_IN
        self.changed.emit()

    def _unlocked(self, who: Session) -> None:
        self.working = False
        if self.locked:  # not when they signed out meanwhile
            self.who, self.locked = who, False
        self.changed.emit()

    def _people_changed(self, people: list[Officer]) -> None:
        self.working = False
        self.people = people
        self.changed.emit()

    def _refused(self, failure: Failure) -> None:
        self.working = False
        self.failure = failure
        self.changed.emit()


def _open(desk: Desk) -> _Opened:
    from desk.work.access import officers
    from desk.work.office import office_facts

    return _Opened(desk, office_facts(desk), officers(desk), read_settings(desk.home).desk)


def rehearsal_home(home: Path) -> Path:
    """Return the folder of the rehearsal office that goes with an office's folder."""
    return home if home.name == "rehearsal" else home.with_name("rehearsal")
