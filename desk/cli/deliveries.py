"""`saoy deliveries`, what waits to leave the office and what left; `saoy remembered`, what is typed again and again."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.run import DONE, Commands, Run
from desk.model.deadline import VIETNAM
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.work.waiting_work import Line

_SORTS = ("stuck", "person", "stamp", "to-hand", "work", "handed")


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `deliveries` and `remembered`."""
    listed = commands.add_parser("deliveries", parents=[common], help=phrase("cli.deliveries"))
    listed.add_argument("--only", choices=_SORTS, metavar="SORT", help=phrase("cli.option.deliveries-only"))
    listed.add_argument("--late", action="store_true", help=phrase("cli.option.deliveries-late"))
    listed.add_argument("--days", type=_days, metavar="N", help=phrase("cli.option.deliveries-days"))
    listed.set_defaults(run=run_deliveries)
    known = commands.add_parser("remembered", parents=[common], help=phrase("cli.remembered"))
    known.add_argument("field", metavar="FIELD", help=phrase("cli.option.remembered-field"))
    known.add_argument("words", nargs="*", metavar="WORDS")
    known.add_argument("--kind", metavar="KIND", help=phrase("cli.option.remembered-kind"))
    known.set_defaults(run=run_remembered)


def _days(text: str) -> int:
    """Return days, 0 to 3660; ValueError is argparse's sign of wrong usage."""
    days = int(text)
    if not 0 <= days <= 3660:
        raise ValueError(text)
    return days


def run_deliveries(run: Run, options: argparse.Namespace) -> int:
    """List what waits to leave the office, the most pressing first, and what left in the last days."""
    from desk.work.waiting_work import DAYS_BACK, counted, deliveries

    lines = deliveries(run.desk(), run.session(), DAYS_BACK if options.days is None else options.days)
    wanted = [
        line
        for line in lines
        if (options.only is None or line.sort.value == options.only) and (line.overdue or not options.late)
    ]
    count = counted(lines)
    run.say(
        {
            "deliveries": [_shape(run, line) for line in wanted],
            "waiting": {
                "stuck": count.stuck,
                "person": count.people,
                "stamp": count.stamps,
                "to_hand": count.to_hand,
                "overdue": count.overdue,
                "today": count.today,
            },
        },
        [_line(run, line) for line in wanted] or [run.phrase("cli.out.deliveries-none")],
    )
    return DONE


def _shape(run: Run, line: "Line") -> "Json":
    told = reason_told(run, line)
    due = line.due_at.astimezone(VIETNAM).isoformat() if line.due_at is not None else None
    return {
        "sort": line.sort.value,
        "dossier": line.dossier,
        "citizen": line.citizen,
        "title": line.title,
        "document": line.document or None,
        "number": line.number,
        "due": due,
        "days_late": line.late,
        "overdue": line.overdue,
        "today": line.today,
        "deferred": line.deferred,
        "reason": line.reason or None,
        "sentence": told[0] or None,
        "cure": told[1] or None,
        "at": line.at.astimezone(VIETNAM).isoformat(),
        "papers": line.papers,
        "digest": line.digest or None,
    }


def reason_told(run: Run, line: "Line") -> tuple[str, str]:
    """Return what keeps a line here, and what to do, each a sentence; two empty ones for nothing."""
    from desk.text import say

    if not line.reason:
        return "", ""
    said = say(line.reason if line.reason != "secrecy" else "deliveries.secrecy", line.context, run.language)
    return said.sentence, said.cure


def _line(run: Run, line: "Line") -> str:
    told = [part for part in reason_told(run, line) if part]
    due = run.phrase("cli.out.deliveries-due", due=f"{line.due_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}") \
        if line.due_at is not None and line.sort.waits else ""  # fmt: skip
    late = run.phrase("cli.out.deliveries-overdue") if line.overdue else ""
    late = run.phrase("cli.out.deliveries-late", days=line.late) if line.late else late
    parts = [run.phrase(f"deliveries.{line.sort.value}"), line.dossier, line.citizen, line.title, due, late]
    return "  ".join([part for part in parts if part] + told)


def run_remembered(run: Run, options: argparse.Namespace) -> int:
    """List what was confirmed in this office for a field, as the window offers it while it is typed."""
    from desk.work.remembered import remembered

    words = " ".join(options.words)
    found = remembered(run.desk(), run.session(), options.field, words, kind=options.kind)
    run.say({"field": options.field, "values": [*found]}, found or [run.phrase("cli.out.remembered-none")])
    return DONE
