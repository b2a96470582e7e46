"""What an officer relies on when certifying: nothing taken unseen, the red act asked once, every stage kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.model.certification import CopyStage
from desk.model.events import Kind
from signing.errors import TokenRemoved
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.certifying import CTRL, Certifier, bring
from tests.ui.counter.conftest import Walk
from ui.views.certify_words import act_words, steps


@pytest.fixture
def certifier(walk: Walk, tmp_path: Path) -> Certifier:
    """The certify screen with a paper that was read and checked."""
    made = Certifier(walk, bring(walk, tmp_path))
    made.enter()
    return made


# -- the way in -------------------------------------------------------------------------------------------------------


def test_after_the_check_the_next_step_is_to_certify(walk: Walk, tmp_path: Path) -> None:
    bring(walk, tmp_path)

    said = walk.primary()
    walk.enter()

    assert "Chứng thực" in said
    assert walk.screen() == "counter.certify"
    assert walk.window.top_bar.road.current() == 3


def test_confirming_the_original_leads_straight_to_its_certification(walk: Walk, tmp_path: Path) -> None:
    bring(walk, tmp_path, checked=False)
    walk.enter()
    assert walk.screen() == "counter.review"

    for _ in range(30):
        if walk.screen() != "counter.review":
            break
        walk.enter()

    assert walk.screen() == "counter.certify"


def test_a_paper_of_any_procedure_is_certified_by_one_key(walk: Walk, tmp_path: Path) -> None:
    document = bring(walk, tmp_path, procedure="tcx", place=1)
    walk.press(Qt.Key.Key_Up)

    walk.press(Qt.Key.Key_D, CTRL)

    assert walk.screen() == "counter.certify"
    assert Certifier(walk, document).case.document == document


def test_a_slot_without_a_paper_says_what_to_do(walk: Walk, tmp_path: Path) -> None:
    bring(walk, tmp_path, procedure="tcx", place=1)
    walk.press(Qt.Key.Key_Down)
    walk.press(Qt.Key.Key_Down)

    walk.press(Qt.Key.Key_D, CTRL)

    assert walk.screen() == "counter"


# -- duties -----------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_on_the_button_and_enter_leads_there(certifier: Certifier) -> None:
    certifier.look()
    said = certifier.walk.primary()

    certifier.walk.enter()

    assert said == "Còn 6 điểm chưa xem"
    assert certifier.screen.duties.grounds.rows[2].hasFocus()


def test_a_page_counts_only_after_it_was_in_sight_for_a_while(certifier: Certifier) -> None:
    at_once = set(certifier.case.looked)

    certifier.walk.qtbot.waitUntil(lambda: certifier.case.looked == {1}, timeout=5000)

    assert at_once == set()
    assert certifier.case.looked == {1}
    assert certifier.screen.fact == "Đã xem đủ 1/1 trang"


def test_a_page_zoomed_in_counts_only_when_all_of_it_was_seen(certifier: Certifier) -> None:
    certifier.screen.compare.panes[1].viewer.set_zoom(2.0)

    certifier.look()

    assert certifier.case.looked == set()


def test_there_is_no_key_that_ticks_all_grounds_at_once(certifier: Certifier) -> None:
    certifier.look()

    certifier.walk.press(Qt.Key.Key_1)
    certifier.walk.press(Qt.Key.Key_Return, CTRL)

    assert certifier.case.ticked == {1}


def test_a_digit_ticks_and_the_next_open_ground_shows_the_words_of_the_law(certifier: Certifier) -> None:
    certifier.walk.press(Qt.Key.Key_1)

    row = certifier.screen.duties.grounds.rows[2]
    assert row.hasFocus()
    assert "không xác định được nội dung" in row.accessibleName()
    assert row.height() > certifier.screen.duties.grounds.rows[3].height()


def test_a_tick_is_taken_back_by_its_digit(certifier: Certifier) -> None:
    certifier.walk.press(Qt.Key.Key_3)

    certifier.walk.press(Qt.Key.Key_3)

    assert certifier.case.ticked == set()


def test_the_red_key_takes_nothing_while_a_duty_is_missing(certifier: Certifier) -> None:
    certifier.look()

    certifier.red()

    assert certifier.dialog() is None
    assert certifier.copies() == []


def test_the_words_and_the_number_are_shown_as_they_will_be(certifier: Certifier) -> None:
    duty = certifier.case.duty

    assert duty is not None
    assert duty.words[0] == "Chứng thực bản sao đúng với bản chính"
    assert "1/ĐT" in duty.words[1]
    assert steps(certifier.case)[0].title == "Giữ số 1/ĐT"


# -- the red act ------------------------------------------------------------------------------------------------------


def test_the_red_act_is_asked_once_and_enter_goes_back(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()
    question = certifier.question()
    named = question.accessibleDescription()

    question.back.setFocus()
    certifier.walk.qtbot.keyClick(question, Qt.Key.Key_Return)
    certifier.settle()

    assert "1/ĐT" in named
    assert "Lý Thị Mai" in named
    assert "không lấy lại được" in named
    assert certifier.copies() == []


def test_number_two_signatures_and_the_own_check_follow_each_other(certifier: Certifier) -> None:
    certifier.do_duties()

    certifier.sign_all()

    (copy,) = certifier.copies()
    assert (copy.stage, copy.number, copy.fee) == (CopyStage.SEALED, 1, 2000)
    assert copy.comparison.grounds == (1, 2, 3, 4, 5, 6)
    assert copy.comparison.pages == 1
    assert copy.comparison.seconds > 0
    assert [facts.state for facts in steps(certifier.case)] == ["done", "done", "done"]


def test_a_wrong_pin_keeps_the_number_and_asks_again(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()
    certifier.red()

    certifier.give("000000")
    said = certifier.pin().accessibleDescription()
    certifier.give(OFFICER_PIN)

    assert "không đúng" in said
    assert "Số 1/ĐT vẫn giữ" in said
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SIGNED]
    assert certifier.keys.officer.sent == ["000000", OFFICER_PIN]


def test_without_a_pin_the_copy_stays_at_its_stage_and_goes_on_later(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()
    certifier.red()

    certifier.escape()
    said, fact = certifier.walk.primary(), certifier.screen.fact
    certifier.red()
    certifier.give(OFFICER_PIN)
    certifier.give(SEAL_PIN)

    assert said == "Ký tiếp số 1"
    assert fact == "Số 1/ĐT đã giữ, ký tiếp bất cứ lúc nào"
    assert [(copy.number, copy.stage) for copy in certifier.copies()] == [(1, CopyStage.SEALED)]


def test_an_open_token_is_not_asked_for_its_pin_again(certifier: Certifier) -> None:
    certifier.keys.officer.opened = certifier.keys.seal.opened = True
    certifier.do_duties()

    certifier.red()
    certifier.red()

    assert certifier.dialog() is None
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]
    assert (certifier.keys.officer.sent, certifier.keys.seal.sent) == ([], [])


def test_a_token_that_is_not_there_is_told_and_no_pin_is_asked(certifier: Certifier) -> None:
    certifier.keys.officer.plugged = False
    certifier.do_duties()

    certifier.red()
    certifier.red()

    assert certifier.dialog() is None
    assert certifier.case.failure is not None
    assert certifier.case.failure.said.sentence == "Chưa cắm USB ký số của Lý Thị Mai."
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.NUMBERED]


def test_a_locked_token_gets_no_pin(certifier: Certifier) -> None:
    certifier.keys.officer.tries = 0
    certifier.do_duties()

    certifier.red()
    certifier.red()

    assert certifier.dialog() is None
    assert certifier.keys.officer.sent == []
    assert certifier.case.failure is not None
    assert certifier.case.failure.code == "signing.pin-locked"


def test_a_token_pulled_out_leaves_the_copy_at_its_stage(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()
    certifier.red()
    certifier.keys.broken = TokenRemoved()

    certifier.give(OFFICER_PIN)
    certifier.keys.broken = None

    assert [copy.stage for copy in certifier.copies()] == [CopyStage.NUMBERED]
    assert steps(certifier.case)[1].state == "stopped"
    assert certifier.walk.primary() == "Ký tiếp số 1"


def test_a_copy_under_way_is_found_with_its_number_and_goes_on(walk: Walk, tmp_path: Path) -> None:
    certifier = Certifier(walk, bring(walk, tmp_path))
    certifier.certify_by_verb()
    walk.settle()

    certifier.enter()
    said = walk.primary()
    certifier.red()
    certifier.give(OFFICER_PIN)
    certifier.give(SEAL_PIN)

    assert said == "Ký tiếp số 1"
    assert [(copy.number, copy.stage) for copy in certifier.copies()] == [(1, CopyStage.SEALED)]


def test_without_a_time_stamp_the_copy_waits_and_is_finished_by_itself(certifier: Certifier) -> None:
    certifier.signatures.tsa = False
    certifier.do_duties()
    certifier.sign_all()
    waiting, said = certifier.case.stage, act_words(certifier.case)
    certifier.walk.press(Qt.Key.Key_Escape)

    certifier.signatures.tsa = True
    certifier.screen.model.try_again()
    certifier.settle()

    assert waiting is CopyStage.WAITING
    assert said == "Xin lại dấu thời gian"
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]


def test_the_work_goes_on_for_the_clerk_who_turned_to_the_counter(certifier: Certifier) -> None:
    certifier.keys.officer.opened = certifier.keys.seal.opened = True
    certifier.do_duties()
    certifier.red()
    question = certifier.question()
    certifier.walk.qtbot.keyClick(question, Qt.Key.Key_D, CTRL)

    certifier.walk.model.go("counter")
    certifier.settle()

    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]
    assert certifier.walk.screen() == "counter"


# -- refusing, scanning again, leaving --------------------------------------------------------------------------------


def test_a_refusal_needs_a_ground_and_a_reason_and_gives_a_letter(certifier: Certifier) -> None:
    walk = certifier.walk
    walk.press(Qt.Key.Key_F8)
    first = walk.primary()
    walk.press(Qt.Key.Key_1)
    second = walk.primary()
    walk.enter()
    assert isinstance(walk.focus(), QLineEdit)
    walk.type("Năm sinh bị tẩy và viết đè")
    third = walk.primary()
    walk.enter()

    with certifier.desk.unit(reading=True) as uow:
        refusals = [one for code in [walk.model.counter.code or ""] for one in uow.copies.refusals(code)]
    assert (first, second) == ("Chọn điểm vi phạm", "Ghi lý do từ chối")
    assert third == "Từ chối theo điểm 1, lập văn bản"
    assert [(one.grounds, one.reason) for one in refusals] == [((1,), "Năm sinh bị tẩy và viết đè")]
    assert walk.screen() == "counter.letter"


def test_a_refused_paper_is_no_next_step_any_more(certifier: Certifier) -> None:
    test_a_refusal_needs_a_ground_and_a_reason_and_gives_a_letter(certifier)

    certifier.walk.press(Qt.Key.Key_Escape)

    assert "Chứng thực" not in certifier.walk.primary()


def test_escape_leaves_the_refusal_and_then_the_screen(certifier: Certifier) -> None:
    certifier.walk.press(Qt.Key.Key_F8)

    certifier.walk.press(Qt.Key.Key_Escape)
    after_one = (certifier.walk.screen(), certifier.screen.refusing)
    certifier.walk.press(Qt.Key.Key_Escape)

    assert after_one == ("counter.certify", False)
    assert certifier.walk.screen() == "counter"


def test_a_bad_scan_is_set_aside_and_undo_brings_it_back(certifier: Certifier) -> None:
    certifier.walk.press(Qt.Key.Key_F7)
    screen = certifier.walk.screen()
    with certifier.desk.unit(reading=True) as uow:
        kinds = [entry.event.kind for entry in uow.journal.entries()]

    certifier.walk.press(Qt.Key.Key_Z, CTRL)

    slot = certifier.walk.model.counter.slot(1)
    assert screen == "counter.scan"
    assert Kind.DOCUMENT_REMOVED in kinds
    assert slot is not None
    assert [one.id for one in slot.documents] == [certifier.document]


def test_the_finished_copy_is_looked_at_and_the_case_goes_on(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.sign_all()

    certifier.walk.press(Qt.Key.Key_F3)
    shown, letter = certifier.walk.screen(), certifier.walk.model.letter
    certifier.walk.press(Qt.Key.Key_Escape)

    assert shown == "counter.letter"
    assert letter is not None
    assert letter.file.read_bytes().startswith(b"%PDF")
    assert certifier.walk.screen() == "counter.certify"


def test_a_slot_tells_its_copy_at_the_counter(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.sign_all()

    certifier.walk.model.go("counter")
    certifier.settle()

    counter = certifier.walk.model.counter.counter
    assert counter is not None
    copy = counter.copy_of(certifier.document)
    assert copy is not None
    assert copy.stage is CopyStage.SEALED
    assert "Chứng thực" not in certifier.walk.primary()


def test_the_name_in_the_book_and_the_copies_are_changed_in_place(certifier: Certifier) -> None:
    entry = certifier.screen.duties.entry
    certifier.walk.press(Qt.Key.Key_F4)
    certifier.walk.type("Giấy khai sinh bản cũ")
    certifier.walk.press(Qt.Key.Key_Tab)
    entry.copies_field.set_text("3")
    entry.copies_field.entered.emit()
    certifier.settle()
    certifier.walk.press(Qt.Key.Key_F4)
    certifier.do_duties()
    certifier.sign_all()

    (copy,) = certifier.copies()
    assert (copy.title, copy.copies, copy.fee) == ("Giấy khai sinh bản cũ", 3, 6000)


def test_an_officer_without_a_token_stops_before_anything_is_taken(walk: Walk, tmp_path: Path) -> None:
    certifier = Certifier(walk, bring(walk, tmp_path))
    with certifier.desk.unit() as uow:
        for officer in uow.officers.all():
            if officer.login != "pao.hv":
                from dataclasses import replace

                uow.officers.update(replace(officer, active=False))
        uow.commit()

    certifier.enter()

    assert certifier.case.stopped
    assert walk.primary() == "Về quầy"


# -- how it looks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("factor", "wide", "tall"), [(1.0, 1366, 768), (1.5, 2048, 1152), (1.0, 683, 384)])
@pytest.mark.parametrize("refusing", [False, True])
def test_no_word_is_cut_or_nameless(
    certifier: Certifier, factor: float, wide: int, tall: int, *, refusing: bool
) -> None:
    from ui.views.theme import theme

    window = certifier.walk.window
    theme().use(factor=factor)
    window.resize(wide, tall)
    if refusing:
        certifier.walk.press(Qt.Key.Key_F8)
    QApplication.processEvents()
    found = (clipped(window), too_small(window), unnamed(window), window.width())

    theme().use(factor=1.0)
    assert found == ([], [], [], wide)


def test_the_screen_fits_the_body_of_the_smallest_desk(certifier: Certifier) -> None:
    hint = certifier.screen.minimumSizeHint()

    assert hint.width() <= 1282
    assert hint.height() <= 612


def test_both_pages_scroll_and_zoom_in_step(certifier: Certifier) -> None:
    left, right = (pane.viewer for pane in certifier.screen.compare.panes)

    right.set_zoom(2.0)
    right.verticalScrollBar().setValue(right.verticalScrollBar().maximum() // 3)

    assert left.zoom() == pytest.approx(right.zoom() * right.page_rect().width() / left.page_rect().width(), rel=0.01)
    assert left.verticalScrollBar().value() == pytest.approx(right.verticalScrollBar().value(), abs=3)


def test_the_colours_of_evidence_stay_true_in_the_dark(certifier: Certifier) -> None:
    from ui.views.theme import theme
    from ui.views.tokens import Palette

    viewer = certifier.screen.compare.panes[0].viewer
    light = viewer.grab().toImage().pixelColor(viewer.rect().center())

    theme().use(Palette.DARK)
    QApplication.processEvents()
    dark = viewer.grab().toImage().pixelColor(viewer.rect().center())
    theme().use(Palette.LIGHT)

    assert dark == light
