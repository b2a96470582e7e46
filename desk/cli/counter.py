"""The counter by command: open, scan, ingest, confirm, held, reuse, find, resume."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.evening import add_batch_options, run_batch_ingest
from desk.cli.glass import add_scan_options, done_with_sides, on_glass, say_fronts, stack_lines
from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.errors import FAULTS, Cancelled, DeskError, FieldUnknown, SearchNeedsDossier
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.certification import CertifiedCopy
    from desk.model.paper import Document
    from desk.model.people import Citizen
    from desk.model.profile import WorkProfile
    from desk.model.scanning import Device, ScanRequest
    from desk.model.values import Json, PersonalId
    from desk.ports import Desk
    from desk.work.digitise import Reading, ReadResult
    from desk.work.reuse import Offer


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands of the counter."""

    def add(name: str, run: Callable[[Run, argparse.Namespace], int]) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, parents=[common], help=phrase(f"cli.{name}"))
        parser.set_defaults(run=run)
        return parser

    _add_reception(add)
    _add_paper(add)
    _add_reuse(add)
    add("resume", run_resume)


_Add = Callable[[str, Callable[[Run, argparse.Namespace], int]], argparse.ArgumentParser]


def _add_reception(add: _Add) -> None:
    opened = add("open", run_open)
    opened.add_argument("--citizen", metavar="ID")
    opened.add_argument("--name", metavar="NAME")
    opened.add_argument("--card", type=Path, metavar="PICTURE")
    opened.add_argument("--procedure", required=True, metavar="CODE")
    opened.add_argument("--agree", action=argparse.BooleanOptionalAction, default=None)


def _add_paper(add: _Add) -> None:
    scan = add("scan", run_scan)
    scan.add_argument("--device", metavar="NAME")
    scan.add_argument("--profile", metavar="NAME", help=phrase("cli.option.profile"))
    scan.add_argument("--source", choices=("glass", "feeder", "auto"))
    scan.add_argument("--duplex", action="store_true")
    scan.add_argument("--dpi", type=int)
    scan.add_argument("--grey", action="store_true")
    scan.add_argument("--pages", type=int, metavar="N")
    add_scan_options(scan)
    ingest = add("ingest", run_ingest)
    ingest.add_argument("files", nargs="*", type=Path, metavar="FILE")
    add_batch_options(ingest)
    ingest.set_defaults(refuse=ingest.error)
    for parser in (scan, ingest):
        parser.add_argument("--dossier", required=parser is scan, metavar="D")
        parser.add_argument("--component", type=int, metavar="K")
    confirm = add("confirm", run_confirm)
    confirm.add_argument("document", type=int, metavar="DOC")
    confirm.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")


def _add_reuse(add: _Add) -> None:
    held = add("held", run_held)
    held.add_argument("--citizen", metavar="ID")
    held.add_argument("--dossier", metavar="D")
    held.add_argument("--procedure", metavar="CODE")
    held.add_argument("--reason", metavar="TEXT")
    reuse = add("reuse", run_reuse)
    reuse.add_argument("document", type=int, metavar="DOC")
    reuse.add_argument("--dossier", required=True, metavar="D")
    reuse.add_argument("--component", required=True, type=int, metavar="K")
    find = add("find", run_find)
    find.add_argument("words", nargs="+", metavar="WORDS")
    find.add_argument("--dossier", required=True, metavar="D")


def run_open(run: Run, options: argparse.Namespace) -> int:
    """Open a dossier and make its receipt."""
    from desk.model.values import PersonalId
    from desk.work import intake

    desk, who = run.desk(), run.session()
    if options.card is not None:
        citizen = intake.citizen_from_card(desk, options.card)
    else:
        number = PersonalId(options.citizen) if options.citizen else None
        citizen = _named(desk, options.name, number)
    procedure = intake.choose_procedure(desk, options.procedure)
    citizen = intake.register_citizen(desk, who, citizen)
    agrees = desk.rehearsal or None if options.agree is None else options.agree
    opened = intake.open_dossier(desk, who, citizen, procedure, agrees=agrees)
    run.say(
        {"dossier": opened.dossier.code, "receipt": str(opened.receipt)},
        [run.phrase("cli.out.open", dossier=opened.dossier.code, receipt=opened.receipt)],
    )
    return DONE


def _named(desk: "Desk", name: str | None, number: "PersonalId | None") -> "Citizen":
    """Return the citizen meant: a known one needs no name; NameMissing for a stranger without one."""
    from desk.model.people import Citizen as Person

    if name is None and number is not None:
        with desk.unit() as uow:
            known = uow.citizens.by_personal_id(number)
        if known is not None:
            return known
    return Person(name=name or "", personal_id=number)


def run_scan(run: Run, options: argparse.Namespace) -> int:
    """Scan from a device; what came before a fault is kept, read and reported with the fault."""
    from desk.cli.profiles import wanted_scan
    from desk.work import receive
    from desk.work.digitise import AS_USUAL, Reading
    from desk.work.profiles import finish_sides, remember_use
    from desk.work.two_passes import start_fronts

    desk, who = run.desk(), run.session()
    device, request, profile = wanted_scan(run, options) if options.profile else _asked(run, options)
    counted = profile.pages or None if profile is not None else options.pages
    request, place = on_glass(run, options, device, request), receive.Place(options.dossier, options.component)
    by_hand = options.manual_duplex or (profile is not None and profile.turns_stack)
    document = start_fronts(desk, who, place) if by_hand else receive.start_scan(desk, who, place, counted)
    received, faults = _drawn_in(run, document, request, device.name)
    came = received.stage is not received.stage.REMOVED
    if faults and not came:
        raise faults[0][1]
    if by_hand:
        return say_fronts(run, received, faults)
    faults += [(device.name, fault) for fault in done_with_sides(run, options, received)]
    how = AS_USUAL
    if profile is not None:
        how = Reading(clean=profile.clean, kind=profile.kind)
        if came:
            finish_sides(desk, who, profile, received.id, run.progress())
        remember_use(desk, who, profile, [profile.kind] if profile.kind else [])
    taken = _Taken([received.id] if came else [], {received.id: device.id}, faults, how)
    return _read_and_report(run, taken, options.dossier)


def _drawn_in(
    run: Run, document: "Document", request: "ScanRequest", device: str
) -> "tuple[Document, list[tuple[str, Exception]]]":
    """Scan into a document and close it; a fault is told with what came before it."""
    from desk.work import receive

    faults: list[tuple[str, Exception]] = []
    try:
        receive.scan_into(run.desk(), run.session(), document, request, run.progress())
    except Cancelled:
        receive.finish_receiving(run.desk(), run.session(), document.id)
        raise
    except DeskError as fault:
        faults.append((device, fault))
    return receive.finish_receiving(run.desk(), run.session(), document.id), faults


def _asked(run: Run, options: argparse.Namespace) -> "tuple[Device, ScanRequest, WorkProfile | None]":
    from desk.model.scanning import ScanRequest, Source
    from desk.work.devices import choose_device

    device = choose_device(run.desk(), options.device)
    request = ScanRequest(
        device=device.id, source=Source(options.source or "auto"), duplex=options.duplex, dpi=options.dpi or 300,
        colour=not options.grey, key=device.key,
    )  # fmt: skip
    return device, request, None


def run_ingest(run: Run, options: argparse.Namespace) -> int:
    """Take files in and read them; a faulty file does not stop the rest."""
    from desk.work import receive
    from desk.work.digitise import AS_USUAL

    if options.batch:
        return run_batch_ingest(run, options)
    if not options.files or options.dossier is None:
        options.refuse("FILE --dossier")
    desk, who = run.desk(), run.session()
    place = receive.Place(options.dossier, options.component)
    with desk.unit() as uow:
        receive.check_place(uow, place)
    names: dict[int, str] = {}
    faults: list[tuple[str, Exception]] = []
    for file in options.files:
        try:
            document = receive.receive_file(desk, who, file, place, run.progress())
        except Cancelled:
            raise
        except FAULTS as fault:
            faults.append((str(file), fault))
        else:
            names.setdefault(document.id, str(file))
    return _read_and_report(run, _Taken(list(names), names, faults, AS_USUAL), options.dossier)


@dataclass(frozen=True)
class _Taken:
    """What was taken in: documents, where each came from, what went wrong, and how they are to be read."""

    ids: "Sequence[int]"
    names: dict[int, str]
    faults: "Sequence[tuple[str, Exception]]"
    how: "Reading"


def _read_and_report(run: Run, taken: _Taken, dossier: str) -> int:
    from desk.work.digitise import read_documents

    desk, who, names = run.desk(), run.session(), taken.names
    results = read_documents(desk, who, taken.ids, run.progress(), how=taken.how)
    bad = [*taken.faults, *[(names[r.document.id], r.fault) for r in results if r.fault is not None]]
    shapes = [_document_shape(desk, r, names[r.document.id]) for r in results if r.fault is None]
    documents: list[Json] = list(shapes)
    run.say(
        {"dossier": dossier, "documents": documents, "faults": [_fault_shape(run, file, fault) for file, fault in bad]},
        [run.phrase("cli.out.document", **shape) for shape in shapes],
    )
    for file, fault in bad:
        shape = _fault_shape(run, file, fault)
        run.warn(f"{file}: {shape['sentence']} {shape['cure']}")
    return SOME_FAULTY if bad else DONE


def _document_shape(desk: "Desk", result: "ReadResult", file: str) -> dict[str, "Json"]:
    from desk.work.warnings import warnings_of

    document = result.document
    with desk.unit() as uow:
        pages = sum(1 for page in uow.documents.pages(document.id) if not page.removed)
        warnings = warnings_of(uow, document)
    return {
        "document": document.id, "file": file, "component": document.place, "pages": pages, "kind": document.kind,
        "title": document.title, "warnings": list(warnings),
    }


def _fault_shape(run: Run, file: str, fault: Exception) -> dict[str, "Json"]:
    return {"file": file, **run.fault(fault)}


def run_confirm(run: Run, options: argparse.Namespace) -> int:
    """Confirm a document's fields as the officer named by `--as`."""
    from desk.work.review import confirm

    values = {}
    for pair in options.set:
        name, equals, value = pair.partition("=")
        if not equals:
            raise FieldUnknown(field=pair)
        values[name.strip()] = value
    fields = confirm(run.desk(), run.session(), options.document, values)
    run.say(
        {"document": options.document, "fields": {field.name: field.value for field in fields}},
        [f"{field.name}: {field.value or '-'}" for field in fields],
    )
    return DONE


def run_held(run: Run, options: argparse.Namespace) -> int:
    """List what the office holds for a citizen, judged for an open dossier of theirs."""
    from desk.work import intake, reuse

    desk, who = run.desk(), run.session()
    dossier = _dossier_meant(desk, options)
    procedure = intake.choose_procedure(desk, options.procedure) if options.procedure else None
    offers = reuse.held(desk, who, dossier, options.reason, procedure)
    with desk.unit() as uow:
        found = intake.one(uow, dossier)
        number = uow.citizens.get(found.citizen_id).personal_id
    shapes: list[Json] = [
        {
            "document": offer.document.id,
            "file": str(desk.store.path(file).absolute()) if (file := _held_file(offer)) else None,
            "kind": offer.document.kind,
            "component": offer.component.place if offer.component else None,
            "verdict": offer.verdict.outcome.value,
            "reason": run.phrase(f"reuse.{offer.verdict.reason}", **offer.verdict.context),
            "certified": offer.certified,
        }
        for offer in offers
    ]
    run.say(
        {"citizen": number.number if number else None, "held": shapes},
        [run.phrase("cli.out.held", **shape) for shape in shapes if isinstance(shape, dict)]
        or [run.phrase("cli.out.held-none")],
    )
    return DONE


def _held_file(offer: "Offer") -> str | None:
    """Return the digest of what would serve: the certified copy when there is one, else the scan."""
    return offer.copy.file if offer.copy is not None else offer.document.pdf


def _dossier_meant(desk: "Desk", options: argparse.Namespace) -> str:
    """Return the dossier named, or the newest open one of the citizen named; SearchNeedsDossier when there is none."""
    from desk.model.values import PersonalId
    from desk.work.intake import dossiers_of

    if options.dossier:
        return str(options.dossier)
    owned = dossiers_of(desk, PersonalId(options.citizen)) if options.citizen else []
    live = [d for d in owned if d.state.open]
    wanted = [d for d in live if d.procedure.code == options.procedure] or live
    if not wanted:
        raise SearchNeedsDossier
    return wanted[0].code


def run_reuse(run: Run, options: argparse.Namespace) -> int:
    """Let a held paper serve a component."""
    from desk.work.reuse import reuse

    made = reuse(run.desk(), run.session(), options.document, options.dossier, options.component)
    run.say({"reuse": made.id}, [run.phrase("cli.out.reuse", document=made.document_id, place=made.place)])
    return DONE


def run_find(run: Run, options: argparse.Namespace) -> int:
    """Find papers by words, on behalf of an open dossier."""
    from desk.work.find import find

    found = find(run.desk(), run.session(), " ".join(options.words), options.dossier)
    run.say(
        {
            "found": [
                {
                    "document": hit.document.id, "title": hit.document.title or hit.document.kind or "",
                    "citizen": hit.citizen.name, "snippet": hit.snippet, "score": round(hit.score, 4),
                }
                for hit in found
            ]
        },
        [f"{hit.document.id}  {hit.citizen.name}  {hit.document.title}  {hit.snippet}" for hit in found],
    )
    return DONE


def run_resume(run: Run, _options: argparse.Namespace) -> int:
    """Finish what was under way when the program last ended."""
    from desk.work.resume import resume

    done = resume(run.desk(), run.session(), run.progress())
    read = [result.document.id for result in done.read if result.fault is None]
    stacks, waiting = stack_lines(run, done.stacks)
    run.say(
        {
            "sides": done.sides, "documents": list(read), "copies": [_copy_shape(copy) for copy in done.copies],
            "stacks": stacks,
        },
        [
            run.phrase("cli.out.resume", sides=done.sides, documents=len(read)),
            *waiting,
            *(_copy_line(run, copy) for copy in done.copies),
        ],
    )
    return DONE


def _copy_shape(copy: "CertifiedCopy") -> "Json":
    return {
        "document": copy.document_id, "number": copy.number, "book": copy.book, "year": copy.year,
        "stage": copy.stage.value, "lacking": copy.lacking,
    }


def _copy_line(run: Run, copy: "CertifiedCopy") -> str:
    state = run.phrase(f"cli.copy-{copy.stage.value}")
    return run.phrase("cli.out.resume-copy", number=copy.number, book=copy.book, state=state)
