"""Care of the archive by command (gia hạn lưu trữ): what waits or ages, completing and renewing it; fit for a timer."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.archive_scans import care_of_scans
from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.model.certification import CertifiedCopy
    from desk.model.values import Json
    from desk.work.archive_care import Ageing, Renewal


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `archive`."""
    archive = commands.add_parser("archive", parents=[common], help=phrase("cli.archive"))
    archive.add_argument("--complete", action="store_true", help=phrase("cli.option.archive-complete"))
    archive.add_argument("--renew", action="store_true", help=phrase("cli.option.archive-renew"))
    archive.add_argument("--within", type=int, metavar="DAYS", help=phrase("cli.option.archive-within"))
    archive.set_defaults(run=run_archive)


def run_archive(run: Run, options: argparse.Namespace) -> int:
    """Tell what waits for a time stamp and what ages, copies and signed scans; complete and renew when asked to.

    Exit code 1 when something waits or ages that was to be completed or renewed, whose time is over, or whose time
    stamp cannot be read.
    """
    from desk.work import archive_care
    from desk.work.certify import waiting
    from desk.work.lasting import READERS
    from desk.work.resume import complete_waiting
    from desk.work.true_copy import waiting_true_copies

    desk, who = run.desk(), run.session()
    who.require(*READERS)
    if options.complete:
        complete_waiting(desk, who, run.progress())
    renewed = archive_care.renew_ageing(desk, who, run.progress(), options.within) if options.renew else []
    unfinished = [*waiting(desk), *waiting_true_copies(desk)]
    old = archive_care.ageing(desk, who, run.progress(), options.within)
    scans = care_of_scans(run, options)
    value: dict[str, Json] = {
        "waiting": [_copy_shape(copy) for copy in unfinished], "ageing": [_ageing_shape(one) for one in old],
        "renewed": [_renewal_shape(run, one) for one in renewed], "scans": scans.value,
    }  # fmt: skip
    lines = [*_waiting_lines(run, unfinished), *_renewed_lines(run, renewed), *_ageing_lines(run, old)]
    run.say(value, [*lines, *scans.lines])
    lost = any(one.late or one.until is None for one in old)
    faulty = (options.complete and unfinished) or archive_care.left(renewed) or lost
    return SOME_FAULTY if faulty or scans.faulty else DONE


def _copy_shape(copy: "CertifiedCopy") -> "dict[str, Json]":
    return {
        "document": copy.document_id, "book": copy.book, "year": copy.year, "number": copy.number,
        "stage": copy.stage.value, "level": copy.level.value if copy.level is not None else None,
        "lacking": copy.lacking,
    }  # fmt: skip


def _ageing_shape(one: "Ageing") -> "Json":
    return {
        **_copy_shape(one.copy), "until": one.until.isoformat() if one.until is not None else None,
        "authority": one.stamp.authority if one.stamp is not None else None, "algorithm": one.algorithm,
        "late": one.late,
    }  # fmt: skip


def _renewal_shape(run: Run, one: "Renewal") -> "Json":
    shape: dict[str, Json] = {**_copy_shape(one.copy), "done": one.done}
    if one.until is not None:
        shape["until"] = one.until.isoformat()
    if one.fault is not None:
        shape |= run.fault(one.fault)
    return shape


def _waiting_lines(run: Run, copies: "Iterable[CertifiedCopy]") -> "Iterable[str]":
    for copy in copies:
        level = copy.level.value if copy.level is not None else "-"
        yield run.phrase("cli.out.archive-waits", number=copy.number, book=copy.book, year=copy.year, level=level)


def _renewed_lines(run: Run, renewals: "Iterable[Renewal]") -> "Iterable[str]":
    for one in renewals:
        copy = one.copy
        if one.done and one.until is not None:
            until = f"{one.until:%d/%m/%Y}"
            yield run.phrase("cli.out.archive-renewed", number=copy.number, book=copy.book, year=copy.year, until=until)
        elif one.fault is not None:
            told = run.fault(one.fault)
            yield run.phrase(
                "cli.out.archive-not-renewed", number=copy.number, book=copy.book, year=copy.year,
                why=told["sentence"], cure=told["cure"],
            )  # fmt: skip


def _ageing_lines(run: Run, old: "list[Ageing]") -> "Iterable[str]":
    yield run.phrase("cli.out.archive", count=len(old))
    for one in old:
        copy = one.copy
        key = "archive-unread" if one.until is None else "archive-late" if one.late else "archive-ages"
        until = f"{one.until:%d/%m/%Y}" if one.until is not None else "-"
        yield run.phrase(
            f"cli.out.{key}", number=copy.number, book=copy.book, year=copy.year, until=until,
            authority=one.stamp.authority if one.stamp is not None else "-",
        )  # fmt: skip
