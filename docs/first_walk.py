"""Walk the first minute for pictures: the welcome, the guided rehearsal with its real tools, the lock, the citizen."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.rehearsal.opening import found_rehearsal
from docs import pictures
from ui.app import doors
from ui.models.session import SessionModel
from ui.models.window import WindowModel
from ui.runner import Runner
from ui.views.certify import CertifyScreen
from ui.views.sign_dialog import SignDialog
from ui.views.window import MainWindow

PATIENCE_S = 120
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_FIELDS = 30


class FirstWalk:
    """A new clerk before the rehearsal office, who takes the lesson."""

    def __init__(self, folder: Path, out: Path) -> None:
        self._out = out
        home = folder / "office"
        found_rehearsal(home)
        runner = Runner()
        self.window = MainWindow(WindowModel(runner, SessionModel(runner, doors(), home)))
        self.model = self.window.model
        self.model.guide.greets = True
        self.window.resize(*pictures.LOOKS[0].size)
        self.window.show()
        self.window.activateWindow()
        self.model.session.open()
        self.settle()
        self.taken: list[Path] = []

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: not (self.model.runner.busy or self.model.counter.gathering), quiet=12)

    def wait(self, until: Callable[[], bool], quiet: int = 1) -> None:
        """Wait until something is so, a few times in a row."""
        end, seen = time.monotonic() + PATIENCE_S, 0
        while seen < quiet and time.monotonic() < end:
            QTest.qWait(20)
            seen = seen + 1 if until() else 0

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

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Take the window's picture, or another's, in each of its looks."""
        self.taken += pictures.take(of or self.window, name, self._out, self._settled)

    def _settled(self) -> None:
        """Wait until nothing is under way, and the callout is where its control is."""
        self.settle()
        coach = self.window.attendants.coach
        for _ in range(3):
            if coach is not None:
                coach.follow()
            QTest.qWait(60)


def take_first(out: Path) -> list[Path]:
    """Walk the first minute once and return the pictures taken."""
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        walk = FirstWalk(Path(folder), out)
        walk.enter()
        walk.take("welcome")
        walk.press(Qt.Key.Key_F11)
        _citizen(walk, "idle")
        walk.enter()
        _scan(walk)
        _certify(walk)
        _verify(walk)
        _again(walk)
        _lock(walk)
        walk.window.close()
        return walk.taken


def _citizen(walk: FirstWalk, name: str) -> None:
    screen = walk.window.attendants.citizen
    if screen is not None:
        walk.take(f"citizen-{name}", of=screen)


def _scan(walk: FirstWalk) -> None:
    lesson = walk.model.guide.lesson
    if lesson is None:
        raise RuntimeError("the lesson was not laid")
    walk.take("guide-1")
    walk.type(lesson.number)
    walk.enter()
    walk.take("guide-2")
    walk.type(lesson.certifying)
    walk.enter()
    walk.take("guide-3")
    _citizen(walk, "dossier")
    walk.enter()
    walk.wait(lambda: bool(walk.model.status.scanners.devices))
    walk.take("guide-3-scan")
    walk.press(Qt.Key.Key_Space)
    walk.take("guide-4")
    walk.press(Qt.Key.Key_Space)
    walk.take("guide-5")
    walk.enter()
    walk.take("guide-5-doubt")
    _citizen(walk, "check")
    for _ in range(MOST_FIELDS):
        if walk.window.screen_name() != "counter.review":
            break
        walk.enter()


def _certify(walk: FirstWalk) -> None:
    walk.take("guide-6")
    _citizen(walk, "copy")
    screen = walk.window.screen_now()
    if isinstance(screen, CertifyScreen):
        for place in range(1, screen.compare.total + 1):
            screen.compare.go_to(place)
            walk.settle()
            QTest.qWait(1500)
        screen.compare.go_to(1)
        walk.settle()
    for digit in range(1, 7):
        walk.press(Qt.Key(Qt.Key.Key_0 + digit))
    walk.take("guide-7")
    walk.press(Qt.Key.Key_D, CTRL)
    walk.take("guide-7-pin")
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, SignDialog):
        for field, pin in zip(dialog.pins.values(), walk.model.guide.pins, strict=True):
            QTest.keyClicks(field.line, pin)
            QTest.keyClick(field.line, Qt.Key.Key_Return)
    walk.wait(lambda: walk.model.guide.at > 6)


def _verify(walk: FirstWalk) -> None:
    walk.take("guide-8")
    walk.window.choose("register")
    walk.settle()
    QTest.qWait(600)
    walk.take("guide-8-book")
    walk.enter()
    walk.take("guide-8-copy")
    walk.press(Qt.Key.Key_I, CTRL)
    walk.wait(lambda: walk.model.guide.at > 7)


def _again(walk: FirstWalk) -> None:
    lesson = walk.model.guide.lesson
    if lesson is None:
        raise RuntimeError("the lesson was not laid")
    walk.take("guide-9")
    walk.window.choose("counter")
    walk.settle()
    walk.press(Qt.Key.Key_F12)
    for words in (lesson.number, lesson.again):
        walk.type(words)
        walk.enter()
    walk.take("guide-10")
    walk.enter()
    walk.take("guide-11")
    walk.window.choose("evening")
    walk.settle()
    walk.take("guide-11-stack")
    QTest.keyClick(QApplication.focusWidget() or walk.window, Qt.Key.Key_Return)
    walk.wait(lambda: walk.model.guide.at > 10)
    walk.take("guide-12")
    walk.window.choose(walk.model.guide.steps[-1].screens[0])
    walk.take("guide-end")
    walk.model.guide.leave()


def _lock(walk: FirstWalk) -> None:
    walk.press(Qt.Key.Key_F12, SHIFT)
    walk.take("lock")
    walk.enter()
