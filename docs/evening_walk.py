"""Walk an evening in the rehearsal office from its start to its report, with real reading, for pictures."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.jobs import Progress
from desk.model.evening import DoubtKind
from docs.hands import CTRL, RoadWalk
from ui.models.evening import Busy
from ui.views.evening import EveningScreen

PATIENCE_S = 90
MOST_QUESTIONS = 24
JAM = 6
"""The side before which the feeder jams: the slip before it must hold for it all the same."""

READ = 7
"""Sides read when the picture of the reading is taken."""


def walk_evening(walk: RoadWalk) -> None:
    """Take the pictures of the start, a jam, the reading, the doubts, everything settled, and the report."""
    walk.window.choose("evening")
    walk.settle()
    walk.take("evening-start")
    screen = walk.window.screen_now()
    if not isinstance(screen, EveningScreen):
        raise TypeError(type(screen))
    _scan(walk, screen)
    screen.index.wanted.emit(f"doubt:{DoubtKind.CUT.value}")
    walk.take("evening")
    taken: set[DoubtKind] = set()
    for _ in range(MOST_QUESTIONS):
        doubt = screen.evening.questions.now
        if doubt is None:
            break
        if doubt.kind not in taken and doubt.kind is not DoubtKind.CUT:
            taken.add(doubt.kind)
            walk.take(f"evening-{doubt.kind.value}")
        walk.enter()
    walk.take("evening-settled")
    walk.press(Qt.Key.Key_S, CTRL)
    walk.take("evening-filed")
    walk.enter()
    walk.take("evening-report")
    walk.press(Qt.Key.Key_P, CTRL)
    walk.take("evening-print")


def _scan(walk: RoadWalk, screen: EveningScreen) -> None:
    """Scan the rehearsal's stack; it jams behind a slip and goes on."""
    session = walk.window.model.session
    if session.sample_stack is not None and session.desk is not None and session.who is not None:
        walk.feed_stack(list(session.sample_stack(session.desk, session.who, Progress())), JAM)
    screen.evening.set_wish(replace(screen.evening.wish, duplex=False))
    walk.press(Qt.Key.Key_Space)
    walk.take("evening-jam")
    walk.feed_stack(())
    QTest.keyClick(QApplication.focusWidget() or walk.window, Qt.Key.Key_Space)
    _wait(lambda: screen.evening.busy is Busy.READING and screen.evening.read[0] >= READ)
    walk.snap("evening-reading")
    walk.settle()


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not until() and time.monotonic() < end:
        QTest.qWait(20)
