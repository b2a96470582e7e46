"""Closing a book, checking its chain, and taking the chain out (khóa sổ, kiểm tra chuỗi): `saoy register --…`."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.entry_shape import entry_shape
from desk.cli.run import DONE, SOME_FAULTY, WRONG_USAGE, Run
from desk.work.closing import CHECKER as CHECKER

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.work.closing import Closing


def run_register_care(run: Run, options: argparse.Namespace) -> int:
    """Do the one of `--code`, `--chain`, `--bind`, `--check`, `--close-day`, `--close-year` that was asked for."""
    from desk.work import closing

    office, who = run.desk(), run.session()
    if options.code:
        return _run_code(run, options.code)
    if options.check:
        lines, broken = closing.check_chain(office, who, options.year, options.book)
        said = "cli.out.chain-whole" if broken is None else "cli.out.chain-broken"
        told: dict[str, Json] = {"whole": broken is None, "lines": lines, "first_break": broken}
        run.say(told, [run.phrase(said, lines=lines, place=broken)])
        return DONE if broken is None else SOME_FAULTY
    if options.bind:
        return _run_bind(run, options)
    if options.chain:
        out = options.chain.absolute()
        lines, checker = closing.take_out_chain(office, who, out, options.year, options.book)
        run.say(
            {"file": str(out), "checker": str(checker), "lines": lines},
            [run.phrase("cli.out.chain-file", file=out, checker=checker.name, lines=lines)],
        )
        return DONE
    if options.close_day:
        closed = closing.close_day(office, who, options.book)
    else:
        closed = closing.close_year(office, who, options.year or office.clock.now().year, options.book)
    record = closing.closing_record(office, closed)
    run.say({**closing_shape(closed), "file": str(record)}, [_line(run, closed), str(record)])
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
        words = run.phrase("cli.out.code-fits", written=entry.written, day=f"{entry.day:%d/%m/%Y}", title=entry.title)
    run.say({"fits": fits, "entry": entry_shape(entry) if entry is not None else None}, [words])
    return DONE if fits else SOME_FAULTY


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
