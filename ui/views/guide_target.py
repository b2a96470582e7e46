"""What the guided rehearsal points at: the real control of a step, found in the window by where the clerk is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QGraphicsView, QLineEdit, QWidget

from ui.views.parts.banner import Banner
from ui.views.parts.button import Button
from ui.views.parts.review import FieldCard
from ui.views.parts.slot import SlotRow

if TYPE_CHECKING:
    from ui.models.guide_steps import Step
    from ui.models.window import WindowModel
    from ui.views.frame import Frame

Find = Callable[["Frame"], QWidget | None]

NEEDED = (QAbstractItemView, QGraphicsView, QLineEdit, Banner, Button, FieldCard, SlotRow)
"""What a callout never covers."""


def _primary(window: "Frame") -> QWidget | None:
    return next(iter(window.action_bar.buttons[-1:]), None)


def _neighbour(window: "Frame") -> QWidget | None:
    return next(iter(window.action_bar.buttons[:1]), None)


def _next_citizen(window: "Frame") -> QWidget | None:
    return next(iter(window.action_bar.buttons[-2:-1]), None)


def _pane(window: "Frame") -> QWidget | None:
    screen = window.screen_now()
    return next(iter(screen.panes()), None) if screen is not None else None


def _notice(window: "Frame") -> QWidget | None:
    banners = [one for one in window.ground.findChildren(Banner) if one.isVisible() and one.parent() is window.ground]
    return next(iter(banners), None) or _primary(window)


def _doubt(window: "Frame") -> QWidget | None:
    screen = window.screen_now()
    cards = screen.findChildren(FieldCard) if screen is not None else []
    return next((card for card in cards if card.isVisible()), None) or _primary(window)


def _second_slot(window: "Frame") -> QWidget | None:
    screen = window.screen_now()
    rows = screen.findChildren(SlotRow) if screen is not None else []
    return next((row for row in rows if row.isVisible() and row.facts().number == 2), None)


def _room(name: str) -> Find:
    return lambda window: window.rail.button(name)


_AT: dict[tuple[str, str], Find] = {
    ("known", "counter.empty"): _pane,
    ("procedure", "counter.procedure"): _pane,
    ("procedure", "counter.empty"): _pane,
    ("scan", "counter.scan"): _primary,
    ("jam", "counter.scan"): _notice,
    ("check", "counter.review"): _doubt,
    ("compare", "counter.certify"): _pane,
    ("verify", "register.copy"): _neighbour,
    ("verify", "verify"): _pane,
    ("again", "counter.empty"): _pane,
    ("again", "counter.procedure"): _pane,
    ("again", "counter"): _next_citizen,
    ("reuse", "counter"): _second_slot,
}
_ROOMS = {"again": "counter", "verify": "register", "evening": "evening"}
"""Steps whose screen is reached by the rail from elsewhere."""


def target_of(window: "Frame", steps: "tuple[Step, ...]", step: str, where: str) -> QWidget | None:
    """Return the control that does the step where the clerk is, None when it is not to be seen.

    Args:
        window: the window.
        steps: all steps; the last one names its room.
        step: name of the step.
        where: name of the screen, refined by `where_now`.
    """
    if where == "dialog":
        return QApplication.activeModalWidget()
    if step == "board":
        return _room(steps[-1].screens[0])(window)
    known = _AT.get((step, where))
    if known is None and step in _ROOMS and where.partition(".")[0] != _ROOMS[step]:
        known = _room(_ROOMS[step])
    found = (known or _primary)(window)
    return found if found is not None and found.isVisible() else None


def where_now(window: "Frame", model: "WindowModel") -> str:
    """Return the name of the screen shown, at the counter by how far the case is, or «dialog» before a dialog."""
    if isinstance(QApplication.activeModalWidget(), QDialog):
        return "dialog"
    name = window.screen_name() or ""
    counter = model.counter
    if name != "counter" or counter.counter is not None:
        return name
    return "counter.empty" if counter.citizen is None else "counter.procedure"
