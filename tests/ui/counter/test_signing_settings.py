"""What an administrator relies on: who signs is set without a PIN, roots are compared before they are trusted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desk.model.certification import CopyStage, Purpose
from desk.model.people import Role, Session
from desk.settings import Settings
from desk.wiring import signatures_for
from desk.work.component import demanded
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import StoppedClock
from tests.fakes.signing import SoftKeys
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.unit.desk.test_trust import authority
from ui.models.session import Doors
from ui.views.parts.button import Button
from ui.views.parts.status import StatusItem
from ui.views.parts.text import Text
from ui.views.signing_settings import SigningSettingsScreen
from ui.views.theme import theme
from ui.views.tokens import Palette

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def setting(make_walk: Callable[[Doors, Path], Walk], office: OfficeMade) -> Iterator[Walk]:
    """The room of signing's settings, with the real reading of trusted roots."""
    room = signatures_for(Settings(office.desk.home, "-"))
    desk = replace(office.desk, signatures=room)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    walk.window.choose("settings")
    walk.press(Qt.Key.Key_T, CTRL)
    yield walk
    room.close()


def screen_of(walk: Walk) -> SigningSettingsScreen:
    screen = walk.window.screen_of("settings.signing")
    assert isinstance(screen, SigningSettingsScreen)
    return screen


def keys_of(office: OfficeMade) -> SoftKeys:
    keys = office.desk.keys
    assert isinstance(keys, SoftKeys)
    return keys


def status(walk: Walk) -> list[str]:
    return [item.text() for item in walk.window.status_bar.findChildren(StatusItem) if item.isVisible()]


def test_the_settings_lead_here_and_enter_leads_back(setting: Walk) -> None:
    assert setting.screen() == "settings.signing"

    setting.enter()

    assert setting.screen() == "settings"


def test_the_office_demands_signed_scans_by_one_key_and_undo_takes_it_back(setting: Walk, office: OfficeMade) -> None:
    switch = screen_of(setting).demand.switch
    before = switch.isChecked()

    setting.press(Qt.Key.Key_J, CTRL)
    with office.desk.unit(reading=True) as uow:
        wanted = demanded(uow)
    setting.press(Qt.Key.Key_Z, CTRL)

    assert (before, wanted, switch.isChecked()) == (False, True, False)
    with office.desk.unit(reading=True) as uow:
        assert not demanded(uow)


def test_a_token_is_assigned_to_an_officer_and_it_is_kept(setting: Walk, office: OfficeMade) -> None:
    card = screen_of(setting).signers
    card.purpose.choose(Purpose.SEAL.value)
    card.purpose.chosen.emit(Purpose.SEAL.value)
    card.certificate.combo.setCurrentIndex(1)
    card.certificate.chosen.emit(card.certificate.key())

    setting.press(Qt.Key.Key_G, CTRL)

    with office.desk.unit() as uow:
        signers = [signer for signer in uow.copies.signers() if signer.purpose is Purpose.SEAL]
    assert [signer.token for signer in signers] == [keys_of(office).seal.serial]


def test_the_lines_an_officer_signed_with_so_far_are_offered_again(setting: Walk) -> None:
    assert screen_of(setting).signers.behalf.text() == "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"


def test_the_test_button_says_whether_the_token_can_sign_and_spends_no_pin(setting: Walk, office: OfficeMade) -> None:
    card = screen_of(setting).signers
    tests = [b for b in card.findChildren(Button) if b.text() == "Thử"]
    assert len(tests) == 2

    QTest.mouseClick(tests[0], Qt.MouseButton.LeftButton)
    setting.settle()

    assert screen_of(setting).model.tried == {keys_of(office).officer.serial: True}
    assert keys_of(office).officer.sent == []


def test_a_token_that_was_pulled_out_is_said_to_be_gone(setting: Walk, office: OfficeMade) -> None:
    keys_of(office).officer.plugged = False

    setting.press(Qt.Key.Key_F5)

    assert "Chưa cắm USB của Lý Thị Mai" in status(setting)


def test_who_is_no_administrator_sees_and_changes_nothing(office: OfficeMade, door: Walk) -> None:
    door.press(Qt.Key.Key_Down)
    door.type("mat-khau-diem-tap")
    door.enter()
    assert not door.model.session.may(Role.ADMIN)
    door.window.show_screen("settings.signing")
    door.settle()
    screen = screen_of(door)

    assert not screen.signers.assign.isVisible() or not screen.signers.purpose.isVisible()
    assert not screen.trust.add.isEnabled()
    assert not screen.backup.now.isEnabled()


def test_a_root_is_trusted_only_after_its_fingerprint_was_compared(
    setting: Walk, office: OfficeMade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "goc.pem"
    file.write_bytes(authority("CA thử").public_bytes(Encoding.PEM))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    screen = screen_of(setting)

    setting.press(Qt.Key.Key_O, CTRL)

    assert [one.certificate.subject for one in screen.model.asked] == ["CA thử"]
    assert screen.model.anchors == []
    focus = setting.focus()
    assert isinstance(focus, Button)
    assert focus.text() == "Thôi"

    screen.trust.take.trigger()
    setting.settle()

    assert [one.certificate.subject for one in screen.model.anchors] == ["CA thử"]
    assert list((office.desk.home / "trust").iterdir())


def test_a_root_is_taken_out_after_a_question_and_the_row_tells_who_took_it_in(setting: Walk, tmp_path: Path) -> None:
    file = tmp_path / "goc.pem"
    file.write_bytes(authority("CA thử").public_bytes(Encoding.PEM))
    screen = screen_of(setting)
    screen.model.ask_trust(file)
    setting.settle()
    screen.trust.take.trigger()
    setting.settle()
    (anchor,) = screen.model.anchors
    assert anchor.by
    assert any(f"{anchor.by} nạp" in text.text() for text in screen.trust.findChildren(Text))
    (button,) = [one for one in screen.trust.findChildren(Button) if one.text() == "Bỏ tin" and one.isVisible()]

    button.click()
    setting.settle()

    focus = setting.focus()
    assert isinstance(focus, Button)
    assert focus.text() == "Giữ lại"
    screen.trust.stay.trigger()
    setting.settle()
    assert len(screen.model.anchors) == 1

    screen.model.ask_to_leave(anchor)
    setting.settle()
    screen.trust.leave.trigger()
    setting.settle()
    assert screen.model.anchors == []
    assert screen.model.leaving is None


def test_no_said_to_a_root_leaves_it_untrusted(setting: Walk, tmp_path: Path) -> None:
    file = tmp_path / "goc.pem"
    file.write_bytes(authority("CA thử").public_bytes(Encoding.PEM))
    screen = screen_of(setting)
    screen.model.ask_trust(file)
    setting.settle()

    screen.trust.drop.trigger()
    setting.settle()

    assert screen.model.asked == []
    assert screen.model.anchors == []


def test_a_file_that_is_no_root_is_told_and_asks_nothing(setting: Walk, tmp_path: Path) -> None:
    (tmp_path / "la.pem").write_text("không phải", encoding="utf-8")
    told: list[object] = []
    setting.model.notice.connect(told.append)

    screen_of(setting).model.ask_trust(tmp_path / "la.pem")
    setting.settle()

    assert told
    assert screen_of(setting).model.asked == []


def test_a_backup_is_made_where_asked_and_its_contents_are_told(
    setting: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "sao-luu.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    setting.press(Qt.Key.Key_B, CTRL)
    setting.settle()

    assert out.stat().st_size > 1000
    made = screen_of(setting).model.backup
    assert made is not None
    assert made[0].documents == 4


def test_a_backup_over_something_is_refused_in_words(
    setting: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "co-san.zip"
    out.write_bytes(b"something of somebody")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    told: list[object] = []
    setting.model.notice.connect(told.append)

    setting.press(Qt.Key.Key_B, CTRL)
    setting.settle()

    assert told
    assert out.read_bytes() == b"something of somebody"


# -- the status bar ---------------------------------------------------------------------------------------------------


def test_the_status_bar_says_whose_token_is_in_and_how_long_it_holds(walk: Walk) -> None:
    assert any(words.startswith("Token:") and "ngày" in words for words in status(walk))


def test_a_certificate_that_ends_soon_or_ended_is_said(walk: Walk, office: OfficeMade) -> None:
    clock = office.desk.clock
    assert isinstance(clock, StoppedClock)
    now = clock.at

    clock.at = now + timedelta(days=200)
    walk.model.status.look_for_tokens()
    walk.settle()
    soon = [one.ends_soon for one in walk.model.status.tokens.shown]
    clock.at = now + timedelta(days=400)
    walk.model.status.look_for_tokens()
    walk.settle()

    assert any(soon)
    assert any("hết hạn" in words for words in status(walk))


def test_copies_that_wait_are_counted_and_the_count_leads_to_the_book(walk: Walk, office: OfficeMade) -> None:
    with office.desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    fill = Leaver(office.desk, office.citizen, who)
    code = fill.dossier("TAM-261124-0005", COPYING)
    fill.copy(fill.paper(code, "Bằng tốt nghiệp", 1), CopyStage.WAITING)
    fill.copy(fill.paper(code, "Giấy khai sinh", 1), CopyStage.SIGNED)

    walk.model.status.count_unfinished()
    walk.settle()

    assert "1 bản chờ dấu thời gian · 1 bản chờ ký" in status(walk)

    walk.window.status_bar.asked.emit("deliveries")
    walk.window.sheets.card.room.click()
    walk.settle()

    assert walk.screen() == "deliveries"


@pytest.mark.parametrize("palette", list(Palette))
def test_no_word_is_cut_and_everything_has_a_name(setting: Walk, tmp_path: Path, palette: Palette) -> None:
    theme().use(palette, 1.0)
    file = tmp_path / "goc.pem"
    file.write_bytes(authority("CA thử").public_bytes(Encoding.PEM))
    screen_of(setting).model.ask_trust(file)
    setting.settle()

    assert (clipped(setting.window), too_small(setting.window), unnamed(setting.window)) == ([], [], [])


def test_the_certificate_offered_for_an_officer_is_the_one_that_is_theirs(setting: Walk, office: OfficeMade) -> None:
    card = screen_of(setting).signers
    tokens = keys_of(office)
    offered = {}

    for purpose in (Purpose.SEAL, Purpose.OFFICER):
        card.purpose.choose(purpose.value)
        card.purpose.chosen.emit(purpose.value)
        offered[purpose] = card.certificate.key().partition(":")[0]

    assert offered == {Purpose.SEAL: tokens.seal.serial, Purpose.OFFICER: tokens.officer.serial}
