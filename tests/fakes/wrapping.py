"""Attacks that keep every signed byte: a signature wrapped with a mended table, a file rolled back, a shadow shown."""

import re

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from signing.cover import Cover, covers_in
from signing.opening import Opened, open_pdf
from tests.fakes.foreign_papers import Writer, covered, numbers, uncovered
from tests.fakes.pdf_updates import PdfObject, overwrite, page, pdf_dictionary, stream, updated

EVIL = b"0 0 1 rg 0 0 400 400 re f"
_RANGE = re.compile(rb"/ByteRange\s*\[[^\]]*\]")
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b")


def wrapped_with_table(pdf: bytes) -> bytes:
    """Wrap the last signature: the bytes it signs move apart, and what an attacker wrote stands between them.

    Where the file's end points to, which is signed, stands a table of the attacker's own now. By it the signature's
    field holds a new dictionary whose /ByteRange names the two signed parts where they are, so that the digest holds;
    and the first page shows something else. Nothing stands behind the end, nothing is missing from any table.
    """
    opened = open_pdf(pdf)
    cover = max(covers_in(pdf), key=lambda one: one.end)
    begin, end = cover.contents
    table_at = tables(pdf)[-1]
    assert table_at > end
    first = _first_of_last(opened)
    written = {int(m.group(1)): first + m.start(1) for m in _OBJECT.finditer(pdf[first:table_at])}
    signature = max((at, number) for number, at in written.items() if at < begin)[1]
    middle, length = b"", 0
    for _ in range(4):  # the numbers in the middle part depend on its length
        middle = _middle(opened, cover, (table_at, written, signature), length)
        length = len(middle)
    return pdf[:end] + middle + pdf[end:]


def tables(pdf: bytes) -> list[int]:
    """Return where the tables of a file's states stand, oldest first."""
    return [int(at) for at in re.findall(rb"startxref\s+(\d+)", pdf)]


def _first_of_last(opened: Opened) -> int:
    """Return where the last state of a file begins."""
    before = int(opened.reader.xrefs.get_xref_container_info(opened.last - 1).end_location)
    return opened.data.index(b"%%EOF", before) + 5


def _middle(opened: Opened, cover: Cover, place: tuple[int, dict[int, int], int], shift: int) -> bytes:
    pdf, (begin, end) = opened.data, cover.contents
    table_at, written, signature = place
    target = int(opened.reader.root["/Pages"]["/Kids"][0].raw_get("/Contents").idnum)
    start = written[signature]
    range_ = b"/ByteRange [0 %d %d %d]" % (begin, end + shift, cover.range[3])
    around = (pdf[start:begin], pdf[end : pdf.index(b"endobj", end) + 6])
    head, rest = (_RANGE.sub(range_, part) for part in around)
    objects = {
        signature: head + pdf[begin:end] + rest + b"\n",
        target: b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (target, len(EVIL), EVIL),
    }
    others = {number: at + (shift if at > end else 0) for number, at in written.items() if number not in objects}
    table = b""
    for _ in range(3):  # where the objects stand depends on the length of the table before them
        places, at = dict(others), table_at + len(table)
        for number, data in objects.items():
            places[number] = at
            at += len(data)
        table = _table(opened, places)
    return b"\n".rjust(table_at - end) + table + b"".join(objects.values())


def _table(opened: Opened, places: dict[int, int]) -> bytes:
    rows = [b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in sorted(places.items())]
    before = tables(opened.data)[-2]
    size = 1 + max(int(ref.idnum) for n in range(opened.last + 1)
                   for ref in opened.reader.xrefs.explicit_refs_in_revision(n))  # fmt: skip
    root = opened.reader.root_ref
    trailer = b"trailer\n<</Size %d /Root %d 0 R /Prev %d>>\n" % (size, root.idnum, before)
    return b"xref\n" + b"".join(rows) + trailer


def rolled_back(pdf: bytes, states: int) -> bytes:
    """Point a new end at the table of an earlier state: a reader shows that one, with all signed bytes in the file."""
    return pdf + b"startxref\n%d\n%%%%EOF\n" % tables(pdf)[-1 - states]


def skipped(pdf: bytes, states: int) -> bytes:
    """Append an empty state that follows on an earlier one, so that those between are passed over."""
    root = int(open_pdf(pdf).reader.root_ref.idnum)
    table = b"xref\n0 0\ntrailer\n<</Size 500 /Root %d 0 R /Prev %d>>\n" % (root, tables(pdf)[-1 - states])
    return pdf + table + b"startxref\n%d\n%%%%EOF\n" % len(pdf)


# -- shadows: laid into the paper before anything is signed ------------------------------------------------------------


def with_figure(paper: bytes) -> bytes:
    """Lay a picture with a figure of its own onto the first page."""

    def update(writer: Writer) -> None:
        first = page(writer)
        form = stream(
            b"0 g 0 0 60 20 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=numbers(0, 0, 300, 40)
        )
        first["/Resources"][pdf_name("/XObject")][pdf_name("/So")] = writer.add_object(form)
        old = first.raw_get("/Contents")
        more = writer.add_object(stream(b"q 1 0 0 1 100 600 cm /So Do Q"))
        parts = list(old) if isinstance(old, generic.ArrayObject) else [old]
        first[pdf_name("/Contents")] = generic.ArrayObject([*parts, more])
        writer.update_container(first)

    return updated(paper, update)


def figure_of(writer: Writer) -> PdfObject:
    return page(writer)["/Resources"]["/XObject"].raw_get("/So")


def with_unused(paper: bytes) -> bytes:
    """Lay other contents into the file that no page shows."""

    def update(writer: Writer) -> None:
        writer.root[pdf_name("/PieceInfo")] = pdf_dictionary({"/Truoc": writer.add_object(stream(EVIL))})
        writer.update_container(writer.root)

    return updated(paper, update)


def show_unused(writer: Writer) -> None:
    first = page(writer)
    first[pdf_name("/Contents")] = writer.root["/PieceInfo"].raw_get("/Truoc")
    writer.update_container(first)


SHADOWS = [
    ("shadow: note taken off what it hid", "annotation-removed", covered, uncovered),
    ("shadow: figure replaced", "page-changed", with_figure, lambda pdf: updated(pdf, overwrite(figure_of))),
    ("shadow: hidden page shown", "page-changed", with_unused, lambda pdf: updated(pdf, show_unused)),
]
"""What is laid into the paper before it is certified, and what is done to the finished copy."""
