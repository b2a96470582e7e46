"""`saoy book`: how the office's books are marked, and where copies are looked up (ký hiệu sổ, địa chỉ tra cứu)."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.run import DONE, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.values import Json


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `book`."""
    book = commands.add_parser("book", parents=[common], help=phrase("cli.book"))
    book.add_argument("--symbol", metavar="S", help=phrase("cli.option.book-symbol"))
    book.add_argument("--number", metavar="TEXT", help=phrase("cli.option.book-number"))
    book.add_argument("--name", metavar="TEXT", help=phrase("cli.option.book-name"))
    book.add_argument("--year", type=int, metavar="Y", help=phrase("cli.option.book-year"))
    book.add_argument("--true-copies", action="store_true", help=phrase("cli.option.book-true"))
    book.add_argument("--lookup", metavar="ADDRESS", help=phrase("cli.option.book-lookup"))
    book.set_defaults(run=run_book)


def run_book(run: Run, options: argparse.Namespace) -> int:
    """Tell how the books are marked, after setting what was said."""
    from desk.work.attestation import local_day
    from desk.work.books import Marking, mark_books, marked_books
    from desk.work.own_marks import BookMarks

    desk = run.desk()
    wishes = []
    if any(value is not None for value in (options.symbol, options.number, options.name)):
        year = options.year or local_day(desk.clock.now()).year
        marks = BookMarks(options.symbol, options.number, options.name)
        wishes.append(Marking(year, marks, true=options.true_copies))
    if wishes or options.lookup is not None:
        mark_books(desk, run.session(), wishes, options.lookup)
    books, lookup = marked_books(desk)
    shapes: list[Json] = [
        {
            "book": one.family, "year": one.year, "symbol": one.symbol, "number": one.number, "name": one.name,
            "begun": one.begun,
        }
        for one in books
    ]  # fmt: skip
    lines = [
        run.phrase("cli.out.marked-book-begun" if one.begun else "cli.out.marked-book", year=one.year, name=one.name,
                   symbol=one.symbol, number=one.number)
        for one in books
    ]  # fmt: skip
    run.say({"books": shapes, "lookup": lookup or None}, [*lines, run.phrase("cli.out.lookup", address=lookup or "-")])
    return DONE
