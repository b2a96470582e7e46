"""Open the command palette and the cards of the status bar over the counter of an invented office, for pictures."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from docs.counter_walk import CounterWalk, entered
from tests.fakes.office import CARD
from tests.fakes.signing import SoftKeys, ToldSignatures

CTRL = Qt.KeyboardModifier.ControlModifier


def _at_slots() -> CounterWalk:
    return entered().type(CARD).press(Qt.Key.Key_Return).type("tcx").press(Qt.Key.Key_Return)


def palette() -> QWidget:
    """Show what the palette offers before anything is typed."""
    return _at_slots().press(Qt.Key.Key_K, CTRL).window


def palette_found() -> QWidget:
    """Show what a few letters without marks find."""
    walk = _at_slots().press(Qt.Key.Key_K, CTRL).type("hanh")
    walk.settle()
    return walk.window


def palette_acts() -> QWidget:
    """Show acts, procedures and the way to the papers for some words."""
    walk = _at_slots().press(Qt.Key.Key_K, CTRL).type("chứng thực")
    walk.settle()
    return walk.window


def _card(state: str) -> Callable[[], QWidget]:
    def show() -> QWidget:
        walk = _at_slots()
        desk = walk.window.model.session.desk
        if desk is not None and isinstance(desk.signatures, ToldSignatures) and isinstance(desk.keys, SoftKeys):
            desk.signatures.tsa = state != "network"
            desk.keys.seal.plugged = False
        walk.window.model.status.look_for_tokens()
        walk.window.model.status.network.look(stamp=True)
        walk.settle()
        walk.window.sheets.open_card(state)
        walk.settle()
        return walk.window

    return show


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("palette", palette),
    ("palette-found", palette_found),
    ("palette-acts", palette_acts),
    ("status-scanner", _card("scanner")),
    ("status-token", _card("token")),
    ("status-network", _card("network")),
    ("status-deliveries", _card("deliveries")),
)
"""Each picture's name and how to get there."""
