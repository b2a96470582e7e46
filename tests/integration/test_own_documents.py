"""A true copy bears the agency's signature alone, top right of page 1; a digitised component the clerk's, unseen."""

import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from ocr.pdfa_check import check_pdfa
from signing.copy import CopySigner
from signing.corner import find_corner
from signing.errors import FileUnfit, TimestampDown
from signing.lay_own import lay_own
from signing.own import CLERK_FIELD, TRUE_COPY_FIELD, OwnText
from signing.report import Verdict
from signing.services import Trust
from signing.top_right import find_top_right
from signing.values import Level
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.copies import A4_150, SCANS, drawn, paper, scan_pdf
from tests.fakes.judging import long_term, pdfsig, qpdf_is_content

AGENCY = "Ủy ban nhân dân xã Thượng Lâm"
TRUE_COPY = OwnText(
    TRUE_COPY_FIELD, ("SAO Y", AGENCY, "{time}"), "Sao y Quyết định số 12/QĐ-UBND", "Sao y", "Thượng Lâm"
)
CODE = f"SAOY1*SVB*2026*12*{'A' * 52}*{'B' * 52}"
COMPONENT = OwnText(CLERK_FIELD, (), "", "Số hóa thành phần hồ sơ", "Thượng Lâm")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def room(authority: Pki) -> CopySigner:
    return CopySigner(lambda: authority.trust, authority.services, now)


def made(room: CopySigner, authority: Pki, folder: Path, text: OwnText = TRUE_COPY, base: Path | None = None) -> Path:
    laid, out = folder / "laid.pdf", folder / "out.pdf"
    lay_own(base or scan_pdf(folder, [paper(20), paper(39)]), text, laid)
    done = room.sign_alone(laid, text, authority.key("seal" if text.lines else "officer"), out)
    assert (done.level, done.lacking) == (Level.LTA, None)
    return out


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-l", "1", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return unicodedata.normalize("NFC", done.stdout.decode())


@pytest.mark.parametrize("text", [TRUE_COPY, COMPONENT], ids=["true-copy", "component"])
def test_one_signature_reaches_the_long_term_level_and_passes_everybodys_check(
    room: CopySigner, authority: Pki, tmp_path: Path, text: OwnText
) -> None:
    out = made(room, authority, tmp_path, text)

    report = verify(out, authority.trust)

    assert (report.verdict, report.ours, report.reasons) == (Verdict.PASSED, True, ())
    assert [(one.field, one.level, one.covers) for one in report.signatures] == [(text.field, "B-LTA", "revision")]
    assert report.timestamps[-1].covers == "file"
    assert pdfsig(out)[0] == "Signature is Valid."
    assert qpdf_is_content(out)
    assert check_pdfa(out) == []
    assert long_term(out, authority.trust, now()) == [("PASSED", True)]
    assert verify(out, authority.trust, now() + timedelta(days=7 * 365)).verdict is Verdict.PASSED
    assert verify(out, Trust()).verdict is not Verdict.PASSED


def test_the_agencys_words_are_read_top_right_in_ten_points_black_upright(
    room: CopySigner, authority: Pki, tmp_path: Path
) -> None:
    base = scan_pdf(tmp_path, [paper(20)])

    out = made(room, authority, tmp_path, base=base)

    seen = text_of(out)
    assert all(line in seen for line in ("SAO Y", AGENCY, "+07:00"))
    with pikepdf.open(out) as pdf:
        widget = pdf.pages[0].Annots[0]
        left, bottom, right, _top = (float(edge) for edge in widget.Rect)
        look = widget.AP.N.read_bytes()
        _, _, width, height = (float(edge) for edge in pdf.pages[0].MediaBox)
        assert "/XObject" not in widget.AP.N.Resources
    assert b" 10 Tf" in look
    assert b"0 0 0 rg" in look
    assert left > width / 2
    assert right > width - 40
    assert height - bottom < 0.12 * height
    before, after = drawn(base, 0), drawn(out, 0)
    changed = (np.abs(before.astype(int) - after) > 24).any(axis=2)
    assert changed.any()
    assert before[changed].min() > 235, "the words stand on bare paper"


def test_the_code_of_a_true_copy_is_read_low_on_the_last_page_and_changes_no_ink(
    room: CopySigner, authority: Pki, tmp_path: Path
) -> None:
    base = scan_pdf(tmp_path, [paper(39), paper(20)])

    out = made(room, authority, tmp_path, replace(TRUE_COPY, code=CODE), base)

    before, after = drawn(base, 1), drawn(out, 1)
    changed = (np.abs(before.astype(int) - after) > 24).any(axis=2)
    assert [found.text for found in zxingcpp.read_barcodes(drawn(out, 1))] == [CODE]
    assert before[changed].min() > 235, "the code stands on bare paper"
    assert np.flatnonzero(changed.any(axis=1))[0] > 0.5 * changed.shape[0]
    assert verify(out, authority.trust).verdict is Verdict.PASSED
    assert check_pdfa(out) == []
    assert qpdf_is_content(out)


def test_where_the_last_page_has_no_room_there_is_no_code_and_all_else_is_laid(tmp_path: Path) -> None:
    full = Image.new("RGB", A4_150, (255, 255, 255))
    ImageDraw.Draw(full).rectangle((0, 860, 1240, 1754), fill=(90, 90, 90))
    base = scan_pdf(tmp_path, [full])

    lay_own(base, replace(TRUE_COPY, code=CODE), tmp_path / "laid.pdf")

    assert find_corner(base) is None
    assert zxingcpp.read_barcodes(drawn(tmp_path / "laid.pdf", 0)) == []


def test_a_page_full_to_its_edge_gets_a_strip_above_it_and_keeps_its_ink(tmp_path: Path) -> None:
    full = Image.new("RGB", A4_150, "white")
    pen = ImageDraw.Draw(full)
    for top in range(4, 1754, 30):
        for left in range(10, 1200, 60):
            pen.rectangle((left, top, left + 44, top + 14), fill=(30, 30, 30))
    base = scan_pdf(tmp_path, [full, paper(20)])

    grown = lay_own(base, TRUE_COPY, tmp_path / "laid.pdf")

    assert grown
    with pikepdf.open(base) as old, pikepdf.open(tmp_path / "laid.pdf") as new:
        was, now_ = ([float(edge) for edge in pdf.pages[0].MediaBox] for pdf in (old, new))
        assert now_[:3] == pytest.approx(was[:3], abs=0.01)
        assert 40 < now_[3] - was[3] < 90
        assert [float(e) for e in new.pages[1].MediaBox] == [float(e) for e in old.pages[1].MediaBox]
    below = drawn(tmp_path / "laid.pdf", 0)[-drawn(base, 0).shape[0] + 2 :]
    assert np.abs(below.astype(int) - drawn(base, 0)[2:]).mean() < 12


@pytest.mark.parametrize("scan", ["k001.jpg", "k014.jpg", "q001.jpg", "p06.jpg"])
def test_on_a_real_scan_the_words_never_cover_ink(tmp_path: Path, scan: str) -> None:
    base = scan_pdf(tmp_path, [SCANS / scan])

    place = find_top_right(base, TRUE_COPY.lines)

    if place.strip:
        return
    bare = drawn(base, 0)
    scale = bare.shape[0] / place.height
    box = place.box
    under = bare[int(box.top * scale) : int((box.top + box.height) * scale),
                 int(box.left * scale) : int((box.left + box.width) * scale)]  # fmt: skip
    assert np.percentile(under, 1) > 120
    assert box.left + box.width / 2 > place.width / 2


def test_a_component_signed_by_the_clerk_looks_as_it_was_scanned(
    room: CopySigner, authority: Pki, tmp_path: Path
) -> None:
    base = scan_pdf(tmp_path, [paper(20)])

    out = made(room, authority, tmp_path, COMPONENT, base)

    assert (drawn(out, 0) == drawn(base, 0)).all()
    assert out.read_bytes().startswith(base.read_bytes())


def test_without_a_time_stamp_it_waits_and_is_completed_without_a_key(
    room: CopySigner, authority: Pki, tmp_path: Path
) -> None:
    laid, first, last = (tmp_path / f"{name}.pdf" for name in ("laid", "first", "last"))
    lay_own(scan_pdf(tmp_path, [paper(20)]), TRUE_COPY, laid)

    with authority.silent("tsa"):
        done = room.sign_alone(laid, TRUE_COPY, authority.key("seal"), first)
    then = room.complete(first, last)

    assert (done.level, done.lacking) == (Level.B, TimestampDown.code)
    assert verify(first, authority.trust).verdict is not Verdict.PASSED
    assert then.level is Level.LTA
    assert verify(last, authority.trust).verdict is Verdict.PASSED


def test_a_file_made_ready_for_one_kind_is_not_signed_as_another(
    room: CopySigner, authority: Pki, tmp_path: Path
) -> None:
    laid = tmp_path / "laid.pdf"
    lay_own(scan_pdf(tmp_path, [paper(20)]), TRUE_COPY, laid)

    with pytest.raises(FileUnfit):
        room.sign_alone(laid, replace(COMPONENT), authority.key("officer"), tmp_path / "out.pdf")

    assert not (tmp_path / "out.pdf").exists()


def test_what_is_signed_already_is_not_laid_upon(room: CopySigner, authority: Pki, tmp_path: Path) -> None:
    signed = made(room, authority, tmp_path, COMPONENT)

    with pytest.raises(FileUnfit):
        lay_own(signed, TRUE_COPY, tmp_path / "twice.pdf")
