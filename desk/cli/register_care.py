"""Closing a book, checking its chain, and taking the chain out (khóa sổ, kiểm tra chuỗi): `saoy register --…`."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from desk.cli.entry_shape import entry_line, entry_shape
from desk.cli.run import DONE, SOME_FAULTY, WRONG_USAGE, Run
from desk.text import say
from desk.work.closing import CHECKER as CHECKER

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.work.closing import Closing


def run_register_care(run: Run, options: argparse.Namespace) -> int:
    """Do the one act that was asked for: closing, checking, taking out, binding, listing, looking up."""
    if options.code is not None:
        return _run_code(run, options.code)
    if options.check:
        return _run_check(run, options)
    if options.closings:
        return _run_closings(run, options)
    if options.books:
        return _run_books(run)
    if options.bind is not None:
        return _run_bind(run, options)
    if options.chain is not None:
        return _run_chain(run, options)
    return _run_close(run, options)


def _run_close(run: Run, options: argparse.Namespace) -> int:
    """Close today's page, whose year nobody chooses, or the book of a year; this year is that of Vietnam."""
    from desk.work import closing
    from desk.work.attestation import local_day

    office, who = run.desk(), run.session()
    if options.close_day and options.year is not None:
        run.warn(run.phrase("cli.usage-wrong", message="--close-day --year"))
        return WRONG_USAGE
    if options.close_day:
        closed = closing.close_day(office, who, options.book)
    else:
        year = options.year or local_day(office.clock.now()).year
        closed = closing.close_year(office, who, year, options.book)
    record = closing.closing_record(office, closed)
    run.say({**closing_shape(closed), "file": str(record)}, [_line(run, closed), str(record)])
    return DONE


def _run_check(run: Run, options: argparse.Namespace) -> int:
    """Tell whether the chain is whole, and which entries are not as it tells them."""
    from desk.work.closing import changed_entries, check_chain

    office, who = run.desk(), run.session()
    lines, broken = check_chain(office, who, options.year, options.book)
    changed: list[Json] = [*changed_entries(office, who, options.year, options.book)] if broken is not None else []
    said = [run.phrase("cli.out.chain-whole" if broken is None else "cli.out.chain-broken", lines=lines, place=broken)]
    if changed:
        said.append(run.phrase("cli.out.entries-changed", numbers=", ".join(map(str, changed))))
    run.say({"whole": broken is None, "lines": lines, "first_break": broken, "changed": changed}, said)
    return DONE if broken is None else SOME_FAULTY


def _run_closings(run: Run, options: argparse.Namespace) -> int:
    """Tell how a book stands: its closings, the months bound, and what keeps the year open."""
    from desk.work.binding import bound_months
    from desk.work.closing import book_state

    office, who = run.desk(), run.session()
    state = book_state(office, who, options.year, options.book)
    bound = bound_months(office, who, state.book, state.year)
    shape: dict[str, Json] = {
        "book": state.book, "year": state.year, "lines": state.lines, "head": state.head, "closed": state.closed,
        "closings": [closing_shape(one) for one in state.closings],
        "bound": [{"month": m.month, "first_page": m.first_page, "last_page": m.last_page} for m in bound],
        "stop": state.stop.code if state.stop is not None else None,
    }  # fmt: skip
    lines = [run.phrase("cli.out.closings", book=state.book, year=state.year, lines=state.lines, head=state.head)]
    lines += [_line(run, one) for one in state.closings]
    for m in bound:
        lines.append(run.phrase("cli.out.closings-bound", month=m.month, first=m.first_page, last=m.last_page))
    if state.closed:
        lines.append(run.phrase("cli.out.closings-year"))
    elif state.stop is not None:
        lines.append(say(state.stop.code, state.stop.context, run.language).sentence)
    run.say(shape, lines)
    return DONE


def run_day(run: Run, day: date) -> int:
    """List what was certified or copied on a day, in all books."""
    from desk.work.register import day_list

    entries = day_list(run.desk(), run.session(), day)
    shapes: list[Json] = [{"book": entry.book, **entry_shape(entry)} for entry in entries]
    head = run.phrase("cli.out.register", name=f"{day:%d/%m/%Y}", entries=len(entries))
    run.say({"day": day.isoformat(), "entries": shapes}, [head, *(entry_line(run, entry) for entry in entries)])
    return DONE


def _run_books(run: Run) -> int:
    """List the books there are, newest first."""
    from desk.work.register import books

    there = books(run.desk(), run.session())
    listed: list[Json] = [{"book": book, "year": year} for book, year in there]
    run.say({"books": listed}, [run.phrase("cli.out.book", book=book, year=year) for book, year in there])
    return DONE


def _run_chain(run: Run, options: argparse.Namespace) -> int:
    """Write the chain of a book with the program that checks it."""
    from desk.work.closing import take_out_chain

    out = options.chain.absolute()
    lines, checker = take_out_chain(run.desk(), run.session(), out, options.year, options.book)
    run.say(
        {"file": str(out), "checker": str(checker), "lines": lines},
        [run.phrase("cli.out.chain-file", file=out, checker=checker.name, lines=lines)],
    )
    return DONE


def _run_bind(run: Run, options: argparse.Namespace) -> int:
    """Write one month to be printed and bound; without `--month` that is wrong usage."""
    from desk.work.binding import bind_month

    if options.month is None:
        run.warn(run.phrase("cli.usage-wrong", message="--month"))
        return WRONG_USAGE
    out = options.bind.absolute()
    made = bind_month(run.desk(), run.session(), options.month, out, options.year, options.book)
    run.say(
        {"file": str(out), "month": made.month, "first_page": made.first_page, "last_page": made.last_page},
        [run.phrase("cli.out.bound", month=made.month, first=made.first_page, last=made.last_page, file=out)],
    )
    return DONE


def _run_code(run: Run, text: str) -> int:
    """Tell the entry that the code on a copy leads to, and whether the book says the same."""
    from desk.work.copy_code import look_up

    answer = look_up(run.desk(), run.session(), text)
    entry = answer.entry if answer is not None else None
    fits = answer is not None and answer.fits
    if entry is None:
        words = run.phrase("cli.out.code-unknown")
    elif not fits:
        words = run.phrase("cli.out.code-differs", written=entry.written)
    else:
        said = {"written": entry.written, "day": f"{entry.day:%d/%m/%Y}", "title": entry.title}
        words = run.phrase("cli.out.code-void", **said, note=entry.note) if entry.void else ""
        words = words or run.phrase("cli.out.code-fits", **said)
    run.say({"fits": fits, "entry": entry_shape(entry) if entry is not None else None}, [words])
    return DONE if entry is not None and fits and not entry.void else SOME_FAULTY


def closing_shape(closed: "Closing") -> "dict[str, Json]":
    """Return a closing in the shape of the contract."""
    return {
        "book": closed.book, "year": closed.year, "day": closed.day.isoformat() if closed.day else None,
        "first": closed.first, "last": closed.last, "numbers": closed.numbers, "void": closed.void,
        "unfinished": closed.unfinished, "copies": closed.copies, "fee": closed.fee, "head": closed.head,
    }  # fmt: skip


def _line(run: Run, closed: "Closing") -> str:
    when = f"{closed.day:%d/%m/%Y}" if closed.day else str(closed.year)
    return run.phrase(
        "cli.out.closed", book=closed.book, when=when, numbers=closed.numbers, void=closed.void,
        fee=f"{closed.fee:,}".replace(",", "."), head=closed.head[:16],
    )
