"""The figures by command: `saoy board` for a day, a week or a month, `saoy report` for the month's paper."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.board import Pace, Share
    from desk.model.values import Json
    from desk.work.board import Board, Column, Waiting

_COUNTS = (
    "dossiers", "handed_over", "papers", "sides", "read", "checked", "doubts", "corrected", "certified", "given",
    "void", "pages", "fee", "true_copies",
)  # fmt: skip


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `board` and `report`."""
    shown = commands.add_parser("board", parents=[common], help=phrase("cli.board"))
    which = shown.add_mutually_exclusive_group()
    which.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help=phrase("cli.option.board-day"))
    which.add_argument("--week", type=date.fromisoformat, metavar="YYYY-MM-DD", help=phrase("cli.option.board-week"))
    which.add_argument("--month", type=_month, metavar="YYYY-MM", help=phrase("cli.option.board-month"))
    shown.set_defaults(run=run_board)
    report = commands.add_parser("report", parents=[common], help=phrase("cli.report"))
    report.add_argument("out", type=Path, nargs="?", metavar="OUT.pdf", help=phrase("cli.option.report-out"))
    report.add_argument("--month", type=_month, metavar="YYYY-MM", help=phrase("cli.option.board-month"))
    report.add_argument("--csv", type=Path, metavar="FILE", help=phrase("cli.option.report-csv"))
    report.set_defaults(run=run_report)


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def run_board(run: Run, options: argparse.Namespace) -> int:
    """Tell the figures of a day, a week or a month; without any of them, of today."""
    from desk.model.board import Span
    from desk.work.board import board

    span = Span.day(options.day) if options.day else Span.month(options.month) if options.month else None
    span = Span.week(options.week) if options.week else span
    _tell(run, board(run.desk(), run.session(), span))
    return DONE


def run_report(run: Run, options: argparse.Namespace) -> int:
    """Write the report of a month as a PDF, with the same figures as CSV when asked; without `--month`, of this one."""
    from desk.work.attestation import local_day
    from desk.work.month_report import lay_month_report, month_report

    desk, who = run.desk(), run.session()
    table = options.csv.absolute() if options.csv else None
    month = options.month or local_day(desk.clock.now())
    if options.out is None:
        laid = lay_month_report(desk, who, month, table)
        out, table, counted = laid.file, laid.table, laid.figures
    else:
        out = options.out.absolute()
        counted = month_report(desk, who, month, out, table)
    run.say(
        {"file": str(out), "csv": str(table) if table else None, **board_shape(counted)},
        [run.phrase("cli.out.report", month=f"{counted.span.first:%m/%Y}", file=out)],
    )
    return DONE


def board_shape(told: "Board") -> "dict[str, Json]":
    """Return the figures in the shape of the contract; percentages are for who reads, so parts and wholes are told."""
    return {
        "from": told.span.first.isoformat(), "to": told.span.last.isoformat(), "at": told.at.isoformat(),
        **{name: getattr(told, name) for name in _COUNTS},
        **{
            name: _share(getattr(told, name)) for name in ("digitised", "with_reuse", "papers_reused", "on_time")
        },
        "seconds": _pace(told.pace),
        "targets": {
            "digitised": told.targets.digitised, "with_reuse": told.targets.reused, "seconds": told.targets.copy_s,
        },
        "before": {
            "from": told.before.span.first.isoformat(), "to": told.before.span.last.isoformat(),
            "dossiers": told.before.dossiers, "papers_reused": _share(told.before.papers),
            "seconds": _pace(told.before.pace),
        },
        **_tables(told),
        "waiting": _waiting(told.waiting) if told.waiting is not None else None,
    }  # fmt: skip


def _tables(told: "Board") -> "dict[str, Json]":
    return {
        "columns": [_column(one) for one in told.columns],
        "trend": [
            {
                "day": one.day.isoformat(), "dossiers": one.dossiers, "papers_reused": _share(one.papers),
                "seconds": _pace(one.pace), "on_time": _share(one.on_time),
            }
            for one in told.trend
        ],
        "procedures": [
            {
                "code": one.code, "name": one.name, "dossiers": one.dossiers, "with_reuse": one.with_reuse,
                "digitised": one.digitised, "papers_reused": _share(one.papers),
            }
            for one in told.procedures
        ],
        "officers": [
            {
                "name": one.name, "dossiers": one.dossiers, "papers": one.papers, "checked": one.checked,
                "certified": one.copies,
            }
            for one in told.officers
        ],
    }  # fmt: skip


def _share(share: "Share") -> "dict[str, Json]":
    return {"part": share.part, "whole": share.whole}


def _pace(pace: "Pace") -> "dict[str, Json]":
    def tenths(seconds: float | None) -> float | None:
        return round(seconds, 1) if seconds is not None else None

    return {
        "median": tenths(pace.middle), "average": tenths(pace.average), "measured": pace.measured,
        "left_out": pace.left_out,
    }  # fmt: skip


def _column(one: "Column") -> "dict[str, Json]":
    return {
        "day": one.day.isoformat(), "hour": one.hour, "dossiers": one.dossiers, "with_reuse": one.with_reuse,
        "certified": one.copies, "papers": one.papers, "sides": one.sides,
    }  # fmt: skip


def _waiting(waiting: "Waiting") -> "dict[str, Json]":
    rows = waiting.rows
    return {
        "stamps": rows.stamps, "people": rows.people, "unchecked": rows.unchecked, "due": rows.due, "late": rows.late,
        "due_first": rows.due_first, "stacks": waiting.stacks, "stack_papers": waiting.stack_papers,
    }  # fmt: skip


def _tell(run: Run, told: "Board") -> None:
    run.say(board_shape(told), _lines(run, told))


def _lines(run: Run, told: "Board") -> Iterator[str]:
    first, last = told.span.first, told.span.last
    days = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} - {last:%d/%m/%Y}"
    counts = {name: getattr(told, name) for name in _COUNTS}
    yield run.phrase("cli.out.board-days", days=days)
    for key, share in (
        ("digitised", told.digitised), ("reuse", told.with_reuse), ("papers", told.papers_reused),
        ("on-time", told.on_time),
    ):  # fmt: skip
        yield run.phrase(f"cli.out.board-{key}", part=share.part, whole=share.whole, percent=_percent(run, share))
    yield run.phrase("cli.out.board-sides", **counts)
    yield run.phrase("cli.out.board-checked", **counts)
    yield run.phrase("cli.out.board-certified", **{**counts, "fee": f"{told.fee:,}".replace(",", ".")})
    pace = told.pace
    if pace.middle is not None and pace.average is not None:
        yield run.phrase(
            "cli.out.board-pace", middle=f"{pace.middle:.0f}", average=f"{pace.average:.0f}", measured=pace.measured
        )
    if told.waiting is not None:
        yield run.phrase("cli.out.board-waiting", **_waiting(told.waiting))
    for one in told.procedures:
        yield run.phrase("cli.out.board-procedure", name=one.name, dossiers=one.dossiers, reused=one.with_reuse)
    for officer in told.officers:
        yield run.phrase(
            "cli.out.board-officer", name=officer.name, dossiers=officer.dossiers, papers=officer.papers,
            checked=officer.checked, copies=officer.copies,
        )  # fmt: skip


def _percent(run: Run, share: "Share") -> str:
    if share.percent is None:
        return "-"
    percent = f"{share.percent:.1f} %"
    return percent.replace(".", ",") if run.language == "vi" else percent
