"""A paper of several pages is read through at the check by its page keys, with the hands in the line that is typed."""

from PySide6.QtCore import Qt

from desk.model.paper import Page
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.received import a_read_paper, open_check, receive


def test_page_keys_turn_the_paper_and_leave_what_is_typed(walk: Walk, office: OfficeMade) -> None:
    receive(walk)
    paper = a_read_paper(walk, office)
    with office.desk.unit() as uow:
        first = uow.documents.pages(paper)[0]
        uow.documents.add_page(Page(paper, 2, first.digest, first.media, 620, 877, 300.0))
        uow.commit()
    screen = open_check(walk)
    walk.type("Nông Thị Hạnh")

    turned = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        walk.press(key)
        walk.settle()
        turned.append(screen.model.page)

    assert turned == [2, 2, 1, 1]
    assert screen._side.typed() == "Nông Thị Hạnh"
