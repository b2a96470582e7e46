"""What officers rely on at the door: the first start, signing in, the rehearsal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.errors import OfficeBroken, OfficeExists
from desk.jobs import Progress
from desk.ports import Desk
from tests.fakes.office import PASSWORD, make_office
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk, no_office
from ui.models.session import Doors, FoundingWish
from ui.views.parts.banner import Banner

Make = Callable[[Doors, Path], Walk]


def test_the_right_password_leads_to_the_counter(door: Walk) -> None:
    assert door.screen() == "door.sign-in"
    assert "Hoàng Văn Páo" in door.primary()

    door.type(PASSWORD)
    door.enter()

    assert door.screen() == "counter"
    assert door.model.session.who is not None
    assert door.model.session.who.officer.name == "Hoàng Văn Páo"


def test_a_wrong_password_is_told_in_one_sentence_and_nobody_enters(door: Walk) -> None:
    door.type("sai-roi")
    door.enter()

    assert door.screen() == "door.sign-in"
    assert door.model.session.failure is not None
    assert door.model.session.failure.code == "access.sign-in-refused"
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_arrows_choose_another_officer_whose_password_then_counts(door: Walk) -> None:
    door.press(Qt.Key.Key_Down)
    door.type(PASSWORD)
    door.enter()

    assert door.model.session.who is not None
    assert door.model.session.who.officer.login == "mai.lt"


def test_one_key_enters_the_rehearsal_and_every_screen_is_marked(make_walk: Make, tmp_path: Path) -> None:
    desk = make_office(tmp_path / "rehearsal", rehearsal=True)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    titles = [walk.window.windowTitle()]

    walk.enter()

    titles.append(walk.window.windowTitle())
    assert walk.screen() == "counter"
    assert all("DIỄN TẬP" in title and "Sao Y" in title for title in titles)


def test_no_word_of_the_door_is_cut(door: Walk) -> None:
    assert (clipped(door.window), too_small(door.window), unnamed(door.window)) == ([], [], [])


def test_nobody_reaches_a_room_before_signing_in(door: Walk) -> None:
    door.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    door.press(Qt.Key.Key_F1)

    assert door.screen() == "door.sign-in"


def test_leaving_the_counter_leads_back_to_the_door_and_forgets_the_citizen(walk: Walk) -> None:
    walk.type("008187004215")
    walk.enter()
    assert walk.model.counter.citizen is not None

    walk.model.session.sign_out()

    assert walk.screen() == "door.sign-in"
    assert walk.model.counter.citizen is None


# -- the first start ---------------------------------------------------------------------------------------------------


def test_the_first_start_says_what_is_missing_and_leads_to_it(make_walk: Make, tmp_path: Path) -> None:
    walk = make_walk(Doors(no_office, _never, _never_rehearse), tmp_path / "office")

    walk.enter()

    assert walk.screen() == "door.first"
    assert "tên xã" in walk.primary()
    assert "Sao Y" in walk.window.windowTitle()
    assert walk.focus().accessibleName() == "Xã, phường, đặc khu"


def test_an_office_is_founded_by_keyboard_alone(make_walk: Make, tmp_path: Path) -> None:
    wishes: list[FoundingWish] = []

    def found(wish: FoundingWish) -> Desk:
        wishes.append(wish)
        return make_office(wish.home)

    walk = make_walk(Doors(no_office, found, _never_rehearse), tmp_path / "office")
    for words in ("xã Tân Trào", "tỉnh Tuyên Quang", None, "Hoàng Văn Páo", None, None, "mat-khau-1", "mat-khau-1"):
        if words is not None:
            walk.type(words)
        walk.press(Qt.Key.Key_Tab)

    walk.enter()

    wish = wishes[0]
    assert (wish.commune, wish.authority, wish.login) == ("xã Tân Trào", "UBND XÃ TÂN TRÀO", "pao.hv")
    assert walk.screen() == "door.sign-in"


def test_passwords_that_differ_do_not_found_an_office(make_walk: Make, tmp_path: Path) -> None:
    walk = make_walk(Doors(no_office, _never, _never_rehearse), tmp_path / "office")
    for words in ("xã Tân Trào", "tỉnh Tuyên Quang", None, "Hoàng Văn Páo", None, None, "mat-khau-1", "mat-khau-2"):
        if words is not None:
            walk.type(words)
        walk.press(Qt.Key.Key_Tab)

    walk.enter()

    assert "khớp" in walk.primary()


def test_one_key_opens_the_rehearsal_beside_the_office_to_be(make_walk: Make, tmp_path: Path) -> None:
    asked: list[Path] = []

    def rehearse(home: Path, progress: Progress) -> Desk:
        asked.append(home)
        progress.check()
        return make_office(home, rehearsal=True)

    walk = make_walk(Doors(no_office, _never, rehearse), tmp_path / "office")

    walk.press(Qt.Key.Key_F2)

    assert asked == [tmp_path / "rehearsal"]
    assert walk.screen() == "door.sign-in"
    assert "DIỄN TẬP" in walk.window.windowTitle()


@pytest.mark.parametrize("fault", [OfficeBroken(), OfficeExists(folder="x")])
def test_an_office_that_does_not_open_is_told_with_its_cure(make_walk: Make, tmp_path: Path, fault: Exception) -> None:
    def broken(home: Path) -> Desk:
        del home
        raise fault

    walk = make_walk(Doors(broken, _never, _never_rehearse), tmp_path / "office")

    failure = walk.model.session.failure
    assert walk.screen() == "door.first"
    assert failure is not None
    assert failure.said.cure


def test_an_office_in_another_folder_is_opened_and_remembered(make_walk: Make, tmp_path: Path) -> None:
    kept: list[Path] = []
    elsewhere = tmp_path / "o-dia-khac"

    def opened(home: Path) -> Desk:
        return make_office(home) if home == elsewhere else no_office(home)

    walk = make_walk(Doors(opened, _never, _never_rehearse, remember=kept.append), tmp_path / "office")
    walk.model.session.open_at(tmp_path / "khong-co")
    walk.settle()
    told = walk.model.session.failure
    walk.model.session.open_at(elsewhere)
    walk.settle()

    assert told is not None
    assert told.code == "office.missing"
    assert (walk.screen(), kept) == ("door.sign-in", [elsewhere])


def test_a_folder_that_was_chosen_and_is_not_there_is_told_before_a_second_office_is_made(
    make_walk: Make, tmp_path: Path
) -> None:
    walk = make_walk(Doors(no_office, _never, _never_rehearse), tmp_path / "o-usb")
    before = [one.accessibleName() for one in walk.window.findChildren(Banner) if one.isVisible()]

    walk.model.session.expected = True
    walk.model.session.open()
    walk.settle()

    told = [one.accessibleName() for one in walk.window.findChildren(Banner) if one.isVisible()]
    assert before == []
    assert len(told) == 1
    assert str(tmp_path / "o-usb") in told[0]
    assert "F3" in told[0]


def test_no_word_of_the_first_start_is_cut(make_walk: Make, tmp_path: Path) -> None:
    walk = make_walk(Doors(no_office, _never, _never_rehearse), tmp_path / "none")

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])


def _never(wish: object) -> Desk:
    raise AssertionError(wish)


def _never_rehearse(home: Path, progress: Progress) -> Desk:
    raise AssertionError((home, progress))
