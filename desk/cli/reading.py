"""`saoy ocr` and `saoy read`: reading paper without an office."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.errors import FAULTS, Cancelled
from desk.text import say
from ocr.page import DocumentReading, PageReading

if TYPE_CHECKING:
    from desk.model.values import Json


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `ocr` and `read`."""
    from desk.text import phrase

    ocr = commands.add_parser("ocr", parents=[common], help=phrase("cli.ocr"))
    ocr.add_argument("inputs", nargs="+", type=Path, metavar="INPUT")
    ocr.add_argument("output", type=Path, metavar="OUTPUT.pdf")
    ocr.add_argument("--jobs", type=int, default=0)
    ocr.add_argument("--sidecar", type=Path, metavar="FILE.txt")
    ocr.add_argument("--size", choices=("archive", "default", "small"), default="default")
    ocr.add_argument("--careful", action="store_true")
    ocr.add_argument("--no-clean", action="store_true")
    ocr.set_defaults(run=run_ocr)
    read = commands.add_parser("read", parents=[common], help=phrase("cli.read"))
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--jobs", type=int, default=0)
    read.add_argument("--careful", action="store_true")
    read.set_defaults(run=run_read)


def workers_for(wanted: int) -> int:
    """Return how many reading processes to start: as asked, else one a core, at most four."""
    return wanted if wanted > 0 else max(1, min(4, os.cpu_count() or 1))


def run_ocr(run: Run, options: argparse.Namespace) -> int:
    """Make one searchable PDF/A-2b of all inputs; a faulty input stops it, as the output would lack its pages."""
    from desk.wiring import open_reader
    from desk.work.convert import Conversion, convert

    reader = open_reader(workers_for(options.jobs), careful=options.careful, clean=not options.no_clean)
    try:
        wish = Conversion(tuple(options.inputs), options.output, options.size, options.sidecar)
        made = convert(reader, wish, run.progress())
    finally:
        reader.close()
    run.say(
        {"file": str(options.output), "pages": made.pages, "bytes": made.bytes, "seconds": round(made.seconds, 3)},
        [run.phrase("cli.out.ocr", file=options.output, pages=made.pages, seconds=f"{made.seconds:.1f}")],
    )
    return DONE


def run_read(run: Run, options: argparse.Namespace) -> int:
    """Read each file on its own; a faulty one gets its sentence and does not stop the rest."""
    from desk.wiring import open_reader
    from desk.work.convert import read_file

    reader = open_reader(workers_for(options.jobs), careful=options.careful)
    answers: list[Json] = []
    lines: list[str] = []
    faulty = False
    try:
        for file in options.files:
            try:
                readings, document = read_file(reader, file, run.progress())
            except Cancelled:
                raise
            except FAULTS as fault:
                faulty = True
                said = say(fault.code, fault.context, run.language)
                answers.append({"file": str(file), "fault": fault.code, "sentence": said.sentence, "cure": said.cure})
                lines.append(f"{file}: {said.sentence} {said.cure}")
            else:
                answers.append({"file": str(file), **reading_shape(readings, document)})
                lines += [f"{file}: {document.kind or '-'}", *(reading.text for reading in readings)]
    finally:
        reader.close()
    run.say(answers, lines)
    return SOME_FAULTY if faulty else DONE


def reading_shape(readings: Sequence[PageReading], document: DocumentReading) -> dict[str, "Json"]:
    """Return pages and document in the shape of the contract."""
    return {
        "pages": [
            {
                "text": r.text, "rotation": r.rotation, "skew": round(r.skew, 2), "blank": r.blank,
                "warnings": list(r.warnings),
            }
            for r in readings
        ],
        "document": {
            "kind": document.kind,
            "confidence": round(document.confidence, 3),
            "secrecy": document.secrecy,
            "fields": {
                f.name: {
                    "value": f.value,
                    "confidence": round(f.confidence, 3),
                    "page": f.page,
                    "box": [round(edge, 4) for edge in f.box] if f.box else None,
                }
                for f in document.fields
            },
        },
    }
