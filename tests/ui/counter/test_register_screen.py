"""What a clerk relies on in the book: found by number or name, void numbers kept with a reason, what waits on top."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.events import Event, Kind
from desk.model.people import Session
from desk.ports import Desk
from desk.work.register import BookEntry
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import NOW
from tests.fakes.signing import SoftKey, ToldSignatures, certificate
from tests.fakes.signing_benches import WORDS
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.register import Sieve, book_rows
from ui.views.parts.table import STRUCK_ROLE
from ui.views.register import RegisterScreen
from ui.views.register_rows import CITIZEN, NOTE, NUMBER, STAGE
from ui.views.theme import theme
from ui.views.tokens import Palette
from ui.views.void_dialog import VoidDialog

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filler(office: OfficeMade) -> Leaver:
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    return Leaver(office.desk, office.citizen, who)


def copies(fill: Leaver, *stages: CopyStage, code: str = "") -> list[CertifiedCopy]:
    """Certify papers up to the stages given, each with a name and a day of its own."""
    code = code or fill.dossier("TAM-261124-0007", COPYING)
    made = []
    people = ("Nông Thị Hạnh", "Quan Văn Tới", "Hà Thị Miền", "Lò Văn Thắng", "Chẩu Thị Liên")
    for number, stage in enumerate(stages):
        copy = fill.copy(fill.paper(code, f"Giấy khai sinh {number + 1}", 1), stage)
        at = NOW - timedelta(days=20 * (len(stages) - 1 - number))
        changed = replace(copy, requester=people[number % len(people)], certified_at=at,
                          lacking="signing.timestamp-down" if stage is CopyStage.WAITING else None)  # fmt: skip
        with fill.desk.unit() as uow:
            uow.copies.update(changed)
            uow.commit()
        made.append(changed)
    return made


def open_book(walk: Walk) -> RegisterScreen:
    walk.press(Qt.Key.Key_4, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, RegisterScreen)
    return screen


def shown(screen: RegisterScreen, column: int = NUMBER) -> list[str]:
    model = screen.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def look_for(walk: Walk, screen: RegisterScreen, words: str) -> list[str]:
    screen.line.setText(words)
    walk.qtbot.wait(200)
    walk.settle()
    return shown(screen)


def mark(walk: Walk, screen: RegisterScreen, row: int) -> BookEntry:
    screen.table.setCurrentIndex(screen.table.model().index(row, 0))
    walk.settle()
    entry = screen.entry()
    assert entry is not None
    return entry


def dialog_of(screen: RegisterScreen) -> VoidDialog:
    found = screen.findChildren(VoidDialog)[-1]
    assert found.isVisible()
    return found


def test_an_empty_book_teaches_where_numbers_come_from(walk: Walk) -> None:
    screen = open_book(walk)

    assert shown(screen) == []
    assert walk.primary() == "Về quầy"


def test_the_newest_number_stands_first_with_who_asked_and_how_far_it_is(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SEALED, CopyStage.SIGNED)

    screen = open_book(walk)

    assert shown(screen) == ["3/ĐT", "2/ĐT", "1/ĐT"]
    assert shown(screen, CITIZEN) == ["Hà Thị Miền", "Quan Văn Tới", "Nông Thị Hạnh"]
    assert shown(screen, STAGE) == ["Chờ dấu", "Đã xong", "Đã xong"]


def test_a_number_and_a_name_without_diacritics_are_found(walk: Walk, filler: Leaver) -> None:
    copies(filler, *[CopyStage.SEALED] * 5)
    screen = open_book(walk)

    assert look_for(walk, screen, "2") == ["2/ĐT"]
    assert look_for(walk, screen, "lo van") == ["4/ĐT"]
    assert look_for(walk, screen, "khai sinh chau") == ["5/ĐT"]
    assert look_for(walk, screen, "khong co ai") == []

    walk.press(Qt.Key.Key_Escape)

    assert len(shown(screen)) == 5
    assert walk.screen() == "register"


def test_a_month_and_the_day_itself_are_sifted(walk: Walk, filler: Leaver) -> None:
    copies(filler, *[CopyStage.SEALED] * 3)
    screen = open_book(walk)

    screen.model.show_month(10)
    assert shown(screen) == ["1/ĐT"]

    screen.model.show_month(0)
    screen.today.click()
    walk.settle()

    assert shown(screen) == ["3/ĐT"]


def test_the_arrows_of_the_search_move_the_mark_and_the_entry_beside_follows(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SEALED)
    screen = open_book(walk)
    first = screen.entry()

    walk.press(Qt.Key.Key_Down)

    second = screen.entry()
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (2, 1)
    assert "1/ĐT" in walk.primary()


def test_a_finished_copy_is_opened_by_enter_and_escape_leads_back(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    open_book(walk)

    walk.enter()

    assert walk.screen() == "register.copy"
    assert walk.model.letter is not None
    assert walk.model.letter.file.is_file()

    walk.press(Qt.Key.Key_Escape)

    assert walk.screen() == "register"


def test_a_copy_of_the_book_goes_to_the_room_of_verification_by_one_key(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    open_book(walk)
    walk.enter()

    walk.press(Qt.Key.Key_I, CTRL)

    assert walk.screen() == "verify"


def test_voiding_asks_once_names_the_number_and_waits_for_a_reason(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SEALED)
    screen = open_book(walk)
    mark(walk, screen, 1)

    walk.press(Qt.Key.Key_Delete, CTRL)

    dialog = dialog_of(screen)
    assert "1/ĐT" in dialog.head.text()
    assert dialog.focusWidget() is dialog.back_button
    assert dialog.go_button.text() == "Ghi lý do trước"

    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    walk.settle()
    assert dialog.isVisible()
    assert shown(screen, STAGE) == ["Đã xong", "Đã xong"]

    dialog.reason.set_text("Ghi sai tên giấy")
    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    walk.qtbot.wait(120)
    walk.settle()

    assert shown(screen) == ["2/ĐT", "1/ĐT"]
    assert shown(screen, STAGE)[1] == "Hủy số"
    assert "Ghi sai tên giấy" in shown(screen, NOTE)[1]
    assert screen.table.model().index(1, CITIZEN).data(STRUCK_ROLE)
    assert not screen.table.model().index(0, CITIZEN).data(STRUCK_ROLE)


def test_going_back_from_the_question_changes_nothing(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    screen = open_book(walk)
    walk.press(Qt.Key.Key_Delete, CTRL)
    dialog = dialog_of(screen)

    QTest.keyClick(dialog.back_button, Qt.Key.Key_Return)
    walk.settle()

    assert shown(screen, STAGE) == ["Đã xong"]


def test_a_void_number_is_not_offered_to_be_made_void_again(walk: Walk, filler: Leaver) -> None:
    (copy,) = copies(filler, CopyStage.SEALED)
    filler.void(copy)
    screen = open_book(walk)

    walk.press(Qt.Key.Key_Delete, CTRL)

    assert not screen.findChildren(VoidDialog)
    assert "hủy" in walk.primary()


def test_copies_that_wait_stand_on_top_and_the_time_stamp_is_asked_for_again(
    walk: Walk, filler: Leaver, office: OfficeMade, tmp_path: Path
) -> None:
    (copy, _) = copies(filler, CopyStage.WAITING, CopyStage.SIGNED)
    sealed = sealed_file(office.desk, tmp_path)
    with office.desk.unit() as uow:
        uow.copies.update(replace(copy, prepared=sealed, signed=sealed, sealed=sealed))
        uow.commit()
    screen = open_book(walk)
    assert screen.waiting.isVisible()

    walk.press(Qt.Key.Key_R, CTRL)
    walk.qtbot.wait(120)
    walk.settle()

    assert shown(screen, STAGE) == ["Chờ dấu", "Đã xong"]
    assert screen.waiting.isVisible()


def sealed_file(desk: Desk, folder: Path) -> str:
    """Sign and seal something without a time stamp, as on a day the authority is silent."""
    room = desk.signatures
    assert isinstance(room, ToldSignatures)
    paper, prepared, signed, sealed = (folder / f"{n}.pdf" for n in range(4))
    paper.write_bytes(b"%PDF-1.7 paper")
    room.tsa = False
    room.attest(paper, WORDS, prepared)
    room.sign(prepared, WORDS, SoftKey(certificate("Lý Thị Mai")), signed)
    room.seal(signed, WORDS, SoftKey(certificate("UBND xã Thượng Lâm")), sealed)
    room.tsa = True
    return desk.store.put_file(sealed)


def test_a_time_stamp_that_still_does_not_come_is_told_and_the_copy_waits_on(
    walk: Walk, filler: Leaver, office: OfficeMade
) -> None:
    copies(filler, CopyStage.WAITING)
    assert isinstance(office.desk.signatures, ToldSignatures)
    office.desk.signatures.tsa = False
    told: list[object] = []
    walk.model.notice.connect(told.append)
    screen = open_book(walk)

    walk.press(Qt.Key.Key_R, CTRL)
    walk.settle()

    assert told
    assert shown(screen, STAGE) == ["Chờ thời gian"]


def test_a_copy_that_waits_for_a_person_leads_to_where_it_goes_on(walk: Walk, filler: Leaver) -> None:
    (copy,) = copies(filler, CopyStage.SIGNED)
    open_book(walk)

    walk.enter()

    assert walk.screen() == "counter.certify"
    assert walk.model.certifying == copy.document_id


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_the_book_is_written_to_a_file_of_each_kind(
    walk: Walk, filler: Leaver, tmp_path: Path, kind: str
) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SEALED)
    screen = open_book(walk)
    out = tmp_path / f"so.{kind}"

    screen.take_out(out, "pdf", None)
    walk.settle()

    assert out.stat().st_size > 100
    if kind == "csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) == 3


def test_export_asks_where_and_leaves_the_choice_of_the_kind(walk: Walk, filler: Leaver, tmp_path: Path) -> None:
    copies(filler, CopyStage.SEALED)
    screen = open_book(walk)

    walk.press(Qt.Key.Key_E, CTRL)

    (dialog,) = screen.findChildren(QFileDialog)
    assert len(dialog.nameFilters()) == 3
    dialog.fileSelected.emit(str(tmp_path / "so.csv"))
    dialog.close()
    walk.settle()
    assert (tmp_path / "so.csv").is_file()


def test_a_number_taken_elsewhere_appears_without_being_asked_for(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    screen = open_book(walk)

    (new,) = copies(filler, CopyStage.NUMBERED, code="TAM-261124-0007")
    with filler.desk.unit() as uow:
        uow.record(Event(Kind.COPY_NUMBERED, f"document:{new.document_id}", "pao.hv", "Quầy 1", NOW, {}))
        uow.commit()
    walk.qtbot.wait(150)
    walk.settle()

    assert len(shown(screen)) == 2


def entries(count: int) -> list[BookEntry]:
    return [
        BookEntry(
            n, f"{n}/ĐT", date(2026, 1 + n % 12, 1 + n % 28), f"Nông Thị Hạnh {n}", "008187004215", "Giấy khai sinh",
            "Lý Thị Mai", "Phó Chủ tịch", 1, 1, 2000, CopyStage.SEALED, None, "", n, f"TAM-{n:06d}", n, "SCTĐT/BS",
            2026,
        )
        for n in range(1, count + 1)
    ]  # fmt: skip


def test_a_book_of_a_hundred_thousand_numbers_is_sifted_and_shown_whole(walk: Walk) -> None:
    rows = book_rows(entries(100_000))
    screen = open_book(walk)
    screen.model.rows = rows

    found = Sieve(words="hanh 99999").sift(rows)
    screen.model.show_month(1)
    screen.model.show_month(0)
    QApplication.processEvents()

    assert [row.entry.number for row in found] == [99_999]
    assert screen.table.model().rowCount() == 100_000


def test_keys_of_the_room_collide_with_none_of_the_window(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    screen = open_book(walk)

    keys = [key.toString() for action in screen.actions() + walk.window.actions() for key in action.shortcuts()]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("palette", list(Palette))
def test_no_word_is_cut_everything_has_a_name_and_the_room_fits(
    walk: Walk, filler: Leaver, palette: Palette
) -> None:
    copies(filler, CopyStage.WAITING, CopyStage.SIGNED, CopyStage.SEALED)
    theme().use(palette, 1.0)

    screen = open_book(walk)

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])
    least = screen.minimumSizeHint()
    assert least.width() <= 1282
    assert least.height() <= 612


def test_the_question_of_voiding_cuts_no_word(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    screen = open_book(walk)
    walk.press(Qt.Key.Key_Delete, CTRL)
    dialog = dialog_of(screen)

    assert (clipped(dialog), too_small(dialog), unnamed(dialog)) == ([], [], [])
    dialog.reject()
