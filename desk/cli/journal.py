"""`saoy journal verify|show`: the chain of events."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.model.deadline import VIETNAM
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.events import Entry
    from desk.model.values import Json


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `journal`."""
    journal = commands.add_parser("journal", parents=[common], help=phrase("cli.journal"))
    verbs = journal.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("verify", parents=[common], help=phrase("cli.journal-verify")).set_defaults(run=run_verify)
    show = verbs.add_parser("show", parents=[common], help=phrase("cli.journal-show"))
    show.add_argument("--after", type=int, default=0, metavar="SEQ")
    show.add_argument("--limit", type=int, default=1000, metavar="N")
    show.set_defaults(run=run_show)


def run_verify(run: Run, _options: argparse.Namespace) -> int:
    """Recompute the whole chain; exit code 1 when a link does not fit."""
    with run.desk().unit(reading=True) as uow:
        events, first_break = uow.journal.first_break()
    whole = first_break is None
    key = "cli.out.journal-whole" if whole else "cli.out.journal-broken"
    line = run.phrase(key, events=events, place=first_break)
    run.say({"whole": whole, "events": events, "first_break": first_break}, [line])
    return DONE if whole else SOME_FAULTY


def run_show(run: Run, options: argparse.Namespace) -> int:
    """Print events in order."""
    with run.desk().unit(reading=True) as uow:
        entries = uow.journal.entries(options.after, options.limit)
    run.say({"events": [_shape(entry) for entry in entries]}, [_line(entry) for entry in entries])
    return DONE


def _shape(entry: "Entry") -> "Json":
    event = entry.event
    return {
        "seq": entry.seq, "at": event.at.isoformat(), "actor": event.actor, "desk": event.desk,
        "kind": event.kind.value, "subject": event.subject, "data": event.data, "hash": entry.hash,
    }


def _line(entry: "Entry") -> str:
    event = entry.event
    at = event.at.astimezone(VIETNAM)
    return f"{entry.seq:6} {at:%d/%m/%Y %H:%M:%S} {event.actor:12} {event.kind.value:28} {event.subject}"
