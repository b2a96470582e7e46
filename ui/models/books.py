"""How the office's books are marked, and where copies are looked up (ký hiệu sổ, địa chỉ tra cứu)."""

from dataclasses import astuple

from PySide6.QtCore import QObject, Signal

from desk.model.deed import DeedKind
from desk.model.people import Session
from desk.ports import Desk
from desk.work.books import MarkedBook, Marking, mark_books, marked_books
from desk.work.own_marks import TRUE, BookMarks
from ui.models.history import Act
from ui.models.window import WindowModel
from ui.runner import Failure

Wish = tuple[BookMarks, BookMarks, str]
"""Marks of the book of certification, of that of true copies, and the address for looking copies up."""


class BooksModel(QObject):
    """Hold the marks of this year's and the next year's books and change those of books not begun.

    Attributes:
        books: As they are marked; () = not read yet.
        lookup: The address, or "".

    Signals:
        changed: the marks are others now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.books: tuple[MarkedBook, ...] = ()
        self.lookup = ""
        model.history.undone.connect(self._turned)
        model.history.redone.connect(self._turned)

    def look(self) -> None:
        """Read the marks."""
        desk = self._model.session.desk
        if desk is not None:
            self._model.runner.ask(lambda: marked_books(desk), self._came)

    def to_mark(self, *, true: bool) -> MarkedBook | None:
        """Return the first book, this year's or the next, that can still be marked; None = not read yet."""
        ours = [one for one in self.books if (one.family == TRUE) is true]
        return next((one for one in ours if not one.begun), None)

    def keep(self, wish: Wish, told: str) -> None:
        """Set what is wished; `told` says it when it is done, and it can be taken back."""
        books = (self.to_mark(true=False), self.to_mark(true=True))
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or books[0] is None or books[1] is None:
            return
        years = (books[0].year, books[1].year)

        def done(now: tuple[list[MarkedBook], str]) -> None:
            self._model.history.did(told)
            self._came(now)

        self._model.runner.ask(lambda: _set(desk, who, years, wish), done, self._failed)

    def _turned(self, act: Act) -> None:
        if act.deed is not None and act.deed.kind is DeedKind.SETTING:
            self.look()

    def _failed(self, failure: Failure) -> None:
        self._model.tell_failure("signing", failure)
        self.look()

    def _came(self, now: tuple[list[MarkedBook], str]) -> None:
        self.books, self.lookup = tuple(now[0]), now[1]
        self.changed.emit()


def _as_set(book: MarkedBook) -> BookMarks:
    return BookMarks(book.symbol, book.number_mark, book.name_mark)


def _others(there: BookMarks, wanted: BookMarks) -> BookMarks:
    """Return of the marks wanted those that are others than there are."""
    return BookMarks(
        *(None if old == new else new for old, new in zip(astuple(there), astuple(wanted), strict=True))
    )


def _set(desk: Desk, who: Session, years: tuple[int, int], wish: Wish) -> tuple[list[MarkedBook], str]:
    books, lookup = marked_books(desk)
    wishes = []
    for year, marks, true in ((years[0], wish[0], False), (years[1], wish[1], True)):
        there = next(one for one in books if one.year == year and (one.family == TRUE) is true)
        if _as_set(there) != marks:
            wishes.append(Marking(year, _others(_as_set(there), marks), true=true))
    mark_books(desk, who, wishes, wish[2] if lookup != wish[2] else None)
    return marked_books(desk)
