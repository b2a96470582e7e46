"""What a clerk relies on who looks over a stack: pictures in sight come alone, and what is looked at stays there."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.models.evening_rows import Group, SideRow
from ui.views.stack_model import PictureKey
from ui.views.stack_view import StackView
from ui.views.theme import Theme
from ui.views.tokens import Palette


def test_a_stack_of_a_thousand_sides_asks_for_the_pictures_in_sight_alone(dressed: Theme, qtbot: QtBot) -> None:
    view = StackView()
    wanted: list[object] = []
    qtbot.addWidget(view)
    view.pages().picture_wanted.connect(wanted.append)
    sides = [SideRow(place, f"m{place // 3}", "0" * 64, 0, 1.41) for place in range(1000)]
    groups = [Group(f"dossier:{n}", f"{n}", sides=tuple(sides[n * 20 : n * 20 + 20])) for n in range(50)]

    view.resize(730, 612)
    view.show_groups(groups)
    view.show()
    view.viewport().grab()
    first = len(wanted)
    view.go_to(990)
    view.viewport().grab()

    assert 0 < first < 60
    assert first < len(wanted) < 2 * first + 20
    assert view.current() == 990
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_what_is_in_sight_stays_in_sight_while_papers_come(dressed: Theme, qtbot: QtBot) -> None:
    view = StackView()
    qtbot.addWidget(view)
    sides = [SideRow(place, f"m{place // 3}", "0" * 64, 0, 1.41) for place in range(200)]
    view.resize(730, 400)
    view.show_groups([Group("dossier:1", "1", sides=tuple(sides[:150]))])
    view.show()
    view.go_to(140)
    view.verticalScrollBar().setValue(120)

    view.show_groups([Group("dossier:1", "1", sides=tuple(sides))])

    assert view.verticalScrollBar().value() == 120
    assert view.current() == 140


def test_a_side_painted_from_memory_looks_as_it_is_now(dressed: Theme, qtbot: QtBot) -> None:
    sides = [SideRow(place, "m1", "0" * 64, 0, 1.41) for place in range(6)]
    views = [StackView(), StackView()]
    for view in views:
        qtbot.addWidget(view)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.resize(730, 300)
        view.show()
    used, fresh = views
    used.show_groups([Group("dossier:1", "1", sides=tuple(sides))])
    used.grab()

    for palette, size in ((Palette.LIGHT, 1.25), (Palette.DARK, 1.0)):
        dressed.use(palette, size)
        used.grab()
    picture = QImage(66, 94, QImage.Format.Format_RGB32)
    picture.fill("#8090a0")
    asked = [replace(side, doubts=int(side.place == 3), faint=side.place == 4) for side in sides]
    for view in views:
        view.show_groups([Group("dossier:1", "1", sides=tuple(asked))])
        view.pages().set_picture(PictureKey(2, "0" * 64, 0, read=True), picture)
        view.go_to(5)

    assert used.grab().toImage() == fresh.grab().toImage()
