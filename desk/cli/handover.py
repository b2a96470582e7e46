"""`saoy package`: the hand-over of a dossier by command."""

import argparse
from pathlib import Path

from desk.cli.run import DONE, Commands, Run
from desk.text import phrase


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `package`."""
    package = commands.add_parser("package", parents=[common], help=phrase("cli.package"))
    package.add_argument("dossier", metavar="DOSSIER")
    package.add_argument("out", type=Path, metavar="OUT.zip")
    package.add_argument("--close", action="store_true")
    package.set_defaults(run=run_package)


def run_package(run: Run, options: argparse.Namespace) -> int:
    """Write the package of a dossier; with `--close` the dossier is handed over and takes no more papers."""
    from desk.work.handover import hand_over, package

    verb = hand_over if options.close else package
    made = verb(run.desk(), run.session(), options.dossier, options.out.absolute(), run.progress())
    lines = [run.phrase("cli.out.package", documents=made.documents, file=made.file)]
    lines += [run.phrase("cli.out.package-kept", kept=made.kept)] if made.kept else []
    lines += [run.phrase("cli.out.handed-over", dossier=options.dossier)] if options.close else []
    run.say(
        {"file": str(made.file), "documents": made.documents, "kept": made.kept, "sha256": made.digest}, lines
    )
    return DONE
