"""Lay side panels beside the body; where there is no room they become drawers."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.views.icons import IconName
from ui.views.parts.button import Button
from ui.views.parts.card import SidePanel
from ui.views.parts.paint import painter_for
from ui.views.theme import theme

_CENTRE_LEAST = 420
_STRIP = 40


class Panes(QWidget):
    """Show a left panel, the body and a right panel; F6 or a press on the strip opens a drawer.

    The left panel becomes a drawer first, then the right one. A drawer closes when the focus
    leaves it, so nothing stays covered.
    """

    def __init__(
        self,
        centre: QWidget,
        left: tuple[SidePanel, str, IconName] | None = None,
        right: tuple[SidePanel, str, IconName] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the columns.

        Args:
            centre: the body, which gets the room that is left.
            left: a panel, its name for the strip, and the strip's icon; None for no panel.
            right: the same at the right.
            parent: the parent widget.
        """
        super().__init__(parent)
        self._centre = centre
        centre.setParent(self)
        self._sides: dict[str, SidePanel] = {}
        self._tabs: dict[str, Button] = {}
        self._open: str | None = None
        self._drawers: set[str] = set()
        self._turning = False
        for side, given in (("left", left), ("right", right)):
            if given is not None:
                self._add_side(side, *given)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def reveal(self, pane: QWidget) -> None:
        """Open the drawer that holds a pane; nothing happens when it is in sight."""
        for side, panel in self._sides.items():
            if side in self._drawers and (panel is pane or panel.isAncestorOf(pane)):
                self._show(side)

    def is_drawer(self, panel: SidePanel) -> bool:
        """Tell whether a panel is a drawer at the width in use."""
        return any(self._sides[side] is panel for side in self._drawers)

    def sizeHint(self) -> QSize:
        """Measure all columns side by side."""
        wide = sum(panel.width() for panel in self._sides.values())
        centre = self._centre.sizeHint()
        return QSize(wide + centre.width(), max(centre.height(), 200))

    def minimumSizeHint(self) -> QSize:
        """Measure the least: strips for the panels and a narrow body."""
        least = self._centre.minimumSizeHint()
        wide = len(self._sides) * theme().px(_STRIP) + max(least.width(), theme().px(240))
        return QSize(wide, max(least.height(), 120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns out for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the columns out again when the application is restyled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strips' ground."""
        painter = painter_for(self)
        painter.fillRect(event.rect(), theme().colour("surface"))
        painter.end()

    def _add_side(self, side: str, panel: SidePanel, name: str, icon: IconName) -> None:
        panel.setParent(self)
        self._sides[side] = panel
        tab = Button(name, "tool", icon=icon, size="small", parent=self)
        tab.clicked.connect(lambda: self._press(side))
        tab.hide()
        self._tabs[side] = tab

    def _press(self, side: str) -> None:
        self._show(None if self._open == side else side)
        if self._open is not None:
            first = next(
                (
                    one
                    for one in self._sides[side].findChildren(QWidget)
                    if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
                ),
                None,
            )
            if first is not None:
                first.setFocus()

    def _show(self, side: str | None) -> None:
        # Hiding the other drawer throws its focus about; that must not close the one just opened.
        self._turning = True
        self._open = side
        self._arrange()
        self._turning = False

    def _arrange(self) -> None:
        need = sum(panel.width() for panel in self._sides.values()) + theme().px(_CENTRE_LEAST)
        self._drawers = set()
        for side in ("left", "right"):
            if side in self._sides and self.width() < need:
                self._drawers.add(side)
                need -= self._sides[side].width() - theme().px(_STRIP)
        if self._open not in self._drawers:
            self._open = None
        left, right = self._place("left"), self._place("right")
        self._centre.setGeometry(left, 0, max(0, self.width() - left - right), self.height())
        self._centre.lower()

    def _place(self, side: str) -> int:
        # Gives how much of the width the side takes from the body.
        panel, tab = self._sides.get(side), self._tabs.get(side)
        if panel is None or tab is None:
            return 0
        strip = theme().px(_STRIP)
        drawer = side in self._drawers
        tab.setVisible(drawer)
        panel.setVisible(not drawer or self._open == side)
        inner = strip if drawer else 0
        x = inner if side == "left" else self.width() - inner - panel.width()
        panel.setGeometry(x, 0, panel.width(), self.height())
        panel.raise_()
        tab.setGeometry((strip - 32) // 2 if side == "left" else self.width() - strip + 4, 8, 32, 32)
        return strip if drawer else panel.width()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if self._turning or self._open is None or now is None:
            return
        panel = self._sides[self._open]
        if now is not panel and not panel.isAncestorOf(now) and now is not self._tabs[self._open]:
            self._open = None
            self._arrange()


def reveal(pane: QWidget) -> None:
    """Bring a pane into sight if it lies in a closed drawer."""
    above = pane.parentWidget()
    while above is not None:
        if isinstance(above, Panes):
            above.reveal(pane)
        above = above.parentWidget()


def reachable(pane: QWidget) -> bool:
    """Tell whether F6 may go to a pane: it is in sight, or in a drawer that can be opened."""
    if pane.isVisible():
        return True
    above: QWidget | None = pane
    while above is not None:
        holder = above.parentWidget()
        if isinstance(above, SidePanel) and isinstance(holder, Panes):
            return holder.isVisible() and holder.is_drawer(above)
        above = holder
    return False
