"""Closing the book (khóa sổ): of a day, of a year; and taking out its chain for those who check it elsewhere.

A day is closed by its own line in the book's chain. What nobody closed is closed when the next number is taken, so
that no day lacks its head; a year is closed by a person, once all its copies are finished or void.

Law: docs/law.md#register
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import BookOpen, BookUnknown, DeskError, OutputIsInput, YearRuns
from desk.model.certification import CertifiedCopy, CopyKind, CopyStage
from desk.model.chain import FOLLOWED, GENESIS, Line, LineKind, entry_facts, first_break
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import day_begins, form_words, local_day, of_true_copies, wording_of, wording_on
from desk.work.copy_files import CLOSINGS, lay, plain
from desk.work.deliver import delivery
from desk.work.journalling import note
from desk.work.office import office_facts
from desk.work.true_wording import true_wording_on
from desk.work.which_book import which_book

if TYPE_CHECKING:
    from desk.model.values import Json

CLOSERS = (Role.RECEPTION, Role.CERTIFIER, Role.SEAL)
READERS = (*CLOSERS, Role.INSPECTOR, Role.ADMIN)
FORMAT = "saoy-register-1"
CHECKER = Path(str(resources.files("desk"))) / "assets" / "check_register.py"
"""The program that checks a chain taken out, on any machine with Python."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What a day or a year came to (khóa sổ).

    Attributes:
        day: The day in Vietnam; None for the closing of a year.
        first: First number counted, `last` the last one; both 0 when none was taken.
        numbers: How many numbers, void ones included.
        void: How many of them are void at the closing; `unfinished`: have a number and no finished file yet.
        copies: Copies of the numbers that are not void; `fee` in VND, of the same.
        at: When it was closed, by `by`.
        head: The chain's last link after the closing, 64 hex digits.
    """

    book: str
    year: int
    day: date | None
    first: int
    last: int
    numbers: int
    void: int
    unfinished: int
    copies: int
    fee: int
    by: str = ""
    at: datetime | None = None
    head: str = GENESIS


def close_day(desk: Desk, who: Session, book: str | None = None) -> Closing:
    """Close today's page of a book, and every earlier day that nobody closed.

    Again the same day counts what was added or changed since; when nothing was, the closing there is given back.

    Args:
        desk: The office.
        who: Who closes.
        book: Its symbol; None = the book in use.

    Raises:
        RoleMissing; BookUnknown: no number was ever taken in this year's book.
    """
    who.require(*CLOSERS)
    today = local_day(desk.clock.now())
    with desk.unit() as uow:
        symbol = book or wording_on(uow, today).symbol
        if not uow.chains.head(symbol, today.year).lines:
            raise BookUnknown(book=symbol, year=today.year)
        close_days_before(uow, desk, who, symbol, today)
        last = uow.chains.last_line(symbol, today.year, LineKind.DAY)
        done = last is not None and last.facts["day"] == today.isoformat()
        if last is not None and done and not _entries_since(uow, symbol, last, today.year):
            closing = _told(symbol, today.year, last)
        else:
            closing = _close_day(uow, desk, who, symbol, today)
        uow.commit()
    return closing


def close_days_before(uow: UnitOfWork, desk: Desk, who: Session, book: str, day: date) -> None:
    """Close, in this unit, each day before `day` with numbers that no closing counts yet; the year before too."""
    for year in (day.year - 1, day.year):
        last = uow.chains.last_line(book, year, LineKind.DAY)
        told = [line.facts for line in _entries_since(uow, book, last, year)]
        taken = [str(facts["certified_at"]) for facts in told if facts["state"] == "numbered"]
        days = sorted({local_day(datetime.fromisoformat(moment)) for moment in taken})
        due = [one for one in days if one < day and one.year == year]
        # Read once: a book that came from an older program may have a whole year of days to be closed.
        begun: dict[date, list[CertifiedCopy]] = {}
        for copy in uow.copies.of_book(book, year, day_begins(due[0])) if due else []:
            begun.setdefault(local_day(copy.certified_at), []).append(copy)
        for each in due:
            _close(uow, desk, who, _counted(book, year, each, begun.get(each, [])))


def _entries_since(uow: UnitOfWork, book: str, closing: Line | None, year: int) -> list[Line]:
    """Return the lines of entries behind a closing; None = all of the year."""
    lines = uow.chains.lines(book, year, after=closing.place if closing is not None else 0)
    return [line for line in lines if line.kind is LineKind.ENTRY]


def _close_day(uow: UnitOfWork, desk: Desk, who: Session, book: str, day: date) -> Closing:
    return _close(uow, desk, who, _of_day(uow, book, day))


def _of_day(uow: UnitOfWork, book: str, day: date) -> Closing:
    begun = uow.copies.of_book(book, day.year, day_begins(day))
    return _counted(book, day.year, day, [copy for copy in begun if local_day(copy.certified_at) == day])


def close_year(desk: Desk, who: Session, year: int, book: str | None = None) -> Closing:
    """Close the book of a year: on 31 December or later, when every copy is finished or void; again changes nothing.

    Raises:
        RoleMissing, BookUnknown; BookOpen: too early, or copies are under way.
    """
    who.require(*CLOSERS)
    today = local_day(desk.clock.now())
    with desk.unit() as uow:
        symbol, _ = which_book(uow, book, year, today)
        if not uow.chains.head(symbol, year).lines:
            raise BookUnknown(book=symbol, year=year)
        done = uow.chains.last_line(symbol, year, LineKind.YEAR)
        if done is not None:
            return _told(symbol, year, done)
        closing = _counted(symbol, year, None, uow.copies.of_book(symbol, year))
        stop = _open_still(closing, today)
        if stop is not None:
            raise stop
        close_days_before(uow, desk, who, symbol, date(year, 12, 31))
        _close_day(uow, desk, who, symbol, date(year, 12, 31))
        closing = _close(uow, desk, who, closing)
        uow.commit()
    return closing


@dataclass(frozen=True, slots=True)
class BookState:
    """How a book of a year stands (tình trạng sổ): what was closed, what closing now would count, what keeps it open.

    Attributes:
        lines: Lines of its chain; `head` the last link.
        closings: Those made, in their order.
        today: What closing today would count; None for a book of another year. `whole` likewise for the year.
        fresh: Numbers of today changed or were taken since its last closing.
        closed: The year is closed.
        stop: The fault that keeps the year from being closed now, or None.
    """

    book: str
    year: int
    lines: int
    head: str
    closings: tuple[Closing, ...]
    today: Closing | None
    whole: Closing
    fresh: bool
    closed: bool
    stop: DeskError | None


def book_state(desk: Desk, who: Session, year: int | None = None, book: str | None = None) -> BookState:
    """Return how a book stands; nothing is written.

    Raises:
        RoleMissing, BookUnknown.
    """
    who.require(*READERS)
    today = local_day(desk.clock.now())
    with desk.unit(reading=True) as uow:
        symbol, which = which_book(uow, book, year, today)
        lines, closed = uow.chains.lines(symbol, which), uow.chains.closed(symbol, which)
        counted = _counted(symbol, which, None, uow.copies.of_book(symbol, which))
        now = _of_day(uow, symbol, today) if which == today.year else None
    made = tuple(_told(symbol, which, line) for line in lines if line.kind is not LineKind.ENTRY)
    last = next((line for line in reversed(lines) if line.kind is LineKind.DAY), None)
    fresh = last is None or last.facts["day"] != today.isoformat() or lines[-1].kind is LineKind.ENTRY
    stop = None if closed else BookUnknown(book=symbol, year=which) if not lines else _open_still(counted, today)
    head = lines[-1].hash if lines else GENESIS
    return BookState(symbol, which, len(lines), head, made, now, counted, now is not None and fresh, closed, stop)


def _open_still(counted: Closing, today: date) -> BookOpen | None:
    """Return what keeps a year from being closed, or None."""
    if counted.unfinished:
        return BookOpen(book=counted.book, year=counted.year, open=counted.unfinished)
    if today < date(counted.year, 12, 31):
        return YearRuns(book=counted.book, year=counted.year)
    return None


def closings(desk: Desk, who: Session, year: int | None = None, book: str | None = None) -> list[Closing]:
    """List the closings of a book in their order."""
    who.require(*READERS)
    today = local_day(desk.clock.now())
    with desk.unit(reading=True) as uow:
        symbol, which = which_book(uow, book, year, today)
        lines = uow.chains.lines(symbol, which)
    return [_told(symbol, which, line) for line in lines if line.kind is not LineKind.ENTRY]


def _counted(book: str, year: int, day: date | None, copies: list[CertifiedCopy]) -> Closing:
    good = [copy for copy in copies if copy.stage is not CopyStage.VOID]
    return Closing(
        book, year, day, first=copies[0].number if copies else 0, last=copies[-1].number if copies else 0,
        numbers=len(copies), void=len(copies) - len(good), unfinished=sum(not copy.stage.done for copy in good),
        copies=sum(copy.copies for copy in good), fee=sum(copy.fee for copy in good),
    )  # fmt: skip


def _close(uow: UnitOfWork, desk: Desk, who: Session, closing: Closing) -> Closing:
    facts: dict[str, Json] = {
        "first": closing.first, "last": closing.last, "numbers": closing.numbers, "void": closing.void,
        "unfinished": closing.unfinished, "copies": closing.copies, "fee": closing.fee, "by": who.officer.name,
        **({"day": closing.day.isoformat()} if closing.day else {}),
    }  # fmt: skip
    kind = LineKind.DAY if closing.day else LineKind.YEAR
    line = uow.chains.close(closing.book, closing.year, desk.clock.now(), kind, facts)
    note(
        uow, desk, who, Kind.BOOK_CLOSED, f"register:{closing.book}/{closing.year}",
        day=closing.day.isoformat() if closing.day else None, numbers=closing.numbers, head=line.hash,
    )
    return _told(closing.book, closing.year, line)


def _told(book: str, year: int, line: Line) -> Closing:
    facts = line.facts
    day = facts.get("day")
    counts = ("first", "last", "numbers", "void", "unfinished", "copies", "fee")
    return Closing(
        book, year, date.fromisoformat(str(day)) if day else None, **{name: int(str(facts[name])) for name in counts},
        by=str(facts["by"]), at=datetime.fromisoformat(line.at), head=line.hash,
    )  # fmt: skip


def closing_record(desk: Desk, closing: Closing) -> Path:
    """Lay the record of a closing where a person finds it, to be printed and kept with the book; return its path.

    Raises:
        OutputRefused.
    """
    from desk.papers.closing_record import ClosingData, closing_pdf  # setting type loads slowly

    facts, at = office_facts(desk), closing.at or desk.clock.now()
    day = closing.day or date(closing.year, 12, 31)
    with desk.unit(reading=True) as uow:
        true = of_true_copies(uow, closing.book, day)
        wording = true_wording_on(uow, CopyKind.SAO_Y, day) if true else wording_on(uow, day)
        first, last = (_written(uow, closing, number) for number in (closing.first, closing.last))
    data = ClosingData(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, year=closing.year, day=closing.day,
        book=wording.book_name(closing.year, closing.book), first=first, last=last, numbers=closing.numbers,
        void=closing.void, unfinished=closing.unfinished, copies=closing.copies, fee=closing.fee, seal=closing.head,
        officer=closing.by, at=at,
        rehearsal=facts.rehearsal,
    )
    name = f"{closing.day.isoformat() if closing.day else closing.year}-{plain(closing.book)}-{closing.head[:8]}.pdf"
    return lay(desk, CLOSINGS, name, closing_pdf(data, form_words("closing", local_day(at), true=true)))


def _written(uow: UnitOfWork, closing: Closing, number: int) -> str:
    """Return a number as it stands on its copy: the kinds of true copies have marks of their own."""
    copy = uow.copies.by_number(closing.book, closing.year, number)
    return wording_of(uow, copy).number(number) if copy is not None else str(number)


# -- the chain in a file ----------------------------------------------------------------------------------------------


def check_chain(desk: Desk, who: Session, year: int | None = None, book: str | None = None) -> tuple[int, int | None]:
    """Return how many lines a book's chain has, and the place of the first that is not in order, or None.

    In order is a line that follows from the one before it, and that the book's own rows still agree with: so a row
    changed behind the program's back is found too. One place more than there are lines = the chain lacks its end.

    Raises:
        RoleMissing, BookUnknown.
    """
    who.require(*READERS)
    today = local_day(desk.clock.now())
    with desk.unit(reading=True) as uow:
        symbol, which = which_book(uow, book, year, today)
        lines, head = uow.chains.lines(symbol, which), uow.chains.head(symbol, which)
        differing = _differing(uow, symbol, which, lines)
    broken = first_break(symbol, which, lines)
    if broken is None and (head.lines, head.hash) != (len(lines), lines[-1].hash if lines else GENESIS):
        broken = len(lines) + 1
    return len(lines), min((place for place in (broken, *differing.values()) if place is not None), default=None)


def changed_entries(desk: Desk, who: Session, year: int | None = None, book: str | None = None) -> list[int]:
    """Return the numbers of a book whose entry is not as the chain tells it: changed, taken out, or never told.

    Raises:
        RoleMissing, BookUnknown.
    """
    who.require(*READERS)
    today = local_day(desk.clock.now())
    with desk.unit(reading=True) as uow:
        symbol, which = which_book(uow, book, year, today)
        return sorted(_differing(uow, symbol, which, uow.chains.lines(symbol, which)))


def _differing(uow: UnitOfWork, book: str, year: int, lines: list[Line]) -> dict[int, int]:
    """Return the numbers whose row is not as their last line tells it, each with the place of that line."""
    told = {int(str(line.facts["number"])): line for line in lines if line.kind is LineKind.ENTRY}
    rows = {copy.number: entry_facts(copy) for copy in uow.copies.of_book(book, year)}
    numbers = {*told, *rows, *range(1, uow.copies.next_number(book, year))}
    return {
        number: told[number].place if number in told else len(lines) + 1
        for number in numbers
        if number not in told or number not in rows or not _agrees(told[number], rows[number])
    }


def _agrees(line: Line, row: "dict[str, Json]") -> bool:
    return {name: value for name, value in line.facts.items() if name not in FOLLOWED} == row


def take_out_chain(
    desk: Desk, who: Session, out: Path, year: int | None = None, book: str | None = None
) -> tuple[int, Path]:
    """Write a book's chain with the program that checks it beside; return the lines and the program's place.

    Raises:
        RoleMissing, BookUnknown, FileMissing, OutputRefused; OutputIsInput: the chain would have the program's name.
    """
    checker = out.with_name(CHECKER.name)
    if out.name.casefold() == checker.name:
        raise OutputIsInput(file=out.name)
    lines = export_chain(desk, who, out, year, book)
    with delivery(checker) as laid:
        laid.file.write(CHECKER.read_bytes())
        laid.secure()
        laid.settle()
    return lines, checker


def export_chain(desk: Desk, who: Session, out: Path, year: int | None = None, book: str | None = None) -> int:
    """Write a book's chain as JSON lines for `check_register.py`, which needs nothing of this program.

    The first line names the book, each other one is a line of the chain. The file appears whole or not at all.

    Returns:
        How many lines the chain has.

    Raises:
        RoleMissing, BookUnknown, FileMissing, OutputRefused.
    """
    who.require(*READERS)
    today, facts = local_day(desk.clock.now()), office_facts(desk)
    with desk.unit(reading=True) as uow:
        symbol, which = which_book(uow, book, year, today)
        lines, end = uow.chains.lines(symbol, which), uow.chains.head(symbol, which)
    if not lines:
        raise BookUnknown(book=symbol, year=which)
    # What the book says of its end goes along, so that lines cut off in the database are missed in the file.
    head = {
        "format": FORMAT, "book": symbol, "year": which, "authority": facts.authority, "lines": end.lines,
        "head": end.hash,
    }  # fmt: skip
    told = [{"place": one.place, "at": one.at, "kind": one.kind, "body": one.body, "hash": one.hash} for one in lines]
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in (head, *told))
    with delivery(out) as laid:
        laid.file.write(text.encode())
        laid.secure()
        with desk.unit() as uow:
            note(
                uow, desk, who, Kind.REGISTER_EXPORTED, f"register:{symbol}/{which}",
                form="chain", month=None, entries=len(lines),
            )
            uow.commit()
        laid.settle()
    return len(lines)
