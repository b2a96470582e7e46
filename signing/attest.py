"""Laying the attestation on a copy (đặt lời chứng): its words, and both signature fields made ready.

Both fields stand there before the first signature, which certifies the rest: a field added later would break it. All is
written behind the scanned PDF, whose bytes stay as they are; the same input gives the same bytes.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError

from signing.appending import Revision, put_font, put_form, text_string
from signing.errors import FileUnfit
from signing.layout import Layout, lay_out
from signing.letters import bold, plain, regular
from signing.square import square_orders
from signing.stamps import Box, letters_used, mark_orders, words_block
from signing.state import BAD_STREAM
from signing.values import OFFICER_FIELD, SEAL_FIELD, Attestation
from signing.whole import written_whole

_FLAGS = 132
"""Of both widgets: Print and Locked (ISO 32000-1, table 165)."""

_SIGNATURES_APPEND_ONLY = 3
_TITLE = re.compile(rb"(<dc:title>.*?<rdf:li[^>]*>)[^<]*(</rdf:li>)", re.DOTALL)


def attest(pdf: Path, attestation: Attestation, out: Path) -> Layout:
    """Lay the words on the last page, or on one added behind, and make both signature fields; return where.

    Runs in a limited worker.

    Args:
        pdf: A PDF/A-2b that is not signed and has no form; it is not changed.
        attestation: The words, filled in but for the times of the signatures.
        out: Appears whole or not at all.

    Raises:
        FileUnfit: no such PDF.
    """
    layout = lay_out(pdf, attestation)
    with written_whole(pdf, out) as file, fit_to_lay(file) as revision:
        fonts = _fonts(revision, attestation)
        page = _page(revision, layout)
        draw_over(revision, page, _page_orders(revision, layout, attestation, fonts), added=layout.added)
        boxes = {OFFICER_FIELD: layout.blocks.officer, SEAL_FIELD: layout.blocks.seal}
        put_fields(revision, (page, layout.height), boxes, fonts)
        entitle(revision, plain(attestation.title))
        revision.write_behind()
    return layout


@contextmanager
def fit_to_lay(file: BinaryIO) -> Iterator[Revision]:
    """Open what is to be laid upon; what the library cannot read strictly, or has a form or a signature, is unfit.

    Raises:
        FileUnfit.
    """
    try:
        revision = Revision(file, strict=True)
        formed = "/AcroForm" in revision.root or "/Perms" in revision.root
    except (PdfError, KeyError, IndexError, TypeError, ValueError, *BAD_STREAM) as fault:
        raise FileUnfit(why=type(fault).__name__) from fault
    if formed or revision.prev.encrypted:
        raise FileUnfit(why="form-or-signature")
    try:
        yield revision
    except (PdfError, *BAD_STREAM) as fault:
        raise FileUnfit(why=type(fault).__name__) from fault


def _fonts(revision: Revision, attestation: Attestation) -> dict[str, int]:
    upright, strong = letters_used(attestation)
    return {"R": put_font(revision, regular(), upright), "B": put_font(revision, bold(), strong)}


def _page(revision: Revision, layout: Layout) -> int:
    """Return the number of the page that is written on; one added behind is made."""
    if not layout.added:
        return revision.page(layout.page - 1)
    source = b"<< /Type /Page /MediaBox [0 0 %.2f %.2f] /Resources << >> >>" % (layout.width, layout.height)
    return revision.put_page(source)


def _page_orders(revision: Revision, layout: Layout, attestation: Attestation, fonts: dict[str, int]) -> int:
    """Add the form that draws the words on the page and the mark beneath all blocks; return its number."""
    box, height = layout.blocks.words, layout.height
    left, bottom, _, _ = box.rect(height)
    words = words_block(attestation, layout.blocks.scale).orders(box.width, box.height)
    orders = b"q 1 0 0 1 %.2f %.2f cm\n%sQ\n" % (left, bottom, words)
    code = layout.blocks.code
    if code is not None:
        left, bottom, _, _ = code.rect(height)
        orders += b"q 1 0 0 1 %.2f %.2f cm\n%sQ\n" % (left, bottom, square_orders(attestation.code, code.width))
    if plain(attestation.mark):
        orders = mark_orders(attestation.mark, layout.around, height) + orders
    return put_form(revision, orders, (layout.width, height), fonts)


def draw_over(revision: Revision, page: int, form: int, *, added: bool) -> None:
    """Draw a form over what the page has, whatever that left its graphics state in."""
    entries: Any = revision.reference(page).get_object()
    resources = revision.parsed(b"<< >>")
    if not added:
        resources.update(_inherited(entries, "/Resources") or {})
    name = _free_name(resources.get("/XObject", {}))
    pictures = revision.parsed(b"<< /%s %d 0 R >>" % (name, form))
    for key, value in resources.get("/XObject", {}).items():
        pictures[key] = value
    resources[pdf_name("/XObject")] = pictures
    after = revision.put_stream(b"Q q /%s Do Q\n" % name)
    contents = revision.parsed(b"[%d 0 R %d 0 R]" % (revision.put_stream(b"q\n"), after))
    if "/Contents" in entries:
        old = entries.raw_get("/Contents")
        listed = old.get_object()
        contents[1:1] = list(listed) if isinstance(listed, list) else [old]
    entries[pdf_name("/Contents")] = contents
    entries[pdf_name("/Resources")] = resources
    revision.mark_update(revision.reference(page))


def _inherited(page: Any, key: str) -> Any:  # noqa: ANN401 -- PDF objects
    for _ in range(50):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _free_name(taken: Any) -> bytes:  # noqa: ANN401 -- a PDF dictionary
    number = next(number for number in range(len(taken) + 1) if f"/SaoY{number}" not in taken)
    return b"SaoY%d" % number


def put_fields(
    revision: Revision, page: tuple[int, float], boxes: Mapping[str, Box | None], fonts: Mapping[str, int]
) -> None:
    """Make the form with signature fields, empty; their looks carry the fonts that the signatures will use.

    A field's name is written a part a level (ISO 32000-1, 12.7.3.2); all stand under the same parents.

    Args:
        revision: Where they are added.
        page: Number of the page's object, and its height in points.
        boxes: Where each field stands, by its full name; None = it is not seen.
        fonts: Names and numbers of fonts.
    """
    number, height = page
    above = next(iter(boxes)).split(".")[:-1]
    numbers = [revision.reserve() for _ in above]
    kids = []
    for name, box in boxes.items():
        last = name.rpartition(".")[2].encode()
        named = b"/T (%s) /Parent %d 0 R /P %d 0 R" % (last, numbers[-1], number)
        kids.append(_widget(revision, named, (box, height), fonts))
    for place, (parent, part) in enumerate(zip(numbers, above, strict=True)):
        below = kids if place == len(numbers) - 1 else [numbers[place + 1]]
        upper = b" /Parent %d 0 R" % numbers[place - 1] if place else b""
        revision.put(b"<< /T (%s)%s /Kids %s >>" % (part.encode(), upper, _references(below)), parent)
    form = b"<< /Fields %s /SigFlags %d >>" % (_references(numbers[:1]), _SIGNATURES_APPEND_ONLY)
    revision.name_in_root("/AcroForm", revision.put(form))
    for kid in kids:
        revision.annotate(number, kid)


def _widget(revision: Revision, named: bytes, place: tuple[Box | None, float], fonts: Mapping[str, int]) -> int:
    box, page_height = place
    if box is None:
        return revision.put(b"<< /FT /Sig /Type /Annot /Subtype /Widget /F %d /Rect [0 0 0 0] %s >>" % (_FLAGS, named))
    look = put_form(revision, b"", (box.width, box.height), fonts)
    rect = b"%.2f %.2f %.2f %.2f" % box.rect(page_height)
    return revision.put(
        b"<< /FT /Sig /Type /Annot /Subtype /Widget /F %d /Rect [%s] %s /AP << /N %d 0 R >> >>"
        % (_FLAGS, rect, named, look)
    )


def _references(numbers: list[int]) -> bytes:
    return b"[%s]" % b" ".join(b"%d 0 R" % number for number in numbers)


def entitle(revision: Revision, title: str) -> None:
    """Write the copy's title into the information and into the metadata, which say the same."""
    if not title:
        return
    trailer: Any = revision.trailer
    info = trailer["/Info"] if "/Info" in trailer.flatten() else None
    if info is not None:
        info[pdf_name("/Title")] = revision.parsed(text_string(title))
        revision.update_container(info)
    root: Any = revision.root
    if "/Metadata" in root:
        old = root["/Metadata"].data
        new = _TITLE.sub(lambda found: found[1] + escape(title).encode() + found[2], old, count=1)
        number = revision.put_stream(new, b"/Type /Metadata /Subtype /XML", packed=False)
        revision.name_in_root("/Metadata", number)
