"""The paper reader over limited processes: what `desk.ports.PaperReader` promises, done by the functions of `ocr`."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from desk.jobs import Limits, Pool, Progress
from desk.read import tasks
from ocr.page import DocumentReading, DrawnPage, PageImage, PageReading

PAGE_LIMITS = Limits(wall_s=60.0)
FILE_LIMITS = Limits(wall_s=55.0)
BIND_LIMITS = Limits(wall_s=600.0, file_bytes=4 << 30)
"""Binding 500 pages of pictures is long but harmless: its input is our own."""


def default_workers() -> int:
    """Return how many reading processes a machine gets: one less than its cores, two at least, four at most."""
    return max(2, min(4, (os.cpu_count() or 2) - 1))


class ProcessReader:
    """Reads files and pages in child processes with limits of memory and time (Phòng đọc)."""

    def __init__(self, workers: int = 0, *, careful: bool = False, clean: bool = True) -> None:
        workers = workers or default_workers()
        self._careful, self._clean = careful, clean
        self._pages = Pool(workers, PAGE_LIMITS)
        self._files = Pool(1, FILE_LIMITS)
        self._binder = Pool(1, BIND_LIMITS)

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        """Turn any file into page images inside `spool`."""
        return next(self._files.map_ordered(tasks.split, [(path, spool)], Progress(stop=progress.stop)))

    def draw(self, path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
        """Draw one page of a PDF for the eye."""
        return next(self._files.map_ordered(tasks.draw, [(path, number, out, side_px)]))

    def read(self, images: Sequence[PageImage], progress: Progress) -> Iterator[PageReading]:
        """Yield one reading an image, in order."""
        orders = [((image, self._careful, self._clean),) for image in images]
        return self._pages.map_ordered(tasks.read, orders, progress)

    def understand(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None = None
    ) -> DocumentReading:
        """Tell the kind of the paper and its fields."""
        return next(self._pages.map_ordered(tasks.understand, [(list(images), list(readings), kind)]))

    def bind(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], title: str, out: Path, size: str = "archive"
    ) -> None:
        """Write the searchable PDF/A-2b of the pages to `out`."""
        made_at = datetime.now(UTC)  # noqa: TID251 -- the moment the file is made, no act of the office
        order = (list(images), list(readings), out, title, made_at, size)
        next(self._binder.map_ordered(tasks.bind, [order]))

    def card(self, path: Path) -> list[str]:
        """Return the texts of all QR codes in a picture."""
        return next(self._files.map_ordered(tasks.card, [(path,)]))

    def close(self) -> None:
        """End the workers."""
        for pool in (self._pages, self._files, self._binder):
            pool.close()
