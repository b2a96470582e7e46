"""Walk the road in the rehearsal office, with a real scanner's protocol and real reading, and take its pictures."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from docs.certify_walk import take_certification
from docs.evening_walk import walk_evening
from docs.fields_walk import take_typing
from docs.hands import CTRL, RoadWalk, take_along
from docs.rooms_walk import take_rooms

ENROLMENT, REBIRTH = "3.000182", "1.004884"
"""Two procedures that ask for a birth certificate: entering school, registering a birth again."""


def take_road(out: Path) -> list[Path]:
    """Walk the road once and return the pictures taken on it."""
    return take_along(out, _road)


def take_certified(out: Path) -> list[Path]:
    """Walk the certification alone and return the pictures taken on it."""
    return take_along(out, take_certification)


def take_in_rooms(out: Path) -> list[Path]:
    """Walk the book, the verification and the hand-over alone and return the pictures taken there."""
    return take_along(out, take_rooms)


def take_evening(out: Path) -> list[Path]:
    """Walk an evening alone, from the start to the report, and return the pictures taken of it."""
    return take_along(out, walk_evening)


def _road(walk: RoadWalk) -> None:
    _scan(walk)
    _review(walk)
    _counter_again(walk)


def _scan(walk: RoadWalk) -> None:
    walk.receive(ENROLMENT)
    walk.scan_for(Qt.Key.Key_2)
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
    walk.receive(REBIRTH)
    walk.take("reuse")
    walk.window.choose("settings")
    walk.settle()
    walk.take("settings-rehearsal")
    walk.press(Qt.Key.Key_N, CTRL)
    walk.take("journal")
