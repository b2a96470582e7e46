"""The invisible text of a page (lớp chữ ẩn): word by word, in reading order, with its spaces.

Each letter is set in an empty glyph of a font we embed; only its place and its Unicode value matter. Code 0 (.notdef)
is given to none (ISO 19005-2, 6.2.11.8).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from ocr.page import PageReading, Word
from ocr.pdf_image import part
from ocr.pdf_out import PdfOut, real

_ADVANCE = 0.5
"""Width of the empty glyph in ems; `ocr/data/glyphless.ttf` and /DW say the same."""

_DESCENT = 0.2
"""Share of the line's height below its base line."""

_MIN_GAP = 0.2
"""Least gap between two words, in line heights: pdftotext joins words that stand closer, whatever is between."""

_OVERLAP = 0.25
"""So much, in heights of the earlier line, a line may begin left of that one's end and still be joined to it."""

_MIN_WIDTH = 0.1
"""Least width of a word, in line heights."""

_SAME_LINE = 0.75
"""Two lines whose base lines differ by less, in line heights or widths of a letter, may be taken for one."""

_PLACES = 8
"""Places, one above the other, for the spaces that keep lines apart."""

_HYPHENS = ("-", "\xad")

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
    orders, before = [], None
    for number, words in enumerate(_lines(reading)):
        line = _placed(words, reading, before)
        orders += [_apart(before, line, number), _line(line, broken=before is not None and before.ends_with_hyphen)]
        before = line
    if not orders:
        return b""
    return b"BT\n3 Tr\n" + b"".join(orders) + b"ET\n"


def _lines(reading: PageReading) -> Iterator[list[Word]]:
    for _, group in groupby(reading.words, key=lambda word: (word.line, word.block)):
        words = [word for word in group if word.text.strip()]
        if words:
            yield words


@dataclass(frozen=True, slots=True)
class _Line:
    """One line in points: its words with left, right and the end of their space, its height and its base line."""

    words: list[tuple[str, float, float, float]]
    height: float
    base: float

    @property
    def ends_with_hyphen(self) -> bool:
        return self.words[-1][0].endswith(_HYPHENS)

    @property
    def right(self) -> float:
        return self.words[-1][2]

    @property
    def widest_letter(self) -> float:
        return max((right - left) / len(text) for text, left, right, _ in self.words)


def _placed(words: list[Word], reading: PageReading, before: _Line | None) -> _Line:
    scale = 72.0 / reading.dpi
    top, bottom = median(word.top for word in words), median(word.bottom for word in words)
    height = max((bottom - top) * scale, _MIN_PT)
    base = (reading.height_px - bottom) * scale + _DESCENT * height
    spans = _spans(words, scale, height, _begin(before, words[0].left * scale, base))
    placed = [(_text(word), *span) for word, span in zip(words, spans, strict=True)]
    return _Line(placed, height, base)


def _begin(before: _Line | None, left: float, base: float) -> float:
    """Returns where a line may begin, in points, to be no end of the line before.

    pdftotext joins to a line what begins at its end, on almost the same base line, however they were read.
    """
    if before is None or abs(before.base - base) > _SAME_LINE * before.height:
        return 0.0
    beyond = left - before.right
    return before.right + _MIN_GAP * before.height if beyond >= -_OVERLAP * before.height else 0.0


def _apart(before: _Line | None, line: _Line, number: int) -> bytes:
    """Keeps two lines apart that stand on almost one base line, the later one not clearly right of the earlier.

    PDFium takes them for one line and puts their words in the order of their places; a space set elsewhere ends the
    earlier line for it. One that lies on another it takes for its shadow: each line's `number` has another place.
    """
    if before is None or line.words[0][1] > before.words[-1][3] + line.widest_letter:
        return b""
    near = _SAME_LINE * max(before.height, line.height, before.widest_letter, line.widest_letter)
    if abs(before.base - line.base) > near:
        return b""
    elsewhere = line.base + (3 + number % _PLACES) * near
    size = (real(line.height), real(line.words[0][1]), real(elsewhere), _hexadecimal(" "))
    return b"/F %s Tf 100 Tz 1 0 0 1 %s %s Tm %s Tj\n" % size


def _line(line: _Line, *, broken: bool) -> bytes:
    """Writes one line; `broken` when the line before ends with a hyphen.

    PDFium takes such a hyphen for one that parts a word and drops it, unless a space stands before the next letter.
    """
    letter = _ADVANCE * line.height
    orders = [b"/F %s Tf\n" % real(line.height)]
    for text, left, right, after in line.words:
        width = (right - left) / len(text)
        orders.append(
            b"%s Tz 1 0 0 1 %s %s Tm %s Tj\n%s Tz %s Tj\n"
            % (
                real(100.0 * width / letter),
                real(left - width * broken),
                real(line.base),
                _hexadecimal(" " * broken + text),
                real(100.0 * (after - right) / letter),
                _hexadecimal(" "),
            )
        )
        broken = False
    return b"".join(orders)


def _spans(words: list[Word], scale: float, height: float, pen: float) -> Iterator[tuple[float, float, float]]:
    """Yields left and right of each word and where its space ends, in points; the first begins at `pen` or later.

    Each word begins after the one before has ended, `_MIN_GAP` apart: PDFium puts what stands on one line in the order
    of its places, and pdftotext joins what stands closer.
    """
    gap, least = _MIN_GAP * height, _MIN_WIDTH * height
    for here, follower in zip(words, [*words[1:], None], strict=True):
        left = max(here.left * scale, pen)
        right = max(here.right * scale, left + least)
        after = right + _ADVANCE * height if follower is None else follower.left * scale
        if left < after < right + gap:
            right = max(after - gap, (left + right) / 2, left + least)
        pen = right + gap
        yield left, right, max(after, pen)
