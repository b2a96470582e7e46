"""A text layer made to hurt costs its page no more than being read from the picture."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from desk.jobs import Limits, Parts, Pool
from desk.read import tasks
from ocr.errors import FileUnreadable
from ocr.page import PageImage
from tests.unit.ocr.layers import old_font, with_fonts

ONE_LINE = b"BT /F 8 Tf 10 10 Td (hello) Tj ET"
RANGES = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + b"".join(
    b"1 beginbfrange <0000> <FFFF> <%04X> endbfrange\n" % number for number in range(5000)
)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, Limits(wall_s=60.0)) as made:
        yield made


def split(pool: Pool, path: Path) -> PageImage:
    page: PageImage = next(Parts(pool, tasks.split, [(path, path.parent / "spool")]).all())
    return page


def in_font(path: Path, table: bytes | None, orders: bytes = ONE_LINE) -> Path:
    pdf = pikepdf.new()
    return with_fonts(path, {"F": old_font(pdf, "Times-Roman", table)}, orders, pdf)


@pytest.mark.parametrize(
    ("table", "orders"),
    [
        pytest.param(None, b"BT /F 8 Tf 10 10 Td (" + b"a" * 20_000_000 + b") Tj ET", id="millions of letters"),
        pytest.param(None, b"BT /F 8 Tf 10 10 Td (" + b"a " * 400_000 + b") Tj ET", id="many letters"),
        pytest.param(RANGES, ONE_LINE, id="a table of 300 million codes"),
        pytest.param(b" " * 120_000_000, ONE_LINE, id="a table that inflates to 120 MB"),
    ],
)
def test_a_layer_made_to_hurt_is_left_alone(pool: Pool, tmp_path: Path, table: bytes | None, orders: bytes) -> None:
    page = split(pool, in_font(tmp_path / "bomb.pdf", table, orders))

    assert page.own is None
    assert page.path.stat().st_size


def nested(path: Path, depth: int) -> Path:
    """Draws one line in forms within forms."""
    pdf = pikepdf.new()
    font = Dictionary(F=old_font(pdf, "Times-Roman"))
    form = None
    for _ in range(depth):
        resources = Dictionary(Font=font) if form is None else Dictionary(Font=font, XObject=Dictionary(X=form))
        stream = Stream(pdf, ONE_LINE if form is None else b"/X Do")
        stream.update(
            Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Resources=resources)
        )
        form = pdf.make_indirect(stream)
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
    page.obj.Contents = Stream(pdf, b"/X Do")
    pdf.save(path)
    return path


def test_forms_in_forms_end_in_a_page_or_in_a_fault(pool: Pool, tmp_path: Path) -> None:
    assert split(pool, nested(tmp_path / "deep.pdf", 40)).own is None

    with pytest.raises(FileUnreadable):
        split(pool, nested(tmp_path / "deeper.pdf", 1500))
