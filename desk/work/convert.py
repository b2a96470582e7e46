"""Reading without an office (đọc ngoài hồ sơ): files to one searchable PDF/A, or to text and fields."""

import shutil
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desk.errors import FileMissing, FileSigned, OutputIsInput, OutputRefused
from desk.jobs import Progress
from desk.ports import FileReader
from ocr.page import DocumentReading, PageReading


@dataclass(frozen=True, slots=True)
class Conversion:
    """What `convert` is asked for; `size` is "archive", "default" or "small"."""

    inputs: tuple[Path, ...]
    output: Path
    size: str = "default"
    sidecar: Path | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """What was made: pages, bytes of the file, seconds of the clock on the wall."""

    pages: int
    bytes: int
    seconds: float


def convert(reader: FileReader, wish: Conversion, progress: Progress) -> Converted:
    """Turn pictures, PDFs and TIFFs into one searchable PDF/A-2b.

    The output appears only when it is whole; an input named as output is refused before anything is read.

    Raises:
        OutputIsInput: the PDF or its text would be written over an input, or over each other.
        FileSigned: an input carries a signature; a new PDF of it would look signed no more, or falsely so.
        FileMissing, OutputRefused, Cancelled; faults of `ocr`; WorkerDied, WorkerOverTime,
        WorkerOverMemory.
    """
    started = time.monotonic()
    _check(reader, wish)
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        spool = Path(folder)
        text = spool / "text.txt"
        pages = _read_all(reader, wish, spool, text, progress)
        part = spool / "whole.pdf"
        reader.lay(pages, wish.output.stem, part)
        progress.check()
        _deliver(part, wish.output)
        if wish.sidecar is not None:
            _deliver(text, wish.sidecar)
        return Converted(len(pages), wish.output.stat().st_size, time.monotonic() - started)


def _check(reader: FileReader, wish: Conversion) -> None:
    """Refuse what cannot be done before anything is read; see `convert`."""
    taken = {file.resolve() for file in wish.inputs}
    for made in (wish.output, wish.sidecar):
        if made is None:
            continue
        if made.resolve() in taken:
            raise OutputIsInput(file=made.name)
        if not made.parent.is_dir():
            raise FileMissing(file=str(made.parent))
        taken.add(made.resolve())
    for file in wish.inputs:
        if not file.is_file():
            raise FileMissing(file=file.name)
        if reader.signed(file):
            raise FileSigned(file=file.name)


def _read_all(reader: FileReader, wish: Conversion, spool: Path, text: Path, progress: Progress) -> list[Path]:
    """Have every page made ready in the spool, its text at the end of `text`; nothing of a page stays in memory."""
    pages: list[Path] = []
    coming = reader.ready_pages(wish.inputs, spool, wish.size, progress)
    with text.open("w", encoding="utf-8") as file, closing(coming):
        for page, words in coming:
            file.write("\n\f\n" + words if pages else words)
            pages.append(page)
        file.write("\n")
    return pages


def _deliver(part: Path, out: Path) -> None:
    """Put a finished file in its place in one step, so that a reader never meets half of it."""
    beside = out.with_name(f".{out.name}.part")
    try:
        shutil.copyfile(part, beside)
        beside.replace(out)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise OutputRefused(file=out.name, why=fault.strerror or "-") from fault


def read_file(reader: FileReader, file: Path, progress: Progress) -> tuple[list[PageReading], DocumentReading]:
    """Read one file: every page, blank ones too, and the document they make.

    Raises:
        FileMissing, Cancelled, faults of `ocr`, WorkerDied, WorkerOverTime, WorkerOverMemory.
    """
    if not file.is_file():
        raise FileMissing(file=file.name)
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        with closing(reader.pages_of(file, Path(folder) / "pages", progress)) as coming:
            pages = list(coming)
        readings = [reading for _, reading in pages]
        return readings, reader.understand([image for image, _ in pages], readings)
