"""Care of an office by command: catalogue and migration."""

import argparse
from pathlib import Path

from desk.cli.run import DONE, Commands, Run
from desk.text import phrase


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `procedures` and `migrate`."""
    procedures = commands.add_parser("procedures", parents=[common], help=phrase("cli.procedures"))
    verbs = procedures.add_subparsers(dest="verb", required=True, metavar="VERB")
    importing = verbs.add_parser("import", parents=[common], help=phrase("cli.procedures-import"))
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.set_defaults(run=run_import)
    migrate = commands.add_parser("migrate", parents=[common], help=phrase("cli.migrate"))
    migrate.set_defaults(run=run_migrate)


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
