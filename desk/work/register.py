"""The book of certified copies (sổ chứng thực bản sao từ bản chính): entries, the list of a day, the book in a file."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from desk.model.certification import CertifiedCopy, CopyKind, CopyStage, Wording
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import day_begins, form_words, local_day, of_true_copies, wording_of, wording_on
from desk.work.deliver import delivery
from desk.work.journalling import note
from desk.work.office import OfficeFacts, office_facts
from desk.work.which_book import which_book
from signing.values import Level

if TYPE_CHECKING:
    from desk.papers.register_book import BookPage, Bound

READERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL, Role.INSPECTOR, Role.ADMIN)

FileKind = Literal["csv", "xlsx", "pdf"]

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet program takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One line of the book.

    Attributes:
        number: Number in the book; `written` as it stands on the copy.
        day: Day of certification in Vietnam.
        citizen: Who asked, as their name stood that day; `citizen_id` their personal number, or "".
        officer: Who signed, and with which title.
        copies: How many copies share the number; `pages` of the original.
        fee: VND; 0 for a number made void.
        stage: Code of `CopyStage`; `level` of PAdES, or None while unsigned.
        note: Last column: a remark, why it is void, or that it is not finished.
        copy_id: The copy, for the verbs.
    """

    number: int
    written: str
    day: date
    citizen: str
    citizen_id: str
    title: str
    officer: str
    officer_title: str
    copies: int
    pages: int
    fee: int
    stage: CopyStage
    level: Level | None
    note: str
    document: int
    dossier: str
    copy_id: int
    book: str
    year: int

    @property
    def void(self) -> bool:
        """Tell whether the number was made void: the line stays, struck through."""
        return self.stage is CopyStage.VOID


@dataclass(frozen=True, slots=True)
class Book:
    """One book of a year.

    Attributes:
        book: Its symbol; `name` as it stands on copies.
        entries: In the order of their numbers.
        true: It is the book of true copies, whose words are others.
    """

    book: str
    year: int
    name: str
    entries: tuple[BookEntry, ...]
    true: bool = False

    def of_month(self, month: int | None) -> tuple[BookEntry, ...]:
        """Return the entries of a month, 1 to 12; None = all."""
        return tuple(entry for entry in self.entries if month is None or entry.day.month == month)


@dataclass(frozen=True, slots=True)
class Total:
    """What a month or a year comes to; void numbers count among `numbers` alone."""

    numbers: int
    void: int
    copies: int
    fee: int


def total(entries: Iterable[BookEntry]) -> Total:
    """Add up entries."""
    listed = list(entries)
    good = [entry for entry in listed if not entry.void]
    return Total(len(listed), len(listed) - len(good), sum(e.copies for e in good), sum(e.fee for e in good))


def register(
    desk: Desk, who: Session, year: int | None = None, book: str | None = None, newest: int | None = None
) -> Book:
    """Return a book as it stands; `year` None = this year, `book` None = the book in use.

    With `newest` its last entries alone, which are there at once in a book of a hundred thousand.

    Raises:
        RoleMissing; BookUnknown: no book of this symbol is in use or has ever been.

    Law: docs/law.md#register
    """
    who.require(*READERS)
    day = local_day(desk.clock.now())
    with desk.unit(reading=True) as uow:
        wording, (symbol, which) = wording_on(uow, day), which_book(uow, book, year, day)
        copies = uow.copies.of_book(symbol, which, newest=newest)
        # A book has the name its last copy has, so that a later way of naming does not rename an old book.
        name = (wording_of(uow, copies[-1]) if copies else wording).book_name(which, symbol)
        return Book(symbol, which, name, _entries(uow, copies), of_true_copies(uow, symbol, day))


def books(desk: Desk, who: Session) -> list[tuple[str, int]]:
    """List the books there are: symbol and year, newest first."""
    who.require(*READERS)
    with desk.unit(reading=True) as uow:
        return uow.copies.books()


def entries_of(desk: Desk, who: Session, documents: Iterable[int]) -> list[BookEntry]:
    """List the entries of papers in all books, void ones too: what changed in a book since it was read.

    Raises:
        RoleMissing.
    """
    who.require(*READERS)
    with desk.unit(reading=True) as uow:
        both = [(document, true) for document in documents for true in (False, True)]
        found = [copy for document, true in both for copy in uow.copies.of_document(document, true=true)]
        return [*_entries(uow, found)]


def day_list(desk: Desk, who: Session, day: date) -> list[BookEntry]:
    """List what was certified on a day in Vietnam, in all books, in the order of the numbers.

    Raises:
        RoleMissing.
    """
    who.require(*READERS)
    with desk.unit(reading=True) as uow:
        mine = [symbol for symbol, year in uow.copies.books() if year == day.year]
        copies = [copy for symbol in mine for copy in uow.copies.of_book(symbol, day.year, day_begins(day))]
        return [*_entries(uow, [copy for copy in copies if local_day(copy.certified_at) == day])]


def _entries(uow: UnitOfWork, copies: Iterable[CertifiedCopy]) -> tuple[BookEntry, ...]:
    """Return the entries of copies; the words of a day are read once, as a book may have a hundred thousand lines."""
    read: dict[tuple[str, date, CopyKind], tuple[Wording, dict[str, Any]]] = {}
    entries = []
    for copy in copies:
        day = local_day(copy.certified_at)
        if (copy.wording, day, copy.kind) not in read:
            words = form_words("register", day, true=copy.kind.true_copy)
            read[copy.wording, day, copy.kind] = wording_of(uow, copy), words
        entries.append(_entry(copy, day, *read[copy.wording, day, copy.kind]))
    return tuple(entries)


def _entry(copy: CertifiedCopy, day: date, wording: Wording, words: dict[str, Any]) -> BookEntry:
    void = copy.stage is CopyStage.VOID
    return BookEntry(
        number=copy.number, written=wording.number(copy.number), day=day,
        citizen=copy.requester, citizen_id=copy.requester_number, title=copy.title, officer=copy.officer,
        officer_title=copy.officer_title, copies=copy.copies, pages=copy.pages, fee=0 if void else copy.fee,
        stage=copy.stage, level=copy.level, note=_note(copy, words), document=copy.document_id, dossier=copy.dossier,
        copy_id=copy.id, book=copy.book, year=copy.year,
    )


def _note(copy: CertifiedCopy, words: dict[str, Any]) -> str:
    parts = [copy.note]
    if copy.stage is CopyStage.VOID:
        parts.append(words["void"].format(reason=copy.voided_reason or ""))
    elif copy.stage is not CopyStage.SEALED:
        parts.append(words["waiting"])
    return "; ".join(part for part in parts if part)


# -- the book in a file -----------------------------------------------------------------------------------------------


def export(  # noqa: PLR0913 -- the shape its callers settled on: which book, in which form, where to, which part
    desk: Desk, who: Session, book: str | None, year: int | None, kind: FileKind, out: Path, *,
    month: int | None = None,
) -> Book:
    """Write a book, or one month of it, into a file that appears whole or not at all.

    The act is journalled before the file gets its name.

    Args:
        desk: The office.
        who: Who takes it out.
        book: Its symbol; None = the book in use.
        year: None = this year.
        kind: "csv" (UTF-8 with a mark that Excel knows), "xlsx", or "pdf" (A4 landscape, to be printed and bound).
        out: Where to; what stands there is replaced.
        month: 1 to 12, or None for the whole year.

    Raises:
        RoleMissing, FileMissing: no such folder. OutputRefused.

    Law: docs/law.md#register
    """
    found = register(desk, who, year, book)
    made = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}[kind](desk, found, month)
    with delivery(out) as laid:
        laid.file.write(made)
        laid.secure()
        with desk.unit() as uow:
            note(
                uow, desk, who, Kind.REGISTER_EXPORTED, f"register:{found.book}/{found.year}",
                form=kind, month=month, entries=len(found.of_month(month)),
            )
            uow.commit()
        laid.settle()
    return found


def _words(desk: Desk, book: Book | None = None) -> dict[str, Any]:
    true = book is not None and book.true
    return form_words("register", local_day(desk.clock.now()), true=true)


def cells(entry: BookEntry) -> tuple[str | int, ...]:
    """Return the eight columns of an entry, in the order of the book."""
    return (
        entry.written, f"{entry.day:%d/%m/%Y}", ", ".join(part for part in (entry.citizen, entry.citizen_id) if part),
        entry.title, ", ".join(part for part in (entry.officer, entry.officer_title) if part), entry.copies, entry.fee,
        entry.note,
    )  # fmt: skip


def harmless(cell: str | int) -> str | int:
    """Return a cell that no spreadsheet program takes for a formula: such a text gets an apostrophe in front.

    Control signs, which a spreadsheet file cannot hold, are dropped.
    """
    if isinstance(cell, int):
        return cell
    text = "".join(sign for sign in cell if unicodedata.category(sign) != "Cc")
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _csv(desk: Desk, book: Book, month: int | None) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_words(desk, book)["columns"])
    writer.writerows([harmless(cell) for cell in cells(entry)] for entry in book.of_month(month))
    return out.getvalue().encode("utf-8-sig")


def _xlsx(desk: Desk, book: Book, month: int | None) -> bytes:
    from desk.work.register_sheet import book_sheet  # spreadsheets load slowly, and only this needs them

    rows = [([harmless(cell) for cell in cells(entry)], entry.void) for entry in book.of_month(month)]
    return book_sheet(book.name, _words(desk, book), rows)


def _pdf(desk: Desk, book: Book, month: int | None) -> bytes:
    from desk.papers.register_book import register_book_pdf  # setting type loads slowly

    return register_book_pdf(book_page(desk, book, month, office_facts(desk)), _words(desk, book))


def book_page(
    desk: Desk, book: Book, month: int | None, facts: OfficeFacts, bound: "Bound | None" = None
) -> "BookPage":
    """Return a book, or one month of it, as it is printed; `bound` = its place in the year's book, to be bound."""
    from desk.papers.register_book import BookPage

    months = [month] if month is not None else sorted({entry.day.month for entry in book.entries})
    return BookPage(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, book=book.name, year=book.year,
        month=month, at=desk.clock.now(), rehearsal=facts.rehearsal, bound=bound,
        parts=tuple((number, _lines(book.of_month(number)), _sum(book.of_month(number))) for number in months),
        whole=_sum(book.entries),
    )


def _lines(entries: Sequence[BookEntry]) -> tuple[tuple[tuple[str, ...], bool], ...]:
    return tuple((tuple(_shown(cell) for cell in cells(entry)), entry.void) for entry in entries)


def _shown(cell: str | int) -> str:
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell


def _sum(entries: Sequence[BookEntry]) -> tuple[int, int, int, int]:
    added = total(entries)
    return added.numbers, added.void, added.copies, added.fee

