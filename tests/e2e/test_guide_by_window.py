"""The guided rehearsal as a new clerk takes it, from the welcome to the end: virtual scanner, real reading, tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.model.verification import Verdict
from desk.rehearsal.opening import found_rehearsal
from tests.e2e.clerk import CTRL, MOST_FIELDS, PATIENCE_MS, Clerk, come_to_work, go_home
from ui.models.guide_steps import Lesson
from ui.views.guide import Coach
from ui.views.scan import ScanScreen
from ui.views.sign_dialog import SignDialog
from ui.views.verify import VerifyScreen


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Clerk]:
    """A new clerk who opened the rehearsal office to try it."""
    home = tmp_path / "office"
    found_rehearsal(home)
    clerk = come_to_work(home, qapp, qtbot)
    clerk.window.resize(1366, 768)
    clerk.model.guide.greets = True
    yield clerk
    go_home(clerk)


@pytest.mark.slow
def test_the_whole_lesson_is_done_at_the_real_controls(clerk: Clerk) -> None:
    clerk.enter()
    assert clerk.screen() == "counter.welcome"
    clerk.enter()

    lesson = receive_for_certifying(clerk)
    scan_with_a_jam(clerk)
    check(clerk)
    certify(clerk)
    verify(clerk)
    reuse(clerk, lesson)
    see_the_evening_and_the_day(clerk)

    assert clerk.model.guide.finished
    points(clerk, "")


# -- steps ------------------------------------------------------------------------------------------------------------


def points(clerk: Clerk, step: str) -> None:
    """See that a step is in hand, said, and pointed at without anything being covered."""
    coach = clerk.window.attendants.coach
    assert isinstance(coach, Coach)
    coach.follow()
    now = clerk.model.guide.step
    assert (now.name if now is not None else "") == step
    assert coach.card.isVisible()
    assert coach.card.accessibleName()
    if step:
        ring = coach.ring.mask().boundingRect()
        assert coach.ring.isVisible(), step
        assert coach.card.docked or not QRect(coach.card.geometry()).contains(ring), step


def receive_for_certifying(clerk: Clerk) -> Lesson:
    points(clerk, "known")
    lesson = clerk.model.guide.lesson
    assert lesson is not None
    clerk.type(lesson.number)
    clerk.enter()
    points(clerk, "procedure")
    clerk.type(lesson.certifying)
    clerk.enter()
    points(clerk, "scan")
    return lesson


def scan_with_a_jam(clerk: Clerk) -> None:
    clerk.enter()
    screen = clerk.window.screen_now()
    assert isinstance(screen, ScanScreen)
    clerk.qtbot.waitUntil(lambda: bool(screen.model.devices), timeout=PATIENCE_MS)
    points(clerk, "scan")
    clerk.press(Qt.Key.Key_Space)
    points(clerk, "jam")
    assert len(screen.model.pages) == 1, "the first sheet is kept"
    clerk.press(Qt.Key.Key_Space)
    assert len(screen.model.pages) == 2
    points(clerk, "check")


def check(clerk: Clerk) -> None:
    clerk.enter()
    assert clerk.screen() == "counter.review"
    points(clerk, "check")
    for _ in range(MOST_FIELDS):
        if clerk.screen() != "counter.review":
            break
        clerk.enter()
    assert clerk.screen() == "counter.certify"


def certify(clerk: Clerk) -> None:
    points(clerk, "compare")
    clerk.look_through()
    clerk.qtbot.waitUntil(lambda: clerk.model.guide.at == 6, timeout=PATIENCE_MS)
    points(clerk, "sign")
    clerk.press(Qt.Key.Key_D, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SignDialog)
    points(clerk, "sign")
    for field, pin in zip(dialog.pins.values(), clerk.model.guide.pins, strict=True):
        QTest.keyClicks(field.line, pin)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    clerk.settle()
    clerk.qtbot.waitUntil(lambda: clerk.model.guide.at == 7, timeout=PATIENCE_MS)


def verify(clerk: Clerk) -> None:
    points(clerk, "verify")
    clerk.window.choose("register")
    clerk.settle()
    clerk.qtbot.waitUntil(lambda: "Xem bản sao" in clerk.primary(), timeout=PATIENCE_MS)
    points(clerk, "verify")
    clerk.enter()
    assert clerk.screen() == "register.copy"
    points(clerk, "verify")
    clerk.press(Qt.Key.Key_I, CTRL)
    screen = clerk.window.screen_now()
    assert isinstance(screen, VerifyScreen)
    clerk.qtbot.waitUntil(lambda: screen.model.checked is not None, timeout=PATIENCE_MS)
    assert screen.model.checked is not None
    assert screen.model.checked.report.verdict is Verdict.PASSED


def reuse(clerk: Clerk, lesson: Lesson) -> None:
    points(clerk, "again")
    clerk.window.choose("counter")
    clerk.settle()
    clerk.press(Qt.Key.Key_F12)
    points(clerk, "again")
    clerk.type(lesson.number)
    clerk.enter()
    points(clerk, "again")
    clerk.type(lesson.again)
    clerk.enter()
    points(clerk, "reuse")
    clerk.enter()


def see_the_evening_and_the_day(clerk: Clerk) -> None:
    points(clerk, "evening")
    clerk.window.choose("evening")
    clerk.settle()
    points(clerk, "evening")
    QTest.keyClick(QApplication.focusWidget() or clerk.window, Qt.Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.model.guide.at == 11, timeout=PATIENCE_MS)
    points(clerk, "board")
    clerk.window.choose(clerk.model.guide.steps[-1].screens[0])
