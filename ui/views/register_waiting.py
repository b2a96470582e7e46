"""The copies that have a number and are not finished, above the book: what each waits for, and the act for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desk.model.certification import CertifiedCopy, CopyStage
from ui.models.register import RegisterModel
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text
from ui.views.register_words import waiting_words
from ui.views.verify_side import Sign

MOST = 3
"""Lines shown at most, so that the book keeps its room; the rest is counted."""


class WaitingCard(Card):
    """Offer «Thử lại» for a copy that waits for its time stamp, «Ký tiếp» for one that waits for a person.

    Signals:
        resumed: the document whose copy is to be signed further.
    """

    resumed = Signal(int)

    def __init__(self, register: RegisterModel) -> None:
        super().__init__(state="doubt", dense=True)
        self._register = register
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self._more = Text("", "caption", "ink2")
        self.body.addWidget(self._more)
        self._again = make_action(self, self.tr("Thử lại"), "Ctrl+R", "refresh", "doubt")
        self._again.triggered.connect(self._try_first)
        self._shown: list[tuple[int, CopyStage, str | None, bool]] = []
        self._acts: list[QAction] = []
        self.hide()

    def refresh(self) -> None:
        """Show what waits now."""
        waiting = self._register.waiting
        retrying = self._register.retrying
        shown = [(copy.id, copy.stage, copy.lacking, copy.id in retrying) for copy in waiting]
        self.setVisible(bool(waiting))
        if shown == self._shown:
            return
        self._shown = shown
        self._empty()
        first = next((copy for copy in waiting if copy.stage is CopyStage.WAITING), None)
        ordered = sorted(waiting, key=lambda copy: copy is not first)
        for copy in ordered[:MOST]:
            self._lines.addWidget(self._line(copy, first=copy is first, busy=copy.id in retrying))
        rest = len(waiting) - MOST
        self._more.setText(self.tr("và {count} bản khác, xem trong sổ").format(count=rest))
        self._more.setVisible(rest > 0)

    def _empty(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for act in self._acts:
            self.removeAction(act)
            act.deleteLater()
        self._acts = []

    def _line(self, copy: CertifiedCopy, *, first: bool, busy: bool) -> Box:
        what, why = waiting_words(copy, self._register.reasons.get(copy.id))
        box = Box("none")
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Sign("clock" if copy.stage is CopyStage.WAITING else "signature", "doubt", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedText(what, "body", weight=600))
        if why:
            words.addWidget(ElidedText(why, "label", "ink2"))
        row.addLayout(words, 1)
        if copy.stage is CopyStage.WAITING:
            self._again.setEnabled(not busy)
            act = self._again if first else self._act(self.tr("Thử lại"), "refresh")
            if not first:
                act.setEnabled(not busy)
                act.triggered.connect(lambda: self._register.try_again(copy.id))
        else:
            act = self._act(self.tr("Ký tiếp"), "signature")
            act.triggered.connect(lambda: self.resumed.emit(copy.document_id))
        button = Button.of(act, "small")
        button.set_busy(busy=busy)
        button.setAccessibleName(f"{button.text()}: {what}")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _act(self, words: str, icon: str) -> QAction:
        act = make_action(self, words, "", icon, "doubt")
        act.setShortcut(QKeySequence())
        self._acts.append(act)
        return act

    def _try_first(self) -> None:
        first = next((copy for copy in self._register.waiting if copy.stage is CopyStage.WAITING), None)
        if first is not None:
            self._register.try_again(first.id)
