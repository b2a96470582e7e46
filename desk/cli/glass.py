"""At the scanner, by command: `saoy sides`, `saoy backs`, `saoy glass`, and what `saoy scan` has of them."""

import argparse
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.cli.sorting import add_sorting, sort
from desk.errors import FAULTS, Cancelled, OutputRefused, RegionWrong
from desk.text import phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.model.glass import Region
    from desk.model.paper import Document
    from desk.model.scanning import Device, ScanRequest
    from desk.model.values import Json
    from desk.work.parting import Parted
    from desk.work.two_passes import Stack


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands at the scanner."""

    def add(name: str, run: Callable[[Run, argparse.Namespace], int]) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, parents=[common], help=phrase(f"cli.{name}"))
        parser.set_defaults(run=run)
        return parser

    sides = add("sides", run_sides)
    sides.add_argument("document", type=int, metavar="DOC")
    what = sides.add_mutually_exclusive_group()
    what.add_argument("--insert-after", type=int, metavar="N", help=phrase("cli.option.insert-after"))
    what.add_argument("--replace", type=int, metavar="N", help=phrase("cli.option.replace"))
    what.add_argument("--append", action="store_true", help=phrase("cli.option.append"))
    what.add_argument("--part", type=int, metavar="N", help=phrase("cli.option.part"))
    what.add_argument("--card", action="store_true", help=phrase("cli.option.card"))
    what.add_argument("--undo", action="store_true", help=phrase("cli.option.undo"))
    add_sorting(sides, what.add_argument)
    backs = add("backs", run_backs)
    backs.add_argument("document", type=int, metavar="DOC")
    backs.add_argument("--order", choices=("reverse", "same"), help=phrase("cli.option.order"))
    backs.add_argument("--skip", type=_places, metavar="N,N", default="", help=phrase("cli.option.skip"))
    backs.add_argument("--rescan", type=int, metavar="N", help=phrase("cli.option.rescan"))
    backs.add_argument("--settle", action="store_true", help=phrase("cli.option.settle"))
    glass = add("glass", run_glass)
    glass.add_argument("out", nargs="?", type=Path, metavar="OUT")
    glass.add_argument("--remember", metavar="NAME")
    glass.add_argument("--forget", metavar="NAME")
    for parser in (sides, backs, glass):
        _add_device(parser)
    for parser in (sides, glass):
        parser.add_argument("--region", metavar="L,T,W,H", help=phrase("cli.option.region"))


def _places(text: str) -> list[int]:
    """Return the places told, parted by commas; ValueError is argparse's sign of wrong usage."""
    return [int(part) for part in text.split(",")] if text else []


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", metavar="NAME")
    parser.add_argument("--source", choices=("glass", "feeder", "auto"), default="auto")
    parser.add_argument("--dpi", type=int, default=300)
    parser.add_argument("--grey", action="store_true")


def add_scan_options(scan: argparse.ArgumentParser) -> None:
    """Add to `saoy scan` what is done at the glass and with two passes."""
    scan.add_argument("--region", metavar="L,T,W,H", help=phrase("cli.option.region"))
    how = scan.add_mutually_exclusive_group()
    how.add_argument("--part", action="store_true", help=phrase("cli.option.part"))
    how.add_argument("--card", action="store_true", help=phrase("cli.option.card"))
    how.add_argument("--manual-duplex", action="store_true", help=phrase("cli.option.manual-duplex"))


# -- what `saoy scan` has of it ----------------------------------------------------------------------------------------


def on_glass(run: Run, options: argparse.Namespace, device: "Device", request: "ScanRequest") -> "ScanRequest":
    """Return the request for the part of the glass that was told, in mm or by the name it is remembered under."""
    if not options.region:
        return request
    region = _region(run, options.region, device).within(device.width_mm, device.height_mm)
    return region.of(request)


def _region(run: Run, told: str, device: "Device") -> "Region":
    from desk.model.glass import Region
    from desk.work.glass import region_for

    known = region_for(run.desk(), run.session(), device, told)
    if known is not None:
        return known
    try:
        left, top, width, height = (float(part) for part in told.split(","))
    except ValueError as wrong:
        raise RegionWrong from wrong
    return Region(left, top, width, height)


def done_with_sides(run: Run, options: argparse.Namespace, received: "Document") -> list[Exception]:
    """Part or join the sides that came, before they are read, as `--part` and `--card` tell; return what went wrong.

    Where that cannot be done the sides stay as they came.
    """
    from desk.work.parting import card_page

    with run.desk().unit(reading=True) as uow:
        many = sum(not page.removed for page in uow.documents.pages(received.id))
    try:
        if options.card and many:
            _tell_doubts(run, card_page(run.desk(), run.session(), received.id, run.progress()))
        # From behind, so that the places of those before stay what they are.
        for place in range(many if options.part else 0, 0, -1):
            _tell_doubts(run, _part(run, received.id, place))
    except Cancelled:
        raise
    except FAULTS as fault:
        return [fault]
    return []


def _part(run: Run, document: int, place: int) -> "Parted":
    from desk.work.parting import part_side

    return part_side(run.desk(), run.session(), document, place, run.progress())


def _tell_doubts(run: Run, parted: "Parted") -> None:
    for number, doubts in enumerate(parted.doubts, 1):
        for doubt in doubts:
            run.warn(run.phrase(f"cut.{doubt}", n=number))


def say_fronts(run: Run, received: "Document", faults: "Sequence[tuple[str, Exception]]") -> int:
    """Tell that the fronts are there, what stopped them, and what to do with the stack."""
    from desk.work.two_passes import stack

    now = stack(run.desk(), received.id)
    run.say(_stack_shape(now), [run.phrase("cli.out.fronts", document=received.id, n=len(now.fronts))])
    for device, fault in faults:
        said = say(str(getattr(fault, "code", "bug")), getattr(fault, "context", {}), run.language)
        run.warn(f"{device}: {said.sentence} {said.cure}")
    return SOME_FAULTY if faults else DONE


# -- commands ----------------------------------------------------------------------------------------------------------


def _request(run: Run, options: argparse.Namespace) -> "tuple[Device, ScanRequest]":
    from desk.model.scanning import ScanRequest, Source
    from desk.work.devices import choose_device

    device = choose_device(run.desk(), options.device)
    return device, ScanRequest(
        device=device.id, source=Source(options.source), dpi=options.dpi, colour=not options.grey, key=device.key
    )


def run_sides(run: Run, options: argparse.Namespace) -> int:
    """List the sides of a paper, change them, or sort them among papers: the old ones stay in its history."""
    from desk.work.inserting import Spot, scan_to
    from desk.work.parting import card_page

    desk, who, document = run.desk(), run.session(), options.document
    spot, made = None, None
    if options.undo:
        _undo(run, document)
    elif (made := sort(run, options)) is not None:
        pass
    elif options.card:
        _tell_doubts(run, card_page(desk, who, document, run.progress()))
    elif options.part is not None:
        _tell_doubts(run, _part(run, document, options.part))
    elif options.replace is not None:
        spot = Spot(document, options.replace, instead=True)
    elif options.insert_after is not None or options.append:
        spot = Spot(document, options.insert_after if options.insert_after is not None else _last(run, document))
    if spot is not None:
        device, request = _request(run, options)
        scan_to(desk, who, spot, on_glass(run, options, device, request), run.progress())
    return _say_sides(run, document, made)


def _undo(run: Run, document: int) -> None:
    from desk.work.undoing import finish_turned, undo_sides

    turned = undo_sides(run.desk(), run.session(), document)
    if turned is not None:
        finish_turned(run.desk(), run.session(), turned)


def _last(run: Run, document: int) -> int:
    from desk.work.counter import paper

    return len(paper(run.desk(), document).pages)


def _say_sides(run: Run, document: int, made: int | None = None) -> int:
    from desk.work.counter import paper

    found = paper(run.desk(), document)
    with run.desk().unit(reading=True) as uow:
        aside = [page for page in uow.documents.pages(document) if page.removed]
    run.say(
        {
            "document": document, "stage": found.document.stage.value, "component": found.document.place,
            "made": made or None,
            "sides": [
                {"place": page.place, "object": page.digest, "width": page.width_px, "height": page.height_px}
                for page in found.pages
            ],
            "aside": [page.digest for page in aside],
        },
        [
            run.phrase("cli.out.sides", document=document, n=len(found.pages), aside=len(aside)),
            *([run.phrase("cli.out.made-paper", document=made)] if made else []),
        ],
    )  # fmt: skip
    return DONE


def run_backs(run: Run, options: argparse.Namespace) -> int:
    """Scan the second pass of a stack, or settle what did not fit, and read the paper once it does."""
    from desk.model.two_passes import BackOrder
    from desk.work.digitise import read_documents
    from desk.work.two_passes import remember_order, scan_back_of, scan_backs, settle, stack, usual_order

    desk, who, document = run.desk(), run.session(), options.document
    stack(desk, document)
    device, request = (None, None) if options.settle or options.skip else _request(run, options)
    own = f"document:{document}"  # what the second pass was scanned as, for a settling without a device
    key = device.key if device is not None else own
    order = BackOrder(options.order) if options.order else usual_order(desk, key)
    if device is not None and request is not None:
        for name in (own, key) if options.order else (own,):
            remember_order(desk, who, name, order)
        if options.rescan is not None:
            scan_back_of(desk, who, document, options.rescan, request, order)
        else:
            scan_backs(desk, who, document, request, run.progress())
    settle(desk, who, document, order, options.skip)
    read_documents(desk, who, [document], run.progress())
    return _say_sides(run, document)


def run_glass(run: Run, options: argparse.Namespace) -> int:
    """Look at the glass, and remember a part of it under the code of a kind or the name of a profile."""
    from desk.work.glass import preview_glass, regions, remember_region
    from desk.work.receive import clear_spool

    desk, who = run.desk(), run.session()
    shape: dict[str, Json] = {}
    if options.forget:
        remember_region(desk, who, options.forget, None)
    if options.out is not None or (options.remember and options.region):
        device, request = _request(run, options)
        if options.remember and options.region:
            asked = on_glass(run, options, device, request)
            region = _region(run, f"{asked.left_mm},{asked.top_mm},{asked.width_mm},{asked.height_mm}", device)
            remember_region(desk, who, options.remember, region)
        if options.out is not None:
            seen = preview_glass(desk, who, device, desk.spool / f"look-{uuid.uuid4().hex}", run.progress())
            try:
                shutil.copyfile(seen.path, options.out)
            except OSError as fault:
                raise OutputRefused(file=options.out.name) from fault
            finally:
                clear_spool(seen.path.parent)
            shape = {"preview": str(options.out), "width_mm": seen.width_mm, "height_mm": seen.height_mm}
    kept = regions(desk, who)
    rows: list[Json] = [
        {"name": name, "left": one.left, "top": one.top, "width": one.width, "height": one.height}
        for name, one in kept.items()
    ]
    lines = [run.phrase("cli.out.region", name=n, left=f"{r.left:g}", top=f"{r.top:g}", width=f"{r.width:g}",
                        height=f"{r.height:g}") for n, r in kept.items()]  # fmt: skip
    looked = [run.phrase("cli.out.preview", file=options.out)] if shape else []
    run.say({**shape, "regions": rows}, [*looked, *lines])
    return DONE


def _stack_shape(now: "Stack") -> "Json":
    return {"document": now.document.id, "fronts": len(now.fronts), "backs": len(now.backs), "lacking": now.lacking}


def stack_lines(run: Run, stacks: "list[Stack]") -> "tuple[list[Json], list[str]]":
    """Tell of the stacks that wait for their backs, as values and as lines."""
    told = [
        run.phrase("cli.out.stack", document=one.document.id, fronts=len(one.fronts), backs=len(one.backs))
        for one in stacks
    ]
    return [_stack_shape(one) for one in stacks], told
