"""What a clerk relies on in the search of the book: the code on a copy leads to its entry and is held against it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.chain import GENESIS
from desk.work.copy_code import code_of
from tests.fakes.leaving import Leaver
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.test_register_screen import copies, dialog_of, filler, open_book
from ui.views.register import RegisterScreen

__all__ = ["filler"]

CTRL = Qt.KeyboardModifier.ControlModifier


def code(office: OfficeMade, copy: CertifiedCopy, lookup: str = "") -> str:
    """Return the code as it is drawn on the copy."""
    with office.desk.unit(reading=True) as uow:
        return code_of(copy, uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash, lookup)


def scan(walk: Walk, screen: RegisterScreen, text: str) -> None:
    """Read a code with a reader that types, sign by sign, into the search."""
    screen.line.setFocus()
    walk.type(text)
    walk.qtbot.wait(200)
    walk.settle()


@pytest.mark.parametrize("lookup", ["", "https://dichvucong.example/tra-cuu"])
def test_a_scanned_code_marks_its_entry_and_says_that_it_fits(
    walk: Walk, filler: Leaver, office: OfficeMade, lookup: str
) -> None:
    made = copies(filler, *[CopyStage.SEALED] * 4)
    screen = open_book(walk)

    scan(walk, screen, code(office, made[1], lookup))

    entry = screen.entry()
    assert entry is not None
    assert entry.number == made[1].number
    assert screen.code.isVisible()
    assert screen.code.what.text().startswith("Khớp với sổ: số 2/ĐT")
    assert len(screen.model.shown) == 4

    walk.press(Qt.Key.Key_Escape)

    assert not screen.code.isVisible()
    assert screen.line.text() == ""


def test_a_code_that_says_another_thing_than_the_book_is_told_in_red_words(
    walk: Walk, filler: Leaver, office: OfficeMade
) -> None:
    (copy,) = copies(filler, CopyStage.SEALED)
    screen = open_book(walk)

    scan(walk, screen, code_of(copy, GENESIS))
    assert "KHÔNG khớp" in screen.code.what.text()
    screen.line.clear()
    scan(walk, screen, code_of(replace(copy, number=77), GENESIS))

    assert screen.code.what.text() == "Sổ không có mục nào ứng với mã này."


def test_a_code_of_a_void_number_says_that_it_is_void(walk: Walk, filler: Leaver, office: OfficeMade) -> None:
    (copy,) = copies(filler, CopyStage.SEALED)
    text = code(office, copy)
    filler.void(copy)
    screen = open_book(walk)

    scan(walk, screen, text)

    assert "đã hủy" in screen.code.what.text()


def test_a_code_spoilt_by_a_vietnamese_keyboard_is_told_as_that(
    walk: Walk, filler: Leaver, office: OfficeMade
) -> None:
    (copy,) = copies(filler, CopyStage.SEALED)
    screen = open_book(walk)

    screen.line.setText(code(office, copy).replace("A", "Â").replace("O", "Ô"))
    walk.qtbot.wait(200)
    walk.settle()

    assert "Bộ gõ tiếng Việt" in screen.code.what.text()


def test_the_record_of_a_void_number_is_laid_at_once_and_printed_by_one_key(
    walk: Walk, filler: Leaver, office: OfficeMade
) -> None:
    copies(filler, CopyStage.SEALED)
    screen = open_book(walk)
    walk.press(Qt.Key.Key_Delete, CTRL)
    dialog = dialog_of(screen)
    dialog.reason.set_text("Ghi sai tên giấy")
    dialog.go_button.click()
    walk.qtbot.wait(120)
    walk.settle()

    laid = list((office.desk.home / "voided").glob("*.pdf"))
    walk.press(Qt.Key.Key_P, CTRL)

    assert len(laid) == 1
    assert walk.screen() == "register.record"
    assert walk.model.letter is not None
    assert walk.model.letter.file == laid[0]


def test_why_a_copy_waits_is_said_without_a_blank(walk: Walk, filler: Leaver, office: OfficeMade) -> None:
    (copy,) = copies(filler, CopyStage.NUMBERED)
    with office.desk.unit() as uow:
        uow.copies.update(replace(copy, lacking="signing.token-absent"))
        uow.commit()

    screen = open_book(walk)

    said = screen.model.reasons[copy.id]
    assert said.sentence == "Chưa cắm USB ký số của Lý Thị Mai."
    assert "…" not in said.sentence + said.cure
