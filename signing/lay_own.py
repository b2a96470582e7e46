"""Laying what a document of one signature needs (đặt ô ký): its field, and the room for its words.

All is written behind the PDF, whose bytes stay as they are; the same input gives the same bytes.
"""

from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.generic import pdf_name

from signing.appending import Revision, put_font, put_form
from signing.attest import draw_over, entitle, fit_to_lay, put_fields
from signing.corner import Corner, find_corner
from signing.letters import plain, regular
from signing.own import OwnText
from signing.square import square_orders
from signing.stamps import letters_of_lines
from signing.top_right import TopRight, find_top_right
from signing.whole import written_whole


def lay_own(pdf: Path, text: OwnText, out: Path) -> bool:
    """Make the one signature field ready on page 1; tell whether a strip was added above the page for its words.

    Runs in a limited worker.

    Args:
        pdf: A PDF/A-2b that is not signed and has no form; it is not changed.
        text: Its words; without lines the field is not seen and the page is not touched.
        out: Appears whole or not at all.

    Raises:
        FileUnfit: no such PDF.
    """
    place = find_top_right(pdf, text.lines) if text.lines else None
    corner = find_corner(pdf) if text.code else None
    with written_whole(pdf, out) as file, fit_to_lay(file) as revision:
        page = revision.page(0)
        fonts = {"R": put_font(revision, regular(), letters_of_lines(text.lines))} if place else {}
        if place is not None and place.strip:
            _grow(revision, page, place)
        if corner is not None:
            _lay_code(revision, corner, text.code)
        height = place.height + place.strip if place else 0.0
        put_fields(revision, (page, height), {text.field: place.box if place else None}, fonts)
        entitle(revision, plain(text.title))
        revision.write_behind()
    return place is not None and bool(place.strip)


def _lay_code(revision: Revision, corner: Corner, code: str) -> None:
    """Draw the square code over what the page has."""
    left, bottom, _, _ = corner.box.rect(corner.height)
    orders = b"q 1 0 0 1 %.2f %.2f cm\n%sQ\n" % (left, bottom, square_orders(code, corner.box.width))
    form = put_form(revision, orders, (corner.width, corner.height), {})
    draw_over(revision, revision.page(corner.page), form, added=False)


def _grow(revision: Revision, page: int, place: TopRight) -> None:
    """Make a page taller at its top; whatever stands on it stays where it is."""
    entries: Any = revision.reference(page).get_object()
    box = b"[0 0 %.2f %.2f]" % (place.width, place.height + place.strip)
    for name in ("/MediaBox", *(key for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox") if key in entries)):
        entries[pdf_name(name)] = revision.parsed(box)
    revision.mark_update(revision.reference(page))
