"""The book of certified copies (Sổ): every number of a year, what waits on top, the entry marked at the right."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.model.certification import CopyStage
from desk.model.people import Role
from desk.work.register import BookEntry, FileKind
from ui.models.register import RegisterModel
from ui.models.window import Letter, WindowModel
from ui.views.certify_words import money
from ui.views.code_answer import CodeAnswerCard
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card
from ui.views.parts.combo import Combo
from ui.views.parts.empty import EmptyState
from ui.views.parts.field import Line
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.scrolling import Scrolling
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle
from ui.views.register_rows import BookModel, BookTable
from ui.views.register_side import EntryPanel
from ui.views.register_waiting import WaitingCard
from ui.views.screen import Screen
from ui.views.theme import theme
from ui.views.void_dialog import VoidDialog

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
_LEAST_TALL = 150
"""What is left of the rows on a low window, in px at 100 %; the room scrolls then."""

_VOIDABLE = (CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING, CopyStage.SEALED)


class RegisterScreen(Screen):
    """Find an entry by number or name, see it, take its copy out, make its number void, take the book out."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Sổ"))
        self._window = model
        self._register = RegisterModel(model, self)
        self._rows = BookModel(self._register, self)
        self._dialog: VoidDialog | None = None
        self._marked = 0
        self._make_acts()
        self._build()
        self._register.changed.connect(self._refresh)
        self._register.sifted.connect(self._sifted)
        self._register.found.connect(self._found)
        model.session.changed.connect(self._session_changed)
        self._refresh()

    @property
    def model(self) -> RegisterModel:
        """Return the book behind the screen."""
        return self._register

    def panes(self) -> list[QWidget]:
        """Give the search, the rows and the page."""
        return [self.line, self.table, self.panel.viewer]

    def enter(self) -> None:
        """Read the book when it may have changed; the focus waits in the search."""
        self._register.refresh()
        self.line.setFocus()
        self.line.selectAll()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._look = make_action(self, "", ["Return"], "eye", "primary")
        self._look.setAutoRepeat(False)
        self._look.triggered.connect(self._look_at)
        self._void = make_action(self, "", "Ctrl+Delete", "cross", "refuse")
        self._void.triggered.connect(self._ask_void)
        self._export = make_action(self, self.tr("Xuất sổ"), "Ctrl+E", "download")
        self._export.setStatusTip(self.tr("Xuất sổ ra CSV, XLSX hoặc PDF để in, đóng quyển"))
        self._export.triggered.connect(self._ask_export)
        self._slip = make_action(self, self.tr("In phiếu hủy số"), "Ctrl+P", "printer")
        self._slip.triggered.connect(self._look_at_slip)
        self._close = make_action(self, self.tr("Khóa sổ, chuỗi băm"), "Ctrl+L", "lock", "soft")
        self._close.setStatusTip(self.tr("Khóa sổ ngày, khóa sổ năm, soát chuỗi băm, in để đóng quyển"))
        self._close.triggered.connect(self._go_to_closing)
        self._again = make_action(self, self.tr("Đọc lại sổ"), "F5")
        self._again.triggered.connect(self._register.read)
        self._back = make_action(self, self.tr("Trở lại một bước"), "Esc")
        self._back.triggered.connect(self._step_back)

    def _build(self) -> None:
        self.waiting = WaitingCard(self._register)
        self.waiting.resumed.connect(self._window.certify)
        none = EmptyState(
            "register", self.tr("Sổ năm nay chưa có số nào"),
            self.tr("Số được cấp khi ký chứng thực ở quầy: mở hồ sơ, quét bản chính, rồi sang bước Chứng thực."),
        )  # fmt: skip
        nothing = EmptyState(
            "search", self.tr("Không có số nào khớp"),
            self.tr("Thử số, một phần họ tên hoặc tên giấy; bấm Esc để xem lại cả sổ."),
        )  # fmt: skip
        self._answers = QStackedWidget()
        self._answers.setMinimumHeight(theme().px(_LEAST_TALL))
        reading = EmptyState("register", self.tr("Đang đọc sổ…"))
        for one in (self._make_table(), none, nothing, reading):
            self._answers.addWidget(one)
        self._sum = Text("", "label", "ink2")
        self.code = CodeAnswerCard(self._register)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(Button.of(self._close, "small"))
        centre = Box("bg")
        column = QVBoxLayout(centre)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(self._make_filters())
        column.addWidget(self.code)
        column.addWidget(self.waiting)
        column.addWidget(self._answers, 1)
        column.addLayout(foot)
        self.panel = EntryPanel(self._window)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Panes(Scrolling(centre), right=(self.panel, self.tr("Chi tiết"), "paper-text")))

    def _make_table(self) -> QWidget:
        self.table = BookTable(self.tr("Các số trong sổ, mới nhất ở trên"))
        self.table.setModel(self._rows)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        self.table.doubleClicked.connect(lambda _: self._look_at())
        card = Card(dense=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        return card

    def _make_filters(self) -> QHBoxLayout:
        self.line = Line(icon="search")
        self.line.setAccessibleName(self.tr("Tìm số, người yêu cầu, tên giấy, hoặc quét mã trên bản sao"))
        self.line.setPlaceholderText(self.tr("Tìm số, họ tên, tên giấy; hoặc quét mã trên bản sao"))
        self.line.textChanged.connect(self._register.look_for)
        self.line.installEventFilter(self)
        self.book, self.month = Combo(), Combo()
        self.book.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.book.name_alone(self.tr("Quyển sổ và năm"))
        self.book.activated.connect(lambda _: self._choose_book())
        self.month.name_alone(self.tr("Tháng"))
        self.month.addItem(self.tr("Cả năm"), 0)
        for number in range(1, 13):
            self.month.addItem(self.tr("Tháng {month}").format(month=number), number)
        self.month.activated.connect(lambda _: self._register.show_month(int(self.month.currentData() or 0)))
        self.today = Toggle(self.tr("Hôm nay"))
        self.today.toggled.connect(lambda on: self._register.show_day(self._register.today if on else None))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.line, 1)
        row.addWidget(self.book)
        row.addWidget(self.month)
        row.addWidget(self.today)
        return row

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        register = self._register
        if register.failure is not None:
            self._window.tell_failure("register", register.failure)
        books = [f"{book} · {year}" for book, year in register.books]
        if [self.book.itemText(number) for number in range(self.book.count())] != books:
            self.book.clear()
            for words, book in zip(books, register.books, strict=True):
                self.book.addItem(words, book)
        if register.chosen in register.books:
            self.book.setCurrentIndex(register.books.index(register.chosen))
        self.month.setCurrentIndex(register.sieve.month)
        self.month.setEnabled(register.sieve.day is None)
        if self.today.isChecked() != (register.sieve.day is not None):
            self.today.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
            self.today.setChecked(register.sieve.day is not None)
            self.today.blockSignals(False)  # noqa: FBT003 -- Qt's own signature
        self.waiting.refresh()
        self.code.refresh(self.line.text())
        self._show_title()
        self._show_sum()
        self._show_marked()

    def _show_title(self) -> None:
        register = self._register
        facts = self.tr("Đang đọc sổ…") if register.reading and register.chosen is None else ""
        if register.chosen is not None:
            words = self.tr("Quyển {name} · năm {year} · {count} số")
            facts = words.format(name=register.name, year=register.chosen[1], count=len(register.rows))
            if register.partial:
                facts = self.tr("Quyển {name} · năm {year} · đang đọc hết sổ…").format(
                    name=register.name, year=register.chosen[1]
                )
        if facts != self.facts:
            self.set_title(self.title, facts)

    def _show_sum(self) -> None:
        shown = self._register.shown
        first = self._register.reading and self._register.chosen is None
        page = 0 if shown else 2 if self._register.rows else 3 if first else 1
        self._answers.setCurrentIndex(page)
        added = self._register.sum
        words = self.tr("{count} số · {copies} bản · phí {fee}")
        void = self.tr(" · hủy {void}").format(void=added.void) if added.void else ""
        self._sum.setText(
            words.format(count=added.numbers, copies=added.copies, fee=money(added.fee)) + void
            if shown and not self._register.partial
            else ""
        )

    def _sifted(self) -> None:
        row = self._rows.row_of(self._marked)
        if self._rows.rowCount():
            self.table.setCurrentIndex(self._rows.index(max(0, row), 0))
        self.table.share_out()

    def _found(self, entry: BookEntry) -> None:
        """Mark the entry that the code of a copy leads to."""
        row = self._rows.row_of(entry.copy_id)
        if row >= 0:
            self.table.setCurrentIndex(self._rows.index(row, 0))
            self.table.scrollTo(self._rows.index(row, 0))

    def entry(self) -> BookEntry | None:
        """Return the entry that is marked."""
        return self._rows.entry(self.table.currentIndex().row())

    def _show_marked(self) -> None:
        one = self.entry()
        self._marked = one.copy_id if one is not None else 0
        self.panel.show_entry(one)
        done = one is not None and one.stage is CopyStage.SEALED
        if one is None:
            self._look.setText(self.tr("Về quầy"))
        elif done:
            self._look.setText(self.tr("Xem bản sao số {number}").format(number=one.written))
        elif one.void:
            self._look.setText(self.tr("Xem giấy đã hủy số {number}").format(number=one.written))
        elif one.stage is CopyStage.WAITING:
            self._look.setText(self.tr("Xin lại dấu thời gian cho số {number}").format(number=one.written))
        else:
            self._look.setText(self.tr("Ký tiếp số {number}").format(number=one.written))
        may = self._window.session.may
        able = one is not None and one.stage in _VOIDABLE and (may(Role.RECEPTION) or may(Role.CERTIFIER))
        self._void.setEnabled(able)
        self._void.setText(self.tr("Hủy số {number}…").format(number=one.written) if one is not None else "")
        self._export.setEnabled(bool(self._register.rows))
        self._slip.setEnabled(one is not None and one.void)
        self._slip.setText(self.tr("In phiếu hủy số {number}").format(number=one.written) if one is not None else "")
        neighbours = [self._export] if self._register.rows else []
        neighbours += [self._void] if able else [self._slip] if one is not None and one.void else []
        if (self.primary, self.neighbours) != (self._look, tuple(neighbours)):
            self.set_acts(self._look, *neighbours)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _look_at(self) -> None:
        one = self.entry()
        if one is None:
            self._window.go("counter")
        elif one.stage is CopyStage.SEALED:
            title = self.tr("Bản sao số {number}: {title}").format(number=one.written, title=one.title)
            self._register.lay_file(one, lambda file: self._show_copy(file, title))
        elif one.void:
            self._window.look_at(one.document, one.title, "register")
        elif one.stage is CopyStage.WAITING:
            self._register.try_again(one.copy_id)
        else:
            self._window.certify(one.document)

    def _show_copy(self, file: Path, title: str) -> None:
        self._window.read_letter(Letter(file, title, "register", to_print=False), "register.copy")

    def _look_at_slip(self) -> None:
        one = self.entry()
        if one is not None and one.void:
            title = self.tr("Phiếu hủy số {number}").format(number=one.written)
            self._register.lay_slip(
                one, lambda file: self._window.read_letter(Letter(file, title, "register"), "register.record")
            )

    def _go_to_closing(self) -> None:
        self._window.book = self._register.chosen
        self._window.go("register.closing")

    def _ask_void(self) -> None:
        one = self.entry()
        if one is None:
            return
        dialog = self._dialog = VoidDialog(one, self)
        words = self.tr("Đã hủy số {number}").format(number=one.written)
        dialog.confirmed.connect(lambda reason: self._register.make_void(one, reason, words))
        dialog.finished.connect(self._asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open_beside(self.panel)

    def _asked(self) -> None:
        self.window().activateWindow()
        self.table.setFocus()

    def _ask_export(self) -> None:
        chosen = self._register.chosen
        if chosen is None:
            return
        month = self._register.sieve.month or None
        name = f"so-chung-thuc-{chosen[1]}" + (f"-thang-{month:02d}" if month else "")
        kinds: dict[str, FileKind] = {
            self.tr("PDF để in, đóng quyển (*.pdf)"): "pdf", self.tr("Excel (*.xlsx)"): "xlsx",
            self.tr("CSV (*.csv)"): "csv",
        }  # fmt: skip
        dialog = QFileDialog(self, self.tr("Xuất sổ chứng thực"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(kinds))
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(kinds[words]))
        dialog.fileSelected.connect(lambda file: self.take_out(Path(file), kinds[dialog.selectedNameFilter()], month))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_out(self, file: Path, kind: FileKind, month: int | None) -> None:
        """Write the book, or a month of it, to a file; the kind goes by the file's ending where it has a known one."""
        known: dict[str, FileKind] = {".pdf": "pdf", ".xlsx": "xlsx", ".csv": "csv"}
        kind = known.get(file.suffix.lower(), kind)
        self._register.export(kind, file, month, self.tr("Đã xuất sổ: {file}").format(file=file.name))

    def _choose_book(self) -> None:
        chosen = self.book.currentData()
        if chosen is not None:
            self._register.choose(*chosen)

    def _step_back(self) -> None:
        if self.line.text() or not self._register.sieve.open or self._register.answer is not None:
            self.line.clear()
            self._register.show_all()
            self.line.setFocus()
        else:
            self._window.go("counter")

    def _session_changed(self) -> None:
        """Let go of the pages when the officer leaves the counter."""
        if self._window.session.who is None:
            self.panel.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the search move the mark in the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            rows = self._rows.rowCount()
            if step is not None and rows:
                here = self.table.currentIndex().row() + step
                self.table.setCurrentIndex(self._rows.index(max(0, min(rows - 1, here)), 0))
                return True
        return super().eventFilter(watched, event)


