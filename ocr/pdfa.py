"""The searchable PDF/A-2b of a paper (PDF/A-2b tra cứu được): ISO 19005-2, level B, written page by page."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from ocr.page import PageImage, PageReading
from ocr.pdf_image import Size, part
from ocr.pdf_out import PdfOut, real, text_string
from ocr.pdfa_page import PdfPage, make_page
from ocr.pdfa_text import write_font


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What a PDF says of itself (thông tin tệp).

    Attributes:
        title: Its title, NFC.
        made_at: The moment of its making, aware.
        author: Who made it, "" for nobody.
        program: Name of the program, without a version so that equal input gives equal bytes.
    """

    title: str
    made_at: datetime
    author: str = ""
    program: str = "Sao Y"


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What was written (kết quả): pages, and the length of the file in bytes."""

    pages: int
    bytes: int


def build_pdfa(
    pages: Iterable[tuple[PageImage, PageReading]], out: Path, info: PdfInfo, size: Size = "default"
) -> PdfResult:
    """Writes the searchable PDF/A-2b of the pages, in memory of one page.

    The same pages, info and size give the same bytes. `out` appears whole or not at all.

    Args:
        pages: Page images with their readings, in order; may be a generator.
        out: The file to write; an old one is replaced.
        info: What the file says of itself.
        size: "archive" keeps all pictures, "default" aims at 0.5 MB a colour A4 page, "small" at
            0.25 MB.

    Raises:
        FileUnreadable: A picture is damaged.
        ValueError: There is no page.
    """
    return lay_pdfa((make_page(image, reading, size) for image, reading in pages), out, info)


def lay_pdfa(pages: Iterable[PdfPage], out: Path, info: PdfInfo) -> PdfResult:
    """Writes the searchable PDF/A-2b of pages that are ready: their bytes are laid, none is opened; as `build_pdfa`."""
    half = out.with_name(out.name + ".part")
    try:
        with half.open("wb") as file:
            result = _write(pages, PdfOut(file), info)
            file.flush()
            os.fsync(file.fileno())
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
    return result


def _write(pages: Iterable[PdfPage], pdf: PdfOut, info: PdfInfo) -> PdfResult:
    tree, font = pdf.number(), pdf.number()
    letters: set[str] = set()
    kids = []
    for page in pages:
        letters.update(page.letters)
        kids.append(_lay(pdf, page, tree, font))
    if not kids:
        raise ValueError("a PDF needs a page")
    write_font(pdf, font, letters)
    rows = b" ".join(b"%d 0 R" % kid for kid in kids)
    pdf.put(tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), rows))
    return PdfResult(len(kids), pdf.finish(_catalogue(pdf, tree, info), _info(pdf, info)))


def _lay(pdf: PdfOut, page: PdfPage, tree: int, font: int) -> int:
    picture = page.picture
    drawn = pdf.add_stream(
        b"/Type /XObject /Subtype /Image /Width %d /Height %d %s"
        % (picture.width_px, picture.height_px, picture.entries),
        picture.data,
    )
    content = pdf.add_stream(b"/Filter /FlateDecode", page.content)
    resources = b"<< /XObject << /I %d 0 R >> /Font << /F %d 0 R >> >>" % (drawn, font)
    box = b"[0 0 %s %s]" % (real(page.width_pt), real(page.height_pt))
    return pdf.add(
        b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources %s /Contents %d 0 R >>"
        % (tree, box, resources, content)
    )


def _info(pdf: PdfOut, info: PdfInfo) -> int:
    made = info.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    author = b" /Author " + text_string(info.author) if info.author else b""
    program = text_string(info.program)
    return pdf.add(
        b"<< /Title %s%s /Creator %s /Producer %s /CreationDate (%s) /ModDate (%s) >>"
        % (text_string(info.title), author, program, program, made, made)
    )


def _catalogue(pdf: PdfOut, tree: int, info: PdfInfo) -> int:
    profile = pdf.add_stream(b"/N 3", part("srgb.icc"), packed=True)
    intent = pdf.add(
        b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
        b" /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R >>" % profile
    )
    metadata = pdf.add_stream(b"/Type /Metadata /Subtype /XML", _xmp(info))
    return pdf.add(
        b"<< /Type /Catalog /Pages %d 0 R /Metadata %d 0 R /OutputIntents [%d 0 R] /Lang (vi-VN)"
        b" /MarkInfo << /Marked false >> /ViewerPreferences << /DisplayDocTitle true >> >>" % (tree, metadata, intent)
    )


def _xmp(info: PdfInfo) -> bytes:
    """Returns the metadata packet: ISO 19005-2, 6.6.2, and 6.6.4 for the identification."""
    made = info.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    author = (
        f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>\n" if info.author else ""
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(info.title)}</rdf:li></rdf:Alt></dc:title>
{author}<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{escape(info.program)}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdf:Producer>{escape(info.program)}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
