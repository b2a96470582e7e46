"""The invisible text of a page (lớp chữ ẩn): word by word, in reading order, with its spaces.

Each letter is set in an empty glyph of a font we embed; only its place and its Unicode value matter. Code 0 (.notdef)
is given to none (ISO 19005-2, 6.2.11.8).
"""

import unicodedata
from collections.abc import Iterable, Iterator
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
_FIRST_PLANE = 0xFFFF
_BLOCK = 100
"""Rows a ToUnicode section may have (Adobe Technical Note 5411)."""


def write_font(out: PdfOut, number: int, letters: Iterable[str]) -> None:
    """Writes the font of the hidden text as object `number`.

    Args:
        out: The PDF.
        number: Given out before.
        letters: All letters of the file's hidden text.
    """
    codes = {_code(letter): letter for letter in sorted(letters, reverse=True)}
    data = part("glyphless.ttf")
    program = out.add_stream(b"/Length1 %d" % len(data), data, packed=True)
    descriptor = out.add(
        b"<< /Type /FontDescriptor /FontName /SaoYGlyphless /Flags 4 /FontBBox [0 -200 500 800]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80"
        b" /FontFile2 %d 0 R >>" % program
    )
    glyphs = out.add_stream(b"", _glyphs(codes), packed=True)
    descendant = out.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SaoYGlyphless /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R"
        b" /CIDToGIDMap %d 0 R /DW 500 >>" % (descriptor, glyphs)
    )
    unicode_map = out.add_stream(b"", _to_unicode(codes), packed=True)
    out.put(
        number,
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SaoYGlyphless /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (descendant, unicode_map),
    )


def _code(letter: str) -> int:
    """Returns the character code of a letter: its Unicode value, so that pages are written without knowing of others.

    A letter beyond the first plane, which no Vietnamese paper has, gets a code of the private area (E000 to F8FF).
    """
    value = ord(letter)
    return value if value <= _FIRST_PLANE else 0xE000 + value % 0x1900


def _hexadecimal(text: str) -> bytes:
    """Returns `text` as a PDF string of two-byte codes."""
    return b"<" + b"".join(b"%04X" % _code(letter) for letter in text) + b">"


def _glyphs(codes: dict[int, str]) -> bytes:
    """Returns the map of codes to glyphs: the empty glyph 1 for those in use."""
    rows = bytearray(2 * (max(codes, default=0) + 1))
    for code in codes:
        rows[2 * code + 1] = 1
    return bytes(rows)


def _to_unicode(codes: dict[int, str]) -> bytes:
    rows = [
        b"<%04X> <%s>" % (code, letter.encode("utf-16-be").hex().upper().encode())
        for code, letter in sorted(codes.items())
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


def letters_of(reading: PageReading) -> str:
    """Returns the letters of a page's hidden text, each once, in order."""
    found = {" "} if reading.words else set()
    for word in reading.words:
        found.update(_text(word))
    return "".join(sorted(found))


def _text(word: Word) -> str:
    return unicodedata.normalize("NFC", word.text.strip())


def text_orders(reading: PageReading) -> bytes:
    """Returns the drawing orders of a page's hidden text, b"" for a page without words.

    Args:
        reading: What was read; its pixels are those of the upright page.
    """
    lines = [_line(words, reading) for words in _lines(reading)]
    if not lines:
        return b""
    return b"BT\n3 Tr\n" + b"".join(lines) + b"ET\n"


def _lines(reading: PageReading) -> Iterator[list[Word]]:
    for _, group in groupby(reading.words, key=lambda word: (word.line, word.block)):
        words = [word for word in group if word.text.strip()]
        if words:
            yield words


def _line(words: list[Word], reading: PageReading) -> bytes:
    scale = 72.0 / reading.dpi
    top, bottom = median(word.top for word in words), median(word.bottom for word in words)
    height = max((bottom - top) * scale, _MIN_PT)
    base = (reading.height_px - bottom) * scale + _DESCENT * height
    orders = [b"/F %s Tf\n" % real(height)]
    for word, (left, right, after) in zip(words, _spans(words, scale, height), strict=True):
        text = _text(word)
        letter = _ADVANCE * height
        stretch = 100.0 * (right - left) / (len(text) * letter)
        orders.append(
            b"%s Tz 1 0 0 1 %s %s Tm %s Tj\n%s Tz %s Tj\n"
            % (
                real(stretch),
                real(left),
                real(base),
                _hexadecimal(text),
                real(100.0 * (after - right) / letter),
                _hexadecimal(" "),
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
