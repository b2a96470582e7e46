"""A text layer that says what one sees is used as it is; any other is read from the picture."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from ocr.fields import understand
from ocr.limits import SourceOptions
from ocr.page import TOLD, PageImage
from ocr.read import read_page
from ocr.source import split_file
from tests.unit.ocr.layers import (
    BODY,
    HEAD,
    PAPER,
    born_digital,
    in_bytes,
    of_its_time,
    old_font,
    typed,
    with_fonts,
)

Split = Callable[..., PageImage]
QUICK = SourceOptions(render_dpi=150)
SHARP = SourceOptions(render_dpi=300)


@pytest.fixture
def page_of(tmp_path: Path) -> Split:
    def run(path: Path, options: SourceOptions = QUICK) -> PageImage:
        spool = tmp_path / "spool"
        spool.mkdir(exist_ok=True)
        return next(split_file(path, spool, options))

    return run


def said(image: PageImage) -> str:
    """Gives what a page's own layer says, "" when it is not believed."""
    return image.own.text if image.own is not None else ""


def test_a_born_digital_page_is_taken_at_its_word(page_of: Split, tmp_path: Path) -> None:
    image = page_of(born_digital(tmp_path / "born.pdf"))

    reading = read_page(image)

    assert reading is image.own
    assert sorted(reading.text.replace("\t", "\n").split("\n")) == sorted(text for _, _, text in PAPER)
    assert {word.confidence for word in reading.words} == {TOLD}
    assert (reading.rotation, reading.skew, reading.blank, reading.rest) == (0, 0.0, False, False)


def test_a_slip_of_the_writer_stays_as_it_is_printed(page_of: Split, tmp_path: Path) -> None:
    rows = [*PAPER, (70, 590, "Điều 3. Phát triển kinh tê xã hội và y tê của xã.")]

    assert "kinh tê xã hội và y tê của" in said(page_of(born_digital(tmp_path / "slip.pdf", rows)))


def test_its_words_stand_where_their_ink_is(page_of: Split, tmp_path: Path) -> None:
    image = page_of(born_digital(tmp_path / "born.pdf"), SHARP)

    seen = read_page(replace(image, own=None))

    assert image.own is not None
    by_eye = {word.text: word for word in seen.words}
    for told in image.own.words:
        near = by_eye.get(told.text)
        if near is not None and sum(told.text == each.text for each in image.own.words) == 1:
            apart = [abs(getattr(told, edge) - getattr(near, edge)) for edge in ("left", "top", "right", "bottom")]
            assert max(apart) <= 6, (told, near)


def test_the_fields_of_a_born_digital_paper_are_all_found(page_of: Split, tmp_path: Path) -> None:
    image = page_of(born_digital(tmp_path / "born.pdf"))
    assert image.own is not None

    found = understand([image.own], [], None, [image])

    values = {field.name: field.value for field in found.fields}
    assert values["so_ky_hieu"] == "24/QĐ-UBND"
    assert values["ngay_ban_hanh"] == "2008-03-14"
    assert values["nguoi_ky"] == "Nông Văn Tình"


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_viewers_turn_keeps_its_words_in_place(page_of: Split, tmp_path: Path, turned: int) -> None:
    path = born_digital(tmp_path / "born.pdf")
    upright = page_of(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.obj.Rotate = turned
        orders = page.Contents.read_bytes()
        matrix = {90: b"0 1 -1 0 842 0", 180: b"-1 0 0 -1 595 842", 270: b"0 -1 1 0 0 595"}[turned]
        if turned != 180:
            page.obj.MediaBox = Array([0, 0, 842, 595])
        page.obj.Contents = Stream(pdf, b"q " + matrix + b" cm " + orders + b" Q")
        pdf.save(path)

    image = page_of(path)

    assert said(image) == said(upright)
    assert image.own is not None
    assert upright.own is not None
    for one, other in zip(image.own.words, upright.own.words, strict=True):
        assert abs(one.left - other.left) + abs(one.top - other.top) < 8


def test_a_page_whose_print_lies_on_its_side_is_read_from_the_picture(page_of: Split, tmp_path: Path) -> None:
    path = born_digital(tmp_path / "born.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.save(path)

    assert said(page_of(path)) == ""


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("tcvn3", (".VnTime", ".VnTimeH")),
        ("vni", ("VNI-Times", "VNI-Times")),
        ("tcvn3", ("ABCDEF+TT0", "ABCDEF+.VnArialH")),
        ("vni", ("TT0", "TT1")),
    ],
)
def test_a_layer_of_before_unicode_is_written_in_unicode(
    page_of: Split, tmp_path: Path, encoding: str, names: tuple[str, str]
) -> None:
    image = page_of(of_its_time(tmp_path / "old.pdf", encoding, names))

    assert sorted(said(image).replace("\t", "\n").split("\n")) == sorted(text for _, _, text in PAPER)


def test_a_font_with_two_words_is_read_as_those_beside_it(page_of: Split, tmp_path: Path) -> None:
    pdf = pikepdf.new()
    fonts = {"F": old_font(pdf, "TT0"), "B": old_font(pdf, "TT1")}
    rows = [row for row in BODY if not row[2].isupper()]
    orders = b"".join(typed("F", row, in_bytes(row[2].lower(), "tcvn3")) for row in rows)
    orders += typed("B", (230, 700, ""), in_bytes("quyết định", "tcvn3"))

    assert "quyết định" in said(page_of(with_fonts(tmp_path / "old.pdf", fonts, orders, pdf)))


def test_unicode_in_a_font_of_an_old_name_stays_unicode(page_of: Split, tmp_path: Path) -> None:
    path = born_digital(tmp_path / "named.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.values():
            font.BaseFont = Name("/AAAAAA+.VnTime")
        pdf.save(path)

    assert "các hộ khó khăn" in said(page_of(path))


def test_a_layer_whose_table_gives_the_old_bytes_is_written_in_unicode(page_of: Split, tmp_path: Path) -> None:
    rows = [row for row in BODY if not row[2].isupper()]
    pdf = pikepdf.new()
    table = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <FF> <0020> endbfrange"
    orders = b"".join(typed("F", row, in_bytes(row[2].lower(), "tcvn3")) for row in rows)

    image = page_of(with_fonts(tmp_path / "old.pdf", {"F": old_font(pdf, "ABCDEF+Font1", table)}, orders, pdf))

    assert "căn cứ luật tổ chức hội đồng nhân dân và ủy ban nhân dân;" in said(image)
    assert "trợ giúp những hộ được nêu trong danh sách: nước sạch, lương thực." in said(image)


def test_a_layer_that_lost_its_marks_is_read_from_the_picture(page_of: Split, tmp_path: Path) -> None:
    rows = [(left, base, text.encode("ascii", "ignore").decode()) for left, base, text in PAPER]

    assert said(page_of(born_digital(tmp_path / "lost.pdf", rows))) == ""


def test_a_layer_of_nonsense_is_read_from_the_picture(page_of: Split, tmp_path: Path) -> None:
    rows = [(left, base, "".join(chr(0x41 + (ord(each) * 7) % 57) for each in text)) for left, base, text in PAPER]

    assert said(page_of(born_digital(tmp_path / "noise.pdf", rows))) == ""


def test_words_without_ink_are_not_believed(page_of: Split, tmp_path: Path) -> None:
    assert said(page_of(born_digital(tmp_path / "hidden.pdf", hidden=True))) == ""


def painted_over(path: Path, orders: bytes) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q " + orders + b" Q"), prepend=False)
        pdf.save(path)
    return path


def test_words_under_white_paint_are_not_believed(page_of: Split, tmp_path: Path) -> None:
    path = painted_over(born_digital(tmp_path / "white.pdf"), b"1 g 0 0 595 842 re f")

    assert said(page_of(path)) == ""


def test_words_that_were_blacked_out_are_not_told(page_of: Split, tmp_path: Path) -> None:
    path = painted_over(born_digital(tmp_path / "black.pdf"), b"0 g 370 455 75 16 re f")

    assert "Độc lập" in said(page_of(path))
    assert "Tình" not in said(page_of(path))


def with_picture(path: Path, picture: Image.Image, box: tuple[int, int, int, int]) -> Path:
    """Lays a picture over a page: left, bottom, width and height in points."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        image = Stream(pdf, picture.convert("L").tobytes())
        image.update(Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        ))  # fmt: skip
        page.obj.Resources.XObject = Dictionary(I=image)
        left, bottom, width, height = box
        page.contents_add(Stream(pdf, b"q %d 0 0 %d %d %d cm /I Do Q" % (width, height, left, bottom)), prepend=False)
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The paper as a picture of 300 dpi."""
    folder = tmp_path_factory.mktemp("drawn")
    page = next(split_file(born_digital(folder / "born.pdf"), folder, SHARP))
    with Image.open(page.path) as picture:
        return picture.convert("L")


def test_text_beneath_a_scan_is_not_believed(page_of: Split, tmp_path: Path, drawn: Image.Image) -> None:
    wrong = [(left, base, text.replace("Tình", "Hạnh").replace("24", "42")) for left, base, text in PAPER]
    path = with_picture(born_digital(tmp_path / "under.pdf", wrong), drawn, (0, 0, 595, 842))

    assert said(page_of(path)) == ""


def test_print_in_a_picture_on_a_digital_page_is_read_beside_its_words(
    page_of: Split, tmp_path: Path, drawn: Image.Image
) -> None:
    scale = drawn.width / 595
    foot = drawn.crop((0, round(270 * scale), drawn.width, round(410 * scale)))
    above = [row for row in PAPER if row[1] > 600]
    path = with_picture(born_digital(tmp_path / "mixed.pdf", above), foot, (0, 842 - 410, 595, 140))

    image = page_of(path, SHARP)
    reading = read_page(image)

    assert image.own is not None
    assert image.own.rest
    assert "CHỦ TỊCH" not in image.own.text
    assert "CHỦ TỊCH" in reading.text
    assert "Nông Văn Tình" in reading.text
    assert "Số: 24/QĐ-UBND" in reading.text
    assert not reading.rest
    assert {word.confidence for word in reading.words if word.text == "24/QĐ-UBND"} == {TOLD}


def test_a_number_stamped_into_a_digital_page_is_not_lost(page_of: Split, tmp_path: Path) -> None:
    with Image.open(page_of(born_digital(tmp_path / "number.pdf", [(300, 400, "2457")]), SHARP).path) as drawn:
        scale = drawn.width / 595
        number = drawn.crop((round(298 * scale), round(430 * scale), round(326 * scale), round(446 * scale)))
    without = [(x, y, text.replace("Số: 24/", "Số:               /")) for x, y, text in PAPER]
    path = with_picture(born_digital(tmp_path / "stamped.pdf", without), number, (104, 741, 28, 16))

    image = page_of(path, SHARP)

    assert image.own is not None
    assert "2457" not in image.own.text
    assert "2457" in read_page(image).text


def test_print_beside_a_coarse_picture_is_drawn_sharp(page_of: Split, tmp_path: Path) -> None:
    coarse = Image.new("L", (300, 200), 220)
    path = with_picture(born_digital(tmp_path / "letterhead.pdf"), coarse, (0, 0, 595, 400))

    assert page_of(path, SHARP).dpi == 300


def test_a_note_put_on_a_digital_page_is_read_beside_its_words(page_of: Split, tmp_path: Path) -> None:
    path = born_digital(tmp_path / "noted.pdf")
    stamp = born_digital(tmp_path / "stamp.pdf", [(5, 25, "CÔNG VĂN ĐẾN"), (5, 8, "Số đến 315 ngày 20")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf, pikepdf.open(stamp) as other:
        look = pdf.copy_foreign(other.pages[0].as_form_xobject())
        look.BBox = Array([0, 0, 130, 40])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([400, 350, 530, 390]), F=4, AP=Dictionary(N=look),
        ))])  # fmt: skip
        pdf.save(path)

    reading = read_page(page_of(path, SHARP))

    assert "CÔNG VĂN ĐẾN" in reading.text
    assert "315" in reading.text
    assert "Số: 24/QĐ-UBND" in reading.text


def test_each_page_of_a_mixed_file_is_read_in_its_own_way(tmp_path: Path, drawn: Image.Image) -> None:
    scan = tmp_path / "scan.pdf"
    drawn.save(scan, "PDF", resolution=300)
    with pikepdf.open(born_digital(tmp_path / "both.pdf"), allow_overwriting_input=True) as pdf:
        with pikepdf.open(scan) as other:
            pdf.pages.extend(other.pages)
        pdf.save(tmp_path / "both.pdf")
    (tmp_path / "spool").mkdir()

    first, second = split_file(tmp_path / "both.pdf", tmp_path / "spool", QUICK)

    assert "24/QĐ-UBND" in said(first)
    assert second.own is None


def test_a_row_of_dots_stands_as_it_does_when_it_is_read(page_of: Split, tmp_path: Path) -> None:
    rows = [
        *HEAD,
        (70, 600, "Họ và tên:...................Giới tính: ............"),
        (70, 580, "Nơi sinh………………"),
        (70, 560, "." * 60),
    ]

    text = said(page_of(born_digital(tmp_path / "form.pdf", rows)))

    assert "Họ và tên: … Giới tính: …" in " ".join(text.split())
    assert "Nơi sinh …" in text
    assert ".." not in text
