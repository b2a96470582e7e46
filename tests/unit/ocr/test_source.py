"""What a clerk drops in becomes pages, or one sentence."""

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageDraw

from ocr.errors import (
    FileEmpty,
    FileEncrypted,
    FileKindRefused,
    FileTooLarge,
    FileUnreadable,
    OcrError,
)
from ocr.limits import DEFAULTS, SourceOptions
from ocr.page import PageImage
from ocr.source import split_file

SMALL = (240, 320)
Split = Callable[..., list[PageImage]]


def paper(mode: str = "RGB", size: tuple[int, int] = SMALL) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 30, 120, 60), fill="black")
    pen.ellipse((60, 150, 160, 250), outline="red", width=6)
    return picture.convert(mode)


def packed(picture: Image.Image, form: str = "JPEG", **extra: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **extra)
    return out.getvalue()


def pdf_of(
    jpeg: bytes,
    size: tuple[int, int] = SMALL,
    *,
    above: bytes = b"",
    rotate: int = 0,
    matrix: bytes = b"240 0 0 320 0 0 cm",
    password: str | None = None,
) -> bytes:
    pdf = pikepdf.new()
    image = Stream(pdf, jpeg)
    image.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": size[0],
            "/Height": size[1],
            "/BitsPerComponent": 8,
            "/ColorSpace": Name.DeviceRGB,
            "/Filter": Name.DCTDecode,
        }
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.add_blank_page(page_size=(240, 320))
    page.obj.Resources = Dictionary(XObject=Dictionary(I=image), Font=Dictionary(F=font))
    page.obj.Contents = Stream(pdf, b"q " + matrix + b" /I Do Q " + above)
    page.obj.Rotate = rotate
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner="o", user=password) if password else None
    pdf.save(out, encryption=locked)
    return out.getvalue()


@pytest.fixture
def split(tmp_path: Path) -> Split:
    def run(data: bytes, name: str = "f.bin", options: SourceOptions = DEFAULTS) -> list[PageImage]:
        given = tmp_path / name
        given.write_bytes(data)
        spool = tmp_path / "spool"
        spool.mkdir(exist_ok=True)
        return list(split_file(given, spool, options))

    return run


def test_a_jpeg_keeps_its_bytes_and_says_its_resolution(split: Split) -> None:
    data = packed(paper(), dpi=(300, 300))

    (page,) = split(data)

    assert page.path.read_bytes() == data
    assert (page.media, page.width_px, page.height_px, page.dpi) == ("image/jpeg", 240, 320, 300)


@pytest.mark.parametrize(("orientation", "hint"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_a_phone_photo_says_how_a_viewer_turns_it(split: Split, orientation: int, hint: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    (page,) = split(packed(paper(), exif=exif))

    assert page.hint == hint
    assert (page.width_px, page.height_px) == SMALL


def test_a_mirrored_photo_is_put_right(split: Split) -> None:
    exif = Image.Exif()
    exif[0x0112] = 2

    (page,) = split(packed(paper(), exif=exif))

    assert page.media == "image/png"
    assert page.hint == 0
    with Image.open(page.path) as seen:
        assert seen.getpixel((200, 45))[0] < 60


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000"])
def test_every_kind_of_picture_becomes_a_page(split: Split, form: str) -> None:
    extra = {"lossless": True} if form == "WEBP" else {}

    (page,) = split(packed(paper(), form, **extra), "x.txt")

    with Image.open(page.path) as seen:
        ink = seen.convert("L")
        assert ink.size == SMALL
        assert ink.getpixel((50, 45)) < 30
        assert ink.getpixel((200, 45)) > 220


def test_each_page_of_a_tiff_is_a_page_and_bilevel_stays_bilevel(split: Split) -> None:
    first = paper("1")
    data = packed(first, "TIFF", save_all=True, append_images=[paper("1"), paper("1")], dpi=(200, 200))

    pages = split(data)

    assert len(pages) == 3
    assert all(page.dpi == 200 for page in pages)
    with Image.open(pages[2].path) as seen:
        assert seen.mode == "1"


def test_what_is_transparent_is_white_paper(split: Split) -> None:
    clear = Image.new("RGBA", SMALL, (0, 0, 0, 0))

    (page,) = split(packed(clear, "PNG"))

    with Image.open(page.path) as seen:
        assert seen.convert("L").getextrema() == (255, 255)


def test_a_scanned_pdf_gives_back_the_scanner_s_own_jpeg(split: Split) -> None:
    jpeg = packed(paper())

    (page,) = split(pdf_of(jpeg), "scan.jpg")

    assert page.path.read_bytes() == jpeg
    assert page.dpi == pytest.approx(72)


def test_hidden_text_over_the_scan_does_not_cost_the_jpeg(split: Split) -> None:
    jpeg = packed(paper())

    (page,) = split(pdf_of(jpeg, above=b"BT 3 Tr /F 12 Tf 20 20 Td (abc) Tj ET"))

    assert page.path.read_bytes() == jpeg


@pytest.mark.parametrize("mark", [b"BT /F 12 Tf 20 20 Td (abc) Tj ET", b"0 0 1 rg 10 10 50 50 re f"])
def test_a_mark_over_the_scan_is_seen_on_the_page(split: Split, mark: bytes) -> None:
    (page,) = split(pdf_of(packed(paper()), above=mark))

    with Image.open(page.path) as seen:
        corner = seen.crop((0, int(seen.height * 0.75), int(seen.width * 0.35), seen.height))
        assert corner.convert("L").getextrema()[0] < 100


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_turn_of_a_pdf_page_goes_to_the_hint(split: Split, rotate: int) -> None:
    (page,) = split(pdf_of(packed(paper()), rotate=rotate))

    assert page.hint == rotate
    assert (page.width_px, page.height_px) == SMALL


@pytest.mark.parametrize(
    ("matrix", "hint"),
    [
        (b"0 320 -240 0 240 0 cm", 270),
        (b"0 -320 240 0 0 320 cm", 90),
        (b"-240 0 0 -320 240 320 cm", 180),
    ],
)
def test_a_jpeg_turned_by_the_page_itself_says_so(split: Split, matrix: bytes, hint: int) -> None:
    turned = {270: Image.Transpose.ROTATE_90, 90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180}
    stored = paper() if hint == 180 else paper().resize((320, 240))
    data = pdf_of(packed(stored), stored.size, matrix=matrix)

    (page,) = split(data)

    assert page.hint == hint
    with Image.open(page.path) as seen:
        shown = seen.convert("L").transpose(turned[hint])
    import pypdfium2  # type: ignore[import-untyped]  # the library ships no types

    drawn = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("L")
    assert abs(sum(shown.resize((24, 32)).tobytes()) - sum(drawn.resize((24, 32)).tobytes())) < 2000
    worst = max(
        abs(a - b) for a, b in zip(shown.resize((12, 16)).tobytes(), drawn.resize((12, 16)).tobytes(), strict=True)
    )
    assert worst < 40


def test_a_bilevel_scan_in_a_pdf_stays_bilevel(split: Split) -> None:
    data = packed(paper("1"), "PDF", resolution=72.0)

    (page,) = split(data)

    with Image.open(page.path) as seen:
        assert seen.mode == "1"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", FileEmpty),
        (b"hello, world", FileKindRefused),
        (b"<!DOCTYPE html><html>", FileKindRefused),
        (b"PK\x03\x04" + b"%PDF-1.4" * 3, FileKindRefused),
        (b"MZ\x90\x00", FileKindRefused),
        (b"\xff\xd8\xff\xe0 not a picture", FileUnreadable),
        (b"%PDF-1.7\nnothing", FileUnreadable),
        (packed(paper())[:900], FileUnreadable),
        (packed(paper(), "PNG")[:300], FileUnreadable),
        (pdf_of(packed(paper()), password="u"), FileEncrypted),
    ],
)
def test_what_is_no_paper_ends_in_its_own_fault(split: Split, data: bytes, fault: type[OcrError]) -> None:
    with pytest.raises(fault):
        split(data, "named.pdf")


@pytest.mark.parametrize(
    ("options", "data"),
    [
        (SourceOptions(max_bytes=100), packed(paper())),
        (SourceOptions(max_pixels=1000), packed(paper())),
        (SourceOptions(max_pixels=1000), packed(paper(), "PNG")),
        (SourceOptions(max_pixels=1000), pdf_of(packed(paper()))),
        (SourceOptions(max_side_pt=300), pdf_of(packed(paper()))),
        (SourceOptions(max_pages=1), packed(paper("1"), "TIFF", save_all=True, append_images=[paper("1")])),
        (SourceOptions(max_pages=0), pdf_of(packed(paper()))),
    ],
)
def test_every_limit_has_its_fault(split: Split, options: SourceOptions, data: bytes) -> None:
    with pytest.raises(FileTooLarge):
        split(data, options=options)


def test_pages_are_given_one_by_one_without_growing(tmp_path: Path) -> None:
    given = tmp_path / "many.tif"
    picture = paper("L", (1000, 1400))
    picture.save(given, save_all=True, append_images=[picture] * 59)
    spool = tmp_path / "spool"
    spool.mkdir()

    tracemalloc.start()
    count = sum(1 for _ in split_file(given, spool))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 60
    assert peak < 20_000_000
