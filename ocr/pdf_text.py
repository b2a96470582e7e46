"""The invisible text of a page (lớp chữ ẩn): word by word, in reading order, with its spaces.

Each letter is set in an empty glyph of a font we embed; only its place and its Unicode value matter. Character codes
are given out as letters appear, code 0 (.notdef) never (ISO 19005-2, 6.2.11.8).
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from statistics import median

from ocr.page import PageReading, Word
from ocr.pdf_image import part
from ocr.pdf_out import PdfOut, real

_ADVANCE = 0.5
"""Width of the empty glyph in ems; `ocr/data/glyphless.ttf` and /DW say the same."""

_DESCENT = 0.2
"""Share of the line's height below its base line."""

_MIN_GAP = 0.15
"""Least gap between two words, in line heights: pdftotext joins words that stand closer, whatever is between."""

_MIN_PT = 3.0
_BLOCK = 100
"""Rows a ToUnicode section may have (Adobe Technical Note 5411)."""


class Letters:
    """The letters used in a file and their codes (bảng mã chữ)."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def hexadecimal(self, text: str) -> bytes:
        """Returns `text` as a PDF string of two-byte codes, in hexadecimal."""
        codes = (self._codes.setdefault(letter, len(self._codes) + 1) for letter in text)
        return b"<" + b"".join(b"%04X" % code for code in codes) + b">"

    def write_font(self, out: PdfOut, number: int) -> None:
        """Writes the font of all letters met so far as object `number`."""
        data = part("glyphless.ttf")
        program = out.add_stream(b"/Length1 %d" % len(data), data, packed=True)
        descriptor = out.add(
            b"<< /Type /FontDescriptor /FontName /SaoYGlyphless /Flags 4 /FontBBox [0 -200 500 800]"
            b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80"
            b" /FontFile2 %d 0 R >>" % program
        )
        glyphs = out.add_stream(b"", b"\x00\x00" + b"\x00\x01" * len(self._codes), packed=True)
        descendant = out.add(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SaoYGlyphless /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R"
            b" /CIDToGIDMap %d 0 R /DW 500 >>" % (descriptor, glyphs)
        )
        unicode_map = out.add_stream(b"", self._to_unicode(), packed=True)
        out.put(
            number,
            b"<< /Type /Font /Subtype /Type0 /BaseFont /SaoYGlyphless /Encoding /Identity-H"
            b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (descendant, unicode_map),
        )

    def _to_unicode(self) -> bytes:
        rows = [
            b"<%04X> <%s>" % (code, letter.encode("utf-16-be").hex().upper().encode())
            for letter, code in self._codes.items()
        ]
        blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
        body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(one), b"\n".join(one)) for one in blocks)
        return (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName"
            b" /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
            b"endcodespacerange\n" + body + b"endcmap\nCMapName currentdict /CMap defineresource"
            b" pop\nend\nend\n"
        )


def text_orders(reading: PageReading, letters: Letters) -> bytes:
    """Returns the drawing orders of a page's hidden text, b"" for a page without words.

    Args:
        reading: What was read; its pixels are those of the upright page.
        letters: The file's letters; new ones get codes.
    """
    lines = [_line(words, reading, letters) for words in _lines(reading)]
    if not lines:
        return b""
    return b"BT\n3 Tr\n" + b"".join(lines) + b"ET\n"


def _lines(reading: PageReading) -> Iterator[list[Word]]:
    for _, group in groupby(reading.words, key=lambda word: (word.line, word.block)):
        words = [word for word in group if word.text.strip()]
        if words:
            yield words


def _line(words: list[Word], reading: PageReading, letters: Letters) -> bytes:
    scale = 72.0 / reading.dpi
    top, bottom = median(word.top for word in words), median(word.bottom for word in words)
    height = max((bottom - top) * scale, _MIN_PT)
    base = (reading.height_px - bottom) * scale + _DESCENT * height
    orders = [b"/F %s Tf\n" % real(height)]
    for word, (left, right, after) in zip(words, _spans(words, scale, height), strict=True):
        text = unicodedata.normalize("NFC", word.text.strip())
        letter = _ADVANCE * height
        stretch = 100.0 * (right - left) / (len(text) * letter)
        orders.append(
            b"%s Tz 1 0 0 1 %s %s Tm %s Tj\n%s Tz %s Tj\n"
            % (
                real(stretch),
                real(left),
                real(base),
                letters.hexadecimal(text),
                real(100.0 * (after - right) / letter),
                letters.hexadecimal(" "),
            )
        )
    return b"".join(orders)


def _spans(words: list[Word], scale: float, height: float) -> Iterator[tuple[float, float, float]]:
    """Yields left and right of each word and where its space ends, in points, kept apart by `_MIN_GAP`."""
    gap, pen = _MIN_GAP * height, -1.0
    for here, follower in zip(words, [*words[1:], None], strict=True):
        left, right = here.left * scale, max(here.right, here.left + 1) * scale
        if left < pen < right:
            left = pen
        after = right + _ADVANCE * height if follower is None else follower.left * scale
        if here.left * scale < after < right + gap:
            right = max(after - gap, (left + right) / 2)
        pen = right + gap
        yield left, right, max(after, pen)
