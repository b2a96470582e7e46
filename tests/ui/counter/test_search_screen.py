"""What a clerk relies on when searching: found without diacritics while typing, and only for an open dossier."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from desk.model.events import Kind
from desk.work.marks import marks
from tests.fakes.office import CARD
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.search import SearchState
from ui.views.found_list import shown_snippet
from ui.views.search import SearchScreen
from ui.views.theme import theme
from ui.views.tokens import Palette

CTRL = Qt.KeyboardModifier.ControlModifier
BODY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM. Họ, chữ đệm, tên: Nông Gia Bảo. Nơi sinh: xã Thượng Lâm. Số: 47/2018"


@pytest.fixture
def searching(walk: Walk, office: OfficeMade) -> Walk:
    """The search screen, reached by its key, for an open dossier of an office with indexed papers."""
    with office.desk.unit() as uow:
        for paper in uow.documents.of_dossier("TAM-261006-0003"):
            uow.index.put(paper.id, paper.title or "", office.citizen.name, BODY if paper.kind == "khai_sinh" else "")
        uow.commit()
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.press(Qt.Key.Key_3, CTRL)
    return walk


def screen_of(walk: Walk) -> SearchScreen:
    screen = walk.window.screen_now()
    assert isinstance(screen, SearchScreen)
    return screen


def look_for(walk: Walk, words: str) -> list[str]:
    """Type words and return the titles found."""
    search = screen_of(walk).model
    walk.type(words)
    walk.qtbot.waitUntil(lambda: not search.waiting, timeout=10_000)
    walk.settle()
    return [one.document.title or "" for one in search.found]


def searches(office: OfficeMade) -> list[dict[str, object]]:
    with office.desk.unit() as uow:
        return [dict(e.event.data) for e in uow.journal.entries() if e.event.kind is Kind.SEARCHED]


def test_without_a_dossier_the_screen_says_so_and_enter_leads_to_the_counter(walk: Walk) -> None:
    walk.press(Qt.Key.Key_3, CTRL)

    assert walk.screen() == "search"
    assert screen_of(walk).model.state is SearchState.NO_DOSSIER
    assert "mở hồ sơ" in walk.primary()

    walk.enter()

    assert walk.screen() == "counter"


def test_a_paper_is_found_without_diacritics_while_typing(searching: Walk) -> None:
    assert look_for(searching, "giay khai sinh") == ["Giấy khai sinh"]
    assert "giấy khai sinh" in searching.primary()
    assert isinstance(QApplication.focusWidget(), type(screen_of(searching).line))


def test_words_of_the_text_and_names_of_people_are_found_too(searching: Walk) -> None:
    assert look_for(searching, "gia bao thuong lam") == ["Giấy khai sinh"]

    screen_of(searching).line.clear()

    assert len(look_for(searching, "Nông Thị Hạnh")) == 4


def test_the_journal_keeps_that_a_search_was_made_and_never_its_words(searching: Walk, office: OfficeMade) -> None:
    look_for(searching, "thuong lam")

    assert searches(office)
    assert all(set(data) == {"found"} for data in searches(office))


def test_one_letter_alone_is_not_searched(searching: Walk, office: OfficeMade) -> None:
    look_for(searching, "g")

    assert screen_of(searching).model.state is SearchState.IDLE
    assert searches(office) == []


def test_typing_fast_makes_one_search_not_one_for_each_letter(searching: Walk, office: OfficeMade) -> None:
    look_for(searching, "khai sinh thuong lam")

    assert len(searches(office)) == 1


def test_nothing_found_teaches_what_to_try(searching: Walk) -> None:
    assert look_for(searching, "khong co chu nay") == []
    assert screen_of(searching).model.state is SearchState.NOTHING


def test_arrows_move_in_the_answers_and_enter_opens_the_marked_one_and_comes_back(searching: Walk) -> None:
    look_for(searching, "hanh")
    first = screen_of(searching).row()
    searching.press(Qt.Key.Key_Down)
    second = screen_of(searching).row()
    assert first is not None
    assert second is not None
    assert first.document.id != second.document.id

    searching.enter()

    assert searching.screen() == "counter.paper"
    assert searching.model.paper == second.document.id

    searching.enter()

    assert searching.screen() == "search"
    assert screen_of(searching).line.text() == "hanh"


def test_the_first_page_of_the_marked_answer_is_shown_beside_it(searching: Walk, qtbot: QtBot) -> None:
    look_for(searching, "khai sinh")

    viewer = screen_of(searching).panes()[2]
    qtbot.waitUntil(lambda: _has_white(viewer.grab().toImage()), timeout=10_000)


def test_the_next_citizen_finds_nothing_of_what_was_searched_before(searching: Walk) -> None:
    look_for(searching, "khai sinh")
    screen = screen_of(searching)

    searching.model.counter.next_citizen()
    searching.settle()

    assert screen.model.found == ()
    assert screen.line.text() == ""
    assert screen.row() is None


def test_the_whole_personal_number_of_others_is_not_shown(searching: Walk) -> None:
    look_for(searching, "hanh")

    listing = screen_of(searching).findChild(QListView)
    assert listing is not None
    words = [str(listing.model().index(row, 0).data()) for row in range(listing.model().rowCount())]
    assert words
    assert not any("008187004215" in line.replace(" ", "") for line in words)


@pytest.mark.parametrize(
    ("snippet", "shown"),
    [
        ("sinh 1987-03-14, số 008187004215 cấp", "sinh 14/03/1987, số 008••••••215 cấp"),
        ("Nam Dao 008******533", "Nam Dao 008••••••533"),
        ("CMND 070987654", "CMND 070•••654"),
        ("Số 47/2018, 1234567890123", "Số 47/2018, 1234567890123"),
    ],
)
def test_days_are_shown_our_way_and_numbers_masked_with_no_letter_moved(snippet: str, shown: str) -> None:
    assert shown_snippet(snippet) == shown
    assert len(shown_snippet(snippet)) == len(snippet)


@pytest.mark.parametrize("palette", list(Palette))
def test_no_word_of_the_search_is_cut_and_everything_has_a_name(searching: Walk, palette: Palette) -> None:
    theme().use(palette, 1.0)
    look_for(searching, "hanh")

    assert (clipped(searching.window), too_small(searching.window), unnamed(searching.window)) == ([], [], [])
    assert screen_of(searching).minimumSizeHint().width() <= 1282
    assert screen_of(searching).minimumSizeHint().height() <= 612


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Giấy khai sinh của Đào Thị Hoà", "khai sinh", ["khai", "sinh"]),
        ("Đào Thị Hoà", "dao hoa", ["Đào", "Hoà"]),
        ("xã Thượng Lâm", "thuo", ["Thượ"]),
        ("Thượng Thuỷ", "thuong t", ["Thượng", "T"]),
        ("Số 47/2018", "47", ["47"]),
        ("không khớp", "  ", []),
        ("không khớp", "«»", []),
    ],
)
def test_the_words_found_are_marked_where_they_stand(text: str, words: str, marked: list[str]) -> None:
    assert [text[start : start + length] for start, length in marks(text, words)] == marked


def _has_white(picture: QImage) -> bool:
    small = picture.scaled(40, 40)
    return any(small.pixelColor(x, y).lightness() > 250 for x in range(40) for y in range(40))
