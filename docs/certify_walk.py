"""Walk a paper through its certification in the rehearsal office, with its tokens and its authority, for pictures."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.model.certification import CopyStage
from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN
from docs.hands import CTRL, Hands, RoadWalk
from ui.views.certify import CertifyScreen
from ui.views.dialog import RedDialog
from ui.views.pin_dialog import PinDialog
from ui.views.sign_dialog import SignDialog

CERTIFYING = "2.000815"
LOOK_MS = 1500


def take_certification(walk: RoadWalk) -> None:
    """Receive the mother with a birth certificate to be certified, certify it, and refuse another paper."""
    _bring(walk, "khai-sinh")
    walk.take("certify-open")
    look_through(walk)
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


def _refuse(walk: RoadWalk) -> None:
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


def _certify_many(walk: RoadWalk) -> None:
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
        look_through(walk)
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


def scan_in(walk: RoadWalk, paper: str) -> None:
    """Receive the mother for certification and scan a paper."""
    walk.window.choose("counter")
    walk.settle()
    walk.press(Qt.Key.Key_F12)
    walk.receive(CERTIFYING)
    walk.scan_for(Qt.Key.Key_1)
    walk.feed(paper)
    walk.press(Qt.Key.Key_Space)


def _bring(walk: RoadWalk, paper: str) -> None:
    """Scan a paper in and check it; the last Enter leads to its certification."""
    scan_in(walk, paper)
    walk.enter()
    for _ in range(30):
        if walk.window.screen_name() != "counter.review":
            break
        walk.enter()


def look_through(walk: Hands) -> None:
    """Compare the copy in hand with its paper page by page, each as long as it takes to count as looked at."""
    screen = walk.window.screen_of("counter.certify")
    if isinstance(screen, CertifyScreen):
        for place in range(1, screen.compare.total + 1):
            screen.compare.go_to(place)
            walk.settle()
            QTest.qWait(LOOK_MS)
        screen.compare.go_to(1)
        walk.settle()


def _sign_alone(walk: RoadWalk, pin: str) -> None:
    """Give the officer's PIN and leave the seal for later."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, SignDialog):
        QTest.keyClicks(next(iter(dialog.pins.values())).line, pin)
        QTest.keyClick(dialog, Qt.Key.Key_D, CTRL)
    walk.settle()


def _leave(walk: RoadWalk) -> None:
    """Close the dialog that is open without its act."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, RedDialog):
        dialog.reject()
    walk.window.activateWindow()
    walk.settle()


def _give(walk: RoadWalk, pin: str) -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, PinDialog):
        QTest.keyClicks(dialog.pin.line, pin)
        QTest.keyClick(dialog.pin.line, Qt.Key.Key_Return)
    walk.settle()
