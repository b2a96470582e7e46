"""The road by window, by the keyboard alone: receive, scan, read, check, find, and reuse at the next case.

A rehearsal office as it is shipped, a real scan in its scanner, the real reading processes: nothing here is told.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.model.dossier import SlotState
from desk.model.events import Kind
from desk.model.paper import Document
from desk.rehearsal.opening import FEEDER, found_rehearsal
from tests.e2e.clerk import CTRL, NAME, PATIENCE_MS, Clerk, come_to_work, go_home
from ui.views.search import SearchScreen

FIRST, SECOND = "1.013227", "1.013228"
"""Two procedures whose second component is a paper of an authority."""


@pytest.fixture
def clerk(tmp_path: Path, samples: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Clerk]:
    """A clerk before the rehearsal office's window, a real letter of an authority in the feeder."""
    home = tmp_path / "office"
    found_rehearsal(home)
    for page in (home / FEEDER).iterdir():
        page.unlink()
    shutil.copy(samples / "ocr" / "k001.jpg", home / FEEDER)
    clerk = come_to_work(home, qapp, qtbot)
    yield clerk
    go_home(clerk)


def test_a_paper_scanned_once_is_checked_found_and_serves_the_next_case(clerk: Clerk) -> None:
    assert clerk.screen() == "door.sign-in"
    clerk.enter()
    assert clerk.screen() == "counter"
    assert "DIỄN TẬP" in clerk.window.windowTitle()

    paper = scan_for_the_first_case(clerk)
    find_and_look(clerk, paper)
    clerk.press(Qt.Key.Key_F12)
    assert clerk.model.counter.citizen is None
    reuse_for_the_second_case(clerk, paper)

    desk = clerk.model.session.desk
    assert desk is not None
    with desk.unit() as uow:
        kinds = [entry.event.kind for entry in uow.journal.entries()]
        count, broken = uow.journal.first_break()
    assert {Kind.DOCUMENT_READ, Kind.FIELDS_CONFIRMED, Kind.SEARCHED, Kind.RESULT_REUSED} <= set(kinds)
    assert (count, broken) == (len(kinds), None)


def scan_for_the_first_case(clerk: Clerk) -> Document:
    """Receive a new citizen, scan the paper of the second slot and check it."""
    clerk.receive(FIRST, NAME)
    citizen = clerk.model.counter.citizen
    assert citizen is not None
    assert (citizen.name, clerk.state(2)) == (NAME, SlotState.EMPTY)

    clerk.press(Qt.Key.Key_2)
    assert clerk.screen() == "counter.scan"
    clerk.scan_and_check()

    assert clerk.screen() == "counter"
    assert clerk.state(2) is SlotState.CONFIRMED
    (paper,) = clerk.papers()
    assert paper.confirmed_by is not None
    return paper


def find_and_look(clerk: Clerk, paper: Document) -> None:
    """Find the paper by words of its text without diacritics, open it, and come back to the counter."""
    clerk.press(Qt.Key.Key_3, CTRL)
    search = clerk.window.screen_now()
    assert isinstance(search, SearchScreen)
    clerk.type("so y te")
    clerk.qtbot.waitUntil(lambda: not search.model.waiting, timeout=PATIENCE_MS)
    assert [one.document.id for one in search.model.found] == [paper.id]

    clerk.enter()
    assert (clerk.screen(), clerk.model.paper) == ("counter.paper", paper.id)
    clerk.enter()
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Escape)
    assert clerk.screen() == "counter"


def reuse_for_the_second_case(clerk: Clerk, paper: Document) -> None:
    """Receive the same citizen for another procedure, where the paper is offered and taken by its digit."""
    clerk.receive(SECOND)
    slot = clerk.model.counter.slot(2)
    assert slot is not None
    assert [offer.document.id for offer in slot.offers] == [paper.id]

    clerk.press(Qt.Key.Key_2)
    if clerk.state(2) is SlotState.OFFERED:  # a paper that fits with a warning is looked at before it is taken
        assert "Đã xem" in clerk.primary()
        clerk.press(Qt.Key.Key_2)

    slot = clerk.model.counter.slot(2)
    assert slot is not None
    assert slot.reused is not None
    assert slot.reused[1].id == paper.id
