"""The work profiles on the scan screen (thanh kiểu quét): one press scans with all that is set."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from ui.models.scan_profile import press
from ui.models.window import WindowModel
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.profile_button import ProfileButton
from ui.views.theme import theme

if TYPE_CHECKING:
    from desk.model.profile import WorkProfile

_SHOWN = 8
_COLUMNS = 2


class ProfileBar(Box):
    """Show up to eight profiles, those with a key first; the one that fits the component in hand says so."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__("none")
        self._model = model
        self._told: tuple[tuple[WorkProfile, ...], WorkProfile | None] = ((), None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Quét ngay theo kiểu"), "label", "ink2", weight=600))
        head.addStretch(1)
        self._change = make_action(self, self.tr("Sửa kiểu quét"), "", "settings", "link")
        self._change.triggered.connect(lambda: model.go("settings.profiles"))
        head.addWidget(Button.of(self._change, "small"))
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme().px(8))
        column.addLayout(self._grid)
        self.setAccessibleName(self.tr("Các kiểu quét"))
        model.profiles.changed.connect(self.refresh)
        model.counter.changed.connect(self.refresh)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the set anew: another desk or a command may have changed it."""
        super().showEvent(event)
        self._model.profiles.look()

    def refresh(self) -> None:
        """Show the set as it is now."""
        some = sorted(self._model.profiles.shown.profiles, key=lambda one: one.key or _SHOWN + 2)[:_SHOWN]
        slot = self._model.counter.slot(self._model.counter.place)
        fitting = self._model.profiles.suggested(slot.component.kinds) if slot is not None else None
        told = (tuple(some), fitting)
        if told == self._told:
            return
        self._told = told
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        rows = -(-len(some) // _COLUMNS)
        for number, profile in enumerate(some):
            button = ProfileButton(profile, self.tr("Hợp mục này") if profile == fitting else "")
            button.clicked.connect(lambda _=False, one=profile: press(self._model, one))
            self._grid.addWidget(button, number % rows, number // rows)
        if self.parentWidget() is not None or not some:  # shown without a parent it would be a window of its own
            self.setVisible(bool(some))
