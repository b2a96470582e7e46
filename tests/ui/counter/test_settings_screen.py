"""What officers rely on in the settings: the look at once, scanners looked for, people added by the administrator."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.model.people import Role
from tests.fakes.office import PASSWORD
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk
from ui.models.look import read_look
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
    desk = walk.model.session.desk
    assert desk is not None
    monkeypatch.setattr(desk.scanners["escl"], "devices", lambda: asked.append("looked") or [])

    walk.press(Qt.Key.Key_F5)

    assert asked == ["looked"]
    assert walk.model.status.scanners.devices == ()


def test_no_word_of_the_settings_is_cut_or_nameless(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_settings(walk, monkeypatch, tmp_path)

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])
