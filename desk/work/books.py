"""How the books of an office are marked, this year and the next (ký hiệu các sổ): told, and set before they begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.errors import BookBegun, BookUnknown, MarksWrong
from desk.model.certification import CopyKind
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.values import Json
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import local_day, wording_on
from desk.work.deeds import doing, setting_act
from desk.work.journalling import note
from desk.work.own_marks import CERTIFIED, LOOKUP, TRUE, BookMarks, keep_marks, lookup_address, set_lookup_in
from desk.work.true_wording import true_wording_on


@dataclass(frozen=True, slots=True)
class MarkedBook:
    """A year's book as it is marked (sổ của một năm).

    Attributes:
        family: "certification" or "true-copy".
        number: The first number as it is written; `name` the name of the book.
        begun: A number was taken: its marks stay.
        number_mark: How its numbers are written, with `{number}`; `name_mark` likewise its name, with `{year}`.
    """

    family: str
    year: int
    symbol: str
    number: str
    name: str
    begun: bool
    number_mark: str
    name_mark: str


def marked_books(desk: Desk) -> tuple[list[MarkedBook], str]:
    """Tell how the books of this year and the next are marked, and the address for looking copies up, or ""."""
    this = local_day(desk.clock.now()).year
    with desk.unit(reading=True) as uow:
        books = [_book(uow, family, year) for family in (CERTIFIED, TRUE) for year in (this, this + 1)]
        return books, lookup_address(uow)


def set_marks(desk: Desk, who: Session, marks: BookMarks, year: int, *, true: bool = False) -> MarkedBook:
    """Mark the book of a year otherwise than the pack does, before its first number.

    Args:
        desk: The office.
        who: Who sets them.
        marks: What is to be written.
        year: This year or the next; later years follow until others are set.
        true: The book of true copies is meant.

    Raises:
        RoleMissing: only an administrator may. BookUnknown: another year.
        BookBegun: the year's book has a number, so its marks stay. MarksWrong, LettersLacking.
    """
    return mark_books(desk, who, [Marking(year, marks, true=true)])[0]


@dataclass(frozen=True, slots=True)
class Marking:
    """What is to be written of a year's book; `true` = that of true copies."""

    year: int
    marks: BookMarks
    true: bool = False

    @property
    def family(self) -> str:
        """Return the name of the book's family."""
        return TRUE if self.true else CERTIFIED


def mark_books(
    desk: Desk, who: Session, wishes: Sequence[Marking], lookup: str | None = None
) -> list[MarkedBook]:
    """Mark several books and set the address for looking copies up, all or nothing, one act to take back.

    `lookup` None leaves the address. Faults of `set_marks` and `own_marks.set_lookup`.
    """
    who.require(Role.ADMIN)
    families = tuple(dict.fromkeys(wish.family for wish in wishes))
    keys = (*families, LOOKUP) if lookup is not None else families
    books: list[Json] = [[wish.family, wish.year] for wish in wishes]
    with desk.unit() as uow:
        with doing(uow, desk, who, setting_act("marks", *keys, books=books)):
            marked = [_mark(uow, desk, who, wish) for wish in wishes]
            if lookup is not None:
                set_lookup_in(uow, desk, who, lookup)
        uow.commit()
    return marked


def _mark(uow: UnitOfWork, desk: Desk, who: Session, wish: Marking) -> MarkedBook:
    family, other, year = wish.family, CERTIFIED if wish.true else TRUE, wish.year
    this = local_day(desk.clock.now()).year
    if year not in (this, this + 1):
        raise BookUnknown(book=wish.marks.symbol or "-", year=year)
    there = _book(uow, family, year)
    if there.begun:
        raise BookBegun(book=there.symbol, year=year)
    kept = keep_marks(uow, family, year, wish.marks)
    marked = _book(uow, family, year)
    # Asked of what is kept, not of what was typed: blanks and another spelling of the same letters are gone by now.
    if marked.symbol == _book(uow, other, year).symbol:
        raise MarksWrong(text=marked.symbol)
    if marked.begun:
        raise BookBegun(book=marked.symbol, year=year)
    note(uow, desk, who, Kind.SETTINGS_CHANGED, "office", book=family, year=year, marks=dict(kept))
    return marked


def check_unbegun(uow: UnitOfWork, books: Json) -> None:
    """Look that none of these books (pairs of family and year) has a number: its marks stay from then on; BookBegun."""
    for one in books if isinstance(books, list) else []:
        family, year = one if isinstance(one, list) else (CERTIFIED, 0)
        there = _book(uow, str(family), int(str(year)))
        if there.begun:
            raise BookBegun(book=there.symbol, year=there.year)


def _book(uow: UnitOfWork, family: str, year: int) -> MarkedBook:
    day = date(year, 12, 31)
    wording = true_wording_on(uow, CopyKind.SAO_Y, day) if family == TRUE else wording_on(uow, day)
    begun = uow.copies.next_number(wording.symbol, year) > 1
    return MarkedBook(
        family, year, wording.symbol, wording.number(1), wording.book_name(year), begun, wording.number_mark,
        wording.book_mark,
    )
