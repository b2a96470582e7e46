"""Copies to be attested and signed: scans as PDF/A, the words of an attestation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from ocr.page import PageImage, PageReading, Word
from ocr.pdfa import PdfInfo, build_pdfa
from signing.values import Attestation

SCANS = Path(__file__).parents[2].parent / "shared" / "samples" / "ocr"
A4_150 = (1240, 1754)
MADE = PdfInfo("Giấy khai sinh", datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC))

ATTESTATION = Attestation(
    words=("Chứng thực bản sao đúng với bản chính", "Số chứng thực 213/ĐT Quyển số: 01/2026-SCTĐT/BS",
           "Ngày 23 tháng 11 năm 2026"),
    officer=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Ễ", "Ký lúc {time}"),
    seal=("ỦY BAN NHÂN DÂN XÃ THƯỢNG LÂM", "Đóng dấu lúc {time}"),
    title="Bản sao chứng thực số 213/ĐT: «Giấy khai sinh» & phụ lục", reason="Chứng thực bản sao từ bản chính",
    place="Xã Thượng Lâm, tỉnh Tuyên Quang",
)  # fmt: skip
MARKED = replace(ATTESTATION, mark="DIỄN TẬP")


def paper(lines: int = 12, size: tuple[int, int] = A4_150) -> Image.Image:
    """Draw a sheet with lines of writing from the top."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for line in range(lines):
        top = 120 + 40 * line
        for word in range(150, size[0] - 200, 110):
            pen.rectangle((word, top, word + 88, top + 16), fill=(30, 30, 30))
    return picture


def scan_pdf(folder: Path, pictures: Sequence[Image.Image | Path], dpi: float = 150.0, name: str = "scan") -> Path:
    """Write the PDF/A of pictures, a page each; a path is taken as it is, any picture as a JPEG."""
    pages = []
    for number, picture in enumerate(pictures):
        if isinstance(picture, Path):
            path = picture
            with Image.open(path) as opened:
                width, height = opened.size
            dpi = width / 8.27
        else:
            path, (width, height) = folder / f"{name}-{number}.jpg", picture.size
            picture.save(path, quality=88)
        media = "image/png" if path.suffix == ".png" else "image/jpeg"
        word = Word("Nông", 150, 120, 238, 136, 0.9)
        reading = PageReading(width, height, dpi, 0, 0.0, blank=False, words=(word,), text="Nông")
        pages.append((PageImage(path, media, width, height, dpi), reading))
    out = folder / f"{name}.pdf"
    build_pdfa(pages, out, MADE)
    return out


def drawn(pdf: Path, page: int = -1, dpi: float = 100.0, *, forms: bool = True) -> NDArray[np.uint8]:
    """Draw a page with its signature blocks."""
    with pypdfium2.PdfDocument(pdf) as file:
        if forms:
            file.init_forms()
        one = file[len(file) + page if page < 0 else page]
        return np.array(one.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3])
