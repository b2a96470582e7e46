"""Walk to the work profiles: on the scan screen, after one press, in the settings, locked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from docs.counter_walk import CounterWalk
from tests.fakes.office import CARD, GlassScanner
from ui.views.profiles_settings import ProfilesScreen

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _with_glass() -> CounterWalk:
    walk = CounterWalk().press(Qt.Key.Key_Return)
    desk = walk.window.model.session.desk
    if desk is not None and isinstance(desk.scanners, dict):
        desk.scanners["escl"] = GlassScanner()
    return walk


def _at_counter() -> CounterWalk:
    return _with_glass().type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return)


def scan_profiles() -> QWidget:
    """Show the profiles before a birth certificate is scanned: one fits."""
    walk = _at_counter()
    walk.window.model.counter.reach(2)
    walk.window.model.go("counter.scan")
    walk.settle()
    return walk.window


def scan_card() -> QWidget:
    """Show the front of a card, scanned by one press; the back is awaited."""
    return _at_counter().press(Qt.Key.Key_F3, SHIFT).window


def scan_keys() -> QWidget:
    """Show the keys of the scan screen, the profiles' among them."""
    walk = _at_counter()
    walk.window.model.go("counter.scan")
    walk.settle()
    return walk.press(Qt.Key.Key_F1).window


def _settings() -> CounterWalk:
    walk = _with_glass()
    walk.window.model.go("settings.profiles")
    walk.settle()
    return walk


def profiles() -> QWidget:
    """Show the set, one profile in hand, after a try-scan."""
    walk = _settings()
    screen = walk.window.screen_now()
    if isinstance(screen, ProfilesScreen):
        screen.trial.trigger()
    walk.settle()
    return walk.window


def profiles_locked() -> QWidget:
    """Show the set as a desk sees it that may not change it."""
    walk = _settings()
    screen = walk.window.screen_now()
    if isinstance(screen, ProfilesScreen):
        screen.lock.click()
    walk.settle()
    return walk.window


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("scan-profiles", scan_profiles),
    ("scan-card", scan_card),
    ("scan-keys", scan_keys),
    ("profiles", profiles),
    ("profiles-locked", profiles_locked),
)
"""Each picture's name and how to get there."""
