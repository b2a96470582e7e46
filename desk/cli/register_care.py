"""Closing a book, checking its chain, and taking the chain out (khóa sổ, kiểm tra chuỗi): `saoy register --…`."""

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import desk
from desk.cli.run import DONE, SOME_FAULTY, Run

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.work.closing import Closing

CHECKER = Path(desk.__file__).parent / "assets" / "check_register.py"


def run_register_care(run: Run, options: argparse.Namespace) -> int:
    """Do the one of `--chain`, `--check`, `--close-day`, `--close-year` that was asked for."""
    from desk.work import closing

    office, who = run.desk(), run.session()
    if options.check:
        lines, broken = closing.check_chain(office, who, options.year, options.book)
        said = "cli.out.chain-whole" if broken is None else "cli.out.chain-broken"
        told: dict[str, Json] = {"whole": broken is None, "lines": lines, "first_break": broken}
        run.say(told, [run.phrase(said, lines=lines, place=broken)])
        return DONE if broken is None else SOME_FAULTY
    if options.chain:
        out = options.chain.absolute()
        lines = closing.export_chain(office, who, out, options.year, options.book)
        checker = out.with_name(CHECKER.name)
        shutil.copyfile(CHECKER, checker)
        run.say(
            {"file": str(out), "checker": str(checker), "lines": lines},
            [run.phrase("cli.out.chain-file", file=out, checker=checker.name, lines=lines)],
        )
        return DONE
    if options.close_day:
        closed = closing.close_day(office, who, options.book)
    else:
        closed = closing.close_year(office, who, options.year or office.clock.now().year, options.book)
    run.say(closing_shape(closed), [_line(run, closed)])
    return DONE


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
