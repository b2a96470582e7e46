"""PDFs made by program for the tests of text layers: Unicode ones, and ones in fonts of before Unicode."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ocr.legacy import lossless

FONTS = Path(__file__).parents[3] / "desk" / "assets" / "fonts"
A4 = (595, 842)

Row = tuple[float, float, str]
"""Left and base line in points from the bottom left, and the text."""

HEAD: Sequence[Row] = (
    (70, 790, "ỦY BAN NHÂN DÂN"),
    (75, 774, "XÃ NÀ TÔNG"),
    (290, 790, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330, 774, "Độc lập - Tự do - Hạnh phúc"),
    (85, 745, "Số: 24/QĐ-UBND"),
    (320, 745, "Nà Tông, ngày 14 tháng 3 năm 2008"),
)
BODY: Sequence[Row] = (
    (230, 700, "QUYẾT ĐỊNH"),
    (150, 684, "Về việc trợ giúp xã hội cho các hộ khó khăn"),
    (70, 650, "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân;"),
    (70, 630, "Điều 1. Trợ giúp những hộ được nêu trong danh sách: nước sạch, lương thực."),
    (70, 610, "Điều 2. Các ông, bà có tên trên chịu trách nhiệm thi hành."),
    (70, 540, "Nơi nhận:"),
    (70, 526, "- Lưu: VT."),
    (390, 540, "CHỦ TỊCH"),
    (375, 460, "Nông Văn Tình"),
)
PAPER = (*HEAD, *BODY)


@cache
def _registered(style: str) -> str:
    name = f"Serif{style}"
    pdfmetrics.registerFont(TTFont(name, FONTS / f"LiberationSerif-{style}.ttf"))
    return name


def born_digital(out: Path, rows: Sequence[Row] = PAPER, *, hidden: bool = False, size: float = 11) -> Path:
    """Writes rows as an office program does: an embedded font and the letters in Unicode."""
    canvas = Canvas(str(out), pagesize=A4)
    text = canvas.beginText()
    text.setFont(_registered("Regular"), size)
    text.setTextRenderMode(3 if hidden else 0)
    for left, base, row in rows:
        text.setTextOrigin(left, base)
        text.textOut(row)
    canvas.drawText(text)
    canvas.save()
    return out


def in_bytes(text: str, encoding: str) -> bytes:
    """Writes text in an encoding of before Unicode."""
    table: dict[str, str] = {}
    for letter, code in lossless(encoding):
        table.setdefault(letter, code)
    return "".join(table.get(letter, letter) for letter in text).encode("latin-1")


def old_font(pdf: pikepdf.Pdf, name: str, table: bytes | None = None) -> pikepdf.Object:
    """Makes an 8-bit font that is not embedded, as printers of the time wrote it, with or without a /ToUnicode."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + name), Encoding=Name.WinAnsiEncoding,
        FirstChar=0, LastChar=255, Widths=Array([520] * 256),
    )  # fmt: skip
    font.FontDescriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + name), Flags=32, ItalicAngle=0, Ascent=800, Descent=-200,
        CapHeight=700, StemV=80, FontBBox=Array([0, -200, 1000, 800]),
    )  # fmt: skip
    if table is not None:
        font.ToUnicode = Stream(pdf, table)
    return pdf.make_indirect(font)


def escaped(text: bytes) -> bytes:
    """Writes bytes as a PDF string."""
    return b"<" + text.hex().encode() + b">"


def with_fonts(out: Path, fonts: dict[str, pikepdf.Object], orders: bytes, pdf: pikepdf.Pdf) -> Path:
    """Saves a one-page PDF with these fonts and drawing orders."""
    page = pdf.add_blank_page(page_size=A4)
    page.obj.Resources = Dictionary(Font=Dictionary({f"/{key}": font for key, font in fonts.items()}))
    page.obj.Contents = Stream(pdf, orders)
    pdf.save(out)
    return out


def typed(key: str, row: Row, text: bytes, size: float = 11) -> bytes:
    """Gives the order that draws one row in a font."""
    return b"BT /%s %g Tf %g %g Td %s Tj ET\n" % (key.encode(), size, row[0], row[1], escaped(text))


def of_its_time(out: Path, encoding: str, names: tuple[str, str], rows: Sequence[Row] = PAPER) -> Path:
    """Writes rows in an old encoding; a second font that has capitals only draws those TCVN3 has no bytes for."""
    pdf = pikepdf.new()
    fonts = {"F": old_font(pdf, names[0]), "H": old_font(pdf, names[1])}
    apart = names[1].endswith("H")
    orders = b""
    for left, base, text in rows:
        orders += b"BT %g %g Td " % (left, base)
        for high, run in groupby(text, key=lambda letter: apart and letter.isupper() and not letter.isascii()):
            part = "".join(run)
            orders += b"/%s 11 Tf " % (b"H" if high or (apart and text.isupper()) else b"F")
            orders += escaped(in_bytes(part.lower() if high else part, encoding)) + b" Tj "
        orders += b"ET\n"
    return with_fonts(out, fonts, orders, pdf)
