"""What a clerk relies on at the counter: the whole case by the keyboard alone, and nothing taken unseen."""
# long: one case at the counter, told from arrival to the next citizen

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.model.dossier import SlotState
from desk.model.events import Kind
from desk.model.people import Role
from desk.work.receive import Place, receive_file
from tests.fakes.office import CARD, ToldReader, draw_paper, hold_papers, make_office
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.received import receive, states
from ui.models.session import Doors
from ui.views.reception import ReceptionScreen
from ui.views.screens import has_screen

CTRL = Qt.KeyboardModifier.ControlModifier


def kinds(walk: Walk) -> list[Kind]:
    with walk.desk.unit() as uow:
        return [entry.event.kind for entry in uow.journal.entries()]


# -- who comes --------------------------------------------------------------------------------------------------------


def test_a_card_reader_types_into_the_field_and_the_citizen_is_known(walk: Walk) -> None:
    walk.type(CARD)
    walk.enter()

    citizen = walk.model.counter.citizen
    assert citizen is not None
    assert (citizen.name, citizen.residence) == ("Nông Thị Hạnh", "Thôn Nà Tông, xã Thượng Lâm")
    assert walk.model.counter.arrival.by_card


def test_a_garbled_card_is_one_sentence_and_the_field_is_ready_again(walk: Walk) -> None:
    walk.type("008187004215||Nông Thị H4nh|14031987")
    walk.enter()

    failure = walk.model.counter.arrival.failure
    assert failure is not None
    assert failure.code == "intake.card-qr-wrong"
    assert walk.model.counter.citizen is None
    assert isinstance(walk.focus(), QLineEdit)


def test_twelve_digits_find_a_known_citizen(walk: Walk) -> None:
    walk.type("008 187 004 215")
    walk.enter()

    citizen = walk.model.counter.citizen
    assert citizen is not None
    assert citizen.name == "Nông Thị Hạnh"


def test_a_number_of_eleven_digits_is_told_and_nothing_happens(walk: Walk) -> None:
    walk.type("00818700421")
    walk.enter()

    failure = walk.model.counter.arrival.failure
    assert failure is not None
    assert failure.code == "intake.personal-id-wrong"


def test_a_name_without_marks_lists_people_with_masked_numbers(walk: Walk) -> None:
    walk.type("nong thi hanh")
    walk.enter()
    offered = walk.primary()
    walk.enter()

    citizen = walk.model.counter.citizen
    assert "Nông Thị Hạnh" in offered
    assert citizen is not None
    assert citizen.phone == "0912 345 678"


def test_a_stranger_is_added_by_number_and_name(walk: Walk) -> None:
    walk.type("001099012345")
    walk.enter()
    walk.type("Lò Văn Thắng")
    walk.enter()

    citizen = walk.model.counter.citizen
    assert citizen is not None
    assert (citizen.name, citizen.id > 1) == ("Lò Văn Thắng", True)
    assert Kind.CITIZEN_REGISTERED in kinds(walk)


def test_a_picture_of_the_card_is_read_by_the_reading_room(walk: Walk, tmp_path: Path) -> None:
    desk = walk.desk
    assert isinstance(desk.reader, ToldReader)
    desk.reader.cards["the.jpg"] = ["quảng cáo", CARD]

    walk.model.counter.arrival.read_card(tmp_path / "the.jpg")
    walk.settle()

    assert walk.model.counter.citizen is not None


def test_a_picture_without_a_card_is_one_sentence(walk: Walk, tmp_path: Path) -> None:
    walk.model.counter.arrival.read_card(tmp_path / "phong-canh.jpg")
    walk.settle()

    failure = walk.model.counter.arrival.failure
    assert failure is not None
    assert failure.code == "intake.card-qr-absent"


# -- what for ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["1.001776", "tcx", "tro cap xa hoi hang thang"])
def test_the_procedure_is_found_by_code_letters_or_words(walk: Walk, words: str) -> None:
    walk.type(CARD)
    walk.enter()
    walk.type(words)
    walk.enter()

    counter = walk.model.counter.counter
    assert counter is not None
    assert counter.dossier.procedure.code == "1.001776"
    assert counter.dossier.code.startswith("TAM-")


def test_words_that_fit_no_procedure_open_nothing(walk: Walk) -> None:
    walk.type(CARD)
    walk.enter()
    walk.type("qqqqqq")
    walk.enter()

    assert walk.model.counter.counter is None
    assert isinstance(walk.focus(), QLineEdit)


def test_an_open_dossier_is_taken_up_again_after_a_new_start(walk: Walk) -> None:
    receive(walk)
    code = walk.model.counter.code
    walk.press(Qt.Key.Key_F12)

    walk.type(CARD)
    walk.enter()
    walk.enter()

    assert walk.model.counter.code == code


# -- reuse first ------------------------------------------------------------------------------------------------------


def test_enter_reuses_what_fits_and_leads_to_the_next_slot(walk: Walk) -> None:
    receive(walk)
    said = walk.primary()

    walk.enter()

    assert "giấy khai sinh" in said
    assert "mục 3" in said
    assert states(walk)[1] is SlotState.REUSED
    assert walk.model.counter.place == 3


def test_enter_never_takes_a_warning_before_it_was_looked_at(walk: Walk) -> None:
    receive(walk)
    walk.enter()

    walk.enter()
    after_one = states(walk)[2]
    walk.enter()

    assert after_one is SlotState.OFFERED
    assert states(walk)[2] is SlotState.REUSED


def test_a_digit_takes_a_warning_in_hand_first(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_3)
    first = states(walk)[2]
    walk.press(Qt.Key.Key_3)

    assert first is SlotState.OFFERED
    assert states(walk)[2] is SlotState.REUSED


def test_undo_brings_back_the_newest_act_and_then_the_one_before(walk: Walk) -> None:
    receive(walk)
    walk.enter()
    walk.press(Qt.Key.Key_4)
    assert states(walk)[3] is SlotState.SHOWN

    walk.press(Qt.Key.Key_Z, CTRL)
    after_one = states(walk)
    walk.press(Qt.Key.Key_Z, CTRL)

    assert (after_one[1], after_one[3]) == (SlotState.REUSED, SlotState.EMPTY)
    assert states(walk)[1] is SlotState.OFFERED
    assert walk.model.counter.place == 2


def test_a_reuse_is_taken_back_by_its_digit_and_both_are_journalled(walk: Walk) -> None:
    receive(walk)
    walk.enter()

    walk.press(Qt.Key.Key_2)

    assert states(walk)[1] is SlotState.OFFERED
    told = [kind for kind in kinds(walk) if kind in (Kind.RESULT_REUSED, Kind.REUSE_UNDONE)]
    assert told == [Kind.RESULT_REUSED, Kind.REUSE_UNDONE]


def test_looking_up_papers_does_not_go_round_in_circles(walk: Walk) -> None:
    receive(walk)
    before = kinds(walk).count(Kind.PAPERS_LOOKED_UP)

    walk.qtbot.wait(400)

    assert kinds(walk).count(Kind.PAPERS_LOOKED_UP) == before


def test_a_paper_that_is_only_shown_is_marked_and_unmarked(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_4)
    shown = states(walk)[3]
    walk.press(Qt.Key.Key_4)

    assert shown is SlotState.SHOWN
    assert states(walk)[3] is SlotState.EMPTY


def test_a_paper_read_elsewhere_shows_at_the_counter_by_itself(walk: Walk, tmp_path: Path) -> None:
    receive(walk)
    desk, who, code = walk.desk, walk.who, walk.code
    picture = tmp_path / "to-khai.png"
    draw_paper("TỜ KHAI").save(picture)

    walk.model.runner.work(lambda progress: receive_file(desk, who, picture, Place(code, 1), progress))
    walk.settle()

    assert states(walk)[0] is SlotState.READING


def test_a_removed_paper_comes_back_by_undo(walk: Walk, tmp_path: Path) -> None:
    test_a_paper_read_elsewhere_shows_at_the_counter_by_itself(walk, tmp_path)
    walk.press(Qt.Key.Key_Up)
    walk.press(Qt.Key.Key_Delete)
    removed = states(walk)[0]

    walk.press(Qt.Key.Key_Z, CTRL)

    assert removed is SlotState.EMPTY
    assert states(walk)[0] is SlotState.READ, "what was not read yet is read"


# -- consent ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def stranger_walk(make_walk, tmp_path: Path) -> Walk:  # noqa: ANN001 -- the fixture's own type is long
    """The counter of an office whose citizen never agreed to anything."""
    desk = make_office(tmp_path / "other")
    hold_papers(desk, agrees=False)
    walk: Walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    return walk


def test_without_the_citizens_agreement_nothing_is_offered(stranger_walk: Walk) -> None:
    receive(stranger_walk)

    assert SlotState.OFFERED not in states(stranger_walk)
    assert "Hỏi" in stranger_walk.primary()


def test_enter_alone_does_not_agree_for_the_citizen(stranger_walk: Walk) -> None:
    receive(stranger_walk)

    stranger_walk.enter()
    stranger_walk.enter()

    counter = stranger_walk.model.counter.counter
    assert counter is not None
    assert not counter.agrees
    assert stranger_walk.model.counter.answered


def test_the_citizens_yes_is_recorded_and_offers_what_is_held(stranger_walk: Walk) -> None:
    receive(stranger_walk)

    stranger_walk.press(Qt.Key.Key_C)

    assert states(stranger_walk)[1] is SlotState.OFFERED
    assert Kind.CONSENT_GIVEN in kinds(stranger_walk)


def test_a_citizen_may_take_the_agreement_back(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_G, CTRL)

    assert Kind.CONSENT_WITHDRAWN in kinds(walk)
    assert SlotState.OFFERED not in states(walk)


# -- moving on --------------------------------------------------------------------------------------------------------


def test_the_next_citizen_finds_an_empty_counter_and_nothing_to_undo(walk: Walk) -> None:
    receive(walk)
    walk.enter()

    walk.press(Qt.Key.Key_F12)
    walk.press(Qt.Key.Key_Z, CTRL)

    assert walk.model.counter.citizen is None
    assert walk.model.history.depth == 0
    assert isinstance(walk.focus(), QLineEdit)
    assert walk.focus().property("text") == ""


def test_another_procedure_is_chosen_for_the_same_citizen_by_one_key(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_F4)

    assert walk.model.counter.counter is None
    assert walk.model.counter.citizen is not None
    assert isinstance(walk.focus(), QLineEdit)


def test_the_receipt_is_shown_and_escape_leads_back(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_P, CTRL)
    shown = walk.screen()
    walk.press(Qt.Key.Key_Escape)

    receipt = walk.model.counter.receipt
    assert receipt is not None
    assert receipt.read_bytes().startswith(b"%PDF")
    assert shown == "counter.slip"
    assert walk.screen() == "counter"


def test_a_held_paper_is_looked_at_before_it_is_reused(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_F3)
    shown = walk.screen()
    walk.enter()

    assert shown == "counter.paper"
    assert walk.screen() == "counter"
    assert states(walk)[1] is SlotState.OFFERED


def test_f1_lists_the_keys_of_the_screen_and_goes_back(walk: Walk) -> None:
    receive(walk)

    walk.press(Qt.Key.Key_F1)
    shown = walk.screen()
    walk.press(Qt.Key.Key_Escape)

    assert shown == "help"
    assert walk.screen() == "counter"


def test_the_rail_shows_only_rooms_that_exist(walk: Walk) -> None:
    rooms = [room.name for room in walk.window.default_rooms()]

    assert "counter" in rooms
    assert "settings" in rooms
    assert {"evening", "register", "verify"} <= set(rooms)
    assert all(has_screen(room) for room in rooms)


def test_the_status_bar_tells_what_is_true(walk: Walk) -> None:
    receive(walk)

    names = [device.name for device in walk.model.status.scanners.devices]
    assert names == ["Canon DR-C225 II"]
    assert walk.model.status.unsaved == 0


@pytest.mark.parametrize(("factor", "wide", "tall"), [(1.0, 1366, 768), (1.5, 2048, 1152), (1.0, 1024, 640)])
def test_no_word_at_the_counter_is_cut_or_nameless(walk: Walk, factor: float, wide: int, tall: int) -> None:
    from ui.views.theme import theme

    receive(walk)
    theme().use(factor=factor)
    walk.window.resize(wide, tall)
    QApplication.processEvents()
    found = (clipped(walk.window), too_small(walk.window), unnamed(walk.window), walk.window.width())

    theme().use(factor=1.0)
    assert found == ([], [], [], wide)


def test_an_officer_without_the_role_is_told_so(door: Walk, office: OfficeMade) -> None:
    door.press(Qt.Key.Key_Down)
    door.type("mat-khau-diem-tap")
    door.enter()

    door.type(CARD)
    door.enter()

    failure = door.model.counter.arrival.failure
    assert Role.RECEPTION not in door.model.session.who.officer.roles  # type: ignore[union-attr] -- signed in above
    assert failure is not None
    assert failure.code == "access.role-missing"
    assert office.citizen.id


def test_reception_fits_the_body_of_the_smallest_desk(walk: Walk) -> None:
    receive(walk)
    screen = walk.window.screen_now()

    assert isinstance(screen, ReceptionScreen)
    assert screen.minimumSizeHint().width() <= 1282
    assert screen.minimumSizeHint().height() <= 612


def test_space_scans_and_never_reuses(walk: Walk) -> None:
    receive(walk)
    before = states(walk)

    walk.press(Qt.Key.Key_Space)

    assert states(walk) == before
    assert walk.screen() == "counter.scan"
    assert walk.model.counter.place == 2
