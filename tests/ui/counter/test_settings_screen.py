"""What officers rely on in the settings: the look at once, scanners looked for, people added by the administrator."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.model.people import Role
from tests.fakes.office import PASSWORD
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk
from ui.models.look import read_look
from ui.views.device_card import DeviceRow
from ui.views.settings import SettingsScreen
from ui.views.theme import theme
from ui.views.tokens import Palette


def open_settings(walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SettingsScreen:
    """Go to the settings by the rail's last key, with a look file of the test's own."""
    monkeypatch.setattr("ui.views.settings.look_file", lambda: tmp_path / "look.toml")
    number = len(walk.window.default_rooms())
    walk.press(Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
    screen = walk.window.screen_now()
    assert isinstance(screen, SettingsScreen)
    return screen


def test_the_palette_changes_at_once_and_is_kept(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_settings(walk, monkeypatch, tmp_path)

    walk.press(Qt.Key.Key_Down)
    now = theme().palette_name
    kept = read_look(tmp_path / "look.toml")
    theme().use(Palette.LIGHT)

    assert now is Palette.DARK
    assert kept.palette == "dark"


def test_an_administrator_adds_an_officer_who_can_then_sign_in(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screen = open_settings(walk, monkeypatch, tmp_path)
    screen.panes()[1].setFocus()
    for words in ("Lò Thị Ềm", "Văn thư", None, PASSWORD):
        if words is not None:
            walk.type(words)
        walk.press(Qt.Key.Key_Tab)
    screen.add_act.trigger()
    walk.settle()

    added = next(one for one in walk.model.session.people if one.login == "em.lt")
    assert (added.name, added.title, added.roles) == ("Lò Thị Ềm", "Văn thư", frozenset({Role.RECEPTION}))
    assert added.secret is not None
    assert PASSWORD not in added.secret


def test_a_short_password_adds_nobody(walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    screen = open_settings(walk, monkeypatch, tmp_path)
    screen.panes()[1].setFocus()
    for words in ("Lò Thị Ềm", "Văn thư", None, "ngan"):
        if words is not None:
            walk.type(words)
        walk.press(Qt.Key.Key_Tab)

    screen.add_act.trigger()
    walk.settle()

    assert len(walk.model.session.people) == 3


def test_scanners_are_looked_for_again_by_one_key(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_settings(walk, monkeypatch, tmp_path)
    asked: list[str] = []
    desk = walk.desk
    monkeypatch.setattr(desk.scanners["escl"], "devices", lambda: asked.append("looked") or [])

    walk.press(Qt.Key.Key_F5)

    assert asked == ["looked"]
    assert walk.model.status.scanners.devices == ()


def test_no_word_of_the_settings_is_cut_or_nameless(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_settings(walk, monkeypatch, tmp_path)

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])


# -- devices ----------------------------------------------------------------------------------------------------------


def row(screen: SettingsScreen, name: str) -> DeviceRow:
    """Return the row of a device by its name."""
    return next(one for one in screen.devices.rows.values() if one.facts.name == name)


def tried(walk: Walk, name: str) -> tuple[str, str]:
    """Press «Thử» beside a device and return its state and its sentence."""
    screen = walk.window.screen_now()
    assert isinstance(screen, SettingsScreen)
    row(screen, name).button.click()
    walk.settle()
    facts = row(screen, name).facts
    return facts.state[0], facts.sentence


def test_a_scanner_that_is_tried_is_really_asked_and_one_gone_is_told_with_a_cure(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_settings(walk, monkeypatch, tmp_path)
    desk = walk.desk

    there = tried(walk, "Canon DR-C225 II")
    monkeypatch.setattr(desk.scanners["escl"], "devices", list)
    gone = tried(walk, "Canon DR-C225 II")

    assert there[0] == "Trả lời"
    assert there[1].startswith("Trả lời sau 0,0 giây · ")
    assert gone[0] == "Không trả lời"
    assert gone[1] == "Máy không trả lời. Kiểm tra nguồn và cáp rồi thử lại."


def test_folders_are_tried_by_the_right_to_write_in_them(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = walk.desk
    (desk.home / "machine.toml").write_text(f'folder = "{tmp_path / "scans"}"\n', "utf-8")
    screen = open_settings(walk, monkeypatch, tmp_path)
    walk.settle()

    missing = tried(walk, "Thư mục nhận ảnh quét")
    (tmp_path / "scans").mkdir()
    ready = tried(walk, "Thư mục nhận ảnh quét")
    evening = row(screen, "Thư mục cuối ngày")

    assert missing[0] == "Không thấy"
    assert "Tạo thư mục ấy" in missing[1]
    assert ready[0] == "Dùng được"
    assert evening.facts.state[0] == "Chưa đặt"
    assert not evening.button.isVisibleTo(screen)


def test_time_stamps_the_page_for_phones_and_printers_are_tried_too(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.models.device_tests._printers", lambda: ("Canon LBP 2900", "Máy ở kho"))
    open_settings(walk, monkeypatch, tmp_path)

    stamps, phone, printer = (tried(walk, name) for name in ("Dấu thời gian", "Trang cho điện thoại", "Máy in"))

    assert stamps[0] == "Trả lời"
    assert "cấp dấu sau 0,4 giây" in stamps[1]
    assert phone == ("Dùng được", "Điện thoại cùng mạng sẽ mở https://192.168.1.20:8743/")
    assert printer == ("Có máy in", "2 máy in, thường dùng: Canon LBP 2900")


def test_all_devices_are_tried_by_one_key_and_the_focus_stays(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.models.device_tests._printers", tuple)
    screen = open_settings(walk, monkeypatch, tmp_path)
    row(screen, "Máy in").button.setFocus()

    walk.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)

    assert walk.focus() is row(screen, "Máy in").button
    assert row(screen, "Máy in").facts.sentence.startswith("Hệ thống không có máy in nào. Bật máy in")
    assert {one.facts.state[0] for one in screen.devices.rows.values()} & {"Chưa thử", "Chưa tìm"} == set()
