"""The paper reader over limited processes: what `desk.ports.PaperReader` promises, done by the functions of `ocr`."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from operator import length_hint
from pathlib import Path
from typing import Any

from desk.jobs import Limits, Parts, Pool, Progress, map_parts
from desk.read import tasks
from ocr.glass import Cut
from ocr.page import DocumentReading, DrawnPage, FirstLook, PageImage, PageReading

_PICTURES_BYTES, _PICTURE_BYTES = 256 << 20, 64 << 20
"""Freed memory of a child that waits for the next page, and of one that opens a picture now and then. The pictures of a
page at 300 dpi are 9 to 40 MB each; to have their memory anew costs more than to fill it, most of all in a virtual
machine, whose host stops all that run in it meanwhile."""

PAGE_LIMITS = Limits(wall_s=60.0, gives_way=True, kept_bytes=_PICTURES_BYTES)
FILE_LIMITS = Limits(wall_s=55.0, file_bytes=4 << 30, gives_way=True)
"""The child that takes files apart also lays the finished PDF, which may be long."""

PAPER_LIMITS = Limits(wall_s=600.0, file_bytes=4 << 30, gives_way=True, kept_bytes=_PICTURE_BYTES)
"""The child that works on whole papers: binding 500 pages of pictures is long but harmless, its input is our own."""

_LASTING = 250
"""Items after which a child of short ones is renewed: to be born and to load costs as much as dozens of them."""

Order = tuple[Any, ...]
"""The arguments of a task."""


def default_workers() -> int:
    """Return how many reading processes a machine gets: one less than its cores, two at least, four at most."""
    return max(2, min(4, (os.cpu_count() or 2) - 1))


class ProcessReader:
    """Reads files and pages in child processes with limits of memory and time (Phòng đọc)."""

    def __init__(self, workers: int = 0, *, careful: bool = False, clean: bool = True) -> None:
        workers = workers or default_workers()
        self._careful, self._clean = careful, clean
        self._pages = Pool(workers, PAGE_LIMITS)
        self._files = Pool(1, FILE_LIMITS, renew=_LASTING)
        self._papers = Pool(1, PAPER_LIMITS, renew=_LASTING)

    def ready(self) -> None:
        """Start the child that takes files apart, with what a picture needs, when none is there."""
        self._files.warm_up(tasks.wake_splitter)

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        """Turn any file into page images inside `spool`; a long file has more time, as in `pages_of`."""
        return list(Parts(self._files, tasks.split, [(path, spool)]).all(Progress(stop=progress.stop)))

    def draw(self, path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
        """Draw one page of a PDF for the eye."""
        return next(self._files.map_ordered(tasks.draw, [(path, number, out, side_px)]))

    def first_look(self, image: PageImage) -> FirstLook:
        """Look at a side that just arrived."""
        return next(self._files.map_ordered(tasks.first_look, [(image,)]))

    def read(self, images: Iterable[PageImage], progress: Progress) -> Iterator[PageReading]:
        """Yield one reading an image, in order; images are taken as they are needed."""
        orders = (((image, self._careful, self._clean),) for image in images)
        return self._pages.map_ordered(tasks.read, orders, progress, total=length_hint(images))

    def pages_of(
        self, path: Path, spool: Path, progress: Progress
    ) -> Generator[tuple[PageImage, PageReading], None, None]:
        """Split any file into `spool` and read its pages meanwhile: yield each, in order, as soon as it is ready."""
        images: deque[PageImage] = deque()

        def order_of(image: PageImage) -> Order:
            images.append(image)
            return ((image, self._careful, self._clean),)

        for reading in map_parts(self._parts([(path, spool)]), self._pages, tasks.read, order_of, progress):
            yield images.popleft(), reading

    def ready_pages(
        self, files: Sequence[Path], spool: Path, size: str, progress: Progress
    ) -> Generator[tuple[Path, str], None, None]:
        """Read the pages of all files and make each ready for a PDF meanwhile.

        Yields, in order and as soon as it is there, the file in `spool` of each page that is ready, and its text. What
        was split off for a page is deleted with that.
        """
        images: deque[PageImage] = deque()
        numbers = count(1)

        def order_of(image: PageImage) -> Order:
            images.append(image)
            return (image, self._careful, self._clean), size, spool / f"{next(numbers):06d}.page"

        coming = self._parts([(file, spool / f"{number:05d}") for number, file in enumerate(files)])
        texts = map_parts(coming, self._pages, tasks.read_ready, order_of, progress)
        for number, text in enumerate(texts, 1):
            images.popleft().path.unlink()
            yield spool / f"{number:06d}.page", text

    def lay(self, pages: Sequence[Path], title: str, out: Path) -> None:
        """Write the searchable PDF/A-2b of pages that are ready to `out`."""
        order = (list(pages), out, title, _now())
        next(self._files.map_ordered(tasks.lay, [order], wall_s=PAPER_LIMITS.wall_s))

    def _parts(self, orders: Sequence[tuple[Path, Path]]) -> Parts:
        """Begin to split; meanwhile wake the first reader, as a file has a page at least."""
        parts = Parts(self._files, tasks.split, orders)
        self._pages.warm_up(tasks.wake_reader)
        return parts

    def understand(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None = None
    ) -> DocumentReading:
        """Tell the kind of the paper and its fields."""
        order = (list(images), list(readings), kind)
        return next(self._papers.map_ordered(tasks.understand, [order], wall_s=PAGE_LIMITS.wall_s))

    def bind(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], title: str, out: Path, size: str = "archive"
    ) -> None:
        """Write the searchable PDF/A-2b of the pages to `out`."""
        order = (list(images), list(readings), out, title, _now(), size)
        next(self._papers.map_ordered(tasks.bind, [order]))

    def signed(self, path: Path) -> bool:
        """Tell whether a file is a PDF with an electronic signature."""
        return next(self._files.map_ordered(tasks.signed, [(path,)]))

    def card(self, path: Path) -> list[str]:
        """Return the texts of all QR codes in a picture."""
        return next(self._files.map_ordered(tasks.card, [(path,)]))

    def part(self, image: PageImage, spool: Path) -> list[Cut]:
        """Cut each paper on a picture of the glass out into `spool`."""
        return next(self._files.map_ordered(tasks.part, [(image, spool)]))

    def card_sheet(self, sides: Sequence[PageImage], out: Path) -> PageImage:
        """Draw both sides of a card on one A4."""
        return next(self._files.map_ordered(tasks.card_sheet, [(list(sides), out)]))

    def close(self) -> None:
        """End the workers."""
        for pool in (self._pages, self._files, self._papers):
            pool.close()


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- the moment a file is made, no act of the office
