"""The lines of a book as a list shows them (dòng sổ): the words each is found by, and the sieve of what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.work.register import BookEntry
from ui.models.names import without_marks

_LONG_NUMBER = 7
"""A number of so many digits belongs to a person, not to a book."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One entry of the book with the words it is found by, folded."""

    entry: BookEntry
    folded: str


def book_rows(entries: Sequence[BookEntry]) -> list[BookRow]:
    """Return the entries newest first, ready to be sifted; called on a thread of the runner."""
    return [BookRow(one, _folded(one)) for one in reversed(entries)]


def _folded(one: BookEntry) -> str:
    words = (one.written, one.citizen, one.citizen_id, one.title, one.officer, one.dossier, one.note)
    return without_marks(" ".join(words))


@dataclass(frozen=True)
class Sieve:
    """Which rows are wanted.

    Attributes:
        month: 1 to 12, 0 = the whole year.
        day: One day alone, or None.
        words: Folded words, all of which must be found; a bare number finds that number of the book.
    """

    month: int = 0
    day: date | None = None
    words: str = ""

    @property
    def open(self) -> bool:
        """Tell whether everything passes."""
        return self == Sieve()

    def sift(self, rows: Sequence[BookRow]) -> list[BookRow]:
        """Return the rows that pass, in their order."""
        found = list(rows)
        if self.day is not None:
            found = [row for row in found if row.entry.day == self.day]
        elif self.month:
            found = [row for row in found if row.entry.day.month == self.month]
        words = self.words.split()
        if len(words) == 1 and words[0].isdecimal() and len(words[0]) < _LONG_NUMBER:
            exact = [row for row in found if row.entry.number == int(words[0])]
            if exact:
                return exact
        for word in words:
            found = [row for row in found if word in row.folded]
        return found
