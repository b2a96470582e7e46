"""What a clerk relies on who looks at a long PDF: words found on all its pages, and the next page there at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ocr.page import DrawnPage, PageImage, Word
from tests.fakes.office import draw_paper
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.window import Letter
from ui.views.letter import LetterScreen

CTRL = Qt.KeyboardModifier.ControlModifier
TOTAL = 5


@pytest.fixture
def letter(walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch) -> tuple[LetterScreen, list[int]]:
    """A letter of five pages, and the pages that were drawn to be looked at, in their order."""
    drawn: list[int] = []

    def draw(_path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
        if side_px > 1000:
            drawn.append(number)
        page = draw_paper(f"TRANG {number}")
        page.save(out)
        words = (Word("Trang", 50, 50, 150, 80, 1.0, 0), Word(f"số{number}", 160, 50, 220, 80, 1.0, 0))
        return DrawnPage(PageImage(out, "image/png", page.width, page.height), TOTAL, words)

    monkeypatch.setattr(office.desk.reader, "draw", draw)
    walk.model.read_letter(Letter(office.desk.home / "letter.pdf", "Phiếu", to_print=False))
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, LetterScreen)
    return screen, drawn


def test_the_neighbours_of_a_page_are_drawn_before_they_are_turned_to(
    walk: Walk, letter: tuple[LetterScreen, list[int]]
) -> None:
    screen, drawn = letter
    first = list(drawn)

    walk.press(Qt.Key.Key_PageDown)

    assert first == [1, 2]
    assert drawn == [1, 2, 3], "the page turned to was there; the one behind it is fetched"
    assert screen.viewer.text.words.text(0, 1) == "Trang số2"


def test_words_are_found_on_pages_nobody_turned_to(walk: Walk, letter: tuple[LetterScreen, list[int]]) -> None:
    screen, _drawn = letter

    walk.press(Qt.Key.Key_F, CTRL)
    walk.type("so5")
    walk.qtbot.waitUntil(lambda: screen.finder.told == "1 / 1 chỗ", timeout=5000)
    walk.settle()

    assert screen.viewer.text.words.text(0, 1) == "Trang số5"
    assert walk.screen() == "counter.letter"
