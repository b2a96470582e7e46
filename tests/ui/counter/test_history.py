"""What a clerk relies on when something went wrong: a key or the list takes it back, also after a new start."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desk.model.paper import Document, Field, Page, Stage
from desk.work.counter import SlotState
from desk.work.drafts import drafts_of
from desk.work.intake import mark_shown
from tests.fakes.office import CARD, NOW, PASSWORD, open_office
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.review import ReviewModel
from ui.models.session import Doors
from ui.views.deeds import STATE, WHAT, DeedsScreen
from ui.views.review import ReviewScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def receive(walk: Walk) -> None:
    """Bring the citizen and the design's procedure to the counter, use a held paper and mark one as shown."""
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    walk.enter()
    walk.press(Qt.Key.Key_4)


def states(walk: Walk) -> list[SlotState]:
    counter = walk.model.counter.counter
    assert counter is not None
    return [slot.state for slot in counter.slots]


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
    receive(walk)
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
    receive(walk)
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
    receive(walk)
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
    receive(walk)
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
    receive(walk)
    walk.model.history.add("Đã in phiếu")

    walk.press(Qt.Key.Key_Z, CTRL)
    once, said = states(walk)[3], told(walk)
    walk.press(Qt.Key.Key_Z, CTRL)

    assert (once, said) == (SlotState.SHOWN, "Không hoàn tác được: Đã in phiếu")
    assert states(walk)[3] is SlotState.EMPTY


def test_the_list_takes_back_the_deed_marked_and_does_it_again(walk: Walk) -> None:
    receive(walk)

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
    receive(walk)
    who, code = walk.model.session.who, walk.model.counter.code
    assert who is not None
    assert code is not None
    other = open_office(office.desk.home)
    mark_shown(other, replace(who, desk="Quầy 2"), code, 4, shown=False)
    other.close()

    walk.press(Qt.Key.Key_Z, CTRL)

    assert (states(walk)[1], states(walk)[3]) == (SlotState.REUSED, SlotState.EMPTY)


def test_the_list_is_whole_for_every_eye_and_size(walk: Walk) -> None:
    receive(walk)
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


def a_read_paper(office: OfficeMade, code: str) -> int:
    """Add a paper that was read, with a doubtful field."""
    with office.desk.unit() as uow:
        document = uow.documents.add(
            Document(code, office.citizen.id, 2, "scan", NOW, 1, code, kind="khai_sinh", title="Giấy khai sinh")
        )
        held = uow.documents.pages(uow.documents.of_citizen(office.citizen.id)[-1].id)[0]
        uow.documents.add_page(Page(document.id, 1, held.digest, held.media, 620, 877, 300.0))
        uow.documents.update(replace(document, stage=Stage.READ, pdf=held.digest))
        read = Field("ho_ten", "Nông Thi Hạnh", "Nông Thi Hạnh", 0.5, 1, None, "label")
        uow.documents.put_fields(document.id, [read])
        uow.commit()
    return document.id


def test_what_was_accepted_or_typed_in_a_check_is_there_after_a_new_start(
    walk: Walk, office: OfficeMade, make_walk: Callable[[Doors, Path], Walk]
) -> None:
    receive(walk)
    assert walk.model.counter.code is not None
    paper = a_read_paper(office, walk.model.counter.code)
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


def test_what_one_officer_typed_in_a_check_is_kept_for_them_and_not_shown_to_the_next(
    walk: Walk, office: OfficeMade
) -> None:
    receive(walk)
    first = walk.model.session.who
    assert walk.model.counter.code is not None
    assert first is not None
    paper = a_read_paper(office, walk.model.counter.code)
    walk.model.counter.refresh()
    walk.settle()
    walk.model.go("counter.review")
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, ReviewScreen)
    walk.type("Nông Thị Hoa")

    walk.model.session.sign_out()
    walk.settle()
    left = screen.model.document
    walk.model.session.sign_in("mai.lt", PASSWORD)
    walk.settle()
    screen.model.open(paper)
    walk.settle()

    assert left is None
    assert screen.model.typed == {}
    assert drafts_of(office.desk, first, paper)["ho_ten"].value == "Nông Thị Hoa"


def test_the_check_shows_no_paper_of_the_former_dossier_while_the_next_is_fetched(
    walk: Walk, office: OfficeMade
) -> None:
    receive(walk)
    model = ReviewModel(walk.model)
    assert walk.model.counter.code is not None
    model.open(a_read_paper(office, walk.model.counter.code))
    walk.settle()
    before = model.document
    walk.press(Qt.Key.Key_F12)
    receive(walk)
    assert walk.model.counter.code is not None

    model.open(a_read_paper(office, walk.model.counter.code))
    meanwhile = model.document
    walk.settle()

    assert before is not None
    assert meanwhile is None
    assert model.document is not None
    assert model.document.dossier == walk.model.counter.code
