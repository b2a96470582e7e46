"""Sheets that part a stack: what is printed is what the readers of a scanned stack find, on every page of a slip."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from desk.cli.main import main
from desk.errors import ComponentUnknown, DossierUnknown, OutputRefused
from desk.model.procedure import Component, Need
from desk.model.slip import Slip, read_slip
from desk.papers.receipt import receipt_pdf
from desk.papers.separators import Cover, cover_pdf, patch_pdf
from desk.ports import Desk
from desk.work.separators import cover_sheet, patch_sheet
from ocr.clean import Picture
from ocr.side_marks import find_marks
from tests.fakes.leaving import Leaver
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


def test_the_cover_sheet_of_a_dossier_names_the_component_asked_for(
    desk: Desk, fill: Leaver, tmp_path: Path
) -> None:
    code = fill.dossier()

    out = cover_sheet(desk, fill.who, code, 1, tmp_path / "cover.pdf")

    (picture,) = scanned(out.read_bytes())
    assert find_marks(picture, DPI) == (f"qr:SAOY1 D={code} K=1",)
    with pytest.raises(ComponentUnknown):
        cover_sheet(desk, fill.who, code, 77, tmp_path / "other.pdf")
    with pytest.raises(DossierUnknown):
        cover_sheet(desk, fill.who, "TAM-000000-0000", None, tmp_path / "other.pdf")


def test_the_sheet_with_the_patch_code_needs_no_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["separators", str(tmp_path / "sheet.pdf"), "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(tmp_path / "sheet.pdf")}
    assert (tmp_path / "sheet.pdf").read_bytes() == patch_pdf()


def test_a_sheet_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused):
        patch_sheet(tmp_path / "none" / "sheet.pdf")
