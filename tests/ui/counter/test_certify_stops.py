"""What a clerk relies on when a paper is stopped: why, and the way on; hour and day are promised by a slip."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.model.certification import CopyStage
from desk.model.deadline import VIETNAM
from desk.model.paper import Field
from tests.fakes.office import StoppedClock
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.certifying import Certifier, bring
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.views.letter_dialogs import PromiseDialog, TakeBackDialog


def certifier(walk: Walk, folder: Path) -> Certifier:
    made = Certifier(walk, bring(walk, folder))
    made.enter()
    return made


def ends(clerk: Certifier, day: str) -> None:
    """Let the paper bear a last day that a person confirmed."""
    with clerk.desk.unit() as uow:
        field = Field("ngay_het_han", day, day, 1.0, 1, None, "label", 1, clerk.desk.clock.now())
        uow.documents.put_fields(clerk.document, [field])
        uow.commit()
    clerk.screen.model.load()
    clerk.settle()


def refuse(clerk: Certifier) -> None:
    """Refuse the paper as the clerk does, and come back to it."""
    walk = clerk.walk
    walk.press(Qt.Key.Key_F8)
    walk.press(Qt.Key.Key_1)
    walk.enter()
    walk.type("Năm sinh bị tẩy")
    walk.enter()
    clerk.settle()
    walk.model.certify(clerk.document)
    clerk.settle()


def test_one_key_says_that_no_ground_holds_once_every_page_was_looked_at(walk: Walk, tmp_path: Path) -> None:
    clerk = certifier(walk, tmp_path)
    walk.press(Qt.Key.Key_0)
    assert not clerk.case.ticked, "nothing is said of a page that nobody saw"
    clerk.look()
    walk.press(Qt.Key.Key_2)

    walk.press(Qt.Key.Key_0)

    assert sorted(clerk.case.ticked) == [1, 2, 3, 4, 5, 6]
    assert clerk.case.ready
    clerk.sign_all()
    assert clerk.copies()[0].comparison.grounds == (1, 2, 3, 4, 5, 6)


def test_a_paper_out_of_date_is_stopped_and_certified_when_the_clerk_means_it(walk: Walk, tmp_path: Path) -> None:
    clerk = certifier(walk, tmp_path)
    ends(clerk, "2026-11-20")
    stopped = clerk.case.stopped
    assert walk.primary() == "Về quầy"

    walk.press(Qt.Key.Key_F2)

    assert (stopped, clerk.case.stopped) == (True, False)
    clerk.do_duties()
    clerk.sign_all()
    (copy,) = clerk.copies()
    assert copy.stage is CopyStage.SEALED
    assert copy.note == "Bản chính hết hạn ngày 20/11/2026"


def test_a_refused_paper_is_stopped_until_the_refusal_is_taken_back_with_a_reason(walk: Walk, tmp_path: Path) -> None:
    clerk = certifier(walk, tmp_path)
    refuse(clerk)
    assert clerk.case.duty is not None
    assert clerk.case.duty.stop == "certify.refused-before"

    walk.press(Qt.Key.Key_F8)
    dialog = clerk.dialog()
    assert isinstance(dialog, TakeBackDialog)
    assert (clipped(dialog), too_small(dialog), unnamed(dialog)) == ([], [], [])
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible(), "without a reason nothing happens"
    dialog.reason.set_text("Đã đối chiếu với sổ gốc, không tẩy xóa")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    clerk.settle()

    assert walk.screen() == "counter.letter"
    assert walk.model.letter is not None
    assert walk.model.letter.file.is_file()
    walk.press(Qt.Key.Key_Escape)
    assert walk.screen() == "counter.certify"
    assert not clerk.case.stopped


def test_who_comes_after_three_is_offered_the_slip_with_hour_and_day(
    walk: Walk, tmp_path: Path, office: OfficeMade
) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = datetime(2026, 11, 25, 15, 30, tzinfo=VIETNAM)
    clerk = certifier(walk, tmp_path)
    assert "Hẹn trả" in [act.text().rstrip("…") for act in clerk.screen.neighbours]

    walk.press(Qt.Key.Key_F9)
    dialog = clerk.dialog()
    assert isinstance(dialog, PromiseDialog)
    assert (clipped(dialog), too_small(dialog), unnamed(dialog)) == ([], [], [])
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    clerk.settle()

    assert walk.screen() == "counter.letter"
    assert walk.model.letter is not None
    assert walk.model.letter.file.parent.name == "appointments"


def test_a_copy_is_put_off_by_two_working_days_with_a_reason(walk: Walk, tmp_path: Path) -> None:
    clerk = certifier(walk, tmp_path)
    before = clerk.case.duty.due if clerk.case.duty is not None else None

    walk.press(Qt.Key.Key_F9)
    dialog = clerk.dialog()
    assert isinstance(dialog, PromiseDialog)
    dialog.days.choose("2")
    dialog.days.chosen.emit("2")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible(), "a longer time needs a reason"
    dialog.reason.set_text("Nhiều bản chính")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    clerk.settle()

    with clerk.desk.unit(reading=True) as uow:
        dossier = uow.dossiers.by_code(walk.model.counter.code or "")
    assert dossier is not None
    assert before is not None
    assert dossier.due_at is not None
    assert dossier.due_at > before


def test_a_choice_of_copies_keeps_what_was_meant(walk: Walk, tmp_path: Path) -> None:
    clerk = certifier(walk, tmp_path)
    ends(clerk, "2026-11-20")
    walk.press(Qt.Key.Key_F2)
    entry = clerk.screen.duties.entry

    walk.press(Qt.Key.Key_F4)
    entry.copies_field.set_text("2")
    entry.copies_field.entered.emit()
    clerk.settle()

    assert clerk.case.wanted == {**clerk.case.wanted, "copies": 2, "expired_meant": True}
    assert not clerk.case.stopped
