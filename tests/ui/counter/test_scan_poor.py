"""What a clerk relies on while the paper is in hand: told at once of a poor side, one key scans it again."""

from PySide6.QtCore import Qt

from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.ports import Desk
from ocr.page import FirstLook
from tests.fakes.office import CARD, GlassScanner, ToldReader
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.scan import ScanState
from ui.views.scan import ScanScreen


def at_the_scanner(walk: Walk, office: OfficeMade, *looks: FirstLook) -> ScanScreen:
    """Go to the scanner with a procedure chosen; the sides that come look as told."""
    assert isinstance(office.desk.scanners, dict)
    office.desk.scanners["escl"] = GlassScanner()
    assert isinstance(office.desk.reader, ToldReader)
    office.desk.reader.looks.extend(looks)
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.press(Qt.Key.Key_1)
    walk.press(Qt.Key.Key_Space)
    screen = walk.window.screen_now()
    assert isinstance(screen, ScanScreen)
    if screen.model.state is ScanState.EMPTY:
        walk.press(Qt.Key.Key_Space)
    return screen


def stored(desk: Desk, screen: ScanScreen) -> tuple[Document, list[Page]]:
    """Return the paper under way and its sides as they are kept."""
    assert screen.model.document is not None
    with desk.unit() as uow:
        document = uow.documents.get(screen.model.document.id)
        assert document is not None
        return document, uow.documents.pages(document.id)


def test_a_poor_side_stops_before_reading_and_says_what_to_do(walk: Walk, office: OfficeMade) -> None:
    told: list[str] = []
    walk.model.notice.connect(lambda notice: told.append(f"{notice.what} {notice.todo}"))

    screen = at_the_scanner(walk, office, FirstLook(("blurred",)))

    assert screen.model.state is ScanState.POOR
    assert stored(office.desk, screen)[0].stage is Stage.RECEIVING
    assert any("nhòe" in words and "Quét lại" in words for words in told)
    assert screen.primary is not None
    assert screen.primary.text() == "Nhận như đã quét"


def test_space_scans_the_poor_side_again_in_its_place_and_keeps_the_old_one(walk: Walk, office: OfficeMade) -> None:
    screen = at_the_scanner(walk, office, FirstLook(("blurred",)))

    walk.press(Qt.Key.Key_Space)

    document, pages = stored(office.desk, screen)
    assert document.stage is Stage.READ
    assert [(page.place, page.removed) for page in pages] == [(1, False), (2, True)]
    with office.desk.unit() as uow:
        kinds = [entry.event.kind for entry in uow.journal.entries()]
    assert kinds.count(Kind.PAGE_REPLACED) == 1


def test_a_side_that_is_poor_again_is_told_of_again(walk: Walk, office: OfficeMade) -> None:
    screen = at_the_scanner(walk, office, FirstLook(("blurred",)), FirstLook(("cut",)))

    walk.press(Qt.Key.Key_Space)

    assert screen.model.state is ScanState.POOR
    assert [page.place for page in screen.model.pages] == [1]


def test_enter_takes_a_poor_side_as_it_is(walk: Walk, office: OfficeMade) -> None:
    screen = at_the_scanner(walk, office, FirstLook(("dark", "blurred")))

    walk.enter()

    document, pages = stored(office.desk, screen)
    assert document.stage is Stage.READ
    assert [page.removed for page in pages] == [False]


def test_a_good_side_is_read_without_a_question(walk: Walk, office: OfficeMade) -> None:
    screen = at_the_scanner(walk, office)

    document, _ = stored(office.desk, screen)
    assert screen.model.state is ScanState.READY
    assert document.stage is Stage.READ
