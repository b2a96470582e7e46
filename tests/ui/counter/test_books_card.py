"""What an administrator relies on: a book is marked before it begins, and one that has begun is left as it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.settings import Settings
from desk.wiring import signatures_for
from desk.work.books import marked_books
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.session import Doors
from ui.views.books_card import BooksCard
from ui.views.signing_settings import SigningSettingsScreen


@pytest.fixture
def card(make_walk: Callable[[Doors, Path], Walk], office: OfficeMade) -> Iterator[tuple[Walk, BooksCard]]:
    room = signatures_for(Settings(office.desk.home, "-"))
    desk = replace(office.desk, signatures=room)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    walk.window.choose("settings")
    walk.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    screen = walk.window.screen_of("settings.signing")
    assert isinstance(screen, SigningSettingsScreen)
    walk.settle()
    yield walk, screen.books
    room.close()


def test_marks_of_a_book_that_is_not_begun_are_kept_and_can_be_taken_back(
    card: tuple[Walk, BooksCard], office: OfficeMade
) -> None:
    walk, books = card
    year = int("".join(one for one in books._which.text() if one.isdigit())[:4])

    books.symbol.set_text("SCT-TL")
    books.lookup.set_text("https://tracuu.example.vn")
    books.act.trigger()
    walk.settle()
    during = marked(office, year)
    walk.model.history.undo()
    walk.settle()

    assert during == ("SCT-TL", "https://tracuu.example.vn")
    assert marked(office, year) == ("SCTĐT/BS", "")
    assert [clipped(books), too_small(books), unnamed(books)] == [[], [], []]


def marked(office: OfficeMade, year: int) -> tuple[str, str]:
    books, lookup = marked_books(office.desk)
    return next(one.symbol for one in books if one.year == year and one.family == "certification"), lookup
