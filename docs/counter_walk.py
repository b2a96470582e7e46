"""Walk the door and the counter of an invented office to the places that pictures are taken of."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.errors import OfficeMissing
from desk.ports import Desk
from desk.wiring import open_reader
from ocr.page import FirstLook
from tests.fakes.office import CARD, GlassScanner, ToldPhones, ToldReader, hold_papers, make_office
from ui.models.session import Doors, SessionModel
from ui.models.window import WindowModel
from ui.runner import Runner
from ui.views.phone import PhoneScreen
from ui.views.window import MainWindow

PATIENCE_S = 30


class CounterWalk:
    """Open the window of an invented office and press keys as a person does."""

    def __init__(self, *, founded: bool = True, agrees: bool = True) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="saoy-")
        home = Path("/srv/sao-y/office")
        if founded:
            desk = make_office(Path(self._folder.name) / "office", rehearsal=True)
            hold_papers(desk, agrees=agrees)
            doors = Doors(lambda _: desk, lambda _: desk, lambda _, __: desk)
            home = desk.home
        else:
            doors = Doors(_missing, lambda _: _missing(home), lambda _, __: _missing(home))
        runner = Runner()
        self.window = MainWindow(WindowModel(runner, SessionModel(runner, doors, home)))
        self.window.destroyed.connect(self._folder.cleanup)
        self.window.show()
        self.window.activateWindow()
        self.window.model.session.open()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        until = time.monotonic() + PATIENCE_S
        quiet = 0
        while quiet < 5 and time.monotonic() < until:
            QApplication.processEvents()
            busy = self.window.model.runner.busy or self.window.model.counter.gathering
            quiet = 0 if busy else quiet + 1
            time.sleep(0.01)

    def draw_pages(self) -> "CounterWalk":
        """Have pages of PDFs drawn as they are: the invented office draws none of its own."""
        reader, desk = open_reader(1), self.window.model.session.desk
        if desk is not None:
            desk.reader.draw = reader.draw  # type: ignore[method-assign]  # the one thing this office lacks
        self.window.destroyed.connect(reader.close)
        return self

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> "CounterWalk":
        """Press one key."""
        self._send(key, modifier, "")
        self.settle()
        return self

    def type(self, text: str) -> "CounterWalk":
        """Type a text."""
        for letter in text:
            self._send(Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        return self

    def _send(self, key: Qt.Key, modifier: Qt.KeyboardModifier, text: str) -> None:
        target = QApplication.focusWidget() or self.window
        if not text:
            # A shortcut is found by the way a key takes through the window system.
            from PySide6.QtTest import QTest

            QTest.keyClick(target, key, modifier)
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, modifier, text))


def _missing(home: Path) -> Desk:
    raise OfficeMissing(folder=home)


def first_start() -> QWidget:
    """Show the first start."""
    return CounterWalk(founded=False).window


def sign_in() -> QWidget:
    """Show the door of the rehearsal office."""
    return CounterWalk().window


def entered(*, agrees: bool = True) -> CounterWalk:
    """Open the rehearsal office and enter its counter."""
    return CounterWalk(agrees=agrees).press(Qt.Key.Key_Return)


def reception_empty() -> QWidget:
    """Show the counter before the next citizen."""
    return entered().window


def procedures() -> QWidget:
    """Show the choice of a procedure."""
    return entered().type(CARD).press(Qt.Key.Key_Return).window


def reception() -> QWidget:
    """Show a citizen with papers that may be reused."""
    walk = entered().type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return)
    return walk.press(Qt.Key.Key_4).window


def keys() -> QWidget:
    """Show the keys of the counter."""
    walk = entered().type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return)
    return walk.press(Qt.Key.Key_F1).window


def settings() -> QWidget:
    """Show the settings."""
    walk = entered()
    walk.window.choose("settings")
    walk.settle()
    return walk.window


def scan_poor() -> QWidget:
    """Show a side that came blurred, while its paper is in hand."""
    walk = entered()
    desk = walk.window.model.session.desk
    if desk is not None and isinstance(desk.reader, ToldReader) and isinstance(desk.scanners, dict):
        desk.scanners["escl"] = GlassScanner()
        desk.reader.looks.append(FirstLook(("blurred",)))
    walk.type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return)
    return walk.press(Qt.Key.Key_1).press(Qt.Key.Key_Space).window


def phone() -> QWidget:
    """Show the code for a phone."""
    return _with_phone(0, lambda screen: screen.model.door is not None)


def phone_photos() -> QWidget:
    """Show what a phone has sent, one of it blurred."""
    return _with_phone(3, lambda screen: len(screen.model.looks) > 2)


def _with_phone(photos: int, shown: Callable[[PhoneScreen], bool]) -> QWidget:
    walk = entered()
    desk = walk.window.model.session.desk
    if desk is not None and isinstance(desk.phones, ToldPhones) and isinstance(desk.reader, ToldReader):
        desk.phones.photos, desk.phones.stays = photos, True
        desk.reader.looks += [FirstLook(), FirstLook(), FirstLook(("blurred",))]
        desk.reader.as_it_came = True
    walk.type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return).press(Qt.Key.Key_2)
    walk.window.model.go("counter.phone")
    screen, until = walk.window.screen_now(), time.monotonic() + PATIENCE_S
    while isinstance(screen, PhoneScreen) and not shown(screen) and time.monotonic() < until:
        QApplication.processEvents()
    return walk.window


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("first-start", first_start),
    ("sign-in", sign_in),
    ("reception-empty", reception_empty),
    ("procedures", procedures),
    ("keys", keys),
    ("settings", settings),
    ("scan-poor", scan_poor),
    ("phone", phone),
    ("phone-photos", phone_photos),
)
"""Each picture's name and how to get there."""
