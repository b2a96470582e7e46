"""What the book will say of a copy: the paper's name, pages, copies, the fee; changed in place by F4."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.work.duty import Duty, Wanted
from ui.models.case import Case
from ui.views.certify_words import money
from ui.views.parts.button import Button
from ui.views.parts.card import Card
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text

MOST_COPIES = 999


class BookEntry(Card):
    """Show one line; F4 unfolds the fields of the paper's name, the copies and who signs.

    Signals:
        wanted: a `Wanted` when something was changed.
        unfolded: the fields are shown now.
    """

    wanted = Signal(object)
    unfolded = Signal()

    def __init__(self) -> None:
        super().__init__(state="sunken", dense=True)
        self.body.setContentsMargins(12, 6, 12, 6)
        self._case: Case | None = None
        self._title, self._count = ElidedText("", "label", weight=600), Text("", "label", "ink2")
        self._fee = Text("", "heading")
        self.change = make_action(self, self.tr("Sửa"), "F4", "edit", role="quiet")
        self.change.setStatusTip(self.tr("Sửa tên giấy, số bản, người ký"))
        self.change.setCheckable(True)
        self.change.toggled.connect(self._unfold)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._count)
        row.addLayout(words, 1)
        row.addWidget(Button.of(self.change, "small"))
        row.addWidget(self._fee)
        self.body.addLayout(row)
        self._fields = self._make_fields()
        self._fields.hide()
        self.body.addWidget(self._fields)

    def show_case(self, case: Case) -> None:
        """Show what the book says or will say; once a number is taken nothing can be changed."""
        duty = case.duty
        if duty is None:
            return
        if self._case is not case:
            self._case = case
            self.change.setChecked(False)
        self._title.setText(duty.title)
        words = self.tr("{pages} trang · {copies} bản")
        self._count.setText(words.format(pages=duty.pages, copies=duty.copies))
        self._fee.setText(money(duty.fee))
        self._fee.setAccessibleName(self.tr("Phí {fee}").format(fee=money(duty.fee)))
        able = case.copy is None and not case.stopped
        self.change.setEnabled(able)
        self.change.setVisible(able)
        if not able:
            self.change.setChecked(False)
        if not self._fields.isVisible():
            self._fill(duty)

    def _make_fields(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        self.title_field = Field(self.tr("Tên bản chính ghi vào sổ"))
        self.copies_field = Field(self.tr("Số bản"))
        self.copies_field.setMaximumWidth(96)
        self.officer_field = ComboField(self.tr("Người ký"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copies_field)
        row.addWidget(self.officer_field, 1)
        column.addWidget(self.title_field)
        column.addLayout(row)
        self.title_field.entered.connect(self._tell)
        self.copies_field.entered.connect(self._tell)
        self.officer_field.chosen.connect(lambda _: self._tell())
        return box

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 -- the signature of Qt's signal
        self._fields.setVisible(on)
        if on:
            self.title_field.line.setFocus()
            self.title_field.line.selectAll()
            self.unfolded.emit()

    def _fill(self, duty: Duty) -> None:
        self.title_field.set_text(duty.title)
        self.copies_field.set_text(str(duty.copies))
        self.copies_field.set_state("plain")
        people = [Choice(p.officer.login, p.officer.name, p.officer.title) for p in duty.officers]
        self.officer_field.set_choices(people)
        self.officer_field.choose(duty.officer.login if duty.officer is not None else "")
        self.officer_field.setEnabled(len(people) > 1)

    def _tell(self) -> None:
        case = self._case
        if case is None or case.duty is None:
            return
        typed = self.copies_field.text()
        copies = int(typed) if typed.isdecimal() else 0
        if not 0 < copies <= MOST_COPIES:
            self.copies_field.set_state("wrong", self.tr("Số từ 1"))
            return
        self.copies_field.set_state("plain")
        wanted = Wanted(copies=copies)
        if case.wanted.get("expired_meant"):
            wanted["expired_meant"] = True
        if self.title_field.text() and (self.title_field.text() != case.duty.title or case.wanted.get("title")):
            wanted["title"] = self.title_field.text()
        officer = self.officer_field.key()
        if officer and (case.duty.officer is None or officer != case.duty.officer.login or case.wanted.get("officer")):
            wanted["officer"] = officer
        if wanted != (case.wanted or Wanted(copies=1)):
            self.wanted.emit(wanted)
