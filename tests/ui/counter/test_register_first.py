"""What a clerk relies on who opens a long book: its newest numbers are there at once."""

import pytest
from PySide6.QtCore import Qt

from desk.model.certification import CopyStage
from desk.model.people import Session
from tests.fakes.leaving import Leaver
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.test_register_screen import CTRL, copies, shown
from ui.models import register as books_model
from ui.views.register import RegisterScreen


def test_the_newest_numbers_are_shown_while_the_rest_of_the_book_is_read(
    walk: Walk, office: OfficeMade, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.desk.unit() as uow:
        filler = Leaver(office.desk, office.citizen, Session(uow.officers.get(1), "Quầy 1"))
    monkeypatch.setattr(books_model, "FIRST_ROWS", 2)
    copies(filler, *[CopyStage.SEALED] * 3)
    seen: list[tuple[int, bool, str]] = []
    walk.press(Qt.Key.Key_4, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, RegisterScreen)
    screen.model.changed.connect(lambda: seen.append((len(screen.model.shown), screen.model.partial, screen.facts)))

    screen.model.rows = []
    screen.model.read()
    walk.settle()

    rows, partial, facts = next(one for one in seen if one[1])
    assert (rows, partial) == (2, True)
    assert facts.endswith("đang đọc hết sổ…"), "no count is told before it is known"
    assert (len(shown(screen)), screen.model.partial, screen.model.sum.numbers) == (3, False, 3)
