"""The PDF the office keeps: the scanner's own picture, and text one can select, search and trust."""

import io
import subprocess
import tracemalloc
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
import pytest
from PIL import Image, ImageChops, ImageDraw

from ocr.page import PageImage, PageReading, Word
from ocr.pdfa import PdfInfo, build_pdfa, lay_pdfa
from ocr.pdfa_check import check_pdfa
from ocr.pdfa_page import make_page, put_page, take_page

INFO = PdfInfo("Giấy khai sinh «Đỗ & Quý»", datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC))
LINES = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Họ tên: Nguyễn Thị Ưởng", "Sở Y tế 5")


def words(lines: tuple[str, ...] = LINES, step: int = 60) -> tuple[Word, ...]:
    made = []
    for row, line in enumerate(lines):
        left = 100
        for text in line.split():
            right = left + 22 * len(text)
            made.append(Word(text, left, 100 + row * step, right, 140 + row * step, 0.9, row, 0))
            left = right + 14
    return tuple(made)


def reading(width: int = 1200, height: int = 1600, **changes: object) -> PageReading:
    plain = PageReading(width, height, 150.0, rotation=0, skew=0.0, blank=False, words=words(), text="\n".join(LINES))
    return replace(plain, **changes)  # type: ignore[arg-type]  # the tests name real fields


def scan(folder: Path, name: str = "a.jpg", mode: str = "RGB", size: tuple[int, int] = (1200, 1600)) -> PageImage:
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 100, 500, 200), fill="black")
    pen.ellipse((600, 900, 900, 1200), outline=(200, 20, 30), width=12)
    path = folder / name
    picture.convert(mode).save(path, quality=85, dpi=(150, 150))
    media = {"jpg": "image/jpeg", "png": "image/png", "tif": "image/tiff"}[name[-3:]]
    return PageImage(path, media, *size, 150.0, 0)


def drawn(pdf: Path, page: int = 0) -> Image.Image:
    opened = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = opened[page].render(scale=150 / 72).to_pil().convert("RGB")
    opened.close()
    return picture


def texts(pdf: Path) -> dict[str, str]:
    opened = pypdfium2.PdfDocument(pdf)
    by_pdfium = opened[0].get_textpage().get_text_range()
    opened.close()
    by_poppler = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return {"pdfium": by_pdfium, "pypdf": pypdf.PdfReader(pdf).pages[0].extract_text(), "poppler": by_poppler}


def close(one: Image.Image, other: Image.Image) -> bool:
    small = [picture.convert("L").resize((60, 80), Image.Resampling.BOX) for picture in (one, other)]
    worst = ImageChops.difference(*small).getextrema()[1]
    return isinstance(worst, int) and worst < 70


def test_the_scanner_s_jpeg_is_in_the_file_byte_for_byte(tmp_path: Path) -> None:
    image = scan(tmp_path)

    result = build_pdfa([(image, reading(skew=1.5))], tmp_path / "o.pdf", INFO)

    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        assert pdf.pages[0].Resources.XObject.I.read_raw_bytes() == image.path.read_bytes()
    assert result.pages == 1
    assert result.bytes == (tmp_path / "o.pdf").stat().st_size


def test_three_extractors_give_the_same_nfc_text_in_order(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading())], tmp_path / "o.pdf", INFO)

    found = texts(tmp_path / "o.pdf")

    for text in found.values():
        assert unicodedata.is_normalized("NFC", text)
        assert [line.split() for line in text.splitlines() if line.strip()] == [line.split() for line in LINES]


def test_decomposed_letters_come_out_composed(tmp_path: Path) -> None:
    split = tuple(replace(word, text=unicodedata.normalize("NFD", word.text)) for word in words())

    build_pdfa([(scan(tmp_path), reading(words=split))], tmp_path / "o.pdf", INFO)

    assert "NGHĨA" in texts(tmp_path / "o.pdf")["pypdf"]


def test_each_word_is_selected_where_it_stands(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading())], tmp_path / "o.pdf", INFO)

    opened = pypdfium2.PdfDocument(tmp_path / "o.pdf")
    layer = opened[0].get_textpage()
    found = layer.search("Nguyễn").get_next()
    left, bottom, right, top = layer.get_charbox(found[0])
    opened.close()

    word = next(one for one in words() if one.text == "Nguyễn")
    scale = 72 / 150
    assert left == pytest.approx(word.left * scale, abs=1)
    assert bottom == pytest.approx((1600 - word.bottom) * scale, abs=1.5)
    assert top == pytest.approx((1600 - word.top) * scale, abs=1.5)
    assert right - left == pytest.approx((word.right - word.left) * scale / 6, abs=1)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("hint", [0, 90, 180, 270])
def test_a_turned_page_is_shown_upright(tmp_path: Path, rotation: int, hint: int) -> None:
    upright = scan(tmp_path)
    with Image.open(upright.path) as seen:
        stored = seen.rotate(hint - rotation, expand=True)
    stored.save(tmp_path / "t.jpg", quality=90)
    image = PageImage(tmp_path / "t.jpg", "image/jpeg", *stored.size, 150.0, hint)

    build_pdfa([(image, reading(rotation=rotation))], tmp_path / "o.pdf", INFO)

    with Image.open(upright.path) as seen:
        assert close(drawn(tmp_path / "o.pdf"), seen)


def test_a_crooked_page_is_level(tmp_path: Path) -> None:
    upright = scan(tmp_path)
    with Image.open(upright.path) as seen:
        crooked = seen.rotate(-3, resample=Image.Resampling.BICUBIC, fillcolor="white")
    crooked.save(tmp_path / "t.jpg", quality=90)

    build_pdfa([(replace(upright, path=tmp_path / "t.jpg"), reading(skew=3.0))], tmp_path / "o.pdf", INFO)

    with Image.open(upright.path) as seen:
        assert close(drawn(tmp_path / "o.pdf"), seen)


@pytest.mark.parametrize(
    ("name", "mode", "coding"),
    [
        ("a.jpg", "RGB", "/DCTDecode"),
        ("a.jpg", "L", "/DCTDecode"),
        ("a.jpg", "CMYK", "/FlateDecode"),
        ("a.png", "RGB", "/FlateDecode"),
        ("a.png", "L", "/FlateDecode"),
        ("a.png", "P", "/FlateDecode"),
        ("a.png", "1", "/CCITTFaxDecode"),
        ("a.tif", "1", "/CCITTFaxDecode"),
    ],
)
@pytest.mark.parametrize("size", ["archive", "default", "small"])
def test_every_kind_of_picture_is_seen_as_it_was(tmp_path: Path, name: str, mode: str, coding: str, size: str) -> None:
    image = scan(tmp_path, name, mode)

    build_pdfa([(image, reading())], tmp_path / "o.pdf", INFO, size)  # type: ignore[arg-type]  # one of the three

    with Image.open(image.path) as seen:
        assert close(drawn(tmp_path / "o.pdf"), seen.convert("RGB"))
    assert check_pdfa(tmp_path / "o.pdf") == []
    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        found = str(pdf.pages[0].Resources.XObject.I.Filter)
        assert found == coding or (size != "archive" and found == "/DCTDecode")


def test_a_heavy_page_meets_half_a_megabyte_and_a_quarter(tmp_path: Path) -> None:
    noisy = Image.effect_noise((1654, 2339), 10).convert("RGB")
    noisy.save(tmp_path / "n.jpg", quality=98, dpi=(200, 200))
    image = PageImage(tmp_path / "n.jpg", "image/jpeg", 1654, 2339, 200.0)
    page = reading(1654, 2339, dpi=200.0)

    sizes = {
        size: build_pdfa([(image, page)], tmp_path / "o.pdf", INFO, size).bytes  # type: ignore[arg-type]  # as above
        for size in ("archive", "default", "small")
    }

    assert sizes["archive"] > 2_000_000
    assert sizes["default"] < 500_000
    assert sizes["small"] < 250_000


def test_a_blank_page_carries_no_text(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading(blank=True))], tmp_path / "o.pdf", INFO)

    assert texts(tmp_path / "o.pdf")["pypdf"] == ""


def test_the_page_has_the_size_of_the_paper(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading())], tmp_path / "o.pdf", INFO)

    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        assert [float(one) for one in pdf.pages[0].MediaBox] == [0, 0, 576, 768]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    image = scan(tmp_path)

    for name in ("one.pdf", "two.pdf"):
        build_pdfa([(image, reading())] * 2, tmp_path / name, INFO)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_file_says_what_it_is_in_both_places_alike(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading())], tmp_path / "o.pdf", INFO)

    with pikepdf.open(tmp_path / "o.pdf") as pdf, pdf.open_metadata() as told:
        assert told["dc:title"] == str(pdf.docinfo.Title) == INFO.title
        assert told.pdfa_status == "2B"
        assert str(pdf.docinfo.CreationDate) == "D:20260302010203+00'00'"
        assert told["xmp:CreateDate"] == "2026-03-02T01:02:03+00:00"
        assert str(pdf.Root.Lang) == "vi-VN"


def test_no_syntax_error_is_found(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading())] * 3, tmp_path / "o.pdf", INFO)

    done = subprocess.run(["qpdf", "--check", tmp_path / "o.pdf"], capture_output=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_fault_in_the_middle_leaves_no_half_file(tmp_path: Path) -> None:
    image = scan(tmp_path)

    def torn() -> Iterator[tuple[PageImage, PageReading]]:
        yield image, reading()
        raise OSError("the page went away")

    with pytest.raises(OSError, match="went away"):
        build_pdfa(torn(), tmp_path / "o.pdf", INFO)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jpg"]


def test_memory_does_not_grow_with_the_pages(tmp_path: Path) -> None:
    noisy = Image.effect_noise((1200, 1600), 30)
    noisy.save(tmp_path / "n.jpg", quality=90, dpi=(150, 150))
    image = PageImage(tmp_path / "n.jpg", "image/jpeg", 1200, 1600, 150.0)

    def peak(pages: int) -> int:
        tracemalloc.start()
        build_pdfa(((image, reading()) for _ in range(pages)), tmp_path / "o.pdf", INFO, "archive")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(40) < peak(5) + 1_000_000


def test_letters_beyond_the_first_plane_survive(tmp_path: Path) -> None:
    odd = (Word("𠀋字", 100, 100, 160, 140, 0.5), Word("½", 200, 100, 220, 140, 0.5))

    build_pdfa([(scan(tmp_path), reading(words=odd))], tmp_path / "o.pdf", INFO)

    assert texts(tmp_path / "o.pdf")["pypdf"].split() == ["𠀋字", "½"]
    assert io.BytesIO((tmp_path / "o.pdf").read_bytes()).read(8) == b"%PDF-1.7"


def test_our_files_pass_our_structural_check(tmp_path: Path) -> None:
    build_pdfa([(scan(tmp_path), reading(skew=0.7)), (scan(tmp_path), reading(blank=True))], tmp_path / "o.pdf", INFO)

    assert check_pdfa(tmp_path / "o.pdf") == []


def test_a_page_put_away_until_its_turn_is_laid_as_if_it_had_come_at_once(tmp_path: Path) -> None:
    pages = [(scan(tmp_path), reading(skew=0.7)), (scan(tmp_path, "b.png", "1"), reading(blank=True))]
    build_pdfa(pages, tmp_path / "at-once.pdf", INFO, "small")
    for number, (image, page) in enumerate(pages):
        put_page(make_page(image, page, "small"), tmp_path / f"{number}.page")
        image.path.unlink()

    lay_pdfa((take_page(tmp_path / f"{number}.page") for number in range(2)), tmp_path / "later.pdf", INFO)

    assert (tmp_path / "later.pdf").read_bytes() == (tmp_path / "at-once.pdf").read_bytes()
