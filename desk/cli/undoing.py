"""`saoy undo` and `saoy draft`: what was done, taken back and done again; what was typed before it is confirmed."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.run import DONE, WRONG_USAGE, Commands, Run
from desk.errors import DeedAbsent
from desk.model.deadline import VIETNAM
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.work.undoing import Told


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `undo` and `draft`."""
    undo = commands.add_parser("undo", parents=[common], help=phrase("cli.undo"))
    undo.add_argument("--dossier", metavar="D", help=phrase("cli.option.undo-dossier"))
    undo.add_argument("--list", action="store_true", help=phrase("cli.option.undo-list"))
    undo.add_argument("--deed", type=int, metavar="N", help=phrase("cli.option.undo-deed"))
    undo.add_argument("--again", action="store_true", help=phrase("cli.option.undo-again"))
    undo.set_defaults(run=run_undo)
    draft = commands.add_parser("draft", parents=[common], help=phrase("cli.draft"))
    draft.add_argument("document", type=int, metavar="DOC")
    draft.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    draft.add_argument("--drop", action="append", default=[], metavar="NAME")
    draft.set_defaults(run=run_draft)


def run_undo(run: Run, options: argparse.Namespace) -> int:
    """List the deeds, take one back or do it again: the one named, else the newest of the dossier or of the office."""
    from desk.work.deed_words import deed_words
    from desk.work.undoing import do_again, finish_turned, list_deeds, newest, take_back

    desk, who = run.desk(), run.session()
    if options.list:
        return _say_list(run, list_deeds(desk, options.dossier))
    number = options.deed
    if number is None:
        found = newest(list_deeds(desk, options.dossier), again=options.again)
        if found is None:
            raise DeedAbsent
        number = found.deed.id
    turn = do_again if options.again else take_back
    turned = finish_turned(desk, who, turn(desk, who, number))
    key = "cli.out.done-again" if options.again else "cli.out.taken-back-deed"
    words = deed_words(turned.deed, run.language)
    run.say(
        {"deed": turned.deed.id, "act": turned.deed.kind.value, "undone": not turned.deed.holds, "words": words},
        [run.phrase(key, deed=turned.deed.id, words=words)],
    )
    return DONE


def _say_list(run: Run, told: "list[Told]") -> int:
    from desk.work.deed_words import deed_words

    shapes: list[Json] = [
        {
            "deed": one.deed.id, "act": one.deed.kind.value, "words": deed_words(one.deed, run.language),
            "at": one.deed.at.isoformat(), "officer": one.officer, "desk": one.deed.desk,
            "undone": not one.deed.holds, "back": one.back, "again": one.again, "why": one.why or None,
        }
        for one in told
    ]  # fmt: skip
    lines = [
        f"{one.deed.id:6}  {one.deed.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}  {_mark(one)}  {one.officer}  "
        f"{deed_words(one.deed, run.language)}"
        for one in told
    ]
    run.say({"deeds": shapes}, lines or [run.phrase("undo.nothing")])
    return DONE


def _mark(one: "Told") -> str:
    return "<" if one.back else ">" if one.again else "-" if one.deed.holds else "x"


def run_draft(run: Run, options: argparse.Namespace) -> int:
    """Keep what was accepted of a paper's fields before it is confirmed, or let it go, and tell what is kept."""
    from desk.model.deed import Draft
    from desk.work.drafts import drafts_of, keep_drafts

    desk, who = run.desk(), run.session()
    wanted: dict[str, Draft | None] = dict.fromkeys(options.drop)
    for pair in options.set:
        name, equals, value = pair.partition("=")
        if not equals:
            run.warn(run.phrase("cli.usage-wrong", message=pair))
            return WRONG_USAGE
        wanted[name.strip()] = Draft(value)
    if wanted:
        keep_drafts(desk, who, options.document, wanted)
    kept = drafts_of(desk, who, options.document)
    run.say(
        {"document": options.document, "drafts": {name: one.value for name, one in kept.items()}},
        [f"{name}: {one.value}" for name, one in kept.items()],
    )
    return DONE
