"""What a clerk relies on who looks at papers: words found and copied, two pages side by side, pages sorted by keys."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desk.model.paper import Document, Page, Stage
from ocr.page import PageReading, Word
from tests.fakes.office import CARD, NOW, draw_paper
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.views.find_bar import FindBar
from ui.views.paper_screen import PaperScreen
from ui.views.parts.slot import SlotRow
from ui.views.review import ReviewScreen
from ui.views.slot_moving import MIME, SlotMoving
from ui.views.viewer import PageViewer

CTRL = Qt.KeyboardModifier.ControlModifier
TEXTS = (("TỜ KHAI", "Nông Gia Bảo"), ("trang hai", "Nông Thị Hạnh"), ("GIẤY KHAI SINH", "Nông Gia Bảo"))


def words_of(lines: tuple[str, ...]) -> tuple[Word, ...]:
    return tuple(
        Word(word, 40 + 80 * n, 60 + 40 * line, 110 + 80 * n, 90 + 40 * line, 0.9, line)
        for line, text in enumerate(lines) for n, word in enumerate(text.split())
    )  # fmt: skip


def add_paper(office: OfficeMade, code: str, place: int, *pages: int) -> int:
    """Put a read paper of these pages into a component."""
    desk = office.desk
    with desk.unit() as uow:
        made = uow.documents.add(Document(
            code, office.citizen.id, place, "scan:escl", NOW, 1, f"here-{place}", stage=Stage.READ,
            kind="khai_sinh", title=f"Giấy {place}", pdf=desk.store.put(b"%PDF-1.7"),
        ))  # fmt: skip
        for at, number in enumerate(pages, 1):
            picture = desk.home / f"page-{number}.png"
            draw_paper(TEXTS[number][0]).save(picture)
            reading = PageReading(620, 877, 75.0, 0, 0.0, blank=False, words=words_of(TEXTS[number]), text="")
            digest = desk.store.put_file(picture)
            uow.documents.add_page(Page(made.id, at, digest, "image/png", 620, 877, 75.0, reading=reading))
        uow.commit()
    return made.id


@pytest.fixture
def looking(walk: Walk, office: OfficeMade) -> tuple[Walk, PaperScreen]:
    """The first of two papers of an open dossier, looked at by its key."""
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    code = walk.code
    first = add_paper(office, code, 1, 0, 1)
    add_paper(office, code, 2, 2)
    walk.model.counter.refresh()
    walk.settle()
    walk.model.look_at(first)
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, PaperScreen)
    return walk, screen


def papers(screen: PaperScreen) -> list[list[str]]:
    """The first words of each page of each paper."""
    return [[screen.look.words(page).words[0].text for page in one.pages] for one in screen.look.papers]


def test_words_are_found_on_every_page_and_copied_and_those_of_a_search_are_marked_at_once(
    looking: tuple[Walk, PaperScreen],
) -> None:
    walk, screen = looking

    walk.press(Qt.Key.Key_F, CTRL)
    walk.type("nong")
    walk.qtbot.waitUntil(lambda: screen.finder.told == "1 / 2 chỗ", timeout=3000)
    walk.enter()
    there = screen.look.page
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_A, CTRL)
    walk.press(Qt.Key.Key_C, CTRL)
    still = walk.screen()
    walk.model.look_at(screen.look.document, "", "search", "gia bao")
    walk.settle()

    assert there is not None
    assert there.place == 2
    assert QGuiApplication.clipboard().text() == "trang hai\nNông Thị Hạnh"
    assert still == "counter.paper", "Enter and Esc were for the finding alone"
    assert screen.finder.told == "1 / 1 chỗ"
    assert screen.viewer.hasFocus()


def test_c_keeps_a_page_and_shows_another_beside_it_in_step(looking: tuple[Walk, PaperScreen]) -> None:
    walk, screen = looking

    walk.press(Qt.Key.Key_C)
    compared = screen.compared
    walk.press(Qt.Key.Key_PageUp)
    same = screen.look.page
    walk.press(Qt.Key.Key_Escape)

    assert compared is not None
    assert [pane.there for pane in compared.panes] == [True, True]
    assert same is not None
    assert same.place == 1
    assert screen.compared is None, "Esc goes one step back"
    assert walk.screen() == "counter.paper"


def test_pages_are_sorted_by_keys_also_into_an_empty_slot_and_ctrl_z_takes_all_back(
    looking: tuple[Walk, PaperScreen],
) -> None:
    walk, screen = looking
    before = papers(screen)
    screen.thumbs.setFocus()

    walk.press(Qt.Key.Key_Right, CTRL)
    moved = papers(screen)
    walk.press(Qt.Key.Key_S)
    split = papers(screen)
    walk.press(Qt.Key.Key_M)
    merged = papers(screen)
    walk.press(Qt.Key.Key_X)
    held = screen.thumbs.held
    screen.thumbs.go_to("room-3")
    walk.press(Qt.Key.Key_V)
    counter = walk.model.counter.counter
    places = [one.place for one in counter.documents] if counter is not None else []
    for _ in range(4):
        walk.press(Qt.Key.Key_Z, CTRL)

    assert before == [["TỜ", "trang"], ["GIẤY"]]
    assert moved == [["trang", "TỜ"], ["GIẤY"]]
    assert split == [["trang"], ["TỜ"], ["GIẤY"]]
    assert merged == [["trang", "TỜ"], ["GIẤY"]]
    assert (len(held), places) == (1, [1, 2, 3])
    assert papers(screen) == before


def test_a_paper_of_another_dossier_is_looked_at_alone_and_not_sorted(
    looking: tuple[Walk, PaperScreen], office: OfficeMade
) -> None:
    walk, screen = looking
    with office.desk.unit() as uow:
        other = uow.documents.of_dossier("TAM-261006-0003")[0]

    walk.model.look_at(other.id, other.title)
    walk.settle()
    walk.press(Qt.Key.Key_S)
    walk.press(Qt.Key.Key_F, CTRL)
    one = unnamed(walk.window), clipped(walk.window), too_small(walk.window)

    assert not screen.look.sortable
    assert one == ([], [], [])
    assert [one.document.id for one in screen.look.papers] == [other.id]


def test_x_and_v_move_a_whole_paper_to_another_slot_of_the_counter(looking: tuple[Walk, PaperScreen]) -> None:
    walk, _screen = looking

    def places() -> list[int | None]:
        counter = walk.model.counter.counter
        return [one.place for one in counter.documents] if counter is not None else []

    walk.press(Qt.Key.Key_Escape)
    for _ in range(4):
        walk.press(Qt.Key.Key_Up)
    walk.press(Qt.Key.Key_X)
    walk.press(Qt.Key.Key_Down)
    walk.press(Qt.Key.Key_Down)
    walk.press(Qt.Key.Key_V)
    moved = places()
    walk.press(Qt.Key.Key_Z, CTRL)
    back = places()
    data = QMimeData()
    data.setData(MIME, b"1")
    row = next(one for one in walk.window.findChildren(SlotRow) if one.facts().number == 3)
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    (moving,) = walk.window.findChildren(SlotMoving)
    moving.eventFilter(row, QDropEvent(QPointF(9, 9), Qt.DropAction.MoveAction, data, *nothing))
    walk.settle()

    assert walk.screen() == "counter"
    assert moved == [2, 3]
    assert back == [1, 2]
    assert places() == [2, 3], "and so it is when its row is dropped there"


def test_words_chosen_in_the_check_go_into_the_field_by_one_key_and_are_found_there(
    looking: tuple[Walk, PaperScreen],
) -> None:
    walk, _screen = looking
    walk.model.counter.hold(1)
    walk.model.go("counter.review")
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, ReviewScreen)
    viewer = next(pane for pane in screen.panes() if isinstance(pane, PageViewer))
    walk.qtbot.waitUntil(lambda: len(viewer.text.words) > 0, timeout=5000)

    viewer.setFocus()
    viewer.text.choose(2, 4)
    walk.press(Qt.Key.Key_I, CTRL)
    line = walk.focus()
    viewer.setFocus()
    walk.press(Qt.Key.Key_F, CTRL)
    walk.type("hanh")
    (finder,) = screen.findChildren(FindBar)
    walk.qtbot.waitUntil(lambda: finder.told == "1 / 1 chỗ", timeout=5000)
    walk.settle()

    assert isinstance(line, QLineEdit)
    assert line.text() == "Nông Gia Bảo"
    assert screen.model.page == 2, "the page with the place found is shown"
