"""Put the window together: theme, threads, models, screens; the only place of `ui` that knows wiring."""

import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk.errors import OfficeExists
from desk.jobs import Progress
from desk.model.certification import Purpose
from desk.model.people import Session
from desk.ports import Desk
from desk.settings import default_home, office_exists, remember_home, remembers
from ui.models.guide_steps import Lesson
from ui.models.look import chosen, look_file, read_look
from ui.models.session import Doors, FoundingWish, SessionModel, rehearsal_home
from ui.models.window import Notice, WindowModel
from ui.runner import Runner, Sweeper
from ui.views.language import Language as Speech
from ui.views.language import speak
from ui.views.parts.spoken import speak_roles
from ui.views.screens import load_all
from ui.views.theme import install_theme, system_palette, theme
from ui.views.tokens import Palette
from ui.views.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_log = logging.getLogger(__name__)

SWITCH_S = 0.0005
"""How long another thread may run Python while the window's thread waits to paint; Python's own 5 ms are a third of a
frame, and one paint waits many times."""

MOTION_MS = 1_500
"""When the system is asked about motion: after the first screen, which has none."""

LOAD_MS = 2_000
"""When the other screens are loaded: after the first one can be used, and before anybody wants another."""


def run(home: Path | None = None, demo: bool = False) -> int:  # noqa: FBT001, FBT002 -- called by the entry point alone
    """Show the window until it is closed, and return the exit code.

    Args:
        home: Folder of the office; None = the one of this user.
        demo: Open the rehearsal office, making it when it is not there yet.
    """
    app = application()
    wanted = home or default_home()
    if demo and home is None:
        wanted = rehearsal_home(wanted)
    Sweeper(app)  # to the very end: the threads that close the office still run Python after the window's have ended
    window = build_window(wanted)
    _catch_the_rest(window.model)
    window.show()
    window.activateWindow()  # a bare screen without a window manager gives nobody the keyboard by itself
    session = window.model.session
    window.model.guide.greets = demo
    QTimer.singleShot(0, session, session.rehearse_here if demo else session.open)
    QTimer.singleShot(MOTION_MS, window, lambda: _heed_motion(window.model.runner))
    QTimer.singleShot(LOAD_MS, window, lambda: window.model.runner.work(lambda _: load_all()))
    return app.exec()


def application() -> QApplication:
    """Return the one application object, dressed as this user likes it."""
    # Qt paints large areas on several threads and waits for the last: beside a stack that is read, a dozen ms each.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("saoy")
    sys.setswitchinterval(SWITCH_S)
    app.setApplicationDisplayName("Sao Y")
    app.setDesktopFileName("saoy")
    speak_roles()
    file = look_file()
    look = read_look(file)
    install_theme(app, Palette(look.palette) if chosen(file) else system_palette(app), look.factor)
    speak(app, Speech(look.language))
    return app


def build_window(home: Path) -> MainWindow:
    """Build the window of an office's folder; nothing is opened yet.

    Until an office is open, reports go to this user's folder of logs: an office is made in an empty folder only.
    """
    runner = Runner(read_look(look_file()).language)
    runner.reports = Path(platformdirs.user_log_path("saoy", appauthor=False))
    session = SessionModel(runner, doors(), home)
    session.expected = remembers(home)
    return MainWindow(WindowModel(runner, session, habits=look_file()))


def _heed_motion(runner: Runner) -> None:
    """Keep everything still where the system asks for less motion."""
    from ui.views.motion import less_motion_wanted

    def heed(less: bool) -> None:  # noqa: FBT001 -- the answer of a question
        theme().motion = not less

    runner.work(lambda _progress: less_motion_wanted(), heed, lambda _: None)


def doors() -> Doors:
    """Return the ways an office is opened or made; what they need is imported when they are used."""
    return Doors(
        open=_open, found=_found, rehearse=_rehearse, pins=published_pin, stack=_sample_stack, lesson=_lesson,
        remember=remember_home,
    )  # fmt: skip


def published_pin(purpose: Purpose) -> str:
    """Return the PIN of a rehearsal token, which is published and guards nothing."""
    from desk.rehearsal.authority import CLERK_PIN, OFFICER_PIN, SEAL_PIN

    return {Purpose.OFFICER: OFFICER_PIN, Purpose.SEAL: SEAL_PIN, Purpose.CLERK: CLERK_PIN}[purpose]


def _open(home: Path) -> Desk:
    from desk.log import start_log
    from desk.rehearsal.opening import open_any

    desk = open_any(home)
    start_log(home / "logs")
    return desk


def _found(wish: FoundingWish) -> Desk:
    from desk.wiring import Founding, found

    found(
        wish.home,
        Founding(
            commune=wish.commune, province=wish.province, authority=wish.authority, login=wish.login,
            officer=wish.officer, title=wish.title, password=wish.password,
        ),
    )  # fmt: skip
    return _open(wish.home)


def _rehearse(home: Path, progress: Progress) -> Desk:
    from desk.rehearsal.opening import found_rehearsal

    if not office_exists(home):
        found_rehearsal(home, 0, progress)
    desk = _open(home)
    if not desk.rehearsal:
        desk.close()
        raise OfficeExists(folder=home)
    return desk


def _sample_stack(desk: Desk, who: Session, progress: Progress) -> "Iterator[Path]":
    from desk.rehearsal.evening_stack import lay_evening

    return lay_evening(desk, who, progress)


def _lesson(desk: Desk, who: Session, progress: Progress) -> Lesson:
    from desk.rehearsal.lesson import lay_lesson

    return lay_lesson(desk, who, progress)


def _catch_the_rest(model: WindowModel) -> None:
    """Turn what nobody caught into a report and a calm sentence; the window goes on."""

    def tell(bug: BaseException) -> None:
        failure = model.runner.failure(bug)
        model.tell(Notice("bug", failure.said.sentence, failure.said.cure, "seal"))

    home: Callable[[BaseException], None] = model.runner.homeward(tell)

    def in_window(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        home(bug)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            home(args.exc_value)

    sys.excepthook = in_window
    threading.excepthook = in_thread
