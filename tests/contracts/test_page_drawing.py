"""What every `PaperReader` owes who looks at a PDF: one page drawn as it is, at once, whatever the file's length."""

import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desk.ports import PaperReader
from desk.read.processes import ProcessReader
from ocr.errors import FileEncrypted, OcrError
from tests.fakes.office import ToldReader


@pytest.fixture(scope="module", params=["real", "told"])
def any_reader(request: pytest.FixtureRequest) -> Iterator[PaperReader]:
    made: PaperReader = ProcessReader(1) if request.param == "real" else ToldReader()
    yield made
    made.close()


@pytest.fixture(scope="module")
def reader() -> Iterator[PaperReader]:
    made = ProcessReader(1)
    yield made
    made.close()


def _many(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.setFillColorRGB(0, 0, 0)
        canvas.rect(0, 800 - number * 8, 595, 8, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def test_a_page_is_drawn_to_the_picture_asked_for(any_reader: PaperReader, tmp_path: Path) -> None:
    source = _many(tmp_path / "one.pdf", 1)

    drawn = any_reader.draw(source, 1, tmp_path / "page.png", 800)

    with Image.open(tmp_path / "page.png") as picture:
        assert picture.size == (drawn.image.width_px, drawn.image.height_px)
        assert picture.format == "PNG"
    assert drawn.pages == 1
    assert source.exists()


def test_the_longer_side_is_as_long_as_asked(reader: PaperReader, tmp_path: Path) -> None:
    drawn = reader.draw(_many(tmp_path / "one.pdf", 1), 1, tmp_path / "page.png", 1200)

    assert (drawn.image.height_px, round(drawn.image.width_px / 10)) == (1200, 85)


def test_the_last_of_many_pages_is_drawn_without_drawing_those_before(reader: PaperReader, tmp_path: Path) -> None:
    source = _many(tmp_path / "many.pdf", 90)
    reader.draw(source, 1, tmp_path / "warm.png", 400)

    begun = time.monotonic()
    drawn = reader.draw(source, 90, tmp_path / "page.png", 1600)

    assert drawn.pages == 90
    assert time.monotonic() - begun < 5
    with Image.open(tmp_path / "page.png") as picture:
        black = picture.convert("L").getpixel((500, int(1600 * (842 - 800 + 89 * 8 - 4) / 842)))
    assert black == 0


def test_a_number_beyond_the_last_draws_the_last(reader: PaperReader, tmp_path: Path) -> None:
    source = _many(tmp_path / "two.pdf", 2)

    reader.draw(source, 2, tmp_path / "last.png", 400)
    drawn = reader.draw(source, 99, tmp_path / "beyond.png", 400)

    assert drawn.pages == 2
    assert (tmp_path / "last.png").read_bytes() == (tmp_path / "beyond.png").read_bytes()


def test_the_block_of_a_signature_is_drawn_too(reader: PaperReader, tmp_path: Path) -> None:
    with pikepdf.open(_many(tmp_path / "one.pdf", 1)) as pdf:
        look = pdf.make_stream(b"0 0 0 rg 0 0 100 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                               BBox=pikepdf.Array([0, 0, 100, 50]))  # fmt: skip
        block = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, F=132,
                               T=pikepdf.String("one"), Rect=pikepdf.Array([200, 100, 300, 150]),
                               AP=pikepdf.Dictionary(N=look))
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([block])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([block]), SigFlags=3)
        pdf.save(tmp_path / "signed.pdf")

    reader.draw(tmp_path / "signed.pdf", 1, tmp_path / "page.png", 842)

    with Image.open(tmp_path / "page.png") as picture:
        assert picture.convert("L").getpixel((250, 842 - 125)) == 0


def test_what_cannot_be_drawn_is_a_fault_of_the_file(reader: PaperReader, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_text("no paper at all")

    with pytest.raises(OcrError):
        reader.draw(tmp_path / "letter.pdf", 1, tmp_path / "page.png", 400)


def test_a_locked_file_says_that_it_is_locked(reader: PaperReader, tmp_path: Path) -> None:
    with pikepdf.open(_many(tmp_path / "open.pdf", 1)) as plain:
        plain.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(FileEncrypted):
        reader.draw(tmp_path / "locked.pdf", 1, tmp_path / "page.png", 400)


def test_the_words_of_a_page_are_told_with_it(reader: PaperReader, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "words.pdf"), pagesize=(595, 842))
    canvas.drawString(100, 700, "Page of words")
    canvas.save()

    drawn = reader.draw(tmp_path / "words.pdf", 1, tmp_path / "page.png", 842)

    assert [one.text for one in drawn.words] == ["Page", "of", "words"]
    assert abs(drawn.words[0].left - 100) <= 2
