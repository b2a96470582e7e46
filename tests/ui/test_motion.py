"""What people rely on whom moving pictures make ill: where their system asks for less, nothing slides or turns."""

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.bus import Bus
from ui.views.motion import less_motion_wanted
from ui.views.parts.button import Button
from ui.views.parts.road import RoadBar
from ui.views.theme import Theme


@pytest.fixture(autouse=True)
def _no_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """A desktop whose portal of settings answers as a test says."""
    words = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        bus = Bus(address)
        bus.own("org.freedesktop.portal.Desktop")
        yield bus
        bus.close()
        daemon.kill()


def test_a_system_that_says_nothing_gets_the_usual_motion() -> None:
    assert not less_motion_wanted()


@pytest.mark.parametrize(("speed", "less"), [("0", True), ("1.0", False), ("nonsense", False)])
def test_kdes_speed_of_animations_is_heeded(tmp_path: Path, speed: str, *, less: bool) -> None:
    (tmp_path / "kdeglobals").write_text(f"[KDE]\nAnimationDurationFactor={speed}\n", "utf-8")

    assert less_motion_wanted() is less


@pytest.mark.parametrize("on", [True, False])
def test_a_desktops_switch_for_animations_is_heeded(portal: Bus, *, on: bool) -> None:
    asked: list[tuple[object, ...]] = []
    answering = threading.Thread(target=lambda: asked.append(portal.answer("v", ("b", on))))
    answering.start()

    less = less_motion_wanted()
    answering.join()

    assert less is not on
    assert asked == [("org.gnome.desktop.interface", "enable-animations")]


def test_nothing_slides_or_turns_where_less_motion_is_asked_for(dressed: Theme, qtbot: QtBot) -> None:
    dressed.motion = False
    road, button = RoadBar(), Button("Đang ký")
    for part in (road, button):
        qtbot.addWidget(part)
        part.show()
    button.set_busy(busy=True)
    qtbot.wait(20)
    before = button.grab().toImage()

    road.go_to(3)
    qtbot.wait(90)

    assert (road.slide, road.current()) == (3.0, 3)
    assert button.grab().toImage() == before
    dressed.motion = True
