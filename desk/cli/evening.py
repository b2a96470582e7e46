"""The end of the day by command: `saoy ingest --batch`, and `saoy evening` for what became of it."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.evening_scan import add_scans
from desk.cli.evening_shape import USUAL, rules_of, tell_sorted, tell_stack
from desk.cli.evening_timer import add_timer
from desk.cli.run import DONE, Commands, Run
from desk.errors import FileMissing
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.evening import CutRules
    from desk.model.values import Json
    from desk.work.evening_folder import FromFolder


def add_batch_options(ingest: argparse.ArgumentParser) -> None:
    """Add what `ingest` takes for a batch."""
    ingest.add_argument("--batch", action="store_true", help=phrase("cli.option.batch"))
    ingest.add_argument("--rules", default=USUAL, metavar="WORDS", help=phrase("cli.option.rules"))
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
    add_scans(add)
    add_timer(add)


# -- taking and sorting -----------------------------------------------------------------------------------------------


def run_batch_ingest(run: Run, options: argparse.Namespace) -> int:
    """Take files, folders or the evening's folder in, cut the stack, and file what nothing speaks against."""
    from desk.jobs.quiet import give_way
    from desk.work.evening_run import run_batch

    rules = rules_of(options.rules)
    give_way()
    desk, who = run.desk(), run.session()
    came = _given(run, options, rules) if options.files else _from_folder(run, rules)
    if came.batch is None:
        run.say({"dossier": None, "batch": None, "documents": [], "doubts": [], "faults": []}, [_nothing(run)])
        return DONE
    filed = run_batch(desk, who, came.batch.id, run.progress(), hold=options.hold)
    faults = [*came.taken.faults, *((Path(one.bundle), one.fault) for one in filed if one.fault is not None)]
    return tell_sorted(run, came.batch, _expanded(options.files), faults)


def _expanded(given: Sequence[Path]) -> list[Path]:
    """Return the files meant: those given, and those of folders given."""
    from desk.work.evening import folder_files

    return [file for one in given for file in (folder_files(one) if one.is_dir() else [one])]


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

    return tell_stack(run, look(run.desk(), run.session(), options.batch))


def run_undo(run: Run, options: argparse.Namespace) -> int:
    """Take the last act back."""
    from desk.work.evening_acts import undo

    return tell_stack(run, undo(run.desk(), run.session(), options.batch))


def run_redo(run: Run, options: argparse.Namespace) -> int:
    """Do the act again that was taken back last."""
    from desk.work.evening_acts import redo

    return tell_stack(run, redo(run.desk(), run.session(), options.batch))


def run_accept(run: Run, options: argparse.Namespace) -> int:
    """Say that papers are right in spite of their doubts, and file them."""
    from desk.work.evening_filing import accept
    from desk.work.evening_look import look

    for paper in options.papers:
        accept(run.desk(), run.session(), options.batch, paper)
    return tell_stack(run, look(run.desk(), run.session(), options.batch))


def run_take_back(run: Run, options: argparse.Namespace) -> int:
    """Take filed papers out of their dossiers again."""
    from desk.work.evening_filing import take_back
    from desk.work.evening_look import look

    for paper in options.papers:
        take_back(run.desk(), run.session(), options.batch, paper)
    return tell_stack(run, look(run.desk(), run.session(), options.batch))


def run_assign(run: Run, options: argparse.Namespace) -> int:
    """Give papers to a dossier."""
    from desk.model.arranging import Assign
    from desk.work.evening_acts import act

    wish = Assign(tuple(options.papers), options.dossier, options.component)
    return tell_stack(run, act(run.desk(), run.session(), options.batch, wish))


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
