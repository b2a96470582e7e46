"""`saoy verify`: the signatures of any PDF, with or without an office."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, WRONG_USAGE, Commands, Run
from desk.cli.trust import add_trust
from desk.model.deadline import VIETNAM
from desk.text import phrase

if TYPE_CHECKING:
    from desk.work.own_copy import BookAnswer
    from signing.report import Reason, Report


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `verify`, and `trust`, by which it judges."""
    verify = commands.add_parser("verify", parents=[common], help=phrase("cli.verify"))
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--trust", type=Path, metavar="DIR", help=phrase("cli.option.trust"))
    verify.add_argument("--at", type=_moment, metavar="TIME", help=phrase("cli.option.at"))
    verify.add_argument("--record", type=Path, metavar="PDF", help=phrase("cli.option.verify-record"))
    verify.add_argument("--take", nargs=2, metavar=("N", "PDF"), help=phrase("cli.option.verify-take"))
    verify.set_defaults(run=run_verify)
    add_trust(commands, common)


def _moment(text: str) -> datetime:
    """Return a moment given as ISO 8601; without a zone it is UTC."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(phrase("cli.time-wrong", text=text)) from fault
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def run_verify(run: Run, options: argparse.Namespace) -> int:
    """Verify a file; exit code 0 only for TOTAL-PASSED, 1 for any other verdict or a book that says no.

    Roots are those of `--trust` and, when `--office` names one, of that office; without either nobody is trusted.
    `--record` writes the record of the check too, as the officer who acts.
    """
    from desk.settings import TRUST, Settings, read_settings
    from desk.wiring import signatures_for
    from desk.work.checked import record
    from desk.work.verify import verify_file
    from desk.work.verify_fields import report_fields
    from signing.report import Verdict

    named = getattr(options, "office", None)
    settings = read_settings(named) if named is not None else Settings(run.office, "-")
    room = signatures_for(settings)
    try:
        trust = room.trust() if named is not None and (settings.home / TRUST).is_dir() else None
        report = verify_file(room, options.file, options.trust, options.at, trust)
    finally:
        room.close()
    book = _book(run, options.file, report) if named is not None else None
    if options.take is not None and not _taken(run, options, report):
        return WRONG_USAGE
    if options.record is not None:
        record(run.desk(), run.session(), (options.file, options.file.name), report, options.record.absolute(), book)
    run.say(report_fields(str(options.file), report, run.language, book), _lines(run, report, book))
    whole = report.verdict is Verdict.PASSED and not (book is not None and book.against)
    return DONE if whole else SOME_FAULTY


def _taken(run: Run, options: argparse.Namespace, report: "Report") -> bool:
    """Write the state of the file that a revision closed; False when it has none of that number."""
    from desk.work.checked import take_signed

    number, out = options.take
    end = next((one.end for one in report.revisions if str(one.number) == number), None)
    if end is None:
        run.warn(run.phrase("cli.usage-wrong", message=f"--take {number}"))
        return False
    take_signed(options.file, end, Path(out).absolute())
    return True


def _book(run: Run, file: Path, report: "Report") -> "BookAnswer | None":
    """Ask the named office's own book about its copy; None when nobody is named who may read it."""
    from desk.errors import DeskError
    from desk.work.own_copy import ask_book

    if not report.ours:
        return None
    try:
        return ask_book(run.desk(), run.session(), file, report)
    except DeskError:
        return None


def _lines(run: Run, report: "Report", book: "BookAnswer | None") -> list[str]:
    from desk.work.verify import for_people

    told = for_people(report, run.language, book)
    lines = [told.sentence]
    lines += [run.phrase("cli.out.verify-reason", sentence=text) for text in told.reasons]
    for one in report.signatures:
        level = one.level or run.phrase("verify.level-none")
        state = _state(run, one.reasons)
        at = f"{one.signed_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if one.signed_at else "-"
        lines.append(run.phrase(
            "cli.out.verify-signature", field=one.field, signer=one.signer, at=at, level=level, state=state
        ))  # fmt: skip
    for stamp in report.timestamps:
        at = f"{stamp.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if stamp.at else "-"
        lines.append(run.phrase(
            "cli.out.verify-timestamp", authority=stamp.authority, at=at, state=_state(run, stamp.reasons)
        ))  # fmt: skip
    return [*lines, *told.notes]


def _state(run: Run, reasons: tuple["Reason", ...]) -> str:
    from desk.work.verify import why

    return why(reasons[0], run.language) if reasons else run.phrase("cli.out.verify-whole")
