"""Whom the office trusts (gốc tin cậy): the list, and the question with the fingerprint before another is taken in."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desk.work.trust import Anchor
from ui.models.signing_settings import SigningSettings
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text
from ui.views.slot_words import day_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


class TrustCard(Card):
    """List the roots; a new one is trusted only after a person compared its fingerprint.

    Signals:
        file_wanted: a file of certificates is to be chosen.
    """

    file_wanted = Signal()

    def __init__(self, settings: SigningSettings) -> None:
        super().__init__(self.tr("Gốc tin cậy"))
        self._settings = settings
        self.setAccessibleName(self.title.text())
        words = self.tr("Chữ ký của ai dẫn tới một gốc trong danh sách này thì được tin khi kiểm tệp PDF.")
        self.body.addWidget(Text(words, "label", "ink2", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.add = make_action(self, self.tr("Thêm gốc tin cậy"), "Ctrl+O", "plus", "soft")
        self.add.triggered.connect(self.file_wanted)
        self._add_button = Button.of(self.add)
        self.body.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._question = self._make_question()
        self.body.addWidget(self._question)
        self._leave = self._make_leave()
        self.body.addWidget(self._leave)
        self._only = Text(self.tr("Chỉ người quản trị thêm được gốc tin cậy."), "label", "ink3", wrap=True)
        self.body.addWidget(self._only)

    def _make_question(self) -> Card:
        card = Card(state="doubt", dense=True)
        self._names = QVBoxLayout()
        self._names.setSpacing(6)
        card.body.addLayout(self._names)
        compare = self.tr("So từng nhóm của mã vân tay với văn bản giấy của đơn vị cấp. Khớp hết mới bấm tin.")
        card.body.addWidget(Text(compare, "label", "doubt", weight=600, wrap=True))
        self.drop = make_action(card, self.tr("Thôi"), "", "", "secondary")
        self.drop.triggered.connect(self._settings.drop_question)
        self.take = make_action(card, self.tr("Đã so khớp, tin gốc này"), "", "shield", "doubt")
        self.take.triggered.connect(lambda: self._settings.take_in(self.tr("Đã thêm gốc tin cậy")))
        row = QHBoxLayout()
        row.setSpacing(10)
        self._drop_button = Button.of(self.drop)
        row.addWidget(self._drop_button)
        row.addWidget(Button.of(self.take))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _make_leave(self) -> Card:
        card = Card(state="doubt", dense=True)
        self._leaving = Text("", "label", weight=600, wrap=True)
        card.body.addWidget(self._leaving)
        words = self.tr("Tệp chỉ dẫn tới gốc này sẽ không còn kiểm ra «hợp lệ». Việc bỏ được ghi nhật ký.")
        card.body.addWidget(Text(words, "label", "doubt", wrap=True))
        self.stay = make_action(card, self.tr("Giữ lại"), "", "", "secondary")
        self.stay.triggered.connect(self._settings.drop_question)
        self.leave = make_action(card, self.tr("Bỏ tin gốc này"), "", "", "doubt")
        self.leave.triggered.connect(lambda: self._settings.take_out(self.tr("Đã bỏ gốc tin cậy")))
        row = QHBoxLayout()
        row.setSpacing(10)
        self._stay_button = Button.of(self.stay)
        row.addWidget(self._stay_button)
        row.addWidget(Button.of(self.leave))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _row(self, anchor: Anchor, *, may: bool) -> Box:
        """Set a trusted certificate with what takes it out."""
        box = _row(anchor, ended=self._settings.has_ended(anchor))
        if may:
            out = make_action(box, self.tr("Bỏ tin"), "", "", "quiet")
            out.setStatusTip(self.tr("Bỏ tin {name}").format(name=anchor.certificate.subject))
            out.triggered.connect(lambda: self._settings.ask_to_leave(anchor))
            button = Button.of(out, "small")
            button.setAccessibleName(out.statusTip())
            column = box.layout()
            first = column.itemAt(0) if column is not None else None
            head = first.layout() if first is not None else None
            if head is not None:
                head.addWidget(button)
        return box

    def refresh(self, *, may: bool) -> None:
        """Show the list and the question that is open."""
        _empty(self._rows)
        for anchor in self._settings.anchors:
            self._rows.addWidget(self._row(anchor, may=may and self._settings.leaving is None))
        if not self._settings.anchors:
            none = self.tr("Chưa có gốc nào: chưa tệp nào kiểm ra «hợp lệ» được.")
            self._rows.addWidget(Text(none, "label", "doubt", wrap=True))
        self._refresh_leave(may=may)
        asked = self._settings.asked
        was_hidden = self._question.isHidden()
        self._question.setVisible(bool(asked))
        self._add_button.setVisible(may and not asked)
        self.add.setEnabled(may and not asked)
        self._only.setVisible(not may)
        _empty(self._names)
        for anchor in asked:
            self._names.addWidget(_row(anchor, whole=True))
        self.take.setEnabled(may and any(not anchor.trusted for anchor in asked))
        if asked and was_hidden:
            self._drop_button.setFocus()

    def _refresh_leave(self, *, may: bool) -> None:
        leaving, was_hidden = self._settings.leaving, self._leave.isHidden()
        self._leave.setVisible(leaving is not None)
        self.leave.setEnabled(may and leaving is not None)
        if leaving is not None:
            self._leaving.setText(leaving.certificate.subject or leaving.grouped)
            if was_hidden:
                self._stay_button.setFocus()


def _row(anchor: Anchor, *, whole: bool = False, ended: bool = False) -> Box:
    """Set a certificate in lines: name, who it is known as, until when; with its whole fingerprint when asked."""
    box = Box("none")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(ElidedText(anchor.certificate.subject or anchor.certificate.organisation, "body", weight=600), 1)
    if whole and anchor.trusted:
        head.addWidget(Chip(_tr("Đã tin từ trước"), "ok"))
    elif ended:
        head.addWidget(Chip(_tr("Đã hết hạn"), "doubt", "warn"))
    elif not anchor.root:
        head.addWidget(Chip(_tr("Trung gian"), "plain", "link"))
    column.addLayout(head)
    until = _tr("đến {day}").format(day=day_of(anchor.certificate.not_after))
    by = _tr("{name} nạp {day}").format(name=anchor.by, day=day_of(anchor.since)) if anchor.since is not None else ""
    facts = " · ".join(part for part in (anchor.known or "", until, by) if part)
    column.addWidget(Text(facts, "caption", "ink2", wrap=True))
    if whole:
        column.addWidget(Text(_tr("Mã vân tay SHA-256:"), "caption", "ink3"))
        print_ = Text(anchor.grouped, "label", wrap=True)
        print_.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(print_)
    return box


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
