"""The words of certification on a copy: on no ink, in right Vietnamese, and with both signatures' places made ready."""

import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from ocr.pdfa_check import check_pdfa
from signing.attest import attest
from signing.errors import FileUnfit
from signing.layout import Layout, lay_out
from signing.values import OFFICER_FIELD, SEAL_FIELD, Attestation
from tests.fakes.copies import ATTESTATION, MARKED, SCANS, drawn, paper, scan_pdf


def laid(folder: Path, pdf: Path, words: Attestation = ATTESTATION) -> tuple[Path, Layout]:
    out = folder / "attested.pdf"
    return out, attest(pdf, words, out)


def told(pdf: Path, page: int) -> str:
    done = subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"], check=True, capture_output=True
    )
    return unicodedata.normalize("NFC", done.stdout.decode())


def around(picture: NDArray[np.uint8], box: tuple[float, float, float, float]) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    left, top, right, bottom = box
    return picture[int(top * height) : int(bottom * height) + 1, int(left * width) : int(right * width) + 1]


def test_the_words_stand_on_the_last_page_where_nothing_else_is(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(30), paper(14)])

    out, layout = laid(tmp_path, base)

    bare = drawn(base)
    assert (layout.page, layout.added) == (2, False)
    for box in layout.shares().values():
        assert around(bare, box).min() > 235
    assert around(drawn(out), layout.shares()["words"]).min() < 90


def test_a_full_page_gets_a_page_of_its_size_behind_it(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(39)])

    out, layout = laid(tmp_path, base)

    assert (layout.page, layout.added) == (2, True)
    assert layout.shares()["seal"][3] < 0.35
    with pikepdf.open(out) as pdf:
        first, added = ([round(float(side)) for side in page.MediaBox] for page in pdf.pages)
        assert added == first
    assert (drawn(out, 0) == drawn(base, 0)).all()


def test_an_empty_last_side_takes_the_words_at_its_top(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(39), Image.new("RGB", (1240, 1754), (250, 249, 245))])

    _, layout = laid(tmp_path, base)

    assert (layout.page, layout.added) == (2, False)
    assert 15 * 72 / 25.4 < layout.blocks.words.top < 30 * 72 / 25.4
    assert abs(layout.around.left + layout.around.width / 2 - layout.width / 2) < 8


@pytest.mark.parametrize("size", [(505, 318), (1011, 638), (320, 900)])
def test_a_page_too_small_for_the_words_still_gets_them_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    base = scan_pdf(tmp_path, [Image.new("RGB", size, (200, 210, 230))])

    out, layout = laid(tmp_path, base)

    for left, top, right, bottom in layout.shares().values():
        assert 0 < left < right < 1
        assert 0 < top < bottom < 1
    assert all(line in told(out, layout.page) for line in ATTESTATION.words)


@pytest.mark.parametrize("scan", ["k001.jpg", "k014.jpg", "k073.png", "q001.jpg", "r005b.png", "p06.jpg"])
def test_a_real_scan_keeps_all_its_ink_and_stays_an_archive_file(tmp_path: Path, scan: str) -> None:
    base = scan_pdf(tmp_path, [SCANS / scan])
    assert check_pdfa(base) == []

    out, layout = laid(tmp_path, base, MARKED)

    before, after = drawn(base, 0), drawn(out, 0)
    changed = (np.abs(before.astype(int) - after) > 24).any(axis=2)
    if layout.added:
        assert not changed.any()
    else:
        assert changed.any()
        assert np.percentile(before[changed], 2) > 140, "words stand on paper, not on ink"
    assert check_pdfa(out) == []
    assert subprocess.run(["qpdf", "--check", out], check=False, capture_output=True).returncode == 0


def test_what_was_laid_is_what_others_read(tmp_path: Path) -> None:
    words = replace(
        ATTESTATION,
        words=("Chứng thực bản sao đúng với bản chính", "Số chứng thực «Nguyễn Thị Ễ…» – Đặng Ữ Ỵ ẵ ỡ ữ ặ",
               unicodedata.normalize("NFD", "Ngày 23 tháng 11 năm 2026, Ủy ban xã Đường Hồng")),
    )  # fmt: skip
    base = scan_pdf(tmp_path, [paper(10)])

    out, _ = laid(tmp_path, base, words)

    assert all(unicodedata.normalize("NFC", line) in told(out, 1) for line in words.words)
    assert "Nông" in told(out, 1)


def test_a_long_line_is_broken_between_words(tmp_path: Path) -> None:
    long = "Số chứng thực 213/ĐT, quyển số 01/2026-SCTĐT/BS của Ủy ban nhân dân xã Thượng Lâm, tỉnh Tuyên Quang"
    base = scan_pdf(tmp_path, [paper(10)])

    out, layout = laid(tmp_path, base, replace(ATTESTATION, words=("Chứng thực", long)))

    assert long in " ".join(told(out, 1).split())
    assert layout.blocks.words.width <= 300


def test_the_fonts_are_embedded_cut_and_told_in_unicode(tmp_path: Path) -> None:
    out, _ = laid(tmp_path, scan_pdf(tmp_path, [paper(10)]))

    listed = subprocess.run(["pdffonts", out], check=True, capture_output=True, text=True).stdout
    rows = [line for line in listed.splitlines() if "SaoYSerif" in line]
    assert len(rows) == 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_both_fields_stand_ready_before_the_first_signature(tmp_path: Path) -> None:
    out, layout = laid(tmp_path, scan_pdf(tmp_path, [paper(20)]))

    with out.open("rb") as file:
        reader = PdfFileReader(file, strict=True)
        fields = {name: (value, ref.get_object()) for name, value, ref in enumerate_sig_fields(reader)}
        form = reader.root["/AcroForm"]
        assert set(fields) == {OFFICER_FIELD, SEAL_FIELD}
        assert "/NeedAppearances" not in form
        for name, box in ((OFFICER_FIELD, layout.blocks.officer), (SEAL_FIELD, layout.blocks.seal)):
            value, widget = fields[name]
            assert value is None
            assert widget["/F"] == 132
            assert [float(edge) for edge in widget["/Rect"]] == pytest.approx(box.rect(layout.height), abs=0.01)
            assert "/N" in widget["/AP"]


def test_the_scan_stays_byte_for_byte_at_the_beginning(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(20)])
    before = base.read_bytes()

    out, _ = laid(tmp_path, base)

    assert out.read_bytes().startswith(before)
    assert base.read_bytes() == before


def test_laying_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(20), paper(39)])

    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    attest(base, MARKED, first)
    attest(base, MARKED, second)

    assert first.read_bytes() == second.read_bytes()


def test_the_copy_bears_its_own_title(tmp_path: Path) -> None:
    out, _ = laid(tmp_path, scan_pdf(tmp_path, [paper(20)]))

    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo["/Title"]) == ATTESTATION.title
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == ATTESTATION.title
            assert metadata.pdfa_status == "2B"


def test_a_rehearsal_is_marked_across_its_blocks(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(10)])
    plain, layout = laid(tmp_path, base)
    bare = around(drawn(plain), layout.shares()["officer"])

    marked, _ = laid(tmp_path, base, MARKED)

    pink = around(drawn(marked), layout.shares()["officer"]).astype(int)
    assert bare.min() > 235
    assert ((pink[:, :, 0] - pink[:, :, 1]) > 25).mean() > 0.05


def test_the_layout_is_told_without_writing_anything(tmp_path: Path) -> None:
    base = scan_pdf(tmp_path, [paper(20)])
    before = sorted(tmp_path.iterdir())

    layout = lay_out(base, ATTESTATION)

    assert sorted(tmp_path.iterdir()) == before
    assert layout == laid(tmp_path, base)[1]


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\nbroken", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_unfit_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)

    with pytest.raises(FileUnfit):
        laid(tmp_path, bad)

    assert [path.name for path in tmp_path.iterdir()] == ["bad.pdf"]


def test_a_copy_is_not_attested_twice(tmp_path: Path) -> None:
    out, _ = laid(tmp_path, scan_pdf(tmp_path, [paper(20)]))

    with pytest.raises(FileUnfit):
        attest(out, ATTESTATION, tmp_path / "again.pdf")


def test_an_encrypted_file_is_unfit(tmp_path: Path) -> None:
    base, locked = scan_pdf(tmp_path, [paper(20)]), tmp_path / "locked.pdf"
    with pikepdf.open(base) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="", R=6))

    with pytest.raises(FileUnfit):
        laid(tmp_path, locked)


def test_a_turned_last_page_gets_a_page_behind_it(tmp_path: Path) -> None:
    base, turned = scan_pdf(tmp_path, [paper(5)]), tmp_path / "turned.pdf"
    with pikepdf.open(base) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(turned)

    _, layout = laid(tmp_path, turned)

    assert layout.added
    assert layout.width > layout.height
