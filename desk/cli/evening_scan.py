"""A stack taken in by command: `saoy evening scan`, `saoy evening sort`, and a sample to rehearse with."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.evening_shape import USUAL, rules_of, tell_sorted
from desk.cli.run import WRONG_USAGE, Run
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.evening import Batch


def add_scans(add: Callable[[str, Callable[[Run, argparse.Namespace], int]], argparse.ArgumentParser]) -> None:
    """Add `evening scan`, `evening sort` and `evening sample`."""
    scan = add("scan", run_scan)
    scan.add_argument("--device", metavar="NAME")
    scan.add_argument("--duplex", action="store_true")
    scan.add_argument("--dpi", type=int, default=300)
    scan.add_argument("--into", type=int, metavar="BATCH", help=phrase("cli.option.evening-into"))
    scan.add_argument("--dossier", metavar="D")
    scan.add_argument("--rules", metavar="WORDS", help=phrase("cli.option.rules"))
    scan.add_argument("--hold", action="store_true", help=phrase("cli.option.hold"))
    sort = add("sort", run_sort)
    sort.add_argument("batch", type=int, metavar="BATCH")
    sample = add("sample", run_sample)
    for parser in (sort, sample):
        parser.add_argument("--hold", action="store_true", help=phrase("cli.option.hold"))


def run_scan(run: Run, options: argparse.Namespace) -> int:
    """Scan the stack in a feeder, cut it, and file what nothing speaks against.

    After a fault what came is kept and nothing is cut yet: the paper under way may not be whole. `--into` goes on, or
    `evening sort` does without the rest. Rules and dossier are those of a stack from its beginning: beside `--into`
    they are wrong usage.
    """
    from desk.errors import FAULTS, Cancelled
    from desk.model.scanning import ScanRequest, Source
    from desk.work.devices import choose_device
    from desk.work.evening import scan_batch
    from desk.work.evening_ahead import reading_ahead

    if options.into and (options.rules or options.dossier):
        run.warn(run.phrase("cli.usage-wrong", message="--into, --rules" if options.rules else "--into, --dossier"))
        return WRONG_USAGE
    desk, who = run.desk(), run.session()
    device = choose_device(desk, options.device)
    source = Source.FEEDER if Source.FEEDER in device.sources else Source.AUTO
    request = ScanRequest(device.id, source, options.duplex and device.duplex, options.dpi, key=device.key)
    batch = _stack(run, options, device.id)
    try:
        with reading_ahead(desk) as ahead:
            scan_batch(desk, who, batch.id, request, run.progress(), on_side=ahead.take)
    except Cancelled:
        raise
    except FAULTS as fault:
        code = tell_sorted(run, batch, (), [(Path(device.name), fault)])
        run.warn(run.phrase("cli.out.evening-waits", batch=batch.id))
        return code
    return _sorted(run, batch, hold=options.hold)


def _stack(run: Run, options: argparse.Namespace, device: str) -> "Batch":
    """Return the stack that is scanned into, a new one unless one is named."""
    from desk.work.evening import one_batch, open_batch

    if not options.into:
        rules = rules_of(options.rules or USUAL)
        return open_batch(run.desk(), run.session(), f"scan:{device}", rules, dossier=options.dossier)
    with run.desk().unit(reading=True) as uow:
        return one_batch(uow, options.into)


def run_sort(run: Run, options: argparse.Namespace) -> int:
    """Read and cut what came of a stack that was cut short, and file what nothing speaks against."""
    from desk.work.evening import one_batch

    with run.desk().unit(reading=True) as uow:
        batch = one_batch(uow, options.batch)
    return _sorted(run, batch, hold=options.hold)


def run_sample(run: Run, options: argparse.Namespace) -> int:
    """Lay the rehearsal's stack, take it in, cut it and file what nothing speaks against; in another office refused."""
    from desk.model.evening import CutRules
    from desk.rehearsal.evening_stack import STACK, lay_evening
    from desk.work.evening import open_batch, take_files
    from desk.work.evening_ahead import reading_ahead

    desk, who = run.desk(), run.session()
    if not desk.rehearsal:
        run.warn(run.phrase("cli.usage-wrong", message=run.phrase("cli.evening-sample")))
        return WRONG_USAGE
    batch = open_batch(desk, who, f"folder:{STACK}", CutRules())
    with reading_ahead(desk) as ahead:
        for sheet in lay_evening(desk, who, run.progress()):
            take_files(desk, who, batch.id, [sheet], on_side=ahead.take)
    return _sorted(run, batch, hold=options.hold)


def _sorted(run: Run, batch: "Batch", *, hold: bool) -> int:
    from desk.work.evening_run import run_batch

    filed = run_batch(run.desk(), run.session(), batch.id, run.progress(), hold=hold)
    return tell_sorted(run, batch, (), [(Path(one.bundle), one.fault) for one in filed if one.fault is not None])
