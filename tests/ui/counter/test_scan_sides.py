"""What a clerk relies on at the scanner by keys: one side put in, again, undone; two passes; a part of the glass."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desk.errors import PaperJam
from desk.jobs import Progress
from desk.model.paper import Stage
from desk.model.scanning import Device, RawPage, Source
from ocr.page import FirstLook
from tests.fakes.glass import SideReader, StackScanner, side
from tests.fakes.office import CARD, ToldReader
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.scan import ScanState
from ui.views.glass_dialog import GlassDialog
from ui.views.pictures import load_quickly
from ui.views.scan import ScanScreen
from ui.views.two_passes_dialog import TwoPassesDialog


@dataclass
class AtScanner:
    """The scan screen of an open dossier, and what lies in the feeder."""

    walk: Walk
    office: OfficeMade
    screen: ScanScreen
    scanner: StackScanner

    def lay(self, *shades: int) -> None:
        """Lay sides of these shades into the feeder."""
        self.scanner.stack = [side(shade) for shade in shades]

    def shades(self) -> list[int]:
        """Return what the sides of the paper show, as they are kept."""
        assert self.screen.model.document is not None
        desk = self.office.desk
        with desk.unit() as uow:
            pages = [p for p in uow.documents.pages(self.screen.model.document.id) if not p.removed]
        found = []
        for page in pages:
            with Image.open(desk.store.path(page.digest)) as picture:
                found.append(int(picture.convert("L").getpixel((3, 3))))  # type: ignore[arg-type]  # one band
        return found

    def dialog(self) -> QDialog:
        """Return the dialog that is open."""
        opened = QApplication.activeModalWidget()
        assert isinstance(opened, QDialog)
        return opened


@pytest.fixture
def there(walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch) -> AtScanner:
    scanner, desk = StackScanner(), office.desk
    device = Device("escl:invented", "Canon", "escl", (Source.GLASS, Source.FEEDER), width_mm=216, height_mm=297)
    monkeypatch.setattr(scanner, "devices", lambda: [device])
    assert isinstance(desk.scanners, dict)
    desk.scanners["escl"] = scanner
    told = SideReader()
    for name in ("split", "part", "card_sheet"):
        monkeypatch.setattr(desk.reader, name, getattr(told, name))
    walk.model.status.look_for_scanners()
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.press(Qt.Key.Key_1)
    walk.model.go("counter.scan")
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, ScanScreen)
    return AtScanner(walk, office, screen, scanner)


def test_i_puts_a_side_in_r_scans_one_again_and_ctrl_z_takes_both_back(there: AtScanner) -> None:
    walk = there.walk
    there.lay(10, 20)
    walk.press(Qt.Key.Key_Space)

    there.lay(90)
    walk.press(Qt.Key.Key_I)
    inserted = there.shades()
    there.lay(91)
    walk.press(Qt.Key.Key_R)
    replaced = there.shades()
    there.lay(92)
    walk.press(Qt.Key.Key_R)
    again = there.shades()
    for _ in range(3):
        walk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert inserted == [10, 20, 90]
    assert replaced == [10, 20, 91], "the side that is shown"
    assert again == [10, 20, 92], "and so it is the next time"
    assert there.shades() == [10, 20]
    assert there.screen.model.state is ScanState.READY


def test_a_side_whose_picture_is_slow_does_not_take_the_place_of_a_later_one_on_the_screen(
    there: AtScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, later, loading = there.walk, Event(), count()

    def load(path: Path, turn: int) -> QImage:
        first = next(loading) == 0
        if first:
            later.wait(10)
        picture = load_quickly(path, turn)
        if not first:
            later.set()
        return picture

    monkeypatch.setattr("ui.views.scan.load_quickly", load)
    there.lay(10, 20)
    walk.press(Qt.Key.Key_Space)

    walk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)

    assert there.shades() == [20, 10], "the later side was on the screen"


def test_ctrl_and_arrows_put_a_side_into_another_place_of_the_paper_and_ctrl_z_back(there: AtScanner) -> None:
    walk = there.walk
    there.lay(10, 20, 30)
    walk.press(Qt.Key.Key_Space)

    walk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    once = there.shades()
    walk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    twice = there.shades()
    walk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert once == [10, 30, 20], "the side that is shown, the last one"
    assert twice == [30, 10, 20]
    assert there.shades() == [10, 30, 20]


def test_m_guides_through_two_passes_and_a_lacking_back_is_skipped(there: AtScanner) -> None:
    walk = there.walk
    there.lay(10, 20, 30)
    walk.press(Qt.Key.Key_M)
    first = there.dialog()

    there.lay(31, 11)
    walk.enter()
    second = there.dialog()
    told = second.windowTitle()
    walk.type("2")
    walk.enter()

    assert isinstance(first, TwoPassesDialog)
    assert told == "Có 3 mặt trước nhưng 2 mặt sau"
    assert there.shades() == [10, 11, 20, 30, 31]
    assert there.screen.model.document is not None
    assert there.screen.model.document.stage is Stage.READ or there.screen.model.state is ScanState.READY


def test_a_stack_left_between_the_passes_is_gone_on_with(there: AtScanner) -> None:
    walk = there.walk
    there.lay(10, 20)
    walk.press(Qt.Key.Key_M)
    walk.press(Qt.Key.Key_Escape)
    walk.window.activateWindow()
    walk.qtbot.waitUntil(walk.window.isActiveWindow)

    walk.press(Qt.Key.Key_M)
    there.lay(21, 11)
    walk.enter()

    assert there.shades() == [10, 11, 20, 21]


def test_x_shows_the_glass_and_arrows_choose_the_part_that_is_scanned(there: AtScanner) -> None:
    walk = there.walk
    there.lay(50)
    walk.press(Qt.Key.Key_X)
    kind = type(there.dialog())
    there.lay(60)

    for _ in range(10):
        walk.press(Qt.Key.Key_Right)
    walk.enter()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    look, scan = there.scanner.asked
    assert not there.screen.findChildren(GlassDialog), "it is let go of once it was answered"
    assert kind is GlassDialog
    assert (look.dpi, look.source) == (75, Source.GLASS)
    assert scan.left_mm > 5
    assert scan.left_mm + scan.width_mm == pytest.approx(216, abs=0.1)
    assert scan.source is Source.GLASS
    assert there.shades() == [60]


def test_a_poor_side_of_a_part_of_the_glass_is_scanned_again_of_that_part(there: AtScanner) -> None:
    walk = there.walk
    assert isinstance(there.office.desk.reader, ToldReader)
    there.office.desk.reader.looks.append(FirstLook(("blurred",)))
    there.lay(50)
    walk.press(Qt.Key.Key_X)
    there.lay(60)
    for _ in range(10):
        walk.press(Qt.Key.Key_Right)
    walk.enter()
    poor = there.screen.model.state

    there.lay(70)
    there.screen.model.scan_again()
    walk.settle()

    _look, scan, again = there.scanner.asked
    assert poor is ScanState.POOR
    assert (again.left_mm, again.width_mm) == (scan.left_mm, scan.width_mm)
    assert there.shades() == [70]


def test_a_look_at_the_glass_that_ends_behind_the_next_citizen_is_not_shown(there: AtScanner) -> None:
    there.lay(50)
    QTest.keyClick(there.walk.focus(), Qt.Key.Key_X)

    there.walk.press(Qt.Key.Key_F12)

    assert len(there.scanner.asked) == 1
    assert there.walk.screen() == "counter"
    assert QApplication.activeModalWidget() is None


def test_sides_that_a_jam_left_are_read_though_the_officer_signs_out(there: AtScanner) -> None:
    there.lay(10, 20)
    there.scanner.fault = PaperJam(kept=2, sheets=2, next=3)
    there.walk.press(Qt.Key.Key_Space)
    paper, state = there.screen.model.document, there.screen.model.state

    there.walk.model.session.sign_out()
    there.walk.settle()

    assert state is ScanState.STOPPED
    assert paper is not None
    with there.office.desk.unit(reading=True) as uow:
        kept = uow.documents.get(paper.id)
        sides = uow.documents.pages(paper.id)
    assert kept is not None
    assert (kept.stage, len(sides)) == (Stage.READ, 2)


def test_a_scan_goes_on_to_the_end_though_the_officer_signs_out_meanwhile(
    there: AtScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, session, scan, fed = there.walk, there.walk.model.session, there.scanner.scan, Event()

    def slowly(request: object, spool: Path, progress: Progress) -> Iterator[RawPage]:
        fed.wait(20)
        yield from scan(request, spool, progress)

    monkeypatch.setattr(there.scanner, "scan", slowly)
    there.lay(10, 20)
    QTest.keyClick(walk.focus(), Qt.Key.Key_Space)
    walk.qtbot.waitUntil(lambda: there.screen.model.document is not None)
    paper = there.screen.model.document

    session.sign_out()
    fed.set()
    walk.settle()

    assert paper is not None
    assert there.screen.model.state is ScanState.READY
    with there.office.desk.unit(reading=True) as uow:
        kept = uow.documents.get(paper.id)
    assert kept is not None
    assert kept.stage is Stage.READ
