"""The square code beside the words: read back from paper by another program, never over ink, never stretched."""

from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from signing.attest import attest
from signing.stamps import arrangements
from tests.fakes.copies import ATTESTATION, MARKED, paper, scan_pdf

CODE = "SAOY1*SCT%C4%90T/BS*2026*213*" + "A" * 52 + "*" + "Q" * 52


def codes_of(pdf: Path, dpi: int) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as file:
        picture = file[len(file) - 1].render(scale=dpi / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("lines", [6, 38])
def test_the_code_is_read_back_from_a_copy_printed_and_scanned(tmp_path: Path, lines: int, dpi: int) -> None:
    pdf = scan_pdf(tmp_path, [paper(lines)])

    layout = attest(pdf, replace(MARKED, code=CODE), tmp_path / "out.pdf")

    assert codes_of(tmp_path / "out.pdf", dpi) == [CODE]
    assert layout.added is (lines == 38)


def test_a_long_address_before_the_code_is_read_back_too(tmp_path: Path) -> None:
    code = "https://chungthuc.tuyenquang.gov.vn/tra-cuu/ban-sao#" + CODE

    attest(scan_pdf(tmp_path, [paper(4)]), replace(ATTESTATION, code=code), tmp_path / "out.pdf")

    assert codes_of(tmp_path / "out.pdf", 300) == [code]


@settings(max_examples=30, deadline=None)
@given(st.floats(0.5, 1.0), st.text(min_size=1, max_size=200))
def test_the_code_stands_beside_the_words_and_over_nothing(scale: float, text: str) -> None:
    for blocks in arrangements(replace(ATTESTATION, code=text), scale):
        code = blocks.code

        assert code is not None
        assert code.width == code.height
        assert code.left + code.width + 3 < blocks.words.left
        for other in (blocks.officer, blocks.seal):
            apart = code.top + code.height < other.top or code.left + code.width < other.left
            assert apart
        assert code.top >= 0
        assert code.top + code.height <= blocks.height


def test_without_a_code_the_words_stand_where_they_always_stood() -> None:
    assert all(blocks.code is None and blocks.words.left == 0 for blocks in arrangements(ATTESTATION))
