"""How an evening begins: what to lay into the feeder, the other ways, and the stacks that wait."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desk.model.evening import Batch, CutRules
from desk.work.device_words import device_facts, device_label
from ui.models.evening import EveningModel
from ui.views.evening_words import batch_words
from ui.views.language import language_now
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, ScrollPanel
from ui.views.parts.combo import ComboField
from ui.views.parts.empty import EmptyState
from ui.views.parts.field import Choice, Field
from ui.views.parts.scrolling import scrolled_column
from ui.views.parts.text import ElidedText, Text
from ui.views.parts.toggle import Toggle

if TYPE_CHECKING:
    from ui.models.evening_begin import Waiting

_MOST = 4
_MOST_SHEETS = 100
"""Sheets of one paper that a person counts out."""


class StartPane(Box):
    """Teach the one act of the beginning and name the other ways; stacks that wait stand below.

    Signals:
        opened: a `Batch` that is to be gone on with.
    """

    opened = Signal(object)

    def __init__(self, feeder: QAction, others: Sequence[QAction]) -> None:
        super().__init__("bg")
        self._empty = EmptyState(
            "layers", self.tr("Đặt cả chồng giấy của ngày vào khay nạp rồi bấm Space"),
            self.tr(
                "Để phiếu tiếp nhận lên đầu giấy của mỗi hồ sơ: máy tự tách, tự xếp, chỉ hỏi chỗ chưa chắc. "
                "Ảnh, PDF và thư mục: kéo thả vào đây."
            ),
            feeder, dashed=True,
        )  # fmt: skip
        ways = QHBoxLayout()
        ways.setSpacing(10)
        ways.addStretch(1)
        for action in others:
            ways.addWidget(Button.of(action))
        ways.addStretch(1)
        self._waiting = Card(self.tr("Chồng đang chờ"))
        self._rows: list[Box] = []
        self._shown: tuple[Waiting, ...] = ()
        self._waiting.hide()
        column = scrolled_column(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(14)
        column.addWidget(self._empty, 1)
        column.addLayout(ways)
        column.addWidget(self._waiting)

    def set_lit(self, *, lit: bool) -> None:
        """Light the drop zone up while files are held over it."""
        self._empty.set_lit(lit=lit)

    def refresh(self, evening: EveningModel, go_on: QAction) -> None:
        """Show the stacks that wait, the newest first with the key that opens it; rows that stay keep the focus."""
        shown = evening.begin.waiting[:_MOST]
        if shown == self._shown:
            return
        self._shown = shown
        for old in self._rows:
            self._waiting.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        for number, one in enumerate(shown):
            told = self.tr("{papers} giấy chưa cất, {doubts} chỗ cần xem").format(papers=one.papers, doubts=one.doubts)
            if one.unread:
                told = self.tr("{told}, {unread} trang chưa đọc").format(told=told, unread=one.unread)
            self._add(one.batch, told, go_on if number == 0 else None)
        self._waiting.setVisible(bool(self._rows))

    def _add(self, batch: Batch, told: str, go_on: QAction | None) -> None:
        row = Box("none")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedText(batch_words(batch), "body", weight=500))
        words.addWidget(ElidedText(told, "caption", "ink2"))
        across.addLayout(words, 1)
        button = Button(self.tr("Làm tiếp"), "soft", icon="arrow-right", key=go_on, size="small")
        button.setAccessibleName(self.tr("Làm tiếp {batch}").format(batch=batch_words(batch)))
        button.clicked.connect(lambda: self.opened.emit(batch))
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._waiting.body.addWidget(row)
        self._rows.append(row)


class RulesPanel(ScrollPanel):
    """Set what ends a paper and which scanner is used; what is set stays for the next stack."""

    def __init__(self, evening: EveningModel) -> None:
        super().__init__("surface", 300)
        self._evening = evening
        rules = evening.wish.rules
        self._device = ComboField(self.tr("Máy quét"))
        self._device.chosen.connect(lambda key: self._set_device(key))
        self._device.combo.setMinimumContentsLength(8)
        self._facts = Text("", "caption", "ink2", wrap=True)
        self._duplex = Toggle(self.tr("Quét hai mặt"), on=evening.wish.duplex)
        self._patch = Toggle(self.tr("Tờ ngăn Patch-T"), on=rules.patch)
        self._blank = Toggle(self.tr("Tờ trắng"), on=rules.blank)
        self._openings = Toggle(self.tr("Nhận ra trang đầu"), on=rules.openings)
        self._every = Field(self.tr("Số tờ mỗi giấy"), self.tr("Để trống nếu mỗi giấy một khác"))
        self.column.setContentsMargins(18, 16, 18, 16)
        self.column.setSpacing(10)
        self.column.addWidget(Text(self.tr("Chồng này"), "heading"))
        self.column.addWidget(self._device)
        self.column.addWidget(self._facts)
        self.column.addWidget(self._duplex)
        self.column.addWidget(Text(self.tr("Ngăn giấy bằng"), "heading"))
        self.column.addWidget(Text(self.tr("Phiếu có mã QR luôn mở đầu hồ sơ."), "label", "ink2", wrap=True))
        for part in (self._openings, self._patch, self._blank, self._every):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setAccessibleName(self.tr("Cài đặt của chồng"))
        for toggle in (self._duplex, self._patch, self._blank, self._openings):
            toggle.toggled.connect(self._set)
        self._every.changed.connect(self._set)

    def refresh(self) -> None:
        """Show the scanners that answer."""
        device = self._evening.device
        devices = self._evening.window.status.scanners.devices
        choices = [Choice(one.id, device_label(one, language_now())) for one in devices]
        with QSignalBlocker(self._device.combo):
            self._device.set_choices(choices or [Choice("", self.tr("Chưa thấy máy nào"))])
            self._device.choose(device.id if device is not None else "")
        facts = device_facts(device, language_now()) if device is not None else []
        self._facts.setText(" · ".join(facts))
        self._facts.setVisible(bool(facts))
        self._duplex.setEnabled(device is None or device.duplex)

    def _set_device(self, key: str) -> None:
        self._evening.set_wish(replace(self._evening.wish, device=key))

    def _set(self, _told: object = None) -> None:
        digits = self._every.text()
        fits = not digits or (digits.isdigit() and 1 <= int(digits) <= _MOST_SHEETS)
        self._every.set_state("plain" if fits else "wrong", "" if fits else self.tr("Gõ số tờ, ví dụ 2"))
        rules = CutRules(
            patch=self._patch.isChecked(), blank=self._blank.isChecked(), every=int(digits or 0) if fits else 0,
            openings=self._openings.isChecked(),
        )  # fmt: skip
        self._evening.set_wish(replace(self._evening.wish, rules=rules, duplex=self._duplex.isChecked()))
