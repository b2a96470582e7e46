"""What a clerk relies on at a shared or changed scanner: told whose turn it is, asked before a stranger is believed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.errors import ScannerChanged
from desk.jobs import Progress
from desk.model.people import Officer, Session
from desk.model.scanning import Device, ScanRequest
from desk.store.holds import FileHolds
from desk.work.devices import in_hand
from tests.fakes.office import CARD, GlassScanner
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.scan import ScanState
from ui.views.scan import ScanScreen


class Changing(GlassScanner):
    """Shows another certificate until it is taken."""

    trusted = ""

    def devices(self) -> list[Device]:
        trouble = "" if self.trusted else ScannerChanged.code
        return [replace(one, trouble=trouble) for one in super().devices()]

    def trust(self, device: str) -> None:
        self.trusted = device


def at_the_scanner(walk: Walk, office: OfficeMade, scanner: GlassScanner) -> ScanScreen:
    assert isinstance(office.desk.scanners, dict)
    office.desk.scanners["escl"] = scanner
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.press(Qt.Key.Key_1)
    walk.press(Qt.Key.Key_Space)
    screen = walk.window.screen_now()
    assert isinstance(screen, ScanScreen)
    return screen


def test_another_desk_that_is_scanning_is_named_and_waiting_can_be_given_up(walk: Walk, office: OfficeMade) -> None:
    screen = at_the_scanner(walk, office, GlassScanner())
    other = replace(office.desk, holds=FileHolds(office.desk.home / "holds", "Quầy 2"))
    request = ScanRequest("escl:invented")
    screen.model.clear()

    with in_hand(other, Session(Officer("a", "A", "", frozenset()), "Quầy 2"), request, Progress()):
        QTest.keyClick(screen, Qt.Key.Key_Space)
        for _ in range(300):
            QTest.qWait(10)
            if screen.model.held_by is not None:
                break
        told = screen.model.held_by, screen._strip.accessibleName(), screen._strip.isVisible()
        walk.press(Qt.Key.Key_Escape)

    assert told == ("Quầy 2", "Quầy 2 đang quét… Esc để thôi đợi", True)
    assert screen.model.state is ScanState.EMPTY


def test_a_changed_certificate_is_accepted_only_by_an_act_of_the_clerk(walk: Walk, office: OfficeMade) -> None:
    scanner = Changing()
    screen = at_the_scanner(walk, office, scanner)
    walk.model.status.look_for_scanners()
    walk.settle()
    offered, before = screen._trust.text(), scanner.trusted

    screen._trust.trigger()
    walk.settle()

    assert (offered, before) == ("Nhận chứng thư mới của máy quét", "")
    assert scanner.trusted == "escl:invented"
    assert screen.model.changed_device == ""
