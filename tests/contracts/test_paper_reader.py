"""What every `PaperReader` owes the desk: files split, sides read in order, papers understood and bound."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import segno
from PIL import Image, ImageFilter

from desk.errors import Cancelled
from desk.jobs import Progress
from desk.ports import FileReader, PaperReader
from desk.read.processes import ProcessReader
from ocr.errors import CardNotSeen, FileKindRefused
from ocr.page import PageImage

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "ocr"


@pytest.fixture(scope="module")
def reader() -> Iterator[PaperReader]:
    made = ProcessReader(2)
    yield made
    made.close()


def test_a_picture_is_one_side_with_its_bytes_untouched(reader: PaperReader, tmp_path: Path) -> None:
    source = SAMPLES / "k001.jpg"

    (side,) = reader.split(source, tmp_path / "spool", Progress())

    assert side.path.is_relative_to(tmp_path)
    assert side.path.read_bytes() == source.read_bytes()


def test_each_page_of_a_tiff_is_a_side_in_its_order(reader: PaperReader, tmp_path: Path) -> None:
    pages = [Image.new("L", (200 + 10 * n, 300), 255) for n in range(3)]
    pages[0].save(tmp_path / "three.tif", save_all=True, append_images=pages[1:])

    sides = reader.split(tmp_path / "three.tif", tmp_path / "spool", Progress())

    assert [side.width_px for side in sides] == [200, 210, 220]


def test_a_file_that_is_no_paper_is_refused_as_itself(reader: PaperReader, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_text("no paper at all")

    with pytest.raises(FileKindRefused):
        reader.split(tmp_path / "letter.pdf", tmp_path / "spool", Progress())


def test_sides_are_read_in_order_understood_and_bound(reader: PaperReader, tmp_path: Path) -> None:
    images = [reader.split(SAMPLES / name, tmp_path / name, Progress())[0] for name in ("p03.png", "k001.jpg")]

    readings = list(reader.read(images, Progress()))
    found = reader.understand(images[1:], readings[1:])
    as_told = reader.understand(images[1:], readings[1:], "don_to_khai")
    reader.bind(images, readings, "Hai trang", tmp_path / "bound.pdf")

    assert "SYT-NVD" in readings[1].text
    assert "SYT-NVD" not in readings[0].text
    assert found.kind == "van_ban_hanh_chinh"
    assert as_told.kind == "don_to_khai"
    text = subprocess.run(["pdftotext", tmp_path / "bound.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "SYT-NVD" in text.split("\f")[1]


def test_whole_files_are_read_page_by_page_made_ready_and_laid(tmp_path: Path) -> None:
    files = [SAMPLES / "p03.png", SAMPLES / "k001.jpg"]
    made: FileReader = ProcessReader(2)
    (tmp_path / "spool").mkdir()

    (one,) = made.pages_of(files[1], tmp_path / "pages", Progress())
    ready = list(made.ready_pages(files, tmp_path / "spool", "archive", Progress()))
    made.lay([page for page, _ in ready], "Hai trang", tmp_path / "laid.pdf")
    made.close()

    image, reading = one
    assert image.path.read_bytes() == files[1].read_bytes()
    assert [text for _, text in ready][1] == reading.text
    assert {page.parent for page, _ in ready} == {tmp_path / "spool"}
    with pikepdf.open(tmp_path / "laid.pdf") as pdf:
        assert pdf.pages[1].Resources.XObject.I.read_raw_bytes() == files[1].read_bytes()
    left = [file for file in (tmp_path / "spool").rglob("*.*") if file.is_file()]
    assert sorted(file.suffix for file in left) == [".page", ".page"], "what was split off has gone"


def test_a_stopped_reading_ends_as_cancelled(reader: PaperReader, tmp_path: Path) -> None:
    images = reader.split(SAMPLES / "k001.jpg", tmp_path / "spool", Progress())
    progress = Progress()
    progress.stop.set()

    with pytest.raises(Cancelled):
        list(reader.read(images, progress))


def test_the_code_on_a_card_is_read_from_a_picture(reader: PaperReader, tmp_path: Path) -> None:
    words = "008187004215||Nông Thị Hạnh|14031987|Nữ|Thôn Nà Tông|12052021"
    segno.make(words, encoding="utf-8").save(tmp_path / "card.png", scale=6, border=8)

    assert reader.card(tmp_path / "card.png") == [words]


def test_the_first_look_tells_a_sound_side_from_a_blurred_one(reader: PaperReader, tmp_path: Path) -> None:
    with Image.open(SAMPLES / "k001.jpg") as page:
        sound = PageImage(SAMPLES / "k001.jpg", "image/jpeg", *page.size, dpi=200)
        page.filter(ImageFilter.GaussianBlur(4)).save(tmp_path / "blurred.jpg")
    blurred = PageImage(tmp_path / "blurred.jpg", "image/jpeg", sound.width_px, sound.height_px, dpi=200)

    told = [reader.first_look(side) for side in (sound, blurred)]

    assert [(each.warnings, each.blank) for each in told] == [((), False), (("blurred",), False)]


def test_papers_on_one_glass_are_cut_apart_and_two_sides_of_a_card_make_a_page(
    reader: PaperReader, tmp_path: Path
) -> None:
    glass = Image.new("L", (827, 1169), 12)
    for place in ((60, 80), (400, 600)):
        glass.paste(230, (*place, place[0] + 337, place[1] + 213))
    glass.save(tmp_path / "glass.png")
    image = PageImage(tmp_path / "glass.png", "image/png", 827, 1169, dpi=100)

    cuts = reader.part(image, tmp_path / "cuts")
    sheet = reader.card_sheet([cut.image for cut in cuts], tmp_path / "sheet.png")

    assert [cut.image.path.is_relative_to(tmp_path / "cuts") for cut in cuts] == [True, True]
    assert (sheet.width_px, sheet.height_px, sheet.dpi) == (2480, 3508, 300)
    with pytest.raises(CardNotSeen):
        reader.card_sheet([image], tmp_path / "none.png")
