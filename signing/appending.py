"""A revision written behind a PDF (phần ghi thêm): what was there stays byte for byte."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.letters import Face


class Revision(IncrementalPdfFileWriter):
    """A revision to be written behind what a stream holds.

    The library would write its own name and the time into the metadata at each revision; here the metadata is touched
    only on purpose, and the same base with the same additions gives the same bytes.
    """

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> Any:  # noqa: ANN401 -- a PDF array
        """Return the file identifier: its first half stays, the second follows from the revision before."""
        halves = prev.trailer["/ID"] if "/ID" in prev.trailer.flatten() else ()
        old = [getattr(part, "original_bytes", part) for part in halves]
        new = hashlib.sha256(b"".join([*old, b"%d" % (prev.last_startxref or 0)])).hexdigest()[:32]
        first = bytes(old[0]).hex() if old else new
        return _read(b"[<%s> <%s>]" % (first.encode(), new.encode()), generic.Reference(0, 0, prev))

    def _update_meta(self) -> None:
        """Leave the metadata as they are."""

    def parsed(self, source: bytes) -> Any:  # noqa: ANN401 -- whatever PDF object the source is of
        """Return the object of a PDF source; it belongs to no numbered object yet."""
        return _read(source, generic.Reference(0, 0, self))

    def put(self, source: bytes, number: int | None = None) -> int:
        """Add an object by its PDF source, under a number that `reserve` gave or a new one; return the number."""
        number = self.reserve() if number is None else number
        place = generic.Reference(number, 0, self)
        return self.add_object(_read(source, place), idnum=number).idnum

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        return self.allocate_placeholder().idnum

    def put_stream(self, data: bytes, entries: bytes = b"", *, packed: bool = True) -> int:
        """Add a stream, deflated unless told otherwise, with the entries of its dictionary; return its number."""
        stream: Any = generic.StreamObject(self.parsed(b"<< %s >>" % entries), stream_data=data)
        if packed:
            stream.compress()
        return self.add_object(stream).idnum

    def reference(self, number: int) -> Any:  # noqa: ANN401 -- a PDF reference
        """Return a reference to an object by its number."""
        return self.parsed(b"%d 0 R" % number)

    def page(self, index: int) -> int:
        """Return the number of a page's object, the page counted from 0."""
        place: Any = super()
        return int(place.find_page_for_modification(index)[0].idnum)

    def put_page(self, source: bytes) -> int:
        """Add a page behind the last one and return its number."""
        place: Any = super()
        return int(place.insert_page(self.parsed(source)).idnum)

    def annotate(self, page: int, widget: int) -> None:
        """Name a widget among the annotations of its page."""
        place: Any = super()
        place.register_annotation(self.reference(page), self.reference(widget))

    def name_in_root(self, key: str, number: int) -> None:
        """Name an object in the catalogue."""
        root: Any = self.root
        root[generic.pdf_name(key)] = self.reference(number)
        place: Any = super()
        place.update_root()

    def write_behind(self) -> None:
        """Write it behind the base in the same stream."""
        place: Any = super()
        place.write_in_place()


def _read(source: bytes, place: generic.Reference) -> Any:  # noqa: ANN401 -- whatever PDF object the source is of
    return generic.read_object(io.BytesIO(source + b" "), place)


def text_string(text: str) -> bytes:
    """Return a PDF text string in UTF-16BE (ISO 32000-1, 7.9.2.2), written in hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def put_form(revision: Revision, orders: bytes, size: tuple[float, float], fonts: Mapping[str, int]) -> int:
    """Add a form XObject whose lower left is the origin, and return its number.

    Args:
        revision: Where it is added.
        orders: What draws it.
        size: Width and height in points.
        fonts: Names in `orders` and numbers of fonts.
    """
    named = b" ".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in fonts.items())
    box = b"[0 0 %.2f %.2f]" % size
    resources = b"<< /Font << %s >> >>" % named
    return revision.put_stream(orders, b"/Type /XObject /Subtype /Form /BBox %s /Resources %s" % (box, resources))


def put_font(revision: Revision, face: Face, text: str) -> int:
    """Add a face with the letters of a text and their Unicode values, as a composite font; return its number.

    ISO 32000-1, 9.7; ISO 19005-2, 6.2.11: the program is embedded and every code has a Unicode value.
    """
    letters = face.letters(text)
    name = b"%s+%s" % (_tag(letters), face.name.encode())
    program = face.program(letters)
    shape = face.shape
    data = revision.put_stream(program, b"/Length1 %d" % len(program))
    descriptor = revision.put(
        b"<< /Type /FontDescriptor /FontName /%s /Flags 34 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d"
        b" /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R >>"
        % (name, *shape.box, shape.ascent, shape.descent, shape.capitals, shape.stem, data)
    )
    widths = b" ".join(b"%d [%d]" % (glyph, face.advance(glyph)) for glyph in letters)
    descendant = revision.put(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /W [%s] /DW 0 /CIDToGIDMap /Identity /FontDescriptor %d 0 R >>" % (name, widths, descriptor)
    )
    return revision.put(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R]"
        b" /ToUnicode %d 0 R >>" % (name, descendant, revision.put_stream(_to_unicode(letters)))
    )


def _tag(letters: Mapping[int, str]) -> bytes:
    """Return the six capitals that mark a subset (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256("".join(letters.values()).encode()).digest()
    return bytes(ord("A") + byte % 26 for byte in digest[:6])


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    rows = [b"<%04X> <%s>" % (code, text.encode("utf-16-be").hex().upper().encode()) for code, text in letters.items()]
    blocks = (rows[at : at + 100] for at in range(0, len(rows), 100))
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(one), b"\n".join(one)) for one in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n"
        b"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + body
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
