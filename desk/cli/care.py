"""Care of an office by command: catalogue, migration, backup and restore."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.model.deadline import VIETNAM
from desk.text import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.model.care import Backup, BookEnd, Moved, Restored
    from desk.model.values import Json


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `procedures`, `migrate`, `backup` and `restore`."""
    procedures = commands.add_parser("procedures", parents=[common], help=phrase("cli.procedures"))
    verbs = procedures.add_subparsers(dest="verb", required=True, metavar="VERB")
    importing = verbs.add_parser("import", parents=[common], help=phrase("cli.procedures-import"))
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.set_defaults(run=run_import)
    migrate = commands.add_parser("migrate", parents=[common], help=phrase("cli.migrate"))
    _add_server(migrate)
    migrate.set_defaults(run=run_migrate)
    backup = commands.add_parser("backup", parents=[common], help=phrase("cli.backup"))
    backup.add_argument("to", type=Path, metavar="TO")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", parents=[common], help=phrase("cli.restore"))
    restore.add_argument("place", type=Path, metavar="FROM")
    _add_server(restore)
    restore.set_defaults(run=run_restore)


def _add_server(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to-server", metavar="ADDRESS", help=phrase("cli.option.to-server"))
    command.add_argument("--objects", type=Path, metavar="DIR", help=phrase("cli.option.objects"))


def run_import(run: Run, options: argparse.Namespace) -> int:
    """Put a catalogue of procedures into force."""
    from desk.work.catalogue import import_catalogue

    count = import_catalogue(run.desk(), run.session(), options.file)
    run.say({"procedures": count}, [run.phrase("cli.out.procedures", procedures=count)])
    return DONE


def run_migrate(run: Run, options: argparse.Namespace) -> int:
    """Bring the office's database to this program's schema, or the office to a server; the file is kept.

    Exit code 1 when files were no longer whole, or the journal had been tampered with, before the move.
    """
    from desk.wiring import migrate

    if options.to_server is not None:
        moved = _moved(run, options, run.office.absolute())
        run.say(_moved_shape(moved, run.office.absolute(), options), _moved_lines(run, moved, options))
        return _moved_code(run, moved)
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
    """Make the office of a backup at `--office`, and move it to a server when one is named.

    Exit code 1 when its journal had been tampered with already. When the server fails, the restored office stands in
    its file, and `migrate --to-server` goes on.
    """
    from desk.wiring import restore

    home = run.office.absolute()
    if options.to_server is not None:
        from desk.store.server import open_server

        open_server(options.to_server).dispose()  # an address that is none is told before anything is made
    restored = restore(options.place.absolute(), home, run.progress())
    moved = _moved(run, options, home) if options.to_server is not None else None
    shape = _shape(restored.backup)
    whole = restored.first_break is None
    run.say(
        {
            **(_moved_shape(moved, home, options) if moved is not None else {}),
            "folder": str(home), **shape, "whole": whole, "first_break": restored.first_break,
            "before": restored.before, "after": restored.after, "backed_up_at": restored.backed_up_at.isoformat(),
            "books": _books_shape(restored.books),
        },
        [
            run.phrase("cli.out.restore", place=home, **shape), *_book_lines(run, restored),
            *(_moved_lines(run, moved, options) if moved is not None else []),
        ],
    )  # fmt: skip
    if not whole:
        run.warn(run.phrase("cli.out.journal-broken", place=restored.first_break))
    return DONE if whole else SOME_FAULTY


def _moved(run: Run, options: argparse.Namespace, home: Path) -> "Moved":
    from desk.wiring import move_to_server

    objects = options.objects.absolute() if options.objects is not None else None
    return move_to_server(home, options.to_server, objects, run.progress())


def _moved_shape(moved: "Moved", home: Path, options: argparse.Namespace) -> "dict[str, Json]":
    objects = options.objects.absolute() if options.objects is not None else home / "objects"
    return {
        "office": str(home), "server": options.to_server, "objects_folder": str(objects),
        "documents": moved.documents, "objects": moved.objects, "damaged": list(moved.damaged),
        "journal": {"events": moved.journal.events, "hash": moved.journal.hash}, "first_break": moved.first_break,
        "books": _books_shape(moved.books), "kept": [str(home / name) for name in moved.kept],
    }  # fmt: skip


def _moved_lines(run: Run, moved: "Moved", options: argparse.Namespace) -> list[str]:
    said = run.phrase(
        "cli.out.moved", documents=moved.documents, objects=moved.objects, events=moved.journal.events,
        server=options.to_server,
    )  # fmt: skip
    ends = [run.phrase("cli.out.restore-book", book=e.book, year=e.year, last=e.last) for e in moved.books]
    return [said, *ends, run.phrase("cli.out.moved-kept", files=", ".join(moved.kept))]


def _moved_code(run: Run, moved: "Moved") -> int:
    if moved.damaged:
        said = say("store.object-changed", {}, run.language)
        run.warn(f"{said.sentence} ({len(moved.damaged)}) {said.cure}")
    if moved.first_break is not None:
        run.warn(run.phrase("cli.out.journal-broken", place=moved.first_break))
    return SOME_FAULTY if moved.damaged or moved.first_break is not None else DONE


def _books_shape(books: "Iterable[BookEnd]") -> "list[Json]":
    return [{"book": end.book, "year": end.year, "last": end.last} for end in books]


def _book_lines(run: Run, restored: "Restored") -> list[str]:
    """Say where each book ended and that paper is to be compared: numbers taken later would be given twice."""
    ends = [run.phrase("cli.out.restore-book", book=e.book, year=e.year, last=e.last) for e in restored.books]
    at = restored.backed_up_at.astimezone(VIETNAM)
    return [*ends, run.phrase("cli.out.restore-compare", at=f"{at:%H:%M %d/%m/%Y}")]


def _shape(backup: "Backup") -> "dict[str, Json]":
    return {
        "documents": backup.documents,
        "objects": backup.objects,
        "bytes": backup.bytes,
        "journal": {"events": backup.journal.events, "hash": backup.journal.hash},
        "damaged": len(backup.damaged),
    }
