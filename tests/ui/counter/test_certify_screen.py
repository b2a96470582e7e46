"""What an officer relies on when certifying: nothing taken unseen, the red act asked once, every stage kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk.model.certification import CopyStage
from signing.errors import TokenRemoved
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN
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
    QTest.keyClick(question, Qt.Key.Key_Return)
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


def test_a_wrong_pin_costs_no_number_and_is_asked_for_again_alone(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()

    certifier.give("000000")
    certifier.give(SEAL_PIN)
    said, taken = certifier.question().accessibleDescription(), certifier.copies()
    certifier.give(OFFICER_PIN)

    assert "Mã PIN của Lý Thị Mai không đúng. Chưa giữ số nào." in said
    assert taken == []
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]
    assert (certifier.keys.officer.sent, certifier.keys.seal.sent) == (["000000", OFFICER_PIN], [SEAL_PIN])


def test_enter_in_a_pin_leads_to_the_next_and_signs_nothing_before_both_are_there(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()
    question = certifier.question()
    QTest.keyClick(question.focusWidget(), Qt.Key.Key_Return)

    certifier.give(OFFICER_PIN)
    still, sent = certifier.question() is question, list(certifier.keys.officer.sent)
    certifier.escape()

    assert (still, sent) == (True, [])
    assert (certifier.copies(), certifier.keys.officer.sent) == ([], [])


def test_a_wrong_pin_of_a_copy_under_way_keeps_its_number_and_is_asked_again(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.sign_officer_alone()

    certifier.give("000000")
    said = certifier.pin().accessibleDescription()
    certifier.give(SEAL_PIN)

    assert "không đúng" in said
    assert "Số 1/ĐT vẫn giữ" in said
    assert [(copy.number, copy.stage) for copy in certifier.copies()] == [(1, CopyStage.SEALED)]
    assert certifier.keys.seal.sent == ["000000", SEAL_PIN]


def test_without_the_seals_pin_the_copy_stays_at_its_stage_and_goes_on_later(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.sign_officer_alone()

    certifier.escape()
    said, fact = certifier.walk.primary(), certifier.screen.fact
    certifier.red()
    certifier.give(SEAL_PIN)

    assert said == "Đóng dấu tiếp số 1"
    assert fact == "Số 1/ĐT đã giữ, ký tiếp bất cứ lúc nào"
    assert [(copy.number, copy.stage) for copy in certifier.copies()] == [(1, CopyStage.SEALED)]


def test_an_open_token_is_not_asked_for_its_pin_again(certifier: Certifier) -> None:
    certifier.open_both()
    certifier.do_duties()

    certifier.red()
    certifier.red()

    assert certifier.dialog() is None
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]
    assert (certifier.keys.officer.sent, certifier.keys.seal.sent) == ([], [])


def test_no_number_is_taken_while_the_officers_token_is_not_there(certifier: Certifier) -> None:
    certifier.keys.officer.plugged = False
    certifier.walk.enter()  # looks at the tokens again with the duties
    certifier.screen.model.look_at_keys(certifier.case)
    certifier.settle()
    certifier.do_duties()
    said = certifier.walk.primary()
    certifier.red()
    taken = certifier.copies()

    certifier.keys.officer.plugged = True
    certifier.walk.enter()

    assert (said, taken) == ("Cắm USB ký số của Lý Thị Mai", [])
    assert certifier.walk.primary() == "Giữ số 1 và ký"


def test_the_seal_may_come_later_and_the_question_says_so(certifier: Certifier) -> None:
    certifier.keys.seal.plugged = False
    certifier.screen.model.look_at_keys(certifier.case)
    certifier.settle()
    certifier.do_duties()
    certifier.red()
    said = certifier.question().accessibleDescription()
    certifier.red()
    certifier.give(OFFICER_PIN)
    failure, stage = certifier.case.failure, certifier.case.stage

    certifier.keys.seal.plugged = True
    certifier.red()
    certifier.give(SEAL_PIN)

    assert "sẽ chờ đóng dấu" in said
    assert failure is not None
    assert (stage, failure.said.sentence) == (CopyStage.SIGNED, "Chưa cắm USB ký số của UBND xã Thượng Lâm.")
    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]


def test_a_token_that_locked_meanwhile_costs_no_number_and_gets_no_pin(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.keys.officer.tries = 0

    certifier.sign_all()

    assert certifier.dialog() is None
    assert (certifier.copies(), certifier.keys.officer.sent) == ([], [])
    assert certifier.case.failure is not None
    assert certifier.case.failure.code == "signing.pin-locked"


def test_the_last_try_has_its_own_question_and_its_sentence(certifier: Certifier) -> None:
    certifier.keys.officer.tries = 1
    certifier.look_at_tokens()
    certifier.do_duties()

    certifier.red()
    fields = certifier.question().findChildren(QLineEdit)
    certifier.red()
    asked = certifier.pin()

    assert fields == []
    assert asked.sure.isVisible()
    assert certifier.keys.officer.sent == []


def test_a_token_plugged_in_again_takes_its_complaint_away(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.keys.officer.plugged = False
    certifier.sign_all()
    before = certifier.case.failure

    certifier.keys.officer.plugged = True
    certifier.look_at_tokens()

    assert before is not None
    assert certifier.copies() == []
    assert certifier.case.failure is None
    assert certifier.walk.primary() == "Giữ số 1 và ký"


def test_a_token_pulled_out_leaves_the_copy_at_its_stage(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.red()
    certifier.give(OFFICER_PIN)
    certifier.keys.broken = TokenRemoved()

    certifier.give(SEAL_PIN)
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
    certifier.open_both()
    certifier.do_duties()
    certifier.red()
    question = certifier.question()
    QTest.keyClick(question, Qt.Key.Key_D, CTRL)

    certifier.walk.model.go("counter")
    certifier.settle()

    assert [copy.stage for copy in certifier.copies()] == [CopyStage.SEALED]
    assert certifier.walk.screen() == "counter"
