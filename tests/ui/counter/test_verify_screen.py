"""What a clerk relies on when a PDF is brought: a sentence first, then its story and its changed places."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk.model.verification import Verdict
from desk.ports import Desk
from desk.read.processes import ProcessReader
from desk.settings import TRUST
from desk.sign.room import SigningRoom
from desk.work.copy_code import CopyCode
from tests.fakes.authority import Pki
from tests.fakes.signing_benches import WORDS, real_bench
from tests.fakes.tampering import new_contents, updated
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.session import Doors
from ui.models.verify import CheckState, Mark, Point
from ui.views.letter import LetterScreen
from ui.views.theme import theme
from ui.views.tokens import Palette
from ui.views.verify import VerifyScreen
from ui.views.verify_side import PlaceRow

CTRL = Qt.KeyboardModifier.ControlModifier
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "signed-pdfs"


@dataclass(frozen=True)
class Files:
    """One certified copy as it was finished, and what may have become of it."""

    whole: Path
    changed: Path
    flipped: Path
    plain: Path
    text: Path


@pytest.fixture(scope="module")
def room(authority: Pki) -> Iterator[SigningRoom]:
    made = SigningRoom(authority.home / TRUST, authority.services, lambda: None)
    yield made
    made.close()


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SigningRoom]:
    """A room that trusts nobody."""
    made = SigningRoom(tmp_path_factory.mktemp("nobody") / TRUST, lambda: None, lambda: None)  # type: ignore[arg-type, return-value]  # never asked: it only verifies
    yield made
    made.close()


@pytest.fixture(scope="module")
def files(authority: Pki, room: SigningRoom, tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("copies")
    bench = real_bench(room, authority, folder)
    prepared, signed, whole = (folder / name for name in ("prepared.pdf", "signed.pdf", "ban-sao.pdf"))
    words = replace(WORDS, code=CopyCode("SCT/BS", 2026, 1, "0" * 64, "0" * 64).text)
    room.attest(bench.paper, words, prepared)
    room.sign(prepared, words, bench.officer, signed)
    room.seal(signed, words, bench.seal, whole)
    data = whole.read_bytes()
    made = Files(whole, folder / "bi-sua.pdf", folder / "bi-lat.pdf", bench.paper, folder / "thu.pdf")
    made.changed.write_bytes(updated(data, new_contents))
    middle = len(bench.paper.read_bytes()) // 2
    made.flipped.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    made.text.write_text("không phải PDF", encoding="utf-8")
    return made


@pytest.fixture
def reader() -> Iterator[ProcessReader]:
    made = ProcessReader(1)
    yield made
    made.close()


@pytest.fixture
def real_desk(office: OfficeMade, room: SigningRoom, reader: ProcessReader) -> Desk:
    """The office, with the real signing room and real drawing."""
    return replace(office.desk, signatures=room, reader=reader)


@pytest.fixture
def checking(make_walk: Callable[[Doors, Path], Walk], real_desk: Desk) -> Walk:
    """The room where PDFs are checked, reached by its key, with no dossier open."""
    walk = make_walk(Doors(lambda _: real_desk, lambda _: real_desk, lambda _, __: real_desk), real_desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    walk.press(Qt.Key.Key_5, CTRL)
    assert walk.screen() == "verify"
    return walk


def screen_of(walk: Walk) -> VerifyScreen:
    screen = walk.window.screen_of("verify")
    assert isinstance(screen, VerifyScreen)
    return screen


def check(walk: Walk, file: Path) -> VerifyScreen:
    screen = screen_of(walk)
    screen.model.check(file)
    walk.settle()
    return screen


def drop(screen: VerifyScreen, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    screen.dropEvent(event)


def said(screen: VerifyScreen) -> str:
    return screen.result.band.accessibleName()


def test_before_a_file_is_there_the_room_teaches_to_drop_or_choose_one(checking: Walk) -> None:
    assert checking.primary() == "Chọn tệp PDF"
    assert screen_of(checking).empty.isVisible()
    assert screen_of(checking).acceptDrops()


def test_a_finished_copy_is_passed_and_its_story_names_who_did_what(checking: Walk, files: Files) -> None:
    screen = check(checking, files.whole)

    found = screen.model.checked
    assert found is not None
    assert found.report.verdict is Verdict.PASSED
    assert "hợp lệ" in said(screen)
    good = [one.point for one in found.points if one.mark is Mark.GOOD]
    assert [point for point in good if point is not Point.TIMESTAMP] == [Point.OFFICER, Point.SEAL]
    assert good[-1] is Point.TIMESTAMP
    assert not found.changed
    assert checking.primary() == "Kiểm tệp khác"


def test_a_copy_changed_after_its_seal_is_refused_and_the_place_is_shown_as_it_was_and_is(
    checking: Walk, files: Files
) -> None:
    screen = check(checking, files.changed)

    found = screen.model.checked
    assert found is not None
    assert found.report.verdict is Verdict.FAILED
    assert said(screen).startswith("Không nhận tệp này")
    assert "lấy lại được" in said(screen)
    assert found.points[-1].mark is Mark.BROKEN
    assert screen.result.places >= 1
    row = screen.findChild(PlaceRow)
    assert row is not None
    assert row.isVisible()


def test_v_turns_between_the_signed_state_and_the_one_before_the_eyes(checking: Walk, files: Files) -> None:
    screen = check(checking, files.changed)
    found = screen.model.checked
    assert found is not None
    now = screen.result.shown

    checking.press(Qt.Key.Key_V)
    signed = screen.result.shown
    before = screen.result.viewer.grab().toImage()
    checking.press(Qt.Key.Key_V)

    assert (now[0], signed[0]) == (found.now, found.signed)
    assert screen.result.shown == now
    assert screen.result.viewer.grab().toImage() != before


def test_n_lights_up_the_changed_place(checking: Walk, files: Files) -> None:
    screen = check(checking, files.changed)
    checking.press(Qt.Key.Key_V)

    checking.press(Qt.Key.Key_N)

    assert screen.result.shown[0] == screen.model.checked.now  # type: ignore[union-attr]  # checked above
    assert screen.result.viewer.box_view_rect("place-0") is not None


def test_a_changed_place_is_a_button_that_space_and_a_press_both_take(checking: Walk, files: Files) -> None:
    screen = check(checking, files.changed)
    checking.press(Qt.Key.Key_V)
    row = screen.findChild(PlaceRow)
    assert row is not None
    row.setFocus()

    checking.press(Qt.Key.Key_Space)

    assert screen.model.checked is not None
    assert screen.result.shown[0] == screen.model.checked.now


def test_the_signed_state_is_taken_back_bit_for_bit_and_passes(
    checking: Walk, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = check(checking, files.changed)
    out = tmp_path / "lay-lai.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    assert checking.primary() == "Lấy lại bản đã ký"

    checking.enter()

    assert out.read_bytes() == files.whole.read_bytes()
    assert screen.model.file == out
    assert screen.model.checked is not None
    assert screen.model.checked.report.verdict is Verdict.PASSED


def test_a_flipped_byte_is_refused_without_offering_what_cannot_be_had_back(checking: Walk, files: Files) -> None:
    screen = check(checking, files.flipped)

    assert screen.model.checked is not None
    assert screen.model.checked.report.verdict is Verdict.FAILED
    assert not screen.model.checked.spoiled
    assert checking.primary() == "Kiểm tệp khác"


def test_a_paper_without_signature_and_a_file_that_is_no_pdf_say_what_they_are(checking: Walk, files: Files) -> None:
    plain = check(checking, files.plain)
    assert plain.model.checked is not None
    assert plain.model.checked.report.verdict is Verdict.NOT_SIGNED
    assert "chưa có chữ ký số" in said(plain)

    text = check(checking, files.text)
    assert text.model.checked is not None
    assert text.model.checked.report.verdict is Verdict.UNREADABLE
    assert text.result.timeline.model().rowCount() == 0


def test_a_signer_nobody_trusts_leaves_it_open_and_the_administrator_is_led_to_the_roots(
    make_walk: Callable[[Doors, Path], Walk], real_desk: Desk, stranger: SigningRoom, files: Files
) -> None:
    desk = replace(real_desk, signatures=stranger)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    walk.press(Qt.Key.Key_5, CTRL)

    screen = check(walk, files.whole)

    assert screen.model.checked is not None
    assert screen.model.checked.report.verdict is Verdict.INDETERMINATE
    assert "gốc tin cậy" in said(screen)

    walk.press(Qt.Key.Key_T, CTRL)

    assert walk.screen() == "settings.signing"


def test_a_dropped_file_is_checked_wherever_it_falls(checking: Walk, files: Files) -> None:
    drop(screen_of(checking), files.whole)
    checking.settle()
    assert screen_of(checking).model.checked is not None

    drop(screen_of(checking), files.plain)
    checking.settle()

    assert screen_of(checking).model.file == files.plain


def test_checking_is_stopped_by_escape_and_the_room_is_as_before(
    checking: Walk, files: Files, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    screen = screen_of(checking)
    desk = checking.desk
    slow = type(desk.signatures).verify

    def slowly(*given: object) -> object:
        time.sleep(0.6)
        return slow(*given)  # type: ignore[arg-type]  # the arguments of the real one

    monkeypatch.setattr(type(desk.signatures), "verify", slowly)
    screen.model.check(files.whole)
    qtbot.wait(30)
    assert screen.model.state is CheckState.WORKING
    assert checking.primary() == "Dừng kiểm"

    checking.press(Qt.Key.Key_Escape)
    checking.settle()

    assert screen.model.state is CheckState.EMPTY
    assert screen.model.checked is None
    assert list((desk.spool).glob("verify-*")) == []


def test_what_is_shown_is_what_was_checked_even_when_the_file_changes_meanwhile(
    checking: Walk, files: Files, tmp_path: Path
) -> None:
    moving = tmp_path / "tren-usb.pdf"
    moving.write_bytes(files.whole.read_bytes())
    screen = check(checking, moving)
    moving.write_bytes(files.plain.read_bytes())

    checking.press(Qt.Key.Key_Up)

    assert screen.model.checked is not None
    assert screen.model.checked.copy.read_bytes() == files.whole.read_bytes()
    assert screen.result.viewer.isVisible()


def test_the_record_of_the_check_is_shown_and_can_be_kept(
    checking: Walk, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(checking, files.changed)

    checking.press(Qt.Key.Key_P, CTRL)

    assert checking.screen() == "verify.record"
    screen = checking.window.screen_now()
    assert isinstance(screen, LetterScreen)
    assert screen.pages
    out = tmp_path / "bien-ban.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    checking.press(Qt.Key.Key_E, CTRL)

    assert out.read_bytes().startswith(b"%PDF-")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bien-ban"), "JSON (*.json)"))
    checking.press(Qt.Key.Key_E, CTRL)

    fields = json.loads((tmp_path / "bien-ban.kiem-tra.json").read_text("utf-8"))
    assert not (tmp_path / "bien-ban.json").exists()
    assert (fields["file"], fields["verdict"], fields["checked_by"]) == ("bi-sua.pdf", "TOTAL-FAILED", "Hoàng Văn Páo")

    checking.press(Qt.Key.Key_Escape)

    assert checking.screen() == "verify"


def test_a_citizens_file_is_let_go_of_when_the_officer_leaves_the_counter(checking: Walk, files: Files) -> None:
    screen = check(checking, files.whole)
    desk = checking.desk
    assert list(desk.spool.glob("verify-*"))

    checking.model.session.sign_out()
    checking.settle()

    assert screen.model.state is CheckState.EMPTY
    assert list(desk.spool.glob("verify-*")) == []


def test_an_absent_file_is_told_in_a_banner(checking: Walk, tmp_path: Path) -> None:
    told: list[object] = []
    checking.model.notice.connect(told.append)

    screen = check(checking, tmp_path / "khong-co.pdf")

    assert screen.model.checked is None
    assert told


@pytest.mark.parametrize("name", ["c523cc46", "962dd614", "e57eee51", "d5527730", "aaa338cf", "bbabad57"])
def test_files_of_others_good_and_bad_are_shown_without_a_fault(checking: Walk, name: str) -> None:
    (file,) = SAMPLES.glob(f"{name}*.pdf")

    screen = check(checking, file)

    assert screen.model.checked is not None
    assert screen.model.checked.report.verdict is not Verdict.PASSED
    assert said(screen)


@pytest.mark.parametrize("palette", list(Palette))
def test_no_word_is_cut_everything_has_a_name_and_the_room_fits(checking: Walk, files: Files, palette: Palette) -> None:
    theme().use(palette, 1.0)

    screen = check(checking, files.changed)

    assert (clipped(checking.window), too_small(checking.window), unnamed(checking.window)) == ([], [], [])
    least = screen.minimumSizeHint()
    assert (least.width() <= 1282, least.height() <= 612) == (True, True)


def test_f6_goes_through_story_page_and_signatures(checking: Walk, files: Files) -> None:
    screen = check(checking, files.changed)
    panes = screen.panes()

    seen = []
    for _ in panes:
        checking.press(Qt.Key.Key_F6)
        seen.append([pane is checking.focus() or pane.isAncestorOf(checking.focus()) for pane in panes].index(True))

    assert sorted(seen) == [0, 1, 2]
