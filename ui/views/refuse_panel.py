"""Refuse a certification in writing (từ chối chứng thực): which ground of Điều 22 holds, and why."""

from PySide6.QtCore import Signal

from ui.models.case import Case
from ui.views.certify_side import WIDE, GroundList
from ui.views.parts.card import Card, ScrollPanel
from ui.views.parts.field import Field
from ui.views.parts.text import Text


class RefusePanel(ScrollPanel):
    """Ask for the grounds that hold and for a reason in one sentence.

    Signals:
        changed: a ground or the reason is another now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("bg", WIDE)
        self.setAccessibleName(self.tr("Từ chối chứng thực"))
        self.column.setContentsMargins(14, 10, 14, 10)
        self.column.setSpacing(8)
        card = Card(self.tr("Từ chối theo Điều 22"), dense=False)
        card.title.set_role("heading", 600)
        lead = self.tr("Chọn điểm vi phạm. Người dân nhận văn bản từ chối, ghi đúng chữ của Nghị định.")
        card.body.addWidget(Text(lead, "label", "ink2", wrap=True))
        self.grounds = GroundList(refusing=True)
        self.grounds.ticked.connect(lambda *_: self.changed.emit())
        self.grounds.reached.connect(self.show_part)
        card.body.addWidget(self.grounds)
        self.column.addWidget(card)
        why = Card(dense=False)
        self.reason = Field(self.tr("Lý do cụ thể"), self.tr("Một câu, ví dụ: năm sinh bị tẩy và viết đè"))
        self.reason.changed.connect(lambda _: self.changed.emit())
        why.body.addWidget(self.reason)
        self.column.addWidget(why)
        self.column.addStretch(1)

    def start(self, case: Case) -> None:
        """Begin a refusal of a paper with nothing chosen."""
        if case.duty is not None:
            self.grounds.show_grounds(case.duty.grounds)
        self.grounds.show_ticks(set())
        self.reason.set_text("")
        self.grounds.focus(1)
        self.changed.emit()

    def ready(self) -> bool:
        """Tell whether a ground and a reason are there."""
        return bool(self.grounds.ticks() and self.reason.text())

    def lead(self) -> None:
        """Put the focus on what is still missing."""
        if not self.grounds.ticks():
            self.grounds.focus(1)
        else:
            self.reason.line.setFocus()
