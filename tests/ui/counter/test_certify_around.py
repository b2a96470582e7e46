"""What an officer relies on around a certification: refusing in writing, scanning again, and a screen fit to read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.errors import CopyUnfinished
from desk.model.certification import CopyStage
from desk.model.events import Kind
from signing.errors import FileUnfit
from tests.fakes.office import PASSWORD
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.certifying import CTRL, Certifier, bring
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.session import Doors
from ui.views.keys_help import keys_of
from ui.views.language import Language, speak
from ui.views.theme import theme
from ui.views.tokens import Palette


@pytest.fixture
def certifier(walk: Walk, tmp_path: Path) -> Certifier:
    """The certify screen with a paper that was read and checked."""
    made = Certifier(walk, bring(walk, tmp_path))
    made.enter()
    return made


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


def test_a_copy_made_void_meanwhile_is_not_laid_again(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.sign_all()
    (copy,) = certifier.copies()
    with certifier.desk.unit() as uow:
        uow.copies.update(replace(copy, stage=CopyStage.VOID, voided_reason="Nhầm tên"))
        uow.commit()
    laid: list[Path] = []

    certifier.screen.acts.paper.fetch_file(laid.append)
    certifier.settle()

    assert laid == []
    assert certifier.case.failure is not None
    assert certifier.case.failure.code == CopyUnfinished.code


def test_another_scan_of_as_many_pages_is_to_be_looked_at_anew(certifier: Certifier) -> None:
    certifier.do_duties()
    duty, compared = certifier.case.duty, certifier.case.compared
    assert duty is not None
    assert compared is not None
    before = certifier.case.missing

    certifier.case.duty = certifier.case.laid_for = replace(duty, document=replace(duty.document, pdf="f" * 64))

    assert before == []
    assert [one.what for one in certifier.case.missing] == ["page"]

    certifier.case.seen = (compared.total, "f" * 64)
    certifier.screen.model.load()
    certifier.settle()

    assert certifier.case.looked == set()


def test_the_next_officer_finds_no_token_logged_in(certifier: Certifier) -> None:
    certifier.do_duties()
    certifier.sign_all()
    before = certifier.keys.officer.opened

    certifier.walk.model.session.sign_out()
    certifier.settle()

    assert before
    assert [token.opened for token in (certifier.keys.officer, certifier.keys.seal)] == [False, False]


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
    viewer = certifier.screen.compare.panes[0].viewer
    light = viewer.grab().toImage().pixelColor(viewer.rect().center())

    theme().use(Palette.DARK)
    QApplication.processEvents()
    dark = viewer.grab().toImage().pixelColor(viewer.rect().center())
    theme().use(Palette.LIGHT)

    assert dark == light


def test_a_copy_that_cannot_be_laid_out_is_tried_again_by_enter(walk: Walk, tmp_path: Path) -> None:
    certifier = Certifier(walk, bring(walk, tmp_path))
    certifier.signatures.fault, certifier.signatures.fails = FileUnfit(), "attest"
    certifier.enter()
    said = walk.primary()
    walk.enter()
    certifier.do_duties()

    assert said == "Thử lại"
    assert walk.primary() == "Giữ số 1 và ký"


def test_no_two_acts_of_the_screen_share_a_key(certifier: Certifier) -> None:
    window = certifier.walk.window
    states = []
    for act in (lambda: None, lambda: certifier.walk.press(Qt.Key.Key_F8), certifier.do_duties, certifier.sign_all):
        act()
        QApplication.processEvents()
        keys = [key.toString() for _words, shown in keys_of(window) for key in shown]
        states.append(sorted(key for key in set(keys) if keys.count(key) > 1))
        if certifier.screen.refusing:
            certifier.walk.press(Qt.Key.Key_Escape)

    assert states == [[], [], [], []]


def test_a_pin_stands_in_no_log_and_in_no_file_of_the_office(
    certifier: Certifier, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "98761234"
    caplog.set_level("DEBUG")
    certifier.do_duties()
    certifier.red()
    certifier.red()

    certifier.give(wrong)
    certifier.give(OFFICER_PIN)
    certifier.give(SEAL_PIN)

    model = certifier.screen.model
    held = repr(vars(model)) + repr(certifier.case) + repr(certifier.walk.model.history)
    files = [path for path in certifier.desk.home.rglob("*") if path.is_file()]
    for pin in (wrong, OFFICER_PIN, SEAL_PIN):
        assert pin not in caplog.text
        assert pin not in held
        assert [path.name for path in files if pin.encode() in path.read_bytes()] == []


@pytest.fixture
def english(
    qapp: QApplication, office: OfficeMade, make_walk: Callable[[Doors, Path], Walk], tmp_path: Path
) -> Iterator[Certifier]:
    """The certify screen in English."""
    speak(qapp, Language.ENGLISH)
    desk = office.desk
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type(PASSWORD)
    walk.enter()
    made = Certifier(walk, bring(walk, tmp_path))
    made.enter()
    yield made
    speak(qapp, Language.VIETNAMESE)


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_no_word_is_cut_in_english_at_any_stage(english: Certifier, factor: float) -> None:
    window = english.walk.window
    theme().use(factor=factor)
    window.resize(round(1366 * factor), round(768 * factor))
    found = []
    for act in (lambda: None, english.do_duties, english.sign_all):
        act()
        QApplication.processEvents()
        found.append((english.walk.primary(), clipped(window), unnamed(window)))

    theme().use(factor=1.0)
    said = [words for words, _, _ in found]
    assert said == ["7 points still to look at", "Take number 1 and sign", "Go on to hand over"]
    assert [(cut, nameless) for _, cut, nameless in found] == [([], [])] * 3
