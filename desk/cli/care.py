"""Care of an office by command: catalogue, migration, backup and restore."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.model.deadline import VIETNAM
from desk.text import phrase, say

if TYPE_CHECKING:
    from desk.model.care import Backup, Restored
    from desk.model.values import Json


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `procedures`, `migrate`, `backup` and `restore`."""
    procedures = commands.add_parser("procedures", parents=[common], help=phrase("cli.procedures"))
    verbs = procedures.add_subparsers(dest="verb", required=True, metavar="VERB")
    importing = verbs.add_parser("import", parents=[common], help=phrase("cli.procedures-import"))
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.set_defaults(run=run_import)
    migrate = commands.add_parser("migrate", parents=[common], help=phrase("cli.migrate"))
    migrate.set_defaults(run=run_migrate)
    backup = commands.add_parser("backup", parents=[common], help=phrase("cli.backup"))
    backup.add_argument("to", type=Path, metavar="TO")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", parents=[common], help=phrase("cli.restore"))
    restore.add_argument("place", type=Path, metavar="FROM")
    restore.set_defaults(run=run_restore)


def run_import(run: Run, options: argparse.Namespace) -> int:
    """Put a catalogue of procedures into force."""
    from desk.work.catalogue import import_catalogue

    count = import_catalogue(run.desk(), run.session(), options.file)
    run.say({"procedures": count}, [run.phrase("cli.out.procedures", procedures=count)])
    return DONE


def run_migrate(run: Run, _options: argparse.Namespace) -> int:
    """Bring the office's database to this program's schema; the file is copied first."""
    from desk.wiring import migrate

    before, after = migrate(run.office)
    run.say(
        {"office": str(run.office), "before": before, "after": after},
        [run.phrase("cli.out.migrate", before=before, after=after)],
    )
    return DONE


def run_backup(run: Run, options: argparse.Namespace) -> int:
    """Back the office up; exit code 1 when some of its objects were no longer whole, the rest is kept all the same."""
    from desk.work.care import back_up

    to = options.to.absolute()
    backup = back_up(run.desk(), run.session(), to, run.progress())
    shape = _shape(backup)
    run.say(
        {"folder" if to.is_dir() else "file": str(to), **shape},
        [run.phrase("cli.out.backup", place=to, **shape)],
    )
    left_out = [name for name in backup.damaged if "/" in name]
    if changed := len(backup.damaged) - len(left_out):
        said = say("store.object-changed", {}, run.language)
        run.warn(f"{said.sentence} ({changed}) {said.cure}")
    if left_out:
        run.warn(run.phrase("cli.out.backup-left-out", count=len(left_out), files=", ".join(left_out)))
    return SOME_FAULTY if backup.damaged else DONE


def run_restore(run: Run, options: argparse.Namespace) -> int:
    """Make the office of a backup at `--office`; exit code 1 when its journal had been tampered with already."""
    from desk.wiring import restore

    home = run.office.absolute()
    restored = restore(options.place.absolute(), home, run.progress())
    shape = _shape(restored.backup)
    whole = restored.first_break is None
    run.say(
        {
            "folder": str(home), **shape, "whole": whole, "first_break": restored.first_break,
            "before": restored.before, "after": restored.after, "backed_up_at": restored.backed_up_at.isoformat(),
            "books": [{"book": end.book, "year": end.year, "last": end.last} for end in restored.books],
        },
        [run.phrase("cli.out.restore", place=home, **shape), *_book_lines(run, restored)],
    )
    if not whole:
        run.warn(run.phrase("cli.out.journal-broken", place=restored.first_break))
    return DONE if whole else SOME_FAULTY


def _book_lines(run: Run, restored: "Restored") -> list[str]:
    """Say where each book ended and that paper is to be compared: numbers taken later would be given twice."""
    ends = [run.phrase("cli.out.restore-book", book=e.book, year=e.year, last=e.last) for e in restored.books]
    at = restored.backed_up_at.astimezone(VIETNAM)
    return [*ends, run.phrase("cli.out.restore-compare", at=f"{at:%H:%M %d/%m/%Y}")]


def _shape(backup: "Backup") -> "dict[str, Json]":
    return {
        "documents": backup.documents, "objects": backup.objects, "bytes": backup.bytes,
        "journal": {"events": backup.journal.events, "hash": backup.journal.hash}, "damaged": len(backup.damaged),
    }
