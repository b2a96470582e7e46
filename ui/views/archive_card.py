"""Care of the archive (gia hạn lưu trữ): how many copies age, until when, and renewing them all at once."""

from PySide6.QtCore import Qt

from ui.models.archive import ArchiveModel
from ui.views.parts.button import Button
from ui.views.parts.card import Card
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.text import Text

MOST = 3
"""Copies told one by one; the rest is counted."""


class ArchiveCard(Card):
    """Tell which copies are to be renewed before their time stamp ends, and renew them without any key."""

    def __init__(self, archive: ArchiveModel) -> None:
        super().__init__(self.tr("Gia hạn lưu trữ"))
        self._archive = archive
        self.setAccessibleName(self.title.text())
        words = self.tr(
            "Dấu thời gian giữ giá trị của bản sao qua nhiều năm; trước khi dấu hết hạn phải đóng thêm dấu mới."
            " Không cần USB, không cần mã PIN."
        )
        self.body.addWidget(Text(words, "label", "ink2", wrap=True))
        self._chip = Chip("", "plain", "clock")
        self.body.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = Text("", "label", "ink2", wrap=True)
        self.body.addWidget(self._lines)
        self._lost = Text("", "label", "seal", wrap=True)
        self.body.addWidget(self._lost)
        self.renew = make_action(self, self.tr("Gia hạn tất cả"), "Ctrl+R", "refresh", "soft")
        self.renew.triggered.connect(lambda: archive.renew(self.tr("Đã gia hạn lưu trữ")))
        self._button = Button.of(self.renew)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._strip = ProgressStrip(self.tr("Đang gia hạn"), can_stop=False)
        self.body.addWidget(self._strip)
        self._done = Text("", "label", "ink2", wrap=True)
        self.body.addWidget(self._done)
        archive.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what ages and how far the job is."""
        archive = self._archive
        due = len(archive.due) + len(archive.due_scans)
        self._show_chip(due)
        told = self._told()
        self._lines.setText("\n".join(told))
        self._lines.setVisible(bool(told))
        words = self.tr("{count} bản sao đã quá hạn hoặc không đọc được dấu thời gian: kiểm tra từng tệp.")
        self._lost.setText(words.format(count=archive.lost))
        self._lost.setVisible(bool(archive.lost))
        self.renew.setEnabled(bool(due) and not archive.renewing)
        self._button.setVisible(bool(due))
        self._strip.setVisible(archive.renewing)
        if archive.renewing:
            done, total = archive.progress
            self._strip.show_progress(self.tr("Đang gia hạn"), done, total, self.tr("Esc dừng, giữ những bản đã xong"))
        self._show_done()

    def _told(self) -> list[str]:
        """Tell those that end first one by one, and how many more there are."""
        archive = self._archive
        told = [
            self.tr("Số {number}, {book} năm {year}: đến {day}").format(
                number=one.copy.number, book=one.copy.book, year=one.copy.year, day=f"{one.until:%d/%m/%Y}"
            )
            for one in archive.due[:MOST]
            if one.until is not None
        ]
        rest = len(archive.due) - len(told)
        if rest > 0:
            told.append(self.tr("và {count} bản khác").format(count=rest))
        first = next((one.until for one in archive.due_scans if one.until is not None), None)
        if first is not None:
            words = self.tr("{count} giấy số hóa có chữ ký cán bộ: sớm nhất đến {day}")
            told.append(words.format(count=len(archive.due_scans), day=f"{first:%d/%m/%Y}"))
        return told

    def _show_chip(self, due: int) -> None:
        archive, day = self._archive, self._archive.first_end
        if not archive.looked:
            self._chip.set_state(self.tr("Đang xem các bản sao…"), "plain", "clock")
        elif due and day is not None:
            scans = self._archive.due_scans
            words = self.tr("{count} tệp cần gia hạn trước {day}") if scans else ""
            words = words or self.tr("{count} bản sao cần gia hạn trước {day}")
            self._chip.set_state(words.format(count=due, day=f"{day:%d/%m/%Y}"), "doubt", "clock")
        else:
            self._chip.set_state(self.tr("Chưa bản sao nào đến hạn"), "ok", "check")

    def _show_done(self) -> None:
        renewed = self._archive.renewed
        self._done.setVisible(bool(renewed))
        if renewed:
            behind = self._archive.behind
            words = self.tr("Lần gần nhất: xong {done}, còn lại {left}.")
            self._done.setText(words.format(done=len(renewed) - behind, left=behind))
