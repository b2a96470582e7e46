"""`saoy defer`: the hour and day of a certified copy that is not given the same day, by command."""

import argparse

from desk.cli.run import DONE, Commands, Run
from desk.model.deadline import VIETNAM
from desk.text import phrase


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `defer`."""
    defer = commands.add_parser("defer", parents=[common], help=phrase("cli.defer"))
    defer.add_argument("dossier", metavar="DOSSIER")
    defer.add_argument("--days", type=_days, metavar="N", help=phrase("cli.option.defer-days"))
    defer.add_argument("--reason", default="", metavar="T")
    defer.add_argument("--agreed", action="store_true", help=phrase("cli.option.agreed"))
    defer.set_defaults(run=run_defer)


def _days(text: str) -> int:
    """Return working days that may be agreed upon; ValueError is argparse's sign of wrong usage."""
    from desk.work.deferring import LONGEST_DAYS  # the verbs load slowly

    days = int(text)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(text)
    return days


def run_defer(run: Run, options: argparse.Namespace) -> int:
    """Promise a dossier's copies for later; without `--days` lay the slip for the time they are due already."""
    from desk.work.deferring import appointment, defer

    desk, who, code = run.desk(), run.session(), options.dossier
    if options.days is None:
        dossier, file = appointment(desk, who, code)
    else:
        dossier, file = defer(desk, who, code, options.days, options.reason, agreed=options.agreed)
    due = dossier.due_at.astimezone(VIETNAM) if dossier.due_at is not None else None
    run.say(
        {"dossier": dossier.code, "due": due.isoformat() if due is not None else None, "file": str(file)},
        [run.phrase("cli.out.deferred", dossier=dossier.code, due=f"{due:%H:%M %d/%m/%Y}" if due else "-", file=file)],
    )
    return DONE
