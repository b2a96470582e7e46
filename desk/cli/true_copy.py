"""`saoy true-copy` and `saoy sign-papers`: copies of administrative documents, and the clerk's signature on scans."""

import argparse
import contextlib
import os
from typing import TYPE_CHECKING, Any

from desk.cli.run import DONE, SOME_FAULTY, WRONG_USAGE, Run
from desk.errors import ClerkPinMissing
from desk.model.certification import CertifiedCopy, ComponentSignature, CopyKind, CopyStage
from desk.text import phrase, say

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.ports import Desk

_KINDS = [kind.value for kind in CopyKind if kind.true_copy]


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 -- argparse names its kind in private
    """Add `true-copy` and `sign-papers`."""
    copy = commands.add_parser("true-copy", parents=[common], help=phrase("cli.true-copy"))
    copy.add_argument("document", type=int, metavar="DOC")
    copy.add_argument("--kind", required=True, choices=_KINDS, help=phrase("cli.option.copy-kind"))
    copy.add_argument("--pages", type=_pages, default=(), metavar="N,N-N", help=phrase("cli.option.copy-pages"))
    copy.add_argument("--of-true-copy", action="store_true", help=phrase("cli.option.of-true-copy"))
    copy.add_argument("--decided", metavar="NAME", help=phrase("cli.option.decided"))
    copy.add_argument("--seal", metavar="NAME", help=phrase("cli.option.seal"))
    copy.add_argument("--receiver", default="", metavar="T", help=phrase("cli.option.receiver"))
    copy.add_argument("--again", type=int, metavar="NUMBER", help=phrase("cli.option.true-again"))
    copy.add_argument("--copies", type=_count, default=1, metavar="N", help=phrase("cli.option.copies"))
    copy.add_argument("--note", default="", metavar="T", help=phrase("cli.option.note"))
    copy.add_argument("--pin-fd", type=int, metavar="N", help=phrase("cli.option.one-pin-fd"))
    copy.add_argument("--last-try", action="store_true", help=phrase("cli.option.last-try"))
    copy.set_defaults(run=run_true_copy)
    papers = commands.add_parser("sign-papers", parents=[common], help=phrase("cli.sign-papers"))
    papers.add_argument("dossier", nargs="?", metavar="DOSSIER")
    papers.add_argument("--document", type=int, metavar="DOC", help=phrase("cli.option.one-paper"))
    papers.add_argument("--demand", choices=("yes", "no"), help=phrase("cli.option.demand"))
    papers.add_argument("--pin-fd", type=int, metavar="N", help=phrase("cli.option.one-pin-fd"))
    papers.add_argument("--last-try", action="store_true", help=phrase("cli.option.last-try"))
    papers.set_defaults(run=run_sign_papers)


def _pages(text: str) -> tuple[int, ...]:
    """Return pages such as "1,3-5", rising, each once; ValueError is argparse's sign of wrong usage."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= 10_000:
            raise ValueError(text)
        found.update(range(begin, end + 1))
    return tuple(sorted(found))


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1000:
        raise ValueError(text)
    return number


def _pin(desk: "Desk", descriptor: int | None, rehearsed: str) -> str:
    """Return the PIN: one line of the stream, or that of the rehearsal.

    Raises:
        ClerkPinMissing: no stream, or nothing on it.
    """
    if descriptor is None and desk.rehearsal:
        return rehearsed
    line = ""
    if descriptor is not None:
        with contextlib.suppress(OSError, ValueError), os.fdopen(descriptor, encoding="utf-8") as stream:
            line = stream.readline().rstrip("\r\n")
    if not line:
        raise ClerkPinMissing
    return line


def run_true_copy(run: Run, options: argparse.Namespace) -> int:
    """Make a true copy of an administrative document; in the rehearsal office the PIN is the rehearsal's."""
    from desk.rehearsal.authority import SEAL_PIN
    from desk.work.true_copy import TrueWish, same_true_copy, true_copy

    desk, who = run.desk(), run.session()
    wish = TrueWish(
        options.document, CopyKind(options.kind), pages=options.pages, of_true_copy=options.of_true_copy,
        decided_by=options.decided, seal=options.seal, receiver=options.receiver, copies=options.copies,
        note=options.note, besides=options.again,
    )
    done = same_true_copy(desk, wish)
    sealed = done is not None and done.stage is not CopyStage.NUMBERED
    pin = "" if sealed and options.pin_fd is None else _pin(desk, options.pin_fd, SEAL_PIN)
    copy = true_copy(desk, who, wish, pin, run.progress(), last_try_meant=options.last_try)
    shape = _copy_shape(desk, copy)
    if copy.stage.done:
        lines = [run.phrase("cli.out.true-copy", **shape)]
        run.say(shape, [*lines, copy.note] if copy.note else lines)
        return DONE
    lacking = say(copy.lacking or "certify.unfinished", {"number": copy.number}, run.language)
    run.say(
        {**shape, "lacking": copy.lacking, "sentence": lacking.sentence, "cure": lacking.cure},
        [run.phrase("cli.out.true-copy-waits", **shape, why=lacking.sentence)],
    )
    return SOME_FAULTY


def _copy_shape(desk: "Desk", copy: CertifiedCopy) -> "dict[str, Json]":
    from desk.work.attestation import wording_of
    from desk.work.copy_files import copy_file

    with desk.unit(reading=True) as uow:
        written = wording_of(uow, copy).number(copy.number)
    return {
        "document": copy.document_id, "kind": copy.kind.value, "number": copy.number, "written": written,
        "book": copy.book, "year": copy.year, "file": str(copy_file(desk, copy)) if copy.stage.done else None,
        "level": copy.level.value if copy.level is not None else None, "stage": copy.stage.value,
        "pages": copy.pages, "title": copy.title, "note": copy.note, "decided": copy.officer,
    }  # fmt: skip


def run_sign_papers(run: Run, options: argparse.Namespace) -> int:
    """Sign the digitised papers of a dossier, or one paper, as the clerk who acts; or set whether it is demanded."""
    from desk.rehearsal.authority import CLERK_PIN
    from desk.work.component import demand, sign_component, sign_components

    if not (options.demand or options.dossier or options.document):
        run.warn(run.phrase("cli.usage-wrong", message="DOSSIER"))
        return WRONG_USAGE
    desk, who = run.desk(), run.session()
    if options.demand:
        demand(desk, who, wanted=options.demand == "yes")
        run.say({"demanded": options.demand == "yes"}, [run.phrase(f"cli.out.demand-{options.demand}")])
        return DONE
    pin = _pin(desk, options.pin_fd, CLERK_PIN)
    if options.document is not None:
        made = [sign_component(desk, who, options.document, pin, last_try_meant=options.last_try)]
    else:
        made = sign_components(
            desk, who, options.dossier, pin, run.progress(), last_try_meant=options.last_try
        )
    waiting = [one for one in made if one.file is None]
    shapes: list[Json] = [_signature_shape(desk, one) for one in made]
    said = run.phrase("cli.out.papers-signed", count=len(made), waiting=len(waiting))
    run.say({"papers": shapes, "waiting": len(waiting)}, [said])
    return SOME_FAULTY if waiting else DONE


def _signature_shape(desk: "Desk", made: ComponentSignature) -> "Json":
    return {
        "document": made.document_id, "level": made.level.value, "lacking": made.lacking,
        "file": str(desk.store.path(made.file)) if made.file is not None else None, "sha256": made.file,
    }  # fmt: skip
