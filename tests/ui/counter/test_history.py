"""What a clerk relies on when something went wrong: a key or the list takes it back, also after a new start."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desk.model.dossier import SlotState
from desk.work.intake import mark_shown
from tests.fakes.office import CARD, PASSWORD, open_office
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.received import a_read_paper, receive, states
from ui.models.review import ReviewModel
from ui.models.session import Doors
from ui.views.deeds import STATE, WHAT, DeedsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def decide(walk: Walk) -> None:
    """Receive the citizen, use a held paper and mark one as shown."""
    receive(walk)
    walk.enter()
    walk.press(Qt.Key.Key_4)


def told(walk: Walk) -> str:
    """Return the words at the left of the action bar."""
    return walk.window.action_bar.undo.accessibleName()


def new_start(walk: Walk, make_walk: Callable[[Doors, Path], Walk]) -> Walk:
    """Close the window with its office, open both again, and sign in."""
    home = walk.model.session.home
    walk.window.close()
    desk = open_office(home)
    again = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), home)
    again.type(PASSWORD)
    again.enter()
    return again


def test_what_was_done_before_a_new_start_is_taken_back_by_the_same_key(
    walk: Walk, make_walk: Callable[[Doors, Path], Walk]
) -> None:
    decide(walk)
    before = states(walk)
    again = new_start(walk, make_walk)
    again.type(CARD)
    again.enter()
    again.model.counter.arrival.go_on(again.model.counter.arrival.dossiers[0])
    again.settle()
    said = told(again)

    again.press(Qt.Key.Key_Z, CTRL)
    once = states(again)
    again.press(Qt.Key.Key_Z, CTRL)
    twice = states(again)
    again.press(Qt.Key.Key_Y, CTRL)
    again.press(Qt.Key.Key_Y, CTRL)

    assert said == "Việc gần nhất: Đánh dấu mục 4 đã xuất trình"
    assert (once[1], once[3]) == (SlotState.REUSED, SlotState.EMPTY)
    assert (twice[1], twice[3]) == (SlotState.OFFERED, SlotState.EMPTY)
    assert states(again) == before
    assert told(again) == "Đã làm lại: Đánh dấu mục 4 đã xuất trình"


def test_the_next_citizen_sees_none_of_the_formers_deeds(walk: Walk) -> None:
    decide(walk)
    walk.model.counter.next_citizen()
    walk.settle()

    walk.press(Qt.Key.Key_Z, CTRL)

    assert walk.model.history.told == []
    assert told(walk) == "Không còn việc nào để hoàn tác"
    walk.press(Qt.Key.Key_H, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, DeedsScreen)
    assert not screen.table.isVisible()


def test_answers_that_come_late_tell_the_next_citizen_nothing_of_the_former(walk: Walk) -> None:
    decide(walk)
    slips: list[Path] = []
    words: list[str] = []
    walk.model.history.undone.connect(lambda act: words.append(act.words))
    walk.model.history.done.connect(lambda act: words.append(act.words))

    walk.model.counter.make_receipt(slips.append)
    walk.model.counter.mark_shown(4, "Đã bỏ đánh dấu trích lục khai sinh", shown=False)
    walk.model.history.undo()
    walk.model.counter.next_citizen()
    walk.settle()

    assert (slips, words) == ([], [])
    assert walk.model.counter.receipt is None


def test_keys_pressed_faster_than_the_office_answers_each_count(walk: Walk) -> None:
    decide(walk)
    before = states(walk)

    for _ in range(2):
        walk.model.history.undo()
    walk.settle()
    undone = states(walk)
    for _ in range(2):
        walk.model.history.redo()
    walk.settle()

    assert (undone[1], undone[3]) == (SlotState.OFFERED, SlotState.EMPTY)
    assert states(walk) == before


def test_an_act_that_nothing_takes_back_is_said_so_before_an_older_one_is_undone(walk: Walk) -> None:
    decide(walk)
    walk.model.history.add("Đã in phiếu")

    walk.press(Qt.Key.Key_Z, CTRL)
    once, said = states(walk)[3], told(walk)
    walk.press(Qt.Key.Key_Z, CTRL)

    assert (once, said) == (SlotState.SHOWN, "Không hoàn tác được: Đã in phiếu")
    assert states(walk)[3] is SlotState.EMPTY


def test_the_list_takes_back_the_deed_marked_and_does_it_again(walk: Walk) -> None:
    decide(walk)

    walk.press(Qt.Key.Key_H, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, DeedsScreen)
    table = screen.table
    first = cells(table)
    walk.press(Qt.Key.Key_Down)
    walk.enter()
    taken = cells(table)
    walk.enter()
    again = cells(table)
    walk.press(Qt.Key.Key_Escape)

    reused, shown = "Dùng lại Giấy khai sinh ở mục 2", "Đánh dấu mục 4 đã xuất trình"
    assert first == [(shown, "Hoàn tác được"), (reused, "Hoàn tác được")]
    assert taken == [(shown, "Hoàn tác được"), (reused, "Đã hoàn tác")]
    assert again == first
    assert walk.screen() == "counter"
    assert states(walk)[1] is SlotState.REUSED


def cells(table: QTableView) -> list[tuple[str, str]]:
    model = table.model()
    return [
        (str(model.index(row, WHAT).data()), str(model.index(row, STATE).data())) for row in range(model.rowCount())
    ]


def test_a_key_takes_back_what_it_showed_though_another_desk_did_something_since(
    walk: Walk, office: OfficeMade
) -> None:
    decide(walk)
    who, code = walk.who, walk.code
    other = open_office(office.desk.home)
    mark_shown(other, replace(who, desk="Quầy 2"), code, 4, shown=False)
    other.close()

    walk.press(Qt.Key.Key_Z, CTRL)

    assert (states(walk)[1], states(walk)[3]) == (SlotState.REUSED, SlotState.EMPTY)


def test_the_list_is_whole_for_every_eye_and_size(walk: Walk) -> None:
    decide(walk)
    walk.press(Qt.Key.Key_H, CTRL)

    screen = walk.window.screen_now()

    assert screen is not None
    assert (unnamed(screen), clipped(screen), too_small(screen)) == ([], [], [])


def test_the_number_of_a_person_nobody_knows_is_there_after_a_new_start(
    walk: Walk, make_walk: Callable[[Doors, Path], Walk]
) -> None:
    walk.type("001187000000")
    walk.enter()
    asked = walk.model.counter.arrival.number

    again = new_start(walk, make_walk)
    arrival = again.model.counter.arrival
    there = arrival.number
    again.model.counter.next_citizen()
    again.settle()

    assert asked is not None
    assert there == asked
    assert new_start(again, make_walk).model.counter.arrival.number is None


def test_what_was_accepted_or_typed_in_a_check_is_there_after_a_new_start(
    walk: Walk, office: OfficeMade, make_walk: Callable[[Doors, Path], Walk]
) -> None:
    decide(walk)
    paper = a_read_paper(walk, office)
    model = ReviewModel(walk.model)
    model.open(paper)
    walk.settle()
    model.reach("ho_ten")
    model.accept("Nông Thị Hạnh")
    model.put_typed({"ngay_sinh": "14/03/19"})
    walk.settle()

    again = new_start(walk, make_walk)
    model = ReviewModel(again.model)
    model.open(paper)
    again.settle()

    views = {view.field.name: view for view in model.fields}
    assert (views["ho_ten"].value, views["ho_ten"].accepted) == ("Nông Thị Hạnh", True)
    assert model.typed == {"ngay_sinh": "14/03/19"}
