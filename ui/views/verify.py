"""Check a PDF (Kiểm PDF): the verdict as a sentence, then the proof: its story, its pages, its signatures."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.model.people import Role
from ui.models.verify import Checked, CheckState, VerifyModel
from ui.models.window import Letter, WindowModel
from ui.views.certify_words import size_words
from ui.views.parts.card import Box, Card
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.progress import ProgressStrip
from ui.views.screen import Screen
from ui.views.verify_result import VerifyResult


class VerifyScreen(Screen):
    """Take any PDF, dropped or chosen, and say what became of it since it was signed."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Kiểm PDF"))
        self._window = model
        self._verify = VerifyModel(model, self)
        self.setAcceptDrops(True)
        self._make_acts()
        self._build()
        self._verify.changed.connect(self._refresh)
        self._refresh()

    @property
    def model(self) -> VerifyModel:
        """Return the checking behind the screen."""
        return self._verify

    def panes(self) -> list[QWidget]:
        """Give story, page and signatures."""
        return self.result.parts() if self._verify.state is CheckState.DONE else []

    def enter(self) -> None:
        """Take up a file that another room wants checked; put the focus where the next act is."""
        wanted, self._window.to_check = self._window.to_check, None
        if wanted is not None:
            self._verify.check(wanted)
        elif self._verify.state is CheckState.DONE:
            self.result.timeline.setFocus()
        else:
            self.setFocus()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._go = make_action(self, "", ["Return"], "", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._go_on)
        self._choose = make_action(self, self.tr("Kiểm tệp khác"), "Ctrl+O", "folder")
        self._choose.triggered.connect(self._choose_file)
        self._paper = make_action(self, self.tr("In biên bản kiểm tra"), "Ctrl+P", "printer")
        self._paper.triggered.connect(self._make_paper)
        self._trust = make_action(self, self.tr("Thêm gốc tin cậy"), "Ctrl+T", "shield")
        self._trust.triggered.connect(lambda: self._window.go("settings.signing"))
        self._back = make_action(self, self.tr("Trở lại một bước"), "Esc")
        self._back.triggered.connect(self._step_back)

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.title)
        self.empty = EmptyState(
            "verify", self.tr("Kéo tệp PDF vào đây, hoặc bấm Ctrl O để chọn"),
            self.tr("Bản sao chứng thực của văn phòng này hay tệp của nơi khác đều kiểm được, không cần mạng."),
            dashed=True,
        )  # fmt: skip
        self.result = VerifyResult(self._window)
        self._whole = QStackedWidget()
        for one in (_padded(self.empty), self._make_working(), self.result):
            self._whole.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _make_working(self) -> QWidget:
        self._strip = ProgressStrip(self.tr("Đang kiểm"), can_stop=False)
        card = Card()
        card.body.addWidget(self._strip)
        ground = Box("bg")
        column = QVBoxLayout(ground)
        column.setContentsMargins(18, 16, 18, 14)
        column.addWidget(card)
        column.addStretch(1)
        return ground

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        verify = self._verify
        pages = {CheckState.WORKING: 1, CheckState.DONE: 2}
        self._whole.setCurrentIndex(pages.get(verify.state, 0))
        self._show_facts()
        if verify.state is CheckState.WORKING and verify.file is not None:
            words = self.tr("Đang kiểm {file}").format(file=verify.file.name)
            self._strip.show_progress(words, 0, 0, self.tr("tệp gốc không bị đụng tới"))
        if verify.failure is not None:
            self._window.tell_failure("verify", verify.failure)
        else:
            self._window.solve("verify")
        self.result.show_checked(verify.checked)
        self._show_acts()
        if verify.checked is not None and self.isVisible():
            self.result.timeline.setFocus()

    def _show_facts(self) -> None:
        file, checked = self._verify.file, self._verify.checked
        facts = ""
        if file is not None:
            size = size_words(checked.size) if checked is not None else ""
            parts = (file.name, size, self.tr("kéo thả tệp khác vào bất cứ đâu"))
            facts = " · ".join(part for part in parts if part)
        self.set_title(self.title, facts)
        self.set_fact(self.tr("Tệp gốc không bị thay đổi khi kiểm") if checked is not None else "")

    def _show_acts(self) -> None:
        checked = self._verify.checked
        changed = checked is not None and checked.spoiled
        if self._verify.state is CheckState.WORKING:
            words, icon = self.tr("Dừng kiểm"), "stop"
        elif changed:
            words, icon = self.tr("Lấy lại bản đã ký"), "history"
        elif checked is not None:
            words, icon = self.tr("Kiểm tệp khác"), "folder"
        else:
            words, icon = self.tr("Chọn tệp PDF"), "folder"
        self._go.setProperty("icon-name", icon)
        self._go.setText(words)
        self._paper.setEnabled(checked is not None)
        untrusted = checked is not None and checked.untrusted and self._window.session.may(Role.ADMIN)
        self._trust.setEnabled(untrusted)
        neighbours = [self._paper] if checked is not None else []
        neighbours += [self._choose] if changed else [self._trust] if untrusted else []
        self.set_acts(self._go, *neighbours)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        checked = self._verify.checked
        if self._verify.state is CheckState.WORKING:
            self._verify.stop()
        elif checked is not None and checked.spoiled:
            self._take_signed(checked)
        else:
            self._choose_file()

    def _take_signed(self, checked: Checked) -> None:
        """Lay the state that was signed beside the file, or where a person wants it, and check that."""
        wanted = checked.file.with_name(self.tr("{file} - ban da ky.pdf").format(file=checked.file.stem))
        title = self.tr("Lưu bản đã ký")
        file, _kind = QFileDialog.getSaveFileName(self, title, str(wanted), "PDF (*.pdf)")
        if file:
            words = self.tr("Đã lấy lại bản đã ký: {file}").format(file=Path(file).name)
            self._verify.take_signed(Path(file), words)

    def _make_paper(self) -> None:
        """Set the record of the check and show it, to be printed or kept."""
        desk, checked = self._window.session.desk, self._verify.checked
        if desk is None or checked is None:
            return
        out = checked.copy.with_name(f"bien-ban-{checked.file.stem}.pdf")
        title = self.tr("Biên bản kiểm tra")
        show = self._window.read_letter
        self._verify.make_record(out, lambda file: show(Letter(file, title, "verify"), "verify.record"))

    def _step_back(self) -> None:
        if self._verify.state is CheckState.WORKING:
            self._verify.stop()
        elif self._verify.state is not CheckState.EMPTY:
            self._verify.clear()
            self.setFocus()
        else:
            self._window.go("counter")

    def _choose_file(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, self.tr("Chọn tệp PDF để kiểm"), "", "PDF (*.pdf)")
        if file:
            self._verify.check(Path(file))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light the drop zone up for a file."""
        if event.mimeData().hasUrls():
            self.empty.set_lit(lit=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the drop zone go dark."""
        self.empty.set_lit(lit=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the dropped file, the first of several."""
        self.empty.set_lit(lit=False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self._verify.check(files[0])
        event.acceptProposedAction()


def _padded(inner: QWidget) -> QWidget:
    box = Box("bg")
    row = QHBoxLayout(box)
    row.setContentsMargins(18, 16, 18, 14)
    row.addWidget(inner)
    return box
