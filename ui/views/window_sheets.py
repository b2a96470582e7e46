"""What comes over the window by a key: the command palette, the cards of the status bar; and the next citizen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from ui.models.window import WindowModel
from ui.views.keys_help import acts_of
from ui.views.parts.keys import make_action
from ui.views.status_words import worst_of

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.views.frame import Frame
    from ui.views.palette import PaletteOverlay
    from ui.views.status_card import StatusCard

OWN_NEXT = ("counter", "counter.hand", "counter.welcome")
"""Screens of the counter with an act of their own on F12, or with nobody to go on from."""


class WindowSheets(QObject):
    """Make each sheet when it is first wanted: they cost nothing at the start."""

    def __init__(self, window: "Frame", model: WindowModel) -> None:
        super().__init__(window)
        self._window, self._model = window, model
        self._palette: PaletteOverlay | None = None
        self._card: StatusCard | None = None
        self.card_act = make_action(window, self.tr("Trạng thái máy"), "F10", "info")
        self.card_act.triggered.connect(lambda: self.open_card(worst_of(model.status)))
        self.next_act = make_action(window, self.tr("Người tiếp theo"), "F12", "arrow-right")
        self.next_act.setAutoRepeat(False)
        self.next_act.triggered.connect(self._next_citizen)
        self.next_act.setEnabled(False)
        window.search_act.triggered.connect(self.open_palette)
        window.status_bar.asked.connect(self.open_card)
        model.session.changed.connect(self._session_changed)
        window.top_bar.installEventFilter(self)

    @property
    def palette(self) -> "PaletteOverlay":
        """Return the palette, made when it is first asked for."""
        from ui.views.palette import PaletteOverlay

        if self._palette is None:
            self._palette = PaletteOverlay(self._window, self._model)
        return self._palette

    @property
    def card(self) -> "StatusCard":
        """Return the card of the status bar, made when it is first asked for."""
        from ui.views.status_card import StatusCard

        if self._card is None:
            self._card = StatusCard(self._window, self._window.status_bar, self._model)
        return self._card

    def came_to(self, screen: str) -> None:
        """Let F12 lead to the next citizen from the screens of the counter, and an open palette follow."""
        self.next_act.setEnabled(screen.startswith("counter.") and screen not in OWN_NEXT)
        if self._palette is not None and self._palette.isVisible():
            window = self._window
            self._palette.follow(window.screen_of(screen), screen, self._window_acts(), window.default_rooms())

    def open_palette(self) -> None:
        """Open the palette over the screen as it stands."""
        window, name = self._window, self._window.screen_name()
        if self._may_come:
            screen = window.screen_of(name) if name is not None else None
            self.palette.open(screen, name or "", self._window_acts(), window.default_rooms())

    def _window_acts(self) -> "list[QAction]":
        window = self._window
        return [one for one in acts_of(window, own_only=True) if one is not window.search_act]

    def open_card(self, state: str) -> None:
        """Open the card of a state of the status bar."""
        if self._may_come:
            self.card.open(state)

    @property
    def _may_come(self) -> bool:
        """Tell whether somebody is at the desk and the window shows its bars: nothing comes over what covers them."""
        return self._model.session.who is not None and self._window.top_bar.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing lie over a page that covers the whole window: a locked desk shows no names."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            for sheet in (self._palette, self._card):
                if sheet is not None:
                    sheet.drop()
        return super().eventFilter(watched, event)

    def _next_citizen(self) -> None:
        """Clear the counter; what is scanned, read or signed goes on, and all of it is kept."""
        self._model.counter.next_citizen()
        self._model.go("counter")

    def _session_changed(self) -> None:
        if self._model.session.who is None:
            for sheet in (self._palette, self._card):
                if sheet is not None:
                    sheet.drop()
