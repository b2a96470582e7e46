"""What a file itself says of a page is kept with the page, and only what it leaves open is read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from desk.jobs import Progress
from desk.work.digitise import read_documents
from desk.work.receive import Place, receive_file
from desk.work.review import turn_page
from ocr.page import TOLD, PageImage, PageReading, Word
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.office import ToldReader

DOSSIER = "TAM-261006-0003"
SAID = PageReading(
    620,
    877,
    75.0,
    0,
    0.0,
    blank=False,
    text="Số: 24",
    words=(Word("Số:", 9, 9, 40, 20, TOLD), Word("24", 44, 9, 60, 20, TOLD)),
)


class SayingReader(ToldReader):
    """Splits files whose page says something itself, and tells what it was asked to read."""

    def __init__(self, own: PageReading) -> None:
        super().__init__()
        self.own = own
        self.asked: list[PageReading | None] = []

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        return [replace(image, own=self.own) for image in super().split(path, spool, progress)]

    def read(self, images: Iterable[PageImage], progress: Progress) -> Iterator[PageReading]:
        for image in images:
            self.asked.append(image.own)
            yield replace(SAID, text="Số: 24\nCÔNG VĂN ĐẾN")


def texts(office: CertifyingOffice, reader: SayingReader, folder: Path, *, turned: bool = False) -> list[str]:
    """Takes a file in, reads it, and gives the texts of its pages as the office keeps them."""
    desk, who = replace(office.desk, reader=reader), office.who()
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7 a paper")
    document = receive_file(desk, who, folder / "paper.pdf", Place(DOSSIER))
    if turned:
        document = turn_page(desk, who, (document.id, 1), 90)
    read_documents(desk, who, [document.id])
    with desk.unit(reading=True) as uow:
        return [page.reading.text for page in uow.documents.pages(document.id) if page.reading is not None]


def test_a_page_that_says_all_itself_is_not_read_again(office: CertifyingOffice, tmp_path: Path) -> None:
    reader = SayingReader(SAID)

    assert texts(office, reader, tmp_path) == ["Số: 24"]
    assert reader.asked == []


def test_what_a_page_leaves_open_is_read_beside_its_words(office: CertifyingOffice, tmp_path: Path) -> None:
    reader = SayingReader(replace(SAID, rest=True))

    assert texts(office, reader, tmp_path) == ["Số: 24\nCÔNG VĂN ĐẾN"]
    assert reader.asked == [replace(SAID, rest=True)]


def test_a_page_that_a_person_turned_is_read_anew(office: CertifyingOffice, tmp_path: Path) -> None:
    reader = SayingReader(SAID)

    assert texts(office, reader, tmp_path, turned=True) == ["Số: 24\nCÔNG VĂN ĐẾN"]
    assert reader.asked == [None]
