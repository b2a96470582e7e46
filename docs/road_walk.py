"""Walk the road in the rehearsal office, with a real scanner's protocol and real reading, and take its pictures."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.ports import Desk
from desk.rehearsal.evening_stack import lay_evening
from desk.rehearsal.opening import FEEDER, found_rehearsal, open_any
from desk.rehearsal.people import household
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner
from desk.settings import read_settings
from desk.text import phrase
from desk.wiring import scanners_for
from docs import pictures
from docs.certify_walk import take_certification
from docs.evening_walk import walk_evening
from docs.fields_walk import take_typing
from docs.rooms_walk import take_rooms
from ui.app import published_pin
from ui.models.session import Doors, SessionModel
from ui.models.window import WindowModel
from ui.runner import Runner
from ui.views.scan import ScanScreen
from ui.views.window import MainWindow

PATIENCE_S = 120
CTRL = Qt.KeyboardModifier.ControlModifier
ENROLMENT, REBIRTH = "3.000182", "1.004884"
"""Two procedures that ask for a birth certificate: entering school, registering a birth again."""

HELD = 40


class RoadWalk:
    """The window of a rehearsal office made for the pictures, and its scanner."""

    def __init__(self, folder: Path, out: Path) -> None:
        self._out = out
        home = folder / "office"
        found_rehearsal(home, HELD)
        self._papers = sorted((home / FEEDER).iterdir())
        self.scanner = VirtualScanner([], name=phrase("rehearsal.scanner")).start()
        opened = open_any(home)
        scanners = scanners_for(read_settings(home), lambda: (self.scanner.address,))
        desk = replace(opened, scanners=scanners, closing=[*opened.closing, self.scanner.close])
        runner = Runner()
        self.window = MainWindow(WindowModel(runner, SessionModel(runner, _doors(desk), home)))
        self.window.resize(*pictures.LOOKS[0].size)
        self.window.show()
        self.window.activateWindow()
        self.window.model.session.open()
        self.settle()
        self.taken: list[Path] = []

    def settle(self) -> None:
        """Wait until nothing is under way."""
        until, quiet = time.monotonic() + PATIENCE_S, 0
        while quiet < 12 and time.monotonic() < until:
            QTest.qWait(20)
            busy = self.window.model.runner.busy or self.window.model.counter.gathering
            quiet = 0 if busy else quiet + 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type a text as a Vietnamese keyboard commits it."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or self.window, event)
        self.settle()

    def feed(self, *names: str, jam: int = 0) -> None:
        """Lay papers into the feeder; the side before which it jams, 0 for none."""
        self.scanner.state.pages.clear()
        self.scanner.load([paper for name in names for paper in self._papers if name in paper.name])
        self.scanner.state.faults = Faults(jam=jam)

    def feed_stack(self, files: Sequence[Path], jam: int = 0) -> None:
        """Lay a stack into the feeder, or set right what is stuck in it; the side before which it jams, 0 for none."""
        if files:
            self.scanner.state.pages.clear()
        self.scanner.load(files)
        self.scanner.state.faults = Faults(jam=jam)

    def take(self, name: str) -> None:
        """Take the screen's picture in each of its looks."""
        self.taken += pictures.take(self.window, name, self._out, self.settle)

    def snap(self, name: str) -> None:
        """Take the picture of what is under way, without waiting for its end."""
        self.taken.append(pictures.save(self.window, self._out / f"{name}-light-1366.png"))


def _doors(desk: Desk) -> Doors:
    return Doors(lambda _: desk, lambda _: desk, lambda _, __: desk, published_pin, lay_evening)


def take_road(out: Path) -> list[Path]:
    """Walk the road once and return the pictures taken on it."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        walk = RoadWalk(Path(folder), out)
        walk.enter()
        _scan(walk)
        _review(walk)
        _counter_again(walk)
        walk.window.close()
        return walk.taken


def take_certified(out: Path) -> list[Path]:
    """Walk the certification alone and return the pictures taken on it."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        walk = RoadWalk(Path(folder), out)
        walk.enter()
        take_certification(walk)
        walk.window.close()
        return walk.taken


def take_in_rooms(out: Path) -> list[Path]:
    """Walk the book, the verification and the hand-over alone and return the pictures taken there."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        walk = RoadWalk(Path(folder), out)
        walk.enter()
        take_rooms(walk)
        walk.window.close()
        return walk.taken


def _scan(walk: RoadWalk) -> None:
    mother = household().mother
    walk.type(mother.number)
    walk.enter()
    if walk.window.model.counter.citizen is None:
        walk.type(mother.name)
        walk.enter()
    walk.type(ENROLMENT)
    walk.enter()
    walk.press(Qt.Key.Key_2)
    screen = walk.window.screen_now()
    if isinstance(screen, ScanScreen) and not screen.model.devices:
        walk.window.model.status.look_for_scanners()
        walk.settle()
    walk.take("scan-empty")
    walk.feed("to-khai", "ket-hon", "quyet-dinh", jam=3)
    walk.press(Qt.Key.Key_Space)
    walk.take("scan-jam")
    walk.press(Qt.Key.Key_Delete)
    walk.window.model.solve("scan")
    walk.feed("khai-sinh")
    walk.press(Qt.Key.Key_Space)
    walk.take("scan")


def _review(walk: RoadWalk) -> None:
    walk.enter()
    walk.take("review")
    take_typing(walk)
    for _ in range(30):
        if walk.window.screen_name() != "counter.review":
            break
        walk.enter()


def _counter_again(walk: RoadWalk) -> None:
    walk.take("counter-checked")
    walk.press(Qt.Key.Key_P, CTRL)
    walk.take("receipt")
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_3, CTRL)
    walk.take("search-empty")
    walk.type("khai sinh")
    QTest.qWait(400)
    walk.take("search")
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_F12)
    walk.press(Qt.Key.Key_3, CTRL)
    walk.take("search-no-dossier")
    walk.enter()
    walk.type(household().mother.number)
    walk.enter()
    walk.type(REBIRTH)
    walk.enter()
    walk.take("reuse")
    walk.window.choose("settings")
    walk.settle()
    walk.take("settings-rehearsal")
    walk.press(Qt.Key.Key_N, CTRL)
    walk.take("journal")


def take_evening(out: Path) -> list[Path]:
    """Walk an evening alone, from the start to the report, and return the pictures taken of it."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        walk = RoadWalk(Path(folder), out)
        walk.enter()
        walk_evening(walk)
        walk.window.close()
        return walk.taken
