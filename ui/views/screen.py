"""Give every screen the same place for its title, its one next step and its panes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.views.parts.card import Box
from ui.views.parts.panes import reveal
from ui.views.parts.spoken import GROUP
from ui.views.parts.tab_way import stops

if TYPE_CHECKING:
    from ui.views.icons import IconName


class Screen(Box):
    """Be one room's screen: the frame reads its title and acts and shows them in their places.

    Make acts with `make_action(self, …)`: they work only while the screen is visible.

    Signals:
        acts_changed: the primary or its neighbours are others now.
        title_changed: the title or its line of facts is another now.
        fact_changed: the lasting fact at the left of the action bar is another now.
    """

    spoken_role = GROUP

    acts_changed = Signal()
    title_changed = Signal()
    fact_changed = Signal()

    def __init__(self, title: str, facts: str = "", *, at_counter: bool = False, parent: QWidget | None = None) -> None:
        """Make a screen.

        Args:
            title: the screen's name, shown in the top bar and the window's title.
            facts: one line below the title.
            at_counter: whether the top bar shows the citizen and the road instead of the title.
            parent: the parent widget.
        """
        super().__init__("bg", parent)
        self.title = title
        self.facts = facts
        self.at_counter = at_counter
        self.primary: QAction | None = None
        self.neighbours: tuple[QAction, ...] = ()
        self.fact = ""
        self.fact_icon: IconName = "info"
        self.setAccessibleName(title)

    def set_acts(self, primary: QAction | None, *neighbours: QAction) -> None:
        """Put the one next step and at most two acts beside it into the action bar.

        With no act at all the action bar is hidden (nothing to decide).
        """
        if primary is not None and not primary.property("button-role"):
            primary.setProperty("button-role", "primary")
        self.primary, self.neighbours = primary, neighbours[:2]
        self.acts_changed.emit()

    def set_title(self, title: str, facts: str = "") -> None:
        """Change the title and its line of facts."""
        if self.accessibleName() == self.title:
            self.setAccessibleName(title)
        self.title, self.facts = title, facts
        self.title_changed.emit()

    def set_fact(self, fact: str) -> None:
        """Show a lasting fact at the left of the action bar; empty takes it away."""
        self.fact = fact
        self.fact_changed.emit()

    def panes(self) -> list[QWidget]:
        """Give the places F6 goes through, in reading order; none by default."""
        return []

    def tools(self) -> QWidget | None:
        """Give a widget for the right of the top bar; none by default."""
        return None

    def enter(self) -> None:
        """Be told that the screen is shown; put the focus where the next act is."""
        focus_first(next(iter(self.panes()), self))


def focus_first(pane: QWidget) -> None:
    """Put the focus on a pane, or on the first widget in it that takes it by Tab."""
    reveal(pane)
    first: QWidget | None = pane.focusProxy()
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        first = pane
    elif first is None:
        first = next(iter(stops(pane)), None)
    if first is not None:
        first.setFocus()
        bring_into_sight(first)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll whatever it lies in so far that it is seen: only Tab does that by itself."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
