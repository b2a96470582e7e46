"""Walk a paper through its certification in the rehearsal office, with its tokens and its authority, for pictures."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.model.certification import CopyStage
from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN
from desk.rehearsal.people import household
from ui.views.certify import CertifyScreen
from ui.views.dialog import RedDialog
from ui.views.pin_dialog import PinDialog
from ui.views.scan import ScanScreen
from ui.views.sign_dialog import SignDialog
from ui.views.window import MainWindow

CERTIFYING = "2.000815"
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Walk(Protocol):
    """What a walk can do: `docs.road_walk.RoadWalk`."""

    window: MainWindow

    def settle(self) -> None:
        """Wait until nothing is under way."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press one key."""

    def enter(self) -> None:
        """Press Enter."""

    def type(self, text: str) -> None:
        """Type a text."""

    def feed(self, *names: str, jam: int = 0) -> None:
        """Lay papers into the feeder."""

    def snap(self, name: str) -> None:
        """Take the picture of what is under way."""

    def take(self, name: str) -> None:
        """Take the screen's picture in each of its looks."""


def take_certification(walk: Walk) -> None:
    """Receive the mother with a birth certificate to be certified, certify it, and refuse another paper."""
    _bring(walk, "khai-sinh")
    walk.take("certify-open")
    _look(walk)
    for digit in "123456":
        walk.press(Qt.Key(Qt.Key.Key_0 + int(digit)))
    walk.take("certify")
    walk.press(Qt.Key.Key_F9)
    walk.take("promise")
    _leave(walk)
    walk.press(Qt.Key.Key_D, CTRL)
    walk.take("certify-ask")
    _sign_alone(walk, "000000")
    walk.take("certify-wrong")
    _sign_alone(walk, OFFICER_PIN)
    walk.take("certify-seal")
    _give(walk, SEAL_PIN)
    case = screen.model.case if isinstance(screen := walk.window.screen_now(), CertifyScreen) else None
    if case is None or case.stage is not CopyStage.SEALED:
        raise RuntimeError("the copy was not sealed: walk again when the machine has less to do")
    walk.take("certify-done")
    walk.press(Qt.Key.Key_F3)
    walk.press(Qt.Key.Key_PageDown)
    walk.take("certify-copy")
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_F12)
    _refuse(walk)
    _certify_many(walk)


def _refuse(walk: Walk) -> None:
    _bring(walk, "ket-hon")
    walk.press(Qt.Key.Key_F8)
    walk.press(Qt.Key.Key_1)
    walk.enter()
    walk.type("Năm sinh bị tẩy và viết đè")
    walk.take("certify-refuse")
    walk.enter()
    walk.take("certify-refused")
    walk.press(Qt.Key.Key_Escape)
    if walk.window.screen_name() == "counter":
        walk.press(Qt.Key.Key_D, CTRL)
    if walk.window.screen_name() == "counter.certify":
        walk.press(Qt.Key.Key_F8)
        walk.take("take-back")
        _leave(walk)
        walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_F12)


def _certify_many(walk: Walk) -> None:
    """Certify two papers of one dossier in one go; the tokens are open since the first copy."""
    scan_in(walk, "khai-sinh")
    for paper in ("ket-hon", "quyet-dinh"):
        walk.feed(paper)
        walk.press(Qt.Key.Key_Space)
    walk.press(Qt.Key.Key_Escape)
    walk.take("many-counter")
    walk.press(Qt.Key.Key_B, CTRL)
    walk.take("many-open")
    walk.enter()
    for number in range(3):
        _look(walk)
        walk.press(Qt.Key.Key_0)
        if not number:
            walk.take("many-compared")
        walk.enter()
    walk.take("many")
    walk.press(Qt.Key.Key_D, CTRL)
    walk.take("many-ask")
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        QTest.keyClick(dialog, Qt.Key.Key_D, CTRL)
    walk.settle()
    walk.take("many-done")
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_F12)


def scan_in(walk: Walk, paper: str) -> None:
    """Receive the mother for certification and scan a paper."""
    walk.window.choose("counter")
    walk.settle()
    walk.press(Qt.Key.Key_F12)
    walk.type(household().mother.number)
    walk.enter()
    if walk.window.model.counter.citizen is None:
        walk.type(household().mother.name)
        walk.enter()
    walk.type(CERTIFYING)
    walk.enter()
    walk.press(Qt.Key.Key_1)
    screen = walk.window.screen_now()
    if isinstance(screen, ScanScreen) and not screen.model.devices:
        walk.window.model.status.look_for_scanners()
        walk.settle()
    walk.feed(paper)
    walk.press(Qt.Key.Key_Space)


def _bring(walk: Walk, paper: str) -> None:
    """Scan a paper in and check it; the last Enter leads to its certification."""
    scan_in(walk, paper)
    walk.enter()
    for _ in range(30):
        if walk.window.screen_name() != "counter.review":
            break
        walk.enter()


def _look(walk: Walk) -> None:
    screen = walk.window.screen_of("counter.certify")
    if isinstance(screen, CertifyScreen):
        for place in range(1, screen.compare.total + 1):
            screen.compare.go_to(place)
            walk.settle()
            QTest.qWait(1300)
        screen.compare.go_to(1)
        walk.settle()


def _sign_alone(walk: Walk, pin: str) -> None:
    """Give the officer's PIN and leave the seal for later."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, SignDialog):
        QTest.keyClicks(next(iter(dialog.pins.values())).line, pin)
        QTest.keyClick(dialog, Qt.Key.Key_D, CTRL)
    walk.settle()


def _leave(walk: Walk) -> None:
    """Close the dialog that is open without its act."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, RedDialog):
        dialog.reject()
    walk.window.activateWindow()
    walk.settle()


def _give(walk: Walk, pin: str) -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, PinDialog):
        QTest.keyClicks(dialog.pin.line, pin)
        QTest.keyClick(dialog.pin.line, Qt.Key.Key_Return)
    walk.settle()
