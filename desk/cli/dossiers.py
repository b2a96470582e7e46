"""Dossiers and their papers by command: look, agree, show, sort, turn, put aside, take back, print, preview."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, WRONG_USAGE, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.paper import Document
    from desk.model.values import Json
    from desk.work.counter import Counter

_QUARTERS = (90, 180, 270)


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `dossier`, `citizens`, `look-up`, `consent`, `shown`, `receipt`, `kind`, `turn`, `remove` and their like."""

    def add(name: str, run: Callable[[Run, argparse.Namespace], int]) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, parents=[common], help=phrase(f"cli.{name}"))
        parser.set_defaults(run=run)
        return parser

    add("dossier", run_dossier).add_argument("dossier", nargs="?", metavar="D")
    add("citizens", run_citizens).add_argument("words", nargs="+", metavar="WORDS")
    add("look-up", run_look_up).add_argument("words", nargs="+", metavar="WORDS")
    consent = add("consent", run_consent)
    consent.add_argument("dossier", metavar="D")
    consent.add_argument("agrees", choices=("yes", "no"))
    shown = add("shown", run_shown)
    shown.add_argument("dossier", metavar="D")
    shown.add_argument("--component", type=int, required=True, metavar="K")
    shown.add_argument("--undo", action="store_true", help=phrase("cli.option.undo-act"))
    add("receipt", run_receipt).add_argument("dossier", metavar="D")
    kind = add("kind", run_kind)
    kind.add_argument("document", type=int, metavar="DOC")
    kind.add_argument("kind", metavar="KIND", help=phrase("cli.option.kind"))
    turn = add("turn", run_turn)
    turn.add_argument("document", type=int, metavar="DOC")
    turn.add_argument("page", type=int, metavar="PAGE")
    turn.add_argument("degrees", type=int, choices=_QUARTERS)
    remove = add("remove", run_remove)
    remove.add_argument("document", type=int, metavar="DOC")
    remove.add_argument("--undo", action="store_true", help=phrase("cli.option.undo-act"))
    add("undo-reuse", run_undo_reuse).add_argument("reuse", type=int, metavar="REUSE")
    preview = add("preview", run_preview)
    preview.add_argument("document", type=int, metavar="DOC")
    preview.add_argument("out", type=Path, metavar="OUT.pdf")


# -- looking ----------------------------------------------------------------------------------------------------------


def run_dossier(run: Run, options: argparse.Namespace) -> int:
    """Show a dossier as the reception screen does, with the numbers that other commands ask for; without one, list."""
    from desk.work.counter import counter, recent

    if options.dossier is None:
        found = recent(run.desk())
        shapes: list[Json] = [
            {"dossier": one.code, "citizen": person.name, "procedure": one.procedure.name, "state": one.state.value}
            for one, person in found
        ]
        run.say({"dossiers": shapes}, [f"{one.code}  {person.name}  {one.procedure.name}" for one, person in found])
        return DONE
    seen = counter(run.desk(), run.session(), options.dossier)
    run.say(_dossier_shape(seen), _dossier_lines(run, seen))
    return DONE


def _dossier_shape(seen: "Counter") -> "dict[str, Json]":
    return {
        "dossier": seen.dossier.code, "citizen": seen.citizen.name, "procedure": seen.dossier.procedure.name,
        "agrees": seen.agrees,
        "components": [
            {
                "component": slot.component.place, "name": slot.component.name, "state": slot.state.value,
                "documents": [_paper(one) for one in slot.documents],
                "reuse": slot.reused[0].id if slot.reused is not None else None,
                "reused": slot.reused[1].id if slot.reused is not None else None,
                "shown": slot.shown_at is not None,
            }
            for slot in seen.slots
        ],
        "other": [_paper(one) for one in seen.other], "tray": [_paper(one) for one in seen.tray],
    }  # fmt: skip


def _paper(one: "Document") -> "Json":
    return {"document": one.id, "kind": one.kind, "title": one.title, "stage": one.stage.value}


def _dossier_lines(run: Run, seen: "Counter") -> list[str]:
    agrees = run.phrase("cli.out.agrees" if seen.agrees else "cli.out.agrees-not")
    lines = [f"{seen.dossier.code}  {seen.citizen.name}  {seen.dossier.procedure.name}", agrees]
    for slot in seen.slots:
        reused = (f"#{slot.reused[0].id}",) if slot.reused is not None else ()
        papers = " ".join((*(str(one.id) for one in slot.documents), *reused))
        lines.append(f"{slot.component.place:3} {slot.state.value:10} {slot.component.name}  {papers}".rstrip())
    lines += [run.phrase("cli.out.other-paper", document=one.id, title=one.title) for one in seen.other]
    return [*lines, *(run.phrase("cli.out.tray-paper", document=one.id, title=one.title) for one in seen.tray)]


def run_citizens(run: Run, options: argparse.Namespace) -> int:
    """Find citizens by name without marks, or by number; numbers are masked."""
    from desk.work.intake import find_citizens

    found = find_citizens(run.desk(), run.session(), " ".join(options.words))
    shapes: list[dict[str, Json]] = [
        {
            "citizen": one.id, "name": one.name, "born": one.born,
            "number": one.personal_id.masked if one.personal_id else None,
        }
        for one in found
    ]  # fmt: skip
    listed: list[Json] = list(shapes)
    run.say({"citizens": listed}, [f"{one['name']}  {one['born'] or '-'}  {one['number'] or '-'}" for one in shapes])
    return DONE


def run_look_up(run: Run, options: argparse.Namespace) -> int:
    """Find people, open dossiers and procedures by a few letters, as the window's palette does; numbers are masked."""
    from desk.work.catalogue import current
    from desk.work.looking_up import look_up

    desk = run.desk()
    found = look_up(desk, run.session(), " ".join(options.words), current(desk))
    people: list[Json] = [
        {"citizen": one.id, "name": one.name, "number": one.personal_id.masked if one.personal_id else None}
        for one in found.people
    ]
    dossiers: list[Json] = [
        {"dossier": one.code, "citizen": person.name, "procedure": one.procedure.name, "state": one.state.value}
        for one, person in found.dossiers
    ]
    procedures: list[Json] = [{"procedure": one.code, "name": one.name} for one in found.procedures]
    lines = [f"{one.name}  {one.personal_id.masked if one.personal_id else '-'}" for one in found.people]
    lines += [f"{one.code}  {person.name}  {one.procedure.name}" for one, person in found.dossiers]
    lines += [f"{one.code or '-'}  {one.name}" for one in found.procedures]
    run.say({"people": people, "dossiers": dossiers, "procedures": procedures}, lines)
    return DONE


# -- a dossier --------------------------------------------------------------------------------------------------------


def run_consent(run: Run, options: argparse.Namespace) -> int:
    """Record whether the citizen agrees to copies being kept for reuse."""
    from desk.work.intake import set_consent

    agrees = options.agrees == "yes"
    set_consent(run.desk(), run.session(), options.dossier, agrees=agrees)
    run.say({"dossier": options.dossier, "agrees": agrees}, [
        run.phrase("cli.out.agrees" if agrees else "cli.out.agrees-not")
    ])  # fmt: skip
    return DONE


def run_shown(run: Run, options: argparse.Namespace) -> int:
    """Mark a component's paper as shown and checked, or take the mark back."""
    from desk.work.intake import mark_shown

    mark_shown(run.desk(), run.session(), options.dossier, options.component, shown=not options.undo)
    key = "cli.out.shown-undone" if options.undo else "cli.out.shown"
    run.say(
        {"dossier": options.dossier, "component": options.component, "shown": not options.undo},
        [run.phrase(key, place=options.component)],
    )
    return DONE


def run_receipt(run: Run, options: argparse.Namespace) -> int:
    """Return the receipt slip of a dossier as a PDF."""
    from desk.work.intake import receipt_slip

    file = receipt_slip(run.desk(), run.session(), options.dossier)
    run.say({"dossier": options.dossier, "receipt": str(file)}, [
        run.phrase("cli.out.open", dossier=options.dossier, receipt=file)
    ])  # fmt: skip
    return DONE


def run_undo_reuse(run: Run, options: argparse.Namespace) -> int:
    """Take a reuse back; `saoy dossier` tells its number."""
    from desk.work.reuse import undo_reuse

    undo_reuse(run.desk(), run.session(), options.reuse)
    run.say({"reuse": options.reuse, "undone": True}, [run.phrase("cli.out.reuse-undone", reuse=options.reuse)])
    return DONE


# -- a paper ----------------------------------------------------------------------------------------------------------


def run_kind(run: Run, options: argparse.Namespace) -> int:
    """Say what kind a paper is; its fields are read again as those of that kind."""
    from desk.work.kinds_shown import kind_titles
    from desk.work.review import set_kind

    titles = kind_titles(run.language)
    if options.kind not in titles:
        run.warn(run.phrase("cli.usage-wrong", message=f"{options.kind}: {', '.join(titles)}"))
        return WRONG_USAGE
    document = set_kind(run.desk(), run.session(), options.document, options.kind)
    run.say(
        {"document": document.id, "kind": document.kind, "title": document.title},
        [run.phrase("cli.out.kind", document=document.id, title=titles[options.kind])],
    )
    return DONE


def run_turn(run: Run, options: argparse.Namespace) -> int:
    """Turn one page clockwise and read the paper again; exit code 1 when it could not be read."""
    from desk.work.digitise import read_documents
    from desk.work.review import turn_page

    desk, who = run.desk(), run.session()
    turn_page(desk, who, (options.document, options.page), options.degrees)
    (read,) = read_documents(desk, who, [options.document], run.progress())
    shape: dict[str, Json] = {"document": options.document, "page": options.page, "turned": options.degrees}
    if read.fault is not None:
        told = run.fault(read.fault)
        run.say({**shape, **told}, [str(told["sentence"]), str(told["cure"])])
        return SOME_FAULTY
    shape = {**shape, "kind": read.document.kind, "title": read.document.title}
    run.say(shape, [run.phrase("cli.out.turned", **shape)])
    return DONE


def run_remove(run: Run, options: argparse.Namespace) -> int:
    """Put a paper into the tray, or take it back out; its bytes stay."""
    from desk.work.review import remove_document, restore_document

    act = restore_document if options.undo else remove_document
    document = act(run.desk(), run.session(), options.document)
    key = "cli.out.restored-paper" if options.undo else "cli.out.removed-paper"
    run.say(
        {"document": document.id, "stage": document.stage.value}, [run.phrase(key, document=document.id)]
    )
    return DONE


def run_preview(run: Run, options: argparse.Namespace) -> int:
    """Lay a paper's copy as it would look, without taking a number or signing."""
    from desk.work.duty import preview

    out = options.out.absolute()
    preview(run.desk(), run.session(), options.document, out)
    run.say({"document": options.document, "file": str(out)}, [run.phrase("cli.out.copy-preview", file=out)])
    return DONE
