"""A clerk at the keyboard of the rehearsal office's window, and the citizen before them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.model.dossier import SlotState
from desk.model.paper import Document
from tests.fakes.keyboard import commit
from ui.app import build_window
from ui.views.certify import CertifyScreen
from ui.views.scan import ScanScreen
from ui.views.theme import install_theme
from ui.views.tokens import Palette
from ui.views.window import MainWindow

PATIENCE_MS = 120_000
"""A page is read within seconds; a machine that is busy with other things may take longer."""

SEEN_MS = 1_500
"""How long a page lies before the clerk's eyes."""

MOST_FIELDS = 30
CITIZEN, NAME = "008087000421", "Nông Thị Hạnh"

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Clerk:
    """A person at the keyboard of the window.

    Attributes:
        pressed: The screens on which a key was pressed, one for each key; what is typed besides is not counted.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.model, self.qtbot = window, window.model, qtbot
        self.pressed: list[str] = []

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.wait(30)
        self.qtbot.waitUntil(lambda: not (self.model.runner.busy or self.model.counter.gathering), timeout=PATIENCE_MS)
        self.qtbot.wait(50)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press one key and wait for what it causes."""
        self.pressed.append(self.screen())
        QTest.keyClick(self._focus(), key, modifier)
        self.settle()

    def enter(self) -> None:
        """Press Enter, the one next step."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type a text as a Vietnamese keyboard gives it: composed, then committed."""
        commit(self._focus(), text)
        self.settle()

    def receive(self, procedure: str, name: str = "") -> None:
        """Receive the citizen by number, by name too when they are new, for a procedure."""
        self.type(CITIZEN)
        self.enter()
        if name:
            self.type(name)
            self.enter()
        self.type(procedure)
        self.enter()

    def scan_and_check(self) -> None:
        """Scan what lies in the feeder, wait until it is read, and accept field after field to the end."""
        screen = self.window.screen_now()
        assert isinstance(screen, ScanScreen)
        self.qtbot.waitUntil(lambda: bool(screen.model.devices), timeout=PATIENCE_MS)
        self.press(Qt.Key.Key_Space)
        assert screen.model.failure is None
        self.enter()
        assert self.screen() == "counter.review"
        for _ in range(MOST_FIELDS):
            if self.screen() != "counter.review":
                return
            self.enter()

    def look_through(self) -> None:
        """Look at every page, and at the six points of Điều 22 one by one."""
        screen = self.window.screen_now()
        assert isinstance(screen, CertifyScreen)
        self.qtbot.waitUntil(lambda: screen.compare.total > 0, timeout=PATIENCE_MS)
        for place in range(1, screen.compare.total + 1):
            screen.compare.go_to(place)
            self.settle()
            self.qtbot.wait(SEEN_MS)
        for digit in range(1, 7):
            self.press(Qt.Key(Qt.Key.Key_0 + digit))

    def screen(self) -> str:
        """Return the name of the screen shown."""
        return self.window.screen_name() or ""

    def primary(self) -> str:
        """Return the words of the one next step."""
        screen = self.window.screen_now()
        assert screen is not None
        assert screen.primary is not None
        return screen.primary.text()

    def state(self, place: int) -> SlotState:
        """Return how a slot of the dossier stands."""
        slot = self.model.counter.slot(place)
        assert slot is not None
        return slot.state

    def papers(self) -> tuple[Document, ...]:
        """Return the papers of the second slot."""
        slot = self.model.counter.slot(2)
        assert slot is not None
        return slot.documents

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def come_to_work(home: Path, qapp: QApplication, qtbot: QtBot) -> Clerk:
    """Open the window of an office, as at the start of a day; the clerk stands before the door."""
    install_theme(qapp, Palette.LIGHT, 1.0)
    window = build_window(home)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clerk = Clerk(window, qtbot)
    window.model.session.open()
    clerk.settle()
    return clerk


def go_home(clerk: Clerk) -> None:
    """Close the window, as at the end of a day."""
    clerk.window.close()
    clerk.window.deleteLater()
