"""What an officer relies on when two pages stand side by side: the same place in both, and honest counting."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from desk.model.paper import Document, Page
from ocr.page import PageReading
from tests.ui.sheets import sheet
from ui.models.compared import Compared, copied_pages
from ui.models.names import agency_name
from ui.views.compare import LOOK_TICKS, ComparePanes
from ui.views.pairs import joined
from ui.views.theme import Theme

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def panes(dressed: Theme, qtbot: QtBot) -> ComparePanes:
    """Two panes with three pages, the first of them shown."""
    del dressed
    made = ComparePanes(("Bản chính", "Bản sao"))
    qtbot.addWidget(made)
    made.resize(842, 612)
    made.show()
    made.wanted.connect(lambda _: made.show_pair(sheet(), sheet(1200, 1700)))
    made.start(3)
    return made


def look(panes: ComparePanes) -> list[int]:
    """Let as much time pass as it takes to count, and return the pages that counted."""
    told: list[int] = []
    panes.looked.connect(told.append)
    for _ in range(LOOK_TICKS):
        panes.tick()
    return told


def test_a_whole_page_in_sight_counts_after_a_second(panes: ComparePanes) -> None:
    assert look(panes) == [1]


def test_a_page_in_sight_for_less_does_not_count(panes: ComparePanes) -> None:
    told: list[int] = []
    panes.looked.connect(told.append)

    for _ in range(LOOK_TICKS - 1):
        panes.tick()

    assert told == []


def test_a_page_of_which_a_part_stays_out_of_sight_does_not_count(panes: ComparePanes) -> None:
    panes.panes[0].viewer.set_zoom(2.0)

    assert look(panes) == []


def test_a_page_seen_piece_by_piece_counts(panes: ComparePanes) -> None:
    panes.fit("width")
    for pane in panes.panes:
        pane.viewer.set_zoom(pane.viewer.zoom() * 0.97)
    panes.panes[0].viewer.verticalScrollBar().setValue(0)
    first = look(panes)
    panes.panes[0].viewer.verticalScrollBar().setValue(10_000)

    assert first + look(panes) in ([1], [1, 1])


def test_a_page_whose_picture_is_still_being_drawn_does_not_count(panes: ComparePanes) -> None:
    panes.show_pair(None, None, ("Đang dựng trang…", "Đang dựng trang…"))

    assert look(panes) == []


def test_a_page_added_behind_is_looked_at_on_its_own(panes: ComparePanes) -> None:
    panes.show_pair(None, sheet(), ("Trang thêm", ""))

    assert look(panes) == [1]


def test_zoom_by_hand_shows_the_same_place_in_both_whatever_their_resolution(panes: ComparePanes) -> None:
    left, right = (pane.viewer for pane in panes.panes)

    left.set_zoom(2.0)
    left.verticalScrollBar().setValue(left.verticalScrollBar().maximum() // 2)
    left.horizontalScrollBar().setValue(left.horizontalScrollBar().maximum())

    assert right.zoom() == pytest.approx(1.0)
    for one, other in ((left.verticalScrollBar(), right.verticalScrollBar()),
                       (left.horizontalScrollBar(), right.horizontalScrollBar())):  # fmt: skip
        assert one.value() == pytest.approx(other.value(), abs=2)


def test_each_pane_goes_its_own_way_when_they_are_parted(panes: ComparePanes) -> None:
    left, right = (pane.viewer for pane in panes.panes)
    before = right.zoom()

    panes.link.trigger()
    left.set_zoom(2.0)

    assert right.zoom() == before


def test_page_keys_stay_inside_the_paper(panes: ComparePanes) -> None:
    panes.go_to(9)
    last = panes.page
    panes.go_to(-4)

    assert (last, panes.page) == (3, 1)
    assert not panes.before.isEnabled()
    assert panes.after.isEnabled()


def test_lines_of_one_text_are_outlined_as_one_place() -> None:
    lines = [QRectF(0.1, 0.80 + n * 0.02, 0.3, 0.01) for n in range(3)]
    stamp = QRectF(0.7, 0.1, 0.1, 0.1)

    places = joined([*lines, stamp])

    assert len(places) == 2
    assert any(place.contains(lines[0]) and place.contains(lines[2]) for place in places)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("UBND XÃ THƯỢNG LÂM", "UBND xã Thượng Lâm"),
        ("UBND PHƯỜNG MINH XUÂN", "UBND phường Minh Xuân"),
        ("Ủy ban nhân dân xã Thượng Lâm", "Ủy ban nhân dân xã Thượng Lâm"),
    ],
)
def test_the_agency_is_named_as_in_a_sentence(head: str, said: str) -> None:
    assert agency_name(head) == said


def page(place: int, *, blank: bool) -> Page:
    """Return a page that was read."""
    reading = PageReading(600, 850, 300.0, 0, 0.0, blank, (), "")
    return Page(1, place, f"d{place}", "image/png", 600, 850, 300.0, reading=reading)


def test_blank_backs_of_a_scan_are_not_compared_as_the_copy_has_none() -> None:
    scanned = Document("TAM-1", 1, 1, "scan:x", AT, 1, "k")
    pages = [page(1, blank=False), page(2, blank=True), page(3, blank=False)]

    kept = copied_pages(scanned, pages)

    assert [one.place for one in kept] == [1, 3]


def test_the_page_added_for_the_words_has_no_original() -> None:
    compared = Compared((page(1, blank=False),), Path("copy.pdf"), pages=2, size=10, pdf=None)

    assert compared.total == 2
    assert compared.original(1) is not None
    assert compared.original(2) is None
