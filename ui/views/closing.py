"""Close the book (Khóa sổ): today, the year; its chain checked and taken out; its months printed to be bound."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.model.people import Role
from desk.work.closing import Closing
from ui.models.closing import ClosingModel
from ui.models.window import Letter, WindowModel
from ui.views.closing_cards import ClosingCards
from ui.views.closing_rows import ClosingRows, wide
from ui.views.parts.card import Box, Card
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action, sequence_of
from ui.views.parts.panes import Panes
from ui.views.parts.table import Table
from ui.views.pin_dialog import RedQuestion
from ui.views.register_words import closing_words, counted_words
from ui.views.screen import Screen
from ui.views.theme import theme

_CLOSERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL)


class ClosingScreen(Screen):
    """List the closings of the book that the register showed; Enter closes today, or prints the record marked."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Khóa sổ"))
        self._window = model
        self._closing = ClosingModel(model, self)
        self._rows = ClosingRows(self._closing, self)
        self._dialog: RedQuestion | None = None
        self._make_acts()
        self._build()
        self._closing.changed.connect(self._refresh)
        self._closing.closed.connect(self._print)
        self._refresh()

    @property
    def model(self) -> ClosingModel:
        """Return the book behind the screen."""
        return self._closing

    def panes(self) -> list[QWidget]:
        """Give the table and the cards."""
        return [self.table, self.cards]

    def enter(self) -> None:
        """Read the book the register showed, and check its chain."""
        self._closing.read(self._window.book)
        self.table.setFocus()

    def _make_acts(self) -> None:
        self.day = make_action(self, self.tr("Khóa sổ hôm nay"), ["Return"], "lock", "primary")
        self.day.setAutoRepeat(False)
        self.day.triggered.connect(lambda: self._closing.close_day(self.tr("Đã khóa sổ hôm nay")))
        self.record = make_action(self, self.tr("In biên bản"), ["Return", "Ctrl+P"], "printer", "primary")
        self.record.setAutoRepeat(False)
        self.record.triggered.connect(self._print_marked)
        self.year = make_action(self, "", "Ctrl+L", "lock", "refuse")
        self.year.triggered.connect(self._ask_year)
        self.check = make_action(self, self.tr("Soát lại chuỗi"), "F5", "refresh", "soft")
        self.check.triggered.connect(lambda: self._closing.read())
        self.chain = make_action(self, self.tr("Lấy chuỗi ra"), "Ctrl+E", "download", "soft")
        self.chain.triggered.connect(self._ask_chain)
        self.bind = make_action(self, self.tr("In để đóng quyển"), "Ctrl+B", "printer", "soft")
        self.bind.triggered.connect(self._ask_bind)
        self.back = make_action(self, self.tr("Về sổ"), "Esc", "arrow-left")
        self.back.triggered.connect(lambda: self._window.go("register"))

    def _build(self) -> None:
        self.table = Table(self.tr("Các lần khóa sổ, mới nhất ở trên"))
        self.table.setModel(self._rows)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_acts())
        self.table.doubleClicked.connect(lambda _: self._print_marked())
        for number in range(self._rows.columnCount()):
            if wide(number):
                self.table.setColumnWidth(number, theme().px(wide(number)))
        card = Card(dense=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        none = EmptyState(
            "register", self.tr("Sổ chưa khóa lần nào"),
            self.tr("Khóa sổ cuối ngày: máy niêm phong các số đã cấp, in biên bản giữ cùng sổ giấy."),
        )  # fmt: skip
        self._answers = QStackedWidget()
        self._answers.addWidget(card)
        self._answers.addWidget(none)
        centre = Box("bg")
        column = QVBoxLayout(centre)
        column.setContentsMargins(18, 16, 14, 14)
        column.addWidget(self._answers)
        self.cards = ClosingCards(self._closing, self.year, (self.check, self.chain), self.bind)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Panes(centre, right=(self.cards, self.tr("Tình trạng sổ"), "info")))

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        closing, state = self._closing, self._closing.state
        self._answers.setCurrentIndex(0 if self._rows.rowCount() else 1)
        if self._rows.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._rows.index(0, 0))
        self.cards.refresh()
        if state is not None:
            facts = self.tr("Quyển {name} · năm {year}").format(name=closing.name, year=state.year)
            if facts != self.facts:
                self.set_title(self.title, facts)
            self.year.setText(self.tr("Khóa sổ năm {year}…").format(year=state.year))
        self._show_acts()

    def _show_acts(self) -> None:
        closing, state, marked = self._closing, self._closing.state, self._marked()
        may = any(self._window.session.may(role) for role in _CLOSERS)
        idle = not closing.busy
        fresh = state is not None and state.fresh and bool(state.lines) and may and not state.closed
        self.day.setEnabled(fresh and idle)
        self.record.setEnabled(marked is not None and idle)
        self.record.setText(
            self.tr("In biên bản {when}").format(when=_small(closing_words(marked))) if marked is not None
            else self.tr("In biên bản")
        )  # fmt: skip
        self.year.setEnabled(state is not None and state.stop is None and not state.closed and may and idle)
        self.chain.setEnabled(state is not None and bool(state.lines) and idle)
        self.check.setEnabled(idle)
        month = closing.next_month
        self.bind.setEnabled(month is not None and idle)
        self.bind.setText(
            self.tr("In tháng {month} để đóng quyển").format(month=month) if month is not None
            else self.tr("In để đóng quyển")
        )  # fmt: skip
        self._offer(fresh=fresh, there=marked is not None)

    def _offer(self, *, fresh: bool, there: bool) -> None:
        """Make closing today the next step while something is open, else printing the record marked."""
        primary = self.day if fresh else self.record if there else self.back
        neighbours = {self.day: [self.record, self.back], self.record: [self.back]}.get(primary, [])
        neighbours = [act for act in neighbours if act is not self.record or there]
        keys = ["Ctrl+P"] if primary is self.day else ["Return", "Enter", "Ctrl+P"]
        self.record.setShortcuts([sequence_of(key) for key in keys])
        self.record.setProperty("button-role", "secondary" if primary is self.day else "primary")
        self.back.setProperty("button-role", "primary" if primary is self.back else "secondary")
        if (self.primary, self.neighbours) != (primary, tuple(neighbours)):
            self.set_acts(primary, *neighbours)

    def _marked(self) -> Closing | None:
        return self._rows.closing(self.table.currentIndex().row())

    # -- acts ------------------------------------------------------------------------------------------------------

    def _print_marked(self) -> None:
        marked = self._marked()
        if marked is not None:
            self._print(marked)

    def _print(self, closing: Closing) -> None:
        title = self.tr("Biên bản khóa sổ {when}").format(when=_small(closing_words(closing)))
        self._closing.lay_record(
            closing, lambda file: self._window.read_letter(Letter(file, title, "register.closing"), "register.record")
        )

    def _ask_year(self) -> None:
        state = self._closing.state
        if state is None or self._dialog is not None:
            return
        words = self.tr("Khóa sổ năm {year}").format(year=state.year)
        lines = (
            self.tr("Quyển {name}: {counted}").format(name=self._closing.name, counted=counted_words(state.whole)),
            self.tr("Khóa rồi thì quyển này không cấp số nữa, không mở lại được."),
        )
        asked = self._dialog = RedQuestion(self.tr("{words}?").format(words=words), lines, words, "Ctrl+L", self)
        asked.confirmed.connect(lambda: self._closing.close_year(self.tr("Đã {words}").format(words=_small(words))))
        asked.finished.connect(self._asked)
        asked.open_beside(self.cards)

    def _asked(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
        self.window().activateWindow()
        self.table.setFocus()

    def _ask_chain(self) -> None:
        state = self._closing.state
        if state is not None:
            self._choose(
                self.tr("Lấy chuỗi băm của sổ"), f"chuoi-so-{state.year}.jsonl", self.tr("Chuỗi băm (*.jsonl)"),
                self.take_out,
            )  # fmt: skip

    def take_out(self, file: Path) -> None:
        """Write the chain and the program that checks it."""
        self._closing.take_out(file, self.tr("Đã lấy chuỗi ra, kèm chương trình kiểm: {file}").format(file=file.name))

    def _ask_bind(self) -> None:
        state, month = self._closing.state, self._closing.next_month
        if state is not None and month is not None:
            name = f"so-chung-thuc-{state.year}-thang-{month:02d}-dong-quyen.pdf"
            self._choose(self.tr("In để đóng quyển"), name, "PDF (*.pdf)", lambda file: self.bind_month(month, file))

    def bind_month(self, month: int, file: Path) -> None:
        """Write a month to be printed and bound."""
        self._closing.bind(month, file, self.tr("Đã in tháng {month}: {file}").format(month=month, file=file.name))

    def _choose(self, title: str, name: str, kind: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title, name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
