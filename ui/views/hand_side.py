"""The right side of the hand-over: what the package holds, the fee, where it goes; then what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desk.work.handing import Handing
from desk.work.handover import COVER, FIELDS, MANIFEST
from ui.models.hand import HandModel
from ui.views.certify_words import money
from ui.views.hand_words import count_words, place_words
from ui.views.icons import IconName
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, Rule, ScrollPanel
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice
from ui.views.parts.keys import make_action
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.text import Text
from ui.views.verify_side import Sign

WIDE = 424


class HandSide(ScrollPanel):
    """Say what will leave and where to; afterwards what left and what can be done with it.

    Signals:
        folder_wanted: a folder was chosen, as text.
    """

    folder_wanted = Signal(str)

    def __init__(self, acts: Sequence[QAction], signing: Sequence[QAction] = ()) -> None:
        """Make the panel; `acts` are offered on what left: open its folder, print its list.

        `signing` are offered before: sign the digitised papers, make a true copy.
        """
        super().__init__("bg", WIDE)
        self._folders: list[str] = []
        self.column.setContentsMargins(0, 16, 18, 14)
        self.column.setSpacing(12)
        for card in (self._make_left(acts), self._make_holds(), self._make_signing(signing), self._make_place()):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _make_holds(self) -> Card:
        card = Card(self.tr("Gói trao gồm"))
        self._count = Text("", "body", weight=600, wrap=True)
        card.body.addWidget(self._count)
        lines: tuple[tuple[IconName, str], ...] = (
            ("list", self.tr("Bản kê cho người nhận ({file})").format(file=COVER)),
            ("layers", self.tr("Dữ liệu hồ sơ cho hệ thống tỉnh ({file})").format(file=FIELDS)),
            ("shield", self.tr("Mã băm để kiểm từng tệp ({file})").format(file=MANIFEST)),
        )
        for icon, words in lines:
            card.body.addWidget(_line(icon, Text(words, "label", "ink2", wrap=True)))
        card.body.addWidget(Rule())
        fee = QHBoxLayout()
        fee.addWidget(Text(self.tr("Phí chứng thực"), "label", "ink2"), 1)
        self._fee = Text("", "heading")
        fee.addWidget(self._fee)
        card.body.addLayout(fee)
        return card

    def _make_signing(self, acts: Sequence[QAction]) -> Card:
        self._signing = card = Card(self.tr("Ký số và sao văn bản"))
        self._to_sign = Text("", "label", "ink2", wrap=True)
        card.body.addWidget(self._to_sign)
        for act in acts:
            card.body.addWidget(Button.of(act), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def show_signing(self, to_sign: int, copies: int, *, shown: bool) -> None:
        """Say how many digitised papers wait for their clerk, and of how many papers true copies can be made."""
        self._signing.setVisible(shown and bool(to_sign or copies))
        words = self.tr("{count} giấy số hóa chưa có chữ ký của cán bộ tiếp nhận.").format(count=to_sign)
        true = self.tr("{count} văn bản sao được: sao y, sao lục, trích sao.").format(count=copies)
        self._to_sign.setText(" ".join(line for line, count in ((words, to_sign), (true, copies)) if count))

    def _make_place(self) -> Card:
        self._place = card = Card(self.tr("Nơi lưu gói"))
        self.folder = ComboField(self.tr("Lưu vào"))
        self.folder.combo.give_way()
        self.folder.chosen.connect(self.folder_wanted)
        card.body.addWidget(self.folder)
        self.choose = make_action(self, self.tr("Chọn thư mục khác"), "Ctrl+O", "folder")
        self.choose.triggered.connect(self._choose_folder)
        card.body.addWidget(Button.of(self.choose), 0, Qt.AlignmentFlag.AlignLeft)
        self._file = Text("", "caption", "ink3", wrap=True)
        card.body.addWidget(self._file)
        self.strip = ProgressStrip(self.tr("Đang đóng gói"), can_stop=False)
        card.body.addWidget(self.strip)
        return card

    def _make_left(self, acts: Sequence[QAction]) -> Card:
        self._left = card = Card()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign("check-circle", "ok", 24))
        self._what = Text("", "heading", wrap=True)
        head.addWidget(self._what, 1)
        card.body.addLayout(head)
        self._where = Text("", "label", "ink2", wrap=True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self._where)
        self._digest = Text("", "caption", "ink3", wrap=True)
        card.body.addWidget(self._digest)
        row = QHBoxLayout()
        row.setSpacing(10)
        for act in acts:
            row.addWidget(Button.of(act))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def show_model(self, model: HandModel) -> None:
        """Show the hand-over as it stands."""
        if model.handing is not None:
            self._show_holds(model.handing)
        self._show_places(model)
        self._left.setVisible(model.packaged is not None)
        self._place.setVisible(model.packaged is None)
        if model.packaged is not None:
            self._show_left(model)
        self.strip.setVisible(model.working)
        if model.working:
            done, total = model.progress
            words = self.tr("Đang đóng gói")
            self.strip.show_progress(words, done, total, self.tr("hồ sơ chưa đóng cho tới khi gói xong"))

    def _show_holds(self, handing: Handing) -> None:
        self._count.setText(count_words(handing))
        self._fee.setText(money(handing.fee) if handing.fee else self.tr("Không thu phí"))

    def _show_places(self, model: HandModel) -> None:
        folders = [str(place.folder) for place in model.places]
        if folders != self._folders:
            self._folders = folders
            self.folder.set_choices([Choice(str(place.folder), place_words(place)) for place in model.places])
        if model.folder is not None:
            self.folder.choose(str(model.folder))
        self._file.setText(self.tr("Tệp: {file}").format(file=model.file) if model.file is not None else "")
        for one in (self.folder, self.choose):
            one.setEnabled(not model.working)

    def _show_left(self, model: HandModel) -> None:
        packaged = model.packaged
        if packaged is None:
            return
        done = self.tr("Đã trao và đóng hồ sơ {code}") if model.closed else self.tr("Đã lưu gói, hồ sơ {code} còn mở")
        self._what.setText(done.format(code=model.code))
        self._where.setText(str(packaged.file))
        self._digest.setText(self.tr("SHA-256 của gói: {digest}").format(digest=packaged.digest[:16] + "…"))
        self._digest.setToolTip(packaged.digest)

    def _choose_folder(self) -> None:
        start = self.folder.key()
        folder = QFileDialog.getExistingDirectory(self, self.tr("Chọn nơi lưu gói"), start)
        if folder:
            self.folder_wanted.emit(folder)


def _line(icon: IconName, words: QWidget) -> Box:
    box = Box("none")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Sign(icon, "plain", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return box
