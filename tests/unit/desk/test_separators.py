"""Sheets that part a stack: what is printed is what the readers of a scanned stack find, on every page of a slip."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from desk.model.procedure import Component, Need
from desk.model.slip import Slip, read_slip
from desk.papers.receipt import receipt_pdf
from desk.papers.separators import Cover, cover_pdf, patch_pdf
from ocr.clean import Picture
from ocr.side_marks import find_marks
from tests.unit.desk.test_slips import DATA

DPI = 100
COVER = Cover(Slip("TAM-261123-0007", 3), "Nông Thị Hạnh", "Giấy chứng sinh")


def scanned(pdf: bytes) -> Iterator[Picture]:
    document = pdfium.PdfDocument(pdf)
    try:
        for page in document:
            yield np.ascontiguousarray(page.render(scale=DPI / 72).to_numpy()[:, :, :3])
    finally:
        document.close()


@pytest.mark.parametrize("turn", range(4))
def test_the_printed_sheet_is_the_patch_code_t_whichever_edge_is_fed_first(turn: int) -> None:
    (picture,) = scanned(patch_pdf())

    assert find_marks(np.ascontiguousarray(np.rot90(picture, turn)), DPI) == ("patch:T",)


def test_a_cover_sheet_tells_dossier_and_component() -> None:
    (picture,) = scanned(cover_pdf(COVER))

    (mark,) = find_marks(picture, DPI)

    assert read_slip(mark.removeprefix("qr:")) == COVER.slip


def test_a_cover_sheet_with_one_code_torn_off_is_still_read() -> None:
    (picture,) = scanned(cover_pdf(COVER))
    picture[: len(picture) // 3] = 255

    (mark,) = find_marks(picture, DPI)

    assert read_slip(mark.removeprefix("qr:")) == COVER.slip


def test_every_page_of_a_long_receipt_tells_its_dossier_and_its_place() -> None:
    parts = tuple(Component(n, f"Giấy tờ số {n} theo quy định", Need.HAND_IN) for n in range(1, 40))
    dossier = replace(DATA.dossier, procedure=replace(DATA.dossier.procedure, components=parts))

    slips = [
        read_slip(mark.removeprefix("qr:"))
        for picture in scanned(receipt_pdf(replace(DATA, dossier=dossier)))
        for mark in find_marks(picture, DPI)
    ]

    assert slips == [Slip(dossier.code), Slip(dossier.code, None, 2, 2)]


def test_the_same_sheet_has_the_same_bytes(tmp_path: Path) -> None:
    first = tmp_path / "first.pdf"
    first.write_bytes(cover_pdf(COVER))

    assert first.read_bytes() == cover_pdf(COVER)
