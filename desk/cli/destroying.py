"""`saoy destroy`: what was made of a paper under a mark of secrecy is destroyed by command (hủy ảnh giấy mật)."""

import argparse

from desk.cli.run import DONE, WRONG_USAGE, Commands, Run
from desk.text import phrase


def add_destroy(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `destroy`."""
    destroy = commands.add_parser("destroy", parents=[common], help=phrase("cli.destroy"))
    destroy.add_argument("document", type=int, metavar="DOC")
    destroy.add_argument("--meant", action="store_true", help=phrase("cli.option.destroy-meant"))
    destroy.set_defaults(run=run_destroy)


def run_destroy(run: Run, options: argparse.Namespace) -> int:
    """Destroy a paper that bears a mark of secrecy, for good; without `--meant` that is wrong usage."""
    from desk.settings import read_settings
    from desk.work.review import destroy_secret

    if not options.meant:
        run.warn(run.phrase("cli.usage-wrong", message="--meant"))
        return WRONG_USAGE
    desk = run.desk()
    outside = destroy_secret(desk, run.session(), options.document, read_settings(desk.home).paper_folders)
    run.say(
        {"document": options.document, "destroyed": list(outside.gone), "left": list(outside.left)},
        [run.phrase("cli.out.destroyed", document=options.document)],
    )
    for file in outside.left:
        run.warn(run.phrase("cli.out.destroy-left", file=file))
    return DONE
