"""Walk to pages in the rehearsal office: words chosen, hits of a search, two pages side by side, pages being sorted."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from docs.hands import CTRL, RoadWalk, take_along
from docs.road_walk import ENROLMENT
from ui.views.paper_screen import PaperScreen
from ui.views.review import ReviewScreen
from ui.views.sort_list import DropPlace, SortList
from ui.views.thumb_model import ThumbPage


def take_viewer(out: Path) -> list[Path]:
    """Scan two papers into a dossier, look at them, and return the pictures taken."""
    return take_along(out, _look)


def _look(walk: RoadWalk) -> None:
    _scanned(walk)
    _words(walk)
    _hits(walk)
    screen = walk.window.screen_now()
    if isinstance(screen, PaperScreen):
        _two(walk, screen.thumbs)
        _sorted(walk, screen.thumbs)


def _scanned(walk: RoadWalk) -> None:
    """Receive the mother and scan the form's two sides into one slot, the birth certificate into another."""
    walk.receive(ENROLMENT)
    for slot, papers in ((Qt.Key.Key_1, ("to-khai", "quyet-dinh")), (Qt.Key.Key_2, ("khai-sinh",))):
        walk.scan_for(slot)
        walk.feed(*papers)
        walk.press(Qt.Key.Key_Space)
        if slot == Qt.Key.Key_1:
            walk.press(Qt.Key.Key_Escape)


def _words(walk: RoadWalk) -> None:
    walk.enter()
    screen = walk.window.screen_now()
    if isinstance(screen, ReviewScreen):
        viewer = screen.panes()[1]
        viewer.setFocus()
        walk.press(Qt.Key.Key_B, CTRL)
        for _ in range(6):
            walk.press(Qt.Key.Key_Down)
        for _ in range(4):
            walk.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        walk.take("viewer-words")
        walk.press(Qt.Key.Key_Escape)
    walk.window.choose("counter")
    walk.settle()


def _hits(walk: RoadWalk) -> None:
    counter = walk.window.model.counter.counter
    papers = counter.documents if counter is not None else []
    walk.window.model.look_at(papers[-1].id, papers[-1].title)
    walk.settle()
    QTest.qWait(600)
    walk.press(Qt.Key.Key_F, CTRL)
    walk.type("hoang")
    QTest.qWait(300)
    walk.take("viewer-hits")
    walk.press(Qt.Key.Key_Escape)


def _two(walk: RoadWalk, thumbs: SortList) -> None:
    thumbs.setFocus()
    walk.press(Qt.Key.Key_Home)
    walk.press(Qt.Key.Key_C)
    QTest.qWait(600)
    walk.take("viewer-compare")
    walk.press(Qt.Key.Key_C)


def _sorted(walk: RoadWalk, thumbs: SortList) -> None:
    """Show two pages carried: dimmed where they lie, and the bar where they would come to."""
    pages = thumbs.pages()
    keys = [row.key for n in range(pages.rowCount()) if isinstance(row := pages.row(pages.index(n)), ThumbPage)]
    thumbs.setFocus()
    thumbs.choose(keys[:2])
    thumbs.hold(frozenset(keys[:2]))
    thumbs.show_drop(DropPlace(keys[-1], behind=True))
    walk.take("thumbs-drag")
    thumbs.show_drop(DropPlace("room-0"))
    walk.take("thumbs-room")
    thumbs.hold(frozenset())
    thumbs.show_drop(None)
