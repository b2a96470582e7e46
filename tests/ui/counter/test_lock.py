"""What officers rely on when they leave the desk: everything covered, nothing lost, opened by their password alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from shiboken6 import delete

from desk.model.people import Officer, Role
from desk.work.access import add_officer
from tests.fakes.office import PASSWORD, make_office
from tests.ui.audit import clipped, focusable, too_small, unnamed, unseen
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.look import Habits, Look, read_habits, read_look, write_habits, write_look
from ui.models.session import Doors
from ui.models.window import Notice
from ui.views.sign_in import OfficerRow
from ui.views.theme import theme
from ui.views.tokens import Palette

Make = Callable[[Doors, Path], Walk]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NUMBER = "008187004215"


def lock(walk: Walk) -> None:
    walk.press(Qt.Key.Key_F12, SHIFT)


def locked(walk: Walk) -> bool:
    return walk.model.session.locked


def shown_words(walk: Walk) -> str:
    return " ".join(label.text() for label in walk.window.findChildren(QLabel) if label.isVisible())


def test_a_locked_desk_shows_nothing_of_the_case_and_keeps_it(walk: Walk) -> None:
    walk.type(NUMBER)
    walk.enter()
    walk.model.tell(Notice("x", "Kẹt giấy ở hồ sơ của Nông Thị Hạnh"))
    before = walk.model.counter.citizen

    lock(walk)

    assert walk.model.session.locked
    assert "Nông Thị Hạnh" not in shown_words(walk)
    assert "Hoàng Văn Páo" in shown_words(walk)
    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])
    assert walk.model.counter.citizen == before


def test_the_password_opens_the_desk_with_what_was_typed(walk: Walk) -> None:
    walk.type("Nông Thị")
    typed = walk.focus()
    lock(walk)

    walk.type("sai-roi")
    walk.enter()
    assert locked(walk)
    assert "khong" in shown_words(walk).replace("ô", "o")
    walk.type(PASSWORD)
    walk.enter()

    assert not locked(walk)
    assert walk.screen() == "counter"
    assert walk.focus() is typed
    assert typed.property("text") == "Nông Thị"


def test_the_lock_is_whole_on_the_smallest_screen(walk: Walk) -> None:
    walk.window.resize(683, 384)
    lock(walk)

    faults: list[object] = []
    for palette in Palette:
        theme().use(palette)
        faults += [*clipped(walk.window), *too_small(walk.window), *unnamed(walk.window)]
        faults += unseen(walk.window, focusable(walk.window))
    theme().use(Palette.LIGHT)

    assert faults == []


def test_no_key_reaches_the_covered_desk(walk: Walk) -> None:
    walk.type(NUMBER)
    walk.enter()
    lock(walk)

    walk.press(Qt.Key.Key_2, CTRL)
    walk.press(Qt.Key.Key_F1)
    walk.press(Qt.Key.Key_K, CTRL)
    walk.press(Qt.Key.Key_Z, CTRL)

    assert walk.model.session.locked
    assert walk.screen() == "counter"
    assert walk.model.counter.citizen is not None


def test_another_officer_may_take_the_desk_and_finds_no_citizen(walk: Walk) -> None:
    walk.type(NUMBER)
    walk.enter()
    lock(walk)

    walk.press(Qt.Key.Key_F12)

    assert (walk.screen(), walk.model.session.locked) == ("door.sign-in", False)
    assert walk.model.counter.citizen is None
    walk.press(Qt.Key.Key_Down)
    walk.type(PASSWORD)
    walk.enter()
    assert walk.screen() == "counter"


def test_a_question_that_is_open_is_closed_by_the_lock(walk: Walk) -> None:
    from ui.views.dialog import RedDialog

    asked = RedDialog("Giữ số?", "seal", walk.window)
    asked.open()

    walk.model.session.lock()
    walk.settle()

    assert not asked.isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_question_that_comes_while_the_desk_is_locked_is_not_shown(walk: Walk) -> None:
    from ui.views.dialog import RedDialog

    lock(walk)

    asked = RedDialog("Hủy số của Nông Thị Hạnh?", "seal", walk.window)
    asked.open()
    walk.settle()

    hidden = not asked.isVisible()
    walk.type(PASSWORD)
    walk.enter()
    asked.open()

    assert hidden
    assert not locked(walk)
    assert (asked.isVisible(), asked.windowOpacity()) == (True, 1.0)
    asked.reject()


def test_a_menu_that_is_open_does_not_stand_over_the_lock(walk: Walk) -> None:
    menu = QMenu(walk.window)
    menu.addAction("Nông Thị Hạnh")
    menu.popup(walk.window.mapToGlobal(walk.window.rect().center()))
    walk.settle()

    walk.model.session.lock()

    assert not menu.isVisible()
    assert QApplication.activePopupWidget() is None


def test_a_desk_opens_though_what_had_the_keyboard_is_gone(walk: Walk) -> None:
    row = QPushButton("Nông Thị Hạnh", walk.window.screen_now())
    row.show()
    row.setFocus()
    lock(walk)
    delete(row)

    walk.type(PASSWORD)
    walk.enter()

    assert not locked(walk)
    assert not walk.window.covered


def test_a_desk_that_nobody_touches_locks_itself_by_the_setting(walk: Walk) -> None:
    idle = walk.window.attendants.idle
    assert idle.minutes == 10

    walk.model.habits.lock_after(5)
    assert idle.minutes == 5
    walk.model.habits.lock_after(0)
    assert idle.minutes == 0

    idle.fell.emit()
    assert walk.model.session.locked


def test_a_rehearsal_does_not_lock_itself_and_opens_without_a_password(make_walk: Make, tmp_path: Path) -> None:
    desk = make_office(tmp_path / "rehearsal", rehearsal=True)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.enter()
    assert walk.window.attendants.idle.minutes == 0

    lock(walk)
    walk.enter()

    assert not walk.model.session.locked


def test_every_officer_can_sign_in_however_many_there_are(make_walk: Make, office: OfficeMade) -> None:
    desk = office.desk
    with desk.unit(reading=True) as uow:
        admin = next(one for one in uow.officers.all() if Role.ADMIN in one.roles)
    from desk.model.people import Session

    for number in range(12):
        one = Officer(f"nguoi{number}", f"Lò Thị {number}", "Công chức", frozenset({Role.RECEPTION}))
        add_officer(desk, Session(admin, "quay-1"), one, None)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.window.resize(683, 384)
    rows = walk.window.findChildren(OfficerRow)

    for _ in range(len(rows)):
        walk.press(Qt.Key.Key_Down)
    chosen = next(row for row in rows if row.isChecked())

    assert len(rows) == 15
    assert chosen is rows[-1]
    assert not chosen.visibleRegion().isEmpty()
    assert (clipped(walk.window), too_small(walk.window)) == ([], [])


def test_who_sat_here_last_is_offered_first(make_walk: Make, office: OfficeMade, tmp_path: Path) -> None:
    file = tmp_path / "look.toml"
    write_look(file, Look("dark", 1.25, "en"))
    write_habits(file, Habits(citizen=True, lock=15, login="mai.lt"))

    desk = office.desk
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.model.habits.now = read_habits(file)
    walk.model.session.people = []
    walk.model.session.changed.emit()
    walk.model.session.people = [replace(one) for one in _people(office)]
    walk.model.session.changed.emit()

    assert "Lý Thị Mai" in walk.primary()
    assert read_look(file) == Look("dark", 1.25, "en"), "habits and look are kept beside each other"


def _people(office: OfficeMade) -> list[Officer]:
    with office.desk.unit(reading=True) as uow:
        return uow.officers.all()


def test_nonsense_in_the_habits_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "look.toml"
    file.write_text('citizen = 7\nlock = "soon"\nlogin = 3\n', encoding="utf-8")

    assert read_habits(file) == Habits()
