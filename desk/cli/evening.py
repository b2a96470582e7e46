"""The end of the day by command: `saoy ingest --batch`, and `saoy evening` for what became of it."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.evening_timer import add_timer
from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.errors import CutRulesWrong, FileMissing
from desk.text import phrase, say

if TYPE_CHECKING:
    from desk.model.evening import Batch, CutRules, Side
    from desk.model.values import Json
    from desk.ports import Desk
    from desk.work.evening_folder import FromFolder
    from desk.work.evening_look import Look, Paper
    from desk.work.evening_stack import Doubt

_USUAL = "patch,openings"


def add_batch_options(ingest: argparse.ArgumentParser) -> None:
    """Add what `ingest` takes for a batch."""
    ingest.add_argument("--batch", action="store_true", help=phrase("cli.option.batch"))
    ingest.add_argument("--rules", default=_USUAL, metavar="WORDS", help=phrase("cli.option.rules"))
    ingest.add_argument("--hold", action="store_true", help=phrase("cli.option.hold"))


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `evening` with its own commands."""
    evening = commands.add_parser("evening", parents=[common], help=phrase("cli.evening"))
    acts = evening.add_subparsers(dest="act", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[Run, argparse.Namespace], int]) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = acts.add_parser(name, parents=[common], help=phrase(f"cli.evening-{name}"))
        parser.set_defaults(run=run)
        return parser

    add("list", run_list)
    for name, run in (("show", run_show), ("undo", run_undo), ("redo", run_redo)):
        add(name, run).add_argument("batch", type=int, metavar="BATCH")
    report = add("report", run_report)
    report.add_argument("batch", type=int, metavar="BATCH")
    report.add_argument("--pdf", type=Path, metavar="FILE", help=phrase("cli.option.evening-pdf"))
    for name, run in (("accept", run_accept), ("take-back", run_take_back), ("assign", run_assign)):
        parser = add(name, run)
        parser.add_argument("batch", type=int, metavar="BATCH")
        parser.add_argument("papers", nargs="+", metavar="PAPER", help=phrase("cli.option.evening-paper"))
        if name == "assign":
            parser.add_argument("--dossier", required=True, metavar="D")
            parser.add_argument("--component", type=int, metavar="K")
    _add_scan(add)
    add_timer(add)


def _add_scan(add: Callable[[str, Callable[[Run, argparse.Namespace], int]], argparse.ArgumentParser]) -> None:
    scan = add("scan", run_scan)
    scan.add_argument("--device", metavar="NAME")
    scan.add_argument("--duplex", action="store_true")
    scan.add_argument("--dpi", type=int, default=300)
    scan.add_argument("--into", type=int, metavar="BATCH", help=phrase("cli.option.evening-into"))
    scan.add_argument("--dossier", metavar="D")
    scan.add_argument("--rules", default=_USUAL, metavar="WORDS", help=phrase("cli.option.rules"))
    scan.add_argument("--hold", action="store_true", help=phrase("cli.option.hold"))


# -- taking and sorting -----------------------------------------------------------------------------------------------


def run_batch_ingest(run: Run, options: argparse.Namespace) -> int:
    """Take files, folders or the evening's folder in, cut the stack, and file what nothing speaks against."""
    from desk.jobs.quiet import give_way
    from desk.work.evening_run import run_batch

    rules = _rules(options.rules)
    give_way()
    desk, who = run.desk(), run.session()
    came = _given(run, options, rules) if options.files else _from_folder(run, rules)
    if came.batch is None:
        run.say({"dossier": None, "batch": None, "documents": [], "doubts": [], "faults": []}, [_nothing(run)])
        return DONE
    filed = run_batch(desk, who, came.batch.id, run.progress(), hold=options.hold)
    faults = [*came.taken.faults, *((Path(one.bundle), one.fault) for one in filed if one.fault is not None)]
    return _tell(run, came.batch, _expanded(options.files), faults)


def run_scan(run: Run, options: argparse.Namespace) -> int:
    """Scan the stack in a feeder, cut it, and file what nothing speaks against; what came before a fault is kept."""
    from desk.errors import FAULTS, Cancelled
    from desk.model.scanning import ScanRequest, Source
    from desk.work.devices import choose_device
    from desk.work.evening import open_batch, scan_batch
    from desk.work.evening_look import look
    from desk.work.evening_run import run_batch

    desk, who = run.desk(), run.session()
    device = choose_device(desk, options.device)
    source = Source.FEEDER if Source.FEEDER in device.sources else Source.AUTO
    request = ScanRequest(device.id, source, options.duplex and device.duplex, options.dpi, key=device.key)
    rules, whose = _rules(options.rules), f"scan:{device.id}"
    batch = look(desk, who, options.into).batch if options.into else open_batch(
        desk, who, whose, rules, dossier=options.dossier
    )  # fmt: skip
    faults = list[tuple[Path, Exception]]()
    try:
        scan_batch(desk, who, batch.id, request, run.progress())
    except Cancelled:
        raise
    except FAULTS as fault:
        faults.append((Path(device.name), fault))
    filed = run_batch(desk, who, batch.id, run.progress(), hold=options.hold)
    faults += [(Path(one.bundle), one.fault) for one in filed if one.fault is not None]
    return _tell(run, batch, (), faults)


def _expanded(given: Sequence[Path]) -> list[Path]:
    """Return the files meant: those given, and those of folders given."""
    from desk.work.evening import folder_files

    return [file for one in given for file in (folder_files(one) if one.is_dir() else [one])]


def _rules(words: str) -> "CutRules":
    from desk.model.evening import CutRules

    try:
        return CutRules.of(words)
    except ValueError as fault:
        raise CutRulesWrong(rules=words) from fault


def _nothing(run: Run) -> str:
    return run.phrase("cli.out.evening-nothing")


def _given(run: Run, options: argparse.Namespace, rules: "CutRules") -> "FromFolder":
    from desk.work.evening import Taken, batch_key, open_batch, take_files
    from desk.work.evening_ahead import reading_ahead
    from desk.work.evening_folder import FromFolder

    desk, who = run.desk(), run.session()
    files = _expanded(options.files)
    there = [file for file in files if file.is_file()]
    missing = [(file, FileMissing(file=str(file))) for file in files if not file.is_file()]
    if not there and not any(given.is_dir() for given in options.files):
        raise missing[0][1]
    key = batch_key(there, rules, options.dossier)
    batch = open_batch(desk, who, "files", rules, dossier=options.dossier, key=key)
    with reading_ahead(desk) as ahead:
        taken = take_files(desk, who, batch.id, there, run.progress(), on_side=ahead.take)
    return FromFolder(batch, Taken(taken.sides, taken.files, (*missing, *taken.faults)))


def _from_folder(run: Run, rules: "CutRules") -> "FromFolder":
    from desk.settings import read_settings
    from desk.work.evening_ahead import reading_ahead
    from desk.work.evening_folder import take_evening_folder

    desk, folder = run.desk(), read_settings(run.office).evening
    with reading_ahead(desk) as ahead:
        return take_evening_folder(desk, run.session(), folder, rules, run.progress(), on_side=ahead.take)


def _tell(run: Run, batch: "Batch", given: Sequence[Path], faults: Sequence[tuple[Path, Exception]]) -> int:
    from desk.work.evening_look import look

    desk = run.desk()
    shown = look(desk, run.session(), batch.id)
    names = _names(given)
    documents = [_document_shape(desk, one, names) for one in shown.papers if one.document is not None]
    doubts = [_doubt_shape(run, shown, doubt, names) for doubt in shown.doubts]
    dossiers = {str(one["dossier"]) for one in documents}
    said = [_fault_shape(run, file, fault) for file, fault in faults]
    run.say(
        {
            "dossier": batch.dossier or (dossiers.pop() if len(dossiers) == 1 else None), "batch": batch.id,
            "documents": list(documents), "doubts": list(doubts), "faults": list(said),
        },
        [*(run.phrase("cli.out.document", **one) for one in documents), *_doubt_lines(doubts), *_sum(run, shown)],
    )
    for one in said:
        run.warn(f"{one['file']}: {one['sentence']} {one['cure']}")
    return SOME_FAULTY if faults else DONE


def _names(given: Sequence[Path]) -> dict[str, str]:
    """Return the paths as they were given, by the name of the file; two of one name are both told by their name."""
    found: dict[str, str] = {}
    for path in given:
        found[path.name] = path.name if path.name in found else str(path)
    return found


def _document_shape(desk: "Desk", paper: "Paper", names: dict[str, str]) -> dict[str, "Json"]:
    from desk.work.warnings import warnings_of

    with desk.unit(reading=True) as uow:
        document = uow.documents.get(paper.document or 0)
        warnings = warnings_of(uow, document) if document is not None else []
    return {
        "document": paper.document, "file": names.get(paper.sides[0].origin, paper.sides[0].origin),
        "component": paper.place, "pages": len(paper.sides), "kind": paper.kind, "title": paper.title,
        "warnings": list(warnings), "dossier": paper.dossier.code if paper.dossier is not None else None,
        "sides": [_side_shape(side, names) for side in paper.sides],
    }


def _side_shape(side: "Side", names: dict[str, str]) -> "Json":
    return {"side": side.place, "file": names.get(side.origin, side.origin), "page": side.number}


def _doubt_shape(run: Run, shown: "Look", doubt: "Doubt", names: dict[str, str]) -> dict[str, "Json"]:
    paper = next((one for one in shown.papers if one.bundle.id == doubt.bundle), None)
    context = dict(doubt.context)
    said = [say(reason, context, run.language) for reason in doubt.reasons]
    return {
        "kind": doubt.kind.value, "paper": doubt.bundle or None, "side": doubt.side,
        "dossier": paper.bundle.dossier if paper is not None else context.get("dossier"),
        "sides": [_side_shape(side, names) for side in paper.sides] if paper is not None else [],
        "confidence": doubt.confidence, "sentence": " ".join(one.sentence for one in said),
        "cure": next((one.cure for one in said if one.cure), ""), "stops": doubt.kind.stops,
        "document": paper.document if paper is not None else None,
    }


def _doubt_lines(doubts: Sequence[dict[str, "Json"]]) -> list[str]:
    return [f"? {one['paper'] or one['dossier'] or '-'}: {one['sentence']} {one['cure']}".rstrip() for one in doubts]


def _sum(run: Run, shown: "Look") -> list[str]:
    filed = sum(one.document is not None for one in shown.papers)
    return [
        run.phrase(
            "cli.out.evening", batch=shown.batch.id, papers=len(shown.papers), filed=filed,
            waiting=len(shown.papers) - filed, doubts=len(shown.doubts),
        )
    ]


def _fault_shape(run: Run, file: Path, fault: Exception) -> dict[str, "Json"]:
    return {"file": str(file), **run.fault(fault)}


# -- what became of it ------------------------------------------------------------------------------------------------


def run_list(run: Run, _options: argparse.Namespace) -> int:
    """List the batches, newest first."""
    from desk.work.evening import batches

    found = batches(run.desk(), run.session())
    shapes: list[Json] = [
        {
            "batch": one.id, "source": one.source, "rules": one.rules.text, "state": one.state.value,
            "begun": one.made_at.isoformat(), "seconds": round(one.work_s, 1),
        }
        for one in found
    ]
    lines = [f"{one.id}  {one.made_at:%Y-%m-%d %H:%M}  {one.source}  {one.state}" for one in found]
    run.say({"batches": shapes}, lines)
    return DONE


def run_show(run: Run, options: argparse.Namespace) -> int:
    """Tell the papers of a batch and what a person is asked."""
    from desk.work.evening_look import look

    return _show(run, look(run.desk(), run.session(), options.batch))


def _show(run: Run, shown: "Look") -> int:
    papers = [_paper_shape(one) for one in shown.papers]
    doubts = [_doubt_shape(run, shown, doubt, {}) for doubt in shown.doubts]
    run.say(
        {
            "batch": shown.batch.id, "state": shown.batch.state.value, "papers": list(papers), "doubts": list(doubts),
            "aside": [side.place for side in shown.aside], "separators": [side.place for side in shown.separators],
            "removed": [side.place for side in shown.removed], "unread": shown.unread,
            "undo": shown.can_undo, "redo": shown.can_redo,
        },
        [*(_paper_line(one) for one in papers), *_doubt_lines(doubts), *_sum(run, shown)],
    )
    return DONE


def _paper_shape(paper: "Paper") -> dict[str, "Json"]:
    return {
        "paper": paper.bundle.id, "sides": [side.place for side in paper.sides], "dossier": paper.bundle.dossier,
        "component": paper.place, "kind": paper.kind, "title": paper.title, "how": paper.bundle.how.value,
        "confidence": paper.bundle.confidence, "ready": paper.ready, "document": paper.document,
    }


def _paper_line(one: dict[str, "Json"]) -> str:
    state = "✓" if one["document"] else "…" if one["ready"] else "?"
    return f"{state} {one['paper']}  {one['dossier'] or '-'}  {one['title'] or '-'}  {one['sides']}"


def run_undo(run: Run, options: argparse.Namespace) -> int:
    """Take the last act back."""
    from desk.work.evening_acts import undo

    return _show(run, undo(run.desk(), run.session(), options.batch))


def run_redo(run: Run, options: argparse.Namespace) -> int:
    """Do the act again that was taken back last."""
    from desk.work.evening_acts import redo

    return _show(run, redo(run.desk(), run.session(), options.batch))


def run_accept(run: Run, options: argparse.Namespace) -> int:
    """Say that papers are right in spite of their doubts, and file them."""
    from desk.work.evening_filing import accept
    from desk.work.evening_look import look

    for paper in options.papers:
        accept(run.desk(), run.session(), options.batch, paper)
    return _show(run, look(run.desk(), run.session(), options.batch))


def run_take_back(run: Run, options: argparse.Namespace) -> int:
    """Take filed papers out of their dossiers again."""
    from desk.work.evening_filing import take_back
    from desk.work.evening_look import look

    for paper in options.papers:
        take_back(run.desk(), run.session(), options.batch, paper)
    return _show(run, look(run.desk(), run.session(), options.batch))


def run_assign(run: Run, options: argparse.Namespace) -> int:
    """Give papers to a dossier."""
    from desk.model.arranging import Assign
    from desk.work.evening_acts import act

    wish = Assign(tuple(options.papers), options.dossier, options.component)
    return _show(run, act(run.desk(), run.session(), options.batch, wish))


def run_report(run: Run, options: argparse.Namespace) -> int:
    """Tell what became of a batch, also as a PDF to be printed."""
    from desk.work.evening_report import report, report_pdf

    desk, who = run.desk(), run.session()
    told = report_pdf(desk, who, options.batch, options.pdf) if options.pdf else report(desk, who, options.batch)
    counts = {
        name: getattr(told, name)
        for name in ("sheets", "sides", "blanks", "separators", "removed", "unread", "papers", "filed", "failures")
    }
    doubts = {kind.value: count for kind, count in told.doubts}
    run.say(
        {
            "batch": told.batch_id, **counts, "doubts": dict(doubts), "dossiers": dict(told.dossiers),
            "seconds": round(told.work_s, 1), "file": str(options.pdf.absolute()) if options.pdf else None,
        },
        [
            run.phrase("cli.out.evening-report", **counts, seconds=round(told.work_s)),
            *(f"{run.phrase(f'evening.doubt-{kind}')}: {count}" for kind, count in doubts.items()),
        ],
    )
    return DONE
