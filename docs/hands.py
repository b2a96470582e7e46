"""Sit before the window as a person does, for pictures: the hands of a walk, and the rehearsal office of most walks."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.ports import Desk
from desk.rehearsal.evening_stack import lay_evening
from desk.rehearsal.opening import FEEDER, found_rehearsal, open_any
from desk.rehearsal.people import household
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner
from desk.settings import read_settings
from desk.text import phrase
from desk.wiring import scanners_for
from docs import pictures
from tests.fakes.keyboard import commit
from ui.app import published_pin
from ui.models.session import Doors, SessionModel
from ui.models.window import WindowModel
from ui.runner import Runner
from ui.views.scan import ScanScreen
from ui.views.window import MainWindow

PATIENCE_S = 120
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier

HELD = 40


class Hands:
    """Press keys and type before a window, and take its pictures.

    Attributes:
        window: The window.
        taken: Pictures taken so far.
    """

    def __init__(self, doors: Doors, home: Path, out: Path, *, greets: bool = False) -> None:
        """Open the window of an office in its first look; `greets` offers the guided rehearsal at its door."""
        self._out = out
        self.taken: list[Path] = []
        runner = Runner()
        self.window = MainWindow(WindowModel(runner, SessionModel(runner, doors, home)))
        self.window.model.guide.greets = greets
        self.window.resize(*pictures.LOOKS[0].size)
        self.window.show()
        self.window.activateWindow()
        self.window.model.session.open()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        model = self.window.model
        self.wait(lambda: not (model.runner.busy or model.counter.gathering), quiet=12)

    def wait(self, until: Callable[[], bool], quiet: int = 1) -> None:
        """Wait until something is so, a few times in a row."""
        end, seen = time.monotonic() + PATIENCE_S, 0
        while seen < quiet and time.monotonic() < end:
            QTest.qWait(20)
            seen = seen + 1 if until() else 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press one key."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type a text as a Vietnamese keyboard commits it."""
        commit(QApplication.focusWidget() or self.window, text)
        self.settle()

    def rest(self) -> None:
        """Wait until the window is as a picture is to show it."""
        self.settle()

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Take the window's picture, or another's, in each of its looks."""
        self.taken += pictures.take(of or self.window, name, self._out, self.rest)

    def snap(self, name: str) -> None:
        """Take the picture of what is under way, without waiting for its end."""
        self.taken.append(pictures.save(self.window, self._out / f"{name}-light-1366.png"))


class RoadWalk(Hands):
    """The window of a rehearsal office made for the pictures, and its scanner."""

    def __init__(self, folder: Path, out: Path) -> None:
        home = folder / "office"
        found_rehearsal(home, HELD)
        self._papers = sorted((home / FEEDER).iterdir())
        self.scanner = VirtualScanner([], name=phrase("rehearsal.scanner")).start()
        opened = open_any(home)
        scanners = scanners_for(read_settings(home), lambda: (self.scanner.address,))
        desk = replace(opened, scanners=scanners, closing=[*opened.closing, self.scanner.close])
        super().__init__(_doors(desk), home, out)

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

    def receive(self, procedure: str) -> None:
        """Receive the mother of the household for a procedure, by its code; her dossier is open then."""
        mother = household().mother
        self.type(mother.number)
        self.enter()
        if self.window.model.counter.citizen is None:
            self.type(mother.name)
            self.enter()
        self.type(procedure)
        self.enter()

    def scan_for(self, slot: Qt.Key) -> None:
        """Go to the scanning of a slot, by its digit; the scanner is there then."""
        self.press(slot)
        screen = self.window.screen_now()
        if isinstance(screen, ScanScreen) and not screen.model.devices:
            self.window.model.status.look_for_scanners()
            self.settle()


def _doors(desk: Desk) -> Doors:
    return Doors(lambda _: desk, lambda _: desk, lambda _, __: desk, published_pin, lay_evening)


def take_along(out: Path, way: Callable[[RoadWalk], None]) -> list[Path]:
    """Go one way through a rehearsal office of its own, from behind its door; return the pictures taken on it."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        walk = RoadWalk(Path(folder), out)
        walk.enter()
        way(walk)
        walk.window.close()
        return walk.taken
