"""The words of a PDF page for a person to take: those of our own hidden layer and printed ones, in their order."""

from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desk.papers.sheet import FAMILY, register_fonts
from ocr.limits import DEFAULTS
from ocr.page import PageImage, PageReading, Word
from ocr.pdf_pages import draw_page
from ocr.pdfa import PdfInfo, build_pdfa

SIZE = (620, 877)
READ = (
    Word("CỘNG", 50, 50, 130, 70, 0.9, 0), Word("HÒA", 140, 50, 190, 70, 0.9, 0),
    Word("Nguyễn", 50, 100, 150, 120, 0.9, 1), Word("Đào", 350, 100, 400, 120, 0.9, 1, 1),
)  # fmt: skip


def test_words_read_on_a_scan_are_told_where_they_stand(tmp_path: Path) -> None:
    Image.new("RGB", SIZE, "white").save(tmp_path / "a.jpg", dpi=(75, 75))
    image = PageImage(tmp_path / "a.jpg", "image/jpeg", *SIZE, 75.0)
    reading = PageReading(*SIZE, 75.0, 0, 0.0, blank=False, words=READ, text="")
    build_pdfa([(image, reading)], tmp_path / "a.pdf", PdfInfo("a", datetime.now(UTC)))

    drawn = draw_page(tmp_path / "a.pdf", 1, tmp_path / "page.png", SIZE[1], DEFAULTS)

    assert [(one.text, one.line, one.block) for one in drawn.words] == [(one.text, one.line, one.block) for one in READ]
    for told, was in zip(drawn.words, READ, strict=True):
        assert abs(told.left - was.left) <= 2
        assert abs(told.bottom - was.bottom) <= 2


def test_printed_words_are_told_line_by_line_in_nfc(tmp_path: Path) -> None:
    register_fonts()
    canvas = Canvas(str(tmp_path / "b.pdf"), pagesize=(595, 842))
    canvas.setFont(FAMILY, 12)
    canvas.drawString(90, 700, "Lời chứng của Phó Chủ tịch")
    canvas.drawString(90, 680, "Số chứng thực: 12")
    canvas.save()

    drawn = draw_page(tmp_path / "b.pdf", 1, tmp_path / "page.png", 842, DEFAULTS)

    lines = [" ".join(one.text for one in drawn.words if one.line == line) for line in (0, 1)]
    assert lines == ["Lời chứng của Phó Chủ tịch", "Số chứng thực: 12"]


def test_a_page_without_words_has_none(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "c.pdf"), pagesize=(595, 842))
    canvas.rect(0, 0, 100, 100)
    canvas.save()

    assert draw_page(tmp_path / "c.pdf", 1, tmp_path / "page.png", 400, DEFAULTS).words == ()
