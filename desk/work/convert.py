"""Reading without an office (đọc ngoài hồ sơ): files to one searchable PDF/A, or to text and fields."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.errors import FileMissing, OutputIsInput, OutputRefused
from desk.jobs import Progress
from desk.ports import PaperReader
from ocr.page import DocumentReading, PageImage, PageReading


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


def convert(reader: PaperReader, wish: Conversion, progress: Progress) -> Converted:
    """Turn pictures, PDFs and TIFFs into one searchable PDF/A-2b.

    The output appears only when it is whole; an input named as output is refused before anything is read.

    Raises:
        FileMissing, OutputIsInput, OutputRefused, Cancelled; faults of `ocr`; WorkerDied, WorkerOverTime,
        WorkerOverMemory.
    """
    started = time.monotonic()
    if any(file.resolve() == wish.output.resolve() for file in wish.inputs):
        raise OutputIsInput(file=wish.output.name)
    if not wish.output.parent.is_dir():
        raise FileMissing(file=str(wish.output.parent))
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        spool = Path(folder)
        images = _split_all(reader, wish.inputs, spool, progress)
        readings = list(reader.read(images, progress))
        part = spool / "whole.pdf"
        reader.bind(images, readings, wish.output.stem, part, wish.size)
        _deliver(part, wish.output)
        if wish.sidecar is not None:
            text = spool / "text.txt"
            text.write_text("\n\f\n".join(reading.text for reading in readings) + "\n", "utf-8")
            _deliver(text, wish.sidecar)
        return Converted(len(images), wish.output.stat().st_size, time.monotonic() - started)


def _split_all(reader: PaperReader, inputs: Sequence[Path], spool: Path, progress: Progress) -> list[PageImage]:
    images: list[PageImage] = []
    for number, file in enumerate(inputs):
        if not file.is_file():
            raise FileMissing(file=file.name)
        images += reader.split(file, spool / f"{number:05d}", progress)
    return images


def _deliver(part: Path, out: Path) -> None:
    """Put a finished file in its place in one step, so that a reader never meets half of it."""
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(part.read_bytes())
        beside.replace(out)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise OutputRefused(file=out.name, why=fault.strerror or "-") from fault


def read_file(reader: PaperReader, file: Path, progress: Progress) -> tuple[list[PageReading], DocumentReading]:
    """Read one file: every page, blank ones too, and the document they make.

    Raises:
        FileMissing, Cancelled, faults of `ocr`, WorkerDied, WorkerOverTime, WorkerOverMemory.
    """
    if not file.is_file():
        raise FileMissing(file=file.name)
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        images = reader.split(file, Path(folder) / "pages", progress)
        readings = list(reader.read(images, progress))
        return readings, reader.understand(images, readings)
