"""The book of certified copies (sổ chứng thực bản sao): read away from the window, sifted as the clerk types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.model.certification import CertifiedCopy
from desk.model.deadline import VIETNAM
from desk.model.events import Event, Kind
from desk.ports import Desk
from desk.text import Language, Said
from desk.work.certify import complete_copy, copy_file, void, void_slip, waiting
from desk.work.certify_steps import copy_of
from desk.work.copy_code import CodeAnswer, look_up, parse_code
from desk.work.lacking import why_unfinished
from desk.work.register import Book, BookEntry, FileKind, Total, books, entries_of, export, register, total
from ui.models.book_rows import BookRow as BookRow
from ui.models.book_rows import Sieve as Sieve
from ui.models.book_rows import book_rows as book_rows
from ui.models.names import without_marks
from ui.models.pause import pause_before
from ui.models.window import WindowModel
from ui.runner import Failure

PAUSE_MS = 120
"""The rows are sifted when the typing has paused this long."""

FIRST_ROWS = 200
"""Newest entries that are shown while the whole book is still being read."""

GATHER_MS = 60
"""Events that come close together cause one reading of the book."""

CONCERNS = {
    Kind.COPY_NUMBERED, Kind.COPY_SIGNED, Kind.COPY_SEALED, Kind.COPY_FINISHED, Kind.COPY_FAILED, Kind.COPY_VOIDED,
    Kind.COPY_RENEWED, Kind.TRUE_COPY_NUMBERED,
}  # fmt: skip
"""Events after which the book is read again."""


_CODE_LEAST = 80
"""So many letters with stars between them are the code of a copy, and no search."""


def garbled(words: str) -> bool:
    """Tell whether a text looks like the code of a copy that a Vietnamese keyboard spoilt on its way."""
    return len(words) > _CODE_LEAST and words.count("*") > 1 and parse_code(words) is None


class RegisterModel(QObject):
    """Hold one book of one year, and carry out what is done in it.

    Attributes:
        books: Symbols and years there are, newest first.
        chosen: The book shown, or None before the first reading; `name` as it stands on copies.
        rows: Its entries, newest first.
        shown: Those that pass the sieve.
        waiting: Copies with a number that are not finished, of all books, oldest first.
        retrying: Ids of those whose time stamp is being asked for again.
        reading: The book is being read.
        partial: Only its newest entries are there so far; the others come.
        sum: What the rows shown come to.
        failure: Why it cannot be read, or None.
        reasons: Why each of the waiting copies is not finished, by id.
        answer: What the book says to the code of a copy that stands in the search, or None.

    Signals:
        changed: what is told above the rows is another now.
        sifted: the rows shown are others now.
        found: the entry that a code leads to stands in the rows now.
    """

    changed = Signal()
    sifted = Signal()
    found = Signal(object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._asked = 0
        self._stale = True
        self.books: list[tuple[str, int]] = []
        self.chosen: tuple[str, int] | None = None
        self.name = ""
        self.rows: list[BookRow] = []
        self.shown: list[BookRow] = []
        self.waiting: list[CertifiedCopy] = []
        self.retrying: set[int] = set()
        self.sieve = Sieve()
        self.reading = self.partial = False
        self.sum = total(())
        self._whole = self.sum
        self.failure: Failure | None = None
        self.reasons: dict[int, Said] = {}
        self.answer: CodeAnswer | None = None
        self._wanted: BookEntry | None = None
        self._words = ""
        self._pause = pause_before(self._take_words, PAUSE_MS, self)
        self._gather = pause_before(self._read_changed, GATHER_MS, self)
        self._changed: set[int] = set()
        model.runner.happened.connect(self._heard)

    @property
    def today(self) -> date:
        """Return the day it is at the counter."""
        desk = self._model.session.desk
        return desk.clock.now().astimezone(VIETNAM).date() if desk is not None else date.min

    # -- reading ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the book when it may have changed since."""
        if self._stale:
            self.read()

    def choose(self, book: str, year: int) -> None:
        """Show another book."""
        if (book, year) != self.chosen:
            self.chosen = (book, year)
            self.read()

    def read(self) -> None:
        """Read the book away from the window's thread."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        self._asked += 1
        number, chosen, language = self._asked, self.chosen, self._model.runner.language
        self.reading, self._stale, self._changed = True, False, set()
        self.changed.emit()
        symbol, year = chosen if chosen is not None else (None, None)

        def read(newest: int | None = None) -> _Read:
            book = register(desk, who, year, symbol, newest)
            rows = book_rows(book.entries)
            return _Read(books(desk, who), book, rows, total(book.entries), *_unfinished(desk, language))

        def fail(failure: Failure) -> None:
            self._failed(number, failure)

        def read_whole() -> None:
            self._model.runner.work(lambda _progress: read(), lambda found: self._came(number, found), fail)

        def newest_came(found: _Read) -> None:
            self._came(number, found, whole=False)
            if number == self._asked:
                read_whole()

        if self.rows and (self.rows[0].entry.book, self.rows[0].entry.year) == chosen:
            read_whole()
        else:
            self._model.runner.ask(lambda: read(FIRST_ROWS), newest_came, fail)

    def _came(self, number: int, found: "_Read", *, whole: bool = True) -> None:
        if number != self._asked or not self.reading:
            return
        self.reading, self.failure = not whole, None
        self.partial = not whole and len(found.rows) == FIRST_ROWS
        self._whole = found.total
        self.chosen = (found.book.book, found.book.year)
        self.books = found.books if self.chosen in found.books else [self.chosen, *found.books]
        self.name = found.book.name
        self.rows, self.waiting, self.reasons = found.rows, found.waiting, found.reasons
        self.retrying &= {copy.id for copy in found.waiting}
        self._sift()
        self.changed.emit()
        self._lead()

    def _failed(self, number: int, failure: Failure) -> None:
        if number == self._asked:
            self.reading, self.failure, self._stale = False, failure, True
            self.partial = False
            self.changed.emit()

    def _heard(self, events: Sequence[Event]) -> None:
        for event in events:
            what, _, which = event.subject.partition(":")
            if event.kind in CONCERNS and what == "document" and which.isdecimal():
                self._changed.add(int(which))
        if self._changed and self.chosen is not None:
            self._gather.start()

    def _read_changed(self) -> None:
        """Read the entries that changed, not the whole book: it may have a hundred thousand lines."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            self._stale = True
            return
        if self.reading:
            self._gather.start()
            return
        documents, self._changed = tuple(self._changed), set()
        language = self._model.runner.language

        def carry_out() -> tuple[list[BookRow], "_Unfinished"]:
            return book_rows(entries_of(desk, who, documents)), _unfinished(desk, language)

        self._model.runner.ask(carry_out, lambda found: self._merge(found[0], *found[1]), lambda _: self.read())

    def _merge(self, rows: list[BookRow], unfinished: list[CertifiedCopy], reasons: dict[int, Said]) -> None:
        mine = {row.entry.copy_id: row for row in rows if (row.entry.book, row.entry.year) == self.chosen}
        kept = [mine.pop(row.entry.copy_id, row) for row in self.rows]
        newer = sorted(mine.values(), key=lambda row: -row.entry.number)
        self.rows, self.waiting, self.reasons = [*newer, *kept], unfinished, reasons
        self.retrying &= {copy.id for copy in unfinished}
        self._whole = total(row.entry for row in self.rows)
        self._sift()
        self.changed.emit()

    # -- sifting ---------------------------------------------------------------------------------------------------

    def look_for(self, words: str) -> None:
        """Show only what the words are found in, once the typing pauses; the code of a copy leads to its entry."""
        if self.answer is not None:
            self.answer = None
            self.changed.emit()
        self._words = without_marks(words)
        if parse_code(words) is not None:
            self._pause.stop()
            self._look_up(words)
        else:
            self._pause.start()

    def _look_up(self, code: str) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        self._words = ""
        self._set(Sieve())

        def answered(answer: CodeAnswer | None) -> None:
            self.answer = answer
            self._wanted = answer.entry if answer is not None else None
            self._lead()
            self.changed.emit()

        self._model.runner.ask(
            lambda: look_up(desk, who, code), answered, lambda failure: self._model.tell_failure("register", failure)
        )

    def _lead(self) -> None:
        """Lead to the entry a code asked for, in whichever book it stands."""
        wanted = self._wanted
        if wanted is None or self.reading:
            return
        if (wanted.book, wanted.year) != self.chosen:
            self.choose(wanted.book, wanted.year)
            return
        self._wanted = None
        self.found.emit(wanted)

    def show_month(self, month: int) -> None:
        """Show one month, 0 for the whole year."""
        self._set(Sieve(month, None, self.sieve.words))

    def show_day(self, day: date | None) -> None:
        """Show one day alone, or the month again with None."""
        self._set(Sieve(self.sieve.month, day, self.sieve.words))

    def show_all(self) -> None:
        """Show the whole book again."""
        self._pause.stop()
        self._words = ""
        self._set(Sieve())

    def _take_words(self) -> None:
        self._set(Sieve(self.sieve.month, self.sieve.day, self._words))

    def _set(self, sieve: Sieve) -> None:
        if sieve != self.sieve:
            self.sieve = sieve
            self._sift()
            self.changed.emit()

    def _sift(self) -> None:
        self.shown = list(self.rows) if self.sieve.open else self.sieve.sift(self.rows)
        self.sum = self._whole if self.sieve.open else total(row.entry for row in self.shown)
        self.sifted.emit()

    # -- acts ------------------------------------------------------------------------------------------------------

    def make_void(self, one: BookEntry, reason: str, words: str) -> None:
        """Make a number void; it stays in the book with its reason, and the record for the paper book is laid."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        self._model.runner.work(
            lambda _progress: void_slip(desk, void(desk, who, one.number, reason, year=one.year, book=one.book)),
            lambda _: self._model.history.add(words),
            lambda failure: self._model.tell_failure("register", failure),
        )

    def lay_slip(self, one: BookEntry, then: Callable[[Path], None]) -> None:
        """Lay the record of a number made void where a person finds it, and tell where."""
        desk = self._model.session.desk
        if desk is not None:
            self._model.runner.work(
                lambda _progress: void_slip(desk, copy_of(desk, one.copy_id)), then,
                lambda failure: self._model.tell_failure("register", failure),
            )  # fmt: skip

    def export(self, kind: FileKind, out: Path, month: int | None, words: str) -> None:
        """Write the book to a file: "csv", "xlsx" or "pdf"."""
        desk, who, chosen = self._model.session.desk, self._model.session.who, self.chosen
        if desk is None or who is None or chosen is None:
            return
        book, year = chosen
        self._model.runner.work(
            lambda _progress: export(desk, who, book, year, kind, out, month=month),
            lambda _: self._model.history.tell(words),
            lambda failure: self._model.tell_failure("register", failure),
        )

    def try_again(self, copy_id: int) -> None:
        """Ask the time stamp authority again for a copy that waits for it."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or copy_id in self.retrying:
            return
        self.retrying.add(copy_id)
        self.changed.emit()
        self._model.runner.work(
            lambda _progress: complete_copy(desk, who, copy_id),
            lambda _: self._tried(copy_id, None),
            lambda failure: self._tried(copy_id, failure),
        )

    def _tried(self, copy_id: int, failure: Failure | None) -> None:
        self.retrying.discard(copy_id)
        if failure is not None:
            self._model.tell_failure("register", failure)
        else:
            self._model.solve("register")
        self.changed.emit()

    def lay_file(self, one: BookEntry, then: Callable[[Path], None]) -> None:
        """Lay the finished copy where a person finds it, and tell where."""
        desk = self._model.session.desk
        if desk is not None:
            self._model.runner.ask(
                lambda: copy_file(desk, copy_of(desk, one.copy_id)), then,
                lambda failure: self._model.tell_failure("register", failure),
            )  # fmt: skip


@dataclass(frozen=True)
class _Read:
    books: list[tuple[str, int]]
    book: Book
    rows: list[BookRow]
    total: Total
    waiting: list[CertifiedCopy]
    reasons: dict[int, Said]


_Unfinished = tuple[list[CertifiedCopy], dict[int, Said]]


def _unfinished(desk: Desk, language: Language) -> _Unfinished:
    """Return the copies that wait, and why each does; called on a thread of the runner."""
    copies = waiting(desk)
    with desk.unit(reading=True) as uow:
        return copies, {copy.id: why_unfinished(uow, copy, language) for copy in copies if copy.lacking}
