"""The books' marks and the address for looking copies up (ký hiệu sổ, địa chỉ tra cứu), for an administrator."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from desk.work.own_marks import BookMarks
from ui.models.books import BooksModel
from ui.views.parts.button import Button
from ui.views.parts.card import Card
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text


class BooksCard(Card):
    """Show how books are marked; those of a book that has a number stay as they are."""

    def __init__(self, books: BooksModel) -> None:
        super().__init__(self.tr("Ký hiệu sổ và tra cứu"), dense=True)
        self._books = books
        self._may = False
        self.setAccessibleName(self.title.text())
        self._which = Text("", "label", "ink2", wrap=True)
        self.body.addWidget(self._which)
        self.symbol = Field(self.tr("Ký hiệu sổ chứng thực"))
        self.number = Field(self.tr("Cách viết số"), self.tr("{number} là chỗ ghi số"))
        self.name = Field(self.tr("Tên quyển"), self.tr("{year} là năm, {symbol} là ký hiệu sổ"))
        self.true_symbol = Field(self.tr("Ký hiệu sổ bản sao văn bản"))
        self.lookup = Field(self.tr("Địa chỉ tra cứu trong mã trên bản sao"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for place, field in enumerate((self.symbol, self.true_symbol, self.number, self.name)):
            grid.addWidget(field, place // 2, place % 2)
        grid.addWidget(self.lookup, 2, 0, 1, 2)
        self.body.addLayout(grid)
        self.act = make_action(self, self.tr("Lưu ký hiệu"), "", "check", "soft")
        self.act.triggered.connect(self._keep)
        self.body.addWidget(Button.of(self.act), 0, Qt.AlignmentFlag.AlignLeft)
        self._only = Text(self.tr("Chỉ người quản trị đổi được."), "label", "ink3", wrap=True)
        self.body.addWidget(self._only)
        books.changed.connect(lambda: self.refresh(may=self._may))

    def refresh(self, *, may: bool) -> None:
        """Show how the books are marked."""
        self._may = may
        ours, true = self._books.to_mark(true=False), self._books.to_mark(true=True)
        if ours is not None and true is not None:
            words = self.tr(
                "Dùng từ sổ chứng thực năm {year}, sổ bản sao văn bản năm {other}. Sổ đã có số thì giữ nguyên."
            )
            self._which.setText(words.format(year=ours.year, other=true.year))
            self.symbol.set_text(ours.symbol)
            self.number.set_text(ours.number_mark)
            self.name.set_text(ours.name_mark)
            self.true_symbol.set_text(true.symbol)
            self.lookup.set_text(self._books.lookup)
        for field in (self.symbol, self.number, self.name, self.true_symbol, self.lookup):
            field.line.setReadOnly(not may)
        self.act.setEnabled(may and ours is not None)
        self._only.setVisible(not may)

    def _keep(self) -> None:
        true = self._books.to_mark(true=True)
        if true is None:
            return
        ours = BookMarks(self.symbol.text(), self.number.text(), self.name.text())
        theirs = BookMarks(self.true_symbol.text(), true.number_mark, true.name_mark)
        self._books.keep((ours, theirs, self.lookup.text()), self.tr("Đã lưu ký hiệu sổ"))
