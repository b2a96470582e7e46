"""A backup now (sao lưu ngay): where to, how far, and what the last one holds."""

from PySide6.QtCore import Qt, Signal

from ui.models.signing_settings import SigningSettings
from ui.views.certify_words import size_words
from ui.views.parts.button import Button
from ui.views.parts.card import Card
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.text import Text


class BackupCard(Card):
    """Offer a backup while the office works on.

    Signals:
        place_wanted: the place of the backup is to be chosen.
    """

    place_wanted = Signal()

    def __init__(self, settings: SigningSettings) -> None:
        super().__init__(self.tr("Sao lưu"))
        self._settings = settings
        self.setAccessibleName(self.title.text())
        words = self.tr(
            "Bản sao lưu giữ cả văn phòng: sổ, giấy tờ, nhật ký, gốc tin cậy. Không có mã PIN, không có khóa ký."
        )
        self.body.addWidget(Text(words, "label", "ink2", wrap=True))
        self.now = make_action(self, self.tr("Sao lưu ngay"), "Ctrl+B", "download", "soft")
        self.now.triggered.connect(self.place_wanted)
        self._button = Button.of(self.now)
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._strip = ProgressStrip(self.tr("Đang sao lưu"), can_stop=False)
        self.body.addWidget(self._strip)
        self._done = Chip(self.tr("Đã sao lưu"), "ok")
        self.body.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)
        self._facts = Text("", "label", "ink2", wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._facts)
        self._damaged = Text("", "label", "seal", wrap=True)
        self.body.addWidget(self._damaged)
        self._only = Text(self.tr("Chỉ người quản trị sao lưu được."), "label", "ink3", wrap=True)
        self.body.addWidget(self._only)

    def refresh(self, *, may: bool) -> None:
        """Show how far the backup is, or what the last one holds."""
        settings = self._settings
        self.now.setEnabled(may and not settings.backing)
        self._button.setVisible(may)
        self._only.setVisible(not may)
        self._strip.setVisible(settings.backing)
        if settings.backing:
            done, total = settings.progress
            self._strip.show_progress(self.tr("Đang sao lưu"), done, total, self.tr("Esc dừng, không để lại gì"))
        made = settings.backup
        for one in (self._done, self._facts):
            one.setVisible(made is not None)
        self._damaged.setVisible(made is not None and bool(made[0].damaged))
        if made is None:
            return
        backup, place = made
        facts = self.tr("{documents} giấy, {events} dòng nhật ký, {size}: {place}")
        self._facts.setText(
            facts.format(documents=backup.documents, events=backup.journal.events, size=size_words(backup.bytes),
                         place=place)
        )  # fmt: skip
        damaged = self.tr("{count} tệp của văn phòng không còn nguyên; báo người quản trị máy.")
        self._damaged.setText(damaged.format(count=len(backup.damaged)))
