"""A reader for an office with a stack of an evening and papers at the counter: lines as they say, pictures as told."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desk.jobs import Progress
from ocr.page import DocumentReading, FieldReading, PageImage, PageReading, Word
from tests.fakes.office import ToldReader
from tests.fakes.stacks import StackReader

_NAME, _DATE = (0.2, 0.2, 0.6, 0.24), (0.2, 0.3, 0.4, 0.34)


def _is_line(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(1) == b"{"


class MixedReader(StackReader):
    """Reads the lines of a stack as `StackReader` does, and of any picture two fields, one of them doubtful."""

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        """Lay the lines of a stack apart, draw one page for any other file."""
        reader = StackReader if _is_line(path) else ToldReader
        return reader.split(self, path, spool, progress)

    def read(self, images: Iterable[PageImage], progress: Progress) -> Iterator[PageReading]:
        """Read a line as it says, and a few words on any picture."""
        for image in images:
            if _is_line(image.path):
                yield from StackReader.read(self, [image], progress)
                continue
            progress.check()
            words = (Word("Nông", 124, 175, 160, 210, 0.95), Word("Hạnh", 170, 175, 230, 210, 0.95))
            yield PageReading(image.width_px, image.height_px, image.dpi, 0, 0.0, False, words, "Nông Thị Hạnh")

    def understand(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None = None
    ) -> DocumentReading:
        """Tell what a line says; any picture is a birth certificate: the name surely read, a date doubtfully."""
        if readings[0].text.startswith("{"):
            return StackReader.understand(self, images, readings, kind)
        fields = (
            FieldReading("ho_ten", "Nông Gia Bảo", 0.98, 1, _NAME, "label"),
            FieldReading("ngay_sinh", "2018-02-16", 0.61, 1, _DATE, "label"),
        )
        return DocumentReading(kind or "khai_sinh", 0.98, fields)

    def bind(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], title: str, out: Path, size: str = "archive"
    ) -> None:
        """Write the words of a stack's sides, or a PDF of the pictures."""
        reader = StackReader if images and _is_line(images[0].path) else ToldReader
        reader.bind(self, images, readings, title, out, size)
