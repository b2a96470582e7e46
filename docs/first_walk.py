"""Walk the first minute for pictures: the welcome, the guided rehearsal with its real tools, the lock, the citizen."""

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.rehearsal.opening import found_rehearsal
from docs.certify_walk import look_through
from docs.hands import CTRL, Hands
from ui.app import doors
from ui.views.sign_dialog import SignDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_FIELDS = 30


class FirstWalk(Hands):
    """A new clerk before the rehearsal office, who takes the lesson."""

    def __init__(self, folder: Path, out: Path) -> None:
        home = folder / "office"
        found_rehearsal(home)
        super().__init__(doors(), home, out, greets=True)
        self.model = self.window.model

    def rest(self) -> None:
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
    look_through(walk)
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
