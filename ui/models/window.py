"""What the whole window shares: its threads, the sitting, the counter, the acts to undo, and where to go."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from ui.models.counter import CounterModel
from ui.models.guide import GuideModel
from ui.models.habits import HabitsModel
from ui.models.history import History
from ui.models.profiles import ProfilesModel
from ui.models.session import SessionModel
from ui.models.stamps import StampQueue
from ui.models.status import StatusModel
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.jobs import Progress
    from desk.model.people import Session
    from desk.ports import Desk
    from desk.work.duty import Duty
    from desk.work.resume import Resumed

NoticeTone = Literal["accent", "ok", "doubt", "seal"]


@dataclass(frozen=True)
class Notice:
    """A banner: what happened and what is safe, what to do; one with the same key replaces it.

    Attributes:
        key: Names the trouble, so that it can be taken away when it is solved.
    """

    key: str
    what: str
    todo: str = ""
    tone: NoticeTone = "doubt"


@dataclass(frozen=True)
class Letter:
    """A PDF of the office to be looked at and printed: a refusal, a certified copy.

    Attributes:
        back: The screen to go back to.
        to_print: Whether printing is the next step; a certified copy is a file, and only looked at.
    """

    file: Path
    title: str
    back: str = "counter"
    to_print: bool = True


class WindowModel(QObject):
    """Be given to every screen.

    Attributes:
        runner: Runs verbs off the window's thread.
        session: The open desk and who is at it.
        counter: The citizen and the dossier at the counter.
        history: Acts that can be taken back with Ctrl+Z; every screen adds its own.
        status: Scanners and unfinished work, for the status bar.
        stamps: Completes copies that wait for a time stamp by itself.
        profiles: The office's work profiles of scanning.
        paper: The document the paper screen is to show, 0 for none.
        paper_title: Its title when the counter does not know it, such as one found by a search.
        paper_from: The screen the paper screen goes back to.
        paper_words: What the paper was searched by, to be marked on its pages; "" for nothing.
        to_check: A file that the room for checking PDFs is to check when it is shown next, or None.
        to_search: Words that the search room is to look for when it is shown next, "" for none.
        certifying: The document the certify screen is to take in work, 0 for none.
        letter: The PDF the letter screen is to show: its path, its title, and the screen to go back to.
        book: Symbol and year of the book that is to be closed, or None for the one in use.
        rooms: The names of the screens there are, so that nothing leads where there is no room.
        screen: The name of the screen shown.
        guide: The guided rehearsal.
        habits: What this desk does by itself.
        copying: The duty of the paper before the certifier, or None: what the citizen is told of fee and copies.

    Signals:
        show_wanted: the name of a screen of `ui.views.screens.PLACES`.
        notice: a `Notice` to show above the body.
        solved: the key of a notice to take away.
        shown: the name of a screen that is shown now.
        page_shown: the `Page` that lies before the clerk now, and the code of its dossier.
        copying_changed: `copying` is another now.
    """

    show_wanted = Signal(str)
    notice = Signal(object)
    solved = Signal(str)
    shown = Signal(str)
    page_shown = Signal(object, str)
    copying_changed = Signal()

    def __init__(
        self, runner: Runner, session: SessionModel, parent: QObject | None = None, *, habits: Path | None = None
    ) -> None:
        """Share one office among the screens; `habits` is the file this desk's habits are kept in, None for none."""
        super().__init__(parent)
        self.runner, self.session = runner, session
        self.history = History(runner, session, self)
        self.history.failed.connect(lambda failure: self.tell_failure("undo", failure))
        self.counter = CounterModel(runner, session, self.history, self)
        self.status = StatusModel(runner, session, self)
        self.stamps = StampQueue(runner, session, self)
        self.profiles = ProfilesModel(runner, session, self.history, self)
        self.habits = HabitsModel(runner, session, habits, self)
        self.paper = 0
        self.paper_title = ""
        self.paper_from = "counter"
        self.paper_words = ""
        self.to_check: Path | None = None
        self.to_search = ""
        self.certifying = 0
        self.letter: Letter | None = None
        self.book: tuple[str, int] | None = None
        self.rooms: frozenset[str] = frozenset()
        self.screen = ""
        self.copying: Duty | None = None
        self.guide = GuideModel(runner, session, self.counter, self)
        self.guide.wanted.connect(self.go)
        self.notice.connect(lambda told: self.guide.noticed(told.key))
        self.shown.connect(self.guide.came_to)
        self._resumed: Desk | None = None
        session.changed.connect(self._go_on)

    def _go_on(self) -> None:
        """Finish what was under way when the program last ended, once an officer is at the desk."""
        desk, who = self.session.desk, self.session.who
        if desk is None or who is None or self._resumed is desk:
            return
        self._resumed = desk
        self.runner.work(lambda progress: _resume(desk, who, progress), self._tell_resumed)

    def _tell_resumed(self, found: "Resumed") -> None:
        read = sum(result.fault is None for result in found.read)
        if found.sides or read:
            what = self.tr("Đã khôi phục {sides} mặt giấy, đọc xong {read} giấy đang dở.")
            todo = self.tr("Mở lại hồ sơ đang làm dở ở danh sách bên trái.")
            self.tell(Notice("resume", what.format(sides=found.sides, read=read), todo, "accent"))

    def go(self, screen: str) -> None:
        """Show a screen by its name, such as "counter" or "counter.scan"."""
        self.show_wanted.emit(screen)

    def come_to(self, screen: str) -> None:
        """Note which screen is shown now."""
        self.screen = screen
        self.shown.emit(screen)

    def copy_is(self, duty: "Duty | None") -> None:
        """Note which copy is being certified."""
        if duty != self.copying:
            self.copying = duty
            self.copying_changed.emit()

    def look_at(self, document: int, title: str = "", back: str = "counter", words: str = "") -> None:
        """Show one paper with its pages; `back` names the screen to return to, `words` are marked on the pages."""
        self.paper, self.paper_title, self.paper_from, self.paper_words = document, title, back, words
        self.go("counter.paper")

    def check_file(self, file: Path) -> None:
        """Check a PDF in the room for it."""
        self.to_check = file
        self.go("verify")

    def search_for(self, words: str) -> None:
        """Look for words in the papers, in the room for it: for an open dossier alone."""
        self.to_search = words
        self.go("search")

    def certify(self, document: int) -> None:
        """Take a paper to the certify screen, or a copy under way to where it goes on."""
        self.certifying = document
        self.go("counter.certify")

    def read_letter(self, letter: Letter, screen: str = "counter.letter") -> None:
        """Show a PDF of the office with its pages, to be printed."""
        self.letter = letter
        self.go(screen)

    def tell(self, notice: Notice) -> None:
        """Show a notice until it is solved or put away."""
        self.notice.emit(notice)

    def tell_failure(self, key: str, failure: Failure) -> None:
        """Show what went wrong, in the words of its fault; stopping by a person is no failure."""
        if not failure.cancelled:
            tone: NoticeTone = "seal" if failure.code == "bug" else "doubt"
            self.notice.emit(Notice(key, failure.said.sentence, failure.said.cure, tone))

    def solve(self, key: str) -> None:
        """Take a notice away."""
        self.solved.emit(key)


def _resume(desk: "Desk", who: "Session", progress: "Progress") -> "Resumed":
    from desk.work.resume import resume  # on its thread: what it knows of stacks is no part of the start

    return resume(desk, who, progress)
