"""`saoy separators`: sheets to print and lay between the papers of a stack."""

import argparse
from pathlib import Path

from desk.cli.run import DONE, Commands, Run
from desk.text import phrase


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `separators`."""
    separators = commands.add_parser("separators", parents=[common], help=phrase("cli.separators"))
    separators.add_argument("out", type=Path, metavar="OUT.pdf")
    which = separators.add_mutually_exclusive_group()
    which.add_argument("--dossier", metavar="D", help=phrase("cli.option.cover-dossier"))
    which.add_argument("--patch-t", action="store_true", help=phrase("cli.option.patch-t"))
    separators.add_argument("--component", type=int, metavar="K", help=phrase("cli.option.cover-component"))
    separators.set_defaults(run=run_separators)


def run_separators(run: Run, options: argparse.Namespace) -> int:
    """Write the cover sheet of a dossier, or without one the sheet with the patch code T."""
    from desk.work.separators import cover_sheet, patch_sheet

    out = options.out.absolute()
    if options.dossier is None:
        file = patch_sheet(out)
    else:
        file = cover_sheet(run.desk(), run.session(), options.dossier, options.component, out)
    run.say({"file": str(file)}, [run.phrase("cli.out.separators", file=file)])
    return DONE
