"""The certified copy by window: scanned, compared, numbered, signed, sealed, verified, handed over and reused.

A rehearsal office as it is shipped: its virtual scanner with a real scan in it, its two tokens, its authority.
"""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.verification import Verdict
from desk.ports import Desk
from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN
from desk.rehearsal.opening import FEEDER, found_rehearsal
from desk.work.certify import copy_file
from tests.e2e.clerk import CITIZEN, CTRL, NAME, PATIENCE_MS, Clerk, come_to_work, go_home
from ui.views.hand import HandScreen
from ui.views.pin_dialog import PinDialog
from ui.views.register import RegisterScreen
from ui.views.sign_dialog import SignDialog
from ui.views.verify import VerifyScreen

CERTIFYING, NEXT_CASE = "2.000815", "1.013227"
"""Certification of copies, and a procedure whose second component is a paper of an authority."""

MOST_KEYS = 25
"""Key presses of a whole case beside what is typed, with each value checked, each ground ticked, and a wrong PIN."""


@pytest.fixture
def home(tmp_path: Path, samples: Path) -> Path:
    """A rehearsal office with a real letter of an authority in its feeder."""
    home = tmp_path / "office"
    found_rehearsal(home)
    for page in (home / FEEDER).iterdir():
        page.unlink()
    shutil.copy(samples / "ocr" / "k001.jpg", home / FEEDER)
    return home


@pytest.fixture
def clerk(home: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Clerk]:
    """A clerk who has just come in."""
    clerk = come_to_work(home, qapp, qtbot)
    yield clerk
    go_home(clerk)


def test_a_scanned_original_leaves_as_a_certified_copy_and_serves_the_next_case_without_a_scan(
    clerk: Clerk, tmp_path: Path
) -> None:
    bring_the_original(clerk)
    clerk.look_through()
    ask_for_the_number(clerk)
    answer(clerk, "000000", SEAL_PIN)
    clerk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SignDialog), timeout=PATIENCE_MS)
    assert not copies(clerk), "a wrong PIN costs no number"
    answer(clerk, OFFICER_PIN)
    clerk.qtbot.waitUntil(lambda: copy(clerk).stage is CopyStage.SEALED, timeout=PATIENCE_MS)

    the_book_shows_it(clerk)
    its_file_verifies_and_a_changed_one_does_not(clerk, tmp_path)
    hand_it_over(clerk, tmp_path)
    assert len(clerk.pressed) <= MOST_KEYS, clerk.pressed
    reuse_it(clerk)


def test_a_number_taken_before_the_window_closed_is_signed_when_it_opens_again(
    home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    before = come_to_work(home, qapp, qtbot)
    bring_the_original(before)
    before.look_through()
    ask_for_the_number(before)
    sign_without_the_seal(before, OFFICER_PIN)
    QTest.keyClick(pin_dialog(), Qt.Key.Key_Escape)
    before.settle()
    document = copy(before).document_id
    go_home(before)

    after = come_to_work(home, qapp, qtbot)
    after.enter()
    after.model.certify(document)
    after.settle()
    assert after.screen() == "counter.certify"
    after.press(Qt.Key.Key_D, CTRL)
    answer_pin(after, SEAL_PIN)
    after.qtbot.waitUntil(lambda: copy(after).stage is CopyStage.SEALED, timeout=PATIENCE_MS)

    assert copy(after).number == 1
    assert len(copies(after)) == 1
    go_home(after)


# -- steps ------------------------------------------------------------------------------------------------------------


def bring_the_original(clerk: Clerk) -> None:
    """Sign in, receive the citizen for certification, scan the original and check it."""
    clerk.enter()
    clerk.receive(CERTIFYING, NAME)
    clerk.press(Qt.Key.Key_1)
    assert clerk.screen() == "counter.scan"
    clerk.scan_and_check()
    assert clerk.screen() == "counter.certify"


def ask_for_the_number(clerk: Clerk) -> None:
    """Ask for the number; what cannot be taken back is asked for once, together with both PINs."""
    assert not copies(clerk)
    clerk.press(Qt.Key.Key_D, CTRL)
    assert isinstance(QApplication.activeModalWidget(), SignDialog)
    assert not copies(clerk), "nothing is taken before the question was answered"


def answer(clerk: Clerk, *pins: str) -> None:
    """Type the PINs that the question of the red act asks for, each confirmed by Enter."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SignDialog)
    for line, pin in zip([field.line for field in dialog.pins.values()], pins, strict=True):
        QTest.keyClicks(line, pin)
        QTest.keyClick(line, Qt.Key.Key_Return)
        clerk.pressed.append("PIN")
    clerk.settle()


def sign_without_the_seal(clerk: Clerk, pin: str) -> None:
    """Sign as the officer; the seal's PIN is asked for afterwards."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SignDialog)
    QTest.keyClicks(next(iter(dialog.pins.values())).line, pin)
    QTest.keyClick(dialog, Qt.Key.Key_D, CTRL)
    clerk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PinDialog), timeout=PATIENCE_MS)


def pin_dialog() -> PinDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PinDialog)
    return dialog


def answer_pin(clerk: Clerk, pin: str) -> None:
    """Type a PIN when it is asked for."""
    clerk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PinDialog), timeout=PATIENCE_MS)
    line = pin_dialog().pin.line
    QTest.keyClicks(line, pin)
    QTest.keyClick(line, Qt.Key.Key_Return)
    clerk.settle()


def the_book_shows_it(clerk: Clerk) -> None:
    clerk.window.choose("register")
    clerk.settle()
    screen = clerk.window.screen_now()
    assert isinstance(screen, RegisterScreen)
    assert [(row.entry.number, row.entry.stage) for row in screen.model.rows] == [(1, CopyStage.SEALED)]


def its_file_verifies_and_a_changed_one_does_not(clerk: Clerk, folder: Path) -> None:
    whole = copy_file(desk(clerk), copy(clerk))
    data = bytearray(whole.read_bytes())
    data[len(data) // 3] ^= 1
    changed = folder / "changed.pdf"
    changed.write_bytes(data)

    assert verdict(clerk, whole) is Verdict.PASSED
    assert verdict(clerk, changed) is Verdict.FAILED


def verdict(clerk: Clerk, file: Path) -> Verdict:
    clerk.window.choose("verify")
    clerk.settle()
    screen = clerk.window.screen_now()
    assert isinstance(screen, VerifyScreen)
    screen.model.check(file)
    clerk.settle()
    clerk.qtbot.waitUntil(lambda: screen.model.checked is not None, timeout=PATIENCE_MS)
    assert screen.model.checked is not None
    return screen.model.checked.report.verdict


def hand_it_over(clerk: Clerk, folder: Path) -> None:
    """Hand the dossier over into a folder and look into the package."""
    clerk.window.choose("counter")
    clerk.settle()
    clerk.press(Qt.Key.Key_S, CTRL)
    screen = clerk.window.screen_now()
    assert isinstance(screen, HandScreen)
    screen.model.choose(folder)
    clerk.settle()
    clerk.press(Qt.Key.Key_S, CTRL)
    clerk.qtbot.waitUntil(lambda: screen.model.closed, timeout=PATIENCE_MS)

    (package,) = folder.glob("TAM-*.zip")
    signed = desk(clerk).store.get(copy(clerk).file or "")
    with zipfile.ZipFile(package) as archive:
        papers = [archive.read(name) for name in archive.namelist() if name.endswith(".pdf")]
        told = json.loads(archive.read("ho-so.json"))
    assert signed in papers, "the copy leaves bit for bit as it was signed"
    assert told["MaTTHC"] == CERTIFYING


def reuse_it(clerk: Clerk) -> None:
    """Receive the citizen for another procedure: the copy is offered as certified, and nothing is scanned."""
    sides = pages(clerk)
    clerk.press(Qt.Key.Key_F12)
    clerk.receive(NEXT_CASE)
    slot = clerk.model.counter.slot(2)
    assert slot is not None
    (offer,) = slot.offers
    assert (offer.document.id, offer.certified) == (copy(clerk).document_id, True)

    clerk.press(Qt.Key.Key_2)
    slot = clerk.model.counter.slot(2)
    if slot is not None and slot.reused is None:  # what fits with a warning is looked at before it is taken
        clerk.press(Qt.Key.Key_2)
        slot = clerk.model.counter.slot(2)
    assert slot is not None
    assert slot.reused is not None
    assert pages(clerk) == sides


# -- what the office holds --------------------------------------------------------------------------------------------


def desk(clerk: Clerk) -> Desk:
    found = clerk.model.session.desk
    assert found is not None
    return found


def copies(clerk: Clerk) -> list[CertifiedCopy]:
    with desk(clerk).unit(reading=True) as uow:
        return [one for book, year in uow.copies.books() for one in uow.copies.of_book(book, year)]


def copy(clerk: Clerk) -> CertifiedCopy:
    (one,) = copies(clerk)
    return one


def pages(clerk: Clerk) -> int:
    with desk(clerk).unit(reading=True) as uow:
        citizen = uow.citizens.search(CITIZEN)[0]
        papers = uow.documents.of_citizen(citizen.id)
        return sum(len(uow.documents.pages(paper.id)) for paper in papers)
