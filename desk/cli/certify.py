"""The certified copy by command: certify, refuse, void, register."""

import argparse
import contextlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.destroying import add_destroy
from desk.cli.entry_shape import entry_line, entry_shape
from desk.cli.run import DONE, SOME_FAULTY, WRONG_USAGE, Commands, Run
from desk.errors import PinsMissing
from desk.text import phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.model.certification import CertifiedCopy, Comparison
    from desk.model.values import Json
    from desk.ports import Desk
    from desk.work.certify import Pins, Wish
    from desk.work.certify_batch import Certified
    from desk.work.duty import Duty
    from desk.work.register import Book, BookEntry, FileKind

_FORMS: tuple["FileKind", ...] = ("csv", "xlsx", "pdf")


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `certify`, `refuse`, `void`, `register` and `destroy`."""
    certify = commands.add_parser("certify", parents=[common], help=phrase("cli.certify"))
    certify.add_argument("document", type=int, metavar="DOC")
    certify.add_argument("further", type=int, nargs="*", metavar="DOC", help=phrase("cli.option.further"))
    certify.add_argument("--title", metavar="T", help=phrase("cli.option.title"))
    certify.add_argument("--officer", metavar="NAME", help=phrase("cli.option.officer"))
    certify.add_argument("--seal", metavar="NAME", help=phrase("cli.option.seal"))
    certify.add_argument("--pin-fd", type=int, metavar="N", help=phrase("cli.option.pin-fd"))
    certify.add_argument("--last-try", action="store_true", help=phrase("cli.option.last-try"))
    certify.add_argument("--compared", action="store_true", help=phrase("cli.option.compared"))
    certify.add_argument("--no-refusal-ground", action="store_true", help=phrase("cli.option.no-refusal-ground"))
    certify.add_argument("--copies", type=_count, default=1, metavar="N", help=phrase("cli.option.copies"))
    certify.add_argument("--note", default="", metavar="T", help=phrase("cli.option.note"))
    certify.add_argument("--expired-meant", action="store_true", help=phrase("cli.option.expired-meant"))
    certify.set_defaults(run=run_certify)
    refuse = commands.add_parser("refuse", parents=[common], help=phrase("cli.refuse"))
    refuse.add_argument("document", type=int, metavar="DOC")
    act = refuse.add_mutually_exclusive_group(required=True)
    act.add_argument("--ground", type=int, action="append", metavar="N")
    act.add_argument("--take-back", metavar="T", help=phrase("cli.option.take-back"))
    refuse.add_argument("--reason", default="", metavar="T")
    refuse.set_defaults(run=run_refuse)
    _add_book(commands, common)
    add_destroy(commands, common)


def _add_book(commands: Commands, common: argparse.ArgumentParser) -> None:
    void = commands.add_parser("void", parents=[common], help=phrase("cli.void"))
    void.add_argument("number", type=int, metavar="NUMBER")
    void.add_argument("--reason", required=True, metavar="T")
    void.set_defaults(run=run_void)
    book = commands.add_parser("register", parents=[common], help=phrase("cli.register"))
    book.add_argument("--month", type=int, choices=range(1, 13), metavar="M")
    book.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help=phrase("cli.option.day"))
    forms = book.add_mutually_exclusive_group()
    for form in _FORMS:
        forms.add_argument(f"--{form}", type=Path, metavar="FILE")
    forms.add_argument("--chain", type=Path, metavar="FILE", help=phrase("cli.option.chain"))
    forms.add_argument("--bind", type=Path, metavar="FILE", help=phrase("cli.option.bind"))
    forms.add_argument("--code", metavar="TEXT", help=phrase("cli.option.code"))
    forms.add_argument("--check", action="store_true", help=phrase("cli.option.check-chain"))
    forms.add_argument("--closings", action="store_true", help=phrase("cli.option.closings"))
    forms.add_argument("--books", action="store_true", help=phrase("cli.option.books"))
    forms.add_argument("--close-day", action="store_true", help=phrase("cli.option.close-day"))
    forms.add_argument("--close-year", action="store_true", help=phrase("cli.option.close-year"))
    book.set_defaults(run=run_register)
    for parser in (void, book):
        parser.add_argument("--year", type=int, metavar="Y")
        parser.add_argument("--book", metavar="B")


def _count(text: str) -> int:
    """Return a number of copies, 1 to 1000; ValueError is argparse's sign of wrong usage."""
    number = int(text)
    if not 1 <= number <= 1000:
        raise ValueError(text)
    return number


def _day(text: str) -> date:
    """Return a day; ValueError is argparse's sign of wrong usage."""
    return date.fromisoformat(text)


# -- certify ----------------------------------------------------------------------------------------------------------


def run_certify(run: Run, options: argparse.Namespace) -> int:
    """Certify a paper from wherever it stands; in the rehearsal office persons and PINs are the rehearsal's."""
    from desk.work.certify import certify
    from desk.work.duty import duty
    from desk.work.lacking import why_unfinished

    if options.further:
        return _run_many(run, options)
    desk, who = run.desk(), run.session()
    seen = duty(desk, who, options.document)
    unclear = _unclear(desk, seen, options)
    if unclear is not None:
        run.warn(run.phrase("cli.usage-wrong", message=unclear))
        return WRONG_USAGE
    wish = _wish(desk, seen, options)
    copy = certify(desk, who, wish, _pins(desk, seen, options), run.progress())
    shape = _copy_shape(desk, copy)
    if copy.stage.done:
        run.say(shape, [run.phrase("cli.out.certified", **shape)])
        return DONE
    with desk.unit(reading=True) as uow:
        why = why_unfinished(uow, copy, run.language)
    told = {**shape, "level": shape["level"] or "-", "why": why.sentence}
    run.say(
        {**shape, "lacking": copy.lacking, "sentence": why.sentence, "cure": why.cure},
        [run.phrase("cli.out.certify-waits", **told)],
    )
    return SOME_FAULTY


def _run_many(run: Run, options: argparse.Namespace) -> int:
    """Certify several papers in one go: both PINs are sent once, a fault of one paper stops no other."""
    from desk.work.certify_batch import by_outcome, certify_batch
    from desk.work.duty import duty

    desk, who = run.desk(), run.session()
    asked = [duty(desk, who, document) for document in (options.document, *options.further)]
    unclear = "--title" if options.title else _unclear(desk, asked[0], options)
    if unclear is not None:
        run.warn(run.phrase("cli.usage-wrong", message=unclear))
        return WRONG_USAGE
    wishes = [_wish(desk, seen, options) for seen in asked]
    needing = next((seen for seen in asked if seen.copy is None), asked[0])
    progress = run.progress()
    told = certify_batch(desk, who, wishes, _pins(desk, needing, options), progress)
    shapes = [_one_shape(run, one) for one in told]
    counts = dict(by_outcome(told))
    run.say({"copies": [shape for shape, _ in shapes], **counts}, [
        *(line for _, line in shapes), run.phrase("cli.out.batch", **counts),
    ])  # fmt: skip
    return DONE if all(one.done for one in told) else SOME_FAULTY


def _one_shape(run: Run, one: "Certified") -> "tuple[Json, str]":
    """Return what became of one paper of several, as JSON and as a line."""
    shape: dict[str, Json] = {"document": one.document_id}
    if one.copy is not None:
        shape = _copy_shape(run.desk(), one.copy)
    if one.done:
        return shape, run.phrase("cli.out.certified", **shape)
    code = getattr(one.fault, "code", None) or (one.copy.lacking if one.copy is not None else None) or "desk.cancelled"
    said = say(code, {"document": one.document_id, **getattr(one.fault, "context", {})}, run.language)
    line = run.phrase("cli.out.batch-lacks", document=one.document_id, why=said.sentence, cure=said.cure)
    return {**shape, "fault": code, "sentence": said.sentence, "cure": said.cure}, line


def _unclear(desk: "Desk", seen: "Duty", options: argparse.Namespace) -> str | None:
    """Return the option that must name one of several who could sign, outside the rehearsal, or None."""
    if desk.rehearsal or seen.copy is not None:
        return None
    people = (("--officer", options.officer, seen.officers), ("--seal", options.seal, seen.seals))
    return next((option for option, named, able in people if named is None and len(able) > 1), None)


def _wish(desk: "Desk", seen: "Duty", options: argparse.Namespace) -> "Wish":
    from desk.work.certify import Wish as Wanted

    return Wanted(
        seen.document.id, _comparison(desk, seen, options), officer=options.officer, seal=options.seal,
        title=options.title, copies=options.copies, note=options.note, expired_meant=options.expired_meant,
    )


def _comparison(desk: "Desk", seen: "Duty", options: argparse.Namespace) -> "Comparison":
    """Return what the command says was compared; the rehearsal says it by itself."""
    from desk.model.certification import Comparison as Compared

    compared = options.compared or desk.rehearsal
    clear = options.no_refusal_ground or desk.rehearsal
    grounds = tuple(ground.number for ground in seen.grounds) if clear else ()
    return Compared(compared=compared, pages=seen.pages if compared else 0, grounds=grounds)


def _pins(desk: "Desk", seen: "Duty", options: argparse.Namespace) -> "Pins":
    """Return the officer's and the seal's PIN: two lines of the stream, or those of the rehearsal.

    Raises:
        PinsMissing: no stream, or not two lines on it. A copy that is sealed already needs none, nor does a key for
            which Windows or a telephone asks; the line of such a key may be empty.
    """
    from desk.model.certification import CopyStage
    from desk.work.certify import Pins as Two

    if options.pin_fd is None and desk.rehearsal:
        from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN

        return Two(OFFICER_PIN, SEAL_PIN)
    if options.pin_fd is None and seen.copy is not None and seen.copy.stage in (CopyStage.WAITING, CopyStage.SEALED):
        return Two("", "")
    asked = [one is None or not desk.keys.is_open(one.token) for one in (seen.officer_signer, seen.seal_signer)]
    if options.pin_fd is None and not any(asked):
        return Two("", "")
    lines: list[str] = []
    if options.pin_fd is not None:
        with contextlib.suppress(OSError, ValueError), os.fdopen(options.pin_fd, encoding="utf-8") as stream:
            lines = [stream.readline().rstrip("\r\n") for _ in range(2)]
    if len(lines) < 2 or any(wanted and not line for wanted, line in zip(asked, lines, strict=True)):
        raise PinsMissing
    return Two(lines[0], lines[1], last_try_meant=options.last_try)


def _copy_shape(desk: "Desk", copy: "CertifiedCopy") -> "dict[str, Json]":
    from desk.work.certify import copy_file

    return {
        "document": copy.document_id, "number": copy.number, "book": copy.book, "year": copy.year,
        "file": str(copy_file(desk, copy)) if copy.stage.done else None,
        "level": copy.level.value if copy.level is not None else None, "fee": copy.fee, "stage": copy.stage.value,
        "pages": copy.pages, "copies": copy.copies, "title": copy.title,
    }  # fmt: skip


# -- refuse and void --------------------------------------------------------------------------------------------------


def run_refuse(run: Run, options: argparse.Namespace) -> int:
    """Refuse to certify a paper, in writing, or take such a refusal back."""
    from desk.work.certify import refuse, take_back

    if options.take_back is not None:
        refusal, file = take_back(run.desk(), run.session(), options.document, options.take_back)
    else:
        refusal, file = refuse(run.desk(), run.session(), options.document, options.ground, options.reason)
    said = "cli.out.taken-back" if refusal.taken_back else "cli.out.refused"
    grounds: list[Json] = list(refusal.grounds)
    run.say(
        {
            "document": refusal.document_id, "dossier": refusal.dossier, "grounds": grounds, "reason": refusal.reason,
            "file": str(file),
        },
        [run.phrase(said, document=refusal.document_id, file=file)],
    )
    return DONE


def run_void(run: Run, options: argparse.Namespace) -> int:
    """Make a number void; it stays in the book with its reason."""
    from desk.work.certify import void, void_slip

    desk, who = run.desk(), run.session()
    copy = void(desk, who, options.number, options.reason, year=options.year, book=options.book)
    file = void_slip(desk, copy)
    run.say(
        {
            "number": copy.number, "book": copy.book, "year": copy.year, "document": copy.document_id,
            "reason": copy.voided_reason, "stage": copy.stage.value, "file": str(file),
        },
        [run.phrase("cli.out.voided", number=copy.number, book=copy.book, year=copy.year, file=file)],
    )
    return DONE


# -- the book ---------------------------------------------------------------------------------------------------------


def run_register(run: Run, options: argparse.Namespace) -> int:
    """Show a book, or write it into a file."""
    from desk.cli.register_care import run_day, run_register_care
    from desk.work.register import export, register

    desk, who = run.desk(), run.session()
    acts = (options.check, options.closings, options.books, options.close_day, options.close_year)
    if any(acts) or any(value is not None for value in (options.code, options.chain, options.bind)):
        return run_register_care(run, options)
    if options.day is not None:
        return run_day(run, options.day)
    out: Path | None = None
    book = None
    for form in _FORMS:
        named: Path | None = getattr(options, form)
        if named is not None:
            out = named.absolute()
            book = export(desk, who, options.book, options.year, form, out, month=options.month)
    book = book or register(desk, who, options.year, options.book)
    entries = book.of_month(options.month)
    shapes: list[Json] = [entry_shape(entry) for entry in entries]
    shape: dict[str, Json] = {"book": book.book, "year": book.year, "name": book.name, "entries": shapes}
    run.say({**shape, **({"file": str(out)} if out is not None else {})}, _book_lines(run, book, entries, out))
    return DONE


def _book_lines(run: Run, book: "Book", entries: "Sequence[BookEntry]", out: Path | None) -> list[str]:
    if out is not None:
        return [run.phrase("cli.out.register-file", name=book.name, entries=len(entries), file=out)]
    lines = [entry_line(run, entry) for entry in entries]
    return [run.phrase("cli.out.register", name=book.name, entries=len(entries)), *lines]
