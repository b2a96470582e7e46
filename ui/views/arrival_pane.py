"""Find out who has come: the card's QR, a picture of it, 12 digits, or the name."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from desk.model.people import Citizen
from ui.models.arrival import Arrival
from ui.models.person_line import person_line
from ui.models.smart_paste import is_card
from ui.models.typing_forms import personal_number
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card
from ui.views.parts.empty import EmptyState
from ui.views.parts.field import Field, Line
from ui.views.parts.keys import make_action
from ui.views.parts.scrolling import scrolled_column
from ui.views.parts.text import Text
from ui.views.person_row import PersonRow

PICTURES = "*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.pdf"
_MOST = 6


class ArrivalPane(Box):
    """Ask who has come; a card reader types into the field, which has the focus.

    Signals:
        typed: the text in the field changed.
    """

    typed = Signal()

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("none")
        self._arrival = arrival
        self._rows: list[PersonRow] = []
        self.setAcceptDrops(True)
        self._open_picture = make_action(self, self.tr("Mở ảnh thẻ"), "Ctrl+O", "camera", "secondary")
        self._open_picture.triggered.connect(self._ask_for_picture)
        self._zone = EmptyState(
            "id-card", self.tr("Đưa thẻ căn cước vào đầu đọc QR"),
            self.tr("hoặc gõ 12 số, hoặc gõ họ tên có dấu hay không dấu · ảnh thẻ: kéo thả vào đây"), dashed=True,
        )  # fmt: skip
        self.line = Line(role="heading", icon="search")
        self.line.setAccessibleName(self.tr("Mã QR của thẻ, 12 số, hoặc họ tên"))
        self.line.textChanged.connect(self.typed)
        self.line.set_form(personal_number)
        self.line.take_paste = self._take
        self._told = ""
        self._word = Text("", "label", "seal", wrap=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        self._new = self._make_new()
        self._build()
        self._down = make_action(self, self.tr("Người dưới"), "Down")
        self._down.triggered.connect(lambda: self._move(1))
        self._up = make_action(self, self.tr("Người trên"), "Up")
        self._up.triggered.connect(lambda: self._move(-1))

    def _build(self) -> None:
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(self.tr("Ai đến quầy?"), "title"))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.line, 1)
        line.addWidget(Button.of(self._open_picture))
        column.addLayout(line)
        column.addWidget(self._word)
        column.addLayout(self._people)
        column.addWidget(self._new)
        column.addWidget(self._zone, 1)
        self._filler = Box("none")
        column.addWidget(self._filler, 1)

    def _make_new(self) -> Card:
        card = Card(self.tr("Người đến lần đầu"))
        self._why_new = Text("", "label", "ink2", wrap=True)
        card.body.addWidget(self._why_new)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.name = Field(self.tr("Họ và tên"), self.tr("Như trên giấy tờ, có dấu"))
        self.number = Field(self.tr("Số định danh"), self.tr("12 số; để trống khi chưa có"))
        row.addWidget(self.name, 3)
        row.addWidget(self.number, 2)
        self.number.line.set_form(personal_number)
        for field in (self.name, self.number):
            field.changed.connect(self.typed)
            field.line.take_paste = self._take
        card.body.addLayout(row)
        return card

    # -- what the screen asks ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the search found, and why something did not work."""
        arrival = self._arrival
        failure = arrival.failure
        self._word.setText(f"{failure.said.sentence} {failure.said.cure}" if failure is not None else "")
        self._word.setVisible(failure is not None)
        if [row.citizen for row in self._rows] != list(arrival.found[:_MOST]):
            self._fill(arrival.found[:_MOST])
        stranger = arrival.number is not None or bool(arrival.name)
        busy = bool(arrival.found) or stranger
        self._zone.setVisible(not busy)
        self._filler.setVisible(busy)
        if stranger and not self._new.isVisible():
            self._offer_new()
        self._new.setVisible(stranger)

    def clear(self) -> None:
        """Empty the fields for the next citizen."""
        self._told = ""
        self.line.setText("")
        self.name.set_text("")
        self.number.set_text("")

    def focus_first(self) -> None:
        """Put the focus where the card reader types."""
        self.line.setFocus()
        self.line.selectAll()

    def chosen(self) -> Citizen | None:
        """Return the citizen marked in the list of finds."""
        return next((row.citizen for row in self._rows if row.isChecked()), None)

    def words(self) -> str:
        """Say what Enter does now."""
        person = self.chosen()
        if self._arrival.working:
            return self.tr("Đang tìm…")
        if self.is_new():
            return self.tr("Thêm người mới: {name}").format(name=self.name.text() or self.tr("còn thiếu họ tên"))
        if person is not None and not self.line.isModified():
            return self.tr("Nhận {name}").format(name=person.name)
        text = self.line.text().strip()
        if not text:
            return self.tr("Chờ thẻ, số hoặc tên")
        if text.replace(" ", "").replace(".", "").isdigit():
            return self.tr("Tìm theo số định danh")
        return self.tr("Đọc thẻ") if "|" in text else self.tr("Tìm theo tên")

    def go_on(self) -> None:
        """Do what `words` says."""
        person = self.chosen()
        card = next((field.line.whole_text() for field in (self.name, self.number) if is_card(field.text())), "")
        self.line.whole_text()
        if self._new.isVisibleTo(self) and card:
            self._take(card)  # a code reader typed into what has the focus
        elif self.is_new():
            if not self.name.text():
                self.name.set_state("doubt", self.tr("Cần có họ tên"))
                self.name.line.setFocus()
            else:
                self._arrival.register(self.name.text(), self.number.text())
        elif person is not None and not self.line.isModified():
            self._arrival.take(person)
        elif self.line.text().strip():
            self.line.setModified(False)
            self._told = ""
            self._arrival.identify(self.line.text())
        else:
            self.line.setFocus()

    def is_new(self) -> bool:
        """Tell whether a person who came for the first time is being written down."""
        return self._new.isVisibleTo(self) and not self.line.isModified()

    # -- inside ------------------------------------------------------------------------------------------------

    def _take(self, text: str) -> bool:
        """Look a person up by a card or by a line about them that was pasted; False leaves the text to the field."""
        found = person_line(text)
        if found is None or self._arrival.working:
            return False
        self.name.set_text("")
        self.number.set_text("")
        self.line.setText("" if is_card(text) else found.asked)
        self.line.setModified(False)
        self._told = found.name
        self._arrival.identify(found.asked)
        return True

    def _offer_new(self) -> None:
        arrival = self._arrival
        self.name.set_state("plain")
        if arrival.number is not None:
            why = self.tr("Chưa có ai mang số này. Gõ họ tên để thêm.")
            told = self.tr("Chưa có ai mang số này. Họ tên lấy từ dòng vừa dán, so với giấy rồi bấm Enter.")
            self._why_new.setText(told if self._told else why)
            self.number.set_text(arrival.number.spaced)
            self.name.set_text(self._told)
            self._new.setVisible(True)
            self.name.line.setFocus()
        else:
            self._why_new.setText(self.tr("Chưa có ai tên này. Gõ 12 số để thêm."))
            self.name.set_text(arrival.name)
            self.number.set_text("")
            self._new.setVisible(True)
            self.number.line.setFocus()

    def _fill(self, found: tuple[Citizen, ...]) -> None:
        for row in self._rows:
            self._people.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [PersonRow(citizen) for citizen in found]
        for row in self._rows:
            row.toggled.connect(self.typed)
            row.clicked.connect(self.typed)
            self._people.addWidget(row)
        if self._rows:
            self._rows[0].setChecked(True)

    def _move(self, by: int) -> None:
        if not self._rows:
            return
        here = next((n for n, row in enumerate(self._rows) if row.isChecked()), 0)
        wanted = self._rows[max(0, min(len(self._rows) - 1, here + by))]
        wanted.setChecked(True)
        self.line.setModified(False)
        self.typed.emit()

    def _ask_for_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("Ảnh thẻ căn cước"), "", self.tr("Ảnh và PDF") + f" ({PICTURES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._arrival.read_card(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._zone.set_lit(lit=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Put the light out."""
        super().dragLeaveEvent(event)
        self._zone.set_lit(lit=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the card in the dropped picture."""
        self._zone.set_lit(lit=False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self._arrival.read_card(files[0])

