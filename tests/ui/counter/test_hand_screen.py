"""What a clerk relies on when a dossier leaves: nothing unfinished goes, one key hands over, the next one comes."""

import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desk.jobs import Progress
from desk.model.certification import CopyStage
from desk.model.dossier import DossierState
from desk.model.paper import Stage
from desk.model.people import Session
from desk.ports import Desk
from desk.work.handover import Packaged, hand_over
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import ALLOWANCE
from tests.fakes.signing import ToldSignatures
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.test_register_screen import sealed_file
from ui.models.steps import Step
from ui.views.hand import HandScreen
from ui.views.parts.slot import SlotRow
from ui.views.parts.text import Text
from ui.views.theme import theme
from ui.views.tokens import Palette

CTRL = Qt.KeyboardModifier.ControlModifier
CODE = "TAM-261124-0009"


@pytest.fixture
def filler(office: OfficeMade) -> Leaver:
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    return Leaver(office.desk, office.citizen, who)


def take_up(walk: Walk, office: OfficeMade, code: str = CODE) -> None:
    """Take a dossier up at the counter, as from the list of recent ones."""
    with office.desk.unit() as uow:
        dossier = uow.dossiers.by_code(code)
        assert dossier is not None
        citizen = uow.citizens.get(dossier.citizen_id)
    arrival = walk.model.counter.arrival
    arrival.citizen = citizen
    arrival.go_on(dossier)
    walk.settle()
    assert walk.model.counter.code == code


def hand(walk: Walk, office: OfficeMade, folder: Path, code: str = CODE) -> HandScreen:
    """Go to the hand-over by its key and choose a folder."""
    take_up(walk, office, code)
    walk.press(Qt.Key.Key_S, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, HandScreen)
    screen.model.choose(folder)
    walk.settle()
    return screen


def chips(screen: HandScreen) -> list[str]:
    return [row.facts().chip for row in screen.findChildren(SlotRow) if row.isVisible()]


def state_of(office: OfficeMade, code: str = CODE) -> DossierState:
    with office.desk.unit() as uow:
        dossier = uow.dossiers.by_code(code)
    assert dossier is not None
    return dossier.state


def test_each_paper_stands_with_its_state_and_the_fee_with_the_package(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    filler.copy(filler.paper(CODE, "Giấy khai sinh", 2))
    filler.paper(CODE, "Thẻ căn cước", 4)

    screen = hand(walk, office, tmp_path)

    assert chips(screen) == ["Sẵn sàng", "Sẵn sàng", "Chỉ xuất trình"]
    assert walk.primary() == "Trao và đóng hồ sơ"
    assert "2.000 đ" in [text.text() for text in screen.side.findChildren(Text)]
    assert walk.window.top_bar.road.current() == 4


def test_ctrl_s_hands_over_closes_and_the_counter_is_free_for_the_next(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.copy(filler.paper(CODE, "Giấy khai sinh", 2))
    screen = hand(walk, office, tmp_path)

    walk.press(Qt.Key.Key_S, CTRL)

    assert state_of(office) is DossierState.HANDED_OVER
    with zipfile.ZipFile(tmp_path / f"{CODE}.zip") as package:
        assert any("chung-thuc-so-1" in name for name in package.namelist())
    assert chips(screen) == ["Đã trao"]
    assert walk.primary() == "Nhận người tiếp theo"

    walk.enter()

    assert walk.screen() == "counter"
    assert walk.model.counter.code is None


def test_enter_does_not_hand_over_by_itself(walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    hand(walk, office, tmp_path)

    walk.enter()

    assert state_of(office) is DossierState.RECEIVED
    assert not (tmp_path / f"{CODE}.zip").exists()


def test_an_unfinished_copy_keeps_the_dossier_here_and_its_digit_leads_to_its_step(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    document = filler.paper(CODE, "Giấy khai sinh", 2)
    filler.copy(document, CopyStage.SIGNED)
    screen = hand(walk, office, tmp_path)
    assert walk.primary() == "Còn 1 giấy chưa xong"

    walk.enter()

    assert state_of(office) is DossierState.RECEIVED
    assert walk.focus() is [row for row in screen.findChildren(SlotRow) if row.isVisible()][1]

    walk.press(Qt.Key.Key_2)

    assert walk.screen() == "counter.certify"
    assert walk.model.certifying == document.id


def test_a_copy_that_waits_for_its_time_stamp_is_tried_again_and_then_goes(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    copy = filler.copy(filler.paper(CODE, "Giấy khai sinh", 2), CopyStage.WAITING)
    sealed = sealed_file(office.desk, tmp_path)
    with office.desk.unit() as uow:
        uow.copies.update(replace(copy, prepared=sealed, signed=sealed, sealed=sealed))
        uow.commit()
    screen = hand(walk, office, tmp_path)
    assert chips(screen) == ["Chờ dấu thời gian"]

    walk.press(Qt.Key.Key_1)
    walk.settle()

    assert chips(screen) == ["Sẵn sàng"]
    assert walk.primary() == "Trao và đóng hồ sơ"


def test_a_time_stamp_that_does_not_come_is_told_and_nothing_leaves(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    copy = filler.copy(filler.paper(CODE, "Giấy khai sinh", 2), CopyStage.WAITING)
    sealed = sealed_file(office.desk, tmp_path)
    with office.desk.unit() as uow:
        uow.copies.update(replace(copy, prepared=sealed, signed=sealed, sealed=sealed))
        uow.commit()
    assert isinstance(office.desk.signatures, ToldSignatures)
    office.desk.signatures.tsa = False
    told: list[object] = []
    walk.model.notice.connect(told.append)
    screen = hand(walk, office, tmp_path)

    walk.press(Qt.Key.Key_1)
    walk.settle()

    assert told
    assert chips(screen) == ["Chờ dấu thời gian"]
    assert not (tmp_path / f"{CODE}.zip").exists()


def test_the_package_alone_leaves_the_dossier_open(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    hand(walk, office, tmp_path)

    walk.press(Qt.Key.Key_E, CTRL)

    assert (tmp_path / f"{CODE}.zip").is_file()
    assert state_of(office) is DossierState.RECEIVED
    assert walk.primary() == "Trao và đóng hồ sơ"


def test_a_folder_that_cannot_be_written_is_told_and_the_dossier_stays_open(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    told: list[object] = []
    walk.model.notice.connect(told.append)
    hand(walk, office, tmp_path / "usb-da-rut")

    walk.press(Qt.Key.Key_S, CTRL)

    assert told
    assert state_of(office) is DossierState.RECEIVED


def test_the_folder_is_opened_and_the_list_shown_to_be_printed(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    screen = hand(walk, office, tmp_path)
    walk.press(Qt.Key.Key_S, CTRL)

    walk.press(Qt.Key.Key_L, CTRL)
    walk.press(Qt.Key.Key_P, CTRL)

    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
    assert walk.screen() == "counter.letter"
    assert walk.model.letter is not None
    assert walk.model.letter.file.read_bytes().startswith(b"%PDF-")

    walk.press(Qt.Key.Key_Escape)

    assert walk.window.screen_now() is screen
    assert walk.primary() == "Nhận người tiếp theo"


def test_leaving_by_the_rail_after_the_hand_over_finds_a_free_counter(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    hand(walk, office, tmp_path)
    walk.press(Qt.Key.Key_S, CTRL)
    told: list[object] = []
    walk.model.notice.connect(told.append)

    walk.press(Qt.Key.Key_1, CTRL)

    assert walk.screen() == "counter"
    assert walk.model.counter.code is None
    assert told == []


def test_a_folder_is_chosen_by_its_key(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1)
    screen = hand(walk, office, tmp_path)
    other = tmp_path / "noi-khac"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))

    walk.press(Qt.Key.Key_O, CTRL)

    assert screen.model.file == other / f"{CODE}.zip"


def test_a_dossier_without_a_paper_teaches_what_to_do(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)

    hand(walk, office, tmp_path)

    assert walk.primary() == "Về quầy, thêm giấy"


def test_a_paper_still_to_be_checked_may_go_but_is_pointed_out(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE, "Tờ khai", 1, stage=Stage.READ, confirmed_by=None, confirmed_at=None)

    screen = hand(walk, office, tmp_path)

    assert chips(screen) == ["Trao được, chưa kiểm"]
    assert walk.primary() == "Trao và đóng hồ sơ"


def test_after_the_last_copy_the_counters_next_step_is_the_hand_over(
    walk: Walk, office: OfficeMade, filler: Leaver
) -> None:
    filler.dossier(CODE, replace(COPYING, components=COPYING.components[:1]))
    filler.copy(filler.paper(CODE, "Bằng tốt nghiệp", 1))
    take_up(walk, office)

    assert walk.model.counter.next.step is Step.HAND

    walk.enter()

    assert walk.screen() == "counter.hand"


def test_a_dossier_whose_result_comes_later_goes_on_with_the_next_citizen(
    walk: Walk, office: OfficeMade, filler: Leaver
) -> None:
    one = replace(ALLOWANCE, components=ALLOWANCE.components[:1])
    filler.dossier(CODE, one)
    filler.paper(CODE, "Tờ khai", 1)
    take_up(walk, office)

    assert walk.model.counter.next.step is Step.FINISH


@pytest.mark.parametrize("palette", list(Palette))
def test_no_word_is_cut_everything_has_a_name_and_the_room_fits(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path, palette: Palette
) -> None:
    filler.dossier(CODE)
    filler.copy(filler.paper(CODE, "Giấy khai sinh", 2), CopyStage.WAITING)
    filler.paper(CODE, "Thẻ căn cước", 4)
    theme().use(palette, 1.0)

    screen = hand(walk, office, tmp_path)

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])
    least = screen.minimumSizeHint()
    assert least.width() <= 1282
    assert least.height() <= 612


def test_a_package_that_is_ready_later_closes_its_own_dossier_and_not_the_one_shown(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, go = "TAM-261124-0010", threading.Event()
    for code in (CODE, other):
        filler.dossier(code)
        filler.paper(code, "Tờ khai", 1)
    screen = hand(walk, office, tmp_path)

    def slowly(desk: Desk, who: Session, code: str, out: Path, progress: Progress) -> Packaged:
        go.wait(10)
        return hand_over(desk, who, code, out, progress)

    monkeypatch.setattr("ui.models.hand.hand_over", slowly)
    screen.model.hand_over()
    at_first = screen.model.working
    monkeypatch.setattr(type(walk.model.counter), "code", other)
    screen.model.read()
    meanwhile = screen.model.working
    screen.model.stop()
    go.set()
    walk.settle()

    assert (at_first, meanwhile) == (True, False)
    assert (screen.model.code, screen.model.closed, screen.model.packaged) == (other, False, None)
    assert (state_of(office), state_of(office, other)) == (DossierState.HANDED_OVER, DossierState.RECEIVED)


def test_the_list_for_people_leaves_the_spool_when_the_citizen_has_gone(
    walk: Walk, office: OfficeMade, filler: Leaver, tmp_path: Path
) -> None:
    filler.dossier(CODE)
    filler.paper(CODE)
    screen = hand(walk, office, tmp_path)
    screen.model.pack()
    walk.settle()
    shown: list[Path] = []
    screen.model.take_cover(shown.append)
    walk.settle()
    there = shown[0].is_file()

    walk.press(Qt.Key.Key_F12)
    screen.model.read()
    walk.settle()

    assert there
    assert not shown[0].exists()
    assert not shown[0].parent.exists()
