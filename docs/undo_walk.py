"""Do things to a dossier of an invented office, and look at what was done, for pictures."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.model.paper import Document, Field, Page, Stage
from desk.work.review import confirm, move_document, remove_document, set_kind
from desk.work.undoing import list_deeds, take_back
from docs.counter_walk import CounterWalk
from tests.fakes.office import CARD, NOW
from ui.views.profiles_settings import ProfilesScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def _at_slots() -> CounterWalk:
    walk = CounterWalk().press(Qt.Key.Key_Return)
    return walk.type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return)


def _worked() -> CounterWalk:
    """Use a held paper, show another, and check, move and put away a third; one deed is taken back."""
    walk = _at_slots().press(Qt.Key.Key_Return).press(Qt.Key.Key_4)
    model = walk.window.model
    desk, who, code = model.session.desk, model.session.who, model.counter.code
    if desk is None or who is None or code is None:
        return walk
    with desk.unit() as uow:
        citizen = uow.citizens.search("Nông Thị Hạnh")[0]
        held = uow.documents.of_citizen(citizen.id)[-1]
        paper = uow.documents.add(
            Document(code, citizen.id, 1, "scan", NOW, who.officer.id, "walked", kind="khai_sinh",
                     title="Giấy khai sinh")
        )  # fmt: skip
        page = uow.documents.pages(held.id)[0]
        uow.documents.add_page(Page(paper.id, 1, page.digest, page.media, page.width_px, page.height_px, page.dpi))
        uow.documents.update(replace(paper, stage=Stage.READ, pdf=held.pdf))
        uow.documents.put_fields(paper.id, [Field("ho_ten", "Hoàng Gia Bảo", "Hoàng Gia Bao", 0.8, 1, None, "label")])
        uow.commit()
    set_kind(desk, who, paper.id, "don_to_khai")
    confirm(desk, who, paper.id)
    move_document(desk, who, paper.id, 3)
    take_back(desk, who, list_deeds(desk, code)[0].deed.id)
    remove_document(desk, who, paper.id)
    walk.settle()
    return walk


def deeds() -> QWidget:
    """List what was done in a dossier."""
    walk = _worked().press(Qt.Key.Key_H, CTRL)
    walk.settle()
    return walk.window


def deeds_empty() -> QWidget:
    """Say that nothing was done yet."""
    walk = _at_slots().press(Qt.Key.Key_H, CTRL)
    walk.settle()
    return walk.window


def deeds_office() -> QWidget:
    """List what was done to the settings."""
    walk = _at_slots()
    walk.window.model.go("settings.profiles")
    walk.settle()
    screen = walk.window.screen_now()
    if isinstance(screen, ProfilesScreen):
        screen.lock.click()
    walk.settle()
    return walk.press(Qt.Key.Key_H, CTRL).window


def undo_last() -> QWidget:
    """Take a dossier up again: the line tells the last deed, which a key takes back."""
    walk = _worked()
    counter = walk.window.model.counter
    code = counter.code
    counter.next_citizen()
    walk.settle()
    walk.type(CARD).press(Qt.Key.Key_Return)
    there = next((one for one in counter.arrival.dossiers if one.code == code), None)
    if there is not None:
        counter.arrival.go_on(there)
    walk.settle()
    return walk.window


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("deeds", deeds),
    ("deeds-empty", deeds_empty),
    ("deeds-office", deeds_office),
    ("undo-last", undo_last),
)
"""Each picture's name and how to get there."""
