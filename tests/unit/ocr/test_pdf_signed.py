"""A signed PDF is known as such, however it was made, and nothing else is."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from ocr.errors import FileEncrypted, FileFormDynamic, FilePortfolio, FileTooLarge
from ocr.limits import DEFAULTS
from ocr.pdf_signed import is_signed
from ocr.source import split_file
from tests.unit.ocr.layers import born_digital

SIGNED = Path(__file__).parents[4] / "shared" / "samples" / "signed-pdfs"
BAD = Path(__file__).parents[4] / "shared" / "samples" / "bad-inputs"
UNSIGNED = ("161e43ce_edition_protected_none.pdf", "db46ebcd_edition_protected_signing_allowed_no_field.pdf")
"""Encrypted samples that nobody has signed yet."""
HEADLESS = ("d5527730_malformed-pades.pdf",)
"""A sample that does not begin like a PDF: it is refused as no paper."""


@pytest.mark.parametrize("path", sorted(SIGNED.glob("*.pdf")), ids=lambda path: path.name[:8])
def test_every_signed_sample_is_known(path: Path) -> None:
    assert is_signed(path) == (path.name not in UNSIGNED + HEADLESS)


def test_a_plain_pdf_and_a_picture_are_not_signed(tmp_path: Path) -> None:
    Image.new("L", (20, 20)).save(tmp_path / "dot.png")
    (tmp_path / "empty.pdf").write_bytes(b"")

    assert not is_signed(born_digital(tmp_path / "born.pdf"))
    assert not is_signed(tmp_path / "dot.png")
    assert not is_signed(tmp_path / "empty.pdf")


def test_a_file_longer_than_any_may_be_is_not_looked_into(tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    with long.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(DEFAULTS.max_bytes + 1)

    with pytest.raises(FileTooLarge):
        is_signed(long)


def with_field(path: Path, value: Dictionary | None) -> Path:
    """Adds a form with one signature field, two levels deep."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        field = Dictionary(FT=Name.Sig, T=String("Sig1"))
        if value is not None:
            field.V = pdf.make_indirect(value)
        above = pdf.make_indirect(Dictionary(T=String("above"), Kids=Array([pdf.make_indirect(field)])))
        pdf.Root.AcroForm = Dictionary(Fields=Array([above]))
        pdf.save(path)
    return path


def test_a_field_that_waits_for_a_signature_is_no_signature(tmp_path: Path) -> None:
    assert not is_signed(with_field(born_digital(tmp_path / "waits.pdf"), None))


def test_a_signature_is_found_behind_an_unusual_spelling(tmp_path: Path) -> None:
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    path = with_field(born_digital(tmp_path / "odd.pdf"), value)
    path.write_bytes(path.read_bytes().replace(b"/ByteRange", b"/#42yteRange"))

    assert is_signed(path)


@pytest.mark.parametrize(
    "name",
    [
        "pdf-encrypted/libreoffice-writer-password.pdf",
        "bomb/pdf-kids-loop.pdf",
        "bomb/pdf-deep-array.pdf",
        "truncated/pdf-cut.pdf",
    ],
)
def test_a_hostile_file_is_judged_without_a_fault(name: str) -> None:
    assert not is_signed(BAD / name)


def test_a_file_that_only_a_certificate_opens_says_that_it_is_locked(tmp_path: Path) -> None:
    locked = SIGNED / "aaa338cf_signed-encrypted-pubkey-with-catalog-ref.pdf"

    with pytest.raises(FileEncrypted):
        next(split_file(locked, tmp_path, DEFAULTS))


def test_a_portfolio_says_that_its_papers_are_attached(tmp_path: Path) -> None:
    path = born_digital(tmp_path / "portfolio.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
        pdf.save(path)

    with pytest.raises(FilePortfolio):
        next(split_file(path, tmp_path, DEFAULTS))


def test_a_paper_with_attachments_is_read_as_the_paper_it_is(tmp_path: Path) -> None:
    path = born_digital(tmp_path / "attached.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["data.xml"] = b"<data/>"
        pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.H)
        pdf.save(path)

    assert next(split_file(path, tmp_path, DEFAULTS)).own is not None


@pytest.mark.parametrize("dynamic", [True, False])
def test_a_form_is_read_unless_only_a_script_makes_its_pages(tmp_path: Path, *, dynamic: bool) -> None:
    path = born_digital(tmp_path / "form.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp:xdp/>"))
        pdf.Root.NeedsRendering = dynamic
        pdf.save(path)

    if dynamic:
        with pytest.raises(FileFormDynamic):
            next(split_file(path, tmp_path, DEFAULTS))
    else:
        assert next(split_file(path, tmp_path, DEFAULTS)).own is not None
