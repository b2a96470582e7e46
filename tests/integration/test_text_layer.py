"""Whoever takes the text out of our PDF gets the same words in the same order: three extractors, one reading."""

import subprocess
import tempfile
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocr.page import PageImage, PageReading, Word
from ocr.pdfa import PdfInfo, build_pdfa
from ocr.pdfa_check import check_pdfa
from ocr.read import read_page

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "ocr"
INFO = PdfInfo("Lớp chữ", datetime(2026, 3, 2, tzinfo=UTC))
WORDS = ("Nguyễn", "Thị", "Ưởng", "TTr-", "UBND", "-", ".", "Số:", "01/2026/QĐ-", "a", "đồng;", "(2)", "½")


def extracted(pdf: Path) -> dict[str, str]:
    opened = pypdfium2.PdfDocument(pdf)
    by_pdfium = opened[0].get_textpage().get_text_range()
    opened.close()
    by_poppler = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode()
    by_pypdf = pypdf.PdfReader(pdf).pages[0].extract_text()
    return {"pdfium": by_pdfium, "poppler": by_poppler.rstrip("\f"), "pypdf": by_pypdf}


def assert_same_words(image: PageImage, reading: PageReading, pdf: Path) -> None:
    build_pdfa([(image, reading)], pdf, INFO, "archive")
    wanted = unicodedata.normalize("NFC", " ".join(word.text for word in reading.words)).split()

    found = extracted(pdf)

    for who, text in found.items():
        assert text.split() == wanted, who
        assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", ["k022.png", "q022.jpg"])
def test_real_pages_give_each_extractor_the_words_that_were_read(name: str, tmp_path: Path) -> None:
    with Image.open(SAMPLES / name) as picture:
        size, dpi = picture.size, float(picture.info.get("dpi", (0.0, 0.0))[0])
    media = "image/png" if name.endswith("png") else "image/jpeg"
    image = PageImage(SAMPLES / name, media, *size, dpi)

    reading = read_page(image)

    assert_same_words(image, reading, tmp_path / "o.pdf")
    assert check_pdfa(tmp_path / "o.pdf") == []


@st.composite
def odd_lines(draw: st.DrawFn) -> tuple[Word, ...]:
    """Lines that touch, overlap or begin left of where the last one ended, as stamps and scribbles give them."""
    made: list[Word] = []
    top = 100
    for row in range(draw(st.integers(1, 5))):
        top += draw(st.integers(-4, 70))
        left = draw(st.integers(50, 700))
        for _ in range(draw(st.integers(1, 5))):
            text = draw(st.sampled_from(WORDS))
            if any(word.text == text for word in made):
                text = f"{len(made)}{text}"  # PDFium takes a word that lies on its like for a shadow of it
            right = left + draw(st.integers(4, 22)) * len(text)
            made.append(Word(text, left, top, right, top + draw(st.integers(12, 44)), 0.9, row, row))
            left = max(0, right + draw(st.integers(-12, 60)))
    return tuple(made)


@pytest.mark.parametrize("left", range(95, 113, 2))
@pytest.mark.parametrize("tall", [12, 30])
def test_a_line_that_begins_where_another_ends_is_not_joined_to_it(tall: int, left: int, tmp_path: Path) -> None:
    Image.new("L", (1200, 1600), 255).save(tmp_path / "a.png", dpi=(150, 150))
    words = (
        Word("01/2026/QĐ-", 50, 100, 105, 100 + tall, 0.9, 0, 0), Word("Nguyễn", left, 100, left + 24, 112, 0.9, 1, 1),
    )  # fmt: skip
    reading = PageReading(1200, 1600, 150.0, rotation=0, skew=0.0, blank=False, words=words, text="")

    assert_same_words(PageImage(tmp_path / "a.png", "image/png", 1200, 1600, 150.0), reading, tmp_path / "o.pdf")


@settings(max_examples=20, deadline=None)
@given(words=odd_lines())
def test_words_that_touch_or_overlap_are_neither_joined_nor_put_in_another_order(words: tuple[Word, ...]) -> None:
    reading = PageReading(2400, 1600, 150.0, rotation=0, skew=0.0, blank=False, words=words, text="")
    # As wide as the longest of these lines: letters beyond a page are dropped by those who take its text out.
    with tempfile.TemporaryDirectory() as name:
        Image.new("L", (2400, 1600), 255).save(Path(name) / "a.png", dpi=(150, 150))

        assert_same_words(
            PageImage(Path(name) / "a.png", "image/png", 2400, 1600, 150.0), reading, Path(name) / "o.pdf"
        )
